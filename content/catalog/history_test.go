package catalog

// Random histories of a folder, and what must hold after each step.

import (
	"fmt"
	"maps"
	"path/filepath"
	"slices"
	"testing"
	"time"

	"go.etcd.io/bbolt"
	"pgregory.net/rapid"

	"feedmill/content"
)

// world is a disk, and who is who on it: an article is known by a number that
// its files carry through whatever happens to them.
type world struct {
	*disk
	who    map[string]int // path → article
	next   int
	dirs   []string
	copies []string // made in the round before
}

func newWorld(tb testing.TB) *world {
	return &world{disk: newDisk(tb), who: map[string]int{}, dirs: []string{"", "news/", "2020/06/", "ärchiv/"}}
}

func (w *world) paths() []string { return slices.Sorted(maps.Keys(w.files)) }

func (w *world) newPath(t *rapid.T) string {
	w.next++
	dir := rapid.SampledFrom(w.dirs).Draw(t, "dir")
	return fmt.Sprintf("%sfile %d.txt", dir, w.next)
}

func (w *world) article(t *rapid.T, n int) *content.Article {
	a := dated(fmt.Sprintf("Title %d", n), rapid.IntRange(1, 28).Draw(t, "day"), phrases(n))
	if rapid.Bool().Draw(t, "undated") {
		a = a.With(func(f *content.Facts) { f.Published.Time = time.Time{} })
	}
	a = a.With(func(f *content.Facts) {
		f.Section = rapid.SampledFrom([]string{"", "News", "news", "Sport"}).Draw(t, "section")
		f.Tags = rapid.SliceOfN(rapid.SampledFrom([]string{"a", "b", "c"}), 0, 3).Draw(t, "tags")
		f.Language = rapid.SampledFrom([]string{"", "en", "en-GB", "de"}).Draw(t, "language")
	})
	return a
}

// rewriteCopies gives copies a text of their own: of two equal files nobody can
// say which one was removed.
func (w *world) rewriteCopies() {
	for _, p := range w.copies {
		w.next++
		a := w.files[p].articles[0]
		a = a.With(func(f *content.Facts) { f.Title, f.Body = fmt.Sprintf("Title %d", w.next), text(phrases(w.next)) })
		w.write(p, a)
	}
	w.copies = nil
}

// step does one thing to the folder that keeps every article what it is.
func (w *world) step(t *rapid.T) string {
	paths := slices.DeleteFunc(w.paths(), func(p string) bool { return w.dirty[p] })
	kinds := []string{"create"}
	if len(paths) > 0 {
		kinds = []string{"create", "create", "retitle", "rewrite", "retag", "rename", "copy", "remove", "touch", "replace", "draft", "reuse", "expire", "reissue"}
	}
	kind := rapid.SampledFrom(kinds).Draw(t, "kind")
	if kind == "create" {
		p := w.newPath(t)
		w.who[p] = w.next
		w.write(p, w.article(t, w.next))
		return kind
	}
	p := rapid.SampledFrom(paths).Draw(t, "path")
	a := w.files[p].articles[0]
	switch kind {
	case "retitle":
		a = a.With(func(f *content.Facts) { f.Title += fmt.Sprint(" ", w.now.Unix()) })
		w.write(p, a)
	case "rewrite":
		w.next++
		a = a.With(func(f *content.Facts) { f.Body = text(phrases(w.next)) })
		w.write(p, a)
	case "replace":
		a = a.With(func(f *content.Facts) { f.Body = text(string(a.Body().(text)) + "more") })
		w.replace(p, a)
	case "retag":
		a = a.With(func(f *content.Facts) {
			f.Tags = append(slices.Clone(a.Tags()), "d")
			f.Section = "Other"
		})
		w.write(p, a)
	case "draft":
		a = a.With(func(f *content.Facts) { f.Draft = !a.Draft() })
		w.write(p, a)
	case "reissue":
		if a.Draft() || !a.Expires().IsZero() || a.Published().IsZero() {
			return "nothing" // readers may never have seen it, or nobody can tell its day
		}
		w.next++
		w.who[p] = w.next
		a = a.With(func(f *content.Facts) {
			f.Title, f.Published.Time = fmt.Sprintf("Title %d", w.next), f.Published.Time.AddDate(0, 0, 1)
		})
		w.write(p, a)
	case "expire":
		a = a.With(func(f *content.Facts) {
			f.Expires.Time = w.now.Add(time.Duration(rapid.IntRange(-3, 9).Draw(t, "minutes")) * time.Minute)
		})
		w.write(p, a)
	case "touch":
		w.touched(p)
	case "rename", "reuse":
		to := w.newPath(t)
		w.who[to] = w.who[p]
		delete(w.who, p)
		w.rename(p, to)
		if kind == "reuse" {
			w.next++
			w.who[p] = w.next
			w.write(p, w.article(t, w.next))
		}
	case "copy":
		to := w.newPath(t)
		w.who[to] = w.next
		w.copy(p, to)
		w.copies = append(w.copies, to)
		w.dirty[p] = true // so that no other step of this round moves the original
	case "remove":
		delete(w.who, p)
		w.remove(p)
	}
	return kind
}

