package main

// What stays while watch and serve run, and how settings change meanwhile: a mill
// whose settings are no more those of the file is closed, and another one opened,
// as if the program had been started anew. Listeners stay.

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"log/slog"
	"os"
	"os/signal"
	"slices"
	"sync"
	"syscall"
	"time"

	"feedmill/content/folder"
	"feedmill/feed/mill"
)

// daemon runs one mill after the other.
type daemon struct {
	env    environment
	dir    string
	cfg    *config // followed now
	log    *slog.Logger
	notify notifier
	tally  *mill.Tally
	status *status
	hangup chan os.Signal
	mill   *mill.Mill

	text   []byte           // of the settings file when it was last read; nil if there was none
	site   *siteFiles       // what the site's files were when the settings were last read
	shown  *siteFiles       // likewise the user's own templates
	opened func(*mill.Mill) // is told of each mill, if not nil
	ready  func()           // is called when the first edition is out
}

func newDaemon(env environment, cfg *config, dir string) *daemon {
	d := &daemon{
		env: env, dir: dir, cfg: cfg, log: newLogger(env.stderr, cfg.LogFormat, true),
		notify: newNotifier(env.getenv), tally: &mill.Tally{}, hangup: make(chan os.Signal, 1),
	}
	signal.Notify(d.hangup, syscall.SIGHUP)
	d.text, _ = readRegular(cfg.settingsFile(dir)) // it was read a moment ago
	return d
}

// open opens the first mill.
func (d *daemon) open() error {
	m, err := d.openMill(d.cfg)
	if err != nil {
		return err
	}
	d.status = &status{dir: m.Folder().Root(), started: time.Now(), tally: d.tally, cfg: d.cfg, log: d.log}
	d.use(m)
	return d.cfg.noteMove(d.log, d.dir, d.env.getenv)
}

func (d *daemon) openMill(cfg *config) (*mill.Mill, error) {
	return openMill(cfg, d.dir, d.tally, d.log, d.env.getenv)
}

func (d *daemon) use(m *mill.Mill) {
	d.mill, d.status.mill = m, m
	if d.opened != nil {
		d.opened(m)
	}
}

// copyCatalog writes the catalog as it is now, unless it is of a revision that is known.
func (d *daemon) copyCatalog(to io.Writer, known int) (revision int, err error) {
	d.status.mu.RLock()
	defer d.status.mu.RUnlock()
	return d.status.mill.CopyCatalog(to, known)
}

func (d *daemon) close() error {
	signal.Stop(d.hangup)
	return d.mill.Close()
}

// run follows folder and settings until ctx ends.
func (d *daemon) run(ctx context.Context) error {
	listener, err := listenFor(ctx, "--status", d.cfg.Status)
	if err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(ctx)
	var others sync.WaitGroup
	defer others.Wait()
	defer cancel()
	if listener != nil {
		others.Go(func() { d.status.serve(ctx, listener) })
	}
	state, err := stateFolder(d.cfg.State, d.dir, d.env.getenv)
	if err != nil {
		return err
	}
	others.Go(func() { answerCommands(ctx, state, d.status.commands(), d.log) })
	defer d.notify.send("STOPPING=1")
	for {
		next, err := d.follow(ctx)
		if next == nil || err != nil {
			return err
		}
		d.notify.send("RELOADING=1")
		if err := d.exchange(next); err != nil {
			return err
		}
	}
}

// follow runs the mill until ctx ends, or until there are other settings, which it
// returns; or those of now, if what the mill has open is to be opened anew.
func (d *daemon) follow(ctx context.Context) (next *config, err error) {
	running, stop := context.WithCancel(ctx)
	var settings sync.WaitGroup
	settings.Go(func() {
		next = d.awaitSettings(running)
		stop()
	})
	err = d.runMill(running)
	stop()
	settings.Wait()
	if ctx.Err() != nil {
		return nil, err
	}
	return next, err
}

// runMill runs the mill until ctx ends, and tells the service manager how it is.
func (d *daemon) runMill(ctx context.Context) error {
	ctx, cancel := context.WithCancel(ctx)
	var others sync.WaitGroup
	defer others.Wait()
	defer cancel()
	pulse := d.mill.Pulse(d.notify.watchdog)
	alive := func() bool { return pulse.Beats(time.Now()) }
	others.Go(func() { d.notify.beat(ctx, alive) })
	starting, started := context.WithCancel(ctx)
	defer started()
	others.Go(func() { d.notify.extend(starting, alive) })
	ready := func() {
		started()
		if d.ready != nil {
			d.ready()
			d.ready = nil
		}
		d.notify.send("READY=1")
	}
	return d.mill.Run(ctx, ready, func(h folder.Health) {
		d.notify.send("STATUS=" + statusLine(d.mill.Folder().Root(), h))
	})
}

// exchange has a mill with other settings in place of the one of now; if that
// cannot be, one with the settings of now again.
func (d *daemon) exchange(next *config) error {
	d.status.mu.Lock()
	defer d.status.mu.Unlock()
	old := d.mill
	if err := old.Release(); err != nil {
		return err
	}
	m, err := d.openMill(next)
	if next == d.cfg && err != nil {
		return fmt.Errorf("open again what was replaced: %w", err)
	}
	if err != nil {
		d.reject(err)
		if m, err = d.openMill(d.cfg); err != nil {
			return fmt.Errorf("go on with the last good settings: %w", err)
		}
	} else if next != d.cfg {
		d.cfg = next
		if site := next.readSiteFiles(d.dir); !slices.Equal(site.names, d.site.names) {
			d.site = site // other folders hold the articles now
		}
		d.accept()
	}
	d.use(m)
	d.tally.Calm()
	return old.CloseOutput()
}

