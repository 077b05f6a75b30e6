// Package catalog remembers every article: its identity, dates and order, on disk.
//
// A [Catalog] is one file. [Catalog.Apply] takes [Reading]s, what was read from
// the files that changed, and turns them into [Record]s in one transaction; the
// [Delta] it returns says which articles appeared, changed or vanished. A folder
// that is read for the first time goes in faster by [Catalog.Load]. Queries such as
// [Catalog.Window] answer from ordered indexes: their cost depends on what they
// return, not on how many articles there are.
//
// Three things are decided once for an article and then kept, whatever happens to
// its file: its ID, the address of its page, and its date where none is stated.
// The clock is an argument and decides only two things: whether an article is due
// or expired, and the instant at which one was withdrawn.
//
// The records are the truth. All indexes follow from them, as place.go says, and
// can be built from them at once, as build.go does. Indexes and files are packed
// sets of keys (set.go), since keys are most of what a catalog holds.
//
// A Catalog may be used by several goroutines at once; Apply and Due wait for
// each other. What [Catalog.ApplyAhead] files is answered before it is on the disk.
// Records that a Catalog returns belong to the caller.
package catalog

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"sync/atomic"
	"time"

	"github.com/google/uuid"
	"go.etcd.io/bbolt"
)

// Future says what happens to an article whose date is still to come.
type Future int

// Hold shows an article when its date has come, Show at once.
const (
	Hold Future = iota
	Show
)

// Options are the settings for identity, dates and windows.
type Options struct {
	// Authority is what IDs are minted from, usually a host name. It is stored
	// when the catalog is created, and from then on the stored one is used.
	Authority string
	// Zone applies to days without an hour and to modification times; nil is UTC.
	Zone   *time.Location
	Future Future
	// Window is how many articles a feed shows; 0 is 50.
	Window int
	// Reader names what reads the files. When it differs from the last one,
	// Fingerprints makes every file count as changed, so that all are read again.
	Reader string
}

const defaultWindow = 50

// formatVersion counts changes of the layout of buckets and values, and of how sums and
// sketches are made. Catalogs of the two versions before differ in these alone, and stay
// what they are (sum.go).
const formatVersion = 4

// The buckets.
var (
	bucketMeta       = []byte("meta")       // name → value
	bucketRecords    = []byte("records")    // Seen → Record, for ever
	bucketSelections = []byte("selections") // kind, folded name → facet
	bucketKnown      = []byte("known")      // formerly published entries, and how to find them
	bucketKept       = []byte("kept")       // ID → how the article was shown last
	bucketOutlets    = []byte("outlets")    // name of an outlet → path of a document → Stamp; old catalogs begin without it
)

// The buckets that are a [set]. But for the files, what is in them follows from the
// records.
var (
	bucketFiles     = []byte("files")     // path, a zero byte, fileEntry
	bucketIDs       = []byte("ids")       // hash of an ID, Seen
	bucketSlugs     = []byte("slugs")     // hash of a Slug, Seen
	bucketStamps    = []byte("stamps")    // Updated, Seen: no two are equal
	bucketIndex     = []byte("index")     // facet number, Published, Seen: what is shown
	bucketWithdrawn = []byte("withdrawn") // facet number, Withdrawn, Seen
	bucketDue       = []byte("due")       // instant, Seen, state: when the state changes by itself
	bucketRemoved   = []byte("removed")   // kind, hash, Seen: articles without a file
	bucketTitles    = []byte("titles")    // kind, hash of a folded title, Seen
)

var (
	plainBuckets = [][]byte{bucketMeta, bucketRecords, bucketSelections, bucketKnown, bucketKept}
	owned        = [][]byte{bucketIDs, bucketSlugs, bucketStamps}
	placed       = [][]byte{bucketIndex, bucketWithdrawn, bucketDue, bucketRemoved, bucketTitles}
	derived      = slices.Concat(owned, placed)
	sets         = append([][]byte{bucketFiles}, derived...)
	buckets      = slices.Concat(plainBuckets, sets)
)

// Catalog is an open catalog. Close it when done.
type Catalog struct {
	db        *bbolt.DB
	path      string
	file      os.FileInfo // of the file at path when it was opened
	authority string
	namespace uuid.UUID
	zone      *time.Location
	future    Future
	window    int
	pending   atomic.Pointer[Pending] // what is not on the disk yet; nil for nothing
	marks     marks                   // of its version
	epoch     uint32                  // counts readers; files of another epoch are to be read again
	aside     string
	why       error
	damaged   atomic.Bool // damage was seen: the holder's file stays, so that the next Open checks everything
}

// Errors to be told apart by errors.Is.
var (
	// ErrDamaged means that the file does not hold what was written to it.
	ErrDamaged = errors.New("damaged")
	// ErrVersion means that another version of the program wrote the file.
	ErrVersion = errors.New("unknown version")
	// ErrHeld means that another process has the catalog open.
	ErrHeld = errors.New("in use")
)

