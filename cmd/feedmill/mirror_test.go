//go:build unix

package main

// Articles in a bucket, of a program that is killed while it mirrors them, through a network
// that does not keep still; and of a store that tells by itself what has changed.

import (
	"errors"
	"feedmill/content/objects"
	"flag"
	"fmt"
	"io/fs"
	"math/rand/v2"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
	"github.com/minio/minio-go/v7"
	"github.com/minio/minio-go/v7/pkg/credentials"
)

// sourceBucket is the folder of a newsdesk, kept in a bucket as an agency does: what is
// renamed is put by its new name, and deleted by the old one.
type sourceBucket struct {
	*newsdesk
	store *storefront
	there map[string]string // what was put, by path
}

func (b *sourceBucket) address() string {
	return strings.Replace(b.store.address, "/site?", "/news?", 1)
}

// put has the bucket hold what the folder holds.
func (b *sourceBucket) put() {
	b.t.Helper()
	now, ctx := map[string]string{}, b.t.Context()
	for p, text := range filesBelow(b.t, b.dir) {
		now[p] = text
		if b.there[p] == text {
			continue
		}
		_, err := b.store.direct.Put(ctx, "news/"+p, strings.NewReader(text), int64(len(text)), objects.Putting{Tag: objects.Anything})
		b.must(err)
	}
	for p := range b.there {
		if _, stays := now[p]; !stays {
			b.must(b.store.direct.Remove(ctx, "news/"+p))
		}
	}
	b.there = now
}

func (b *sourceBucket) must(err error) {
	b.t.Helper()
	if err != nil {
		b.t.Fatal(err)
	}
}

