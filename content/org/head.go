package org

// What a file states of itself: keywords, properties, and the headline that is its title.

import (
	"slices"
	"strings"

	"feedmill/content"
	"feedmill/content/language"
	"feedmill/content/pattern"
	"feedmill/content/prose"
	"feedmill/content/stated"
	"feedmill/content/wordlist"
)

const firstHeadline = "first headline"

// keyword is a line "#+KEY: value".
var keyword = pattern.New(`^\s*#\+([\w-]+):(?:\s+(.*))?$`)

// rendering are the keywords that stay, since what becomes of the text depends on them.
var rendering = wordlist.Set(`todo seq_todo typ_todo caption name header results link attr_html`)

// readKeywords takes the keywords wherever they stand, and the properties at the top.
func (r *reader) readKeywords() {
	blocks := pairsOf(r.lines)
	seen := false // anything but keywords and comments
	for i := 0; i < len(r.lines); i++ {
		line := strings.TrimSpace(r.lines[i])
		if end := blocks[i]; end > 0 {
			if !seen && strings.EqualFold(line, ":PROPERTIES:") {
				r.readProperties(i, end)
				continue
			}
			seen, i = true, end
			continue
		}
		if m := keyword.FindStringSubmatch(line); m != nil {
			r.readKeyword(i, m[1], strings.TrimSpace(m[2]))
			continue
		}
		seen = seen || line != "" && !isComment(line)
	}
}

func isComment(line string) bool { return line == "#" || strings.HasPrefix(line, "# ") }

func (r *reader) readKeyword(i int, key, value string) {
	name := strings.ToLower(key)
	switch {
	case rendering[name]:
		return
	case name == "include":
		r.Problems = append(r.Problems, content.Problem{Line: i + 1, Message: "includes another file (" + prose.CutWords(value, 60) + "), which feeds do not; write its text here"})
		r.Drop(i+1, "inclusion", r.lines[i])
	case !r.stateKey(name, value, i+1, "keyword "+key):
		r.Drop(i+1, "keyword without use", r.lines[i])
	}
	r.lines[i] = ""
}

// named are keys of Org, and of the programs that export it, which other formats call
// otherwise.
var named = map[string]stated.Field{
	"filetags": stated.Tags, "tags": stated.Tags, "keywords": stated.Tags, "subtitle": stated.Dek, "description": stated.Summary,
	"lastmod": stated.Updated, "categories": stated.Section, "category": stated.Section, "id": stated.None, "email": stated.None,
	"options": stated.None, "custom_id": stated.None,
}

// stateKey records a key, and reports whether it became a field.
func (r *reader) stateKey(key, value string, line int, rule string) bool {
	key = strings.TrimPrefix(strings.TrimPrefix(key, "export_"), "hugo_")
	field, ok := named[key]
	if !ok {
		field = stated.MatterFieldOf(key)
	}
	s := stated.Fact{Field: field, Key: key, Values: []string{value}, Exact: true, Line: line, Rule: rule}
	switch field {
	case stated.None, stated.Other, stated.Body:
		if key == "slug" && value != "" && !strings.ContainsAny(value, " {}:?#<>") {
			r.Slug = strings.Trim(value, "/")
			return true
		}
		return key == "email" && r.stateMailbox(value)
	case stated.Published, stated.Updated, stated.Expires, stated.Public:
		s.Values[0] = dayOf(value)
	case stated.Tags:
		s.Values, s.List = tagsOf(value), true
	case stated.Section:
		r.Categories = s.Values
	case stated.Title, stated.Dek, stated.Summary:
		s.Values[0] = plain(value)
	case stated.Language:
		if tag := language.Tag(value); tag != "" {
			r.ctx.Language = tag
		}
	}
	return r.State(s, r.ctx)
}

// stateMailbox adds the address to the one author that it must be of.
func (r *reader) stateMailbox(value string) bool {
	if len(r.Authors) != 1 || r.Authors[0].Email != "" || !strings.Contains(value, "@") {
		return false
	}
	r.Authors[0].Email = value
	return true
}

// stamp is a time as Org writes it: <2026-11-09 Mon 07:30 +1w>, [2026-11-09 Mon].
var stamp = pattern.New(`[<\[](\d{4}-\d{2}-\d{2})(?:\s+[^\s\d>\]+-][^\s>\]]*)?(?:\s+(\d{1,2}:\d{2}))?[^>\]]*[>\]]`)

// dayOf is the value of a date, without the brackets and the day of the week.
func dayOf(value string) string {
	if m := stamp.FindStringSubmatch(value); m != nil {
		return strings.TrimSpace(m[1] + " " + m[2])
	}
	return value
}

// tagsOf splits ":sea:port:", "sea, port", and words parted by spaces.
func tagsOf(value string) []string {
	switch {
	case strings.HasPrefix(value, ":"):
		return strings.FieldsFunc(value, func(c rune) bool { return c == ':' || c == ' ' })
	case strings.ContainsAny(value, ",;"):
		return stated.SplitList(value)
	}
	return strings.Fields(value)
}

