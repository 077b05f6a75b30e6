package mill

// The shelf: files beside the articles, as far as articles show them. An article that is
// rendered asks for the files that its addresses mean; from then on it depends on what is
// at these paths, whether that is there or not, and the folder watches them. When one
// changes, the articles that depend on it are rendered anew, as after an edit of their
// own. A file that no article depends on any more leaves the outlets, after the documents
// that showed it; one that was never asked for is not even looked at.

import (
	"context"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"feedmill/content/asset"
	"feedmill/content/catalog"
	"feedmill/content/folder"
	"feedmill/content/mail"
	"feedmill/content/media"
	"feedmill/feed"
)

// AssetSettings say which files are published along with articles, and how.
type AssetSettings struct {
	Roots    []string // folders whose files are at the root of the site; nil is [asset.Roots]
	MaxBytes int64    // of a file; 0 is no limit
	AsTaken  bool     // pictures keep what their camera wrote about the place
}

// shelf is what is known of the files. It may be used by several goroutines.
type shelf struct {
	settings AssetSettings
	folder   *folder.Folder
	now      func() time.Time
	rest     atomic.Int64 // nanoseconds for which a file must have rested before it is believed complete; 0 while nobody watches
	steps    *atomic.Uint64
	tell     func(article, ref, problem string)
	ctx      atomic.Pointer[context.Context] // of the edition under way

	many  atomic.Int64 // paths that articles depend on
	named atomic.Int64 // of besides

	mu        sync.Mutex
	known     map[string]catalog.Asset   // by path; guarded by mu, as all below
	uses      map[uint64][]catalog.Use   // by an article's Seen
	users     map[string]map[uint64]bool // by path: the articles that depend on it
	within    map[string]map[string]bool // by path of a mail: those of users that mean a picture within it
	places    map[string]string          // place → path
	sums      map[[16]byte]string        // sum → path of a file that has it, or had
	gone      map[string]catalog.Asset   // by path: where editions had files that are gone
	departed  map[[16]byte]string        // sum → path of one of these: a file with its bytes takes over its place
	leaving   map[string]bool            // places that are to be empty after this edition
	looking   map[string]chan struct{}   // paths that are being inspected
	unsettled map[string]bool            // paths of this edition that are being written
	missing   map[string]bool            // paths at which this edition has found no file: it finds none to its end, lest its documents differ
	doubted   map[string]bool            // paths of files that documents of one edition may have seen differently
	fresh     map[string]bool            // paths that the watcher does not know to be wanted
	besides   map[string][]string        // path without what ends it → pictures of that name
	idle      map[string]bool            // paths that an article has ceased to depend on
	unsaved   map[string]bool            // paths of assets
	reused    map[uint64]bool            // articles with unsaved uses
}

func newShelf(s AssetSettings, now func() time.Time, steps *atomic.Uint64) *shelf {
	if len(s.Roots) == 0 {
		s.Roots = asset.Roots
	}
	return &shelf{
		settings: s, now: now, steps: steps, tell: func(string, string, string) {},
		known: map[string]catalog.Asset{}, uses: map[uint64][]catalog.Use{}, users: map[string]map[uint64]bool{}, within: map[string]map[string]bool{},
		places: map[string]string{}, sums: map[[16]byte]string{}, gone: map[string]catalog.Asset{}, departed: map[[16]byte]string{}, leaving: map[string]bool{},
		looking: map[string]chan struct{}{}, unsettled: map[string]bool{}, fresh: map[string]bool{},
		missing: map[string]bool{}, doubted: map[string]bool{},
		besides: map[string][]string{}, idle: map[string]bool{}, unsaved: map[string]bool{}, reused: map[uint64]bool{},
	}
}

