//go:build linux

package main

import (
	"fmt"
	"io"
	"slices"
	"text/tabwriter"
	"time"
)

// key names a process that ran: of which work, by whom, on how many articles.
type key struct {
	work string
	who  string
	size int
}

// results are the samples of each key, one a round.
type results struct {
	order   []key
	samples map[key][]sample
	numbers map[key]float64 // figures that are no process: milliseconds, bytes, ratios
	loads   []loaded
	notes   []string
}

func newResults() *results {
	return &results{samples: map[key][]sample{}, numbers: map[key]float64{}}
}

func (r *results) add(k key, s sample) {
	if r.samples[k] == nil {
		r.order = append(r.order, k)
	}
	r.samples[k] = append(r.samples[k], s)
}

func (r *results) note(format string, args ...any) {
	if n := fmt.Sprintf(format, args...); !slices.Contains(r.notes, n) {
		r.notes = append(r.notes, n)
	}
}

// field is one number of a sample.
type field func(sample) float64

func wall(s sample) float64  { return s.wall.Seconds() }
func cpu(s sample) float64   { return s.cpu.Seconds() }
func feeds(s sample) float64 { return s.feeds.Seconds() }
func peak(s sample) float64  { return float64(s.peak) }

// ratio is the median of the rounds' own ratios: what slows a machine slows both of a
// round.
func (r *results) ratio(over, under key, of field) (float64, bool) {
	a, b := r.samples[over], r.samples[under]
	var ratios []float64
	for i := range min(len(a), len(b)) {
		ratios = append(ratios, of(a[i])/of(b[i]))
	}
	return median(ratios), len(ratios) > 0
}

// middle is the median of each field by itself.
func (r *results) middle(k key) (s sample, ok bool) {
	all := r.samples[k]
	if len(all) == 0 {
		return s, false
	}
	s.wall, s.cpu, s.feeds = seconds(middleOf(all, wall)), seconds(middleOf(all, cpu)), seconds(middleOf(all, feeds))
	s.peak = int64(middleOf(all, peak))
	s.documents, s.bytes = all[0].documents, all[0].bytes
	return s, true
}

func middleOf(all []sample, of field) float64 {
	var values []float64
	for _, s := range all {
		values = append(values, of(s))
	}
	return median(values)
}

func seconds(n float64) time.Duration { return time.Duration(n * float64(time.Second)) }

// median is 0 of none.
func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	v := slices.Sorted(slices.Values(values))
	return (v[(len(v)-1)/2] + v[len(v)/2]) / 2
}

// print shows the median of every process. Nothing in "feeds s" are feeds that stayed
// as they were.
func (r *results) print(w io.Writer) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "articles\twork\tby\truns\twall s\tCPU s\tpeak MB\tfeeds s\tdocuments\tMB\t")
	for _, k := range r.order {
		s, _ := r.middle(k)
		fmt.Fprintf(t, "%d\t%s\t%s\t%d\t%.2f\t%.2f\t%d\t", k.size, k.work, k.who, len(r.samples[k]), s.wall.Seconds(), s.cpu.Seconds(), s.peak>>20)
		fmt.Fprintf(t, "%s\t%s\t%s\t\n", unlessZero("%.2f", max(0, s.feeds.Seconds())), unlessZero("%.0f", float64(s.documents)), unlessZero("%.1f", float64(s.bytes)/(1<<20)))
	}
	fmt.Fprintln(t)
	return t.Flush()
}

func unlessZero(format string, v float64) string {
	if v == 0 {
		return ""
	}
	return fmt.Sprintf(format, v)
}
