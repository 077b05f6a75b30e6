package folder

import (
	"path/filepath"
	"strings"
	"testing"
)

// ignoreTests are ignore files with paths, of which one that ends in a slash is a
// folder. Left out are those that begin with a minus.
var ignoreTests = []struct{ name, file, paths string }{
	{"a name holds in every folder", "old.txt", "-old.txt -sport/old.txt old.txt.md"},
	{"a slash in front ties it to its folder", "/old.txt", "-old.txt sport/old.txt"},
	{"a slash within, likewise", "sport/old.txt", "-sport/old.txt old.txt a/sport/old.txt"},
	{"a slash behind is for folders", "notes/", "-notes/ -sport/notes/ -notes/a.txt notes.txt"},
	{"a file is no folder", "notes/", "sport/notes"},
	{"a star stays in its folder", "/sport/*.txt", "-sport/a.txt sport/b/a.txt"},
	{"a star alone is any name", "*.bak.txt", "-a.bak.txt -x/y/a.bak.txt a.txt"},
	{"a question mark is one letter", "day?.txt", "-day1.txt day10.txt day.txt"},
	{"classes", "day[0-3].txt\nweek[!a-c].txt\nyear[^x].txt", "-day2.txt day4.txt -weekd.txt weeka.txt -yeary.txt yearx.txt"},
	{"two stars in front", "**/old.txt", "-old.txt -a/old.txt -a/b/old.txt"},
	{"two stars within", "a/**/old.txt", "-a/old.txt -a/b/old.txt -a/b/c/old.txt old.txt"},
	{"two stars within, met in vain at first", "**/b/old.txt", "-b/old.txt -b/b/old.txt -b/x/b/old.txt b/x/old.txt"},
	{"two stars behind are what is inside", "photos/**", "-photos/a.txt -photos/b/c.txt photos.txt"},
	{"the folder itself may then give something back", "photos/**\n!photos/a.txt", "photos/a.txt -photos/b.txt"},
	{"two stars in a name are one", "a**.txt", "-abc.txt"},
	{"the last line decides", "*.txt\n!fair.txt", "-rain.txt fair.txt"},
	{"in either order", "!fair.txt\n*.txt", "-rain.txt -fair.txt"},
	{"nothing comes back from a folder that is left out", "sport/\n!sport/fair.txt", "-sport/fair.txt"},
	{"comments and blank lines", "# none of this\n\n   \nrain.txt", "-rain.txt fair.txt"},
	{"signs that a backslash protects", "\\#1.txt\n\\!2.txt\n\\*3.txt", "-#1.txt -!2.txt -*3.txt x3.txt"},
	{"braces are letters", "{a,b}.txt", "a.txt -{a,b}.txt"},
	{"signs of other languages", "a+(b).txt\nc|d$.txt", "-a+(b).txt aab.txt -c|d$.txt"},
	{"lines that end as in Windows", "rain.txt\r\nsnow.txt\r\n", "-rain.txt -snow.txt"},
	{"blanks behind", "rain.txt  \n", "-rain.txt"},
	{"letters of any script", "Wetter*.txt\n天気図*.txt", "-Wetterläufe.txt -天気図.txt 天気.txt"},
}

func TestIgnoreFile(t *testing.T) {
	for _, tt := range ignoreTests {
		t.Run(tt.name, func(t *testing.T) {
			dir := t.TempDir()
			write(t, dir, IgnoreFile, tt.file)
			f, err := Open(dir, Rules{Article: func(string) bool { return true }})
			if err != nil {
				t.Fatal(err)
			}
			for p := range strings.FieldsSeq(tt.paths) {
				p, want := strings.CutPrefix(p, "-")
				if got := leftOut(f, p); got != want {
					t.Errorf("%q: %s left out %v, want %v", tt.file, p, got, want)
				}
			}
		})
	}
}

// leftOut says whether a path is, perhaps with a folder around it.
func leftOut(f *Folder, p string) bool {
	p, isFolder := strings.CutSuffix(p, "/")
	for i, c := range p {
		if c == '/' && !f.descends(filepath.Dir(p[:i]), filepath.Base(p[:i])) {
			return true
		}
	}
	if isFolder {
		return !f.descends(filepath.Dir(p), filepath.Base(p))
	}
	k, _ := f.file(filepath.Dir(p), filepath.Base(p))
	return k != article
}

func TestIgnoreFilesOfInnerFoldersGoFirst(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, IgnoreFile, "*.txt\n/sport/cups\n")
	write(t, dir, "sport/"+IgnoreFile, "!row*.txt\n")
	write(t, dir, "sport/rowers.txt", "x")
	write(t, dir, "sport/cups/rows.txt", "x")
	write(t, dir, "rowers.txt", "x")
	write(t, dir, "sport/wrestlers.txt", "x")
	if got, want := strings.Join(scanned(t, dir, Rules{}), " "), "sport/rowers.txt"; got != want {
		t.Errorf("articles are %s, want %s", got, want)
	}
}

func TestFlawsOfAnIgnoreFileAreTold(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, IgnoreFile, "rain.txt\nsnow[.txt\n")
	write(t, dir, "rain.txt", "x")
	write(t, dir, "sun.txt", "x")
	l := scan(t, dir, Rules{})
	if len(l.Problems) != 1 || l.Problems[0].Path != IgnoreFile || !strings.Contains(l.Problems[0].Err.Error(), `line 2: pattern "snow[.txt"`) {
		t.Errorf("problems are %v, want line 2", l.Problems)
	}
	if _, ok := l.Articles["rain.txt"]; ok || len(l.Articles) != 1 {
		t.Errorf("articles are %v, want sun.txt", l.Articles)
	}
}

// Nobody can tell what a folder is meant to show whose ignore file cannot be read.
func TestAnIgnoreFileThatCannotBeReadHidesItsFolder(t *testing.T) {
	dir := t.TempDir()
	write(t, dir, "sun.txt", "x")
	write(t, dir, "sport/rowers.txt", "x")
	write(t, dir, "sport/"+IgnoreFile, strings.Repeat("x", maxIgnoreFile+1))
	l := scan(t, dir, Rules{})
	if len(l.Problems) != 1 || l.Problems[0].Path != "sport" {
		t.Errorf("problems are %v, want one of sport", l.Problems)
	}
	if len(l.Articles) != 1 {
		t.Errorf("articles are %v, want sun.txt", l.Articles)
	}
	if c := l.Since(Snapshot{"sport/rowers.txt": {}}); len(c.Gone) > 0 {
		t.Errorf("gone are %v, want none", c.Gone)
	}
}
