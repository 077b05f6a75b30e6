package org

// Marks within a line. A mark that nothing closes is looked for once in each run of
// text, so that a line of nothing but marks costs no more than its length.

import (
	"html"
	"net/url"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"feedmill/content"
	"feedmill/content/fragment"
	"feedmill/content/heading"
	"feedmill/content/prose"
	"feedmill/content/wordlist"
)

// emphases are the elements of the marks; the last two hold no other marks.
var emphases = map[byte]string{'*': "b", '/': "i", '_': "u", '+': "s", '=': "code", '~': "code"}

// deepest is how many marks may stand within each other.
const deepest = 8

// inline writes a run of text.
func (w *writer) inline(s string) { w.run(s, 0) }

// run is text at a depth of marks; lacking are the marks that nothing more closes.
func (w *writer) run(s string, depth int) {
	lacking := map[string]bool{}
	plainFrom := 0
	for i := 0; i < len(s); {
		n := 0
		if depth < deepest && isMark[s[i]] {
			n = w.mark(s, i, depth, plainFrom, lacking)
		}
		if n > 0 {
			i += n
			plainFrom = i
			continue
		}
		i++
	}
	w.text(s[plainFrom:])
}

var isMark = func() (set [256]bool) {
	for _, c := range []byte("*/_+=~[<\\@^") {
		set[c] = true
	}
	return set
}()

// mark writes what a mark at i means, with the text before it, and gives its length; 0
// if it means nothing.
func (w *writer) mark(s string, i, depth, from int, lacking map[string]bool) int {
	rest := s[i:]
	if w.linked && (s[i] == '[' || s[i] == '<') {
		return 0
	}
	flush := func() { w.text(s[from:i]) }
	switch c := s[i]; {
	case strings.HasPrefix(rest, "[["):
		return w.link(rest, depth, flush, lacking)
	case strings.HasPrefix(rest, "[fn:"):
		return w.note(rest, flush, lacking)
	case c == '<':
		return w.angled(rest, flush)
	case strings.HasPrefix(rest, `\\`) && (len(rest) == 2 || rest[2] == '\n'):
		flush()
		w.out.WriteString("<br>\n")
		return min(3, len(rest))
	case strings.HasPrefix(rest, "@@"):
		return w.raw(rest, flush, lacking)
	case (c == '^' || c == '_') && strings.HasPrefix(rest[1:], "{") && i > 0:
		return w.script(rest, depth, flush, lacking)
	case emphases[c] != "":
		return w.emphasis(s, i, depth, flush, lacking)
	}
	return 0
}

// until is where in s, from start on, the closing mark stands; -1 if nowhere, which is
// noted under its name.
func until(s string, start int, closing string, lacking map[string]bool) int {
	if lacking[closing] || start > len(s) {
		return -1
	}
	n := strings.Index(s[start:], closing)
	if n < 0 {
		lacking[closing] = true
		return -1
	}
	return start + n
}

func (w *writer) emphasis(s string, i, depth int, flush func(), lacking map[string]bool) int {
	c := s[i]
	if before, _ := utf8.DecodeLastRuneInString(s[:i]); i > 0 && !unicode.IsSpace(before) && !strings.ContainsRune(`-–—('"{„“‚‘«»`, before) {
		return 0
	}
	name := "emphasis " + string(c)
	if lacking[name] || i+2 >= len(s) || isSpace(s[i+1]) {
		return 0
	}
	for n := i + 2; n < len(s); n++ {
		if s[n] != c || isSpace(s[n-1]) || !endsMark(s[n+1:]) {
			continue
		}
		flush()
		tag := emphases[c]
		w.out.WriteString("<" + tag + ">")
		if tag == "code" {
			w.out.WriteString(html.EscapeString(s[i+1 : n]))
		} else {
			w.run(s[i+1:n], depth+1)
		}
		w.out.WriteString("</" + tag + ">")
		return n + 1 - i
	}
	lacking[name] = true
	return 0
}

