package markdown

// Front matter: YAML between ---, TOML between +++, or a JSON object, before
// the text. Most of it is simple enough to be read by hand, which is faster by
// far and keeps line numbers; the rest goes to the full parsers.

import (
	"encoding/json"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"feedmill/content"
	"feedmill/content/prose"
	"feedmill/content/stated"
	"feedmill/content/wordlist"

	"github.com/BurntSushi/toml"
	"go.yaml.in/yaml/v3"
)

// matterEntry is one key of front matter with its value: string, []any, map[string]any
// or nil.
type matterEntry struct {
	key     string
	value   any
	line    int
	problem string // what its author should mend, or empty
}

// matterError says why front matter could not be read.
type matterError struct {
	line int
	text string
}

func (e *matterError) Error() string { return e.text }

// cutFrontMatter separates front matter from the text. Line is the number of the text's
// first line.
func cutFrontMatter(src string, l content.Limits) (matter []matterEntry, body string, line int, err error) {
	if strings.IndexByte(src, '\r') >= 0 {
		src = strings.ReplaceAll(strings.ReplaceAll(src, "\r\n", "\n"), "\r", "\n")
	}
	rest, skipped := skipBlank(src)
	first, after, _ := strings.Cut(rest, "\n")
	line = skipped + 1
	switch fence := strings.TrimRight(first, " \t"); {
	case fence == "---" || fence == "+++":
		block, body, ok := cutFence(after, fence)
		if !ok {
			if _, _, keyed := stated.CutKey(after); fence == "---" && !keyed {
				return nil, rest, line, nil // a rule
			}
			return nil, "", 0, &matterError{line, "front matter is never closed; end it with a line " + fence}
		}
		next := line + 2 + strings.Count(block, "\n")
		if fence == "+++" {
			matter, err = readAnyTOML(block, line+1, l)
		} else {
			matter, err = readYAML(block, line+1, l)
		}
		return matter, body, next, err
	case fence == ";;;" || strings.HasPrefix(fence, "---") && matterLanguages[strings.TrimSpace(fence[3:])]:
		return readNamed(fence, after, line, l)
	case strings.HasPrefix(strings.TrimSpace(first), "{"):
		return readJSON(rest, line, l)
	}
	return nil, rest, line, nil
}

// matterLanguages are those that the opening fence may name, as Eleventy allows.
var matterLanguages = wordlist.Set("yaml yml toml json js javascript coffee")

// readNamed reads front matter whose fence names its language; three semicolons
// stand for JSON.
func readNamed(fence, after string, line int, l content.Limits) (matter []matterEntry, body string, next int, err error) {
	closing, language := fence[:3], strings.TrimSpace(fence[3:])
	block, body, ok := cutFence(after, closing)
	if !ok {
		return nil, "", 0, &matterError{line, "front matter is never closed; end it with a line " + closing}
	}
	next = line + 2 + strings.Count(block, "\n")
	switch language {
	case "yaml", "yml":
		matter, err = readYAML(block, line+1, l)
	case "toml":
		matter, err = readAnyTOML(block, line+1, l)
	default:
		if closing == ";;;" && !strings.HasPrefix(strings.TrimSpace(block), "{") {
			block = "{" + block + "}"
		}
		if matter, _, _, err = readJSON(block, line+1, l); err == nil && matter == nil {
			err = &matterError{line, "front matter in " + language + " is a program, which is not run; write YAML between lines ---"}
		}
	}
	return matter, body, next, err
}

// cutFence cuts at the closing fence, which in YAML may also be dots.
func cutFence(s, fence string) (block, body string, ok bool) {
	at := 0
	for at < len(s) {
		end := strings.IndexByte(s[at:], '\n')
		next := len(s)
		if end >= 0 {
			next = at + end + 1
		}
		l := strings.TrimRight(s[at:next], " \t\n")
		if l == fence || fence == "---" && l == "..." {
			return s[:at], s[next:], true
		}
		at = next
	}
	return "", "", false
}

func readYAML(block string, line int, l content.Limits) ([]matterEntry, error) {
	if err := checkValues(block, line, l, yamlSyntax); err != nil {
		return nil, err
	}
	if matter, ok := readSimple(block, line); ok {
		return matter, nil
	}
	var doc yaml.Node
	if err := yaml.Unmarshal([]byte(block), &doc); err != nil {
		if matter := readLenient(block, line); matter != nil {
			return matter, nil
		}
		at, text := yamlLine(err.Error())
		return nil, &matterError{line + max(at-1, 0), "front matter is no YAML: " + text + "; quote the value or mend the indentation"}
	}
	if len(doc.Content) == 0 {
		return nil, nil
	}
	if doc.Content[0].Kind != yaml.MappingNode {
		return readLenient(block, line), nil // "title:Bread" without a space
	}
	var matter []matterEntry
	pairs := doc.Content[0].Content
	expanded := newExpansion(block, l)
	for i := 0; i+1 < len(pairs); i += 2 {
		matter = append(matter, matterEntry{key: pairs[i].Value, value: expanded.value(pairs[i+1], 0), line: line + pairs[i].Line - 1})
		if err := expanded.check(line+pairs[i].Line-1, l); err != nil {
			return nil, err
		}
	}
	return matter, nil
}

