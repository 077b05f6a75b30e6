package newspaper

// Times whose zone nobody wrote. Where nobody configured one either, the rest
// of the text may prove it: another time of the head that names its zone, the
// country of the article's own address, a language that is spoken on one clock.
// What is inferred so stays marked as assumed, and Origin says by what.

import (
	"net/url"
	"strings"
	"sync"
	"time"

	"feedmill/content/dates"
)

// inferZones puts the article's times that state no zone into the one that its
// text proves. A configured zone goes before all evidence.
func (r *clues) inferZones() {
	if r.ctx.Zone != nil {
		return
	}
	for _, d := range [...]struct {
		date *dates.Date
		name string
	}{{&r.a.Published, "published"}, {&r.a.Updated, "updated"}} {
		if d.date.IsZero() || d.date.DayOnly || !d.date.ZoneAssumed || r.countedBack(d.date.Time) {
			continue
		}
		loc, evidence := r.zoneOf(d.date.Time, r.a.Origin.Of(d.name).Line)
		if loc == nil {
			continue
		}
		d.date.Time = inZone(d.date.Time, loc)
		o := r.a.Origin.Of(d.name)
		o.Rule += ", zone by " + evidence
		r.a.Origin.Set(d.name, o)
	}
}

// countedBack reports whether t was counted back from the file's time: it is an
// instant, whatever the clocks of the place showed.
func (r *clues) countedBack(t time.Time) bool {
	for k := range r.dated {
		if m := &r.dated[k].match; m.Relative && m.Date.Time.Equal(t) {
			return true
		}
	}
	return false
}

// inZone is the same reading of the clock in another zone.
func inZone(t time.Time, loc *time.Location) time.Time {
	y, m, d := t.Date()
	return time.Date(y, m, d, t.Hour(), t.Minute(), t.Second(), t.Nanosecond(), loc)
}

// zoneOf is the zone that the strongest evidence gives a time found in a line, or nil.
func (r *clues) zoneOf(t time.Time, line int) (loc *time.Location, evidence string) {
	if loc := r.zoneBeside(t); loc != nil {
		return loc, "another time of the head"
	}
	if load, ok := zoneOfCountry()[countryOf(r.a.SourceURL)]; ok {
		return load(), "address"
	}
	language, _, _ := strings.Cut(r.a.Language, "-")
	if load, ok := zoneOfLanguage()[language]; ok && !r.isOverseas(language) {
		return load(), "language"
	}
	switch language {
	case "en":
		if load := r.americanZone(line); load != nil {
			return load(), "American usage"
		}
	case "pt":
		if load := r.portugueseZone(); load != nil {
			return load(), "country of the text"
		}
	}
	return nil, ""
}

// isOverseas reports whether a French text names those places far from Paris where it
// is printed as well, in more lines than it names France.
func (r *clues) isOverseas(language string) bool {
	if language != "fr" {
		return false
	}
	france, overseas := 0, 0
	for i := range r.lines {
		s := r.lines[i].text
		if containsAny(s, "France", "rançais", "Paris", "Marseille", "Lyon", "Élysée") {
			france++
		}
		if containsAny(s, "Québec", "Quebec", "Montréal", "Canad", "Ottawa", "Haïti", "Sénégal", "Dakar", "Ivoir", "Abidjan", "Mali", "Burkina",
			"Guinée", "Togo", "Madagascar", "Réunion", "Nouméa", "Antilles") {
			overseas++
		}
	}
	return overseas > france
}

// portugueseZone is the zone of Brazil or of Portugal, whichever the text alone
// names, or nil. Brazil's is the one of nine in ten of its people.
func (r *clues) portugueseZone() loadZone {
	brazil, portugal := false, false
	for i := range r.lines {
		s := r.lines[i].text
		brazil = brazil || containsAny(s, "Brasil", "brasileir", "R$", "São Paulo", "Rio de Janeiro", "ônic", "ômic")
		portugal = portugal || containsAny(s, "Portugal", "Lisboa", "€", "euros", "ónic", "ómic", "equipa ", "Angola", "Moçambique", "Cabo Verde")
	}
	switch {
	case brazil && !portugal:
		return zoneOfCountry()["br"]
	case portugal && !brazil:
		return zoneOfCountry()["pt"]
	}
	return nil
}

func containsAny(s string, words ...string) bool {
	for _, w := range words {
		if strings.Contains(s, w) {
			return true
		}
	}
	return false
}

// zoneBeside is the one zone that the head states with other times. A fixed
// offset is good for the weeks around it only: summer time may come between.
func (r *clues) zoneBeside(t time.Time) *time.Location {
	const near = 21 * 24 * time.Hour
	var one *time.Location
	for k := range r.dated {
		m := &r.dated[k].match
		if m.Zone == "" || m.Date.DayOnly || r.dated[k].score < leastScore {
			continue
		}
		if gap := m.Date.Time.Sub(t).Abs(); gap > near {
			return nil
		}
		loc := m.Date.Time.Location()
		if one != nil && !sameOffset(t, one, loc) {
			return nil
		}
		one = loc
	}
	return one
}

