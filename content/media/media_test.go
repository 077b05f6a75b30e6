package media

import (
	"bytes"
	"encoding/binary"
	"io"
	"os"
	"path/filepath"
	"reflect"
	"strings"
	"testing"
	"time"
)

// testFile is a file of testdata.
func testFile(t testing.TB, name string) []byte {
	t.Helper()
	data, err := os.ReadFile(filepath.Join("testdata", name))
	if err != nil {
		t.Fatal(err)
	}
	return data
}

func inspectBytes(t testing.TB, data []byte) Facts {
	t.Helper()
	f, err := Inspect(bytes.NewReader(data), int64(len(data)))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

// The files were made by ffmpeg 5.1, and what is wanted is what its ffprobe says. Where
// that guesses or knows nothing (want is of its count of packets then), it says so.
func TestDurations(t *testing.T) {
	tests := []struct {
		name, mediaType string
		want            float64
	}{
		{"cbr-info.mp3", "audio/mpeg", 3.265306},
		{"cbr-bare.mp3", "audio/mpeg", 3.266},
		{"cover-v23.mp3", "audio/mpeg", 3.265306},
		{"vbr-xing.mp3", "audio/mpeg", 3.265306},
		{"vbr-bare.mp3", "audio/mpeg", 125 * 576 / 22050.0}, // ffprobe guesses 2.217933 from the first frame
		{"moov-first.m4a", "audio/mp4", 3.2},
		{"moov-last.m4a", "audio/mp4", 3.2},
		{"fragmented.m4a", "audio/mp4", 3.24644},
		{"raw.aac", "audio/aac", 3.231822},
		{"vorbis.ogg", "audio/ogg", 3.2},
		{"opus.opus", "audio/ogg", 3.2065},
		{"flac.flac", "audio/flac", 0.8},
		{"wav.wav", "audio/wav", 1.2},
		{"piped.wav", "audio/wav", 1.2},
		{"aiff.aiff", "audio/aiff", 1.2},
		{"film.mp4", "video/mp4", 2.4},
		{"turned.mp4", "video/mp4", 2.4},
		{"film.webm", "video/webm", 2.408},
		{"live.webm", "video/webm", 2.4}, // ffprobe: N/A; the film was 2.4 s
		{"film.mkv", "video/x-matroska", 2.446},
		{"sound.webm", "audio/webm", 3.208},
	}
	for _, tt := range tests {
		data := testFile(t, tt.name)
		f := inspectBytes(t, data)
		if d := f.Duration.Seconds() - tt.want; d < -0.1 || d > 0.1 || f.Type != tt.mediaType || f.Damage != "" {
			t.Errorf("%s: %s of %v (%s), want %s of %.3f s", tt.name, f.Type, f.Duration, f.Damage, tt.mediaType, tt.want)
		}
		if f.Length != int64(len(data)) {
			t.Errorf("%s: length %d, want %d", tt.name, f.Length, len(data))
		}
	}
}

// Two tags in front, one behind, and a lie about the number of frames.
func TestMP3BetweenTags(t *testing.T) {
	bare, tagged := testFile(t, "cbr-bare.mp3"), testFile(t, "cbr-info.mp3")
	tag := tagged[:tagSize(newSource(bytes.NewReader(tagged), int64(len(tagged))), 0)]
	old := make([]byte, 128)
	copy(old, "TAGOld title\x00")
	copy(old[33:], "K\xf6ln\x00")
	data := bytes.Join([][]byte{tag, tag, make([]byte, 417), bare, old}, nil)
	f := inspectBytes(t, data)
	if f.Duration.Round(10*time.Millisecond) != 3270*time.Millisecond || f.Tags.Title != "Ebb" {
		t.Errorf("got %v, title %q; want 3.27s, Ebb", f.Duration, f.Tags.Title)
	}
	if f = inspectBytes(t, append(bytes.Clone(bare), old...)); f.Tags.Title != "Old title" || f.Tags.Artist != "Köln" {
		t.Errorf("old tag: got %+v", f.Tags)
	}
	cut := tagged[:len(tagged)/2]
	cut = append(bytes.Clone(cut), make([]byte, 4)...)
	if f = inspectBytes(t, cut); f.Duration < time.Second || f.Duration > 3300*time.Millisecond {
		t.Errorf("half a file lasts %v", f.Duration)
	}
}

func TestTags(t *testing.T) {
	want := Tags{Title: "Ebb", Artist: "Ada", Album: "Tides", Date: "2026-11-09", Description: "About_the_ebb", Genre: "Podcast", Copyright: "CC_BY", Track: 3}
	for _, name := range []string{"cbr-info.mp3", "cover-v23.mp3", "chapters.mp3", "moov-first.m4a", "moov-last.m4a", "fragmented.m4a", "vorbis.ogg", "opus.opus", "flac.flac", "film.mp4", "film.webm", "film.mkv"} {
		got := inspectBytes(t, testFile(t, name)).Tags
		got.Chapters = nil
		w := want
		if name == "moov-last.m4a" {
			w.Description = got.Description // of two
		}
		if !reflect.DeepEqual(got, w) {
			t.Errorf("%s:\n got %+v\nwant %+v", name, got, w)
		}
	}
	if got := inspectBytes(t, testFile(t, "wav.wav")).Tags; got.Title != "Ebb" || got.Artist != "Ada" {
		t.Errorf("wav: got %+v", got)
	}
}

func TestChapters(t *testing.T) {
	want := []Chapter{{0, "Opening", ""}, {1500 * time.Millisecond, "Zum Meer", ""}}
	for _, name := range []string{"chapters.mp3", "moov-last.m4a"} {
		if got := inspectBytes(t, testFile(t, name)).Tags.Chapters; !reflect.DeepEqual(got, want) {
			t.Errorf("%s: got %v, want %v", name, got, want)
		}
	}
	var f Facts
	comments := "CHAPTER001=00:00:00.000\nCHAPTER001NAME=Opening\nCHAPTER002=00:00:01.500\nCHAPTER002NAME=Zum Meer"
	readComments(vorbisComments(strings.Split(comments, "\n")), "", newSource(bytes.NewReader(nil), 0), &f)
	if !reflect.DeepEqual(f.Tags.Chapters, want) {
		t.Errorf("vorbis: got %v, want %v", f.Tags.Chapters, want)
	}
}

func vorbisComments(all []string) []byte {
	b := binary.LittleEndian.AppendUint32([]byte{0, 0, 0, 0}, uint32(len(all)))
	for _, c := range all {
		b = append(binary.LittleEndian.AppendUint32(b, uint32(len(c))), c...)
	}
	return b
}

func TestCover(t *testing.T) {
	for _, name := range []string{"cover-v23.mp3", "moov-last.m4a", "flac.flac"} {
		data := testFile(t, name)
		cover, err := Cover(bytes.NewReader(data), int64(len(data)))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if f := inspectBytes(t, cover); f.Type != "image/png" || f.Width != 16 || f.Damage != "" {
			t.Errorf("%s: cover is %+v", name, f)
		}
		if inspectBytes(t, data).Cover != "image/png" {
			t.Errorf("%s: nothing tells of the cover", name)
		}
	}
	data := testFile(t, "wav.wav")
	if _, err := Cover(bytes.NewReader(data), int64(len(data))); err != ErrNoCover {
		t.Errorf("no cover: %v", err)
	}
}

// counting counts what is read of a file that is mostly a hole.
type counting struct {
	head []byte
	read int64
}

func (c *counting) ReadAt(b []byte, off int64) (int, error) {
	c.read += int64(len(b))
	clear(b)
	if off < int64(len(c.head)) {
		copy(b, c.head[off:])
	}
	return len(b), nil
}

func TestAFilmIsNotRead(t *testing.T) {
	for _, name := range []string{"cbr-info.mp3", "moov-first.m4a", "moov-last.m4a", "flac.flac", "wav.wav", "film.mp4", "film.webm", "vorbis.ogg", "raw.aac", "vbr-bare.mp3"} {
		c := &counting{head: testFile(t, name)}
		if _, err := Inspect(c, 100<<30); err != nil {
			t.Fatal(err)
		}
		if c.read > maxRead {
			t.Errorf("%s: %d bytes were read", name, c.read)
		}
	}
	film := &counting{head: testFile(t, "moov-first.m4a")}
	if f, _ := Inspect(film, 100<<20); film.read > 256<<10 || f.Duration == 0 {
		t.Errorf("%d bytes were read of a film of 100 MB", film.read)
	}
}

func TestUnfinished(t *testing.T) {
	for _, name := range []string{"moov-last.m4a", "small.jpg", "lossy.webp"} {
		data := testFile(t, name)
		if f := inspectBytes(t, data[:len(data)*2/3-200]); f.Damage == "" {
			t.Errorf("%s: nobody notices that it is cut: %+v", name, f)
		}
	}
	for text, want := range map[string]string{"<!DOCTYPE html><p>404": "text/html", "<p>404": "", "%PDF-1.7": "application/pdf", "WEBVTT\n\n": "text/vtt", "": ""} {
		if got := inspectBytes(t, []byte(text)).Type; got != want {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
}

func TestTypeFor(t *testing.T) {
	for _, tt := range []struct{ content, name, want string }{
		{"", "a.opus", "audio/ogg"}, {"", "a", "application/octet-stream"}, {"audio/mp4", "a.mp4", "audio/mp4"},
		{"application/zip", "a.docx", byName[".docx"]}, {"application/zip", "a.x", "application/zip"},
	} {
		if got := (Facts{Type: tt.content}).TypeFor(tt.name); got != tt.want {
			t.Errorf("%s of %q: %s, want %s", tt.name, tt.content, got, tt.want)
		}
	}
}

// failing fails at every read.
type failing struct{}

func (failing) ReadAt([]byte, int64) (int, error) { return 0, io.ErrClosedPipe }

func TestWhatCannotBeReadIsAnError(t *testing.T) {
	if _, err := Inspect(failing{}, 100); err != io.ErrClosedPipe {
		t.Errorf("got %v", err)
	}
}

// FuzzInspect feeds it what is none of the files that it knows.
func FuzzInspect(f *testing.F) {
	all, _ := filepath.Glob("testdata/*.*")
	for _, name := range all {
		data := testFile(f, filepath.Base(name))
		f.Add(data)
		f.Add(data[:len(data)/2])
	}
	f.Add(withEXIF("image/jpeg", 6, testFile(f, "small.jpg")))
	f.Add(heifTurned(1, true))
	f.Fuzz(func(t *testing.T, data []byte) {
		r := bytes.NewReader(data)
		facts, err := Inspect(r, int64(len(data)))
		if err != nil {
			t.Fatal(err)
		}
		if facts.Duration < 0 || facts.Width < 0 || facts.Height < 0 || len(facts.Tags.Chapters) > maxChapters {
			t.Errorf("got %+v", facts)
		}
		if cover, err := Cover(r, int64(len(data))); err == nil && len(cover) > MaxCover {
			t.Errorf("cover of %d bytes", len(cover))
		}
		_ = Strip(io.Discard, r, int64(len(data)))
	})
}
