package web

import (
	"context"
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
	// asking is how long a client may take to state its request, body included.
	asking = 30 * time.Second
)

// Serve answers requests on the listener until ctx ends, then lets those under
// way finish, for a few seconds at most, and cuts off the others: that is an
// orderly end too. It closes the listener.
func Serve(ctx context.Context, listener net.Listener, handler http.Handler, log *slog.Logger) error {
	server := &http.Server{
		Handler:           patient(handler),
		ReadHeaderTimeout: 10 * time.Second,
		ReadTimeout:       asking,
		IdleTimeout:       2 * time.Minute,
		MaxHeaderBytes:    64 << 10,
		ErrorLog:          slog.NewLogLogger(log.Handler(), slog.LevelDebug),
	}
	ctx, cancel := context.WithCancel(ctx)
	defer cancel()
	stopped := make(chan error, 1)
	go func() {
		<-ctx.Done()
		stopped <- stop(context.WithoutCancel(ctx), server, log)
	}()
	if err := server.Serve(newSweptListener(listener, true)); !errors.Is(err, http.ErrServerClosed) {
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

// patient lets a client take the time it needs, as long as bytes move.
func patient(handler http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		handler.ServeHTTP(newMovingWriter(w), r)
	})
}

// movingWriter puts the deadline off with each portion.
type movingWriter struct {
	http.ResponseWriter
	deadline interface{ SetWriteDeadline(time.Time) error } // nil if the writer has none
}

func newMovingWriter(w http.ResponseWriter) *movingWriter {
	m := &movingWriter{ResponseWriter: w}
	m.deadline, _ = w.(interface{ SetWriteDeadline(time.Time) error })
	m.putOff() // an answer without a body is sent when the handler has returned
	return m
}

// Unwrap is for http.ResponseController.
func (m *movingWriter) Unwrap() http.ResponseWriter { return m.ResponseWriter }

func (m *movingWriter) putOff() {
	if m.deadline != nil {
		_ = m.deadline.SetWriteDeadline(time.Now().Add(stall)) // what is wrong, the next write will say
	}
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

func (m *movingWriter) write(p []byte) (int, error) {
	m.putOff()
	return m.ResponseWriter.Write(p)
}
