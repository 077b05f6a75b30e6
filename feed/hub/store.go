package hub

// The store has what must outlive the process: subscriptions, and requests that were
// accepted and wait for their verification. It is a file of its own beside the catalog,
// which has one writer at a time: strangers who subscribe must not hold up an edition.

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

var (
	bucketSubscriptions = []byte("subscriptions") // path, zero byte, callback → Subscription
	bucketAsking        = []byte("asking")        // likewise → request
)

type store struct {
	db   *bbolt.DB
	path string
	file os.FileInfo // of the file at path when it was opened
}

// here reports whether the open file is still the one at its path.
func (s *store) here() bool {
	now, err := os.Stat(s.path)
	return err == nil && os.SameFile(now, s.file)
}

// openStore opens the file at path, or makes it. One that is damaged is renamed to
// aside.
func openStore(path string) (s *store, aside string, err error) {
	db, err := openDB(path)
	if err != nil && !errors.Is(err, berrors.ErrTimeout) && !errors.Is(err, os.ErrPermission) {
		aside = path + ".damaged"
		if renamed := os.Rename(path, aside); renamed != nil {
			return nil, "", errors.Join(err, renamed)
		}
		db, err = openDB(path)
	}
	if err != nil {
		return nil, aside, fmt.Errorf("open the subscriptions in %s: %w", path, err)
	}
	file, err := os.Stat(path)
	if err != nil {
		return nil, aside, errors.Join(fmt.Errorf("open the subscriptions: %w", err), db.Close())
	}
	return &store{db, path, file}, aside, nil
}

func openDB(path string) (*bbolt.DB, error) {
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{Timeout: time.Second})
	if err != nil {
		return nil, err
	}
	err = db.Update(func(tx *bbolt.Tx) error {
		_, err := tx.CreateBucketIfNotExists(bucketSubscriptions)
		if err == nil {
			_, err = tx.CreateBucketIfNotExists(bucketAsking)
		}
		return err
	})
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	return db, nil
}

func (k key) bytes() []byte { return []byte(k.path + "\x00" + k.callback) }

// load gives everything in the store to whoever takes it in.
func (s *store) load(subscription func(Subscription), asking func(request)) error {
	return s.db.View(func(tx *bbolt.Tx) error {
		err := tx.Bucket(bucketSubscriptions).ForEach(func(_, v []byte) error {
			var sub Subscription
			err := json.Unmarshal(v, &sub)
			if err == nil {
				subscription(sub)
			}
			return err
		})
		if err != nil {
			return err
		}
		return tx.Bucket(bucketAsking).ForEach(func(_, v []byte) error {
			var q request
			err := json.Unmarshal(v, &q)
			if err == nil {
				asking(q)
			}
			return err
		})
	})
}

// ask stores a request that was accepted.
func (s *store) ask(k key, q request) error {
	v, err := json.Marshal(q)
	if err != nil {
		return err
	}
	return s.db.Batch(func(tx *bbolt.Tx) error { return tx.Bucket(bucketAsking).Put(k.bytes(), v) })
}

// settle stores what has become of a request: the subscription as it is now, or nil if
// there is none.
func (s *store) settle(k key, sub *Subscription) error {
	return s.db.Batch(func(tx *bbolt.Tx) error {
		if err := tx.Bucket(bucketAsking).Delete(k.bytes()); err != nil {
			return err
		}
		return put(tx, k, sub)
	})
}

// save stores how subscriptions are now; nil is that one is no more.
func (s *store) save(subs map[key]*Subscription) error {
	if len(subs) == 0 {
		return nil
	}
	return s.db.Update(func(tx *bbolt.Tx) error {
		for k, sub := range subs {
			if err := put(tx, k, sub); err != nil {
				return err
			}
		}
		return nil
	})
}

func put(tx *bbolt.Tx, k key, sub *Subscription) error {
	if sub == nil {
		return tx.Bucket(bucketSubscriptions).Delete(k.bytes())
	}
	v, err := json.Marshal(sub)
	if err != nil {
		return err
	}
	return tx.Bucket(bucketSubscriptions).Put(k.bytes(), v)
}

func (s *store) close() error { return s.db.Close() }
