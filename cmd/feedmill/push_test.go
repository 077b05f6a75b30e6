package main

// The push, as a subscriber meets it: the real program, real sockets, and kill -9.

import (
	"flag"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

var (
	pushDrops       = flag.Int("drops", 10, "`number` of files that TestPush drops in")
	pushSubscribers = flag.Int("subscribers", 200, "`number` of subscribers of TestPushBesideReaders, half of which are dead")
)

// served is a program that serves a folder and pushes to private addresses.
type served struct {
	t    *testing.T
	dir  string
	said int // programs that were started
	c    *exec.Cmd
	url  string
}

func serveFolder(t *testing.T, dir string, flags ...string) *served {
	s := &served{t: t, dir: dir}
	must(t, os.MkdirAll(filepath.Join(dir, "news"), 0o755))
	s.drop(0)
	s.start("127.0.0.1:0", flags...)
	t.Cleanup(s.kill)
	return s
}

func (s *served) start(listen string, flags ...string) {
	s.t.Helper()
	s.said++
	name := filepath.Join(s.dir, fmt.Sprintf("said%d", s.said))
	said, err := os.Create(name)
	must(s.t, err)
	defer said.Close()
	log, err := os.Create(name + ".log")
	must(s.t, err)
	defer log.Close()
	all := append([]string{"serve", "--listen", listen, "--push", "private", "--out", filepath.Join(s.dir, "out"), "--state", filepath.Join(s.dir, "state")}, flags...)
	s.c = exec.Command("feedmill", append(all, filepath.Join(s.dir, "news"))...)
	s.c.Stdout, s.c.Stderr = said, log
	must(s.t, s.c.Start())
	address := regexp.MustCompile(`http://[^/ ]*/`)
	s.until("the address", func() bool {
		text, _ := os.ReadFile(name)
		s.url = address.FindString(string(text))
		return s.url != ""
	})
}

// kill leaves the program no time for anything.
func (s *served) kill() {
	_ = s.c.Process.Kill()
	_ = s.c.Wait()
}

func (s *served) until(what string, is func() bool) {
	s.t.Helper()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); time.Sleep(5 * time.Millisecond) {
		if is() {
			return
		}
	}
	log, _ := os.ReadFile(filepath.Join(s.dir, fmt.Sprintf("said%d.log", s.said)))
	s.t.Fatalf("waited in vain for %s; the log:\n%s", what, log)
}

// drop drops a file in at once, as rename does.
func (s *served) drop(n int) {
	file := filepath.Join(s.dir, "news", fmt.Sprintf("boat-%d.md", n))
	text := fmt.Sprintf("---\ntitle: Boat %d\ndate: %s\n---\nBoat number %d has come in.\n", n, time.Date(2020, 1, 1, 0, n, 0, 0, time.UTC).Format(time.RFC3339), n)
	must(s.t, os.WriteFile(file+".tmp", []byte(text), 0o644))
	must(s.t, os.Rename(file+".tmp", file))
}

// subscribe asks for the site's Atom feed until the hub has room to take the request.
func (s *served) subscribe(callback string) {
	s.t.Helper()
	form := url.Values{"hub.mode": {"subscribe"}, "hub.topic": {s.url + "atom.xml"}, "hub.callback": {callback}}
	s.until("room for a subscriber", func() bool {
		answer, err := http.PostForm(s.url+"-/hub", form)
		must(s.t, err)
		defer answer.Body.Close()
		text, _ := io.ReadAll(answer.Body)
		if answer.StatusCode == http.StatusAccepted {
			return true
		}
		if answer.StatusCode < 429 {
			s.t.Fatalf("subscribe %s: %s: %s", callback, answer.Status, text)
		}
		return false
	})
}

func (s *served) get(path string) (body string, took time.Duration) {
	s.t.Helper()
	began := time.Now()
	answer, err := http.Get(s.url + path)
	must(s.t, err)
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	must(s.t, err)
	return string(text), time.Since(began)
}

// metric is a figure of the program's.
func (s *served) metric(name string) string {
	text, _ := s.get("-/metrics")
	_, rest, _ := strings.Cut(text, "\nfeedmill_"+name+" ")
	value, _, _ := strings.Cut(rest, "\n")
	return value
}

// recipient is a subscriber that confirms, and hands on what it is sent.
func recipient(t *testing.T, sent func(body string)) *httptest.Server {
	return everywhere(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			io.WriteString(w, r.URL.Query().Get("hub.challenge"))
			return
		}
		body, _ := io.ReadAll(r.Body)
		sent(string(body))
	})
}

// everywhere is a server that all of this machine's loopback addresses lead to, where
// there are several.
func everywhere(t *testing.T, handler http.HandlerFunc) *httptest.Server {
	server := httptest.NewUnstartedServer(handler)
	if runtime.GOOS == "linux" {
		server.Listener.Close()
		listener, err := net.Listen("tcp4", "0.0.0.0:0")
		must(t, err)
		server.Listener = listener
	}
	server.Start()
	t.Cleanup(server.Close)
	return server
}

// callbackOn is an address of a server at the nth loopback address of a network, as if
// each subscriber had a host of its own.
func callbackOn(server *httptest.Server, network, n int) string {
	port := server.Listener.Addr().(*net.TCPAddr).Port
	if runtime.GOOS != "linux" {
		return fmt.Sprintf("http://127.0.0.1:%d/%d", port, n)
	}
	return fmt.Sprintf("http://127.%d.%d.%d:%d/%d", network, n/250%250, 1+n%250, port, n)
}

