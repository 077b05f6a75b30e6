package stated

// The names that people give to the fields of an article, in header blocks of
// text and in front matter alike.

import (
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"feedmill/content/prose"
)

// Field is a fact that an article can state of itself.
type Field uint8

// The fields. None is that of a key that means nothing here.
const (
	None Field = iota
	Title
	Dek // a second headline: the summary, unless one is stated
	Author
	Published
	Updated
	Expires
	Section
	Tags
	Summary
	Image
	Language
	URL
	Source
	Rights
	Draft  // if true, the article is not for readers
	Public // if false, likewise; or since when it is
	Status // a word such as "draft", "private" or "published"
	ID
	Enclosure
	Banner
	External
	Via
	Related
	Replies
	Body  // the article follows
	Other // known, but of no use to a feed: "slug", "length"
)

// fieldKeys are the keys of the word files that list the spellings of each field,
// folded as FieldOf does.
var fieldKeys = map[Field]string{
	Title: "title", Dek: "dek", Author: "author", Published: "published", Updated: "updated", Expires: "expires", Section: "section",
	Tags: "tags", Summary: "summary", Image: "image", Language: "language", URL: "url", Source: "source", Rights: "rights",
	Draft: "draft", Status: "status", Public: "public", ID: "id", Enclosure: "enclosure", Body: "body", Other: "other",
}

// matterFieldKeys are those of the spellings that mean this only in front matter: in
// a text they head lists of headlines, counts of comments, credits.
var matterFieldKeys = map[Field]string{
	Published: "published in front matter", Expires: "expires in front matter", Banner: "banner in front matter",
	External: "external in front matter", Via: "via in front matter", Related: "related in front matter",
	Replies: "replies in front matter", Draft: "draft in front matter", Public: "public in front matter", Status: "status in front matter",
}

var (
	keys       = fieldsByName(fieldKeys)
	matterOnly = fieldsByName(matterFieldKeys)
)

// matterKeys are the spellings in front matter.
var matterKeys = sync.OnceValue(func() map[string]matterKey {
	all := make(map[string]matterKey, len(keys())+len(matterOnly()))
	for _, fields := range []map[string]Field{keys(), matterOnly()} {
		for name, f := range fields {
			all[name] = matterKey{f, name, matterRule + name}
		}
	}
	return all
})

// matterKey is a key of front matter as most people write it, and the rule by which a
// field is found there.
type matterKey struct {
	field      Field
	name, rule string
}

// matterRule begins such rules, before the key as it is written.
const matterRule = "front matter "

func fieldsByName(keys map[Field]string) func() map[string]Field {
	lists := make(map[Field]func() []string, len(keys))
	for f, key := range keys {
		lists[f] = lexicon.List(key)
	}
	return sync.OnceValue(func() map[string]Field {
		fields := make(map[string]Field)
		for f, names := range lists {
			for _, name := range names() {
				fields[name] = f
			}
		}
		return fields
	})
}

// folded has room for what FoldKey makes of any key.
type folded [longestKey * utf8.UTFMax]byte

// longestKey bounds a key in bytes before folding: a longer one is prose.
const longestKey = 40

// FieldOf is the field that a key names. Case, spaces, dashes, dots and underscores do
// not matter: "Publish Date", "publish_date" and "publishDate" are one.
func FieldOf(key string) Field {
	var buf folded
	return keys()[string(FoldKey(buf[:0], key))]
}

// MatterFieldOf is [FieldOf] for a key of front matter.
func MatterFieldOf(key string) Field {
	var buf folded
	return matterKeys()[string(FoldKey(buf[:0], key))].field
}

// MatterFact begins the fact that a key of front matter, at a line, states.
func MatterFact(key string, line int) Fact {
	var buf folded
	known := matterKeys()[string(FoldKey(buf[:0], key))]
	if known.name != key {
		known.rule = matterRule + key
	}
	return Fact{Field: known.field, Key: key, Exact: true, Line: line, Rule: known.rule}
}

// WithholdingFieldOf is the field of a key that can keep an article from its readers
// wherever it stands, else [None].
func WithholdingFieldOf(key string) Field {
	switch f := MatterFieldOf(key); f {
	case Draft, Public, Status:
		return f
	}
	return None
}

// FoldKey appends key to folded in lower case, without spaces, dashes and the like, in
// which spellings of a key differ. What is too long for a key gives nil.
func FoldKey(folded []byte, key string) []byte {
	if len(key) > longestKey {
		return nil
	}
	for _, r := range key {
		switch r {
		case ' ', '-', '_', '.', ':', '/', '\u00a0':
		case 'a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z':
			folded = append(folded, byte(r))
		default:
			folded = utf8.AppendRune(folded, unicode.ToLower(r))
		}
	}
	return folded
}

// CutKey splits "Key: value" at a colon of either width, which a space may stand
// before. A key has at most four words.
func CutKey(s string) (key, value string, ok bool) {
	i := strings.IndexByte(s[:min(len(s), longestKey+2)], ':')
	width := 1
	if j := strings.Index(s[:min(len(s), longestKey+2)], "："); j >= 0 && (i < 0 || j < i) {
		i, width = j, len("：")
	}
	if i <= 0 {
		return "", "", false
	}
	key = strings.TrimSpace(s[:i])
	if key == "" || prose.WordCount(key) > 4 {
		return "", "", false
	}
	return key, strings.TrimSpace(s[i+width:]), true
}
