package fragment

// What of HTML feeds do not carry: it is named to the writer, with what to do.

import (
	"bytes"
	"fmt"
	"strings"

	"feedmill/content"
	"feedmill/content/pattern"
	"feedmill/content/prose"

	"golang.org/x/net/html"
)

// lostElements are named to the writer, with what to do.
var lostElements = map[string]string{
	"svg":      "write it to a file, and show that as a picture",
	"canvas":   "show a picture in its place",
	"form":     "link to a page that holds it",
	"select":   "link to a page that holds the form",
	"button":   "write a link",
	"textarea": "link to a page that holds the form",
	"object":   "link to what it shows",
	"applet":   "link to what it shows",
	"dialog":   "write its text into the article",
	"template": "write its text into the article",
	"script":   "", "style": "", "head": "", "noframes": "", "noembed": "", "xmp": "write it as code",
}

// Losses are what a body holds and feeds do not carry. What only works on the page is
// listed without complaint.
type Losses struct {
	Dropped  []content.Dropped
	Problems []content.Problem
}

// MostTold bounds what is told of one article.
const MostTold = 20

// LostIn lists the start tags of what is lost, once each.
func LostIn(raw []byte) (all []html.Token) {
	if !bytes.ContainsRune(raw, '<') {
		return nil
	}
	seen := map[string]bool{}
	z := html.NewTokenizer(bytes.NewReader(raw))
	for t := z.Next(); t != html.ErrorToken; t = z.Next() {
		if t != html.StartTagToken && t != html.SelfClosingTagToken {
			continue
		}
		tok := z.Token()
		if IsLost(tok) && !seen[tok.Data] {
			seen[tok.Data] = true
			all = append(all, tok)
		}
	}
	return all
}

// IsLost reports whether feeds do not carry what a start tag begins.
func IsLost(tok html.Token) bool {
	_, lost := lostElements[tok.Data]
	return lost || media[tok.Data] != "" && isLostMedium(tok)
}

var shownData = pattern.New(`^data:image/(gif|jpeg|png|webp|avif);base64,[A-Za-z0-9+/]+=*$`)

// media are the elements that show what their src leads to, as people call it.
var media = map[string]string{"img": "picture", "audio": "sound", "video": "film", "source": "film or sound"}

// isLostMedium reports whether what an element shows is not to be had from where it
// says: it would have to be carried along, or was in the memory of some browser.
func isLostMedium(tok html.Token) bool {
	for _, at := range tok.Attr {
		src := strings.TrimSpace(at.Val)
		switch {
		case at.Key != "src":
		case prose.HasPrefixFold(src, "data:"):
			return tok.Data != "img" || !shownData.MatchString(src)
		case prose.HasPrefixFold(src, "blob:"), prose.HasPrefixFold(src, "cid:"):
			return true
		}
	}
	return false
}

// schemeOf is the scheme of the address that an element shows.
func schemeOf(tok html.Token) string {
	for _, at := range tok.Attr {
		if at.Key == "src" {
			scheme, _, _ := strings.Cut(strings.TrimSpace(at.Val), ":")
			return strings.ToLower(scheme)
		}
	}
	return ""
}

// Add lists an element, with what its author should do. It reports false if enough is
// told.
func (l *Losses) Add(tok html.Token, line int) bool {
	if len(l.Dropped) == MostTold {
		return false
	}
	what, remedy := tok.Data, lostElements[tok.Data]
	if medium := media[tok.Data]; medium != "" {
		what, remedy = medium+" within its address ("+schemeOf(tok)+":)", "write it to a file, and show that"
	}
	l.Dropped = append(l.Dropped, content.Dropped{Line: line, Why: what + ", which feeds do not carry", Text: prose.CutWords(prose.OneLine(tok.String()), 90)})
	if remedy != "" {
		l.Problems = append(l.Problems, content.Problem{Line: line, Message: fmt.Sprintf("%s is not in the feeds, which carry none; %s", what, remedy)})
	}
	return true
}
