package publish

import (
	"bytes"
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"feedmill/content/catalog"
	"feedmill/feed/lease"
)

// term begins the next term of a store by a node whose clock stands still until it is
// moved.
func (s *store) term(t *testing.T, now *time.Time) *lease.Term {
	t.Helper()
	shared, err := OpenShared(s.address)
	must(t, err)
	t.Cleanup(func() { shared.Close() })
	must(t, lease.Probe(t.Context(), shared, "probe"))
	n := lease.Node{Store: shared, Key: "lease.json", Time: time.Minute, Now: func() time.Time { return *now }, Sleep: func(context.Context, time.Duration) error {
		*now = now.Add(time.Minute)
		return nil
	}}
	term, err := n.Lead(t.Context(), func(string, uint64) {})
	must(t, err)
	return term
}

// carrier is that of a node in its term, with a manifest of its own.
func (s *store) carrier(t *testing.T, held *catalog.Manifest, term *lease.Term) *Carrier {
	t.Helper()
	o, _, err := Open(t.Context(), s.address, Owner{Folder: "/content", Term: term})
	must(t, err)
	t.Cleanup(func() { o.Close() })
	return NewCarrier(o, held)
}

// A leader that has been followed without knowing it replaces and removes nothing of the
// one that followed it, however its writes and the other's lie.
func TestTheStoreIsTheFence(t *testing.T) {
	s := newStore(t)
	before, after := time.Now(), time.Now().Add(-5*time.Minute) // no clocks are compared
	first := s.term(t, &before)
	a := s.carrier(t, manifestFor(t), first)
	publish(t, a, document("articles/a.html", made("a1")), document("rss.xml", made("r1")))
	second := s.term(t, &after) // and the first does not know
	if second.Epoch() != first.Epoch()+1 {
		t.Fatalf("terms %d and %d", first.Epoch(), second.Epoch())
	}
	b := s.carrier(t, manifestFor(t), second) // whose copy of the catalog knows nothing yet
	publish(t, b, document("articles/a.html", made("a2")), document("articles/b.html", made("b2")))

	for path, text := range map[string]string{"articles/a.html": "stale", "articles/b.html": "stale"} {
		if _, err := a.Put(t.Context(), edition(document(path, made(text)))); !errors.Is(err, lease.ErrLost) {
			t.Errorf("%s: got %v, want %v", path, err, lease.ErrLost)
		}
	}
	if err := a.Remove(t.Context(), []string{"articles/a.html"}); !errors.Is(err, lease.ErrLost) {
		t.Errorf("removal: got %v, want %v", err, lease.ErrLost)
	}
	must(t, errors.Join(b.Remember(""), b.Remove(t.Context(), []string{"articles/b.html"})))
	publish(t, b, document("rss.xml", made("r2")), document("articles/a.html", made("a3")))
	got := objectsOf(t, s.address)
	delete(got, ".feedmill/lease.json")
	delete(got, ".feedmill/probe")
	if len(got) != 2 || got["rss.xml"] != string(made("r2")) || got["articles/a.html"] != string(made("a3")) {
		t.Errorf("it holds %q", got)
	}
	before = before.Add(time.Hour)
	if _, err := a.Put(t.Context(), edition(document("new.html", made("n")))); !errors.Is(err, lease.ErrLost) {
		t.Errorf("after its lease: got %v, want %v", err, lease.ErrLost)
	}
}

// What was put while its answer was lost is met again, and put once more by nobody.
func TestALostAnswerInATerm(t *testing.T) {
	s := newStore(t)
	now := time.Now()
	term := s.term(t, &now)
	publish(t, s.carrier(t, manifestFor(t), term), document("rss.xml", made("1")))
	s.requests()
	publish(t, s.carrier(t, manifestFor(t), term), document("rss.xml", made("1")))
	for _, r := range s.requests() {
		if r == "PUT rss.xml" {
			t.Error("it was put again")
		}
	}
}

// A film is fenced as a page is: it is put in one request, since not all stores keep a
// condition on what comes in parts.
func TestALargeObjectIsFenced(t *testing.T) {
	s := newStore(t)
	before, after := time.Now(), time.Now()
	first := s.term(t, &before)
	film := func(b byte) []byte { return bytes.Repeat([]byte{b}, 9<<20) }
	a := s.carrier(t, manifestFor(t), first)
	publish(t, a, document("media/film.mp4", film('1')))
	b := s.carrier(t, manifestFor(t), s.term(t, &after))
	publish(t, b, document("media/film.mp4", film('2')))
	s.requests()
	if _, err := a.Put(t.Context(), edition(document("media/film.mp4", film('3')))); !errors.Is(err, lease.ErrLost) {
		t.Errorf("got %v, want %v", err, lease.ErrLost)
	}
	for _, r := range s.requests() {
		if strings.HasPrefix(r, "POST") {
			t.Errorf("it came in parts: %s", r)
		}
	}
	if got := objectsOf(t, s.address)["media/film.mp4"]; got != string(film('2')) {
		t.Errorf("there are %d bytes of %q", len(got), got[:1])
	}
}
