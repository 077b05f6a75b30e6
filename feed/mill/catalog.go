package mill

// The catalog is opened, and watched over: ids that readers know are kept, also
// where the catalog is lost or another one.

import (
	"cmp"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"

	"feedmill/content/catalog"
	"feedmill/feed"
)

// manyKnown is up to how many articles may appear under new ids before somebody
// should be asked: every reader would show them as new.
const manyKnown = 10

// openCatalog opens the catalog and says what had to be done to it. One that is
// begun, or was left while it was, takes over what the feeds in the output folder say of
// articles, so that a lost catalog gives the same ids again.
func openCatalog(s Settings, log *slog.Logger) (*catalog.Catalog, error) {
	file, out := filepath.Join(s.State, "catalog.db"), os.DirFS(absolutePath(s.Out))
	o := s.Catalog
	o.Authority = cmp.Or(feed.PublishedAuthority(out), o.Authority)
	c, err := catalog.Open(file, o)
	if err != nil {
		return nil, err
	}
	if name, why := c.SetAside(); name != "" {
		log.Error("catalog damaged", "error", fmt.Errorf("the catalog was damaged and is now %s (%w); a new one is begun, with the ids of the feeds in %s", name, why, s.Out))
	}
	if err := recoverKnown(c, out); err != nil {
		return nil, errors.Join(err, c.Close())
	}
	return c, nil
}

// CopyCatalog writes the catalog as it is at one moment, while others write it, unless it
// is of a revision that is known already.
func (m *Mill) CopyCatalog(to io.Writer, known int) (revision int, err error) {
	return m.catalog.CopyTo(to, known)
}

// recoverKnown tells a new catalog of the articles that readers know.
func recoverKnown(c *catalog.Catalog, out fs.FS) error {
	isNew, err := c.New()
	if err != nil || !isNew {
		return err
	}
	known, err := feed.Published(out)
	if err != nil {
		return err
	}
	return c.Recover(known)
}

// keepState reports that what the catalog is told would be lost, and has whoever
// runs the mill open another.
func (m *Mill) keepState() error {
	err := m.catalog.Displaced()
	if errors.Is(err, catalog.ErrDisplaced) {
		m.current = ""
		m.log.Error("state was taken away or replaced", "error", err) // here, since whoever made the edition may be stopped before it says so
		select {
		case m.displaced <- struct{}{}:
		default: // it is rung already
		}
		return fmt.Errorf("%w; what is there is read anew", err)
	}
	return withRemedy(err, m.settings.State, "--state")
}

// guardFlood reports, before a whole edition, whether articles that readers know
// would come to them under new ids. With --strict that is not done.
func (m *Mill) guardFlood() error {
	if m.out.early != nil {
		return nil // what is out came from here, and nothing was before
	}
	known, err := feed.Published(os.DirFS(absolutePath(m.settings.Out)))
	if err != nil {
		return err
	}
	flood, err := m.catalog.Flood(known)
	if err != nil || len(flood) <= manyKnown {
		return err
	}
	err = floodError(flood)
	if m.settings.Strict {
		return FloodError{err}
	}
	m.log.Warn("articles get new ids", "error", err)
	return nil
}

// A FloodError is that articles which readers know would come to them as new ones.
type FloodError struct{ error }

func floodError(flood []catalog.Flooded) error {
	f := flood[0]
	return fmt.Errorf("%d articles that readers know would come to them under new ids, %s (%s) among them: "+
		"if %s was published with another state folder, name that with --state; if not, begin a new state folder with feedmill adopt",
		len(flood), f.Now.Path, f.Old.Link, f.Now.Path)
}
