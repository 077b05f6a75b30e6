// Package replica reads the edition in a bucket, for machines that serve it and make none.
//
// One small object is looked at: the mark of the edition. When that is another one, each
// document is asked for anew when a reader wants it, on the condition that it has changed.
// Documents stay in memory, so many bytes of them, so that readers get what they got when
// the bucket is away.
package replica

import (
	"bytes"
	"container/list"
	"context"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"path"
	"sync"
	"time"

	"feedmill/content/objects"
	"feedmill/feed"
	"feedmill/feed/publish"
	"feedmill/feed/web"
)

// State is how it goes with the bucket.
type State struct {
	Address   string
	Completed time.Time // when the edition was complete; zero if none was seen
	Looked    time.Time // when the bucket last answered; zero if never
	Trouble   error     // why it does not, or that it has no edition; nil if it has
	Documents int       // in memory
	Held      int       // bytes of them

	Requests int64 // that the bucket was asked
}

// ErrNone is wrapped by the trouble of a bucket in which there is no edition.
var ErrNone = errors.New("there is no edition yet; publish into it with --out, or correct the address")

// Limits bound what is in memory.
type Limits struct {
	Held int // bytes of documents, and of what is known of others
	Each int // bytes of one; a larger one is passed on from the bucket
}

// DefaultLimits leave room for the feeds and the pages of a day.
var DefaultLimits = Limits{Held: 64 << 20, Each: 1 << 20}

const (
	// askTime is how long one document is waited for.
	askTime = 10 * time.Second
	// askTries is how often a request is made: somebody waits, and there is another look.
	askTries = 2
	// perDocument is what is known of a document without its bytes takes.
	perDocument = 256
)

// Edition is that of one bucket. It is a file system, for several goroutines.
type Edition struct {
	store  *objects.Store
	limits Limits
	now    func() time.Time
	ctx    context.Context // of what is asked for readers
	end    context.CancelFunc

	mu         sync.Mutex
	documents  map[string]*list.Element // of *document; guarded by mu, like all below
	used       *list.List               // the latest first
	held       int
	asking     map[string]chan struct{} // closed when the document has been asked for
	generation uint64                   // of the edition
	tag        string                   // of its mark
	state      State
}

// document is what is known of one.
type document struct {
	name       string
	missing    bool
	info       info
	data       []byte // nil if it is too large
	generation uint64 // in which it was last asked for
}

// Open opens the edition at the address of a bucket. Nothing is asked for yet.
func Open(address string, limits Limits, now func() time.Time) (*Edition, error) {
	a, err := objects.Parse(address, objects.Reading)
	if err != nil {
		return nil, err
	}
	store, err := objects.Dial(a, askTries)
	if err != nil {
		return nil, err
	}
	e := &Edition{
		store: store, limits: limits, now: now,
		documents: map[string]*list.Element{}, used: list.New(), asking: map[string]chan struct{}{},
		state: State{Address: address, Trouble: ErrNone},
	}
	e.ctx, e.end = context.WithCancel(context.Background())
	return e, nil
}

// Close ends what is asked for readers.
func (e *Edition) Close() error {
	e.end()
	return e.store.Close()
}

// State is how it goes.
func (e *Edition) State() State {
	e.mu.Lock()
	defer e.mu.Unlock()
	s := e.state
	s.Documents, s.Held = len(e.documents), e.held
	s.Requests, _ = e.store.Traffic()
	return s
}

// Look looks whether there is another edition; changed says that there is.
func (e *Edition) Look(ctx context.Context) (changed bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, askTime)
	defer cancel()
	e.mu.Lock()
	known := e.tag
	e.mu.Unlock()
	data, info, _, err := e.read(ctx, publish.EditionKey, known)
	var mark publish.EditionMark
	switch {
	case errors.Is(err, errSame):
		err = nil
	case objects.IsMissing(err):
		err = fmt.Errorf("%s: %w", e.state.Address, ErrNone)
	case err != nil:
		err = e.store.InWords(err)
	case json.Unmarshal(data, &mark) != nil || mark.Generator != feed.Name:
		err = fmt.Errorf("%s: its mark is of something else: %w", e.state.Address, ErrNone)
	default:
		changed = true
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	if e.state.Trouble = err; err != nil {
		return false, err
	}
	e.state.Looked = e.now()
	if changed {
		e.generation++
		e.tag, e.state.Completed = info.tag, mark.Completed
	}
	return changed, nil
}

// Follow looks every so often until ctx ends. looked is told how it went.
func (e *Edition) Follow(ctx context.Context, every time.Duration, looked func(changed bool, err error)) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
		changed, err := e.Look(ctx)
		if ctx.Err() != nil {
			return
		}
		looked(changed, err)
	}
}

