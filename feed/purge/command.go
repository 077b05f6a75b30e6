package purge

// A program of the CDN's, such as aws or fastly, is told by arguments, or by lines.

import (
	"context"
	"errors"
	"fmt"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"

	"feedmill/content/program"
)

// Placeholders in the arguments of a command, each an argument of its own, which gives
// way to as many as there are.
const (
	addressesHere = "{addresses}"
	pathsHere     = "{paths}"
)

// Command is a program that purges, with its arguments. Where none of them is a
// placeholder, it reads the addresses as lines. It sees all variables, since they hold
// the keys of the CDN.
type Command []string

// Check says what is wrong with a command before it is run.
func (c Command) Check() error {
	for _, argument := range c {
		for _, here := range []string{addressesHere, pathsHere} {
			if argument != here && strings.Contains(argument, here) {
				return fmt.Errorf("%s: %s stands for several arguments; put spaces around it", argument, here)
			}
		}
	}
	return nil
}

// String is the name of the program: an argument may be a secret.
func (c Command) String() string { return filepath.Base(c[0]) }

// Purge runs the program.
func (c Command) Purge(ctx context.Context, what List) error {
	var line []string
	for _, argument := range c {
		switch argument {
		case addressesHere:
			line = append(line, what.Addresses()...)
		case pathsHere:
			line = append(line, what.Rooted()...)
		default:
			line = append(line, argument)
		}
	}
	told := program.Complaints()
	run := program.Command(ctx, line)
	run.Stderr = told
	if !slices.Contains(c, addressesHere) && !slices.Contains(c, pathsHere) {
		run.Stdin = strings.NewReader(strings.Join(what.Addresses(), "\n") + "\n")
	}
	err := run.Run()
	switch {
	case err == nil:
		return nil
	case ctx.Err() != nil:
		return fmt.Errorf("it took too long and was stopped; raise time in [purge]: %w", ctx.Err())
	case errors.Is(err, exec.ErrNotFound):
		return fmt.Errorf("it is not installed; install it, or correct command in [purge]")
	case told.Line() != "":
		return fmt.Errorf("%w: %s", err, told.Line())
	}
	return err
}
