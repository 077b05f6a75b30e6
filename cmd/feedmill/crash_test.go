package main

// What readers may rely on when the machine does not keep still: the real program
// is killed at random moments and its state and output are copied under its hands.
// Afterwards every document is whole, no id has changed or been given twice, and
// one more build makes what an undisturbed run has.

import (
	"archive/zip"
	"bufio"
	"bytes"
	"encoding/json"
	"encoding/xml"
	"errors"
	"flag"
	"fmt"
	"image/png"
	"io"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/mmcdole/gofeed"
)

var (
	kills = flag.Int("kills", 4, "how often the program is killed or its files are copied")
	seed  = flag.Uint64("seed", 0, "seed of the crash tests; 0 takes another one each time")
)

// newRandom is a generator whose seed a failing test prints.
func newRandom(t *testing.T) *rand.Rand {
	s := *seed
	if s == 0 {
		s = uint64(time.Now().UnixNano())
	}
	t.Cleanup(func() {
		if t.Failed() {
			t.Logf("to run this again: go test ./cmd/feedmill -run '^%s$' -kills %d -seed %d", t.Name(), *kills, s)
		}
	})
	return rand.New(rand.NewPCG(s, s))
}

// A newsdesk is a folder of articles that somebody works in. Each article bears a
// mark in its text that it keeps whatever else happens to it.
type newsdesk struct {
	t      *testing.T
	random *rand.Rand
	dir    string
	paths  map[string]string // by mark, relative to dir
	titles map[string]string // by mark
	bodies map[string]string // by mark
	days   map[string]int    // by mark
	drawn  map[string]int    // by mark: how wide the picture beside it is; 0 for none
	marks  int
	ids    map[string]string // by mark: what readers were first told
	owners map[string]string // by id: its mark
	older  time.Duration     // that files say they are, so that no clock finds them to come
	copied bool              // out is a copy, whose files are not of one moment
}

func newNewsdesk(t *testing.T, random *rand.Rand, articles int) *newsdesk {
	d := &newsdesk{
		t: t, random: random, dir: filepath.Join(t.TempDir(), "news"),
		paths: map[string]string{}, titles: map[string]string{}, bodies: map[string]string{}, days: map[string]int{}, drawn: map[string]int{}, ids: map[string]string{}, owners: map[string]string{},
	}
	for range articles {
		d.add()
	}
	return d
}

// words make texts that differ as much as articles do.
var words = strings.Fields(`anchor barrel candle dredger ember ferry gull harbour island jetty kettle
	lantern mooring netting oyster pilot quarry rudder sluice tide upland vessel weather yawl zephyr
	council market ledger orchard bridge timber copper winter summer morning evening tollgate`)

func (d *newsdesk) text(n int) string {
	var b strings.Builder
	for i := range n {
		if i > 0 {
			b.WriteString(" ")
		}
		b.WriteString(words[d.random.IntN(len(words))])
	}
	return b.String()
}

// write puts an article there as a careful editor does, in one step.
func (d *newsdesk) write(mark string) {
	p := filepath.Join(d.dir, d.paths[mark])
	text := fmt.Sprintf("%s\n\n%d November 2026\n\nThis is the report %s. %s.\n", d.titles[mark], d.days[mark], mark, d.bodies[mark])
	err := errors.Join(
		os.MkdirAll(filepath.Dir(p), 0o755),
		os.WriteFile(p+"~", []byte(text), 0o644),
		d.age(p+"~"),
		os.Rename(p+"~", p))
	if err != nil {
		d.t.Fatal(err)
	}
}

// age has a file say that it is older than it is. One that is as old as it says is left
// alone: a second date, however near, is one that only those who watch have seen, and a
// picture that was replaced dates its article.
func (d *newsdesk) age(p string) error {
	if d.older == 0 {
		return nil
	}
	then := time.Now().Add(-d.older)
	return os.Chtimes(p, then, then)
}

// add writes one more article. Nine in a row are of different days: those of one day stand in
// the order in which they were filed, which a kill may change.
func (d *newsdesk) add() {
	d.marks++
	mark := fmt.Sprintf("M%04dM", d.marks)
	d.paths[mark] = d.free()
	d.titles[mark], d.bodies[mark], d.days[mark] = d.title(), d.text(60), 1+4*len(d.days)%9
	if d.random.IntN(2) == 0 {
		d.draw(mark)
	}
	d.write(mark)
}

