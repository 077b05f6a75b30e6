package language

// How often the language of a sentence is told rightly, over folders that others gathered.

import (
	"bufio"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode/utf8"
)

var sentences = flag.String("sentences", "", "folder of files named by a language, such as de.txt, of a sentence a line")

// BenchmarkSentences reports the share of the sentences of 80 to 200 letters whose language
// is told:
//
//	go test ./content/language -run '^$' -bench Sentences -benchtime 1x -sentences DIR
func BenchmarkSentences(b *testing.B) {
	files, err := filepath.Glob(filepath.Join(*sentences, "*.txt"))
	if *sentences == "" || err != nil {
		b.Fatal("name a folder: -sentences DIR")
	}
	for _, file := range files {
		want := strings.TrimSuffix(filepath.Base(file), ".txt")
		b.Run(want, func(b *testing.B) {
			for range b.N {
				b.ReportMetric(shareTold(b, file, want), "told/sentence")
			}
		})
	}
}

func shareTold(b *testing.B, file, want string) float64 {
	f, err := os.Open(file)
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	told, all := 0, 0
	for lines := bufio.NewScanner(f); lines.Scan(); {
		letters := utf8.RuneCountInString(lines.Text())
		if letters < 80 || letters > 200 {
			continue
		}
		if all++; Of(lines.Text(), letters, "") == want {
			told++
		}
	}
	return float64(told) / float64(max(all, 1))
}
