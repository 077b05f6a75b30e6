package mill

// What is dirty is read: the bytes of a file become articles.

import (
	"context"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"runtime"
	"slices"
	"sync"
	"time"

	"feedmill/content"
	"feedmill/content/catalog"
	"feedmill/content/checkout"
	"feedmill/content/folder"
	"feedmill/content/read"
	"feedmill/feed"
)

// sift keeps of what was read what is to be filed. Files that are being written, or
// are gone by now, are unsettled: they are to be looked at again.
func (m *Mill) sift(all []catalog.Reading) (readings []catalog.Reading, unsettled []string) {
	for _, r := range all {
		switch {
		case errors.Is(r.Err, fs.ErrNotExist), errors.Is(r.Err, folder.ErrUnsettled):
			unsettled = append(unsettled, r.Path)
		case folder.Refused(r.Err):
			m.refusals.refuse(r.Path, r.Err)
			m.logRefused(r.Path, r.Err)
		default:
			if m.refusals.relieved(r.Path) {
				m.current = "" // documents may have come out without it
			}
			m.judge(r)
			readings = append(readings, r)
		}
	}
	return readings, unsettled
}

// readAhead reads one part after another, each while the last is being filed. The
// caller takes as many as there are parts, or calls stop.
func (m *Mill) readAhead(parts [][]string) (next func() []catalog.Reading, stop func()) {
	read, stopped := make(chan []catalog.Reading), make(chan struct{})
	var reading sync.WaitGroup
	reading.Go(func() {
		for _, paths := range parts {
			select {
			case read <- m.readFiles(paths):
			case <-stopped:
				return
			}
		}
	})
	return func() []catalog.Reading { return <-read }, func() { close(stopped); reading.Wait() }
}

// readFiles reads and parses files side by side.
func (m *Mill) readFiles(paths []string) []catalog.Reading {
	all := make([]catalog.Reading, len(paths))
	m.meter.during(Read, func() { m.readInto(all, paths) })
	return all
}

// readInto puts the reading of each path into its place in all.
func (m *Mill) readInto(all []catalog.Reading, paths []string) {
	var wait sync.WaitGroup
	workers := min(len(paths), 2*runtime.GOMAXPROCS(0)) // some wait for the disk
	for w := range workers {
		wait.Go(func() {
			for i := w; i < len(paths); i += workers {
				all[i] = m.readFile(paths[i])
				all[i].Prepare()
				m.meter.add(Read, Spent{Count: 1, Bytes: all[i].Fingerprint.Size})
			}
		})
	}
	wait.Wait()
}

// readFile reads and parses one file.
func (m *Mill) readFile(path string) catalog.Reading {
	defer m.progress.Add(1)
	if m.mayBeRecorded(path) && read.IsRecording(path) {
		return m.readRecording(path)
	}
	return m.readText(path)
}

// readText reads and parses a file that is read whole.
func (m *Mill) readText(path string) catalog.Reading {
	data, fingerprint, err := m.folder.Read(path)
	if err != nil {
		return catalog.Reading{Path: path, Err: err}
	}
	sum := sha256.Sum256(data)
	r := catalog.Reading{Path: path, Fingerprint: fingerprint, ModTime: time.Unix(0, fingerprint.Mtime)}
	copy(r.FileHash[:], sum[:])
	f := content.File{Path: path, Data: data, ModTime: r.ModTime}
	if together, ok := m.readWithRecordings(r, f); ok {
		r = together
	} else {
		r.Articles, r.Err = read.Parse(f, m.settings.Reading(path))
	}
	if slices.ContainsFunc(r.Articles, func(a *content.Article) bool { return a.Published().IsZero() && !a.Draft() }) {
		r.Came = m.came()[path]
	}
	return r
}

// checkout asks git when the files of the folder came, where that is a checkout. It is
// asked when the first article states no day.
func (m *Mill) checkout() map[string]time.Time {
	came, err := checkout.Dates(context.Background(), m.settings.Folder)
	if err != nil {
		m.log.Warn("articles that state no day have that of their file", "error", err)
	}
	return came
}

// judge logs what is wrong with a file, once for each change of it, and keeps
// what was read for the edition under way.
func (m *Mill) judge(r catalog.Reading) {
	if r.Err != nil {
		m.logTrouble(r.Path, r.Err)
		return
	}
	m.troubles.forget(r.Path)
	m.losses.forget(r.Path)
	m.fresh.keep(r)
	for _, a := range r.Articles {
		if a.Origin()["draft"].Rule == read.UndatedPage {
			m.pages = append(m.pages, r.Path)
		}
		for _, p := range a.Problems() {
			m.log.Warn("problem", "error", &content.Error{Path: r.Path, Line: p.Line, Message: p.Message})
		}
	}
}

// article reads the article of a record again, to be shown.
func (m *Mill) article(r catalog.Record) (*content.Article, error) {
	reading, ok := m.fresh.take(r.Path)
	if !ok {
		reading = m.readFile(r.Path)
	}
	if folder.Refused(reading.Err) {
		m.refusals.refuseShown(r.Path, reading.Err)
	}
	if reading.Err != nil {
		return nil, reading.Err
	}
	for _, a := range reading.Articles {
		if a.Part() != r.Part {
			continue
		}
		m.logLosses(r.Path, a.BodyProblems())
		if reading.FileHash != r.FileHash {
			return a, fmt.Errorf("read %s: %w", r.Path, feed.ErrNewer)
		}
		return a, nil
	}
	return nil, fmt.Errorf("read %s: article %d is not in it any more: %w", r.Path, r.Part, os.ErrNotExist)
}
