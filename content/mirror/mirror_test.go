package mirror

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/minio/minio-go/v7"

	"feedmill/content/objects"
	"feedmill/content/objects/storetest"
)

func TestMain(m *testing.M) {
	minio.DefaultRetryUnit = time.Millisecond
	os.Exit(m.Run())
}

// agency writes articles into a bucket, whose answers can be spoilt.
type agency struct {
	t       *testing.T
	address string
	dir     string
	direct  *objects.Store
	store   http.Handler // behind what spoils its answers

	mu    sync.Mutex
	spoil func(w http.ResponseWriter, r *http.Request) (answered bool) // guarded by mu
	told  []string                                                     // guarded by mu
}

func newAgency(t *testing.T) *agency {
	t.Helper()
	a := &agency{t: t, dir: t.TempDir()}
	var place string
	b := storetest.New(t, func(store http.Handler) http.Handler {
		a.store = store
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			a.mu.Lock()
			spoil := a.spoil
			key, below := strings.CutPrefix(r.URL.Path, place)
			if !below {
				key = "" // it is the bucket that is asked
			}
			a.told = append(a.told, strings.TrimSpace(r.Method+" "+key))
			a.mu.Unlock()
			if spoil == nil || !spoil(w, r) {
				store.ServeHTTP(w, r)
			}
		})
	})
	place = b.Place + "in/"
	a.address, a.direct = b.Address("in"), b.Direct(t, "in")
	return a
}

func isAzure(address string) bool { return strings.HasPrefix(address, "azblob:") }

func must(t *testing.T, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}

func (a *agency) open() *Mirror {
	a.t.Helper()
	m, err := Open(a.address, a.dir, Rules{Most: 1000}, time.Now)
	must(a.t, err)
	return m
}

func (a *agency) put(texts ...string) {
	a.t.Helper()
	for i := 0; i < len(texts); i += 2 {
		_, err := a.direct.Put(a.t.Context(), texts[i], strings.NewReader(texts[i+1]), int64(len(texts[i+1])), objects.Putting{Tag: objects.Anything})
		must(a.t, err)
	}
}

func (a *agency) remove(keys ...string) {
	a.t.Helper()
	for _, k := range keys {
		must(a.t, a.direct.Remove(a.t.Context(), k))
	}
}

func (a *agency) spoils(spoil func(w http.ResponseWriter, r *http.Request) bool) {
	a.mu.Lock()
	defer a.mu.Unlock()
	a.spoil = spoil
}

// asked is what was asked since the last time.
func (a *agency) asked() []string {
	a.mu.Lock()
	defer a.mu.Unlock()
	told := a.told
	a.told = nil
	return told
}

// files is what a mirror has, by path.
func (a *agency) files(m *Mirror) map[string]string {
	a.t.Helper()
	all := map[string]string{}
	must(a.t, filepath.WalkDir(m.Folder(), func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		rel, err := filepath.Rel(m.Folder(), p)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(p)
		all[filepath.ToSlash(rel)] = string(data)
		return err
	}))
	return all
}

