package feed

import (
	"runtime"
	"strings"
	"testing"
	"time"
)

// What an entry is rendered to takes little memory besides its content, which RSS and Atom
// share with the entry.
func TestFragmentsShareTheContent(t *testing.T) {
	const times, besides = 50, 12 << 10
	e := Entry{ID: "urn:x:1", Title: "The mill", Link: "https://news.example/mill", HTML: strings.Repeat("<p>The miller said that the <em>weir</em> holds.</p>\n", 2000), Published: time.Unix(0, 0), Updated: time.Unix(0, 0)}
	for _, f := range formats {
		var made fragment
		var before, after runtime.MemStats
		for i := range 1 + times {
			if i == 1 {
				runtime.ReadMemStats(&before)
			}
			var err error
			if made, err = f.of(e, Full); err != nil {
				t.Fatal(err)
			}
		}
		runtime.ReadMemStats(&after)
		most := 0
		if f.name == jsonName {
			most = len(e.HTML) * 5 / 4 // its quotes and line ends are escaped
		}
		if made.own > most+2<<10 {
			t.Errorf("%s: %d bytes are its own, want %d", f.name, made.own, most)
		}
		if n := int(after.TotalAlloc-before.TotalAlloc) / times; n > most+besides {
			t.Errorf("%s: a fragment of %d bytes takes %d", f.name, made.parts.size(), n)
		}
	}
}

// Fragments are what a format makes of the whole entry, whatever its content is.
func TestFragmentsOfAnyContent(t *testing.T) {
	for _, html := range []string{
		"", "<p>The mill &amp; the weir.</p>", "<p>]]></p>", contentMark, "<p>" + contentMark + contentMark + "</p>", "<p>\x00\x01\xff \u2028 \"quoted\" \\ </p>\r\n", "<p>水車</p>",
	} {
		for _, title := range []string{"The mill", contentMark, `"content_html": "`} {
			e := Entry{ID: "urn:x:1", Title: title, Link: "https://news.example/mill", Summary: title, HTML: html, Published: time.Unix(0, 0), Updated: time.Unix(0, 0)}
			for _, f := range formats {
				for _, mode := range []Mode{Full, Summary, Both} {
					made, err := f.of(e, mode)
					if err != nil {
						t.Fatal(err)
					}
					want, err := f.fragment(e, mode)
					if err != nil {
						t.Fatal(err)
					}
					got := ""
					for _, p := range made.parts {
						got += string(p)
					}
					if got != string(want) {
						t.Errorf("%s of %q, %q: %s\nwant %s", f.name, title, html, got, want)
					}
				}
			}
		}
	}
}
