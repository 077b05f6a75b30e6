package main

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"github.com/spf13/cobra"

	"feedmill/content/catalog"
	"feedmill/content/folder"
)

const watchHelp = `Stay, and write the feeds whenever DIR changes: an article file appears, is
edited, moves or goes, in DIR or any folder below it.

File events say where to look; besides, the whole folder is compared every
--sweep. A changed feedmill.toml is followed; one that is wrong is reported, and
the last good settings stay. SIGHUP has the settings read again at once. SIGINT or
SIGTERM ends it in good order, a second one at once.`

func newWatch(env environment) *cobra.Command {
	c := &cobra.Command{Use: "watch [flags] [DIR]", Short: "stay, and write the feeds whenever DIR changes", Long: watchHelp}
	return withConfig(c, env, func(ctx context.Context, cfg *config, dir string) error {
		outliveLog()
		if err := cfg.defaultURL(env); err != nil {
			return err
		}
		d := newDaemon(env, cfg, dir)
		d.ready = func() {
			_ = announce(env.stdout, cfg.LogFormat, fmt.Sprintf("Watching %s, publishing into %s", dir, cfg.Out)) // nobody may listen any more
		}
		if err := d.open(); err != nil {
			return err
		}
		return errors.Join(d.run(ctx), d.close())
	})
}

// run brings out the edition of the folder as it is, calls ready, and then
// follows the folder until ctx ends. What it does, s is told.
func (m *mill) run(ctx context.Context, notify notifier, s *status, ready func()) error {
	ctx, cancel := context.WithCancel(ctx)
	var others sync.WaitGroup
	defer others.Wait()
	defer cancel()
	pulse := newPulse(max(notify.watchdog, slowest), m.steps, s.rounds)
	others.Go(func() { notify.beat(ctx, func() bool { return pulse.beats(time.Now()) }) })
	starting, started := context.WithCancel(ctx)
	defer started()
	others.Go(func() { notify.extend(starting, func() bool { return pulse.beats(time.Now()) }) })
	switch err := m.start(ctx); {
	case errors.Is(err, context.Canceled):
		return nil // asked to stop before there was anything to follow
	case err != nil && !errors.Is(err, folder.ErrHeld):
		return err
	}
	known, err := m.catalog.Fingerprints()
	if err != nil {
		return err
	}
	started()
	ready()
	notify.send("READY=1")
	w := m.folder.Watch(known, m.watchOptions(notify))
	s.watcher.Store(w)
	defer s.watcher.Store(nil)
	others.Go(func() { m.keepDates(ctx) })
	others.Go(func() { m.heed(ctx, w) })
	return w.Run(ctx, func(ctx context.Context, changes folder.Changes) error { return m.deliver(ctx, w, changes) })
}

// start brings out the first edition, of the folder as it is now. Where deletions
// look like an accident there is none, and its error wraps folder.ErrHeld: the
// last edition stays.
func (m *mill) start(ctx context.Context) error {
	changes, err := m.compare(ctx)
	if err != nil {
		return err
	}
	for try := 0; ; try++ {
		unsettled, err := m.take(ctx, changes)
		if err != nil {
			return err
		}
		if try == settlingTries {
			for _, p := range unsettled {
				m.log.Warn("left out", "error", fmt.Errorf("%s: it kept changing while it was read; run again when it is complete", p))
			}
			unsettled = nil
		}
		if len(unsettled) == 0 {
			return m.remind()
		}
		if err := wait(ctx, m.cfg.Settle); err != nil {
			return err
		}
		changes = folder.Changes{Changed: unsettled}
	}
}

// settlingTries is how often a file that is being written is tried again before
// the first edition comes out without it.
const settlingTries = 10

// wait waits, unless ctx ends before.
func wait(ctx context.Context, d time.Duration) error {
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-time.After(d):
		return nil
	}
}

// deliver takes one batch of changes. An error brings the batch again later; the
// last good edition stays meanwhile.
func (m *mill) deliver(ctx context.Context, w *folder.Watcher, changes folder.Changes) error {
	unsettled, err := m.take(ctx, changes)
	if len(unsettled) > 0 {
		w.Revisit(ctx, unsettled...)
	}
	w.Retry(ctx, m.strain.drain())
	if ctx.Err() != nil {
		return err
	}
	m.tally.changes(err)
	if err != nil && !errors.Is(err, catalog.ErrDisplaced) {
		m.log.Error("no edition; it is tried again", "error", err)
	}
	return err
}

// watchOptions are the settings of the watcher, and its voice in the log and to
// the service manager.
func (m *mill) watchOptions(notify notifier) folder.WatchOptions {
	var last folder.Health // owned by the watcher's goroutine, which alone calls Notify
	return folder.WatchOptions{
		Quiet: m.cfg.Settle, Sweep: m.cfg.Sweep, Poll: m.cfg.Poll, Losses: m.losses(),
		Other: m.noteOther,
		Notify: func(h folder.Health) {
			logHealth(m.log, last, h)
			notify.send("STATUS=" + statusLine(m.folder.Root(), h))
			last = h
		},
	}
}

// logHealth logs what is new in the watcher's health.
func logHealth(log *slog.Logger, last, now folder.Health) {
	if now.Mode != last.Mode || now.Why != last.Why {
		log.Info("watching by "+string(now.Mode), "folders", now.Folders, "why", now.Why)
	}
	if now.Alarm != last.Alarm {
		if now.Alarm == folder.Calm {
			log.Info("deletions are no longer held back")
		} else {
			log.Error("deletions are held back", "why", string(now.Alarm), "articles", now.Held, "remedy", now.Remedy)
		}
	}
	if now.Refused == 0 && last.Refused > 0 {
		log.Info("the machine refuses no file any more")
	}
	if now.Overflows > last.Overflows {
		log.Warn("events were lost; the whole folder was compared", "times", now.Overflows)
	}
	said := map[string]bool{}
	for _, p := range last.Problems {
		said[p.Path] = true
	}
	for _, p := range now.Problems {
		if !said[p.Path] {
			log.Warn("cannot look into the folder", "error", fmt.Errorf("%s: %w", p.Path, p.Err))
		}
	}
}

// longestWait bounds the sleep until the next scheduled article, since a machine
// that was suspended wakes later than its timers believe.
const longestWait = time.Minute

// keepDates publishes and withdraws articles when their time has come. An edition
// may bring an earlier date, so it looks again after each.
func (m *mill) keepDates(ctx context.Context) {
	timer := time.NewTimer(0)
	defer timer.Stop()
	for {
		select {
		case <-ctx.Done():
			return
		case <-timer.C:
			err := m.due(ctx)
			m.tally.schedule(err)
			if err != nil && ctx.Err() == nil {
				m.log.Error("scheduled articles are late", "error", err)
			}
		case <-m.scheduled:
		}
		timer.Reset(m.untilNext())
	}
}

// untilNext is how long to sleep until an article is due, or expires.
func (m *mill) untilNext() time.Duration {
	next, ok := m.catalog.NextChange()
	if !ok {
		return longestWait
	}
	return min(longestWait, max(time.Until(next), minimalWait))
}

// minimalWait keeps a schedule that cannot be carried out from becoming a busy loop.
const minimalWait = 10 * time.Millisecond
