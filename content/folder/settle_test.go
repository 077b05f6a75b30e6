package folder

// Settling, by tables: each step happens at a given millisecond.

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"
	"testing"
	"time"
)

var testTiming = timing{quiet: 150 * time.Millisecond, gather: time.Second, limit: 5 * time.Second, grace: 400 * time.Millisecond}

// bench is a queue with a disk made of a map and a clock made of numbers.
type bench struct {
	s    *queue
	disk map[string]Fingerprint
	at   int // milliseconds
	log  []string
}

func newBench(known Snapshot, g guard) *bench {
	if g.share == 0 {
		g = guard{share: 0.5, floor: 20}
	}
	return &bench{s: newQueue(newTree(known), testTiming, g), disk: maps.Clone(known)}
}

func (b *bench) now() time.Time { return time.UnixMilli(int64(b.at)) }

// event is a hint about a path, followed by the look at it.
func (b *bench) event(p string, placed bool) {
	b.s.stir(p, placed, b.now(), b.now())
	b.look(p)
}

func (b *bench) look(p string) {
	fp, there := b.disk[p]
	b.s.saw(p, there, fp, b.now())
}

// run lets the time pass until a moment, looking when looks are due; deliveries
// are logged as "at +new -gone".
func (b *bench) run(until int) {
	for ; b.at < until; b.at++ {
		for _, p := range b.s.due(b.now()) {
			b.look(p)
		}
		b.s.review(b.now())
		if c, _ := b.s.batch(b.now()); !c.Empty() {
			b.log = append(b.log, strings.TrimSpace(fmt.Sprintf("%d %s", b.at, c)))
			b.s.delivered(nil, b.now())
		}
	}
}

func (c Changes) String() string {
	var words []string
	for _, p := range c.Changed {
		words = append(words, "+"+p)
	}
	for _, p := range c.Gone {
		words = append(words, "-"+p)
	}
	return strings.Join(words, " ")
}

// fp is a file with an inode number and a version of its content.
func fp(ino, version int) Fingerprint {
	return Fingerprint{Dev: 1, Ino: uint64(ino), Size: int64(version), Mtime: int64(version), Ctime: int64(version)}
}

// step is something that happens at a moment. "write p 3" gives the file at p
// version 3, "place" does so by a rename, "remove" removes; "hush" before any
// of them withholds the event.
type step struct {
	at   int
	what string
}

func (b *bench) do(t *testing.T, what string) {
	t.Helper()
	words := strings.Fields(what)
	hush := words[0] == "hush"
	if hush {
		words = words[1:]
	}
	p := words[1]
	switch words[0] {
	case "write", "place", "renew":
		was, had := b.disk[p]
		ino := int(was.Ino)
		if !had || words[0] != "write" {
			ino = 1000 + b.at
		}
		var version int
		fmt.Sscan(words[2], &version)
		b.disk[p] = fp(ino, version)
	case "move":
		b.disk[words[2]] = b.disk[p]
		delete(b.disk, p)
		b.event(p, false)
		b.event(words[2], true)
		return
	case "remove":
		delete(b.disk, p)
	default:
		t.Fatalf("no such step: %s", what)
	}
	if !hush {
		b.event(p, words[0] == "place")
	}
}

