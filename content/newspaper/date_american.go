package newspaper

// The clock of American papers. They print "November 18, 2019, 4:10 pm" and no
// zone, for readers who all live by one. Most speak to the nation, and the nation
// reads New York's time; a paper of another region shows itself by its copyright.

import (
	"strconv"
	"strings"
	"sync"
	"time"
	"unicode"

	"feedmill/content/dates"
	"feedmill/content/prose"
)

// americanZone is the zone of a time that is written as Americans do, the month
// first and with am or pm, or nil where the text shows another country: by its
// places, if it names American ones no oftener, or by its spelling. What an
// article tells of is no evidence of the region: a paper in Boston writes of
// Hollywood.
func (r *clues) americanZone(line int) loadZone {
	t, written := r.timeIn(line)
	if !isAmericanTime(t, written) {
		return nil
	}
	home, away, region := r.countPlaces()
	agencyStyle := strings.HasSuffix(written, ".m.") // as American agencies write it
	if region == anywhere && home <= away && away > 0 && !agencyStyle {
		return nil
	}
	return americanZones()[region]
}

// countPlaces counts what shows that a text is American, what shows that it is
// not, and reads the region of its copyright.
func (r *clues) countPlaces() (home, away int, region place) {
	for i := range r.lines {
		s := r.lines[i].text
		if containsAny(s, "olour", "entre ", "abour", "avour", "ehaviour", "rganisa", "arbour", "rogramme", "ecognis") {
			away++ // British spelling
		}
		own := strings.Contains(s, "©") || strings.HasPrefix(s, "Copyright")
		if own {
			s = prose.CutBytes(s, rightsHolder)
		}
		eachPlace(s, func(p place) {
			switch {
			case p == abroad:
				away++
			case own && p != anywhere:
				region = p
			default:
				home++
			}
		})
	}
	return home, away, region
}

// rightsHolder is how far into its line a copyright names its holder, in bytes; what
// follows may name a state for its laws.
const rightsHolder = 60

// timeIn is the time that a line of the head holds, and the words for it.
func (r *clues) timeIn(line int) (time.Time, string) {
	for k := range r.dated {
		c := &r.dated[k]
		if l := &r.lines[c.line]; l.n == line && !c.match.Date.DayOnly {
			return c.match.Date.Time, strings.TrimRight(l.text[c.match.Start:c.match.End]+r.timeBelow(c.line), " )")
		}
	}
	return time.Time{}, ""
}

// timeBelow is the time that stands alone below the date of line i, after a space, or
// empty.
func (r *clues) timeBelow(i int) string {
	for j := i + 1; j <= i+2 && j < len(r.lines); j++ {
		if l := &r.lines[j]; l.fate == inDropped && l.runes <= longestTime && prose.IsDigit(l.text[0]) {
			return " " + l.text
		}
	}
	return ""
}

// isAmericanTime reports whether t was written the American way: the month first, and
// am or pm.
func isAmericanTime(t time.Time, written string) bool {
	if !containsAny(strings.ToLower(written), "am", "pm", "a.m", "p.m") {
		return false
	}
	end := 0
	for end < len(written) && prose.IsDigit(written[end]) {
		end++
	}
	if month, err := strconv.Atoi(written[:end]); err == nil {
		return month == int(t.Month()) && (written[end] == '/' || month != t.Day())
	}
	return orderOfWords(written) == dates.MonthFirst
}

// place is where a name lies, as far as clocks are concerned.
type place int

const (
	anywhere place = iota // in the United States
	east
	middle
	mountains
	west
	arizona
	hawaii
	alaska
	abroad // in another country whose English papers write dates as Americans do
)

// americanZones are the zones of places; that of the nation is the east's.
var americanZones = sync.OnceValue(func() (zones [abroad]loadZone) {
	table := zonesOf(`America/New_York 0 1
		America/Chicago 2
		America/Denver 3
		America/Los_Angeles 4
		America/Phoenix 5
		Pacific/Honolulu 6
		America/Anchorage 7`)
	for p := range zones {
		zones[p] = table[string(rune('0'+p))]
	}
	return zones
})

// eachPlace calls f for each place of the tables that s names.
func eachPlace(s string, f func(place)) {
	places, pairs := places()
	for i := 0; i < len(s); {
		if s[i]-'A' >= 26 && s[i] < 0xc2 || i > 0 && isWordChar(s[i-1]) {
			i++
			continue
		}
		end := wordStop(s, i)
		word := s[i:end]
		if pairs[word] && end < len(s) && s[end] == ' ' {
			next := wordStop(s, end+1)
			if p, ok := places[s[i:next]]; ok {
				f(p)
				i = next
				continue
			}
		}
		if p, ok := places[word]; ok {
			f(p)
		}
		i = max(end, i+1)
	}
}

