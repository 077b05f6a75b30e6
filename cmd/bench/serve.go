//go:build linux

package main

import (
	"bufio"
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"
)

const (
	connections = 32
	requests    = 200 // on each connection, a round
	serveRounds = 15
	patienceUp  = 10 * time.Minute // until a server answers: it may have to read all articles first
)

// asked are the ways to ask for a feed. Their headers are those of readers.
var asked = []question{
	{"plain", "", http.StatusOK, ""},
	{"gzip", "Accept-Encoding: gzip\r\n", http.StatusOK, "gzip"},
	{"304", "If-None-Match: %s\r\n", http.StatusNotModified, ""},
}

type question struct {
	name, header string // a %s in it is the tag of the plain body
	status       int
	coding       string
}

// serve compares the processor time a request of the site's feed with that of a
// handler which does nothing else, in turn. Both servers have one processor; who
// asks is this process.
func (p *plan) serve(ctx context.Context, content string, size int) error {
	for _, m := range p.feedmills {
		if err := p.serveOne(ctx, m, content, size); err != nil {
			return fmt.Errorf("serve by %s: %w", m.name, err)
		}
	}
	return nil
}

func (p *plan) serveOne(ctx context.Context, m *feedmill, content string, size int) error {
	ours, err := p.servingFeeds(ctx, m, content, size)
	if err != nil {
		return err
	}
	defer ours.stop()
	bare, err := p.bare(ctx, ours)
	if err != nil {
		return err
	}
	defer bare.stop()
	for _, a := range asked {
		var ratios []float64
		for range serveRounds {
			least, err := bare.round(ctx, a)
			if err != nil {
				return err
			}
			cost, err := ours.round(ctx, a)
			if err != nil {
				return err
			}
			ratios = append(ratios, float64(least.cpu)/float64(cost.cpu))
		}
		p.results.numbers[key{"serve " + a.name, m.name, size}] = median(ratios)
	}
	return nil
}

// servingFeeds starts ours.
func (p *plan) servingFeeds(ctx context.Context, m *feedmill, content string, size int) (*server, error) {
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	say("  requests to %s", m.name)
	args := m.command("serve", content, p.work(m, "serve", size), append(m.noPages(), "--listen", address)...)
	return serving(ctx, args, address, "/"+siteFeeds[0])
}

// bare starts the least server, with the same bytes to send.
func (p *plan) bare(ctx context.Context, ours *server) (*server, error) {
	plain, packed := filepath.Join(p.scratch, "plain"), filepath.Join(p.scratch, "gzip")
	for file, coding := range map[string]string{plain: "identity", packed: "gzip"} {
		body, err := ours.body(ctx, coding)
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(file, body, 0o644); err != nil {
			return nil, err
		}
	}
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	return serving(ctx, []string{p.self, limitCommand, "serve", address, plain, packed}, address, ours.path)
}

func freeAddress() (string, error) {
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		return "", err
	}
	defer l.Close()
	return l.Addr().String(), nil
}

// server is a running process that answers.
type server struct {
	*staying
	address, path string
}

// serving starts a server with one processor and waits for its first answer.
func serving(ctx context.Context, args []string, address, path string) (*server, error) {
	process, err := start(args, "", "GOMAXPROCS=1")
	if err != nil {
		return nil, err
	}
	s := &server{staying: process, address: address, path: path}
	for late := time.Now().Add(patienceUp); ; {
		response, err := s.get(ctx, "identity")
		if err == nil {
			response.Body.Close()
			if response.StatusCode == http.StatusOK {
				return s, s.rest(ctx)
			}
		}
		if _, ended := s.cpu(); ended != nil || time.Now().After(late) {
			s.stop()
			return nil, fmt.Errorf("it does not answer: %w\n%s", errors.Join(err, ended), lastLines(s.said.String()))
		}
		if err := pause(ctx, 50*time.Millisecond); err != nil {
			s.stop()
			return nil, err
		}
	}
}

func (s *server) get(ctx context.Context, coding string) (*http.Response, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, "http://"+s.address+s.path, nil)
	if err != nil {
		return nil, err
	}
	request.Header.Set("Accept-Encoding", coding)
	return http.DefaultClient.Do(request)
}

func (s *server) body(ctx context.Context, coding string) ([]byte, error) {
	response, err := s.get(ctx, coding)
	if err != nil {
		return nil, err
	}
	defer response.Body.Close()
	return io.ReadAll(response.Body)
}

// round asks many times, on many connections.
func (s *server) round(ctx context.Context, q question) (trial, error) {
	response, err := s.get(ctx, "identity")
	if err != nil {
		return trial{}, err
	}
	response.Body.Close()
	q.header = strings.ReplaceAll(q.header, "%s", response.Header.Get("ETag"))
	before, err := s.cpu()
	if err != nil {
		return trial{}, err
	}
	errs, waits := make([]error, connections), make([]time.Duration, connections*requests)
	began := time.Now()
	var wg sync.WaitGroup
	for i := range connections {
		wg.Go(func() { errs[i] = s.ask(ctx, q, waits[i*requests:(i+1)*requests]) })
	}
	wg.Wait()
	took := time.Since(began)
	after, err := s.cpu()
	return trial{
		cpu: (after - before) / time.Duration(len(waits)), wait: percentile99(waits), perSecond: float64(len(waits)) / took.Seconds(),
	}, cmp.Or(append(errs, err)...)
}

// ask sends one request after the other on one connection, and notes how long each took.
func (s *server) ask(ctx context.Context, q question, waits []time.Duration) error {
	conn, err := new(net.Dialer).DialContext(ctx, "tcp", s.address)
	if err != nil {
		return err
	}
	defer conn.Close()
	stop := context.AfterFunc(ctx, func() { conn.Close() })
	defer stop()
	request := []byte("GET " + s.path + " HTTP/1.1\r\nHost: " + s.address + "\r\n" + q.header + "\r\n")
	from := bufio.NewReaderSize(conn, 64<<10)
	for i := range waits {
		sent := time.Now()
		if _, err := conn.Write(request); err != nil {
			return err
		}
		response, err := http.ReadResponse(from, nil)
		if err != nil {
			return err
		}
		if _, err := io.Copy(io.Discard, response.Body); err != nil {
			return err
		}
		if response.StatusCode != q.status || response.Header.Get("Content-Encoding") != q.coding {
			return fmt.Errorf("%s: answered %s, %q", q.name, response.Status, response.Header.Get("Content-Encoding"))
		}
		waits[i] = time.Since(sent)
	}
	return nil
}
