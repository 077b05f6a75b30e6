package catalog

// What readers and authors complain of when an ID does not follow its article.

import (
	"fmt"
	"testing"

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
		after: func(d *disk) { d.write("a.txt", dated("Quite another title", 1, phrases(1))) },
		keeps: map[string]string{"a.txt": "a.txt"},
	},
	{
		name:  "rewriting an article makes it new",
		after: func(d *disk) { d.replace("a.txt", dated("Alpha", 1, phrases(99))) },
		keeps: map[string]string{"a.txt": "a.txt"},
	},
	{
		name:  "filling a stub makes it new",
		after: func(d *disk) { d.replace("stub.txt", dated("Now it is written", 8, phrases(98))) },
		keeps: map[string]string{"stub.txt": "stub.txt"},
	},
	{
		name: "a renamed file that was edited at once is new",
		after: func(d *disk) {
			d.rename("a.txt", "z.txt")
			d.write("z.txt", dated("Alpha", 1, phrases(1)+" and a postscript"))
		},
		keeps: map[string]string{"a.txt": "z.txt"},
	},
	{
		name: "a new bulletin takes the inode of a moved one, and its id with it",
		before: func(d *disk) {
			d.write("bulletin-20.txt", dated("Bulletin of the 20th", 20, phrases(5)+" one"))
		},
		after: func(d *disk) {
			inode := d.files["bulletin-20.txt"].inode
			d.remove("bulletin-20.txt")
			d.replace("old/bulletin-20.txt", dated("Bulletin of the 20th", 20, phrases(5)+" two"))
			d.write("bulletin-21.txt", dated("Bulletin of the 21st", 21, phrases(5)+" three"))
			d.files["bulletin-21.txt"].inode = inode
		},
		keeps: map[string]string{"bulletin-20.txt": "old/bulletin-20.txt"},
		fresh: []string{"bulletin-21.txt"},
	},
	{
		name: "rename and retitle by an editor that saves to a new file",
		after: func(d *disk) {
			d.remove("a.txt")
			d.replace("sub/a.txt", dated("Alpha!", 1, phrases(1)+" and a postscript"))
		},
		keeps: map[string]string{"a.txt": "sub/a.txt"},
	},
	{
		name: "converting to Markdown makes it new",
		after: func(d *disk) {
			d.remove("a.txt")
			d.write("a.md", dated("Alpha", 1, "**"+phrases(1)+"**"))
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
			d.write("a.txt", dated("Alpha, corrected", 1, phrases(1)+" or so"))
		},
		keeps: map[string]string{"a.txt": "a.txt"},
		fresh: []string{"0.txt"},
	},
	{
		name: "a new article in the place of one that moved takes its ID",
		after: func(d *disk) {
			d.rename("a.txt", "archive/a.txt")
			d.write("a.txt", dated("Omega", 9, phrases(50)))
		},
		keeps: map[string]string{"a.txt": "archive/a.txt"},
		fresh: []string{"a.txt"},
	},
	{
		name: "a new article in the place of one that moved, and was edited, takes its ID",
		after: func(d *disk) {
			d.rename("a.txt", "archive/x.txt")
			d.write("archive/x.txt", dated("Alpha", 1, phrases(1)+" more"))
			d.write("a.txt", dated("Omega", 9, phrases(50)))
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
		after: func(d *disk) { d.write("a.txt", dated("Omega", 9, phrases(50))) },
		fresh: []string{"a.txt"},
	},
	{
		name: "an article of a freed inode takes the ID of the deleted one",
		after: func(d *disk) {
			f := *d.files["a.txt"]
			d.remove("a.txt")
			d.write("new.txt", dated("Omega", 9, phrases(50)))
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
		before: func(d *disk) { d.write("own.md", stated("tag:x.example,2020:1", "Own", phrases(7))) },
		after: func(d *disk) {
			d.remove("own.md")
			d.write("elsewhere/other.md", stated("tag:x.example,2020:1", "Other", phrases(8)))
		},
		keeps: map[string]string{"own.md": "elsewhere/other.md"},
	},
	{
		name:   "another stated id in the same file is not another article",
		before: func(d *disk) { d.write("own.md", stated("tag:x.example,2020:1", "Own", phrases(7))) },
		after:  func(d *disk) { d.write("own.md", stated("tag:x.example,2020:2", "Own", phrases(7))) },
		fresh:  []string{"own.md"},
	},
	{
		name:  "an id added later makes the article new",
		after: func(d *disk) { a := stated("tag:x.example,2020:3", "Alpha", phrases(1)); d.write("a.txt", a) },
		keeps: map[string]string{"a.txt": "a.txt"},
	},
	{
		name:   "a stated id is overruled by what the file says else",
		before: func(d *disk) { d.write("own.md", stated("tag:x.example,2020:1", "Own", phrases(7))) },
		after: func(d *disk) {
			a := stated("tag:x.example,2020:1", "Other", phrases(8))
			a = a.With(func(f *content.Facts) { f.Published = dated("", 20, "").Published() })
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
			a := dated("Alpha", 1, phrases(1))
			a = a.With(func(f *content.Facts) { f.Tags = []string{"later"} })
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
			a = a.With(func(f *content.Facts) { f.Tags = []string{"later"} })
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
			d.write("x.txt", undated("Without a date", phrases(4)+" more"))
			d.write("undated.txt", undated("Another", phrases(50)))
		},
		keeps: map[string]string{"undated.txt": "x.txt"},
		fresh: []string{"undated.txt"},
	},
	{
		name: "an article rewritten in place while a copy is made of it becomes its copy",
		after: func(d *disk) {
			d.copy("undated.txt", "copy.txt")
			d.write("undated.txt", undated("Rewritten", phrases(50)))
		},
		keeps: map[string]string{"undated.txt": "undated.txt"},
		fresh: []string{"copy.txt"},
	},
	{
		name: "an article edited by an editor that saves to a new file becomes its copy",
		after: func(d *disk) {
			d.copy("undated.txt", "copy.txt")
			d.replace("undated.txt", undated("Retitled", phrases(4)+" more"))
		},
		keeps: map[string]string{"undated.txt": "undated.txt"},
		fresh: []string{"copy.txt"},
	},
	{
		name: "converting to Markdown with a corrected date makes it new",
		after: func(d *disk) {
			d.remove("a.txt")
			d.write("a.md", dated("Alpha", 4, "**"+phrases(1)+"**"))
		},
		keeps: map[string]string{"a.txt": "a.md"},
	},
	{
		name:   "the next issue of a series in a directory of its own takes the ID of the last",
		before: func(d *disk) { d.write("09/index.md", dated("Weekly", 9, phrases(7))) },
		after: func(d *disk) {
			d.remove("09/index.md")
			d.write("10/index.md", dated("Weekly", 16, phrases(8)))
		},
		fresh: []string{"10/index.md"},
	},
	{
		name: "renaming and correcting in an editor that saves to a new file",
		after: func(d *disk) {
			d.remove("a.txt")
			d.write("alpha-final.txt", dated("Alpha", 1, phrases(1)+" more"))
		},
		keeps: map[string]string{"a.txt": "alpha-final.txt"},
	},
	{
		name:   "tomorrow's bulletin under today's name takes today's ID",
		before: func(d *disk) { d.write("ferries.txt", bulletin("Thursday", 5)) },
		after:  func(d *disk) { d.write("ferries.txt", bulletin("Friday", 6)) },
		fresh:  []string{"ferries.txt"},
	},
	{
		name:   "tomorrow's bulletin takes the ID of today's, which has moved aside",
		before: func(d *disk) { d.write("ferries.txt", bulletin("Thursday", 5)) },
		after: func(d *disk) {
			d.rename("ferries.txt", "past/05.txt")
			d.write("ferries.txt", bulletin("Friday", 6))
		},
		keeps: map[string]string{"ferries.txt": "past/05.txt"},
		fresh: []string{"ferries.txt"},
	},
	{
		name:   "tomorrow's bulletin takes the ID of today's, of which a copy was put aside",
		before: func(d *disk) { d.write("ferries.txt", bulletin("Thursday", 5)) },
		after: func(d *disk) {
			d.copy("ferries.txt", "past/05.txt")
			d.write("ferries.txt", bulletin("Friday", 6))
		},
		keeps: map[string]string{"ferries.txt": "past/05.txt"},
		fresh: []string{"ferries.txt"},
	},
	{
		name: "bulletins that each move on by one name change IDs",
		before: func(d *disk) {
			for i, day := range []string{"Sunday", "Saturday", "Friday"} {
				d.write(fmt.Sprintf("ferries.%d.txt", i), bulletin(day, 8-i))
			}
		},
		after: func(d *disk) {
			d.remove("ferries.2.txt")
			d.rename("ferries.1.txt", "ferries.2.txt")
			d.rename("ferries.0.txt", "ferries.1.txt")
			d.write("ferries.0.txt", bulletin("Monday", 9))
		},
		keeps: map[string]string{"ferries.0.txt": "ferries.1.txt", "ferries.1.txt": "ferries.2.txt"},
		fresh: []string{"ferries.0.txt"},
	},
	{
		name:   "a menu of few words takes the ID of yesterday's",
		before: func(d *disk) { d.write("menu.txt", dated("On Tuesday", 10, "Pea soup with bread, then apples")) },
		after:  func(d *disk) { d.write("menu.txt", dated("On Wednesday", 11, "Lentils with leeks, then pears")) },
		fresh:  []string{"menu.txt"},
	},
	{
		name:   "a bulletin that is corrected, with its day, is new",
		before: func(d *disk) { d.write("ferries.txt", bulletin("Thursday", 5)) },
		after: func(d *disk) {
			a := bulletin("Thursday", 6)
			a = a.With(func(f *content.Facts) { f.Title = "FERRIES of Thursday –" })
			d.write("ferries.txt", a)
		},
		keeps: map[string]string{"ferries.txt": "ferries.txt"},
	},
	{
		name:   "a bulletin that gets another title is new",
		before: func(d *disk) { d.write("ferries.txt", bulletin("Thursday", 5)) },
		after: func(d *disk) {
			a := bulletin("Thursday", 5)
			a = a.With(func(f *content.Facts) { f.Title = "No ferries until noon" })
			d.write("ferries.txt", a)
		},
		keeps: map[string]string{"ferries.txt": "ferries.txt"},
	},
	{
		name: "a draft that gets its title and day is new",
		before: func(d *disk) {
			a := bulletin("Thursday", 5)
			a = a.With(func(f *content.Facts) { f.Draft = true })
			d.write("ferries.txt", a)
		},
		after: func(d *disk) { d.write("ferries.txt", bulletin("Friday", 6)) },
		keeps: map[string]string{"ferries.txt": "ferries.txt"},
	},
	{
		name: "a stated id is overruled by a reused name",
		before: func(d *disk) {
			a := bulletin("Thursday", 5)
			a = a.With(func(f *content.Facts) { f.ID = "tag:x.example,2020:ferries" })
			d.write("ferries.md", a)
		},
		after: func(d *disk) {
			a := bulletin("Friday", 6)
			a = a.With(func(f *content.Facts) { f.ID = "tag:x.example,2020:ferries" })
			d.write("ferries.md", a)
		},
		keeps: map[string]string{"ferries.md": "ferries.md"},
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

// bulletin shares all but its day with the bulletin of any other day.
func bulletin(day string, n int) *content.Article {
	return dated("Ferries of "+day, n, fmt.Sprintf("%s The last boat is at %d.", phrases(5), n))
}

// Today's bulletin moves aside in one call, tomorrow's takes its name in the next,
// or the other way round.
func TestBulletinMovesAsideInTwoCalls(t *testing.T) {
	aside := func(d *disk) { d.rename("ferries.txt", "past/05.txt") }
	next := func(d *disk) { d.write("ferries.txt", bulletin("Friday", 6)) }
	for _, test := range []struct {
		name  string
		steps []func(*disk)
	}{
		{"aside first", []func(*disk){aside, next}},
		{"gone first", []func(*disk){
			func(d *disk) { d.remove("ferries.txt") }, next, func(d *disk) { d.write("past/05.txt", bulletin("Thursday", 5)) },
		}},
		{"overwritten first", []func(*disk){next, func(d *disk) { d.write("past/05.txt", bulletin("Thursday", 5)) }}},
	} {
		c, d := open(t, Options{}), newDisk(t)
		d.write("ferries.txt", bulletin("Thursday", 5))
		apply(t, c, d)
		was := at(t, c, "ferries.txt")
		for _, step := range test.steps {
			step(d)
			apply(t, c, d)
		}
		old, young := at(t, c, "past/05.txt"), at(t, c, "ferries.txt")
		if old.ID != was.ID || old.Slug != was.Slug {
			t.Errorf("%s: Thursday's = %s at %s, want %s at %s", test.name, old.ID, old.Slug, was.ID, was.Slug)
		}
		if young.ID == was.ID || young.Slug == was.Slug {
			t.Errorf("%s: Friday's = %s at %s, want its own", test.name, young.ID, young.Slug)
		}
	}
}

func TestStories(t *testing.T) {
	for _, story := range stories {
		t.Run(story.name, func(t *testing.T) {
			c, d := open(t, Options{}), newDisk(t)
			d.write("a.txt", dated("Alpha", 1, phrases(1)))
			d.write("b.txt", dated("Beta", 2, phrases(2)))
			d.write("stub.txt", dated("Untitled", 3, "to do"))
			d.write("undated.txt", undated("Without a date", phrases(4)))
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
