package mill

import (
	"context"

	"feedmill/content/catalog"
)

// Adopt tells the catalog what readers know, and reads the folder; nothing is
// published. It returns which articles took over which entry, and how many others
// are new.
func (m *Mill) Adopt(ctx context.Context, entries []catalog.Published) (adopted []catalog.Adopted, others int, err error) {
	if err := m.catalog.Recover(entries); err != nil {
		return nil, 0, err
	}
	changes, err := m.compare(ctx)
	if err != nil {
		return nil, 0, err
	}
	before, err := m.catalog.Count()
	if err != nil {
		return nil, 0, err
	}
	delta, _, err := m.file(ctx, changes)
	m.fresh = &fresh{}
	if err != nil {
		return nil, 0, err
	}
	after, err := m.catalog.Count()
	return delta.Adopted, after - before - len(delta.Adopted), err
}
