package mill

// Several writers at random under the whole pipeline, and at each quiet point the
// truth: the edition is what a build makes of the folder.

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"feedmill/content/catalog"
	"feedmill/content/folder"
)

var (
	soak = flag.Int("soak", 240, "`number` of random operations of the soak")
	seed = flag.Uint64("seed", 0, "seed of the soak; 0 takes another one each time")
)

const (
	writers     = 4
	quietPoints = 3
)

// soakMill opens a mill of a folder in which anything may vanish and all is shown.
func soakMill(t testing.TB, news, out, state string, log io.Writer) *Mill {
	t.Helper()
	s := testSettings(news, out, state)
	s.Losses.All, s.Catalog.Window = true, 100_000
	return open(t, s, log)
}

func TestSoak(t *testing.T) {
	t.Parallel()
	seed := *seed
	if seed == 0 {
		seed = rand.Uint64()
	}
	t.Logf("go test ./feed/mill -run Soak -soak %d -seed %d", *soak, seed)
	s := startSoak(t, seed)
	if seed%2 == 0 { // sweeps must not disturb what events do; without, nothing makes up for those that are missed
		defer s.sweepAllTheTime(t.Context())()
	}
	for point := range quietPoints {
		var wait sync.WaitGroup
		for i := range writers {
			wait.Go(func() { s.write(rand.New(rand.NewPCG(seed, uint64(point*writers+i))), *soak/writers/quietPoints) })
		}
		wait.Wait()
		s.agrees(t)
	}
	s.stop()
	if errors := regexp.MustCompile(`(?m)^.*level=ERROR.*$`).FindAllString(s.log.String(), -1); errors != nil {
		t.Errorf("got errors in the log: %s", errors)
	}
	t.Logf("%d articles, health %+v", len(s.identities(t, s.mill)), s.watcher.Health())
}

// soaking is a watched folder that several writers work on.
type soaking struct {
	dir     string
	mill    *Mill
	watcher *folder.Watcher
	log     syncBuffer
	stop    func()

	editing sync.Mutex   // held while an edition is made
	paused  sync.RWMutex // held for writing, it stops the watcher at the next file that is no article
	inPlace sync.Mutex   // two writers in one file would leave what neither wrote
	serial  struct {
		sync.Mutex
		n int
	}
}

// startSoak wires mill and watcher as Run does, so that both can be held up. Settling is fast,
// and so few hints may wait that they overflow all the time.
func startSoak(t *testing.T, seed uint64) *soaking {
	s := &soaking{dir: t.TempDir()}
	for _, d := range []string{"news", "aside"} {
		must(t, os.Mkdir(filepath.Join(s.dir, d), 0o755))
	}
	s.rewrite(rand.New(rand.NewPCG(seed, 99)), filepath.Join(s.dir, "news", "first.txt"))
	s.mill = soakMill(t, s.path("news"), s.path("out"), s.path("state"), &s.log)
	ctx, cancel := context.WithCancel(context.Background())
	must(t, s.mill.Build(ctx))
	known, err := s.mill.catalog.Fingerprints()
	must(t, err)
	o := s.mill.watchOptions(func(folder.Health) {})
	o.Quiet, o.Grace, o.Limit, o.Hints = 20*time.Millisecond, 60*time.Millisecond, 500*time.Millisecond, 12
	o.Other = func(string) {
		s.paused.RLock()
		defer s.paused.RUnlock()
	}
	s.watcher = s.mill.folder.Watch(known, o)
	var running sync.WaitGroup
	batches := make(chan batch)
	running.Go(func() {
		defer close(batches)
		err := s.watcher.Run(ctx, func(ctx context.Context, c folder.Changes) error { return s.mill.deliver(ctx, s.watcher, batches, c) })
		if err != nil {
			t.Errorf("Run: %v", err)
		}
	})
	running.Go(func() {
		for b := range batches {
			s.editing.Lock()
			unsettled, err := s.mill.makeEdition(ctx, b.changes)
			s.editing.Unlock()
			b.result <- result{unsettled, err}
		}
	})
	s.stop = sync.OnceFunc(func() { cancel(); running.Wait() })
	t.Cleanup(func() {
		s.stop()
		must(t, s.mill.Close())
	})
	return s
}

