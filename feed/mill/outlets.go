package mill

// Further outlets take each edition from the output folder, once it is complete
// there, at their own pace.

import (
	"context"
	"errors"
	"io"
	"path/filepath"
	"sync"
	"time"

	"feedmill/feed"
	"feedmill/feed/publish"
)

// openFollowers prepares to have the other outlets follow.
func (m *Mill) openFollowers() {
	from := publish.Source{
		Away: func(path string, sum feed.Sum) (io.ReadCloser, error) {
			return m.shelf.open(feed.Asset{Path: path, Sum: sum})
		},
		Folder: absolutePath(m.settings.Out), Catalog: m.catalog, Outlet: m.settings.Out,
		MediaType: m.settings.Plan.MediaType, Private: m.settings.Private, Owner: m.out.owner, Now: m.now, Jitter: jitter,
	}
	for _, address := range m.settings.Also {
		m.followers = append(m.followers, publish.NewFollower(address, from))
	}
}

// tellFollowers says that an edition is complete.
func (m *Mill) tellFollowers(paths []string, whole bool) {
	for _, f := range m.followers {
		f.Tell(paths, whole)
	}
}

// Outlets are how it goes with the outlets besides the output folder.
func (m *Mill) Outlets() []publish.State {
	var all []publish.State
	for _, f := range m.followers {
		all = append(all, f.State())
	}
	return all
}

// Deliver brings what has come out to all outlets that lack it, and tries some times
// what does not succeed. What is wrong with one keeps no other from being served.
func (m *Mill) Deliver(ctx context.Context) error {
	errs := make([]error, len(m.followers))
	var delivering sync.WaitGroup
	for i, f := range m.followers {
		delivering.Go(func() { errs[i] = deliverTo(ctx, f) })
	}
	delivering.Wait()
	return errors.Join(errs...)
}

const (
	deliveryTries = 3
	deliveryWait  = time.Second
)

func deliverTo(ctx context.Context, f *publish.Follower) error {
	for try := 1; ; try++ {
		err := f.Sync(ctx)
		if err == nil || try == deliveryTries || errors.Is(err, publish.ErrForeign) || errors.Is(err, publish.ErrOwned) {
			return outletError(f, err)
		}
		if wait(ctx, deliveryWait) != nil {
			return outletError(f, err)
		}
	}
}

func outletError(f *publish.Follower, err error) error {
	if errors.Is(err, publish.ErrOwned) {
		return SettingsError{err}
	}
	if publish.IsRemote(f.State().Outlet) {
		return err
	}
	return withRemedy(err, filepath.Clean(f.State().Outlet), "--out")
}

// supply has an outlet follow until ctx ends. Its trouble is logged once.
func (m *Mill) supply(ctx context.Context, f *publish.Follower) {
	last := ""
	f.Run(ctx, func(s publish.State) {
		said := ""
		if s.Trouble != nil {
			said = s.Trouble.Error()
		}
		switch {
		case said == last:
		case said != "":
			m.log.Error("an outlet gets no edition; it is tried again", "error", outletError(f, s.Trouble))
		default:
			m.log.Info("an outlet has the edition again", "outlet", s.Outlet)
		}
		last = said
		m.spread.pass(m)
	})
}