func TestSettle(t *testing.T) {
	known := Snapshot{"a": fp(1, 1), "b": fp(2, 1), "c": fp(3, 1)}
	for _, c := range []struct {
		name  string
		steps []step
		want  []string
	}{
		{"a new file waits until it is quiet", []step{{0, "write n 1"}}, []string{"150 +n"}},
		{"each write begins the quiet anew", []step{{0, "write n 1"}, {100, "write n 2"}, {200, "write n 3"}}, []string{"350 +n"}},
		{"a write without event is seen by the second look", []step{{0, "write n 1"}, {140, "hush write n 2"}}, []string{"300 +n"}},
		{"a file renamed into place is whole", []step{{10, "place a 2"}}, []string{"10 +a"}},
		{"a file written after it was placed waits", []step{{10, "place n 2"}, {10, "write n 3"}}, []string{"160 +n"}},
		{"a touch without change is nothing", []step{{0, "write a 1"}}, nil},
		{"a change undone before it settled is nothing", []step{{0, "write a 2"}, {50, "write a 1"}}, nil},
		{"a deletion waits for the grace", []step{{0, "remove a"}}, []string{"400 -a"}},
		{"a file that comes back was never gone", []step{{0, "remove a"}, {300, "write a 2"}}, []string{"450 +a"}},
		{"the same file back is nothing", []step{{0, "remove a"}, {300, "hush renew a 1"}, {300, "hush write a 1"}}, []string{"550 +a"}},
		{"a new file that vanishes again is nothing", []step{{0, "write n 1"}, {100, "remove n"}}, nil},
		{"a new file that vanishes without event is nothing", []step{{0, "write n 1"}, {100, "hush remove n"}}, nil},
		{"a rename is one batch, at once", []step{{20, "move a n"}}, []string{"20 +n -a"}},
		{"a rename over another article too", []step{{20, "move a b"}}, []string{"20 +b -a"}},
		{"a copy and a deletion are one batch", []step{{0, "write n 1"}, {50, "remove a"}}, []string{"450 +n -a"}},
		{"a deletion waits for a new file that settles", []step{{0, "remove a"}, {390, "write n 1"}}, []string{"540 +n -a"}},
		{"edits and news are one batch", []step{{0, "write n 1"}, {100, "write a 2"}}, []string{"250 +a +n"}},
		{"an edit does not wait long for another file", append([]step{{0, "write a 2"}}, often("b", 100, 3000)...), []string{"1150 +a", "3150 +b"}},
		{"a file that never rests is delivered at the limit", often("n", 100, 7000), []string{"5000 +n", "7150 +n"}},
		{"new files do not overtake their halves", append([]step{{0, "remove a"}}, often("n", 100, 1900)...), []string{"2050 +n -a"}},
		{"but no longer than the limit", append([]step{{0, "remove a"}}, often("n", 100, 6900)...), []string{"5000 +n -a", "7050 +n"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(known, guard{})
			for _, s := range c.steps {
				b.run(s.at)
				b.do(t, s.what)
			}
			b.run(b.at + 10_000)
			if !slices.Equal(b.log, c.want) {
				t.Errorf("got %q, want %q", b.log, c.want)
			}
			if got := b.s.known.snapshot(); !maps.Equal(got, b.disk) {
				t.Errorf("got %v known, want %v", got, b.disk)
			}
			if !b.s.idle() {
				t.Errorf("got open %v, held %v; want neither", b.s.open, b.s.held)
			}
		})
	}
}

// often are writes to one file at an interval until a moment.
func often(p string, every, until int) []step {
	var steps []step
	for at := 0; at <= until; at += every {
		steps = append(steps, step{at, fmt.Sprintf("write %s %d", p, at+10)})
	}
	return steps
}

func TestBurstIsOneBatch(t *testing.T) {
	b := newBench(nil, guard{})
	b.disk = map[string]Fingerprint{}
	for i := range 500 {
		b.run(i)
		b.do(t, fmt.Sprintf("write f%03d 1", i))
	}
	b.run(5000)
	if len(b.log) != 1 || strings.Count(b.log[0], "+") != 500 {
		t.Errorf("got %d batches, want one of 500 files", len(b.log))
	}
}

func TestTreeMoveIsOneBatch(t *testing.T) {
	known := Snapshot{}
	for i := range 100 {
		known[fmt.Sprintf("old/%02d", i)] = fp(i+1, 1)
	}
	b := newBench(known, guard{})
	for p := range known {
		b.do(t, "move "+p+" "+strings.Replace(p, "old", "new", 1))
	}
	b.run(5000)
	if len(b.log) != 1 || !strings.HasPrefix(b.log[0], "0 +new/00") || strings.Count(b.log[0], "-") != 100 {
		t.Errorf("got %q, want one batch of 100 renames at 0", b.log)
	}
}

