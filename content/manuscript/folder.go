package manuscript

// Where manuscripts are put: file names that are the same each time and stand on
// every system, and never the place of a file that is there.

import (
	"bufio"
	"bytes"
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"go.yaml.in/yaml/v3"
	"golang.org/x/text/unicode/norm"
)

// Folder takes manuscripts. It belongs to one goroutine.
type Folder struct {
	root  *os.Root
	known map[[sha256.Size]byte]bool // hashes of the ids of the articles in it
}

// Open opens a folder, which is made if it is not there, and finds out which articles
// it has. The caller closes it.
func Open(dir string) (*Folder, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make folder of articles: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open folder of articles: %w", err)
	}
	f := &Folder{root: root, known: map[[sha256.Size]byte]bool{}}
	if err := fs.WalkDir(root.FS(), ".", f.note); err != nil {
		return nil, errors.Join(fmt.Errorf("look for articles in %s: %w", dir, err), root.Close())
	}
	return f, nil
}

// Close closes the folder.
func (f *Folder) Close() error { return f.root.Close() }

// note remembers the id of an article that is there, wherever it was moved to.
func (f *Folder) note(p string, d fs.DirEntry, err error) error {
	if err != nil {
		return err
	}
	if d.Name() != "." && strings.HasPrefix(d.Name(), ".") {
		if d.IsDir() {
			return fs.SkipDir
		}
		return nil
	}
	if !d.Type().IsRegular() || path.Ext(p) != ".md" {
		return nil
	}
	id, err := f.idOf(p)
	if err == nil && id != "" {
		f.known[sha256.Sum256([]byte(id))] = true
	}
	return err
}

// longestMatter bounds front matter that is looked at, in bytes.
const longestMatter = 64 << 10

// idOf is the id that the front matter of a file states; empty if it states none.
func (f *Folder) idOf(p string) (string, error) {
	file, err := f.root.Open(p)
	if err != nil {
		return "", err
	}
	defer file.Close()
	r := bufio.NewReader(io.LimitReader(file, longestMatter))
	if first, err := r.ReadString('\n'); err != nil || strings.TrimSpace(first) != "---" {
		return "", nil
	}
	for {
		line, err := r.ReadString('\n')
		if err != nil || strings.TrimSpace(line) == "---" {
			return "", nil
		}
		var id struct {
			ID string `yaml:"id"`
		}
		if strings.HasPrefix(line, "id:") && yaml.Unmarshal([]byte(line), &id) == nil {
			return id.ID, nil
		}
	}
}

// Has reports whether the folder has the article of an id.
func (f *Folder) Has(id string) bool { return f.known[sha256.Sum256([]byte(id))] }

// Put writes a manuscript, which has an id. It reports false where the folder has the
// article already.
func (f *Folder) Put(m Manuscript) (bool, error) {
	if f.Has(m.ID) {
		return false, nil
	}
	data, err := m.Bytes()
	if err != nil {
		return false, err
	}
	if m.Page {
		if err := f.root.Mkdir("pages", 0o755); err != nil && !errors.Is(err, fs.ErrExist) {
			return false, fmt.Errorf("write article: %w", err)
		}
	}
	for _, name := range m.names() {
		err = f.write(name, data)
		if err == nil {
			f.known[sha256.Sum256([]byte(m.ID))] = true
			return true, nil
		}
		if !errors.Is(err, fs.ErrExist) {
			break
		}
	}
	return false, fmt.Errorf("write article: %w", err)
}

// write makes a file that is not there yet, whole or not at all.
func (f *Folder) write(name string, data []byte) error {
	if _, err := f.root.Lstat(name); err == nil {
		return &fs.PathError{Op: "write", Path: name, Err: fs.ErrExist}
	}
	draft := path.Join(path.Dir(name), ".feedmill-import")
	err := f.root.WriteFile(draft, data, 0o644)
	if err == nil {
		err = f.root.Link(draft, name)
		if err != nil && !errors.Is(err, fs.ErrExist) { // a file system without links
			err = f.root.Rename(draft, name)
		}
	}
	if gone := f.root.Remove(draft); gone != nil && !errors.Is(gone, fs.ErrNotExist) {
		err = errors.Join(err, gone)
	}
	return err
}

// names are the file names that a manuscript may have, the best first.
func (m Manuscript) names() []string {
	sum := sha256.Sum256([]byte(m.ID))
	mark, longer := hex.EncodeToString(sum[:4]), hex.EncodeToString(sum[:16])
	name := cmp.Or(safe(m.Slug), safe(lastPart(m.Link)), safe(m.Title))
	dir := ""
	if m.Page {
		dir = "pages/"
	}
	if m.Published.IsZero() || name == "" {
		name = strings.Trim(name+"-"+mark, "-")
	}
	if !m.Published.IsZero() && !m.Page {
		name = m.Published.Format("2006-01-02") + "-" + name
	}
	return []string{dir + name + ".md", dir + name + "-" + mark + ".md", dir + name + "-" + longer + ".md"}
}

// lastPart is what an address calls its document.
func lastPart(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return ""
	}
	base := path.Base(u.Path)
	return strings.TrimSuffix(base, path.Ext(base))
}

// longestName bounds a name in bytes: what is put before it and behind it fits into the
// 143 bytes of encrypted folders too.
const longestName = 80

// safe makes a file name of a text: small letters and digits, with a hyphen for each
// run of other signs.
func safe(text string) string {
	var b bytes.Buffer
	for _, r := range strings.ToLower(norm.NFC.String(text)) {
		switch {
		case unicode.IsLetter(r), unicode.IsDigit(r), unicode.IsMark(r) && b.Len() > 0:
			if b.Len()+utf8.RuneLen(r) > longestName {
				return strings.Trim(b.String(), "-")
			}
			b.WriteRune(r)
		case b.Len() > 0 && b.Bytes()[b.Len()-1] != '-':
			b.WriteByte('-')
		}
	}
	return strings.Trim(b.String(), "-")
}
