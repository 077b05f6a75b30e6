//go:build unix

package main

// Films that stay in a bucket: the real program reads of them what it must, and brings them
// into another place of a bucket, without ever having them here.

import (
	"bytes"
	"crypto/sha256"
	"encoding/binary"
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

	"feedmill/content/objects"
	"feedmill/content/objects/storetest"
)

var filmSize = flag.Int("film", 9, "megabytes of the films that stay in a bucket")

// A reel is a film whose pictures are noise, as a reader that holds none of it.
type reel struct {
	*io.SectionReader
	front, back []byte // what it says of itself is at its end
	pictures    int64
	seed        uint64
	summed      string // of all its bytes; empty before it was asked for
}

func newReel(t *testing.T, seed uint64) *reel {
	t.Helper()
	data, err := os.ReadFile("../../content/media/testdata/film.mp4")
	if err != nil {
		t.Fatal(err)
	}
	r := &reel{pictures: int64(*filmSize) << 20, seed: seed}
	for len(data) > 0 {
		n := binary.BigEndian.Uint32(data)
		if box := data[:n]; string(box[4:8]) == "ftyp" {
			r.front = append(r.front, box...)
		} else if string(box[4:8]) != "mdat" {
			r.back = append(r.back, box...)
		}
		data = data[n:]
	}
	r.front = append(binary.BigEndian.AppendUint32(r.front, uint32(8+r.pictures)), "mdat"...)
	r.SectionReader = io.NewSectionReader(r, 0, int64(len(r.front))+r.pictures+int64(len(r.back)))
	return r
}

// ReadAt makes the bytes that are asked for.
func (r *reel) ReadAt(b []byte, off int64) (int, error) {
	for i := range b {
		switch at := off + int64(i) - int64(len(r.front)); {
		case at < 0:
			b[i] = r.front[off+int64(i)]
		case at < r.pictures:
			b[i] = byte((uint64(at)*2862933555777941757 + r.seed) >> 40)
		case at-r.pictures < int64(len(r.back)):
			b[i] = r.back[at-r.pictures]
		default:
			return i, io.EOF
		}
	}
	return len(b), nil
}

func (r *reel) sum(t *testing.T) string {
	t.Helper()
	if r.summed != "" {
		return r.summed
	}
	h := sha256.New()
	if _, err := io.Copy(h, io.NewSectionReader(r, 0, r.Size())); err != nil {
		t.Fatal(err)
	}
	r.summed = fmt.Sprintf("%d bytes %x", r.Size(), h.Sum(nil))
	return r.summed
}

// sumOf is the sum of an object.
func (s *storefront) sumOf(t *testing.T, key string) string {
	t.Helper()
	body, _, err := s.direct.Get(t.Context(), key, objects.Wanted{})
	if err != nil {
		t.Fatal(err)
	}
	defer body.Close()
	h := sha256.New()
	n, err := io.Copy(h, body)
	if err != nil {
		t.Fatal(err)
	}
	return fmt.Sprintf("%d bytes %x", n, h.Sum(nil))
}

// room is what the files below folders take on the disk.
func room(t *testing.T, dirs ...string) (size int64) {
	t.Helper()
	for _, dir := range dirs {
		err := filepath.WalkDir(dir, func(_ string, e fs.DirEntry, err error) error {
			if err != nil {
				return err
			}
			info, err := e.Info()
			if err == nil {
				size += info.Sys().(*syscall.Stat_t).Blocks * 512
			}
			return err
		})
		if err != nil && !errors.Is(err, fs.ErrNotExist) {
			t.Fatal(err)
		}
	}
	return size
}

// asks forgets what was asked, and tells what is asked meanwhile, as far as it has a word in
// it.
func (s *storefront) asks(word string, meanwhile func()) (paths []string) {
	s.mu.Lock()
	s.paths = map[string]int{}
	s.mu.Unlock()
	meanwhile()
	s.mu.Lock()
	defer s.mu.Unlock()
	for p, n := range maps.All(s.paths) {
		if strings.Contains(p, word) {
			paths = append(paths, fmt.Sprint(p, " ", n))
		}
	}
	return paths
}

