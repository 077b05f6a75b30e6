package catalog

// Which of the articles just read are which of the records known: the part of
// the catalog that keeps an ID with its article when files are renamed, moved,
// swapped or replaced. The strongest evidence goes first. An article that finds no
// partner is new; when in doubt, an article is new.

import (
	"path"
	"slices"
	"strconv"
	"strings"

	"feedmill/content"
	"feedmill/content/folder"
	"feedmill/content/recording"
)

// known is a record whose file was read again, or is gone.
type known struct {
	rec         Record
	fingerprint folder.Fingerprint // the last one of its file
	now         *sighting          // its article; nil while none is found
}

// sighting is an article just read.
type sighting struct {
	digest
	reading *Reading
	article *content.Article
	id      string // the stated one, as an absolute URI
	was     *known // its record; nil while none is found
}

// matcher pairs known records with sightings of one Apply.
type matcher struct {
	known []*known    // by Seen
	seen  []*sighting // by path and part
	// By path, to judge whether an article has moved.
	knownAt map[string][]*known
	seenAt  map[string][]*sighting
}

func newMatcher(ks []*known, ss []*sighting) *matcher {
	m := &matcher{known: ks, seen: ss, knownAt: map[string][]*known{}, seenAt: map[string][]*sighting{}}
	for _, k := range ks {
		m.knownAt[k.rec.Path] = append(m.knownAt[k.rec.Path], k)
	}
	for _, s := range ss {
		m.seenAt[s.reading.Path] = append(m.seenAt[s.reading.Path], s)
	}
	return m
}

// match pairs what belongs together. Each line is one kind of evidence: what
// must be equal, then what must be true besides.
func (m *matcher) match() {
	always := func(*known, *sighting) bool { return true }
	// In its place, and surely the same.
	m.pair(pathKey.and(idKey), always)
	m.pair(pathKey.and(contentKey), always)
	// Elsewhere, and surely the same.
	m.pair(idKey, m.movedByID)
	m.pair(inodeKey.and(contentKey), m.moved)
	m.pair(contentKey, m.moved)
	m.pair(fileKey, m.moved)
	// Elsewhere in the same file, edited.
	m.pair(inodeKey.and(partKey), m.movedEdited)
	// In its place, edited.
	m.pair(pathKey.and(titleKey), always)
	m.pair(pathKey, func(k *known, s *sighting) bool { return resembles(k, s) && !reused(k, s) })
	m.pair(pathKey.and(partKey), m.edited)
	// Elsewhere, edited: its former place is empty, or another article's now.
	m.pair(stemKey.and(partKey), isRecorded)
	m.pair(stemKey.and(partKey), related)
	m.pair(nameKey.and(partKey), relatedInTime)
	m.pair(titleKey, versionElsewhere)
}

// A keyFunc gives what two articles must have in common. Empty keys never pair.
type keyFunc struct {
	known    func(*known) string
	sighting func(*sighting) string
}

// and demands two things in common.
func (key keyFunc) and(other keyFunc) keyFunc {
	both := func(a, b string) string {
		if a == "" || b == "" {
			return ""
		}
		return a + "\x00" + b
	}
	return keyFunc{
		func(k *known) string { return both(key.known(k), other.known(k)) },
		func(s *sighting) string { return both(key.sighting(s), other.sighting(s)) },
	}
}

var (
	idKey = keyFunc{
		func(k *known) string { return k.rec.ID },
		func(s *sighting) string { return s.id },
	}
	contentKey = keyFunc{
		func(k *known) string { return string(k.rec.ContentHash[:]) },
		func(s *sighting) string { return string(s.hash[:]) },
	}
	// fileKey stays the same where the content changes with the name, as a title may.
	fileKey = keyFunc{
		func(k *known) string { return hashPart(k.rec.FileHash, k.rec.Part) },
		func(s *sighting) string { return hashPart(s.reading.FileHash, s.article.Part()) },
	}
	// inodeKey survives a rename, but a file system may give it to a new file as
	// well, so that it is never evidence enough.
	inodeKey = keyFunc{
		func(k *known) string { return inode(k.fingerprint) },
		func(s *sighting) string { return inode(s.reading.Fingerprint) },
	}
	pathKey = keyFunc{
		func(k *known) string { return k.rec.Path },
		func(s *sighting) string { return s.reading.Path },
	}
	// stemKey is the path without its extension: the format may be another one.
	stemKey = keyFunc{
		func(k *known) string { return stem(k.rec.Path) },
		func(s *sighting) string { return stem(s.reading.Path) },
	}
	// nameKey is the file's name without its extension, in any directory.
	nameKey = keyFunc{
		func(k *known) string { return stem(path.Base(k.rec.Path)) },
		func(s *sighting) string { return stem(path.Base(s.reading.Path)) },
	}
	titleKey = keyFunc{
		func(k *known) string { return strings.ToLower(k.rec.Title) },
		func(s *sighting) string { return strings.ToLower(s.article.Title()) },
	}
	partKey = keyFunc{
		func(k *known) string { return strconv.Itoa(k.rec.Part) },
		func(s *sighting) string { return strconv.Itoa(s.article.Part()) },
	}
)

// hashPart is the hash of a file and a part; empty if the hash is unknown.
func hashPart(h [16]byte, part int) string {
	if h == [16]byte{} {
		return ""
	}
	return string(h[:]) + strconv.Itoa(part)
}

func inode(f folder.Fingerprint) string {
	if f.Ino == 0 {
		return ""
	}
	return strconv.FormatUint(f.Dev, 36) + "." + strconv.FormatUint(f.Ino, 36)
}

func stem(p string) string { return strings.TrimSuffix(p, path.Ext(p)) }