// watcher remembers what a reader of the feeds has seen.
type watcher struct {
	ids     map[int]string // article → ID
	owner   map[string]int
	slugs   map[string]string
	updated map[string]time.Time
	feeds   map[string]time.Time
	left    map[string]bool
	shown   map[string]Record
}

func newWatcher() *watcher {
	return &watcher{
		ids: map[int]string{}, owner: map[string]int{}, slugs: map[string]string{}, updated: map[string]time.Time{},
		feeds: map[string]time.Time{}, left: map[string]bool{}, shown: map[string]Record{},
	}
}

// look checks every promise that a reader could find broken.
func (v *watcher) look(t *rapid.T, c *Catalog, w *world) {
	for p, n := range w.who {
		rs, err := c.ByPath(p)
		if err != nil || len(rs) != 1 {
			t.Fatalf("ByPath(%s) = %v, %v; want one record", p, rs, err)
		}
		r := rs[0]
		if want, ok := v.ids[n]; ok && r.ID != want {
			t.Fatalf("article %d at %s has ID %s, want %s", n, p, r.ID, want)
		}
		if o, ok := v.owner[r.ID]; ok && o != n {
			t.Fatalf("articles %d and %d share ID %s", o, n, r.ID)
		}
		v.ids[n], v.owner[r.ID] = r.ID, n
		if s, ok := v.slugs[r.ID]; ok && s != r.Slug {
			t.Fatalf("slug of %s went from %s to %s", p, s, r.Slug)
		}
		v.slugs[r.ID] = r.Slug
		if r.announcedBefore(v) && r.Updated.Before(v.updated[r.ID]) {
			t.Fatalf("Updated of %s went back from %v to %v", p, v.updated[r.ID], r.Updated)
		}
		if r.announced {
			v.updated[r.ID] = r.Updated
		}
	}
	v.lookAtWindow(t, c)
}

func (r *Record) announcedBefore(v *watcher) bool { _, ok := v.updated[r.ID]; return ok }

func (v *watcher) lookAtWindow(t *rapid.T, c *Catalog) {
	rs, err := c.Window(Selection{})
	if err != nil || len(rs) > c.window {
		t.Fatalf("Window = %d articles, %v", len(rs), err)
	}
	for id := range v.left {
		// The window may be refilled meanwhile, down to what is older. What its author
		// then publishes again is new in it.
		if r, ok, err := c.Lookup(id); err != nil || !ok || r.State != Shown {
			delete(v.left, id)
		}
	}
	in := map[string]Record{}
	stamps := map[time.Time]bool{}
	for i, r := range rs {
		in[r.ID] = r
		if i > 0 && slices.Compare(orderKey(rs[i-1].Published.Time, rs[i-1].Seen), orderKey(r.Published.Time, r.Seen)) <= 0 {
			t.Fatalf("window is out of order at %s", r.Path)
		}
		if stamps[r.Updated] {
			t.Fatalf("two articles of a window share Updated %v", r.Updated)
		}
		stamps[r.Updated] = true
		if v.left[r.ID] && len(rs) > (c.window+1)/2 {
			t.Fatalf("%s came back to a window of %d", r.Path, len(rs))
		}
		delete(v.left, r.ID)
	}
	for id := range v.shown {
		now, ok, err := c.Lookup(id)
		if err != nil || !ok {
			t.Fatalf("Lookup(%s) = %t, %v", id, ok, err)
		}
		if _, still := in[id]; !still && now.State == Shown {
			v.left[id] = true
		}
	}
	v.shown = in
	for _, s := range []Selection{{}, {Section: "news"}, {Tag: "a"}, {Tag: "a", Section: "news"}} {
		u, err := c.UpdatedOf(s)
		if key := fmt.Sprint(s); err != nil || u.Before(v.feeds[key]) {
			t.Fatalf("UpdatedOf(%s) went back from %v to %v, %v", key, v.feeds[key], u, err)
		} else {
			v.feeds[key] = u
		}
	}
}