// sweepAllTheTime goes on until the function that it returns is called.
func (s *soaking) sweepAllTheTime(ctx context.Context) (stop func()) {
	ctx, cancel := context.WithCancel(ctx)
	var sweeping sync.WaitGroup
	sweeping.Go(func() {
		for tick := time.NewTicker(15 * time.Millisecond); ctx.Err() == nil; <-tick.C {
			s.watcher.Sweep(ctx)
		}
	})
	return func() { cancel(); sweeping.Wait() }
}

func (s *soaking) path(name string) string { return filepath.Join(s.dir, name) }

// write does n random things. Their errors do not matter: others do random
// things at the same time.
func (s *soaking) write(r *rand.Rand, n int) {
	for range n {
		s.act(r)
		if r.IntN(40) == 0 {
			time.Sleep(time.Duration(r.IntN(40)) * time.Millisecond)
		}
	}
}

func (s *soaking) act(r *rand.Rand) {
	switch r.IntN(24) {
	case 0, 1, 2, 3:
		s.rewrite(r, s.file(r))
	case 4, 5:
		s.replace(r, s.file(r))
	case 6, 7:
		os.Rename(s.twoFiles(r))
	case 8:
		os.MkdirAll(filepath.Join(s.folder(r), "d0", "d1"), 0o755)
	case 9, 10:
		os.Rename(s.below(r), s.below(r))
	case 11, 12:
		os.Rename(s.below(r), s.aside(r))
	case 13, 14:
		os.Rename(s.aside(r), s.below(r))
	case 15:
		os.Remove(s.file(r))
	case 16:
		if r.IntN(3) == 0 {
			os.RemoveAll(s.below(r))
		}
	case 17:
		at := time.Unix(1.7e9+r.Int64N(1e6), 0)
		os.Chtimes(s.file(r), at, at)
	case 18:
		os.Chmod(s.file(r), 0o600+os.FileMode(r.IntN(2)*0o44))
		os.Chmod(s.folder(r), 0o700+os.FileMode(r.IntN(2)*0o55))
	case 19:
		os.Link(s.twoFiles(r))
	case 20:
		s.link(r)
	case 21:
		s.append(s.file(r))
	case 22:
		s.pause(r)
	case 23:
		if s.editing.TryLock() { // no edition for a while
			defer s.editing.Unlock()
			s.write(r, 4)
		}
	}
}

// folder, below (which is not the root) and file are somewhere in the folder,
// whether there is anything or not.
func (s *soaking) folder(r *rand.Rand) string {
	p := s.path("news")
	for range r.IntN(4) {
		p = filepath.Join(p, fmt.Sprintf("d%d", r.IntN(3)))
	}
	return p
}

func (s *soaking) below(r *rand.Rand) string {
	return filepath.Join(s.folder(r), fmt.Sprintf("d%d", r.IntN(3)))
}

func (s *soaking) file(r *rand.Rand) string {
	f, _ := s.twoFiles(r)
	return f
}

// twoFiles are of one format: by another the text might state no date, and then
// has the one that it had, which a build without a catalog cannot know.
func (s *soaking) twoFiles(r *rand.Rand) (from, to string) {
	format := []string{".txt", ".md"}[r.IntN(2)]
	name := func() string { return filepath.Join(s.folder(r), fmt.Sprint(r.IntN(5))+format) }
	return name(), name()
}

func (s *soaking) aside(r *rand.Rand) string {
	return filepath.Join(s.dir, "aside", fmt.Sprintf("t%d", r.IntN(3)))
}

// article is the text of a new article. No two have a date in common, so that
// the order of a feed does not depend on which was seen first.
func (s *soaking) article(r *rand.Rand, p string) string {
	s.serial.Lock()
	s.serial.n++
	n := s.serial.n
	s.serial.Unlock()
	date := time.Date(2001, 1, 1, 0, n, 0, 0, time.UTC)
	var body strings.Builder
	for range 1 + r.IntN(8) {
		fmt.Fprintf(&body, "\nIn the year of %d the harbour of town %d took in %d boats, and nobody remembers why there were not more.\n", r.IntN(3000), r.IntN(1000), r.IntN(100))
	}
	if path.Ext(p) == ".md" {
		return fmt.Sprintf("---\ntitle: Boats of week %d\ndate: %s\ntags: [tag %d, tag %d]\nauthor: Author %d\n---\n%s",
			n, date.Format(time.RFC3339), r.IntN(4), r.IntN(4), r.IntN(3), &body)
	}
	return fmt.Sprintf("Boats of week %d\n\nPUBLISHED : %s\n%s", n, date.Format("Monday, 02 January, 2006, 3:04pm"), &body)
}

