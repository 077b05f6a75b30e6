package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/spf13/cobra"
)

const watchHelp = `Stay, and write the feeds whenever DIR changes: an article file appears, is
edited, moves or goes, in DIR or any folder below it.

File events say where to look; besides, the whole folder is compared every
--sweep. A changed feedmill.toml is followed; one that is wrong is reported,
and the last good settings stay. With --nodes it stands by until no other node
leads, and publishes then. SIGHUP has the settings read again at once.
SIGINT or SIGTERM ends it in good order, a second one at once.

Where DIR is the address of a bucket (s3://BUCKET/PREFIX), the articles in it
are read: it is listed every --sweep, and mirrored into a folder of --state.
With [events] in the settings the store can tell what has changed.`

func newWatch(env environment) *cobra.Command {
	c := &cobra.Command{Use: "watch [flags] [DIR]", Short: "stay, and write the feeds whenever DIR changes", Long: watchHelp, Example: `  feedmill watch --url https://news.example.org/ --out public news`}
	return withConfig(c, env, func(ctx context.Context, cfg *config, dir string) error {
		outliveLog()
		if err := cfg.defaultURL(env); err != nil {
			return err
		}
		if cfg.Nodes != "" {
			n, err := newNode(env, cfg, dir)
			if err != nil {
				return err
			}
			return n.run(ctx)
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