func isSpace(c byte) bool { return c == ' ' || c == '\n' || c == '\t' }

// endsMark reports whether a mark may close before rest.
func endsMark(rest string) bool {
	r, _ := utf8.DecodeRuneInString(rest)
	return rest == "" || !prose.IsLetterOrDigit(r) && !strings.ContainsRune("*/_+=~", r) || prose.IsCJK(r)
}

// script writes _{below} and ^{above}.
func (w *writer) script(rest string, depth int, flush func(), lacking map[string]bool) int {
	end := until(rest, 2, "}", lacking)
	if end < 0 {
		return 0
	}
	flush()
	tag := "sub"
	if rest[0] == '^' {
		tag = "sup"
	}
	w.out.WriteString("<" + tag + ">")
	w.run(rest[2:end], depth+1)
	w.out.WriteString("</" + tag + ">")
	return end + 1
}

// raw writes what is HTML already: @@html:<kbd>@@.
func (w *writer) raw(rest string, flush func(), lacking map[string]bool) int {
	end := until(rest, 2, "@@", lacking)
	if end < 0 {
		return 0
	}
	backend, text, ok := strings.Cut(rest[2:end], ":")
	if !ok {
		return 0
	}
	flush()
	if backend == "html" {
		w.out.WriteString(text)
	}
	return end + 2
}

// note writes the call of a footnote, whose text may hold brackets.
func (w *writer) note(rest string, flush func(), lacking map[string]bool) int {
	if lacking["note"] || w.notes.writing {
		return 0
	}
	open := 0
	for n := range len(rest) {
		switch rest[n] {
		case '[':
			open++
		case ']':
			open--
		}
		if open == 0 {
			flush()
			w.call(rest[len("[fn:"):n])
			return n + 1
		}
	}
	lacking["note"] = true
	return 0
}

// longestAngled bounds what is looked through for the end of an angle.
const longestAngled = 500 // bytes

// angled writes what stands in pointed brackets: an address, a time, a target.
func (w *writer) angled(rest string, flush func()) int {
	if strings.HasPrefix(rest, "<<") {
		end := strings.Index(rest[:min(len(rest), longestAngled)], ">>")
		if end < 3 || strings.ContainsAny(rest[2:end], "<\n") {
			return 0
		}
		flush()
		w.out.WriteString(`<a id="` + html.EscapeString(anchorOf(rest[2:end], w.which)) + `"></a>`)
		return end + 2
	}
	end := strings.IndexByte(rest[:min(len(rest), longestAngled)], '>')
	if end < 2 || !prose.IsWordByte(rest[1]) {
		return 0
	}
	switch inside := rest[1:end]; {
	case stamp.MatchString(prose.CutBytes(rest[:end+1], 80)) && end < 80 && prose.IsDigit(rest[1]):
		flush()
		w.out.WriteString(html.EscapeString(inside))
	case strings.Contains(inside, "://") && !strings.ContainsAny(inside, " \n<"), strings.HasPrefix(inside, "mailto:"):
		flush()
		w.out.WriteString(`<a href="` + html.EscapeString(inside) + `">` + html.EscapeString(strings.TrimPrefix(inside, "mailto:")) + `</a>`)
	default:
		return 0
	}
	return end + 1
}

// link writes [[target]] and [[target][words]].
func (w *writer) link(rest string, depth int, flush func(), lacking map[string]bool) int {
	end := until(rest, 2, "]]", lacking)
	if end < 0 {
		return 0
	}
	target, words, described := strings.Cut(rest[2:end], "][")
	address := addressOf(strings.TrimSpace(strings.ReplaceAll(target, "\n", " ")), w.which)
	flush()
	switch {
	case !described && isPicture(address):
		w.out.WriteString(`<img src="` + html.EscapeString(address) + `" alt="">`)
	case address == "":
		w.describe(words, described, target, depth)
	default:
		w.out.WriteString(`<a href="` + html.EscapeString(address) + `">`)
		w.describe(words, described, target, depth)
		w.out.WriteString("</a>")
	}
	return end + 2
}

