package feed

// Files beside the articles: pictures, recordings, films, papers. An edition has those
// that its articles show, at addresses that follow from where they lie in the folder, and
// so outlive every change of the articles and of the files themselves. An article that
// lives elsewhere is shown there with its files: nothing of it is published twice.

import (
	"cmp"
	"io"
	"iter"
	"maps"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"feedmill/content/asset"
	"feedmill/content/catalog"
)

// AssetPlace is the folder of an edition that has the files which articles show.
const AssetPlace = "media"

// IsAsset reports whether a document of an edition is a file that articles show.
func IsAsset(path string) bool { return strings.HasPrefix(path, AssetPlace+"/") }

// Asset is a file that articles show, as an edition has it. One that cannot be published
// has a Problem and nothing else.
type Asset struct {
	Path          string // of its document
	Type          string // media type
	Size          int64  // in bytes
	Sum           Sum
	Width, Height int           // in pixels, as shown; 0 if unknown
	Duration      time.Duration // 0 if unknown
	Problem       string        // what is wrong with the file, and the remedy
}

// Shelf is where the files lie that articles show. Its functions are safe for several
// goroutines; all are set, or none.
type Shelf struct {
	// Find finds the file that an address in an article means; ok is false where it means
	// none, or one that cannot be published. The article depends on whether files are at
	// the paths looked at.
	Find func(r catalog.Record, ref string) (a Asset, looked []string, ok bool)
	// Beside is the name of the picture that lies beside an article under its name; empty
	// if there is none. The article depends on whether files are at the paths looked at.
	// Only a new article need be looked for on the disk.
	Beside func(r catalog.Record, isNew bool) (picture string, looked []string)
	// Use says which files an article depends on from now on.
	Use func(r catalog.Record, uses []catalog.Use)
	// Shown are the files that an article was last found to show.
	Shown func(r catalog.Record) []Asset
	// Open begins to read a file as it is published.
	Open func(a Asset) (io.ReadCloser, error)
}

// An Original is an open file whose bytes are those of a document, as long as it is
// unchanged.
type Original struct {
	*os.File
	Unchanged func() error
	Step      func() // is told of each part that is read
}

// Read reads the next part.
func (o *Original) Read(b []byte) (int, error) {
	o.Step()
	return o.File.Read(b)
}

// Streamed are the bytes of a document that lie in a store, and are nowhere here as a
// whole. They are those of the document, or cannot be read.
type Streamed struct{ io.ReadSeekCloser }

// showing finds the file that an address in an article means; nil finds none. A part of
// the article is more than what it leads to.
type showing func(ref string, part bool) (address string, a Asset, ok bool)

// showingFrom is that of the article at a path. Of one that lives elsewhere only those
// files are published which a browser saved along with the page.
func (s Site) showingFrom(path string, elsewhere bool) showing {
	if s.Asset == nil {
		return nil
	}
	return func(ref string, part bool) (string, Asset, bool) {
		if elsewhere && !asset.BesidePage(path, ref) {
			return "", Asset{}, false
		}
		a, ok := s.Asset(path, ref, part)
		if !ok {
			return "", Asset{}, false
		}
		return join(s.URL, a.Path), a, true
	}
}

// at is the file that an address means, with its own address in the edition.
func (s showing) at(ref string, part bool) (address string, a Asset, ok bool) {
	if s == nil || ref == "" {
		return "", Asset{}, false
	}
	return s(ref, part)
}

// to is what an address of a part of the article means, as an absolute one; empty if
// nothing.
func (s showing) to(base *url.URL, ref string) string {
	if address, _, ok := s.at(ref, true); ok {
		return address
	}
	return absolute(base, ref, webSchemes)
}

// sizeAttributes are those of a picture, each with a space before it.
func (a Asset) sizeAttributes() string {
	if a.Width <= 0 || a.Height <= 0 {
		return ""
	}
	return ` width="` + strconv.Itoa(a.Width) + `" height="` + strconv.Itoa(a.Height) + `"`
}

