package catalog

// Selections, and what is kept for each value that one can ask for: a facet.

import (
	"bytes"
	"cmp"
	"slices"
	"strings"
	"time"

	"go.etcd.io/bbolt"
	"golang.org/x/text/unicode/norm"
)

// Selection is a set of the articles shown: those with all that it names. The
// zero value is all of them. Case, Unicode form and runs of space do not count.
type Selection struct {
	Section, Tag, Author string
	Language             string // BCP 47; "en" has en-GB too
}

// Property is what a selection selects by.
type Property byte

// The properties.
const (
	Everything Property = 'a'
	Section    Property = 's'
	Tag        Property = 't'
	Author     Property = 'u'
	Language   Property = 'l'
)

// Facet is one value of a property, for lists of sections, tags and the like.
type Facet struct {
	Property  Property
	Name      string // as the first article with it spelled it
	Selection Selection
	Count     int       // of articles shown
	Updated   time.Time // as UpdatedOf
}

// facet is what is stored of a Facet. The number is its place in the indexes.
type facet struct {
	key     string // property, then the folded name
	number  uint32
	name    string
	count   int
	updated time.Time // never goes back
	mark    []byte    // order key: what is not newer has left the window; nil is nothing yet
}

const maxName = 400 // bytes of a folded name

func facetKey(p Property, name string) string { return string(p) + fold(name) }

// fold makes names equal that people take to be the same.
func fold(name string) string {
	if plain(name) {
		return strings.ToLower(name)
	}
	s := strings.Join(strings.Fields(strings.ToLower(norm.NFC.String(name))), " ")
	if len(s) > maxName {
		s = strings.ToValidUTF8(s[:maxName], "")
	}
	return s
}

// plain reports whether a name is of printable ASCII with single spaces between words.
// Most are, and only need to be made lower case.
func plain(name string) bool {
	gap := true
	for i := range len(name) {
		c := name[i]
		if c < ' ' || c >= 0x7f || c == ' ' && gap {
			return false
		}
		gap = c == ' '
	}
	return !gap && len(name) <= maxName
}

// facetKeys are the facets of a selection: an article must be in all.
func (s Selection) facetKeys() []string {
	var keys []string
	for _, f := range [...]struct {
		p    Property
		name string
	}{{Section, s.Section}, {Tag, s.Tag}, {Author, s.Author}, {Language, s.Language}} {
		if f.name != "" {
			keys = append(keys, facetKey(f.p, f.name))
		}
	}
	if len(keys) == 0 {
		keys = append(keys, string(Everything))
	}
	return keys
}

// facetName is a facet as an article spells it.
type facetName struct{ key, name string }

// facetNames are the facets that a record is in, each once.
func (r *Record) facetNames() []facetName {
	names := make([]facetName, 0, 4+len(r.Tags)+len(r.Authors))
	add := func(p Property, name string) {
		n := facetName{facetKey(p, name), strings.TrimSpace(name)}
		if (p == Everything || len(n.key) > 1) && !slices.ContainsFunc(names, func(m facetName) bool { return m.key == n.key }) {
			names = append(names, n)
		}
	}
	r.eachName(add)
	return names
}

// eachName calls do with what the record is filed under, repetitions and empty names
// among it.
func (r *Record) eachName(do func(p Property, name string)) {
	do(Everything, "")
	do(Section, r.Section)
	for _, t := range r.Tags {
		do(Tag, t)
	}
	for _, a := range r.Authors {
		do(Author, a.Name)
	}
	do(Language, r.Language)
	base, _, _ := strings.Cut(r.Language, "-")
	do(Language, base)
}

func (f *facet) public() Facet {
	p := Property(f.key[0])
	out := Facet{Property: p, Name: f.name, Count: f.count, Updated: f.updated}
	switch p {
	case Section:
		out.Selection.Section = f.name
	case Tag:
		out.Selection.Tag = f.name
	case Author:
		out.Selection.Author = f.name
	case Language:
		out.Selection.Language = f.name
	}
	return out
}

func (f *facet) encode() []byte {
	e := encoder{make([]byte, 0, 64+len(f.name))}
	e.b = append(e.b, recordVersion)
	e.number(uint64(f.number))
	e.text(f.name)
	e.number(uint64(f.count))
	e.time(f.updated)
	e.text(string(f.mark))
	return e.b
}

func decodeFacet(key, b []byte) (*facet, error) {
	d := newDecoder(b)
	version := d.byte()
	f := &facet{key: string(key), number: uint32(d.number()), name: d.text(), count: int(d.number()), updated: d.time()}
	if mark := d.text(); mark != "" {
		f.mark = []byte(mark)
	}
	if version != recordVersion || d.short || len(key) == 0 {
		return nil, ErrDamaged
	}
	return f, nil
}

// readFacet gives nil for what no article ever had.
func readFacet(tx *bbolt.Tx, key string) (*facet, error) {
	b := tx.Bucket(bucketSelections).Get([]byte(key))
	if b == nil {
		return nil, nil
	}
	return decodeFacet([]byte(key), b)
}

// Facets lists the values of a property that articles shown have, by name.
func (c *Catalog) Facets(p Property) ([]Facet, error) {
	var out []Facet
	err := c.view(func(tx *bbolt.Tx) error {
		cursor := tx.Bucket(bucketSelections).Cursor()
		for k, v := cursor.Seek([]byte{byte(p)}); len(k) > 0 && k[0] == byte(p); k, v = cursor.Next() {
			f, err := decodeFacet(k, v)
			if err != nil {
				return err
			}
			if f.count > 0 {
				out = append(out, f.public())
			}
		}
		return nil
	})
	slices.SortFunc(out, func(a, b Facet) int { return cmp.Compare(fold(a.Name), fold(b.Name)) })
	return out, err
}

// UpdatedOf is when a selection last changed: the newest Updated of its articles
// ever, or the instant at which one was withdrawn. It never goes back. The zero
// time is that of a selection that never had an article.
func (c *Catalog) UpdatedOf(s Selection) (time.Time, error) {
	var updated time.Time
	err := c.view(func(tx *bbolt.Tx) error {
		for i, key := range s.facetKeys() {
			f, err := readFacet(tx, key)
			if err != nil || f == nil {
				updated = time.Time{}
				return err
			}
			// What is in all facets is no newer than the oldest of them.
			if i == 0 || f.updated.Before(updated) {
				updated = f.updated
			}
		}
		return nil
	})
	return updated, err
}

// newestFirst walks a facet's order keys in an index, newest first, from those
// before end on, while do says so; nil is from the newest. The keys are valid
// while the transaction is.
func newestFirst(index set, number uint32, end []byte, do func(order []byte) bool) error {
	cursor, prefix := index.cursor(), inFacet(number)
	limit := inFacet(number + 1)
	if end != nil {
		limit = indexKey(number, end)
	}
	key := cursor.before(limit)
	for bytes.HasPrefix(key, prefix) && do(key[len(prefix):]) {
		key = cursor.prev()
	}
	return cursor.err
}

// orderIn is the order key of an index key; nil if that is not of the facet.
func orderIn(facet uint32, key []byte) []byte {
	order, ok := bytes.CutPrefix(key, inFacet(facet))
	if !ok {
		return nil
	}
	return order
}
