package wordlist

// The tables that a package makes of its files: all languages taken together, key
// by key, read when the first text needs them.

import (
	"fmt"
	"io/fs"
	"iter"
	"maps"
	"slices"
	"strings"
	"sync"
	"unicode/utf8"

	"feedmill/content/prose"
)

// Source is the word files of one package, a language each. What a key means is
// said where a table is made of it.
type Source struct {
	fsys     fs.FS
	patterns []string
	words    func() map[string][]string
	keys     []string // of which tables were made
}

// From makes a source of the files that match the patterns. They are the program's
// own: one that cannot be read is a fault in the program, and panics.
func From(fsys fs.FS, patterns ...string) *Source {
	s := &Source{fsys: fsys, patterns: patterns}
	s.words = sync.OnceValue(func() map[string][]string {
		files, err := ReadAll(fsys, patterns...)
		if err != nil {
			panic(err)
		}
		all := make(map[string][]string)
		for _, f := range files {
			for _, e := range f.Entries {
				all[e.Key] = append(all[e.Key], e.Words...)
			}
		}
		return all
	})
	return s
}

// List is a table of the words under a key, in the order of the files and of
// their lines. A word of several languages is in it several times.
func (s *Source) List(key string) func() []string {
	s.keys = append(s.keys, key)
	return func() []string { return s.words()[key] }
}

// Words is a table of the words under a key.
func (s *Source) Words(key string) *Words {
	list := s.List(key)
	return &Words{sync.OnceValue(func() *words { return wordsOf(list()) })}
}

func setOf(words []string) map[string]bool {
	set := make(map[string]bool, len(words))
	for _, word := range words {
		set[word] = true
	}
	return set
}

// Letters is a table of the letters under a key, of all languages in one string.
func (s *Source) Letters(key string) func() string {
	list := s.List(key)
	return sync.OnceValue(func() string { return strings.Join(list(), "") })
}

// ByFile is a table of the words under a key for each file that has some, by its name.
func (s *Source) ByFile(key string) func() map[string]map[string]bool {
	s.keys = append(s.keys, key)
	return sync.OnceValue(func() map[string]map[string]bool {
		files, err := ReadAll(s.fsys, s.patterns...)
		if err != nil {
			panic(err)
		}
		all := make(map[string]map[string]bool)
		for _, f := range files {
			for _, e := range f.Entries {
				if e.Key == key {
					all[f.Name] = setOf(e.Words)
				}
			}
		}
		return all
	})
}

// Prefixes is a table of the phrases under a key.
func (s *Source) Prefixes(key string) Prefixes {
	list := s.List(key)
	return Prefixes{sync.OnceValue(func() *prefixes { return prefixesOf(list()) })}
}

// Check says what is wrong with the files: what cannot be read, a word that stands
// twice under a key of a file, a key without a table or a table without words. It
// is for the tests of the package that embeds them.
func (s *Source) Check() error {
	files, err := ReadAll(s.fsys, s.patterns...)
	if err != nil {
		return err
	}
	for _, f := range files {
		for _, e := range f.Entries {
			if !slices.Contains(s.keys, e.Key) {
				return fmt.Errorf("%s.txt:%d: nobody reads the key %q; the known ones are %s", f.Name, e.Line, e.Key, strings.Join(s.keys, ", "))
			}
			if word := repeated(e.Words); word != "" {
				return fmt.Errorf("%s.txt:%d: %q stands twice under %q", f.Name, e.Line, word, e.Key)
			}
		}
	}
	for _, key := range s.keys {
		if len(s.words()[key]) == 0 {
			return fmt.Errorf("no file has words under %q", key)
		}
	}
	return nil
}

// repeated is a word that stands twice in a list, or empty.
func repeated(words []string) string {
	seen := make(map[string]bool, len(words))
	for _, word := range words {
		if seen[word] {
			return word
		}
		seen[word] = true
	}
	return ""
}

// Words is a table of words in lower case.
type Words struct{ known func() *words }

type words struct {
	set     map[string]bool
	longest int         // bytes that a word has in any case
	lengths [256]uint64 // by first byte, a bit for the length of each word, the last for all longer ones: most of what is asked for is not there, and this says so without hashing
}

const longestBit = 63

func wordsOf(list []string) *words {
	const shrinks = 8 // bytes that a word may lose by becoming small
	w := &words{set: setOf(list)}
	for word := range w.set {
		w.longest = max(w.longest, len(word)+shrinks)
		w.lengths[word[0]] |= 1 << min(len(word), longestBit)
	}
	return w
}

// mayHold reports whether a word of a length that begins with a byte could be in the
// table.
func (w *words) mayHold(first byte, length int) bool {
	return w.lengths[first]>>min(length, longestBit)&1 == 1
}

// Has reports whether the word is in the table as it stands.
func (w *Words) Has(word string) bool {
	known := w.known()
	return word != "" && known.mayHold(word[0], len(word)) && known.set[word]
}

// All gives the words of the table, in no order.
func (w *Words) All() iter.Seq[string] { return maps.Keys(w.known().set) }

// Lists reports whether the word is in the table, whatever its capitals.
func (w *Words) Lists(word string) bool { return w.known().lists(word) }

func (w *words) lists(word string) bool {
	if word == "" || len(word) > w.longest {
		return false
	}
	first := word[0]
	if 'A' <= first && first <= 'Z' {
		first += 'a' - 'A'
	}
	if first < utf8.RuneSelf && (w.lengths[first] == 0 || !w.mayHold(first, len(word)) && prose.IsASCII(word)) {
		return false // only letters beyond ASCII change their length with their case
	}
	return Lists(w.set, word)
}

// Any reports whether any word of s is in the table.
func (w *Words) Any(s string) bool {
	known := w.known()
	for word := range strings.FieldsSeq(s) {
		if known.lists(strings.Trim(word, marksOfWords)) {
			return true
		}
	}
	return false
}
