package mirror

import (
	"context"
	"fmt"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// What is named is looked at by name, and nothing is concluded that a list must tell.
func TestNamedObjectsAreLookedAt(t *testing.T) {
	a := newAgency(t)
	m := a.open()
	defer m.Close()
	a.put("one.txt", "1", "two.txt", "2", "city/ferry.txt", "f")
	must(t, m.Sync(t.Context()))
	look := func(name string, asked []string, want map[string]string, paths ...string) {
		t.Helper()
		a.asked()
		must(t, m.look(t.Context(), paths))
		got := a.asked()
		slices.Sort(got)
		if slices.Sort(asked); !slices.Equal(got, asked) {
			t.Errorf("%s: asked %q, want %q", name, got, asked)
		}
		if got := a.files(m); !maps.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	a.put("one.txt", "I", "three.txt", "3")
	look("changed and new", []string{"HEAD one.txt", "GET one.txt", "HEAD three.txt", "GET three.txt"},
		map[string]string{"one.txt": "I", "two.txt": "2", "three.txt": "3", "city/ferry.txt": "f"}, "one.txt", "three.txt")
	look("told twice", []string{"HEAD one.txt"},
		map[string]string{"one.txt": "I", "two.txt": "2", "three.txt": "3", "city/ferry.txt": "f"}, "one.txt")
	look("nothing that can be a file", []string{"HEAD nothing.txt"},
		map[string]string{"one.txt": "I", "two.txt": "2", "three.txt": "3", "city/ferry.txt": "f"},
		"../one.txt", "/etc/passwd", "feedmill.toml", "city/", "city", "one.txt/x.txt", "nothing.txt", `a\b`, "a\x00b")

	a.remove("two.txt")
	look("what is gone waits for a list", []string{"HEAD two.txt"},
		map[string]string{"one.txt": "I", "two.txt": "2", "three.txt": "3", "city/ferry.txt": "f"}, "two.txt")
	look("however often it is told", []string{"HEAD two.txt"},
		map[string]string{"one.txt": "I", "two.txt": "2", "three.txt": "3", "city/ferry.txt": "f"}, "two.txt")
	a.asked()
	must(t, m.Sync(t.Context()))
	if got, want := a.asked(), []string{"GET", "HEAD two.txt"}; !slices.Equal(got, want) || len(a.files(m)) != 3 {
		t.Errorf("a list then asked %q, want %q; there is %q", got, want, a.files(m))
	}

	was, err := os.Stat(filepath.Join(m.Folder(), "three.txt"))
	must(t, err)
	a.put("sport/three.txt", "3")
	look("half a rename", []string{"HEAD sport/three.txt"},
		map[string]string{"one.txt": "I", "three.txt": "3", "city/ferry.txt": "f"}, "sport/three.txt")
	a.remove("three.txt")
	look("a rename", []string{"HEAD sport/three.txt", "HEAD three.txt"},
		map[string]string{"one.txt": "I", "sport/three.txt": "3", "city/ferry.txt": "f"}, "sport/three.txt", "three.txt")
	now, err := os.Stat(filepath.Join(m.Folder(), "sport/three.txt"))
	must(t, err)
	if !os.SameFile(was, now) {
		t.Error("it was fetched anew in place of renamed")
	}
	if len(m.missing)+len(m.waiting) > 0 {
		t.Errorf("missing %v, waiting %v", m.missing, m.waiting)
	}
	a.put("copy.txt", "f")
	look("a copy waits", []string{"HEAD copy.txt"},
		map[string]string{"one.txt": "I", "sport/three.txt": "3", "city/ferry.txt": "f"}, "copy.txt")
	look("and waits", []string{"HEAD copy.txt"},
		map[string]string{"one.txt": "I", "sport/three.txt": "3", "city/ferry.txt": "f"}, "copy.txt")
	must(t, m.Settle(t.Context()))
	if got := a.files(m)["copy.txt"]; got != "f" {
		t.Errorf("a copy that stays: got %q", got)
	}
}

// A mirror that follows is told, and would else list once an hour.
func TestHints(t *testing.T) {
	a := newAgency(t)
	m := a.open()
	defer m.Close()
	a.put("one.txt", "1")
	must(t, m.Sync(t.Context()))
	m.soon = 20 * time.Millisecond
	ctx, stop := context.WithCancel(t.Context())
	tried := make(chan State)
	done := make(chan struct{})
	go func() {
		defer close(done)
		m.Follow(ctx, time.Hour, func(s State) { tried <- s })
	}()
	defer func() { stop(); <-done }()
	a.put("two.txt", "2")
	a.asked()
	m.Hint("two.txt")
	if s := <-tried; s.Trouble != nil || s.Objects != 2 || s.Hints != 1 {
		t.Errorf("by name: %+v", s)
	}
	if got, want := a.asked(), []string{"HEAD two.txt", "GET two.txt"}; !slices.Equal(got, want) {
		t.Errorf("asked %q, want %q", got, want)
	}

	a.put("three.txt", "3")
	a.asked()
	m.Hint() // anything
	s := <-tried
	if got, want := a.asked(), []string{"GET", "GET three.txt"}; s.Objects != 3 || !slices.Equal(got, want) {
		t.Errorf("by a list: %+v, asked %q, want %q", s, got, want)
	}
	a.put("four.txt", "4")
	a.spoils(func(w http.ResponseWriter, r *http.Request) bool {
		w.WriteHeader(http.StatusServiceUnavailable)
		return true
	})
	m.Hint("four.txt")
	if s := <-tried; s.Trouble == nil {
		t.Error("a store that fails is no trouble")
	}
	a.spoils(nil)
	if s := <-tried; s.Trouble != nil || s.Objects != 4 { // long before the hour is over
		t.Errorf("once it answers again: %+v", s)
	}
	if got := strings.Join(slices.Sorted(maps.Keys(a.files(m))), " "); got != "four.txt one.txt three.txt two.txt" {
		t.Errorf("there is %s", got)
	}
}

// However much is named, little is kept.
func TestHintsAreBounded(t *testing.T) {
	a := newAgency(t)
	m := a.open()
	defer m.Close()
	m.Hint(strings.Repeat("x", longestKey+1))
	if paths, all := m.hints.take(); len(paths) > 0 || all {
		t.Errorf("a key of more bytes than any has is kept: %d", len(paths))
	}
	for n := range mostHints {
		m.Hint(fmt.Sprint(n, ".txt"), "again.txt")
	}
	if paths, all := m.hints.take(); len(paths) > 0 || !all {
		t.Errorf("kept are %d names, all %v; want a list in their place", len(paths), all)
	}
	m.Hint("one.txt", "two.txt")
	if paths, all := m.hints.take(); !slices.Equal(paths, []string{"one.txt", "two.txt"}) || all {
		t.Errorf("then %q, all %v", paths, all)
	}
}
