package publish

// The address of a bucket, and how one is opened: whose it is, who may write there.

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"net/http"

	"feedmill/content/objects"
)

// checkBucket says what is wrong with an address before anything is opened.
func checkBucket(address string) error {
	_, err := objects.Parse(address, objects.Outlet)
	return err
}

// openBucket opens a bucket and claims the prefix in it.
func openBucket(ctx context.Context, address string, owner Owner) (o Outlet, fresh bool, err error) {
	a, err := objects.Parse(address, objects.Outlet)
	if err != nil {
		return nil, false, err
	}
	b, err := dialBucket(a, owner)
	if err != nil {
		return nil, false, err
	}
	fresh, err = b.Claim(ctx)
	return b, fresh, err
}

// dialBucket makes a bucket's client. Nothing is asked of the store yet.
func dialBucket(a objects.Address, owner Owner) (*Bucket, error) {
	s, err := objects.Dial(a, objects.Tries)
	if err != nil {
		return nil, err
	}
	return &Bucket{Store: s, owner: owner}, nil
}

// bucketMark says which content folder is published below a prefix.
const bucketMark = ownerPlace + "/owner.json"

// mark is what is in it. Everybody may be able to read it, and where the content lies is
// nobody's business: it is a sum.
type mark struct {
	Generator string `json:"generator"`
	Owner     string `json:"owner"`
}

func (b *Bucket) markOf(folder string) mark {
	sum := sha256.Sum256([]byte(b.Bucket + "\x00" + b.Prefix + "\x00" + folder))
	return mark{bucketGenerator, hex.EncodeToString(sum[:])}
}

// Claim notes that the content folder is published below the prefix; fresh says that
// nobody was before. The error wraps [ErrOwned] if the place is taken.
func (b *Bucket) Claim(ctx context.Context) (fresh bool, err error) {
	ctx, cancel := context.WithTimeout(ctx, patience(0))
	defer cancel()
	if !b.HasKeys(ctx) {
		return false, fmt.Errorf("there are no keys for it; %s", b.WhereKeysAre())
	}
	found, known, err := b.readMark(ctx)
	ours := b.markOf(b.owner.Folder)
	switch {
	case err != nil:
		return false, err
	case known && found == ours:
		return false, nil
	case known && (b.owner.Former == "" || found != b.markOf(b.owner.Former) || exists(b.owner.Former)):
		return false, fmt.Errorf("%s/%s %w; choose another --out; if that folder has moved here, or is not published there any more, remove %s from the bucket", b.Bucket, b.Prefix, ErrOwned, b.Prefix+bucketMark)
	}
	if err := b.writeMark(ctx, ours, !known); err != nil {
		return false, err
	}
	if found, _, err = b.readMark(ctx); err == nil && found != ours { // both came at once
		err = fmt.Errorf("%s/%s %w; choose another --out", b.Bucket, b.Prefix, ErrOwned)
	}
	return !known, err
}

func (b *Bucket) readMark(ctx context.Context) (m mark, known bool, err error) {
	data, _, err := b.read(ctx, bucketMark, 1<<10)
	switch {
	case objects.IsMissing(err):
		return m, false, nil
	case err != nil:
		return m, false, b.InWords(err)
	case json.Unmarshal(data, &m) != nil || m.Generator != bucketGenerator:
		return m, false, fmt.Errorf("%s/%s: the object there %w", b.Bucket, b.Prefix+bucketMark, ErrForeign)
	}
	return m, true, nil
}

func (b *Bucket) writeMark(ctx context.Context, m mark, create bool) error {
	data, err := json.Marshal(m)
	if err != nil {
		return err
	}
	err = b.note(ctx, bucketMark, data, condition(create))
	if create && (objects.IsRefused(err) || objects.StatusOf(err) == http.StatusNotImplemented) {
		return nil // which is looked at next
	}
	return b.InWords(err)
}

// read reads an object as a whole, and nothing of one that has more bytes than it may.
func (b *Bucket) read(ctx context.Context, path string, most int64) ([]byte, objects.Object, error) {
	body, o, err := b.Get(ctx, path, objects.Wanted{})
	if err != nil {
		return nil, o, err
	}
	defer body.Close()
	if o.Size > most {
		return nil, o, nil
	}
	data, err := io.ReadAll(body)
	if err == nil && int64(len(data)) != o.Size {
		err = fmt.Errorf("%d of %d bytes came", len(data), o.Size)
	}
	return data, o, err
}

// note puts a small object that no cache may keep.
func (b *Bucket) note(ctx context.Context, path string, data []byte, tag string) error {
	how := objects.Putting{Type: "application/json", Cache: "no-store", Tag: tag}
	_, err := b.Protocol.Put(ctx, path, bytes.NewReader(data), int64(len(data)), how)
	return err
}
