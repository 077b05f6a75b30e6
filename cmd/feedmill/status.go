package main

// What a daemon says of itself over HTTP, to people on a page and to monitors as
// metrics: how it watches, what it holds back and why, what it has made.

import (
	"context"
	_ "embed"
	"fmt"
	"html/template"
	"log/slog"
	"net"
	"net/http"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"feedmill/content"
	"feedmill/content/catalog"
	"feedmill/content/folder"
	"feedmill/content/mirror"
	"feedmill/feed/hub"
	"feedmill/feed/mill"
	"feedmill/feed/publish"
	"feedmill/feed/purge"
	"feedmill/feed/web"
)

// status knows where to ask. It may be used by several goroutines.
type status struct {
	dir     string
	started time.Time
	tally   *mill.Tally
	cfg     *config // as at the start
	log     *slog.Logger

	hub      atomic.Pointer[hub.Hub]     // our own; nil if there is none
	readers  atomic.Pointer[web.Readers] // of the site that is served; nil if there is none, or nobody is counted
	rejected atomic.Pointer[error]       // what is wrong with the settings, which are not followed; nil if nothing

	mu   sync.RWMutex // held while a mill is exchanged for another
	mill *mill.Mill   // guarded by mu
}

// report is all that there is to say at one moment.
type report struct {
	Dir, Version string
	Started, Now time.Time
	Articles     int // shown
	Broken       []catalog.Broken
	mill.Production
	Source   *mirror.State   // of the bucket that the articles lie in; nil if they lie in a folder
	Outlets  []publish.State // besides the output folder
	CDN      *purge.State    // nil if none is told
	Hubs     []hub.State     // of others
	Own      bool            // there is a hub of our own
	Hub      hub.Stats       // of our own hub; zero if there is none
	Readers  *web.Readership // nil if nobody is counted
	Rejected string          // what is wrong with the settings, which are not followed; empty if nothing
	folder.Health
}

func (s *status) report(now time.Time) (report, error) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	r := report{Dir: s.dir, Version: version(), Started: s.started, Now: now, Production: s.tally.Production(), Health: s.mill.Health(), Outlets: s.mill.Outlets(), Hubs: s.mill.Hubs()}
	if s.cfg.source != nil {
		bucket := s.cfg.source.State()
		r.Source = &bucket
	}
	if cdn, told := s.mill.Purger(); told {
		r.CDN = &cdn
	}
	if own := s.hub.Load(); own != nil {
		r.Own, r.Hub = true, own.Stats()
	}
	if readers := s.readers.Load(); readers != nil {
		known := readers.Readership(now)
		r.Readers = &known
	}
	if err := s.rejected.Load(); err != nil {
		r.Rejected = (*err).Error()
	}
	var err error
	r.Articles, r.Broken, err = s.mill.Known()
	return r, err
}

// statusConnections is enough for some browsers and monitors, and few enough to
// leave files for the work.
const statusConnections = 32

// serve answers on the listener until ctx ends.
func (s *status) serve(ctx context.Context, listener net.Listener) {
	s.log.Info("status page", "address", "http://"+reachable(listener.Addr())+"/")
	server := web.Server{Handler: ownNames(s.cfg.Status, listener.Addr(), s.handler()), Log: s.log, Most: statusConnections}
	if err := server.Serve(ctx, listener); err != nil {
		s.log.Error("no status page any more", "error", err)
	}
}

func (s *status) handler() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /metrics", s.metrics)
	mux.HandleFunc("GET /{$}", s.page)
	return mux
}

//go:embed status.html
var statusHTML string

var statusPage = sync.OnceValue(func() *template.Template {
	return template.Must(template.New("status").Funcs(template.FuncMap{
		"plural": plural,
		"times":  func(n int64) string { return plural(int(n), "time") },
		"size":   size,
		"brief":  func(d time.Duration) time.Duration { return d.Round(100 * time.Microsecond) },
	}).Parse(statusHTML))
})

