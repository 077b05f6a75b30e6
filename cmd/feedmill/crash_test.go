//go:build unix

package main

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"
)

var (
	kills = flag.Int("kills", 20, "how often the crash test kills the daemon")
	seed  = flag.Uint64("seed", 0, "seed of the crash test; 0 takes one and prints it")
)

// crash is a newsroom whose daemon is killed again and again. All of it belongs
// to the test's goroutine.
type crash struct {
	t       *testing.T
	random  *rand.Rand
	dir     string
	ids     map[string]string // by title: the id that readers know
	gone    map[int]bool      // removed for good: what comes later elsewhere is another article
	version int
}

const crashURL = "https://news.example.org/"

// A daemon that is killed at any moment forgets nothing that a reader was told:
// every document published is whole, no id changes, none is used twice, and the
// next run brings out what an undisturbed one would have.
func TestKilledAtAnyMoment(t *testing.T) {
	c := newCrash(t)
	for i := range 30 {
		c.write(i)
	}
	for range *kills {
		daemon := c.start()
		for end := time.Now().Add(time.Duration(20+c.random.IntN(250)) * time.Millisecond); time.Now().Before(end); {
			c.edit()
			time.Sleep(time.Duration(c.random.IntN(20)) * time.Millisecond) // paces the edits; nothing waits for it
		}
		if err := daemon.Process.Kill(); err != nil {
			t.Fatal(err)
		}
		daemon.Wait()
		c.check("public")
	}
	c.compareWithUndisturbed("public", "state")
}

// State and output as they are in one moment of the daemon's work are what a
// power cut leaves: whoever begins with them goes on as if nothing had been.
func TestPowerCut(t *testing.T) {
	c := newCrash(t)
	for i := range 30 {
		c.write(i)
	}
	daemon := c.start()
	c.awaitFirstEdition()
	for cut := range 5 {
		for range 10 {
			c.edit()
		}
		state, public := fmt.Sprint("state", cut), fmt.Sprint("public", cut)
		c.signal(daemon, syscall.SIGSTOP)
		c.copy("state", state)
		c.copy("public", public)
		c.signal(daemon, syscall.SIGCONT)
		c.check(public)
		fork := *c // what it brings out first, the daemon may come to know otherwise
		fork.ids = maps.Clone(c.ids)
		fork.build(public, state)
		fork.check(public)
	}
	if err := daemon.Process.Kill(); err != nil {
		t.Fatal(err)
	}
	daemon.Wait()
}

func (c *crash) signal(daemon *exec.Cmd, s os.Signal) {
	c.t.Helper()
	if err := daemon.Process.Signal(s); err != nil {
		c.t.Fatal(err)
	}
}

func newCrash(t *testing.T) *crash {
	t.Helper()
	s := *seed
	if s == 0 {
		s = uint64(time.Now().UnixNano())
	}
	t.Logf("repeat with -seed %d", s)
	c := &crash{t: t, random: rand.New(rand.NewPCG(s, s)), dir: t.TempDir(), ids: map[string]string{}, gone: map[int]bool{}}
	for _, dir := range []string{"content/a", "content/b"} {
		if err := os.MkdirAll(c.path(dir), 0o755); err != nil {
			t.Fatal(err)
		}
	}
	return c
}

func (c *crash) path(name string) string { return filepath.Join(c.dir, filepath.FromSlash(name)) }

// start runs the daemon.
func (c *crash) start() *exec.Cmd {
	c.t.Helper()
	cmd := exec.Command("feedmill", "watch", "--url", crashURL, "--out", c.path("public"), "--state", c.path("state"), "--settle", "5ms", c.path("content"))
	log, err := os.OpenFile(c.path("log"), os.O_CREATE|os.O_APPEND|os.O_WRONLY, 0o644)
	if err != nil {
		c.t.Fatal(err)
	}
	defer log.Close()
	cmd.Stderr = log
	if err := cmd.Start(); err != nil {
		c.t.Fatal(err)
	}
	return cmd
}

func (c *crash) awaitFirstEdition() {
	c.t.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if _, err := os.Stat(c.path("public/feeds.opml")); err == nil {
			return
		}
	}
	log, _ := os.ReadFile(c.path("log"))
	c.t.Fatalf("no edition came out:\n%s", log)
}

// build runs the program once over the folder as it is.
func (c *crash) build(public, state string) {
	c.t.Helper()
	out, err := exec.Command("feedmill", "build", "--url", crashURL, "--out", c.path(public), "--state", c.path(state), c.path("content")).CombinedOutput()
	if err != nil {
		c.t.Fatalf("build: %v\n%s", err, out)
	}
}

