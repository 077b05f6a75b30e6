package main

// What becomes of a command that is asked to stop.

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"syscall"
)

// stoppable is a context that ends with the first SIGINT or SIGTERM, which asks for an
// orderly stop; a second one ends the program at once.
func stoppable() (ctx context.Context, release func()) {
	ctx, cancel := context.WithCancelCause(context.Background())
	asked := make(chan os.Signal, 1)
	signal.Notify(asked, os.Interrupt, syscall.SIGTERM)
	go func() {
		select {
		case s := <-asked:
			signal.Stop(asked) // gives the signals their default effect back
			cancel(stoppedError{s, "stopped"})
		case <-ctx.Done():
		}
	}()
	return ctx, func() {
		signal.Stop(asked)
		cancel(nil)
	}
}

// A stoppedError is that a command was asked to stop before it was done.
type stoppedError struct {
	signal os.Signal
	words  string // what has become of the work
}

// Error says so.
func (e stoppedError) Error() string { return e.words }

// status is the exit status by which shells know of the signal: 130, 143.
func (e stoppedError) status() int {
	if s, ok := e.signal.(syscall.Signal); ok {
		return 128 + int(s)
	}
	return exitMachine
}

// stopped reports whether err is that ctx was ended by a signal.
func stopped(ctx context.Context, err error) (stoppedError, bool) {
	s, ok := errors.AsType[stoppedError](context.Cause(ctx))
	return s, ok && errors.Is(err, context.Canceled)
}

// inWords says of an error of a build that it was stopped, and what is out.
func inWords(ctx context.Context, err error, written int) error {
	s, ok := stopped(ctx, err)
	switch {
	case !ok:
		return err
	case written == 0:
		s.words = "stopped before anything was published: the output is as it was; run it again to go on"
	default:
		s.words = fmt.Sprintf("stopped after %s: they are whole and lead to nothing that is missing; run it again for the rest", plural(written, "document"))
	}
	return s
}
