//go:build unix

package main

// Two nodes that publish the same folder into one bucket: the leader is killed, or is cut
// off from the store, or sleeps beyond its lease and wakes in the middle of its work. The
// clocks of the nodes are ten minutes apart. Afterwards the bucket has one edition, in which no id has changed or come twice.

import (
	"bytes"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"syscall"
	"testing"
	"time"

	"feedmill/content/objects/storetest"
	"feedmill/feed/lease"
	"feedmill/feed/publish"
)

// said collects what a program logs.
type said struct {
	mu   sync.Mutex
	text bytes.Buffer // guarded by mu
}

func (s *said) Write(p []byte) (int, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.text.Write(p)
}

func (s *said) has(text string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return strings.Contains(s.text.String(), text)
}

// nodeProcess is a node that runs.
type nodeProcess struct {
	*exec.Cmd
	log *said
	key string // by which a store in memory tells it from others
}

// clockOf is what the clock of a node is wrong by.
func clockOf(turn int) time.Duration {
	return []time.Duration{5 * time.Minute, -5 * time.Minute}[turn%2]
}

// hasClock reports whether a node logs times that are wrong by so much, give or take a
// minute.
func (n nodeProcess) hasClock(wrong time.Duration) bool {
	n.log.mu.Lock()
	defer n.log.mu.Unlock()
	stamp := regexp.MustCompile(`time=(\S+)`).FindSubmatch(n.log.text.Bytes())
	if stamp == nil {
		return false
	}
	said, err := time.Parse(time.RFC3339, string(stamp[1]))
	return err == nil && (time.Until(said)-wrong).Abs() < time.Minute
}

func (d *newsdesk) startNode(s *storefront, out, state string, clock time.Duration) nodeProcess {
	d.t.Helper()
	n := nodeProcess{key: "id-of-" + filepath.Base(state), log: &said{}, Cmd: d.bucketCommand("watch", out, state, s, "--settle", "1ms", "--nodes", strings.Replace(s.address, "/site?", "/nodes?lease=1s&", 1))}
	if storetest.InMemory() {
		n.Env = append(n.Env, "AWS_ACCESS_KEY_ID="+n.key)
	}
	if clocksDiffer() {
		n.Env = append(n.Env, fmt.Sprint(clockVariable, "=", int(clock.Seconds())))
	}
	n.Stderr = n.log
	if err := n.Start(); err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() {
		n.Process.Kill()
		n.Wait()
		if d.t.Failed() {
			d.t.Logf("the log of one node:\n%s", n.log.text.String())
		}
	})
	return n
}

// eventually waits for something that must happen.
func eventually(t *testing.T, what string, happened func() bool) {
	t.Helper()
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(2 * patience); time.Now().Before(deadline); <-tick.C {
		if happened() {
			return
		}
	}
	t.Fatalf("waited in vain for %s", what)
}

// ends are the ways in which a leader is lost, and what becomes of it when it is back.
var ends = []struct {
	name       string
	lose, back func(leader nodeProcess, s *storefront)
}{
	{"asleep", func(l nodeProcess, _ *storefront) { l.Process.Signal(syscall.SIGSTOP) }, func(l nodeProcess, _ *storefront) { l.Process.Signal(syscall.SIGCONT) }},
	{"killed", func(l nodeProcess, _ *storefront) { l.Process.Kill() }, nil},
	{"cut off", func(l nodeProcess, s *storefront) { s.shutOut(l.key) }, func(_ nodeProcess, s *storefront) { s.shutOut("") }},
}

const nowLeads = `msg="this node leads" term`

func TestNodesTakeTurns(t *testing.T) {
	t.Parallel()
	random := newRandom(t)
	d := newNewsdesk(t, random, 25)
	d.older = time.Hour // no clock finds a file to come
	for mark := range d.paths {
		d.write(mark)
	}
	s := newStorefront(t, rand.New(rand.NewPCG(random.Uint64(), 1)))
	dir := t.TempDir()
	place := func(name string) string { return filepath.Join(dir, name) }
	leader := d.startNode(s, place("out1"), place("state1"), clockOf(1))
	eventually(t, "a leader", func() bool { return leader.log.has(nowLeads) })
	if clocksDiffer() && !leader.hasClock(clockOf(1)) {
		t.Fatal("its clock is right")
	}
	calmOut, calmState := place("calm"), place("calmstate")
	d.build(calmOut, calmState)
	even := func() bool {
		return difference(documents(t, s.copyTo(t, t.TempDir())), documents(t, calmOut)) == ""
	}
	eventually(t, "the first edition", even)
	eventually(t, "a copy of the catalog", func() bool { return s.has(t, "nodes/.feedmill/catalog-1-") })
	ways := ends
	if !storetest.InMemory() {
		ways = ends[:2] // a store of others knows one key alone
	}
	for turn := range 1 + *kills/4 {
		end := ways[turn%len(ways)]
		next := d.startNode(s, place(fmt.Sprint("out", turn+2)), place(fmt.Sprint("state", turn+2)), clockOf(turn))
		eventually(t, "one that stands by", func() bool { return next.log.has("stands by") })
		if next.log.has(nowLeads) {
			t.Fatal("two nodes lead")
		}
		d.work(1 + random.IntN(3))
		time.Sleep(time.Duration(random.Float64() * float64(100*time.Millisecond))) // the moment is what is tested
		end.lose(leader, s)
		began := time.Now()
		eventually(t, "the next leader", func() bool { return next.log.has(nowLeads) })
		t.Logf("the next one led %v after the leader was %s", time.Since(began).Round(10*time.Millisecond), end.name)
		d.build(calmOut, calmState)
		eventually(t, "the edition of the next leader", even)
		if end.back != nil {
			end.back(leader, s)
			eventually(t, "the old leader to stand by", func() bool { return leader.log.has("this node leads no more") })
			leader.Process.Kill()
		}
		got := s.copyTo(t, t.TempDir())
		d.inspect(got)
		d.equal(got, calmOut)
		copied := fmt.Sprintf("nodes/.feedmill/catalog-%d-", turn+2) // what came and went without one is not known
		eventually(t, "a copy of the next leader's catalog", func() bool { return s.has(t, copied) })
		leader = next
	}
	leader.Process.Signal(os.Interrupt)
	if err := leader.Wait(); err != nil {
		t.Errorf("the leader ended with %v", err)
	}
}

func TestLostAnswerIsNoConflict(t *testing.T) {
	s := newStorefront(t, rand.New(rand.NewPCG(1, 1)))
	shared, err := publish.OpenShared(strings.Replace(s.address, "/site?", "/nodes?", 1))
	if err != nil {
		t.Fatal(err)
	}
	defer shared.Close()
	ours := copies{node: &node{shared: shared}}
	to := pointer{Epoch: 1, Number: 1, Object: "catalog-1-1.zst"}
	if err := ours.point(t.Context(), to); err != nil {
		t.Fatal(err)
	}
	ours.tag = "" // the answer did not come, since the program was stopped meanwhile
	if err := ours.point(t.Context(), to); err != nil {
		t.Errorf("what this node wrote itself is another's: %v", err)
	}
	theirs := copies{node: ours.node}
	if err := theirs.point(t.Context(), pointer{Epoch: 1, Number: 2}); !errors.Is(err, lease.ErrConflict) {
		t.Errorf("what is there was overwritten: %v", err)
	}
}
