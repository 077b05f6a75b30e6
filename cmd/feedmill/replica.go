package main

// serve of a bucket: the edition that another machine publishes there is served, and none
// is made. As many machines as are wanted can do so, behind a balancer.

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"os"
	"strings"
	"sync"
	"time"

	"feedmill/content"
	"feedmill/content/objects"
	"feedmill/feed/replica"
	"feedmill/feed/web"
)

// usualLook is how often a bucket is looked at, where --poll does not say.
const usualLook = 2 * time.Second

// reader serves the edition in a bucket.
type reader struct {
	cfg     *config
	edition *replica.Edition
	site    *web.Site
	readers *web.Readers
	started time.Time
	log     *slog.Logger
	address net.Addr // that it listens on
}

// serveBucket serves the edition at the address of a bucket until ctx ends.
func serveBucket(ctx context.Context, env environment, cfg *config, bucket string) (err error) {
	if _, err := objects.Parse(bucket, objects.Reading); err != nil {
		return usagef("%s: %w", withoutUser(bucket), err)
	}
	listener, err := listenToServe(ctx, cfg.Listen, env.getenv)
	if err != nil {
		return err
	}
	state, err := stateFolder(cfg.State, bucket, env.getenv)
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	r, server, challenged, err := newReader(env, cfg, bucket, state, listener.Addr())
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	defer r.edition.Close()
	ctx, cancel := context.WithCancel(ctx)
	var others sync.WaitGroup
	defer others.Wait()
	defer cancel()
	notify := newNotifier(env.getenv)
	others.Go(func() { r.follow(ctx) })
	others.Go(func() { r.answerCommands(ctx, state) })
	others.Go(func() { r.site.Rest(ctx) })
	others.Go(func() { cfg.serveRedirect(ctx, listener.Addr(), challenged, r.log) })
	others.Go(func() { notify.beat(ctx, func() bool { return true }) })
	notify.send("READY=1\nSTATUS=Serving " + bucket)
	defer notify.send("STOPPING=1")
	_ = announce(env.stdout, cfg.LogFormat, fmt.Sprintf("Serving %s from %s", cmp.Or(cfg.ownAddress(listener.Addr()), cfg.site.String()), content.Visible(bucket))) // nobody may listen any more
	return server.Serve(ctx, listener)
}

// newReader makes what serves, and what answers an authority of certificates.
func newReader(env environment, cfg *config, bucket, state string, listening net.Addr) (*reader, web.Server, func(http.Handler) http.Handler, error) {
	if err := cfg.addressFor(listening); err != nil {
		return nil, web.Server{}, nil, err
	}
	r := &reader{cfg: cfg, readers: &web.Readers{}, started: time.Now(), log: newLogger(env.stderr, cfg.LogFormat, true), address: listening}
	encrypted, err := tlsOf(cfg, state, r.log)
	if err != nil {
		return nil, web.Server{}, nil, err
	}
	if r.edition, err = replica.Open(bucket, replica.DefaultLimits, time.Now); err != nil {
		return nil, web.Server{}, nil, err
	}
	options := web.Options{Base: cfg.site.String(), Hubs: cfg.Hubs, Aliases: cfg.Aliases, FeedAge: cfg.Serve.FeedAge, MediaAge: cfg.Serve.MediaAge}
	if !cfg.Serve.NoReaders {
		options.Readers = r.readers
	}
	r.site = web.NewSite(r.edition, options)
	return r, web.Server{Handler: cfg.Serve.Proxies.Trust(r.handler()), Log: r.log, Most: web.Connections(), TLS: encrypted.Config}, encrypted.answer, nil
}

// handler answers with documents, and below /-/ how it is.
func (r *reader) handler() http.Handler {
	operator := http.NewServeMux()
	operator.HandleFunc("GET /-/status", r.status)
	operator.HandleFunc("GET /-/metrics", r.metrics)
	guarded, documents := guard(r.cfg, r.address, r.health, operator), r.cfg.Private.Keep(r.site)
	return http.HandlerFunc(func(w http.ResponseWriter, asked *http.Request) {
		if strings.HasPrefix(asked.URL.Path, "/-/") {
			guarded.ServeHTTP(w, asked)
			return
		}
		documents.ServeHTTP(w, asked)
	})
}