// load takes over what the catalog knows.
func (s *shelf) load(c *catalog.Catalog) error {
	known, err := c.Assets()
	if err != nil {
		return err
	}
	uses, err := c.Uses()
	if err != nil {
		return err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	s.known = known
	for p, a := range known {
		if a.Gone {
			delete(known, p)
			s.gone[p], s.departed[a.Sum] = a, p
			continue
		}
		if a.Place == "" {
			continue
		}
		if q, taken := s.places[a.Place]; taken { // the program ended between taking a place over and forgetting whose it was
			if s.exists(q) {
				p, q = q, p
			}
			delete(s.known, q)
			s.unsaved[q] = true
		}
		s.places[a.Place], s.sums[a.Sum] = p, p
	}
	for seen, all := range uses {
		s.uses[seen] = all
		s.depend(seen, nil, all)
	}
	for p := range s.users {
		s.addBeside(p)
	}
	clear(s.fresh) // the folder is compared with all of them first
	return nil
}

// wanted reports whether an article depends on the file at a path.
func (s *shelf) wanted(p string) bool {
	if s.many.Load() == 0 {
		return false
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.users[p]) > 0
}

// learn takes in which files lie beside the articles. It returns those that are pictures
// of articles by their names, by path of the article.
func (s *shelf) learn(l folder.Listing) (pictures map[string][]string) {
	if !slices.ContainsFunc(l.Others, isPicture) {
		return nil
	}
	articles := make(map[string]string, len(l.Paths()))
	for _, p := range l.Paths() {
		articles[strings.TrimSuffix(p, path.Ext(p))] = p
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	pictures = map[string][]string{}
	for _, p := range l.Others {
		article, ok := articles[strings.TrimSuffix(p, path.Ext(p))]
		if !ok || !isPicture(p) {
			continue
		}
		if s.addBeside(p); len(s.users[p]) == 0 {
			pictures[article] = append(pictures[article], p)
		}
	}
	return pictures
}

func isPicture(p string) bool { return media.IsPicture(media.TypeByName(p)) }

// addBeside takes in that a file may be the picture of an article of its name. mu is
// held.
func (s *shelf) addBeside(p string) {
	if !isPicture(p) {
		return
	}
	stem := strings.TrimSuffix(p, path.Ext(p))
	if slices.Contains(s.besides[stem], p) {
		return
	}
	s.besides[stem] = append(s.besides[stem], p)
	slices.Sort(s.besides[stem])
	s.named.Store(int64(len(s.besides)))
}

// beside is [feed.Shelf.Beside].
func (s *shelf) beside(r catalog.Record, isNew bool) (picture string, looked []string) {
	stem := strings.TrimSuffix(r.Path, path.Ext(r.Path))
	if isNew && s.rest.Load() > 0 {
		s.seek(stem)
	}
	if s.named.Load() == 0 || r.Part != 0 {
		return "", nil
	}
	s.mu.Lock()
	pictures := slices.Clone(s.besides[stem])
	s.mu.Unlock()
	for i, p := range pictures {
		switch a, there := s.look(p); {
		case there && a.Problem == "":
			return path.Base(p), pictures[:i+1]
		case there:
			s.tell(r.Path, path.Base(p), p+", which "+a.Problem)
		}
	}
	return "", pictures
}

// pictureEndings are those of the pictures that are looked for under an article's name.
var pictureEndings = []string{".jpg", ".jpeg", ".png", ".webp", ".gif", ".avif"}

// seek looks for the picture of an article that has come while the folder is watched.
func (s *shelf) seek(stem string) {
	for _, ext := range pictureEndings {
		if s.exists(stem + ext) {
			s.learnOne(stem + ext)
		}
	}
}

func (s *shelf) learnOne(p string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.addBeside(p)
}

// meet takes in that a file has appeared that no article asked for. If it is the picture
// of one of the articles, which lie beside it under its name, that depends on it now.
func (s *shelf) meet(p string, articles []catalog.Record) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, known := s.known[p]; !known {
		s.missing[p] = true // to an edition under way
	}
	s.addBeside(p)
	for _, r := range articles {
		if before := s.uses[r.Seen]; r.Part == 0 && r.State == catalog.Shown && !slices.ContainsFunc(before, func(u catalog.Use) bool { return u.Path == p }) {
			s.uses[r.Seen] = append(slices.Clone(before), catalog.Use{Path: p, Part: true})
			s.reused[r.Seen], s.doubted[p] = true, true // an edition under way may have made some of its documents
			s.depend(r.Seen, before, s.uses[r.Seen])
		}
	}
}

// begin begins an edition.
func (s *shelf) begin(ctx context.Context) {
	s.ctx.Store(&ctx)
	s.mu.Lock()
	defer s.mu.Unlock()
	clear(s.missing)
}

// forFeeds is the shelf as an editor takes it.
func (s *shelf) forFeeds() feed.Shelf {
	return feed.Shelf{Find: s.find, Beside: s.beside, Use: s.use, Shown: s.shown, Open: s.open}
}

// find is [feed.Shelf.Find].
func (s *shelf) find(r catalog.Record, ref string) (a feed.Asset, looked []string, ok bool) {
	paths := asset.Candidates(r.Path, ref, s.settings.Roots)
	for i, p := range paths {
		known, there := s.look(p)
		if !there {
			continue
		}
		if known.Problem != "" {
			s.tell(r.Path, ref, p+", which "+known.Problem)
			return feed.Asset{Problem: p + ", which " + known.Problem}, paths[:i+1], false
		}
		return assetOf(known), paths[:i+1], true
	}
	return feed.Asset{}, paths, false
}

func assetOf(a catalog.Asset) feed.Asset {
	return feed.Asset{Path: a.Place, Type: a.Type, Size: a.Size, Sum: a.Sum, Width: a.Width, Height: a.Height, Duration: a.Duration}
}

// look says what is at a path. What is known is believed: its changes are told.
func (s *shelf) look(p string) (a catalog.Asset, there bool) {
	for {
		s.mu.Lock()
		a, there = s.known[p]
		missing, busy := s.missing[p], s.looking[p]
		if !there && !missing && busy == nil {
			s.looking[p] = make(chan struct{})
		}
		s.mu.Unlock()
		if there || missing {
			return a, there
		}
		if busy == nil {
			break
		}
		<-busy
	}
	a, err := s.inspect(p, time.Duration(s.rest.Load()))
	s.mu.Lock()
	defer s.mu.Unlock()
	close(s.looking[p])
	delete(s.looking, p)
	if a, there = s.judged(p, a, err); there {
		s.enter(p, a)
	} else {
		s.missing[p] = true
	}
	return s.known[p], there
}

// judged says what an inspection means. What may pass is as if the file were not there,
// and is looked at again. mu is held.
func (s *shelf) judged(p string, a catalog.Asset, err error) (catalog.Asset, bool) {
	switch {
	case err == nil:
		return a, true
	case isAbsent(err):
		return a, false
	case mayPass(err):
		s.unsettled[p] = true
		return a, false
	}
	return catalog.Asset{Problem: "cannot be published: " + reason(err)}, true
}

// enter takes in what is at a path, and gives it a place in editions. mu is held.
func (s *shelf) enter(p string, a catalog.Asset) {
	if a.Problem == "" {
		a.Place = s.place(p, a)
		s.places[a.Place], s.sums[a.Sum] = p, p
		delete(s.leaving, a.Place)
	}
	delete(s.gone, p)
	s.known[p] = a
	s.unsaved[p] = true
}

// place is where editions have a new file: where they have had its bytes, if that file
// has moved here; else where it lies in the folder. mu is held.
func (s *shelf) place(p string, now catalog.Asset) string {
	if q, ok := s.departed[now.Sum]; ok && s.gone[q].Fingerprint.Mtime == now.Fingerprint.Mtime { // which a move leaves as it is
		old := s.gone[q].Place
		delete(s.departed, now.Sum)
		delete(s.gone, q)
		s.unsaved[q] = true
		if _, taken := s.places[old]; !taken && old != "" {
			return old
		}
	}
	q := s.sums[now.Sum]
	if a, ok := s.known[q]; ok && a.Sum == now.Sum && a.Place != "" && q != p && !s.exists(q) {
		delete(s.known, q) // its articles will be told that it is gone
		s.unsaved[q] = true
		return a.Place
	}
	natural := path.Join(feed.AssetPlace, p)
	for n := 1; ; n++ {
		place := nthPlace(natural, n)
		if holder, taken := s.places[place]; !taken || holder == p {
			return place
		}
	}
}

func nthPlace(place string, n int) string {
	if n == 1 {
		return place
	}
	ext := path.Ext(place)
	return strings.TrimSuffix(place, ext) + "-" + strconv.Itoa(n) + ext
}

func (s *shelf) exists(p string) bool {
	if of, ok := holderOf(p); ok {
		p = of
	}
	_, err := os.Lstat(path.Join(s.folder.Root(), p))
	return err == nil
}

// use is [feed.Shelf.Use].
func (s *shelf) use(r catalog.Record, uses []catalog.Use) {
	if len(uses) == 0 && s.many.Load() == 0 {
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	before := s.uses[r.Seen]
	if slices.Equal(before, uses) {
		return
	}
	if s.reused[r.Seen] = true; len(uses) == 0 {
		delete(s.uses, r.Seen)
	} else {
		s.uses[r.Seen] = uses
	}
	s.depend(r.Seen, before, uses)
}

// depend changes the paths that an article depends on. mu is held.
func (s *shelf) depend(seen uint64, before, after []catalog.Use) {
	for _, u := range after {
		if s.users[u.Path] == nil {
			s.users[u.Path] = map[uint64]bool{}
			s.fresh[u.Path] = true
			s.holds(u.Path)
		}
		s.users[u.Path][seen] = true
	}
	for _, u := range before {
		if slices.ContainsFunc(after, func(v catalog.Use) bool { return v.Path == u.Path }) {
			continue
		}
		if delete(s.users[u.Path], seen); len(s.users[u.Path]) == 0 {
			delete(s.users, u.Path)
			s.idle[u.Path] = true // it is forgotten when the edition is complete
			s.holdsNot(u.Path)
		}
	}
	s.many.Store(int64(len(s.users)))
}

// holds takes in that an article depends on a path, which may mean a picture within a
// mail. mu is held.
func (s *shelf) holds(p string) {
	if of, ok := mail.OfPicture(p); ok {
		if s.within[of] == nil {
			s.within[of] = map[string]bool{}
		}
		s.within[of][p] = true
	}
}

// holdsNot takes in that no article depends on a path any more. mu is held.
func (s *shelf) holdsNot(p string) {
	if of, ok := mail.OfPicture(p); ok {
		if delete(s.within[of], p); len(s.within[of]) == 0 {
			delete(s.within, of)
		}
	}
}

// shown is [feed.Shelf.Shown].
func (s *shelf) shown(r catalog.Record) (all []feed.Asset) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, u := range s.uses[r.Seen] {
		if a, ok := s.known[u.Path]; ok && a.Place != "" {
			all = append(all, assetOf(a))
		}
	}
	return all
}

// current reports whether a document is a file that articles show.
func (s *shelf) current(document string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	p, ok := s.places[document]
	return ok && len(s.users[p]) > 0 && s.known[p].Place == document
}

// forgetUnused forgets the files that no article depends on, and says which places are
// to be emptied. It comes after all documents of an edition are out.
func (s *shelf) forgetUnused() (gone []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for p := range s.idle {
		if a, ok := s.known[p]; ok && len(s.users[p]) == 0 {
			delete(s.known, p)
			s.unsaved[p] = true
			s.vacate(p, a)
		}
	}
	clear(s.idle)
	for place := range s.leaving {
		delete(s.places, place)
	}
	gone = slices.Sorted(maps.Keys(s.leaving))
	clear(s.leaving)
	return gone
}

// vacate takes in that a file is not in its place any more. Where editions had it is
// remembered: one with its bytes that comes later has moved there. mu is held.
func (s *shelf) vacate(p string, a catalog.Asset) {
	if a.Place == "" || s.places[a.Place] != p {
		return
	}
	s.leaving[a.Place] = true
	s.gone[p], s.departed[a.Sum] = catalog.Asset{Fingerprint: a.Fingerprint, Place: a.Place, Sum: a.Sum, Gone: true}, p
	s.unsaved[p] = true
	delete(s.places, a.Place)
}

// retain drops the uses of articles that are shown no more.
func (s *shelf) retain(c *catalog.Catalog) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.uses) == 0 {
		return nil
	}
	records, err := c.Records(slices.Collect(maps.Keys(s.uses)))
	if err != nil {
		return err
	}
	shown := make(map[uint64]bool, len(records))
	for _, r := range records {
		shown[r.Seen] = true
	}
	for seen, before := range s.uses {
		if !shown[seen] {
			delete(s.uses, seen)
			s.reused[seen] = true
			s.depend(seen, before, nil)
		}
	}
	return nil
}

