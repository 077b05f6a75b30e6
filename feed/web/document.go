package web

// A document is made ready once an edition: its bytes, packed and as they are, with the
// headers of every answer that there can be. An answer copies the headers and sends.

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"io/fs"
	"net/http"
	"net/url"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"feedmill/feed"
)

// document is a published file, ready to be sent.
type document struct {
	name      string
	options   *Options    // that it was made ready under
	info      fs.FileInfo // of the file it was read from
	body      []byte
	tag       string    // strong validator of body, without quotes
	modified  time.Time // to the second, and another one for each body
	mediaType string
	feed      bool     // in XML, which browsers show only under another type
	rests     bool     // it may be kept as long as it has not changed for long
	month     string   // that it is the archive of, and what follows in its path; empty if it is none
	readers   *Readers // nil if this is no feed, or nobody is to be counted

	past    *past // of the feed at this path; nil if it is none in XML
	parting sync.Once
	entries []part // found by parting

	packed  func(*document) // is told that it was packed quickly
	packing sync.Mutex      // held while a body is packed
	forms   [codings]atomic.Pointer[form]
}

// form is a document in one coding. It never changes.
type form struct {
	coding      coding
	body        []byte
	tag         string // as headers have it
	full, fresh fields // headers of the document, and of the answer that the client has it
	thorough    bool   // packed as well as can be

	about                 fields // those of full that net/http goes by
	fullLines, freshLines []byte // the others, and all of fresh, as they are sent
}

type fields []field

// field is a header. Nobody changes the values: they are shared by all answers.
type field struct {
	name   string
	values []string
}

// newDocument reads what every answer needs off the bytes of a file.
func newDocument(name string, info fs.FileInfo, body []byte, o *Options) *document {
	if o.OwnHub != "" {
		body = feed.Advertise(name, body, o.OwnHub)
	}
	sum := sha256.Sum256(body)
	d := &document{
		name: name, options: o, info: info, body: body,
		tag:      hex.EncodeToString(sum[:12]),
		modified: info.ModTime().UTC().Truncate(time.Second), mediaType: mediaType(name),
	}
	if d.feed = isFeed(d.mediaType); d.feed {
		d.past = &past{}
	}
	if d.feed || isJSONFeed(d.mediaType) {
		d.readers = o.Readers
	}
	if month, archived := strings.CutPrefix(name, "archive/"); archived {
		d.month = month
	}
	d.rests = d.cacheControl() == nil
	return d
}

// follow gives the document a later date than that of the one whose place it has
// taken, which may have changed within the same second: a reader who sends only
// the date would never learn of it. What readers were given of that one is remembered.
func (d *document) follow(before *document) {
	d.past = before.past
	switch {
	case before.tag == d.tag:
		d.modified = before.modified
	case !d.modified.After(before.modified):
		d.modified = before.modified.Add(time.Second)
	}
}

// bytes is about what the document holds in memory, packed forms included.
func (d *document) bytes() int { return 2 * len(d.body) }

// form is the document in a coding, made when it is first asked for.
func (d *document) form(c coding) *form {
	if f := d.forms[c].Load(); f != nil {
		return f
	}
	d.packing.Lock()
	defer d.packing.Unlock()
	if f := d.forms[c].Load(); f != nil {
		return f
	}
	f := d.newForm(c, quickly)
	d.forms[c].Store(f)
	if !f.thorough {
		d.packed(d)
	}
	return f
}

// worthPacking reports whether the document is smaller by a tenth when it is packed.
func (d *document) worthPacking() bool {
	if len(d.body) < smallest || !isText(d.mediaType) {
		return false
	}
	return len(d.form(gzipped).body) < len(d.body)*9/10
}

// suffixes tell the validators of packed forms from that of the body.
var suffixes = [codings]string{gzipped: "-gzip", brotlied: "-br"}

func (d *document) newForm(c coding, quality int) *form {
	f := &form{coding: c, body: d.body, tag: `"` + d.tag + suffixes[c] + `"`, thorough: c != brotlied || quality == thoroughly}
	if c != identity {
		f.body = pack(d.body, c, quality)
	}
	if c == brotlied && f.thorough {
		f.tag = `"` + d.tag + `-brotli"` // other bytes than those that were packed quickly
	}
	f.headers(d)
	return f
}

