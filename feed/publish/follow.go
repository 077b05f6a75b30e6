package publish

// How an edition gets to further outlets. It comes out in a folder of this machine
// first; from there each of the others takes it at its own pace, so that one that is
// slow or down delays only itself, and an edition that two others have overtaken
// meanwhile is never brought at all.

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"iter"
	"maps"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"

	"feedmill/content/catalog"
	"feedmill/feed"
	"feedmill/feed/backlog"
)

// State is how it goes with an outlet.
type State struct {
	Outlet  string    // its address
	Behind  int       // documents to be brought or taken away, as far as that is known
	Trouble error     // why the last try did not succeed; nil if it did
	Tries   int       // that failed, in a row
	Last    time.Time // when it last had all of an edition; zero if never

	Requests, Sent int64 // and bytes of them, if it is reached over a network
}

// Source is the folder that editions come out in first.
type Source struct {
	Folder    string
	Catalog   *catalog.Catalog
	Outlet    string                                                 // the folder's name in the catalog
	MediaType func(path string) string                               // of a document
	Away      func(path string, sum feed.Sum) (io.ReadCloser, error) // opens a document that the folder does not hold, since it stays in the store of the articles; nil if there is none
	Private   func(path string) bool                                 // reports whether a document is for some alone, and so brought to no store that serves everybody; nil if none is
	Owner     Owner
	Now       func() time.Time
	Jitter    func(time.Duration) time.Duration // keeps outlets that failed together from being tried again together; nil leaves times as they are
}

// Follower brings one outlet what the source has. Tell may be called by any
// goroutine; Run or Sync by one.
type Follower struct {
	address string
	source  Source
	due     *backlog.Backlog
	open    lasting // an outlet that stays open from one edition to the next; nil if it does not, or is not open
	cleared bool    // what nobody remembers was looked for

	mu    sync.Mutex
	state State // guarded by mu
}

// NewFollower makes a follower for the outlet at an address.
func NewFollower(address string, from Source) *Follower {
	return &Follower{address: address, source: from, due: backlog.New(true), state: State{Outlet: address}}
}

// lasting is an outlet that is worth keeping open, since connections to it are.
type lasting interface {
	Outlet

	// Again is asked before each further edition what Open was: fresh reports whether
	// nobody has published there.
	Again(ctx context.Context) (fresh bool, err error)

	// Traffic is what was asked of it over the network so far.
	Traffic() (requests, sent int64)
}

// Close closes what the follower keeps open. Run or Sync may follow.
func (f *Follower) Close() error {
	if f.open == nil {
		return nil
	}
	o := f.open
	f.open = nil
	return o.Close()
}

// reach opens the outlet, or goes on with it; leave is called when the edition is there.
func (f *Follower) reach(ctx context.Context) (o Outlet, fresh bool, leave func() error, err error) {
	if f.open != nil {
		fresh, err = f.open.Again(ctx)
		return f.open, fresh, f.count, err
	}
	if o, fresh, err = Open(ctx, f.address, f.source.Owner); err != nil {
		return nil, false, nil, err
	}
	if stays, ok := o.(lasting); ok {
		f.open = stays
		return o, fresh, f.count, nil
	}
	return o, fresh, o.Close, nil
}

// count takes in what was asked of an outlet over the network.
func (f *Follower) count() error {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.state.Requests, f.state.Sent = f.open.Traffic()
	return nil
}

// State is how it goes.
func (f *Follower) State() State {
	f.mu.Lock()
	defer f.mu.Unlock()
	return f.state
}

// Even reports whether the outlet has all that the follower was told of.
func (f *Follower) Even() bool { return f.due.Even() }

// Tell says that an edition has come out in which these documents came, changed or
// went; or, if whole, any.
func (f *Follower) Tell(paths []string, whole bool) { f.due.Add(paths, whole) }

// How long to wait after a try that failed: twice as long each time. Once in a while
// the whole outlet is compared, lest somebody has changed it.
const (
	firstRetry = time.Second
	lastRetry  = 5 * time.Minute
	compareAll = time.Hour
)

// Run follows the source until ctx ends. tried is told how it goes after each try.
func (f *Follower) Run(ctx context.Context, tried func(State)) {
	whole := time.NewTicker(compareAll)
	defer whole.Stop()
	for ctx.Err() == nil {
		var again <-chan time.Time
		err := f.Sync(ctx)
		if ctx.Err() != nil {
			return
		}
		if tried(f.State()); err != nil {
			again = time.After(f.jittered(backlog.Pause(firstRetry, lastRetry, 2, f.State().Tries)))
		}
		select {
		case <-again:
			continue
		case <-ctx.Done():
			return
		case <-whole.C:
			f.Tell(nil, true)
			<-f.due.Bell()
		case <-f.due.Bell():
			if again == nil {
				continue
			}
			select { // what is down is not asked more often because more is new
			case <-again:
			case <-ctx.Done():
			}
		}
	}
}

