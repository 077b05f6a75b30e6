package publish

// Object storage, from which a CDN serves: S3, and what speaks as it does.

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"fmt"
	"hash/fnv"
	"io"
	"iter"
	"net/http"
	"path"
	"slices"
	"strconv"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"feedmill/content/catalog"
	"feedmill/content/objects"
	"feedmill/feed"
	"feedmill/feed/lease"
)

// Bucket is an outlet in object storage: an object for each document, below a prefix.
// Each object names Feedmill and the sum of its bytes in its metadata, so that what an
// interrupted edition left behind is known again without being sent again. There is no
// transaction over several objects: documents appear in stages, and nothing leads to an
// object of a later one.
type Bucket struct {
	*objects.Store
	owner  Owner
	marked bool // the last edition, as whole
	summed bool // an edition was, with the sum of its documents

	there map[string]bool // keys below the prefix, listed while the manifest is not begun; nil if they were not
}

const (
	bucketGenerator = feed.Name

	// putsAtOnce is after how many objects the manifest is stored: so many are looked at
	// again after a crash.
	putsAtOnce = 1000
	// smallObject is up to how large a document is read before it is put.
	smallObject = 1 << 20
)

// An upload is a document that is to be put.
type upload struct {
	feed.Document
	was   catalog.Stamp
	known bool // was is how it was left
	look  bool // what is in its place is to be looked at

	left catalog.Stamp // how it is left now; zero if it was not reached
	put  bool
}

// Put puts the documents whose bytes differ: see [Outlet].
func (b *Bucket) Put(ctx context.Context, documents iter.Seq2[feed.Document, error], held *catalog.Manifest) (put []string, err error) {
	stages, err := b.plan(ctx, documents, held)
	if err != nil {
		return nil, err
	}
	for _, stage := range stages {
		for some := range slices.Chunk(stage, putsAtOnce) {
			err := b.putAll(ctx, some)
			for _, u := range some {
				if u.left != (catalog.Stamp{}) {
					held.Note(u.Path, u.left)
				}
				if u.put {
					put = append(put, u.Path)
				}
			}
			if err := errors.Join(err, held.Keep()); err != nil {
				return put, err
			}
		}
	}
	return put, nil
}

// plan sorts documents by the stages in which they appear. One that was left with the
// same bytes is looked at: whoever gives it has reason to.
func (b *Bucket) plan(ctx context.Context, documents iter.Seq2[feed.Document, error], held *catalog.Manifest) (stages [stageCount][]*upload, err error) {
	for d, err := range documents {
		if err = cmp.Or(err, ctx.Err()); err != nil {
			return stages, err
		}
		u := &upload{Document: d}
		if u.was, u.known, err = held.Last(d.Path); err != nil {
			return stages, err
		}
		if u.look = u.known && u.was.Sum == d.Sum() && u.was.Size == d.Size; !u.known && !held.Begun() {
			if u.look, err = b.isThere(ctx, d.Path); err != nil {
				return stages, err
			}
		}
		stages[stageOf(d.Path)] = append(stages[stageOf(d.Path)], u)
	}
	return stages, nil
}

// isThere reports whether an object is there that the manifest does not know. The
// whole prefix is listed for it once: a thousand keys are one request.
func (b *Bucket) isThere(ctx context.Context, p string) (bool, error) {
	if b.there == nil {
		there := map[string]bool{}
		for o, err := range b.Protocol.List(ctx, "") {
			if err != nil {
				return false, b.InWords(err)
			}
			there[o.Path] = true
		}
		b.there = there
	}
	return b.there[p], nil
}

// Stages in which documents appear: what pages show, then pages, then feeds, and at last
// the lists that lead to all of them.
const (
	shownStage = iota
	pageStage
	feedStage
	listStage
	stageCount
)

func stageOf(p string) int {
	place, _, _ := strings.Cut(p, "/")
	switch {
	case feed.IsAsset(p), path.Ext(p) == ".css", path.Ext(p) == ".svg", path.Ext(p) == ".xsl":
		return shownStage
	case place == "articles":
		return pageStage
	case path.Ext(p) == ".xml", path.Ext(p) == ".json":
		return feedStage
	}
	return listStage
}

// putAll puts documents side by side. Once one fails no other is begun.
func (b *Bucket) putAll(ctx context.Context, all []*upload) error {
	var failed atomic.Bool
	var first error
	var once sync.Once
	_ = sideBySide(objects.Together, all, func(u *upload) error {
		if failed.Load() {
			return nil
		}
		if err := b.put(ctx, u); err != nil {
			once.Do(func() { first = fmt.Errorf("put %s: %w", u.Path, err) })
			failed.Store(true)
		}
		return nil
	})
	return first
}

