package feed

// Articles as they were last shown: the entry, so that a feed of fifty articles does
// not read fifty files again when one of them changes, and what it was rendered to, so
// that it is rendered once for all feeds that show it.

import "sync"

// remembered is an article as it was last shown. Its entry never changes; the
// fragments and kept belong to the goroutine of the press.
type remembered struct {
	version entryVersion // of the article; zero if nobody knows
	entry   Entry
	leads   []lead  // of its links to other articles
	shown   []shown // of its addresses of files
	beside  string  // name of the picture that it has because that is called like it; empty if none

	illustrated bool // it has a picture of its own, or is shown elsewhere

	fragments []fragment // few
	kept      bool       // the catalog keeps the entry, or is about to
}

// fragment is an entry, rendered. The content is most of it, and the same bytes for all
// formats that have it as it is.
type fragment struct {
	format string
	mode   Mode
	parts  pieces
	own    int // bytes of parts that are no other's
}

// memory remembers articles by their IDs, in two generations: what is asked for moves
// to the young one, and the old one is forgotten when the young one is full. It may be
// used from several goroutines.
type memory struct {
	capacity int // bytes of entries and fragments, at most, about

	mu    sync.Mutex
	young map[string]*remembered // guarded by mu
	old   map[string]*remembered // guarded by mu
	size  int                    // bytes in young; guarded by mu
}

func newMemory(capacity int) *memory {
	return &memory{capacity: capacity, young: map[string]*remembered{}}
}

// last is the article as it was last shown; nil if that is not known.
func (m *memory) last(id string) *remembered {
	m.mu.Lock()
	defer m.mu.Unlock()
	r, ok := m.young[id]
	if ok {
		return r
	}
	if r = m.old[id]; r != nil {
		delete(m.old, id)
		m.add(r)
	}
	return r
}

// remember takes an article in, in place of what it was before.
func (m *memory) remember(r *remembered) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.forget(r.entry.ID)
	m.add(r)
}

// rendered takes in what an article was rendered to.
func (m *memory) rendered(r *remembered, f fragment) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.forget(r.entry.ID)
	r.fragments = append(r.fragments, f)
	m.add(r)
}

func (m *memory) forget(id string) {
	if r, ok := m.young[id]; ok {
		m.size -= r.size()
		delete(m.young, id)
	}
	delete(m.old, id)
}

// add makes an article one of the young. If they have no room for it, they are the old.
func (m *memory) add(r *remembered) {
	if m.size+r.size() > m.capacity/2 {
		m.old, m.young, m.size = m.young, map[string]*remembered{}, 0
	}
	m.young[r.entry.ID] = r
	m.size += r.size()
}

// entryBytes is about what an entry takes besides its texts.
const entryBytes = 512

func (r *remembered) size() int {
	bytes := entryBytes + len(r.entry.HTML) + len(r.entry.Summary)
	for _, f := range r.fragments {
		bytes += f.own
	}
	return bytes
}

// rendered is what an article was rendered to in a format.
func (r *remembered) rendered(format string, mode Mode) (parts pieces, ok bool) {
	for _, f := range r.fragments {
		if f.format == format && f.mode == mode {
			return f.parts, true
		}
	}
	return nil, false
}
