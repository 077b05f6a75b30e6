package folder

// Files that are articles only if they begin as such: of some formats the names say
// little, since other data has them too. The beginning is looked at once, until the file
// is another one.

import (
	"errors"
	"io"
	"os"
	"path"
	"sync"
)

// headBytes is how much of a file is looked at.
const headBytes = 4 << 10

// heads remembers what files were found to be.
type heads struct {
	mu    sync.Mutex
	known map[string]beginning // by path
}

// beginning is what a file was found to be while it had a fingerprint.
type beginning struct {
	file    Fingerprint
	article bool
}

// beginsAsArticle reports whether a file that is no article by its name is one by its
// first bytes. One that cannot be read is none.
func (f *Folder) beginsAsArticle(p string) bool {
	is := f.rules.ByHead(path.Base(p))
	if is == nil {
		return false
	}
	info, err := os.Stat(f.absolute(p))
	if err != nil || !info.Mode().IsRegular() {
		f.heads.forget(p)
		return false
	}
	now := fingerprint(info)
	if was, ok := f.heads.get(p); ok && was.file == now {
		return was.article
	}
	buffer := headBuffers.Get().(*[headBytes]byte)
	defer headBuffers.Put(buffer)
	n, err := f.head(p, buffer[:])
	if err != nil {
		return false
	}
	article := is(buffer[:n])
	f.heads.put(p, beginning{now, article})
	return article
}

// headBuffers are reused: one file needs one, and such files are many.
var headBuffers = sync.Pool{New: func() any { return new([headBytes]byte) }}

// head reads the beginning of a file into a buffer, and tells how much that is.
func (f *Folder) head(p string, buffer []byte) (int, error) {
	file, err := openFile(f.root, p)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	n, err := io.ReadFull(file, buffer)
	if err != nil && !errors.Is(err, io.EOF) && !errors.Is(err, io.ErrUnexpectedEOF) {
		return 0, cause(err)
	}
	return n, nil
}

func (h *heads) get(p string) (b beginning, ok bool) {
	h.mu.Lock()
	defer h.mu.Unlock()
	b, ok = h.known[p]
	return b, ok
}

func (h *heads) put(p string, b beginning) {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.known == nil {
		h.known = map[string]beginning{}
	}
	h.known[p] = b
}

func (h *heads) forget(p string) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.known, p)
}
