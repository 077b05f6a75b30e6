package main

// build --profile: where the time goes.

import (
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"runtime"
	"runtime/pprof"
	"text/tabwriter"
	"time"

	"github.com/google/pprof/profile"

	"feedmill/feed/mill"
)

// profiling is a CPU profile that is being taken.
type profiling struct {
	dir   string
	cpu   *os.File
	began time.Time
}

// startProfile begins to take profiles into the folder at dir, which it makes.
func startProfile(dir string) (*profiling, error) {
	if err := os.MkdirAll(dir, 0o755); err != nil {
		return nil, fmt.Errorf("make folder for profiles: %w; choose another --profile", err)
	}
	f, err := os.Create(filepath.Join(dir, "cpu.pprof"))
	if err != nil {
		return nil, fmt.Errorf("write profile: %w; choose another --profile", err)
	}
	if err := pprof.StartCPUProfile(f); err != nil {
		return nil, errors.Join(fmt.Errorf("profile CPU: %w", err), f.Close())
	}
	return &profiling{dir, f, time.Now()}, nil
}

// finish ends the profiles, and writes a table of the stages beside them and to w.
func (p *profiling) finish(w io.Writer, spent func(mill.Stage) mill.Spent) error {
	pprof.StopCPUProfile()
	wall := time.Since(p.began)
	if err := errors.Join(p.cpu.Close(), p.writeHeap()); err != nil {
		return fmt.Errorf("write profile: %w", err)
	}
	cpu, err := cpuByStage(p.cpu.Name())
	if err != nil {
		return fmt.Errorf("read profile: %w", err)
	}
	table, err := os.Create(filepath.Join(p.dir, "stages.txt"))
	if err != nil {
		return fmt.Errorf("write table of stages: %w", err)
	}
	return errors.Join(printStages(io.MultiWriter(table, w), spent, cpu, wall), table.Close())
}

// writeHeap writes what is in memory, and all that ever was.
func (p *profiling) writeHeap() error {
	f, err := os.Create(filepath.Join(p.dir, "heap.pprof"))
	if err != nil {
		return err
	}
	runtime.GC() // so that what is in memory is what is needed
	return errors.Join(pprof.WriteHeapProfile(f), f.Close())
}

// cpuByStage sums up a CPU profile by the label of its samples; what the runtime does
// for all of them has none.
func cpuByStage(file string) (map[mill.Stage]time.Duration, error) {
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	taken, err := profile.Parse(f)
	if err != nil {
		return nil, err
	}
	cpu := map[mill.Stage]time.Duration{}
	for _, s := range taken.Sample {
		stage := mill.Stage("")
		if l := s.Label["stage"]; len(l) > 0 {
			stage = mill.Stage(l[0])
		}
		cpu[stage] += time.Duration(s.Value[len(s.Value)-1]) // nanoseconds
	}
	return cpu, nil
}

// counted are what a stage counts.
var counted = map[mill.Stage]string{mill.Compare: "files", mill.Read: "files", mill.File: "files", mill.Render: "documents", mill.Publish: "documents"}

// printStages prints the table. Stages that go on side by side have more wall time
// together than the whole.
func printStages(w io.Writer, spent func(mill.Stage) mill.Spent, cpu map[mill.Stage]time.Duration, wall time.Duration) error {
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprint(t, "stage\twall\tCPU\tcount\t\tbytes\t\n")
	all := cpu[""]
	for _, s := range mill.Stages {
		of := spent(s)
		all += cpu[s]
		fmt.Fprintf(t, "%s\t%s\t%s\t%d\t%s\t%d\t\n", s, inSeconds(of.Wall), inSeconds(cpu[s]), of.Count, counted[s], of.Bytes)
	}
	fmt.Fprintf(t, "the rest, memory above all\t\t%s\t\t\t\t\n", inSeconds(cpu[""]))
	fmt.Fprintf(t, "together\t%s\t%s\t\t\t\t\n", inSeconds(wall), inSeconds(all))
	return t.Flush()
}

func inSeconds(d time.Duration) string { return fmt.Sprintf("%.2f s", d.Seconds()) }