// A file that is dropped in reaches a subscriber as the feed that readers get, which
// names the hub that no document on disk names. With -drops it says how long that took.
func TestPush(t *testing.T) {
	s := serveFolder(t, t.TempDir())
	sent := make(chan string, 100)
	r := recipient(t, func(body string) { sent <- body })
	s.subscribe(callbackOn(r, 0, 0))
	s.until("the subscription", func() bool { return s.metric("hub_subscriptions") == "1" })
	var took []time.Duration
	for n := 1; n <= *pushDrops; n++ {
		began := time.Now()
		s.drop(n)
		var body string
		select {
		case body = <-sent:
		case <-time.After(patience):
			t.Fatalf("boat %d was not sent", n)
		}
		took = append(took, time.Since(began))
		if !strings.Contains(body, fmt.Sprintf("<title type=\"text\">Boat %d<", n)) {
			t.Errorf("sent without boat %d:\n%s", n, body)
		}
		if now, _ := s.get("atom.xml"); now != body {
			t.Errorf("sent what readers do not get:\n%s", body)
		}
		if !strings.Contains(body, `<link rel="hub" href="`+s.url+`-/hub"></link>`) {
			t.Errorf("no hub in\n%s", body)
		}
	}
	slices.Sort(took)
	t.Logf("from rename to push, %d times: p50 %v, p99 %v, longest %v", len(took), took[len(took)/2], took[len(took)*99/100], took[len(took)-1])
	stored, err := os.ReadFile(filepath.Join(s.dir, "out", "atom.xml"))
	must(t, err)
	if strings.Contains(string(stored), `rel="hub"`) {
		t.Errorf("the stored document names a hub:\n%s", stored)
	}
}

// Subscriptions outlive kill -9, and what was dropped in meanwhile is sent.
func TestPushAfterKill(t *testing.T) {
	dir := t.TempDir()
	s := serveFolder(t, dir)
	sent := make(chan string, 100)
	r := recipient(t, func(body string) { sent <- body })
	s.subscribe(callbackOn(r, 0, 0))
	s.until("the subscription", func() bool { return s.metric("hub_subscriptions") == "1" })
	for n := 1; n <= 3; n++ {
		s.kill()
		s.drop(n)
		s.start(strings.Trim(strings.TrimPrefix(s.url, "http:"), "/"))
		for body := ""; !strings.Contains(body, fmt.Sprintf("Boat %d<", n)); {
			select {
			case body = <-sent:
			case <-time.After(patience):
				t.Fatalf("boat %d was not sent", n)
			}
		}
	}
}

// Half of the subscribers are dead: some refuse, the others take the call and say
// nothing. The live ones are sent the feed, and readers beside them notice nothing.
func TestPushBesideReaders(t *testing.T) {
	s := serveFolder(t, t.TempDir())
	var live, dead atomic.Int64
	var last atomic.Int64
	began := time.Now()
	r := recipient(t, func(string) {
		live.Add(1)
		last.Store(int64(time.Since(began)))
	})
	die := make(chan struct{})
	mortal := everywhere(t, func(w http.ResponseWriter, r *http.Request) {
		if r.Method == http.MethodGet {
			io.WriteString(w, r.URL.Query().Get("hub.challenge"))
			return
		}
		dead.Add(1)
		select {
		case <-r.Context().Done():
		case <-die:
		}
	})
	t.Cleanup(func() { close(die) })
	var asking sync.WaitGroup
	for part := range 4 {
		asking.Go(func() {
			for i := part; i < *pushSubscribers; i += 4 {
				to := []*httptest.Server{r, mortal}[i%2]
				s.subscribe(callbackOn(to, 1+i%2, i/2))
			}
		})
	}
	asking.Wait()
	s.until("all subscriptions", func() bool { return s.metric("hub_subscriptions") == fmt.Sprint(*pushSubscribers) })
	quiet := s.readers(300)
	began = time.Now()
	s.drop(1)
	reading := s.readers(300)
	half := int64(*pushSubscribers / 2)
	for tries := 0; live.Load() < half && tries < 4; tries++ { // of thousands on hosts of their own, the dead ones take their time
		for deadline := time.Now().Add(patience); live.Load() < half && time.Now().Before(deadline); {
			reading = append(reading, s.readers(20)...)
			time.Sleep(100 * time.Millisecond)
		}
	}
	for len(reading) < 3000 && time.Duration(last.Load()) > time.Since(began)-time.Second {
		reading = append(reading, s.readers(100)...)
	}
	slices.Sort(quiet)
	slices.Sort(reading)
	at := func(all []time.Duration, share int) time.Duration { return all[len(all)*share/100] }
	t.Logf("%d subscribers, half dead: the last live one had the feed after %v, %d calls of dead ones are open", *pushSubscribers, time.Duration(last.Load()), dead.Load())
	t.Logf("readers beside: p50 %v, p99 %v, longest %v; before: %v, %v, %v", at(reading, 50), at(reading, 99), reading[len(reading)-1], at(quiet, 50), at(quiet, 99), quiet[len(quiet)-1])
	if got := live.Load(); got != half {
		t.Errorf("sent %d times to %d live subscribers", got, half)
	}
	first := live.Load()
	began = time.Now()
	s.drop(2)
	s.until("the next edition at all live subscribers", func() bool { return live.Load() >= first+half })
	t.Logf("the next edition: the last live one had it after %v", time.Duration(last.Load()))
	if s.metric("hub_subscriptions") != fmt.Sprint(*pushSubscribers) {
		t.Error("dead subscribers lost their subscription before their lease ended")
	}
}

// readers ask for a feed, one after the other.
func (s *served) readers(n int) (took []time.Duration) {
	for range n {
		text, after := s.get("rss.xml")
		if !strings.Contains(text, "</rss>") {
			s.t.Errorf("got %q", text)
		}
		took = append(took, after)
	}
	return took
}
