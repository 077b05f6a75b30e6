package mill

// Pictures within files are published like files beside these: the cover of a recording
// under its name with ".cover.jpg" behind it, those that a mail shows under its name with
// ".picture-…" behind it. There are no such files, so that they have no fingerprint; they
// are looked at when the file changes in which they are.

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"maps"
	"path"
	"slices"

	"feedmill/content/asset"
	"feedmill/content/catalog"
	"feedmill/content/mail"
	"feedmill/content/media"
	"feedmill/content/recording"
	"feedmill/feed"
)

// holderOf is the file within which a path means a picture. It reports false for others.
func holderOf(p string) (file string, ok bool) {
	if file, ok = recording.OfCover(p); !ok {
		file, ok = mail.OfPicture(p)
	}
	return file, ok
}

// pictureWithin reads the picture that a path means. Where it means none, it is not there.
func (s *shelf) pictureWithin(p string) ([]byte, error) {
	data, err := s.pictureAsTaken(p)
	if err != nil || s.settings.AsTaken {
		return data, err
	}
	return withoutPlace(data)
}

func (s *shelf) pictureAsTaken(p string) ([]byte, error) {
	if of, ok := recording.OfCover(p); ok {
		return s.coverOf(of)
	}
	of, ok := mail.OfPicture(p)
	if !ok {
		return nil, fs.ErrNotExist
	}
	file, _, err := s.folder.Read(of)
	if err != nil {
		return nil, err
	}
	if data, ok := mail.Picture(file, p); ok {
		return data, nil
	}
	return nil, fs.ErrNotExist
}

func (s *shelf) coverOf(recording string) ([]byte, error) {
	f, now, err := s.folder.OpenBeside(recording)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	data, err := media.Cover(f, now.Size)
	if errors.Is(err, media.ErrNoCover) {
		return nil, fs.ErrNotExist
	}
	return data, err
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

// inspectWithin says what the picture is that a path means.
func (s *shelf) inspectWithin(p string) (catalog.Asset, error) {
	data, err := s.pictureWithin(p)
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

// openWithin is open for such a picture.
func (s *shelf) openWithin(p string, a feed.Asset) (io.ReadCloser, error) {
	data, err := s.pictureWithin(p)
	if err == nil && sumOf(data) != a.Sum {
		err = feed.ErrAltered
	}
	if err != nil {
		s.doubt(p)
		return nil, fmt.Errorf("read %s: %w", p, errors.Join(feed.ErrAltered, err))
	}
	return io.NopCloser(bytes.NewReader(data)), nil
}

// withPictures adds to paths the pictures that are known within files of these paths.
func (s *shelf) withPictures(paths []string) (all []string) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, p := range paths {
		all = append(append(all, p), slices.Sorted(maps.Keys(s.within[p]))...)
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
