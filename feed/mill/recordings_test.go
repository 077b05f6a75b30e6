package mill

import (
	"bytes"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"feedmill/content/folder"
	"feedmill/content/media"
	"feedmill/content/recording"
)

// episodes is a folder of recordings, and the mill that makes a feed of it.
type episodes struct {
	*Mill
	t         *testing.T
	news, out string
}

func openEpisodes(t *testing.T) *episodes {
	dir := t.TempDir()
	e := &episodes{t: t, news: filepath.Join(dir, "news"), out: filepath.Join(dir, "out")}
	must(t, os.MkdirAll(filepath.Join(e.news, "podcast"), 0o755))
	s := testSettings(e.news, e.out, filepath.Join(dir, "state"))
	s.Rules = folder.Rules{ByPlace: recording.AtHome}
	e.Mill = open(t, s, t.Output())
	t.Cleanup(func() { must(t, e.Close()) })
	return e
}

// take copies a recording of the test data into the folder, as an hour old.
func (e *episodes) take(from, to string) {
	data, err := os.ReadFile(filepath.Join("../../content/media/testdata", from))
	must(e.t, err)
	e.write(to, string(data))
}

func (e *episodes) write(name, text string) {
	p := filepath.Join(e.news, name)
	must(e.t, os.WriteFile(p, []byte(text), 0o644))
	old := time.Now().Add(-time.Hour)
	must(e.t, os.Chtimes(p, old, old))
}

var guids = regexp.MustCompile(`<guid[^>]*>([^<]*)<`)

// build brings out an edition, and gives the feed and the ids in it.
func (e *episodes) build() (rss string, ids []string) {
	e.t.Helper()
	must(e.t, e.Build(e.t.Context()))
	rss = published(e.t, e.out)["rss.xml"]
	for _, m := range guids.FindAllStringSubmatch(rss, -1) {
		ids = append(ids, m[1])
	}
	return rss, ids
}

func (e *episodes) want(rss string, parts ...string) {
	e.t.Helper()
	for _, p := range parts {
		if !strings.Contains(rss, p) {
			e.t.Errorf("the feed lacks %s:\n%s", p, rss)
		}
	}
}

// An episode is one item under one id, whatever becomes of its files.
func TestAnEpisodeStaysOne(t *testing.T) {
	e := openEpisodes(t)
	e.take("chapters.mp3", "podcast/tide.mp3")
	rss, first := e.build()
	e.want(rss, "<title>Ebb</title>", `length="3769"`, "<itunes:duration>3<", `<psc:chapter start="00:00:01.500" title="Zum Meer"`)

	steps := []struct {
		name string
		do   func()
		want []string
	}{
		{"notes come", func() { e.write("podcast/tide.md", "# What the ebb brings\n\nShells, and now and then a shoe.\n") },
			[]string{"What the ebb brings", "a shoe", `media/podcast/tide.mp3" length="3769"`, "<itunes:duration>3<"}},
		{"a transcript comes", func() { e.write("podcast/tide.vtt", "WEBVTT\n\n00:00.000 --> 00:01.000\nEbb.\n") },
			[]string{`<podcast:transcript url="https://news.example.org/media/podcast/tide.vtt" type="text/vtt"`}},
		{"another recording of the name", func() { e.take("vorbis.ogg", "podcast/tide.ogg") },
			[]string{`media/podcast/tide.mp3" length="3769"`, `<media:content url="https://news.example.org/media/podcast/tide.ogg" fileSize="7370" type="audio/ogg" duration="3"`}},
		{"the recording is replaced", func() { e.take("cover-v23.mp3", "podcast/tide.mp3") },
			[]string{`media/podcast/tide.mp3" length="3758"`, "a shoe"}},
		{"all are renamed", func() {
			for _, ending := range []string{".mp3", ".md", ".ogg", ".vtt"} {
				must(t, os.Rename(filepath.Join(e.news, "podcast/tide"+ending), filepath.Join(e.news, "podcast/ebb"+ending)))
			}
		}, []string{`length="3758"`, "a shoe"}},
		{"notes go", func() { must(t, os.Remove(filepath.Join(e.news, "podcast/ebb.md"))) },
			[]string{"<title>Ebb</title>", `length="3758"`, `type="text/vtt"`}},
		{"the recording alone is renamed", func() {
			must(t, os.Remove(filepath.Join(e.news, "podcast/ebb.ogg")))
			must(t, os.Rename(filepath.Join(e.news, "podcast/ebb.mp3"), filepath.Join(e.news, "podcast/low.mp3")))
		}, []string{"<title>Ebb</title>", `length="3758"`}},
	}
	for _, step := range steps {
		step.do()
		rss, ids := e.build()
		if len(ids) != 1 || ids[0] != first[0] {
			t.Fatalf("%s: got ids %v, want %v", step.name, ids, first)
		}
		e.want(rss, step.want...)
	}
}

