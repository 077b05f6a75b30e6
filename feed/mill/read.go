package mill

// What is dirty is read: the bytes of a file become articles.

import (
	"context"
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
	readings = all[:0]
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

// unitFiles is how many files are handed from one goroutine to another at a time, at
// most; unitsAhead is how many such units may have been read, and wait to be filed.
const (
	unitFiles  = 32
	unitsAhead = 16
)

// readAhead reads files side by side, while others of them are filed. next gives them by
// units, in the order of the paths, and none at the end. The caller takes all, or calls
// stop. Each reading is prepared where it is read.
func (m *Mill) readAhead(paths []string, prepare func([]catalog.Reading)) (next func() []catalog.Reading, stop func()) {
	units, stopped := make(chan unit, unitsAhead), make(chan struct{})
	var reading sync.WaitGroup
	reading.Go(func() {
		defer close(units)
		m.meter.during(Read, func() { m.readUnits(paths, prepare, units, stopped) })
	})
	next = func() []catalog.Reading {
		if u, more := <-units; more {
			return <-u.read
		}
		return nil
	}
	return next, func() { close(stopped); reading.Wait() }
}

// unit is some paths, and what was read of them.
type unit struct {
	paths []string
	read  chan []catalog.Reading
}

// readUnits puts each unit in line as its turn comes, and has it read.
func (m *Mill) readUnits(paths []string, prepare func([]catalog.Reading), line chan<- unit, stopped <-chan struct{}) {
	var working sync.WaitGroup
	workers := min(len(paths), 2*runtime.GOMAXPROCS(0)) // some wait for the disk
	work := make(chan unit)
	for range workers {
		working.Go(func() {
			for u := range work {
				u.read <- m.readUnit(u.paths, prepare)
			}
		})
	}
	defer working.Wait()
	defer close(work)
	for some := range slices.Chunk(paths, min(len(paths)/max(workers, 1)+1, unitFiles)) {
		u := unit{some, make(chan []catalog.Reading, 1)}
		select {
		case line <- u:
			work <- u
		case <-stopped:
			return
		}
	}
}

// readUnit does one thing with all files of a unit before it goes on to the next: the
// processor's own memory holds the code for one of them, and not for all. That is worth a
// tenth of the time of a whole folder.
func (m *Mill) readUnit(paths []string, prepare func([]catalog.Reading)) []catalog.Reading {
	all, files := make([]catalog.Reading, len(paths)), make([]content.File, len(paths))
	from := m.folder.Reader()
	defer from.Close()
	bytes := int64(0)
	for i, p := range paths {
		all[i], files[i] = m.fetch(from, p)
	}
	for i := range all {
		m.parse(&all[i], files[i])
		bytes += all[i].Fingerprint.Size
	}
	prepare(all)
	m.meter.add(Read, Spent{Count: len(all), Bytes: bytes})
	return all
}

// readFiles reads and parses files side by side.
func (m *Mill) readFiles(paths []string) (all []catalog.Reading) {
	next, stop := m.readAhead(paths, m.catalog.Prepare)
	defer stop()
	for some := next(); some != nil; some = next() {
		all = append(all, some...)
	}
	return all
}

// fileReader gives the bytes of files: a [folder.Folder], or a reader of one.
type fileReader interface {
	Read(path string) ([]byte, folder.Fingerprint, error)
}

// readFile reads and parses one file.
func (m *Mill) readFile(from fileReader, path string) catalog.Reading {
	r, f := m.fetch(from, path)
	m.parse(&r, f)
	return r
}

// fetch takes in the bytes of a file; a recording, which is read in parts, has none yet.
func (m *Mill) fetch(from fileReader, path string) (catalog.Reading, content.File) {
	r, f := catalog.Reading{Path: path}, content.File{Path: path}
	if m.isRecording(path) {
		return r, f
	}
	if f.Data, r.Fingerprint, r.Err = from.Read(path); r.Err != nil {
		return catalog.Reading{Path: path, Err: r.Err}, f
	}
	r.ModTime, r.FileHash = time.Unix(0, r.Fingerprint.Mtime), m.catalog.Sum(f.Data)
	f.ModTime = r.ModTime
	return r, f
}

// isRecording reports whether the file at a path is a recording where these are articles.
func (m *Mill) isRecording(path string) bool { return read.IsRecording(path) && m.mayBeRecorded(path) }

// parse makes articles of a file that was fetched.
func (m *Mill) parse(r *catalog.Reading, f content.File) {
	defer m.progress.Add(1)
	switch {
	case r.Err != nil:
		return
	case m.isRecording(f.Path):
		*r = m.readRecording(f.Path)
		return
	}
	if together, ok := m.readWithRecordings(*r, f); ok {
		*r = together
	} else {
		r.Articles, r.Err = read.Parse(f, m.settings.Reading(f.Path))
	}
	if slices.ContainsFunc(r.Articles, func(a *content.Article) bool { return a.Published().IsZero() && !a.Draft() }) {
		r.Came = m.came()[f.Path]
	}
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
		if a.Origin().Of("draft").Rule == read.UndatedPage {
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
		reading = m.readFile(m.folder, r.Path)
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