// rewrite writes a file in place, in chunks, as a slow copy does.
func (s *soaking) rewrite(r *rand.Rand, p string) {
	s.inPlace.Lock()
	defer s.inPlace.Unlock()
	f, err := os.OpenFile(p, os.O_CREATE|os.O_TRUNC|os.O_WRONLY, 0o644)
	if err != nil {
		return
	}
	defer f.Close()
	for text := s.article(r, p); text != ""; {
		n := min(1+r.IntN(400), len(text))
		io.WriteString(f, text[:n])
		text = text[n:]
		if r.IntN(20) == 0 {
			time.Sleep(time.Duration(r.IntN(30)) * time.Millisecond)
		}
	}
}

func (s *soaking) replace(r *rand.Rand, p string) {
	temp := fmt.Sprintf("%s.%d.tmp", p, r.IntN(1000))
	if os.WriteFile(temp, []byte(s.article(r, p)), 0o644) == nil {
		os.Rename(temp, p)
	}
}

func (s *soaking) append(p string) {
	s.inPlace.Lock()
	defer s.inPlace.Unlock()
	if f, err := os.OpenFile(p, os.O_APPEND|os.O_WRONLY, 0); err == nil {
		io.WriteString(f, "\nA correction was made to an earlier version of this article.\n")
		f.Close()
	}
}

// link makes a symbolic link, which may dangle, lead out, or lead to a folder.
func (s *soaking) link(r *rand.Rand) {
	from, to := s.twoFiles(r)
	if r.IntN(5) == 0 {
		to = s.folder(r)
	}
	if target, err := filepath.Rel(filepath.Dir(from), to); err == nil {
		os.Symlink(target, from)
	}
}

// pause stops the watcher while more happens than it may take note of.
func (s *soaking) pause(r *rand.Rand) {
	if !s.paused.TryLock() {
		return
	}
	defer s.paused.Unlock()
	os.WriteFile(filepath.Join(s.folder(r), fmt.Sprintf("%d.pdf", r.IntN(1e6))), nil, 0o644)
	s.write(r, 12)
}

