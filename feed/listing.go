package feed

// Lists of all there is, for people. Of the site, and of each section, tag and author
// with more articles than its index shows: the years, and in each year its articles by
// months; where a year has very many, each month is a page of its own. And of the
// sections, tags and so on: their names.
//
// Lists show what the catalog knows, so that no article is read for them. They change
// when an article comes, goes, or gets another title or day, and then those of its year.

import (
	"fmt"
	"iter"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"feedmill/content/catalog"
	"feedmill/content/dates"
)

// lengths are how many articles a page of a list has: a year of more is parted into
// months, and of a month with more only the newest are listed.
type lengths struct{ year, month int }

var listLengths = lengths{500, 1000}

// A pageGroup is a part of a list under a heading: links, or articles.
type pageGroup struct {
	ID    string
	Head  pageTopic
	Links []pageTopic
	Lines []pageLine
}

// A pageLine is an article in a list.
type pageLine struct {
	Title, Path string
	Lang, Dir   string // empty if they are those of the page
	Date        pageDate
}

// hasLists reports whether there are lists of all articles.
func (p Plan) hasLists() bool { return p.HasPages() && !p.Kinds["archives"].Off }

// hasList reports whether a feed has a list of its own: it is of a kind that all have a
// feed of, and has more articles than its index shows.
func (e *Editor) hasList(f selectedFeed) bool {
	if !e.plan.hasLists() || f.named != nil {
		return false
	}
	return f.dir == "" || e.mayHaveList(f.kind) && f.count > e.catalog.WindowSize()
}

func (e *Editor) mayHaveList(kind string) bool {
	_, k := e.plan.kindAt(kind)
	return kind != "" && kind != "languages/" && !k.Off && k.Most == 0
}

func listRoot(dir string) string { return dir + archivePlace + "/" }

func yearPath(dir string, year int) string {
	return listRoot(dir) + strconv.Itoa(year) + "/" + indexName
}

func monthPath(dir string, m catalog.Month) string {
	return listRoot(dir) + m.String() + "/" + indexName
}

// timeline is when the articles of a feed were published.
type timeline struct {
	editor *Editor
	feed   selectedFeed
	months []catalog.Month // newest first
	many   map[int]bool    // years that are parted into months, as far as asked for
}

func (e *Editor) timeline(f selectedFeed) (*timeline, error) {
	months, err := e.catalog.Months(f.selection)
	return &timeline{e, f, months, map[int]bool{}}, err
}

// of are the months of a year, newest first.
func (t *timeline) of(year int) (all []catalog.Month) {
	for _, m := range t.months {
		if m.Year == year {
			all = append(all, m)
		}
	}
	return all
}

// years are all of them, newest first.
func (t *timeline) years() (all []int) {
	for _, m := range t.months {
		if len(all) == 0 || all[len(all)-1] != m.Year {
			all = append(all, m.Year)
		}
	}
	return all
}

// count is the number of articles in a year, or limit if there are as many or more.
func (t *timeline) count(year, limit int) (count int, err error) {
	for _, m := range t.of(year) {
		n, err := t.editor.catalog.CountMonth(t.feed.selection, m, limit-count)
		if err != nil {
			return 0, err
		}
		if count += n; count >= limit {
			break
		}
	}
	return count, nil
}

// parted reports whether a year's months are pages of their own.
func (t *timeline) parted(year int) (bool, error) {
	if many, known := t.many[year]; known {
		return many, nil
	}
	count, err := t.count(year, t.editor.lengths.year+1)
	t.many[year] = count > t.editor.lengths.year
	return t.many[year], err
}

// A listPage is a page of articles: those of a year, or of a month. Its month is 0 if it
// is a year's.
type listPage catalog.Month

func (p listPage) path(dir string) string {
	if p.Month == 0 {
		return yearPath(dir, p.Year)
	}
	return monthPath(dir, catalog.Month(p))
}

func (p listPage) name(w vocabulary) string {
	if p.Month == 0 {
		return strconv.Itoa(p.Year)
	}
	return w.monthOf(time.Date(p.Year, p.Month, 1, 0, 0, 0, 0, time.UTC))
}

// pagesOf are the pages with the articles of a year, newest first.
func (t *timeline) pagesOf(year int) ([]listPage, error) {
	months := t.of(year)
	if len(months) == 0 {
		return nil, nil
	}
	parted, err := t.parted(year)
	if !parted || err != nil {
		return []listPage{{Year: year}}, err
	}
	var all []listPage
	for _, m := range months {
		all = append(all, listPage(m))
	}
	return all, nil
}

// pageOf is the page that has the articles of a month, as a place to lead to.
func (t *timeline) pageOf(m catalog.Month) (string, error) {
	parted, err := t.parted(m.Year)
	if parted {
		return monthPath(t.feed.dir, m), err
	}
	return yearPath(t.feed.dir, m.Year) + "#" + monthID(m), err
}

func monthID(m catalog.Month) string { return "month-" + strconv.Itoa(int(m.Month)) }