// draw puts a picture beside an article, under its name: another one each time. It does
// so as cp does, which others can watch.
func (d *newsdesk) draw(mark string) {
	d.marks++
	d.drawn[mark] = d.marks
	p := d.pictureOf(mark)
	if err := errors.Join(os.MkdirAll(filepath.Dir(p), 0o755), os.WriteFile(p, drawn(d.drawn[mark], 3), 0o644), d.age(p)); err != nil {
		d.t.Fatal(err)
	}
}

// undraw takes the picture of an article away, if it has one.
func (d *newsdesk) undraw(mark string) {
	if d.drawn[mark] == 0 {
		return
	}
	delete(d.drawn, mark)
	if err := os.Remove(d.pictureOf(mark)); err != nil {
		d.t.Fatal(err)
	}
}

func (d *newsdesk) pictureOf(mark string) string {
	return filepath.Join(d.dir, strings.TrimSuffix(d.paths[mark], ".txt")+".png")
}

func (d *newsdesk) title() string { return "About the " + d.text(3) }

// free is a path that no article has had: what took the path of an article that
// is gone might be meant as its successor.
func (d *newsdesk) free() string {
	d.marks++
	return fmt.Sprintf("%s/%s-%04d.txt", words[d.random.IntN(4)], words[d.random.IntN(len(words))], d.marks)
}

// any is one of the articles.
func (d *newsdesk) any() string {
	n := d.random.IntN(len(d.paths))
	for i := 1; ; i++ {
		mark := fmt.Sprintf("M%04dM", i)
		if _, ok := d.paths[mark]; ok {
			if n == 0 {
				return mark
			}
			n--
		}
	}
}

// edit does what happens to articles that keep their places.
func (d *newsdesk) edit() {
	switch mark := d.any(); d.random.IntN(6) {
	case 0:
		d.add()
	case 4:
		d.draw(mark)
	case 5:
		d.undraw(mark)
	case 1:
		if len(d.paths) > 20 {
			d.undraw(mark)
			if err := os.Remove(filepath.Join(d.dir, d.paths[mark])); err != nil {
				d.t.Fatal(err)
			}
			delete(d.paths, mark)
		}
	default:
		d.bodies[mark] += " " + d.text(3)
		d.correct(mark)
	}
}

// correct gives an article another title, or another day, always the same of the
// two: with both at once it would be another article, as in a file such as today.txt.
func (d *newsdesk) correct(mark string) {
	if strings.ContainsAny(mark[4:5], "02468") {
		d.days[mark] = 1 + d.random.IntN(9)
	} else {
		d.titles[mark] = d.title()
	}
	d.write(mark)
}

// rewrite leaves nothing of an article but its place, and its day or its title.
func (d *newsdesk) rewrite() {
	mark := d.any()
	d.bodies[mark] = d.text(60)
	d.correct(mark)
}

// move gives an article another name and folder, and leaves its text alone.
func (d *newsdesk) move() {
	mark, to := d.any(), d.free()
	target := filepath.Join(d.dir, to)
	err := errors.Join(
		os.MkdirAll(filepath.Dir(target), 0o755),
		os.Rename(filepath.Join(d.dir, d.paths[mark]), target))
	picture := d.pictureOf(mark)
	d.paths[mark] = to
	if d.drawn[mark] != 0 {
		err = errors.Join(err, os.Rename(picture, d.pictureOf(mark)))
	}
	if err != nil {
		d.t.Fatal(err)
	}
}

// work moves articles, or edits some. It does not do both: what has another
// title, day, file and place all at once is a new article.
func (d *newsdesk) work(n int) {
	do := d.edit
	if d.random.IntN(3) == 0 {
		do = d.move
	}
	for range n {
		do()
	}
}

// command is the real program working on the folder. Over hundreds of editions
// more is deleted than a watch believes without being told.
func (d *newsdesk) command(name, out, state string, flags ...string) *exec.Cmd {
	flags = append([]string{name, "--url", "https://news.example.org/", "--limit", "1000", "--allow-empty", "--out", out, "--state", state}, flags...)
	c := exec.Command("feedmill", append(flags, d.dir)...)
	c.Env = append(os.Environ(), "HOME="+filepath.Dir(d.dir))
	return c
}

