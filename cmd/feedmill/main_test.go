package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"image"
	"image/png"
	"io/fs"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"slices"
	"sort"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/rogpeppe/go-internal/testscript"
)

// TestMain lets the scripts run the real program under its own name. More tests than
// there are processors run side by side, since most wait for a program that waits.
func TestMain(m *testing.M) {
	err := flag.Set("test.parallel", strconv.Itoa(sideBySide*runtime.GOMAXPROCS(0)))
	if err != nil {
		panic(err)
	}
	testscript.Main(m, map[string]func(){"feedmill": func() { setClock(); main() }})
}

// sideBySide is how many tests run for each processor.
const sideBySide = 4

// patience bounds how long a script waits for something that must happen.
const patience = 30 * time.Second

// sampleTime is the modification time of every file of the sample newsroom in a
// script: a checkout would give another one each time.
var sampleTime = time.Date(2026, 11, 7, 12, 0, 0, 0, time.UTC)

func TestScripts(t *testing.T) {
	t.Parallel()
	runScripts(t, "testdata/script")
}

// runScripts runs the real program as the scripts of a folder say.
func runScripts(t *testing.T, dir string) {
	t.Helper()
	testscript.Run(t, testscript.Params{
		Dir:                 dir,
		RequireExplicitExec: true,
		RequireUniqueNames:  true,
		UpdateScripts:       *update,
		Setup:               setUp,
		Cmds: map[string]func(*testscript.TestScript, bool, []string){
			"answers":  answersWith,
			"await":    await,
			"count":    count,
			"hold":     hold,
			"http":     request,
			"notified": notified,
			"picture":  picture,
			"same":     same,
			"store":    store,
			"touch":    touch,
			"url":      address,
		},
	})
}

// setUp lays the sample newsroom into the script's folder, and keeps the state
// and settings of whoever runs the tests out.
func setUp(env *testscript.Env) error {
	env.Setenv("XDG_STATE_HOME", filepath.Join(env.WorkDir, "home", "state"))
	env.Setenv("HOME", filepath.Join(env.WorkDir, "home"))
	env.Values[scriptStore{}] = &scriptStore{}
	recordings, err := filepath.Abs("../../content/media/testdata")
	if err != nil {
		return err
	}
	env.Setenv("RECORDINGS", recordings)
	newsroom := filepath.Join(env.WorkDir, "newsroom")
	if err := os.CopyFS(newsroom, os.DirFS("../../content/testdata/newsroom")); err != nil {
		return err
	}
	return filepath.WalkDir(newsroom, func(p string, _ fs.DirEntry, err error) error {
		if err != nil {
			return err
		}
		return os.Chtimes(p, sampleTime, sampleTime)
	})
}

// await FILE REGEXP waits until the file holds a match; ! await until it holds
// none, or is gone.
func await(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: await FILE REGEXP")
	}
	pattern, err := regexp.Compile(args[1])
	ts.Check(err)
	var data []byte
	tick := time.NewTicker(5 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); <-tick.C {
		data, _ = os.ReadFile(ts.MkAbs(args[0]))
		if pattern.Match(data) != neg {
			return
		}
	}
	ts.Fatalf("waited in vain; %s holds:\n%s", args[0], data)
}

// count N REGEXP FILE checks how often the file matches.
func count(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 3 {
		ts.Fatalf("usage: count N REGEXP FILE")
	}
	data := ts.ReadFile(args[2])
	got := fmt.Sprint(len(regexp.MustCompile(args[1]).FindAllString(data, -1)))
	if got != args[0] {
		ts.Fatalf("%s matches %s times in %s, want %s:\n%s", args[1], got, args[2], args[0], data)
	}
}

// touch TIME FILE… sets modification times.
func touch(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: touch TIME FILE…")
	}
	when, err := time.Parse(time.RFC3339, args[0])
	ts.Check(err)
	for _, file := range args[1:] {
		ts.Check(os.Chtimes(ts.MkAbs(file), when, when))
	}
}

// picture WIDTH HEIGHT FILE… draws pictures of that size, in place of what is there.
func picture(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 3 {
		ts.Fatalf("usage: picture WIDTH HEIGHT FILE…")
	}
	width, err := strconv.Atoi(args[0])
	ts.Check(err)
	height, err := strconv.Atoi(args[1])
	ts.Check(err)
	for _, file := range args[2:] {
		ts.Check(os.MkdirAll(filepath.Dir(ts.MkAbs(file)), 0o755))
		ts.Check(os.WriteFile(ts.MkAbs(file), drawn(width, height), 0o644))
	}
}

// drawn is a picture in PNG.
func drawn(width, height int) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, image.NewGray(image.Rect(0, 0, width, height))); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// same DIR DIR checks that two folders hold the same files with the same bytes.
func same(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) != 2 {
		ts.Fatalf("usage: same DIR DIR")
	}
	a, b := tree(ts, args[0]), tree(ts, args[1])
	if differ := difference(a, b); (differ == "") == neg {
		ts.Fatalf("%s and %s: difference %q", args[0], args[1], differ)
	}
}