// page is for people: what is wrong comes first. It changes under their eyes only if they
// ask for that.
func (s *status) page(w http.ResponseWriter, asked *http.Request) {
	r, err := s.report(time.Now())
	if err != nil {
		http.Error(w, "The catalog cannot be read: "+err.Error(), http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h.Set("Content-Type", "text/html; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	h.Set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'")
	statusPage().Execute(w, struct {
		report
		Follow bool
	}{r, asked.URL.Query().Has("follow")}) // fails only if nobody listens any more
}

// size is a number of bytes as people say it.
func size(bytes int64) string {
	for _, u := range []struct {
		name  string
		bytes int64
	}{{"GB", 1e9}, {"MB", 1e6}, {"kB", 1e3}} {
		if bytes >= u.bytes {
			return fmt.Sprintf("%.1f %s", float64(bytes)/float64(u.bytes), u.name)
		}
	}
	return plural(int(bytes), "byte")
}

// Ago is how long ago an instant was, as people say it.
func (r report) Ago(t time.Time) string {
	if t.IsZero() {
		return "not yet"
	}
	d := r.Now.Sub(t)
	switch {
	case d < 2*time.Second:
		return "just now"
	case d < 2*time.Minute:
		return fmt.Sprintf("%d seconds ago", int(d.Seconds()))
	case d < 2*time.Hour:
		return fmt.Sprintf("%d minutes ago", int(d.Minutes()))
	case d < 48*time.Hour:
		return fmt.Sprintf("%d hours ago", int(d.Hours()))
	}
	return fmt.Sprintf("%d days ago", int(d.Hours()/24))
}

// Watching is how changes are noticed.
func (r report) Watching() string {
	switch r.Mode {
	case "":
		return "The folder is being read for the first time."
	case folder.Events:
		return fmt.Sprintf("The system tells of changes in every folder, %d in all.", r.Folders)
	}
	return fmt.Sprintf("%s of %d told of by the system, all others looked at every %s: %s.", plural(r.Armed, "folder"), r.Folders, r.Interval.Round(time.Millisecond), r.Why)
}

// troubleMark begins the lines that tell what is wrong.
const troubleMark = "! "

// words are the report for whoever asks at a terminal: what is wrong comes first.
func (r report) words() string {
	var b strings.Builder
	for _, t := range r.troubles() {
		fmt.Fprintf(&b, "%s%s\n", troubleMark, content.Visible(t))
	}
	fmt.Fprintf(&b, "%s, in %s\n", plural(r.Articles, "article"), content.Visible(r.Dir))
	fmt.Fprintf(&b, "%s\n", r.Watching())
	b.WriteString(r.made())
	for _, o := range r.Outlets {
		fmt.Fprintf(&b, "Outlet %s\n", content.Visible(o.Outlet))
	}
	return b.String()
}

// made is what has come out since the start.
func (r report) made() string {
	since := r.Started.Format(time.DateTime)
	if r.Editions == 0 {
		return fmt.Sprintf("Nothing has changed since it was started, %s.\n", since)
	}
	return fmt.Sprintf("Last edition %s; %s of %s since %s.\n", r.Ago(r.Last), plural(r.Editions, "edition"), plural(r.Documents, "document"), since)
}

// troubles are what is wrong, with the remedy.
func (r report) troubles() (all []string) {
	if r.Rejected != "" {
		all = append(all, "the settings are wrong, and the last good ones followed: "+r.Rejected)
	}
	if r.Alarm != folder.Calm {
		all = append(all, fmt.Sprintf("deletions are held back, %s: %s", r.Alarm, r.Remedy))
	}
	if r.Source != nil && r.Source.Trouble != nil {
		all = append(all, "the articles are those that are known: "+r.Source.Trouble.Error())
	}
	if r.Source != nil {
		all = append(all, r.Source.Left...)
	}
	all = append(all, r.Trouble...)
	for _, b := range r.Broken {
		all = append(all, b.Message)
	}
	for _, o := range r.Outlets {
		if o.Trouble != nil {
			all = append(all, fmt.Sprintf("%s: %v", o.Outlet, o.Trouble))
		}
	}
	if r.CDN != nil && r.CDN.Trouble != nil {
		all = append(all, r.CDN.Trouble.Error())
	}
	return all
}

// line is the report in one line, for the service manager.
func statusLine(dir string, h folder.Health) string {
	switch {
	case h.Alarm != folder.Calm:
		return fmt.Sprintf("Deletions are held back, %s: %s", h.Alarm, h.Remedy)
	case h.Failures > 0:
		return "No edition comes out; it is tried again: see the log"
	case h.Refused > 0:
		return fmt.Sprintf("The machine refuses to read %s; it is tried again: see the log", plural(h.Refused, "file"))
	case len(h.Problems) > 0:
		return fmt.Sprintf("Watching %s by %s; %s cannot be looked into", dir, h.Mode, plural(len(h.Problems), "place"))
	}
	return fmt.Sprintf("Watching %s by %s", dir, h.Mode)
}
