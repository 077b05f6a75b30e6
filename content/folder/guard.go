// When many articles vanish at once, somebody has more likely unmounted a disk
// than written a better newspaper.
package folder

import (
	"errors"
	"fmt"
)

// Alarm is why deletions are held back.
type Alarm string

const (
	Calm        Alarm = ""              // they are not
	RootMissing Alarm = "root missing"  // the folder does not exist or cannot be read
	RootEmpty   Alarm = "root empty"    // no article is left, and nothing says that this was meant
	MassDelete  Alarm = "mass deletion" // more than the allowed share vanished at once
)

// ErrHeld says that deletions were held back because they look like an accident.
var ErrHeld = errors.New("deletions held back")

// guard judges deletions.
type guard struct {
	share float64 // of the known articles that may vanish at once
	floor int     // so many known articles or fewer are not guarded by share
	empty bool    // anything may vanish
	root  Alarm   // what is wrong with the root, if something is
}

const (
	defaultShare = 0.5
	defaultFloor = 20
)

// alarm judges the loss of gone articles out of known, while added new ones
// appear: a folder that is rearranged by copying loses nothing on balance.
func (g guard) alarm(known, gone, added int) Alarm {
	lost := float64(gone - max(added, 0))
	switch {
	case gone <= 0:
		return Calm
	case g.root == RootMissing:
		return RootMissing
	case g.empty:
		return Calm
	case g.root != Calm:
		return g.root
	case known > g.floor && lost > g.share*float64(known):
		return MassDelete
	}
	return Calm
}

// heldError is what went wrong, and the remedy.
func heldError(a Alarm, root string, gone, known int) error {
	return fmt.Errorf("folder %s: %s: %d of %d articles are not there any more; if that is meant, run feedmill build --allow-empty; if not, mount or restore the folder: %w", root, a, gone, known, ErrHeld)
}