// describe writes the words of a link: its own, a picture, or where it leads.
func (w *writer) describe(words string, described bool, target string, depth int) {
	switch picture := addressOf(words, w.which); {
	case !described:
		w.out.WriteString(html.EscapeString(strings.TrimLeft(strings.TrimPrefix(target, "file:"), "*#")))
	case isPicture(picture) && !strings.Contains(words, " "):
		w.out.WriteString(`<img src="` + html.EscapeString(picture) + `" alt="">`)
	default:
		w.linked = true
		w.run(words, deepest-1)
		w.linked = false
	}
}

// addressOf is where a link leads; empty if that is known to Emacs alone.
func addressOf(target string, which content.HeadingIDs) string {
	switch scheme, rest, ok := strings.Cut(target, ":"); {
	case strings.HasPrefix(target, "*"):
		return "#" + anchorOf(plain(target[1:]), which)
	case strings.HasPrefix(target, "#"):
		return target
	case ok && (scheme == "file" || scheme == "attachment"):
		rest, _, _ = strings.Cut(rest, "::")
		return escapeSpaces(rest)
	case ok && private[scheme]:
		return ""
	case ok, strings.HasPrefix(target, "/"), strings.HasPrefix(target, "./"), strings.HasPrefix(target, "../"), path.Ext(target) != "":
		return escapeSpaces(target)
	}
	return "#" + anchorOf(target, which)
}

func escapeSpaces(s string) string { return strings.ReplaceAll(s, " ", "%20") }

// private are the kinds of links that mean something to Emacs alone.
var private = wordlist.Set(`id elisp shell info help mu4e notmuch gnus denote roam docview bbdb rmail mhe`)

var pictures = wordlist.Set(`.png .jpg .jpeg .gif .svg .webp .avif`)

func isPicture(address string) bool {
	u, err := url.Parse(address)
	return err == nil && pictures[strings.ToLower(path.Ext(u.Path))]
}

// pictureOf is the address of a picture that is all of a paragraph.
func pictureOf(text string) (string, bool) {
	inside, ok := strings.CutPrefix(text, "[[")
	inside, closed := strings.CutSuffix(inside, "]]")
	if !ok || !closed || strings.ContainsAny(inside, "[]\n") {
		return "", false
	}
	address := addressOf(inside, content.GitHubIDs)
	return address, isPicture(address)
}

// signs are what Org's writers type for what keyboards lack.
var signs = strings.NewReplacer("---", "—", "--", "–", "...", "…", `\nbsp{}`, "\u00a0", `\nbsp`, "\u00a0", `\ast{}`, "*", `\ast`, "*", `\zwnj`, "\u200c")

// text writes words, with the addresses among them as links.
func (w *writer) text(s string) {
	for s != "" && !w.linked {
		start, end, href := prose.FindAddress(s)
		if end == 0 {
			break
		}
		w.out.WriteString(html.EscapeString(signs.Replace(s[:start])))
		w.out.WriteString(`<a href="` + html.EscapeString(href) + `">` + html.EscapeString(s[start:end]) + `</a>`)
		s = s[end:]
	}
	w.out.WriteString(html.EscapeString(signs.Replace(s)))
}

// plain is a line without its marks.
func plain(s string) string {
	if !strings.ContainsAny(s, "*/_+=~[<\\@^-.&") {
		return prose.OneLine(s)
	}
	w := &writer{notes: notes{writing: true}}
	w.inline(s)
	return prose.OneLine(fragment.Text(w.out.String()))
}

// anchorOf is what links call a headline, or a target, of such words.
func anchorOf(words string, which content.HeadingIDs) string {
	if which == content.NoIDs {
		which = content.GitHubIDs // of targets, which are nothing without
	}
	return heading.Of(strings.TrimSpace(words), which)
}
