package mill

// What the log says: what happened to articles, and what is wrong with files and
// machine. The trouble of a file is logged once, and again when it is another one.

import (
	"cmp"
	"errors"
	"fmt"
	"log/slog"
	"maps"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"feedmill/content"
	"feedmill/content/catalog"
	"feedmill/content/folder"
	"feedmill/content/media"
	"feedmill/content/read"
)

// manyChanges is from where on changes are logged by their number.
const manyChanges = 50

// logDelta logs one line for each change.
func (m *Mill) logDelta(d catalog.Delta) {
	for _, n := range d.Notes {
		m.log.Warn("note", "error", fmt.Errorf("%s: %s", n.Path, n.Message))
	}
	if n := d.Loaded + len(d.Appeared) + len(d.Changed) + len(d.Vanished); n > manyChanges || d.Loaded > 0 {
		m.log.Info("articles", "appeared", d.Loaded+len(d.Appeared), "changed", len(d.Changed), "vanished", len(d.Vanished))
		return
	}
	for _, r := range d.Appeared {
		m.log.Info("article appeared", "file", r.Path, "title", r.Title)
	}
	for _, c := range d.Changed {
		m.logChange(c)
	}
	for _, r := range d.Vanished {
		m.log.Info("article vanished", "file", r.Path, "title", r.Title)
	}
}

func (m *Mill) logChange(c catalog.Change) {
	if c.Before.Path != c.After.Path {
		m.log.Info("article moved", "file", c.After.Path, "from", c.Before.Path, "title", c.After.Title)
		return
	}
	m.log.Info("article changed", "file", c.After.Path, "title", c.After.Title)
}

// logLate logs which of the articles that have appeared are older than all that the
// site's feed shows: their authors wait for subscribers who will not see them.
func (m *Mill) logLate(appeared []catalog.Record) {
	if len(appeared) == 0 || len(appeared) > manyChanges {
		return
	}
	shown, err := m.catalog.Window(catalog.Selection{})
	if err != nil {
		return // whoever makes the edition will say it
	}
	for _, r := range appeared {
		if slices.ContainsFunc(shown, func(s catalog.Record) bool { return s.ID == r.ID }) {
			continue
		}
		where := "no feed of the site has it while archives are off"
		if m.settings.Plan.HasArchives() {
			where = "it is in the archive of " + m.catalog.MonthOf(r).String()
		}
		m.log.Warn("late article", "error", fmt.Errorf("%s: older (%s) than the %s that the site's feed shows, which leaves it out; %s",
			r.Path, r.Published.Time.Format(time.DateOnly), plural(len(shown), "article"), where))
	}
}

// logTrouble logs that a file cannot be read, unless that was the last thing said of it.
func (m *Mill) logTrouble(path string, err error) {
	if m.troubles.isNew(path, err) {
		m.log.Warn("cannot read article", "error", err)
	}
}

