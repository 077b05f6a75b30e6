package newspaper

import (
	"strings"
	"testing"
)

// Boxes, what people say to each other, and the end of a letter keep their lines.
func TestLinesThatStay(t *testing.T) {
	for _, c := range []struct{ lines, want string }{
		{"+------+-------+\n| oven | flour |\n+------+-------+\n| cold | none  |\n+------+-------+", "<pre>"},
		{"┌──────┬───────┐\n│ oven │ flour │\n└──────┴───────┘", "<pre>"},
		{"| oven | flour |", "<p>| oven | flour |"},
		{"– Who lit the oven?\n\n– Nobody did. It was lit by itself.\n\n– Then we shall bake, she said.", "<p>– Who lit the oven?</p>"},
		{"– Who lit the oven?\n\n– Nobody did. It was lit by itself.\n\n– Then we shall bake, she said.", "<p>– Then we shall bake, she said.</p>"},
		{"– flour of rye\n\n– water from the well\n\n– who brings salt?", "<ul>"},
		{"– The oven is cold.\n\n– The flour is gone.", "<ul>"},
		{"Yours sincerely,\nSarah Linden\nMiller of Leeds", "Yours sincerely,<br>"},
		{"Mit freundlichen Grüßen\nLena Busch", "Mit freundlichen Grüßen<br>"},
		{"Sincerely\n\nhe did not know.", "<p>Sincerely</p>"},
	} {
		a := parseOne(t, "Letters about an oven\n\n14 June 2022\n\n"+calm+"\n\n"+c.lines+"\n")
		if got := a.Body().HTML(); !strings.Contains(got, c.want) {
			t.Errorf("%q: got %s, want %s in it", c.lines, got, c.want)
		}
	}
}

// Whoever signs a letter wrote it, and the name stays below it.
func TestLettersAreSigned(t *testing.T) {
	a := parseOne(t, "A letter about the oven\n\n14 June 2022\n\nDear Sir,\n\nthe oven that you describe was never cold. It was warm when I was a child, and it is warm now.\n\nKind regards\nSarah Linden\n")
	if names(a) != "Sarah Linden" || !strings.Contains(a.Body().Text(), "Sarah Linden") {
		t.Errorf("got %q and %q, want the name in both", names(a), a.Body().Text())
	}
}

// What a picture shows, and what introduces a summary, are no part of it.
func TestSummariesWithoutMarks(t *testing.T) {
	for _, c := range []struct{ above, want string }{
		{"Ana Gil, miller of Soria, beside the last oven (Peter Roe/Mill Pictures)\n\n" + calm, "The committee"},
		{"[摘要]下城的面包师周二宣布，他已将烤炉卖给博物馆，年底之前将在水磨坊旁边展出。", "下城的面包师"},
		{"核心提示：下城的面包师周二宣布，他已将烤炉卖给博物馆，年底之前将在水磨坊旁边展出。", "下城的面包师"},
		{"摘要显示下城的面包师周二宣布，他已将烤炉卖给博物馆，年底之前将在水磨坊旁边展出。", "摘要显示"},
	} {
		if got := parseOne(t, "The last oven\n\n14 June 2022\n\n"+c.above+"\n").Summary(); !strings.HasPrefix(got, c.want) {
			t.Errorf("%q: got summary %q, want %q", c.above, got, c.want)
		}
	}
}