// Open opens the catalog at path, or creates it. A file that proves damaged is
// renamed and a new catalog begun: see [Catalog.SetAside]. Its errors wrap
// [ErrHeld] or [ErrVersion] where they apply.
func Open(path string, o Options) (*Catalog, error) {
	db, err := openFile(path)
	var aside string
	var why error
	if errors.Is(err, ErrDamaged) {
		why = err
		if aside, err = setAside(path); err != nil {
			return nil, err
		}
		db, err = openFile(path)
	}
	if err != nil {
		return nil, err
	}
	c := &Catalog{db: db, path: path, aside: aside, why: why}
	if c.file, err = os.Stat(path); err != nil {
		return nil, errors.Join(fmt.Errorf("open catalog: %w", err), c.Close())
	}
	if err := c.configure(o); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

// SetAside reports what Open had to do with a damaged file: the name that it
// now has, and what was wrong. The name is empty if all was well.
func (c *Catalog) SetAside() (name string, why error) { return c.aside, c.why }

// Authority is what IDs are minted from: that of the catalog's creation.
func (c *Catalog) Authority() string { return c.authority }

// Close ends the use of the catalog and lets other processes have it.
func (c *Catalog) Close() error {
	// The holder's file goes first: once the lock is free, it may be another process's.
	c.settle()
	var err error
	if !c.damaged.Load() {
		err = removeHolder(c.path)
	}
	if closeErr := c.db.Close(); closeErr != nil {
		err = errors.Join(err, fmt.Errorf("close catalog %s: %w", c.path, closeErr))
	}
	return err
}

// configure fills the catalog's settings from what is stored, else from o.
func (c *Catalog) configure(o Options) error {
	c.zone, c.future, c.window = o.Zone, o.Future, o.Window
	if c.zone == nil {
		c.zone = time.UTC
	}
	if c.window <= 0 {
		c.window = defaultWindow
	}
	return c.update(func(tx *bbolt.Tx) error {
		meta := tx.Bucket(bucketMeta)
		if meta == nil {
			if err := createBuckets(tx, o); err != nil {
				return err
			}
			meta = tx.Bucket(bucketMeta)
		}
		if err := beginOutlets(tx); err != nil {
			return err
		}
		if err := emptied(tx); err != nil { // the last process may have ended while it loaded
			return err
		}
		c.marks = marksOf[meta.Get([]byte("version"))[0]]
		c.authority = string(meta.Get([]byte("authority")))
		c.namespace = uuid.NewSHA1(uuid.NameSpaceDNS, []byte(c.authority))
		if err := c.setReader(meta, o.Reader); err != nil {
			return err
		}
		return c.setWindow(tx)
	})
}

// beginOutlets has an old catalog forget what it knew of its only output, which had
// no checksums: the output is read once more.
func beginOutlets(tx *bbolt.Tx) error {
	if old := []byte("documents"); tx.Bucket(old) != nil {
		if err := tx.DeleteBucket(old); err != nil {
			return err
		}
	}
	_, err := tx.CreateBucketIfNotExists(bucketOutlets)
	return err
}

func createBuckets(tx *bbolt.Tx, o Options) error {
	if o.Authority == "" {
		return errors.New("create catalog: no authority to mint IDs from; give a host name")
	}
	for _, name := range buckets {
		if _, err := tx.CreateBucket(name); err != nil {
			return err
		}
	}
	meta := tx.Bucket(bucketMeta)
	if err := meta.Put([]byte("version"), []byte{formatVersion}); err != nil {
		return err
	}
	return meta.Put([]byte("authority"), []byte(o.Authority))
}

// setReader begins a new epoch when the files are read by something new.
func (c *Catalog) setReader(meta *bbolt.Bucket, reader string) error {
	if stored := meta.Get([]byte("epoch")); len(stored) == 4 {
		c.epoch = number32(stored)
		if string(meta.Get([]byte("reader"))) == reader {
			return nil
		}
		c.epoch++
	}
	if err := meta.Put([]byte("epoch"), key32(c.epoch)); err != nil {
		return err
	}
	return meta.Put([]byte("reader"), []byte(reader))
}

// setWindow begins the windows anew when their size has changed: the operator
// asked to see more, or less.
func (c *Catalog) setWindow(tx *bbolt.Tx) error {
	meta := tx.Bucket(bucketMeta)
	size := key32(uint32(c.window))
	if string(meta.Get([]byte("window"))) == string(size) {
		return nil
	}
	if err := c.beginWindows(tx); err != nil {
		return err
	}
	return meta.Put([]byte("window"), size)
}

// beginWindows has each feed show the newest articles, whatever it showed before.
func (c *Catalog) beginWindows(tx *bbolt.Tx) error {
	w := newWriter(c, tx)
	if err := w.loadFacets(); err != nil {
		return err
	}
	for _, f := range w.facets {
		f.mark = nil
		w.touched[f] = true
	}
	return w.finish()
}

// CopyTo writes the file of the catalog as it is at one moment, while others write it. Each
// transaction gives it another revision; one that is known is not written again.
func (c *Catalog) CopyTo(w io.Writer, known int) (revision int, err error) {
	err = c.viewStored(func(tx *bbolt.Tx) error {
		if revision = tx.ID(); revision == known {
			return nil
		}
		_, err := tx.WriteTo(w)
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("copy catalog: %w", err)
	}
	return revision, nil
}

// update runs one read-write transaction, view a read-only one. What bbolt
// cannot make sense of comes back as ErrDamaged.
func (c *Catalog) update(f func(*bbolt.Tx) error) error {
	c.settle()
	return c.guard(func() error { return c.db.Update(f) })
}

func (c *Catalog) view(f func(*bbolt.Tx) error) error {
	if p := c.pending.Load(); p != nil {
		ended := false
		if err := c.guard(func() (err error) { ended, err = p.view(f); return err }); !ended {
			return err
		}
	}
	return c.viewStored(f)
}

// viewStored is view of what is on the disk.
func (c *Catalog) viewStored(f func(*bbolt.Tx) error) error {
	return c.guard(func() error { return c.db.View(f) })
}
