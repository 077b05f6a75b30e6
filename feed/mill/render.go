package mill

// What the catalog says has changed is rendered: the documents that show it. They
// are made one by one while they are published, so that no edition is held in memory.

import (
	"context"
	"errors"
	"fmt"
	"iter"

	"feedmill/content/catalog"
	"feedmill/feed"
)

// An edition is what is to be published.
type edition struct {
	feed.Edition
	whole   bool                   // all documents are made, so that others are stale
	first   bool                   // nothing was published before, so that what comes out of it so far may stand alone
	current func(path string) bool // of a whole edition: tells its documents from others
}

// render renders what the delta asks for; or all there is, if the last edition did
// not come out, came out under other settings, or is not where it was left. ok
// reports whether there is anything to publish.
func (m *Mill) render(ctx context.Context, delta catalog.Delta) (e edition, ok bool, err error) {
	published := m.current == m.key
	if published {
		drifted, err := m.drifted(ctx)
		if err != nil {
			return edition{}, false, err
		}
		published = !drifted
	}
	if published && len(delta.Appeared)+len(delta.Changed)+len(delta.Vanished)+len(delta.Refiled) == 0 {
		return edition{}, false, nil
	}
	m.current = ""
	if published {
		e.Edition, err = m.editor.Since(delta)
	} else {
		e, err = m.renderWhole()
	}
	return e, err == nil, err
}

// renderWhole renders every document.
func (m *Mill) renderWhole() (edition, error) {
	if err := m.guardFlood(); err != nil {
		return edition{}, err
	}
	first, err := m.isFirst()
	if err != nil {
		return edition{}, err
	}
	all, current, err := m.editor.Whole(first)
	return edition{all, true, first, current}, err
}

// manyArticles is from how many articles on an edition takes longer than subscribers
// should wait for the site's feeds.
const manyArticles = 1000

// isFirst reports whether the site's feeds are to come out before all the rest: there
// are no others that the rest belongs to, and the rest takes long.
func (m *Mill) isFirst() (bool, error) {
	if m.out.early == nil && m.sitePublished() {
		return false, nil
	}
	articles, err := m.catalog.Count()
	return articles >= manyArticles && !m.out.carrier.Begun(), err
}

// oversee counts the documents, ends them when the machine is short of something that
// will be there again, and says which feeds show less than they were asked for.
func (m *Mill) oversee(documents iter.Seq2[feed.Document, error]) iter.Seq2[feed.Document, error] {
	return func(yield func(feed.Document, error) bool) {
		began := m.now()
		mark(Render)
		defer mark(Publish)
		for d, err := range documents {
			mark(Publish)
			m.progress.Add(1)
			m.meter.add(Render, Spent{Wall: m.now().Sub(began), Count: 1, Bytes: d.Size})
			err = errors.Join(err, m.refusals.shortage())
			if d.Omitted > 0 {
				m.log.Warn("feed trimmed", "error", TooLarge(d))
			}
			if !yield(d, err) {
				return
			}
			began = m.now()
			mark(Render)
		}
		m.meter.add(Render, Spent{Wall: m.now().Sub(began)})
		if err := m.shelf.save(m.catalog, false); err != nil { // before readers see them: after a crash it is known what was shown
			yield(feed.Document{}, err)
		}
	}
}

// TooLarge says that a feed shows less than it was asked for.
func TooLarge(d feed.Document) error {
	return fmt.Errorf("%s: too large for readers with %s more; set content to summary, or a lower limit", d.Path, plural(d.Omitted, "article"))
}