// Open opens a document. The error wraps [web.ErrAway] if it is not in memory and the
// bucket does not answer.
func (e *Edition) Open(name string) (fs.File, error) {
	if !fs.ValidPath(name) {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrInvalid}
	}
	for {
		d, wait := e.known(name)
		if wait != nil {
			<-wait // somebody asks for it already
			continue
		}
		if d == nil {
			d = e.ask(name)
		}
		switch {
		case d == nil:
			return nil, &fs.PathError{Op: "open", Path: name, Err: web.ErrAway}
		case d.missing:
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		case d.data != nil:
			return &file{Reader: bytes.NewReader(d.data), info: d.info}, nil
		}
		return &stream{edition: e, path: name, info: d.info}, nil
	}
}

// known is a document that need not be asked for; nil if it must be, by whoever asked. Or
// wait is closed when somebody else has asked for it.
func (e *Edition) known(name string) (d *document, wait <-chan struct{}) {
	e.mu.Lock()
	defer e.mu.Unlock()
	if held := e.documents[name]; held != nil {
		e.used.MoveToFront(held)
		d = held.Value.(*document)
	}
	if d != nil && (d.generation == e.generation || e.state.Trouble != nil) {
		return d, nil
	}
	if asked := e.asking[name]; asked != nil {
		return nil, asked
	}
	e.asking[name] = make(chan struct{})
	return nil, nil
}

// ask asks for a document, if the bucket is there. What was known of it stays when it
// cannot be had; nil if nothing was.
func (e *Edition) ask(name string) *document {
	e.mu.Lock()
	generation, away := e.generation, e.state.Trouble != nil
	var before *document
	if held := e.documents[name]; held != nil {
		before = held.Value.(*document)
	}
	e.mu.Unlock()
	d, err := before, error(nil)
	if !away {
		d, err = e.fetch(name, before, generation)
	}
	e.mu.Lock()
	defer e.mu.Unlock()
	close(e.asking[name])
	delete(e.asking, name)
	if err != nil {
		e.state.Trouble = e.store.InWords(err)
		return before
	}
	if d != nil {
		e.keep(d)
	}
	return d
}

func (e *Edition) fetch(name string, before *document, generation uint64) (*document, error) {
	ctx, cancel := context.WithTimeout(e.ctx, askTime)
	defer cancel()
	tag := ""
	if before != nil {
		tag = before.info.tag
	}
	data, info, large, err := e.read(ctx, name, tag)
	d := &document{name: name, info: info, generation: generation}
	switch {
	case errors.Is(err, errSame):
		same := *before
		same.generation = generation
		return &same, nil
	case objects.IsMissing(err):
		d.missing = true
	case err != nil:
		return nil, err
	case !large:
		d.data = data
	}
	return d, nil
}

// keep puts a document into memory, and forgets what was not asked for for longest. mu is
// held.
func (e *Edition) keep(d *document) {
	e.drop(e.documents[d.name])
	e.documents[d.name] = e.used.PushFront(d)
	e.held += d.bytes()
	for e.held > e.limits.Held && e.used.Len() > 1 {
		e.drop(e.used.Back())
	}
}

func (e *Edition) drop(held *list.Element) {
	if held == nil {
		return
	}
	d := e.used.Remove(held).(*document)
	delete(e.documents, d.name)
	e.held -= d.bytes()
}

func (d *document) bytes() int { return perDocument + len(d.name) + len(d.data) }

// errSame says that an object has the tag that is known.
var errSame = errors.New("it is the same")

// read reads an object below the prefix, unless it has a tag; or, if it is large, tells
// only what is known of it. What was cut off is an error.
func (e *Edition) read(ctx context.Context, name, tag string) (data []byte, i info, large bool, err error) {
	body, o, err := e.store.Get(ctx, name, objects.Wanted{Unless: tag})
	if objects.StatusOf(err) == http.StatusNotModified {
		return nil, i, false, errSame
	}
	if err != nil {
		return nil, i, false, err
	}
	defer body.Close()
	i = info{name: path.Base(name), size: o.Size, modified: o.Modified, tag: o.Tag}
	if o.Size > int64(e.limits.Each) {
		return nil, i, true, nil
	}
	if data, err = io.ReadAll(io.LimitReader(body, int64(e.limits.Each)+1)); err != nil {
		return nil, i, false, err
	}
	h := feed.NewHash()
	h.Write(data)
	sum := feed.SumOf(h)
	if stated := o.Metadata[publish.SumKey]; int64(len(data)) != o.Size || stated != "" && stated != hex.EncodeToString(sum[:]) {
		return nil, i, false, fmt.Errorf("%s came cut off, or altered", name)
	}
	return data, i, false, nil
}
