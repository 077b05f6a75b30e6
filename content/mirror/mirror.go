// Package mirror keeps a folder as a bucket is, so that articles may lie in object storage
// and are read as all others are.
//
// The bucket is listed again and again; what has another tag or size is fetched, whole or
// not at all, and put into its place. What is not listed any more goes when a second list
// lacks it too, and the store says so when it is asked for it by name: a list that failed
// or was cut off changes nothing. What somebody says has changed is looked at between two
// lists. Stores rename by copying and deleting. So a key whose
// bytes are those of another one waits for the next list, in which that one is gone, if it
// was renamed: then the file is renamed, as it would have been on a disk. Sounds and films
// may stay in the bucket: see [Mirror.Away].
package mirror

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"time"

	"feedmill/content/objects"
)

// State is how it goes with the bucket.
type State struct {
	Address string
	Objects int       // that are held
	Listed  time.Time // when the bucket was last listed as a whole; zero if never
	Trouble error     // why the last try did not succeed; nil if it did
	Left    []string  // keys that can be no file here, with the reason; some of them
	Fetched int       // objects, since the program was started

	Requests int64 // that the bucket was asked
	Hints    int64 // that came
}

// An object is what is known of one.
type object struct {
	tag      string // of its bytes: see [objects.Object]
	size     int64
	modified time.Time
}

func objectOf(o objects.Object) object { return object{o.Bytes, o.Size, o.Modified} }

func (o object) sameBytes(other object) bool { return o.tag == other.tag && o.size == other.size }

// Mirror is a folder that is kept as a bucket is. Sync is called by one goroutine at a
// time, State by any.
type Mirror struct {
	store  *objects.Store
	root   *os.Root // of the files
	around *os.Root // the folder that root is in
	rules  Rules
	now    func() time.Time
	index  *index
	hints  hints
	soon   time.Duration // usually soon

	reading context.Context // of what is asked for readers
	end     context.CancelFunc
	judged  bool // files that should be stand-ins are, and no others

	held    map[string]object // by path
	missing map[string]bool   // held, and not in the last list
	waiting map[string]bool   // in the last list, and not held yet, since their bytes are another's

	mu    sync.Mutex
	state State // guarded by mu
}

// Rules say what is mirrored.
type Rules struct {
	Most       int64 // bytes of an object; a larger one is left alone; 0 is no limit
	Away       int64 // bytes from which on sounds and films stay in the bucket; 0 is never
	AllowEmpty bool  // a bucket of which nothing is left is meant to be
}

// ErrHeld is wrapped by the error of a mirror that another program has.
var ErrHeld = errors.New("another Feedmill mirrors the bucket there already; stop it, or choose another --state")

// Open opens the mirror of the bucket at an address, in a folder that it has to itself.
// Nothing is asked of the bucket yet.
func Open(address, dir string, rules Rules, now func() time.Time) (*Mirror, error) {
	a, err := objects.Parse(address, objects.Reading)
	if err != nil {
		return nil, err
	}
	m := &Mirror{rules: rules, now: now, soon: soon, missing: map[string]bool{}, waiting: map[string]bool{}, state: State{Address: address}, hints: hints{paths: map[string]bool{}, ring: make(chan struct{}, 1)}}
	if m.store, err = objects.Dial(a, objects.Tries); err != nil {
		return nil, err
	}
	m.reading, m.end = context.WithCancel(context.Background())
	articles := Folder(address, dir)
	if err := os.MkdirAll(articles, 0o755); err != nil {
		return nil, err
	}
	if m.root, err = os.OpenRoot(articles); err != nil {
		return nil, err
	}
	if m.around, err = os.OpenRoot(dir); err != nil {
		return nil, errors.Join(err, m.root.Close())
	}
	if m.index, m.held, err = openIndex(filepath.Join(dir, ".objects.db"), m.place()); err != nil {
		return nil, errors.Join(err, m.root.Close(), m.around.Close())
	}
	if err := errors.Join(m.around.RemoveAll(arriving), m.around.MkdirAll(arriving, 0o755)); err != nil {
		return nil, errors.Join(err, m.Close())
	}
	m.state.Objects = len(m.held)
	return m, nil
}

// Folder is where the files are of a mirror in a folder: it has the name of what it
// mirrors.
func Folder(address, dir string) string {
	a, err := objects.Parse(address, objects.Reading)
	if err != nil {
		return dir // which Open refuses
	}
	return filepath.Join(dir, path.Base(a.Place()))
}

// place names what is mirrored, whatever it is reached by.
func (m *Mirror) place() string { return m.store.Place() }

