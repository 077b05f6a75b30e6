//go:build linux

package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"feedmill/cmd/bench/corpus"
)

const (
	hugoName  = "hugo"
	limitName = "limit"
)

// plan is all that runs, and what came of it.
type plan struct {
	options
	self      string // this program, for the limits
	feedmills []*feedmill
	hugo      hugo
	scratch   string // folder of this run alone
	results   *results
}

// needs reports whether one of the figures was asked for.
func (p *plan) needs(figures ...string) bool {
	return slices.ContainsFunc(figures, func(f string) bool { return slices.Contains(p.figures, f) })
}

func (p *plan) measure(ctx context.Context) error {
	p.results = newResults()
	for i, size := range p.sizes {
		if err := p.size(ctx, size, i == 0); err != nil {
			return err
		}
	}
	return nil
}

// size measures all figures of so many articles.
func (p *plan) size(ctx context.Context, size int, smallest bool) error {
	steps := []struct {
		needed bool
		step   func(ctx context.Context, content string, size int) error
		kind   corpus.Kind
	}{
		{p.needs("rss", "three", "first", "memory", "growth", "restart", "catalog"), p.cold, corpus.Markdown},
		{p.needs("pages") && size <= p.pageMost, p.pages, corpus.Markdown},
		{p.needs("text"), p.text, corpus.Newspaper},
		{p.needs("edit"), p.edit, corpus.Markdown},
		{p.needs("serve") && smallest, p.serve, corpus.Markdown},
		{p.needs("load") && smallest, p.load, corpus.Markdown},
	}
	for _, s := range steps {
		if !s.needed {
			continue
		}
		content, err := p.corpus(ctx, s.kind, size)
		if err != nil {
			return err
		}
		if err := s.step(ctx, content, size); err != nil {
			return err
		}
	}
	return nil
}

func (p *plan) corpus(ctx context.Context, kind corpus.Kind, size int) (string, error) {
	dir := filepath.Join(p.dir, fmt.Sprintf("%s-%d", kind, size))
	say("%d articles, %s: %s", size, kind, dir)
	left := os.Remove(filepath.Join(dir, editedName)) // by one that was killed
	if left != nil && !errors.Is(left, fs.ErrNotExist) {
		return dir, left
	}
	return dir, corpus.New(kind, p.seed).Write(ctx, dir, size)
}

// work is the folder of a program's output and state, which belong to one folder of
// articles and one way to publish them.
func (p *plan) work(m *feedmill, what string, size int) string {
	return filepath.Join(p.scratch, fmt.Sprintf("%s-%s-%d", strings.ReplaceAll(m.name, "/", "+"), what, size))
}

// one runs a job and keeps its sample.
func (p *plan) one(ctx context.Context, k key, j job) error {
	s, err := j.measure(ctx)
	if err != nil {
		return err
	}
	say("  %s by %s: %.2f s, %.2f CPU s, %d MB", k.work, k.who, s.wall.Seconds(), s.cpu.Seconds(), s.peak>>20)
	p.results.add(k, s)
	return nil
}

func (p *plan) limit(ctx context.Context, work, limit, content string, size int) error {
	return p.one(ctx, key{work, limitName, size}, job{args: []string{p.self, limitCommand, limit, content}})
}

// turn is what runs in each round: all contenders, one after the other.
type turn func(ctx context.Context) error

func (p *plan) rounds(ctx context.Context, turns ...turn) error {
	for range p.runs {
		for _, t := range turns {
			if err := t(ctx); err != nil {
				return err
			}
		}
	}
	return nil
}

// cold builds the feeds of site, sections and tags from nothing, and once more from
// what that left.
func (p *plan) cold(ctx context.Context, content string, size int) error {
	turns := []turn{func(ctx context.Context) error { return p.limit(ctx, "walk", "walk", content, size) }}
	if p.needs("rss", "three") && size <= p.hugoMost {
		dir := filepath.Join(p.scratch, "hugo")
		if err := p.hugo.site(dir, hugoFeedsOnly); err != nil {
			return err
		}
		turns = append(turns, func(ctx context.Context) error {
			return p.one(ctx, key{"rss", hugoName, size}, p.hugo.job(content, dir))
		})
	}
	for _, m := range p.feedmills {
		turns = append(turns, func(ctx context.Context) error { return p.coldOne(ctx, m, content, size) })
	}
	return p.rounds(ctx, turns...)
}

func (p *plan) coldOne(ctx context.Context, m *feedmill, content string, size int) error {
	work := p.work(m, "feeds", size)
	switch {
	case !p.needs("rss"):
	case m.onlyRSS == nil:
		p.results.note("%s has no setting for RSS alone; see -only-rss.", m.path)
	default:
		if err := p.one(ctx, key{"rss", m.name, size}, m.rssJob(content, work)); err != nil {
			return err
		}
	}
	if err := p.one(ctx, key{"three", m.name, size}, m.threeJob(content, work, false)); err != nil {
		return err
	}
	if err := p.weigh(ctx, m, work, size); err != nil {
		return err
	}
	if !p.needs("restart") {
		return nil
	}
	again := m.threeJob(content, work, true)
	again.idle = true
	return p.one(ctx, key{"restart", m.name, size}, again)
}

// pages builds a page an article too.
func (p *plan) pages(ctx context.Context, content string, size int) error {
	var turns []turn
	dir := filepath.Join(p.scratch, "hugo-pages")
	if err := p.hugo.site(dir, hugoWithPages); err != nil {
		return err
	}
	if size <= p.hugoMost {
		turns = append(turns, func(ctx context.Context) error {
			return p.one(ctx, key{"pages", hugoName, size}, p.hugo.job(content, dir))
		})
	}
	for _, m := range p.feedmills {
		turns = append(turns, func(ctx context.Context) error {
			return p.one(ctx, key{"pages", m.name, size}, m.build(content, p.work(m, "pages", size), false))
		})
	}
	return p.rounds(ctx, turns...)
}

// text builds feeds of newspaper text, which Hugo does not read.
func (p *plan) text(ctx context.Context, content string, size int) error {
	turns := []turn{func(ctx context.Context) error { return p.limit(ctx, "read text", "read", content, size) }}
	for _, m := range p.feedmills {
		turns = append(turns, func(ctx context.Context) error {
			return p.one(ctx, key{"text", m.name, size}, m.threeJob(content, p.work(m, "text", size), false))
		})
	}
	return p.rounds(ctx, turns...)
}
