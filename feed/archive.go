package feed

// Archives of the site's feed, a document for each month (RFC 5005, section 4): a
// reader that comes late finds everything that ever was in the feed. A month that
// is closed is in its archive with all its articles. The newest month is open: it
// has an archive as soon as the feed shows not all of it any more.

import (
	"cmp"
	"fmt"
	"hash/fnv"
	"iter"
	"math"
	"slices"

	"feedmill/content/catalog"
)

// archive is a month and its neighbours; the zero month is none.
type archive struct {
	month, prev, next catalog.Month
	newer             int // articles of the month, the newest, that are not in it
}

func archiveDir(m catalog.Month) string {
	if m == (catalog.Month{}) {
		return ""
	}
	return archivePlace + "/" + m.String() + "/"
}

// archiveNames are the documents of an archive.
func (p Plan) archiveNames() (all []string) {
	for _, f := range (Channel{Formats: p.archived()}).formats() {
		all = append(all, f.name)
	}
	return all
}

// archivePaths are the documents of a month's archive.
func archivePaths(m catalog.Month) (paths []string) {
	for _, f := range (Channel{Archive: Archive{Archived: true}}).formats() {
		paths = append(paths, archiveDir(m)+f.name)
	}
	return paths
}

func (a archive) dir() string { return archiveDir(a.month) }

// archives lists all of them, newest first.
func (e *Editor) archives() ([]archive, error) {
	if !e.plan.HasArchives() {
		return nil, nil
	}
	months, err := e.catalog.Months(catalog.Selection{})
	if err != nil {
		return nil, fmt.Errorf("list archives: %w", err)
	}
	open, err := e.openMonth(months)
	return e.archivesAmong(months, open), err
}

// archivesAmong leaves out the newest month, unless it has an archive although it
// is open, and the oldest ones, if there are more than there may be. An only archive has no links to others, as RFC 5005 has it, though
// validators call that incomplete.
func (e *Editor) archivesAmong(months []catalog.Month, open openMonth) []archive {
	first := 1
	if open.archived {
		first = 0
	}
	if most := e.plan.Kinds["archives"].Most; most > 0 {
		months = months[:min(len(months), first+most)]
	}
	var all []archive
	for i := first; i < len(months); i++ {
		a := archive{month: months[i]}
		if i == 0 {
			a.newer = open.newer
		}
		if i > first {
			a.next = months[i-1]
		}
		if i+1 < len(months) {
			a.prev = months[i+1]
		}
		all = append(all, a)
	}
	return all
}

// openMonth is how far the archive of the newest month reaches.
type openMonth struct {
	month    catalog.Month
	archived bool           // whether there is one: articles of it have left the feed
	newest   catalog.Record // in it
	newer    int            // articles of the month that are not in it: the feed shows them
}

// openMonth finds what of the newest month is in an archive: what the feed does
// not show, and the oldest of what it still shows, up to one that its ID chooses.
// So the document is made again with one in every few articles that come, not with
// each, and holds an article before the feed lets go of it.
func (e *Editor) openMonth(months []catalog.Month) (openMonth, error) {
	if len(months) == 0 {
		return openMonth{}, nil
	}
	o := openMonth{month: months[0]}
	shown, err := e.catalog.Window(catalog.Selection{})
	if err != nil {
		return o, fmt.Errorf("select articles of the feed: %w", err)
	}
	if i := slices.IndexFunc(shown, func(r catalog.Record) bool { return e.catalog.MonthOf(r) != o.month }); i >= 0 {
		return o, nil // it shows older ones
	}
	count, err := e.catalog.CountMonth(catalog.Selection{}, o.month, len(shown)+1)
	if err != nil {
		return o, fmt.Errorf("count articles of %s: %w", o.month, err)
	}
	if count <= len(shown) {
		return o, nil
	}
	o.archived = true
	for o.newer = len(shown) - 1; o.newer > 0 && !chosen(shown[o.newer].ID, len(shown)/2); o.newer-- {
	}
	o.newest = shown[o.newer]
	return o, nil
}

// chosen reports whether id is among the one in n that is chosen, always the same ones.
func chosen(id string, n int) bool {
	h := fnv.New32a()
	h.Write([]byte(id))
	return h.Sum32()%uint32(max(n, 1)) == 0
}

// has reports whether an article is in the archive, as far as its date tells.
func (o openMonth) has(r catalog.Record) bool {
	return o.archived && cmp.Or(r.Published.Time.Compare(o.newest.Published.Time), cmp.Compare(r.Seen, o.newest.Seen)) <= 0
}

// like reports whether both reach equally far.
func (o openMonth) like(p openMonth) bool {
	return o.month == p.month && o.archived == p.archived && o.newest.ID == p.newest.ID
}

// newestArchive is the folder to which the site's feed leads.
func (e *Editor) newestArchive() (string, error) {
	all, err := e.archives()
	if len(all) == 0 {
		return "", err
	}
	return all[0].dir(), err
}

// archiveChange is what a delta asks for of the archives.
type archiveChange struct {
	first     []archive // that the site's feed, or another of them, will newly lead to
	corrected []archive
	gone      []string // documents of months that have no archive, or not any more
}

