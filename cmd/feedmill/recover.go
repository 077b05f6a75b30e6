package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"slices"

	"feedmill/content/catalog"
	"feedmill/feed"
)

// manyKnown is up to how many articles may appear under new ids before somebody
// should be asked: every reader would show them as new.
const manyKnown = 10

// openCatalog opens the catalog and says what had to be done to it. One that is
// begun takes over what the feeds in the output folder say of articles, so that
// a lost catalog gives the same ids again.
func openCatalog(cfg *config, state string, log *slog.Logger) (*catalog.Catalog, error) {
	file, out := filepath.Join(state, "catalog.db"), os.DirFS(absolutePath(cfg.Out))
	_, err := os.Stat(file)
	begun := errors.Is(err, fs.ErrNotExist)
	c, err := catalog.Open(file, catalogOptions(cfg, feed.PublishedAuthority(out)))
	if err != nil {
		return nil, err
	}
	if name, why := c.SetAside(); name != "" {
		begun = true
		log.Error("catalog damaged", "error", fmt.Errorf("the catalog was damaged and is now %s (%w); a new one is begun, with the ids of the feeds in %s", name, why, cfg.Out))
	}
	if !begun {
		return c, nil
	}
	known, err := feed.Published(out)
	if err == nil {
		err = c.Recover(known)
	}
	if err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

// catalogOptions are the settings that identity, dates and windows depend on. An
// authority that ids were minted from before goes before that of the settings.
func catalogOptions(cfg *config, authority string) catalog.Options {
	o := catalog.Options{
		Authority: cmp.Or(authority, cfg.site.Hostname()), Zone: cfg.zone, Window: cfg.Limit, Reader: readerKey(cfg),
	}
	if cfg.Future == "show" {
		o.Future = catalog.Show
	}
	return o
}

// readerKey names what decides how a file is read: when it differs, all files
// are read again.
func readerKey(cfg *config) string {
	folders := slices.Clone(cfg.Folders)
	for i := range folders {
		folders[i].zone = nil // Timezone names it; where it lies in memory is another place each time
	}
	return fmt.Sprintf("%s %q %+v %+v", version(), []string{cfg.Timezone, cfg.DateOrder, cfg.Language, cfg.Encoding}, folders, cfg.Limits)
}

// guardFlood reports, before a whole edition, whether articles that readers know
// would come to them under new ids. With --strict that is not done.
func (m *mill) guardFlood() error {
	known, err := feed.Published(os.DirFS(absolutePath(m.cfg.Out)))
	if err != nil {
		return err
	}
	flood, err := m.catalog.Flood(known)
	if err != nil || len(flood) <= manyKnown {
		return err
	}
	err = floodError(flood)
	if m.cfg.Strict {
		return contentError{err}
	}
	m.log.Warn("articles get new ids", "error", err)
	return nil
}

func floodError(flood []catalog.Flooded) error {
	f := flood[0]
	return fmt.Errorf("%d articles that readers know would come to them under new ids, %s (%s) among them: "+
		"if %s was published with another state folder, name that with --state; if not, begin a new state folder with feedmill adopt",
		len(flood), f.Now.Path, f.Old.Link, f.Now.Path)
}
