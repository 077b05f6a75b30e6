package main

import (
	"cmp"
	"context"
	"errors"
	"net"
	"os"
	"sync"

	"github.com/spf13/cobra"

	"feedmill/content/objects"
	"feedmill/feed/mill"
	"feedmill/feed/web"
)

const serveHelp = `Watch DIR, and serve the feeds and pages over HTTP on --listen too.

Without --url the links in the feeds lead to the address that it listens on. A
changed feedmill.toml is followed; one that is wrong is reported, and the last
good settings stay. SIGHUP has the settings read again at once. SIGINT or
SIGTERM ends it in good order, a second one at once.

Where DIR is the address of a bucket that another machine publishes into, the
edition there is served, and none is made: as many machines may as are wanted.`

func newServe(env environment) *cobra.Command {
	c := &cobra.Command{Use: "serve [flags] [DIR]", Short: "watch, and serve feeds and pages over HTTP too", Long: serveHelp, Example: `  feedmill serve news
  feedmill serve --url https://news.example.org/ --listen 8080 news`}
	return withConfig(c, env, func(ctx context.Context, cfg *config, dir string) error {
		outliveLog()
		if objects.IsAddress(dir) {
			return serveBucket(ctx, env, cfg, dir)
		}
		if err := cfg.alone("serve"); err != nil {
			return err
		}
		return serve(ctx, env, cfg, dir)
	})
}

// serve listens before anything else: a port that is taken is known at once, and
// readers get the last edition while the next is made.
func serve(ctx context.Context, env environment, cfg *config, dir string) (err error) {
	listener, err := listenToServe(ctx, cfg.Listen, env.getenv)
	if err != nil {
		return err
	}
	d, f, server, err := newServer(env, cfg, dir, listener.Addr())
	if err == nil {
		err = d.open()
	}
	if err != nil {
		return errors.Join(err, listener.Close())
	}
	if err := f.push.open(d, f.site); err != nil {
		return errors.Join(err, listener.Close(), d.close())
	}
	ctx, cancel := context.WithCancel(ctx)
	served := make(chan error, 1)
	go func() {
		served <- server.Serve(ctx, listener)
		cancel()
	}()
	var others sync.WaitGroup
	others.Go(func() { f.site.Rest(ctx) })
	others.Go(func() { cfg.serveRedirect(ctx, listener.Addr(), f.challenged, d.log) })
	stopped := f.push.run(ctx)
	err = d.run(ctx)
	cancel()
	others.Wait()
	return errors.Join(err, <-served, stopped(), d.close())
}

// newServer is the daemon, and the server that tells of what it makes.
func newServer(env environment, cfg *config, dir string, listening net.Addr) (*daemon, *front, web.Server, error) {
	if err := cfg.addressFor(listening); err != nil {
		return nil, nil, web.Server{}, err
	}
	state, err := stateFolder(cfg.State, dir, env.getenv)
	if err != nil {
		return nil, nil, web.Server{}, err
	}
	d := newDaemon(env, cfg, dir)
	encrypted, err := tlsOf(cfg, state, d.log)
	if err != nil {
		return nil, nil, web.Server{}, err
	}
	f := &front{readers: &web.Readers{}, address: listening, challenged: encrypted.answer}
	d.opened = func(m *mill.Mill) {
		m.FollowOutput(func(root *os.Root) {
			if f.site == nil { // one for all mills: it knows what readers have been told
				f.site = web.NewSite(root.FS(), f.answers(d.cfg))
			}
			f.site.Move(root.FS())
		}, func() { f.site.Changed() })
		f.follow(d.cfg, d.status)
		f.push.follow(m, d.cfg, f.site)
	}
	where := cmp.Or(cfg.ownAddress(listening), cfg.site.String())
	d.ready = func() {
		_ = announce(env.stdout, cfg.LogFormat, "Serving "+where) // nobody may listen any more
	}
	return d, f, web.Server{Handler: f, Log: d.log, Most: web.Connections(), TLS: encrypted.Config}, nil
}

// addressFor completes the address of the site by that at which it is reached.
func (c *config) addressFor(listening net.Addr) error {
	if c.site != nil {
		return nil
	}
	address := c.ownAddress(listening)
	if address == "" {
		return usagef("url: name the address of the site; a Unix socket has none")
	}
	return c.setURL(address)
}

// reachable is an address to put into a browser: one that listens everywhere is
// reached here.
func reachable(a net.Addr) string {
	host, port, err := net.SplitHostPort(a.String())
	if err != nil {
		return a.String()
	}
	if ip := net.ParseIP(host); ip != nil && ip.IsUnspecified() {
		host = "localhost"
	}
	return net.JoinHostPort(host, port)
}