// The notes may be there before the recording is.
func TestNotesFirst(t *testing.T) {
	e := openEpisodes(t)
	e.write("podcast/tide.txt", "What the ebb brings\n\n9 November 2026\n\nShells, and now and then a shoe.\n")
	_, first := e.build()
	e.take("moov-last.m4a", "podcast/tide.m4a")
	rss, ids := e.build()
	if len(ids) != 1 || ids[0] != first[0] {
		t.Fatalf("got ids %v, want %v", ids, first)
	}
	e.want(rss, "a shoe", `tide.m4a" length="6646" type="audio/mp4"`)
}

// Music and films that lie elsewhere are nobody's episodes.
func TestRecordingsElsewhereAreLeftAlone(t *testing.T) {
	e := openEpisodes(t)
	for _, dir := range []string{"music", "static/podcast"} {
		must(t, os.MkdirAll(filepath.Join(e.news, dir), 0o755))
		e.take("chapters.mp3", dir+"/song.mp3")
	}
	e.write("snow.md", "# Snow\n\nIt fell.\n")
	if _, ids := e.build(); len(ids) != 1 {
		t.Errorf("got ids %v, want the one of the text", ids)
	}
}

// A recording that lacks its index is on its way, and then broken.
func TestHalfARecordingIsNotPublished(t *testing.T) {
	e := openEpisodes(t)
	e.take("moov-last.m4a", "podcast/gate.m4a")
	whole, err := os.ReadFile(filepath.Join(e.news, "podcast/gate.m4a"))
	must(t, err)
	e.write("podcast/gate.m4a", string(whole[:4000]))
	e.write("snow.md", "# Snow\n\nIt fell.\n")
	rss, ids := e.build()
	if len(ids) != 1 || strings.Contains(rss, "enclosure") {
		t.Errorf("half a recording is published:\n%s", rss)
	}
	e.write("podcast/gate.m4a", string(whole))
	if _, ids = e.build(); len(ids) != 2 {
		t.Errorf("the whole recording is not published: %v", ids)
	}
}

// A bare headline is no article, but with a recording it is no reason to wait.
func TestNotesThatAreNoneYet(t *testing.T) {
	e := openEpisodes(t)
	e.take("chapters.mp3", "podcast/tide.mp3")
	_, first := e.build()
	e.write("podcast/tide.md", "# What the ebb brings\n")
	if _, ids := e.build(); len(ids) != 1 || ids[0] != first[0] {
		t.Errorf("got ids %v, want %v", ids, first)
	}
}

// While the folder is watched, a fresh recording has to rest before it is believed to be
// whole; one that is renamed has rested.
func TestFreshRecordingsRest(t *testing.T) {
	e := openEpisodes(t)
	e.watcher.Store(&folder.Watcher{})
	defer e.watcher.Store(nil)
	e.take("chapters.mp3", "podcast/tide.mp3")
	p := filepath.Join(e.news, "podcast/tide.mp3")
	for _, tt := range []struct {
		age  time.Duration
		want bool
	}{{0, true}, {time.Second, true}, {3 * time.Second, false}, {-time.Hour, false}} {
		at := time.Now().Add(-tt.age)
		must(t, os.Chtimes(p, at, at))
		o, err := e.openRecording("podcast/tide.mp3")
		must(t, err)
		e.now = func() time.Time { return at.Add(tt.age) }
		if got := e.mayGrow(o); got != tt.want {
			t.Errorf("after %v: got %v", tt.age, got)
		}
		o.close()
	}
}

// The picture within a recording is published with it, follows it, and goes with it.
func TestCovers(t *testing.T) {
	e := openEpisodes(t)
	const address = `<itunes:image href="https://news.example.org/media/podcast/tide.mp3.cover.png">`
	place := filepath.Join(e.out, "media/podcast/tide.mp3.cover.png")
	e.take("cover-v23.mp3", "podcast/tide.mp3")
	e.take("flac.flac", "podcast/tube.flac") // with the same picture
	rss, _ := e.build()
	e.want(rss, address, `media/podcast/tube.flac.cover.png"`)
	data, err := os.ReadFile(place)
	must(t, err)
	if facts, err := media.Inspect(bytes.NewReader(data), int64(len(data))); err != nil || facts.Width != 16 || facts.Type != "image/png" {
		t.Errorf("got %+v, %v", facts, err)
	}
	e.write("podcast/tide.md", "# What the ebb brings\n\nShells.\n")
	rss, _ = e.build()
	e.want(rss, address)
	if again, _ := e.build(); again != rss {
		t.Errorf("nothing has changed, but the feed has:\n%s", again)
	}
	e.take("chapters.mp3", "podcast/tide.mp3") // without one
	if rss, _ = e.build(); strings.Contains(rss, "tide.mp3.cover") {
		t.Errorf("the picture is still there:\n%s", rss)
	}
	if _, err := os.Stat(place); err == nil {
		t.Error("the picture is still published")
	}
	e.take("cover-v23.mp3", "podcast/tide.mp3")
	rss, _ = e.build()
	e.want(rss, address)
}