// Close closes the mirror.
func (m *Mirror) Close() error {
	m.end()
	return errors.Join(m.index.close(), m.root.Close(), m.around.Close(), m.store.Close())
}

// Folder is where the files are.
func (m *Mirror) Folder() string { return m.root.Name() }

// State is how it goes.
func (m *Mirror) State() State {
	m.mu.Lock()
	defer m.mu.Unlock()
	s := m.state
	s.Requests, _ = m.store.Traffic()
	s.Hints = m.hints.counted()
	return s
}

// Synced reports whether the bucket was ever mirrored as a whole.
func (m *Mirror) Synced() bool { return m.index.whole }

// Settle mirrors the bucket until nothing waits for another list.
func (m *Mirror) Settle(ctx context.Context) error {
	for {
		if err := m.Sync(ctx); err != nil || len(m.missing)+len(m.waiting) == 0 {
			return err
		}
	}
}

// Sync mirrors the bucket once.
func (m *Mirror) Sync(ctx context.Context) error {
	err := m.sync(ctx)
	m.mu.Lock()
	defer m.mu.Unlock()
	m.state.Objects = len(m.held)
	if m.state.Trouble = err; err != nil {
		m.state.Trouble = fmt.Errorf("%s: %w", m.state.Address, err)
		return m.state.Trouble
	}
	m.state.Listed = m.now()
	return nil
}

func (m *Mirror) sync(ctx context.Context) error {
	m.hints.take() // of what changed before the list it tells
	listed, err := m.list(ctx)
	if err != nil {
		return err
	}
	return m.realise(ctx, view{objects: listed})
}

// realise has the folder be as the bucket was seen.
func (m *Mirror) realise(ctx context.Context, v view) error {
	plan := m.plan(v)
	if err := m.fetchAll(ctx, plan.fetch, v.objects); err != nil {
		return errors.Join(err, m.index.save(m.held, false))
	}
	if err := m.confirm(ctx, plan.gone); err != nil {
		return errors.Join(err, m.index.save(m.held, false))
	}
	if err := errors.Join(m.renameAll(plan.renamed), m.removeAll(plan.gone)); err != nil {
		return errors.Join(err, m.index.save(m.held, false))
	}
	m.missing, m.waiting, m.judged = plan.missing, plan.waiting, m.judged || v.isWhole()
	return m.index.save(m.held, v.isWhole())
}

// list is all that is below the prefix and can be a file here.
func (m *Mirror) list(ctx context.Context) (map[string]object, error) {
	listed, left := map[string]object{}, []string{}
	for o, err := range m.store.List(ctx, "") {
		if err != nil {
			return nil, fmt.Errorf("list: %w", m.store.InWords(err))
		}
		p := o.Path
		if strings.HasSuffix(p, "/") {
			continue // what consoles put there as a folder
		}
		if why := m.unfit(p, o.Size); why != "" {
			if left = append(left, p+": "+why); len(left) > mostLeft {
				left = left[:mostLeft]
			}
			continue
		}
		listed[p] = objectOf(o)
	}
	if err := ctx.Err(); err != nil {
		return nil, err
	}
	if len(listed) == 0 && len(m.held) > 0 && !m.rules.AllowEmpty {
		return nil, fmt.Errorf("it is empty, of %d objects; nothing is taken for deleted: put them back, or start with --allow-empty if that is meant", len(m.held))
	}
	m.mu.Lock()
	defer m.mu.Unlock()
	m.state.Left = append(left, m.clashes(listed)...)
	return listed, nil
}

// mostLeft is how many keys that can be no file are told of.
const mostLeft = 20

// settingsName is that of the settings of a folder, which name programs to run: they are
// not taken from whoever may send articles in.
const settingsName = "feedmill.toml"

// unfit says why an object can be no file here; empty if it can.
func (m *Mirror) unfit(p string, size int64) string {
	long := func(part string) bool { return len(part) > 255 }
	switch {
	case !fs.ValidPath(p) || !filepath.IsLocal(filepath.FromSlash(p)) || strings.ContainsAny(p, "\x00\\") || slices.ContainsFunc(strings.Split(p, "/"), long):
		return "no file can have this name; give the object another key"
	case p == settingsName:
		return "settings are not taken from a bucket; name a file with --config"
	case m.rules.Most > 0 && size > m.rules.Most:
		return fmt.Sprintf("it has more than %d bytes; raise max-media", m.rules.Most)
	}
	return ""
}

