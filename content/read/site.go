package read

// What another program makes of the same files: where it shows an article, and which
// files are pages to it and no posts.

import (
	"net/url"
	"path"
	"strings"

	"feedmill/content"
	"feedmill/content/permalink"
	"feedmill/content/stated"
)

// UndatedPage is the rule by which an article is withheld that states no day, on a site
// where posts do.
const UndatedPage = "states no day, so it is a page of the site and no post"

// settle makes an article, which was just read, what the site has it for.
func settle(a *content.Article, o content.Options) {
	settleSubject(a, o)
	address := a.SourceURL()
	if o.Permalink.String() != "" {
		address = addressOnSite(a, o)
	}
	page := o.DatedOnly && !a.Draft() && (a.Published().IsZero() || strings.HasSuffix(a.Origin().Of("published").Rule, stated.OnlyDate))
	rule := UndatedPage
	if !page && isPartOfAnother(a, o) {
		page, rule = true, ofAnother
	}
	section, ofLanguage := withoutLanguage(a, o)
	base := baseOnSite(a, o)
	if address == a.SourceURL() && !page && !ofLanguage && base == "" {
		return
	}
	a.Amend(func(f *content.Facts) {
		f.Origin, f.Base = f.Origin.Clone(), base
		if address != f.SourceURL {
			f.SourceURL = address
			f.Origin.Set("source_url", content.Origin{Rule: "permalink " + o.Permalink.String()})
		}
		if ofLanguage {
			f.Section = section
		}
		if page {
			f.Draft = true
			f.Origin.Set("draft", content.Origin{Rule: rule})
		}
	})
}

// ofAnother is the rule by which a text is withheld that an article shows.
const ofAnother = "lies in the folder of an article, which shows it"

// isPartOfAnother reports whether plain text that states no day lies in a folder which is
// called as an article in Markdown beside it: what that offers to be read as it is, such
// as what a program has put out.
func isPartOfAnother(a *content.Article, o content.Options) bool {
	dir := path.Dir(a.Path())
	if ext := path.Ext(a.Path()); ext != ".txt" && ext != ".text" || dir == "." || !a.Published().IsZero() || o.Site == nil || o.Site.There == nil {
		return false
	}
	return o.Site.There(dir + ".md")
}

// settleSubject takes the address that an article states for that of the page which it is
// about, if the site's articles never have such a one.
func settleSubject(a *content.Article, o content.Options) {
	if o.Site == nil || !o.Site.LinkIsOf || o.Permalink.String() == "" || a.SourceURL() == "" {
		return
	}
	link := strings.HasSuffix(a.Origin().Of("source_url").Rule, " link")
	if on, known := onHost(a.SourceURL(), o.Permalink.String()); on || !known && !link {
		return
	}
	a.Amend(func(f *content.Facts) {
		f.Origin = f.Origin.Clone()
		f.External, f.SourceURL = f.SourceURL, ""
		f.Origin.Set("external_url", f.Origin.Of("source_url"))
		f.Origin.Delete("source_url")
	})
}

// onHost reports whether an address is on the host that another names. It is not known
// where the other names none, or the address is none of the web.
func onHost(address, other string) (on, known bool) {
	u, err := url.Parse(address)
	if err != nil || u.Host == "" {
		return err == nil && u.Scheme == "", true
	}
	_, rest, ok := strings.Cut(other, "://")
	host, _, _ := strings.Cut(rest, "/")
	bare := func(h string) string { return strings.TrimPrefix(strings.ToLower(h), "www.") }
	return bare(host) == bare(u.Host), ok
}

// baseOnSite is the folder of the article on the site, where what it names by a relative
// address lies beside its file; empty where that is beside its page.
func baseOnSite(a *content.Article, o content.Options) string {
	if o.Site == nil || !o.Site.BesideIt || o.Permalink.String() == "" {
		return ""
	}
	folder := path.Dir(strings.TrimPrefix(a.Path(), o.Root+"/"))
	return strings.TrimSuffix(path.Join("/", o.Site.Home, folder), "/") + "/"
}

// withoutLanguage is the section of an article in the folder of a translation. ok is false
// where it is in none, or states its section.
func withoutLanguage(a *content.Article, o content.Options) (section string, ok bool) {
	if o.Site == nil || a.Origin().Of("section").Rule != "folder" || !o.Site.Languages[strings.ToLower(a.Section())] {
		return "", false
	}
	rest := strings.TrimPrefix(strings.TrimPrefix(a.Path(), o.Root+"/"), a.Section()+"/")
	if folder, _, nested := strings.Cut(rest, "/"); nested && !content.IsIndex(strings.TrimSuffix(path.Base(rest), path.Ext(rest))) {
		section = folder
	}
	return section, true
}

// belowHome is a path that a file states, below the address that its generator's site has.
func belowHome(stated string, o content.Options) string {
	if o.Site == nil {
		return stated
	}
	home := strings.Trim(o.Site.Home, "/")
	if p := strings.TrimLeft(stated, "/"); home != "" && p != home && !strings.HasPrefix(p, home+"/") {
		return "/" + home + "/" + p
	}
	return stated
}

// addressOnSite is the address that the article states, or the site's pattern makes.
func addressOnSite(a *content.Article, o content.Options) string {
	if stated := a.SourceURL(); stated != "" {
		if u, err := url.Parse(stated); err != nil || u.IsAbs() || u.Host != "" {
			return stated
		}
		return o.Permalink.Rooted(belowHome(stated, o))
	}
	p := permalink.Article{
		Path: strings.TrimPrefix(a.Path(), o.Root+"/"), Slug: a.Slug(), Title: a.Title(), Section: a.Section(),
		Categories: a.Categories(), Published: a.Published().Time,
	}
	if strings.HasPrefix(p.Slug, "/") {
		p.Slug = belowHome(p.Slug, o)
	}
	if len(a.Authors()) > 0 {
		p.Author = a.Authors()[0].Name
	}
	address, _ := o.Permalink.Address(p)
	return address
}
