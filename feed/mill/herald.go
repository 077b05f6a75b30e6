package mill

// Subscribers of a large folder that is read for the first time need not wait for all of
// it. The beginnings of its files tell which articles are the newest; these are read
// first, and the feed of the site comes out with them, as it will be when all are there.
// Where that is not sure nothing comes out early. What is done for it is forgotten: the
// folder is then read as if nothing had been.

import (
	"cmp"
	"context"
	"errors"
	"math"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"feedmill/content"
	"feedmill/content/asset"
	"feedmill/content/catalog"
	"feedmill/content/folder"
	"feedmill/content/read"
	"feedmill/feed"

	"github.com/zeebo/xxh3"
)

// heralded bounds the files that are read before all others, as a share of all, and at
// least so many times what the feed of the site shows.
const (
	heraldedShare = 50
	heraldedTimes = 4
)

// herald brings out the feed of the site ahead of a first edition, if it can be told from
// few files what it will show. What keeps it from that keeps nothing else.
func (m *Mill) herald(ctx context.Context, l *catalog.Load, paths []string) {
	if l.Adopts() || len(paths) < manyArticles || m.out.carrier.Begun() {
		return
	}
	known, err := feed.Published(os.DirFS(absolutePath(m.settings.Out)))
	if err != nil || len(known) > 0 || m.sitePublished() {
		return
	}
	heads, certain := m.headsOf(ctx, paths)
	if !certain {
		return
	}
	most := len(paths)/heraldedShare + heraldedTimes*m.catalog.WindowSize()
	latestFirst(heads, most+1)
	for n := heraldedTimes * m.catalog.WindowSize(); ; n *= heraldedTimes {
		n = min(n+undated(heads), len(heads))
		if n > most || ctx.Err() != nil {
			return
		}
		if m.heraldOf(ctx, paths, heads, n) {
			return
		}
	}
}

func (m *Mill) sitePublished() bool {
	return slices.ContainsFunc(m.editor.SitePaths(), func(p string) bool {
		_, err := m.out.dir.Root().Lstat(p)
		return err == nil
	})
}

// head is what the name and the beginning of a file tell; there are as many as files.
type head struct {
	file   int
	latest int64  // when its articles were published at the latest, in seconds; or unknown
	slug   uint64 // hash
	tagged uint64 // hash of what its translations are called; 0 if its name tells no language
}

const unknown = math.MaxInt64

const headBytes = 4 << 10

// headsOf are those of the files. They are not certain where a file states an id, which may
// be that of another article, nor where too many are mute, of a kind whose beginning does not
// tell when: these would all have to be read whole.
func (m *Mill) headsOf(ctx context.Context, paths []string) (heads []head, certain bool) {
	heads = make([]head, len(paths))
	var next atomic.Int64
	var mute atomic.Int64
	var identified atomic.Bool
	stopped := func() bool {
		return ctx.Err() != nil || identified.Load() || mute.Load() > int64(len(paths)/heraldedShare)
	}
	var working sync.WaitGroup
	for range 2 * runtime.GOMAXPROCS(0) {
		working.Go(func() {
			from, buffers := m.folder.Reader(), make([]byte, unitFiles*headBytes)
			defer from.Close()
			for !stopped() {
				first := int(next.Add(unitFiles)) - unitFiles
				if first >= len(paths) {
					return
				}
				last := min(first+unitFiles, len(paths))
				silent, states := m.headsOfUnit(from, paths[first:last], heads[first:last], buffers)
				mute.Add(int64(silent))
				if states {
					identified.Store(true)
				}
				for i := first; i < last; i++ {
					heads[i].file = i
				}
			}
		})
	}
	working.Wait()
	return heads, !stopped()
}

// latestFirst moves the n latest of the heads, at least, before the others, and puts them in
// order.
func latestFirst(heads []head, n int) {
	times := make([]int64, len(heads))
	for i, h := range heads {
		times[i] = h.latest
	}
	slices.Sort(times)
	least, moved := times[max(0, len(times)-n)], 0
	for i, h := range heads {
		if h.latest >= least {
			heads[moved], heads[i] = h, heads[moved]
			moved++
		}
	}
	slices.SortFunc(heads[:moved], func(a, b head) int { return cmp.Or(cmp.Compare(b.latest, a.latest), a.file-b.file) })
}

// headsOfUnit fills in the heads of some files, whose beginnings are first read into
// buffers of headBytes each, where they tell anything. Mute is how many are of a kind that
// does not; identified reports whether one of them states an id.
func (m *Mill) headsOfUnit(from *folder.Reader, paths []string, heads []head, buffers []byte) (mute int, identified bool) {
	var sizes [unitFiles]int
	var latestBy [unitFiles]func(head []byte) (latest time.Time, identified, ok bool)
	for i, p := range paths {
		if latestBy[i] = read.Latest(p, m.settings.Reading(p)); latestBy[i] == nil {
			mute++ // without a look at it
			continue
		}
		if n, err := from.Head(p, buffers[i*headBytes:][:headBytes]); err == nil {
			sizes[i] = n
		}
	}
	for i, p := range paths {
		h := &heads[i]
		h.latest, h.slug = unknown, hashOf(catalog.SlugOf(p))
		if original, tag := content.Untranslated(p); tag != "" {
			h.tagged = hashOf(original)
		}
		if sizes[i] == 0 {
			continue
		}
		latest, states, ok := latestBy[i](buffers[i*headBytes:][:sizes[i]])
		if ok {
			h.latest = latest.Unix()
		}
		identified = identified || states
	}
	return mute, identified
}

