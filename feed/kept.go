package feed

// How articles were last shown, kept in the catalog: an article whose file has
// become unreadable stays as it was, also after a restart.

import (
	"encoding/json"
	"time"

	"feedmill/content/catalog"
)

// kept is the article as it was last shown in a feed; false if it never was.
func (e *Editor) kept(r catalog.Record, version entryVersion) (Entry, bool) {
	data, err := e.catalog.Kept(r.ID)
	if err != nil || data == nil {
		return Entry{}, false
	}
	var entry Entry
	if json.Unmarshal(data, &entry) != nil {
		return Entry{}, false
	}
	_, offset := entry.Published.Zone() // JSON takes the zone for this machine's where they agree
	entry.Published = entry.Published.In(time.FixedZone("", offset))
	e.cache.put(r.ID, cachedEntry{version, entry})
	return entry, true
}

// Keep stores the entries that feeds have begun to show since it was last called.
func (e *Editor) Keep() error {
	shown := map[string][]byte{}
	for id, entry := range e.unkept {
		data, err := json.Marshal(entry)
		if err != nil {
			return err
		}
		shown[id] = data
	}
	if err := e.catalog.Keep(shown); err != nil {
		return err
	}
	clear(e.unkept)
	return nil
}
