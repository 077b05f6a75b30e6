package catalog

// What is filed is brought to the disk while its documents are made: whoever makes them
// reads the transaction that is not on the disk yet.

import (
	"errors"
	"fmt"
	"sync"
	"time"

	"go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"
)

// Pending is what a call of [Catalog.ApplyAhead] did, which may not be on the disk yet. It
// may be used by several goroutines.
type Pending struct {
	c     *Catalog
	files int // that were applied

	mu  sync.Mutex // held by whoever reads the transaction, and while it goes to the disk
	tx  *bbolt.Tx  // nil once it is there, or has failed; guarded by mu
	err error      // why it has failed; guarded by mu
}

// ApplyAhead is [Catalog.Apply] that does not wait for the disk. From now on the catalog
// answers with what was applied, to one goroutine at a time, so that it is of use for few
// files only. The caller has it settled before anybody outside sees anything of it: after a
// crash before that it has never happened. Until then it waits for nobody who writes into the
// catalog: they may be waiting for it.
func (c *Catalog) ApplyAhead(readings []Reading, gone []string, now time.Time) (Delta, *Pending, error) {
	c.settle()
	p := &Pending{c: c, files: len(readings) + len(gone)}
	var w *writer
	err := c.guard(func() (err error) {
		if p.tx, err = c.db.Begin(true); err != nil {
			return err
		}
		w, err = c.applyIn(p.tx, readings, gone, now)
		return err
	})
	if err != nil {
		return Delta{}, nil, errors.Join(p.failed(err), p.rollback())
	}
	c.pending.Store(p)
	return w.sortedDelta(), p, nil
}

// Settle brings it to the disk, or waits while another does. After an error the catalog is
// as before.
func (p *Pending) Settle() error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.tx == nil {
		return p.err
	}
	if err := p.c.guard(p.tx.Commit); err != nil {
		p.err = errors.Join(p.failed(err), p.rollback())
	}
	p.tx = nil
	p.c.pending.CompareAndSwap(p, nil)
	return p.err
}

func (p *Pending) failed(err error) error {
	return fmt.Errorf("apply %d files to the catalog: %w", p.files, err)
}

// rollback ends a transaction that has failed, if that has not ended it.
func (p *Pending) rollback() error {
	if p.tx == nil {
		return nil
	}
	if err := p.tx.Rollback(); !errors.Is(err, berrors.ErrTxClosed) {
		return err
	}
	return nil
}

// view has f read the transaction, unless that has ended.
func (p *Pending) view(f func(*bbolt.Tx) error) (ended bool, err error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.tx == nil {
		return true, nil
	}
	return false, f(p.tx)
}

// settle brings to the disk what is pending: nothing else can be written before. Whether it
// gets there is told to whoever has it.
func (c *Catalog) settle() {
	if p := c.pending.Load(); p != nil {
		p.Settle()
	}
}
