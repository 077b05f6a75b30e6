package newspaper

// The line that says who wrote the article.

import (
	"strings"
	"unicode/utf8"

	"feedmill/content"
	"feedmill/content/byline"
	"feedmill/content/prose"
)

// nameAndPaper splits "Jane Doe, The Mill Gazette": a person, and the paper that the
// article was taken over from.
func nameAndPaper(s string) (authors []content.Author, source string, ok bool) {
	name, paper, ok := strings.Cut(strings.Replace(s, " - ", ", ", 1), ", ")
	if !ok || !byline.BeginsWithFirstName(prose.SettleCase(name)) || !byline.IsName(name) || prose.WordCount(name) < 2 || prose.WordCount(name) > 3 || prose.WordCount(paper) > 4 {
		return nil, "", false
	}
	if printsAt(paper) || prose.WordCount(paper) == 1 && !prose.AllCaps(paper) && !strings.Contains(s, " - ") && !strings.Contains(paper, ".") {
		return nil, "", false // "Jackson Hole, Wyoming"
	}
	for w := range strings.FieldsSeq(paper) {
		if !prose.StartsUpper(w) && !byline.Particles.Has(w) && w != "&" {
			return nil, "", false
		}
	}
	return []content.Author{{Name: prose.SettleCase(name)}}, paper, true
}

// longestBeside bounds, in bytes, a line in which a bar parts the byline from a section.
const longestBeside = 100

// labelledByline reads a line or piece of one that begins with a by-label. At the
// top, or in company of a date, a single word passes for a name too.
func (r *lineReader) labelledByline(s string, top, dated bool) (authors []content.Author, source string, ok bool) {
	if _, by, two := strings.Cut(s, "| "); two && len(s) <= longestBeside {
		name := strings.Trim(by, " |")
		if label, rest, labelled := byline.CutByLabel(name); labelled && prose.WordCount(rest) > 1 && byline.IsName(rest) && !byline.IsForeignLabel(label, r.ctx.Language) {
			s = name // "Ovens | By Jane Doe |"
		}
	}
	front, email := s, ""
	if strings.IndexByte(s, '@') > 0 {
		front, email = byline.CutEmail(s)
	}
	if name, ok := byline.CutByRole(front); ok {
		return []content.Author{{Name: name, Email: email}}, "", true
	}
	if name, ok := byline.CutTextCredit(s); ok {
		return []content.Author{{Name: name}}, "", true
	}
	rest, ok := r.behindLabel(s)
	if !ok {
		return nil, "", false
	}
	rest, beside, tail := trimNames(rest)
	if prose.EndsSentence(s) && tail > 3 {
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
	if name, agency, _ := strings.Cut(rest, ","); byline.IsAgency(strings.TrimSpace(agency)) && prose.WordCount(name) <= 4 {
		return []content.Author{{Name: name}}, strings.TrimSpace(agency), true
	}
	authors = doubtfulNames(rest, top, dated, prose.EndsSentence(s), tail)
	return authors, "", len(authors) > 0
}

// behindLabel is what a by-label at the beginning of s introduces. Labels that are
// everyday words of another language need a name after them.
func (r *lineReader) behindLabel(s string) (rest string, ok bool) {
	if name, ok := byline.CutPreposition(s, r.ctx.Language); ok {
		return name, true
	}
	label, rest, ok := byline.CutByLabel(s)
	if !ok || rest == "" || utf8.RuneCountInString(rest) > byline.LongestByline {
		return "", false
	}
	if strings.HasSuffix(rest, ".") && prose.WordCount(rest) == 1 {
		return "", false // the end of a wrapped sentence: "by Citicorp."
	}
	if byline.IsForeignLabel(label, r.ctx.Language) && !byline.BeginsWithFirstName(rest) {
		return "", false
	}
	return rest, true
}

// trimNames reduces what a by-label introduces to the names, and what stands beside
// them. Tail counts the words that were taken off their end.
func trimNames(s string) (names, beside string, tail int) {
	s = byline.CutCredits(byline.CutNextKey(byline.Unglue(s)))
	before := prose.WordCount(s)
	s, beside = byline.CutPieces(s)
	if name, after, ok := byline.CutDash(s); ok {
		if s = name; beside == "" && !byline.HasRole(after) {
			beside = after
		}
	}
	names = byline.TrimTail(s)
	return names, beside, before - prose.WordCount(names)
}

// doubtfulNames reads names that only their company makes names: a by-label before
// them, a date beside them or the title above.
func doubtfulNames(s string, top, dated, sentence bool, tail int) []content.Author {
	if (top || dated) && byline.IsLabelledName(s) {
		return []content.Author{{Name: s}}
	}
	if top && !sentence && byline.EndsInDesk(s) {
		return []content.Author{{Name: s, Organisation: true}}
	}
	if lead := byline.LeadingName(s, true); dated && lead != "" && byline.BeginsWithFirstName(s) && !sentence {
		return []content.Author{{Name: prose.SettleCase(lead)}}
	}
	if nicks := byline.Nicknames(s); dated && len(nicks) > 1 {
		return nicks
	}
	if top && tail <= 3 && prose.WordCount(s) == 1 && !byline.IsNobody(s) && !byline.NotNames.Lists(s) && !strings.ContainsAny(s, ".:/@!?") {
		return []content.Author{{Name: s}}
	}
	return nil
}
