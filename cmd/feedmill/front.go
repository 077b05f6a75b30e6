package main

// What serve answers besides the documents of the site: how it is, below /-/.

import (
	"cmp"
	"fmt"
	"net"
	"net/http"
	"net/url"
	"os"
	"slices"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"feedmill/content/folder"
	"feedmill/feed/web"
)

// front is what requests come to first. It changes with the settings.
type front struct {
	site    *web.Site
	push    pusher
	readers *web.Readers
	address net.Addr // that serve listens on
	// challenged answers what an authority of certificates asks.
	challenged func(http.Handler) http.Handler
	operator   http.Handler
	current    atomic.Pointer[http.Handler]
}

// answers are the settings as a site takes them.
func (f *front) answers(cfg *config) web.Options {
	o := web.Options{Base: cfg.site.String(), Hubs: cfg.Hubs, OwnHub: ownHub(cfg), Aliases: cfg.Aliases, FeedAge: cfg.Serve.FeedAge, MediaAge: cfg.Serve.MediaAge}
	if !cfg.Serve.NoReaders {
		o.Readers = f.readers
	}
	return o
}

// follow has other settings followed.
func (f *front) follow(cfg *config, s *status) {
	f.site.Configure(f.answers(cfg))
	s.readers.Store(f.answers(cfg).Readers)
	if f.operator == nil {
		f.operator = s.operator()
	}
	documents, operator := cfg.Private.Keep(f.site), guard(cfg, f.address, s.health, f.operator)
	var h http.Handler = http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if r.URL.Path == hubPath && f.push.hub != nil {
			f.push.hub.ServeHTTP(w, r)
			return
		}
		if strings.HasPrefix(r.URL.Path, "/-/") {
			operator.ServeHTTP(w, r)
			return
		}
		documents.ServeHTTP(w, r)
	})
	h = cfg.Serve.Proxies.Trust(h)
	f.current.Store(&h)
}

// ServeHTTP answers one request.
func (f *front) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	(*f.current.Load()).ServeHTTP(w, r)
}

// guard shows anybody whether all is well, and how it is to the operator alone: by
// where requests come from, and by a name that is ours, as ownNames has it.
func guard(cfg *config, listening net.Addr, health func(w http.ResponseWriter, why bool), operator http.Handler) http.Handler {
	machine, _ := os.Hostname() // empty where it has none
	names := append([]string{"localhost", machine, cfg.site.Hostname()}, cfg.ACME...)
	operators, local := operatorsOf(cfg, listening), isLoopback(listening)
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		allowed := operators.Ask(r) && isOwn(hostOf(r.Host), names, local)
		switch {
		case r.URL.Path == "/-/health":
			health(w, allowed)
		case allowed:
			operator.ServeHTTP(w, r)
		default:
			http.Error(w, "This is shown to those alone that operators in feedmill.toml names. On the machine itself: feedmill status.", http.StatusForbidden)
		}
	})
}

// operatorsOf are those who see how it is: whom the settings name, and this machine
// where the site is reached without a proxy. All that comes by one on the same machine
// looks as if it came from there, unless the proxy says for whom it asks.
func operatorsOf(cfg *config, listening net.Addr) web.Proxies {
	if !isDirect(cfg.site, listening) {
		return cfg.Serve.Operators
	}
	return append(slices.Clone(web.Loopback), cfg.Serve.Operators...)
}

// isDirect reports whether requests for the site come to the port that we have ourselves.
func isDirect(site *url.URL, listening net.Addr) bool {
	tcp, ok := listening.(*net.TCPAddr)
	port := cmp.Or(site.Port(), map[string]string{"http": "80", "https": "443"}[site.Scheme])
	return ok && strconv.Itoa(tcp.Port) == port
}

// operator answers below /-/ to whom it is shown.
func (s *status) operator() http.Handler {
	mux := http.NewServeMux()
	mux.HandleFunc("GET /-/metrics", s.metrics)
	mux.HandleFunc("GET /-/status", s.page)
	return mux
}

// health says whether editions come out, and to the operator why not.
func (s *status) health(w http.ResponseWriter, why bool) {
	h := w.Header()
	h.Set("Content-Type", "text/plain; charset=utf-8")
	h.Set("Cache-Control", "no-store")
	h.Set("X-Content-Type-Options", "nosniff")
	r, err := s.report(time.Now())
	ills := r.ills()
	if err != nil {
		ills = append(ills, err.Error())
	}
	if len(ills) == 0 {
		text := "well\n"
		for _, o := range r.Outlets {
			if why && o.Trouble != nil { // readers of this machine miss nothing
				text += fmt.Sprintf("but an outlet gets no edition: %v\n", o.Trouble)
			}
		}
		if why && r.cdn().Trouble != nil {
			text += fmt.Sprintf("but the CDN was not purged: %v\n", r.cdn().Trouble)
		}
		w.Write([]byte(text))
		return
	}
	w.WriteHeader(http.StatusServiceUnavailable)
	text := "not well"
	if why {
		text += ": " + strings.Join(ills, "\n")
	}
	w.Write([]byte(text + "\n"))
}

// ills are what keeps editions from coming out whole.
func (r report) ills() []string {
	ills := r.Trouble
	if r.Alarm != folder.Calm {
		ills = append(ills, string(r.Alarm)+": "+r.Remedy)
	}
	return ills
}
