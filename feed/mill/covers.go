package mill

// The picture within a recording is published like a file beside it: under the name of the
// recording with ".cover.jpg" behind it. There is no such file, so that it has no
// fingerprint; it is looked at when the recording changes.

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"

	"feedmill/content/asset"
	"feedmill/content/catalog"
	"feedmill/content/media"
	"feedmill/content/recording"
	"feedmill/feed"
)

// coverAt reads the cover that a path means. Where it means none, it is not there.
func (s *shelf) coverAt(p string) ([]byte, error) {
	of, ok := recording.OfCover(p)
	if !ok {
		return nil, fs.ErrNotExist
	}
	f, now, err := s.folder.OpenBeside(of)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := media.Cover(f, now.Size)
	if errors.Is(err, media.ErrNoCover) {
		return nil, fs.ErrNotExist
	}
	if err != nil || s.settings.AsTaken {
		return data, err
	}
	return withoutPlace(data)
}

// withoutPlace is a picture without what its camera wrote about the place.
func withoutPlace(picture []byte) ([]byte, error) {
	r, size := bytes.NewReader(picture), int64(len(picture))
	facts, err := media.Inspect(r, size)
	if err != nil || !facts.Position {
		return picture, err
	}
	var b bytes.Buffer
	err = media.Strip(&b, r, size)
	return b.Bytes(), err
}

// inspectCover says what the cover is that a path means.
func (s *shelf) inspectCover(p string) (catalog.Asset, error) {
	data, err := s.coverAt(p)
	if err != nil {
		return catalog.Asset{}, err
	}
	r, size := bytes.NewReader(data), int64(len(data))
	facts, err := media.Inspect(r, size)
	if err != nil {
		return catalog.Asset{}, err
	}
	if problem, err := asset.Judge(path.Base(p), facts, r, size); err != nil || problem != "" {
		return catalog.Asset{Problem: problem}, err
	}
	a := catalog.Asset{Size: size, Type: facts.TypeFor(p), Width: facts.Width, Height: facts.Height, Sum: sumOf(data)}
	return a, nil
}

func sumOf(data []byte) feed.Sum {
	h := feed.NewHash()
	_, _ = h.Write(data) // which never fails
	return feed.SumOf(h)
}

// openCover is open for a cover.
func (s *shelf) openCover(p string, a feed.Asset) (io.ReadCloser, error) {
	data, err := s.coverAt(p)
	if err == nil && sumOf(data) != a.Sum {
		err = feed.ErrAltered
	}
	if err != nil {
		s.doubt(p)
		return nil, fmt.Errorf("read %s: %w", p, errors.Join(feed.ErrAltered, err))
	}
	return io.NopCloser(bytes.NewReader(data)), nil
}

// withCovers adds to paths the covers that are known of recordings among them.
func (s *shelf) withCovers(paths []string) (all []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range paths {
		all = append(all, p)
		if !recording.Is(p) {
			continue
		}
		for _, ending := range recording.CoverEndings() {
			if _, known := s.known[p+ending]; known || len(s.users[p+ending]) > 0 {
				all = append(all, p+ending)
			}
		}
	}
	return all
}