// checkIndexes compares all that is derived with the records.
func checkIndexes(t rapid.TB, c *Catalog) {
	want := map[string]map[string]bool{}
	for _, name := range derived {
		want[string(name)] = map[string]bool{}
	}
	counts := map[string]int{}
	err := c.db.View(func(tx *bbolt.Tx) error {
		if err := tx.Bucket(bucketRecords).ForEach(func(k, v []byte) error {
			r, err := decodeRecord(numberAt(k), v)
			if err != nil {
				return err
			}
			if string(r.encode()) != string(v) || string(seenKey(r.Seen)) != string(k) {
				t.Fatalf("record %d does not encode as it was", r.Seen)
			}
			for _, n := range r.facetNames() {
				f, err := readFacet(tx, n.key)
				if err != nil {
					return err
				}
				if r.State == Shown {
					counts[n.key]++
					want["index"][string(indexKey(f.number, orderKey(r.Published.Time, r.Seen)))] = true
				}
				if !r.Withdrawn.IsZero() {
					want["withdrawn"][string(indexKey(f.number, orderKey(r.Withdrawn, r.Seen)))] = true
				}
			}
			if key := r.dueKey(); key != nil {
				want["due"][string(key)] = true
			}
			if r.State == Removed {
				for _, k := range r.removedKeys() {
					want["removed"][string(hashKey(k.kind, k.hash, r.Seen))] = true
				}
			}
			want["ids"][string(ownerKey(hash64(r.ID), r.Seen))] = true
			want["slugs"][string(ownerKey(hash64(r.Slug), r.Seen))] = true
			want["stamps"][string(ownerKey(stampHash(r.Updated), r.Seen))] = true
			if r.State == Shown {
				want["titles"][string(hashKey(isTitle, hash64(content.FoldTitle(r.Title)), r.Seen))] = true
				for _, s := range r.suspects {
					want["titles"][string(hashKey(isSuspect, s, r.Seen))] = true
				}
			}
			return nil
		}); err != nil {
			return err
		}
		for name, keys := range want {
			got := map[string]bool{}
			for c, k := first(tx, []byte(name)); k != nil; k = c.next() {
				got[string(k)] = true
			}
			if !maps.Equal(got, keys) {
				t.Fatalf("set %s has %d keys, want %d", name, len(got), len(keys))
			}
		}
		return tx.Bucket(bucketSelections).ForEach(func(k, v []byte) error {
			f, err := decodeFacet(k, v)
			if err == nil && f.count != counts[string(k)] {
				t.Fatalf("facet %s counts %d, want %d", k, f.count, counts[string(k)])
			}
			return err
		})
	})
	if err != nil {
		t.Fatal(err)
	}
}

// first is a cursor of a set, and the first key.
func first(tx *bbolt.Tx, name []byte) (*setCursor, []byte) {
	c := setOf(tx, name).cursor()
	return c, c.first()
}

