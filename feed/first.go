package feed

// The first edition of a site that has many articles: subscribers need not wait for
// its hundred thousand pages. The site's feeds come out at once, then those of its
// sections, tags and so on, each after the pages that it leads to, and at last the
// other pages and the archives.

import (
	"errors"
	"iter"
	"slices"
	"strings"
	"sync"

	"feedmill/content/catalog"
)

// firstDocuments are those of a whole agenda, in parts. The pages that feeds lead to
// are noted as early, lest they are made twice. The site's feed comes out once more
// when there are archives for it to lead to.
func (e *Editor) firstDocuments(a agenda, early map[string]bool) (parts []iter.Seq2[Document, error]) {
	site := a.feeds[0]
	site.early = true
	parts = append(parts, inTurn([]iter.Seq2[Document, error]{e.styles, e.feedWithPages(site, early)}))
	for _, kind := range byPlace(a.feeds[1:]) {
		var all []iter.Seq2[Document, error]
		for _, f := range kind {
			all = append(all, e.feedWithPages(f, early))
		}
		parts = append(parts, e.aheadOf(kind, all))
	}
	var last []iter.Seq2[Document, error]
	archived := false
	for _, c := range a.first {
		soon := pressing{once: len(c.archives) == 0}
		last = append(last, e.pagesOf(c.records, soon), e.archiveDocuments(c.archives))
		archived = archived || len(c.archives) > 0
	}
	if archived {
		last = append(last, e.feed(a.feeds[0]))
	}
	for _, f := range a.feeds {
		last = append(last, e.lists(f))
	}
	last = append(last, e.nameLists)
	parts = append(parts, inTurn(append(last, func(yield func(Document, error) bool) { yield(e.opml()) })))
	for i := range parts {
		parts[i] = e.withAssets(e.copied(parts[i]))
	}
	return parts
}

// feedsAhead is of how many feeds the entries are made at a time while the documents of
// those before them are put together, and stepsAhead how often that may be done before
// the documents have caught up.
const (
	feedsAhead = 8
	stepsAhead = 2
)

// aheadOf are the documents of feeds of one kind in turn, of which the next have their
// entries made meanwhile.
func (e *Editor) aheadOf(feeds []selectedFeed, documents []iter.Seq2[Document, error]) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		made, stopped := make(chan struct{}, stepsAhead-1), make(chan struct{})
		var ahead sync.WaitGroup
		defer ahead.Wait()
		defer close(stopped)
		ahead.Go(func() {
			for some := range slices.Chunk(feeds, feedsAhead) {
				e.makeAhead(some)
				select {
				case made <- struct{}{}:
				case <-stopped:
					return
				}
			}
		})
		for i, of := range documents {
			if i%feedsAhead == 0 {
				<-made
			}
			for d, err := range of {
				if !yield(d, err) || err != nil {
					return
				}
			}
		}
	}
}

// makeAhead makes and renders the entries of feeds of one kind that nobody has made yet.
// What fails fails again, and is told, when they are shown.
func (e *Editor) makeAhead(feeds []selectedFeed) {
	var missing []catalog.Record
	known := map[string]bool{}
	for _, f := range feeds {
		records, _ := e.shown(f)
		for _, r := range records {
			if !known[r.ID] && e.press.memory.last(r.ID) == nil {
				known[r.ID] = true
				missing = append(missing, r)
			}
		}
	}
	soon := pressing{}
	if c, err := e.channelOf(feeds[0]); err == nil {
		soon = pressing{formats: c.formats(), mode: c.Mode}
	}
	e.madeFor(missing, soon)
}

// Herald is the feed of the site, and the pages that it leads to, of a catalog that has but
// the newest articles. alone reports whether it shows of them all that it would show if
// others were there: articles that lead to others, or are translated, may be shown
// otherwise then.
func (e *Editor) Herald() (documents iter.Seq2[Document, error], alone bool, err error) {
	if err := errors.Join(e.severalLanguages(), e.folders.fill(e.catalog)); err != nil {
		return nil, false, err
	}
	site := selectedFeed{early: true}
	records, err := e.shown(site)
	if err != nil {
		return nil, false, err
	}
	alone = len(records) > 0 && len(e.plan.Podcasts) == 0
	for _, made := range e.made(records) {
		alone = alone && made != nil && len(made.leads) == 0 && len(made.entry.Translations) == 0
	}
	channel, entries, err := e.contents(site)
	if err != nil {
		return nil, false, err
	}
	feeds, err := e.press.Feed(channel, entries)
	last := func(yield func(Document, error) bool) { handOn(feeds, yield) }
	return e.copied(inTurn([]iter.Seq2[Document, error]{e.styles, e.pages(slices.Values(records)), last})), alone, err
}

// byPlace parts feeds that are in the order of their kinds.
func byPlace(feeds []selectedFeed) (kinds [][]selectedFeed) {
	last := ""
	for _, f := range feeds {
		place, _, _ := strings.Cut(f.dir, "/")
		if place != last {
			kinds = append(kinds, nil)
		}
		last = place
		kinds[len(kinds)-1] = append(kinds[len(kinds)-1], f)
	}
	return kinds
}

// feedWithPages makes the pages that a feed leads to, unless they were made early, and
// then the feed.
func (e *Editor) feedWithPages(f selectedFeed, early map[string]bool) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		records, err := e.shown(f)
		if err != nil {
			yield(Document{}, err)
			return
		}
		records = e.withSiblings(records)
		notYet := func(yield func(catalog.Record) bool) {
			for _, r := range records {
				if !early[pagePath(r)] && !yield(r) {
					return
				}
			}
		}
		for d, err := range e.pages(notYet) {
			if !yield(d, err) || err != nil {
				return
			}
		}
		for _, r := range records {
			early[pagePath(r)] = true
		}
		for d, err := range e.feed(f) {
			if !yield(d, err) {
				return
			}
		}
	}
}