func (f *Follower) jittered(d time.Duration) time.Duration {
	if f.source.Jitter == nil {
		return d
	}
	return f.source.Jitter(d)
}

// Sync brings the outlet what it lacks, once. Documents appear in the order of
// [feed.Rank], and those that are gone are taken away last.
func (f *Follower) Sync(ctx context.Context) error {
	due, all := f.due.Take()
	err := f.bring(ctx, due, all)
	if err != nil {
		f.due.Settle(due, all, err)
		return f.failed(err)
	}
	f.succeeded()
	f.due.Settle(due, all, nil) // after the state, which is looked at when all is even
	return nil
}

func (f *Follower) succeeded() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.state.Behind, f.state.Trouble, f.state.Tries, f.state.Last = 0, nil, 0, f.source.Now()
}

// failed takes in why a try failed.
func (f *Follower) failed(err error) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	err = fmt.Errorf("outlet %s: %w", f.address, err)
	f.state.Behind = max(f.state.Behind, f.due.Len())
	if !errors.Is(err, feed.ErrAltered) { // then the next edition is on its way, and it is tried again with that
		f.state.Tries++
		f.state.Trouble = err
	}
	return err
}

func (f *Follower) bring(ctx context.Context, due map[string]bool, all bool) error {
	from, err := f.source.Catalog.Manifest(f.source.Outlet)
	if err != nil || !from.Begun() { // nothing has come out yet
		return err
	}
	outlet, fresh, leave, err := f.reach(ctx)
	if err != nil {
		return err
	}
	defer leave()
	held, err := f.source.Catalog.Manifest(f.address)
	if err == nil && fresh {
		err = held.Forget()
	}
	if err != nil {
		return err
	}
	plan := &delivery{source: f.source, from: from, to: NewCarrier(outlet, held), hidden: f.hidden()}
	if g, ok := outlet.(interface{ Grace() time.Duration }); ok {
		plan.grace = g.Grace()
	}
	if all || !held.Begun() {
		err = plan.compare(ctx)
	} else {
		err = plan.look(slices.Collect(maps.Keys(due)))
	}
	if err == nil && !f.cleared && held.Begun() && IsRemote(f.address) {
		err = plan.clear(ctx)
	}
	f.cleared = f.cleared || err == nil
	if err != nil {
		return err
	}
	f.mu.Lock()
	f.state.Behind = len(plan.put) + len(plan.gone)
	f.mu.Unlock()
	return plan.carry(ctx)
}

// hidden tells which documents the outlet is not to have: a store shows everybody all it
// has.
func (f *Follower) hidden() func(path string) bool {
	if f.source.Private == nil || !IsRemote(f.address) {
		return func(string) bool { return false }
	}
	return f.source.Private
}

// delivery is what an outlet lacks, and has too much.
type delivery struct {
	source Source
	from   *catalog.Manifest
	to     *Carrier
	hidden func(path string) bool
	grace  time.Duration  // for which what is gone stays
	put    []catalog.Copy // as the source has them
	gone   []string
}

// look finds out how it is with some documents.
func (d *delivery) look(paths []string) error {
	for _, p := range paths {
		now, there, err := d.from.Last(p)
		if err != nil {
			return err
		}
		if !there || d.hidden(p) {
			d.gone = append(d.gone, p)
		} else if err := d.need(catalog.Copy{Path: p, Stamp: now}, false); err != nil {
			return err
		}
	}
	return nil
}

// compare finds out how it is with all.
func (d *delivery) compare(ctx context.Context) error {
	drifted, err := d.to.Drift(ctx)
	if err != nil {
		return err
	}
	again := map[string]bool{}
	for _, p := range drifted {
		again[p] = true
	}
	current := map[string]bool{}
	for c, err := range d.from.All() {
		if err != nil {
			return err
		}
		if d.hidden(c.Path) {
			continue
		}
		current[c.Path] = true
		if err := d.need(c, again[c.Path]); err != nil {
			return err
		}
	}
	d.gone, err = d.to.Stale(ctx, func(p string) bool { return current[p] })
	return err
}

