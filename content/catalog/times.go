package catalog

// Dates: what the article states, else what its file once said; never the clock.

import (
	"hash/fnv"
	"strconv"
	"time"

	"feedmill/content"
	"feedmill/content/dates"
)

// dayOf is a civil day, wherever it was.
func dayOf(t time.Time) string { return t.Format(time.DateOnly) }

// published is the date of an article. One that was announced without a stated
// date keeps the one it had; before that, each edit may still move it, so that
// what was a draft for weeks does not appear weeks back.
func (c *Catalog) published(a *content.Article, modified time.Time, before *Record) dates.Date {
	d := a.Published()
	switch {
	case d.IsZero() && before != nil && (before.announced || before.statedDate):
		return before.Published
	case d.IsZero():
		return dates.Date{Time: onlyOffset(modified.In(c.zone)), ZoneAssumed: true}
	case d.DayOnly:
		y, m, day := d.Time.Date()
		d.Time = time.Date(y, m, day, 0, 0, 0, 0, c.zone)
	}
	d.Time = onlyOffset(d.Time)
	return d
}

// onlyOffset gives a time the zone that a record can keep: an offset without a name.
func onlyOffset(t time.Time) time.Time {
	if _, offset := t.Zone(); offset != 0 {
		return t.In(time.FixedZone("", offset))
	}
	return t.UTC()
}

// firstUpdated is Updated of an article that nobody has seen: its date, or a later one
// that it states. An article with a date to come is shown only where the settings say
// so, and then has the file's date, so that no feed is from the future.
func firstUpdated(published, stated dates.Date, modified, now time.Time) time.Time {
	t := published.Time
	if stated.Time.After(t) && !stated.Time.After(now) {
		t = stated.Time
	}
	if t.After(now) && modified.Before(now) {
		t = modified
	}
	return t.UTC()
}

// nextUpdated is Updated after the content changed: the first of what the
// article states and what its file says that is later than before, but not to
// come; else a second later.
func nextUpdated(before time.Time, stated dates.Date, modified, now time.Time) time.Time {
	for _, t := range [...]time.Time{stated.Time, modified} {
		if t.After(before) && !t.After(now) {
			return t.UTC()
		}
	}
	return before.Add(time.Second)
}

// nthStamp moves an instant that another record has by a fraction of a second
// that depends on the ID alone: RFC 4287 wants no two entries to share one, since
// clients sort by it. After some attempts the fraction gets finer.
func nthStamp(t time.Time, id string, nth int) time.Time {
	if nth == 0 {
		return t
	}
	h := fnv.New64a()
	h.Write([]byte(id))
	h.Write([]byte(strconv.Itoa(nth)))
	n := scramble(h.Sum64())
	if nth < 8 {
		return t.Add(time.Duration(1+n%999_999) * time.Microsecond)
	}
	return t.Add(time.Duration(1 + n%999_999_999))
}
