package web

// Feeds in part: RFC 3229 with the instance manipulation "feed". A reader that says
// which edition it has gets the entries that are new or other since, in a feed that is
// valid by itself. Where that would leave it with what was withdrawn, it gets the whole.

import (
	"bytes"
	"encoding/xml"
	"hash/maphash"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// mostPast is how many editions of a feed are remembered: two hours' of one that
// changes all the time, and months of others.
const mostPast = 200

// past is what readers were given of one feed who take it in part. It is shared by the
// documents that follow one another at one path.
type past struct {
	mu       sync.Mutex
	editions []edition // the latest last; guarded by mu
}

// edition is what one document showed.
type edition struct {
	tag     string // without quotes
	entries []shown
}

// shown is one entry, by hashes.
type shown struct{ id, bytes uint64 }

// part is where an entry stands in a document.
type part struct {
	shown
	from, to int
}

// seed hashes entries; it lasts as long as what is hashed by it.
var seed = maphash.MakeSeed()

// remember adds an edition that a reader is about to get.
func (p *past) remember(d *document) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if slices.ContainsFunc(p.editions, func(e edition) bool { return e.tag == d.tag }) {
		return
	}
	if len(p.editions) == mostPast {
		p.editions = slices.Delete(p.editions, 0, 1)
	}
	e := edition{tag: d.tag}
	for _, part := range d.parts() {
		e.entries = append(e.entries, part.shown)
	}
	p.editions = append(p.editions, e)
}

// had is the latest edition that a client says it has, in the values of If-None-Match.
func (p *past) had(values []string) (edition, bool) {
	list := strings.Join(values, ",")
	p.mu.Lock()
	defer p.mu.Unlock()
	for _, e := range slices.Backward(p.editions) {
		if (&document{tag: e.tag}).among([]string{list}, true) != "" && strings.TrimSpace(list) != "*" {
			return e, true
		}
	}
	return edition{}, false
}

// sendPart answers with what is new in a feed since the edition that the client has,
// if it asks for that and we can tell; else it reports false.
func (d *document) sendPart(w http.ResponseWriter, r *http.Request, f *form) bool {
	if r.Method != http.MethodGet || d.past == nil || !asksForPart(r.Header["A-Im"]) || isUnwitting(r.Header["Accept"]) {
		return false
	}
	base, known := d.past.had(r.Header["If-None-Match"])
	d.past.remember(d)
	if !known {
		return false
	}
	body, ok := d.since(base)
	if !ok {
		return false
	}
	if f.coding != identity {
		body = pack(body, f.coding, quickly)
	}
	h := w.Header()
	f.full.copyTo(h)
	h["Content-Length"] = []string{strconv.Itoa(len(body))}
	h["Cache-Control"] = []string{"no-store, im"}
	h["Vary"] = []string{"A-IM, If-None-Match, Accept, Accept-Encoding"}
	h["Im"] = []string{"feed"}
	h["Delta-Base"] = []string{`"` + base.tag + `"`}
	w.WriteHeader(http.StatusIMUsed)
	w.Write(body)
	return true
}

// asksForPart reports whether feed is among the values of A-IM.
func asksForPart(values []string) bool {
	for _, value := range values {
		for item := range strings.SplitSeq(value, ",") {
			name, params, _ := strings.Cut(item, ";")
			if strings.EqualFold(strings.TrimSpace(name), "feed") && weight(params) > 0 {
				return true
			}
		}
	}
	return false
}

// isUnwitting reports whether a library asks, and not the program that uses it:
// feedparser says A-IM for all programs, of which some take a 226 for a failure, as
// rss2email does, and would never again get what is new. Nobody else accepts this type.
func isUnwitting(accept []string) bool {
	return slices.ContainsFunc(accept, func(a string) bool { return strings.Contains(a, "application/x-netcdf") })
}

// since is the document without the entries that an earlier edition has as they are. It
// reports false if an entry of that one was withdrawn. One that was the oldest makes
// room for a new one, and is not.
func (d *document) since(base edition) ([]byte, bool) {
	now := d.parts()
	same, ids := map[shown]bool{}, map[uint64]bool{}
	for _, e := range base.entries {
		same[e] = true
	}
	for _, p := range now {
		ids[p.id] = true
	}
	if withdrawn(base.entries, now, ids) {
		return nil, false
	}
	var rest []byte
	at := 0
	for _, p := range now {
		if same[p.shown] {
			rest = append(rest, d.body[at:p.from]...)
			at = p.to
		}
	}
	return append(rest, d.body[at:]...), true
}

// withdrawn reports whether an entry is gone for another reason than that it was among
// the oldest when as many new ones came.
func withdrawn(before []shown, now []part, ids map[uint64]bool) bool {
	kept := 0
	for kept < len(before) && ids[before[kept].id] {
		kept++
	}
	for _, e := range before[kept:] {
		if ids[e.id] {
			return true // one that is younger is gone
		}
	}
	gone, fresh := len(before)-kept, len(now)-kept
	return gone > fresh
}

// parts are the entries, found when they are first asked for.
func (d *document) parts() []part {
	d.parting.Do(func() { d.entries = entriesOf(d.body) })
	return d.entries
}

// entriesOf finds the entries of an RSS or Atom feed; none in what is no XML.
func entriesOf(body []byte) (all []part) {
	decoder := xml.NewDecoder(bytes.NewReader(body))
	var open *part
	depth, end := 0, 0 // of the token before
	inID := false
	var id bytes.Buffer
	for {
		token, err := decoder.RawToken()
		if err == io.EOF {
			return all
		}
		if err != nil {
			return nil
		}
		start := end
		end = int(decoder.InputOffset())
		switch t := token.(type) {
		case xml.StartElement:
			depth++
			switch {
			case open == nil && (t.Name.Local == "item" || t.Name.Local == "entry") && t.Name.Space == "":
				open = &part{from: start}
				depth = 0
				id.Reset()
			case open != nil && depth == 1 && (t.Name.Local == "guid" || t.Name.Local == "id") && t.Name.Space == "":
				inID = true
			}
		case xml.CharData:
			if inID {
				id.Write(t)
			}
		case xml.EndElement:
			inID = false
			if depth--; open != nil && depth < 0 {
				open.to = end
				open.id = maphash.Bytes(seed, id.Bytes())
				open.bytes = maphash.Bytes(seed, body[open.from:open.to])
				all = append(all, *open)
				open = nil
			}
		}
	}
}
