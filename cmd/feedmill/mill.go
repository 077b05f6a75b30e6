package main

// What the settings mean for a mill.

import (
	"cmp"
	"errors"
	"fmt"
	"hash/fnv"
	"log/slog"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"time"

	"feedmill/content"
	"feedmill/content/catalog"
	"feedmill/content/convert"
	"feedmill/content/folder"
	"feedmill/content/objects"
	"feedmill/content/permalink"
	"feedmill/content/read"
	"feedmill/feed"
	"feedmill/feed/mill"
)

// openMill opens the mill of a content folder.
func openMill(cfg *config, dir string, tally *mill.Tally, log *slog.Logger, getenv func(string) string) (*mill.Mill, error) {
	s, err := millSettings(cfg, dir, getenv)
	if err != nil {
		return nil, err
	}
	cfg.noteSite(log)
	if s.Plan.Templates, err = cfg.templates(func(err error) { log.Error("template is wrong", "error", err) }); err != nil {
		return nil, err
	}
	m, err := mill.Open(s, tally, log, time.Now)
	if errors.Is(err, catalog.ErrHeld) {
		return nil, commandError{fmt.Errorf("another Feedmill has %s already: %w; to ask it how it is", dir, err), "feedmill status " + stateFlag(cfg) + dir}
	}
	return m, err
}

// stateFlag is what another command needs to find the state folder of this one.
func stateFlag(cfg *config) string {
	if cfg.State == "" {
		return ""
	}
	return "--state " + cfg.State + " "
}

// millSettings are the settings as a mill takes them.
func millSettings(cfg *config, dir string, getenv func(string) string) (mill.Settings, error) {
	state, err := stateFolder(cfg.State, dir, getenv)
	if err != nil {
		return mill.Settings{}, err
	}
	r := rules(cfg)
	r.MaxBytes = int64(cfg.Limits.Size)
	published := plan(cfg)
	published.Sections = cfg.sections(dir)
	return mill.Settings{
		Folder: dir, Rules: r, Out: cfg.Out, Also: cfg.Outs[1:], State: state, Term: cfg.term, Private: cfg.isPrivate, Purge: cfg.Purge,
		Assets:  mill.AssetSettings{Roots: assetRoots(cfg), MaxBytes: int64(cfg.MaxMedia), AsTaken: cfg.KeepLocation},
		Reading: cfg.reading, Catalog: catalogOptions(cfg),
		Permalink: cfg.permalink, Channel: channel(cfg), Plan: published,
		Losses: losses(cfg, dir, state), Strict: cfg.Strict,
		Settle: cfg.Settle, Sweep: cfg.Sweep, Poll: cfg.Poll,
	}, nil
}

// absolutePath is p as seen from the root; p itself where the current folder is
// no more, which whoever opens it will say better.
func absolutePath(p string) string {
	if abs, err := filepath.Abs(p); err == nil {
		return abs
	}
	return p
}

// rules say what of the content folder is an article.
func rules(cfg *config) folder.Rules {
	return folder.Rules{
		Elsewhere: cfg.elsewhere(),
		Article: func(name string) bool {
			return read.IsArticle(name) || cfg.Convert[strings.ToLower(path.Ext(name))] != nil
		},
		ByPlace: cfg.isEpisode,
		Ignore:  append([]string{"/feedmill.toml"}, cfg.Ignore...),
		Include: cfg.Include,
		Only:    cfg.Only,
	}
}

// assetRoots are the folders whose files the site has at its root. What lies in that of
// the content does so as well.
func assetRoots(cfg *config) (all []string) {
	for _, folder := range append(slices.Clone(cfg.Assets), cfg.roots()...) {
		if folder = path.Clean(strings.Trim(folder, "/")); folder != "." && !slices.Contains(all, folder) {
			all = append(all, folder)
		}
	}
	return all
}

// rootOf is the folder that holds an article's content: what the site that is made of it
// makes nothing of.
func (c *config) rootOf(path string) string {
	if podcast, ok := c.podcastAt(path); ok && strings.Contains(podcast.Folder, "/") {
		return podcast.Folder[:strings.LastIndex(podcast.Folder, "/")] // its own folder is the section
	}
	for _, folder := range c.Only {
		folder = strings.Trim(folder, "/")
		if !strings.ContainsAny(folder, "*?[{") && strings.HasPrefix(path, folder+"/") {
			return folder
		}
	}
	return ""
}

// sections are those that files of the site describe.
func (c *config) sections(dir string) (all []feed.Described) {
	root, err := os.OpenRoot(dir)
	if err != nil {
		return nil // whoever reads the articles says so
	}
	defer root.Close()
	for _, folder := range c.roots() {
		for _, s := range read.Sections(root.FS(), folder, c.reading) {
			all = append(all, feed.Described(s))
		}
	}
	return all
}

