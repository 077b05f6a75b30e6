//go:build linux

// Bench measures Feedmill beside Hugo and beside the least that a program could do:
// reading every file, asking the system for every file, answering from memory.
//
//	go run ./cmd/bench
//
// It writes the articles itself, by a fixed seed, installs Hugo, runs all programs
// as whole processes in turn on a warm page cache, and prints the median of each and
// the figures that Feedmill is judged by. Seconds of one machine say nothing about
// another; ratios within a run do, by about a fifth.
//
// The files in the order of the way: plan.go says what runs, feedmill.go, hugo.go and
// limit.go how, process.go measures one process, edit.go, serve.go and
// load.go one that stays, results.go keeps the samples, figures.go judges them.
package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"syscall"

	"golang.org/x/sys/unix"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	err := run(ctx, os.Args[1:], os.Stdout)
	if err != nil && !errors.Is(err, flag.ErrHelp) {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

// options are the flags.
type options struct {
	dir      string
	sizes    []int
	figures  []string
	binaries []string
	runs     int
	edits    int
	seed     uint64
	hugo     string
	hugoMost int
	pageMost int
	onlyRSS  string
}

func run(ctx context.Context, args []string, w io.Writer) error {
	if len(args) > 0 && args[0] == limitCommand {
		return limit(ctx, args[1:])
	}
	o, err := parse(args)
	if err != nil {
		return err
	}
	lock, err := alone(o.dir)
	if err != nil {
		return err
	}
	defer lock.Close()
	p, err := prepare(ctx, o)
	if err != nil {
		return err
	}
	defer os.RemoveAll(p.scratch)
	err = p.measure(ctx) // what was measured before it failed is of use
	return errors.Join(p.results.print(w), p.results.printLoads(w), p.judge(w), err)
}

func parse(args []string) (o options, err error) {
	cache, err := os.UserCacheDir()
	if err != nil {
		cache = os.TempDir()
	}
	set := flag.NewFlagSet("bench", flag.ContinueOnError)
	set.StringVar(&o.dir, "dir", filepath.Join(cache, "feedmill-bench"), "`folder` for articles, programs and output; articles are kept in it")
	set.Func("sizes", "`numbers` of articles (default 10000,100000)", func(s string) error { return numbers(s, &o.sizes) })
	set.Func("figures", "`names` of figures to measure, of "+strings.Join(names(), ",")+" (default all)", func(s string) error { return choose(s, &o.figures) })
	set.Func("binary", "feedmill `file` to measure, may be repeated (default: this tree, built)", func(s string) error { o.binaries = append(o.binaries, s); return nil })
	set.IntVar(&o.runs, "runs", 3, "runs of each process")
	set.IntVar(&o.edits, "edits", 300, "edits whose way to the feeds is measured")
	set.Uint64Var(&o.seed, "seed", 1, "seed of the articles")
	set.StringVar(&o.hugo, "hugo", "", "hugo `file` (default: "+hugoModule+", installed)")
	set.IntVar(&o.hugoMost, "hugo-most", 100_000, "most articles to give to Hugo, which keeps them all in memory")
	set.IntVar(&o.pageMost, "pages-most", 10_000, "most articles to make pages of")
	set.StringVar(&o.onlyRSS, "only-rss", "", "`flags` by which Feedmill makes RSS alone, where --formats is not it")
	if err := set.Parse(args); err != nil {
		return o, err
	}
	if set.NArg() > 0 {
		return o, fmt.Errorf("unexpected argument %q", set.Arg(0))
	}
	if o.sizes == nil {
		o.sizes = []int{10_000, 100_000}
	}
	if o.figures == nil {
		o.figures = names()
	}
	slices.Sort(o.sizes)
	if o.runs < 1 || o.edits < 1 {
		return o, errors.New("-runs and -edits must be 1 or more")
	}
	o.dir, err = filepath.Abs(o.dir)
	return o, err
}

func numbers(list string, to *[]int) error {
	for s := range strings.SplitSeq(list, ",") {
		n, err := strconv.Atoi(strings.ReplaceAll(s, "_", ""))
		if err != nil || n < 1 {
			return fmt.Errorf("%q is no number of articles", s)
		}
		*to = append(*to, n)
	}
	return nil
}

func choose(list string, to *[]string) error {
	for s := range strings.SplitSeq(list, ",") {
		if !slices.Contains(names(), s) {
			return fmt.Errorf("no figure is named %q", s)
		}
		*to = append(*to, s)
	}
	return nil
}

// alone makes the folder and holds it until the file is closed: two that measured at
// once would measure each other.
func alone(dir string) (*os.File, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, err
	}
	f, err := os.Create(filepath.Join(dir, "lock"))
	if err != nil {
		return nil, err
	}
	if err := unix.Flock(int(f.Fd()), unix.LOCK_EX|unix.LOCK_NB); err != nil {
		return nil, errors.Join(fmt.Errorf("hold %s, in which another bench may be running: %w", dir, err), f.Close())
	}
	return f, nil
}

// prepare finds or makes the programs.
func prepare(ctx context.Context, o options) (*plan, error) {
	p := &plan{options: o}
	var err error
	if p.self, err = os.Executable(); err != nil {
		return nil, err
	}
	if len(o.binaries) == 0 {
		built := filepath.Join(o.dir, "feedmill")
		if err := tool(ctx, "", "go", "build", "-o", built, "feedmill/cmd/feedmill"); err != nil {
			return nil, err
		}
		o.binaries = []string{built}
	}
	for _, b := range o.binaries {
		m, err := newFeedmill(ctx, b, o.onlyRSS)
		if err != nil {
			return nil, err
		}
		p.feedmills = append(p.feedmills, m)
	}
	nameApart(p.feedmills)
	if p.needs("rss", "three", "pages", "edit") {
		if p.hugo.path, err = installHugo(ctx, o); err != nil {
			return nil, err
		}
	}
	p.scratch, err = os.MkdirTemp(o.dir, "run-")
	return p, err
}

func installHugo(ctx context.Context, o options) (string, error) {
	if o.hugo != "" {
		return filepath.Abs(o.hugo)
	}
	path := filepath.Join(o.dir, "hugo")
	if _, err := os.Stat(path); err == nil {
		return path, nil
	}
	return path, tool(ctx, o.dir, "go", "install", hugoModule)
}

// tool runs a command that is not measured; programs are installed into bin.
func tool(ctx context.Context, bin string, name string, args ...string) error {
	say("%s %s", name, strings.Join(args, " "))
	c := exec.CommandContext(ctx, name, args...)
	if bin != "" {
		c.Env = append(os.Environ(), "GOBIN="+bin, "CGO_ENABLED=0")
	}
	if out, err := c.CombinedOutput(); err != nil {
		return fmt.Errorf("%s %s: %w\n%s", name, strings.Join(args, " "), err, out)
	}
	return nil
}

// say tells on standard error what is going on: the table alone is the output.
func say(format string, args ...any) { fmt.Fprintf(os.Stderr, format+"\n", args...) }
