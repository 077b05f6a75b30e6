package corpus

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"time"
)

// markdown is an article with YAML front matter, as a blogger writes it.
func markdown(r *rand.Rand, a facts) []byte {
	var b strings.Builder
	fmt.Fprintf(&b, "---\ntitle: %q\ndate: %s\n", a.title, a.date.Format(time.RFC3339))
	if chance(r, 3) {
		fmt.Fprintf(&b, "lastmod: %s\n", a.date.Add(time.Duration(1+r.IntN(5000))*time.Minute).Format(time.RFC3339))
	}
	fmt.Fprintf(&b, "author: %s\nsection: %s\ntags:\n", a.author, a.section)
	for _, t := range a.tags {
		fmt.Fprintf(&b, "  - %s\n", t)
	}
	b.WriteString("---\n\n" + prose(r) + "\n")
	fill(r, &b, markdownBlock)
	return []byte(b.String())
}

// fill adds blocks until the article is as long as it is meant to be.
func fill(r *rand.Rand, b *strings.Builder, block func(*rand.Rand) string) {
	for enough := Smallest + r.IntN(Largest-Smallest-longest); b.Len() < enough; {
		if s := "\n" + block(r) + "\n"; len(s) <= longest {
			b.WriteString(s)
		}
	}
}

// longest is how many bytes a block may have.
const longest = 800

func markdownBlock(r *rand.Rand) string {
	switch n := r.IntN(40); {
	case n < 6:
		return strings.Repeat("#", 2+r.IntN(2)) + " " + headline(r)
	case n < 9:
		return list(r, func(int) string { return "- " })
	case n < 11:
		return list(r, func(i int) string { return fmt.Sprintf("%d. ", i+1) })
	case n < 13:
		return "> " + sentence(r) + "\n> " + sentence(r)
	case n < 14:
		return code(r)
	case n < 15:
		return fmt.Sprintf("![%s](https://pictures.example.org/%s-%d.jpg %q)", capital(thing(r)), pick(r, nouns), r.IntN(1000), place(r))
	}
	return prose(r)
}

func list(r *rand.Rand, marker func(i int) string) string {
	var lines []string
	for i := range 3 + r.IntN(3) {
		lines = append(lines, marker(i)+inline(r, capital(thing(r))+" of "+place(r)))
	}
	return strings.Join(lines, "\n")
}

func code(r *rand.Rand) string {
	return fmt.Sprintf("```go\nfunc %s(%s int) error {\n\tfor i := range %d {\n\t\tif err := %s(i, %q); err != nil {\n\t\t\treturn err\n\t\t}\n\t}\n\treturn nil\n}\n```",
		pick(r, actions), pick(r, nouns), r.IntN(500), pick(r, presents), pick(r, nouns))
}

// prose is a paragraph, here and there with a link, emphasis or code.
func prose(r *rand.Rand) string {
	var all []string
	for range 2 + r.IntN(3) {
		all = append(all, inline(r, sentence(r)))
	}
	return strings.Join(all, " ")
}

// inline marks up a word or two of the text, in about half of all cases.
func inline(r *rand.Rand, text string) string {
	words := strings.Split(text, " ")
	i := r.IntN(len(words) - 1)
	if strings.ContainsAny(words[i]+words[i+1], "“”,.") {
		return text
	}
	two := words[i] + " " + words[i+1]
	switch r.IntN(12) {
	case 0, 1:
		two = "*" + two + "*"
	case 2:
		two = "**" + two + "**"
	case 3, 4:
		two = fmt.Sprintf("[%s](https://www.example.org/%s/%s?page=%d)", two, pick(r, nouns), slug(place(r)), r.IntN(100))
	case 5:
		two = "`" + words[i] + "` " + words[i+1]
	}
	return strings.Join(append(append(words[:i:i], two), words[i+2:]...), " ")
}
