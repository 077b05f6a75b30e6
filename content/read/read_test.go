package read

import (
	"testing"
	"time"

	"feedmill/content"
)

// calm is a text that no rule reacts to.
const calm = `The committee met for three hours on the plan and heard from every side before it put off a decision until the spring session.

Residents said they would return, and the chairman promised that they would be heard again before any vote is taken on the proposal.

Nobody objected to that, and the meeting ended without a vote shortly before midnight in the town hall of the northern district.
`

// parseOne reads newspaper text.
func parseOne(t *testing.T, text string) *content.Article {
	t.Helper()
	f := content.File{Path: "a.txt", Data: []byte(text), ModTime: time.Date(2024, 1, 8, 8, 0, 0, 0, time.UTC)}
	articles, err := Parse(f, content.Options{Zone: hongKong})
	if err != nil {
		t.Fatalf("%q: %v", text, err)
	}
	return articles[0]
}
