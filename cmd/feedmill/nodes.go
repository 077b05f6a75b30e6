package main

// Several nodes that publish the same folder into the same buckets: one leads, and the
// others stand by. What they share is a bucket of their own, with the lease and copies of
// the catalog, by which the next leader goes on with the ids of the last.

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"sync"
	"time"

	"github.com/klauspost/compress/zstd"

	"feedmill/feed/lease"
	"feedmill/feed/publish"
)

// checkNodes judges what nodes share.
func (c *config) checkNodes() error {
	if c.Nodes == "" {
		return nil
	}
	if !publish.IsRemote(c.Nodes) {
		return usagef("nodes %s: name a bucket, as in s3://BUCKET/PREFIX", withoutUser(c.Nodes))
	}
	if err := publish.CheckShared(c.Nodes); err != nil {
		return usagef("nodes %s: %w", withoutUser(c.Nodes), err)
	}
	for _, out := range c.Outs {
		if out == c.Nodes {
			return usagef("nodes %s: everybody may read what is published, and nobody the catalog; take another bucket", c.Nodes)
		}
	}
	return nil
}

// alone refuses to publish into buckets beside nodes that take turns.
func (c *config) alone(command string) error {
	if c.Nodes == "" || len(c.Outs) == 1 {
		return nil
	}
	return usagef("nodes: %s takes no turns with other nodes; run watch, or leave nodes empty", command)
}

// node is this one of them.
type node struct {
	env    environment
	cfg    *config
	dir    string
	state  string // its folder
	log    *slog.Logger
	shared *publish.Shared
	lease  lease.Node
}

const (
	leaseKey   = "lease.json"
	probeKey   = "probe"
	pointerKey = "catalog.json"
)

func newNode(env environment, cfg *config, dir string) (*node, error) {
	state, err := stateFolder(cfg.State, dir, env.getenv)
	if err != nil {
		return nil, err
	}
	shared, err := publish.OpenShared(cfg.Nodes)
	if err != nil {
		return nil, err
	}
	name, err := os.Hostname()
	if err != nil {
		name = "a node without a name"
	}
	n := &node{env: env, cfg: cfg, dir: dir, state: state, log: newLogger(env.stderr, cfg.LogFormat, true), shared: shared}
	n.lease = lease.Node{Name: fmt.Sprintf("%s (process %d)", name, os.Getpid()), Store: shared, Key: leaseKey, Time: shared.Lease(), Now: time.Now, Sleep: wait}
	return n, nil
}

// run takes turns with the other nodes until ctx ends.
func (n *node) run(ctx context.Context) error {
	defer n.shared.Close()
	if err := lease.Probe(ctx, n.shared, probeKey); err != nil {
		return fmt.Errorf("nodes %s: %w", n.cfg.Nodes, err)
	}
	for {
		term, err := n.standBy(ctx)
		if ctx.Err() != nil {
			return nil
		}
		if err == nil {
			n.log.Info("this node leads", "term", term.Epoch())
			err = n.lead(ctx, term)
		}
		switch {
		case ctx.Err() != nil:
			return err
		case errors.Is(err, lease.ErrLost):
			n.log.Error("this node leads no more; it stands by", "error", err)
		case err != nil && term == nil:
			n.log.Error("the lease cannot be read; it is tried again", "error", err)
			if wait(ctx, n.lease.Time/3) != nil {
				return nil
			}
		default:
			return err
		}
	}
}

// standBy waits until this node leads.
func (n *node) standBy(ctx context.Context) (*lease.Term, error) {
	notify := newNotifier(n.env.getenv)
	notify.send("READY=1\nSTATUS=Standing by")
	ctx, stop := context.WithCancel(ctx)
	var others sync.WaitGroup
	defer others.Wait()
	defer stop()
	others.Go(func() { notify.beat(ctx, func() bool { return true }) })
	return n.lease.Lead(ctx, func(leader string, term uint64) {
		n.log.Info("another node leads; this one stands by", "leader", leader, "term", term)
	})
}