func TestTheFolderIsAsTheBucketIs(t *testing.T) {
	a := newAgency(t)
	m := a.open()
	a.put("one.txt", "1", "city/two.txt", "2", "city/ferry.png", "p")
	step := func(name string, times int, want map[string]string) {
		t.Helper()
		for range times {
			must(t, m.Sync(t.Context()))
		}
		if got := a.files(m); !maps.Equal(got, want) {
			t.Errorf("%s: got %q, want %q", name, got, want)
		}
	}
	step("at first", 1, map[string]string{"one.txt": "1", "city/two.txt": "2", "city/ferry.png": "p"})
	a.asked()
	step("nothing new", 1, map[string]string{"one.txt": "1", "city/two.txt": "2", "city/ferry.png": "p"})
	if got := a.asked(); len(got) != 1 {
		t.Errorf("nothing new cost %q, want one list", got)
	}
	a.put("one.txt", "I", "three.txt", "3")
	a.remove("city/two.txt", "city/ferry.png")
	step("what is gone waits for a second list", 1, map[string]string{"one.txt": "I", "three.txt": "3", "city/two.txt": "2", "city/ferry.png": "p"})
	step("and goes, with its folder", 1, map[string]string{"one.txt": "I", "three.txt": "3"})
	if _, err := os.Stat(filepath.Join(m.Folder(), "city")); err == nil {
		t.Error("the empty folder stayed")
	}
	must(t, os.Remove(filepath.Join(m.Folder(), "one.txt")))
	step("what somebody took away here comes back", 1, map[string]string{"one.txt": "I", "three.txt": "3"})
	must(t, m.Close())
	a.asked()
	m = a.open()
	defer m.Close()
	if !m.Synced() {
		t.Error("it has forgotten that it was whole")
	}
	step("after a start", 1, map[string]string{"one.txt": "I", "three.txt": "3"})
	if got := a.asked(); len(got) != 1 {
		t.Errorf("a start cost %q, want one list", got)
	}
	info, err := os.Stat(filepath.Join(m.Folder(), "one.txt"))
	must(t, err)
	if o := m.held["one.txt"]; !info.ModTime().Equal(o.modified) {
		t.Errorf("its time is %v, want that of the object, %v", info.ModTime(), o.modified)
	}
}

// Stores rename by copying and deleting, in either order: the file is renamed.
func TestRenamedObjectsAreRenamedFiles(t *testing.T) {
	a := newAgency(t)
	m := a.open()
	defer m.Close()
	a.put("a.txt", "the weir is mended", "b.txt", "other")
	must(t, m.Sync(t.Context()))
	inode := func(p string) os.FileInfo {
		info, err := os.Stat(filepath.Join(m.Folder(), p))
		must(t, err)
		return info
	}
	was := inode("a.txt")
	a.put("city/weir.txt", "the weir is mended") // seen between copying and deleting
	must(t, m.Sync(t.Context()))
	if got := a.files(m); len(got) != 2 {
		t.Errorf("half a rename shows %q", got)
	}
	a.remove("a.txt")
	a.asked()
	must(t, m.Sync(t.Context()))
	if got := a.files(m); len(got) != 2 || !os.SameFile(was, inode("city/weir.txt")) {
		t.Errorf("got %q, want the same file by its new name", got)
	}
	if got := a.asked(); len(got) != 1 {
		t.Errorf("a rename cost %q, want one list", got)
	}
	a.remove("city/weir.txt") // seen between deleting and putting
	must(t, m.Sync(t.Context()))
	a.put("sport/weir.txt", "the weir is mended")
	must(t, m.Sync(t.Context()))
	if got := a.files(m); len(got) != 2 || !os.SameFile(was, inode("sport/weir.txt")) {
		t.Errorf("got %q, want the same file by its new name", got)
	}
	a.put("copy.txt", "other")
	must(t, m.Settle(t.Context()))
	if got := a.files(m); len(got) != 3 || got["copy.txt"] != "other" {
		t.Errorf("a copy that stays: got %q", got)
	}
}

// A program that was killed between renaming a file and noting so does not fetch it again,
// by which a picture would be another one, with an address of its own.
func TestARenameThatWasNotNoted(t *testing.T) {
	a := newAgency(t)
	a.put("a.png", "the weir", "b.txt", "other")
	m := a.open()
	must(t, m.Sync(t.Context()))
	before, err := os.Stat(filepath.Join(m.Folder(), "a.png"))
	must(t, err)
	must(t, m.Close())
	a.put("city/weir.png", "the weir")
	a.remove("a.png")
	must(t, os.Mkdir(filepath.Join(m.Folder(), "city"), 0o755))
	must(t, os.Rename(filepath.Join(m.Folder(), "a.png"), filepath.Join(m.Folder(), "city/weir.png")))
	m = a.open()
	defer func() { m.Close() }()
	a.asked()
	must(t, m.Settle(t.Context()))
	if got := a.asked(); slices.ContainsFunc(got, func(r string) bool { return strings.HasPrefix(r, "GET city") }) {
		t.Errorf("asked were %q", got)
	}
	after, err := os.Stat(filepath.Join(m.Folder(), "city/weir.png"))
	must(t, err)
	if !os.SameFile(before, after) || !before.ModTime().Equal(after.ModTime()) {
		t.Errorf("it is another file, of %v", after.ModTime())
	}

	// A file of the same name that somebody else put there is none that was renamed.
	must(t, m.Close())
	a.put("city/mill.png", "the weir")
	a.remove("city/weir.png")
	must(t, os.Remove(filepath.Join(m.Folder(), "city/weir.png")))
	must(t, os.WriteFile(filepath.Join(m.Folder(), "city/mill.png"), []byte("the mill"), 0o644))
	m = a.open()
	must(t, m.Settle(t.Context()))
	if got, want := a.files(m), map[string]string{"city/mill.png": "the weir", "b.txt": "other"}; !maps.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
}

