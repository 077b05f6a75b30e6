package web

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"log/slog"
	"net"
	"net/http"
	"time"
)

const (
	// grace is how long requests under way may take after a stop was asked for.
	grace = 5 * time.Second
	// stall is how long a download may stand still: one that moves may last.
	stall = 2 * time.Minute
	// portion is how many bytes are sent before a download is seen to move: a kilobyte a
	// second is the slowest. Most feeds are one portion, and so one call of the system.
	portion = 128 << 10
	// headBytes is how large the head of a request may be; twice as many are read.
	headBytes = 64 << 10
	// asking is how long a client may take to state its request, body included.
	asking = 30 * time.Second
)

// Server answers requests under time-outs and limits.
type Server struct {
	Handler http.Handler
	Log     *slog.Logger
	Most    int         // connections at a time
	TLS     *tls.Config // nil is none
}

// Serve answers requests on the listener until ctx ends, then lets those under
// way finish, for a few seconds at most, and cuts off the others: that is an
// orderly end too. It closes the listener.
func (s Server) Serve(ctx context.Context, listener net.Listener) error {
	server := &http.Server{
		Handler:           patient(s.Handler),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       asking,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    headBytes,
		TLSConfig:         s.TLS,
		ErrorLog:          slog.NewLogLogger(s.Log.Handler(), slog.LevelDebug),
		ConnContext:       withConn,
	}
	serve, swept := server.Serve, newSweptListener(listener, s.TLS == nil, s.Most)
	if s.TLS != nil {
		serve = func(l net.Listener) error { return server.ServeTLS(l, "", "") }
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		stopped <- stop(context.WithoutCancel(ctx), server, s.Log)
	}()
	if err := serve(swept); !errors.Is(err, http.ErrServerClosed) {
		cancel()
		<-stopped
		return fmt.Errorf("serve %s: %w", listener.Addr(), err)
	}
	if err := <-stopped; err != nil {
		return fmt.Errorf("stop serving %s: %w", listener.Addr(), err)
	}
	return nil
}

// stop ends the server. Whoever has not finished in time is cut off, without an
// error: a client that says nothing, or reads slowly, is no failure of ours.
func stop(ctx context.Context, server *http.Server, log *slog.Logger) error {
	late, cancel := context.WithTimeout(ctx, grace)
	defer cancel()
	err := server.Shutdown(late)
	if !errors.Is(err, context.DeadlineExceeded) {
		return err
	}
	log.Info("requests cut off", "after", grace)
	return server.Close()
}

// connKey is that of the connection in the context of a request.
type connKey struct{}

func withConn(ctx context.Context, c net.Conn) context.Context {
	return context.WithValue(ctx, connKey{}, c)
}

// patient lets a client take the time it needs, as long as bytes move.
func patient(handler http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		m := writerFor(r)
		m.ResponseWriter = w
		m.putOff() // an answer without a body is sent when the handler has returned
		handler.ServeHTTP(m, r)
	})
}

// writerFor is that of the connection of a request, whose requests come one after the
// other; under TLS, where they may come together, each has its own.
func writerFor(r *http.Request) *movingWriter {
	conn, direct := r.Context().Value(connKey{}).(*sweptConn)
	if !direct || r.ProtoMajor != 1 {
		return &movingWriter{}
	}
	conn.writer.conn, conn.lines = conn, nil
	return &conn.writer
}

// stateBeforehand has an answer say what lines say, without the help of net/http. It reports
// whether that is possible: not where somebody between may want to say something else.
func stateBeforehand(w http.ResponseWriter, lines []byte) bool {
	m, direct := w.(*movingWriter)
	if !direct || m.conn == nil {
		return false
	}
	m.conn.lines = lines
	return true
}

// movingWriter puts the deadline off with each portion.
type movingWriter struct {
	http.ResponseWriter
	conn *sweptConn // nil under TLS
}

// Unwrap is for http.ResponseController.
func (m *movingWriter) Unwrap() http.ResponseWriter { return m.ResponseWriter }

func (m *movingWriter) putOff() {
	if m.conn != nil {
		m.conn.putOff(stall)
		return
	}
	_ = http.NewResponseController(m.ResponseWriter).SetWriteDeadline(time.Now().Add(stall)) // a writer without deadlines waits for ever
}

// Write sends p in portions.
func (m *movingWriter) Write(p []byte) (sent int, err error) {
	for len(p) > portion && err == nil {
		n, e := m.write(p[:portion])
		sent, p, err = sent+n, p[n:], e
	}
	if err != nil {
		return sent, err
	}
	n, err := m.write(p)
	return sent + n, err
}

// write sends one portion, with the head before it.
func (m *movingWriter) write(p []byte) (int, error) {
	m.putOff()
	if m.conn == nil || len(p) < headRoom/2 {
		return m.ResponseWriter.Write(p) // net/http holds it until the handler has returned
	}
	return m.conn.join(func() (int, error) {
		n, err := m.ResponseWriter.Write(p)
		if err != nil {
			return n, err
		}
		return n, http.NewResponseController(m.ResponseWriter).Flush()
	})
}
