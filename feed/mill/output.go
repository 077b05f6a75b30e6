package mill

// The output is the folder that editions come out in. Others move it, swap it for a
// link and delete what is in it while a mill runs.

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"slices"
	"time"

	"feedmill/feed/publish"
)

// output is the folder that editions come out in.
type output struct {
	dir      *publish.Directory
	carrier  *publish.Carrier                 // to dir
	owner    publish.Owner                    // of this outlet, and of the others
	moved    func(*os.Root)                   // is told where the folder is when that is elsewhere; nil if nobody wants to know
	changed  func()                           // is told when documents have changed; nil if nobody wants to know
	complete func(paths []string, whole bool) // is told of each edition that is complete; nil if nobody wants to know
	early    map[string]bool                  // documents that came out ahead of the first edition, until it is complete
	touched  []string                         // documents that have been put since an edition was last complete
	looked   time.Time                        // when all documents were last looked at
	looking  time.Duration                    // how long that took
}

// openOutput opens the output folder, which belongs to this content folder from now on.
// What is known of the one that was there before does not count in another.
func (m *Mill) openOutput() error {
	out := absolutePath(m.settings.Out)
	d, err := publish.OpenDirectory(out)
	if err != nil {
		return withRemedy(err, out, "--out")
	}
	if err := m.claim(d); err != nil {
		return errors.Join(err, d.Close())
	}
	held, err := m.catalog.Manifest(m.settings.Out)
	if err == nil && (d.New() || m.out.dir != nil) {
		err = held.Forget()
	}
	if err == nil {
		err = m.catalog.ForgetOutlets(slices.Concat([]string{m.settings.Out}, m.settings.Also, m.settings.heldBeside()))
	}
	switch {
	case err != nil:
	case len(m.settings.Also)+len(m.settings.heldBeside()) == 0:
		d.SumLater()
	default:
		err = d.SumAll(held)
	}
	if err != nil {
		return errors.Join(withRemedy(err, m.settings.State, "--state"), d.Close())
	}
	m.out.dir, m.out.carrier = d, publish.NewCarrier(d, held)
	return nil
}

// claim makes the folder this content folder's.
func (m *Mill) claim(d *publish.Directory) error {
	content := absolutePath(m.folder.Root()) // as it was named: a link that is pointed at the next release is the same folder
	former, err := m.catalog.Owner()
	if err != nil {
		return withRemedy(err, m.settings.State, "--state")
	}
	m.out.owner = publish.Owner{Folder: content, Former: former, Term: m.settings.Term}
	switch err := d.Claim(content, former); {
	case errors.Is(err, publish.ErrOwned):
		return SettingsError{err}
	case err != nil:
		return withRemedy(err, absolutePath(m.settings.Out), "--out")
	}
	if real, err := filepath.EvalSymlinks(content); err == nil {
		content = real // by which it is known again once it has moved, whatever it was named by
	}
	return withRemedy(m.catalog.SetOwner(content), m.settings.State, "--state")
}

// followOutput goes where --out leads now. A folder that is not the one that was
// published into gets the whole edition.
func (m *Mill) followOutput() error {
	if m.out.dir.Here() {
		return nil
	}
	m.current = ""
	old := m.out.dir
	if err := m.openOutput(); err != nil {
		return fmt.Errorf("the output folder was taken away or replaced: %w", err)
	}
	m.log.Warn("output folder replaced", "error", fmt.Errorf("%s is another folder than before; the whole edition is made there", m.settings.Out))
	if m.out.moved != nil {
		m.out.moved(m.out.dir.Root())
	}
	return old.Close()
}

// drifted reports whether documents are not as they were published any more: the
// feeds of the site each time it is asked, all others when they have not been looked
// at for a while.
func (m *Mill) drifted(ctx context.Context) (bool, error) {
	for _, p := range m.editor.SitePaths() {
		if _, err := m.out.dir.Root().Lstat(p); err != nil {
			return true, nil
		}
	}
	if m.now().Sub(m.out.looked) < max(m.settings.Sweep, lookingShare*m.out.looking) {
		return false, nil
	}
	began := m.now()
	touched, err := m.out.carrier.Drift(ctx)
	if err != nil {
		return false, withRemedy(err, m.settings.State, "--state")
	}
	m.out.looked, m.out.looking = m.now(), m.now().Sub(began)
	if len(touched) > 0 {
		m.log.Warn("documents were changed", "error", fmt.Errorf("%s: taken away or changed by somebody else, as %s; made again", filepath.Join(m.settings.Out, touched[0]), others(len(touched)-1)))
	}
	return len(touched) > 0 || !m.out.carrier.Begun(), nil
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

// FollowEditions has somebody told of each edition that is complete in the output
// folder: which documents came, changed or went, or, if whole, that any may have. It is
// called before Run.
func (m *Mill) FollowEditions(complete func(paths []string, whole bool)) { m.out.complete = complete }

// FollowOutput has a server told where the output is, now and whenever it is
// elsewhere, and when documents there have changed. It is called before Run.
func (m *Mill) FollowOutput(tell func(*os.Root), changed func()) {
	m.out.moved, m.out.changed = tell, changed
	tell(m.out.dir.Root())
}
