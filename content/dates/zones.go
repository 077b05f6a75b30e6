package dates

// The abbreviations of time zones and the countries' orders of numeric dates, from
// zones.txt, which says how it is written.

import (
	_ "embed"
	"fmt"
	"strings"
	"sync"
	"time"

	// The zone database is part of the program: a bare machine or container has
	// none, and a feed whose times shift with the machine is worse than 450 KB.
	_ "time/tzdata"

	"feedmill/content/wordlist"
)

//go:embed zones.txt
var zoneFile string

// zoneTable is what zones.txt says.
type zoneTable struct {
	abbreviations map[string]abbreviation // matched in capitals only: est, met, art and ist are words
	orders        map[string]Order        // of numeric dates, by zone of the database
}

// abbreviation is what a zone's abbreviation means.
type abbreviation struct {
	minutes int      // east of Greenwich
	place   location // a wall clock with summer time, instead of minutes
	order   Order    // of numeric dates beside it; AnyOrder if it says nothing
	other   []reading
}

// reading is what an abbreviation means to the readers of some places.
type reading struct {
	zone     string // name of the context's zone, or the area that its slash ends
	language string // or the context's language
	minutes  int
}

// location loads a zone of the database once.
type location func() *time.Location

func place(name string) location {
	return sync.OnceValue(func() *time.Location {
		loc, err := time.LoadLocation(name)
		if err != nil {
			panic("dates: a word list names the zone " + name + ", which the embedded database lacks")
		}
		return loc
	})
}

var orderKeys = map[string]Order{"month first": MonthFirst, "day first": DayFirst, "either first": AnyOrder}

func readZones(text string) (*zoneTable, error) {
	f, err := wordlist.Parse("zones.txt", text)
	if err != nil {
		return nil, err
	}
	t := &zoneTable{abbreviations: make(map[string]abbreviation, len(f.Entries)), orders: map[string]Order{}}
	for _, e := range f.Entries {
		if order, ok := orderKeys[e.Key]; ok {
			for _, zone := range e.Words {
				t.orders[zone] = order
			}
			continue
		}
		a, err := readAbbreviation(e.Words)
		if err != nil {
			return nil, fmt.Errorf("zones.txt:%d: %s: %w", e.Line, e.Key, err)
		}
		t.abbreviations[e.Key] = a
	}
	return t, nil
}

func readAbbreviation(words []string) (a abbreviation, err error) {
	for i, word := range words {
		reader, offset, two := strings.Cut(word, " ")
		order, ordered := orderKeys[word]
		switch {
		case ordered:
			a.order = order
			continue
		case i == 0 && strings.Contains(word, "/"):
			a.place = place(word)
			continue
		case i == 0:
			offset = word
		case !two:
			return a, fmt.Errorf("%q is no zone or language and its offset", word)
		}
		minutes, err := readOffset(offset)
		switch {
		case err != nil:
			return a, err
		case i == 0:
			a.minutes = minutes
		case strings.Contains(reader, "/"):
			a.other = append(a.other, reading{zone: reader, minutes: minutes})
		default:
			a.other = append(a.other, reading{language: reader, minutes: minutes})
		}
	}
	return a, nil
}

// readOffset reads +08:00 as minutes east of Greenwich.
func readOffset(s string) (minutes int, err error) {
	t, err := time.Parse("-07:00", s)
	if err != nil {
		return 0, fmt.Errorf("%q is no offset as +08:00", s)
	}
	_, east := t.Zone()
	return east / 60, nil
}
