package main

import (
	"fmt"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/text/unicode/norm"
)

// score counts the answers about one field.
type score struct{ asked, given, right int }

func (s score) String() string {
	if s.asked == 0 {
		return fmt.Sprintf("%16s", "")
	}
	return fmt.Sprintf("  %.3f (P %.3f)", ratio(s.right, s.asked), ratio(s.right, s.given))
}

func ratio(a, b int) float64 { return float64(a) / float64(max(b, 1)) }

// tally is how one reader did on one set.
type tally struct {
	title, date, author score
	utc                 score // date, of which the day in UTC counts too
	printed             score // date, of pages in which that day stands
	tp, fn, fp          int
	errors              int
}

// String is a line of the table. Of the text it has F1, precision and recall of
// the passages that must be there and those that must not, as the libraries count.
func (t tally) String() string {
	precision, recall := ratio(t.tp, t.tp+t.fp), ratio(t.tp, t.tp+t.fn)
	text := ""
	if t.tp > 0 {
		text = fmt.Sprintf("%.3f (%.2f, %.2f)", 2*precision*recall/(precision+recall), precision, recall)
	}
	return fmt.Sprintf("%16v %16v %16v %16v %16v %18s %6d", t.title, t.date, t.utc, t.printed, t.author, text, t.errors)
}

// fields are the names that Feedmill gives to what is judged.
var fields = map[string]string{"title": "title", "date": "published", "author": "authors"}

func (t *tally) judge(p page, a answer, printed, mine bool, misses string) {
	if a.Err != nil {
		t.errors++
	}
	count := func(s *score, name, want, got string, right bool) {
		if want == "" {
			return
		}
		s.asked++
		if got != "" {
			s.given++
		}
		if right {
			s.right++
		} else if mine && misses == name {
			fmt.Printf("%s\n  want %q\n  got  %q %s%s\n", filepath.Base(p.File), want, got, a.Why[fields[name]], errorText(a.Err))
		}
	}
	count(&t.title, "title", p.Title, a.Title, strings.EqualFold(fold(p.Title), fold(a.Title)))
	count(&t.date, "date", p.Date, a.Date, p.Date == a.Date || p.Date == "nan" && a.Date == "")
	count(&t.author, "author", strings.Join(p.Authors, "; "), strings.Join(a.Authors, "; "), people(p.Authors) == people(a.Authors))
	count(&t.utc, "utc", p.Date, a.Date, p.Date == a.Date || p.Date == a.UTC || p.Date == "nan" && a.Date == "")
	if printed {
		count(&t.printed, "printed", p.Date, a.Date, p.Date == a.Date)
	}
	missed := 0
	for _, s := range p.With {
		if strings.Contains(a.Text, s) || strings.Contains(fold(a.Text), fold(s)) {
			t.tp++
		} else {
			t.fn++
			missed++
			if mine && misses == "text" {
				fmt.Printf("%s lacks %q %v\n", filepath.Base(p.File), s, errorText(a.Err))
			}
		}
	}
	for _, s := range p.Without {
		if strings.Contains(a.Text, s) || strings.Contains(fold(a.Text), fold(s)) {
			t.fp++
			if mine && misses == "text" {
				fmt.Printf("%s has %q\n", filepath.Base(p.File), s)
			}
		}
	}
}

func errorText(err error) string {
	if err == nil {
		return ""
	}
	return err.Error()
}

// fold is text without the differences of white space and of composed characters.
func fold(s string) string {
	return strings.Join(strings.Fields(norm.NFKC.String(strings.ReplaceAll(s, "\u00ad", ""))), " ")
}

var between = regexp.MustCompile(`\s*(;|,|/|&|\||\+|\s(und|and|et|y|e|och|og|en|i)\s)\s*`)

// people is a list of names, whichever way the truth or the reader joined them.
func people(names []string) string {
	var all []string
	for _, n := range names {
		all = append(all, between.Split(fold(n), -1)...)
	}
	all = slices.DeleteFunc(all, func(s string) bool { return s == "" })
	slices.Sort(all)
	return strings.ToLower(strings.Join(all, "; "))
}
