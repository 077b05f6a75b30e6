package feed

// How articles were last shown, kept in the catalog: an article whose file has
// become unreadable stays as it was, also after a restart.

import (
	"bytes"
	"encoding/json"
	"errors"
	"maps"
	"slices"
	"sync"
	"time"

	"feedmill/content/catalog"
)

// kept is the article as it was last shown in a feed; nil if it never was.
func (e *Editor) kept(r catalog.Record, version entryVersion) *remembered {
	data, err := e.catalog.Kept(r.ID)
	if err != nil || data == nil {
		return nil
	}
	var entry Entry
	if json.Unmarshal(data, &entry) != nil {
		return nil
	}
	_, offset := entry.Published.Zone() // JSON takes the zone for this machine's where they agree
	entry.Published = entry.Published.In(time.FixedZone("", offset))
	known := e.remember(&remembered{version: version, entry: entry, shown: e.keptAssets(r)}, nil, pressing{})
	known.kept = true
	return known
}

// keptAtOnce is how many entries are stored in one transaction, all in memory; keptAhead how
// many are worth one while others are made, and keptMeanwhile while documents go to the disk.
// They are stored by their IDs: what comes in any order has the catalog write again what lies
// around it.
const (
	keptAtOnce    = 512
	keptAhead     = 512
	keptMeanwhile = 64
)

// Keep stores the entries that feeds have begun to show since it was last called.
func (e *Editor) Keep() error {
	maps.Copy(e.unkept, e.unstored)
	clear(e.unstored)
	if err := e.store(e.unkept); err != nil {
		return err
	}
	clear(e.unkept)
	return nil
}

// KeepAhead stores them while others are made, if there are many and nothing is being stored.
// What fails is left to [Editor.Keep], which may be called once the goroutine that was added
// has ended.
func (e *Editor) KeepAhead(working *sync.WaitGroup) {
	if len(e.unkept) >= keptAhead && e.keeping.TryLock() {
		e.keepBeside(working, func() {})
	}
}

// KeepMeanwhile is KeepAhead once all are made: the disk has its time while documents are
// brought to it, too.
func (e *Editor) KeepMeanwhile(working *sync.WaitGroup) {
	if len(e.unkept) >= keptMeanwhile {
		e.keepBeside(working, e.keeping.Lock)
	}
}

// keepBeside stores them in a goroutine, after wait; it lets go of keeping.
func (e *Editor) keepBeside(working *sync.WaitGroup, wait func()) {
	some := e.unkept
	e.unkept = map[string]Entry{}
	working.Go(func() {
		wait()
		defer e.keeping.Unlock()
		if e.store(some) != nil {
			maps.Copy(e.unstored, some)
		}
	})
}

// store has the catalog keep entries, some at a time; while it does, the next are encoded.
func (e *Editor) store(entries map[string]Entry) error {
	encoded, stopped := make(chan encodedEntries), make(chan struct{})
	var encoding sync.WaitGroup
	defer encoding.Wait()
	defer close(stopped)
	encoding.Go(func() {
		defer close(encoded)
		for ids := range slices.Chunk(slices.Sorted(maps.Keys(entries)), keptAtOnce) {
			select {
			case encoded <- encodeKept(entries, ids):
			case <-stopped:
				return
			}
		}
	})
	for some := range encoded {
		if some.err != nil {
			return some.err
		}
		if err := e.catalog.Keep(some.shown); err != nil {
			return err
		}
	}
	return nil
}

// encodedEntries are some entries as the catalog keeps them, by their IDs.
type encodedEntries struct {
	shown map[string][]byte
	err   error
}

func encodeKept(entries map[string]Entry, ids []string) encodedEntries {
	all, errs := make([][]byte, len(ids)), make([]error, len(ids))
	sideBySide(len(ids), func(i int) {
		all[i], errs[i] = inScratch(func(b *bytes.Buffer) error { return encodeStraight(b, entries[ids[i]]) }, asItIs)
	})
	k := encodedEntries{shown: make(map[string][]byte, len(ids)), err: errors.Join(errs...)}
	for i, id := range ids {
		k.shown[id] = all[i]
	}
	return k
}
