//go:build linux

package main

// The least that any program could do, as processes of their own: this program,
// called with a first argument that nobody types. What would need memory is one too.

import (
	"context"
	"fmt"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"runtime"
	"strconv"
	"sync"
)

const limitCommand = "limit"

func limit(ctx context.Context, args []string) error {
	switch {
	case len(args) == 2 && args[0] == "read":
		return everyFile(args[1], func(p string) error { _, err := os.ReadFile(p); return err })
	case len(args) == 2 && args[0] == "walk":
		return everyFile(args[1], func(p string) error { _, err := os.Lstat(p); return err })
	case len(args) == 2 && args[0] == "weigh":
		return weighCatalog(os.Stdout, args[1])
	case len(args) == 4 && args[0] == "serve":
		return serveBare(ctx, args[1], args[2], args[3])
	}
	return fmt.Errorf("no limit %q", args)
}

// everyFile calls do for each file below dir, on all processors.
func everyFile(dir string, do func(path string) error) error {
	w := walk{do: do, slots: make(chan struct{}, runtime.GOMAXPROCS(0))}
	w.wait.Go(func() { w.folder(dir) })
	w.wait.Wait()
	return w.err
}

type walk struct {
	do    func(path string) error
	slots chan struct{} // as many folders at a time
	wait  sync.WaitGroup

	mu  sync.Mutex
	err error // the last
}

func (w *walk) folder(dir string) {
	w.slots <- struct{}{}
	defer func() { <-w.slots }()
	found, err := os.ReadDir(dir)
	for _, e := range found {
		p := filepath.Join(dir, e.Name())
		if e.IsDir() {
			w.wait.Go(func() { w.folder(p) })
		} else if e := w.do(p); e != nil {
			err = e
		}
	}
	if err != nil {
		w.mu.Lock()
		w.err = err
		w.mu.Unlock()
	}
}

// serveBare answers every request with one of two files, from memory, with the
// headers that a feed must have and no more.
func serveBare(ctx context.Context, address, plainFile, gzipFile string) error {
	plain, err := os.ReadFile(plainFile)
	if err != nil {
		return err
	}
	packed, err := os.ReadFile(gzipFile)
	if err != nil {
		return err
	}
	listener, err := net.Listen("tcp", address)
	if err != nil {
		return err
	}
	context.AfterFunc(ctx, func() { listener.Close() })
	handler := func(w http.ResponseWriter, r *http.Request) {
		h, body, tag := w.Header(), plain, `"plain"`
		if r.Header.Get("Accept-Encoding") == "gzip" {
			body, tag = packed, `"gzip"`
			h["Content-Encoding"] = []string{"gzip"}
		}
		h["Etag"] = []string{tag}
		if r.Header.Get("If-None-Match") == tag {
			w.WriteHeader(http.StatusNotModified)
			return
		}
		h["Content-Type"] = []string{"application/rss+xml; charset=utf-8"}
		h["Content-Length"] = []string{strconv.Itoa(len(body))}
		w.Write(body)
	}
	err = http.Serve(listener, http.HandlerFunc(handler))
	if ctx.Err() != nil {
		return nil
	}
	return err
}
