package feed

// Which lists a change makes again, and which it leaves without a line.

import (
	"iter"
	"maps"
	"slices"

	"feedmill/content/catalog"
)

// emptiedLists are the lists of names that have none left.
func (e *Editor) emptiedLists() (paths []string, err error) {
	for _, of := range properties {
		facets, err := e.facets(of.property)
		if err != nil {
			return nil, err
		}
		if len(facets) == 0 {
			paths = append(paths, of.dir+indexName)
		}
	}
	return paths, nil
}

// listsOf are the lists that a delta changes, and the paths of those that go with it.
func (e *Editor) listsOf(delta catalog.Delta, feeds []selectedFeed) (change []iter.Seq2[Document, error], gone []string, err error) {
	if !e.plan.hasLists() {
		return nil, nil, nil
	}
	changes := e.lineChanges(delta)
	byDir := map[string]selectedFeed{}
	for _, f := range feeds {
		byDir[f.dir] = f
	}
	for _, dir := range slices.Sorted(maps.Keys(changes)) {
		c := changes[dir]
		f, there := byDir[dir]
		f.dir = dir
		was := dir == "" || f.count-c.total() > e.catalog.WindowSize()
		switch is := e.hasList(f); {
		case is && was:
			t, err := e.timeline(f)
			if err != nil {
				return nil, nil, err
			}
			paths, err := t.goneWith(c)
			if err != nil {
				return nil, nil, err
			}
			gone = append(gone, paths...)
			change = append(change, func(yield func(Document, error) bool) { t.changed(c, yield) })
		case is:
			change = append(change, e.lists(f))
		case was:
			t := &timeline{editor: e, feed: f}
			if there {
				if t, err = e.timeline(f); err != nil {
					return nil, nil, err
				}
			}
			gone = append(gone, t.allPaths(c)...)
		}
	}
	return change, gone, nil
}

// lineChange is by how many articles the months of a list grew; of those in which only
// a line is another one, by none.
type lineChange map[catalog.Month]int

func (c lineChange) total() (n int) {
	for _, gained := range c {
		n += gained
	}
	return n
}

// years are those of the months, newest first.
func (c lineChange) years() (all []int) {
	for m := range c {
		if !slices.Contains(all, m.Year) {
			all = append(all, m.Year)
		}
	}
	slices.SortFunc(all, func(a, b int) int { return b - a })
	return all
}

// in is by how many articles a year grew.
func (c lineChange) in(year int) (n int) {
	for m, gained := range c {
		if m.Year == year {
			n += gained
		}
	}
	return n
}

// lineChanges are what a delta changes in the lists, by the folder of the feed.
func (e *Editor) lineChanges(delta catalog.Delta) map[string]lineChange {
	all := map[string]lineChange{}
	note := func(r catalog.Record, gained int) {
		for _, dir := range e.listedIn(r) {
			if all[dir] == nil {
				all[dir] = lineChange{}
			}
			all[dir][e.catalog.MonthOf(r)] += gained
		}
	}
	for _, r := range delta.Appeared {
		note(r, 1)
	}
	for _, r := range delta.Vanished {
		note(r, -1)
	}
	for _, c := range delta.Changed {
		if e.sameLine(c.Before, c.After) {
			continue
		}
		note(c.Before, -1)
		note(c.After, 1)
	}
	return all
}

// listedIn are the folders of the feeds that may list an article.
func (e *Editor) listedIn(r catalog.Record) []string {
	dirs := []string{""}
	for _, f := range facetsOf(r) {
		if dir := e.folders.dir(f.kind, f.name); e.mayHaveList(f.kind) && !slices.Contains(dirs, dir) {
			dirs = append(dirs, dir)
		}
	}
	return dirs
}

// sameLine reports whether lists show an article as before, in the same places.
func (e *Editor) sameLine(a, b catalog.Record) bool {
	return a.Published == b.Published && e.sameTopic(a, b) && slices.Equal(e.listedIn(a), e.listedIn(b))
}

// sameTopic reports whether what leads to an article says the same. Whether an article
// without a title does nobody knows.
func (e *Editor) sameTopic(a, b catalog.Record) bool {
	return a.Title == b.Title && visible(line(a.Title)) && a.Language == b.Language && a.Slug == b.Slug &&
		e.hasPage(a) == e.hasPage(b) && (e.hasPage(b) || e.addressOf(a, "") == e.addressOf(b, ""))
}

// moved reports whether months came or went, or years are parted into months, or are
// not any more.
func (t *timeline) moved(c lineChange) (bool, error) {
	for m, gained := range c {
		if !slices.Contains(t.months, m) {
			return true, nil
		}
		if gained <= 0 {
			continue
		}
		count, err := t.editor.catalog.CountMonth(t.feed.selection, m, gained+1)
		if count <= gained || err != nil {
			return true, err
		}
	}
	for _, y := range c.years() {
		now, err := t.parted(y)
		if err != nil {
			return true, err
		}
		if was, err := t.wasParted(y, c.in(y)); was != now || err != nil {
			return true, err
		}
	}
	return false, nil
}

// wasParted reports whether a year was parted before it gained articles.
func (t *timeline) wasParted(year, gained int) (bool, error) {
	count, err := t.count(year, t.editor.lengths.year+1+max(gained, 0))
	return count-gained > t.editor.lengths.year, err
}

// changed makes the pages that a change concerns.
func (t *timeline) changed(c lineChange, yield func(Document, error) bool) {
	moved, err := t.moved(c)
	if err != nil {
		yield(Document{}, err)
		return
	}
	years := t.years()
	if !moved {
		only := map[catalog.Month]bool{}
		for m := range c {
			only[m] = true
		}
		t.documents(c.years(), only, false, yield)
		return
	}
	concerned := map[int]bool{}
	for _, y := range c.years() {
		concerned[y] = true
		at, _ := slices.BinarySearchFunc(years, y, func(a, b int) int { return b - a })
		for _, near := range years[max(at-1, 0):min(at+2, len(years))] {
			concerned[near] = true // leads to it
		}
	}
	years = slices.DeleteFunc(years, func(y int) bool { return !concerned[y] })
	if len(t.months) > 0 || t.feed.dir == "" {
		t.documents(years, nil, true, yield)
	}
}

// goneWith are the pages that are no more after a change.
func (t *timeline) goneWith(c lineChange) (paths []string, err error) {
	dir := t.feed.dir
	for m, gained := range c {
		if gained < 0 && !slices.Contains(t.months, m) {
			paths = append(paths, monthPath(dir, m))
		}
	}
	for _, y := range c.years() {
		gained := c.in(y)
		if gained >= 0 {
			continue
		}
		if len(t.of(y)) == 0 {
			paths = append(paths, yearPath(dir, y))
		}
		parted, err := t.parted(y)
		if err != nil {
			return nil, err
		}
		was, err := t.wasParted(y, gained)
		if err != nil {
			return nil, err
		}
		if was && !parted {
			for _, m := range t.of(y) {
				paths = append(paths, monthPath(dir, m))
			}
		}
	}
	return paths, nil
}

// allPaths are the pages that a list can have had before a change.
func (t *timeline) allPaths(c lineChange) []string {
	paths := []string{listRoot(t.feed.dir) + indexName}
	for m := range c {
		if !slices.Contains(t.months, m) {
			t.months = append(t.months, m)
		}
	}
	slices.SortFunc(t.months, newerFirst)
	for _, y := range t.years() {
		paths = append(paths, yearPath(t.feed.dir, y))
	}
	for _, m := range t.months {
		paths = append(paths, monthPath(t.feed.dir, m))
	}
	return paths
}
