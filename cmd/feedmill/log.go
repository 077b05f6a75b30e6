package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os/signal"
	"strings"
	"sync"
	"syscall"

	"feedmill/content"
)

// newLogger logs to w as --log-format asks. A daemon logs every change, to people at a
// terminal in short lines; a command that runs once in a script says only what is wrong.
func newLogger(w io.Writer, format string, daemon bool) *slog.Logger {
	level := slog.LevelWarn
	if daemon {
		level = slog.LevelInfo
	}
	options := &slog.HandlerOptions{Level: level}
	switch {
	case format == "json":
		return slog.New(slog.NewJSONHandler(w, options))
	case daemon && isTerminal(unguarded(w)):
		return slog.New(&shortHandler{mu: &sync.Mutex{}, w: w, width: func() int { return screenWidth(w) }})
	case daemon:
		return slog.New(slog.NewTextHandler(w, options))
	}
	return slog.New(&plainHandler{w: w, width: screenWidth(w)})
}

// plainHandler writes warnings the way compilers do, one line each: an error
// speaks for itself ("feedmill: news/x.txt:3: …"), anything else is its message
// and attributes. On a terminal long lines are broken between words.
type plainHandler struct {
	mu    sync.Mutex
	w     io.Writer // guarded by mu
	width int       // of the terminal; 0 if there is none
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
	command := ""
	for _, a := range attrs {
		if a.Key == "error" {
			line.Reset()
			line.WriteString(plainValue(a.Value))
			command = remedyOf(a.Value.Any())
			break
		}
		fmt.Fprintf(&line, " %s=%s", a.Key, a.Value)
	}
	said := strings.TrimSuffix(line.String(), ": "+command)
	ending := "\n"
	if command != "" {
		said, ending = said+":", "\n\n    "+content.Visible(command)+"\n\n"
	}
	text := broken("feedmill: "+content.Visible(said), h.width) + ending
	h.mu.Lock()
	defer h.mu.Unlock()
	_, err := io.WriteString(h.w, text)
	return err
}

// A commandError is an error whose remedy is a command, which plain lines show on a line
// of its own, to be copied.
type commandError struct {
	error
	command string
}

// Error says both in one line.
func (e commandError) Error() string { return e.error.Error() + ": " + e.command }

func (e commandError) Unwrap() error { return e.error }

// remedyOf is the command with which an error ends; empty if it ends with none.
func remedyOf(v any) string {
	err, _ := v.(error)
	if e, ok := errors.AsType[commandError](err); ok && strings.HasSuffix(err.Error(), e.command) {
		return e.command
	}
	return ""
}

// WithAttrs returns a handler that adds attrs to each line.
func (h *plainHandler) WithAttrs(attrs []slog.Attr) slog.Handler {
	return &plainHandler{w: h.w, width: h.width, attrs: append(append([]slog.Attr{}, h.attrs...), attrs...)}
}

// WithGroup has no meaning in plain lines.
func (h *plainHandler) WithGroup(string) slog.Handler { return h }

// announce prints what a command has to say to people, or to programs as an object.
func announce(w io.Writer, format, message string) error {
	if format == "json" {
		return json.NewEncoder(w).Encode(map[string]string{"msg": message})
	}
	_, err := fmt.Fprintln(w, content.Visible(message))
	return err
}

// outliveLog keeps a daemon alive when whoever reads its log, or what it prints,
// goes away. A command of a pipe ends with the pipe, as all do.
func outliveLog() { signal.Ignore(syscall.SIGPIPE) }

// formattedError is an error of a command whose settings say how it is logged.
type formattedError struct {
	error
	format string // of the log
}

func (e formattedError) Unwrap() error { return e.error }

// errorFormat is how the error that ends the program is logged: as the settings
// say; if they could not be read, as the command line or the environment would.
func errorFormat(err error, args []string, getenv func(string) string) string {
	if e, ok := errors.AsType[formattedError](err); ok && e.format == "json" {
		return e.format
	}
	for i, a := range args {
		if value, ok := strings.CutPrefix(a, "--log-format="); ok {
			return value
		}
		if a == "--log-format" && i+1 < len(args) {
			return args[i+1]
		}
	}
	return getenv(variable("log-format"))
}

// logFailure logs why the program ends, each reason on a line of its own.
func logFailure(w io.Writer, format string, err error) {
	log := newLogger(w, format, false)
	for _, reason := range reasons(err) {
		log.Error("failed", "error", reason)
	}
}

// reasons are the errors that were joined.
func reasons(err error) []error {
	if e, ok := err.(formattedError); ok {
		return reasons(e.error)
	}
	joined, ok := err.(interface{ Unwrap() []error })
	if !ok {
		return []error{err}
	}
	var all []error
	var lines []string
	for _, e := range joined.Unwrap() {
		all = append(all, reasons(e)...)
		lines = append(lines, e.Error())
	}
	if strings.Join(lines, "\n") != err.Error() {
		return []error{err} // it says more than those it wraps
	}
	return all
}

// redirected writes to where it was last told to. It may be used by several
// goroutines.
type redirected struct {
	mu sync.Mutex
	w  io.Writer // guarded by mu
}

func (r *redirected) to(w io.Writer) {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.w = w
}

// now is where it writes to.
func (r *redirected) now() io.Writer {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.w
}

// Write writes p.
func (r *redirected) Write(p []byte) (int, error) {
	r.mu.Lock()
	defer r.mu.Unlock()
	return r.w.Write(p)
}

// guarded shows on a terminal, or in a log, what would steer it: the last fence,
// for all that is printed. Line ends pass, so that whoever prints a value on a line
// makes it content.Visible first. Escapes are those of JSON, which stays what it is.
type guarded struct{ w io.Writer }

// Write writes p with escapes. It takes whole characters at a time.
func (g guarded) Write(p []byte) (int, error) {
	lines := strings.Split(string(p), "\n")
	for i, l := range lines {
		lines[i] = visibleButTabs(l)
	}
	if _, err := io.WriteString(g.w, strings.Join(lines, "\n")); err != nil {
		return 0, err
	}
	return len(p), nil
}

func visibleButTabs(line string) string {
	parts := strings.Split(line, "\t")
	for i, p := range parts {
		parts[i] = content.Visible(p)
	}
	return strings.Join(parts, "\t")
}

// unguarded is for what has seen to that itself.
func unguarded(w io.Writer) io.Writer {
	switch w := w.(type) {
	case guarded:
		return w.w
	case *redirected: // a terminal stays one behind a bar
		return unguarded(w.now())
	}
	return w
}
