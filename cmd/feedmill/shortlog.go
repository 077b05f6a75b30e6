package main

// What a daemon says to whoever started it at a terminal: a short line for each change,
// with the hour, where a log has all fields.

import (
	"context"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"sync"

	"feedmill/content"
)

// signs stand for what is said most.
var signs = map[string]string{
	"article appeared": "+",
	"article changed":  "~",
	"article moved":    ">",
	"article vanished": "-",
}

// shortHandler writes records as short lines, with the hour of this machine:
// 08:13 + city/mv.txt "Moved in whole".
type shortHandler struct {
	mu *sync.Mutex
	w  io.Writer // guarded by mu

	attrs []slog.Attr
}

// Enabled lets all but debugging through.
func (h *shortHandler) Enabled(_ context.Context, level slog.Level) bool {
	return level >= slog.LevelInfo
}

// Handle writes one line.
func (h *shortHandler) Handle(_ context.Context, r slog.Record) error {
	attrs := append([]slog.Attr{}, h.attrs...)
	r.Attrs(func(a slog.Attr) bool {
		attrs = append(attrs, a)
		return true
	})
	sign := " "
	if r.Level >= slog.LevelWarn {
		sign = "!"
	}
	text := inWordsOf(r.Message, attrs)
	if s, ok := signs[r.Message]; ok {
		sign = s
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	_, err := fmt.Fprintf(h.w, "%s %s %s\n", r.Time.Local().Format("15:04"), sign, content.Visible(text))
	return err
}

// inWordsOf are the words of a record: an error speaks for itself, and of an article
// its file and its title are all that is said beside the sign.
func inWordsOf(message string, attrs []slog.Attr) string {
	var words []string
	if signs[message] == "" {
		words = append(words, message)
	}
	for _, a := range attrs {
		switch {
		case a.Key == "error":
			return plainValue(a.Value)
		case a.Key == "file" && signs[message] != "":
			words = append(words, a.Value.String())
		case a.Key == "title":
			words = append(words, fmt.Sprintf("%q", a.Value.String()))
		default:
			words = append(words, fmt.Sprintf("%s %s", a.Key, a.Value))
		}
	}
	return strings.Join(words, " ")
}

// WithAttrs returns a handler that adds attrs to each line.
func (h *shortHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return &shortHandler{mu: h.mu, w: h.w, attrs: append(append([]slog.Attr{}, h.attrs...), attrs...)}
}

// WithGroup has no meaning in short lines.
func (h *shortHandler) WithGroup(string) slog.Handler { return h }
