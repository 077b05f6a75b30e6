package hub

// Hubs of others are told of feeds that have changed (WebSub section 6). What a hub was
// told is remembered as what an outlet holds is, by a manifest in the catalog: what it
// is to be told is where that differs from what has come out. So nothing is forgotten by
// a crash between the two, and a feed that has changed twice meanwhile is told of once.

import (
	"cmp"
	"context"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"

	"feedmill/content/catalog"
	"feedmill/feed"
	"feedmill/feed/backlog"
)

// State is how it goes with a hub.
type State struct {
	Hub     string    // its address
	Behind  int       // feeds that it is to be told of, as far as that is known
	Told    int       // feeds that it was told of, since the program was started
	Trouble error     // why the last try did not succeed; nil if it did
	Tries   int       // that failed, in a row
	Last    time.Time // when it was last told all; zero if never
}

// Edition is what hubs are told of.
type Edition struct {
	Catalog *catalog.Catalog
	Outlet  string                 // the name in the catalog of the folder that editions come out in
	Base    string                 // where the feeds are reached, with a final slash
	Topics  func(path string) bool // reports whether a document is one that is subscribed to
	Agent   string                 // the program, as it names itself to hubs
	Now     func() time.Time
	Jitter  func(time.Duration) time.Duration // of a wait: about as long
}

// Publisher tells one hub of changes. Tell may be called by any goroutine; Run or Sync
// by one.
type Publisher struct {
	hub     string
	edition Edition
	client  *http.Client
	due     *backlog.Backlog

	mu    sync.Mutex
	state State         // guarded by mu
	after time.Duration // that the hub asked to be left alone for; guarded by mu
}

// NewPublisher makes a publisher for the hub at an address.
func NewPublisher(hub string, of Edition) *Publisher {
	return &Publisher{hub: hub, edition: of, client: publisherClient(), due: backlog.New(true), state: State{Hub: hub}}
}

// How long to wait for a hub, which may be slow, and how many feeds it is told of at the
// same time.
const (
	hubPatience = 15 * time.Second
	atOnce      = 4
	mostAnswer  = 1 << 10 // bytes that are read of what others answer
)

// publisherClient follows a hub only to where it can be told the same: on other
// redirects a client would ask for a page, and take that for success.
func publisherClient() *http.Client {
	return &http.Client{
		Timeout: hubPatience,
		CheckRedirect: func(r *http.Request, via []*http.Request) error {
			if r.Method != http.MethodPost || len(via) > 3 {
				return http.ErrUseLastResponse
			}
			return nil
		},
	}
}

// State is how it goes.
func (p *Publisher) State() State {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.state
}

// Tell says that every outlet has an edition in which these documents came, changed or
// went; or, if whole, any.
func (p *Publisher) Tell(paths []string, whole bool) {
	isNone := func(path string) bool { return !p.edition.Topics(path) }
	p.due.Add(slices.DeleteFunc(slices.Clone(paths), isNone), whole)
}

// How long to wait after a try that failed: twice as long each time.
const (
	firstRetry = 2 * time.Second
	lastRetry  = time.Hour
)

// Run tells the hub until ctx ends. tried is told how it goes after each try.
func (p *Publisher) Run(ctx context.Context, tried func(State)) {
	for {
		select { // nothing is told before somebody says that all outlets have it
		case <-ctx.Done():
			return
		case <-p.due.Bell():
		}
		for p.Sync(ctx) != nil && ctx.Err() == nil {
			tried(p.State())
			if !sleep(ctx, p.pause()) {
				return
			}
		}
		if ctx.Err() == nil {
			tried(p.State())
		}
	}
}

// pause is how long to leave the hub alone after a try that failed.
func (p *Publisher) pause() time.Duration {
	p.mu.Lock()
	defer p.mu.Unlock()
	return max(p.edition.Jitter(backlog.Pause(firstRetry, lastRetry, 2, p.state.Tries)), p.after)
}

// sleep reports whether the time passed before ctx ended.
func sleep(ctx context.Context, d time.Duration) bool {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return false
	case <-t.C:
		return true
	}
}

// Sync tells the hub what it has not been told, once: the site's own feeds first.
func (p *Publisher) Sync(ctx context.Context) error {
	due, all := p.due.Take()
	err := p.ended(p.bring(ctx, due, all))
	p.due.Settle(due, all, err)
	return err
}

// ended takes in how a try ended.
func (p *Publisher) ended(err error) error {
	p.mu.Lock()
	defer p.mu.Unlock()
	if err == nil {
		p.state.Behind, p.state.Trouble, p.state.Tries, p.state.Last, p.after = 0, nil, 0, p.edition.Now(), 0
		return nil
	}
	err = fmt.Errorf("tell the hub %s: %w", p.hub, err)
	p.state.Tries++
	p.state.Trouble = err
	return err
}

