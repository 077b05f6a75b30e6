package mill

// Where output and state are: others move folders, swap them for links and delete
// what is in them while a mill runs.

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"

	"feedmill/content/catalog"
	"feedmill/feed"
	"feedmill/feed/publish"
)

// openOut opens the output folder, which belongs to this content folder from now on.
func (m *Mill) openOut() (*publish.Directory, error) {
	out := absolutePath(m.settings.Out)
	d, err := publish.OpenDirectory(out)
	if err != nil {
		return nil, refused(err, out, "--out")
	}
	content := absolutePath(m.folder.Root()) // as it was named: a link that is pointed at the next release is the same folder
	former, err := m.catalog.Owner()
	m.owner = publish.Owner{Folder: content, Former: former}
	if err == nil {
		err = d.Claim(content, former)
	}
	if err != nil {
		if errors.Is(err, publish.ErrOwned) {
			err = SettingsError{err}
		}
		return nil, errors.Join(refused(err, out, "--out"), d.Close())
	}
	if real, err := filepath.EvalSymlinks(content); err == nil {
		content = real // by which it is known again once it has moved, whatever it was named by
	}
	err = m.catalog.SetOwner(content)
	if err == nil {
		err = m.openCarrier(d)
	}
	if err != nil {
		return nil, errors.Join(refused(err, m.settings.State, "--state"), d.Close())
	}
	return d, nil
}

// openCarrier prepares to publish into the folder. What is known of one that was
// there before does not count in another.
func (m *Mill) openCarrier(d *publish.Directory) error {
	held, err := m.catalog.Manifest(m.settings.Out)
	if err == nil && (d.New() || m.out != nil) {
		err = held.Forget()
	}
	if err == nil {
		err = m.catalog.ForgetOutlets(append([]string{m.settings.Out}, m.settings.Also...))
	}
	m.carrier = publish.NewCarrier(d, held)
	return err
}

// followOut goes where --out leads now. A folder that is not the one that was
// published into gets the whole edition.
func (m *Mill) followOut() error {
	if m.out.Here() {
		return nil
	}
	m.current = ""
	next, err := m.openOut()
	if err != nil {
		return fmt.Errorf("the output folder was taken away or replaced: %w", err)
	}
	m.log.Warn("output folder replaced", "error", fmt.Errorf("%s is another folder than before; the whole edition is made there", m.settings.Out))
	old := m.out
	m.out = next
	if m.moved != nil {
		m.moved(next.Root())
	}
	return old.Close()
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
	return refused(err, m.settings.State, "--state")
}

// drifted reports whether documents are not as they were published any more: the
// feeds of the site each time it is asked, all others when they have not been looked
// at for a while.
func (m *Mill) drifted(ctx context.Context) (bool, error) {
	for _, p := range feed.SitePaths() {
		if _, err := m.out.Root().Lstat(p); err != nil {
			return true, nil
		}
	}
	if m.now().Sub(m.looked) < max(m.settings.Sweep, lookingShare*m.looking) {
		return false, nil
	}
	began := m.now()
	touched, err := m.carrier.Drift(ctx)
	if err != nil {
		return false, refused(err, m.settings.State, "--state")
	}
	m.looked, m.looking = m.now(), m.now().Sub(began)
	if len(touched) > 0 {
		m.log.Warn("documents were changed", "error", fmt.Errorf("%s: taken away or changed by somebody else, as %s; made again", filepath.Join(m.settings.Out, touched[0]), others(len(touched)-1)))
	}
	return len(touched) > 0 || !m.carrier.Begun(), nil
}

// lookingShare bounds the time that looking at all documents may take to a
// hundredth.
const lookingShare = 100

func others(n int) string {
	if n == 0 {
		return "no other document was"
	}
	return plural(n, "other document") + " too"
}

// FollowOutput has a server told where the output is: now, and whenever it is
// elsewhere. It is called before Run.
func (m *Mill) FollowOutput(tell func(*os.Root)) {
	m.moved = tell
	tell(m.out.Root())
}
