// Feedmill turns a folder of articles into RSS, Atom and JSON feeds.
//
// This package reads flags and settings, wires the packages together, logs, and
// turns signals into an orderly stop. Each command has a file of its own.
package main

import (
	"context"
	"errors"
	"io"
	"os"
	"runtime/debug"
	"slices"

	"github.com/spf13/cobra"

	"feedmill/content/objects"
	"feedmill/feed/mill"
)

// Exit statuses, as the help promises them.
const (
	exitDone    = 0
	exitContent = 1 // something in the content is wrong, and it was asked to be told
	exitUsage   = 2 // flags, variables or feedmill.toml
	exitMachine = 3 // the machine refused: disk, permission, lock
)

func main() { os.Exit(run()) }

// run is main without the exit.
func run() int {
	if status, yes := underManager(func(ctx context.Context, log io.Writer) int { return execute(ctx, log, log) }); yes {
		return status
	}
	ctx, release := stoppable()
	defer release()
	return execute(ctx, os.Stdout, os.Stderr)
}

// execute does what the command line says, until it is done or ctx ends, and returns the
// exit status.
func execute(ctx context.Context, stdout, stderr io.Writer) int {
	env := environment{args: os.Args[1:], getenv: os.Getenv, environ: os.Environ(), stdout: guarded{stdout}, stderr: guarded{stderr}}
	root := newRoot(env)
	root.SetArgs(env.args)
	err := root.ExecuteContext(ctx)
	if s, ok := stopped(ctx, err); ok {
		err = s
	}
	if err != nil && !errors.Is(err, errReported) {
		logFailure(env.stderr, errorFormat(err, env.args, os.Getenv), err)
	}
	return exitStatus(err)
}

// environment is what a command has of the world outside.
type environment struct {
	args           []string // the command line; nil means any
	getenv         func(string) string
	environ        []string // NAME=value, all of it
	stdout, stderr io.Writer
}

// mayShow reports whether the command line can come to the settings of a command: it
// names the command, or asks for the manual of all.
func (e environment) mayShow(c *cobra.Command) bool {
	return e.args == nil || slices.Contains(e.args, c.Name()) || slices.Contains(e.args, "manual")
}

// declare gives the command the common settings, each bound to its field of cfg. There
// are sixty of them, and eleven commands that have them: declared for all, they would
// be most of what help and version do.
func declare(c *cobra.Command, env environment, cfg *config) {
	c.Flags().SortFlags = false
	if env.mayShow(c) {
		settings(cfg, c.Flags())
	}
}

// errReported ends a command that has told its user what is wrong with the content.
var errReported = errors.New("something in the content is wrong")

// exitStatus maps an error to the exit status that the help promises.
func exitStatus(err error) int {
	var usage usageError
	var settings mill.SettingsError
	var flood mill.FloodError
	var stop stoppedError
	switch {
	case err == nil:
		return exitDone
	case errors.Is(err, errReported), errors.As(err, &flood):
		return exitContent
	case errors.As(err, &usage), errors.As(err, &settings):
		return exitUsage
	case errors.As(err, &stop):
		return stop.status()
	}
	return exitMachine
}

const about = `Feedmill turns a folder of articles into RSS, Atom and JSON feeds.

Drop a file in, plain newspaper text or Markdown, and subscribers have it a
moment later. Every setting is a flag, a key of feedmill.toml and a variable
FEEDMILL_…; a flag goes before a variable, a variable before the file.

Exit status: 0 done; 1 something in the content is wrong (check, or --strict);
2 usage or settings; 3 the machine refused (disk, permission, lock); 130 or 143
stopped by Ctrl-C or SIGTERM before it was done.`