func (p *Publisher) bring(ctx context.Context, due map[string]bool, all bool) error {
	from, err := p.edition.Catalog.Manifest(p.edition.Outlet)
	if err != nil || !from.Begun() { // nothing has come out yet
		return err
	}
	held, err := p.edition.Catalog.Manifest(p.hub)
	if err != nil {
		return err
	}
	n := &notice{from: from, held: held}
	if all || !held.Begun() {
		err = n.compare(p.edition.Topics)
	} else {
		err = n.look(due)
	}
	if err != nil {
		return err
	}
	p.behind(len(n.changed))
	return p.tellAll(ctx, n)
}

func (p *Publisher) behind(feeds int) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state.Behind = feeds
}

// notice is what a hub is to be told of.
type notice struct {
	from, held *catalog.Manifest
	changed    []catalog.Copy // as they have come out
}

// look finds out which of some documents have changed.
func (n *notice) look(paths map[string]bool) error {
	for path := range paths {
		now, there, err := n.from.Last(path)
		if err != nil {
			return err
		}
		if !there {
			n.held.Drop([]string{path}) // a hub fetches what it is told of
		} else if err := n.need(catalog.Copy{Path: path, Stamp: now}); err != nil {
			return err
		}
	}
	return nil
}

// compare finds out which of all documents have changed.
func (n *notice) compare(topics func(string) bool) error {
	for c, err := range n.from.All() {
		if err == nil && topics(c.Path) {
			err = n.need(c)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// need takes in a document, if the hub was told of another one.
func (n *notice) need(c catalog.Copy) error {
	last, known, err := n.held.Last(c.Path)
	if err == nil && (!known || last.Sum != c.Sum) {
		n.changed = append(n.changed, c)
	}
	return err
}

// tellAll tells the hub of each feed, and remembers what was told, also when it was not
// all. What the hub refuses keeps it from no other feed; a hub that does not answer is
// left alone.
func (p *Publisher) tellAll(ctx context.Context, n *notice) (err error) {
	slices.SortFunc(n.changed, func(a, b catalog.Copy) int {
		return cmp.Or(cmp.Compare(feed.Rank(a.Path), feed.Rank(b.Path)), cmp.Compare(a.Path, b.Path))
	})
	down := false
	for some := range slices.Chunk(n.changed, atOnce) {
		errs := make([]error, len(some))
		var telling sync.WaitGroup
		for i, c := range some {
			telling.Go(func() { errs[i] = p.tell(ctx, c.Path) })
		}
		telling.Wait()
		for i, c := range some {
			if errs[i] == nil {
				n.held.Note(c.Path, c.Stamp)
				p.count()
				continue
			}
			err = errs[i]
			if _, answered := err.(refusal); !answered {
				down = true
			}
		}
		if down {
			break
		}
	}
	if saved := n.held.Save(""); saved != nil {
		return saved
	}
	return err
}

func (p *Publisher) count() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.state.Told++
	p.state.Behind = max(p.state.Behind-1, 0)
}

// refusal is a hub's answer that is not a success.
type refusal struct{ error }

// Unwrap gives the cause.
func (r refusal) Unwrap() error { return r.error }

// tell tells the hub of one feed. The Recommendation leaves open how: hubs in use take
// the address as hub.url or as hub.topic.
func (p *Publisher) tell(ctx context.Context, path string) error {
	topic := Topic(p.edition.Base, path)
	form := url.Values{"hub.mode": {"publish"}, "hub.url": {topic}, "hub.topic": {topic}}
	r, err := http.NewRequestWithContext(ctx, http.MethodPost, p.hub, strings.NewReader(form.Encode()))
	if err != nil {
		return err
	}
	r.Header.Set("Content-Type", formType)
	r.Header.Set("User-Agent", p.edition.Agent)
	answer, err := p.client.Do(r)
	if err != nil {
		return err
	}
	defer answer.Body.Close()
	why, _ := io.ReadAll(io.LimitReader(answer.Body, mostAnswer))
	if answer.StatusCode/100 == 2 {
		return nil
	}
	p.leaveAlone(answer.Header.Get("Retry-After"))
	return refusal{fmt.Errorf("%s was answered by %s: %s; see whether --hub names the hub's address", topic, answer.Status, firstLine(why))}
}

const formType = "application/x-www-form-urlencoded"

// leaveAlone takes in for how long a hub asked to be left alone.
func (p *Publisher) leaveAlone(seconds string) {
	n, err := strconv.Atoi(seconds)
	if err != nil || n < 0 {
		return
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	p.after = min(time.Duration(n)*time.Second, lastRetry)
}

// firstLine is the beginning of what was answered, as one line to be shown.
func firstLine(b []byte) string {
	line, _, _ := strings.Cut(strings.TrimSpace(string(b)), "\n")
	if len(line) > 200 {
		line = line[:200]
	}
	return strconv.Quote(line)
}
