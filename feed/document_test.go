package feed

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"io"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"feedmill/content"
	"feedmill/content/dates"
)

// body is all of a document that is made, not stored.
func (d Document) body() []byte {
	var b bytes.Buffer
	if _, err := d.WriteTo(&b); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func TestADocumentIsTheSameInPartsAndWhole(t *testing.T) {
	const text = "<feed>heron egret</feed>\n"
	whole := sha256.Sum256([]byte(text))
	for _, parts := range [][]string{{text}, {"<feed>", "heron", " ", "egret", "</feed>\n"}, {"", text, ""}} {
		var all [][]byte
		for _, p := range parts {
			all = append(all, []byte(p))
		}
		d := NewDocument("atom.xml", "application/atom+xml", all...)
		if d.Size != int64(len(text)) || d.Sum() != Sum(whole[:16]) {
			t.Errorf("%q: got size %d, sum %x", parts, d.Size, d.Sum())
		}
		for range 2 {
			r, err := d.Open()
			if err != nil {
				t.Fatal(err)
			}
			got, err := io.ReadAll(r)
			if err = errors.Join(err, r.Close()); err != nil || string(got) != text || string(d.body()) != text {
				t.Errorf("%q: read %q (%v), wrote %q", parts, got, err, d.body())
			}
		}
	}
}

func TestAStoredDocumentThatWasAlteredIsNotTakenForItself(t *testing.T) {
	for _, c := range []struct {
		stored string
		want   error
	}{{"heron", nil}, {"egret", ErrAltered}, {"hero", ErrAltered}, {"", ErrAltered}} {
		sum := NewDocument("a.html", htmlType, []byte("heron")).Sum()
		d := NewStored("a.html", htmlType, 5, sum, func() (io.ReadCloser, error) {
			return io.NopCloser(strings.NewReader(c.stored)), nil
		})
		if _, err := d.WriteTo(io.Discard); !errors.Is(err, c.want) {
			t.Errorf("%q in place of heron: got %v, want %v", c.stored, err, c.want)
		}
	}
}

// An edition in two parts has the documents of all parts, in their order.
func TestAnEditionInTwoParts(t *testing.T) {
	n := newNewsroom(t, filepath.Join(t.TempDir(), "catalog.db"))
	date := dates.Date{Time: time.Date(2026, 8, 5, 12, 0, 0, 0, time.UTC)}
	n.articles["a.txt"] = content.New(content.Facts{Path: "a.txt", Title: "Story", Published: date, Section: "City", Tags: []string{"c"}, Body: plainBody("The body")})
	n.take(t, []string{"a.txt"}, nil)
	paths := func(of func(Edition) Edition) (parts int, all []string) {
		edition, _, err := n.newEditor().Whole(true)
		if err != nil {
			t.Fatal(err)
		}
		edition = of(edition)
		for d, err := range edition.Documents() {
			if err != nil {
				t.Fatal(err)
			}
			all = append(all, d.Path)
		}
		return len(edition.Parts), all
	}
	many, want := paths(func(e Edition) Edition { return e })
	two, got := paths(Edition.InTwo)
	if many < 3 || two != 2 || !slices.Equal(got, want) {
		t.Errorf("%d parts have %q; %d parts have %q", two, got, many, want)
	}
}

// Outlets that follow put documents by their rank: that order must be one in which the
// editor might have made them.
func TestRankIsTheOrderOfAnEdition(t *testing.T) {
	n := newNewsroom(t, filepath.Join(t.TempDir(), "catalog.db"))
	for i, p := range []string{"a.txt", "b.txt", "c.txt"} {
		date := dates.Date{Time: time.Date(2026, time.Month(8+i), 5, 12, 0, 0, 0, time.UTC)}
		n.articles[p] = content.New(content.Facts{Path: p, Title: "Story " + p, Published: date, Section: "City", Tags: []string{"c"}, Body: plainBody("The body of " + p)})
		n.take(t, []string{p}, nil)
	}
	edition, _, err := n.newEditor().Whole(false)
	if err != nil {
		t.Fatal(err)
	}
	order := func(p string) int { return max(Rank(p), Rank(archivePlace+"/")) } // a month's archive is made with its pages
	last, lastPath := 0, ""
	for i, part := range edition.Parts {
		for d, err := range part {
			if err != nil {
				t.Fatal(err)
			}
			if _, copied := n.plan.Aliases[d.Path]; copied {
				continue
			}
			if strings.HasPrefix(d.Path, archivePlace+"/") && strings.HasSuffix(d.Path, indexName) || strings.Count(d.Path, "/") == 1 && path.Base(d.Path) == indexName {
				if i != 1 {
					t.Errorf("the list %s is in part %d, though nobody waits for it", d.Path, i)
				}
				continue
			}
			if order(d.Path) < last {
				t.Errorf("%s comes after %s", d.Path, lastPath)
			}
			if first := order(d.Path) <= Rank(indexName); first != (i == 0) {
				t.Errorf("%s is in part %d", d.Path, i)
			}
			last, lastPath = order(d.Path), d.Path
		}
	}
	if lastPath != opmlName {
		t.Errorf("the last document is %s, want the list of feeds", lastPath)
	}
}