// A list that fails, or is cut off, or lacks what is there, deletes nothing.
func TestAListThatFailsDeletesNothing(t *testing.T) {
	a := newAgency(t)
	m := a.open()
	defer m.Close()
	a.put("one.txt", "1", "two.txt", "2")
	must(t, m.Sync(t.Context()))
	lists := func(r *http.Request) bool {
		return r.Method == http.MethodGet && (r.URL.Query().Has("list-type") || r.URL.Query().Get("comp") == "list")
	}
	head, end := `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult xmlns="http://s3.amazonaws.com/doc/2006-03-01/"><Name>news</Name><Prefix>in/</Prefix><KeyCount>0</KeyCount><MaxKeys>1000</MaxKeys>`, `<IsTruncated>false</IsTruncated></ListBucketResult>`
	one := fmt.Sprintf(`<Contents><Key>in/one.txt</Key><LastModified>2026-11-09T08:00:00.000Z</LastModified><ETag>&quot;%s&quot;</ETag><Size>1</Size></Contents>`, m.held["one.txt"].tag)
	if isAzure(a.address) {
		head, end = `<?xml version="1.0" encoding="UTF-8"?><EnumerationResults ContainerName="news"><Prefix>in/</Prefix><Blobs>`, `</Blobs><NextMarker/></EnumerationResults>`
		one = `<Blob><Name>in/one.txt</Name><Properties><Last-Modified>Mon, 09 Nov 2026 08:00:00 GMT</Last-Modified><Etag>` + m.held["one.txt"].tag + `</Etag><Content-Length>1</Content-Length></Properties></Blob>`
	}
	for name, answer := range map[string]func(w http.ResponseWriter, r *http.Request) bool{
		"500":     func(w http.ResponseWriter, r *http.Request) bool { w.WriteHeader(500); return true },
		"no keys": func(w http.ResponseWriter, r *http.Request) bool { w.WriteHeader(403); return true },
		"cut off": func(w http.ResponseWriter, r *http.Request) bool {
			if lists(r) {
				fmt.Fprint(w, head)
			}
			return lists(r)
		},
		"hung up": func(w http.ResponseWriter, r *http.Request) bool {
			if lists(r) {
				w.Header().Set("Content-Length", "4000")
				fmt.Fprint(w, head)
				panic(http.ErrAbortHandler)
			}
			return false
		},
		"a page for people": func(w http.ResponseWriter, r *http.Request) bool {
			fmt.Fprint(w, "<html><p>Please log in</html>")
			return true
		},
		"empty": func(w http.ResponseWriter, r *http.Request) bool {
			if lists(r) {
				fmt.Fprint(w, head+end)
			}
			return lists(r)
		},
		"lacks what is there": func(w http.ResponseWriter, r *http.Request) bool {
			if lists(r) {
				fmt.Fprint(w, head+one+end)
			}
			return lists(r)
		},
	} {
		a.spoils(answer)
		var err error
		for range 3 {
			if err = m.Sync(t.Context()); err == nil && name != "lacks what is there" {
				t.Errorf("%s: no error", name)
			}
		}
		if err == nil || m.State().Trouble == nil {
			t.Errorf("%s: no error at last", name)
		}
		if got := a.files(m); len(got) != 2 {
			t.Errorf("%s: there is %q (%v)", name, got, err)
		}
		a.spoils(nil)
		must(t, m.Sync(t.Context()))
		if got := m.State(); got.Trouble != nil || len(a.files(m)) != 2 {
			t.Errorf("after %s: %+v, %q", name, got, a.files(m))
		}
	}
}