// lists makes all pages of a feed's list.
func (e *Editor) lists(f selectedFeed) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		if !e.hasList(f) {
			return
		}
		t, err := e.timeline(f)
		if err != nil {
			yield(Document{}, fmt.Errorf("list articles of %q: %w", f.dir, err))
		} else if len(t.months) > 0 || f.dir == "" {
			t.documents(t.years(), nil, true, yield)
		}
	}
}

// documents makes the pages of some years: all of them, or of years that are parted into
// months those of only some months; and, if need be, the list of all years.
func (t *timeline) documents(years []int, only map[catalog.Month]bool, all bool, yield func(Document, error) bool) bool {
	l, err := t.lister()
	if err != nil {
		return yield(Document{}, err)
	}
	for _, y := range years {
		pages, err := t.pagesOf(y)
		if err != nil {
			return yield(Document{}, err)
		}
		for _, p := range pages {
			if p.Month != 0 && only != nil && !only[catalog.Month(p)] {
				continue
			}
			if !yield(l.page(p)) {
				return false
			}
		}
		if t.many[y] && !yield(l.parts(y)) {
			return false
		}
	}
	return !all || yield(l.overview())
}

// lister makes the pages of a timeline.
type lister struct {
	*timeline
	channel Channel
}

func (t *timeline) lister() (lister, error) {
	channel, err := t.editor.channelOf(t.feed)
	if err != nil {
		return lister{}, fmt.Errorf("list articles of %q: %w", t.feed.dir, err)
	}
	return lister{t, channel}, nil
}

// begin begins a page at a path, whose headline is a name within the feed.
func (l lister) begin(path, name string) page {
	p := listOf(l.channel, path, name)
	if l.channel.Name != "" {
		p.Headline = l.channel.Name + " – " + name
		p.Title = p.Headline + " – " + p.Site
		p.Data = collection(l.channel, p).script()
	}
	p.Kicker = pageTopic{Name: p.Words.Archive, Path: listRoot(l.feed.dir) + indexName}.from(p.Root)
	return p
}

// listOf begins a page that is a list of the site.
func listOf(ch Channel, path, name string) page {
	p := newPage(ch, path, "")
	p.Kind, p.Canonical = "website", join(ch.Base, strings.TrimSuffix(path, indexName))
	p.Headline, p.Title = name, name+" – "+p.Site
	p.Lists = ch.archiveList(p)
	p.Data = collection(ch, p).script()
	return p
}

func (l lister) words() vocabulary { return wordsOf(l.channel.language()) }

// page makes a page of articles.
func (l lister) page(of listPage) (Document, error) {
	path := of.path(l.feed.dir)
	p := l.begin(path, of.name(l.words()))
	var err error
	if p.Older, p.Newer, err = l.turns(of, p); err != nil {
		return Document{}, err
	}
	for _, m := range l.of(of.Year) {
		if of.Month != 0 && m.Month != of.Month {
			continue
		}
		records, err := l.editor.catalog.Month(l.feed.selection, m)
		if err != nil {
			return Document{}, err
		}
		if most := l.editor.lengths.month; len(records) > most {
			p.Older = l.editor.topicOf(records[most]).from(p.Root)
			p.Older.Name = p.Words.Older
			records = records[:most]
		}
		g := pageGroup{ID: monthID(m), Lines: l.lines(records, p)}
		if of.Month == 0 {
			g.Head.Name = p.Words.monthName(m.Month)
		}
		p.Groups = append(p.Groups, g)
	}
	return p.render(l.channel.Templates, "list.html", path)
}

// turns are the pages before and after one.
func (l lister) turns(of listPage, p page) (older, newer pageTopic, err error) {
	years := l.timeline.years()
	at := slices.Index(years, of.Year)
	var near []listPage
	for _, y := range years[max(at-1, 0):min(at+2, len(years))] {
		pages, err := l.pagesOf(y)
		if err != nil {
			return older, newer, err
		}
		near = append(near, pages...)
	}
	i := slices.Index(near, of)
	if i > 0 {
		newer = pageTopic{Name: near[i-1].name(p.Words), Path: near[i-1].path(l.feed.dir)}.from(p.Root)
	}
	if i+1 < len(near) {
		older = pageTopic{Name: near[i+1].name(p.Words), Path: near[i+1].path(l.feed.dir)}.from(p.Root)
	}
	return older, newer, nil
}

// lines are the articles of records.
func (l lister) lines(records []catalog.Record, p page) (all []pageLine) {
	for _, r := range records {
		t := l.editor.topicOf(r).from(p.Root)
		line := pageLine{Title: t.Name, Path: t.Path, Date: pageDate{isoDay(r.Published.Time), strconv.Itoa(r.Published.Time.Day())}}
		if t.Lang != "" && t.Lang != p.Lang {
			line.Lang = t.Lang
			if rightToLeft(t.Lang) != p.RTL {
				line.Dir = map[bool]string{true: "rtl", false: "ltr"}[!p.RTL]
			}
		}
		all = append(all, line)
	}
	return all
}

