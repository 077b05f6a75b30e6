package catalog

import (
	"fmt"
	"strings"
	"testing"

	"github.com/google/uuid"

	"feedmill/content"
)

// Each case is a story of a folder, named for the complaint that readers or
// authors have when it goes wrong. keeps maps paths before to paths after whose
// IDs must be equal; fresh are paths whose IDs must be new.
var stories = []struct {
	name   string
	before func(*disk)
	after  func(*disk)
	keeps  map[string]string
	fresh  []string
}{
	{
		name:  "renaming a file floods readers",
		after: func(d *disk) { d.rename("a.txt", "z.txt") },
		keeps: map[string]string{"a.txt": "z.txt", "b.txt": "b.txt"},
	},
	{
		name: "moving a directory floods readers",
		after: func(d *disk) {
			d.rename("a.txt", "2020/a.txt")
			d.rename("b.txt", "2020/b.txt")
		},
		keeps: map[string]string{"a.txt": "2020/a.txt", "b.txt": "2020/b.txt"},
	},
	{
		name:  "retitling an article makes it new",
		after: func(d *disk) { d.write("a.txt", dated("Quite another title", 1, prose(1))) },
		keeps: map[string]string{"a.txt": "a.txt"},
	},
	{
		name:  "rewriting an article makes it new",
		after: func(d *disk) { d.replace("a.txt", dated("Alpha", 1, prose(99))) },
		keeps: map[string]string{"a.txt": "a.txt"},
	},
	{
		name:  "filling a stub makes it new",
		after: func(d *disk) { d.replace("stub.txt", dated("Now it is written", 8, prose(98))) },
		keeps: map[string]string{"stub.txt": "stub.txt"},
	},
	{
		name: "a renamed file that was edited at once is new",
		after: func(d *disk) {
			d.rename("a.txt", "z.txt")
			d.write("z.txt", dated("Alpha", 1, prose(1)+" and a postscript"))
		},
		keeps: map[string]string{"a.txt": "z.txt"},
	},
	{
		name: "rename and retitle by an editor that saves to a new file",
		after: func(d *disk) {
			d.remove("a.txt")
			d.replace("sub/a.txt", dated("Alpha!", 1, prose(1)+" and a postscript"))
		},
		keeps: map[string]string{"a.txt": "sub/a.txt"},
	},
	{
		name: "converting to Markdown makes it new",
		after: func(d *disk) {
			d.remove("a.txt")
			d.write("a.md", dated("Alpha", 1, "**"+prose(1)+"**"))
		},
		keeps: map[string]string{"a.txt": "a.md"},
	},
	{
		name:  "git clone makes all new",
		after: func(d *disk) { d.clone() },
		keeps: map[string]string{"a.txt": "a.txt", "b.txt": "b.txt", "stub.txt": "stub.txt", "undated.txt": "undated.txt"},
	},
	{
		name:  "a copy takes the ID of its original",
		after: func(d *disk) { d.copy("a.txt", "Copy of a.txt") },
		keeps: map[string]string{"a.txt": "a.txt"},
		fresh: []string{"Copy of a.txt"},
	},
	{
		name: "a copy takes the ID of its original, which is edited at once",
		after: func(d *disk) {
			d.copy("a.txt", "0.txt")
			d.write("a.txt", dated("Alpha, corrected", 1, prose(1)+" or so"))
		},
		keeps: map[string]string{"a.txt": "a.txt"},
		fresh: []string{"0.txt"},
	},
	{
		name: "a new article in the place of one that moved takes its ID",
		after: func(d *disk) {
			d.rename("a.txt", "archive/a.txt")
			d.write("a.txt", dated("Omega", 9, prose(50)))
		},
		keeps: map[string]string{"a.txt": "archive/a.txt"},
		fresh: []string{"a.txt"},
	},
	{
		name: "a new article in the place of one that moved, and was edited, takes its ID",
		after: func(d *disk) {
			d.rename("a.txt", "archive/x.txt")
			d.write("archive/x.txt", dated("Alpha", 1, prose(1)+" more"))
			d.write("a.txt", dated("Omega", 9, prose(50)))
		},
		keeps: map[string]string{"a.txt": "archive/x.txt"},
		fresh: []string{"a.txt"},
	},
	{
		name: "two files that change names change IDs",
		after: func(d *disk) {
			d.rename("a.txt", "tmp")
			d.rename("b.txt", "a.txt")
			d.rename("tmp", "b.txt")
		},
		keeps: map[string]string{"a.txt": "b.txt", "b.txt": "a.txt"},
	},
	{
		name:  "a file overwritten with each new article shows only the first",
		after: func(d *disk) { d.write("a.txt", dated("Omega", 9, prose(50))) },
		fresh: []string{"a.txt"},
	},
	{
		name: "an article of a freed inode takes the ID of the deleted one",
		after: func(d *disk) {
			f := *d.files["a.txt"]
			d.remove("a.txt")
			d.write("new.txt", dated("Omega", 9, prose(50)))
			d.files["new.txt"].inode = f.inode
		},
		fresh: []string{"new.txt"},
	},
	{
		name: "the next issue of a series takes the ID of the one deleted with it",
		before: func(d *disk) {
			d.write("weather/09.txt", dated("Weather", 9, "sunny spells and a light wind from the west, as on most days of this month, with some clouds on the coast"))
		},
		after: func(d *disk) {
			d.remove("weather/09.txt")
			d.write("weather/10.txt", dated("Weather", 10, "sunny spells and a light wind from the west, as on most days of this month, with some rain on the coast"))
		},
		fresh: []string{"weather/10.txt"},
	},
	{
		name: "overwriting by a move mixes up two articles",
		after: func(d *disk) {
			d.remove("b.txt")
			d.rename("a.txt", "b.txt")
		},
		keeps: map[string]string{"a.txt": "b.txt"},
	},
	{
		name:   "a stated id is not used",
		before: func(d *disk) { d.write("own.md", stated("tag:x.example,2020:1", "Own", prose(7))) },
		after: func(d *disk) {
			d.remove("own.md")
			d.write("elsewhere/other.md", stated("tag:x.example,2020:1", "Other", prose(8)))
		},
		keeps: map[string]string{"own.md": "elsewhere/other.md"},
	},
	{
		name:   "another stated id in the same file is not another article",
		before: func(d *disk) { d.write("own.md", stated("tag:x.example,2020:1", "Own", prose(7))) },
		after:  func(d *disk) { d.write("own.md", stated("tag:x.example,2020:2", "Own", prose(7))) },
		fresh:  []string{"own.md"},
	},
	{
		name:  "an id added later makes the article new",
		after: func(d *disk) { a := stated("tag:x.example,2020:3", "Alpha", prose(1)); d.write("a.txt", a) },
		keeps: map[string]string{"a.txt": "a.txt"},
	},
	{
		name:   "a stated id is overruled by what the file says else",
		before: func(d *disk) { d.write("own.md", stated("tag:x.example,2020:1", "Own", prose(7))) },
		after: func(d *disk) {
			a := stated("tag:x.example,2020:1", "Other", prose(8))
			a.Published = dated("", 20, "").Published
			d.write("own.md", a)
		},
		keeps: map[string]string{"own.md": "own.md"},
	},
	{
		name: "a file renamed, then copied, gives its ID to the copy",
		after: func(d *disk) {
			d.rename("a.txt", "z.txt")
			d.copy("z.txt", "c.txt")
		},
		keeps: map[string]string{"a.txt": "z.txt"},
		fresh: []string{"c.txt"},
	},
	{
		name: "a file renamed, copied and tagged gives its ID to the copy",
		after: func(d *disk) {
			d.rename("a.txt", "z.txt")
			d.copy("z.txt", "c.txt")
			a := dated("Alpha", 1, prose(1))
			a.Tags = []string{"later"}
			d.write("z.txt", a)
		},
		keeps: map[string]string{"a.txt": "z.txt"},
		fresh: []string{"c.txt"},
	},
	{
		name: "a short article is new when it is renamed and tagged",
		after: func(d *disk) {
			d.remove("stub.txt")
			a := dated("Untitled", 3, "to do")
			a.Tags = []string{"later"}
			d.write("done.txt", a)
		},
		keeps: map[string]string{"stub.txt": "done.txt"},
	},
	{
		name: "a title that is the file's name makes a renamed file new",
		before: func(d *disk) {
			d.write("photo.txt", undated("Photo", "A short text"))
			d.files["photo.txt"].raw = "A short text"
		},
		after: func(d *disk) {
			d.remove("photo.txt")
			d.write("picture.txt", undated("Picture", "A short text"))
			d.files["picture.txt"].raw = "A short text"
		},
		keeps: map[string]string{"photo.txt": "picture.txt"},
	},
	{
		name: "an undated article in the place of one that moved, and was edited, takes its ID",
		after: func(d *disk) {
			d.rename("undated.txt", "x.txt")
			d.write("x.txt", undated("Without a date", prose(4)+" more"))
			d.write("undated.txt", undated("Another", prose(50)))
		},
		keeps: map[string]string{"undated.txt": "x.txt"},
		fresh: []string{"undated.txt"},
	},
	{
		name: "an article rewritten in place while a copy is made of it becomes its copy",
		after: func(d *disk) {
			d.copy("undated.txt", "copy.txt")
			d.write("undated.txt", undated("Rewritten", prose(50)))
		},
		keeps: map[string]string{"undated.txt": "undated.txt"},
		fresh: []string{"copy.txt"},
	},
	{
		name: "an article edited by an editor that saves to a new file becomes its copy",
		after: func(d *disk) {
			d.copy("undated.txt", "copy.txt")
			d.replace("undated.txt", undated("Retitled", prose(4)+" more"))
		},
		keeps: map[string]string{"undated.txt": "undated.txt"},
		fresh: []string{"copy.txt"},
	},
	{
		name: "converting to Markdown with a corrected date makes it new",
		after: func(d *disk) {
			d.remove("a.txt")
			d.write("a.md", dated("Alpha", 4, "**"+prose(1)+"**"))
		},
		keeps: map[string]string{"a.txt": "a.md"},
	},
	{
		name:   "the next issue of a series in a directory of its own takes the ID of the last",
		before: func(d *disk) { d.write("09/index.md", dated("Weekly", 9, prose(7))) },
		after: func(d *disk) {
			d.remove("09/index.md")
			d.write("10/index.md", dated("Weekly", 16, prose(8)))
		},
		fresh: []string{"10/index.md"},
	},
	{
		name: "renaming and correcting in an editor that saves to a new file",
		after: func(d *disk) {
			d.remove("a.txt")
			d.write("alpha-final.txt", dated("Alpha", 1, prose(1)+" more"))
		},
		keeps: map[string]string{"a.txt": "alpha-final.txt"},
	},
	{
		name: "an unreadable file loses its article",
		after: func(d *disk) {
			d.write("a.txt")
			d.files["a.txt"].err = &content.Error{Path: "a.txt", Message: "no text"}
		},
		keeps: map[string]string{"a.txt": "a.txt"},
	},
}