// lead publishes for one term.
func (n *node) lead(ctx context.Context, term *lease.Term) error {
	copies := &copies{node: n, term: term}
	if err := copies.claim(ctx); err != nil {
		return errors.Join(err, term.End(context.WithoutCancel(ctx)))
	}
	n.cfg.term = term
	d := newDaemon(n.env, n.cfg, n.dir)
	out := make(chan struct{})
	d.ready = func() {
		_ = announce(n.env.stdout, n.cfg.LogFormat, fmt.Sprintf("Leading, publishing into %s", n.cfg.Out))
		close(out)
	}
	if err := d.open(); err != nil {
		return errors.Join(err, term.End(context.WithoutCancel(ctx)))
	}
	running, stop := context.WithCancel(ctx)
	var lost, failed error
	var others sync.WaitGroup
	others.Go(func() {
		if lost = term.Keep(running); lost != nil {
			stop()
		}
	})
	others.Go(func() {
		if failed = copies.keep(running, d, out); errors.Is(failed, lease.ErrLost) {
			stop()
		}
	})
	err := d.run(running)
	stop()
	others.Wait()
	if lost == nil && failed == nil {
		failed = copies.take(context.WithoutCancel(ctx), d)
	}
	err = errors.Join(err, lost, failed, d.close())
	n.cfg = d.cfg
	if !errors.Is(err, lease.ErrLost) {
		err = errors.Join(err, term.End(context.WithoutCancel(ctx)))
	}
	return err
}

// pointer says which copy of the catalog is the newest. It is claimed once by each leader,
// and from then on only replaced by its own tag.
type pointer struct {
	Epoch  uint64 `json:"epoch"`
	Number uint64 `json:"number"`
	Object string `json:"object,omitempty"` // empty before the first
}

// copies are the copies of the catalog of one term.
type copies struct {
	*node
	term     *lease.Term
	held     pointer
	tag      string
	revision int           // of the catalog, of which the last was made
	took     time.Duration // the last
}

// markName is the file in the state folder that says in which term its catalog was last
// the leader's.
const markName = "term"

// claim takes over from the last leader: its catalog, unless that is here already.
func (c *copies) claim(ctx context.Context) error {
	for {
		data, tag, err := c.shared.Read(ctx, pointerKey)
		if err != nil {
			return err
		}
		if len(data) > 0 {
			if err := json.Unmarshal(data, &c.held); err != nil {
				return fmt.Errorf("read which catalog is the newest: %w", err)
			}
		}
		if c.held.Epoch > c.term.Epoch() {
			return fmt.Errorf("the catalog is of term %d: %w", c.held.Epoch, lease.ErrLost)
		}
		before := c.held.Epoch
		c.tag = tag
		if err := c.point(ctx, pointer{c.term.Epoch(), c.held.Number, c.held.Object}); errors.Is(err, lease.ErrConflict) {
			continue
		} else if err != nil {
			return err
		}
		if c.held.Object != "" && c.localTerm() != before {
			if err := c.restore(ctx); err != nil {
				return err
			}
		}
		return c.mark()
	}
}

// point says which copy is the newest. An answer that was lost on its way is no conflict:
// what is there is what this node wrote.
func (c *copies) point(ctx context.Context, to pointer) error {
	data, err := json.Marshal(to)
	if err != nil {
		return err
	}
	tag, err := c.shared.Write(ctx, pointerKey, data, c.tag)
	if errors.Is(err, lease.ErrConflict) {
		if there, now, readErr := c.shared.Read(ctx, pointerKey); readErr == nil && bytes.Equal(there, data) {
			tag, err = now, nil
		}
	}
	if err == nil {
		c.held, c.tag = to, tag
	}
	return err
}

// localTerm is the last term in which the catalog here was the leader's; 0 if it never
// was.
func (c *copies) localTerm() uint64 {
	text, err := os.ReadFile(filepath.Join(c.state, markName))
	if err != nil {
		return 0
	}
	term, err := strconv.ParseUint(strings.TrimSpace(string(text)), 10, 64)
	if err != nil {
		return 0
	}
	return term
}