func (d *daemon) accept() {
	d.log.Info("settings were read again and are followed")
	d.status.rejected.Store(nil)
}

func (d *daemon) reject(err error) {
	d.log.Error("settings are wrong; the last good ones stay", "error", err)
	d.status.rejected.Store(&err)
}

// looking is how often the settings file is looked at. One that differs is read when
// it has been the same twice: it may be half written.
const looking = 250 * time.Millisecond

// awaitSettings waits for settings that are good and may be others than those of
// now, which it returns if they are to be followed anew; nil when ctx ends.
func (d *daemon) awaitSettings(ctx context.Context) *config {
	tick := time.NewTicker(looking)
	defer tick.Stop()
	before := d.text
	if d.site == nil {
		d.site = d.cfg.readSiteFiles(d.dir) // here, where nothing waits for it
	}
	if d.shown == nil || d.shown.dir != d.cfg.Templates {
		d.shown = d.cfg.readTemplateFiles()
	}
	for {
		asked := false
		select {
		case <-ctx.Done():
			return nil
		case <-d.mill.Displaced():
			return d.cfg
		case <-d.hangup:
			asked = true
			d.site, d.shown = d.cfg.readSiteFiles(d.dir), d.cfg.readTemplateFiles()
		case <-tick.C:
		}
		text, err := readRegular(d.cfg.settingsFile(d.dir))
		settled := equal(text, before)
		before = text
		if !asked && (equal(text, d.text) || !settled) && !d.siteChanged() && !d.templatesChanged() {
			continue
		}
		d.text = text
		next, err := d.settingsOf(err, asked)
		if err == nil {
			return next
		}
		d.reject(err)
	}
}

// siteChanged reports whether the files of the site say something else.
func (d *daemon) siteChanged() bool {
	if !d.site.due(time.Now()) {
		return false
	}
	before := d.site
	d.site = d.cfg.readSiteFiles(d.dir)
	return d.site.said != before.said
}

// templatesChanged likewise the templates.
func (d *daemon) templatesChanged() bool {
	if !d.shown.due(time.Now()) {
		return false
	}
	before := d.shown
	d.shown = d.cfg.readTemplateFiles()
	return d.shown.said != before.said
}

// equal reports whether two readings of the settings file are equal; nil is that there
// was none.
func equal(a, b []byte) bool { return bytes.Equal(a, b) && (a == nil) == (b == nil) }

// settingsOf are the settings anew, unless reading the file failed. That it is gone is
// meant only if somebody asked for them.
func (d *daemon) settingsOf(failed error, asked bool) (*config, error) {
	gone := errors.Is(failed, fs.ErrNotExist)
	if gone && !asked && d.cfg.read {
		return nil, fmt.Errorf("%s is gone; put it back, or send SIGHUP to go on without it", d.cfg.settingsFile(d.dir))
	}
	if failed != nil && !gone {
		return nil, failed
	}
	if err := d.siteFailed(asked); gone && err != nil {
		return nil, err
	}
	return d.again()
}

// siteFailed says why the settings of another generator, which are followed, are not to be
// had. That they are gone is meant only if somebody asked.
func (d *daemon) siteFailed(asked bool) error {
	if d.cfg.from.Generator == "" {
		return nil
	}
	now, err := siteOf(d.dir)
	if err == nil && now.Generator == "" && !asked {
		return fmt.Errorf("%s is gone; put it back, or send SIGHUP to go on without it", d.cfg.from.File)
	}
	return err
}

// readRegular reads a file that has an end: a pipe would be waited for until somebody
// writes into it, and hold up the stop.
func readRegular(file string) ([]byte, error) {
	info, err := os.Stat(file)
	if err != nil {
		return nil, fmt.Errorf("read settings: %w", err)
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is not a file; put the settings file there", file)
	}
	text, err := os.ReadFile(file)
	if err != nil {
		return nil, fmt.Errorf("read settings: %w", err)
	}
	return text, nil
}

// again reads the settings anew. What cannot change while it runs stays, and is said.
func (d *daemon) again() (*config, error) {
	next, err := d.cfg.again()
	if err != nil {
		return nil, err
	}
	next.again, next.term, next.source = d.cfg.again, d.cfg.term, d.cfg.source
	if next.site == nil {
		next.site = d.cfg.site
	}
	for _, f := range fixed {
		if now, then := f.of(d.cfg), f.of(next); *now != *then {
			d.log.Warn("setting cannot change while running", "error", fmt.Errorf("%s stays %q until feedmill is started again; the settings say %q", f.name, *now, *then))
			*then = *now
		}
	}
	return next, nil
}

// fixed are the settings that last as long as the process.
var fixed = []struct {
	name string
	of   func(*config) *string
}{
	{"out", func(c *config) *string { return &c.Out }},
	{"state", func(c *config) *string { return &c.State }},
	{"listen", func(c *config) *string { return &c.Listen }},
	{"tls-cert", func(c *config) *string { return &c.TLSCert }},
	{"tls-key", func(c *config) *string { return &c.TLSKey }},
	{"nodes", func(c *config) *string { return &c.Nodes }},
	{"push", func(c *config) *string { return &c.Push }},
	{"status", func(c *config) *string { return &c.Status }},
	{"[events] listen", func(c *config) *string { return &c.Events.Listen }},
	{"[events] token_file", func(c *config) *string { return &c.Events.Token }},
	{"log-format", func(c *config) *string { return &c.LogFormat }},
}
