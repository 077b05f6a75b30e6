package main

// Object storage in memory, for scripts.

import (
	"bytes"
	"io"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync/atomic"

	"github.com/johannesboyne/gofakes3"
	"github.com/johannesboyne/gofakes3/backend/s3mem"
	"github.com/rogpeppe/go-internal/testscript"
)

// storeSecret is the key of all stores; no script may find it in anything.
const storeSecret = "a-secret-that-nobody-may-ever-see"

// scriptStore is the object storage of one script.
type scriptStore struct {
	backend  *s3mem.Backend
	down     atomic.Bool
	careless atomic.Bool
}

// store start begins a store with the bucket "news" and sets $STORE to its address; store
// down and store up have it answer nothing, and again; store careless has it keep no
// conditions; store get PREFIX DIR writes what is below a prefix into a folder, except
// whose it is; store put DIR PREFIX puts the files of a folder below a prefix; store remove PREFIX removes what is below one;
// store tell STATUS URL FILE posts what a file says to an address, as stores do.
func store(ts *testscript.TestScript, neg bool, args []string) {
	if neg || len(args) == 0 {
		ts.Fatalf("usage: store start|down|up|careless|get PREFIX DIR|put DIR PREFIX|remove PREFIX|tell STATUS URL FILE")
	}
	if args[0] == "start" {
		startStore(ts)
		return
	}
	s := ts.Value(scriptStore{}).(*scriptStore)
	switch args[0] {
	case "down", "up":
		s.down.Store(args[0] == "down")
	case "careless":
		s.careless.Store(true)
	case "get":
		s.get(ts, args[1], ts.MkAbs(args[2]))
	case "put":
		s.put(ts, ts.MkAbs(args[1]), args[2])
	case "remove":
		for _, c := range s.below(ts, args[1]) {
			_, err := s.backend.DeleteObject("news", c.Key)
			ts.Check(err)
		}
	case "tell":
		said, err := os.ReadFile(ts.MkAbs(args[3]))
		ts.Check(err)
		answer, err := http.Post(args[2], "application/json", bytes.NewReader(said))
		ts.Check(err)
		ts.Check(answer.Body.Close())
		if answer.Status[:3] != args[1] {
			ts.Fatalf("it answers %s", answer.Status)
		}
	default:
		ts.Fatalf("unknown word %s", args[0])
	}
}

func startStore(ts *testscript.TestScript) {
	s := ts.Value(scriptStore{}).(*scriptStore)
	s.backend = s3mem.New()
	ts.Check(s.backend.CreateBucket("news"))
	answer := gofakes3.New(s.backend).Server()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if s.down.Load() {
			w.WriteHeader(http.StatusServiceUnavailable)
			return
		}
		if s.careless.Load() {
			r.Header.Del("If-Match")
			r.Header.Del("If-None-Match")
		}
		answer.ServeHTTP(w, r)
	}))
	ts.Defer(server.Close)
	ts.Setenv("STORE", server.URL)
	ts.Setenv("AWS_ACCESS_KEY_ID", "an-id")
	ts.Setenv("AWS_SECRET_ACCESS_KEY", storeSecret)
}

func (s *scriptStore) get(ts *testscript.TestScript, prefix, dir string) {
	ts.Check(os.RemoveAll(dir))
	for _, c := range s.below(ts, prefix) {
		name := strings.TrimPrefix(c.Key, prefix)
		if strings.HasPrefix(name, ".") {
			continue
		}
		o, err := s.backend.GetObject("news", c.Key, nil)
		ts.Check(err)
		data, err := io.ReadAll(o.Contents)
		ts.Check(err)
		file := filepath.Join(dir, filepath.FromSlash(name))
		ts.Check(os.MkdirAll(filepath.Dir(file), 0o755))
		ts.Check(os.WriteFile(file, data, 0o644))
	}
}

func (s *scriptStore) below(ts *testscript.TestScript, prefix string) []*gofakes3.Content {
	found, err := s.backend.ListBucket("news", &gofakes3.Prefix{HasPrefix: true, Prefix: prefix}, gofakes3.ListBucketPage{})
	ts.Check(err)
	return found.Contents
}

func (s *scriptStore) put(ts *testscript.TestScript, dir, prefix string) {
	ts.Check(filepath.WalkDir(dir, func(p string, e fs.DirEntry, err error) error {
		if err != nil || !e.Type().IsRegular() {
			return err
		}
		rel, err := filepath.Rel(dir, p)
		if err != nil {
			return err
		}
		data, err := os.ReadFile(p)
		if err == nil {
			stated := map[string]string{"Last-Modified": sampleTime.Format(http.TimeFormat)}
			_, err = s.backend.PutObject("news", prefix+"/"+filepath.ToSlash(rel), stated, bytes.NewReader(data), int64(len(data)), nil)
		}
		return err
	}))
}
