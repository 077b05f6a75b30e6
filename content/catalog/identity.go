package catalog

// Identity: IDs, and the addresses of pages. Both are minted once, from what is
// known at first sight.

import (
	"hash/fnv"
	"path"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/google/uuid"
	"golang.org/x/text/unicode/norm"
)

// maxID is how long a stated ID may be to be used as it is, in bytes.
const maxID = 1000

// mintID is the name-based UUID (RFC 9562, section 5.5) of a path; nth, from 1,
// is counted up while the ID is taken by an article that was there before.
func mintID(namespace uuid.UUID, filePath string, part, nth int) string {
	name := norm.NFC.String(filePath)
	if part > 0 {
		name += "\n" + strconv.Itoa(part)
	}
	if nth > 1 {
		name += "\n~" + strconv.Itoa(nth)
	}
	return uuid.NewSHA1(namespace, []byte(name)).URN()
}

// statedID makes a stated identity an absolute URI. One that is a URI already stays as
// it is, a bare UUID becomes a URN, and anything else a name-based UUID of the
// authority, so that equal words give equal IDs.
func statedID(namespace uuid.UUID, stated string) string {
	stated = strings.TrimSpace(stated)
	if stated == "" || len(stated) <= maxID && isURI(stated) {
		return stated
	}
	if u, err := uuid.Parse(stated); err == nil {
		return u.URN()
	}
	return uuid.NewSHA1(namespace, []byte("id\n"+stated)).URN()
}

// isURI reports whether s is a scheme followed by something, without characters that
// RFC 3987 allows nowhere.
func isURI(s string) bool {
	scheme, rest, ok := strings.Cut(s, ":")
	if !ok || rest == "" || scheme == "" || !utf8.ValidString(s) {
		return false
	}
	for i, c := range scheme {
		letter := 'a' <= c|0x20 && c|0x20 <= 'z'
		if !letter && (i == 0 || !strings.ContainsRune("0123456789+-.", c)) {
			return false
		}
	}
	return !strings.ContainsFunc(rest, func(c rune) bool {
		return unicode.IsSpace(c) || unicode.IsControl(c) || strings.ContainsRune("<>\"{}|\\^`", c)
	})
}

const (
	maxSegment = 200 // bytes; file systems allow 255, and .html.gz comes after it
	maxSlug    = 900 // bytes
)

// slugOf is the address that a path suggests: letters and digits of any script,
// lower case, dashes for the rest, a segment for each directory.
func slugOf(filePath string, part int) string {
	segments := strings.Split(stem(filePath), "/")
	for i, s := range segments {
		segments[i] = segment(s)
	}
	slug := strings.Join(segments, "/")
	if len(slug) > maxSlug {
		slug = segments[len(segments)-1] + "-" + shortHash(filePath)
	}
	if part > 0 {
		slug += "-" + strconv.Itoa(part)
	}
	return slug
}

func segment(s string) string {
	slug := dashed(norm.NFC.String(strings.ToLower(s)))
	switch {
	case slug == "":
		return "article-" + shortHash(s)
	case len(slug) > maxSegment:
		cut := maxSegment - 9
		for !utf8.RuneStart(slug[cut]) {
			cut--
		}
		return slug[:cut] + "-" + shortHash(s)
	case reserved(slug):
		return slug + "-page"
	}
	return slug
}

// dashed is s with a dash for each run of what is neither letter nor digit, and none
// at its ends.
func dashed(s string) string {
	b := make([]byte, 0, len(s))
	for _, c := range s {
		switch {
		case 'a' <= c && c <= 'z' || '0' <= c && c <= '9':
			b = append(b, byte(c))
		case c >= utf8.RuneSelf && c != utf8.RuneError && unicode.In(c, unicode.Letter, unicode.Mark, unicode.Digit):
			b = utf8.AppendRune(b, c)
		case len(b) > 0 && b[len(b)-1] != '-':
			b = append(b, '-')
		}
	}
	return strings.TrimSuffix(string(b), "-")
}

// reserved reports whether a name means something else to a web server, or to
// Windows with whatever ending.
func reserved(slug string) bool {
	switch slug {
	case "index", "con", "prn", "aux", "nul":
		return true
	}
	device := strings.HasPrefix(slug, "com") || strings.HasPrefix(slug, "lpt")
	return device && len(slug) == 4 && '0' <= slug[3] && slug[3] <= '9'
}

// nthSlug is the slug to try when those before the nth are taken.
func nthSlug(slug, id string, nth int) string {
	switch {
	case nth == 1:
		return slug
	case nth < 10:
		return slug + "-" + strconv.Itoa(nth)
	}
	return slug + "-" + shortHash(path.Join(id, strconv.Itoa(nth)))
}

func shortHash(s string) string {
	h := fnv.New32a()
	h.Write([]byte(s))
	return strconv.FormatUint(1<<32|uint64(h.Sum32()), 16)[1:]
}