// pair gives each free sighting, in order, the oldest free record of equal key
// that may be its own.
func (m *matcher) pair(key keyFunc, may func(*known, *sighting) bool) {
	free := map[string][]*known{}
	for _, k := range m.known {
		if k.now != nil {
			continue
		}
		if x := key.known(k); x != "" {
			free[x] = append(free[x], k)
		}
	}
	if len(free) == 0 {
		return
	}
	for _, s := range m.seen {
		if s.was != nil {
			continue
		}
		x := key.sighting(s)
		if x == "" {
			continue
		}
		i := slices.IndexFunc(free[x], func(k *known) bool { return compatible(k, s) && may(k, s) })
		if i >= 0 {
			free[x][i].now, s.was = s, free[x][i]
			free[x] = slices.Delete(free[x], i, i+1)
		}
	}
}

// compatible reports false where the author says that these are two articles.
func compatible(k *known, s *sighting) bool {
	return !k.rec.statedID || s.id == "" || s.id == k.rec.ID
}

// moved reports whether the article at k's path may be at s's path now. It is not if
// k's path still has the same file, or a version of k, for then s is a copy; nor if
// s's path had a version of s already.
func (m *matcher) moved(k *known, s *sighting) bool {
	if k.rec.Path == s.reading.Path {
		return true
	}
	at := inode(k.fingerprint)
	carried := at != "" && at == inode(s.reading.Fingerprint)
	for _, there := range m.seenAt[k.rec.Path] {
		if there.was != nil || !compatible(k, there) {
			continue
		}
		stayed := at != "" && at == inode(there.reading.Fingerprint) && !carried && !reused(k, there)
		if stayed || version(k, there) {
			return false
		}
	}
	return !slices.ContainsFunc(m.knownAt[s.reading.Path], func(before *known) bool {
		return before.now == nil && compatible(before, s) && version(before, s)
	})
}

// version reports whether s is an edited k, given that they are in one place.
func version(k *known, s *sighting) bool {
	return sameTitle(k.rec.Title, s.article.Title()) || resembles(k, s) && !reused(k, s)
}

// reused reports whether k's name has been given to another article, as that of a
// daily bulletin is: another title and another stated day, however much of the text
// is the same. A correction leaves one of the two. An article that readers have never
// seen is not reused, nor is a stub that has been written out.
func reused(k *known, s *sighting) bool {
	if !k.rec.announced || content.FoldTitle(k.rec.Title) == content.FoldTitle(s.article.Title()) || !otherDay(k, s) {
		return false
	}
	stub := len(k.rec.resemblance) < sketchStub && len(s.sketch) >= sketchEnough
	return !stub
}

// movedByID reports whether a stated ID may have moved with its file: a path that has
// an article under an ID of its own keeps that.
func (m *matcher) movedByID(_ *known, s *sighting) bool {
	return !slices.ContainsFunc(m.knownAt[s.reading.Path], func(before *known) bool {
		return before.now == nil && compatible(before, s)
	})
}

func (m *matcher) movedEdited(k *known, s *sighting) bool {
	return k.rec.Path != s.reading.Path && related(k, s) && m.moved(k, s)
}

// edited reports whether what is now in k's place is k, rewritten. In a file of one
// article it is, unless everything speaks against it. In a file of several the number
// says nothing once articles have been put in or taken out.
func (m *matcher) edited(k *known, s *sighting) bool {
	if different(k, s) || reused(k, s) {
		return false
	}
	return len(m.knownAt[k.rec.Path]) == len(m.seenAt[k.rec.Path])
}

// different reports whether s is certainly not k: another title, another day, and not
// one phrase in common. A file such as latest.txt is overwritten with each
// new article; those are not edits.
func different(k *known, s *sighting) bool {
	return !sameTitle(k.rec.Title, s.article.Title()) && otherDay(k, s) &&
		len(k.rec.resemblance) >= sketchEnough && len(s.sketch) >= sketchEnough &&
		k.rec.resemblance.resemblance(s.sketch) == 0
}

func otherDay(k *known, s *sighting) bool {
	if !k.rec.statedDate || s.article.Published().IsZero() {
		return false
	}
	return dayOf(k.rec.Published.Time) != dayOf(s.article.Published().Time)
}

func resembles(k *known, s *sighting) bool {
	return k.rec.resemblance.resemblance(s.sketch) >= alike
}

// related reports whether two articles are alike enough where the name or the inode
// speaks for it too. Articles made to one pattern, such as bulletins, are all alike:
// there another title and another date make another article, whose file may well
// have been given the inode of one that is gone.
func related(k *known, s *sighting) bool {
	if sameTitle(k.rec.Title, s.article.Title()) {
		return true
	}
	return k.rec.resemblance.resemblance(s.sketch) >= akin && !otherDate(k, s)
}

// otherDate reports whether both state when they were published, and differ.
func otherDate(k *known, s *sighting) bool {
	stated := s.article.Published()
	return k.rec.statedDate && !stated.IsZero() && !k.rec.Published.Time.Equal(stated.Time)
}

// isRecorded reports whether one is a recording and the other the text that came to lie
// beside it, or was left: they are one episode.
func isRecorded(k *known, s *sighting) bool {
	return recording.Is(k.rec.Path) || recording.Is(s.reading.Path)
}

// relatedInTime is for names such as index, which say little, and for series, which
// have one title, but never two issues on one day.
func relatedInTime(k *known, s *sighting) bool { return related(k, s) && !otherDay(k, s) }

// versionElsewhere is for articles of another name: day and most of the text must be
// the same, as the title is.
func versionElsewhere(k *known, s *sighting) bool { return resembles(k, s) && !otherDay(k, s) }
