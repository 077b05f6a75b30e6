package catalog

// Months: when the articles of a selection were published.

import (
	"bytes"
	"time"

	"go.etcd.io/bbolt"
)

// Month is a month of the catalog's zone.
type Month struct {
	Year  int
	Month time.Month
}

// String is the form 2016-09.
func (m Month) String() string {
	return time.Date(m.Year, m.Month, 1, 0, 0, 0, 0, time.UTC).Format("2006-01")
}

func (c *Catalog) monthOf(t time.Time) Month {
	y, m, _ := t.In(c.zone).Date()
	return Month{y, m}
}

func (c *Catalog) start(m Month) time.Time {
	return time.Date(m.Year, m.Month, 1, 0, 0, 0, 0, c.zone)
}

// Months lists the months in which articles of a selection were published,
// newest first. The first of them is open: it, or one after it, will get the
// next article. All others are closed, as RFC 5005 wants archives to be.
func (c *Catalog) Months(s Selection) ([]Month, error) {
	var months []Month
	err := c.view(func(tx *bbolt.Tx) error {
		var end []byte
		for {
			before := len(months)
			err := walk(tx, bucketIndex, s, end, func(order []byte) bool {
				m := c.monthOf(timeOf(order))
				months = append(months, m)
				end = appendTime(nil, c.start(m)) // also of the zero time, which begins a month like any other
				return false
			})
			if err != nil || len(months) == before {
				return err
			}
		}
	})
	return months, err
}

// Month gives the articles of a selection that were published in a month,
// newest first.
func (c *Catalog) Month(s Selection, m Month) ([]Record, error) {
	var out []Record
	next := Month{m.Year, m.Month + 1}
	for r, err := range c.between(s, c.start(m), c.start(next)) {
		if err != nil {
			return nil, err
		}
		out = append(out, r)
	}
	return out, nil
}

// CountMonth is the number of articles of a selection that were published in a
// month, or limit if there are as many or more: it looks at no more of them.
func (c *Catalog) CountMonth(s Selection, m Month, limit int) (int, error) {
	count := 0
	start := timeKey(c.start(m))
	end := timeKey(c.start(Month{m.Year, m.Month + 1}))
	err := c.view(func(tx *bbolt.Tx) error {
		return walk(tx, bucketIndex, s, end, func(order []byte) bool {
			if count == limit || bytes.Compare(order, start) < 0 {
				return false
			}
			count++
			return true
		})
	})
	return count, err
}

// MonthOf is the month of the catalog's zone in which an article was published.
func (c *Catalog) MonthOf(r Record) Month { return c.monthOf(r.Published.Time) }
