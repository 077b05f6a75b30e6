package newspaper

// Stories as the wires of the agencies sent them, before the web: a number and a
// slug above the headline, a note to editors, the time of sending at the end.

import (
	"strings"

	"feedmill/content"
	"feedmill/content/dates"
	"feedmill/content/prose"
)

// isWireSlug reports whether s is a line from above a wire story's headline: "a0423",
// "BC-Swans, 3rd Ld-Writethru", "AM-Swans,250".
func isWireSlug(s string) bool {
	if len(s) > 80 {
		return false
	}
	if n := len(s); n >= 5 && n <= 6 && s[0]-'a' < 26 && prose.IsNumber(s[1:]) {
		return true
	}
	if !strings.Contains(s, ",") || !prose.HasDigit(s) && !containsAny(s, "Ld", "Bjt", "Adv", "Writethru") {
		return false // "PM-candidate resigns"
	}
	for _, cycle := range [...]string{"AM-", "PM-", "BC-", "AP-"} { // morning, evening, both
		if rest, ok := strings.CutPrefix(s, cycle); ok && prose.StartsUpper(rest) && !strings.Contains(s, ": ") {
			return true
		}
	}
	return false
}

// isWireNote reports whether s is a note to editors: "Eds: UPDATES with quotes."
func isWireNote(s string) bool {
	return strings.HasPrefix(s, "Eds: ")
}

// readWireTime takes the line that ends a story: "AP-WS-11-06-23 1403EST".
func (r *page) readWireTime(i int) bool {
	rest, ok := strings.CutPrefix(r.lines[i].text, "AP-")
	if !ok || len(rest) < 17 || rest[2] != '-' || !prose.AllCaps(rest[:2]) {
		return false
	}
	day, clock := rest[3:11], strings.TrimRight(rest[12:], "<")
	if len(clock) < 7 || !prose.IsNumber(clock[:4]) {
		return false
	}
	ctx := r.ctx
	ctx.Order = dates.MonthFirst
	d, err := dates.Parse(strings.ReplaceAll(day, "-", "/")+" "+clock[:2]+":"+clock[2:4]+" "+clock[4:], ctx)
	if err != nil {
		return false
	}
	if r.a.Published.IsZero() {
		r.a.Published = d
		r.a.Origin.Set("published", content.Origin{Line: r.lines[i].n, Rule: "time of sending"})
		r.lines[i].fate = inField
		return true
	}
	r.drop(i, "time of sending")
	return true
}
