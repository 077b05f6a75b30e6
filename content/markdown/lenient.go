package markdown

// Front matter that is no YAML. People write titles as they come, "Notes: a quiet
// week", "[Update] New rules": the line is plain enough to be read, and the rest
// of the block is not its fault.

import (
	"strings"

	"feedmill/content"
	"feedmill/content/stated"

	"go.yaml.in/yaml/v3"
)

// readLenient reads a block key by key: what is YAML by itself as such, else the
// text of its line. It is nil if no line has a key.
func readLenient(block string, line int) []matterEntry {
	var matter []matterEntry
	var lines []string // of the key that is being read
	at := line
	end := func() {
		if len(lines) > 0 {
			matter = append(matter, lenientEntry(lines, at))
		}
	}
	for n, l := range strings.Split(strings.TrimSuffix(block, "\n"), "\n") {
		if trimmed := strings.TrimSpace(l); len(lines) > 0 && setInByMistake(lines[0], trimmed) {
			l = trimmed
		} else if len(lines) == 0 && matter == nil {
			l = trimmed // a block that is set in as a whole, which harms nobody
		}
		switch key, _, ok := strings.Cut(l, ":"); {
		case ok && isPlainKey(strings.TrimSpace(key)) && key[0] != ' ' && key[0] != '\t':
			end()
			lines, at = []string{l}, line+n
		case len(lines) > 0 && goesOn(lines[0], l):
			lines = append(lines, l)
		case strings.TrimSpace(l) != "" && l[0] != '#':
			matter = append(matter, matterEntry{line: line + n, problem: "line of front matter has no key; write \"key: value\""})
		}
	}
	if len(lines) == 0 {
		return nil
	}
	end()
	return matter
}

// goesOn reports whether a line without a key belongs to the key above: lists and
// what is set in do, and the second line of a title.
func goesOn(above, l string) bool {
	key, _, _ := strings.Cut(above, ":")
	switch f := stated.MatterFieldOf(key); {
	case l == "" || strings.ContainsAny(l[:1], " \t-#]},"):
		return true
	default:
		return f == stated.Title || f == stated.Dek || f == stated.Summary
	}
}

// lenientTOML reads a block of TOML line by line: what is TOML by itself as such, else
// the text after the sign, which may be YAML's.
func lenientTOML(block string, line int, l content.Limits) []matterEntry {
	var matter []matterEntry
	for n, text := range strings.Split(strings.TrimSuffix(block, "\n"), "\n") {
		at := strings.IndexAny(text, "=:")
		if strings.HasPrefix(strings.TrimSpace(text), "#") || at < 0 || !isPlainKey(strings.TrimSpace(text[:at])) {
			continue
		}
		if one, err := readTOML(text, line+n, l); err == nil {
			matter = append(matter, one...)
			continue
		}
		key := strings.TrimSpace(text[:at])
		matter = append(matter, matterEntry{key: key, line: line + n, value: strings.Trim(unquote(strings.TrimSpace(text[at+1:])), `"'`),
			problem: "value of " + key + " is no TOML, and was taken as it stands; write " + key + ` = "…"`})
	}
	return matter
}

// setInByMistake reports whether l is an indented line with a known key that cannot
// belong to the key above, since that has a value of its own.
func setInByMistake(above, l string) bool {
	_, value, _ := strings.Cut(above, ":")
	key, _, ok := strings.Cut(l, ":")
	value = strings.TrimSpace(value)
	return ok && value != "" && !strings.ContainsAny(value[:1], "|>{[&") && isPlainKey(strings.TrimSpace(key)) && stated.MatterFieldOf(key) != stated.None
}

// lenientEntry reads the lines of one key.
func lenientEntry(lines []string, at int) matterEntry {
	key, value, _ := strings.Cut(lines[0], ":")
	entry := matterEntry{key: strings.TrimSpace(key), line: at}
	var doc yaml.Node
	block := strings.Join(lines, "\n")
	if yaml.Unmarshal([]byte(block), &doc) == nil && len(doc.Content) == 1 && len(doc.Content[0].Content) == 2 {
		expanded := newExpansion(block, content.Limits{})
		entry.value = expanded.value(doc.Content[0].Content[1], 0)
		if expanded.check(at, content.Limits{}) == nil {
			return entry
		}
	}
	entry.problem = "value of " + entry.key + " is no YAML, and was taken as it stands; put it in quotes"
	entry.value = lenientValue(strings.TrimSpace(value), lines[1:])
	return entry
}

// lenientValue is the text after a key, or the list below it. Lines of neither kind
// continue the text.
func lenientValue(first string, more []string) any {
	list, text := []any{}, unquote(first)
	for _, l := range more {
		l = strings.TrimSpace(l)
		if item, ok := strings.CutPrefix(l, "- "); ok && first == "" {
			list = append(list, unquote(strings.TrimSpace(item)))
			continue
		}
		if l != "" && l[0] != '#' {
			text += " " + l
		}
	}
	if len(list) > 0 {
		return list
	}
	return strings.TrimSpace(text)
}

// unquote drops quotes that stand around the whole.
func unquote(s string) string {
	if n := len(s); n > 1 && (s[0] == '"' || s[0] == '\'') && s[n-1] == s[0] {
		return s[1 : n-1]
	}
	return s
}