// save has the catalog remember what has changed. It forgets nothing before the edition is
// complete: until then a file may take over the place of another, also after a crash.
func (s *shelf) save(c *catalog.Catalog, complete bool) error {
	s.mu.Lock()
	if len(s.unsaved)+len(s.reused) == 0 {
		s.mu.Unlock()
		return nil
	}
	assets, uses := map[string]*catalog.Asset{}, map[uint64][]catalog.Use{}
	for p := range s.unsaved {
		if a := s.saved(p); a != nil || complete {
			assets[p] = a
			delete(s.unsaved, p)
		}
	}
	for seen := range s.reused {
		uses[seen] = s.uses[seen]
	}
	clear(s.reused)
	s.mu.Unlock()
	return c.SaveAssets(assets, uses)
}

// saved is the asset at a path as it is stored; nil if there is none. mu is held.
func (s *shelf) saved(p string) *catalog.Asset {
	if a, ok := s.known[p]; ok {
		return &a
	}
	if a, ok := s.gone[p]; ok {
		return &a
	}
	return nil
}

// takeUnsettled are the files that were being written when they were last looked at.
func (s *shelf) takeUnsettled() []string { return s.take(s.unsettled) }

// takeFresh are the files that articles depend on since it was last called.
func (s *shelf) takeFresh() []string { return s.take(s.fresh) }

func (s *shelf) take(set map[string]bool) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(set) == 0 {
		return nil
	}
	all := slices.Sorted(maps.Keys(set))
	clear(set)
	return all
}