// edit changes one article: rewritten, renamed, moved, removed or new.
func (c *crash) edit() {
	i := c.random.IntN(60)
	if c.gone[i] {
		return
	}
	here, there := c.place(i)
	switch c.random.IntN(6) {
	case 0:
		os.Rename(here, there)
	case 1:
		if i >= 30 {
			c.gone[i] = os.Remove(here) == nil
		}
	default:
		c.write(i)
	}
}

// place is where article i is, and where it could be.
func (c *crash) place(i int) (here, there string) {
	a, b := c.path(fmt.Sprintf("content/a/story-%d.txt", i)), c.path(fmt.Sprintf("content/b/story-%d.txt", i))
	if _, err := os.Stat(b); err == nil {
		return b, a
	}
	return a, b
}

// write puts a new version of article i into its place, as editors do.
func (c *crash) write(i int) {
	c.t.Helper()
	here, _ := c.place(i)
	c.version++
	text := fmt.Sprintf("Story number %d\n\nPUBLISHED : Tuesday, 03 November, 2026, %d:%02dam\n\nThe harbour board met for the %dth time and spoke at length of %d gulls, and of the price of rope, which has not fallen since the long ice.\n", i, i%12+1, i%60, i, c.version)
	if err := os.WriteFile(here+".tmp", []byte(text), 0o644); err != nil {
		c.t.Fatal(err)
	}
	if err := os.Rename(here+".tmp", here); err != nil {
		c.t.Fatal(err)
	}
}

// check parses every document, and holds its ids against those that readers know.
func (c *crash) check(public string) {
	c.t.Helper()
	if _, err := os.Stat(c.path(public)); errors.Is(err, fs.ErrNotExist) {
		return // killed before the first edition
	}
	err := filepath.WalkDir(c.path(public), func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".feedmill-") {
			return err
		}
		data, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		return c.whole(p, data)
	})
	if err != nil {
		c.t.Fatal(err)
	}
}

// whole reports a document that does not parse, or breaks an earlier promise.
func (c *crash) whole(p string, data []byte) error {
	switch filepath.Ext(p) {
	case ".xml", ".opml":
		d := xml.NewDecoder(bytes.NewReader(data))
		for {
			if _, err := d.Token(); errors.Is(err, io.EOF) {
				return nil
			} else if err != nil {
				return fmt.Errorf("%s: %w", p, err)
			}
		}
	case ".json":
		return c.sameIDs(p, data)
	case ".html":
		if !bytes.HasSuffix(bytes.TrimSpace(data), []byte("</html>")) {
			return fmt.Errorf("%s is cut short", p)
		}
	}
	return nil
}

func (c *crash) sameIDs(p string, data []byte) error {
	var doc struct{ Items []struct{ ID, Title string } }
	if err := json.Unmarshal(data, &doc); err != nil {
		return fmt.Errorf("%s: %w", p, err)
	}
	article := map[string]string{}
	for _, item := range doc.Items {
		if known, ok := c.ids[item.Title]; ok && known != item.ID {
			return fmt.Errorf("%s: %s was %s and is %s now", p, item.Title, known, item.ID)
		}
		if other, ok := article[item.ID]; ok {
			return fmt.Errorf("%s: %s and %s share the id %s", p, item.Title, other, item.ID)
		}
		c.ids[item.Title], article[item.ID] = item.ID, item.Title
	}
	return nil
}

// compareWithUndisturbed holds what is published after one more run against what
// the same catalog makes in an empty folder.
func (c *crash) compareWithUndisturbed(public, state string) {
	c.t.Helper()
	c.build(public, state)
	c.check(public)
	c.copy(state, "state again")
	c.build("public again", "state again")
	got, want := c.read(public), c.read("public again")
	if differ := difference(got, want); differ != "" {
		c.t.Errorf("after the crashes these documents are not what an undisturbed run makes: %s", differ)
	}
	if len(want) < 30 {
		c.t.Errorf("only %d documents", len(want))
	}
}

func (c *crash) read(dir string) map[string]string {
	c.t.Helper()
	m := map[string]string{}
	fsys := os.DirFS(c.path(dir))
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		data, err := fs.ReadFile(fsys, p)
		m[p] = string(data)
		return err
	})
	if err != nil {
		c.t.Fatal(err)
	}
	return m
}

// copy copies a folder as it is.
func (c *crash) copy(from, to string) {
	c.t.Helper()
	err := filepath.WalkDir(c.path(from), func(p string, d fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		rel, err := filepath.Rel(c.path(from), p)
		if err != nil {
			return err
		}
		target := filepath.Join(c.path(to), rel)
		if d.IsDir() {
			return os.MkdirAll(target, 0o755)
		}
		data, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		return os.WriteFile(target, data, 0o644)
	})
	if err != nil {
		c.t.Fatal(err)
	}
}
