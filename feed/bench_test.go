package feed

import (
	"fmt"
	"io"
	"strings"
	"testing"
	"time"

	"feedmill/content"
)

const benchEntries, benchTags, benchPerTag = 50, 200, 20

// benchEdition is a main feed of 50 entries of 5 KB, and 200 tag feeds of 20.
func benchEdition() (channels []Channel, shown [][]Entry) {
	var entries []Entry
	for i := range benchEntries {
		id := Identity{ID: fmt.Sprintf("urn:uuid:%08d-2222-5333-8444-555555555555", i), Slug: fmt.Sprint(i), Published: time.Unix(int64(1e9-i), 0), Updated: time.Unix(int64(1e9-i), 0)}
		paragraph := `<p>The council <em>decided</em> on Friday that the <a href="x.html">bridge</a> will be replaced, &amp; work begins next spring.</p>` + "\n"
		entries = append(entries, NewEntry(id, content.New(content.Facts{Title: fmt.Sprint("Bridge & tunnel ", i), Summary: "Work begins.", Tags: []string{"a", "b"}, Language: "en",
			Authors: []content.Author{{Name: "Ann"}}, Body: words{strings.Repeat(paragraph, 35), "x"}}), paper))
	}
	channels, shown = []Channel{morning}, [][]Entry{entries}
	for i := range benchTags {
		ch := morning
		ch.Dir = fmt.Sprintf("tags/%d/", i)
		first := i % (benchEntries - benchPerTag)
		channels, shown = append(channels, ch), append(shown, entries[first:first+benchPerTag])
	}
	return channels, shown
}

// BenchmarkEdition makes all documents of an edition whose entries have been
// rendered before; compare with BenchmarkWriteRendered, which only writes.
func BenchmarkEdition(b *testing.B) {
	channels, shown := benchEdition()
	p := NewPress(64 << 20)
	b.ReportAllocs()
	for b.Loop() {
		bytes := 0
		for i, ch := range channels {
			docs, err := p.Feed(ch, shown[i])
			if err != nil {
				b.Fatal(err)
			}
			for _, d := range docs {
				bytes += int(d.Size)
			}
		}
		b.SetBytes(int64(bytes))
	}
}

// BenchmarkEditionCold is BenchmarkEdition with nothing rendered before.
func BenchmarkEditionCold(b *testing.B) {
	channels, shown := benchEdition()
	b.ReportAllocs()
	for b.Loop() {
		p := NewPress(64 << 20)
		for i, ch := range channels {
			if _, err := p.Feed(ch, shown[i]); err != nil {
				b.Fatal(err)
			}
		}
	}
}

// BenchmarkWriteRendered is the floor: fragments that are there already, copied
// into one document after the other.
func BenchmarkWriteRendered(b *testing.B) {
	channels, shown := benchEdition()
	var fragments [3]map[string][]byte
	for i, f := range formats {
		fragments[i] = map[string][]byte{}
		for _, e := range shown[0] {
			part, err := f.fragment(e, Both)
			if err != nil {
				b.Fatal(err)
			}
			fragments[i][e.ID] = part
		}
	}
	b.ReportAllocs()
	for b.Loop() {
		written := 0
		for i := range channels {
			for _, f := range fragments {
				size := 0
				for _, e := range shown[i] {
					size += len(f[e.ID])
				}
				body := make([]byte, 0, size)
				for _, e := range shown[i] {
					body = append(body, f[e.ID]...)
				}
				n, _ := io.Discard.Write(body)
				written += n
			}
		}
		b.SetBytes(int64(written))
	}
}

func BenchmarkNewEntry(b *testing.B) {
	_, shown := benchEdition()
	a := content.New(content.Facts{Title: "Bridge", Body: words{shown[0][0].HTML, "x"}})
	b.SetBytes(int64(len(shown[0][0].HTML)))
	b.ReportAllocs()
	for b.Loop() {
		NewEntry(identity, a, paper)
	}
}

// newspaper is a body as most are: paragraphs of text and no markup in them.
func newspaper() *content.Article {
	text := strings.Repeat("The council&#39;s vote on Friday said that the bridge will be replaced &amp; work begins next spring. ", 4)
	return content.New(content.Facts{Title: "Bridge", Body: words{strings.Repeat("<p>"+text+"</p>\n", 12), strings.Repeat(text+"\n\n", 12)}})
}

func BenchmarkNewspaperEntry(b *testing.B) {
	a := newspaper()
	b.SetBytes(int64(len(a.Body().HTML())))
	b.ReportAllocs()
	for b.Loop() {
		NewEntry(identity, a, paper)
	}
}

func BenchmarkArticlePage(b *testing.B) {
	e := NewEntry(identity, newspaper(), paper)
	e.Tags, e.Section, e.Authors = []string{"a", "b"}, "News", []content.Author{{Name: "Ann"}}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := articlePage(morning, e, neighbours{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkIndex makes index pages of tags, whose entries other indexes show too.
func BenchmarkIndex(b *testing.B) {
	channels, shown := benchEdition()
	p := NewPress(64 << 20)
	b.ReportAllocs()
	for n := 0; b.Loop(); n++ {
		i := 1 + n%benchTags
		if _, err := p.Index(channels[i], shown[i], around{}); err != nil {
			b.Fatal(err)
		}
	}
}
