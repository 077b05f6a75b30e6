//go:build hostile

package main

// Files that were written to bring the program down, beside a good article that
// must come out. They are made here, since none of them should lie about.

import (
	"context"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"
)

var hostileProgram = flag.String("hostile", "", "`program` that TestHostileFiles starts, with limits of memory and time")

// hostileMemory is what the program may use, in kB; hostileTime of a processor how much for
// one file, whatever else runs; hostilePatience ends what waits for ever.
const (
	hostileMemory   = 256 << 10
	hostileTime     = 10 * time.Second
	hostilePatience = time.Minute
)

// hostileFile makes a file of about n bytes.
type hostileFile struct {
	name string
	make func(n int) string
}

// repeated is a body of one text, again and again.
func repeated(name, s string) hostileFile {
	return hostileFile{name + ".md", func(n int) string { return "# Heading\n\n" + strings.Repeat(s, n/len(s)) + "\n" }}
}

func plainText(name, s string) hostileFile {
	return hostileFile{name + ".txt", func(n int) string { return "Heading\n\n" + strings.Repeat(s, n/len(s)) + "\n" }}
}

// numbered is a body of texts that differ by their number.
func numbered(name, format string) hostileFile {
	return hostileFile{name + ".md", func(n int) string {
		var b strings.Builder
		b.WriteString("# Heading\n\n")
		for i := 0; b.Len() < n; i++ {
			fmt.Fprintf(&b, format, i)
		}
		return b.String()
	}}
}

func headed(name, fence, head, s, tail string) hostileFile {
	return hostileFile{name + ".md", func(n int) string {
		return fence + "\ntitle" + map[string]string{"---": ": ", "+++": " = "}[fence] + "\"T\"\n" + head + strings.Repeat(s, n/len(s)) + tail + "\n" + fence + "\n\nText.\n"
	}}
}

