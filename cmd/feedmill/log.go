package main

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"
)

// newLogger logs to w as --log-format asks. A daemon logs every change; a
// command that runs once in a script says only what is wrong.
func newLogger(w io.Writer, format string, daemon bool) *slog.Logger {
	level := slog.LevelWarn
	if daemon {
		level = slog.LevelInfo
	}
	options := &slog.HandlerOptions{Level: level}
	switch {
	case format == "json":
		return slog.New(slog.NewJSONHandler(w, options))
	case daemon:
		return slog.New(slog.NewTextHandler(w, options))
	}
	return slog.New(&plainHandler{w: w})
}

// plainHandler writes warnings the way compilers do, one line each: an error
// speaks for itself ("feedmill: news/x.txt:3: …"), anything else is its message
// and attributes.
type plainHandler struct {
	mu    sync.Mutex
	w     io.Writer // guarded by mu
	attrs []slog.Attr
}

// Enabled keeps changes out: a script wants to hear of trouble alone.
func (h *plainHandler) Enabled(_ context.Context, level slog.Level) bool {
	return level >= slog.LevelWarn
}

// Handle writes one line.
func (h *plainHandler) Handle(_ context.Context, r slog.Record) error {
	var line strings.Builder
	line.WriteString(r.Message)
	attrs := append([]slog.Attr{}, h.attrs...)
	r.Attrs(func(a slog.Attr) bool {
		attrs = append(attrs, a)
		return true
	})
	for _, a := range attrs {
		if a.Key == "error" {
			line.Reset()
			line.WriteString(a.Value.String())
			break
		}
		fmt.Fprintf(&line, " %s=%s", a.Key, a.Value)
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	_, err := fmt.Fprintf(h.w, "feedmill: %s\n", line.String())
	return err
}

// WithAttrs returns a handler that adds attrs to each line.
func (h *plainHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return &plainHandler{w: h.w, attrs: append(append([]slog.Attr{}, h.attrs...), attrs...)}
}

// WithGroup has no meaning in plain lines.
func (h *plainHandler) WithGroup(string) slog.Handler { return h }
