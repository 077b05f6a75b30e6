package feed

// Archives of the site's feed, a document for each closed month (RFC 5005, section
// 4): a reader that comes late finds everything that ever was in the feed.

import (
	"fmt"
	"iter"
	"math"
	"slices"

	"feedmill/content/catalog"
)

// archive is a closed month and its neighbours; the zero month is none.
type archive struct{ month, prev, next catalog.Month }

func archiveDir(m catalog.Month) string {
	if m == (catalog.Month{}) {
		return ""
	}
	return archivePlace + "/" + m.String() + "/"
}

func (a archive) dir() string { return archiveDir(a.month) }

// archives lists all of them, newest first.
func (e *Editor) archives() ([]archive, error) {
	if !e.plan.Archives {
		return nil, nil
	}
	months, err := e.catalog.Months(catalog.Selection{})
	if err != nil {
		return nil, fmt.Errorf("list archives: %w", err)
	}
	return archivesAmong(months), nil
}

// archivesAmong leaves out the newest month, which is open. An only archive has no
// links to others, as RFC 5005 has it, though validators call that incomplete.
func archivesAmong(months []catalog.Month) []archive {
	var all []archive
	for i := 1; i < len(months); i++ {
		a := archive{month: months[i]}
		if i > 1 {
			a.next = months[i-1]
		}
		if i+1 < len(months) {
			a.prev = months[i+1]
		}
		all = append(all, a)
	}
	return all
}

// newestArchive is the folder to which the site's feed leads.
func (e *Editor) newestArchive() (string, error) {
	all, err := e.archives()
	if len(all) == 0 {
		return "", err
	}
	return all[0].dir(), err
}

// archivesOf are the archives that a delta concerns: those of the months of its
// articles, and, where a month has come or gone (moved), those that lead to it.
// Opened are the documents of months that are not archives, or not any more.
func (e *Editor) archivesOf(delta catalog.Delta) (archives []archive, moved bool, opened []string, err error) {
	if !e.plan.Archives {
		return nil, false, nil, nil
	}
	months, err := e.catalog.Months(catalog.Selection{})
	if err != nil {
		return nil, false, nil, fmt.Errorf("list archives: %w", err)
	}
	concerned := map[catalog.Month]bool{}
	for m, gained := range e.gains(delta) {
		concerned[m] = true
		place, there := slices.BinarySearchFunc(months, m, newerFirst)
		changed := !there
		if there && gained > 0 {
			count, err := e.catalog.CountMonth(catalog.Selection{}, m, gained+1)
			if err != nil {
				return nil, false, nil, fmt.Errorf("count articles of %s: %w", m, err)
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
	closed := archivesAmong(months)
	for _, a := range closed {
		if concerned[a.month] {
			archives = append(archives, a)
		}
	}
	for m := range concerned {
		if !slices.ContainsFunc(closed, func(a archive) bool { return a.month == m }) {
			opened = append(opened, archiveDir(m)+rssName, archiveDir(m)+atomName)
		}
	}
	return archives, moved, opened, nil
}

func newerFirst(a, b catalog.Month) int {
	if a.Year != b.Year {
		return b.Year - a.Year
	}
	return int(b.Month) - int(a.Month)
}

// gains says, for each month that a delta concerns, by how many articles it grew.
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
			for _, d := range documents {
				if !yield(d, nil) {
					return
				}
			}
		}
	}
}

func (e *Editor) archiveFeed(a archive) ([]Document, error) {
	records, err := e.catalog.Month(catalog.Selection{}, a.month)
	if err != nil {
		return nil, err
	}
	entries, complete := e.readable(records)
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
	channel.Archive = Archive{Archived: true, Prev: archiveDir(a.prev), Next: archiveDir(a.next)}
	return e.press.Feed(channel, entries)
}

// readable are the articles of the records, and whether that is all of them.
func (e *Editor) readable(records []catalog.Record) ([]Entry, bool) {
	made, ok := e.made(records, e.versionsOf(records))
	return made, len(made) > 0 && !slices.Contains(ok, false)
}