// clear takes in what the outlet has and nobody remembers: a program was killed before it
// could note what it had put, or another node took over with an older catalog, and the
// article was withdrawn meanwhile.
func (d *delivery) clear(ctx context.Context) error {
	var failed error
	remembered := func(p string) bool {
		_, held, err := d.to.held.Last(p)
		if err == nil && !held && !d.hidden(p) {
			_, held, err = d.from.Last(p)
		}
		failed = errors.Join(failed, err)
		return held || err != nil
	}
	for found, err := range d.to.outlet.Left(ctx, remembered) {
		if err != nil {
			return fmt.Errorf("list what is published: %w", err)
		}
		d.to.held.Note(found.Path, found.Stamp)
		d.gone = append(d.gone, found.Path)
	}
	return failed
}

// need takes in a document of the source, if the outlet has another or is to be given
// it again.
func (d *delivery) need(c catalog.Copy, again bool) error {
	last, known, err := d.to.held.Last(c.Path)
	switch {
	case err != nil:
		return err
	case again || !known || last.Sum != c.Sum || last.Size != c.Size:
		d.put = append(d.put, c)
	case last.Gone != 0: // it has come back
		last.Gone = 0
		d.to.held.Note(c.Path, last)
	}
	return nil
}

// atOnce is how many documents are put together: not so many that the source is never
// at rest for as long.
const atOnce = 10_000

// carry brings what is needed.
func (d *delivery) carry(ctx context.Context) error {
	slices.SortFunc(d.put, func(a, b catalog.Copy) int {
		return cmp.Or(cmp.Compare(feed.Rank(a.Path), feed.Rank(b.Path)), cmp.Compare(a.Path, b.Path))
	})
	for some := range slices.Chunk(d.put, atOnce) {
		_, err := d.to.Put(ctx, d.documents(some))
		if err := errors.Join(err, d.to.held.Keep()); err != nil {
			return err
		}
	}
	gone, err := d.due()
	if err != nil {
		return err
	}
	if err := d.to.Remove(ctx, gone); err != nil {
		return err
	}
	if err := d.to.Remember(""); err != nil {
		return err
	}
	if marks, ok := d.to.outlet.(interface {
		complete(ctx context.Context, held *catalog.Manifest, changed bool, at time.Time) error
	}); ok {
		return marks.complete(ctx, d.to.held, len(d.put)+len(gone) > 0, d.source.Now())
	}
	return nil
}

// due are those of the documents that are gone whose time has come. The others are noted
// to be gone from now on.
func (d *delivery) due() (due []string, err error) {
	if d.grace == 0 {
		return d.gone, nil
	}
	now := d.source.Now()
	for _, p := range d.gone {
		last, known, err := d.to.held.Last(p)
		switch {
		case err != nil:
			return nil, err
		case !known:
		case last.Gone == 0:
			last.Gone = now.Unix()
			d.to.held.Note(p, last)
		case !now.Before(time.Unix(last.Gone, 0).Add(d.grace)):
			due = append(due, p)
		}
	}
	return due, nil
}

// documents are those of the source, read when they are asked for. One that a new
// edition has replaced or removed by then is an error.
func (d *delivery) documents(copies []catalog.Copy) iter.Seq2[feed.Document, error] {
	return func(yield func(feed.Document, error) bool) {
		for _, c := range copies {
			file := filepath.Join(d.source.Folder, native(c.Path))
			open := func() (io.ReadCloser, error) {
				switch {
				case c.Tag == awayTag:
					return d.openAway(c)
				case !isSummed(c.Stamp):
					return nil, fmt.Errorf("read %s: it could not be read when it was to be summed, or is not as it was left; take it away, so that it is made anew", file)
				}
				f, err := os.Open(file)
				if errors.Is(err, fs.ErrNotExist) {
					err = fmt.Errorf("read %s: %w", c.Path, feed.ErrAltered)
				}
				return f, err
			}
			if !yield(feed.NewStored(c.Path, d.source.MediaType(c.Path), c.Size, feed.Sum(c.Sum), open), nil) {
				return
			}
		}
	}
}

// openAway opens a document that stays in the store of the articles. Another store streams
// it; another folder, or an archive, is to hold it.
func (d *delivery) openAway(c catalog.Copy) (io.ReadCloser, error) {
	if d.source.Away == nil {
		return nil, fmt.Errorf("read %s: it stayed in the bucket of the articles, which is not asked: %w", c.Path, feed.ErrAltered)
	}
	from, err := d.source.Away(c.Path, feed.Sum(c.Sum))
	if _, remote := d.to.outlet.(*Bucket); remote || err != nil {
		return from, err
	}
	return struct{ io.ReadCloser }{from}, nil
}