func sameOffset(t time.Time, a, b *time.Location) bool {
	_, x := inZone(t, a).Zone()
	_, y := inZone(t, b).Zone()
	return x == y
}

// countryOf is the top-level domain of an address.
func countryOf(address string) string {
	if address == "" {
		return ""
	}
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	host := strings.TrimSuffix(u.Hostname(), ".")
	return strings.ToLower(host[strings.LastIndexByte(host, '.')+1:])
}

// loadZone loads a zone of the database when it is first needed.
type loadZone func() *time.Location

// zoneTable reads rows of a zone and the keys that stand for it, when they are first
// needed.
func zoneTable(rows string) func() map[string]loadZone {
	return sync.OnceValue(func() map[string]loadZone { return zonesOf(rows) })
}

func zonesOf(rows string) map[string]loadZone {
	table := map[string]loadZone{}
	for row := range strings.Lines(rows) {
		fields := strings.Fields(row)
		load := sync.OnceValue(func() *time.Location {
			loc, err := time.LoadLocation(fields[0])
			if err != nil {
				panic("content: zone table names " + fields[0] + ", which the embedded database lacks")
			}
			return loc
		})
		for _, key := range fields[1:] {
			table[key] = load
		}
	}
	return table
}

// zoneOfCountry holds the countries whose people live by one clock, far islands
// aside, by the domain of ISO 3166. Domains that are sold for their sound (io,
// me, tv, co, ai) say nothing of a country and are left out.
var zoneOfCountry = zoneTable(`Europe/London uk
	Europe/Dublin ie
	Europe/Berlin de
	Europe/Vienna at
	Europe/Zurich ch li
	Europe/Paris fr
	Europe/Brussels be
	Europe/Amsterdam nl
	Europe/Luxembourg lu
	Europe/Rome it
	Europe/Copenhagen dk
	Europe/Oslo no
	Europe/Stockholm se
	Europe/Helsinki fi
	Europe/Warsaw pl
	Europe/Prague cz
	Europe/Bratislava sk
	Europe/Budapest hu
	Europe/Ljubljana si
	Europe/Zagreb hr
	Europe/Belgrade rs
	Europe/Athens gr
	Europe/Bucharest ro
	Europe/Sofia bg
	Europe/Kyiv ua
	Europe/Tallinn ee
	Europe/Riga lv
	Europe/Vilnius lt
	Europe/Istanbul tr
	Asia/Jerusalem il
	Asia/Kolkata in
	Asia/Karachi pk
	Asia/Dhaka bd
	Asia/Colombo lk
	Asia/Kathmandu np
	Asia/Bangkok th
	Asia/Ho_Chi_Minh vn
	Asia/Singapore sg
	Asia/Kuala_Lumpur my
	Asia/Manila ph
	Asia/Shanghai cn
	Asia/Hong_Kong hk
	Asia/Taipei tw
	Asia/Tokyo jp
	Asia/Seoul kr
	Africa/Johannesburg za
	Africa/Lagos ng
	Africa/Nairobi ke
	Africa/Cairo eg
	America/Lima pe
	America/Caracas ve
	America/Montevideo uy
	America/Argentina/Buenos_Aires ar
	America/Jamaica jm
	America/Sao_Paulo br
	Europe/Lisbon pt`)

// zoneOfLanguage holds the languages whose papers appear, by far the most of
// them, on one clock; for French see isOverseas. English, Spanish, Portuguese, Arabic and Russian
// are printed on many; Swedish in Finland too.
var zoneOfLanguage = zoneTable(`Europe/Berlin de
	Europe/Paris fr
	Europe/Amsterdam nl
	Europe/Rome it
	Europe/Copenhagen da
	Europe/Oslo nb nn no
	Europe/Helsinki fi
	Europe/Warsaw pl
	Europe/Prague cs
	Europe/Bratislava sk
	Europe/Budapest hu
	Europe/Ljubljana sl
	Europe/Belgrade sr hr bs
	Europe/Athens el
	Europe/Bucharest ro
	Europe/Sofia bg
	Europe/Kyiv uk
	Europe/Tallinn et
	Europe/Riga lv
	Europe/Vilnius lt
	Europe/Istanbul tr
	Atlantic/Reykjavik is
	Asia/Jerusalem he
	Asia/Tbilisi ka
	Asia/Yerevan hy
	Asia/Kolkata hi te kn ml mr gu
	Asia/Colombo si
	Asia/Kathmandu ne
	Asia/Bangkok th
	Asia/Ho_Chi_Minh vi
	Asia/Yangon my
	Asia/Phnom_Penh km
	Asia/Vientiane lo
	Asia/Shanghai zh
	Asia/Tokyo ja
	Asia/Seoul ko`)
