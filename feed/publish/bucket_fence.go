package publish

// A bucket that several nodes publish into, one after the other. One that has been
// overtaken without knowing it must not put an older document in the place of a newer
// one: the store itself refuses that.

import (
	"bytes"
	"cmp"
	"context"
	"fmt"
	"strconv"
	"time"

	"feedmill/content/objects"
	"feedmill/feed/lease"
)

// epochKey is where the metadata of an object names the term of the node that put it.
const epochKey = "Feedmill-Epoch"

// fencings is how often a document is tried that others write as well.
const fencings = 5

// sendFenced puts a document in the place of the one that this node put or claimed: what
// is there must have the tag that the manifest has. Where it has not, a later term ends
// this one, and an earlier one is overtaken.
func (b *Bucket) sendFenced(ctx context.Context, u *upload) error {
	tag := u.was.Tag
	for range fencings {
		if err := b.owner.Term.Check(ctx); err != nil {
			return err
		}
		err := b.send(ctx, u, tag)
		if !objects.IsRefused(err) && !(tag != "" && objects.IsMissing(err)) {
			return b.inWordsUnlessOurs(err)
		}
		now, err := b.stat(ctx, u.Path)
		if err != nil {
			return err
		}
		if now.epoch > b.owner.Term.Epoch() {
			return fmt.Errorf("%s is of term %d: %w", u.Path, now.epoch, lease.ErrLost)
		}
		if done, err := u.meet(now); done && now.epoch == b.owner.Term.Epoch() || err != nil {
			return err
		}
		tag = now.tag
	}
	return fmt.Errorf("others write it too; it is tried again")
}

// fenceRemoval says that an object may be removed: conditions on removals are ignored by
// some stores. What a later term has put is not this one's to remove.
func (b *Bucket) fenceRemoval(ctx context.Context, p string) error {
	if b.owner.Term == nil {
		return nil
	}
	if err := b.owner.Term.Check(ctx); err != nil {
		return err
	}
	now, err := b.stat(ctx, p)
	if err == nil && now.epoch > b.owner.Term.Epoch() {
		err = fmt.Errorf("%s is of term %d: %w", p, now.epoch, lease.ErrLost)
	}
	return err
}

func epochOf(metadata map[string]string) uint64 {
	epoch, err := strconv.ParseUint(metadata[epochKey], 10, 64)
	if err != nil {
		return 0 // it was put by a node alone
	}
	return epoch
}

// Shared is what nodes that publish into one bucket tell one another by: objects below
// its mark. It is a [lease.Store].
type Shared struct{ b *Bucket }

// OpenShared opens what nodes share at the address of a bucket.
func OpenShared(address string) (*Shared, error) {
	a, err := objects.Parse(address, objects.Shared)
	if err != nil {
		return nil, err
	}
	b, err := dialBucket(a, Owner{})
	if err != nil {
		return nil, err
	}
	return &Shared{b}, nil
}

// CheckShared says what is wrong with an address before anything is opened.
func CheckShared(address string) error {
	_, err := objects.Parse(address, objects.Shared)
	return err
}

// Lease is the time after which another node takes over.
func (s *Shared) Lease() time.Duration { return cmp.Or(s.b.Lease, objects.UsualLease) }

// Close drops the connections.
func (s *Shared) Close() error { return s.b.Close() }

// largestShared bounds what is read of what nodes share: the catalog of many millions.
const largestShared = 4 << 30

func place(key string) string { return ownerPlace + "/" + key }

// Read gives an object, and its tag: see [lease.Store].
func (s *Shared) Read(ctx context.Context, key string) (data []byte, tag string, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience(0))
	defer cancel()
	data, o, err := s.b.read(ctx, place(key), largestShared)
	if objects.IsMissing(err) {
		return nil, "", nil
	}
	if err != nil {
		return nil, "", fmt.Errorf("read %s: %w", key, s.b.InWords(err))
	}
	return data, o.Tag, nil
}

// Write writes an object in the place of the one with a tag: see [lease.Store].
func (s *Shared) Write(ctx context.Context, key string, data []byte, tag string) (next string, err error) {
	return s.put(ctx, key, data, tag)
}

// Put writes an object whatever is there: one that nobody else writes.
func (s *Shared) Put(ctx context.Context, key string, data []byte) error {
	_, err := s.put(ctx, key, data, objects.Anything)
	return err
}

// Remove takes an object away.
func (s *Shared) Remove(ctx context.Context, key string) error {
	return s.b.InWords(s.b.Protocol.Remove(ctx, place(key)))
}

func (s *Shared) put(ctx context.Context, key string, data []byte, tag string) (next string, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience(int64(len(data))))
	defer cancel()
	how := objects.Putting{Type: "application/octet-stream", Cache: "no-store", Tag: tag, Fenced: true}
	next, err = s.b.Protocol.Put(ctx, place(key), bytes.NewReader(data), int64(len(data)), how)
	switch {
	case objects.IsRefused(err) || objects.IsMissing(err):
		return "", fmt.Errorf("write %s: %w", key, lease.ErrConflict)
	case err != nil:
		return "", fmt.Errorf("write %s: %w", key, s.b.InWords(err))
	}
	return next, nil
}
