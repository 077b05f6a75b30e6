package feed

// The pages of articles. A site may have a hundred thousand of them, so they are
// rendered many at a time.

import (
	"iter"
	"runtime"
	"sync"
	"sync/atomic"

	"feedmill/content/catalog"
)

// hasPage reports whether the edition holds a page of the article.
func (e *Editor) hasPage(r catalog.Record) bool {
	return r.SourceURL == "" && e.hasPages()
}

// hasPages reports whether the edition holds pages of articles.
func (e *Editor) hasPages() bool { return e.site.Permalink.String() == "" && e.plan.HasPages() }

func pagePath(r catalog.Record) string { return "articles/" + clean(r.Slug) + ".html" }

// pageBatch is how many pages are rendered side by side before they are handed on.
const pageBatch = 256

// pages makes the pages of the records, in their order. While some are handed on,
// the next are rendered.
func (e *Editor) pages(records iter.Seq[catalog.Record]) iter.Seq2[Document, error] {
	return e.pagesOf(records, pressing{})
}

// pagesOf is pages where it is known what is done next with their entries.
func (e *Editor) pagesOf(records iter.Seq[catalog.Record], soon pressing) iter.Seq2[Document, error] {
	return func(yield func(Document, error) bool) {
		rendered := func() []renderedPage { return nil }
		for batch := range e.batchesWithPage(records) {
			next := e.startPages(batch, soon)
			if !handOnPages(rendered(), yield) {
				next()
				return
			}
			rendered = next
		}
		handOnPages(rendered(), yield)
	}
}

// renderedPage is a page, or the error that prevented it. It is neither if the article
// cannot be read now.
type renderedPage struct {
	document Document
	err      error
}

func handOnPages(pages []renderedPage, yield func(Document, error) bool) bool {
	for _, p := range pages {
		if (p.document.Path != "" || p.err != nil) && !yield(p.document, p.err) {
			return false
		}
	}
	return true
}

// startPages begins to render the pages of a batch. Its result waits for them.
func (e *Editor) startPages(batch []catalog.Record, soon pressing) (wait func() []renderedPage) {
	pages := make([]renderedPage, len(batch))
	versions := e.versionsOf(batch)
	near, err := e.neighboursOf(batch)
	if err != nil {
		return func() []renderedPage { return []renderedPage{{err: err}} }
	}
	var working sync.WaitGroup
	working.Go(func() {
		sideBySide(len(batch), func(i int) { pages[i].document, pages[i].err = e.page(batch[i], versions[i], near[i], soon) })
	})
	return func() []renderedPage {
		working.Wait()
		return pages
	}
}

// batchesWithPage are the records that have a page, some at a time.
func (e *Editor) batchesWithPage(records iter.Seq[catalog.Record]) iter.Seq[[]catalog.Record] {
	return func(yield func([]catalog.Record) bool) {
		var batch []catalog.Record
		for r := range records {
			if !e.hasPage(r) {
				continue
			}
			if batch = append(batch, r); len(batch) == pageBatch {
				if !yield(batch) {
					return
				}
				batch = nil
			}
		}
		if len(batch) > 0 {
			yield(batch)
		}
	}
}

// page makes the page of one article; none if the article cannot be read now.
func (e *Editor) page(r catalog.Record, version entryVersion, near neighbours, soon pressing) (Document, error) {
	shown := e.entry(r, version, soon)
	if shown == nil || shown.entry.Page == "" {
		return Document{}, nil
	}
	return articlePage(e.channel, shown.entry, near)
}

// sideBySide calls do for each i below n, on all processors, and waits for them. Who is
// done with one takes the next: some articles are large, and most were made before. The
// caller does its share: to wake another processor takes longer than to render one entry.
func sideBySide(n int, do func(i int)) {
	var others sync.WaitGroup
	var next atomic.Int64
	share := func() {
		for i := next.Add(1) - 1; i < int64(n); i = next.Add(1) - 1 {
			do(int(i))
		}
	}
	for range min(n, runtime.GOMAXPROCS(0)) - 1 {
		others.Go(share)
	}
	share()
	others.Wait()
}