// yamlLine takes the line number out of an error of the YAML parser.
func yamlLine(text string) (int, string) {
	text = strings.TrimPrefix(text, "yaml: ")
	rest, ok := strings.CutPrefix(text, "line ")
	if !ok {
		return 1, text
	}
	number, message, _ := strings.Cut(rest, ": ")
	n, err := strconv.Atoi(number)
	if err != nil {
		return 1, text
	}
	if strings.HasPrefix(message, "did not find expected") {
		n++ // the library counts lines from 0 in these
	}
	return n, message
}

// value keeps scalars as they were written: whether 2024-4-09 is a date is
// for the date rules to say. Depth guards against documents made of brackets.
func (e *expansion) value(n *yaml.Node, depth int) any {
	e.values--
	e.bytes -= len(n.Value)
	if depth > 8 || e.values < 0 || e.bytes < 0 {
		return nil
	}
	switch n.Kind {
	case yaml.ScalarNode:
		if n.Tag == "!!null" {
			return nil
		}
		if strings.HasPrefix(n.Tag, "!") && !strings.HasPrefix(n.Tag, "!!") {
			return strings.TrimSpace(n.Tag + " " + n.Value) // "!important notice" is no type
		}
		return n.Value
	case yaml.AliasNode:
		return e.value(n.Alias, depth+1)
	case yaml.SequenceNode:
		list := []any{}
		for _, c := range n.Content {
			list = append(list, e.value(c, depth+1))
		}
		return list
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			m[n.Content[i].Value] = e.value(n.Content[i+1], depth+1)
		}
		return m
	}
	return nil
}

// readSimple reads "key: value" lines with plain or quoted scalars, flow lists
// of such, and block lists. It gives up at anything else.
func readSimple(block string, line int) ([]matterEntry, bool) {
	var matter []matterEntry
	const noList, mayList = -2, -1
	indent := noList // of the block list that is being read
	for l := range strings.SplitSeq(strings.TrimSuffix(block, "\n"), "\n") {
		n := line
		line++
		l = strings.TrimRight(l, " \t")
		switch {
		case l == "" || l[0] == '#':
			continue
		case strings.HasPrefix(strings.TrimLeft(l, " "), "- "):
			v, ok := simpleScalar(strings.TrimSpace(strings.TrimLeft(l, " ")[2:]))
			last := len(matter) - 1
			if !ok || last < 0 || strings.Contains(v, ": ") {
				return nil, false
			}
			list, _ := matter[last].value.([]any)
			if list == nil {
				list = make([]any, 0, usualItems)
			}
			at := strings.IndexByte(l, '-')
			if at != indent && indent != mayList {
				return nil, false
			}
			matter[last].value, indent = append(list, v), at
			continue
		case l[0] == ' ' || l[0] == '\t':
			return nil, false
		}
		key, value, ok := strings.Cut(l, ":")
		if !ok || value != "" && value[0] != ' ' && value[0] != '\t' || !isPlainKey(key) {
			return nil, false
		}
		v, ok := simpleValue(strings.TrimSpace(value))
		if !ok {
			return nil, false
		}
		if matter == nil {
			matter = make([]matterEntry, 0, usualKeys)
		}
		matter, indent = append(matter, matterEntry{key: key, value: v, line: n}), noList
		if strings.TrimSpace(value) == "" {
			indent = mayList
		}
	}
	return matter, true
}

// usualKeys is how many keys most articles have at the most, usualItems how many items a
// list of them.
const (
	usualKeys  = 8
	usualItems = 4
)

// isPlainKey reports whether s is a letter followed by letters, digits, dashes and
// underscores.
func isPlainKey(s string) bool {
	for i := range len(s) {
		if !prose.IsWordByte(s[i]) && s[i] != '-' {
			return false
		}
	}
	return s != "" && prose.IsLetters(s[:1])
}

func simpleValue(s string) (any, bool) {
	if s == "" || s == "null" || s == "~" {
		return nil, true
	}
	if s[0] != '[' {
		return simpleScalar(s)
	}
	inner, ok := strings.CutSuffix(s[1:], "]")
	if !ok || strings.ContainsAny(inner, "[]{}\"'#:&*") {
		return nil, false
	}
	list := []any{}
	if strings.TrimSpace(inner) == "" {
		return list, true
	}
	for item := range strings.SplitSeq(inner, ",") {
		v, ok := simpleScalar(strings.TrimSpace(item))
		if !ok {
			return nil, false
		}
		list = append(list, v)
	}
	return list, true
}

func simpleScalar(s string) (string, bool) {
	if s == "" || s == "~" || strings.EqualFold(s, "null") {
		return "", false
	}
	switch s[0] {
	case '"', '\'':
		inner := s[1:]
		if len(inner) == 0 || inner[len(inner)-1] != s[0] {
			return "", false
		}
		inner = inner[:len(inner)-1]
		return inner, strings.IndexByte(inner, s[0]) < 0 && strings.IndexByte(inner, '\\') < 0
	case '|', '>', '&', '*', '!', '{', '[', '%', '@', '`', '#', '-', '?', ',', ']', '}':
		return "", false
	}
	return s, !strings.Contains(s, ": ") && !strings.Contains(s, " #") && !strings.HasSuffix(s, ":")
}

