// Package web puts an edition on HTTP, with the pages that people look at.
//
// A [Site] serves the folder that an edition was published into; [Serve] runs it
// until told to stop. What is served is what is on disk: a document changes for
// readers when [Site.Changed] says so, or within a twentieth of a second after its
// file was replaced.
package web

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"io"
	"io/fs"
	"mime"
	"net/http"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"feedmill/feed"
)

// cacheBytes bounds the documents kept in memory, bodies and compressed bodies
// together. The feeds of a site are far below it; a crawl through all pages of a
// large one is not.
const cacheBytes = 64 << 20

// largest is the size up to which a file is kept in memory and compressed. What
// is larger is no document but something that stands beside them, a film perhaps.
const largest = 8 << 20

// rush is for how long a document is sent from memory without a look at its file:
// opening it costs more than all else that an answer takes.
const rush = 50 * time.Millisecond

// Site serves the documents of a folder. It answers GET and HEAD, conditional
// requests after RFC 9110 section 13, and nothing outside the folder. Its
// methods may be called from several goroutines.
type Site struct {
	now func() time.Time

	moving sync.RWMutex
	root   *os.Root // guarded by moving

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

// NewSite serves the documents below root, which stays the caller's to close.
func NewSite(root *os.Root) *Site {
	return &Site{now: time.Now, root: root, cache: map[string]*cached{}}
}

// Move serves the documents below another root from now on. When it returns,
// nothing opens below the former one any more.
func (s *Site) Move(root *os.Root) {
	s.moving.Lock()
	defer s.moving.Unlock()
	s.root = root
	s.Changed()
}

// document is a published file, ready to be sent. It is immutable.
type document struct {
	info     os.FileInfo // of the file it was read from
	body     []byte
	gzip     []byte    // nil where compressing gains nothing
	tag      string    // strong validator of body, without quotes
	modified time.Time // to the second, and another one for each body
	headers  headers
}

// headers are those of all answers with a document, made once. Nobody changes the
// slices.
type headers struct {
	mediaType, length, tag []string // of the body
	gzipLength, gzipTag    []string // of the compressed body
	modified, vary         []string
}

// ServeHTTP answers one request.
func (s *Site) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h["X-Content-Type-Options"] = nosniff
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		h.Set("Allow", "GET, HEAD")
		http.Error(w, "Only GET and HEAD are served here.", http.StatusMethodNotAllowed)
		return
	}
	name, ok := documentPath(r.URL.Path)
	if !ok {
		notFound(w)
		return
	}
	now := s.now()
	edition := s.edition.Load() // before the file is looked at
	if doc := s.recent(name, edition, now); doc != nil {
		s.send(w, r, name, doc, now)
		return
	}
	f, info, err := s.open(name)
	if err != nil {
		notFound(w)
		return
	}
	defer f.Close()
	if info.Size() > largest {
		h.Set("Content-Type", mediaType(name))
		h.Set("ETag", fmt.Sprintf(`"%x-%x"`, info.ModTime().UnixNano(), info.Size()))
		http.ServeContent(w, restated(r, now), name, settled(info.ModTime(), now), f)
		return
	}
	doc, err := s.document(name, f, info)
	if err != nil {
		http.Error(w, "This page cannot be read just now.", http.StatusInternalServerError)
		return
	}
	doc.edition.Store(edition)
	doc.looked.Store(now.UnixNano())
	s.send(w, r, name, doc.document, now)
}

var nosniff = []string{"nosniff"}

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

// documentPath maps a request path to a document's path. Dotfiles are nobody's
// business: temporary files are among them.
func documentPath(request string) (string, bool) {
	p := path.Clean("/" + request)[1:]
	if p == "" || strings.HasSuffix(request, "/") {
		p = path.Join(p, "index.html")
	}
	for part := range strings.SplitSeq(p, "/") {
		if strings.HasPrefix(part, ".") {
			return "", false
		}
	}
	return p, filepath.IsLocal(filepath.FromSlash(p))
}