// readProperties reads the drawer from line i to its end.
func (r *reader) readProperties(i, end int) {
	for n := i; n <= end; n++ {
		line := strings.TrimSpace(r.lines[n])
		key, value, ok := strings.Cut(strings.TrimPrefix(line, ":"), ":")
		if ok && n > i && n < end && !r.stateKey(strings.ToLower(key), strings.TrimSpace(value), n+1, "property "+key) {
			r.Drop(n+1, "property without use", line)
		}
		r.lines[n] = ""
	}
}

// readFirstHeadline makes the headline that the text begins with the title, where no
// keyword states one. Its tags are the article's, one that is still to do is a draft.
func (r *reader) readFirstHeadline() {
	first := 0
	for first < len(r.lines) && (strings.TrimSpace(r.lines[first]) == "" || isComment(r.lines[first]) || keyword.MatchString(r.lines[first])) {
		first++
	}
	if first == len(r.lines) || r.Title != "" {
		return
	}
	h, ok := headlineOf(r.lines[first], r.todo)
	if !ok || plain(h.title) == "" {
		return
	}
	r.Title = plain(h.title)
	r.Origin.Set("title", content.Origin{Line: first + 1, Rule: firstHeadline})
	s := stated.Fact{Field: stated.Tags, Key: "tags", Values: h.tags, List: true, Line: first + 1, Rule: "tags of the headline"}
	r.State(s, r.ctx)
	if h.todo != "" && !r.todo.done[h.todo] || h.comment {
		r.Withhold(stated.Fact{Line: first + 1, Rule: "headline " + strings.TrimSpace(h.todo+" ")})
	}
	r.lines[first] = ""
	if first+1 < len(r.lines) {
		r.readPlanning(first + 1)
	}
}

// planning is the line below a headline that says when it is due.
var planning = pattern.New(`^\s*(?:(?:CLOSED|SCHEDULED|DEADLINE):\s*[<\[][^>\]]*[>\]]\s*)+$`)

// readPlanning reads what belongs to the headline above: when it was done, properties.
func (r *reader) readPlanning(i int) {
	if planning.MatchString(r.lines[i]) {
		if _, closed, ok := strings.Cut(r.lines[i], "CLOSED:"); ok {
			r.State(stated.Fact{Field: stated.Published, Key: "closed", Values: []string{dayOf(closed)}, Exact: true, Line: i + 1, Rule: "CLOSED"}, r.ctx)
		} else {
			r.Drop(i+1, "planning", r.lines[i])
		}
		r.lines[i] = ""
		i++
	}
	if i < len(r.lines) && strings.EqualFold(strings.TrimSpace(r.lines[i]), ":PROPERTIES:") {
		if end := pairsOf(r.lines)[i]; end > 0 {
			r.readProperties(i, end)
		}
	}
}

// dropUnpublished lists the parts that Org does not export: comments, and what stands
// below a headline marked so.
func (r *reader) dropUnpublished() {
	blocks := pairsOf(r.lines)
	hidden := 0 // level of the headline that hides what is below; 0 if none does
	for i := 0; i < len(r.lines); i++ {
		if h, ok := headlineOf(r.lines[i], r.todo); ok {
			if hidden > 0 && h.level <= hidden {
				hidden = 0
			}
			if hidden == 0 && (h.comment || prose.HasFold(h.tags, "noexport")) {
				hidden = h.level
			}
		}
		switch {
		case strings.TrimSpace(r.lines[i]) == "":
		case hidden > 0:
			r.Drop(i+1, "not for export", r.lines[i])
			r.lines[i] = ""
		case blocks[i] > 0:
			if isHidden(r.lines[i]) {
				r.dropLines(i, blocks[i])
				i = blocks[i]
			} else if kind, _ := edgeOf(r.lines[i]); literal[kind] {
				i = blocks[i]
			}
		case isComment(strings.TrimLeft(r.lines[i], " \t")):
			r.Drop(i+1, "comment", r.lines[i])
			r.lines[i] = ""
		}
	}
}

// dropLines lists lines that are not shown. One that gives a headline its id stays, with
// its drawer: links depend on it.
func (r *reader) dropLines(from, to int) {
	stays := slices.ContainsFunc(r.lines[from:to], customID.MatchString)
	for n := from; n <= to; n++ {
		if r.Drop(n+1, "not for export", r.lines[n]); !stays {
			r.lines[n] = ""
		}
	}
}

// isHidden reports whether a line begins a block or a drawer that Org does not show in HTML.
func isHidden(line string) bool {
	words := strings.Fields(strings.ToLower(line))
	switch words[0] {
	case "#+begin_comment", ":properties:", ":logbook:":
		return true
	case "#+begin_export":
		return len(words) < 2 || words[1] != "html"
	}
	return false
}
