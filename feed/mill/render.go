package mill

// What the catalog says has changed is rendered: the documents that show it.

import (
	"errors"
	"fmt"
	"iter"

	"feedmill/feed"
)

// noteTrimmed says which feeds show less than they were asked for.
func (m *Mill) noteTrimmed(documents iter.Seq2[feed.Document, error]) iter.Seq2[feed.Document, error] {
	return func(yield func(feed.Document, error) bool) {
		for d, err := range documents {
			m.progress.Add(1)
			err = errors.Join(err, m.strain.shortage())
			if d.Omitted > 0 {
				m.log.Warn("feed trimmed", "error", TooLarge(d))
			}
			if !yield(d, err) {
				return
			}
		}
	}
}

// TooLarge says that a feed shows less than it was asked for.
func TooLarge(d feed.Document) error {
	return fmt.Errorf("%s: too large for readers with %s more; set content to summary, or a lower limit", d.Path, plural(d.Omitted, "article"))
}
