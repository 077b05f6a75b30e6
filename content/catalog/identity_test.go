package catalog

// IDs and slugs: what keeps them, what makes them.

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	"feedmill/content"
)

func stated(id, title, body string) *content.Article {
	a := dated(title, 5, body)
	a = a.With(func(f *content.Facts) { f.ID = id })
	return a
}

func TestIDsSurviveHostChangeAndRestart(t *testing.T) {
	dir, d := t.TempDir(), newDisk(t)
	c := openAt(t, dir+"/catalog.db", Options{Authority: "old.example"})
	d.write("a.txt", dated("Alpha", 1, phrases(1)))
	apply(t, c, d)
	want := at(t, c, "a.txt")
	c.Close()

	c = openAt(t, dir+"/catalog.db", Options{Authority: "new.example"})
	d.clone()
	delta := apply(t, c, d)
	if got := at(t, c, "a.txt"); string(got.encode()) != string(want.encode()) {
		t.Errorf("record = %+v, want %+v", got, want)
	}
	if n := len(delta.Appeared) + len(delta.Changed) + len(delta.Vanished); n != 0 {
		t.Errorf("%d changes after a clone, want none", n)
	}
	if c.Authority() != "old.example" {
		t.Errorf("Authority = %s, want old.example", c.Authority())
	}
}

func TestLostCatalogMintsTheSameIDs(t *testing.T) {
	d := newDisk(t)
	d.write("a.txt", dated("Alpha", 1, phrases(1)))
	d.write("Zeitung/zwölf.txt", dated("One", 2, phrases(2)), dated("Two", 3, phrases(3)))
	var ids [2]string
	for i := range ids {
		c := open(t, Options{})
		d.clone()
		apply(t, c, d)
		for r, err := range c.All(Selection{}) {
			if err != nil {
				t.Fatal(err)
			}
			ids[i] += r.ID + " " + r.Slug + "\n"
		}
	}
	if ids[0] != ids[1] {
		t.Errorf("IDs = %s, want %s", ids[1], ids[0])
	}
}

func TestTwoFilesWithOneStatedID(t *testing.T) {
	c, d := open(t, Options{}), newDisk(t)
	d.write("z.md", stated("urn:x:1", "Original", phrases(1)))
	apply(t, c, d)
	d.copy("z.md", "a.md")
	delta := apply(t, c, d)
	if got := at(t, c, "z.md").ID; got != "urn:x:1" {
		t.Errorf("ID of the older = %s, want urn:x:1", got)
	}
	copied := at(t, c, "a.md").ID
	if copied == "urn:x:1" {
		t.Errorf("the copy has the stated ID too")
	}
	if len(delta.Notes) != 1 || delta.Notes[0].Path != "a.md" || !strings.Contains(delta.Notes[0].Message, "z.md") {
		t.Errorf("notes = %v, want one on a.md that names z.md", delta.Notes)
	}
	d.remove("z.md")
	d.write("a.md", stated("urn:x:1", "Original", phrases(1)+" edited"))
	apply(t, c, d)
	if got := at(t, c, "a.md").ID; got != copied {
		t.Errorf("ID of the copy = %s once the original is gone, want %s still", got, copied)
	}
}

func TestDeletedFileReturns(t *testing.T) {
	for _, test := range []struct {
		path string
		back *content.Article
		same bool
	}{
		{"a.txt", dated("Alpha", 1, phrases(1)), true},
		{"a.txt", dated("Alpha, edited", 1, phrases(1)+" more"), true},
		{"other.txt", dated("Alpha", 1, phrases(1)), true},
		{"a.md", dated("Alpha", 1, "# "+phrases(1)), true},
		{"other.txt", dated("Alpha, edited", 1, phrases(1)+" more"), false},
		{"a.txt", dated("Omega", 9, phrases(50)), false},
	} {
		c, d := open(t, Options{}), newDisk(t)
		d.write("a.txt", dated("Alpha", 1, phrases(1)))
		apply(t, c, d)
		was := at(t, c, "a.txt")
		d.remove("a.txt")
		if delta := apply(t, c, d); len(delta.Vanished) != 1 || delta.Vanished[0].State != Removed {
			t.Errorf("delta after removal = %+v, want one vanished", delta)
		}
		d.write(test.path, test.back)
		if delta := apply(t, c, d); len(delta.Appeared) != 1 {
			t.Errorf("delta after return = %+v, want one appeared", delta)
		}
		got := at(t, c, test.path)
		if same := got.ID == was.ID; same != test.same {
			t.Errorf("%s %q returns with the same ID: %t, want %t", test.path, test.back.Title(), same, test.same)
		}
		if test.same && got.Slug != was.Slug {
			t.Errorf("slug = %s after return, want %s", got.Slug, was.Slug)
		}
	}
}