// headers makes those of the answers with the form.
func (f *form) headers(d *document) {
	f.fresh = fields{{"Etag", []string{f.tag}}}
	if kept := d.cacheControl(); kept != nil {
		f.fresh = append(f.fresh, field{"Cache-Control", kept})
	}
	if vary := d.vary(); vary != "" {
		f.fresh = append(f.fresh, field{"Vary", []string{vary}})
	}
	f.full = append(f.full, f.fresh...)
	f.full = append(f.full,
		field{"Access-Control-Allow-Origin", anyOrigin},
		field{"Content-Type", []string{d.mediaType}},
		field{"Content-Length", []string{strconv.Itoa(len(f.body))}},
		field{"Last-Modified", []string{d.modified.Format(http.TimeFormat)}},
		field{"X-Content-Type-Options", nosniff},
	)
	if !d.feed {
		f.full = append(f.full, field{"Accept-Ranges", byBytes})
	}
	if f.coding != identity {
		f.full = append(f.full, field{"Content-Encoding", []string{names[f.coding]}})
	}
	if strings.HasSuffix(d.name, ".html") {
		f.full = append(f.full, field{"Content-Security-Policy", pagePolicy})
	}
	if strings.HasSuffix(d.name, ".svg") {
		f.full = append(f.full, field{"Content-Security-Policy", drawingPolicy})
	}
	if links := d.links(); links != nil {
		f.full = append(f.full, field{"Link", links})
	}
	var others fields
	for _, one := range f.full {
		if one.name == "Content-Type" || one.name == "Content-Length" {
			f.about = append(f.about, one)
		} else {
			others = append(others, one)
		}
	}
	f.fullLines, f.freshLines = others.lines(), f.fresh.lines()
}

// lines are the headers as they are sent.
func (all fields) lines() []byte {
	h := http.Header{}
	all.copyTo(h)
	var b bytes.Buffer
	h.Write(&b) // into memory, which does not fail
	return b.Bytes()
}

// vary names what an answer depends on.
func (d *document) vary() string {
	switch {
	case d.feed:
		return "Accept, Accept-Encoding"
	case len(d.body) >= smallest && isText(d.mediaType):
		return "Accept-Encoding"
	}
	return ""
}

// links are where a feed says that it is, and the hubs that tell of its changes, as it
// says within: WebSub, section 4.
func (d *document) links() []string {
	if d.options.Base == "" || !d.feed && !isJSONFeed(d.mediaType) {
		return nil
	}
	self := d.name
	if original, ok := d.options.Aliases[d.name]; ok {
		self = original
	}
	all := "<" + d.options.Base + (&url.URL{Path: self}).EscapedPath() + `>; rel="self"`
	for _, hub := range d.options.Hubs {
		all += ", <" + hub + `>; rel="hub"`
	}
	if d.options.OwnHub != "" {
		all += ", <" + d.options.OwnHub + `>; rel="hub"`
	}
	return []string{all}
}

// Headers that many answers have; nobody changes the slices.
var (
	anyOrigin = []string{"*"} // feed readers that run in a browser
	nosniff   = []string{"nosniff"}
	plainXML  = []string{"application/xml; charset=utf-8"}
	aDay      = []string{"public, max-age=86400"}
	forEver   = []string{"public, max-age=31536000, immutable"}
	byBytes   = []string{"bytes"}
	asked     = []string{"no-cache"}
	exposed   = []string{"ETag, Link, IM"}
)

// drawingPolicy lets a drawing that is opened by itself run nothing.
var drawingPolicy = []string{"default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"}

// pagePolicy lets a page show its own style and the article's pictures and
// sounds, and run nothing: a second fence behind the sanitiser.
var pagePolicy = []string{"default-src 'none'; style-src 'self'; img-src * data:; media-src *; base-uri 'none'; form-action 'none'"}

// cacheControl lets readers come back for feeds as often as the settings say, and has
// browsers ask each time whether a page has changed, which costs them little. It is nil
// for what rests.
func (d *document) cacheControl() []string {
	switch {
	case d.feed, isJSONFeed(d.mediaType), strings.HasSuffix(d.name, ".opml"):
		return []string{"public, max-age=" + strconv.Itoa(int(d.options.FeedAge.Seconds()))}
	case strings.HasSuffix(d.name, ".html"):
		return asked
	}
	return nil
}

// restFor is how long what last changed at a time may be kept: a tenth of the time since,
// as caches assume where nothing is said (RFC 9111, section 4.2.2), between five minutes
// and most. What was changed a moment ago may change again; nobody changes most of what
// is a year old, but a picture keeps its address when it is replaced, so that nothing
// is for ever.
func restFor(changed, now time.Time, most time.Duration) []string {
	age := min(max(now.Sub(changed)/10, 5*time.Minute), most)
	return []string{"public, max-age=" + strconv.Itoa(int(age.Seconds()))}
}

// isByContent reports whether the query of an address names what the document holds, as
// pages name their style sheet. Under that address it never changes.
func (d *document) isByContent(query string) bool {
	sum, named := strings.CutPrefix(query, "v=")
	return named && len(sum) >= 8 && strings.HasPrefix(d.tag, sum)
}