// put puts one document, unless it is there.
func (b *Bucket) put(ctx context.Context, u *upload) error {
	create := !u.known
	if u.look {
		now, err := b.stat(ctx, u.Path)
		if err != nil {
			return err
		}
		if done, err := u.meet(now); done || err != nil {
			return err
		}
		create = create && !now.found
		u.was.Tag = now.tag
	}
	if b.owner.Term != nil {
		return b.sendFenced(ctx, u)
	}
	err := b.send(ctx, u, condition(create))
	if !create || !objects.IsRefused(err) {
		return b.inWordsUnlessOurs(err)
	}
	now, err := b.stat(ctx, u.Path)
	if err != nil {
		return err
	}
	if done, err := u.meet(now); done || err != nil {
		return err
	}
	return b.inWordsUnlessOurs(b.send(ctx, u, objects.Anything))
}

// inWordsUnlessOurs leaves alone what is said of reading the document.
func (b *Bucket) inWordsUnlessOurs(err error) error {
	if errors.Is(err, feed.ErrAltered) || errors.Is(err, lease.ErrLost) {
		return err
	}
	return b.InWords(err)
}

// meet reports whether what is in the place of a document is that document, and may be
// replaced if not.
func (u *upload) meet(now object) (done bool, err error) {
	switch {
	case now.found && now.sum == u.Sum().String() && now.size == u.Size:
		u.left = stampOfTag(now.size, now.tag, u.Sum())
		return true, nil
	case now.found && now.sum == "" && !u.known:
		return false, fmt.Errorf("the object there %w", ErrForeign)
	}
	return false, nil
}

// An object is what the store says of one.
type object struct {
	found bool
	size  int64
	tag   string
	sum   string // empty if it is not Feedmill's
	epoch uint64 // of the node that put it; 0 if that is alone
}

func (b *Bucket) stat(ctx context.Context, p string) (object, error) {
	ctx, cancel := context.WithTimeout(ctx, patience(0))
	defer cancel()
	info, err := b.Stat(ctx, p)
	switch {
	case objects.IsMissing(err):
		return object{}, nil
	case err != nil:
		return object{}, b.InWords(err)
	}
	return object{true, info.Size, info.Tag, info.Metadata[SumKey], epochOf(info.Metadata)}, nil
}

func condition(create bool) (tag string) {
	if create {
		return ""
	}
	return objects.Anything
}

// send puts the bytes of a document in the place of what has a tag. A store that does not
// know how to create what is not there yet is not asked for it again.
func (b *Bucket) send(ctx context.Context, u *upload, tag string) error {
	ctx, cancel := context.WithTimeout(ctx, patience(u.Size))
	defer cancel()
	body, err := bodyOf(u.Document)
	if err != nil {
		return err
	}
	defer body.Close()
	how := objects.Putting{Type: u.MediaType, Cache: cacheControl(u.Path), Tag: tag, Metadata: map[string]string{SumKey: u.Sum().String()}}
	if b.owner.Term != nil {
		how.Fenced = true
		how.Metadata[epochKey] = strconv.FormatUint(b.owner.Term.Epoch(), 10)
	}
	left, err := b.Protocol.Put(ctx, u.Path, body, u.Size, how)
	if tag == "" && b.owner.Term == nil && objects.StatusOf(err) == http.StatusNotImplemented {
		return b.send(ctx, u, objects.Anything)
	}
	if err == nil {
		u.left, u.put = stampOfTag(u.Size, left, u.Sum()), true
	}
	return err
}

// patience is how long a request may take, with all its tries: slower than this is down.
func patience(size int64) time.Duration {
	return 2*time.Minute + time.Duration(size)*time.Second/(64<<10)
}

// bodyOf opens a document to be sent, perhaps more than once. What is read of it is
// summed first: half a document, or another one, is never sent under its name.
func bodyOf(d feed.Document) (io.ReadSeekCloser, error) {
	from, err := d.Open()
	if err != nil {
		return nil, err
	}
	if streamed, ok := from.(*feed.Streamed); ok {
		return streamed, nil // which is summed already, and cannot have changed
	}
	if file, ok := from.(io.ReadSeekCloser); ok && d.Size > smallObject {
		h := feed.NewHash()
		n, err := io.Copy(h, file)
		if err == nil {
			_, err = file.Seek(0, io.SeekStart)
		}
		if err == nil && (n != d.Size || feed.SumOf(h) != d.Sum()) {
			err = fmt.Errorf("read %s: %w", d.Path, feed.ErrAltered)
		}
		if err != nil {
			return nil, errors.Join(err, file.Close())
		}
		return file, nil
	}
	defer from.Close()
	var data bytes.Buffer
	h := feed.NewHash()
	if _, err := io.Copy(io.MultiWriter(&data, h), from); err != nil {
		return nil, err
	}
	if int64(data.Len()) != d.Size || feed.SumOf(h) != d.Sum() {
		return nil, fmt.Errorf("read %s: %w", d.Path, feed.ErrAltered)
	}
	return inMemory{bytes.NewReader(data.Bytes())}, nil
}

