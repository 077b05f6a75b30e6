package purge

import (
	"context"
	"crypto/sha256"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"feedmill/content/catalog"
)

// TestMain makes of the test itself the program that the tests name.
func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == "as" {
		os.Exit(purging(os.Args[2], os.Args[3:]))
	}
	os.Exit(m.Run())
}

func purging(what string, arguments []string) int {
	switch what {
	case "fails":
		fmt.Fprintln(os.Stderr, "no such distribution\nmore")
		return 3
	case "sleeps":
		time.Sleep(time.Hour)
	}
	lines, _ := io.ReadAll(os.Stdin)
	said := fmt.Sprintf("%q %q", arguments[1:], lines)
	if err := os.WriteFile(arguments[0], []byte(said), 0o644); err != nil {
		return 1
	}
	return 0
}

// cdn is one that is told by a webhook.
type cdn struct {
	*httptest.Server
	mu     sync.Mutex
	told   []string
	status int
}

func newCDN(t *testing.T) *cdn {
	c := &cdn{status: http.StatusOK}
	c.Server = httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		c.mu.Lock()
		defer c.mu.Unlock()
		var body map[string]any
		if err := json.NewDecoder(r.Body).Decode(&body); err != nil || r.Method != http.MethodPost || r.Header.Get("Content-Type") != "application/json" {
			t.Errorf("told by %s %v (%v)", r.Method, r.Header, err)
		}
		c.told = append(c.told, strings.ReplaceAll(fmt.Sprint(body, r.Header["Authorization"]), "https://news.example/", "/"))
		w.WriteHeader(c.status)
		fmt.Fprintln(w, "not now\nmore")
	}))
	t.Cleanup(c.Close)
	return c
}

func (c *cdn) answers(status int) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.status = status
}

// heard is what it was told since it was last asked.
func (c *cdn) heard() string {
	c.mu.Lock()
	defer c.mu.Unlock()
	told := strings.Join(c.told, "; ")
	c.told = nil
	return told
}

func (c *cdn) way(t *testing.T, token string) Way {
	t.Helper()
	w, err := NewWebhook(c.URL+"/zones/z?key=hush", token)
	if err != nil {
		t.Fatal(err)
	}
	return w
}

// newsroom is a catalog of what has come out, in a folder and in a bucket.
type newsroom struct {
	t           *testing.T
	catalog     *catalog.Catalog
	out, bucket *catalog.Manifest
}

func newNewsroom(t *testing.T) *newsroom {
	t.Helper()
	n := &newsroom{t: t}
	var err error
	n.catalog, err = catalog.Open(filepath.Join(t.TempDir(), "catalog.db"), catalog.Options{Authority: "news.example"})
	n.must(err)
	t.Cleanup(func() { n.catalog.Close() })
	n.out, err = n.catalog.Manifest("public")
	n.must(err)
	n.bucket, err = n.catalog.Manifest("s3://news")
	n.must(err)
	return n
}

func (n *newsroom) must(err error) {
	n.t.Helper()
	if err != nil {
		n.t.Fatal(err)
	}
}

// publish has documents come out with these texts; an empty one takes it away.
func (n *newsroom) publish(documents ...string) {
	n.t.Helper()
	for i := 0; i < len(documents); i += 2 {
		if documents[i+1] == "" {
			n.out.Drop(documents[i : i+1])
			continue
		}
		sum := sha256.Sum256([]byte(documents[i+1]))
		n.out.Note(documents[i], catalog.Stamp{Size: 1, Sum: [16]byte(sum[:16])})
	}
	n.must(n.out.Save(""))
}

func (n *newsroom) purger(way Way) *Purger {
	p := New(way, Edition{
		Catalog: n.catalog, Outlet: "public", Also: []string{"s3://news"}, Base: "https://news.example/",
		Public: func(path string) bool { return !strings.HasPrefix(path, "sections/inside/") },
		Most:   4, Time: time.Minute, Now: time.Now, Jitter: func(time.Duration) time.Duration { return 0 },
	})
	p.Tell(nil, true)
	return p
}