// contents is all of a catalog.
func contents(t rapid.TB, db *bbolt.DB) string {
	var out []byte
	err := db.View(func(tx *bbolt.Tx) error {
		for _, name := range sets {
			for c, k := first(tx, name); k != nil; k = c.next() {
				out = fmt.Appendf(out, "%s %x\n", name, k)
			}
		}
		for _, name := range plainBuckets {
			b := tx.Bucket(name)
			out = fmt.Appendf(out, "%s %d\n", name, b.Sequence())
			b.ForEach(func(k, v []byte) error {
				out = fmt.Appendf(out, "%s %x %x\n", name, k, v)
				return nil
			})
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(out)
}

// builtAnew is what the catalog would be if its sets were built at once.
func builtAnew(t rapid.TB, c *Catalog, path string) string {
	if err := c.view(func(tx *bbolt.Tx) error { return tx.CopyFile(path, 0o600) }); err != nil {
		t.Fatal(err)
	}
	db, err := bbolt.Open(path, 0o600, &bbolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	err = db.Update(func(tx *bbolt.Tx) error {
		for _, name := range derived {
			if err := tx.DeleteBucket(name); err != nil {
				return err
			}
		}
		return nil
	})
	if err == nil {
		err = build(db)
	}
	if err != nil {
		t.Fatal(err)
	}
	return contents(t, db)
}

// fast opens a catalog that does not wait for the disk: a crash is not what
// these tests are about.
func fast(tb testing.TB, o Options) *Catalog {
	c := open(tb, o)
	c.db.NoSync = true
	return c
}

func TestHistories(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w, v, early := newWorld(t), newWatcher(), newWatcher()
		c, twin := fast(t, Options{Window: 4}), fast(t, Options{Window: 4})
		for range rapid.IntRange(1, 12).Draw(rt, "rounds") {
			w.rewriteCopies()
			for range rapid.IntRange(1, 5).Draw(rt, "steps") {
				w.step(rt)
			}
			readings, gone := w.changes()
			if _, err := c.Apply(readings, gone, w.now); err != nil {
				rt.Fatal(err)
			}
			v.look(rt, c, w)
			slices.Reverse(readings)
			slices.Reverse(gone)
			_, pending, err := twin.ApplyAhead(readings, gone, w.now)
			if err != nil {
				rt.Fatal(err)
			}
			early.look(rt, twin, w)
			if err := pending.Settle(); err != nil {
				rt.Fatal(err)
			}
		}
		checkIndexes(rt, c)
		if contents(rt, c.db) != contents(rt, twin.db) {
			rt.Fatalf("equal histories, but for the order of readings and looks at what is pending, give different catalogs")
		}
		if contents(rt, c.db) != builtAnew(rt, c, filepath.Join(t.TempDir(), "anew.db")) {
			rt.Fatalf("sets that are built at once are other ones than those that grew")
		}
	})
}

// Articles known before keep their IDs whether the program saw each step or
// only the end.
func TestOneApplyOrMany(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		w := newWorld(t)
		one, many := fast(t, Options{}), fast(t, Options{})
		for range rapid.IntRange(1, 8).Draw(rt, "articles") {
			p := w.newPath(rt)
			w.who[p] = w.next
			w.write(p, w.article(rt, w.next))
		}
		readings, _ := w.changes()
		for _, c := range []*Catalog{one, many} {
			if _, err := c.Apply(readings, nil, w.now); err != nil {
				rt.Fatal(err)
			}
		}
		old := map[int]bool{}
		for _, n := range w.who {
			old[n] = true
		}
		all := map[string]bool{}
		for range rapid.IntRange(1, 6).Draw(rt, "steps") {
			w.dirty = map[string]bool{}
			for p := range all {
				w.dirty[p] = true // each file is changed once
			}
			w.step(rt)
			step := maps.Clone(w.dirty)
			for p := range all {
				delete(step, p)
			}
			maps.Copy(all, step)
			w.dirty = step
			readings, gone := w.changes()
			if _, err := many.Apply(readings, gone, w.now); err != nil {
				rt.Fatal(err)
			}
		}
		w.dirty = all
		readings, gone := w.changes()
		if _, err := one.Apply(readings, gone, w.now); err != nil {
			rt.Fatal(err)
		}
		for p, n := range w.who {
			if !old[n] {
				continue
			}
			a, b := at(t, one, p).ID, at(t, many, p).ID
			if a != b {
				rt.Fatalf("ID of article %d at %s = %s at once, %s step by step", n, p, a, b)
			}
		}
	})
}
