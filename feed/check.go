package feed

// What an article's author should mend before readers see it: nothing here keeps
// the article from being published.

import (
	"net/url"
	"path"
	"slices"
	"strings"
	"time"

	"golang.org/x/net/html"

	"feedmill/content"
	"feedmill/content/asset"
	"feedmill/content/pattern"
	"feedmill/feed/validate"
)

// Finding is something to mend.
type Finding struct {
	Rule    string // of package validate that it breaks too; empty: none
	At      string // the text of the article's file where it stands; empty concerns the whole article
	Message string // what is wrong, then the remedy
}

// earliest is before any article that was written for a feed.
var earliest = time.Date(1990, time.January, 1, 0, 0, 0, 0, time.UTC)

var titleMarkup = pattern.New(`</?[A-Za-z][^<>]*>|&(#[0-9]+|#x[0-9A-Fa-f]+|[A-Za-z]+);`)

// Check says what is to be mended in an article. Whether a date is in the future is
// judged by now; there reports whether a path of the content folder is an article, the
// page of one, or another file or a folder. roots are the folders whose files the site
// has at its root. A panic of a renderer is a finding too.
func Check(a *content.Article, now time.Time, there func(path string) bool, roots []string) (all []Finding) {
	defer func() {
		if p := recover(); p != nil {
			all = append(all, Finding{Message: content.DefectMessage(p)})
		}
	}()
	found := func(rule, at, message string) { all = append(all, Finding{rule, at, message}) }
	switch published := a.Published().Time; {
	case published.IsZero():
	case published.Before(earliest):
		found(validate.ImplausibleDate, "", "dated "+published.Format(time.DateOnly)+", before there were feeds; correct the date")
	case published.After(now):
		found(validate.ImplausibleDate, "", "dated "+published.Format(time.DateOnly)+", which is still to come; correct the date, unless it is to wait until then")
	}
	if m := titleMarkup.FindString(a.Title()); m != "" {
		found(validate.ContainsHTML, m, "the title has markup ("+m+"), which readers show as it stands; write plain text")
	}
	body := ""
	if a.Body() != nil {
		body = a.Body().HTML()
	}
	silent := a.Episode() == nil || len(a.Enclosures()) == 0 // a recording speaks for itself
	if silent && (a.Body() == nil || !visible(a.Body().Text()) && !strings.Contains(body, "<img")) {
		found("", "", "nothing stands below the title; write the article, or mark it as a draft")
	}
	for _, e := range a.Enclosures() {
		if e.Length <= 0 {
			found("", e.URL, "the length of the enclosure "+e.URL+" is not stated; state its bytes, since RSS demands them")
		}
	}
	refs := append(references(body), a.Image(), a.Banner())
	for _, l := range a.Links() {
		refs = append(refs, l.URL)
	}
	for _, ref := range refs {
		p, ok := withinFolder(a.Path(), ref)
		if ok && !there(p) && !slices.ContainsFunc(asset.Candidates(a.Path(), ref, roots), there) {
			found("", ref, "leads to "+p+", which is not in the folder; correct the link, or add the file")
		}
	}
	has := slices.DeleteFunc(slices.Clone(roots), func(r string) bool { return !there(r) })
	for _, ref := range append(pictures(body), a.Image(), a.Banner()) {
		if all := asset.Candidates(a.Path(), ref, has); len(has) > 0 && isRooted(ref) && len(all) > 0 && !slices.ContainsFunc(all, there) {
			found("", ref, "shows "+ref+", which is not in "+strings.Join(has, ", nor in ")+"; correct the address, or add the file")
		}
	}
	return all
}

// references are the addresses that HTML leads to, each once, in their order.
func references(body string) (all []string) {
	seen := map[string]bool{}
	z := html.NewTokenizer(strings.NewReader(body))
	for t := z.Next(); t != html.ErrorToken; t = z.Next() {
		if t != html.StartTagToken && t != html.SelfClosingTagToken {
			continue
		}
		for _, attribute := range z.Token().Attr {
			if (attribute.Key == "href" || attribute.Key == "src") && !seen[attribute.Val] {
				seen[attribute.Val] = true
				all = append(all, attribute.Val)
			}
		}
	}
	return all
}

// isRooted reports whether an address is a path from the root of the site.
func isRooted(ref string) bool { return strings.HasPrefix(ref, "/") && !strings.HasPrefix(ref, "//") }

// pictures are the addresses of those that HTML shows.
func pictures(body string) (all []string) {
	for _, m := range pictureShape.FindAllStringSubmatch(body, -1) {
		all = append(all, html.UnescapeString(m[1]))
	}
	return all
}

var pictureShape = pattern.New(`<img[^<>]* src="([^"]+)"`)

// withinFolder is the path that a relative address of an article means. It reports
// false where the address leads out of the folder.
func withinFolder(article, ref string) (string, bool) {
	u, err := url.Parse(strings.TrimSpace(ref))
	if err != nil || u.IsAbs() || u.Host != "" || u.Path == "" || strings.HasPrefix(u.Path, "/") {
		return "", false
	}
	if slices.ContainsFunc(rooted, func(sign string) bool { return strings.HasPrefix(ref, sign) }) {
		return "", false // which names an article
	}
	return path.Join(path.Dir(article), u.Path), true
}