func TestWhatChangedIsPurged(t *testing.T) {
	c, n := newCDN(t), newNewsroom(t)
	p := n.purger(c.way(t, ""))
	step := func(name, want string) {
		t.Helper()
		if err := p.Sync(t.Context()); err != nil {
			t.Errorf("%s: %v", name, err)
		}
		if got := c.heard(); got != want {
			t.Errorf("%s:\n got %s\nwant %s", name, got, want)
		}
	}
	step("nothing has come out", "")
	n.publish("rss.xml", "1", "index.html", "1", "articles/a b.html", "1", "sections/inside/rss.xml", "1")
	p = n.purger(c.way(t, ""))
	step("what the CDN holds is not known", "map[purge_everything:true] []")
	step("nothing twice", "")
	n.publish("rss.xml", "2", "articles/a b.html", "2", "sections/inside/rss.xml", "2")
	p.Tell([]string{"articles/a b.html", "sections/inside/rss.xml", "rss.xml", "index.html"}, false)
	step("what has other bytes, pages first", "map[files:[/articles/a%20b.html /rss.xml]] []")
	n.publish("index.html", "2", "articles/new.html", "1")
	p = n.purger(c.way(t, ""))
	step("what changed while the program was not running", "map[files:[/articles/new.html /index.html /]] []")
	n.publish("articles/1.html", "1", "articles/2.html", "1", "articles/3.html", "1", "articles/4.html", "1", "articles/5.html", "1")
	p.Tell(nil, true)
	step("more than are named", "map[purge_everything:true] []")
	if s := p.State(); s.Purged != 4 || s.Behind != 0 || s.Last.IsZero() {
		t.Errorf("state %+v", s)
	}
}

// What has gone is purged when no outlet holds it any more: before, the CDN would only
// fetch it again.
func TestWhatHasGoneIsPurgedLast(t *testing.T) {
	c, n := newCDN(t), newNewsroom(t)
	p := n.purger(c.way(t, ""))
	n.publish("rss.xml", "1", "articles/a.html", "1", "sections/inside.html", "1")
	n.bucket.Note("articles/a.html", catalog.Stamp{Size: 1})
	n.must(n.bucket.Save(""))
	n.must(p.Sync(t.Context()))
	c.heard()
	n.publish("rss.xml", "2", "articles/a.html", "", "articles/never.html", "")
	p.Tell([]string{"rss.xml", "articles/a.html", "articles/never.html"}, false)
	n.must(p.Sync(t.Context()))
	if got, want := c.heard(), "map[files:[/rss.xml]] []"; got != want {
		t.Errorf("while a bucket holds it: got %s, want %s", got, want)
	}
	p.Tell(nil, false)
	n.must(p.Sync(t.Context()))
	if got := c.heard(); got != "" {
		t.Errorf("still held: got %s", got)
	}
	n.bucket.Drop([]string{"articles/a.html"})
	n.must(n.bucket.Save(""))
	p.Tell(nil, false)
	n.must(p.Sync(t.Context()))
	if got, want := c.heard(), "map[files:[/articles/a.html]] []"; got != want {
		t.Errorf("when it has gone: got %s, want %s", got, want)
	}
	if p.Tell(nil, false); !p.Tried() {
		t.Error("something is due still")
	}
}

