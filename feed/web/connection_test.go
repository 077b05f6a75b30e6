package web

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strconv"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// accepted is a connection with swept deadlines, and the client's end of it.
func accepted(t *testing.T, direct bool) (ours, theirs net.Conn) {
	t.Helper()
	p := newPipes()
	l := newSweptListener(p, direct, 9)
	go func() { theirs = p.dial() }()
	ours, err := l.Accept()
	if err != nil {
		t.Fatal(err)
	}
	synctest.Wait()
	return ours, theirs
}

func TestDeadlinesPassWithinASweep(t *testing.T) {
	for _, c := range []struct {
		name string
		set  func(net.Conn)
		wait func(net.Conn) error
	}{
		{"read", func(c net.Conn) { c.SetReadDeadline(time.Now().Add(10 * time.Second)) }, readSome},
		{"write", func(c net.Conn) { c.SetWriteDeadline(time.Now().Add(10 * time.Second)) }, writeSome},
		{"both, reading", func(c net.Conn) { c.SetDeadline(time.Now().Add(10 * time.Second)) }, readSome},
		{"set again", func(c net.Conn) {
			c.SetReadDeadline(time.Now().Add(time.Second))
			c.SetReadDeadline(time.Now().Add(10 * time.Second))
		}, readSome},
		{"after another has passed", func(c net.Conn) {
			c.SetWriteDeadline(time.Now().Add(-time.Hour))
			time.Sleep(2 * sweepEvery)
			c.SetWriteDeadline(time.Time{})
			c.SetReadDeadline(time.Now().Add(10 * time.Second))
		}, readSome},
	} {
		t.Run(c.name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				ours, theirs := accepted(t, true)
				defer theirs.Close()
				defer ours.Close()
				c.set(ours)
				began := time.Now()
				err := c.wait(ours)
				if took := time.Since(began); !errors.Is(err, os.ErrDeadlineExceeded) || took < 10*time.Second || took > 10*time.Second+2*sweepEvery {
					t.Errorf("got %v after %v, want a deadline that passes after ten seconds", err, took)
				}
			})
		})
	}
}

func readSome(c net.Conn) error  { _, err := c.Read(make([]byte, 9)); return err }
func writeSome(c net.Conn) error { _, err := c.Write(make([]byte, 9)); return err }

// Whoever waits for a byte while a request is answered is called off by net/http, under
// TLS too; and a connection that is closed is waited for by nobody.
func TestWaitingForTheClientIsCalledOff(t *testing.T) {
	for _, direct := range []bool{true, false} {
		synctest.Test(t, func(t *testing.T) {
			ours, theirs := accepted(t, direct)
			defer theirs.Close()
			for _, callOff := range []func(){
				func() { ours.SetReadDeadline(time.Unix(1, 0)) },
				func() { ours.Close() },
			} {
				ended := make(chan error, 1)
				go func() { _, err := ours.Read(make([]byte, 1)); ended <- err }()
				synctest.Wait()
				callOff()
				if err := <-ended; err == nil {
					t.Errorf("direct is %v: the wait ended without an error", direct)
				}
				ours.SetReadDeadline(time.Time{})
			}
		})
	}
}

// One connection carries request after request, also those that come at once.
func TestRequestsFollowOneAnother(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			body, err := io.ReadAll(r.Body)
			if err != nil {
				t.Error(err)
			}
			time.Sleep(time.Second) // net/http waits for the client meanwhile
			io.WriteString(w, r.URL.Path+string(body)+"\n")
		})
		p, stop := serving(t, handler)
		c := p.dial()
		go io.WriteString(c, "GET /a HTTP/1.1\r\nHost: x\r\n\r\nPOST /b HTTP/1.1\r\nHost: x\r\nContent-Length: 3\r\n\r\nxyz"+
			"GET /c HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
		got, err := io.ReadAll(c)
		if err != nil {
			t.Fatal(err)
		}
		for _, want := range []string{"/a\n", "/bxyz\n", "/c\n"} {
			if !strings.Contains(string(got), want) {
				t.Errorf("no answer %q in %q", want, got)
			}
		}
		if err := stop(); err != nil {
			t.Error(err)
		}
	})
}

// Clients that say nothing, or too slowly, are let go.
func TestSlowClientsAreLetGo(t *testing.T) {
	for name, c := range map[string]struct {
		sent string
		most time.Duration
	}{
		"silent":       {"", 12 * time.Second},
		"half a head":  {"GET / HTTP/1.1\r\nHost: x\r\nAcc", 12 * time.Second},
		"half a body":  {"POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\nabc", asking + 2*time.Second},
		"asks no more": {"GET / HTTP/1.1\r\nHost: x\r\n\r\n", 2*time.Minute + 2*time.Second},
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				handler := http.HandlerFunc(func(_ http.ResponseWriter, r *http.Request) { io.Copy(io.Discard, r.Body) })
				p, stop := serving(t, handler)
				conn := p.dial()
				defer conn.Close()
				if _, err := io.WriteString(conn, c.sent); err != nil {
					t.Fatal(err)
				}
				began := time.Now()
				io.Copy(io.Discard, conn)
				if took := time.Since(began); took > c.most {
					t.Errorf("it was let go after %v, want %v at the most", took, c.most)
				}
				if err := stop(); err != nil {
					t.Error(err)
				}
			})
		})
	}
}

