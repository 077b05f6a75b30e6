// Package program runs programs that the settings name. No shell is between, and what
// such a program started ends with it.
package program

import (
	"bytes"
	"context"
	"errors"
	"os/exec"
	"strings"
	"time"

	"feedmill/content/prose"
)

// Command is a program with its arguments, which is ended with ctx, together with the
// programs that it started.
func Command(ctx context.Context, line []string) *exec.Cmd {
	c := exec.CommandContext(ctx, line[0], line[1:]...)
	c.WaitDelay = time.Second
	group(c)
	return c
}

// Output keeps so many bytes of what is written. It refuses more, unless it drops it.
type Output struct {
	Most  int
	Drops bool

	data bytes.Buffer
	full bool
}

var errFull = errors.New("too much")

// Write implements io.Writer.
func (o *Output) Write(p []byte) (int, error) {
	room := o.Most - o.data.Len()
	o.data.Write(p[:min(room, len(p))])
	if len(p) > room && !o.Drops {
		o.full = true
		return 0, errFull
	}
	return len(p), nil
}

// Bytes are those that were kept.
func (o *Output) Bytes() []byte { return o.data.Bytes() }

// Full reports whether more was refused.
func (o *Output) Full() bool { return o.full }

// Line is the first line of what was written, as it can be shown.
func (o *Output) Line() string {
	line, _, _ := strings.Cut(strings.TrimSpace(o.data.String()), "\n")
	return prose.CutWords(prose.OneLine(strings.ToValidUTF8(line, "\uFFFD")), 200)
}

// Complaints is an output for what a program complains of: the first of it.
func Complaints() *Output { return &Output{Most: 4 << 10, Drops: true} }
