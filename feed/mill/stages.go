package mill

// How far an edition has come, and where its time went, by the stages of its way.

import (
	"context"
	"runtime/pprof"
	"sync"
	"time"
)

// A Stage is one of the way of a change. In a CPU profile its samples have the label
// "stage" with its name.
type Stage string

// The stages of a build, in the order of the way.
const (
	Compare Stage = "compare"
	Read    Stage = "read"
	File    Stage = "file"
	Render  Stage = "render"
	Publish Stage = "publish"
)

// Stages are all of them, in their order.
var Stages = []Stage{Compare, Read, File, Render, Publish}

// Spent is what a stage has taken and done since the mill was opened.
type Spent struct {
	Wall  time.Duration // reading goes on while the files before are filed
	Count int           // files compared, read and filed; documents rendered and written
	Bytes int64         // of files read and documents rendered
}

// Progress is how far the edition under way has come.
type Progress struct {
	Stage    Stage // Read until all is filed, then Render
	Done, Of int   // files or documents; of documents Of is about right
}

// A meter measures stages. It may be used by several goroutines.
type meter struct {
	now func() time.Time

	mu       sync.Mutex
	spent    map[Stage]Spent // guarded by mu
	progress Progress        // guarded by mu
}

func newMeter(now func() time.Time) *meter {
	return &meter{now: now, spent: map[Stage]Spent{}}
}

// Progress is how far the edition under way has come; zero before the first.
func (m *Mill) Progress() Progress {
	m.meter.mu.Lock()
	defer m.meter.mu.Unlock()
	return m.meter.progress
}

// Spent is what a stage has taken and done.
func (m *Mill) Spent(s Stage) Spent { return m.meter.of(s) }

func (m *meter) of(s Stage) Spent {
	m.mu.Lock()
	defer m.mu.Unlock()
	return m.spent[s]
}

// add adds to what a stage has taken and done, and counts towards progress if that is
// the stage under way.
func (m *meter) add(s Stage, more Spent) {
	m.mu.Lock()
	defer m.mu.Unlock()
	was := m.spent[s]
	m.spent[s] = Spent{was.Wall + more.Wall, was.Count + more.Count, was.Bytes + more.Bytes}
	if m.progress.Stage == s {
		m.progress.Done += more.Count
	}
}

// expect begins a stage of which so much is to be done.
func (m *meter) expect(s Stage, of int) {
	m.mu.Lock()
	defer m.mu.Unlock()
	m.progress = Progress{Stage: s, Of: of}
}

// during does something that is of a stage.
func (m *meter) during(s Stage, do func()) {
	began := m.now()
	pprof.Do(context.Background(), labels(s), func(context.Context) { do() })
	m.add(s, Spent{Wall: m.now().Sub(began)})
}

// mark says that what this goroutine does from here on is of a stage.
func mark(s Stage) {
	pprof.SetGoroutineLabels(pprof.WithLabels(context.Background(), labels(s)))
}

func labels(s Stage) pprof.LabelSet { return pprof.Labels("stage", string(s)) }
