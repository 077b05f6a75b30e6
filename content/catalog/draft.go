package catalog

// Records of articles that nobody knows, made without the catalog: each is right
// unless another article has its ID, its address or its instant already.

import "time"

// draft is a record before it has a Seen.
type draft struct {
	*sighting
	record          Record
	encoded         []byte // the record
	id, slug, title uint64 // hashes
}

// prepareDrafts makes the drafts of a reading.
func (c *Catalog) prepareDrafts(r *Reading, now time.Time) {
	sightings := c.sightings(r)
	r.drafts = make([]draft, len(sightings))
	for i, s := range sightings {
		r.drafts[i] = draft{sighting: s, record: c.draftOf(s, now)}
		r.drafts[i].encode()
	}
}

func (c *Catalog) draftOf(s *sighting, now time.Time) Record {
	r := Record{ID: s.id, statedID: s.id != "", Slug: slugOf(s.reading.Path, s.article.Part())}
	if s.id == "" {
		r.ID = mintID(c.namespace, s.reading.Path, s.article.Part(), 1)
	}
	r.describe(s)
	r.Published = c.published(s.article, s.reading.came(), nil)
	r.statedDate = !s.article.Published().IsZero()
	r.Updated = firstUpdated(r.Published, s.article.Updated(), s.reading.ModTime, now)
	r.FileHash, r.ContentHash = s.reading.FileHash, s.hash
	r.State = c.stateOf(&r, nil, s.article.Draft(), now)
	r.announced = r.State == Shown
	return r
}

// encode sets what follows from the record.
func (d *draft) encode() {
	d.encoded = d.record.encode()
	d.id, d.slug, d.title = hash64(d.record.ID), hash64(d.record.Slug), d.record.titleHash()
}

// takeDraft writes the record of a draft, and returns its Seen. A draft that is not
// right is made again in full.
func (w *writer) takeDraft(d *draft) (seen uint64, err error) {
	if w.ids.of(d.id) != 0 || w.slugs.of(d.slug) != 0 {
		rec, err := w.record(d.sighting)
		return rec.Seen, err
	}
	if seen, err = w.loading.stream.records.NextSequence(); err != nil {
		return 0, err
	}
	d.record.Seen = seen
	w.ids.put(d.id, seen)
	w.slugs.put(d.slug, seen)
	stated := d.record.Updated
	if w.stamp(&d.record, nil, stated); !d.record.Updated.Equal(stated) {
		d.encoded = d.record.encode()
	}
	return seen, w.putNew(&d.record, d.encoded, d.title)
}

// putNew writes a record of a first load.
func (w *writer) putNew(r *Record, encoded []byte, title uint64) error {
	if r.State == Shown {
		w.appeared++
	}
	w.loading.add(nil, r, title)
	w.loading.stream.puts++
	return w.loading.stream.records.Put(seenKey(r.Seen), encoded)
}