// logLosses logs what of a body its readers will not see. A body is looked into when
// it is shown, so that is told then, once for each change of it.
func (m *Mill) logLosses(path string, problems []content.Problem) {
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

// logRefused logs that the machine does not let a file be read, unless that was the
// last thing said of it.
func (m *Mill) logRefused(path string, err error) {
	if m.troubles.isNew(path, err) {
		m.log.Error("the machine refuses to read a file; it is tried again", "error", err)
	}
}

// remind logs the trouble of files that were not read again because they have
// not changed since they could not be read.
func (m *Mill) remind() error {
	broken, err := m.catalog.Broken()
	for _, b := range broken {
		m.logTrouble(b.Path, errors.New(b.Message))
	}
	return err
}

// troubles remembers the trouble that was last logged of each path. It may be used by
// several goroutines.
type troubles struct {
	mu   sync.Mutex
	told map[string]string // by path; guarded by mu
}

// isNew takes in a trouble. It reports whether it is to be logged.
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

// logHealth logs what is new in the watcher's health.
func logHealth(log *slog.Logger, last, now folder.Health) {
	if now.Mode != last.Mode || now.Why != last.Why {
		about := []any{"folders", now.Folders}
		if now.Why != "" {
			about = append(about, "why", now.Why)
		}
		log.Info("watching by "+string(now.Mode), about...)
	}
	if now.Alarm != last.Alarm {
		if now.Alarm == folder.Calm {
			log.Info("deletions are no longer held back")
		} else {
			log.Error("deletions are held back", "why", string(now.Alarm), "articles", now.Held, "remedy", now.Remedy)
		}
	}
	if now.Refused == 0 && last.Refused > 0 {
		log.Info("the machine refuses no file any more")
	}
	if now.Overflows > last.Overflows {
		log.Warn("events were lost; the whole folder was compared", "times", now.Overflows)
	}
	said := map[string]bool{}
	for _, p := range last.Problems {
		said[p.Path] = true
	}
	for _, p := range now.Problems {
		if !said[p.Path] {
			log.Warn("cannot look into the folder", "error", fmt.Errorf("%s: %w", p.Path, p.Err))
		}
	}
}

// logOther logs that a file is left alone, lest its author waits for it.
func (m *Mill) logOther(name string) {
	if t := media.TypeByName(name); m.watcher.Load() != nil && (media.IsPicture(t) || media.IsSound(t) || media.IsFilm(t)) || m.shelf.wanted(name) {
		return // the article that shows it may come after it
	}
	if why := m.folder.Why(name); why != "" {
		m.log.Warn("left alone", "error", LeftAlone(folder.LeftOut{Path: name, Why: why}))
		return
	}
	if read.IsRecording(name) {
		m.log.Warn("left alone", "error", fmt.Errorf("%s: no episode where it lies; left alone (episodes are in a folder called podcast or episodes, or in one that [podcast] names)", name))
		return
	}
	if ext := strings.ToLower(path.Ext(name)); slices.Contains(convertible, ext) {
		m.log.Warn("left alone", "error", fmt.Errorf(`%s: left alone, for Feedmill itself does not read %s; [convert] in feedmill.toml names a program that makes an article of it: "%[2]s" = "pandoc -s -t html"`, name, ext))
		return
	}
	m.log.Warn("left alone", "error", fmt.Errorf("%s: not an article by its name; left alone (articles end in %s)", name, strings.Join(read.Extensions(), ", ")))
}

// logOthers logs what is left alone in a whole folder: on a line of its own what would
// be an article but for a rule, in one line all that is none by its name.
func (m *Mill) logOthers() {
	var others []string
	for _, p := range m.others {
		if m.shelf.wanted(p) {
			continue
		}
		if m.folder.Why(p) != "" {
			m.logOther(p)
		} else {
			others = append(others, p)
		}
	}
	if len(others) == 1 {
		m.logOther(others[0])
	} else if len(others) > 1 {
		m.log.Warn("left alone", "error", fmt.Errorf("%d other files left alone: %s%s", len(others), endings(others), convertibles(others)))
	}
}

// logPages logs in one line which files are pages of the site, since they state no day.
func (m *Mill) logPages() {
	const named = 3
	n := len(m.pages)
	if n == 0 {
		return
	}
	more := ""
	if n > named {
		more = ", …"
	}
	m.log.Warn("pages", "error", fmt.Errorf("%s without a day, in no feed: %s%s; state a date in what is an article, or set undated to articles",
		plural(n, "page"), strings.Join(m.pages[:min(n, named)], ", "), more))
}

// mostEndings is how many endings of files are told apart.
const mostEndings = 5

// endings says how many of the files end in what, the most frequent first.
func endings(paths []string) string {
	count := map[string]int{}
	for _, p := range paths {
		ext := strings.ToLower(path.Ext(p))
		if ext == "" {
			ext = "without an ending"
		}
		count[ext]++
	}
	names := slices.SortedFunc(maps.Keys(count), func(a, b string) int {
		return cmp.Or(count[b]-count[a], strings.Compare(a, b))
	})
	var all []string
	for _, ext := range names[:min(len(names), mostEndings)] {
		all = append(all, fmt.Sprintf("%d %s", count[ext], ext))
	}
	if len(names) > mostEndings {
		all = append(all, "…")
	}
	return strings.Join(all, ", ")
}

// convertible are endings of documents that other programs make HTML or Markdown of.
var convertible = []string{".adoc", ".docx", ".epub", ".fb2", ".ipynb", ".odt", ".rst", ".rtf", ".tex", ".textile"}

// convertibles says of which files articles can be made after all; it is empty if there
// are none.
func convertibles(paths []string) string {
	var found []string
	for _, ext := range convertible {
		if slices.ContainsFunc(paths, func(p string) bool { return strings.EqualFold(path.Ext(p), ext) }) {
			found = append(found, ext)
		}
	}
	if len(found) == 0 {
		return ""
	}
	return fmt.Sprintf("; [convert] in feedmill.toml names a program that makes articles of %s", strings.Join(found, ", "))
}

// LeftAlone says which rule leaves a file or a folder out, and how to bring it back.
func LeftAlone(l folder.LeftOut) error {
	return fmt.Errorf("%s: left alone: %s; if it is meant for readers, name it with --include", l.Path, l.Why)
}
