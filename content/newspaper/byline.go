package newspaper

// The line that says who wrote the article.

import (
	"strings"
	"unicode/utf8"

	"feedmill/content"
	"feedmill/content/byline"
	"feedmill/content/prose"
)

// nameAndPaper parts "Jane Doe, The Mill Gazette": a person, and the paper that the
// article was taken over from.
func nameAndPaper(s string) (authors []content.Author, source string, ok bool) {
	name, paper, ok := strings.Cut(strings.Replace(s, " - ", ", ", 1), ", ")
	if !ok || !byline.BeginsWithFirstName(prose.SettleCase(name)) || !byline.IsName(name) || prose.WordCount(name) < 2 || prose.WordCount(name) > 3 || prose.WordCount(paper) > 4 {
		return nil, "", false
	}
	if _, place := places[paper]; place || prose.WordCount(paper) == 1 && !prose.AllCaps(paper) && !strings.Contains(s, " - ") && !strings.Contains(paper, ".") {
		return nil, "", false // "Jackson Hole, Wyoming"
	}
	for w := range strings.FieldsSeq(paper) {
		if !prose.StartsUpper(w) && !byline.Particles.Has(w) && w != "&" {
			return nil, "", false
		}
	}
	return []content.Author{{Name: prose.SettleCase(name)}}, paper, true
}

// labelledByline reads a line or piece of one that begins with a by-label. At the
// top, or in company of a date, a single word passes for a name too.
func (r *lineReader) labelledByline(s string, top, dated bool) (authors []content.Author, source string, ok bool) {
	front, email := s, ""
	if strings.IndexByte(s, '@') > 0 {
		front, email = byline.CutEmail(s)
	}
	if name, ok := byline.CutByRole(front); ok {
		return []content.Author{{Name: name, Email: email}}, "", true
	}
	label, rest, ok := byline.CutByLabel(s)
	if !ok || rest == "" || utf8.RuneCountInString(rest) > byline.LongestByline {
		return nil, "", false
	}
	if strings.HasSuffix(rest, ".") && prose.WordCount(rest) == 1 {
		return nil, "", false // the end of a wrapped sentence: "by Citicorp."
	}
	if lang := byline.ByLanguages[label]; lang != "" && lang != r.ctx.Language && !(label == "por" && r.ctx.Language == "pt") && !byline.BeginsWithFirstName(rest) {
		return nil, "", false
	}
	rest = byline.CutCredits(byline.CutNextKey(byline.Unglue(rest)))
	tail := prose.WordCount(rest)
	rest, beside := byline.CutPieces(rest)
	if name, after, ok := byline.CutDash(rest); ok {
		if rest = name; beside == "" && !byline.HasRole(after) {
			beside = after
		}
	}
	tail -= prose.WordCount(byline.TrimTail(rest))
	if rest = byline.TrimTail(rest); prose.EndsSentence(s) && tail > 3 {
		return nil, "", false // "By Jane Doe is meant …"
	}
	authors, source = byline.Parse(rest, true)
	authors, source = byline.CutAddition(rest, authors, source)
	if len(authors) > 0 && (top || prose.WordCount(authors[0].Name) > 1 || authors[0].Organisation) && !byline.AreWords(authors, dated) {
		if source == "" && (byline.IsAgency(beside) || byline.IsOrganisation(beside)) {
			source = beside
		}
		return authors, source, true
	}
	if name, tail, _ := strings.Cut(rest, ","); byline.IsAgency(strings.TrimSpace(tail)) && prose.WordCount(name) <= 4 {
		return []content.Author{{Name: name}}, strings.TrimSpace(tail), true
	}
	if (top || dated) && byline.IsLabelledName(rest) {
		return []content.Author{{Name: rest}}, "", true
	}
	if lead := byline.LeadingName(rest, true); dated && lead != "" && byline.BeginsWithFirstName(rest) && !prose.EndsSentence(s) {
		return []content.Author{{Name: prose.SettleCase(lead)}}, "", true
	}
	if nicks := byline.Nicknames(rest); dated && len(nicks) > 1 {
		return nicks, "", true
	}
	if top && tail <= 3 && prose.WordCount(rest) == 1 && !byline.IsNobody(rest) && !byline.NotNames.Lists(rest) && !strings.ContainsAny(rest, ".:/@!?") {
		return []content.Author{{Name: rest}}, "", true
	}
	return nil, source, false
}