// newRoot assembles the command line.
func newRoot(env environment) *cobra.Command {
	root := &cobra.Command{
		Use:           "feedmill COMMAND [flags] [DIR]",
		Short:         "A folder of articles becomes feeds",
		Long:          about,
		Version:       version(),
		SilenceErrors: true,

		DisableFlagsInUseLine: true,
		SilenceUsage:          true,
		Args:                  knownCommand,
		RunE:                  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	root.SetOut(env.stdout)
	root.SetErr(env.stderr)
	root.SetFlagErrorFunc(flagError)
	root.SetUsageFunc(usage)
	cobra.EnableCommandSorting = false // that of chapters is meant
	for _, chapter := range chapters {
		root.AddGroup(&cobra.Group{ID: chapter.title, Title: chapter.title})
		for _, command := range chapter.commands {
			c := command(env)
			c.GroupID = chapter.title
			offerValues(c)
			root.AddCommand(c)
		}
	}
	root.CompletionOptions.DisableDefaultCmd = true // newCompletion is ours
	root.SetHelpCommand(newHelp(env))
	root.SetHelpCommandGroupID(chapters[len(chapters)-1].title)
	return root
}

// takes is how many arguments a command takes, in words.
func takes(noun string, least, most int) cobra.PositionalArgs {
	return func(c *cobra.Command, args []string) error {
		switch {
		case len(args) > most && most == 0:
			return usagef("%s takes no %s, and %q was given; see %s --help", c.Name(), noun, args[0], c.CommandPath())
		case len(args) > most:
			return usagef("%s given; %s takes one", plural(len(args), noun), c.Name())
		case len(args) < least:
			return usagef("%s takes a %s, and none was given; see %s --help", c.Name(), noun, c.CommandPath())
		}
		return nil
	}
}

// knownCommand refuses what stands in the place of a command and is none.
func knownCommand(root *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if n := nearest(args[0], commandNames(root)); n != "" {
		return usagef("unknown command %q; did you mean feedmill %s?", args[0], n)
	}
	if info, err := os.Stat(args[0]); err == nil && info.IsDir() {
		return usagef("%s is a folder; say what to do with it, such as: feedmill build %[1]s", args[0])
	}
	return usagef("unknown command %q; see feedmill --help", args[0])
}

func commandNames(root *cobra.Command) (names []string) {
	for _, c := range root.Commands() {
		names = append(names, c.Name())
	}
	return names
}

// A chapter is a part of the list of commands.
type chapter struct {
	title    string
	commands []func(environment) *cobra.Command
}

// chapters hold all the commands there are, in the order of the help.
var chapters = []chapter{
	{"Publish", []func(environment) *cobra.Command{newBuild, newWatch, newServe}},
	{"Look", []func(environment) *cobra.Command{newCheck, newInspect, newExplain, newStatus}},
	{"Begin", []func(environment) *cobra.Command{newInit, newAdopt, newImport}},
	{"The program", []func(environment) *cobra.Command{newService, newVersion, newManual, newCompletion}},
}

// withConfig gives the command the common settings, and runs it with them
// complete. Its only argument is the content folder, the current one by default.
func withConfig(c *cobra.Command, env environment, run func(ctx context.Context, cfg *config, dir string) error) *cobra.Command {
	cfg := &config{}
	declare(c, env, cfg)
	c.Args = takes("folder", 0, 1)
	c.RunE = func(c *cobra.Command, args []string) error {
		dir := "."
		if len(args) == 1 {
			dir = args[0]
		}
		if err := runIn(c, env, cfg, dir, run); err != nil {
			return formattedError{err, cfg.LogFormat}
		}
		return nil
	}
	return c
}

// runIn completes the settings for a content folder, and runs the command there.
func runIn(c *cobra.Command, env environment, cfg *config, dir string, run func(ctx context.Context, cfg *config, dir string) error) error {
	if err := contentFolder(c.Name(), dir); err != nil {
		return err
	}
	cfg.again = rereader(c.Flags(), dir, env.getenv)
	if err := cfg.complete(c.Flags(), dir, env.getenv); err != nil {
		return err
	}
	if objects.IsAddress(dir) && ofBuckets[c.Name()] {
		if err := cfg.checkStream(c.Name()); err != nil {
			return err
		}
		return withArticlesOf(c.Context(), env, cfg, dir, c.Name() == "watch", run)
	}
	cfg.hint(newLogger(env.stderr, cfg.LogFormat, false), c.Flags(), dir, env.environ)
	return run(c.Context(), cfg, dir)
}

// release and commit are set by the linker where packages are made (-X main.release=…);
// they are empty else.
var release, commit string

// version is what the build knows of itself: a tag, or a commit.
func version() string {
	if release != "" {
		return release
	}
	info, ok := debug.ReadBuildInfo()
	if !ok || info.Main.Version == "" {
		return "(devel)"
	}
	return info.Main.Version
}
