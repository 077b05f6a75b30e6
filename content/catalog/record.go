package catalog

// Records, and their form on disk: a version byte, then each field, lengths first.

import (
	"encoding/binary"
	"fmt"
	"time"

	"feedmill/content"
	"feedmill/content/dates"
)

// State says whether an article is in feeds, and why not.
type State byte

// The states. Only Shown articles are in selections.
const (
	Shown   State = iota
	Draft         // its file says that it is one
	Held          // its date is still to come
	Expired       // its date of expiry has passed
	Removed       // it has no file any more; its ID and slug stay taken
)

// Record is what the catalog knows of one article. Its content is not in it:
// that stays in the file, and is read again when it is shown.
type Record struct {
	ID          string   // minted at first sight, or stated; never changes
	Path        string   // of its file, where it is now, or was last
	Part        int      // as in content.Article
	Slug        string   // address of its page below articles/, without .html; never changes
	Seen        uint64   // order of first sight, from 1; no two records share one
	FileHash    [16]byte // of the file's bytes
	ContentHash [16]byte // of title, content and links: updated moves only when this does
	State       State

	Published dates.Date // stated; else the file's modification time when it was first seen
	Updated   time.Time  // UTC; the last time that title, content or links changed; no two records share one
	Expires   time.Time  // UTC; zero is never
	Withdrawn time.Time  // UTC; when it was taken out of the feeds; zero while it is shown, or never was

	Title     string
	Section   string
	Tags      []string
	Authors   []content.Author
	Language  string
	SourceURL string

	announced   bool // it has been shown once
	statedID    bool
	statedDate  bool
	resemblance sketch
	suspects    []uint64 // hashes of lines that may be titles of other articles
}

const recordVersion = 1

// The bits of a record's flags, in the order of Record.flags.
const (
	flagAnnounced = 1 << iota
	flagStatedID
	flagStatedDate
	flagDayOnly
	flagZoneAssumed
)

func (r *Record) flags() byte {
	bits := [...]bool{r.announced, r.statedID, r.statedDate, r.Published.DayOnly, r.Published.ZoneAssumed}
	var f byte
	for i, on := range bits {
		if on {
			f |= 1 << i
		}
	}
	return f
}

// encode is the record's form on disk. Equal records have equal encodings.
func (r *Record) encode() []byte {
	e := encoder{make([]byte, 0, 320)}
	e.b = append(e.b, recordVersion, byte(r.State), r.flags())
	e.number(r.Seen)
	e.number(uint64(r.Part))
	e.b = append(e.b, r.FileHash[:]...)
	e.b = append(e.b, r.ContentHash[:]...)
	e.time(r.Published.Time)
	_, offset := r.Published.Time.Zone()
	e.b = binary.AppendVarint(e.b, int64(offset))
	e.time(r.Updated)
	e.time(r.Expires)
	e.time(r.Withdrawn)
	for _, s := range [...]string{r.ID, r.Path, r.Slug, r.Title, r.Section, r.Language, r.SourceURL} {
		e.text(s)
	}
	e.number(uint64(len(r.Tags)))
	for _, t := range r.Tags {
		e.text(t)
	}
	e.number(uint64(len(r.Authors)))
	for _, a := range r.Authors {
		e.text(a.Name)
		e.text(a.Email)
		e.text(a.URL)
		e.truth(a.Organisation)
	}
	e.number(uint64(len(r.resemblance)))
	for _, h := range r.resemblance {
		e.b = binary.BigEndian.AppendUint32(e.b, h)
	}
	e.number(uint64(len(r.suspects)))
	for _, h := range r.suspects {
		e.b = binary.BigEndian.AppendUint64(e.b, h)
	}
	return e.b
}

func decodeRecord(b []byte) (Record, error) {
	var r Record
	d := newDecoder(b)
	if v := d.byte(); v != recordVersion {
		return r, fmt.Errorf("%w: record of version %d", ErrDamaged, v)
	}
	r.State = State(d.byte())
	flags := d.byte()
	r.announced, r.statedID, r.statedDate = flags&flagAnnounced != 0, flags&flagStatedID != 0, flags&flagStatedDate != 0
	r.Seen = d.number()
	r.Part = int(d.number())
	copy(r.FileHash[:], d.take(16))
	copy(r.ContentHash[:], d.take(16))
	r.Published = dates.Date{Time: d.time(), DayOnly: flags&flagDayOnly != 0, ZoneAssumed: flags&flagZoneAssumed != 0}
	if offset := d.varint(); offset != 0 {
		r.Published.Time = r.Published.Time.In(time.FixedZone("", int(offset)))
	}
	r.Updated, r.Expires, r.Withdrawn = d.time(), d.time(), d.time()
	for _, s := range [...]*string{&r.ID, &r.Path, &r.Slug, &r.Title, &r.Section, &r.Language, &r.SourceURL} {
		*s = d.text()
	}
	for range d.count() {
		r.Tags = append(r.Tags, d.text())
	}
	for range d.count() {
		r.Authors = append(r.Authors, content.Author{Name: d.text(), Email: d.text(), URL: d.text(), Organisation: d.byte() == 1})
	}
	r.resemblance = numbers(&d, 4, number32)
	r.suspects = numbers(&d, 8, number64)
	if d.short {
		return r, fmt.Errorf("%w: record %d is cut short", ErrDamaged, r.Seen)
	}
	return r, nil
}
