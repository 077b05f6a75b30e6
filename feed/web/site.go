// Package web puts an edition on HTTP, with the pages that people look at.
//
// A [Site] serves the folder that an edition was published into; [Serve] runs it
// until told to stop. What is served is what is on disk: a document changes for
// readers when [Site.Changed] says so, or within a twentieth of a second after its
// file was replaced.
package web

import (
	"cmp"
	"errors"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"strings"
	"sync"
	"sync/atomic"
	"time"
)

// cacheBytes bounds the documents kept in memory, bodies and compressed bodies
// together. The feeds of a site are far below it; a crawl through all pages of a
// large one is not.
const cacheBytes = 64 << 20

// rush is for how long a document is sent from memory without a look at its file:
// opening it costs more than all else that an answer takes.
const rush = 50 * time.Millisecond

// Site serves the documents of a folder. It answers GET and HEAD, conditional
// requests after RFC 9110 section 13, and nothing outside the folder. Its
// methods may be called from several goroutines.
type Site struct {
	now     func() time.Time
	options atomic.Pointer[Options]
	resting chan restless // documents that could be packed better

	moving sync.RWMutex
	files  fs.FS // guarded by moving

	edition atomic.Uint64 // counts what Changed was told

	mu    sync.RWMutex
	cache map[string]*cached // by path; guarded by mu
	size  int                // bytes in cache; guarded by mu
}

// cached is a document with the time at which its file was last looked at.
type cached struct {
	*document
	looked  atomic.Int64  // nanoseconds since 1970
	edition atomic.Uint64 // at that time
}

// Changed says that documents may have been replaced: from now on none is sent
// without a look at its file.
func (s *Site) Changed() { s.edition.Add(1) }

// Options are what answers say besides the documents. They are not changed once a
// site has them.
type Options struct {
	Base    string            // address at which the site is reached, with a final slash; without one no answer names it
	Hubs    []string          // addresses of WebSub hubs
	OwnHub  string            // address of the hub that is served beside the site; feeds name it, too
	Aliases map[string]string // documents that are copies, and of which
	Readers *Readers          // counts who asks for feeds; nil counts nobody
	FeedAge time.Duration     // for which a feed may be kept without asking again; 0 is a quarter of an hour

	// MediaAge is for how long pictures, sounds and the like may be kept at the most; 0 is
	// a week.
	MediaAge time.Duration
}

const (
	feedAge  = 15 * time.Minute
	mediaAge = 7 * 24 * time.Hour
)

// ErrAway is wrapped by the error of a file that is, or may be, but cannot be had just
// now.
var ErrAway = errors.New("cannot be had just now")

// NewSite serves the documents of a file system, which may be opened from several
// goroutines. Its files can be sought in. One that is none of this machine's tells the
// bytes of a file from others by a string that Sys of their [fs.FileInfo] gives.
func NewSite(files fs.FS, o Options) *Site {
	s := &Site{now: time.Now, files: files, cache: map[string]*cached{}, resting: make(chan restless, mostRestless)}
	s.Configure(o)
	return s
}

// Configure has answers say something else from now on.
func (s *Site) Configure(o Options) {
	o.FeedAge, o.MediaAge = cmp.Or(o.FeedAge, feedAge), cmp.Or(o.MediaAge, mediaAge)
	s.options.Store(&o)
	s.Changed()
}

// Move serves the documents of another file system from now on. When it returns,
// nothing opens in the former one any more.
func (s *Site) Move(files fs.FS) {
	s.moving.Lock()
	defer s.moving.Unlock()
	s.files = files
	s.Changed()
}

