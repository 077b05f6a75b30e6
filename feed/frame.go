package feed

// What a document has around its entries. When a feed changes, the date in there
// does, and mostly nothing else, so that a frame is made once and dated each time.

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"time"
)

// frame is a document without entries, and without the date of its change.
type frame struct {
	channel          Channel // whose frame it is, with undated as its date
	empty, anonymous bool    // what else it depends on: whether there are entries, and one without author
	chaptered        bool    // likewise: whether one has chapters
	before, after    []byte  // the date, if the format has one
	tail             []byte  // after the entries
}

// undated stands where the date will be.
var undated = time.Date(9999, time.December, 31, 23, 59, 59, 0, time.UTC)

// maxFrames bounds the frames that are remembered: about 8 MB of them.
const maxFrames = 4096

type frameKey struct{ dir, format string }

// frame gives the document's head and tail, by a frame that is known, if that is
// still the same.
func (p *Press) frame(f format, ch Channel, entries []Entry) (head, tail []byte, err error) {
	updated := ch.updated(entries)
	ch.Updated = undated
	made := frame{channel: ch, empty: len(entries) == 0, anonymous: anonymous(entries), chaptered: withChapters(entries)}
	key := frameKey{ch.Dir, f.name}
	known, ok := p.frames[key]
	if !ok || !known.like(made) {
		if known, err = made.of(f, entries); err != nil {
			return nil, nil, err
		}
		if len(p.frames) == maxFrames {
			clear(p.frames)
		}
		p.frames[key] = known
	}
	if f.date == nil {
		return known.before, known.tail, nil
	}
	return slices.Concat(known.before, []byte(f.date(updated)), known.after), known.tail, nil
}

func (a frame) like(b frame) bool {
	return a.empty == b.empty && a.anonymous == b.anonymous && a.chaptered == b.chaptered && reflect.DeepEqual(a.channel, b.channel)
}

// of completes a frame by making it in a format, and cutting the date out.
func (a frame) of(f format, entries []Entry) (frame, error) {
	head, tail, err := f.frame(a.channel, entries)
	if err != nil {
		return frame{}, err
	}
	a.before, a.tail = head, tail
	if f.date == nil {
		return a, nil
	}
	there := false
	if a.before, a.after, there = bytes.Cut(head, []byte(f.date(undated))); !there {
		return frame{}, fmt.Errorf("document lacks the date of its change")
	}
	return a, nil
}