// build lets the program finish.
func (d *newsdesk) build(out, state string) {
	d.t.Helper()
	if said, err := d.command("build", out, state).CombinedOutput(); err != nil {
		d.t.Fatalf("build: %v\n%s", err, said)
	}
}

// inspect checks what readers could fetch from out now.
func (d *newsdesk) inspect(out string) {
	d.t.Helper()
	err := filepath.WalkDir(out, func(p string, e fs.DirEntry, err error) error {
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		if err == nil && e.IsDir() && strings.HasPrefix(e.Name(), ".") {
			return fs.SkipDir // nobody is shown what is in it
		}
		if err != nil || e.IsDir() || strings.HasPrefix(e.Name(), ".") {
			return err
		}
		data, err := os.ReadFile(p)
		if err != nil {
			return err
		}
		if err := whole(p, data); err != nil {
			return fmt.Errorf("%s: %w", p, err)
		}
		if strings.HasSuffix(p, ".png") || strings.HasSuffix(p, ".svg") {
			return nil
		}
		if err := shows(out, data); err != nil && !d.copied {
			return fmt.Errorf("%s: %w", p, err)
		}
		if strings.HasSuffix(p, ".html") || strings.HasSuffix(p, ".css") || strings.HasSuffix(p, ".opml") {
			return nil
		}
		if d.copied {
			return d.identify(p, data)
		}
		return errors.Join(d.identify(p, data), leads(out, data))
	})
	if err != nil {
		d.t.Fatal(err)
	}
}

var pictureAddress = regexp.MustCompile(`https://news\.example\.org/(media/[^"&\\<>]+)`)

// shows reports whether a document shows a picture that is not there.
func shows(out string, data []byte) error {
	for _, m := range pictureAddress.FindAllSubmatch(data, -1) {
		if _, err := os.Stat(filepath.Join(out, filepath.FromSlash(string(m[1])))); err != nil {
			return err
		}
	}
	return nil
}

// leads reports whether a feed leads to a page that is not there.
func leads(out string, data []byte) error {
	parsed, err := gofeed.NewParser().Parse(bytes.NewReader(data))
	if err != nil {
		return err
	}
	for _, item := range parsed.Items {
		page, ours := strings.CutPrefix(item.Link, "https://news.example.org/")
		if _, err := os.Stat(filepath.Join(out, filepath.FromSlash(page))); ours && err != nil {
			return fmt.Errorf("article %s: %w", item.GUID, err)
		}
	}
	return nil
}

// whole reports what a document lacks.
func whole(p string, data []byte) error {
	switch filepath.Ext(p) {
	case ".png":
		_, err := png.Decode(bytes.NewReader(data))
		return err
	case ".html":
		if !bytes.HasSuffix(bytes.TrimSpace(data), []byte("</html>")) {
			return errors.New("the page has no end")
		}
	case ".json":
		return json.Unmarshal(data, &map[string]any{})
	case ".xml", ".opml":
		for decoder := xml.NewDecoder(bytes.NewReader(data)); ; {
			if _, err := decoder.Token(); err == io.EOF {
				return nil
			} else if err != nil {
				return err
			}
		}
	}
	return nil
}

var markPattern = regexp.MustCompile(`M\d{4}M`)

// identify checks that each article has the id that it always had, and that no
// other has had it.
func (d *newsdesk) identify(p string, data []byte) error {
	parsed, err := gofeed.NewParser().Parse(bytes.NewReader(data))
	if err != nil {
		return fmt.Errorf("%s: %w", p, err)
	}
	seen := map[string]bool{}
	for _, item := range parsed.Items {
		mark := markPattern.FindString(item.Content + item.Description)
		if was, known := d.ids[mark]; mark == "" || known && was != item.GUID {
			return fmt.Errorf("%s: article %q has id %s, had %s", p, mark, item.GUID, was)
		}
		if owner, known := d.owners[item.GUID]; seen[item.GUID] || known && owner != mark {
			return fmt.Errorf("%s: article %s has id %s, which was given to %s", p, mark, item.GUID, owner)
		}
		seen[item.GUID], d.ids[mark], d.owners[item.GUID] = true, item.GUID, mark
	}
	return nil
}