func TestFileOfSeveralArticles(t *testing.T) {
	c, d := open(t, Options{}), newDisk(t)
	d.write("digest.txt",
		dated("Brief", 1, "one line"), dated("Brief", 2, "another line"),
		dated("Retitled", 3, phrases(3)), dated("Edited", 4, "short"), dated("Cut", 5, "cut"))
	apply(t, c, d)
	before := must[[]Record](t)(c.ByPath("digest.txt"))
	d.write("digest.txt",
		dated("New", 9, phrases(9)),
		dated("Brief", 2, "another line"), dated("Brief", 1, "one line"),
		dated("With a better title", 3, phrases(3)), dated("Edited", 4, "short no more"))
	delta := apply(t, c, d)
	after := must[[]Record](t)(c.ByPath("digest.txt"))
	for i, was := range []int{1, 0, 2, 3} {
		if got := after[i+1]; got.ID != before[was].ID || got.Part != i+2 {
			t.Errorf("part %d is %q of ID %s, want that of %q", i+2, got.Title, got.ID, before[was].Title)
		}
	}
	if got := fmt.Sprint(titles(delta.Appeared), titles(delta.Vanished)); got != "[New] [Cut]" {
		t.Errorf("appeared, vanished = %s, want [New] [Cut]", got)
	}
}

func TestStatedID(t *testing.T) {
	namespace := uuid.NewSHA1(uuid.NameSpaceDNS, []byte("news.example"))
	for _, test := range []struct{ stated, want string }{
		{"", ""},
		{"  ", ""},
		{"https://x.example/?p=12", "https://x.example/?p=12"},
		{"tag:x.example,2020:ü", "tag:x.example,2020:ü"},
		{"F81D4FAE-7DEC-11D0-A765-00A0C91E6BF6", "urn:uuid:f81d4fae-7dec-11d0-a765-00a0c91e6bf6"},
		{"12", "urn:uuid:"},
		{"not a: URI", "urn:uuid:"},
		{"x:a b", "urn:uuid:"},
		{"x:" + strings.Repeat("a", maxID), "urn:uuid:"},
	} {
		got := statedID(namespace, test.stated)
		if got != test.want && (test.want != "urn:uuid:" || !strings.HasPrefix(got, test.want)) {
			t.Errorf("statedID(%.20q) = %s, want %s", test.stated, got, test.want)
		}
		if got != "" && !isURI(got) {
			t.Errorf("statedID(%.20q) = %s, which is no URI", test.stated, got)
		}
	}
}

func TestSlug(t *testing.T) {
	for _, test := range []struct {
		path string
		part int
		want string
	}{
		{"Hello, World!.txt", 0, "hello-world"},
		{"2020/06/Über uns.md", 0, "2020/06/über-uns"},
		{"digest.txt", 3, "digest-3"},
		{"新聞/九月.txt", 0, "新聞/九月"},
		{"हिन्दी.txt", 0, "हिन्दी"},
		{"index.md", 0, "index-page"},
		{"CON.txt", 0, "con-page"},
		{"com1.txt", 0, "com1-page"},
		{"../x.txt", 0, "article-a3d4a70d/x"},
		{"!!!.txt", 0, "article-2d53a722"},
		{"a\x00b\xffc.txt", 0, "a-b-c"},
	} {
		if got := slugOf(test.path, test.part); got != test.want {
			t.Errorf("slugOf(%q, %d) = %s, want %s", test.path, test.part, got, test.want)
		}
	}
	for _, long := range []string{strings.Repeat("ü", 300), strings.Repeat("dir/", 500) + "x"} {
		slug := slugOf(long+".txt", 0)
		for s := range strings.SplitSeq(slug, "/") {
			if len(s) > maxSegment || !strings.HasPrefix(slug, "ü") && len(slug) > maxSlug {
				t.Errorf("slug of a long path has %d bytes, a segment %d", len(slug), len(s))
			}
		}
	}
}

func TestSlugCollisionsAndRenames(t *testing.T) {
	c, d := open(t, Options{}), newDisk(t)
	for i := range 12 {
		d.write("a"+strings.Repeat("!", i)+".txt", dated(fmt.Sprint("No ", i), 1, phrases(i)))
	}
	apply(t, c, d)
	slugs := map[string]bool{}
	for r := range c.All(Selection{}) {
		slugs[r.Slug] = true
	}
	if len(slugs) != 12 || !slugs["a"] || !slugs["a-2"] {
		t.Errorf("slugs = %v, want twelve, with a and a-2", slugs)
	}
	was := at(t, c, "a!.txt")
	d.rename("a!.txt", "renamed.txt")
	apply(t, c, d)
	got, ok, err := c.BySlug(was.Slug)
	if err != nil || !ok || got.Path != "renamed.txt" || got.ID != was.ID {
		t.Errorf("BySlug(%s) = %+v, %t, %v; want the renamed article", was.Slug, got, ok, err)
	}
}
