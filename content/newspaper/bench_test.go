package newspaper

import (
	"strings"
	"testing"

	"feedmill/content"
)

// BenchmarkParseText reads 4 KB of newspaper text with a header.
func BenchmarkParseText(b *testing.B) {
	var text strings.Builder
	text.WriteString("Harbour council weighs a ‘quiet’ tunnel under the old docks\n\nPUBLISHED : Friday, 09 September, 2016, 1:07pm\nUPDATED : Friday, 09 September, 2016, 9:52pm\n\nBy Jane Doe and John Roe\n\n")
	for text.Len() < 4<<10 {
		text.WriteString("The council said on Thursday that it would weigh the plan for a tunnel under the old docks, which its engineers have drawn for the third time in a dozen years, and that residents would be heard before anything is decided.\n\n")
	}
	f := content.File{Path: "news/harbour.txt", Data: []byte(text.String())}
	b.SetBytes(int64(len(f.Data)))
	b.ReportAllocs()
	for b.Loop() {
		if _, err := Parse(f, content.Options{}); err != nil {
			b.Fatal(err)
		}
	}
}
