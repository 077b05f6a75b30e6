package mirror

// The files of a mirror: each appears whole, by a rename, with the time that its object
// has, so that an article without a day gets the same one on every machine.

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"slices"
	"sync"

	"feedmill/content/objects"
)

// arriving is the folder, beside that of the files, of those that are not whole yet. What a
// killed program has left there goes at the next start.
const arriving = ".arriving"

// fetchAll fetches objects side by side. One that went meanwhile is left to the next list,
// and one that the store does not give keeps no other from being fetched.
func (m *Mirror) fetchAll(ctx context.Context, paths []string, listed map[string]object) error {
	var mu sync.Mutex
	var refused error // the first
	err := sideBySide(paths, func(p string) error {
		o, err := m.fetch(ctx, p, listed[p])
		mu.Lock()
		defer mu.Unlock()
		switch {
		case err == nil:
			m.held[p] = o
			m.note(func(s *State) { s.Fetched++ })
		case objects.IsMissing(err):
		case objects.IsArchived(err):
			m.leave(p, inArchive)
		case objects.StatusOf(err) != 0:
			refused = cmp.Or(refused, fmt.Errorf("fetch %s: %w", p, err))
		default:
			return fmt.Errorf("fetch %s: %w", p, err)
		}
		return nil
	})
	return cmp.Or(err, refused)
}

// inArchive is why an object cannot be read at once.
const inArchive = "it lies in an archive; have the store restore it"

// leave tells that an object cannot be had, and why.
func (m *Mirror) leave(p, why string) {
	m.note(func(s *State) {
		if told := p + ": " + why; len(s.Left) < mostLeft && !slices.Contains(s.Left, told) {
			s.Left = append(s.Left, told)
		}
	})
}

func (m *Mirror) note(change func(*State)) {
	m.mu.Lock()
	defer m.mu.Unlock()
	change(&m.state)
}

// fetch puts an object into its place as it is now.
func (m *Mirror) fetch(ctx context.Context, p string, o object) (object, error) {
	if m.stays(p, o.size) {
		return o, m.arrive(p, o, func(f *os.File) error { return standIn(f, o) })
	}
	body, now, err := m.store.Get(ctx, p, objects.Wanted{})
	if objects.IsMissing(err) {
		return o, err
	}
	if err != nil {
		return o, m.store.InWords(err)
	}
	defer body.Close()
	if m.rules.Most > 0 && now.Size > m.rules.Most {
		return o, fmt.Errorf("it has grown beyond %d bytes", m.rules.Most)
	}
	o = objectOf(now)
	return o, m.arrive(p, o, func(f *os.File) error {
		n, err := io.Copy(f, io.LimitReader(body, o.size+1))
		if err == nil && n != o.size {
			err = fmt.Errorf("%d of %d bytes came", n, o.size)
		}
		return err
	})
}

// arrive has a file appear as it is filled.
func (m *Mirror) arrive(p string, o object, fill func(*os.File) error) error {
	half, file := filepath.Join(arriving, fmt.Sprintf("%016x", hash(p))), filepath.FromSlash(p)
	if err := m.write(half, o, fill); err != nil {
		return errors.Join(err, m.around.Remove(half))
	}
	if err := m.root.MkdirAll(filepath.Dir(file), 0o755); err != nil {
		return errors.Join(err, m.around.Remove(half))
	}
	return m.around.Rename(half, filepath.Join(filepath.Base(m.root.Name()), file))
}

func (m *Mirror) write(name string, o object, fill func(*os.File) error) error {
	f, err := m.around.Create(name)
	if err != nil {
		return err
	}
	if err = errors.Join(fill(f), f.Sync(), f.Close()); err != nil {
		return err
	}
	return m.around.Chtimes(name, o.modified, o.modified)
}

// renameAll renames files as their objects were renamed.
func (m *Mirror) renameAll(renamed map[string]string) error {
	for from, to := range renamed {
		target := filepath.FromSlash(to)
		if err := m.rename(filepath.FromSlash(from), target); err != nil && !(errors.Is(err, fs.ErrNotExist) && m.hasMoved(to, m.held[from])) {
			return err
		}
		m.held[to] = m.held[from]
		delete(m.held, from)
		m.removeEmpty(path.Dir(from))
	}
	return nil
}

func (m *Mirror) rename(from, to string) error {
	if err := m.root.MkdirAll(filepath.Dir(to), 0o755); err != nil {
		return err
	}
	return m.root.Rename(from, to)
}

// removeAll removes the files of objects that are gone.
func (m *Mirror) removeAll(gone []string) error {
	for _, p := range gone {
		if err := m.root.Remove(filepath.FromSlash(p)); err != nil && !errors.Is(err, fs.ErrNotExist) {
			return err
		}
		delete(m.held, p)
		m.removeEmpty(path.Dir(p))
	}
	return nil
}

// removeEmpty removes a folder, and those above, as far as nothing is in them.
func (m *Mirror) removeEmpty(dir string) {
	for ; dir != "."; dir = path.Dir(dir) {
		if m.root.Remove(filepath.FromSlash(dir)) != nil {
			return
		}
	}
}

// sideBySide does something for each path, several at a time, and stops at the first
// error.
func sideBySide(paths []string, do func(string) error) error {
	work := make(chan string)
	stop := make(chan struct{})
	var first error
	var once sync.Once
	var workers sync.WaitGroup
	for range min(objects.Together, len(paths)) {
		workers.Go(func() {
			for p := range work {
				if err := do(p); err != nil {
					once.Do(func() { first = err; close(stop) })
				}
			}
		})
	}
	defer workers.Wait()
	for _, p := range paths {
		select {
		case work <- p:
		case <-stop:
			close(work)
			workers.Wait()
			return first
		}
	}
	close(work)
	workers.Wait()
	return first
}
