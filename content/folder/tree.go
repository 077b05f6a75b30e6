package folder

// What has been delivered, by folder: so that listing one folder is compared
// with that folder alone, and a vanished folder names its files at once.

import (
	"maps"
	"path"
	"slices"
)

// identity tells folders apart however they are named. It is zero where the
// system has none.
type identity struct{ dev, ino uint64 }

// node is one folder of a tree.
type node struct {
	files   map[string]Fingerprint // delivered articles, by name
	subs    map[string]bool        // names of the folders below that have a node
	open    map[string]bool        // names of the files that may differ, or are being delivered
	id      identity
	present bool   // it was there at the last look
	armed   bool   // events come from it
	poll    string // why it is polled, with or without events; empty if it is not
}

// tree is the delivered state of the whole folder. One goroutine owns it.
type tree struct {
	nodes map[string]*node // by path; "." is the root
	count int              // delivered articles
}

func newTree(known Snapshot) *tree {
	t := &tree{nodes: map[string]*node{}}
	t.make(".")
	for p, fp := range known {
		t.set(p, fp)
	}
	return t
}

// make returns the node of a folder, and creates it with those above it.
func (t *tree) make(dir string) *node {
	if n := t.nodes[dir]; n != nil {
		return n
	}
	n := &node{files: map[string]Fingerprint{}, subs: map[string]bool{}, open: map[string]bool{}}
	t.nodes[dir] = n
	if dir != "." {
		t.make(path.Dir(dir)).subs[path.Base(dir)] = true
	}
	return n
}

func (t *tree) get(p string) (Fingerprint, bool) {
	n := t.nodes[path.Dir(p)]
	if n == nil {
		return Fingerprint{}, false
	}
	fp, ok := n.files[path.Base(p)]
	return fp, ok
}

func (t *tree) set(p string, fp Fingerprint) {
	files, name := t.make(path.Dir(p)).files, path.Base(p)
	if _, had := files[name]; !had {
		t.count++
	}
	files[name] = fp
}

func (t *tree) remove(p string) {
	dir := path.Dir(p)
	n := t.nodes[dir]
	if n == nil {
		return
	}
	if _, had := n.files[path.Base(p)]; had {
		delete(n.files, path.Base(p))
		t.count--
	}
	t.prune(dir)
}

// opened and closed keep what may differ with its folder.
func (t *tree) opened(p string) { t.make(path.Dir(p)).open[path.Base(p)] = true }

func (t *tree) closed(p string) {
	dir := path.Dir(p)
	if n := t.nodes[dir]; n != nil {
		delete(n.open, path.Base(p))
		t.prune(dir)
	}
}

// names are the files of a folder that are delivered or may yet be.
func (n *node) names() []string {
	names := slices.Collect(maps.Keys(n.files))
	for name := range n.open {
		if _, ok := n.files[name]; !ok {
			names = append(names, name)
		}
	}
	return names
}

// prune forgets folders that are gone and of which nothing is known any more.
func (t *tree) prune(dir string) {
	for dir != "." {
		n := t.nodes[dir]
		if n == nil || n.present || len(n.files)+len(n.subs)+len(n.open) > 0 {
			return
		}
		delete(t.nodes, dir)
		parent := path.Dir(dir)
		delete(t.nodes[parent].subs, path.Base(dir))
		dir = parent
	}
}

// below calls visit for a folder and all those in it that have a node, the
// deepest first. visit may prune the node it is given.
func (t *tree) below(dir string, visit func(dir string, n *node)) {
	n := t.nodes[dir]
	if n == nil {
		return
	}
	for _, name := range slices.Sorted(maps.Keys(n.subs)) {
		t.below(path.Join(dir, name), visit)
	}
	visit(dir, n)
}

// snapshot copies what was delivered.
func (t *tree) snapshot() Snapshot {
	s := make(Snapshot, t.count)
	for dir, n := range t.nodes {
		for name, fp := range n.files {
			s[inFolder(dir, name)] = fp
		}
	}
	return s
}