// Head and body are joined at every size, on one connection.
func TestAnswersOfEverySizeArriveWhole(t *testing.T) {
	sizes := []int{0, 1, 2047, 2048, 2049, 3500, 3800, 4000, 4095, 4096, 4097, 8192, 20000, portion - 1, portion, portion + 1, 2*portion + 17}
	handler := http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		size, err := strconv.Atoi(r.URL.Query().Get("size"))
		if err != nil {
			t.Error(err)
		}
		if r.URL.Query().Has("length") {
			w.Header().Set("Content-Length", strconv.Itoa(size))
		}
		io.WriteString(w, patterned(size))
	})
	address := served(t, handler)
	for _, query := range []string{"", "&length"} {
		for _, size := range sizes {
			res, err := http.Get(address + "?size=" + strconv.Itoa(size) + query)
			if err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(res.Body)
			res.Body.Close()
			if err != nil || string(got) != patterned(size) {
				t.Errorf("%d bytes%s: got %d others, %v", size, query, len(got), err)
			}
		}
	}
}

func patterned(size int) string {
	b := make([]byte, size)
	for i := range b {
		b[i] = byte('a' + i%23)
	}
	return string(b)
}

// served runs a server on a real socket until the test ends.
func served(t *testing.T, handler http.Handler) (address string) {
	t.Helper()
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() {
		done <- Server{Handler: handler, Log: slog.New(slog.DiscardHandler), Most: 300}.Serve(ctx, listener)
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-done; err != nil {
			t.Error(err)
		}
	})
	return "http://" + listener.Addr().String() + "/"
}

// What the connection puts into a head is what net/http would have.
func TestHeadsAreTheSameWithTheHelpOfNetHTTP(t *testing.T) {
	slow, _, site := newWatchedSite(t)
	site.Configure(Options{Base: "https://news.example/", Hubs: []string{"https://hub.example/"}, Readers: &Readers{}})
	helped := &http.Client{Transport: &http.Transport{DisableCompression: true}}
	fast := &http.Client{Transport: &http.Transport{DisableCompression: true}}
	t.Cleanup(helped.CloseIdleConnections)
	t.Cleanup(fast.CloseIdleConnections)
	address := served(t, site)
	tag := ask(t, http.MethodGet, address+"rss.xml").Header.Get("Etag")
	for _, c := range [][]string{ // of a header and its value in turn
		{"GET", "rss.xml"},
		{"GET", "rss.xml", "Accept-Encoding", "gzip"},
		{"GET", "rss.xml", "Accept-Encoding", "br"},
		{"HEAD", "rss.xml", "Accept-Encoding", "gzip"},
		{"GET", "rss.xml", "If-None-Match", tag},
		{"HEAD", "rss.xml", "If-None-Match", tag},
		{"GET", "rss.xml", "If-Modified-Since", "Fri, 01 Jan 2100 00:00:00 GMT"},
		{"GET", "rss.xml", "If-None-Match", tag, "Accept-Encoding", "gzip"},
		{"GET", "rss.xml", "If-Match", `"other"`},
		{"GET", "rss.xml", "Origin", "https://reader.example"},
		{"GET", "rss.xml", "Accept", "text/html"},
		{"GET", "rss.xml", "Range", "bytes=0-9"},
		{"GET", "rss.xml", "A-IM", "feed"},
		{"GET", "rss.xml", "Accept-Encoding", "identity;q=0, *;q=0"},
		{"GET", "rss.xml", "Connection", "close"},
		{"GET", "feed.json"},
		{"GET", "index.html"},
		{"GET", "archive/2016-09/rss.xml"},
		{"GET", "feeds.opml"},
		{"GET", "none.xml"},
		{"POST", "rss.xml"},
	} {
		want, got := answer(t, helped, slow+"/", c), answer(t, fast, address, c)
		if got != want {
			t.Errorf("%q: got\n%s\nwant\n%s", c, got, want)
		}
	}
}

// answer is the answer to a request, in words. The request is a method, a path, and headers.
func answer(t *testing.T, client *http.Client, address string, request []string) string {
	t.Helper()
	r, err := http.NewRequestWithContext(t.Context(), request[0], address+request[1], nil)
	if err != nil {
		t.Fatal(err)
	}
	for i := 2; i < len(request); i += 2 {
		r.Header.Set(request[i], request[i+1])
	}
	res, err := client.Do(r)
	if err != nil {
		t.Fatal(err)
	}
	text := body(t, res)
	if err := res.Body.Close(); err != nil {
		t.Fatal(err)
	}
	res.Header.Del("Date")
	return fmt.Sprintf("%s, %d bytes stated\n%v\n%s", res.Status, res.ContentLength, res.Header, text)
}

// What is put into a head stands below the status, however the answer was asked for.
func TestHeadsBeginWithTheStatus(t *testing.T) {
	_, _, site := newWatchedSite(t)
	address := served(t, site)
	for _, c := range []struct{ request, want string }{
		{"GET /atom.xml HTTP/1.0\r\n\r\n", "HTTP/1.0 200 OK\r\n"},
		{"GET /atom.xml HTTP/1.1\r\nHost: x\r\nConnection: close\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\nabc", "HTTP/1.1 200 OK\r\n"},
		{"GET /atom.xml HTTP/1.1\r\nHost: x\r\n\r\nGET /feed.json HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n", "HTTP/1.1 200 OK\r\n"},
	} {
		got := said(t, address, c.request)
		status, rest, _ := strings.Cut(got, "\n")
		if status+"\n" != c.want || strings.Count(rest, "Etag: ") != strings.Count(got, "HTTP/1.") {
			t.Errorf("%q: got\n%s", c.request, got)
		}
	}
}