// An object that is cut off leaves what there was.
func TestHalfAnObjectIsNone(t *testing.T) {
	a := newAgency(t)
	m := a.open()
	defer m.Close()
	a.put("one.txt", "one")
	must(t, m.Sync(t.Context()))
	a.put("one.txt", "one and a half")
	a.spoils(func(w http.ResponseWriter, r *http.Request) bool {
		if !strings.HasSuffix(r.URL.Path, "one.txt") {
			return false
		}
		w.Header().Set("Content-Length", "14")
		w.Header().Set("Last-Modified", "Mon, 09 Nov 2026 08:00:00 GMT")
		fmt.Fprint(w, "one and")
		panic(http.ErrAbortHandler)
	})
	if err := m.Sync(t.Context()); err == nil || !strings.Contains(err.Error(), "fetch one.txt") {
		t.Errorf("error %v", err)
	}
	if got, want := a.files(m), map[string]string{"one.txt": "one"}; !maps.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	a.spoils(nil)
	must(t, m.Sync(t.Context()))
	if got := a.files(m)["one.txt"]; got != "one and a half" {
		t.Errorf("got %q", got)
	}
}

// What the store does not give keeps nothing else from being fetched; what lies in an
// archive is told.
func TestObjectsThatAreNotGiven(t *testing.T) {
	a := newAgency(t)
	m := a.open()
	defer m.Close()
	a.put("a.txt", "1", "b.txt", "2", "c.txt", "3")
	for code, want := range map[string]string{
		"InvalidObjectState": "",
		"AccessDenied":       "fetch a.txt: the store at",
	} {
		a.spoils(func(w http.ResponseWriter, r *http.Request) bool {
			if !strings.HasSuffix(r.URL.Path, "a.txt") {
				return false
			}
			w.WriteHeader(http.StatusForbidden)
			fmt.Fprintf(w, "<Error><Code>%s</Code><Message>no</Message></Error>", code)
			return true
		})
		err := m.Sync(t.Context())
		if (err == nil) != (want == "") || err != nil && !strings.Contains(err.Error(), want) {
			t.Errorf("%s: error %v, want %s", code, err, want)
		}
		if got := a.files(m); len(got) != 2 {
			t.Errorf("%s: there is %q", code, got)
		}
		if left := m.State().Left; (len(left) == 1) != (want == "") {
			t.Errorf("%s: left are %q", code, left)
		}
	}
}

// Keys that can be no files, and settings, stay in the bucket, and are told.
func TestWhatCanBeNoFileIsLeft(t *testing.T) {
	a := newAgency(t)
	m := a.open()
	defer m.Close()
	odd := `back\slash.txt`
	if isAzure(a.address) {
		odd = "back//slash.txt" // there the other one is a slash
	}
	a.put("one.txt", "1", "feedmill.toml", "[convert]", "folder/", "-", "folder/x.txt", "x", "folder", "clash", odd, "b", "large.txt", strings.Repeat("x", 1001), strings.Repeat("n", 300)+".txt", "n")
	must(t, m.Sync(t.Context()))
	if got, want := a.files(m), map[string]string{"one.txt": "1", "folder/x.txt": "x"}; !maps.Equal(got, want) {
		t.Errorf("got %q, want %q", got, want)
	}
	var told []string
	for _, left := range m.State().Left {
		name, _, _ := strings.Cut(left, ":")
		told = append(told, name[:min(len(name), 14)])
	}
	slices.Sort(told)
	if want := []string{odd[:min(len(odd), 14)], "feedmill.toml", "folder", "large.txt", "nnnnnnnnnnnnnn"}; !slices.Equal(told, want) {
		t.Errorf("told were %q, want %q", told, want)
	}
	if _, err := Open(a.address, a.dir, Rules{Most: 1000}, time.Now); err == nil || !errors.Is(err, ErrHeld) {
		t.Errorf("two mirrors in one place: %v", err)
	}
}