var hostileFiles = []hostileFile{
	repeated("open-links", "[q]("), repeated("open-empty-links", "[]("), repeated("open-pictures", "![q]("), repeated("brackets", "["),
	repeated("closing-brackets", "]"), repeated("bracket-pairs", "[]"), repeated("nested-pictures", "![a"), repeated("angle-links", "[q](<"),
	repeated("titles", "[q](r \""), repeated("labels", "[q][r"), repeated("long-labels", "[q\n"), repeated("mixed", "*q_ "), repeated("mixed-strong", "**q__ "),
	repeated("stars-words", "*q "), repeated("strikes", "~q "), repeated("struck", "~~q~ "), repeated("under", "_q"), repeated("stars", "*"), repeated("tildes", "~q~~"), repeated("closers", "q* "),
	repeated("quotes", "> "), repeated("rules", "- - - "), repeated("pluses", "+ "), repeated("ordered", "1. "), repeated("quoted-list", "> - "),
	repeated("ticks-escaped", "\\`"), repeated("ticks-odd", "` `` "), repeated("ticks", "`q``"), repeated("tags", "<a "), repeated("tags-quoted", "<a b=\""), repeated("tags-quotes", "<a b='\" "),
	repeated("comments", "<!-- "), repeated("instructions", "<? "), repeated("declarations", "<!A "), repeated("cdata", "<![CDATA[ "), repeated("entities", "&amp;&#1;"),
	repeated("addresses", "http://a.b/"), repeated("mails", "a@b.c_"), repeated("mail-tails", "_a-"), repeated("dollars", "$q "), repeated("dollar-pairs", "$$q "), repeated("formulas", "\\(q "),
	repeated("bold-tags", "<b>q"), repeated("bold-tags-lines", "<b>q\n\n"), repeated("divs", "<div>\n"), repeated("div-lines", "<div>q\n\n"), repeated("paragraphs", "<p>q"), repeated("fonts-tables", "<table><tr><td><font>"),
	repeated("select", "<select><option>"), repeated("svg", "<svg><g>"), repeated("titles-open", "<title>q\n\n"), repeated("scripts-open", "<script>q\n\n"), repeated("lines", "q\n"), repeated("blank-lines", "\n"), repeated("fences", "```\n"),
	repeated("hard-breaks", "q\\\n"), repeated("headings", "# q\n"), repeated("setext", "q\n=\n"), repeated("attributes", "# q {#a .b c=d}\n"), repeated("definitions", "q\n: r\n\n"), repeated("terms", "q\n\n: "),
	repeated("tasks", "- [ ] q\n"), repeated("footnote-one", "[^1]"), repeated("rows", "|q|r|\n|-|-|\n"), repeated("table-lines", "|-\n"),
	numbered("ids", "<b id=x%d>q"), numbered("footnotes", "[^%[1]d] [^%[1]d]: q\n\n"), numbered("footnote-lines", "[^%[1]d]: q\n\n"), numbered("references", "[%[1]d]: /r\n\n"), numbered("reference-run", "[%[1]d]: /r\n"), numbered("attributes-many", "<a b%[1]d=\n"),
	{"attribute-list.md", func(n int) string { return "# H\n\n<p " + manyOf("a%d ", n) + ">q\n" }},
	{"formatting.md", func(n int) string { return "# H\n\n<div>" + manyOf("<b id=x%d>", 4500) + strings.Repeat("<p>q", n/4) }},
	{"deep-list.md", func(n int) string { return "# H\n\n" + stairs("- q\n", "  ", n) }},
	{"deep-quotes.md", func(n int) string { return "# H\n\n" + stairs("q\n", "> ", n) }},
	{"footnote-uses.md", func(n int) string { return "# H\n\n" + manyOf("[^%d] ", n/2) + "\n\n" + manyOf("[^%d]: q\n\n", n/2) }},
	{"long-reference.md", func(n int) string {
		return "# H\n\n[a]: /" + strings.Repeat("q", n/2) + "\n\n" + strings.Repeat("[a] ", n/8)
	}},
	{"long-title.md", func(n int) string {
		return "# H\n\n[a]: /q '" + strings.Repeat("q", n/2) + "'\n\n" + strings.Repeat("![a]", n/8)
	}},
	{"wide-table.md", func(n int) string {
		return "# H\n\n" + strings.Repeat("|q", n/6) + "\n" + strings.Repeat("|-", n/6) + "\n" + strings.Repeat("|\n", n/6)
	}},
	{"heading.md", func(n int) string { return "# " + strings.Repeat("[q](", n/4) + "\n\nText.\n" }},
	{"stated-title.md", func(n int) string { return "---\ntitle: '" + strings.Repeat("[q](", n/4) + "'\n---\n\nText.\n" }},
	{"authors.md", func(n int) string {
		return "---\ntitle: T\nauthors:\n" + manyOf("- Author Q%d\n", n) + "---\n\nText.\n"
	}},
	{"tags.md", func(n int) string { return "---\ntitle: T\ntags:\n" + manyOf("- q%d\n", n) + "---\n\nText.\n" }},
	{"keys.md", func(n int) string { return "+++\ntitle = 'T'\n" + manyOf("q%d = 1\n", n) + "+++\n\nText.\n" }},
	{"tables.md", func(n int) string { return "+++\ntitle = 'T'\n" + manyOf("[q.q%d]\n", n) + "+++\n\nText.\n" }},
	{"json-keys.md", func(n int) string { return "{\"title\": \"T\"" + manyOf(", \"q%d\": 1", n) + "}\n\nText.\n" }},
	{"json-deep.md", func(n int) string { return "{\"title\": \"T\", \"q\": " + strings.Repeat("[", n) + "}\n\nText.\n" }},
	{"json-deep-map.md", func(n int) string {
		return "{\"title\": \"T\", \"q\": " + strings.Repeat("{\"q\":", n/5) + "}\n\nText.\n"
	}},
	{"json-list.md", func(n int) string {
		return "{\"title\": \"T\", \"q\": [0" + strings.Repeat(",0", n/2) + "]}\n\nText.\n"
	}},
	{"aliases.md", aliases}, {"aliases-long.md", func(n int) string {
		return "---\ntitle: T\nq: &q " + strings.Repeat("q", n/2) + "\nkeywords: [" + strings.Repeat("*q,", n/6) + "]\n---\n\nText.\n"
	}},
	headed("yaml-flow", "---", "q: ", "[", ""), headed("yaml-map", "---", "q: ", "{q: ", ""), headed("yaml-list", "---", "q: ", "- ", ""), headed("yaml-dashes", "---", "", "- ", ""), headed("yaml-question", "---", "", "? ", ""), headed("yaml-anchor", "---", "q: ", "&q ", ""), headed("yaml-items", "---", "q:\n", "- 0\n", ""), headed("yaml-long", "---", "q: ", "q ", ""), headed("yaml-quote", "---", "q: ", "'", ""), headed("yaml-bang", "---", "q: ", "!", ""), headed("yaml-block", "---", "q: |\n", " q\n", ""),
	headed("toml-dots", "+++", "q", ".q", " = 1"), headed("toml-header", "+++", "[q", ".q", "]"), headed("toml-inline", "+++", "q = ", "{q = ", ""), headed("toml-array", "+++", "q = ", "[", ""), headed("toml-inline-dots", "+++", "q = ", "{q.q.q = ", ""), headed("toml-items", "+++", "q = [", "0,", "]"), headed("toml-tables", "+++", "", "[[q.q]]\n", ""),
	page("html-paragraphs", "", "<p>q"), page("html-nested", strings.Repeat("<div>", 480), "<p>q"), page("html-deep", "", "<div>"), page("html-bold", "", "<b>q"), page("html-formatting", manyOf("<b id=x%d>", 4500), "<p>q"),
	page("html-tables", "", "<table><tr><td>q"), page("html-foster", "<table>", "<p>q"), page("html-headings", "", "<h1>Heading q</h1>"), page("html-titles", "", "<meta property=og:title content='Heading q'>"), page("html-dates", "", "<p>3 April 2016</p>"),
	page("html-bylines", "", "<p class=author>By Ada Quill</p>"), page("html-authors", "<p>", "<a rel=author>Ada Quill</a>"), page("html-times", "<p>", "<time datetime=2016-04-03>q</time>"), page("html-items", strings.Repeat("<div itemprop=headline class=entry-title>", 480), "<p>q</p>"),
	page("html-classes", "<p class='", "author-date "), page("html-brackets", "<script type=application/ld+json>", "["), page("html-commas", "<script type=application/ld+json>", ",   "), page("html-links", "", "<li><a href=q>q</a>"), page("html-comments", "", "<!-- saved from url="),
	page("html-attributes", "<p ", "a=b "), page("html-pictures", "", "<img data-src=q>"), page("html-svg", "", "<svg><g>"), page("html-entities", "", "&amp;&#1;"), page("html-select", "", "<select><option>"), page("html-templates", "", "<template>"),
	plainText("text-lines", "q\n"), plainText("text-words", "Lorem "), plainText("text-digits", "7"), plainText("text-dates", "03.04.2016 "), plainText("text-date-lines", "3 April 2016\n"), plainText("text-bylines", "By Ada Quill\n"), plainText("text-paragraphs", "By Ada Quill and 3 April\n\n"), plainText("text-by", "By "), plainText("text-mails", "a@"), plainText("text-addresses", "http://a.b/?"), plainText("text-www", "www."), plainText("text-parens", "("), plainText("text-stops", "."), plainText("text-dashes", "- "), plainText("text-rules", "---\n"), plainText("text-keys", "Key: q\n"), plainText("text-dated-keys", "Date: 3 April 2016\n"), plainText("text-blank", "\n\n"), plainText("text-quotes", "\"q\" "), plainText("text-numbers", "1. q\n"), plainText("text-caps", "PARIS — "), plainText("text-commas", "Ada, "), plainText("text-and", "Ada Quill and "), plainText("text-han", "记者"), plainText("text-tabs", "q\tr\n"), plainText("text-colons", "12:30:"), plainText("text-spaces", " "), plainText("text-tags", "#q "), plainText("text-hyphens", "q-\n"), plainText("text-brackets", "http://a.b/))))]]]"),
}