// open opens the regular file at name. Nothing that is a link out of the folder opens.
func (s *Site) open(name string) (*os.File, os.FileInfo, error) {
	s.moving.RLock()
	f, err := s.root.Open(filepath.FromSlash(name))
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
func (s *Site) document(name string, f *os.File, info os.FileInfo) (*cached, error) {
	s.mu.RLock()
	before := s.cache[name]
	s.mu.RUnlock()
	if before != nil && before.sameFile(info) {
		return before, nil
	}
	body, err := io.ReadAll(f)
	if err != nil {
		return nil, err
	}
	doc := newDocument(info, body)
	if before != nil {
		doc.follow(before.document)
	}
	doc.prepare(name)
	fresh := &cached{document: doc}
	s.keep(name, fresh)
	return fresh, nil
}

func (d *document) sameFile(info os.FileInfo) bool {
	return os.SameFile(d.info, info) && d.info.ModTime().Equal(info.ModTime()) && d.info.Size() == info.Size()
}

// newDocument prepares what every answer needs, once.
func newDocument(info os.FileInfo, body []byte) *document {
	sum := sha256.Sum256(body)
	return &document{
		info:     info,
		body:     body,
		gzip:     compress(body),
		tag:      hex.EncodeToString(sum[:12]),
		modified: info.ModTime().UTC().Truncate(time.Second),
	}
}

// follow gives the document a later date than that of the one whose place it has
// taken, which may have changed within the same second: a reader who sends only
// the date would never learn of it.
func (d *document) follow(before *document) {
	if before.tag != d.tag && !d.modified.After(before.modified) {
		d.modified = before.modified.Add(time.Second)
	}
}

// prepare makes the headers of the document at a path.
func (d *document) prepare(name string) {
	h := &d.headers
	h.mediaType, h.tag = []string{mediaType(name)}, []string{`"` + d.tag + `"`}
	h.length = []string{strconv.Itoa(len(d.body))}
	h.modified = []string{d.modified.Format(http.TimeFormat)}
	switch {
	case isFeed(h.mediaType[0]):
		h.vary = []string{"Accept, Accept-Encoding"}
	case d.gzip != nil:
		h.vary = []string{"Accept-Encoding"}
	}
	if d.gzip != nil {
		h.gzipTag, h.gzipLength = []string{`"` + d.tag + `-gzip"`}, []string{strconv.Itoa(len(d.gzip))}
	}
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

func (d *document) bytes() int { return len(d.body) + len(d.gzip) }

// send answers with the document, or with 304 if the client has it, or with 412 if
// it wants another.
func (s *Site) send(w http.ResponseWriter, r *http.Request, name string, doc *document, now time.Time) {
	h, ready := w.Header(), &doc.headers
	body, tag, length := doc.body, ready.tag, ready.length
	compressed := doc.gzip != nil && acceptsGzip(r.Header.Get("Accept-Encoding"))
	if compressed {
		body, tag, length = doc.gzip, ready.gzipTag, ready.gzipLength
	}
	if ready.vary != nil {
		h["Vary"] = ready.vary
	}
	h["Etag"] = tag
	h["Last-Modified"] = doc.lastModified(now)
	h["Cache-Control"] = cacheControl(name, now)
	h["Access-Control-Allow-Origin"] = anyOrigin
	if status := precondition(r.Header, doc, now); status != 0 {
		w.WriteHeader(status)
		return
	}
	if compressed {
		h["Content-Encoding"] = gzipCoding
	}
	h["Content-Type"] = ready.mediaType
	if isFeed(ready.mediaType[0]) && prefersHTML(r.Header["Accept"]) {
		h["Content-Type"] = plainXML
	}
	h["Content-Length"] = length
	if strings.HasSuffix(name, ".html") {
		h["Content-Security-Policy"] = pagePolicy
	}
	if r.Method == http.MethodHead {
		return
	}
	w.Write(body)
}

// Headers that many answers have; nobody changes the slices.
var (
	anyOrigin  = []string{"*"} // feed readers that run in a browser
	gzipCoding = []string{"gzip"}
	plainXML   = []string{"application/xml; charset=utf-8"}
	aDay       = []string{"public, max-age=86400"}
	aWhile     = []string{"public, max-age=300"}
)

// lastModified is the date that may be told: none is later than the answer itself
// (RFC 9110 section 8.8.2.1).
func (d *document) lastModified(now time.Time) []string {
	if d.modified.After(now) {
		return []string{now.UTC().Format(http.TimeFormat)}
	}
	return d.headers.modified
}

// pagePolicy lets a page show its own style and the article's pictures and
// sounds, and run nothing: a second fence behind the sanitiser.
var pagePolicy = []string{"default-src 'none'; style-src 'self'; img-src * data:; media-src *; base-uri 'none'; form-action 'none'"}

// precondition is the status that the client's conditions ask for in place of the
// document; 0 if they let it pass. They are weighed in the order of RFC 9110
// section 13.2.2, where a tag goes before a date. A date to come, which we have told
// nobody, says only that a clock is wrong: the client gets the document.
func precondition(h http.Header, doc *document, now time.Time) int {
	if tags := h.Values("If-Match"); len(tags) > 0 {
		if !doc.among(tags, false) {
			return http.StatusPreconditionFailed
		}
	} else if since, ok := dateOf(h, "If-Unmodified-Since"); ok && doc.modified.After(since) {
		return http.StatusPreconditionFailed
	}
	if tags := h.Values("If-None-Match"); len(tags) > 0 {
		if doc.among(tags, true) {
			return http.StatusNotModified
		}
		return 0
	}
	if since, ok := dateOf(h, "If-Modified-Since"); ok && !since.After(now) && !doc.modified.After(since) {
		return http.StatusNotModified
	}
	return 0
}

// dateOf is the date of a condition; two dates are none (RFC 9110 section 13.1.3).
func dateOf(h http.Header, name string) (time.Time, bool) {
	values := h.Values(name)
	if len(values) != 1 {
		return time.Time{}, false
	}
	t, err := http.ParseTime(values[0])
	return t, err == nil
}

// restated is a request whose conditions [http.ServeContent] weighs as we do: it
// looks at the first line of a list alone, takes any date, and refuses a range in a
// unit that it does not know, which is to be ignored (RFC 9110 section 14.2).
func restated(r *http.Request, now time.Time) *http.Request {
	r = r.Clone(r.Context())
	for _, name := range []string{"If-Match", "If-None-Match"} {
		if tags := r.Header.Values(name); len(tags) > 1 {
			r.Header.Set(name, strings.Join(tags, ", "))
		}
	}
	if since, ok := dateOf(r.Header, "If-Modified-Since"); !ok || since.After(now) {
		r.Header.Del("If-Modified-Since")
	}
	if _, ok := dateOf(r.Header, "If-Unmodified-Since"); !ok {
		r.Header.Del("If-Unmodified-Since")
	}
	if unit, _, _ := strings.Cut(r.Header.Get("Range"), "="); !strings.EqualFold(unit, "bytes") {
		r.Header.Del("Range")
	}
	return r
}

// settled is the date of a large file, or none while another may still take its
// place within the same second: see [document.follow].
func settled(modified, now time.Time) time.Time {
	if now.Sub(modified) < 2*time.Second {
		return time.Time{}
	}
	return modified
}

// among reports whether one of the tags in the values of a header is the
// document's. Those of both encodings count, since they name the same content;
// weak ones only where weak is true.
func (d *document) among(values []string, weak bool) bool {
	if len(values) == 1 && len(d.headers.tag) == 1 && values[0] == d.headers.tag[0] {
		return true // as readers send it that were told so
	}
	list := strings.Join(values, ",")
	if strings.TrimSpace(list) == "*" {
		return true
	}
	for _, at := range entityTag.FindAllStringSubmatchIndex(list, -1) {
		isWeak, opaque, rest := at[2] >= 0, list[at[4]:at[5]], list[at[1]:]
		if rest != "" && rest[0] != ',' {
			continue // more follows the quotes: no tag
		}
		if (weak || !isWeak) && (opaque == d.tag || opaque == d.tag+"-gzip") {
			return true
		}
	}
	return false
}

// entityTag is a tag in a list, and what may stand before a comma; what has no
// quotes is none (RFC 9110 section 8.8.3).
var entityTag = regexp.MustCompile(`(?:^|,)[ \t]*(W/)?"([\x21\x23-\x7E\x80-\x{10FFFF}]*)"[ \t]*`)

// cacheControl lets readers come back for feeds every five minutes, and for past
// months every day: an article of long ago may still be corrected. The archive of
// a month that is not over grows.
func cacheControl(name string, now time.Time) []string {
	month, archived := strings.CutPrefix(name, "archive/")
	if archived && month < now.UTC().AddDate(0, 0, -1).Format("2006-01") {
		return aDay
	}
	return aWhile
}

// mediaTypes are the types of what stands beside the documents of an edition, by the
// end of its name.
var mediaTypes = []struct{ suffix, mediaType string }{
	{".xml", "application/xml; charset=utf-8"},
	{".json", "application/json; charset=utf-8"},
	{".svg", "image/svg+xml"},
	{".png", "image/png"},
	{".ico", "image/x-icon"},
}

func mediaType(name string) string {
	if t := feed.MediaType(name); t != "" {
		return t
	}
	for _, t := range mediaTypes {
		if strings.HasSuffix(name, t.suffix) {
			return t.mediaType
		}
	}
	return "application/octet-stream"
}

func isFeed(mediaType string) bool {
	return strings.HasPrefix(mediaType, "application/rss+xml") || strings.HasPrefix(mediaType, "application/atom+xml")
}

// prefersHTML reports whether a browser asks: one that would rather have HTML than
// a feed. Browsers show a feed by its style sheet only if its type is plain XML.
func prefersHTML(accept []string) bool {
	if len(accept) == 0 || !slices.ContainsFunc(accept, func(s string) bool { return strings.Contains(strings.ToLower(s), "html") }) {
		return false
	}
	html, feed := 0.0, 0.0
	for part := range strings.SplitSeq(strings.Join(accept, ","), ",") {
		name, parameters, err := mime.ParseMediaType(part)
		if err != nil {
			continue
		}
		weight := 1.0
		if q, err := strconv.ParseFloat(parameters["q"], 64); err == nil {
			weight = q
		}
		switch {
		case name == "text/html", name == "application/xhtml+xml":
			html = max(html, weight)
		case isFeed(name):
			feed = max(feed, weight)
		}
	}
	return html > feed
}

func notFound(w http.ResponseWriter) {
	http.Error(w, "There is no such page here.", http.StatusNotFound)
}
