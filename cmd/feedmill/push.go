package main

// The hub of one's own: it is there while serve serves the feeds, and is named by what
// serve answers alone, so that no copy of a feed on another host names it.

import (
	"context"
	"log/slog"
	"math/rand/v2"
	"path/filepath"
	"time"

	"feedmill/feed/hub"
	"feedmill/feed/mill"
	"feedmill/feed/web"
)

// hubPath is where the hub answers.
const hubPath = "/-/hub"

// ownHub is the address of our own hub; empty if there is none. It is below that of the
// site: where a proxy passes requests for feeds on to us, it passes those on as well.
func ownHub(cfg *config) string {
	if cfg.Push == "off" {
		return ""
	}
	return cfg.site.String() + hubPath[1:]
}

// pusher has the hub of serve; without one it does nothing.
type pusher struct {
	hub *hub.Hub // nil until open, and where there is none
	log *slog.Logger
}

// open opens the hub beside the catalog of the daemon.
func (p *pusher) open(d *daemon, site *web.Site) error {
	if ownHub(d.cfg) == "" {
		return nil
	}
	state, err := stateFolder(d.cfg.State, d.dir, d.env.getenv)
	if err != nil {
		return err
	}
	p.hub, err = hub.Open(hub.Options{
		File: filepath.Join(state, "subscriptions.db"), Limits: hub.DefaultLimits.WithCalls(web.Calls()),
		Now: time.Now, Jitter: jitter, Log: d.log,
	}, subscribable(d.cfg, site))
	if err == nil {
		p.log = d.log
		d.status.hub.Store(p.hub)
	}
	return err
}

// jitter keeps what failed together from being tried again together.
func jitter(d time.Duration) time.Duration { return d - d/4 + rand.N(d/2+1) }

// follow has the hub follow a mill and its settings.
func (p *pusher) follow(m *mill.Mill, cfg *config, site *web.Site) {
	if p.hub != nil {
		p.hub.Follow(subscribable(cfg, site))
		if err := p.hub.Restore(); err != nil { // the state folder may be another one
			p.log.Error("subscriptions cannot be stored", "error", err)
		}
	}
	m.FollowEditions(func(paths []string, whole bool) {
		if p.hub != nil {
			p.hub.Published(paths, whole)
		}
	})
}

// subscribable is what there are subscriptions for.
func subscribable(cfg *config, site *web.Site) hub.Site {
	base := cfg.site.String()
	return hub.Site{
		Address: ownHub(cfg), Base: base, Agent: hub.Agent(version(), base), Hubs: cfg.Hubs, Private: cfg.Push == "private",
		Topics:   func(path string) bool { return cfg.Aliases[path] == "" && hub.IsTopic(path) && !cfg.isPrivate(path) },
		Document: site.Document,
	}
}

// run has the hub work until ctx ends. stop waits for that, and closes it.
func (p *pusher) run(ctx context.Context) (stop func() error) {
	if p.hub == nil {
		return func() error { return nil }
	}
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		p.hub.Run(ctx)
	}()
	return func() error {
		<-ended
		return p.hub.Close()
	}
}

// isPrivate reports whether a document is for some alone: no hub hears of it.
func (c *config) isPrivate(path string) bool {
	p := c.Private
	return len(p.Users)+len(p.Secrets) > 0 && (p.Covers == nil || p.Covers(path))
}
