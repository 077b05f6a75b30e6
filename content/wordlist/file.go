package wordlist

// The files in which readers of text keep the words of one language:
//
//	# German
//	january = Januar, Jänner, Jän
//	published = veröffentlicht, veröffentlicht am,
//	  erschienen am
//
// A line is a key and its words, separated by commas; a line that begins with a blank
// goes on with the one above it; a line that begins with "#" is a remark. Words
// with a comma, or a blank at an end, stand in double quotes. What the keys mean is
// the business of the package that embeds the files.

import (
	"fmt"
	"io/fs"
	"path"
	"strings"
)

// File is one file of words.
type File struct {
	Name    string // without directory and ending; of a language its BCP 47 tag
	Entries []Entry
}

// Entry is a key and its words, in the order of the file.
type Entry struct {
	Key   string
	Words []string // none is empty
	Line  int      // from 1, where the key stands
}

// ReadAll reads the files that match the patterns, as [fs.Glob] takes them, in the
// order of the patterns and of the names. An error names the file and the line.
func ReadAll(fsys fs.FS, patterns ...string) ([]File, error) {
	var files []File
	for _, pattern := range patterns {
		names, err := fs.Glob(fsys, pattern)
		if err != nil {
			return nil, fmt.Errorf("list word files %s: %w", pattern, err)
		}
		for _, name := range names {
			text, err := fs.ReadFile(fsys, name)
			if err != nil {
				return nil, fmt.Errorf("read words: %w", err)
			}
			f, err := Parse(name, string(text))
			if err != nil {
				return nil, err
			}
			files = append(files, f)
		}
	}
	return files, nil
}

// Parse reads the text of one file.
func Parse(name, text string) (File, error) {
	f := File{Name: strings.TrimSuffix(path.Base(name), path.Ext(name))}
	keys := make(map[string]bool)
	for n := 1; text != ""; n++ {
		var line string
		line, text, _ = strings.Cut(text, "\n")
		switch {
		case strings.Trim(line, " \t\r") == "" || line[0] == '#':
		case line[0] == ' ' || line[0] == '\t':
			if len(f.Entries) == 0 {
				return f, fmt.Errorf("%s:%d: a line goes on before any key; write it as key = words", name, n)
			}
			last := &f.Entries[len(f.Entries)-1]
			last.Words = appendWords(last.Words, line)
		default:
			key, words, ok := strings.Cut(strings.TrimRight(line, "\r"), "=")
			key = strings.TrimSpace(key)
			if !ok || key == "" || keys[key] {
				return f, fmt.Errorf("%s:%d: %q is no new key = words", name, n, line)
			}
			keys[key] = true
			f.Entries = append(f.Entries, Entry{Key: key, Words: appendWords(nil, words), Line: n})
		}
	}
	return f, nil
}

func appendWords(words []string, list string) []string {
	for list = strings.TrimLeft(list, " \t,"); list != ""; list = strings.TrimLeft(list, " \t,") {
		var word string
		if list[0] == '"' {
			word, list, _ = strings.Cut(list[1:], `"`)
		} else {
			word, list, _ = strings.Cut(list, ",")
			word = strings.TrimRight(word, " \t\r")
		}
		if word != "" {
			words = append(words, word)
		}
	}
	return words
}
