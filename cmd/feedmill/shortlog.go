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

// signs stand for what is said most. Such a line names one article, and is cut to fit the
// screen: many of them come one after the other.
var signs = map[string]string{
	"article appeared": "+",
	"article changed":  "~",
	"article moved":    ">",
	"article vanished": "-",
}

// sentences take in what a record counts.
var sentences = map[string]string{
	"published":          "published %s",
	"watching by events": "watching %s by events",
}

// shortHandler writes records as short lines, with the hour of this machine:
// 08:13 + city/mv.txt "Moved in whole".
type shortHandler struct {
	mu *sync.Mutex
	w  io.Writer // guarded by mu

	width func() int // of the screen in columns, now; 0 is as wide as need be

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
	fit := broken
	if s, ok := signs[r.Message]; ok {
		sign, fit = s, cut
	}
	line := fmt.Sprintf("%s %s %s", r.Time.Local().Format("15:04"), sign, content.Visible(inWordsOf(r.Message, attrs)))
	h.mu.Lock()
	defer h.mu.Unlock()
	_, err := fmt.Fprintln(h.w, fit(line, h.width()))
	return err
}

// inWordsOf are the words of a record: an error speaks for itself, and of an article
// its file and its title are all that is said beside the sign.
func inWordsOf(message string, attrs []slog.Attr) string {
	var words []string
	switch sentence := sentences[message]; {
	case sentence != "" && len(attrs) > 0 && attrs[0].Value.Kind() == slog.KindInt64:
		words = append(words, fmt.Sprintf(sentence, plural(int(attrs[0].Value.Int64()), strings.TrimSuffix(attrs[0].Key, "s"))))
		attrs = attrs[1:]
	case signs[message] == "":
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
	return &shortHandler{mu: h.mu, w: h.w, width: h.width, attrs: append(append([]slog.Attr{}, h.attrs...), attrs...)}
}

// WithGroup has no meaning in short lines.
func (h *shortHandler) WithGroup(string) slog.Handler { return h }