// archivesOf are the archives that a delta concerns: those of the months of its
// articles and, where one has come or gone, those that link to it.
func (e *Editor) archivesOf(delta catalog.Delta) (change archiveChange, err error) {
	if !e.plan.HasArchives() {
		return change, nil
	}
	months, err := e.catalog.Months(catalog.Selection{})
	if err != nil {
		return change, fmt.Errorf("list archives: %w", err)
	}
	open, err := e.openMonth(months)
	if err != nil {
		return change, err
	}
	concerned, moved, err := e.concernedMonths(delta, months)
	if err != nil {
		return change, err
	}
	before := e.open
	e.open = open
	grown := open.archived && !open.like(before)
	switch {
	case open.archived != before.archived || open.month != before.month:
		moved = true
		for _, m := range months[:min(2, len(months))] {
			concerned[m] = true // the first, and what leads to it
		}
	case !moved && open.archived && !grown && !slices.ContainsFunc(recordsOf(delta), func(r catalog.Record) bool {
		return e.catalog.MonthOf(r) == open.month && open.has(r)
	}):
		delete(concerned, open.month)
	case grown:
		concerned[open.month] = true
	}
	if most := e.plan.Kinds["archives"].Most; most > 0 && moved {
		for _, m := range months[min(max(most-2, 0), len(months)):min(most+3, len(months))] {
			concerned[m] = true // the oldest that there may be, and those that are too many
		}
	}
	change.sort(e.archivesAmong(months, open), concerned, func(a archive) bool { return moved || grown && a.month == open.month })
	return change, nil
}

// sort takes from all archives those of the months concerned.
func (c *archiveChange) sort(all []archive, concerned map[catalog.Month]bool, first func(archive) bool) {
	there := map[catalog.Month]bool{}
	for _, a := range all {
		there[a.month] = true
		switch {
		case !concerned[a.month]:
		case first(a):
			c.first = append(c.first, a)
		default:
			c.corrected = append(c.corrected, a)
		}
	}
	for m := range concerned {
		if !there[m] {
			c.gone = append(c.gone, archivePaths(m)...)
		}
	}
}

// recordsOf are the articles of a delta, as they were and as they are.
func recordsOf(delta catalog.Delta) []catalog.Record {
	all := slices.Concat(delta.Appeared, delta.Vanished)
	for _, c := range delta.Changed {
		all = append(all, c.Before, c.After)
	}
	return all
}

// concernedMonths are those of a delta's articles; and where a month has come or
// gone (moved), those beside it.
func (e *Editor) concernedMonths(delta catalog.Delta, months []catalog.Month) (concerned map[catalog.Month]bool, moved bool, err error) {
	concerned = map[catalog.Month]bool{}
	for m, gained := range e.gains(delta) {
		concerned[m] = true
		place, there := slices.BinarySearchFunc(months, m, newerFirst)
		changed := !there
		if there && gained > 0 {
			count, err := e.catalog.CountMonth(catalog.Selection{}, m, gained+1)
			if err != nil {
				return nil, false, fmt.Errorf("count articles of %s: %w", m, err)
			}
			changed = count == gained
		}
		if changed {
			moved = true
			// With the newest month the next one closes or opens, and the one after
			// that leads to it, or leads to it no more.
			for _, n := range months[max(place-1, 0):min(place+3, len(months))] {
				concerned[n] = true
			}
		}
	}
	return concerned, moved, nil
}

func newerFirst(a, b catalog.Month) int {
	if a.Year != b.Year {
		return b.Year - a.Year
	}
	return int(b.Month) - int(a.Month)
}

// gains says by how many articles each month that a delta concerns grew.
func (e *Editor) gains(delta catalog.Delta) map[catalog.Month]int {
	gained := map[catalog.Month]int{}
	for _, r := range delta.Appeared {
		gained[e.catalog.MonthOf(r)]++
	}
	for _, c := range delta.Changed {
		gained[e.catalog.MonthOf(c.Before)]--
		gained[e.catalog.MonthOf(c.After)]++
	}
	for _, r := range delta.Vanished {
		gained[e.catalog.MonthOf(r)]--
	}
	return gained
}

// archiveDocuments makes the documents of archives. One of whose articles cannot be
// read now stays as it was.
func (e *Editor) archiveDocuments(archives []archive) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		for _, a := range archives {
			documents, err := e.archiveFeed(a)
			if err != nil {
				yield(Document{}, fmt.Errorf("archive %s: %w", a.month, err))
				return
			}
			if !handOn(documents, yield) {
				return
			}
		}
	}
}

func (e *Editor) archiveFeed(a archive) ([]Document, error) {
	records, err := e.catalog.Month(catalog.Selection{}, a.month)
	if err != nil {
		return nil, err
	}
	entries, complete := e.readable(records[min(a.newer, len(records)):])
	if !complete {
		return nil, nil
	}
	channel, err := e.channelOf(selectedFeed{})
	if err != nil {
		return nil, err
	}
	channel.Dir, channel.Home = a.dir(), e.channel.home()
	channel.Updated = entries[0].Updated
	for _, entry := range entries {
		if entry.Updated.After(channel.Updated) {
			channel.Updated = entry.Updated
		}
	}
	channel.MaxBytes = math.MaxInt
	channel.Formats = e.plan.archived()
	channel.Archive = Archive{Archived: true, Prev: archiveDir(a.prev), Next: archiveDir(a.next)}
	return e.press.Feed(channel, entries)
}

// readable are the articles of the records, and whether that is all of them.
func (e *Editor) readable(records []catalog.Record) ([]Entry, bool) {
	var entries []Entry
	for _, r := range e.made(records) {
		if r == nil {
			return nil, false
		}
		entries = append(entries, r.entry)
	}
	return entries, len(entries) > 0
}