// closed reports whether the document belongs to the archive of a month that is over.
// It may be kept for a day, and not for ever: an article of long ago may be corrected.
func (d *document) closed(now time.Time) bool {
	return d.month != "" && d.month < now.UTC().AddDate(0, 0, -1).Format("2006-01")
}

// send answers with the document, or with 304 if the client has it, or with 412 if
// it wants another.
func (s *Site) send(w http.ResponseWriter, r *http.Request, doc *document, now time.Time) {
	f := doc.formFor(r.Header["Accept-Encoding"])
	if f == nil {
		w.Header().Set("Vary", "Accept-Encoding")
		http.Error(w, "This is sent as it is, or with gzip or br, all of which the request refuses.", http.StatusNotAcceptable)
		return
	}
	status, tag := precondition(r.Header, doc, f, now)
	if doc.readers != nil {
		doc.readers.note(doc.name, r, now, status == http.StatusNotModified, len(f.body))
	}
	if status == http.StatusNotModified && tag == "" && doc.isUsual(r, now) && stateBeforehand(w, f.freshLines) {
		w.WriteHeader(status)
		return
	}
	if status != 0 {
		f.fresh.copyTo(w.Header())
		doc.adjust(w.Header(), r, now)
		if tag != "" {
			w.Header()["Etag"] = []string{tag}
		}
		w.WriteHeader(status)
		return
	}
	if r.Header["A-Im"] != nil && doc.sendPart(w, r, f) {
		return
	}
	if r.Header["Range"] == nil && doc.isUsual(r, now) && doc.isDescribed(r.Header, now) && stateBeforehand(w, f.fullLines) {
		f.about.copyTo(w.Header())
	} else {
		f.full.copyTo(w.Header())
		doc.adjust(w.Header(), r, now)
		doc.describe(w.Header(), r.Header, now)
	}
	if r.Header["Range"] != nil {
		doc.sendRange(w, r, f, now)
		return
	}
	if r.Method != http.MethodHead {
		w.Write(f.body)
	}
}

// sendRange answers with the part of a form that is asked for, or with the whole where
// that makes no sense. The conditions have been weighed, but for that of the range.
func (d *document) sendRange(w http.ResponseWriter, r *http.Request, f *form, now time.Time) {
	delete(w.Header(), "Content-Length")
	part := restated(r, now)
	for _, weighed := range []string{"If-Match", "If-None-Match", "If-Modified-Since", "If-Unmodified-Since"} {
		part.Header.Del(weighed)
	}
	http.ServeContent(w, part, d.name, d.modified, bytes.NewReader(f.body))
}

func (all fields) copyTo(h http.Header) {
	for _, f := range all {
		h[f.name] = f.values
	}
}

// formFor is the form that a client with these Accept-Encoding values wants; nil if it
// refuses all.
func (d *document) formFor(values []string) *form {
	if len(values) == 0 {
		return d.form(identity)
	}
	a := wantedCodings(values)
	if a[identity] > 0 && !d.worthPacking() {
		return d.form(identity)
	}
	best, any := a.best()
	if !any {
		return nil
	}
	return d.form(best)
}

// isUsual reports whether adjust has nothing to change, as for nearly all who ask for a feed.
func (d *document) isUsual(r *http.Request, now time.Time) bool {
	return !d.rests && !d.closed(now) && r.Header["Origin"] == nil
}

// adjust changes the headers of all answers that depend on who asks, and when.
func (d *document) adjust(h http.Header, r *http.Request, now time.Time) {
	switch {
	case d.closed(now):
		h["Cache-Control"] = aDay
	case d.rests && d.isByContent(r.URL.RawQuery):
		h["Cache-Control"] = forEver
	case d.rests:
		h["Cache-Control"] = restFor(d.modified, now, d.options.MediaAge)
	}
	if r.Header["Origin"] != nil {
		h["Access-Control-Allow-Origin"] = anyOrigin
		h["Access-Control-Expose-Headers"] = exposed
	}
}

// isDescribed reports whether describe has nothing to change.
func (d *document) isDescribed(request http.Header, now time.Time) bool {
	return !d.modified.After(now) && (!d.feed || !prefersHTML(request["Accept"]))
}

// describe changes those of the document likewise.
func (d *document) describe(h, request http.Header, now time.Time) {
	if d.feed && prefersHTML(request["Accept"]) {
		h["Content-Type"] = plainXML
	}
	if d.modified.After(now) { // no date is later than the answer itself: RFC 9110 section 8.8.2.1
		h["Last-Modified"] = []string{now.UTC().Format(http.TimeFormat)}
	}
}
