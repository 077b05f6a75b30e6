package catalog

// Records, and their form on disk: a version byte, flags, then each field.

import (
	"encoding/binary"
	"fmt"
	"path"
	"time"

	"github.com/google/uuid"

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

// Record is what the catalog knows of one article. The content stays in the file, and
// is read again when it is shown.
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

const recordVersion = 2

// The bits of a record's flags; the highest three are its state. A field that is as in
// most records takes no more than its bit.
const (
	flagAnnounced = 1 << iota
	flagStatedID
	flagStatedDate
	flagDayOnly
	flagZoneAssumed
	flagUUID      // the ID is a UUID
	flagPart      // there is a part
	flagZone      // Published has an offset from UTC
	flagUpdated   // Updated is not Published
	flagExpires   // there is an end
	flagWithdrawn // it was withdrawn
	flagSource    // there is a source
	flagSuspects  // there are suspects
	stateShift    = iota
)

func (r *Record) flags() uint16 {
	_, offset := r.Published.Time.Zone()
	_, isUUID := uuidOf(r.ID)
	bits := [...]bool{
		r.announced, r.statedID, r.statedDate, r.Published.DayOnly, r.Published.ZoneAssumed,
		isUUID, r.Part != 0, offset != 0, !r.Updated.Equal(r.Published.Time),
		!r.Expires.IsZero(), !r.Withdrawn.IsZero(), r.SourceURL != "", len(r.suspects) > 0,
	}
	f := uint16(r.State) << stateShift
	for i, on := range bits {
		if on {
			f |= 1 << i
		}
	}
	return f
}

// encode is the record's form on disk, under its Seen. Equal records have equal
// encodings.
func (r *Record) encode() []byte {
	e := encoder{make([]byte, 0, 512)} // as many as most have
	flags := r.flags()
	e.b = append(e.b, recordVersion, byte(flags>>8), byte(flags))
	e.b = append(append(e.b, r.FileHash[:]...), r.ContentHash[:]...)
	if flags&flagPart != 0 {
		e.number(uint64(r.Part))
	}
	r.encodeTimes(&e, flags)
	if id, ok := uuidOf(r.ID); ok {
		e.b = append(e.b, id[:]...)
	} else {
		e.text(r.ID)
	}
	e.text(r.Title)
	dir, name := path.Split(r.Path)
	e.text(dir)
	e.after(plainName(r.Title), name)
	e.after(plainName(stem(r.Path)), r.Slug)
	r.encodeFiling(&e)
	if flags&flagSource != 0 {
		e.text(r.SourceURL)
	}
	e.sketch(r.resemblance)
	if flags&flagSuspects != 0 {
		e.number(uint64(len(r.suspects)))
	}
	for _, h := range r.suspects {
		e.b = binary.BigEndian.AppendUint64(e.b, h)
	}
	return e.b
}

func (r *Record) encodeTimes(e *encoder, flags uint16) {
	e.time(r.Published.Time)
	if _, offset := r.Published.Time.Zone(); offset != 0 {
		e.zone(offset)
	}
	if flags&flagUpdated != 0 {
		e.time(r.Updated)
	}
	if flags&flagExpires != 0 {
		e.time(r.Expires)
	}
	if flags&flagWithdrawn != 0 {
		e.time(r.Withdrawn)
	}
}

// The bits of what an author has besides a name.
const (
	authorOrganisation = 1 << iota
	authorEmail
	authorURL
)

// encodeFiling writes what the article is filed under.
func (r *Record) encodeFiling(e *encoder) {
	for _, s := range [...]string{r.Section, r.Language} {
		e.text(s)
	}
	e.number(uint64(len(r.Tags)))
	for _, t := range r.Tags {
		e.text(t)
	}
	e.number(uint64(len(r.Authors)))
	for _, a := range r.Authors {
		e.text(a.Name)
		e.author(a)
	}
}

func (e *encoder) author(a content.Author) {
	var has byte
	if a.Organisation {
		has |= authorOrganisation
	}
	if a.Email != "" {
		has |= authorEmail
	}
	if a.URL != "" {
		has |= authorURL
	}
	e.b = append(e.b, has)
	for _, s := range [...]string{a.Email, a.URL} {
		if s != "" {
			e.text(s)
		}
	}
}

func decodeRecord(seen uint64, b []byte) (Record, error) {
	d := newDecoder(b)
	if v := d.byte(); v != recordVersion {
		return Record{}, fmt.Errorf("%w: record of version %d", ErrDamaged, v)
	}
	flags := uint16(d.byte())<<8 | uint16(d.byte())
	r := Record{Seen: seen, State: State(flags >> stateShift)}
	r.announced, r.statedID, r.statedDate = flags&flagAnnounced != 0, flags&flagStatedID != 0, flags&flagStatedDate != 0
	copy(r.FileHash[:], d.take(16))
	copy(r.ContentHash[:], d.take(16))
	if flags&flagPart != 0 {
		r.Part = int(d.number())
	}
	r.decodeTimes(&d, flags)
	if flags&flagUUID != 0 {
		r.ID = uuid.UUID(d.take(16)).URN()
	} else {
		r.ID = d.text()
	}
	r.Title = d.text()
	r.Path = d.text() + d.after(plainName(r.Title))
	r.Slug = d.after(plainName(stem(r.Path)))
	r.decodeFiling(&d)
	if flags&flagSource != 0 {
		r.SourceURL = d.text()
	}
	r.resemblance = d.sketch()
	if flags&flagSuspects != 0 {
		r.suspects = numbers(&d, 8, number64)
	}
	if d.short {
		return r, fmt.Errorf("%w: record %d is cut short", ErrDamaged, seen)
	}
	return r, nil
}

// fileHashOf is the FileHash of a record as it is on disk; zero if it is damaged.
func fileHashOf(b []byte) (h [16]byte) {
	const before = 3 // version and flags
	if len(b) >= before+len(h) {
		copy(h[:], b[before:])
	}
	return h
}

func (r *Record) decodeTimes(d *decoder, flags uint16) {
	r.Published = dates.Date{Time: d.time(), DayOnly: flags&flagDayOnly != 0, ZoneAssumed: flags&flagZoneAssumed != 0}
	r.Updated = r.Published.Time
	if flags&flagZone != 0 {
		r.Published.Time = r.Published.Time.In(time.FixedZone("", d.zone()))
	}
	if flags&flagUpdated != 0 {
		r.Updated = d.time()
	}
	if flags&flagExpires != 0 {
		r.Expires = d.time()
	}
	if flags&flagWithdrawn != 0 {
		r.Withdrawn = d.time()
	}
}

func (r *Record) decodeFiling(d *decoder) {
	for _, s := range [...]*string{&r.Section, &r.Language} {
		*s = d.text()
	}
	if n := d.count(); n > 0 {
		r.Tags = make([]string, n)
	}
	for i := range r.Tags {
		r.Tags[i] = d.text()
	}
	if n := d.count(); n > 0 {
		r.Authors = make([]content.Author, n)
	}
	for i := range r.Authors {
		r.Authors[i] = d.author()
	}
}

func (d *decoder) author() content.Author {
	a := content.Author{Name: d.text()}
	has := d.byte()
	a.Organisation = has&authorOrganisation != 0
	if has&authorEmail != 0 {
		a.Email = d.text()
	}
	if has&authorURL != 0 {
		a.URL = d.text()
	}
	return a
}

// uuidOf is the UUID that an ID is, if it is one as this package writes it.
func uuidOf(id string) (uuid.UUID, bool) {
	const urn = len("urn:uuid:")
	if len(id) != urn+36 {
		return uuid.UUID{}, false
	}
	if id[:urn] != "urn:uuid:" || !isSmallUUID(id[urn:]) {
		return uuid.UUID{}, false
	}
	u, err := uuid.Parse(id[urn:])
	return u, err == nil
}

// isSmallUUID reports whether s, of the length of a UUID, is one in small letters.
func isSmallUUID(s string) bool {
	for i := range len(s) {
		switch c := s[i]; {
		case i == 8 || i == 13 || i == 18 || i == 23:
			if c != '-' {
				return false
			}
		case c < '0' || c > '9' && c < 'a' || c > 'f':
			return false
		}
	}
	return true
}

// plainName is how most files are named after a title, and most addresses after a
// path, so that a record holds only the rest. It must never change, whatever slugOf
// makes of a path: records on disk depend on it.
func plainName(s string) string {
	if isPlainName(s) {
		return s
	}
	b := make([]byte, 0, len(s))
	for i := range len(s) {
		switch c := s[i]; {
		case 'A' <= c && c <= 'Z':
			b = append(b, c+'a'-'A')
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9', c == '/', c >= 0x80:
			b = append(b, c)
		case len(b) > 0 && b[len(b)-1] != '-':
			b = append(b, '-')
		}
	}
	return string(b)
}

// isPlainName reports whether plainName would change nothing.
func isPlainName(s string) bool {
	last := byte('-')
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && c != '/' && c < 0x80 && (c != '-' || last == '-') {
			return false
		}
		last = c
	}
	return true
}