// tree reads every file below dir.
func tree(ts *testscript.TestScript, dir string) map[string]string {
	m := map[string]string{}
	root := ts.MkAbs(dir)
	ts.Check(filepath.WalkDir(root, func(p string, e fs.DirEntry, err error) error {
		if err != nil || e.IsDir() {
			return err
		}
		data, err := os.ReadFile(p)
		m[strings.TrimPrefix(p, root)] = string(data)
		return err
	}))
	return m
}

func difference(a, b map[string]string) string {
	var names []string
	for name := range a {
		if a[name] != b[name] {
			names = append(names, name)
		}
	}
	for name := range b {
		if _, ok := a[name]; !ok {
			names = append(names, name)
		}
	}
	sort.Strings(names)
	return strings.Join(slices.Compact(names), " ")
}

// address FILE waits until the file says where the server listens, and puts that
// into the variable URL.
func address(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) != 1 {
		ts.Fatalf("usage: url FILE")
	}
	await(ts, false, []string{args[0], `http://127\.0\.0\.1:\d+/`})
	data, err := os.ReadFile(ts.MkAbs(args[0]))
	ts.Check(err)
	ts.Setenv("URL", string(regexp.MustCompile(`http://127\.0\.0\.1:\d+/`).Find(data)))
}

// notified plays the service manager for what the script runs next: what it is
// told is in the file notifications.
func notified(ts *testscript.TestScript, _ bool, _ []string) {
	dir, err := os.MkdirTemp("", "notify") // the script's own folder may be too long a name for a socket
	ts.Check(err)
	socket := filepath.Join(dir, "s")
	conn, err := net.ListenUnixgram("unixgram", &net.UnixAddr{Name: socket, Net: "unixgram"})
	ts.Check(err)
	ts.Defer(func() { conn.Close(); os.RemoveAll(dir) })
	ts.Setenv("NOTIFY_SOCKET", socket)
	file, err := os.Create(ts.MkAbs("notifications"))
	ts.Check(err)
	go func() {
		defer file.Close()
		buf := make([]byte, 1000)
		for {
			n, err := conn.Read(buf)
			if err != nil {
				return
			}
			file.Write(append(buf[:n:n], '\n'))
		}
	}()
}

// hold URL [TEXT] connects, sends the text, \r\n for each backslash, and keeps
// silent until the script ends.
func hold(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 1 || len(args) > 2 {
		ts.Fatalf("usage: hold URL [TEXT]")
	}
	conn, err := net.Dial("tcp", strings.Trim(strings.TrimPrefix(args[0], "http://"), "/"))
	ts.Check(err)
	ts.Defer(func() { conn.Close() })
	if len(args) == 2 {
		_, err = conn.Write([]byte(strings.ReplaceAll(args[1], `\`, "\r\n")))
		ts.Check(err)
	}
}

// request METHOD URL [HEADER: VALUE]… prints status, headers and body; ! http
// checks that nobody answers.
func request(ts *testscript.TestScript, neg bool, args []string) {
	if len(args) < 2 {
		ts.Fatalf("usage: http METHOD URL [HEADER: VALUE]…")
	}
	req := requestOf(ts, args[0], args[1], args[2:])
	transport := &http.Transport{DisableCompression: true, DisableKeepAlives: true}
	res, err := transport.RoundTrip(req)
	if neg {
		if err == nil {
			ts.Fatalf("somebody answers: %s", res.Status)
		}
		return
	}
	ts.Check(err)
	defer res.Body.Close()
	var buf bytes.Buffer
	fmt.Fprintln(&buf, res.Status)
	ts.Check(errors.Join(res.Header.Write(&buf)))
	fmt.Fprintln(&buf)
	_, err = buf.ReadFrom(res.Body)
	ts.Check(err)
	ts.Check(os.WriteFile(ts.MkAbs("answer"), buf.Bytes(), 0o644))
	tag := strings.Trim(res.Header.Get("ETag"), `"`)
	ts.Setenv("ETAG", tag)
	ts.Setenv("MODIFIED", res.Header.Get("Last-Modified"))
}

// requestOf is a request with headers, each "NAME: VALUE".
func requestOf(ts *testscript.TestScript, method, url string, headers []string) *http.Request {
	req, err := http.NewRequest(method, url, nil)
	ts.Check(err)
	for _, h := range headers {
		name, value, _ := strings.Cut(h, ": ")
		req.Header.Set(name, value)
		if name == "Host" {
			req.Host = value
		}
	}
	return req
}

// answers STATUS URL [HEADER: VALUE]… waits until a server answers with a status.
func answersWith(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) < 2 {
		ts.Fatalf("usage: answers STATUS URL [HEADER: VALUE]…")
	}
	got := ""
	tick := time.NewTicker(20 * time.Millisecond)
	defer tick.Stop()
	for deadline := time.Now().Add(patience); time.Now().Before(deadline); <-tick.C {
		res, err := http.DefaultClient.Do(requestOf(ts, http.MethodGet, args[1], args[2:]))
		ts.Check(err)
		res.Body.Close()
		if got = fmt.Sprint(res.StatusCode); got == args[0] {
			return
		}
	}
	ts.Fatalf("waited in vain for %s; %s answers %s", args[0], args[1], got)
}

func must(t testing.TB, err error) {
	t.Helper()
	if err != nil {
		t.Fatal(err)
	}
}
