// Package purge has a CDN forget what has changed.
//
// What a CDN has been told is remembered as what an outlet holds is, by a manifest in
// the catalog: what it is to forget is where that differs from what has come out. So
// nothing is forgotten by a crash between the two, and what has changed twice meanwhile
// is purged once.
package purge

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"feedmill/content/catalog"
	"feedmill/feed"
	"feedmill/feed/backlog"
)

// Held is the name in the catalog of what the CDN was told.
const Held = "purge"

// A Way is one of telling a CDN.
type Way interface {
	// Purge has the CDN forget addresses. The error says what to mend.
	Purge(ctx context.Context, what List) error

	// String is the way as it can be shown.
	String() string
}

// List is what a CDN is to forget.
type List struct {
	Site  string   // its address, with a final slash
	Paths []string // below Site, as addresses have them; nil is all there is
}

// everything is how all is written as one address.
const everything = "*"

// Addresses are whole ones. All is the site's own with a star.
func (l List) Addresses() (all []string) {
	for _, p := range l.paths() {
		all = append(all, l.Site+p)
	}
	return all
}

// Rooted are the paths on the host, as CDNs want them that are told no host.
func (l List) Rooted() (all []string) {
	_, rest, _ := strings.Cut(l.Site, "://")
	_, root, _ := strings.Cut(rest, "/")
	for _, p := range l.paths() {
		all = append(all, "/"+root+p)
	}
	return all
}

func (l List) paths() []string {
	if l.Paths == nil {
		return []string{everything}
	}
	return l.Paths
}

// State is how it goes with the CDN.
type State struct {
	Way     string
	Behind  int       // addresses that are to be purged, as far as that is known
	Purged  int       // addresses, since the program was started; all there is counts as one
	Trouble error     // why the last try did not succeed; nil if it did
	Tries   int       // that failed, in a row
	Last    time.Time // when it was last told all; zero if never
}

// Edition is what is purged, and when.
type Edition struct {
	Catalog *catalog.Catalog
	Outlet  string                 // the name in the catalog of the folder that editions come out in
	Also    []string               // likewise of further outlets; what has gone is purged when none of them holds it
	Base    string                 // where the documents are reached, with a final slash
	Public  func(path string) bool // reports whether a document may be cached, and named to others
	Most    int                    // addresses; more are purged as all there is
	Time    time.Duration          // that one try may take
	Now     func() time.Time
	Jitter  func(time.Duration) time.Duration // of a wait: about as long
}

// Purger has one CDN forget. Tell may be called by any goroutine; Run or Sync by one.
type Purger struct {
	way     Way
	edition Edition
	due     *backlog.Backlog

	mu    sync.Mutex
	late  map[string]bool // documents that have gone, and are held somewhere still; guarded by mu
	state State           // guarded by mu
}

// New makes a purger.
func New(way Way, of Edition) *Purger {
	return &Purger{way: way, edition: of, due: backlog.New(false), state: State{Way: way.String()}}
}

// State is how it goes.
func (p *Purger) State() State {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.state
}

// Tell says that every outlet has an edition in which these documents came, changed or
// went; or, if whole, any. What had gone and was held somewhere is looked at again.
func (p *Purger) Tell(paths []string, whole bool) {
	p.mu.Lock()
	defer p.mu.Unlock()
	paths = slices.AppendSeq(slices.Clone(paths), maps.Keys(p.late))
	if whole || len(paths) > 0 {
		p.due.Add(paths, whole)
	}
}

// Tried reports whether all that the purger was told of has been purged, or tried in
// vain: whoever comes after it need not wait any longer.
func (p *Purger) Tried() bool {
	return p.due.Even() || !p.due.Busy() && p.State().Tries > 0
}

// How long to wait after a try that failed: twice as long each time.
const (
	firstRetry = 2 * time.Second
	lastRetry  = 5 * time.Minute
)

// Run purges until ctx ends. tried is told how it goes after each try.
func (p *Purger) Run(ctx context.Context, tried func(State)) {
	for {
		select { // nothing is purged before somebody says that all outlets have it
		case <-ctx.Done():
			return
		case <-p.due.Bell():
		}
		for p.Sync(ctx) != nil && ctx.Err() == nil {
			tried(p.State())
			select {
			case <-ctx.Done():
				return
			case <-time.After(p.edition.Jitter(backlog.Pause(firstRetry, lastRetry, 2, p.State().Tries))):
			}
		}
		if ctx.Err() == nil {
			tried(p.State())
		}
	}
}

// Sync has the CDN forget what it was not told yet, once.
func (p *Purger) Sync(ctx context.Context) error {
	due, all := p.due.Take()
	err := p.ended(p.bring(ctx, due, all))
	p.due.Settle(due, all, err) // after the state, which is looked at when nothing is on its way
	return err
}

