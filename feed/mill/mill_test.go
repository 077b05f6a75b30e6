package mill

import (
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"feedmill/content"
	"feedmill/content/catalog"
	"feedmill/content/folder"
	"feedmill/feed"
)

// testSettings are those of a paper whose folder is news, below dir.
func testSettings(news, out, state string) Settings {
	site := "https://news.example.org/"
	return Settings{
		Folder: news, Out: out, State: state,
		Reading: func(string) content.Options { return content.Options{Language: "en"} },
		Catalog: catalog.Options{Authority: "news.example.org", Window: 50},
		Channel: feed.Channel{Title: "News", Base: site, Language: "en"},
		Settle:  20 * time.Millisecond, Sweep: time.Hour,
	}
}

// open opens a mill that logs to w, and is closed by the caller.
func open(t testing.TB, s Settings, w io.Writer) *Mill {
	t.Helper()
	m, err := Open(s, &Tally{}, slog.New(slog.NewTextHandler(w, nil)), time.Now)
	must(t, err)
	return m
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

// The next edition has what has changed, and leaves the rest as it is.
func TestNextEdition(t *testing.T) {
	dir := t.TempDir()
	news, out := filepath.Join(dir, "news"), filepath.Join(dir, "out")
	write := func(name, text string) {
		must(t, os.MkdirAll(news, 0o755))
		must(t, os.WriteFile(filepath.Join(news, name), []byte(text), 0o644))
	}
	write("ferry.md", "---\ntitle: The ferry is late\ndate: 2026-11-07\n---\nIt waits for the tide.\n")
	write("pier.md", "---\ntitle: The pier is closed\ndate: 2026-11-08\n---\nIt is painted.\n")
	m := open(t, testSettings(news, out, filepath.Join(dir, "state")), t.Output())
	defer func() { must(t, m.Close()) }()
	must(t, m.Build(t.Context()))
	first := published(t, out)
	if rss := first["rss.xml"]; !strings.Contains(rss, "The ferry is late") || !strings.Contains(rss, "The pier is closed") {
		t.Fatalf("got first edition %s, want both articles", rss)
	}

	write("ferry.md", "---\ntitle: The ferry has sailed\ndate: 2026-11-07\n---\nIt had waited for the tide.\n")
	must(t, m.Build(t.Context()))
	second := published(t, out)
	if rss := second["rss.xml"]; strings.Contains(rss, "is late") || !strings.Contains(rss, "has sailed") {
		t.Errorf("got next edition %s, want the article as it is now", rss)
	}
	_, got, _ := strings.Cut(second["articles/pier.html"], "<article")
	got, _, _ = strings.Cut(got, "</article>")
	if want := first["articles/pier.html"]; !strings.Contains(want, got) || got == "" {
		t.Errorf("got page %q of the other article, want it as it was: %q", got, want)
	}
	written, err := m.Summary()
	must(t, err)
	must(t, m.Build(t.Context()))
	if again, err := m.Summary(); err != nil || again != written {
		t.Errorf("got %+v (%v) of an edition without a change, want nothing more than %+v", again, err, written)
	}
}

// A change is in the feed a moment after it settles, without a word from anybody.
func TestRunFollowsTheFolder(t *testing.T) {
	dir := t.TempDir()
	news, out := filepath.Join(dir, "news"), filepath.Join(dir, "out")
	must(t, os.Mkdir(news, 0o755))
	m := open(t, testSettings(news, out, filepath.Join(dir, "state")), t.Output())
	defer func() { must(t, m.Close()) }()
	ctx, cancel := context.WithCancel(t.Context())
	ready, ended := make(chan struct{}), make(chan error)
	go func() {
		ended <- m.Run(ctx, func() { close(ready) }, func(folder.Health) {})
	}()
	<-ready
	must(t, os.WriteFile(filepath.Join(news, "ferry.md"), []byte("---\ntitle: The ferry is late\n---\nIt waits for the tide.\n"), 0o644))
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(30 * time.Second); ; <-tick.C {
		rss, err := os.ReadFile(filepath.Join(out, "rss.xml"))
		must(t, err)
		if bytes.Contains(rss, []byte("The ferry is late")) {
			break
		}
		if time.Now().After(deadline) {
			t.Fatalf("waited in vain; the feed is %s", rss)
		}
	}
	cancel()
	if err := <-ended; err != nil {
		t.Errorf("Run: got error %v, want none when it is asked to stop", err)
	}
}

// A scheduled article appears when its time has come by the clock that the mill has.
func TestScheduledArticle(t *testing.T) {
	dir := t.TempDir()
	news, out := filepath.Join(dir, "news"), filepath.Join(dir, "out")
	must(t, os.Mkdir(news, 0o755))
	must(t, os.WriteFile(filepath.Join(news, "ferry.md"), []byte("---\ntitle: The ferry is new\ndate: 2199-05-01T08:00:00Z\n---\nIt sails in May.\n"), 0o644))
	now := time.Date(2199, 5, 1, 7, 59, 0, 0, time.UTC)
	m, err := Open(testSettings(news, out, filepath.Join(dir, "state")), &Tally{}, slog.New(slog.DiscardHandler), func() time.Time { return now })
	must(t, err)
	defer func() { must(t, m.Close()) }()
	must(t, m.Build(t.Context()))
	if got := m.untilNext(); got != time.Minute {
		t.Errorf("sleeps for %v, want a minute until the article is due", got)
	}
	for _, want := range []bool{false, true} {
		must(t, m.makeDueEdition(t.Context()))
		if got := strings.Contains(published(t, out)["rss.xml"], "The ferry is new"); got != want {
			t.Errorf("at %v: the article is in the feed: %v, want %v", now, got, want)
		}
		now = now.Add(time.Minute)
	}
}

// An output folder around the content would be taken for articles, and swept.
func TestContentInOutput(t *testing.T) {
	dir := t.TempDir()
	_, err := Open(testSettings(filepath.Join(dir, "news"), dir, filepath.Join(dir, "state")), &Tally{}, slog.New(slog.DiscardHandler), time.Now)
	if !errors.As(err, new(SettingsError)) {
		t.Errorf("got error %v, want one of settings", err)
	}
}

// difference are the names of what is not the same in both.
func difference(a, b map[string]string) string {
	names := slices.Collect(maps.Keys(b))
	names = slices.AppendSeq(names, maps.Keys(a))
	names = slices.DeleteFunc(names, func(name string) bool {
		left, inA := a[name]
		right, inB := b[name]
		return inA == inB && left == right
	})
	slices.Sort(names)
	return strings.Join(slices.Compact(names), " ")
}

// syncBuffer is a log that several goroutines write to.
type syncBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer // guarded by mu
}

func (s *syncBuffer) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.Write(p)
}

func (s *syncBuffer) String() string {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.b.String()
}

func (s *syncBuffer) reset() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.b.Reset()
}
