package mill

// What is dirty is read: the bytes of a file become articles.

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"sync"
	"time"

	"feedmill/content"
	"feedmill/content/catalog"
	"feedmill/content/folder"
	"feedmill/content/read"
	"feedmill/feed"
)

// maxFresh is how many articles are held from reading to publishing. A whole
// folder is read again in place of that, as far as it is shown.
const maxFresh = 500

// read reads and parses files, on all processors. Files that are being written,
// or are gone by now, are unsettled: they are to be looked at again.
func (m *Mill) read(paths []string) (readings []catalog.Reading, unsettled []string) {
	all := make([]catalog.Reading, len(paths))
	var wait sync.WaitGroup
	workers := min(len(paths), 2*runtime.GOMAXPROCS(0)) // some wait for the disk
	for w := range workers {
		wait.Go(func() {
			for i := w; i < len(paths); i += workers {
				all[i] = m.readFile(paths[i])
				all[i].Prepare()
			}
		})
	}
	wait.Wait()
	for _, r := range all {
		switch {
		case errors.Is(r.Err, fs.ErrNotExist), errors.Is(r.Err, folder.ErrUnsettled):
			unsettled = append(unsettled, r.Path)
		case folder.Refused(r.Err):
			m.strain.refuse(r.Path, r.Err)
			m.tellRefused(r.Path, r.Err)
		default:
			if m.strain.relieved(r.Path) {
				m.current = "" // documents may have come out without it
			}
			m.judge(r)
			readings = append(readings, r)
		}
	}
	return readings, unsettled
}

// readFile reads and parses one file.
func (m *Mill) readFile(path string) catalog.Reading {
	defer m.progress.Add(1)
	data, fingerprint, err := m.folder.Read(path)
	if err != nil {
		return catalog.Reading{Path: path, Err: err}
	}
	sum := sha256.Sum256(data)
	r := catalog.Reading{Path: path, Fingerprint: fingerprint, ModTime: time.Unix(0, fingerprint.Mtime)}
	copy(r.FileHash[:], sum[:])
	r.Articles, r.Err = read.Parse(content.File{Path: path, Data: data, ModTime: r.ModTime}, m.settings.Reading(path))
	return r
}

// judge logs what is wrong with a file, once for each change of it, and keeps
// what was read for the edition under way.
func (m *Mill) judge(r catalog.Reading) {
	if r.Err != nil {
		m.tellTrouble(r.Path, r.Err)
		return
	}
	m.troubles.forget(r.Path)
	m.losses.forget(r.Path)
	if len(m.fresh) < maxFresh {
		m.fresh[r.Path] = r
	}
	for _, a := range r.Articles {
		for _, p := range a.Problems() {
			m.log.Warn("problem", "error", &content.Error{Path: r.Path, Line: p.Line, Message: p.Message})
		}
	}
}

// tellTrouble logs that a file cannot be read, unless that was the last thing said of it.
func (m *Mill) tellTrouble(path string, err error) {
	if m.troubles.isNew(path, err) {
		m.log.Warn("cannot read article", "error", err)
	}
}

// tellLosses logs what of a body its readers will not see. A body is looked into when
// it is shown, so that is told then, once for each change of it.
func (m *Mill) tellLosses(path string, problems []content.Problem) {
	if len(problems) == 0 {
		return
	}
	all := make([]error, len(problems))
	for i, p := range problems {
		all[i] = &content.Error{Path: path, Line: p.Line, Message: p.Message}
	}
	if !m.losses.isNew(path, errors.Join(all...)) {
		return
	}
	for _, err := range all {
		m.log.Warn("problem", "error", err)
	}
}

// tellRefused logs that the machine does not let a file be read, unless that was the
// last thing said of it.
func (m *Mill) tellRefused(path string, err error) {
	if m.troubles.isNew(path, err) {
		m.log.Error("the machine refuses to read a file; it is tried again", "error", err)
	}
}

// remind logs the trouble of files that were not read again because they have
// not changed since they could not be read.
func (m *Mill) remind() error {
	broken, err := m.catalog.Broken()
	for _, b := range broken {
		m.tellTrouble(b.Path, errors.New(b.Message))
	}
	return err
}

// troubles remembers the trouble that was last told of each path. It may be used by
// several goroutines.
type troubles struct {
	mu   sync.Mutex
	told map[string]string // by path; guarded by mu
}

// isNew takes in a trouble. It reports whether it is to be told.
func (t *troubles) isNew(path string, err error) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.told[path] == err.Error() {
		return false
	}
	if t.told == nil {
		t.told = map[string]string{}
	}
	t.told[path] = err.Error()
	return true
}

func (t *troubles) forget(path string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	delete(t.told, path)
}

// count is how many paths are in trouble.
func (t *troubles) count() int {
	t.mu.Lock()
	defer t.mu.Unlock()
	return len(t.told)
}

// article reads the article of a record again, to be shown.
func (m *Mill) article(r catalog.Record) (*content.Article, error) {
	reading, ok := m.fresh[r.Path]
	if !ok {
		reading = m.readFile(r.Path)
	}
	if folder.Refused(reading.Err) {
		m.strain.refuseShown(r.Path, reading.Err)
	}
	if reading.Err != nil {
		return nil, reading.Err
	}
	for _, a := range reading.Articles {
		if a.Part() != r.Part {
			continue
		}
		m.tellLosses(r.Path, a.BodyProblems())
		if reading.FileHash != r.FileHash {
			return a, fmt.Errorf("read %s: %w", r.Path, feed.ErrNewer)
		}
		return a, nil
	}
	return nil, fmt.Errorf("read %s: article %d is not in it any more: %w", r.Path, r.Part, os.ErrNotExist)
}