func hashOf(s string) uint64 { return xxh3.HashString(s) }

// undated is how many heads, which are in order, do not tell when.
func undated(heads []head) (n int) {
	for n < len(heads) && heads[n].latest == unknown {
		n++
	}
	return n
}

// heraldOf brings out the feed of the site, if the first n of the heads are those of all
// that it shows. It reports whether more of them need not be tried.
func (m *Mill) heraldOf(ctx context.Context, paths []string, heads []head, n int) (done bool) {
	early, alone := m.readEarly(paths, heads[:n])
	if !alone {
		return true
	}
	small, err := m.smallCatalog(early)
	if err != nil {
		return true
	}
	defer func() {
		small.Close()
		os.Remove(m.smallFile())
	}()
	shown, err := small.Window(catalog.Selection{})
	if err != nil || len(shown) == 0 {
		return true
	}
	if n < len(heads) && (len(shown) < small.WindowSize() || shown[len(shown)-1].Published.Time.Unix() <= heads[n].latest) {
		return false
	}
	if !distinct(paths, heads, shown) {
		return true
	}
	m.bringEarly(ctx, small, early)
	return true
}

// distinct reports whether no other file could give articles another address, or lead to
// them as its translations.
func distinct(paths []string, heads []head, shown []catalog.Record) bool {
	known, named, slugs := map[string]bool{}, map[uint64]bool{}, map[uint64]int{}
	for _, r := range shown {
		known[r.Path], named[hashOf(r.Path)], slugs[hashOf(r.Slug)] = true, true, 0
	}
	for _, h := range heads {
		if h.tagged != 0 && (named[h.tagged] || known[paths[h.file]]) {
			return false
		}
		if _, ok := slugs[h.slug]; ok {
			slugs[h.slug]++
		}
	}
	for _, n := range slugs {
		if n != 1 {
			return false
		}
	}
	return true
}

// readEarly reads files, in the order of their paths. They are not alone if one cannot be
// read, or is shown otherwise where others are known.
func (m *Mill) readEarly(paths []string, heads []head) (readings []catalog.Reading, alone bool) {
	var early []string
	for _, h := range heads {
		p := paths[h.file]
		if early = append(early, p); m.mayBeRecorded(p) { // what lies beside it belongs to it
			return nil, false
		}
	}
	slices.Sort(early)
	for _, r := range m.readFiles(early) {
		if _, own := errors.AsType[*content.Error](r.Err); r.Err != nil && !own {
			return nil, false
		}
		for _, a := range r.Articles {
			if _, leads := a.Body().(content.Headlined); leads || a.ID() != "" {
				return nil, false
			}
		}
		readings = append(readings, r)
	}
	return readings, true
}

func (m *Mill) smallFile() string { return filepath.Join(m.settings.State, "newest.db") }

// smallCatalog is one of the early articles alone.
func (m *Mill) smallCatalog(early []catalog.Reading) (c *catalog.Catalog, err error) {
	if err := os.Remove(m.smallFile()); err != nil && !errors.Is(err, os.ErrNotExist) {
		return nil, err
	}
	o := m.settings.Catalog
	o.Authority = m.catalog.Authority()
	if c, err = catalog.Open(m.smallFile(), o); err != nil {
		return nil, err
	}
	if _, err = c.Apply(early, nil, m.now()); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

// bringEarly brings out the feed of the site of a small catalog, if it is what it will be
// when all articles are known.
func (m *Mill) bringEarly(ctx context.Context, small *catalog.Catalog, early []catalog.Reading) {
	var asked atomic.Bool // for files
	e := m.newEditorOf(small, func(r catalog.Record) (*content.Article, error) { return earlyArticle(early, r) })
	e.OnRefused(func(string, error) { asked.Store(true) })
	e.Assets(feed.Shelf{
		Find: func(r catalog.Record, ref string) (a feed.Asset, looked []string, ok bool) {
			if len(asset.Candidates(r.Path, ref, m.shelf.settings.Roots)) > 0 {
				asked.Store(true)
			}
			return a, nil, false
		},
		Beside: func(r catalog.Record, _ bool) (string, []string) {
			if m.shelf.hasBeside(r.Path) {
				asked.Store(true)
			}
			return "", nil
		},
	})
	documents, alone, err := e.Herald()
	if err != nil || !alone || asked.Load() {
		return
	}
	paths, _ := m.out.carrier.Put(ctx, documents) // what fails now fails again, and is told, when all is there
	m.out.early = map[string]bool{}
	for _, p := range paths {
		m.out.early[p] = true
	}
	m.written += len(paths)
	if m.isFollowed() {
		m.out.touched = append(m.out.touched, paths...)
	}
	m.tellServer()
}

// earlyArticle is the article of a record among readings that are in the order of their
// paths.
func earlyArticle(early []catalog.Reading, r catalog.Record) (*content.Article, error) {
	i, _ := slices.BinarySearchFunc(early, r.Path, func(e catalog.Reading, p string) int { return cmp.Compare(e.Path, p) })
	for _, a := range early[i].Articles {
		if a.Part() == r.Part {
			return a, nil
		}
	}
	return nil, os.ErrNotExist
}

// hasBeside reports whether a picture lies beside an article under its name.
func (s *shelf) hasBeside(article string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.besides[strings.TrimSuffix(article, filepath.Ext(article))]) > 0
}
