package main

// What a site's files say beside its articles, its generator's settings among them, is
// followed as feedmill.toml is. Whoever reads them is watched: what was asked for is what
// is looked at from then on.

import (
	"crypto/sha256"
	"fmt"
	"hash"
	"io"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"feedmill/content/generator"
	"feedmill/content/read"
)

// lookingAtSite is how often the files of a site are looked at, at most; sparing bounds
// how much of the time that may take: one part in so many.
const (
	lookingAtSite = time.Second
	sparing       = 50
)

// siteFiles is what the files of a site were when they were read.
type siteFiles struct {
	dir   string
	names []string // asked for, there or not
	looks string   // what the system said of them
	said  string   // a sum of what they hold, and of which there are

	last  string    // what the system said when it was last asked
	next  time.Time // when it is asked again
	spent time.Duration
}

// readSiteFiles reads what the site says, only to learn which files do.
func (c *config) readSiteFiles(dir string) *siteFiles {
	asked := &askedFor{folder: rooted(dir), names: map[string]bool{}}
	site, key := generator.Data(asked)
	if site == nil {
		_, key = generator.Local(asked)
	}
	for _, folder := range c.roots() {
		read.Sections(asked, folder, c.reading)
		read.Home(asked, folder, c.reading)
	}
	s := &siteFiles{dir: dir, names: asked.end()}
	s.looks = s.look()
	s.last = s.looks
	s.said = key + s.sum()
	s.next = s.later(time.Now())
	return s
}

// readTemplateFiles reads the user's own templates, only to learn when they change.
func (c *config) readTemplateFiles() *siteFiles {
	s := &siteFiles{dir: c.Templates, names: []string{"."}} // whose time tells of files that come and go
	entries, _ := os.ReadDir(c.Templates)                   // of none there are none
	for _, e := range entries {
		s.names = append(s.names, e.Name())
	}
	s.looks = s.look()
	s.last = s.looks
	s.said = s.sum()
	s.next = s.later(time.Now())
	return s
}

// due reports whether the files look other than when they were read, and have not changed
// since they were last looked at. They are looked at now and then only.
func (s *siteFiles) due(now time.Time) bool {
	if now.Before(s.next) {
		return false
	}
	if _, err := os.Stat(s.dir); err != nil {
		return false // the whole folder is gone, of which its watch has the say
	}
	looks := s.look()
	settled := looks == s.last
	s.last = looks
	if settled {
		s.next = s.later(now)
	}
	return settled && looks != s.looks
}

// later is when to look again, by what the last look took: reading comes after it, and
// seldom.
func (s *siteFiles) later(now time.Time) time.Time {
	return now.Add(max(lookingAtSite, sparing*s.spent))
}

// look is what the system says of the files.
func (s *siteFiles) look() string {
	began := time.Now()
	h := sha256.New()
	for _, name := range s.names {
		if info, err := os.Stat(filepath.Join(s.dir, filepath.FromSlash(name))); err == nil {
			fmt.Fprintln(h, name, info.Size(), info.ModTime().UnixNano(), info.Mode())
		}
	}
	s.spent = time.Since(began)
	return string(h.Sum(nil))
}

// sum is one of what the files hold.
func (s *siteFiles) sum() string {
	h := sha256.New()
	for _, name := range s.names {
		addFile(h, rooted(s.dir), name)
	}
	return string(h.Sum(nil))
}

func addFile(h hash.Hash, dir fs.FS, name string) {
	const most = 4 << 20 // bytes
	info, err := fs.Stat(dir, name)
	if err != nil || !info.Mode().IsRegular() {
		return // of folders, what they hold counts
	}
	f, err := dir.Open(name)
	if err != nil {
		return
	}
	defer f.Close()
	fmt.Fprintln(h, name)
	_, _ = io.Copy(h, io.LimitReader(f, most)) // what cannot be read says nothing
}

// askedFor is a folder that remembers which of its files it was asked for.
type askedFor struct {
	folder fs.FS
	mu     sync.Mutex
	names  map[string]bool // nil when it remembers no more
}

// Open implements fs.FS.
func (a *askedFor) Open(name string) (fs.File, error) {
	a.mu.Lock()
	if a.names != nil {
		a.names[name] = true
	}
	a.mu.Unlock()
	return a.folder.Open(name)
}

// end gives what was asked for, and has nothing more remembered.
func (a *askedFor) end() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	names := slices.Sorted(maps.Keys(a.names))
	a.names = nil
	return names
}
