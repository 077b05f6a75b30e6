package mill

// What is wrong with a file is told once, and again when something else is.

import (
	"errors"
	"sync"

	"feedmill/content"
)

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
