package feed

// An article appears in many feeds: the main one, its section's, a tag's. It is
// rendered once a format and spliced into all of them. What is around the entries
// of a feed is rendered once as well.

import (
	"bytes"
	"fmt"
	"iter"
)

// Press makes the documents of feeds, and remembers how entries were rendered.
// It belongs to one goroutine. What it remembers is never seen in its documents:
// a fresh Press makes the same.
type Press struct {
	memory *memory
	frames map[frameKey]frame
}

// NewPress returns a press that remembers about capacity bytes of entries and what
// they were rendered to.
func NewPress(capacity int) *Press {
	return &Press{memory: newMemory(capacity), frames: map[frameKey]frame{}}
}

// Feed makes a feed's documents from entries, which it shows in the order given,
// newest first by custom: RSS, Atom and JSON Feed, as far as the channel has them,
// or the first two of an archive document.
func (p *Press) Feed(ch Channel, entries []Entry) ([]Document, error) {
	var all []Document
	for d, err := range p.Documents(ch, entries) {
		if err != nil {
			return nil, err
		}
		all = append(all, d)
	}
	return all, nil
}

// Documents makes those of Feed one by one. It ends with an error.
func (p *Press) Documents(ch Channel, entries []Entry) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		for _, f := range ch.formats() {
			d, err := p.document(f, ch, entries)
			if err != nil {
				yield(Document{}, fmt.Errorf("render %s: %w", ch.Dir+f.name, err))
				return
			}
			if !yield(d, nil) {
				return
			}
		}
	}
}

func (p *Press) document(f format, ch Channel, entries []Entry) (Document, error) {
	head, tail, err := p.frame(f, ch, entries)
	if err != nil {
		return Document{}, err
	}
	limit := ch.MaxBytes
	if limit <= 0 {
		limit = defaultMaxBytes
	}
	size, shown := len(head)+len(tail), 0
	parts, between := append(make([][]byte, 0, 4*len(entries)+2), head), []byte(f.between)
	for i := range entries {
		if i%pressBatch == 0 {
			p.render(f, ch.Mode, entries[i:min(i+pressBatch, len(entries))])
		}
		part, err := p.fitting(f, ch.Mode, &entries[i], limit)
		if err != nil {
			return Document{}, fmt.Errorf("entry %s: %w", entries[i].ID, err)
		}
		if size += len(f.between) + part.size(); size > limit {
			break
		}
		if shown++; shown > 1 && f.between != "" {
			parts = append(parts, between)
		}
		parts = append(parts, part...)
	}
	d := NewDocument(ch.Dir+f.name, f.mediaType, append(parts, tail)...)
	d.Omitted = len(entries) - shown
	return d, nil
}

// pressBatch is how many entries are rendered side by side, before it is known
// whether all of them fit into the document.
const pressBatch = 128

// render renders the entries that are not remembered, on all processors. Those that
// cannot be rendered are left to whoever needs them.
func (p *Press) render(f format, mode Mode, entries []Entry) {
	var missing []*Entry
	for i := range entries {
		if _, ok := p.pressed(&entries[i]).rendered(f.key(), mode); !ok {
			missing = append(missing, &entries[i])
		}
	}
	made, errs := make([]fragment, len(missing)), make([]error, len(missing))
	sideBySide(len(missing), func(i int) { made[i], errs[i] = f.of(*missing[i], mode) })
	for i, e := range missing {
		if errs[i] == nil {
			p.memory.rendered(p.pressed(e), made[i])
		}
	}
}

// pressing is how entries will be rendered before long, so that whoever makes them renders
// them, too: in no formats if that is not known.
type pressing struct {
	formats []format
	mode    Mode
	once    bool // they are not shown again before long, and not worth remembering
}

// render renders an entry, as far as it can be.
func (p pressing) render(e Entry) (all []fragment) {
	for _, f := range p.formats {
		if made, err := f.of(e, p.mode); err == nil {
			all = append(all, made)
		}
	}
	return all
}

// fitting is the entry's fragment. An entry that would fill half a document by itself
// is shown by its summary, so that it does not push all the others out.
func (p *Press) fitting(f format, mode Mode, e *Entry, limit int) (pieces, error) {
	part, err := p.fragment(f, mode, e)
	if err == nil && mode != Summary && part.size() > limit/2 {
		return p.fragment(f, Summary, e)
	}
	return part, err
}

func (p *Press) fragment(f format, mode Mode, e *Entry) (pieces, error) {
	known := p.pressed(e)
	if parts, ok := known.rendered(f.key(), mode); ok {
		return parts, nil
	}
	made, err := f.of(*e, mode)
	if err != nil {
		return nil, err
	}
	p.memory.rendered(known, made)
	return made.parts, nil
}

// pieces are a part of a document, one after the other.
type pieces [][]byte

func (p pieces) size() (bytes int) {
	for _, one := range p {
		bytes += len(one)
	}
	return bytes
}

// contentMark takes the place of an entry's content while what is around that is rendered.
const contentMark = "<!-- content -->"

// of renders an entry: around its content, where that can be put in afterwards.
func (f format) of(e Entry, mode Mode) (fragment, error) {
	if e.HTML == "" || mode == Summary || f.content == nil {
		return f.whole(e, mode)
	}
	content, shared, ok := f.content(e.HTML)
	if !ok {
		return f.whole(e, mode)
	}
	around := e
	around.HTML = contentMark
	made, err := f.whole(around, mode)
	if err != nil {
		return fragment{}, err
	}
	switch before, after, _ := bytes.Cut(made.parts[0], []byte(contentMark)); bytes.Count(made.parts[0], []byte(contentMark)) {
	case 0:
		return made, nil // it is shown without its content
	case 1:
		made.parts = pieces{before, content, after}
		if made.own -= len(contentMark); !shared {
			made.own += len(content)
		}
		return made, nil
	}
	return f.whole(e, mode) // it speaks of the mark
}

func (f format) whole(e Entry, mode Mode) (fragment, error) {
	part, err := f.fragment(e, mode)
	return fragment{f.key(), mode, pieces{part}, len(part)}, err
}

// pressed is what is remembered of the entry as it is now, perhaps nothing yet.
func (p *Press) pressed(e *Entry) *remembered {
	known := p.memory.last(e.ID)
	if known == nil || !known.entry.equal(e) {
		known = &remembered{entry: *e}
		p.memory.remember(known)
	}
	return known
}