// inMemory is a body that needs no closing.
type inMemory struct{ *bytes.Reader }

// Close has nothing to close.
func (inMemory) Close() error { return nil }

// stampOfTag is how an object was left. Stores make tags of anything: they are compared,
// and no meaning is read into them.
func stampOfTag(size int64, tag string, sum feed.Sum) catalog.Stamp {
	h := fnv.New64a()
	h.Write([]byte(tag))
	return catalog.Stamp{Size: size, Version: int64(h.Sum64()), Sum: sum, Tag: tag}
}

// Remove takes objects away, what leads to others before these.
func (b *Bucket) Remove(ctx context.Context, paths []string) error {
	var stages [stageCount][]string
	for _, p := range paths {
		stages[stageOf(p)] = append(stages[stageOf(p)], p)
	}
	for _, stage := range slices.Backward(stages[:]) {
		if err := sideBySide(objects.Together, stage, func(p string) error { return b.remove(ctx, p) }); err != nil {
			return err
		}
	}
	return nil
}

func (b *Bucket) remove(ctx context.Context, p string) error {
	ctx, cancel := context.WithTimeout(ctx, patience(0))
	defer cancel()
	if err := b.fenceRemoval(ctx, p); err != nil {
		return err
	}
	err := b.Protocol.Remove(ctx, p)
	if err != nil && !objects.IsMissing(err) {
		return fmt.Errorf("remove %s: %w", p, b.InWords(err))
	}
	return nil
}

// List tells of the objects at paths, which are in order: it lists them from the first to
// the last.
func (b *Bucket) List(ctx context.Context, paths []string) iter.Seq2[catalog.Copy, error] {
	return func(yield func(catalog.Copy, error) bool) {
		if len(paths) == 0 {
			return
		}
		for o, err := range b.list(ctx, paths[0], paths[len(paths)-1]) {
			if err != nil {
				yield(catalog.Copy{}, err)
				return
			}
			if _, asked := slices.BinarySearch(paths, o.Path); asked && !yield(o, nil) {
				return
			}
		}
	}
}

// list lists the objects from one path to another one.
func (b *Bucket) list(ctx context.Context, from, to string) iter.Seq2[catalog.Copy, error] {
	return func(yield func(catalog.Copy, error) bool) {
		runes := []rune(from)
		after := string(runes[:max(len(runes)-1, 0)]) // what is before it, and little else
		for o, err := range b.Protocol.List(ctx, after) {
			switch {
			case err != nil:
				yield(catalog.Copy{}, b.InWords(err))
				return
			case to != "" && o.Path > to:
				return
			case !yield(catalog.Copy{Path: o.Path, Stamp: stampOfTag(o.Size, o.Tag, feed.Sum{})}, nil):
				return
			}
		}
	}
}

// Left asks of each other object where an edition has its documents whose it is.
func (b *Bucket) Left(ctx context.Context, current func(path string) bool) iter.Seq2[catalog.Copy, error] {
	return func(yield func(catalog.Copy, error) bool) {
		for o, err := range b.list(ctx, "", "") {
			if err == nil {
				place, _, _ := strings.Cut(o.Path, "/")
				if !slices.Contains(feed.Places, place) || current(o.Path) {
					continue
				}
				var now object
				if now, err = b.stat(ctx, o.Path); err == nil && now.sum == "" {
					continue
				}
			}
			if !yield(o, err) || err != nil {
				return
			}
		}
	}
}

// Clear gives up the uploads of large files that a crash left half done.
func (b *Bucket) Clear(func(path string) bool) error {
	ctx, cancel := context.WithTimeout(context.Background(), patience(0))
	defer cancel()
	return b.InWords(b.GiveUp(ctx, feed.AssetPlace+"/"))
}

// Grace is for how long what has left the edition stays.
func (b *Bucket) Grace() time.Duration { return b.Address.Grace }

// Again has the bucket asked once more whose it is, for another edition.
func (b *Bucket) Again(ctx context.Context) (fresh bool, err error) {
	b.there = nil
	return b.Claim(ctx)
}
