package folder

// Listing the whole folder once, and comparing it with what is known.

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// Scan lists the folder. Its error means that the root itself could not be
// listed, or that ctx has ended; what else could not be listed is in the
// Listing's Problems.
func (f *Folder) Scan(ctx context.Context) (Listing, error) {
	s := Listing{Articles: Snapshot{}}
	var rootErr error
	f.walkWide(ctx, ".", func(l listed) bool {
		if l.dir == "." {
			rootErr = l.err
		}
		s.add(l)
		return true
	})
	if err := errors.Join(ctx.Err(), rootErr); err != nil {
		return Listing{}, fmt.Errorf("scan folder %s: %w", f.root, err)
	}
	slices.Sort(s.Others)
	slices.SortFunc(s.Problems, func(a, b Problem) int { return strings.Compare(a.Path, b.Path) })
	slices.SortFunc(s.LeftOut, func(a, b LeftOut) int { return strings.Compare(a.Path, b.Path) })
	return s, nil
}

func (s *Listing) add(l listed) {
	if l.err != nil {
		s.Problems = append(s.Problems, Problem{Path: l.dir, Err: readable(l.err)})
	}
	for _, e := range l.entries {
		p := inFolder(l.dir, e.name)
		if e.why != "" {
			s.LeftOut = append(s.LeftOut, LeftOut{Path: p, Why: e.why})
		}
		switch {
		case e.err != nil:
			s.Problems = append(s.Problems, Problem{Path: p, Err: e.err})
		case e.kind == article:
			s.Articles[p] = e.file
		case e.kind == other:
			s.Others = append(s.Others, p)
		}
	}
}

// readable adds the remedy to an error of listing a folder.
func readable(err error) error {
	return fmt.Errorf("%w; the articles known in it stay until it can be read", err)
}

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
	for p, fp := range s.Articles {
		if was, ok := known[p]; !ok || was != fp {
			c.Changed = append(c.Changed, p)
		}
	}
	for p := range known {
		if _, ok := s.Articles[p]; !ok && !s.unknown(p) {
			c.Gone = append(c.Gone, p)
		}
	}
	slices.Sort(c.Changed)
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
