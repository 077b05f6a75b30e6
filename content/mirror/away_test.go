package mirror

import (
	"bytes"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"
)

// noise are bytes that nothing compresses or repeats.
func noise(n int, seed uint64) string {
	b := make([]byte, n)
	random := rand.New(rand.NewPCG(seed, 1))
	for i := range b {
		b[i] = byte(random.Uint32())
	}
	return string(b)
}

func (a *agency) openAway(least int64) *Mirror {
	a.t.Helper()
	m, err := Open(a.address, a.dir, Rules{Away: least}, time.Now)
	must(a.t, err)
	return m
}

// away are the bytes that a file stands for; nil if they are its own.
func away(t *testing.T, m *Mirror, p string) *Away {
	t.Helper()
	f, err := os.Open(filepath.Join(m.Folder(), p))
	must(t, err)
	defer f.Close()
	return m.Away(p, f)
}

// Films stay where they are, and are read as any file is.
func TestFilmsStayInTheBucket(t *testing.T) {
	a := newAgency(t)
	film := noise(3<<20, 1)
	a.put("films/ferry.mp4", film, "short.mp4", film[:LeastAway-1], "chart.png", film[:2<<20], "ferry.txt", "f")
	m := a.openAway(LeastAway)
	defer func() { m.Close() }()
	a.asked()
	must(t, m.Sync(t.Context()))
	if slices.Contains(a.asked(), "GET films/ferry.mp4") {
		t.Error("the film was fetched")
	}
	file := filepath.Join(m.Folder(), "films/ferry.mp4")
	info, err := os.Stat(file)
	must(t, err)
	if info.Size() != int64(len(film)) {
		t.Errorf("it has %d bytes, want %d", info.Size(), len(film))
	}
	for _, p := range []string{"short.mp4", "chart.png", "ferry.txt"} {
		if away(t, m, p) != nil {
			t.Errorf("%s is not here", p)
		}
	}
	b := away(t, m, "films/ferry.mp4")
	for _, r := range [][2]int{{0, 100}, {1 << 20, 64 << 10}, {len(film) - 10, 10}, {len(film) - 10, 100}} {
		got := make([]byte, r[1])
		n, err := b.ReadAt(got, int64(r[0]))
		want := film[r[0]:min(len(film), r[0]+r[1])]
		if string(got[:n]) != want || (err == io.EOF) != (len(want) < r[1]) {
			t.Errorf("%d bytes from %d on: got %d others (%v)", r[1], r[0], n, err)
		}
	}
	if n, err := b.ReadAt(make([]byte, 1), int64(len(film))); n != 0 || err != io.EOF {
		t.Errorf("behind its end: %d, %v", n, err)
	}

	// A list again asks for nothing, nor does a start.
	must(t, m.Sync(t.Context()))
	must(t, m.Close())
	m = a.openAway(LeastAway)
	a.asked()
	must(t, m.Sync(t.Context()))
	if got := a.asked(); !slices.Equal(got, []string{"GET"}) {
		t.Errorf("after a start were asked %q", got)
	}

	// It is renamed as any file is.
	a.put("films/boat.mp4", film)
	a.remove("films/ferry.mp4")
	must(t, m.Settle(t.Context()))
	if got, err := io.ReadAll(away(t, m, "films/boat.mp4").Stream()); err != nil || string(got) != film {
		t.Errorf("by its new name it has %d bytes (%v)", len(got), err)
	}

	// Whoever wants it here has it here, and the other way round.
	must(t, m.Close())
	m = a.openAway(0)
	must(t, m.Sync(t.Context()))
	if got := a.files(m)["films/boat.mp4"]; got != film {
		t.Errorf("fetched are %d bytes, which are others", len(got))
	}
	must(t, m.Close())
	m = a.openAway(LeastAway)
	must(t, m.Sync(t.Context()))
	if away(t, m, "films/boat.mp4") == nil {
		t.Error("it has stayed here")
	}
}

// No other bytes are read in the place of a film, and what is cut off goes on.
func TestAFilmIsReadAsAWhole(t *testing.T) {
	a := newAgency(t)
	film := noise(2<<20, 2)
	a.put("ferry.mp4", film)
	m := a.openAway(LeastAway)
	defer m.Close()
	must(t, m.Sync(t.Context()))
	b := away(t, m, "ferry.mp4")

	cut := 3
	store := a.store
	a.spoils(func(w http.ResponseWriter, r *http.Request) bool {
		if r.Method != http.MethodGet || !strings.HasSuffix(r.URL.Path, "ferry.mp4") || cut == 0 {
			return false
		}
		cut--
		whole := httptest.NewRecorder()
		store.ServeHTTP(whole, r)
		maps.Copy(w.Header(), whole.Header())
		w.WriteHeader(whole.Code)
		_, _ = w.Write(whole.Body.Next(whole.Body.Len() / 3))
		panic(http.ErrAbortHandler)
	})
	s := b.Stream()
	got, err := io.ReadAll(s)
	if err != nil || string(got) != film || cut != 0 {
		t.Errorf("got %d bytes (%v), cut off %d times too seldom", len(got), err, cut)
	}
	a.spoils(nil)
	if _, err := s.Seek(1<<20, io.SeekStart); err != nil {
		t.Error(err)
	}
	if got, err := io.ReadAll(s); err != nil || string(got) != film[1<<20:] {
		t.Errorf("from its middle on: %d bytes (%v)", len(got), err)
	}
	must(t, s.Close())

	other := noise(2<<20, 3)
	a.put("ferry.mp4", other)
	s = b.Stream()
	if got, err := io.ReadAll(s); err == nil || len(got) > 0 || !strings.Contains(err.Error(), "other bytes are in its place") {
		t.Errorf("of another film were read %d bytes (%v)", len(got), err)
	}
	must(t, m.Sync(t.Context()))
	if got, err := io.ReadAll(away(t, m, "ferry.mp4").Stream()); err != nil || !bytes.Equal(got, []byte(other)) {
		t.Errorf("of the film that took its place %d bytes (%v)", len(got), err)
	}
	a.remove("ferry.mp4")
	if _, err := b.ReadAt(make([]byte, 9), 0); err == nil {
		t.Error("what is gone is read")
	}
}

// What begins like a stand-in and is damaged is a file like others.
func TestStandInsThatAreNone(t *testing.T) {
	for name, text := range map[string]string{
		"empty": "", "half a mark": standInMark[:9], "no end": standInMark + strings.Repeat("x", 600), "in the middle": "x" + standInMark + "tag\n", "no tag": standInMark + "\n",
	} {
		p := filepath.Join(t.TempDir(), "a.mp4")
		must(t, os.WriteFile(p, []byte(text), 0o644))
		f, err := os.Open(p)
		must(t, err)
		if got := standsFor(f); got != "" {
			t.Errorf("%s: stands for %q", name, got)
		}
		must(t, f.Close())
	}
}
