package lease

import (
	"fmt"
	"slices"
	"strings"
	"testing"
)

// A model of some nodes that publish into one store: each step is one request, or what
// a node does between two. Any node may sleep between any two of its steps for as long
// as it likes, and any node that stands by may find at any moment that the lease has
// stood still for long enough: no clock is believed. All orders of the steps are gone
// through.

// fencing is how writes are conditioned.
type fencing int

const (
	byOwnTags   fencing = iota // what this package asks for
	byFreshTags                // on a tag that was read just before
	byNothing                  // no condition: the lease alone
)

// stored is an object of the model. Its tag is another one with each write.
type stored struct{ tag, epoch int }

// Steps of a node.
const (
	standing = iota
	taking
	readingManifest
	claimingManifest
	readingPage // before each write with fresh tags; else after a conflict
	writingPage
	readingManifestAgain
	writingManifest
	led
	deposed
)

// worker is a node of the model: what it does next, and what it remembers.
type worker struct {
	at       int
	epoch    int
	lease    stored // as it was read
	page     int    // tag of what it takes the page to be; 0 if it has not met it
	manifest int    // likewise
	fresh    int    // tag that was read just before a write
	terms    int    // that it may still begin
}

// world is a state of the model.
type world struct {
	lease, page, manifest stored
	tags                  int
	nodes                 [3]worker
}

func (w *world) tag() int {
	w.tags++
	return w.tags
}

// step does the next step of a node, and says what it was; nothing if it has none. wrong
// says which promise it broke.
func (w *world) step(i int, f fencing) (did, wrong string) {
	n := &w.nodes[i]
	switch n.at {
	case standing:
		if n.terms == 0 {
			return "", ""
		}
		n.lease, n.at = w.lease, taking
		return "finds that the lease stands still", ""
	case taking:
		if w.lease != n.lease {
			n.at = standing
			return "is not the first to take over", ""
		}
		n.terms--
		n.epoch = w.lease.epoch + 1
		w.lease = stored{w.tag(), n.epoch}
		n.at = readingManifest
		return fmt.Sprintf("takes over with epoch %d", n.epoch), ""
	case readingManifest:
		if w.manifest.epoch > n.epoch {
			n.at = deposed
			return "finds a later manifest", ""
		}
		n.manifest, n.at = w.manifest.tag, claimingManifest
		return "reads the manifest", ""
	case claimingManifest:
		n.at = readingPage // a catalog that has met the page knows its tag as well
		if f == byNothing {
			return "claims nothing", ""
		}
		if w.manifest.tag != n.manifest {
			n.at = readingManifest
			return "does not get the manifest", ""
		}
		w.manifest = stored{w.tag(), n.epoch}
		n.manifest = w.manifest.tag
		return "claims the manifest", ""
	case readingPage:
		if f == byOwnTags && w.page.epoch > n.epoch {
			n.at = deposed
			return "finds a later page", ""
		}
		n.page, n.at = w.page.tag, writingPage
		return "reads the page", ""
	case writingPage:
		if f != byNothing && w.page.tag != n.page {
			n.at = readingPage
			return "does not get the page", ""
		}
		n.at = readingManifestAgain
		wrong = w.page.older(n.epoch, "page")
		w.page = stored{w.tag(), n.epoch}
		return "writes the page", wrong
	case readingManifestAgain:
		n.at, n.fresh = writingManifest, n.manifest
		if f == byFreshTags {
			n.fresh = w.manifest.tag
		}
		return "is to write the manifest", ""
	case writingManifest:
		if f != byNothing && w.manifest.tag != n.fresh {
			n.at = deposed
			return "does not get the manifest any more", ""
		}
		n.at = led
		wrong = w.manifest.older(n.epoch, "manifest")
		w.manifest = stored{w.tag(), n.epoch}
		n.manifest = w.manifest.tag
		return "writes the manifest", wrong
	}
	return "", ""
}

// older says that an object would be replaced by one of an earlier term.
func (s stored) older(epoch int, what string) string {
	if s.epoch <= epoch {
		return ""
	}
	return fmt.Sprintf("the %s of epoch %d is replaced by that of epoch %d", what, s.epoch, epoch)
}

// settled says what is wrong where nobody has a step left: what the last leader that
// brought its edition to the end has written must be there.
func (w *world) settled() string {
	last := 0
	for _, n := range w.nodes {
		if n.at == led {
			last = max(last, n.epoch)
		}
	}
	if w.page.epoch < last || w.manifest.epoch < last {
		return fmt.Sprintf("epoch %d was brought to the end, and there are the page of epoch %d and the manifest of epoch %d", last, w.page.epoch, w.manifest.epoch)
	}
	return ""
}

// search goes through all orders of steps, and returns the first that breaks a promise.
func search(nodes, terms int, f fencing) (states int, broken []string) {
	type visit struct {
		world
		path *trail
	}
	start := world{lease: stored{1, 0}, page: stored{2, 0}, manifest: stored{3, 0}, tags: 3}
	for i := range nodes {
		start.nodes[i].terms = terms
	}
	seen := map[world]bool{start: true}
	for queue := []visit{{start, nil}}; len(queue) > 0; {
		now := queue[len(queue)-1]
		queue = queue[:len(queue)-1]
		moved := false
		for i := range nodes {
			next := now.world
			did, wrong := next.step(i, f)
			if did == "" {
				continue
			}
			moved = true
			path := &trail{fmt.Sprintf("node %d %s", i+1, did), now.path}
			if wrong != "" {
				return len(seen), append(path.lines(), wrong)
			}
			if n := &next.nodes[i]; n.at == led && n.terms > 0 && !seen[next] {
				again := next
				again.nodes[i].at = standing
				if !seen[again] {
					seen[again] = true
					queue = append(queue, visit{again, path})
				}
			}
			if !seen[next] {
				seen[next] = true
				queue = append(queue, visit{next, path})
			}
		}
		if wrong := now.settled(); !moved && wrong != "" {
			return len(seen), append(now.path.lines(), wrong)
		}
	}
	return len(seen), nil
}

// trail is how a state was reached.
type trail struct {
	did    string
	before *trail
}

func (t *trail) lines() (all []string) {
	for ; t != nil; t = t.before {
		all = append(all, t.did)
	}
	slices.Reverse(all)
	return all
}

// No order of the steps of three nodes has an older edition replace a newer one; without
// the fence, or with one on tags that were just read, some do, and the first is shown.
func TestAllOrders(t *testing.T) {
	for _, c := range []struct {
		name         string
		nodes, terms int
		fence        fencing
		safe         bool
	}{
		{"two nodes, three terms each", 2, 3, byOwnTags, true},
		{"three nodes, one term each", 3, 1, byOwnTags, true},
		{"fresh tags", 2, 1, byFreshTags, false},
		{"no fence", 2, 1, byNothing, false},
	} {
		states, broken := search(c.nodes, c.terms, c.fence)
		if (broken == nil) != c.safe {
			t.Errorf("%s: safe %v, want %v:\n%s", c.name, broken == nil, c.safe, strings.Join(broken, "\n"))
		}
		t.Logf("%s: %d states\n\t%s", c.name, states, strings.Join(broken, "\n\t"))
	}
}
