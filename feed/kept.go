package feed

// How articles were last shown, kept in the catalog: an article whose file has
// become unreadable stays as it was, also after a restart.

import (
	"bytes"
	"encoding/json"
	"maps"
	"slices"
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

// keptAtOnce is how many entries are stored in one transaction, all in memory.
const keptAtOnce = 512

// Keep stores the entries that feeds have begun to show since it was last called.
func (e *Editor) Keep() error {
	for ids := range slices.Chunk(slices.Sorted(maps.Keys(e.unkept)), keptAtOnce) {
		shown := make(map[string][]byte, len(ids))
		for _, id := range ids {
			data, err := inScratch(func(b *bytes.Buffer) error { return encodeStraight(b, e.unkept[id]) }, asItIs)
			if err != nil {
				return err
			}
			shown[id] = data
		}
		if err := e.catalog.Keep(shown); err != nil {
			return err
		}
		for _, id := range ids {
			delete(e.unkept, id)
		}
	}
	return nil
}
