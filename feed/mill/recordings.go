package mill

// Recordings are read in parts, and with the texts and recordings of the same name: one
// article is made of all. The text leads, else the first recording; the others of the
// name then give no article. Whichever of them changes, all are read again.

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"time"

	"feedmill/content"
	"feedmill/content/catalog"
	"feedmill/content/folder"
	"feedmill/content/read"
	"feedmill/content/recording"
)

// mayBeRecorded reports whether recordings are articles where the file at a path lies. Each
// file is asked about several times, so that the answers are kept by folder.
func (m *Mill) mayBeRecorded(p string) bool {
	byPlace := m.settings.Rules.ByPlace
	if byPlace == nil {
		return false
	}
	dir := path.Dir(p)
	m.recorded.mu.Lock()
	defer m.recorded.mu.Unlock()
	may, known := m.recorded.in[dir]
	if !known {
		may = byPlace(stemOf(p) + recording.Extensions[0])
		m.recorded.in[dir] = may
	}
	return may
}

// recordedIn is whether recordings are articles in a folder, as far as that was asked.
type recordedIn struct {
	mu sync.Mutex
	in map[string]bool // guarded by mu
}

func stemOf(p string) string { return strings.TrimSuffix(p, path.Ext(p)) }

// namesakes are the files of the folder that are called like the one at a path but for
// what ends them: texts and recordings, each in the order of their formats.
func (m *Mill) namesakes(p string) (texts, recordings []string) {
	stem := stemOf(p)
	for _, f := range read.Formats {
		for _, ending := range f.Extensions {
			for _, name := range []string{stem + ending, stem + strings.ToUpper(ending)} {
				switch {
				case !m.folder.Holds(name):
				case f.ByPlace && m.folder.IsArticle(name):
					recordings = append(recordings, name)
				case !f.ByPlace && f.ByHead == nil:
					texts = append(texts, name)
				}
			}
		}
	}
	return texts, recordings
}

// withNamesakes adds to changes the files that make one article with some of theirs.
func (m *Mill) withNamesakes(c folder.Changes) folder.Changes {
	if m.settings.Rules.ByPlace == nil {
		return c
	}
	var recorded []string
	for _, all := range [][]string{c.Changed, c.Gone} {
		for _, p := range all {
			if m.mayBeRecorded(p) {
				recorded = append(recorded, p)
			}
		}
	}
	if len(recorded) == 0 {
		return c
	}
	has := map[string]bool{}
	for _, p := range slices.Concat(c.Changed, c.Gone) {
		has[p] = true
	}
	changed := slices.Clone(c.Changed)
	for _, p := range recorded {
		texts, recordings := m.namesakes(p)
		for _, n := range append(texts, recordings...) {
			if !has[n] {
				has[n], changed = true, append(changed, n)
			}
		}
	}
	slices.Sort(changed)
	return folder.Changes{Changed: changed, Gone: c.Gone}
}

// readRecording reads a recording as an article, unless it belongs to another file of its
// name.
func (m *Mill) readRecording(p string) (r catalog.Reading) {
	r.Path = p
	own, err := m.openRecording(p)
	if err != nil {
		r.Err = err
		return r
	}
	r.Fingerprint, r.ModTime = own.fingerprint, own.ModTime
	texts, recordings := m.namesakes(p)
	if len(texts) > 0 || len(recordings) > 0 && recordings[0] != p {
		defer own.close()
		r.FileHash, r.Err = own.sample()
		return r
	}
	f := content.File{Path: p, ModTime: own.ModTime}
	return m.readTogether(r, f, append([]*opened{own}, m.openOthers(recordings, p)...))
}

// readWithRecordings reads a text, and what recordings of its name say. It reports false
// where there are none.
func (m *Mill) readWithRecordings(r catalog.Reading, f content.File) (catalog.Reading, bool) {
	if !m.mayBeRecorded(f.Path) {
		return r, false
	}
	texts, recordings := m.namesakes(f.Path)
	if len(recordings) == 0 || len(texts) > 0 && texts[0] != f.Path {
		return r, false
	}
	all := m.openOthers(recordings, "")
	if len(all) == 0 {
		return r, false
	}
	for _, o := range all {
		if o.ModTime.After(r.ModTime) {
			r.ModTime = o.ModTime
		}
	}
	return m.readTogether(r, f, all), true
}

// readTogether reads a file with its recordings, of which it has one at least, and closes
// them.
func (m *Mill) readTogether(r catalog.Reading, f content.File, recordings []*opened) catalog.Reading {
	hash := sha256.New()
	hash.Write(f.Data)
	for i, o := range recordings {
		defer o.close()
		sum, err := o.sample()
		if r.Err = err; err != nil {
			return r
		}
		hash.Write(sum[:])
		if i > 0 {
			f.Others = append(f.Others, o.Recording)
		}
	}
	copy(r.FileHash[:], hash.Sum(nil))
	f.Recording = &recordings[0].Recording
	r.Articles, r.Err = read.Parse(f, m.settings.Reading(f.Path))
	for _, o := range recordings {
		if after, err := folder.FingerprintOf(o.file.File); err != nil || after != o.fingerprint || m.mayGrow(o) {
			r.Articles, r.Err = nil, folder.ErrUnsettled
		}
	}
	return r
}

// opened is a recording that is being read.
type opened struct {
	content.Recording
	file        *folder.Opened
	fingerprint folder.Fingerprint
}

func (o *opened) close() { _ = o.file.Close() }

func (m *Mill) openRecording(p string) (*opened, error) {
	f, fingerprint, err := m.folder.OpenBeside(p)
	if err != nil {
		return nil, err
	}
	about := content.Recording{Name: path.Base(p), Size: fingerprint.Size, Data: f, ModTime: time.Unix(0, fingerprint.Mtime)}
	return &opened{about, f, fingerprint}, nil
}

// openOthers opens recordings but for one. One that cannot be opened is not there.
func (m *Mill) openOthers(paths []string, but string) (all []*opened) {
	for _, p := range paths {
		if p == but {
			continue
		}
		if o, err := m.openRecording(p); err == nil {
			all = append(all, o)
		}
	}
	return all
}

// How long a recording must have been quiet before it is believed to be all there: copies
// over a network pause for longer than editors do. One that lacks its end is given more.
const (
	quietRecording = 2 * time.Second
	quietFragment  = time.Minute
)

// mayGrow reports whether a recording is still being copied, as far as can be told by when
// it was last written; a rename does not count. In a build, only what lacks its end is
// taken to be.
func (m *Mill) mayGrow(o *opened) bool {
	age := m.now().Sub(o.ModTime)
	if age < 0 || age > quietFragment {
		return false
	}
	return m.watcher.Load() != nil && age < quietRecording || !recording.Rests(&o.Recording)
}

// sampled is how many bytes are taken of each part of a recording to know it again.
const sampled = 64 << 10

// sample is a sum over the size, the beginning, the middle and the end: nobody changes a
// recording without changing one of them, and none of it is read in vain.
func (o *opened) sample() (sum [16]byte, err error) {
	hash := sha256.New()
	hash.Write(binary.BigEndian.AppendUint64(nil, uint64(o.Size)))
	buffer := make([]byte, sampled)
	for _, at := range []int64{0, o.Size/2 - sampled/2, o.Size - sampled} {
		n, err := o.file.ReadAt(buffer, max(0, at))
		if err != nil && !errors.Is(err, io.EOF) {
			return sum, &fs.PathError{Op: "read", Path: o.Name, Err: err}
		}
		hash.Write(buffer[:n])
	}
	copy(sum[:], hash.Sum(nil))
	return sum, nil
}
