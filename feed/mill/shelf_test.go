package mill

import (
	"bytes"
	"image"
	"image/png"
	"os"
	"path/filepath"
	"slices"
	"sync/atomic"
	"testing"
	"time"

	"feedmill/content/catalog"
	"feedmill/content/folder"
)

// newTestShelf is the shelf of an empty folder.
func newTestShelf(t *testing.T) (s *shelf, dir string) {
	t.Helper()
	dir = t.TempDir()
	s = newShelf(AssetSettings{}, time.Now, new(atomic.Uint64))
	f, err := folder.Open(dir, folder.Rules{Article: func(name string) bool { return filepath.Ext(name) == ".md" }, Wanted: s.wanted})
	if err != nil {
		t.Fatal(err)
	}
	s.folder = f
	return s, dir
}

func putPicture(t *testing.T, file string, width int) {
	t.Helper()
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, 8))); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(file, b.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}

// Pages of an edition come before its feeds: a picture that comes between is in neither,
// and its article is made again when that is told.
func TestEditionSeesAFileAsItFirstDid(t *testing.T) {
	s, dir := newTestShelf(t)
	quay := catalog.Record{Seen: 7, Path: "quay.md", State: catalog.Shown}
	s.begin(t.Context())
	if _, looked, ok := s.find(quay, "quay.png"); ok || !slices.Contains(looked, "quay.png") {
		t.Fatalf("found = %v after a look at %q, want nothing found at quay.png", ok, looked)
	}
	s.use(quay, []catalog.Use{{Path: "quay.png", Part: true}})
	putPicture(t, filepath.Join(dir, "quay.png"), 16)
	if _, _, ok := s.find(quay, "quay.png"); ok {
		t.Error("the feeds of an edition show a picture that its pages do not")
	}
	if got := s.turnOver(folder.Changes{Changed: []string{"quay.png"}}); !got.touched[7] {
		t.Errorf("told of the picture, touched = %v, want its article", got.touched)
	}
	s.begin(t.Context())
	if a, _, ok := s.find(quay, "quay.png"); !ok || a.Width != 16 {
		t.Errorf("the next edition finds %+v, %v", a, ok)
	}
}

// What documents of one edition may have seen differently makes its articles again, once,
// although the last of them saw it as it is.
func TestDoubtedFilesAreTurnedOver(t *testing.T) {
	pier := catalog.Record{Seen: 9, Path: "pier.md", State: catalog.Shown}
	shows := func(s *shelf) {
		s.look("pier.png")
		s.use(pier, []catalog.Use{{Path: "pier.png", Part: true}})
	}
	for _, c := range []struct {
		name   string
		happen func(s *shelf)
		want   bool
	}{
		{"it is shown", shows, false},
		{"it came to an article that was being shown", func(s *shelf) { s.meet("pier.png", []catalog.Record{pier}) }, true},
		{"it was replaced while it was sent", func(s *shelf) { shows(s); s.doubt("pier.png") }, true},
	} {
		s, dir := newTestShelf(t)
		putPicture(t, filepath.Join(dir, "pier.png"), 24)
		s.begin(t.Context())
		c.happen(s)
		s.look("pier.png") // by a later document of the edition
		for _, want := range []bool{c.want, false} {
			if got := s.turnOver(folder.Changes{Changed: []string{"pier.png"}}).touched[9]; got != want {
				t.Errorf("%s: touched = %v, want %v", c.name, got, want)
			}
		}
	}
}