func stated(id, title, body string) *content.Article {
	a := dated(title, 5, body)
	a.ID = id
	return a
}

func TestStories(t *testing.T) {
	for _, story := range stories {
		t.Run(story.name, func(t *testing.T) {
			c, d := open(t, Options{}), newDisk(t)
			d.write("a.txt", dated("Alpha", 1, prose(1)))
			d.write("b.txt", dated("Beta", 2, prose(2)))
			d.write("stub.txt", dated("Untitled", 3, "to do"))
			d.write("undated.txt", undated("Without a date", prose(4)))
			if story.before != nil {
				story.before(d)
			}
			apply(t, c, d)
			ids, all := map[string]string{}, map[string]bool{}
			for p := range d.files {
				ids[p] = at(t, c, p).ID
				all[ids[p]] = true
			}
			story.after(d)
			apply(t, c, d)
			for from, to := range story.keeps {
				if got := at(t, c, to).ID; got != ids[from] {
					t.Errorf("ID of %s = %s, want that of %s, %s", to, got, from, ids[from])
				}
			}
			for _, p := range story.fresh {
				if got := at(t, c, p).ID; all[got] {
					t.Errorf("ID of %s = %s, want a new one", p, got)
				}
			}
		})
	}
}

func TestIDsSurviveHostChangeAndRestart(t *testing.T) {
	dir, d := t.TempDir(), newDisk(t)
	c := openAt(t, dir+"/catalog.db", Options{Authority: "old.example"})
	d.write("a.txt", dated("Alpha", 1, prose(1)))
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
	d.write("a.txt", dated("Alpha", 1, prose(1)))
	d.write("Zeitung/zwölf.txt", dated("One", 2, prose(2)), dated("Two", 3, prose(3)))
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
	d.write("z.md", stated("urn:x:1", "Original", prose(1)))
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
	d.write("a.md", stated("urn:x:1", "Original", prose(1)+" edited"))
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
		{"a.txt", dated("Alpha", 1, prose(1)), true},
		{"a.txt", dated("Alpha, edited", 1, prose(1)+" more"), true},
		{"other.txt", dated("Alpha", 1, prose(1)), true},
		{"a.md", dated("Alpha", 1, "# "+prose(1)), true},
		{"other.txt", dated("Alpha, edited", 1, prose(1)+" more"), false},
		{"a.txt", dated("Omega", 9, prose(50)), false},
	} {
		c, d := open(t, Options{}), newDisk(t)
		d.write("a.txt", dated("Alpha", 1, prose(1)))
		apply(t, c, d)
		was := at(t, c, "a.txt")
		d.remove("a.txt")
		if delta := apply(t, c, d); len(delta.Vanished) != 1 || delta.Vanished[0].State != Gone {
			t.Errorf("delta after removal = %+v, want one vanished", delta)
		}
		d.write(test.path, test.back)
		if delta := apply(t, c, d); len(delta.Appeared) != 1 {
			t.Errorf("delta after return = %+v, want one appeared", delta)
		}
		got := at(t, c, test.path)
		if same := got.ID == was.ID; same != test.same {
			t.Errorf("%s %q returns with the same ID: %t, want %t", test.path, test.back.Title, same, test.same)
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
		dated("Retitled", 3, prose(3)), dated("Edited", 4, "short"), dated("Cut", 5, "cut"))
	apply(t, c, d)
	before := must[[]Record](t)(c.ByPath("digest.txt"))
	d.write("digest.txt",
		dated("New", 9, prose(9)),
		dated("Brief", 2, "another line"), dated("Brief", 1, "one line"),
		dated("With a better title", 3, prose(3)), dated("Edited", 4, "short no more"))
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
		d.write("a"+strings.Repeat("!", i)+".txt", dated(fmt.Sprint("No ", i), 1, prose(i)))
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
