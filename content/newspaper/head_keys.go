package newspaper

// Lines of several keys, as Chinese and Japanese pages print them below a headline:
// "来源：下城日报 作者：王小明 点击：123".

import (
	"strings"

	"feedmill/content/byline"
	"feedmill/content/dates"
	"feedmill/content/stated"
)

// readHanKeys takes the facts of such a line that holds no date. It reports whether line
// i is one: of two keys or more, one of which is known.
func (r *lineReader) readHanKeys(i int) bool {
	const longest = 120 // bytes
	s := r.lines[i].text
	if len(s) > longest || strings.Count(s, "：") < 2 || len(dates.Find(s, r.ctx)) > 0 {
		return false
	}
	var pieces []string
	for rest := s; rest != ""; {
		piece := byline.CutNextKey(rest)
		pieces = append(pieces, strings.TrimSpace(piece))
		rest = strings.TrimLeft(rest[len(piece):], " \u3000\u00a0")
	}
	if len(pieces) < 2 {
		return false
	}
	known, before := 0, len(r.bylines)
	for _, piece := range pieces {
		key, _, _ := stated.CutKey(piece)
		if r.readPiece(i, piece) || stated.FieldOf(key) != stated.None {
			known++
		} else if _, _, ok := byline.CutByLabel(piece); ok {
			known++
			r.noteByline(i, piece, true, 0)
		}
	}
	if known == 0 {
		return false
	}
	if len(r.bylines) == before {
		r.drop(i, "more of a field")
	}
	return true
}