// equal checks that two output folders hold the same bytes, and nothing else.
func (d *newsdesk) equal(got, want string) {
	d.t.Helper()
	a, b := documents(d.t, got), documents(d.t, want)
	if differ := difference(a, b); differ != "" {
		for _, name := range strings.Fields(differ)[:1] {
			d.t.Logf("%s:\ngot\n%s\nwant\n%s", name, around(a[name], b[name]), around(b[name], a[name]))
		}
		d.t.Fatalf("%s is not what an undisturbed run has; it differs in %s", got, differ)
	}
}

// around is where a text differs from another one.
func around(text, other string) string {
	at := 0
	for at < min(len(text), len(other)) && text[at] == other[at] {
		at++
	}
	return fmt.Sprintf("%.700s", text[max(0, min(at, len(text))-400):])
}

// withdrawn matches what feeds say of themselves when an article was withdrawn
// last: the one instant that a clock decides, and that no two runs share.
var withdrawn = regexp.MustCompile(`(?m)^(  <updated>| *<lastBuildDate>| *<dateModified>).*$`)

// documents reads every file below dir, without the times of withdrawals.
func documents(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		all[strings.TrimPrefix(p, dir)] = withdrawn.ReplaceAllString(string(data), "")
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// killAfter starts the program and kills it a moment later.
func killAfter(t *testing.T, c *exec.Cmd, moment time.Duration) {
	t.Helper()
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	time.Sleep(moment) // the moment is what is tested
	c.Process.Kill()
	c.Wait() // its error says that it was killed, or that it was faster
}

// A build that is killed at any moment, up to three times in a row, is made good
// by the next, in every outlet.
func TestKilledBuilds(t *testing.T) {
	t.Parallel()
	random := newRandom(t)
	d := newNewsdesk(t, random, 25)
	dir := t.TempDir()
	out, state := filepath.Join(dir, "public"), filepath.Join(dir, "state")
	calmOut, calmState := filepath.Join(dir, "calm"), filepath.Join(dir, "calmstate")
	mirror, archive := filepath.Join(dir, "mirror"), filepath.Join(dir, "site.zip")
	build := func() *exec.Cmd { return d.command("build", out, state, "--out", mirror, "--out", archive) }
	for killed := 0; killed < *kills; {
		started := time.Now()
		d.build(calmOut, calmState)
		took := time.Since(started)
		for range 1 + random.IntN(3) {
			killAfter(t, build(), time.Duration(random.Float64()*1.5*float64(took)))
			killed++
			d.inspect(out)
			d.inspect(mirror)
			d.inspect(unzipped(t, archive))
		}
		if said, err := build().CombinedOutput(); err != nil {
			t.Fatalf("build: %v\n%s", err, said)
		}
		d.inspect(out)
		d.equal(out, calmOut)
		d.equal(mirror, calmOut)
		d.equal(unzipped(t, archive), calmOut)
		d.work(1 + random.IntN(3))
	}
}

// A first edition of many articles comes out in parts: whichever of them are out when
// it is killed lead only to what is there, and the next build completes it.
func TestKilledFirstBuilds(t *testing.T) {
	t.Parallel()
	random := newRandom(t)
	d := newNewsdesk(t, random, 1050)
	dir := t.TempDir()
	calmOut, calmState := filepath.Join(dir, "calm"), filepath.Join(dir, "calmstate")
	started := time.Now()
	if said, err := d.command("build", calmOut, calmState, "--limit", "20").CombinedOutput(); err != nil {
		t.Fatalf("build: %v\n%s", err, said)
	}
	took := time.Since(started)
	for n := range max(1, *kills/5) {
		out, state := filepath.Join(dir, fmt.Sprint("public", n)), filepath.Join(dir, fmt.Sprint("state", n))
		build := func() *exec.Cmd { return d.command("build", out, state, "--limit", "20") }
		killAfter(t, build(), time.Duration(random.Float64()*1.2*float64(took)))
		d.inspect(out)
		if said, err := build().CombinedOutput(); err != nil {
			t.Fatalf("build: %v\n%s", err, said)
		}
		d.equal(out, calmOut)
	}
}

// unzipped is a folder of what an archive holds; an empty one if it is not there.
func unzipped(t *testing.T, archive string) string {
	t.Helper()
	dir := t.TempDir()
	r, err := zip.OpenReader(archive)
	if errors.Is(err, fs.ErrNotExist) {
		return dir
	}
	if err == nil {
		err = errors.Join(os.CopyFS(dir, r), r.Close())
	}
	if err != nil {
		t.Fatal(err)
	}
	return dir
}

// watch starts the program and waits until it follows the folder.
func (d *newsdesk) watch(out, state string) *exec.Cmd {
	d.t.Helper()
	c := d.command("watch", out, state, "--settle", "1ms")
	var log bytes.Buffer
	c.Stderr = &log
	said, err := c.StdoutPipe()
	if err == nil {
		err = c.Start()
	}
	if err != nil {
		d.t.Fatal(err)
	}
	d.t.Cleanup(func() {
		if c.Process.Kill(); d.t.Failed() {
			d.t.Logf("the log of one watch:\n%s", log.String())
		}
	})
	if line, err := bufio.NewReader(said).ReadString('\n'); err != nil {
		d.t.Fatalf("watch said %q: %v", line, err)
	}
	return c
}

// A daemon that is killed while articles come in is made good by the next.
func TestKilledWatch(t *testing.T) {
	t.Parallel()
	random := newRandom(t)
	d := newNewsdesk(t, random, 25)
	dir := t.TempDir()
	out, state := filepath.Join(dir, "public"), filepath.Join(dir, "state")
	calmOut, calmState := filepath.Join(dir, "calm"), filepath.Join(dir, "calmstate")
	d.build(calmOut, calmState)
	for range *kills {
		c := d.watch(out, state)
		[]func(){d.move, d.rewrite, d.edit}[random.IntN(3)]()
		time.Sleep(time.Duration(random.Float64() * float64(60*time.Millisecond))) // the moment is what is tested
		c.Process.Kill()
		c.Wait()
		d.inspect(out)
		d.build(calmOut, calmState)
		d.build(out, state)
		d.inspect(out)
		d.equal(out, calmOut)
	}
}

// State and output as a power cut leaves them: copied file by file while the
// daemon writes both, so that neither need belong to the other, nor even the
// pages of the catalog to one another.
func TestPowerCuts(t *testing.T) {
	t.Parallel()
	random := newRandom(t)
	d := newNewsdesk(t, random, 25)
	d.copied = true
	dir := t.TempDir()
	out, state := filepath.Join(dir, "public"), filepath.Join(dir, "state")
	calmOut, calmState := filepath.Join(dir, "calm"), filepath.Join(dir, "calmstate")
	d.build(calmOut, calmState)
	c := d.watch(out, state)
	for n := range *kills {
		d.edit()
		time.Sleep(time.Duration(random.Float64() * float64(60*time.Millisecond))) // the moment is what is tested
		cut := filepath.Join(dir, fmt.Sprint("cut", n))
		copyTree(t, filepath.Join(cut, "state"), state)
		copyTree(t, filepath.Join(cut, "public"), out)
		d.inspect(filepath.Join(cut, "public"))
		d.build(filepath.Join(cut, "public"), filepath.Join(cut, "state"))
		d.inspect(filepath.Join(cut, "public"))
		d.build(calmOut, calmState)
		d.equal(filepath.Join(cut, "public"), calmOut)
		if err := os.RemoveAll(cut); err != nil {
			t.Fatal(err)
		}
	}
	c.Process.Kill()
	c.Wait()
}

// copyTree copies what is there while it is there.
func copyTree(t *testing.T, to, from string) {
	t.Helper()
	err := filepath.WalkDir(from, func(p string, e fs.DirEntry, err error) error {
		target := filepath.Join(to, strings.TrimPrefix(p, from))
		switch {
		case errors.Is(err, fs.ErrNotExist):
			return nil
		case err != nil:
			return err
		case e.IsDir():
			return os.MkdirAll(target, 0o755)
		case !e.Type().IsRegular():
			return nil // the socket, which a power cut leaves behind as nothing
		}
		data, err := os.ReadFile(p)
		if errors.Is(err, fs.ErrNotExist) {
			return nil
		}
		return errors.Join(err, os.WriteFile(target, data, 0o644))
	})
	if err != nil {
		t.Fatal(err)
	}
}
