package main

// Articles in a bucket: the folder that mirrors it is read as any other folder.

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"os"
	"path/filepath"
	"sync"
	"time"

	"feedmill/content/folder"
	"feedmill/content/mirror"
	"feedmill/content/objects"
)

// mirrorName is the folder of the mirror below that of the state.
const mirrorName = "mirror"

// withArticles runs a command once on the articles in a folder, or at the address of a
// bucket.
func withArticles(ctx context.Context, env environment, cfg *config, dir string, run func(ctx context.Context, cfg *config, dir string) error) error {
	if objects.IsAddress(dir) {
		return withArticlesOf(ctx, env, cfg, dir, false, run)
	}
	return run(ctx, cfg, dir)
}

// withArticlesOf runs a command on the articles at the address of a bucket. Those of the
// moment are mirrored first; while the command stays, the mirror follows.
func withArticlesOf(ctx context.Context, env environment, cfg *config, address string, stays bool, run func(ctx context.Context, cfg *config, dir string) error) (err error) {
	if cfg.State, err = stateFolder(cfg.State, address, env.getenv); err != nil {
		return err
	}
	dir := filepath.Join(cfg.State, mirrorName)
	cfg.mirror = mirror.Folder(address, dir)
	m, err := mirror.Open(address, dir, mirror.Rules{Most: int64(cfg.MaxMedia), Away: int64(cfg.StreamMedia), AllowEmpty: cfg.AllowEmpty}, time.Now)
	if errors.Is(err, mirror.ErrHeld) { // then the catalog is, which is told best by whoever opens it
		return run(ctx, cfg, cfg.mirror)
	}
	if err != nil {
		return fmt.Errorf("mirror %s: %w", address, err)
	}
	defer func() { err = errors.Join(err, m.Close()) }()
	log := newLogger(env.stderr, cfg.LogFormat, stays)
	ctx, cancel := context.WithCancel(ctx)
	var following sync.WaitGroup
	defer following.Wait()
	defer cancel()
	if stays { // before the bucket is asked: some stores start only if they can tell
		told, listener, err := listenForEvents(ctx, cfg.Events, address, m, log)
		if err != nil {
			return err
		}
		if told != nil {
			following.Go(func() { told.serve(ctx, listener) })
		}
	}
	if err := firstMirror(ctx, m, log, stays); err != nil {
		return err
	}
	cfg.source = m
	again, state := cfg.again, cfg.State
	cfg.again = func() (*config, error) {
		next, err := again()
		if err == nil {
			next.State, next.source = state, m
		}
		return next, err
	}
	if stays {
		every := cfg.Sweep
		if cfg.Poll > 0 {
			every = cfg.Poll
		}
		following.Go(func() { m.Follow(ctx, every, tellOfMirror(log)) })
	}
	return run(ctx, cfg, m.Folder())
}

// firstMirror mirrors the bucket before anything is read. A command that stays waits for a
// bucket that was never mirrored, and goes on with what it has of another one.
func firstMirror(ctx context.Context, m *mirror.Mirror, log *slog.Logger, stays bool) error {
	tell := tellOfMirror(log)
	for {
		err := m.Settle(ctx)
		switch {
		case ctx.Err() != nil:
			return ctx.Err()
		case err == nil:
			for _, left := range m.State().Left {
				log.Warn("left alone", "error", errors.New(left))
			}
			return nil
		case !stays:
			return err
		}
		if tell(m.State()); m.Synced() {
			return nil
		}
		if err := wait(ctx, firstMirrorWait); err != nil {
			return err
		}
	}
}

// firstMirrorWait is how long to wait for a bucket that was never mirrored.
const firstMirrorWait = 5 * time.Second

// tellOfMirror logs the trouble of a mirror once.
func tellOfMirror(log *slog.Logger) func(mirror.State) {
	said := ""
	return func(s mirror.State) {
		switch {
		case s.Trouble == nil && said != "":
			log.Info("the bucket of the articles answers again")
		case s.Trouble != nil && s.Trouble.Error() != said:
			log.Error("the bucket of the articles does not answer; those that are known stay", "error", s.Trouble)
		}
		if said = ""; s.Trouble != nil {
			said = s.Trouble.Error()
		}
	}
}

// checkStream refuses to leave films in a bucket if nobody is to get them.
func (c *config) checkStream(command string) error {
	if c.StreamMedia == 0 || len(c.Outs) > 1 || command != "build" && command != "watch" {
		return nil
	}
	return usagef("stream-media: the folder %s gets no films then, and nobody else does; name a bucket behind it in out", c.Out)
}

// elsewhere gives the bytes of files that stay in the bucket which is mirrored; nil if none
// do.
func (c *config) elsewhere() func(string, *os.File) folder.Bytes {
	if c.source == nil {
		return nil
	}
	m := c.source
	return func(p string, f *os.File) folder.Bytes {
		if away := m.Away(p, f); away != nil {
			return away
		}
		return nil
	}
}

// bytesOf are the bytes that a file of the mirror stands for; nil if nobody here has it.
func (c *config) bytesOf(file string, f *os.File) io.ReaderAt {
	elsewhere := c.elsewhere()
	if elsewhere == nil {
		return nil
	}
	return elsewhere(filepath.ToSlash(c.asNamed(file)), f)
}