// What could not be purged is tried again, also by the next run of the program.
func TestACDNThatIsDown(t *testing.T) {
	c, n := newCDN(t), newNewsroom(t)
	token := filepath.Join(t.TempDir(), "token")
	n.must(os.WriteFile(token, []byte("s3cret\n"), 0o600))
	n.publish("rss.xml", "1")
	n.must(n.purger(c.way(t, token)).Sync(t.Context()))
	if got, want := c.heard(), "map[purge_everything:true] [Bearer s3cret]"; got != want {
		t.Errorf("got %s, want %s", got, want)
	}
	n.publish("rss.xml", "2")
	c.answers(http.StatusForbidden)
	p := n.purger(c.way(t, token))
	if p.Tried() {
		t.Error("tried before it was")
	}
	err := p.Sync(t.Context())
	if err == nil || !strings.Contains(err.Error(), `it answers 403 Forbidden: "not now"; see whether [purge] names it`) || strings.Contains(err.Error(), "hush") || strings.Contains(err.Error(), "s3cret") {
		t.Errorf("error %v", err)
	}
	if s := p.State(); s.Tries != 1 || s.Behind != 1 || !p.Tried() {
		t.Errorf("state %+v", s)
	}
	c.heard()
	p = n.purger(c.way(t, ""))
	ctx, stop := context.WithCancel(t.Context())
	defer stop()
	p.Run(ctx, func(s State) {
		switch {
		case s.Tries == 3:
			c.answers(http.StatusOK)
		case s.Tries == 0:
			stop()
		}
	})
	if got, want := c.heard(), "map[files:[/rss.xml]] []"; strings.Count(got, want) != 4 {
		t.Errorf("got %s, want four times %s", got, want)
	}
	c.CloseClientConnections()
	c.Close()
	n.publish("rss.xml", "3")
	p.Tell(nil, true)
	if err := p.Sync(t.Context()); err == nil || !strings.Contains(err.Error(), "it does not answer: ") || strings.Contains(err.Error(), "hush") {
		t.Errorf("error %v", err)
	}
}

func TestCommand(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	some := List{Site: "https://news.example/paper/", Paths: []string{"a%20b.html", ""}}
	all := List{Site: "https://news.example/paper/"}
	for _, c := range []struct {
		arguments string
		what      List
		want      string
	}{
		{"--paths {paths}", some, `["--paths" "/paper/a%20b.html" "/paper/"] ""`},
		{"--paths {paths}", all, `["--paths" "/paper/*"] ""`},
		{"{addresses} -q", some, `["https://news.example/paper/a%20b.html" "https://news.example/paper/" "-q"] ""`},
		{"$(x);", some, `["$(x);"] "https://news.example/paper/a%20b.html\nhttps://news.example/paper/\n"`},
		{"", all, `[] "https://news.example/paper/*\n"`},
	} {
		file := filepath.Join(t.TempDir(), "said")
		command := Command(append([]string{self, "as", "purges", file}, strings.Fields(c.arguments)...))
		if err := command.Purge(t.Context(), c.what); err != nil {
			t.Errorf("%s: %v", c.arguments, err)
			continue
		}
		if got, _ := os.ReadFile(file); string(got) != c.want {
			t.Errorf("%s: got %s, want %s", c.arguments, got, c.want)
		}
	}
}

func TestCommandsThatFail(t *testing.T) {
	self, err := os.Executable()
	if err != nil {
		t.Fatal(err)
	}
	late, cancel := context.WithTimeout(t.Context(), 100*time.Millisecond)
	defer cancel()
	for _, c := range []struct {
		ctx     context.Context
		command Command
		want    string
	}{
		{t.Context(), Command{self, "as", "fails"}, "exit status 3: no such distribution"},
		{t.Context(), Command{"no-such-cdn"}, "it is not installed; install it, or correct command in [purge]"},
		{late, Command{self, "as", "sleeps"}, "it took too long and was stopped; raise time in [purge]: context deadline exceeded"},
	} {
		if err := c.command.Purge(c.ctx, List{}); err == nil || err.Error() != c.want {
			t.Errorf("%v: got %v, want %s", c.command, err, c.want)
		}
	}
	if err := (Command{"fastly", "--url={addresses}"}).Check(); err == nil {
		t.Error("a placeholder within an argument was taken")
	}
}

func TestAddressesOfWebhooks(t *testing.T) {
	for address, want := range map[string]string{
		"https://api.example/purge?key=hush":   "https://api.example",
		"http://127.0.0.1:80/purge":            "http://127.0.0.1:80",
		"http://localhost/purge":               "http://localhost",
		"http://api.example/purge":             "use https",
		"ftp://api.example/purge":              "use an address such as",
		"https://ann:hush@api.example.org/api": "leave the password out of the address",
	} {
		got := ""
		if w, err := NewWebhook(address, ""); err != nil {
			got = err.Error()
		} else {
			got = w.String()
		}
		if !strings.Contains(got, want) || strings.Contains(got, "hush") {
			t.Errorf("%s: got %s, want %s", address, got, want)
		}
	}
}
