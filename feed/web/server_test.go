package web

import (
	"bufio"
	"context"
	"io"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"
	"time"
)

// pipes is a listener of connections in memory, which synctest can wait for.
type pipes struct {
	conns  chan net.Conn
	closed chan struct{}
}

func newPipes() *pipes { return &pipes{make(chan net.Conn), make(chan struct{})} }

func (p *pipes) Accept() (net.Conn, error) {
	select {
	case c := <-p.conns:
		return c, nil
	case <-p.closed:
		return nil, net.ErrClosed
	}
}

func (p *pipes) Close() error   { close(p.closed); return nil }
func (p *pipes) Addr() net.Addr { return &net.UnixAddr{Name: "pipe"} }

func (p *pipes) dial() net.Conn {
	ours, theirs := net.Pipe()
	p.conns <- theirs
	return ours
}

// serving runs Serve in a bubble until stop is called, which returns its error.
func serving(t *testing.T, handler http.Handler) (p *pipes, stop func() error) {
	t.Helper()
	p = newPipes()
	ctx, cancel := context.WithCancel(t.Context())
	done := make(chan error, 1)
	go func() { done <- Server{Handler: handler, Log: slog.New(slog.DiscardHandler), Most: 99}.Serve(ctx, p) }()
	return p, func() error { cancel(); return <-done }
}

// Clients that have not finished when a stop is asked for do not make it fail.
func TestStopIsInOrderWhateverClientsDo(t *testing.T) {
	large := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		for range 100 {
			if _, err := w.Write(make([]byte, 1<<20)); err != nil {
				return
			}
		}
	})
	for name, sent := range map[string]string{
		"silent":        "",
		"half a line":   "GET /rss",
		"half a head":   "GET / HTTP/1.1\r\nHost: x\r\nAcc",
		"half a body":   "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 900\r\n\r\nabc",
		"reads nothing": "GET / HTTP/1.1\r\nHost: x\r\n\r\n",
	} {
		t.Run(name, func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				p, stop := serving(t, large)
				c := p.dial()
				defer c.Close()
				if _, err := io.WriteString(c, sent); err != nil {
					t.Fatal(err)
				}
				synctest.Wait()
				began := time.Now()
				if err := stop(); err != nil {
					t.Errorf("got %v from an ordered stop, want none", err)
				}
				if took := time.Since(began); took > 2*grace {
					t.Errorf("it took %v to stop", took)
				}
			})
		})
	}
}

// A slow reader gets all, however long that takes; one that has stopped is let go.
func TestDownloadsThatMoveMayLast(t *testing.T) {
	const size = 1 << 20
	body := strings.Repeat("x", size)
	handler := http.HandlerFunc(func(w http.ResponseWriter, _ *http.Request) {
		w.Header().Set("Content-Length", "1048576")
		io.WriteString(w, body)
	})
	synctest.Test(t, func(t *testing.T) {
		p, stop := serving(t, handler)
		c := p.dial()
		defer c.Close()
		io.WriteString(c, "GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
		began, got := time.Now(), 0
		for buf := make([]byte, 8<<10); ; {
			n, err := c.Read(buf)
			got += n
			if err != nil {
				break
			}
			time.Sleep(7 * time.Second)
		}
		if took := time.Since(began); got < size || took < 10*time.Minute {
			t.Errorf("got %d bytes in %v, want %d in more than ten minutes", got, took, size)
		}
		if err := stop(); err != nil {
			t.Error(err)
		}
	})
	synctest.Test(t, func(t *testing.T) {
		p, stop := serving(t, handler)
		c := p.dial()
		defer c.Close()
		io.WriteString(c, "GET / HTTP/1.1\r\nHost: x\r\n\r\n")
		time.Sleep(stall + 2*sweepEvery)
		got, _ := io.Copy(io.Discard, bufio.NewReader(c))
		if got >= size {
			t.Error("a reader that stood still for longer than allowed got everything")
		}
		if err := stop(); err != nil {
			t.Error(err)
		}
	})
}

func TestConnectionsLeaveRoom(t *testing.T) {
	for _, c := range []struct {
		files uint64
		want  int
	}{{0, mostConnections}, {1, 1}, {24, 6}, {64, 16}, {256, 64}, {1024, 376}, {4096, 1720}, {1 << 30, mostConnections}, {1<<63 - 1, mostConnections}, {1<<64 - 1, mostConnections}} {
		if got := connections(c.files, 2); got != c.want {
			t.Errorf("of %d files %d are for connections, want %d", c.files, got, c.want)
		}
	}
}
