package inspect

// An article as inspect shows it to people: a table of fields, dropped lines and
// problems, each with its line and the rule or the reason.

import (
	"bytes"
	"fmt"
	"io"
	"strings"
	"unicode/utf8"

	"feedmill/content"
	"feedmill/content/dates"
	"feedmill/content/prose"
)

// The colours of the report, as ANSI escapes.
const (
	bold  = "\x1b[1m"
	faint = "\x1b[2m"
	plain = "\x1b[0m"
)

// reportRow is one row of the report: what, in which line, by which rule or for
// which reason, and the value.
type reportRow struct{ name, line, rule, value string }

// Report writes the article for people: a row for each field, then for what was
// dropped and what should be mended, in columns. Colour is for terminals that
// show it. A body that makes its renderer panic is an error.
func Report(a *content.Article, w io.Writer, colour bool) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = content.Defect(a.Path(), p)
		}
	}()
	a = a.Whole()
	name := a.Path()
	if a.Part() > 0 {
		name = fmt.Sprintf("%s, article %d", name, a.Part())
	}
	rows := fieldRows(a)
	rows = append(rows, reportRow{name: "body", value: bodySize(a.Body().Text())})
	for _, d := range a.Dropped() {
		rows = append(rows, reportRow{"dropped", lineName(d.Line), d.Why, prose.CutWords(d.Text, 70)})
	}
	for _, d := range a.Aside() {
		rows = append(rows, reportRow{"set apart", lineName(d.Line), d.Why, prose.CutWords(d.Text, 70)})
	}
	for _, p := range a.Problems() {
		rows = append(rows, reportRow{"problem", lineName(p.Line), "", p.Message})
	}
	if _, err := w.Write(layOut(name, rows, colour)); err != nil {
		return fmt.Errorf("write report of %s: %w", a.Path(), err)
	}
	return nil
}

// fieldRows are the fields that are not empty.
func fieldRows(a *content.Article) []reportRow {
	var names []string
	for _, who := range a.Authors() {
		names = append(names, who.Name)
	}
	draft := ""
	if a.Draft() {
		draft = "yes"
	}
	fields := [...]struct{ name, value string }{
		{"id", a.ID()}, {"title", a.Title()},
		{"published", shownToPeople(a.Published())}, {"updated", shownToPeople(a.Updated())}, {"expires", shownToPeople(a.Expires())},
		{"authors", strings.Join(names, ", ")}, {"summary", prose.CutWords(a.Summary(), 100)}, {"tags", strings.Join(a.Tags(), ", ")},
		{"section", a.Section()}, {"language", a.Language()}, {"source_url", a.SourceURL()}, {"source", a.Source()},
		{"rights", prose.CutWords(a.Rights(), 100)}, {"source_feed", a.SourceFeed().URL}, {"external_url", a.External()},
		{"image", a.Image()}, {"banner_image", a.Banner()}, {"draft", draft},
	}
	var rows []reportRow
	for _, f := range fields {
		if f.value != "" {
			o := a.Origin().Of(f.name)
			rows = append(rows, reportRow{f.name, lineName(o.Line), o.Rule, f.value})
		}
	}
	for _, l := range a.Links() {
		o := a.Origin().Of(l.Rel)
		rows = append(rows, reportRow{l.Rel, lineName(o.Line), o.Rule, l.URL})
	}
	for _, e := range a.Enclosures() {
		o := a.Origin().Of("enclosures")
		rows = append(rows, reportRow{"enclosure", lineName(o.Line), o.Rule, e.URL})
	}
	return rows
}

// shownToPeople is a date with a word about a zone that nobody wrote.
func shownToPeople(d dates.Date) string {
	if s := shown(d); !d.ZoneAssumed || d.DayOnly || s == "" {
		return s
	}
	return shown(d) + " (zone assumed)"
}

func lineName(n int) string {
	if n == 0 {
		return ""
	}
	return fmt.Sprintf("line %d", n)
}

func bodySize(text string) string {
	blocks, many := 0, "s"
	if text != "" {
		blocks = 1 + strings.Count(text, "\n\n")
	}
	if blocks == 1 {
		many = ""
	}
	return fmt.Sprintf("%d block%s, %d characters", blocks, many, utf8.RuneCountInString(text))
}

// layOut sets the rows in columns below a heading. A name that repeats that of the
// row above is left out. The few rules that are longer than the column push their
// own value only.
func layOut(heading string, rows []reportRow, colour bool) []byte {
	const widestRule = 34
	names, lines, rules := 0, 0, 0
	for i, r := range rows {
		r.rule, r.value = content.Visible(r.rule), content.Visible(r.value)
		rows[i] = r
		names = max(names, utf8.RuneCountInString(r.name))
		lines = max(lines, utf8.RuneCountInString(r.line))
		rules = max(rules, min(utf8.RuneCountInString(r.rule), widestRule))
	}
	paint := func(code, s string) string {
		if !colour || strings.TrimSpace(s) == "" {
			return s
		}
		return code + s + plain
	}
	var b bytes.Buffer
	fmt.Fprintln(&b, paint(bold, content.Visible(heading)))
	last := ""
	for _, r := range rows {
		name := r.name
		if name == last {
			name = ""
		}
		last = r.name
		fmt.Fprintf(&b, "  %s  %s  %s\n", paint(bold, pad(name, names)), paint(faint, pad(r.line, lines)+"  "+pad(r.rule, rules)), r.value)
	}
	return b.Bytes()
}

// pad fills s with blanks up to n characters.
func pad(s string, n int) string {
	return s + strings.Repeat(" ", max(0, n-utf8.RuneCountInString(s)))
}
