package folder

// Listing the whole folder once, and comparing it with what is known.

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
)

// Scan lists the folder. Its error means that the root itself could not be
// listed, or that ctx has ended; what else could not be listed is in the
// Listing's Problems.
func (f *Folder) Scan(ctx context.Context) (Listing, error) {
	return f.scan(ctx, false)
}

// ScanPaths is Scan for those who know of no file yet, and will open each of them: the
// Listing has no Articles, only [Listing.Paths], since what a folder says is a file in it is
// taken for one, without a look.
func (f *Folder) ScanPaths(ctx context.Context) (Listing, error) {
	return f.scan(ctx, true)
}

func (f *Folder) scan(ctx context.Context, unasked bool) (Listing, error) {
	var mu sync.Mutex // of all and rootErr
	var all []contents
	var rootErr error
	f.walkWide(ctx, unasked, func(l listed) bool {
		some := contentsOf(l, unasked)
		mu.Lock()
		defer mu.Unlock()
		if l.dir == "." {
			rootErr = l.err
		}
		all = append(all, some)
		return true
	})
	if err := errors.Join(ctx.Err(), rootErr); err != nil {
		return Listing{}, fmt.Errorf("scan folder %s: %w", f.root, err)
	}
	return listingOf(all), nil
}

// contents are what a listing has of one folder.
type contents struct {
	articles []found  // none if they are not asked for
	paths    []string // of articles, sorted
	others   []string
	leftOut  []LeftOut
	problems []Problem
}

// found is a file that is there.
type found struct {
	path string
	file Fingerprint
}

func contentsOf(l listed, unasked bool) (c contents) {
	if l.err != nil {
		c.problems = append(c.problems, Problem{Path: l.dir, Err: readable(l.err)})
	}
	for _, e := range l.entries {
		p := inFolder(l.dir, e.name)
		if e.why != "" {
			c.leftOut = append(c.leftOut, LeftOut{Path: p, Why: e.why})
		}
		switch {
		case e.err != nil:
			c.problems = append(c.problems, Problem{Path: p, Err: e.err})
		case e.kind == article:
			c.paths = append(c.paths, p)
			if !unasked {
				c.articles = append(c.articles, found{p, e.file})
			}
		case e.kind == other:
			c.others = append(c.others, p)
		}
	}
	slices.Sort(c.paths)
	return c
}

// listingOf is the listing of all folders.
func listingOf(all []contents) Listing {
	s := Listing{Articles: make(Snapshot, fingerprintsIn(all))}
	for i := range all {
		c := &all[i]
		for _, a := range c.articles {
			s.Articles[a.path] = a.file
		}
		s.Others, s.LeftOut, s.Problems = append(s.Others, c.others...), append(s.LeftOut, c.leftOut...), append(s.Problems, c.problems...)
	}
	s.paths = sortedPaths(all)
	slices.Sort(s.Others)
	slices.SortFunc(s.Problems, func(a, b Problem) int { return strings.Compare(a.Path, b.Path) })
	slices.SortFunc(s.LeftOut, func(a, b LeftOut) int { return strings.Compare(a.Path, b.Path) })
	return s
}

func fingerprintsIn(all []contents) (n int) {
	for i := range all {
		n += len(all[i].articles)
	}
	return n
}

// sortedPaths are those of the articles. Those of each folder are in order, and in most trees
// none of another folder comes between them.
func sortedPaths(all []contents) []string {
	var parts [][]string
	for i := range all {
		if paths := all[i].paths; len(paths) > 0 {
			parts = append(parts, paths)
		}
	}
	slices.SortFunc(parts, func(a, b []string) int { return strings.Compare(a[0], b[0]) })
	paths := slices.Concat(parts...)
	if !slices.IsSorted(paths) {
		slices.Sort(paths)
	}
	return paths
}

// readable adds the remedy to an error of listing a folder.
func readable(err error) error {
	return fmt.Errorf("%w; the articles known in it stay until it can be read", err)
}

// Paths are those of the articles, sorted. The listing keeps them.
func (s Listing) Paths() []string { return s.paths }

// unknown reports whether a path lies where the scan could not look.
func (s Listing) unknown(p string) bool {
	return slices.ContainsFunc(s.Problems, func(q Problem) bool {
		return p == q.Path || strings.HasPrefix(p, q.Path+"/")
	})
}

// Since compares with an earlier snapshot. Files where the scan could not look
// are not gone.
func (s Listing) Since(known Snapshot) Changes {
	var c Changes
	if len(known) == 0 { // as at the first look
		c.Changed = slices.Clone(s.paths)
		return c
	}
	for _, p := range s.paths {
		if was, ok := known[p]; !ok || was != s.Articles[p] {
			c.Changed = append(c.Changed, p)
		}
	}
	for p := range known {
		if _, ok := s.Articles[p]; !ok && !s.unknown(p) {
			c.Gone = append(c.Gone, p)
		}
	}
	slices.Sort(c.Gone)
	return c
}

// Compare lists the folder and compares it with what is known, for those who
// look once. Where deletions look like an accident its error wraps [ErrHeld];
// the Changes then have none.
func (f *Folder) Compare(ctx context.Context, known Snapshot, losses Losses) (Changes, Listing, error) {
	l, err := f.Scan(ctx)
	if err != nil {
		return Changes{}, Listing{}, err
	}
	c := l.Since(known)
	g := losses.guard()
	gone, added := unpaired(c, known, l.Articles)
	if a := g.alarm(len(known), gone, added); a != Calm {
		c.Gone = nil
		return c, l, g.heldError(a, f.root, gone, len(known))
	}
	return c, l, nil
}

// unpaired counts the files that are gone and new apart from renamed ones.
func unpaired(c Changes, known, now Snapshot) (gone, added int) {
	appeared := map[inode]bool{}
	for _, p := range c.Changed {
		was, ok := known[p]
		if !ok {
			added++
		}
		if len(c.Gone) > 0 && (!ok || was.Ino != now[p].Ino) {
			appeared[now[p].inode()] = true
		}
	}
	for _, p := range c.Gone {
		if known[p].Ino != 0 && appeared[known[p].inode()] {
			added--
		} else {
			gone++
		}
	}
	return gone, added
}
