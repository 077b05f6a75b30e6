package hub

import (
	"fmt"
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"
)

func plainJitter(d time.Duration) time.Duration { return d }

func subscriptionOf(callback string, now time.Time) Subscription {
	return Subscription{Topic: base + "rss.xml", Path: "rss.xml", Callback: callback, Expires: now.Add(defaultLease), Seen: "one"}
}

// A delivery that fails comes again after ten seconds, then four times as long each time,
// and is given up in the end; what is published then is tried at once.
func TestBookBacksOff(t *testing.T) {
	now := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	b := newBook(DefaultLimits, plainJitter)
	b.put(now, subscriptionOf("https://reader.example/", now))
	b.published(now, "rss.xml", "two")
	var waits []time.Duration
	for {
		e := b.take(now)
		if e == nil {
			if b.next().IsZero() {
				break
			}
			if early := b.take(b.next().Add(-time.Nanosecond)); early != nil {
				t.Fatal("it flies too early")
			}
			waits = append(waits, b.next().Sub(now))
			now = b.next()
			continue
		}
		b.land(now, e, "two", failed)
	}
	want := []time.Duration{10 * time.Second, 40 * time.Second, 160 * time.Second, 640 * time.Second, 2560 * time.Second, 10240 * time.Second, 6 * time.Hour}
	if !slices.Equal(waits, want) || b.givenUp != 1 {
		t.Errorf("waited %v, want %v; given up %d times", waits, want, b.givenUp)
	}
	now = now.Add(time.Hour * 7)
	b.published(now, "rss.xml", "three")
	if e := b.take(now); e == nil || e.lane != slow {
		t.Errorf("what is new is not tried in the slow lane: %+v", e)
	}
}

// A lease ends on time, not when somebody looks.
func TestBookEndsLeases(t *testing.T) {
	now := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	b := newBook(DefaultLimits, plainJitter)
	b.put(now, subscriptionOf("https://reader.example/", now))
	b.published(now, "rss.xml", "two")
	if e := b.take(now.Add(defaultLease)); e != nil {
		t.Error("it flies after its lease")
	}
	if ended := b.expire(now.Add(defaultLease - time.Second)); len(ended) > 0 {
		t.Error("it ends before its lease")
	}
	if ended := b.expire(now.Add(defaultLease)); len(ended) != 1 || len(b.subs)+len(b.topics)+len(b.hosts) > 0 {
		t.Errorf("%d end, and of hosts %d are left", len(ended), len(b.hosts))
	}
}

// An edition that comes while another is delivered follows at once.
func TestBookSendsTheNewest(t *testing.T) {
	now := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	b := newBook(DefaultLimits, plainJitter)
	b.put(now, subscriptionOf("https://reader.example/", now))
	b.published(now, "rss.xml", "two")
	e := b.take(now)
	b.published(now, "rss.xml", "three")
	if b.take(now) != nil {
		t.Error("it flies twice at a time")
	}
	b.land(now, e, "two", delivered)
	if e = b.take(now); e == nil {
		t.Fatal("the newest is not sent")
	}
	b.land(now, e, "three", delivered)
	if b.take(now) != nil || !b.next().IsZero() {
		t.Error("it is sent once more")
	}
}

// Who does not answer gives way after a while, and hosts take turns.
func TestBookKeepsNobodyWaiting(t *testing.T) {
	now := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
	l := DefaultLimits
	l.Fast, l.Slow, l.PerHost = 2, 2, 2
	b := newBook(l, plainJitter)
	for i := range 10 {
		b.put(now, subscriptionOf(fmt.Sprintf("https://dead.example/%d", i), now))
	}
	b.put(now, subscriptionOf("https://alive.example/", now))
	b.published(now, "rss.xml", "two")
	var flying []*entry
	for e := b.take(now); e != nil; e = b.take(now) {
		flying = append(flying, e)
	}
	for _, e := range flying {
		if !b.tarries(e) {
			t.Error("it is broken off while there is room")
		}
	}
	for e := b.take(now); e != nil; e = b.take(now) {
		flying = append(flying, e)
	}
	if !slices.ContainsFunc(flying, func(e *entry) bool { return e.host.name == "alive.example" }) {
		t.Error("the live one waits for the dead ones")
	}
	if dead := b.hosts["dead.example"]; dead.busy > l.PerHost {
		t.Errorf("%d calls of one host at a time", dead.busy)
	}
}

// Whatever happens, all slots come back, nobody is flying twice, and in the end everybody
// who can be reached has the newest.
func TestBookAddsUp(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		now := time.Date(2026, 11, 26, 12, 0, 0, 0, time.UTC)
		l := Limits{All: 20, Topic: 20, Host: 10, Fast: 2, Slow: 2, PerHost: 2, Tries: 3}
		b := newBook(l, plainJitter)
		var flying []*entry
		edition := 1
		for range rapid.IntRange(0, 120).Draw(t, "steps") {
			now = now.Add(time.Duration(rapid.IntRange(0, 90).Draw(t, "passes")) * time.Second)
			s := subscriptionOf(fmt.Sprintf("https://%d.example/%d", rapid.IntRange(0, 3).Draw(t, "host"), rapid.IntRange(0, 3).Draw(t, "callback")), now)
			switch rapid.IntRange(0, 5).Draw(t, "step") {
			case 0:
				if b.admit(s.key()) == nil {
					b.put(now, s)
				}
			case 1:
				b.remove(s.key())
			case 2:
				edition++
				b.published(now, "rss.xml", fmt.Sprint(edition))
			case 3:
				if e := b.take(now); e != nil {
					flying = append(flying, e)
				}
			case 4:
				if len(flying) > 0 && !b.tarries(flying[0]) {
					b.land(now, flying[0], "", deferred)
					flying = flying[1:]
				}
			case 5:
				if len(flying) > 0 {
					o := outcome(rapid.IntRange(int(delivered), int(gone)).Draw(t, "outcome"))
					b.land(now, flying[0], fmt.Sprint(edition), o)
					flying = flying[1:]
				}
			}
			fast, slow := b.lanes[fast].free, b.lanes[slow].free
			if fast < 0 || slow < 0 || fast+slow+len(flying) != l.Fast+l.Slow {
				t.Fatalf("%d and %d slots are free while %d fly", fast, slow, len(flying))
			}
		}
		for now = now.Add(time.Minute); ; {
			for _, e := range flying {
				b.land(now, e, b.sums["rss.xml"], delivered)
			}
			flying = nil
			for e := b.take(now); e != nil; e = b.take(now) {
				flying = append(flying, e)
			}
			if len(flying) > 0 {
				continue
			}
			if b.next().IsZero() {
				break
			}
			now = b.next()
		}
		for k, e := range b.subs {
			if sum, known := b.sums[k.path]; known && e.Seen != sum && e.Tries < l.Tries {
				t.Errorf("%v has %s and not %s", k, e.Seen, sum)
			}
		}
		for k := range b.subs {
			b.remove(k)
		}
		if len(b.hosts)+len(b.topics) > 0 {
			t.Errorf("%d hosts and %d topics are left", len(b.hosts), len(b.topics))
		}
	})
}
