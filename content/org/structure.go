package org

// The structure of a text, before its words are looked at: headlines, and which line
// ends what another begins.

import (
	"strings"

	"feedmill/content/pattern"
)

// todoWords are the states of headlines, as a file defines them.
type todoWords struct{ all, done map[string]bool }

var todoLine = pattern.New(`(?i)^\s*#\+(?:seq_|typ_)?todo:\s+(.*)$`)

// todoWordsOf are the words of "#+TODO: DRAFT | DONE", else Org's own.
func todoWordsOf(lines []string) todoWords {
	w := todoWords{map[string]bool{}, map[string]bool{}}
	for _, line := range lines {
		if m := todoLine.FindStringSubmatch(line); m != nil {
			w.add(m[1])
		}
	}
	if len(w.all) == 0 {
		w.add("TODO | DONE")
	}
	return w
}

// add takes the words of one sequence. Those past the bar, or the last, mean done.
func (w todoWords) add(sequence string) {
	words := strings.Fields(sequence)
	bar := strings.Contains(sequence, "|")
	done := false
	for i, word := range words {
		if word == "|" {
			done = true
			continue
		}
		word, _, _ = strings.Cut(word, "(")
		w.all[word] = true
		if done || !bar && i == len(words)-1 {
			w.done[word] = true
		}
	}
}

// headline is a line of stars and words.
type headline struct {
	level   int
	todo    string
	comment bool
	title   string
	tags    []string
}

var (
	tagsAtEnd = pattern.New(`\s+:([\p{L}\p{N}_@#%:-]+):\s*$`)
	priority  = pattern.New(`^\[#[A-Z0-9]+\]\s*`)
)

// headlineOf reads a headline. It reports false for any other line.
func headlineOf(line string, todo todoWords) (headline, bool) {
	stars := len(line) - len(strings.TrimLeft(line, "*"))
	if stars == 0 || stars == len(line) || line[stars] != ' ' && line[stars] != '\t' {
		return headline{}, false
	}
	h := headline{level: stars, title: strings.TrimSpace(line[stars:])}
	if m := tagsAtEnd.FindStringSubmatchIndex(" " + h.title); m != nil {
		padded := " " + h.title
		h.tags = strings.FieldsFunc(padded[m[2]:m[3]], func(c rune) bool { return c == ':' })
		h.title = strings.TrimSpace(padded[:m[0]])
	}
	if word, rest, _ := strings.Cut(h.title, " "); todo.all[word] {
		h.todo, h.title = word, strings.TrimSpace(rest)
	}
	h.title = priority.ReplaceAllString(h.title, "")
	if h.title == "COMMENT" || strings.HasPrefix(h.title, "COMMENT ") {
		h.comment, h.title = true, strings.TrimSpace(strings.TrimPrefix(h.title, "COMMENT"))
	}
	return h, true
}

var (
	blockEdge  = pattern.New(`(?i)^\s*#\+(begin|end)_(\S+)`)
	drawerEdge = pattern.New(`^\s*:([\p{L}\p{N}_-]+):\s*$`)
)

// literal are the blocks whose lines are no markup.
var literal = map[string]bool{"src": true, "example": true, "export": true, "comment": true}

// pairsOf gives for each line that begins a block or a drawer the line that ends it,
// and 0 for all others. Lines that begin what nothing ends are ordinary text.
func pairsOf(lines []string) []int {
	p := pairing{ends: make([]int, len(lines)), last: map[string]int{}, waiting: map[string]int{}}
	for i, line := range lines {
		if kind, begins := edgeOf(line); kind != "" && !begins {
			p.last[kind] = i
		}
	}
	for i, line := range lines {
		p.look(i, line)
	}
	return p.ends
}

// pairing finds pairs in one pass.
type pairing struct {
	ends    []int
	last    map[string]int // the last line that ends each kind
	open    []opened
	waiting map[string]int // how many of each kind are open
}

type opened struct {
	kind string
	line int
}

// edgeOf is the kind of what a line begins or ends; empty if neither.
func edgeOf(line string) (kind string, begins bool) {
	if len(line) == 0 || !strings.ContainsAny(line[:min(len(line), 80)], "#:") {
		return "", false
	}
	if m := blockEdge.FindStringSubmatch(line); m != nil {
		return strings.ToLower(m[2]), strings.EqualFold(m[1], "begin")
	}
	if m := drawerEdge.FindStringSubmatch(line); m != nil {
		return ":", !strings.EqualFold(m[1], "end")
	}
	return "", false
}

func (p *pairing) look(i int, line string) {
	if strings.HasPrefix(line, "*") && strings.HasPrefix(strings.TrimLeft(line, "*"), " ") {
		p.open = p.open[:0]
		clear(p.waiting)
		return
	}
	kind, begins := edgeOf(line)
	if top := len(p.open) - 1; kind == "" || top >= 0 && literal[p.open[top].kind] && (begins || kind != p.open[top].kind) {
		return
	}
	if begins {
		if p.last[kind] > i && (kind != ":" || p.waiting[":"] == 0) {
			p.open = append(p.open, opened{kind, i})
			p.waiting[kind]++
		}
		return
	}
	for p.waiting[kind] > 0 {
		top := p.open[len(p.open)-1]
		p.open = p.open[:len(p.open)-1]
		p.waiting[top.kind]--
		if top.kind == kind {
			p.ends[top.line] = i
			return
		}
	}
}
