package catalog

// Identity: IDs, and the addresses of pages. Both are minted once, from what is
// known at first sight.

import (
	"crypto/sha1"
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
	var buf [512]byte // most names are shorter
	name := append(append(buf[:0], namespace[:]...), norm.NFC.String(filePath)...)
	if part > 0 {
		name = strconv.AppendInt(append(name, '\n'), int64(part), 10)
	}
	if nth > 1 {
		name = strconv.AppendInt(append(name, "\n~"...), int64(nth), 10)
	}
	sum := sha1.Sum(name) // as [uuid.NewSHA1] does
	id := uuid.UUID(sum[:16])
	id[6], id[8] = id[6]&0x0f|0x50, id[8]&0x3f|0x80
	return id.URN()
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

// SlugOf is the slug of the first article of a file, unless another article has it.
func SlugOf(filePath string) string { return slugOf(filePath, 0) }

// slugOf is the address that a path suggests: letters and digits of any script,
// lower case, dashes for the rest, a segment for each directory.
func slugOf(filePath string, part int) string {
	slug := stem(filePath)
	if !isSlug(slug) {
		slug = madeSlug(slug)
	}
	if len(slug) > maxSlug {
		slug = slug[strings.LastIndexByte(slug, '/')+1:] + "-" + shortHash(filePath)
	}
	if part > 0 {
		slug += "-" + strconv.Itoa(part)
	}
	return slug
}

// isSlug reports whether each segment of a path is as it is in an address.
func isSlug(p string) bool {
	for s := range strings.SplitSeq(p, "/") {
		if segment(s) != s {
			return false
		}
	}
	return true
}

func madeSlug(p string) string {
	segments := strings.Split(p, "/")
	for i, s := range segments {
		segments[i] = segment(s)
	}
	return strings.Join(segments, "/")
}

func segment(s string) string {
	slug := s
	if !isDashed(s) {
		slug = dashed(norm.NFC.String(strings.ToLower(s)))
	}
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
	if isDashed(s) {
		return s
	}
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

// isDashed reports whether s is ASCII, and surely as dashed would have it.
func isDashed(s string) bool {
	last := byte('-')
	for i := range len(s) {
		c := s[i]
		if (c < 'a' || c > 'z') && (c < '0' || c > '9') && (c != '-' || last == '-') {
			return false
		}
		last = c
	}
	return last != '-'
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