func TestFailedDeliveryComesAgain(t *testing.T) {
	b := newBench(Snapshot{"a": fp(1, 1)}, guard{})
	b.do(t, "place a 2")
	broken := errors.New("disk full")
	var got []int
	for len(got) < 4 {
		if c, _ := b.s.batch(b.now()); !c.Empty() {
			got = append(got, b.at)
			b.s.delivered(broken, b.now())
		}
		b.at += 100
	}
	if want := []int{0, 1000, 3000, 7000}; !slices.Equal(got, want) {
		t.Errorf("got deliveries at %v, want %v", got, want)
	}
	b.run(b.at + 20_000)
	if want := []string{"15000 +a"}; !slices.Equal(b.log, want) {
		t.Errorf("got %q, want %q", b.log, want)
	}
}

func TestChangeDuringDelivery(t *testing.T) {
	for _, c := range []struct {
		name   string
		during string
		fail   bool
		want   []string
	}{
		{"the same again is nothing", "write a 2", false, nil},
		{"a further change follows", "write a 3", false, []string{"150 +a"}},
		{"a deletion follows", "remove a", false, []string{"400 -a"}},
		{"a return to the former state follows", "write a 1", false, []string{"150 +a"}},
		{"after a failure the newest goes out", "write a 3", true, []string{"1000 +a"}},
	} {
		t.Run(c.name, func(t *testing.T) {
			b := newBench(Snapshot{"a": fp(1, 1)}, guard{})
			b.disk["a"] = fp(1, 2)
			b.event("a", true)
			if got, _ := b.s.batch(b.now()); got.String() != "+a" {
				t.Fatalf("got %v, want +a", got)
			}
			b.s.fresh = map[string]time.Time{}
			b.do(t, c.during)
			var err error
			if c.fail {
				err = errors.New("refused")
			}
			b.s.delivered(err, b.now())
			b.run(5000)
			if !slices.Equal(b.log, c.want) {
				t.Errorf("got %q, want %q", b.log, c.want)
			}
		})
	}
}

func TestChangeWithinOneTick(t *testing.T) {
	b := newBench(Snapshot{"a": fp(1, 1)}, guard{})
	b.at = 1000
	stamped := fp(1, 2)
	stamped.Ctime = b.now().UnixNano()
	b.disk["a"] = stamped
	b.event("a", true)
	b.run(1002)
	b.event("a", false) // written again, but the clock that stamps files stood still
	b.run(3000)
	if want := []string{"1000 +a", "1152 +a"}; !slices.Equal(b.log, want) {
		t.Errorf("got %q, want %q", b.log, want)
	}
}

func TestCoarseClocksAreWaitedFor(t *testing.T) {
	b := newBench(Snapshot{}, guard{})
	b.disk = Snapshot{"a": {Ino: 1, Size: 1, Mtime: 5e9, Ctime: 5e9}}
	b.event("a", false)
	b.run(5000)
	if want := []string{"2000 +a"}; !slices.Equal(b.log, want) {
		t.Errorf("got %q, want %q", b.log, want)
	}
}

func TestRevisit(t *testing.T) {
	b := newBench(Snapshot{"a": fp(1, 1)}, guard{})
	b.s.again("a", b.now())
	b.s.again("b", b.now())
	b.run(2000)
	if want := []string{"150 +a"}; !slices.Equal(b.log, want) {
		t.Errorf("got %q, want %q", b.log, want)
	}
}

func TestQuietCountsFromTheHint(t *testing.T) {
	b := newBench(Snapshot{}, guard{})
	b.disk["a"] = fp(1, 1)
	b.at = 8
	b.s.stir("a", false, time.UnixMilli(0), b.now())
	b.look("a")
	b.disk["a"] = fp(1, 2)
	b.at = 12 // the look finds what the hint told of, which is no further move
	b.s.stir("a", false, time.UnixMilli(10), b.now())
	b.look("a")
	b.run(1000)
	if want := []string{"160 +a"}; !slices.Equal(b.log, want) {
		t.Errorf("got %q, want %q", b.log, want)
	}
}