// page is a file of HTML with one text, again and again, behind an opening.
func page(name, opening, s string) hostileFile {
	return hostileFile{name + ".html", func(n int) string {
		return "<title>Heading</title><h1>Heading</h1><p>Some text, of which there is enough to be one.</p>" + opening + strings.Repeat(s, n/len(s)) + "\n"
	}}
}

func manyOf(format string, n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		fmt.Fprintf(&b, format, i)
	}
	return b.String()
}

// stairs are lines, each one step deeper than the one before.
func stairs(line, step string, n int) string {
	var b strings.Builder
	for i := 0; b.Len() < n; i++ {
		b.WriteString(strings.Repeat(step, i) + line)
	}
	return b.String()
}

// aliases double nine times with each line.
func aliases(int) string {
	var b strings.Builder
	b.WriteString("---\ntitle: T\na0: &a0 [q]\n")
	for i := 1; i < 12; i++ {
		fmt.Fprintf(&b, "a%d: &a%d [%s]\n", i, i, strings.TrimSuffix(strings.Repeat(fmt.Sprintf("*a%d,", i-1), 9), ","))
	}
	return b.String() + "tags: *a11\n---\n\nText.\n"
}

func TestHostileFiles(t *testing.T) {
	if *hostileProgram == "" {
		t.Fatal("-hostile names no program; run .ci/hostile")
	}
	for _, f := range hostileFiles {
		for _, size := range []int{20_000, 400_000} {
			t.Run(fmt.Sprintf("%s/%d", f.name, size), func(t *testing.T) {
				t.Parallel()
				survives(t, f.name, f.make(size))
			})
		}
	}
}

