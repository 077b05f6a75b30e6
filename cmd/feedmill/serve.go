package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"os"

	"github.com/spf13/cobra"

	"feedmill/feed/mill"
	"feedmill/feed/web"
)

const serveHelp = `Watch DIR, and serve the feeds and pages over HTTP on --listen too.

Without --url the links in the feeds lead to the address that it listens on.
A changed feedmill.toml is followed; one that is wrong is reported, and the last
good settings stay. SIGHUP has the settings read again at once. SIGINT or SIGTERM
ends it in good order, a second one at once.`

func newServe(env environment) *cobra.Command {
	c := &cobra.Command{Use: "serve [flags] [DIR]", Short: "watch, and serve feeds and pages over HTTP too", Long: serveHelp, Example: `  feedmill serve news
  feedmill serve --url https://news.example.org/ --listen 8080 news`}
	return withConfig(c, env, func(ctx context.Context, cfg *config, dir string) error {
		outliveLog()
		return serve(ctx, env, cfg, dir)
	})
}

// serve listens before anything else: a port that is taken is known at once, and
// readers get the last edition while the next is made.
func serve(ctx context.Context, env environment, cfg *config, dir string) (err error) {
	listener, err := listenFor(ctx, "--listen", cfg.Listen)
	if err != nil {
		return err
	}
	address := "http://" + reachable(listener.Addr()) + "/"
	if cfg.site == nil {
		if err := cfg.setURL(address); err != nil {
			return errors.Join(err, listener.Close())
		}
	}
	var site *web.Site // one for all mills: it knows what readers have been told
	d := newDaemon(env, cfg, dir)
	d.opened = func(m *mill.Mill) {
		m.FollowOutput(func(root *os.Root) {
			if site == nil {
				site = web.NewSite(root, answers(d.cfg))
			}
			site.Configure(answers(d.cfg))
			site.Move(root)
		}, func() { site.Changed() })
	}
	d.ready = func() {
		_ = announce(env.stdout, cfg.LogFormat, "Serving "+address) // nobody may listen any more
	}
	if err := d.open(); err != nil {
		return errors.Join(err, listener.Close())
	}
	ctx, cancel := context.WithCancel(ctx)
	served := make(chan error, 1)
	go func() {
		served <- web.Server{Handler: site, Log: d.log, Most: web.Connections()}.Serve(ctx, listener)
		cancel()
	}()
	err = d.run(ctx)
	cancel()
	return errors.Join(err, <-served, d.close())
}

// answers are the settings as a site takes them.
func answers(cfg *config) web.Options {
	return web.Options{Base: cfg.site.String(), Hubs: cfg.Hubs, Aliases: cfg.Aliases}
}

// listenFor listens on the address that a setting names; nil if it names none.
func listenFor(ctx context.Context, setting, address string) (net.Listener, error) {
	if address == "" {
		return nil, nil
	}
	var lc net.ListenConfig
	listener, err := lc.Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("listen: %w; choose another %s", err, setting)
	}
	return listener, nil
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
