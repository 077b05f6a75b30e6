package publish

// What happens to the folder from outside: it is taken away or swapped for another
// one, somebody else publishes into it.

import (
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"strings"

	"feedmill/feed"
)

// Here reports whether the folder is still what its path leads to. It is not after
// it was removed, or moved away, or a link in its path was changed.
func (d *Directory) Here() bool {
	opened, err := d.root.Stat(".")
	if err != nil {
		return false
	}
	there, err := os.Stat(d.root.Name())
	return err == nil && os.SameFile(opened, there)
}

// New reports whether nobody had published into the folder when it was claimed: what
// a manifest says is then of another folder.
func (d *Directory) New() bool { return d.new }

// ownerPlace is the folder whose only entry says by its name which content folder is
// published here. It is a name and no file, since an edition is the same wherever
// its articles lie, to the byte. Nobody else may look into it, and nothing whose
// name begins with a dot is served: where the content lies is nobody's business.
const ownerPlace = ".feedmill"

// ErrOwned is wrapped by the error for a folder that another content folder is
// published into.
var ErrOwned = errors.New("belongs to another content folder")

// Claim notes that the content folder is published into this one. former is where
// that folder was before, if it has moved. The error wraps [ErrOwned] if the place
// is taken.
func (d *Directory) Claim(content, former string) error {
	owners, err := d.owners()
	if err != nil {
		return err
	}
	d.new = len(owners) == 0
	names, err := namesIn(d.root)
	if err != nil {
		return fmt.Errorf("claim output folder: %w", err)
	}
	d.vacant = len(names) == 0
	for _, owner := range owners {
		if owner == content {
			continue
		}
		if !sameFolder(owner, content) && (owner != former || exists(owner)) {
			return d.owned(owner)
		}
		if err := d.root.RemoveAll(ownerPlace); err != nil {
			return fmt.Errorf("claim output folder: %w", err)
		}
	}
	if err := d.root.MkdirAll(native(ownerPlace), 0o700); err != nil {
		return fmt.Errorf("claim output folder: %w", err)
	}
	if err := d.root.MkdirAll(native(ownerMark(content)), 0o700); err != nil {
		return fmt.Errorf("claim output folder: %w", err)
	}
	if owners, err = d.owners(); err == nil && len(owners) > 1 { // both came at once: neither shall have it
		err = errors.Join(d.owned(strings.Join(owners, " and ")), d.root.RemoveAll(native(ownerMark(content))))
	}
	return err
}

// markSize bounds the names that an owner is written as: no system takes longer ones.
const markSize = 200

// ownerMark is the path of the owner's mark: its escaped name, in folders one in the
// other where it is long.
func ownerMark(content string) string {
	parts := []string{ownerPlace}
	for name := strings.ReplaceAll(url.PathEscape(content), ".", "%2E"); name != ""; {
		n := min(len(name), markSize)
		parts, name = append(parts, name[:n]), name[n:]
	}
	return path.Join(parts...)
}

// owners are the content folders that have a mark: one, or none yet.
func (d *Directory) owners() (owners []string, err error) {
	var read func(dir, name string) error
	read = func(dir, name string) error {
		entries, err := fs.ReadDir(d.root.FS(), dir)
		if err != nil {
			return err
		}
		for _, e := range entries {
			if err := read(path.Join(dir, e.Name()), name+e.Name()); err != nil {
				return err
			}
		}
		if owner, err := url.PathUnescape(name); len(entries) == 0 && err == nil && owner != "" {
			owners = append(owners, owner)
		}
		return nil
	}
	if err := read(ownerPlace, ""); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, fmt.Errorf("look whose output folder it is: %w", err)
	}
	return owners, nil
}

func (d *Directory) owned(owner string) error {
	mark := filepath.Join(d.root.Name(), ownerPlace)
	return fmt.Errorf("output folder %s %w, %s; choose another --out; if that folder has moved here, or is not published there any more, remove %s", d.root.Name(), ErrOwned, owner, mark)
}

// assetMark is a folder in that of the files which articles show. It says that Feedmill
// made the latter: pictures cannot name who put them there.
const assetMark = feed.AssetPlace + "/" + ownerPlace

// markAssets makes the folder for a file that articles show, with its mark, unless a
// folder of the name is there.
func markAssets(root *os.Root, document string) error {
	if !feed.IsAsset(document) {
		return nil
	}
	if _, err := root.Lstat(feed.AssetPlace); !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	temp := tempPrefix + path.Base(document) // each appears with its mark or not at all
	if err := root.MkdirAll(native(path.Join(temp, ownerPlace)), 0o755); err != nil {
		return err
	}
	if err := root.Rename(native(temp), feed.AssetPlace); err == nil {
		return nil
	}
	return root.RemoveAll(native(temp)) // another writer was faster
}

// unmarkAssets takes the mark away where nothing else is left.
func unmarkAssets(root *os.Root) {
	if entries, err := fs.ReadDir(root.FS(), feed.AssetPlace); err == nil && len(entries) == 1 {
		root.Remove(native(assetMark))
	}
}

// ownAssets reports whether Feedmill made the folder of the files that articles show.
func ownAssets(root *os.Root) bool {
	info, err := root.Lstat(native(assetMark))
	return err == nil && info.IsDir()
}

func sameFolder(a, b string) bool {
	one, err := os.Stat(a)
	if err != nil {
		return false
	}
	other, err := os.Stat(b)
	return err == nil && os.SameFile(one, other)
}

func exists(p string) bool {
	_, err := os.Stat(p)
	return !errors.Is(err, fs.ErrNotExist)
}
