package mill

// What a change of files on the shelf means: which are other ones now, and which articles
// show them.

import (
	"maps"
	"slices"
	"time"

	"feedmill/content/catalog"
	"feedmill/content/folder"
	"feedmill/content/read"
)

// split parts changes of articles from those of files that articles show. A file may be
// both.
func (s *shelf) split(c folder.Changes) (articles, assets folder.Changes) {
	s.mu.Lock()
	defer s.mu.Unlock()
	part := func(paths []string, isArticle func(path string) bool) (of, beside []string) {
		for _, p := range paths {
			if _, known := s.known[p]; known || len(s.users[p]) > 0 {
				beside = append(beside, p)
			} else {
				beside = append(beside, slices.Sorted(maps.Keys(s.within[p]))...)
			}
			if isArticle(p) {
				of = append(of, p)
			}
		}
		return of, beside
	}
	if len(s.known)+len(s.users) == 0 {
		return c, folder.Changes{}
	}
	articles.Changed, assets.Changed = part(c.Changed, s.folder.IsArticle)
	articles.Gone, assets.Gone = part(c.Gone, func(p string) bool {
		return s.folder.IsArticle(p) || read.ByHead(p) != nil // what is gone cannot be asked what it was
	})
	return articles, assets
}

// A turn is what changes of files mean for articles.
type turn struct {
	touched map[uint64]bool      // articles to be rendered anew
	revised map[uint64]time.Time // of these, those that a part of was replaced, and when
	assets  map[string]*catalog.Asset
}

// turnOver takes in changes of files.
func (s *shelf) turnOver(c folder.Changes) turn {
	t := turn{map[uint64]bool{}, map[uint64]time.Time{}, map[string]*catalog.Asset{}}
	for _, p := range s.withPictures(c.Gone) {
		s.goneFrom(p, &t)
	}
	for _, p := range s.withPictures(c.Changed) {
		s.changedAt(p, &t)
	}
	return t
}

func (s *shelf) goneFrom(p string, t *turn) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if a, ok := s.known[p]; ok {
		delete(s.known, p)
		s.unsaved[p] = true
		s.vacate(p, a)
	}
	s.touch(p, t)
}

// touch has all articles that depend on a path rendered anew. mu is held.
func (s *shelf) touch(p string, t *turn) {
	for seen := range s.users[p] {
		t.touched[seen] = true
	}
	t.assets[p] = s.saved(p)
}

func (s *shelf) changedAt(p string, t *turn) {
	s.mu.Lock()
	before, had := s.known[p]
	s.mu.Unlock()
	after, err := s.inspectAgain(p, before)
	if isAbsent(err) {
		s.goneFrom(p, t)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	after, there := s.judged(p, after, err)
	if !there {
		return // it is looked at again
	}
	if s.doubted[p] {
		delete(s.doubted, p)
		s.touch(p, t)
	}
	if had && after == before {
		return
	}
	switch {
	case had && before.Problem == "" && after.Problem == "" && before.Place != "":
		after.Place = before.Place
		s.known[p], s.unsaved[p] = after, true
		moved := after.Away != before.Away
		if after.Fingerprint, after.Away = before.Fingerprint, before.Away; after == before { // the same bytes
			if t.assets[p] = s.saved(p); moved {
				s.touch(p, t) // the folder of the edition is to have it now, or to have it no more
			}
			return
		}
		s.revise(p, time.Unix(0, s.known[p].Fingerprint.Mtime), t)
	case had:
		s.vacate(p, before)
		s.enter(p, after)
		if after.Problem != "" {
			after.Sum = before.Sum // of what its articles have shown
			s.known[p] = after
		} else if before.Sum != after.Sum && before.Sum != [16]byte{} {
			s.revise(p, time.Unix(0, after.Fingerprint.Mtime), t)
		}
	default:
		s.enter(p, after)
	}
	s.touch(p, t)
}

// revise dates the articles that the file at a path is a part of. mu is held.
func (s *shelf) revise(p string, at time.Time, t *turn) {
	for seen := range s.users[p] {
		if slices.Contains(s.uses[seen], catalog.Use{Path: p, Part: true}) {
			if at.After(t.revised[seen]) {
				t.revised[seen] = at
			}
		}
	}
}