// describe takes title and description from the file that describes the whole site, where
// nothing else says them.
func (c *config) describe(dir string) {
	for _, folder := range c.roots() {
		home := read.Home(rooted(dir), folder, c.reading)
		c.Title, c.Description = cmp.Or(c.Title, home.Title), cmp.Or(c.Description, home.Description)
	}
}

// roots are the folders whose folders are sections.
func (c *config) roots() (all []string) {
	for _, folder := range c.Only {
		if root := c.rootOf(strings.Trim(folder, "/") + "/x"); root != "" && !slices.Contains(all, root) {
			all = append(all, root)
		}
	}
	if len(all) == 0 {
		return []string{"."}
	}
	return all
}

// stateFolder is where this content folder's catalog is: as set, else where
// systemd says (StateDirectory=), else in the user's state folder, apart for each
// content folder.
func stateFolder(set, dir string, getenv func(string) string) (string, error) {
	if set != "" {
		return absolutePath(set), nil
	}
	if managed := firstFolder(getenv("STATE_DIRECTORY"), os.PathListSeparator); managed != "" {
		return managed, nil
	}
	base := getenv("XDG_STATE_HOME")
	if base == "" {
		home, err := os.UserHomeDir()
		if err != nil {
			return "", usagef("no home folder to remember ids in (%w); set --state", err)
		}
		base = filepath.Join(home, ".local", "state")
	}
	abs := absolutePath(dir)
	if a, err := objects.Parse(dir, objects.Reading); objects.IsAddress(dir) && err == nil {
		abs = a.Place() // however it is reached
	} else if real, err := filepath.EvalSymlinks(abs); err == nil {
		abs = real
	}
	h := fnv.New32a()
	h.Write([]byte(abs))
	return filepath.Join(base, "feedmill", fmt.Sprintf("%s-%08x", filepath.Base(abs), h.Sum32())), nil
}

// firstFolder is the first of a list of folders, as a system separates them: a colon is
// within the paths of Windows.
func firstFolder(list string, separator rune) string {
	first, _, _ := strings.Cut(list, string(separator))
	return first
}

// catalogOptions are the settings that identity, dates and windows depend on.
func catalogOptions(cfg *config) catalog.Options {
	o := catalog.Options{Authority: cfg.site.Hostname(), Zone: cfg.zone, Window: cfg.Limit, Reader: readerKey(cfg)}
	if cfg.Future == "show" {
		o.Future = catalog.Show
	}
	return o
}

// readerKey names what decides how a file is read: when it differs, all files
// are read again.
func readerKey(cfg *config) string {
	folders := slices.Clone(cfg.Folders)
	for i := range folders {
		folders[i].zone = nil // Timezone names it; where it lies in memory is another place each time
		folders[i].permalink = permalink.Pattern{}
	}
	texts := []string{cfg.Timezone, cfg.DateOrder, cfg.Language, cfg.Encoding, cfg.Permalink, cfg.HeadingIDs, cfg.Undated}
	if cfg.besideKey != "" {
		texts = append(texts, cfg.besideKey)
	}
	key := fmt.Sprintf("%s %q %+v %+v %q", version(), append(texts, cfg.Only...), folders, cfg.Limits, cfg.converting())
	for _, p := range cfg.Podcasts {
		key += fmt.Sprintf(" podcast %q", p.Folder)
	}
	return key
}

// converting names what decides how files are converted; the time only where it is
// another than usual.
func (c *config) converting() any {
	if c.ConvertTime == convert.Longest {
		return c.Convert
	}
	return []any{c.Convert, c.ConvertTime}
}

// channel is what the feeds say of the site.
func channel(cfg *config) feed.Channel {
	c := feed.Channel{
		Title: cfg.Title, Description: cfg.Description, Base: cfg.site.String(),
		Language: cfg.Language, Version: version(), Stylesheet: feed.FeedStyle,
		Mode: modes[cfg.Content], Hubs: cfg.Hubs, Icon: cfg.Icon, Logo: cfg.Logo, Favicon: cfg.Favicon, Rights: cfg.Rights, TTL: cfg.TTL,
		Pace: feed.Pace{Period: cfg.UpdatePeriod, Frequency: cfg.UpdateFrequency},
	}
	if cfg.Author != "" {
		c.Authors = []content.Author{{Name: cfg.Author}}
	}
	return c
}

// losses are the deletions that are believed at once.
func losses(cfg *config, dir, state string) folder.Losses {
	return folder.Losses{
		Most: cfg.MaxLoss, All: cfg.AllowEmpty,
		Confirm: fmt.Sprintf("feedmill build --allow-empty --state %q %q", state, absolutePath(dir)),
	}
}