// filesBelow are the bytes of files by their paths.
func filesBelow(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		rel, relErr := filepath.Rel(dir, p)
		if err == nil {
			err = relErr
		}
		all[filepath.ToSlash(rel)] = string(data)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// command is the real program on the articles in the bucket.
func (b *sourceBucket) command(name, out, state string, flags ...string) *exec.Cmd {
	c := b.newsdesk.command(name, out, state, flags...)
	c.Args[len(c.Args)-1] = b.address()
	return c
}

func (b *sourceBucket) build(out, state string) {
	b.t.Helper()
	if said, err := b.command("build", out, state).CombinedOutput(); err != nil {
		b.t.Fatalf("build: %v\n%s", err, said)
	}
}

func TestKilledMirror(t *testing.T) {
	t.Parallel()
	random := newRandom(t)
	b := &sourceBucket{newsdesk: newNewsdesk(t, random, 25), store: newStorefront(t, rand.New(rand.NewPCG(random.Uint64(), 1)))}
	dir := t.TempDir()
	out, state := filepath.Join(dir, "public"), filepath.Join(dir, "state")
	calmOut, calmState := filepath.Join(dir, "calm"), filepath.Join(dir, "calmstate")
	for killed := 0; killed < 1+*kills/2; {
		b.put()
		started := time.Now()
		b.build(calmOut, calmState)
		took := time.Since(started)
		for n := range 1 + random.IntN(3) {
			c := b.command("build", out, state)
			b.store.spoil(0.15)
			if n == 1 { // which publishes what it has while it lacks the rest, and files it in another order
				b.store.spoil(0.5)
				c = b.command("watch", out, state, "--sweep", "20ms", "--settle", "1ms")
			}
			if n == 0 {
				b.killInObject(c, 1+random.IntN(3), 2*took)
			} else {
				killAfter(t, c, time.Duration(random.Float64()*1.5*float64(took)))
			}
			killed++
			b.inspect(out)
			b.inspectMirror(state)
		}
		b.store.spoil(0)
		b.build(out, state)
		b.inspect(out)
		if differ := difference(wholeSeconds(documents(t, out)), wholeSeconds(documents(t, calmOut))); differ != "" {
			b.equal(out, calmOut)
		}
		mirrored := filepath.Join(state, "mirror", "news")
		if differ := difference(filesBelow(t, mirrored), b.there); differ != "" {
			t.Fatalf("the mirror differs from the bucket in %s", differ)
		}
		if left := filesBelow(t, filepath.Join(state, "mirror", ".arriving")); len(left) > 0 {
			t.Fatalf("%d files were left where they arrive", len(left))
		}
		b.work(1 + random.IntN(9))
	}
	t.Logf("requests by method %v, spoilt %v", b.store.asked, b.store.spoilt)
}

// fractions are those of seconds, by which instants are told apart that two articles share:
// stores tell whole seconds, and which of the two is filed first a kill may change.
var fractions = regexp.MustCompile(`(T\d\d:\d\d:\d\d)\.\d+Z`)

func wholeSeconds(all map[string]string) map[string]string {
	for name, text := range all {
		all[name] = fractions.ReplaceAllString(text, "${1}Z")
	}
	return all
}

// killInObject starts the program and kills it when it has half of so many objects, or after
// a while.
func (b *sourceBucket) killInObject(c *exec.Cmd, objects int, most time.Duration) {
	b.t.Helper()
	var halves atomic.Int32
	b.store.halved(func() {
		if halves.Add(1) == int32(objects) {
			time.Sleep(time.Millisecond) // in which it writes what it has
			c.Process.Kill()
		}
	})
	defer b.store.halved(nil)
	killAfter(b.t, c, most)
}

// inspectMirror checks that each file of the mirror is one that the bucket has or had, as a
// whole.
func (b *sourceBucket) inspectMirror(state string) {
	b.t.Helper()
	dir := filepath.Join(state, "mirror", "news")
	if _, err := os.Stat(dir); err != nil {
		return // it was killed before
	}
	for p, text := range filesBelow(b.t, dir) {
		if strings.HasSuffix(p, ".txt") && !strings.HasSuffix(text, ".\n") {
			b.t.Fatalf("%s is half a file: %q", p, text)
		}
		if strings.HasSuffix(p, ".png") {
			if err := whole(p, []byte(text)); err != nil {
				b.t.Fatalf("%s is half a file: %v", p, err)
			}
		}
	}
}

var gateway = flag.String("gateway", "", "versitygw, started to tell what changes in its buckets; empty is a store in memory that does")

// tellingStore starts a store at a port that posts what changes to an address.
func tellingStore(t *testing.T, port, told string) {
	t.Helper()
	if *gateway == "" {
		memory := gofakes3.New(s3mem.New()).Server()
		listener, err := net.Listen("tcp", "127.0.0.1:"+port)
		if err != nil {
			t.Fatal(err)
		}
		server := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			memory.ServeHTTP(w, r)
			if r.Method == http.MethodPut || r.Method == http.MethodDelete {
				tell(t, told, r.URL.Path)
			}
		})}
		go server.Serve(listener)
		t.Cleanup(func() { server.Close() })
		return
	}
	c := exec.Command(*gateway, "--port", "127.0.0.1:"+port, "--access", "an-id", "--secret", storeSecret, "--region", "us-east-1", "--event-webhook-url", told, "posix", t.TempDir())
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { c.Process.Kill(); c.Wait() })
}

// tell posts what S3 says of an object.
func tell(t *testing.T, address, p string) {
	bucket, key, _ := strings.Cut(strings.TrimPrefix(p, "/"), "/")
	event := fmt.Sprintf(`{"Records":[{"s3":{"bucket":{"name":%q},"object":{"key":%q}}}]}`, bucket, url.QueryEscape(key))
	answer, err := http.Post(address, "application/json", strings.NewReader(event))
	if err != nil {
		t.Errorf("tell of %s: %v", p, err)
		return
	}
	answer.Body.Close()
	if answer.StatusCode != http.StatusNoContent {
		t.Errorf("told of %s: %s", p, answer.Status)
	}
}

// freePort is one where nobody listens now.
func freePort(t *testing.T) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	_, port, err := net.SplitHostPort(l.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	return port
}