// readAnyTOML reads a block as TOML or, if it is none, line by line.
func readAnyTOML(block string, line int, l content.Limits) ([]matterEntry, error) {
	matter, err := readTOML(block, line, l)
	if err == nil || checkValues(block, line, l, tomlSyntax) != nil {
		return matter, err
	}
	if lenient := lenientTOML(block, line, l); lenient != nil {
		return lenient, nil
	}
	return nil, err
}

func readTOML(block string, line int, l content.Limits) ([]matterEntry, error) {
	if err := checkValues(block, line, l, tomlSyntax); err != nil {
		return nil, err
	}
	var m map[string]any
	meta, err := toml.Decode(block, &m)
	if err != nil {
		at, text := 1, err.Error()
		if pe, ok := err.(toml.ParseError); ok {
			at, text = pe.Position.Line, pe.Message
		}
		return nil, &matterError{line + at - 1, "front matter is no TOML: " + text + "; put strings in quotes"}
	}
	var matter []matterEntry
	for _, key := range meta.Keys() {
		if len(key) == 1 && key[0] != "extra" && key[0] != "taxonomies" && key[0] != "params" {
			matter = append(matter, matterEntry{key: key[0], value: tomlValue(m[key[0]]), line: tomlLine(block, key[0], line)})
		}
	}
	for _, table := range []string{"taxonomies", "extra", "params"} {
		sub, ok := m[table].(map[string]any)
		if !ok {
			continue
		}
		for _, key := range sortedKeys(sub) {
			matter = append(matter, matterEntry{key: key, value: tomlValue(sub[key]), line: tomlLine(block, key, line)})
		}
	}
	return matter, nil
}

func sortedKeys(m map[string]any) []string {
	names := make([]string, 0, len(m))
	for key := range m {
		names = append(names, key)
	}
	slices.Sort(names)
	return names
}

// tomlLine finds the line that sets a key.
func tomlLine(block, key string, line int) int {
	for l := range strings.SplitSeq(block, "\n") {
		if rest, ok := strings.CutPrefix(strings.TrimLeft(l, " \t\""), key); ok && strings.HasPrefix(strings.TrimLeft(rest, " \t\""), "=") {
			return line
		}
		line++
	}
	return 0
}

// tomlValue writes dates as they were written: TOML has four kinds of them.
func tomlValue(v any) any {
	switch v := v.(type) {
	case time.Time:
		switch v.Location().String() {
		case "date-local":
			return v.Format(time.DateOnly)
		case "datetime-local":
			return v.Format("2006-01-02T15:04:05")
		}
		return v.Format(time.RFC3339)
	case bool, int64, float64:
		return fmt.Sprint(v)
	case []any:
		list := []any{}
		for _, item := range v {
			list = append(list, tomlValue(item))
		}
		return list
	case []map[string]any:
		list := []any{}
		for _, item := range v {
			list = append(list, tomlValue(item))
		}
		return list
	case map[string]any:
		m := map[string]any{}
		for key, item := range v {
			m[key] = tomlValue(item)
		}
		return m
	}
	return v
}

// readJSON reads the object that opens the text; what follows it is the body.
func readJSON(src string, line int, l content.Limits) (matter []matterEntry, body string, next int, err error) {
	keyed := strings.HasPrefix(strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(src), "{")), `"`)
	if err := checkValues(strings.TrimLeft(src, " \t"), line, l, jsonSyntax); err != nil && keyed {
		return nil, "", 0, err
	}
	dec := json.NewDecoder(strings.NewReader(src))
	dec.UseNumber()
	var m map[string]any
	if err := dec.Decode(&m); err != nil {
		if !keyed {
			return nil, src, line, nil // prose or a template that begins with a brace
		}
		return nil, "", 0, &matterError{line, fmt.Sprintf("front matter is no JSON: %v; mend it, or write YAML between lines ---", err)}
	}
	end := int(dec.InputOffset())
	block := src[:end]
	for _, key := range sortedKeys(m) {
		at := max(strings.Index(block, `"`+key+`"`), 0)
		matter = append(matter, matterEntry{key: key, value: jsonValue(m[key]), line: line + strings.Count(block[:at], "\n")})
	}
	slices.SortStableFunc(matter, func(a, b matterEntry) int { return a.line - b.line })
	body = src[end:]
	next = line + strings.Count(block, "\n")
	if _, after, ok := strings.Cut(body, "\n"); ok && strings.TrimSpace(body[:len(body)-len(after)]) == "" {
		body, next = after, next+1
	}
	return matter, body, next, nil
}

func jsonValue(v any) any {
	switch v := v.(type) {
	case bool, json.Number:
		return fmt.Sprint(v)
	case []any:
		for i := range v {
			v[i] = jsonValue(v[i])
		}
	case map[string]any:
		for key := range v {
			v[key] = jsonValue(v[key])
		}
	}
	return v
}
