// Package fetch brings files of the web into a folder, each once.
package fetch

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"net/url"
	"os"
	"path"
	"strings"
)

// Folder is where files are brought to. A file that is there is not fetched again, so
// that what was interrupted goes on where it was.
type Folder struct {
	root   *os.Root
	client *http.Client
	most   int64 // bytes of a file
	host   string
}

// Open opens a folder, and makes it if it is not there. Files of home, the address of a
// site, lie at the paths that they have there, those of others below the name of their
// host. The client says where it may connect to; a file may have so many bytes at most.
func Open(dir, home string, client *http.Client, most int64) (*Folder, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make folder of files: %w", err)
	}
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil, fmt.Errorf("open folder of files: %w", err)
	}
	f := &Folder{root: root, client: client, most: most}
	if u, err := url.Parse(home); err == nil {
		f.host = u.Host
	}
	return f, nil
}

// Close closes the folder.
func (f *Folder) Close() error { return f.root.Close() }

// Place is the path at which a file of the web lies; ok is false where it is none that
// can be fetched.
func (f *Folder) Place(address string) (place string, ok bool) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || strings.HasSuffix(u.Path, "/") {
		return "", false
	}
	place = strings.Trim(path.Clean("/"+u.Path), "/")
	if u.Host != f.host {
		place = path.Join(strings.ReplaceAll(u.Host, ":", "-"), place)
	}
	for part := range strings.SplitSeq(place, "/") {
		if strings.HasPrefix(part, ".") || len(part) > longestName || strings.ContainsFunc(part, func(r rune) bool { return r < ' ' || r == '\\' || r == ':' }) {
			return "", false
		}
	}
	return place, path.Ext(place) != ""
}

// longestName bounds the name of a file or folder, in bytes.
const longestName = 200

// Get fetches a file, unless it is there, and gives the path of it.
func (f *Folder) Get(ctx context.Context, address string) (place string, isNew bool, err error) {
	place, ok := f.Place(address)
	if !ok {
		return "", false, fmt.Errorf("fetch %s: no address of a file; correct it, or bring the file yourself", address)
	}
	if _, err := f.root.Stat(place); err == nil {
		return place, false, nil
	}
	if err := f.fetch(ctx, address, place); err != nil {
		return "", false, fmt.Errorf("fetch %s: %w", address, err)
	}
	return place, true, nil
}

func (f *Folder) fetch(ctx context.Context, address, place string) error {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	answer, err := f.client.Do(request)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	switch page := strings.HasPrefix(answer.Header.Get("Content-Type"), "text/html"); {
	case answer.StatusCode != http.StatusOK:
		return fmt.Errorf("answered %s", answer.Status)
	case page:
		return errors.New("answered with a page in place of the file")
	case answer.ContentLength > f.most:
		return f.tooLarge()
	}
	return f.write(place, answer.Body)
}

func (f *Folder) tooLarge() error {
	return fmt.Errorf("larger than %d MB; bring the file yourself", f.most>>20)
}

// write puts a file in place when all of it is there.
func (f *Folder) write(place string, from io.Reader) (err error) {
	if err := f.root.MkdirAll(path.Dir(place), 0o755); err != nil {
		return err
	}
	part := path.Join(path.Dir(place), "."+path.Base(place)+".part")
	file, err := f.root.Create(part)
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			err = errors.Join(err, f.root.Remove(part))
		}
	}()
	n, err := io.Copy(file, io.LimitReader(from, f.most+1))
	if err = errors.Join(err, file.Close()); err != nil {
		return err
	}
	if n > f.most {
		return f.tooLarge()
	}
	if _, err := f.root.Lstat(place); !errors.Is(err, fs.ErrNotExist) {
		return fmt.Errorf("%s has come meanwhile", place)
	}
	return f.root.Rename(part, place)
}
