package main

// What a store tells of the bucket that the articles lie in. It is told where to look, and
// looks: whoever has the token can cost requests, and do nothing else.

import (
	"context"
	"crypto/sha256"
	"crypto/subtle"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"net"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"sync/atomic"

	"feedmill/content"
	"feedmill/content/mirror"
	"feedmill/content/objects"
	"feedmill/feed/web"
)

const (
	eventsPath = "/events"
	// mostTold is four times what queues and topics of stores take.
	mostTold = 1 << 20
	// eventConnections is enough for a store that sends each event by itself.
	eventConnections = 64
)

// events are those of one bucket.
type events struct {
	cfg     eventsConfig
	bucket  objects.Address
	mirror  *mirror.Mirror
	log     *slog.Logger
	refused atomic.Bool // somebody was, which is said once
	mute    atomic.Bool // the token cannot be read, which is said once
}

// listenForEvents listens where the settings say; nil if they do not.
func listenForEvents(ctx context.Context, cfg eventsConfig, address string, m *mirror.Mirror, log *slog.Logger) (*events, net.Listener, error) {
	listener, err := listenFor(ctx, "listen of [events]", cfg.Listen)
	if listener == nil || err != nil {
		return nil, nil, err
	}
	bucket, err := objects.Parse(address, objects.Reading)
	if err != nil {
		return nil, nil, errors.Join(err, listener.Close())
	}
	log.Info("events of the bucket", "address", "http://"+reachable(listener.Addr())+eventsPath)
	return &events{cfg: cfg, bucket: bucket, mirror: m, log: log}, listener, nil
}

// serve answers until ctx ends.
func (e *events) serve(ctx context.Context, listener net.Listener) {
	server := web.Server{Handler: e, Log: e.log, Most: eventConnections}
	if err := server.Serve(ctx, listener); err != nil {
		e.log.Error("no events any more; the bucket is listed every --sweep", "error", err)
	}
}

// ServeHTTP takes in one message.
func (e *events) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	switch {
	case r.URL.Path != eventsPath:
		http.NotFound(w, r)
	case r.Method != http.MethodPost:
		w.Header().Set("Allow", http.MethodPost)
		http.Error(w, "Events are told by POST.", http.StatusMethodNotAllowed)
	case !e.knows(r):
		if !e.refused.Swap(true) {
			e.log.Warn("events are refused", "error", fmt.Errorf("%s does not know the token; send it as Authorization: Bearer TOKEN, as a password, or as %s?token=TOKEN", r.RemoteAddr, eventsPath))
		}
		w.Header().Set("WWW-Authenticate", `Basic realm="events"`) // topics send the password of their address when they are asked
		http.Error(w, "The token is missing, or another one.", http.StatusUnauthorized)
	default:
		e.take(w, r)
	}
}

// knows reports whether a request has the token: as a token, as a password, or in the
// address, where a store can say it nowhere else.
func (e *events) knows(r *http.Request) bool {
	token, err := e.cfg.token()
	if err != nil {
		if !e.mute.Swap(true) {
			e.log.Error("no event can be taken in", "error", err)
		}
		return false
	}
	e.mute.Store(false)
	_, password, _ := r.BasicAuth()
	bearer, _ := strings.CutPrefix(r.Header.Get("Authorization"), "Bearer ")
	known := 0
	want := sha256.Sum256(token)
	for _, said := range []string{bearer, password, r.URL.Query().Get("token")} {
		got := sha256.Sum256([]byte(said)) // of one length, so that none is told
		known |= subtle.ConstantTimeCompare(got[:], want[:])
	}
	return known == 1
}

// take hands on what was told. What names nothing that is understood has the bucket listed.
func (e *events) take(w http.ResponseWriter, r *http.Request) {
	data, err := io.ReadAll(http.MaxBytesReader(w, r.Body, mostTold))
	if _, large := errors.AsType[*http.MaxBytesError](err); err != nil && !large {
		http.Error(w, "The event was cut off.", http.StatusBadRequest)
		return
	}
	told, unknown := objects.ReadNotification(data)
	switch paths := told.Paths(e.bucket); {
	case err != nil || unknown != nil:
		e.mirror.Hint()
	case told.Confirm != "":
		e.tellOfTopic(told.Confirm)
	case len(paths) > 0:
		e.mirror.Hint(paths...)
	}
	w.WriteHeader(http.StatusNoContent)
}

// tellOfTopic has the operator confirm a subscription. What it names is not asked for here:
// it may be any address that this machine alone can reach.
func (e *events) tellOfTopic(address string) {
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "https" || !confirms(u.Hostname()) {
		e.log.Warn("a topic is neither Amazon's nor Azure's", "error", fmt.Errorf("%s asks for a confirmation; nobody is told to give it", content.Visible(address)))
		return
	}
	e.log.Warn("a topic waits", "error", fmt.Errorf("to have it send events, open this address once: %s", content.Visible(address)))
}

// confirms reports whether a host is one at which subscriptions are confirmed.
func confirms(host string) bool {
	return slices.ContainsFunc([]string{".amazonaws.com", ".amazonaws.com.cn", ".eventgrid.azure.net"}, func(of string) bool { return strings.HasSuffix(host, of) })
}
