package newspaper

// Some files hold several articles: downloads from press archives, dumps.

import (
	"strings"

	"feedmill/content/prose"
	"feedmill/content/stated"
)

// splitArticles splits the lines of a file. Most often there is one part, the whole.
func splitArticles(lines []line) [][]line {
	if parts := splitDownload(lines); len(parts) > 0 {
		return parts
	}
	if parts := splitDump(lines); len(parts) > 1 {
		return parts
	}
	return [][]line{lines}
}

// splitDownload cuts at "3 of 10 DOCUMENTS", as press archives number what they
// deliver. The cover page before the first is no article; its lines go to the
// first as dropped.
func splitDownload(lines []line) [][]line {
	var starts []int
	keyed := false
	for i := range lines {
		if isCounter(lines[i].text) {
			starts = append(starts, i)
		} else if len(starts) > 0 && !keyed {
			key, _, ok := stated.CutKey(lines[i].text)
			keyed = ok && stated.FieldOf(key) != stated.None
		}
	}
	if len(starts) == 0 || !keyed {
		return nil
	}
	var parts [][]line
	for k, start := range starts {
		end := len(lines)
		if k+1 < len(starts) {
			end = starts[k+1]
		}
		if k == 0 {
			start = 0
		}
		parts = append(parts, lines[start:end])
	}
	return parts
}

// isCounter reports whether s numbers a document: "3 of 10 DOCUMENTS".
func isCounter(s string) bool {
	if len(s) > 40 || !strings.HasSuffix(s, " DOCUMENTS") && !strings.HasSuffix(s, " DOCUMENT") {
		return false
	}
	words := strings.Fields(s)
	return len(words) == 4 && prose.IsNumber(words[0]) && words[1] == "of" && prose.IsNumber(words[2])
}

// splitDump cuts where a header block begins again: the key of the file's first
// line, after a rule or an empty line, with another known key right below.
func splitDump(lines []line) [][]line {
	first := 0
	for first < len(lines) && (lines[first].fate == blank || isRuleText(lines[first].text)) {
		first++
	}
	if first == len(lines) {
		return nil
	}
	key, _, ok := stated.CutKey(lines[first].text)
	if !ok || stated.FieldOf(key) != stated.Title {
		return nil
	}
	var parts [][]line
	start := 0
	for i := first + 1; i+1 < len(lines); i++ {
		if !strings.HasPrefix(lines[i].text, key) || lines[i-1].fate != blank && !isRuleText(lines[i-1].text) {
			continue
		}
		below, _, ok := stated.CutKey(lines[i+1].text)
		if again, _, _ := stated.CutKey(lines[i].text); again != key || !ok || stated.FieldOf(below) == stated.None {
			continue
		}
		cut := i
		for cut > start && (lines[cut-1].fate == blank || isRuleText(lines[cut-1].text)) {
			cut--
		}
		parts = append(parts, lines[start:cut])
		start = cut
	}
	return append(parts, lines[start:])
}