// ServeHTTP answers one request.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		otherMethod(w, r)
		return
	}
	now := s.now()
	edition := s.edition.Load() // before a file is looked at
	if doc := s.recent(strings.TrimPrefix(r.URL.Path, "/"), edition, now); doc != nil && !isIndex(r.URL.Path) {
		s.send(w, r, doc, now) // as nearly all are
		return
	}
	name, ok := documentPath(r.URL.Path)
	if !ok {
		s.missing(w, r)
		return
	}
	if isIndex(r.URL.Path) && s.has(name) {
		redirect(w, "./", http.StatusMovedPermanently) // an index has one address
		return
	}
	if doc := s.recent(name, edition, now); doc != nil {
		s.send(w, r, doc, now)
		return
	}
	f, info, err := s.open(name)
	if errors.Is(err, ErrAway) {
		away(w)
		return
	}
	if err != nil {
		s.elsewhere(w, r, name)
		return
	}
	defer f.Close()
	if streams(mediaType(name), info.Size()) {
		s.stream(w, r, name, f, info, now)
		return
	}
	doc, err := s.document(name, f, info)
	if err != nil {
		http.Error(w, "This page cannot be read just now.", http.StatusInternalServerError)
		return
	}
	doc.edition.Store(edition)
	doc.looked.Store(now.UnixNano())
	s.send(w, r, doc.document, now)
}

// recent is the document from memory, if its file was looked at a moment ago and
// nobody has said since that it changed.
func (s *Site) recent(name string, edition uint64, now time.Time) *document {
	s.mu.RLock()
	doc := s.cache[name]
	s.mu.RUnlock()
	if doc == nil || doc.edition.Load() != edition {
		return nil
	}
	if since := now.UnixNano() - doc.looked.Load(); since < 0 || since > int64(rush) {
		return nil
	}
	return doc.document
}

func isIndex(address string) bool { return strings.HasSuffix(address, "/"+indexName) }

// documentPath maps a request path to a document's path. Dotfiles are nobody's
// business: temporary files are among them.
func documentPath(request string) (string, bool) {
	if !strings.HasPrefix(request, "/") {
		return "", false // OPTIONS * is the only one
	}
	p := path.Clean(request)[1:]
	if p == "" || strings.HasSuffix(request, "/") {
		p = path.Join(p, indexName)
	}
	for part := range strings.SplitSeq(p, "/") {
		if strings.HasPrefix(part, ".") {
			return "", false
		}
	}
	return p, fs.ValidPath(p) && filepath.IsLocal(filepath.FromSlash(p))
}

// open opens the regular file at name. Nothing that is a link out of the folder opens.
func (s *Site) open(name string) (fs.File, fs.FileInfo, error) {
	s.moving.RLock()
	f, err := s.files.Open(name)
	s.moving.RUnlock()
	if err != nil {
		return nil, nil, err
	}
	info, err := f.Stat()
	if err == nil && !info.Mode().IsRegular() {
		err = fs.ErrNotExist
	}
	if err != nil {
		f.Close()
		return nil, nil, err
	}
	return f, info, nil
}

// document is the open file as it is sent, from memory if it is still the same
// file. A document is replaced by rename, so a new one has another identity.
func (s *Site) document(name string, f fs.File, info fs.FileInfo) (*cached, error) {
	s.mu.RLock()
	before := s.cache[name]
	s.mu.RUnlock()
	options := s.options.Load()
	if before != nil && before.sameFile(info) && before.options == options {
		return before, nil
	}
	body, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	doc := newDocument(name, info, body, options)
	doc.packed = s.packedQuickly
	if before != nil {
		doc.follow(before.document)
	}
	fresh := &cached{document: doc}
	s.keep(name, fresh)
	return fresh, nil
}

func (d *document) sameFile(info fs.FileInfo) bool {
	if sum, told := info.Sys().(string); told {
		return d.info.Sys() == sum
	}
	return os.SameFile(d.info, info) && d.info.ModTime().Equal(info.ModTime()) && d.info.Size() == info.Size()
}

// keep puts the document into memory. When memory is full it forgets everything:
// what is asked for often is back at once.
func (s *Site) keep(name string, doc *cached) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if old := s.cache[name]; old != nil {
		s.size -= old.bytes()
	}
	if s.size+doc.bytes() > cacheBytes {
		clear(s.cache)
		s.size = 0
	}
	s.cache[name] = doc
	s.size += doc.bytes()
}
