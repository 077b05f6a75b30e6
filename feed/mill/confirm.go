package mill

// How the user says to a running watch that deletions which it holds back are
// meant: build --allow-empty cannot have the catalog then, so it leaves a note
// beside it, and waits until the watch has taken it.

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"feedmill/content/folder"
)

// confirmation is the name of the note, in the state folder.
const confirmation = "allow-empty"

const (
	heeding       = 500 * time.Millisecond // between two looks for a note
	heedingFails  = 10 * time.Second       // after which a note will not be taken
	heedingChecks = 50 * time.Millisecond  // between two looks whether it was
)

// Confirm leaves the note for the watch that has the catalog of the state folder, and
// waits until it is taken. One that nobody takes is removed: left behind, it
// would confirm some later accident.
func Confirm(ctx context.Context, state string) error {
	note := filepath.Join(state, confirmation)
	if err := os.WriteFile(note, nil, 0o600); err != nil {
		return withRemedy(fmt.Errorf("tell the watch: %w", err), state, "--state")
	}
	late, cancel := context.WithTimeout(ctx, heedingFails)
	defer cancel()
	for wait(late, heedingChecks) == nil {
		if _, err := os.Lstat(note); errors.Is(err, fs.ErrNotExist) {
			return nil
		}
	}
	return errors.Join(fmt.Errorf("tell the watch: whoever has %s takes no word; stop it, and run this again", state), os.Remove(note))
}

// heed takes notes until ctx ends. One from before is not for this watch. It also
// tells the watcher what editions found that no change was the reason of.
func (m *Mill) heed(ctx context.Context, w *folder.Watcher) {
	note := filepath.Join(m.settings.State, confirmation)
	_ = os.Remove(note)
	for wait(ctx, heeding) == nil {
		w.Retry(ctx, m.refusals.drain())
		w.Revisit(ctx, m.shelf.takeFresh()...)
		if os.Remove(note) != nil {
			continue // none is there
		}
		m.log.Info("told that deletions are meant", "articles", w.Health().Held)
		w.Accept(ctx)
	}
}
