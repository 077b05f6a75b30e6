package corpus

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// newspaper is an article without markup, as a newsroom's system drops it: a title,
// mostly a byline, dates with labels, paragraphs, other articles' titles among them.
func newspaper(r *rand.Rand, a facts) []byte {
	var b strings.Builder
	b.WriteString(a.title + "\n\n")
	if !chance(r, 5) {
		b.WriteString("By " + a.author + "\n\n")
	}
	fmt.Fprintf(&b, "PUBLISHED : %s\n", spoken(a.date))
	if chance(r, 3) {
		fmt.Fprintf(&b, "UPDATED : %s\n", spoken(a.date.Add(time.Duration(1+r.IntN(5000))*time.Minute)))
	}
	b.WriteString("\n")
	if chance(r, 3) {
		b.WriteString(strings.ToUpper(place(r)) + " (Courier) - ")
	}
	b.WriteString(sentences(r, 1, 2) + "\n")
	end := "\nTags: " + strings.Join(a.tags, ", ") + "\n"
	fill(r, &b, func(r *rand.Rand) string {
		if chance(r, 15) {
			return headline(r)
		}
		return sentences(r, 1, 3)
	})
	return []byte(b.String() + end)
}

// spoken is a date as newspapers print it, such as Friday, 09 September, 2016, 1:07pm.
func spoken(t time.Time) string { return t.Format("Monday, 02 January, 2006, 3:04pm") }
