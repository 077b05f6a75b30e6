package feed

// The folders of the feeds of sections, tags and the like, after their names: tags/c for
// C++. Where two names would share one, it stays with the one that came first, and the
// other's has a hash.

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"feedmill/content/catalog"
)

// folders knows who has which. It is filled once, and then told of what appears. A nil
// *folders knows nobody. It may be used by several goroutines.
type folders struct {
	mu     sync.RWMutex      // guards what follows
	owners map[string]string // folded name of who came first, by kind and short name
	known  map[string]bool   // by kind and folded name
	former map[string]string // by folder: the one with a hash that readers may still ask for
	before uint32            // number of the last name that had a folder when all had hashes
	filled bool
}

// shortAddresses is the milestone of the catalog at which folders lost their hashes.
const shortAddresses = "short addresses"

// dir is the folder of the feed of a name: "tags/go/".
func (f *folders) dir(kind, name string) string {
	if f != nil {
		f.mu.RLock()
		defer f.mu.RUnlock()
	}
	return f.find(kind, name)
}

func (f *folders) find(kind, name string) string {
	folded := foldName(name)
	short := shortName(folded)
	if short == "" || len(short) > maxDirName {
		return kind + withHash(short, folded) + "/"
	}
	if f != nil {
		if owner := f.owners[kind+short]; owner != "" && owner != folded {
			return kind + withHash(short, folded) + "/"
		}
	}
	return kind + short + "/"
}

// fill takes in all names that there ever were.
func (f *folders) fill(c *catalog.Catalog) (err error) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.filled {
		return nil
	}
	if f.before, err = c.Milestone(shortAddresses); err != nil {
		return err
	}
	f.owners, f.known, f.former = map[string]string{}, map[string]bool{}, map[string]string{}
	for _, p := range properties {
		names, err := c.Names(p.property)
		if err != nil {
			return err
		}
		for _, n := range names {
			f.add(p.dir, n)
		}
	}
	f.filled = true
	return nil
}

// forget has it be filled anew: the catalog has changed unseen.
func (f *folders) forget() {
	f.mu.Lock()
	defer f.mu.Unlock()
	f.filled = false
}

// learn takes in the names of what appeared.
func (f *folders) learn(c *catalog.Catalog, records []catalog.Record) error {
	f.mu.Lock()
	defer f.mu.Unlock()
	kinds := map[catalog.Name]string{}
	for _, r := range records {
		for _, of := range facetsOf(r) {
			if f.known[of.kind+foldName(of.name)] {
				continue
			}
			name, ok, err := c.Name(of.property, of.name)
			if err != nil {
				return err
			}
			if ok {
				kinds[name] = of.kind
			}
		}
	}
	inOrder := slices.SortedFunc(maps.Keys(kinds), func(a, b catalog.Name) int { return cmp.Compare(a.Number, b.Number) })
	for _, n := range inOrder {
		f.add(kinds[n], n)
	}
	return nil
}

func (f *folders) add(kind string, n catalog.Name) {
	folded := foldName(n.Text)
	if f.known[kind+folded] {
		return
	}
	f.known[kind+folded] = true
	if short := shortName(folded); short != "" && f.owners[kind+short] == "" {
		f.owners[kind+short] = folded
	}
	if hashed := kind + hashedName(n.Text) + "/"; n.Number <= f.before && hashed != f.find(kind, n.Text) {
		f.former[f.find(kind, n.Text)] = hashed
	}
}

// formerly is where else a document is published, since it was there when folders had
// hashes; empty if nowhere.
func (f *folders) formerly(document string) string {
	f.mu.RLock()
	defer f.mu.RUnlock()
	dir, name := path.Split(document)
	if hashed := f.former[dir]; hashed != "" {
		return hashed + name
	}
	return ""
}

// maxDirName is in bytes; file systems allow 255.
const maxDirName = 150

// foldName makes names equal that the catalog takes to be the same.
func foldName(name string) string {
	return strings.Join(strings.Fields(strings.ToLower(norm.NFC.String(name))), " ")
}

// shortName is a folded name as a folder's: the letters and digits of any script, a dash
// for all that is between them. It may be empty.
func shortName(folded string) string {
	short, _ := dashed(folded)
	return short
}

// dashed also reports whether nothing was lost but spaces.
func dashed(folded string) (dir string, lossless bool) {
	var b strings.Builder
	lossless = true
	for _, c := range folded {
		switch {
		case unicode.In(c, unicode.Letter, unicode.Mark, unicode.Digit):
			b.WriteRune(c)
			continue
		case c != ' ':
			lossless = false
		}
		if b.Len() > 0 && !strings.HasSuffix(b.String(), "-") {
			b.WriteByte('-')
		}
	}
	return strings.TrimSuffix(b.String(), "-"), lossless
}

// hashedName is a name as its folder was called when a hash followed wherever the short
// name leaves anything out. Ids of feeds are made from it, and stay.
func hashedName(name string) string {
	folded := foldName(name)
	dir, lossless := dashed(folded)
	if lossless && len(dir) <= maxDirName && dir != "" {
		return dir
	}
	return withHash(dir, folded)
}

// withHash is the folder that no other name has.
func withHash(dir, folded string) string {
	for len(dir) > maxDirName || !utf8.ValidString(dir) {
		dir = dir[:len(dir)-1]
	}
	sum := sha256.Sum256([]byte(folded))
	return strings.TrimPrefix(dir+"-"+hex.EncodeToString(sum[:4]), "-")
}