func (c *copies) mark() error {
	if err := os.MkdirAll(c.state, 0o755); err != nil {
		return err
	}
	return os.WriteFile(filepath.Join(c.state, markName), fmt.Append(nil, c.term.Epoch(), "\n"), 0o644)
}

// restore has the newest copy take the place of the catalog here. Until it is whole, the
// catalog here is none of any term.
func (c *copies) restore(ctx context.Context) error {
	data, tag, err := c.shared.Read(ctx, c.held.Object)
	if err == nil && tag == "" {
		err = fmt.Errorf("%s is not there: %w", c.held.Object, fs.ErrNotExist)
	}
	if err != nil {
		return fmt.Errorf("read the catalog of the last leader: %w", err)
	}
	unpack, err := zstd.NewReader(bytes.NewReader(data))
	if err != nil {
		return err
	}
	defer unpack.Close()
	file := filepath.Join(c.state, "catalog.db")
	fresh := file + ".fresh"
	if err := errors.Join(os.MkdirAll(c.state, 0o755), removeIfThere(filepath.Join(c.state, markName))); err != nil {
		return err
	}
	f, err := os.Create(fresh)
	if err != nil {
		return err
	}
	_, err = unpack.WriteTo(f)
	if err = errors.Join(err, f.Sync(), f.Close()); err == nil {
		err = os.Rename(fresh, file)
	}
	if err != nil {
		return fmt.Errorf("unpack the catalog of the last leader: %w", err)
	}
	c.log.Info("the catalog of the last leader is here", "bytes", len(data))
	return nil
}

func removeIfThere(name string) error {
	if err := os.Remove(name); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	return nil
}

// A copy is made after a change, but not more often than this, nor so often that it is
// all the work there is, and not more seldom than longestCopy.
const (
	shortestCopy = time.Second
	copyShare    = 20
	longestCopy  = 15 * time.Minute
)

// keep makes copies until ctx ends: the first once the first edition is out, since
// whoever takes over next must know what this leader found.
func (c *copies) keep(ctx context.Context, d *daemon, out <-chan struct{}) error {
	select {
	case <-ctx.Done():
		return nil
	case <-out:
	}
	for {
		err := c.take(ctx, d)
		switch {
		case ctx.Err() != nil:
			return nil
		case errors.Is(err, lease.ErrLost):
			return err
		case err != nil:
			c.log.Error("the catalog was not copied; it is tried again", "error", err)
		}
		if wait(ctx, min(max(shortestCopy, copyShare*c.took), longestCopy)) != nil {
			return nil
		}
	}
}

// take makes a copy, if anything has changed.
func (c *copies) take(ctx context.Context, d *daemon) error {
	began := time.Now()
	var packed bytes.Buffer
	pack, err := zstd.NewWriter(&packed, zstd.WithEncoderConcurrency(1))
	if err != nil {
		return err
	}
	revision, err := d.copyCatalog(pack, c.revision)
	if err = errors.Join(err, pack.Close()); err != nil || revision == c.revision {
		return err
	}
	if err := c.term.Check(ctx); err != nil {
		return err
	}
	last := c.held.Object
	next := pointer{c.term.Epoch(), c.held.Number + 1, fmt.Sprintf("catalog-%d-%d.zst", c.term.Epoch(), c.held.Number+1)}
	if err := c.shared.Put(ctx, next.Object, packed.Bytes()); err != nil {
		return err
	}
	if err := c.point(ctx, next); errors.Is(err, lease.ErrConflict) {
		return fmt.Errorf("the catalog has another leader (%w): %w", err, lease.ErrLost)
	} else if err != nil {
		return err
	}
	c.revision, c.took = revision, time.Since(began)
	if last == "" {
		return nil
	}
	return c.shared.Remove(ctx, last)
}
