package mill

// What a file beside the articles is, and reading it as it is published.

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"sync/atomic"
	"time"

	"feedmill/content/asset"
	"feedmill/content/catalog"
	"feedmill/content/folder"
	"feedmill/content/media"
	"feedmill/feed"
)

// inspect says what the file at a path is. It has to have rested for as long; one that is
// being written gives folder.ErrUnsettled.
func (s *shelf) inspect(p string, rest time.Duration) (catalog.Asset, error) {
	f, now, err := s.folder.OpenBeside(p)
	if isAbsent(err) {
		return s.inspectWithin(p)
	}
	if err != nil {
		return catalog.Asset{}, err
	}
	defer f.Close()
	if rest > 0 && s.now().UnixNano()-now.Moved() < int64(rest) {
		return catalog.Asset{}, folder.ErrUnsettled
	}
	return s.inspectOpen(p, f, now)
}

// inspectAgain is inspect for a file that was known and has settled; what is as it was is
// not read.
func (s *shelf) inspectAgain(p string, before catalog.Asset) (catalog.Asset, error) {
	f, now, err := s.folder.OpenBeside(p)
	if isAbsent(err) {
		return s.inspectWithin(p)
	}
	if err != nil {
		return catalog.Asset{}, err
	}
	defer f.Close()
	if now == before.Fingerprint && before.Place != "" {
		return before, nil
	}
	return s.inspectOpen(p, f, now)
}

// unfinished is for how long a file that is empty, or lacks its end, is taken to be still on its way.
const unfinished = time.Minute

// largestStripped bounds a picture that is published without what its camera wrote.
const largestStripped = 256 << 20

func (s *shelf) inspectOpen(p string, f *folder.Opened, now folder.Fingerprint) (catalog.Asset, error) {
	a := catalog.Asset{Fingerprint: now, Size: now.Size, Away: f.Elsewhere != nil}
	if most := s.settings.MaxBytes; most > 0 && now.Size > most {
		return catalog.Asset{Fingerprint: now, Problem: fmt.Sprintf("has %d bytes, allowed are %d; make it smaller, or raise max-media", now.Size, most)}, nil
	}
	facts, err := media.Inspect(f, now.Size)
	if err != nil {
		return a, err
	}
	if age := s.now().UnixNano() - now.Moved(); (facts.Damage != "" || now.Size == 0) && s.rest.Load() > 0 && age < int64(unfinished) {
		return a, folder.ErrUnsettled
	}
	problem, err := asset.Judge(path.Base(p), facts, f, now.Size)
	if err != nil || problem != "" {
		return catalog.Asset{Fingerprint: now, Problem: problem}, err
	}
	a.Type, a.Width, a.Height, a.Duration = facts.TypeFor(p), facts.Width, facts.Height, facts.Duration
	if a.Stripped = facts.Position && !s.settings.AsTaken; a.Stripped && (!media.CanStrip(facts.Type) || now.Size > largestStripped) {
		return catalog.Asset{Fingerprint: now, Problem: "says where it was taken, which cannot be taken out of it; save it without, or set keep-location"}, nil
	}
	if err := s.sum(&a, f); err != nil {
		return a, err
	}
	after, err := folder.FingerprintOf(f.File)
	if err == nil && after != now {
		err = folder.ErrUnsettled
	}
	return a, err
}

// sum reads the file as it is published.
func (s *shelf) sum(a *catalog.Asset, f *folder.Opened) error {
	h := feed.NewHash()
	counted := &counter{w: h, steps: s.steps, ctx: s.context()}
	var err error
	if a.Stripped {
		err = media.Strip(counted, f, a.Size)
		a.Size = counted.n
	} else {
		err = f.CopyTo(counted, a.Size, make([]byte, 128<<10))
		if err == nil && counted.n != a.Size {
			err = folder.ErrUnsettled
		}
	}
	a.Sum = feed.SumOf(h)
	return err
}

func (s *shelf) context() context.Context {
	if ctx := s.ctx.Load(); ctx != nil {
		return *ctx
	}
	return context.Background()
}

// counter counts what is written, shows that work gets on, and ends it with its context.
type counter struct {
	w     io.Writer
	n     int64
	steps *atomic.Uint64
	ctx   context.Context
}

func (c *counter) Write(b []byte) (int, error) {
	if err := c.ctx.Err(); err != nil {
		return 0, err
	}
	c.steps.Add(1)
	n, err := c.w.Write(b)
	c.n += int64(n)
	return n, err
}

// open is [feed.Shelf.Open]. A file that is not what it was is inspected anew by whoever
// asks next.
func (s *shelf) open(a feed.Asset) (io.ReadCloser, error) {
	s.mu.Lock()
	p := s.places[a.Path]
	known := s.known[p]
	s.mu.Unlock()
	f, now, err := s.folder.OpenBeside(p)
	if isAbsent(err) {
		return s.openWithin(p, a)
	}
	if err == nil && (now != known.Fingerprint || feed.Sum(known.Sum) != a.Sum) {
		err = errors.Join(feed.ErrAltered, f.Close())
	}
	if err != nil {
		s.doubt(p)
		return nil, fmt.Errorf("read %s: %w", p, errors.Join(feed.ErrAltered, err))
	}
	if known.Stripped {
		defer f.Close()
		var b bytes.Buffer
		err := media.Strip(&b, f, now.Size)
		return io.NopCloser(&b), err
	}
	if f.Elsewhere != nil {
		return &feed.Streamed{ReadSeekCloser: f.Elsewhere.Stream()}, f.Close()
	}
	return &feed.Original{File: f.File, Step: func() { s.steps.Add(1) }, Unchanged: func() error {
		if after, err := folder.FingerprintOf(f.File); err != nil || after != now {
			s.doubt(p)
			return fmt.Errorf("read %s: %w", p, errors.Join(feed.ErrAltered, err))
		}
		return nil
	}}, nil
}

// doubt has a file inspected anew, unless it is known otherwise by then.
func (s *shelf) doubt(p string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if a, ok := s.known[p]; ok {
		delete(s.known, p)
		delete(s.places, a.Place)
		s.gone[p], s.departed[a.Sum] = catalog.Asset{Fingerprint: a.Fingerprint, Place: a.Place, Sum: a.Sum, Gone: true}, p
		s.unsaved[p], s.unsettled[p], s.doubted[p] = true, true, true
	}
}

func isAbsent(err error) bool { return errors.Is(err, fs.ErrNotExist) }

// mayPass reports whether a file could not be inspected for a reason that is none of its
// own.
func mayPass(err error) bool {
	return errors.Is(err, folder.ErrUnsettled) || errors.Is(err, context.Canceled) || folder.Refused(err)
}

// reason is what is wrong, without the path, which whoever says it has said.
func reason(err error) string {
	if inner := errors.Unwrap(err); inner != nil {
		return inner.Error()
	}
	return err.Error()
}
