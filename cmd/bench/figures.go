//go:build linux

package main

import (
	"fmt"
	"io"
	"slices"
	"strings"
	"text/tabwriter"
)

// goal is what a figure must reach at a size, and what it should.
type goal struct{ floor, aim float64 }

// measure is what a figure is of one program at one size, if it was measured.
type measure func(r *results, who string, size int) (float64, bool)

// figure is a line of the verdict.
type figure struct {
	name  string // by which -figures chooses it; several may share it
	says  string
	unit  string
	more  bool // more is better
	goals map[int]goal
	value measure
	cpu   measure // the same by processor time, which a busy machine blurs less; nil where there is none
}

var figures = []figure{
	{"rss", "site, sections, tags; RSS: faster than Hugo", "times", true, map[int]goal{10_000: {3, 6}, 100_000: {6, 15}}, faster("rss", "rss", wall), faster("rss", "rss", cpu)},
	{"three", "the same in three formats: faster than Hugo's RSS", "times", true, map[int]goal{10_000: {3, 6}, 100_000: {5, 15}}, faster("three", "rss", wall), faster("three", "rss", cpu)},
	{"pages", "with pages and three formats: faster than Hugo with pages and RSS", "times", true, map[int]goal{10_000: {3, 6}}, faster("pages", "pages", wall), faster("pages", "pages", cpu)},
	{"text", "newspaper texts: time against reading every file", "times", false, map[int]goal{100_000: {8, 4}}, slower("text", "read text", wall), slower("text", "read text", cpu)},
	{"first", "the site's three feeds are out: share of the build", "", false, map[int]goal{100_000: {0.5, 0.1}}, firstFeeds, nil},
	{"memory", "peak memory", "MB", false, map[int]goal{100_000: {200, 150}, 1_000_000: {800, 600}}, peakMemory, nil},
	{"growth", "time against a tenth of the articles", "times", false, map[int]goal{1_000_000: {12, 10}}, growth(wall), growth(cpu)},
	{"restart", "restart, nothing changed: time against a walk with lstat", "times", false, map[int]goal{10_000: {3, 2}, 100_000: {3, 2}, 1_000_000: {3, 2}}, slower("restart", "walk", wall), slower("restart", "walk", cpu)},
	{"edit", "one edit to the site's feeds, 99 of 100", "ms", false, map[int]goal{100_000: {10, 5}}, number("edit p99"), nil},
	{"edit", "one edit to the site's feeds, median", "ms", false, nil, number("edit p50"), nil},
	{"catalog", "catalog on disk, copies of shown entries aside", "B/article", false, map[int]goal{10_000: {800, 500}, 100_000: {800, 500}, 1_000_000: {800, 500}}, number("catalog"), nil},
	{"catalog", "catalog on disk, all of it", "B/article", false, nil, number("catalog whole"), nil},
	{"serve", "serving plain: a bare handler's CPU a request against ours", "times", true, anySize(0.95, 1), number("serve plain"), nil},
	{"serve", "serving gzip", "times", true, anySize(0.95, 1), number("serve gzip"), nil},
	{"serve", "serving 304", "times", true, anySize(0.95, 1), number("serve 304"), nil},
	{"load", "", "", true, nil, unjudged, nil}, // a table of its own
}

// everySize is the key of a goal that does not depend on how many articles there are.
const everySize = 0

func anySize(floor, aim float64) map[int]goal { return map[int]goal{everySize: {floor, aim}} }

func names() (all []string) {
	for _, f := range figures {
		if !slices.Contains(all, f.name) {
			all = append(all, f.name)
		}
	}
	return all
}

func faster(work, than string, of field) measure {
	return func(r *results, who string, size int) (float64, bool) {
		return r.ratio(key{than, hugoName, size}, key{work, who, size}, of)
	}
}

func slower(work, than string, of field) measure {
	return func(r *results, who string, size int) (float64, bool) {
		return r.ratio(key{work, who, size}, key{than, limitName, size}, of)
	}
}

func number(name string) measure {
	return func(r *results, who string, size int) (float64, bool) {
		n, ok := r.numbers[key{name, who, size}]
		return n, ok
	}
}

func unjudged(*results, string, int) (float64, bool) { return 0, false }

func firstFeeds(r *results, who string, size int) (float64, bool) {
	s, ok := r.middle(key{"three", who, size})
	return s.feeds.Seconds() / s.wall.Seconds(), ok
}

func peakMemory(r *results, who string, size int) (float64, bool) {
	s, ok := r.middle(key{"three", who, size})
	return float64(s.peak) / (1 << 20), ok
}

func growth(of field) measure {
	return func(r *results, who string, size int) (float64, bool) {
		return r.ratio(key{"three", who, size}, key{"three", who, size / 10}, of)
	}
}

// judge prints the figures that were asked for, each beside its goal.
func (p *plan) judge(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', 0)
	fmt.Fprintln(t, "figure\tarticles\tby\tis\tfloor\taim\treached\tby CPU")
	for _, f := range figures {
		if !slices.Contains(p.figures, f.name) {
			continue
		}
		for _, size := range p.sizes {
			for _, m := range p.feedmills {
				if v, ok := f.value(p.results, m.name, size); ok {
					fmt.Fprintf(t, "%s\t%d\t%s\t%s\t%s\n", f.says, size, m.name, f.verdict(v, size), f.byCPU(p.results, m.name, size))
				}
			}
		}
	}
	if err := t.Flush(); err != nil {
		return err
	}
	for _, n := range p.results.notes {
		fmt.Fprintln(w, "\nNote:", n)
	}
	return nil
}

func (f figure) verdict(v float64, size int) string {
	g, ok := f.goals[size]
	if !ok {
		g, ok = f.goals[everySize]
	}
	is := strings.TrimSpace(fmt.Sprintf("%.3g %s", v, f.unit))
	if v >= 1000 {
		is = fmt.Sprintf("%.0f %s", v, f.unit)
	}
	if !ok {
		return is + "\t\t\t"
	}
	return fmt.Sprintf("%s\t%g\t%g\t%s", is, g.floor, g.aim, f.reached(v, g))
}

func (f figure) reached(v float64, g goal) string {
	if !f.more {
		v, g = -v, goal{-g.floor, -g.aim}
	}
	switch {
	case v >= g.aim:
		return "aim"
	case v >= g.floor:
		return "floor"
	}
	return "no"
}

func (f figure) byCPU(r *results, who string, size int) string {
	if f.cpu == nil {
		return ""
	}
	v, ok := f.cpu(r, who, size)
	if !ok {
		return ""
	}
	return fmt.Sprintf("%.3g", v)
}