// answerCommands answers what commands ask, unless another machine's worth of serve does so
// already here.
func (r *reader) answerCommands(ctx context.Context, state string) {
	if _, err := ask(ctx, state, "/status", nil); !errors.Is(err, errAlone) {
		r.log.Info("feedmill status asks another serve of this bucket")
		return
	}
	if err := os.MkdirAll(state, 0o700); err != nil {
		r.log.Info("feedmill status will find nobody", "error", err) // no disk is needed to serve
		return
	}
	mux := http.NewServeMux()
	mux.HandleFunc("GET /status", func(w http.ResponseWriter, _ *http.Request) { answer(w, r.words, nil) })
	mux.HandleFunc("GET /explain", func(w http.ResponseWriter, _ *http.Request) {
		answer(w, func() string {
			return "Here the edition is served that another machine publishes: ask there, with the --dir that it was given.\n"
		}, nil)
	})
	answerCommands(ctx, state, mux, r.log)
}

// follow looks at the bucket until ctx ends. Its trouble is logged once.
func (r *reader) follow(ctx context.Context) {
	said := ""
	tell := func(changed bool, err error) {
		if changed {
			r.site.Changed()
			r.log.Info("another edition", "completed", r.edition.State().Completed)
		}
		switch {
		case err == nil && said != "":
			r.log.Info("the bucket answers again")
		case err != nil && err.Error() != said:
			r.log.Error("the bucket has no news; what is in memory is served", "error", err)
		}
		if said = ""; err != nil {
			said = err.Error()
		}
	}
	if changed, err := r.edition.Look(ctx); ctx.Err() == nil {
		tell(changed, err)
	}
	r.edition.Follow(ctx, cmp.Or(r.cfg.Poll, usualLook), tell)
}

// health says whether there is an edition, and to the operator how it is. A bucket that is
// away is no reason to send readers elsewhere: elsewhere it is away as well.
func (r *reader) health(w http.ResponseWriter, why bool) {
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	s := r.edition.State()
	text := "well\n"
	if s.Completed.IsZero() {
		w.WriteHeader(http.StatusServiceUnavailable)
		text = "not well\n"
	}
	if why && s.Trouble != nil {
		text += fmt.Sprintf("the bucket has no news: %v\n", s.Trouble)
	}
	fmt.Fprint(w, text) // nobody may listen any more
}

// status is the report for people.
func (r *reader) status(w http.ResponseWriter, _ *http.Request) {
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	_, _ = io.WriteString(w, r.words()) // nobody may listen any more
}

// words are the report: what is wrong comes first.
func (r *reader) words() string {
	s, said := r.edition.State(), report{Now: time.Now()}
	trouble := ""
	if s.Trouble != nil {
		trouble = fmt.Sprintf("%sthe bucket has no news: %v; what is in memory is served\n", troubleMark, s.Trouble)
	}
	return trouble + fmt.Sprintf("Serving %s\nEdition completed: %s\nBucket answered: %s; %d requests since %s\nIn memory: %s, %s\n",
		content.Visible(s.Address), said.Ago(s.Completed), said.Ago(s.Looked), s.Requests, r.started.Format(time.DateTime), plural(s.Documents, "document"), size(int64(s.Held)))
}

// metrics are figures of the moment.
func (r *reader) metrics(w http.ResponseWriter, _ *http.Request) {
	s := r.edition.State()
	known := r.readers.Readership(time.Now())
	h := w.Header()
	h.Set("Content-Type", "text/plain; version=0.0.4; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	for _, m := range []figure{
		{"feedmill_last_edition_timestamp_seconds", "When the edition that is served was complete; 0 before the first.", gauge, seconds(s.Completed)},
		{"feedmill_bucket_failing", "1 while the bucket that the edition is read from does not answer, or has none.", gauge, truth(s.Trouble != nil)},
		{"feedmill_bucket_last_answer_timestamp_seconds", "When it was last looked at; 0 before.", gauge, seconds(s.Looked)},
		{"feedmill_bucket_requests_total", "Requests to it.", counter, float64(s.Requests)},
		{"feedmill_held_documents", "Documents in memory, those included of which is known that they are not there.", gauge, float64(s.Documents)},
		{"feedmill_held_bytes", "Bytes of them.", gauge, float64(s.Held)},
		{"feedmill_feed_answers_total", "Answers to requests of feeds.", counter, float64(known.Answers)},
		{"feedmill_feed_not_modified_total", "Those of them that said that nothing is new.", counter, float64(known.NotModified)},
		{"feedmill_feed_sent_bytes_total", "Bytes of feeds that were sent.", counter, float64(known.Sent)},
		{"process_start_time_seconds", "When the process was started.", gauge, seconds(r.started)},
	} {
		writeMetric(w, m.name, m.help, m.kind, m.value)
	}
	for _, m := range processFigures() {
		writeMetric(w, m.name, m.help, m.kind, m.value)
	}
}