// ended takes in how a try ended.
func (p *Purger) ended(err error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err == nil {
		p.state.Behind, p.state.Trouble, p.state.Tries, p.state.Last = 0, nil, 0, p.edition.Now()
		return nil
	}
	err = fmt.Errorf("purge by %s: %w", p.way, err)
	p.state.Tries++
	p.state.Trouble = err
	return err
}

func (p *Purger) bring(ctx context.Context, due map[string]bool, all bool) error {
	d, err := p.differences(due, all)
	if err != nil || d == nil {
		return err
	}
	list := List{Site: p.edition.Base, Paths: d.addresses()}
	if !d.held.Begun() || len(list.Paths) > p.edition.Most {
		list.Paths = nil // what it holds is not known, or too much to be named
	}
	p.begin(d, list)
	if list.Paths == nil || len(list.Paths) > 0 {
		ctx, cancel := context.WithTimeout(ctx, p.edition.Time)
		defer cancel()
		if err := p.way.Purge(ctx, list); err != nil {
			return err
		}
		p.count(len(list.paths()))
	}
	for _, c := range d.changed {
		d.held.Note(c.Path, c.Stamp)
	}
	d.held.Drop(d.gone)
	return d.held.Save("")
}

// begin notes what is to be purged now, and what only later.
func (p *Purger) begin(d *differences, list List) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.late = d.late
	p.state.Behind = len(list.paths())
}

func (p *Purger) count(addresses int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state.Purged += addresses
}

// differences are where what the CDN was told differs from what has come out.
type differences struct {
	edition    Edition
	from, held *catalog.Manifest
	also       []*catalog.Manifest
	changed    []catalog.Copy // as they have come out
	gone       []string
	late       map[string]bool // have gone, and are held by an outlet still
}

// differences finds them; nil if nothing has come out yet.
func (p *Purger) differences(due map[string]bool, all bool) (*differences, error) {
	d := &differences{edition: p.edition, late: map[string]bool{}}
	var err error
	if d.from, err = p.edition.Catalog.Manifest(p.edition.Outlet); err != nil || !d.from.Begun() {
		return nil, err
	}
	if d.held, err = p.edition.Catalog.Manifest(Held); err != nil {
		return nil, err
	}
	for _, outlet := range p.edition.Also {
		m, err := p.edition.Catalog.Manifest(outlet)
		if err != nil {
			return nil, err
		}
		d.also = append(d.also, m)
	}
	if all || !d.held.Begun() {
		return d, d.compare()
	}
	for _, path := range slices.Sorted(maps.Keys(due)) {
		if err := d.look(path); err != nil {
			return nil, err
		}
	}
	return d, nil
}

// compare looks at all documents, first those that are there, then those that were.
func (d *differences) compare() error {
	for c, err := range d.from.All() {
		if err == nil {
			err = d.need(c)
		}
		if err != nil {
			return err
		}
	}
	for c, err := range d.held.All() {
		if err == nil {
			err = d.lack(c.Path)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// lack takes in a document that the CDN was told of, if it is not there any more.
func (d *differences) lack(path string) error {
	if _, there, err := d.from.Last(path); there || err != nil {
		return err
	}
	return d.went(path)
}

// look finds out how it is with one document.
func (d *differences) look(path string) error {
	now, there, err := d.from.Last(path)
	if err != nil {
		return err
	}
	if there {
		return d.need(catalog.Copy{Path: path, Stamp: now})
	}
	if _, told, err := d.held.Last(path); !told || err != nil {
		return err
	}
	return d.went(path)
}

// need takes in a document that is there, if the CDN may have another one, or its
// absence.
func (d *differences) need(c catalog.Copy) error {
	last, told, err := d.held.Last(c.Path)
	switch {
	case err != nil:
		return err
	case !d.edition.Public(c.Path):
		if told { // it was public
			return d.went(c.Path)
		}
	case !told || last.Sum != c.Sum:
		d.changed = append(d.changed, c)
	}
	return nil
}

// went takes in one that is not there any more.
func (d *differences) went(path string) error {
	for _, outlet := range d.also {
		if _, holds, err := outlet.Last(path); err != nil {
			return err
		} else if holds { // the CDN would only fetch it again
			d.late[path] = true
			return nil
		}
	}
	d.gone = append(d.gone, path)
	return nil
}

const indexName = "index.html"

// addresses are those at which the documents can have been asked for: an index has that
// of its folder as well. What leads to others comes last.
func (d *differences) addresses() []string {
	documents := slices.Clone(d.gone)
	for _, c := range d.changed {
		documents = append(documents, c.Path)
	}
	slices.SortFunc(documents, func(a, b string) int {
		return cmp.Or(cmp.Compare(feed.Rank(a), feed.Rank(b)), cmp.Compare(a, b))
	})
	all := []string{}
	for _, p := range documents {
		address := strings.TrimPrefix(feed.Channel{Base: d.edition.Base}.URL(p), d.edition.Base)
		all = append(all, address)
		if path.Base(p) == indexName {
			all = append(all, strings.TrimSuffix(address, indexName))
		}
	}
	return all
}
