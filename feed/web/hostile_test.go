package web

import (
	"bufio"
	"bytes"
	"fmt"
	"io"
	"net"
	"net/http"
	"runtime"
	"strings"
	"testing"
	"time"
)

// said is what a server answers to raw bytes, until it closes the connection.
func said(t *testing.T, address, request string) string {
	t.Helper()
	conn, err := net.Dial("tcp", strings.Trim(strings.TrimPrefix(address, "http://"), "/"))
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	conn.SetDeadline(time.Now().Add(20 * time.Second)) // a server that neither answers nor closes fails the test
	go io.Copy(conn, strings.NewReader(request))
	got, _ := io.ReadAll(conn) // a reset is an answer too
	return string(got)
}

// Requests that two servers could read in two ways are refused, or end the connection:
// what follows them is never answered as a request of its own.
func TestSmugglingShapes(t *testing.T) {
	_, _, site := newWatchedSite(t)
	address := served(t, site)
	const inner = "GET /atom.xml HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n"
	for name, request := range map[string]string{
		"a length and chunks":            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" + strings.ReplaceAll(inner, "GET /atom.xml", "GARBAGE"),
		"two lengths":                    "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\nContent-Length: 5\r\n\r\n" + inner,
		"a length with a sign":           "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: +0\r\n\r\n" + inner,
		"chunks by another name":         "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: xchunked\r\n\r\n" + inner,
		"chunks twice":                   "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked, chunked\r\n\r\n0\r\n\r\n" + inner,
		"a space before the colon":       "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + inner,
		"a folded line":                  "GET /rss.xml HTTP/1.1\r\nHost: x\r\n X: y\r\n\r\n" + inner,
		"a line end within a name":       "GET /rss.xml HTTP/1.1\r\nHost: x\r\nA\rB: c\r\n\r\n" + inner,
		"a zero byte":                    "GET /rss.xml HTTP/1.1\r\nHost: x\r\nA: b\x00c\r\n\r\n" + inner,
		"no host":                        "GET /rss.xml HTTP/1.1\r\n\r\n" + inner,
		"two hosts":                      "GET /rss.xml HTTP/1.1\r\nHost: x\r\nHost: y\r\n\r\n" + inner,
		"a broken line":                  "GET /rss.xml\r\nHost: x\r\n\r\n" + inner,
		"a version to come":              "GET /rss.xml HTTP/9.9\r\nHost: x\r\n\r\n" + inner,
		"a chunk with a sign":            "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n+0\r\n\r\n" + inner,
		"a chunk that is larger than it": "POST / HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\nffffffffffffffff1\r\nx\r\n0\r\n\r\n" + inner,
	} {
		got := said(t, address, request)
		if strings.Contains(got, "<feed/>") {
			t.Errorf("%s: what follows was answered:\n%s", name, got)
		}
		if strings.Contains(got, "HTTP/1.1 5") && !strings.Contains(got, "501") && !strings.Contains(got, "505") {
			t.Errorf("%s: the server failed:\n%s", name, got)
		}
	}
	for name, request := range map[string]string{
		"one after the other": "GET /rss.xml HTTP/1.1\r\nHost: x\r\n\r\n" + inner,
		"with a body":         "POST /rss.xml HTTP/1.1\r\nHost: x\r\nContent-Length: 4\r\n\r\nabcd" + inner,
		"of an old client":    "GET /atom.xml HTTP/1.0\r\n\r\n",
	} {
		if got := said(t, address, request); !strings.Contains(got, "<feed/>") {
			t.Errorf("%s: good requests were refused:\n%s", name, got)
		}
	}
}

