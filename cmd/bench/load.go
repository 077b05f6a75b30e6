//go:build linux

package main

// Requests for one feed under load, beside the web servers that people run: all servers
// in turn, each with one processor, from the same bytes. Who asks is this process, which
// shares the machine with them; what counts is how they differ.

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"text/tabwriter"
	"time"
)

// trial is one round of requests to one server.
type trial struct {
	cpu, wait time.Duration // of one request: processor time, and what 99 of 100 waited at the most
	perSecond float64
}

// loaded are the rounds of a server with one question.
type loaded struct {
	who, question string
	trials        []trial
}

func (l loaded) middle(of func(trial) float64) float64 {
	var all []float64
	for _, t := range l.trials {
		all = append(all, of(t))
	}
	return median(all)
}

// load has all servers answer the same questions, one after the other in each round.
func (p *plan) load(ctx context.Context, content string, size int) error {
	m := p.feedmills[0]
	ours, err := p.servingFeeds(ctx, m, content, size)
	if err != nil {
		return fmt.Errorf("load on %s: %w", m.name, err)
	}
	defer ours.stop()
	bare, err := p.bare(ctx, ours)
	if err != nil {
		return err
	}
	defer bare.stop()
	names, servers := []string{m.name, "bare handler"}, []*server{ours, bare}
	for _, o := range others {
		s, err := p.other(ctx, o, ours)
		if err != nil {
			return fmt.Errorf("load on %s: %w", o.name, err)
		}
		if s == nil {
			p.results.note("%s is not installed, and was not measured.", o.name)
			continue
		}
		defer s.stop()
		names, servers = append(names, o.name), append(servers, s)
	}
	for _, q := range asked {
		all := make([]loaded, len(servers))
		for range serveRounds {
			for i, s := range servers {
				t, err := s.round(ctx, q)
				if err != nil {
					return fmt.Errorf("load on %s: %w", names[i], err)
				}
				all[i].who, all[i].question = names[i], q.name
				all[i].trials = append(all[i].trials, t)
			}
		}
		p.results.loads = append(p.results.loads, all...)
	}
	return nil
}

// anOther is a web server that is measured beside ours.
type anOther struct {
	name, program string
	settings      string // %[1]s is the address, %[2]s the folder of the feed, %[3]s one to write into
	args          func(settings string) []string
}

// others are told to send what is packed already, to keep no log, and to be one process.
var others = []anOther{
	{"nginx", "nginx", `daemon off; master_process off; worker_processes 1; pid %[3]s/pid; error_log stderr error;
events { worker_connections 1024; }
http {
	access_log off; sendfile on; keepalive_requests 1000000;
	client_body_temp_path %[3]s/body; proxy_temp_path %[3]s/proxy; fastcgi_temp_path %[3]s/fastcgi; uwsgi_temp_path %[3]s/uwsgi; scgi_temp_path %[3]s/scgi;
	types { application/rss+xml xml; }
	server { listen %[1]s; root %[2]s; gzip_static on; }
}
`, func(settings string) []string { return []string{"-e", "stderr", "-c", settings} }},
	{"Caddy", "caddy", `{
	admin off
	auto_https off
}
http://%[1]s {
	root * %[2]s
	file_server {
		precompressed gzip
	}
}
`, func(settings string) []string { return []string{"run", "--adapter", "caddyfile", "--config", settings} }},
}

// other starts a web server that sends what ours sends; nil if it is not installed.
func (p *plan) other(ctx context.Context, o anOther, ours *server) (*server, error) {
	program, err := exec.LookPath(o.program)
	if err != nil {
		return nil, nil
	}
	dir := filepath.Join(p.scratch, o.program)
	folder := filepath.Join(dir, "public")
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	for end, coding := range map[string]string{"": "identity", ".gz": "gzip"} {
		body, err := ours.body(ctx, coding)
		if err != nil {
			return nil, err
		}
		if err := os.WriteFile(filepath.Join(folder, filepath.Base(ours.path)+end), body, 0o644); err != nil {
			return nil, err
		}
	}
	address, err := freeAddress()
	if err != nil {
		return nil, err
	}
	settings := filepath.Join(dir, "settings")
	if err := os.WriteFile(settings, fmt.Appendf(nil, o.settings, address, folder, dir), 0o644); err != nil {
		return nil, err
	}
	return serving(ctx, append([]string{program}, o.args(settings)...), address, ours.path)
}

// printLoads shows the medians of all rounds.
func (r *results) printLoads(w io.Writer) error {
	if len(r.loads) == 0 {
		return nil
	}
	t := tabwriter.NewWriter(w, 0, 0, 2, ' ', tabwriter.AlignRight)
	fmt.Fprintln(t, "asked\tof\trequests/s\tCPU us each\t99 of 100 within ms\t")
	for _, l := range r.loads {
		cpu := l.middle(func(t trial) float64 { return float64(t.cpu.Nanoseconds()) / 1000 })
		wait := l.middle(func(t trial) float64 { return float64(t.wait.Microseconds()) / 1000 })
		fmt.Fprintf(t, "%s\t%s\t%.0f\t%.1f\t%.1f\t\n", l.question, l.who, l.middle(func(t trial) float64 { return t.perSecond }), cpu, wait)
	}
	fmt.Fprintln(t)
	return t.Flush()
}

// percentile99 is what 99 of 100 waited at the most. It sorts them.
func percentile99(waits []time.Duration) time.Duration {
	slices.Sort(waits)
	return waits[len(waits)*99/100]
}