// A store that tells is listened to: nothing here waits for a list, the first of which is
// due in an hour, but for what is gone.
func TestToldByTheStore(t *testing.T) {
	t.Parallel()
	dir, port, ctx := t.TempDir(), freePort(t), t.Context()
	settings := filepath.Join(dir, "feedmill.toml")
	token := "a-token-that-is-long"
	if err := errors.Join(
		os.WriteFile(filepath.Join(dir, "token"), []byte(token), 0o600),
		os.WriteFile(settings, []byte("url = \"https://news.example.org/\"\n[events]\nlisten = \"127.0.0.1:0\"\ntoken_file = \"token\"\n"), 0o600),
	); err != nil {
		t.Fatal(err)
	}
	out, log := filepath.Join(dir, "public"), &said{}
	c := exec.Command("feedmill", "watch", "--config", settings, "--sweep", "1h", "--out", out, "--state", filepath.Join(dir, "state"), "s3://news/in?style=path&endpoint=http://127.0.0.1:"+port)
	c.Env = append(os.Environ(), "HOME="+dir, "AWS_ACCESS_KEY_ID=an-id", "AWS_SECRET_ACCESS_KEY="+storeSecret)
	c.Stderr = log
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if c.Process.Kill(); t.Failed() {
			t.Logf("its log:\n%s", log.text.String())
		}
	})
	var listens [][]byte
	eventually(t, "its address", func() bool {
		log.mu.Lock()
		defer log.mu.Unlock()
		listens = regexp.MustCompile(`address=(http://127.0.0.1:[0-9]+/events)`).FindSubmatch(log.text.Bytes())
		return listens != nil
	})
	tellingStore(t, port, string(listens[1])+"?token="+token)
	store, err := minio.New("127.0.0.1:"+port, &minio.Options{Creds: credentials.NewStaticV4("an-id", storeSecret, ""), Region: "us-east-1", BucketLookup: minio.BucketLookupPath})
	if err != nil {
		t.Fatal(err)
	}
	eventually(t, "the store", func() bool {
		return store.MakeBucket(ctx, "news", minio.MakeBucketOptions{}) == nil
	})
	put := func(key, title string) {
		text := title + "\n\n9 November 2026\n\nThere has never been an article quite like the one about the " + title + ", say those who have seen it.\n"
		if _, err := store.PutObject(ctx, "news", key, strings.NewReader(text), int64(len(text)), minio.PutObjectOptions{}); err != nil {
			t.Fatal(err)
		}
	}
	item := func(title string) string {
		feed, _ := os.ReadFile(filepath.Join(out, "rss.xml")) // none before the first edition
		for _, item := range strings.Split(string(feed), "<item>")[1:] {
			if _, guid, _ := strings.Cut(item, "<guid"); strings.Contains(item, "<title>"+title) {
				guid, _, _ = strings.Cut(guid, "</guid>")
				return guid
			}
		}
		return ""
	}
	put("in/ferry.txt", "Ferry")
	eventually(t, "the first article", func() bool { return item("Ferry") != "" })
	began := time.Now()
	put("in/city/café du port+1.txt", "Harbour")
	eventually(t, "an article that was told of", func() bool { return item("Harbour") != "" })
	t.Logf("it stood in the feed after %v", time.Since(began).Round(time.Millisecond))
	id := item("Harbour")
	if _, err := store.CopyObject(ctx, minio.CopyDestOptions{Bucket: "news", Object: "in/sport/harbour.txt"}, minio.CopySrcOptions{Bucket: "news", Object: "in/city/café du port+1.txt"}); err != nil {
		t.Fatal(err)
	}
	if err := store.RemoveObject(ctx, "news", "in/city/café du port+1.txt", minio.RemoveObjectOptions{}); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the rename", func() bool { return log.has("sport/harbour.txt") })
	eventually(t, "the article by its new name", func() bool { return item("Harbour") == id })
	if err := store.RemoveObject(ctx, "news", "in/sport/harbour.txt", minio.RemoveObjectOptions{}); err != nil {
		t.Fatal(err)
	}
	eventually(t, "the article to go", func() bool { return item("Harbour") == "" && item("Ferry") != "" })
}