// parts makes the page of a year that is parted into months.
func (l lister) parts(year int) (Document, error) {
	path := yearPath(l.feed.dir, year)
	p := l.begin(path, strconv.Itoa(year))
	g := pageGroup{}
	for _, m := range l.of(year) {
		g.Links = append(g.Links, pageTopic{Name: p.Words.monthName(m.Month), Path: monthPath(l.feed.dir, m)}.from(p.Root))
	}
	p.Groups = []pageGroup{g}
	return p.render(l.channel.Templates, "list.html", path)
}

// overview makes the list of all years.
func (l lister) overview() (Document, error) {
	path := listRoot(l.feed.dir) + indexName
	p := l.begin(path, l.words().Archive)
	p.Kicker = pageTopic{}
	if l.feed.dir != "" {
		p.Kicker = pageTopic{Name: l.channel.Name, Path: l.feed.dir + indexName}.from(p.Root)
		p.Headline = p.Words.Archive
	}
	for _, y := range l.timeline.years() {
		g := pageGroup{Head: pageTopic{Name: strconv.Itoa(y), Path: yearPath(l.feed.dir, y)}.from(p.Root)}
		for _, m := range l.of(y) {
			lead, err := l.pageOf(m)
			if err != nil {
				return Document{}, err
			}
			g.Links = append(g.Links, pageTopic{Name: p.Words.monthName(m.Month), Path: lead}.from(p.Root))
		}
		p.Groups = append(p.Groups, g)
	}
	return p.render(l.channel.Templates, "list.html", path)
}

// topicOf leads to the page of an article, by what the catalog knows of it.
func (e *Editor) topicOf(r catalog.Record) pageTopic {
	t := pageTopic{Name: cut(line(r.Title), maxTitle), Lang: languageTag(r.Language)}
	if !visible(t.Name) {
		t.Name = clean(r.Slug)
		if made := e.made([]catalog.Record{r})[0]; made != nil {
			t.Name = made.entry.Title
		}
	}
	if t.Path = pagePath(r); !e.hasPage(r) {
		t.Path = e.addressOf(r, "")
	}
	return t
}

// nameList makes the list of all values of a property.
func (e *Editor) nameList(kind string, p catalog.Property) (Document, bool, error) {
	facets, err := e.facets(p)
	if len(facets) == 0 || err != nil || !e.plan.HasPages() {
		return Document{}, false, err
	}
	path := kind + indexName
	list := listOf(e.channel, path, wordsOf(e.channel.language()).listName(kind))
	for _, f := range facets {
		name := f.Name
		if kind == "sections/" {
			name = e.sectionName(f.Name)
		}
		initial := initialOf(f.Name)
		if n := len(list.Groups); n == 0 || list.Groups[n-1].Head.Name != initial {
			list.Groups = append(list.Groups, pageGroup{Head: pageTopic{Name: initial}})
		}
		g := &list.Groups[len(list.Groups)-1]
		g.Links = append(g.Links, pageTopic{Name: name, Path: e.folders.dir(kind, f.Name) + indexName}.from(list.Root))
	}
	if len(facets) < manyNames {
		list.Groups = []pageGroup{joined(list.Groups)}
	}
	d, err := list.render(e.channel.Templates, "list.html", path)
	return d, true, err
}

// manyNames are parted by their initials.
const manyNames = 40

// joined is one group, without headings, of all links.
func joined(groups []pageGroup) (one pageGroup) {
	for _, g := range groups {
		one.Links = append(one.Links, g.Links...)
	}
	return one
}

// initialOf is the letter that a name is listed under.
func initialOf(name string) string {
	first, _ := utf8.DecodeRuneInString(strings.ToUpper(foldName(name)))
	if !unicode.IsLetter(first) {
		return "#"
	}
	return string(first)
}

// nameLists makes the lists of all names.
func (e *Editor) nameLists(yield func(Document, error) bool) {
	for _, of := range properties {
		d, ok, err := e.nameList(of.dir, of.property)
		if (ok || err != nil) && (!yield(d, err) || err != nil) {
			return
		}
	}
}

// olderThan leads from an index to the list of what it does not show any more.
func (e *Editor) olderThan(f selectedFeed, entries []Entry) (pageTopic, error) {
	if len(entries) == 0 || !e.plan.hasLists() || len(entries) < e.catalog.WindowSize() && f.named == nil {
		return pageTopic{}, nil
	}
	older := pageTopic{Name: wordsOf(e.channel.language()).Older, Path: listRoot("") + indexName}
	switch {
	case f.kind != "" && f.count <= len(entries):
		return pageTopic{}, nil
	case !e.hasList(f):
		return older, nil
	}
	t, err := e.timeline(f)
	if err != nil {
		return pageTopic{}, err
	}
	last := entries[len(entries)-1].Published
	older.Path, err = t.pageOf(e.catalog.MonthOf(catalog.Record{Published: dates.Date{Time: last}}))
	return older, err
}
