package newspaper

// The explicit header block: "Key: value" lines at the top, as Pelican,
// MultiMarkdown, news archives and many home-made exporters write them.

import (
	"strings"

	"feedmill/content"
	"feedmill/content/dates"
	"feedmill/content/stated"
)

// readBlock reads the header block, if the article begins with one. A headline
// may hold a colon, so one key is not enough: there must be two, or a first line
// whose value fits its key.
func (r *headReader) readBlock() {
	first := r.next(0)
	for first < len(r.lines) && isRuleText(r.lines[first].text) {
		first = r.next(first + 1)
	}
	if first < len(r.lines) && r.opensMail(first) {
		r.readMail(first)
		return
	}
	if !r.opensBlock(first) {
		return
	}
	for i := r.next(0); i < first; i = r.next(i + 1) {
		r.drop(i, "rule")
	}
	for i := first; i < len(r.lines); {
		next, more := r.readKey(i)
		if r.endBlock(next); !more {
			return
		}
		if next < len(r.lines) && r.lines[next].fate == blank {
			after := r.next(next)
			if after == len(r.lines) || !r.isKey(after) {
				return
			}
			next = after
		}
		i = next
	}
}

// endBlock is called with the index after the block.
func (r *headReader) endBlock(next int) {
	r.top = next
	r.a.Title = r.cutSite(r.a.Title)
}

func (r *headReader) isKey(i int) bool {
	key, _, ok := stated.CutKey(r.lines[i].text)
	return ok && stated.FieldOf(key) != stated.None
}

func (r *headReader) opensBlock(first int) bool {
	if first == len(r.lines) {
		return false
	}
	key, value, ok := stated.CutKey(r.lines[first].text)
	if !ok {
		return false
	}
	known := stated.FieldOf(key)
	second := r.next(first + 1)
	if known != stated.None && second < len(r.lines) && r.isKey(second) {
		return true
	}
	switch known {
	case stated.Title:
		return value != "" && (second == first+1 || strings.EqualFold(key, "title") || strings.EqualFold(key, "headline"))
	case stated.Published:
		_, err := dates.Parse(value, r.ctx)
		return err == nil && second == first+1 && second < len(r.lines) && r.blockFollows(second)
	}
	return false
}

// blockFollows reports whether line i has an unknown key and a known one follows at
// once.
func (r *headReader) blockFollows(i int) bool {
	if _, _, ok := stated.CutKey(r.lines[i].text); !ok {
		return false
	}
	return i+1 < len(r.lines) && r.lines[i+1].fate == inBody && r.isKey(i+1)
}

// readKey reads one key with its continuation lines. It gives the index of the
// line after it, and whether the block may go on.
func (r *headReader) readKey(i int) (next int, more bool) {
	key, value, ok := stated.CutKey(r.lines[i].text)
	if !ok || strings.HasPrefix(value, "//") {
		return i, false
	}
	known := stated.FieldOf(key)
	if known == stated.None {
		known = stated.WithholdingFieldOf(key)
	}
	if known == stated.Body {
		return r.openBody(i, value), false
	}
	next = i + 1
	values := []string{value}
	for next < len(r.lines) && r.lines[next].fate == inBody && r.lines[next].indent > r.lines[i].indent && !r.isKey(next) {
		values = append(values, r.lines[next].text)
		next++
	}
	s := stated.Fact{Field: known, Key: key, Values: []string{strings.Join(values, " ")}, Line: r.lines[i].n, Rule: "header " + key}
	why := "header key without use"
	switch {
	case value == "":
		why = "empty header key"
	case known != stated.None && known != stated.Other && r.a.State(s, r.ctx):
		r.settleStated(i, true)
		why = "continues a header key"
	}
	for j := i; j < next; j++ {
		if r.lines[j].fate == inBody {
			r.drop(j, why)
		}
	}
	r.explicit = r.explicit || r.a.Title != ""
	return next, true
}

// openBody handles the key that says the article follows, perhaps in its own
// line.
func (r *headReader) openBody(i int, value string) int {
	if value == "" {
		r.drop(i, "header key without use")
		return i + 1
	}
	l := &r.lines[i]
	r.a.Dropped = append(r.a.Dropped, content.Dropped{Line: l.n, Why: "header key without use", Text: strings.TrimSuffix(l.text, value)})
	l.text, l.raw = value, value
	return i
}
