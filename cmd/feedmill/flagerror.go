package main

// What is wrong with flags, in the words of this program instead of those of the
// library that parses them.

import (
	"errors"
	"fmt"
	"strings"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

// flagError says what is wrong with the flags of a command.
func flagError(c *cobra.Command, err error) error {
	help := "; see " + c.CommandPath() + " --help"
	if e, ok := errors.AsType[*pflag.NotExistError](err); ok {
		return unknownFlag(c, e, help)
	}
	if e, ok := errors.AsType[*pflag.ValueRequiredError](err); ok {
		_, usage := pflag.UnquoteUsage(e.GetFlag())
		return usagef("--%s needs a value: %s", e.GetFlag().Name, usage)
	}
	if e, ok := errors.AsType[*pflag.InvalidValueError](err); ok {
		return usagef("--%s", badValue(e.GetFlag().Name, e))
	}
	return usagef("%w%s", err, help)
}

// unknownFlag says of a flag that there is none, and which may have been meant: with one
// dash it is taken for letters.
func unknownFlag(c *cobra.Command, e *pflag.NotExistError, help string) error {
	typed, name := "--"+e.GetSpecifiedName(), e.GetSpecifiedName()
	if letters := e.GetSpecifiedShortnames(); letters != "" {
		name, _, _ = strings.Cut(letters, "=")
		typed = "-" + name
	}
	if n := nearest(name, flagNames(c.Flags())); n != "" {
		return usagef("unknown flag %s; did you mean --%s?", typed, n)
	}
	if !c.HasParent() && isSetting(name) {
		return commandError{usagef("settings such as %s go behind a command", typed), "feedmill build " + typed + " …"}
	}
	return usagef("unknown flag %s%s", typed, help)
}

// isSetting reports whether a flag is one of the common settings.
func isSetting(name string) bool {
	set := pflag.NewFlagSet("", pflag.ContinueOnError)
	settings(&config{}, set)
	return set.Lookup(name) != nil
}

// badValue says what is wrong with the value of a setting that is called name here, and
// what is right.
func badValue(name string, err error) string {
	e, ok := errors.AsType[*pflag.InvalidValueError](err)
	if !ok {
		return fmt.Sprintf("%s: %v", name, err)
	}
	remedy, ok := rightValues[e.GetFlag().Value.Type()]
	if !ok {
		remedy = strings.TrimPrefix(errors.Unwrap(e).Error(), fmt.Sprintf("%q: ", e.GetValue()))
	}
	return fmt.Sprintf("%s %q: %s", name, e.GetValue(), remedy)
}

// rightValues say, for each type of flag, what its values look like.
var rightValues = map[string]string{
	"bool":     "use true or false",
	"int":      "use a whole number such as 20",
	"float64":  "use a number such as 0.5",
	"duration": "use a time with its unit, such as 150ms, 10s or 1m30s",
}

func flagNames(set *pflag.FlagSet) (names []string) {
	set.VisitAll(func(f *pflag.Flag) { names = append(names, f.Name) })
	return names
}
