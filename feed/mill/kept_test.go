package mill

import (
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"feedmill/content/catalog"
	"feedmill/feed"
)

// Most entries of a large first edition are kept while others are made: in the end all
// that a feed shows are, and their articles can be shown as they were.
func TestEntriesOfALargeFirstEditionAreKept(t *testing.T) {
	dir := t.TempDir()
	news := filepath.Join(dir, "news")
	must(t, os.MkdirAll(news, 0o755))
	for i := range manyArticles {
		text := fmt.Sprintf("---\ntitle: Ship %d\ndate: 2020-01-01\ntags: [pier %d]\n---\nShip number %d came in.\n", i, i%100, i)
		must(t, os.WriteFile(filepath.Join(news, fmt.Sprintf("ship-%04d.md", i)), []byte(text), 0o644))
	}
	s := testSettings(news, filepath.Join(dir, "out"), filepath.Join(dir, "state"))
	s.Plan.Kinds = map[string]feed.Kind{"pages": {Off: true}, "archives": {Off: true}}
	m := open(t, s, t.Output())
	defer func() { must(t, m.Close()) }()
	must(t, m.Build(t.Context()))
	records, err := m.catalog.Newest(catalog.Selection{}, 2*manyArticles)
	must(t, err)
	if len(records) != manyArticles {
		t.Fatalf("%d articles are known, want %d", len(records), manyArticles)
	}
	for _, r := range records {
		if data, err := m.catalog.Kept(r.ID); err != nil || data == nil {
			t.Errorf("%s is not kept: %v", r.Path, err)
		}
	}
}
