// Package corpus writes folders of articles to measure with: the same bytes for
// the same seed, on any machine.
//
// A word list of our own and a small grammar make English that means nothing, so
// that what guesses languages, names and summaries has as much to do as with prose.
// Articles are spread over 20 sections and 20 years; 200 tags follow Zipf's law,
// 300 authors write about equally much. Article i does not depend on how many there
// are: a larger corpus holds the smaller ones.
package corpus

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
	"time"
)

// Kind is what the articles of a corpus are written in.
type Kind string

const (
	Markdown  Kind = "markdown"  // with YAML front matter
	Newspaper Kind = "newspaper" // plain text with a head, as newsrooms send it
)

// version is part of what a complete corpus is known by: raise it with every change
// of the bytes.
const version = 1

// Size of a file, in bytes.
const (
	Smallest = 3000
	Largest  = 5000
)

const (
	sections = 20
	tags     = 200
	authors  = 300
	years    = 20
)

var began = time.Date(2006, 1, 1, 0, 0, 0, 0, time.UTC)

// Article is a file of a corpus.
type Article struct {
	Path string // slash-separated, below the folder of the corpus
	Date time.Time
	Text []byte
}

// Corpus makes the articles of one kind and seed.
type Corpus struct {
	kind     Kind
	seed     uint64
	sections []string
	tags     []string
	authors  []string
	zipf     *zipf
}

// New prepares a corpus; nothing is written.
func New(kind Kind, seed uint64) *Corpus {
	names := rand.New(rand.NewPCG(seed, 0))
	return &Corpus{
		kind:     kind,
		seed:     seed,
		sections: distinct(sections, func() string { return pick(names, nouns) }),
		tags:     distinct(tags, func() string { return pick(names, adjectives) + " " + pick(names, nouns) }),
		authors:  distinct(authors, func() string { return pick(names, firstNames) + " " + surname(names) }),
		zipf:     newZipf(tags),
	}
}

func distinct(n int, make func() string) []string {
	var all []string
	for seen := map[string]bool{}; len(all) < n; {
		if name := make(); !seen[name] {
			seen[name] = true
			all = append(all, name)
		}
	}
	return all
}

// Article makes article i, from 0. It may be called by several goroutines.
func (c *Corpus) Article(i int) Article {
	r := rand.New(rand.NewPCG(c.seed, uint64(i)+1))
	a := facts{
		section: pick(r, c.sections),
		author:  pick(r, c.authors),
		tags:    c.zipf.some(r, 2+r.IntN(2), c.tags),
		date:    began.Add(time.Duration(r.Int64N(years*365*24*60)) * time.Minute),
		title:   headline(r),
	}
	path := fmt.Sprintf("%s/%d/%s-%07d", slug(a.section), a.date.Year(), slug(a.title), i)
	if c.kind == Newspaper {
		return Article{path + ".txt", a.date, newspaper(r, a)}
	}
	return Article{path + ".md", a.date, markdown(r, a)}
}

// facts are what the head of an article states.
type facts struct {
	section, author, title string
	tags                   []string
	date                   time.Time
}

// Write makes dir hold the first n articles, by all processors. A folder that was
// completed before is taken as it is; one that was not is made anew. Files bear the
// date of their article, so that nothing in the folder looks recent.
func (c *Corpus) Write(ctx context.Context, dir string, n int) error {
	mark := dir + ".complete"
	is := fmt.Sprintf("%s %d, version %d, seed %d\n", c.kind, n, version, c.seed)
	if was, err := os.ReadFile(mark); err == nil && string(was) == is {
		return nil
	}
	if err := errors.Join(os.RemoveAll(mark), os.RemoveAll(dir)); err != nil {
		return fmt.Errorf("remove old corpus: %w", err)
	}
	if err := c.write(ctx, dir, n); err != nil {
		return fmt.Errorf("write corpus: %w", err)
	}
	return os.WriteFile(mark, []byte(is), 0o644)
}

func (c *Corpus) write(ctx context.Context, dir string, n int) error {
	for _, s := range c.sections {
		for y := range years + 1 {
			if err := os.MkdirAll(filepath.Join(dir, slug(s), strconv.Itoa(began.Year()+y)), 0o755); err != nil {
				return err
			}
		}
	}
	workers := runtime.GOMAXPROCS(0)
	errs := make([]error, workers)
	var wg sync.WaitGroup
	for w := range workers {
		wg.Go(func() {
			for i := w; i < n && errs[w] == nil; i += workers {
				errs[w] = errors.Join(ctx.Err(), c.writeOne(dir, i))
			}
		})
	}
	wg.Wait()
	return errors.Join(errs...)
}

func (c *Corpus) writeOne(dir string, i int) error {
	a := c.Article(i)
	p := filepath.Join(dir, filepath.FromSlash(a.Path))
	if err := os.WriteFile(p, a.Text, 0o644); err != nil {
		return err
	}
	return os.Chtimes(p, a.Date, a.Date)
}

// Measure counts the files below dir and their bytes.
func Measure(dir string) (files int, size int64, err error) {
	err = filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		info, err := e.Info()
		if err != nil {
			return err
		}
		files++
		size += info.Size()
		return nil
	})
	return files, size, err
}