func isWordChar(c byte) bool { return c-'0' < 10 || c|0x20-'a' < 26 || c >= 0x80 }

// wordStop is the end of the letters, and of the dots within an abbreviation, at i.
func wordStop(s string, i int) int {
	for k, c := range s[i:] {
		dot := c == '.' && k == 1 && i+2 < len(s) && unicode.IsUpper(rune(s[i+2]))
		if !unicode.IsLetter(c) && !dot {
			return i + k
		}
	}
	return len(s)
}

// places are names by which a text shows where it was printed; pairs are the first
// words of those that have two.
var places = sync.OnceValues(func() (all map[string]place, pairs map[string]bool) {
	all, pairs = map[string]place{}, map[string]bool{}
	for p, names := range placeNames {
		for name := range strings.SplitSeq(names, ",") {
			name = strings.TrimSpace(name)
			all[name] = place(p)
			if word, _, two := strings.Cut(name, " "); two {
				pairs[word] = true
			}
		}
	}
	return all, pairs
})

// printsAt reports whether a text shows by a name where it was printed.
func printsAt(name string) bool {
	all, _ := places()
	_, ok := all[name]
	return ok
}

var placeNames = [...]string{
	anywhere: `U.S, US, USA, United States, America, American, Americans, Washington, Congress, Senate, Republican, Republicans, Democrat, Democrats, NFL, NBA, MLB, FBI, Medicare, Thanksgiving`,
	east: `New York, Manhattan, Brooklyn, Queens, Buffalo, New Jersey, Newark, Pennsylvania, Philadelphia, Pittsburgh, Massachusetts, Boston, Connecticut, Rhode Island,
		Vermont, New Hampshire, Maine, Maryland, Baltimore, Delaware, Virginia, Richmond, West Virginia, North Carolina, Charlotte, Raleigh, South Carolina, Georgia, Atlanta,
		Florida, Fla, Miami, Orlando, Tampa, Jacksonville, Ohio, Cleveland, Cincinnati, Columbus, Michigan, Mich, Detroit, Indiana, Indianapolis, Kentucky, Louisville`,
	middle: `Illinois, Chicago, Wisconsin, Milwaukee, Minnesota, Minneapolis, St Paul, Twin Cities, Iowa, Des Moines, Missouri, Kansas, Kansas City, Nebraska, Omaha, Oklahoma,
		Tulsa, Texas, Houston, Dallas, Fort Worth, Austin, San Antonio, Louisiana, New Orleans, Mississippi, Alabama, Birmingham Ala, Arkansas, Little Rock, Tennessee, Nashville, Memphis, North Dakota, South Dakota`,
	mountains: `Colorado, Denver, Boulder, Utah, Salt Lake, Wyoming, Montana, Idaho, Boise, New Mexico, Albuquerque, Santa Fe`,
	west:      `California, Calif, Los Angeles, San Francisco, San Diego, San Jose, Bay Area, Oakland, Sacramento, Fresno, Santa Clara, Santa Monica, Silicon Valley, Hollywood, Orange County, Oregon, Seattle, Tacoma, Spokane, Nevada, Las Vegas, Reno`,
	arizona:   `Arizona, Phoenix, Tucson`,
	hawaii:    `Hawaii, Honolulu, Oahu, Maui`,
	alaska:    `Alaska, Anchorage, Juneau`,
	abroad: `India, Indian, Delhi, New Delhi, Mumbai, Bengaluru, Kolkata, Chennai, Modi, Rs, Pakistan, Karachi, Lahore, Islamabad, Bangladesh, Dhaka, Sri Lanka, Colombo, Nepal, Kathmandu,
		Nigeria, Nigerian, Nigerians, Lagos, Abuja, Kenya, Kenyan, Nairobi, Ghana, Accra, Uganda, Kampala, Tanzania, Zimbabwe, Zambia, South Africa, Johannesburg, Cape Town,
		Philippines, Philippine, Filipino, Manila, Malaysia, Malaysian, Singapore, Singaporean, Jamaica, Jamaican, Kingston, Barbados, Trinidad, Guyana, Belize, Bahamas`,
}