// survives builds the edition of a folder with the file and a good article in it.
func survives(t *testing.T, name, data string) {
	dir := t.TempDir()
	news, out := filepath.Join(dir, "news"), filepath.Join(dir, "out")
	if err := os.Mkdir(news, 0o777); err != nil {
		t.Fatal(err)
	}
	for file, text := range map[string]string{name: data, "good.txt": "Good news\n\n1 March 2026\n\nIt is read, and it comes out.\n"} {
		if err := os.WriteFile(filepath.Join(news, file), []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
	ctx, cancel := context.WithTimeout(t.Context(), hostilePatience)
	defer cancel()
	c := exec.CommandContext(ctx, "bash", "-c", fmt.Sprintf(`ulimit -d %d && exec "$@"`, hostileMemory), "bash",
		*hostileProgram, "build", "--url", "https://news.example.org/", "--title", "News", "--state", filepath.Join(dir, "state"), "--out", out, news)
	began := time.Now()
	log, err := c.CombinedOutput()
	if err != nil {
		t.Fatalf("after %v: %v\n%.2000s", time.Since(began), err, log)
	}
	took := c.ProcessState.UserTime() + c.ProcessState.SystemTime()
	if took > hostileTime {
		t.Errorf("it took %v of a processor, want %v at the most", took, hostileTime)
	}
	feed, err := os.ReadFile(filepath.Join(out, "rss.xml"))
	if err != nil || !strings.Contains(string(feed), "Good news") {
		t.Errorf("the good article did not come out: %v\n%.2000s", err, log)
	}
	if size := sizeOf(t, out); size > 100*len(data)+1<<20 {
		t.Errorf("%d bytes became %d", len(data), size)
	}
	t.Logf("%v, %v of a processor; %.200s", time.Since(began).Round(time.Millisecond), took.Round(time.Millisecond), log)
}

// sizeOf is the bytes of the files below a folder.
func sizeOf(t *testing.T, dir string) (bytes int) {
	err := filepath.WalkDir(dir, func(_ string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			info, err := d.Info()
			if err != nil {
				return err
			}
			bytes += int(info.Size())
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return bytes
}