func TestFilmsThatStay(t *testing.T) {
	t.Parallel()
	random := newRandom(t)
	s := newStorefront(t, rand.New(rand.NewPCG(random.Uint64(), 1)))
	film, episode := newReel(t, 1), newReel(t, 2)
	put := func(key string, body io.ReadSeeker, size int64) {
		t.Helper()
		if _, err := s.direct.Put(t.Context(), key, body, size, objects.Putting{Tag: objects.Anything}); err != nil {
			t.Fatal(err)
		}
	}
	text := "# The ferry is back\n\n9 November 2026\n\nSee it: <video src=\"films/ferry.mp4\"></video>\n"
	put("news/ferry.md", strings.NewReader(text), int64(len(text)))
	put("news/films/ferry.mp4", film, film.Size())
	put("news/podcast/tide.mp4", episode, episode.Size())

	dir := t.TempDir()
	home := filepath.Join(dir, "home")
	command := func(name, out string, flags ...string) *exec.Cmd {
		args := append([]string{name, "--url", "https://news.example.org/", "--title", "News", "--out", filepath.Join(dir, out), "--state", filepath.Join(dir, out+"state")}, flags...)
		c := exec.Command("feedmill", append(args, strings.Replace(s.address, "/site?", "/news?", 1))...)
		c.Env = append(os.Environ(), "HOME="+home)
		return c
	}
	build := func(name string, flags ...string) (memory int64) {
		t.Helper()
		c := command("build", name, flags...)
		if said, err := c.CombinedOutput(); err != nil {
			t.Fatalf("build: %v\n%s", err, said)
		}
		return c.ProcessState.SysUsage().(*syscall.Rusage).Maxrss / 1024
	}
	const stay = "--stream-media=1048576"
	site, copied := "--out="+s.address, filepath.Join(dir, "copied")
	var memory int64
	asked := s.asks(".mp4", func() { memory = build("out", stay, site) })
	took := room(t, filepath.Join(dir, "out"), filepath.Join(dir, "outstate"))
	t.Logf("two films of %d MB: %d KB on the disk, %d MB of memory, asked %q", *filmSize, took>>10, memory, asked)
	if took > 4<<20 {
		t.Errorf("%d bytes are on the disk", took)
	}
	same := func() {
		t.Helper()
		for key, of := range map[string]*reel{"site/media/films/ferry.mp4": film, "site/media/podcast/tide.mp4": episode} {
			if got, want := s.sumOf(t, key), of.sum(t); got != want {
				t.Errorf("%s: got %s, want %s", key, got, want)
			}
		}
	}
	same()

	// All documents are those of a program that has the films here.
	build("whole")
	streamed, whole := documents(t, filepath.Join(dir, "out")), documents(t, filepath.Join(dir, "whole"))
	for _, p := range []string{"/media/films/ferry.mp4", "/media/podcast/tide.mp4"} {
		if streamed[p] != "" || whole[p] == "" {
			t.Errorf("%s is in the folder that is not to have it, or not in the other one", p)
		}
		delete(whole, p)
	}
	if differ := difference(streamed, whole); differ != "" {
		t.Errorf("with films that stay there differs %s", differ)
	}
	if rss := streamed["/rss.xml"]; !strings.Contains(rss, fmt.Sprintf(`length="%d"`, film.Size())) || !strings.Contains(rss, "<title>Ebb</title>") {
		t.Errorf("the feed does not say what they are:\n%s", rss)
	}

	c := exec.Command("feedmill", "inspect", "--state", filepath.Join(dir, "outstate"), stay, "--dir", strings.Replace(s.address, "/site?", "/news?", 1), "podcast/tide.mp4")
	c.Env = append(os.Environ(), "HOME="+home)
	if said, err := c.CombinedOutput(); err != nil || !bytes.Contains(said, []byte("Ebb")) {
		t.Errorf("inspect says %s (%v)", said, err)
	}

	// What has not changed costs nothing. The store in memory has another tag in its lists
	// than in its answer to a large put, and is asked once more.
	if storetest.InMemory() {
		build("out", stay, site)
	}
	if asked := s.asks(".mp4", func() { build("out", stay, site) }); len(asked) > 0 {
		t.Errorf("of films that have not changed were asked %q", asked)
	}

	// Another folder gets them, and the bucket is not put anew by who has them here.
	build("out", stay, site, "--out="+copied)
	if data, err := os.ReadFile(filepath.Join(copied, "media/films/ferry.mp4")); err != nil || int64(len(data)) != film.Size() {
		t.Errorf("a further folder has %d bytes (%v)", len(data), err)
	}
	if asked := s.asks("PUT site/media", func() { build("out", site) }); len(asked) > 0 {
		t.Errorf("by who has the films here were put %q", asked)
	}
	if data, err := os.ReadFile(filepath.Join(dir, "out/media/films/ferry.mp4")); err != nil || int64(len(data)) != film.Size() {
		t.Errorf("who has them here has %d bytes of one in the folder (%v)", len(data), err)
	}
	build("out", stay, site)
	if took := room(t, filepath.Join(dir, "out"), filepath.Join(dir, "outstate")); took > 4<<20 {
		t.Errorf("%d bytes are on the disk after films were sent back", took)
	}

	// Through a network that fails, films come whole or not at all.
	before := film.sum(t)
	film = newReel(t, 3)
	put("news/films/ferry.mp4", film, film.Size())
	s.spoil(0.1)
	for range 4 {
		killAfter(t, command("build", "out", stay, site), time.Duration(random.Float64()*float64(2*time.Second)))
		if got := s.sumOf(t, "site/media/films/ferry.mp4"); got != film.sum(t) && got != before {
			t.Fatalf("there is %s", got)
		}
	}
	s.spoil(0)
	build("out", stay, site)
	same()

	// A watch brings another film as it brings any file.
	c = command("watch", "out", "--stream-media=1048576", site, "--sweep=200ms", "--settle=1ms")
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { c.Process.Kill(); c.Wait() }()
	episode = newReel(t, 4)
	put("news/podcast/tide.mp4", episode, episode.Size())
	eventually(t, "another film", func() bool { return s.sumOf(t, "site/media/podcast/tide.mp4") == episode.sum(t) })
}
