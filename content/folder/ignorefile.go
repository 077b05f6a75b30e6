package folder

// Ignore files: what the user leaves out, in the syntax of gitignore(5).

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"strings"

	"github.com/bmatcuk/doublestar/v4"
)

// IgnoreFile is the name of the files that say, with the syntax of a .gitignore,
// what of the folder they lie in is no part of the content.
const IgnoreFile = ".feedmillignore"

const maxIgnoreFile = 64 << 10

// ignoreLine is one pattern of an ignore file.
type ignoreLine struct {
	glob    string // for doublestar, relative to the folder of the file
	named   bool   // it is matched with names in every folder below
	keep    bool   // it takes back what a line before it says
	folders bool   // it holds for folders alone
	number  int
	text    string
}

// ignoreList are the lines of the ignore file in dir.
type ignoreList struct {
	dir   string
	lines []ignoreLine
}

// readIgnoreFile reads the ignore file of a folder, if there is one.
func (f *Folder) readIgnoreFile(dir string) ([]byte, error) {
	name := f.absolute(path.Join(dir, IgnoreFile))
	switch info, err := os.Lstat(name); {
	case absent(err):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("read %s: %w", IgnoreFile, cause(err))
	case !info.Mode().IsRegular():
		return nil, fmt.Errorf("read %s: %w; put a file in its place", IgnoreFile, ErrNotRegular)
	}
	file, err := os.Open(name)
	if absent(err) {
		return nil, nil
	}
	if err != nil {
		return nil, fmt.Errorf("read %s: %w", IgnoreFile, cause(err))
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, maxIgnoreFile+1))
	switch {
	case err != nil && !errors.Is(err, fs.ErrNotExist):
		return nil, fmt.Errorf("read %s: %w", IgnoreFile, cause(err))
	case len(data) > maxIgnoreFile:
		return nil, fmt.Errorf("read %s: it has more than %d bytes; use fewer patterns", IgnoreFile, maxIgnoreFile)
	}
	return data, nil
}

// parseIgnore reads the lines of an ignore file. A line that can never match is
// left out, and is the error.
func parseIgnore(data []byte) (lines []ignoreLine, err error) {
	text := strings.TrimPrefix(string(data), "\uFEFF")
	number := 0
	for line := range strings.SplitSeq(text, "\n") {
		number++
		l, ok := parseIgnoreLine(strings.TrimSuffix(line, "\r"))
		if !ok {
			continue
		}
		if l.number = number; !doublestar.ValidatePattern(l.glob) {
			err = errors.Join(err, fmt.Errorf("line %d: pattern %q is malformed; see that each [ is closed", number, l.text))
			continue
		}
		lines = append(lines, l)
	}
	return lines, err
}

func parseIgnoreLine(line string) (l ignoreLine, ok bool) {
	p := trimBlanks(line)
	if p == "" || p[0] == '#' {
		return l, false
	}
	l.text = p
	if p, l.keep = strings.CutPrefix(p, "!"); p == "" {
		return l, false
	}
	p, l.folders = strings.CutSuffix(p, "/")
	l.named = !strings.Contains(p, "/")
	l.glob = globOf(strings.TrimPrefix(p, "/"))
	return l, l.glob != ""
}

// trimBlanks cuts the blanks at the end that no backslash protects.
func trimBlanks(s string) string {
	t := strings.TrimRight(s, " \t")
	if backslashes := len(t) - len(strings.TrimRight(t, `\`)); backslashes%2 == 1 && len(t) < len(s) {
		return s[:len(t)+1]
	}
	return t
}

// globOf writes a pattern of git's as one of doublestar's. To git braces are
// letters, and "photos/**" is what lies in photos, not the folder itself.
func globOf(p string) string {
	var b strings.Builder
	for i := 0; i < len(p); i++ {
		switch c := p[i]; {
		case c == '\\' && i+1 < len(p):
			b.WriteByte(c)
			i++
			b.WriteByte(p[i])
		case c == '{' || c == '}':
			b.WriteByte('\\')
			b.WriteByte(c)
		default:
			b.WriteByte(c)
		}
	}
	if glob := b.String(); strings.HasSuffix(glob, "/**") {
		return glob + "/*"
	}
	return b.String()
}

// matches says whether the line is about a path relative to its folder.
func (l ignoreLine) matches(rel string, isFolder bool) bool {
	if l.folders && !isFolder {
		return false
	}
	if l.named {
		rel = path.Base(rel)
	}
	return doublestar.MatchUnvalidated(l.glob, rel)
}

// judge finds the last line about a path, if there is one: the innermost file's
// go before those of the folders around it.
func judge(lists []ignoreList, p string, isFolder bool) (by ignoreLine, where string, ok bool) {
	for i := len(lists) - 1; i >= 0; i-- {
		rel := p
		if lists[i].dir != "." {
			rel = strings.TrimPrefix(p, lists[i].dir+"/")
		}
		for k := len(lists[i].lines) - 1; k >= 0; k-- {
			if l := lists[i].lines[k]; l.matches(rel, isFolder) {
				return l, path.Join(lists[i].dir, IgnoreFile), true
			}
		}
	}
	return ignoreLine{}, "", false
}