// A shown is what an address was found to mean when its article was last rendered.
type shown struct {
	ref   string
	asset Asset
	ok    bool
}

// stillShows reports whether the files of an article are what they were.
func (e *Editor) stillShows(r catalog.Record, all []shown) bool {
	return !slices.ContainsFunc(all, func(s shown) bool {
		a, _, ok := e.shelf.Find(r, s.ref)
		return ok != s.ok || a != s.asset
	})
}

// stillBeside reports whether an article has the picture of its name that it had.
func (e *Editor) stillBeside(r catalog.Record, last *remembered) bool {
	if e.shelf.Beside == nil || last.illustrated {
		return true
	}
	picture, _ := e.shelf.Beside(r, false)
	return picture == last.beside
}

// Assets has editions carry the files that articles show. It is called before the first.
func (e *Editor) Assets(from Shelf) { e.shelf = from }

// looking gathers which files an article shows while it is rendered.
type looking struct {
	shown []shown
	uses  []catalog.Use
}

// find finds files for the article of a record, and takes note of them.
func (l *looking) find(e *Editor, r catalog.Record) func(from, ref string, part bool) (Asset, bool) {
	return func(_, ref string, part bool) (Asset, bool) {
		a, looked, ok := e.shelf.Find(r, ref)
		for _, p := range looked {
			l.use(catalog.Use{Path: p, Part: part})
		}
		if len(looked) > 0 && !slices.ContainsFunc(l.shown, func(s shown) bool { return s.ref == ref }) {
			l.shown = append(l.shown, shown{ref, a, ok})
		}
		return a, ok
	}
}

func (l *looking) use(u catalog.Use) {
	i := slices.IndexFunc(l.uses, func(v catalog.Use) bool { return v.Path == u.Path })
	if i < 0 {
		l.uses = append(l.uses, u)
	} else {
		l.uses[i].Part = l.uses[i].Part || u.Part
	}
}

// arrivals are the files that have to come out before the next document does. They may
// be used by several goroutines.
type arrivals struct {
	mu      sync.Mutex
	waiting map[string]Asset // by path; guarded by mu
	out     map[string]Sum   // of this edition; guarded by mu
}

// begin begins an edition.
func (a *arrivals) begin() {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.waiting, a.out = map[string]Asset{}, map[string]Sum{}
}

// add takes in what an article shows.
func (a *arrivals) add(all []shown) {
	if len(all) == 0 {
		return
	}
	a.mu.Lock()
	defer a.mu.Unlock()
	for _, s := range all {
		if sum, is := a.out[s.asset.Path]; s.ok && (!is || sum != s.asset.Sum) && a.waiting != nil {
			a.waiting[s.asset.Path] = s.asset
		}
	}
}

// take is what has arrived since it was last called.
func (a *arrivals) take() []Asset {
	a.mu.Lock()
	defer a.mu.Unlock()
	if len(a.waiting) == 0 {
		return nil
	}
	all := slices.SortedFunc(maps.Values(a.waiting), func(x, y Asset) int { return cmp.Compare(x.Path, y.Path) })
	clear(a.waiting)
	for _, x := range all {
		a.out[x.Path] = x.Sum
	}
	return all
}

// withAssets puts before each document the files that it shows: once an article is seen,
// so are its pictures.
func (e *Editor) withAssets(documents iter.Seq2[Document, error]) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		for d, err := range documents {
			for _, a := range e.arrived.take() {
				if !yield(e.assetDocument(a), nil) {
					return
				}
			}
			if !yield(d, err) {
				return
			}
		}
	}
}

func (e *Editor) assetDocument(a Asset) Document {
	return NewStored(a.Path, a.Type, a.Size, a.Sum, func() (io.ReadCloser, error) { return e.shelf.Open(a) })
}

// keptAssets are the files of an article that cannot be read any more.
func (e *Editor) keptAssets(r catalog.Record) (all []shown) {
	if e.shelf.Shown == nil {
		return nil
	}
	for _, a := range e.shelf.Shown(r) {
		all = append(all, shown{asset: a, ok: true})
	}
	return all
}
