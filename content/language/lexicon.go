package language

// What tells languages apart is a file for each in the folder languages, named by
// its BCP 47 tag, and read when the first text asks. The keys:
//
//	words     the commonest words: those that no sentence does without
//	letters   the letters beyond ASCII, as one word; one that is lacking speaks against the language
//	marks     what its words have and those of its kin have not, such as their ends: -sjon_
//	names     what people call it, in place of its tag
//
// A word counts the less, the more languages have it.

import (
	"embed"
	"fmt"
	"io/fs"
	"math/bits"
	"slices"
	"strings"
	"sync"

	"feedmill/content/prose"
	"feedmill/content/wordlist"
)

//go:embed languages/*.txt
var languageFiles embed.FS

// lexicon is what all files say. Sets of languages are bits by their index in tags.
type lexicon struct {
	tags     []string // of the languages whose words are known, in alphabetical order
	words    map[string]uint64
	short    shortWords            // those of words that fit
	begins   [256]uint32           // by first byte, the lengths of words: says without hashing that most of a text are none
	ends     [256]uint32           // by last byte
	known    []knownLetter         // from 1
	letterAt [0x2000]uint8         // where in known a letter is, by its code point; 0 if it is not there
	kin      [mostLanguages]uint64 // by index in tags, the language and those of its kin
	marks    markTable             // _ is where a word begins or ends
	marked   uint64                // the languages that have marks
	names    map[string]string     // tags
}

// addLetters takes in letters with the tags of the languages that have them.
func (l *lexicon) addLetters(letters map[rune][]string) error {
	if len(letters) >= mostLetters {
		return fmt.Errorf("%d letters beyond ASCII; there is room for %d", len(letters), mostLetters-1)
	}
	l.known = make([]knownLetter, 1, len(letters)+1)
	for letter, tags := range letters {
		if letter >= rune(len(l.letterAt)) {
			return fmt.Errorf("letter %q is beyond %U", letter, len(l.letterAt))
		}
		l.letterAt[letter] = uint8(len(l.known))
		l.known = append(l.known, knownLetter{letter, l.setOf(tags)})
	}
	return nil
}

// mostLetters is how many letters beyond ASCII all languages have together, and one.
const mostLetters = 256

// knownLetter is a letter beyond ASCII, with the languages that have it.
type knownLetter struct {
	letter    rune
	languages uint64
}

// mostLanguages is how many fit into a set.
const mostLanguages = 64

// known is the lexicon that the program is built with.
var known = sync.OnceValue(func() *lexicon {
	l, err := readLanguages(languageFiles)
	if err != nil {
		panic("language: " + err.Error()) // a file of the program itself
	}
	return l
})

func readLanguages(fsys fs.FS) (*lexicon, error) {
	files, err := wordlist.ReadAll(fsys, "languages/*.txt")
	if err != nil {
		return nil, err
	}
	l := &lexicon{words: make(map[string]uint64, 4000), names: make(map[string]string, 100)}
	letters := make(map[rune][]string) // with the tags of those who have them
	marks := map[string][]string{}
	for _, f := range files {
		for _, e := range f.Entries {
			switch e.Key {
			case "words":
				l.addWords(f.Name, e.Words)
			case "letters":
				for _, letter := range strings.Join(e.Words, "") {
					letters[letter] = append(letters[letter], f.Name)
				}
			case "marks":
				marks[f.Name] = e.Words
			case "names":
				for _, name := range e.Words {
					l.names[name] = f.Name
				}
			default:
				return nil, fmt.Errorf("languages/%s.txt:%d: unknown key %q", f.Name, e.Line, e.Key)
			}
		}
	}
	if len(l.tags) > mostLanguages {
		return nil, fmt.Errorf("%d languages; sets of them hold %d", len(l.tags), mostLanguages)
	}
	l.short = shortOf(l.words)
	if err := l.addLetters(letters); err != nil {
		return nil, err
	}
	for k, tag := range l.tags {
		l.kin[k] = l.kinOf(tag)
		for _, m := range marks[tag] {
			l.marks.add(m, k)
			l.marked |= 1 << k
		}
	}
	return l, nil
}

func (l *lexicon) addWords(tag string, words []string) {
	bit := uint64(1) << len(l.tags)
	l.tags = append(l.tags, tag)
	for _, word := range words {
		l.words[word] |= bit
		l.begins[word[0]] |= 1 << len(word)
		l.ends[word[len(word)-1]] |= 1 << len(word)
	}
}

// languagesOf are those that have the word of n bytes, in whatever case, that s begins
// with.
func (l *lexicon) languagesOf(s string, n int) uint64 {
	if l.begins[small[s[0]]]&l.ends[small[s[n-1]]]>>n&1 == 0 {
		return 0
	}
	if n <= 8 && len(s) >= 8 {
		return l.short.languages(inSmall(prose.Eight(s)) & (1<<(8*n) - 1))
	}
	var word [longestWord]byte
	for i := range n {
		word[i] = small[s[i]]
	}
	return l.words[string(word[:n])]
}

// small are all bytes, with the ASCII letters in lower case.
var small = func() (small [256]byte) {
	for c := range small {
		small[c] = byte(inSmall(uint64(c)))
	}
	return small
}()

// inSmall is eight bytes with the ASCII letters in lower case.
func inSmall(eight uint64) uint64 { return eight | prose.MarkLetters(eight)>>2 }

// shortWords are the words of up to eight bytes, each as one number beside its languages,
// in a table of which no more than a half is taken: most words of a text are asked for,
// and many are not there.
type shortWords struct {
	entries []shortWord
	shift   int
}

type shortWord struct{ word, languages uint64 }

func shortOf(words map[string]uint64) shortWords {
	size := bits.Len(uint(2 * len(words)))
	s := shortWords{make([]shortWord, 1<<size), 64 - size}
	for word, set := range words {
		if len(word) <= 8 {
			n := prose.Eight(word + "\x00\x00\x00\x00\x00\x00\x00")
			*s.at(n) = shortWord{n, set}
		}
	}
	return s
}

// languages are those that have a word.
func (s *shortWords) languages(word uint64) uint64 { return s.at(word).languages }

// at is where a word is, or where it would be.
func (s *shortWords) at(word uint64) *shortWord {
	at := int(word * 0x9e3779b97f4a7c15 >> s.shift)
	for {
		if e := &s.entries[at]; e.word == word || e.word == 0 {
			return e
		}
		at = (at + 1) & (len(s.entries) - 1)
	}
}

// kindred are groups of languages that share most of their small words: among them
// any lead must do.
var kindred = [...]string{"af nl", "be bg mk ru sr uk", "ca es gl it pt", "cs sk sl hr", "da nb nn sv is", "et fi", "id ms"}

// kinOf is the set of a language and those of its kin.
func (l *lexicon) kinOf(tag string) uint64 {
	kin := []string{tag}
	for _, group := range kindred {
		if of := strings.Fields(group); slices.Contains(of, tag) {
			kin = append(kin, of...)
		}
	}
	return l.setOf(kin)
}

// setOf is the set of the languages of a list.
func (l *lexicon) setOf(tags []string) (set uint64) {
	for _, tag := range tags {
		if i := slices.Index(l.tags, tag); i >= 0 {
			set |= 1 << i
		}
	}
	return set
}

// areKindred reports whether two languages are of one group, or the same.
func (l *lexicon) areKindred(a, b int) bool { return l.kin[a]>>b&1 == 1 }

// IsSmallWord reports whether a word, in lower case, is one of the commonest of any
// language.
func IsSmallWord(word string) bool { return known().words[word] != 0 }
