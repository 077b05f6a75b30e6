package markdown

import (
	"testing"

	"feedmill/content"
)

// BenchmarkParse reads 4 KB of Markdown, of which nothing is shown.
func BenchmarkParse(b *testing.B) {
	f := content.File{Path: "a.md", Data: ordinary(28)}
	b.SetBytes(int64(len(f.Data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(f, content.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}

// BenchmarkShow reads the same and shows it.
func BenchmarkShow(b *testing.B) {
	f := content.File{Path: "a.md", Data: ordinary(28)}
	b.SetBytes(int64(len(f.Data)))
	b.ReportAllocs()
	for b.Loop() {
		articles, err := Parse(f, content.Options{})
		if err != nil {
			b.Fatal(err)
		}
		articles[0].Summary()
		articles[0].Body().HTML()
	}
}