// agrees waits until the edition is what a build on a copy of its catalog makes:
// it has nothing to write. Then one without a catalog is to show the same.
func (s *soaking) agrees(t *testing.T) {
	t.Helper()
	ctx := t.Context()
	s.tidy(t)
	var differ string
	var said syncBuffer
	tick := time.NewTicker(10 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(10 * time.Second); ; <-tick.C {
		if time.Now().After(deadline) {
			t.Fatalf("the edition is not the folder: a build writes %s and says\n%s\nhealth %+v\n%s", differ, said.String(), s.watcher.Health(), s.log.String())
		}
		if h := s.watcher.Health(); h.Pending > 0 {
			differ = fmt.Sprintf("%d pending", h.Pending)
			continue
		}
		dir := t.TempDir()
		s.copyTo(t, dir)
		said.reset()
		m := soakMill(t, s.path("news"), filepath.Join(dir, "out"), filepath.Join(dir, "state"), &said)
		err := m.Build(ctx)
		must(t, errors.Join(err, m.Close()))
		differ = difference(s.published(t), published(t, filepath.Join(dir, "out")))
		if m.written == 0 && differ == "" {
			break
		}
	}
	dir := t.TempDir()
	m := soakMill(t, s.path("news"), filepath.Join(dir, "out"), filepath.Join(dir, "state"), io.Discard)
	must(t, m.Build(ctx))
	watched := anonymous(s.published(t), s.identities(t, s.mill))
	fresh := anonymous(published(t, filepath.Join(dir, "out")), s.identities(t, m))
	must(t, m.Close())
	for _, name := range slices.Sorted(maps.Keys(watched)) {
		if watched[name] != fresh[name] {
			t.Fatalf("%s: got lines\n%s\nwant\n%s", name, without(watched[name], fresh[name]), without(fresh[name], watched[name]))
		}
	}
	if differ := difference(watched, fresh); differ != "" {
		t.Fatalf("got other documents than a fresh build: %s", differ)
	}
}

// tidy removes the links that lead out or in circles. What they took the place
// of stays in the feeds, as it was last, which a build without a catalog cannot know.
func (s *soaking) tidy(t *testing.T) {
	t.Helper()
	for {
		l, err := s.mill.folder.Scan(t.Context())
		must(t, err)
		if len(l.Problems) == 0 {
			return
		}
		for _, p := range l.Problems {
			must(t, os.Remove(filepath.Join(s.path("news"), filepath.FromSlash(p.Path))))
		}
	}
}

// copyTo copies catalog and output while no edition is being made.
func (s *soaking) copyTo(t *testing.T, dir string) {
	t.Helper()
	s.editing.Lock()
	defer s.editing.Unlock()
	must(t, os.Mkdir(filepath.Join(dir, "state"), 0o755))
	data, err := os.ReadFile(s.path("state/catalog.db"))
	must(t, err)
	must(t, os.WriteFile(filepath.Join(dir, "state", "catalog.db"), data, 0o644))
	must(t, os.CopyFS(filepath.Join(dir, "out"), os.DirFS(s.path("out"))))
}

// published are the documents between two editions: while one is made there are
// others beside them that are gone before they are read.
func (s *soaking) published(t *testing.T) map[string]string {
	t.Helper()
	s.editing.Lock()
	defer s.editing.Unlock()
	return published(t, s.path("out"))
}

// published are the files of an output folder, by path.
func published(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	must(t, filepath.WalkDir(dir, func(p string, e os.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		rel, _ := filepath.Rel(dir, p)
		all[filepath.ToSlash(rel)] = string(data)
		return err
	}))
	return all
}

// identities are the ids and page addresses of a catalog's articles, each with
// the name that the article has apart from them: the path of its file.
func (s *soaking) identities(t *testing.T, m *Mill) []string {
	t.Helper()
	s.editing.Lock()
	defer s.editing.Unlock()
	var pairs []string
	for r, err := range m.catalog.All(catalog.Selection{}) {
		must(t, err)
		pairs = append(pairs, r.ID, "id of "+r.Path, "articles/"+r.Slug+".html", "page of "+r.Path)
	}
	return pairs
}

// history is what only those know who were there: when an article last changed, the
// fractions that keep two such instants apart, and which of two articles of one date
// comes before the other.
var history = regexp.MustCompile(`<updated>[^<]*|<lastBuildDate>[^<]*|<atom:updated>[^<]*|"date_modified": "[^"]*|<dateModified>[^<]*|article:modified_time" content="[^"]*|"dateModified":"[^"]*|<span>Updated <time[^<]*</time></span>|<link rel="(prev|next)"[^>]*>|<a rel="(prev|next)" href="[^"]*"><span>.*`)

// upwards leads from a page to the root of the site, from wherever the page is.
var upwards = regexp.MustCompile(`(\.\./)+`)

// anonymous are the documents without what depends on the past: ids and page
// addresses, which are minted from where an article was first seen; when it last
// changed; and, for hard links and copies, which share one date, the order of
// arrival, so that lines are sorted.
func anonymous(documents map[string]string, identities []string) map[string]string {
	names := strings.NewReplacer(identities...)
	all := make(map[string]string, len(documents))
	for name, text := range documents {
		text = upwards.ReplaceAllString(history.ReplaceAllString(text, ""), "")
		lines := strings.Split(names.Replace(text), "\n")
		lines = slices.DeleteFunc(lines, func(l string) bool { return strings.TrimSpace(l) == "" }) // the first of all has no link to an earlier one
		slices.Sort(lines)
		all[names.Replace(name)] = strings.Join(lines, "\n")
	}
	return all
}

// without are the lines of a that are not among those of b.
func without(a, b string) string {
	left := map[string]int{}
	for line := range strings.SplitSeq(b, "\n") {
		left[line]++
	}
	var more []string
	for line := range strings.SplitSeq(a, "\n") {
		if left[line]--; left[line] < 0 {
			more = append(more, line)
		}
	}
	return strings.Join(more, "\n")
}