// clashes takes out of a list what would be a file where others need a folder.
func (m *Mirror) clashes(listed map[string]object) (told []string) {
	folders := map[string]bool{}
	for p := range listed {
		for dir := path.Dir(p); dir != "." && !folders[dir]; dir = path.Dir(dir) {
			folders[dir] = true
		}
	}
	for p := range folders {
		if _, clash := listed[p]; clash {
			delete(listed, p)
			told = append(told, p+": it is a folder of other objects, too; give the object another key")
		}
	}
	slices.Sort(told)
	return told[:min(len(told), mostLeft)]
}

// view is what was seen of the bucket.
type view struct {
	objects map[string]object // that are there
	asked   map[string]bool   // the paths that were looked at; nil if a list told all
}

func (v view) isWhole() bool { return v.asked == nil }

// lacks reports whether a path was looked at, and is not there.
func (v view) lacks(p string) bool {
	_, there := v.objects[p]
	return !there && (v.isWhole() || v.asked[p])
}

// plan is what a view asks for.
type plan struct {
	fetch, gone      []string
	renamed          map[string]string // new paths by old ones
	missing, waiting map[string]bool
}

func (m *Mirror) plan(v view) plan {
	p := plan{renamed: map[string]string{}, missing: map[string]bool{}, waiting: map[string]bool{}}
	if !v.isWhole() {
		p.missing, p.waiting = maps.Clone(m.missing), maps.Clone(m.waiting)
		maps.DeleteFunc(p.waiting, func(k string, _ bool) bool { return v.lacks(k) })
	}
	twins := m.twins(v)
	for _, k := range slices.Sorted(maps.Keys(v.objects)) {
		o := v.objects[k]
		delete(p.missing, k)
		delete(p.waiting, k)
		if was, known := m.held[k]; known {
			if !was.sameBytes(o) || !m.isHere(k, was) {
				p.fetch = append(p.fetch, k)
			}
			continue
		}
		twin := twins[bytesOf(o)]
		stays := twin != "" && !v.lacks(twin)
		switch {
		case twin == "" || stays && m.waiting[k] && v.isWhole():
			p.fetch = append(p.fetch, k)
		case stays:
			p.waiting[k] = true
		case p.renamed[twin] == "" && (m.isHere(twin, m.held[twin]) || m.hasMoved(k, m.held[twin])):
			p.renamed[twin] = k
		default:
			p.fetch = append(p.fetch, k)
		}
	}
	m.planRemovals(v, &p)
	return p
}

// planRemovals has go what two looks lacked, of which this one is a list.
func (m *Mirror) planRemovals(v view, p *plan) {
	for held := range m.held {
		switch {
		case p.renamed[held] != "":
			delete(p.missing, held)
		case !v.lacks(held):
		case m.missing[held] && v.isWhole():
			p.gone = append(p.gone, held)
		default:
			p.missing[held] = true
		}
	}
	slices.Sort(p.gone)
}

// twins are held paths by their bytes, as far as those are what is new in a view: one that
// is not there any more, if there is one.
func (m *Mirror) twins(v view) map[object]string {
	fresh := map[object]bool{}
	for k, o := range v.objects {
		if _, known := m.held[k]; !known {
			fresh[bytesOf(o)] = true
		}
	}
	found := map[object]string{}
	for held, o := range m.held {
		b := bytesOf(o)
		if !fresh[b] {
			continue
		}
		if other := found[b]; other == "" || v.lacks(held) && !v.lacks(other) || v.lacks(held) == v.lacks(other) && held < other {
			found[b] = held
		}
	}
	return found
}

// bytesOf is an object by its bytes alone.
func bytesOf(o object) object { return object{tag: o.tag, size: o.size} }

// isHere reports whether the file of an object is as it was left.
func (m *Mirror) isHere(p string, o object) bool {
	info, err := m.root.Lstat(filepath.FromSlash(p))
	return err == nil && info.Mode().IsRegular() && info.Size() == o.size && m.isAsMeant(p, o.size)
}

// hasMoved reports whether the file of an object is at a path that is not known: it was
// renamed, and the program was killed before it could note so.
func (m *Mirror) hasMoved(p string, o object) bool {
	info, err := m.root.Lstat(filepath.FromSlash(p))
	return err == nil && info.ModTime().Equal(o.modified) && m.isHere(p, o)
}

// confirm asks for what two lists lacked by name.
func (m *Mirror) confirm(ctx context.Context, gone []string) error {
	return sideBySide(gone, func(p string) error {
		_, err := m.store.Stat(ctx, p)
		switch {
		case err == nil:
			return fmt.Errorf("its list lacks %s, which is there; nothing is taken for deleted", p)
		case objects.IsMissing(err):
			return nil
		}
		return fmt.Errorf("ask for %s: %w", p, m.store.InWords(err))
	})
}