func TestHugeHeads(t *testing.T) {
	_, _, site := newWatchedSite(t)
	address := served(t, site)
	long := strings.Repeat("x", 4*headBytes)
	for name, request := range map[string]string{
		"a long line":   "GET /" + long + " HTTP/1.1\r\nHost: x\r\n\r\n",
		"a long header": "GET / HTTP/1.1\r\nHost: x\r\nCookie: " + long + "\r\n\r\n",
		"many headers":  "GET / HTTP/1.1\r\nHost: x\r\n" + strings.Repeat("A: b\r\n", headBytes) + "\r\n",
		"no end":        strings.Repeat("GET ", headBytes),
	} {
		got := said(t, address, request)
		if status, _, _ := strings.Cut(got, "\r\n"); status != "" && !strings.HasPrefix(status, "HTTP/1.1 4") {
			t.Errorf("%s: got %s, want that it is refused", name, status)
		}
	}
	// lists that take long to read are within the bounds of a head
	for name, header := range map[string]string{
		"tags": `If-None-Match: ` + strings.Repeat(`"x",`, headBytes/8), "codings": `Accept-Encoding: ` + strings.Repeat("x;q=0.1,", headBytes/16),
		"types": "Accept: " + strings.Repeat("text/html;q=0.1,", headBytes/32), "parts": "A-IM: " + strings.Repeat("feed;q=0,", headBytes/16),
		"quotes": `If-None-Match: ` + strings.Repeat(`"`, headBytes/2),
	} {
		got := said(t, address, "GET /rss.xml HTTP/1.1\r\nHost: x\r\nConnection: close\r\n"+header+"\r\n\r\n")
		if !strings.HasPrefix(got, "HTTP/1.1 200") && !strings.HasPrefix(got, "HTTP/1.1 406") {
			t.Errorf("a long list of %s: got %.40s, want an answer", name, got)
		}
	}
}

// Clients that never finish their requests, never read their answers, or say nothing do
// not keep others from being answered, and cost little memory each.
func TestOthersAreAnsweredBesideSlowClients(t *testing.T) {
	_, _, site := newWatchedSite(t)
	address := served(t, site)
	host := strings.Trim(strings.TrimPrefix(address, "http://"), "/")
	var before, after runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&before)
	const clients = 200
	for i := range clients {
		conn, err := net.Dial("tcp", host)
		if err != nil {
			t.Fatal(err)
		}
		t.Cleanup(func() { conn.Close() })
		switch i % 3 {
		case 0:
			fmt.Fprintf(conn, "GET /rss.xml HTTP/1.1\r\nHost: x\r\nX-%d: ", i)
		case 1:
			conn.Write(bytes.Repeat([]byte("GET /rss.xml HTTP/1.1\r\nHost: x\r\n\r\n"), 500)) // and reads nothing
		}
	}
	for range 50 {
		res, err := http.Get(address + "rss.xml")
		if err != nil {
			t.Fatal(err)
		}
		if got := body(t, res); got != longFeed {
			t.Errorf("got %d bytes, want the feed", len(got))
		}
		res.Body.Close()
	}
	runtime.GC()
	runtime.ReadMemStats(&after)
	if each := int64(after.HeapAlloc+after.StackInuse-before.HeapAlloc-before.StackInuse) / clients; each > 128<<10 {
		t.Errorf("each slow client costs %d bytes", each)
	}
}

// More connections than there may be wait for their turn, and get it.
func TestConnectionsBeyondTheLimitWait(t *testing.T) {
	_, _, site := newWatchedSite(t)
	address := served(t, site)
	host := strings.Trim(strings.TrimPrefix(address, "http://"), "/")
	const most = 300 // as served has it
	var conns []net.Conn
	for range most {
		conn, err := net.Dial("tcp", host)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		conns = append(conns, conn)
	}
	late, err := net.Dial("tcp", host)
	if err != nil {
		t.Fatal(err)
	}
	defer late.Close()
	io.WriteString(late, "GET /atom.xml HTTP/1.1\r\nHost: x\r\n\r\n")
	io.WriteString(conns[0], "GET /atom.xml HTTP/1.1\r\nHost: x\r\n\r\n")
	if _, err := http.ReadResponse(bufio.NewReader(conns[0]), nil); err != nil {
		t.Errorf("the first is not answered: %v", err)
	}
	late.SetReadDeadline(time.Now().Add(50 * time.Millisecond))
	if n, err := late.Read(make([]byte, 1)); n != 0 || err == nil {
		t.Error("one more than there may be was answered")
	}
	conns[0].Close()
	late.SetReadDeadline(time.Now().Add(20 * time.Second))
	if _, err := http.ReadResponse(bufio.NewReader(late), nil); err != nil {
		t.Errorf("once another has ended it is not answered: %v", err)
	}
}
