package main

import (
	"fmt"
	"net/url"
	"strings"
	"time"

	"github.com/spf13/pflag"

	"feedmill/content"
	"feedmill/content/asset"
	"feedmill/content/convert"
	"feedmill/content/generator"
	"feedmill/content/mirror"
	"feedmill/content/permalink"
	"feedmill/feed"
	"feedmill/feed/lease"
	"feedmill/feed/mill"
	"feedmill/feed/web"
)

// config holds every setting. Each is a flag, a key of feedmill.toml and a
// variable FEEDMILL_…, by one name; settings declares them.
type config struct {
	ConfigFile  string
	URL         string
	Title       string
	Description string
	Language    string
	Author      string
	Timezone    string
	DateOrder   string
	Encoding    string
	Permalink   string
	HeadingIDs  string
	Only        []string
	Undated     string
	Outs        []string
	Out         string // the first of Outs
	State       string
	Nodes       string
	Limit       int
	Future      string
	Strict      bool
	MaxLoss     float64
	AllowEmpty  bool
	Limits      content.Limits
	LogFormat   string
	Listen      string
	TLSCert     string
	TLSKey      string
	ACME        []string
	Status      string
	Settle      time.Duration
	Sweep       time.Duration
	Poll        time.Duration
	Ignore      []string
	Include     []string

	Assets       []string
	MaxMedia     int
	StreamMedia  int
	KeepLocation bool

	Content    string
	Formats    []string
	Hubs       []string
	Push       string
	Templates  string
	Icon       string
	Logo       string
	Favicon    string
	Rights     string
	TTL        int
	Tombstones bool

	Sections, Tags, Authors, Languages, Archives, Pages feed.Kind

	UpdatePeriod    string
	UpdateFrequency int

	Feeds   []feed.Named        // a Mode below 0 is that of Content
	Aliases map[string]string   // old path → document
	Convert map[string][]string // as in content.Options

	ConvertTime time.Duration

	Serve   serveConfig
	Private web.Private

	Purge  mill.PurgeSettings
	Events eventsConfig

	Podcasts []feed.Podcast

	Folders []folderConfig // settings of sub-folders, the longest path first

	zone      *time.Location    // of Timezone
	permalink permalink.Pattern // of Permalink
	site      *url.URL          // of URL, with a final slash

	beside    *content.Site // what files of another program's site say; nil if none do
	besideKey string        // of all that they say

	read bool               // feedmill.toml, which is there
	from generator.Settings // of another program, where there is no feedmill.toml

	secret bool // URL names a user, and perhaps a password

	mirror string         // folder of the articles of a bucket; empty if they lie in none
	source *mirror.Mirror // of the bucket that the articles lie in; nil if they lie in a folder
	term   *lease.Term    // in which this node publishes, of several; nil if it is alone

	again func() (*config, error) // reads the settings anew, flags as they were given
}

// folderConfig is a [folders."path"] table: how the articles below path are read.
type folderConfig struct {
	Path                                    string // slash-separated, without a final slash
	Timezone, DateOrder, Encoding, Language string
	Permalink                               string
	zone                                    *time.Location
	permalink                               permalink.Pattern
}

const defaultListen = "127.0.0.1:8080"

// settings declares the settings as flags of set, each bound to its field of c.
// Help, README, feedmill.toml and the environment follow from this list.
func settings(c *config, set *pflag.FlagSet) {
	set.StringVar(&c.ConfigFile, "config", "", "settings `file`; else DIR/feedmill.toml, if there is one")
	set.StringVar(&c.URL, "url", "", "`address` at which the output will be reached")
	set.StringVar(&c.Title, "title", "", "title of the feeds; else the name of DIR")
	set.StringVar(&c.Description, "description", "", "one sentence about the feeds")
	set.StringVar(&c.Language, "language", "en", "language of the feeds, and of articles too short to tell (BCP 47)")
	set.StringVar(&c.Author, "author", "", "author of articles that name none")
	set.StringVar(&c.Timezone, "timezone", "", "time `zone` of dates that state none, such as Asia/Hong_Kong; empty takes what their text proves, else UTC")
	set.StringVar(&c.DateOrder, "date-order", "auto", "how 03/04/2016 is meant where nothing else tells: auto, dmy, mdy")
	set.StringVar(&c.Encoding, "encoding", "", "encoding of files that are not UTF-8; empty guesses each")
	set.StringVar(&c.Permalink, "permalink", "", "link of articles that live elsewhere: a `pattern` such as https://blog.example/{year}/{month}/{name}/; empty makes a page for each")
	set.StringVar(&c.HeadingIDs, "heading-ids", "github", "ids of headings: those that github, hugo, hugo-ascii, blackfriday (both Hugo if told so), kramdown (Jekyll if told so), zola, zola-safe (Zola if told so), hexo or python (MkDocs, Pelican) give, or none")
	set.StringVar(&c.Undated, "undated", "articles", "files that state no day: articles, or pages, which no feed shows")
	set.StringSliceVar(&c.Outs, "out", []string{"public"}, "`folder` to publish into; further ones, .zip files and buckets (s3://, gs://, azblob://) get the same from there, and may be repeated")
	set.StringVar(&c.State, "state", "", "`folder` to remember ids and dates in; else the user's state folder, or systemd's")
	set.StringVar(&c.Nodes, "nodes", "", "watch: `bucket` by which several nodes agree which of them publishes, as in s3://BUCKET/PREFIX; not one that is published into; empty is one node alone")
	set.StringSliceVar(&c.Ignore, "ignore", nil, "`pattern` of files and folders that are no articles, such as old/** or *-notes.txt; may be repeated")
	set.StringSliceVar(&c.Include, "include", nil, "`pattern` of what is an article though its name, its folder or an ignore pattern says otherwise; may be repeated")
	set.StringSliceVar(&c.Only, "only", nil, "`folder` of DIR, or pattern such as **/_posts, that holds the articles; may be repeated; empty is all of DIR")
	set.IntVar(&c.Limit, "limit", 50, "`number` of articles in a feed")
	set.StringVar(&c.Content, "content", "both", "what feeds carry of each article: full, summary or both")
	set.StringSliceVar(&c.Formats, "formats", nil, "`format` of feeds: rss, atom, json; empty makes all; may be repeated")
	set.Var(kindValue{&c.Sections}, "sections", "`which` sections have a feed of their own: on, off, so many at most (those with most articles), formats such as rss, or both (20,rss)")
	set.Var(kindValue{&c.Tags}, "tags", "`which` tags have a feed of their own: likewise")
	set.Var(kindValue{&c.Authors}, "authors", "`which` authors have a feed of their own: likewise")
	set.Var(kindValue{&c.Languages}, "languages", "`which` languages have a feed of their own, if there are several: likewise")
	set.Var(kindValue{&c.Archives}, "archives", "`which` months are published that have left the site's feed: on, off, so many at most (the newest), rss or atom alone")
	set.Var(kindValue{&c.Pages}, "pages", "`which` pages there are: on makes one for each article that has no other address, and an index for each feed; off makes none, and needs permalink")
	set.StringSliceVar(&c.Assets, "assets", asset.Roots, "`folder` of DIR whose files the site has at its root, where /img/x.png of an article may lie; may be repeated")
	set.IntVar(&c.StreamMedia, "stream-media", 0, "`bytes` from which on sounds and films stay in the bucket that DIR is: the first folder of --out has none of them, and what else it names gets them from there; 0 is never")
	set.IntVar(&c.MaxMedia, "max-media", 1<<30, "`bytes` of a picture, sound, film or document that is published with the articles that show it; 0 is no limit")
	set.BoolVar(&c.KeepLocation, "keep-location", false, "publish pictures with what their camera wrote about the place")
	set.StringSliceVar(&c.Hubs, "hub", nil, "`address` of a WebSub hub; may be repeated")
	set.StringVar(&c.Push, "push", "on", "serve: who may subscribe to be sent what is new at once (WebSub): on is everybody whose address is public, private everybody, off nobody")
	set.StringVar(&c.Templates, "templates", "", "`folder` of your own templates of pages, over the built-in ones; feedmill init --templates writes those")
	set.StringVar(&c.Icon, "icon", "", "`address` of a square picture for the feeds")
	set.StringVar(&c.Logo, "logo", "", "`address` of a picture for the feeds, twice as wide as high")
	set.StringVar(&c.Favicon, "favicon", "", "`address` of a small square picture")
	set.StringVar(&c.Rights, "rights", "", "who may do what with the articles")
	set.IntVar(&c.TTL, "ttl", 0, "`minutes` that readers may wait before they come back; 0 says nothing")
	set.StringVar(&c.UpdatePeriod, "update-period", "", "how often the feeds change: hourly, daily, weekly, monthly or yearly; empty says nothing")
	set.IntVar(&c.UpdateFrequency, "update-frequency", 1, "`times` that they change in that period")
	set.BoolVar(&c.Tombstones, "tombstones", false, "name withdrawn articles in Atom (RFC 6721)")
	set.StringVar(&c.Future, "future", "hold", "articles dated in the future: hold until then, or show at once")
	set.BoolVar(&c.Strict, "strict", false, "build: exit 1 if a file cannot be read as an article")
	set.Float64Var(&c.MaxLoss, "max-loss", 0.5, "`share` of more than 20 articles that may vanish at once; more is taken for an accident")
	set.BoolVar(&c.AllowEmpty, "allow-empty", false, "accept that most or all articles are gone")
	set.IntVar(&c.Limits.Size, "max-size", content.DefaultLimits.Size, "`bytes` of an article's file; this and the six below keep one file from holding up all others")
	set.IntVar(&c.Limits.Parts, "max-parts", content.DefaultLimits.Parts, "`number` of lines, cells, links and other parts of an article")
	set.IntVar(&c.Limits.Values, "max-values", content.DefaultLimits.Values, "`number` of values in front matter, those included that aliases repeat")
	set.IntVar(&c.Limits.Depth, "max-depth", content.DefaultLimits.Depth, "`levels` of quotes, lists or values within each other")
	set.IntVar(&c.Limits.Names, "max-names", content.DefaultLimits.Names, "`number` of authors of an article; each has a feed, and more are left out")
	set.IntVar(&c.Limits.Growth, "max-growth", content.DefaultLimits.Growth, "`times` that references and tables may make an article larger than its file")
	set.IntVar(&c.Limits.Work, "max-work", content.DefaultLimits.Work, "`steps` of the Markdown parser for each byte")
	set.DurationVar(&c.ConvertTime, "convert-time", convert.Longest, "`time` that a program of [convert] may take for one file")
	set.StringVar(&c.LogFormat, "log-format", "text", "log lines as text or json")
	set.StringVar(&c.Listen, "listen", defaultListen, "serve: `address` to listen on; port 0 takes a free one, unix:/run/feedmill.sock is a Unix socket")
	set.StringVar(&c.TLSCert, "tls-cert", "", "serve: `file` of a certificate and those that vouch for it (PEM); it is read again when it changes")
	set.StringVar(&c.TLSKey, "tls-key", "", "serve: `file` of its key")
	set.StringSliceVar(&c.ACME, "acme", nil, "serve: `host` whose certificate is fetched from Let's Encrypt, and renewed; needs port 443; may be repeated")
	set.StringVar(&c.Status, "status", "", "watch: `address` of a status page for the operator, with metrics for monitors; empty is none")
	set.DurationVar(&c.Settle, "settle", 150*time.Millisecond, "watch: how long a file must be quiet before it is read")
	set.DurationVar(&c.Sweep, "sweep", time.Minute, "watch: how often to compare the whole folder, besides events")
	set.DurationVar(&c.Poll, "poll", 0, "watch: compare the whole folder this often and use no events; 0 uses events where they work")
}

// usageError is a mistake in flags, variables or feedmill.toml: exit status 2.
type usageError struct{ error }

func (e usageError) Unwrap() error { return e.error }

func usagef(format string, args ...any) error {
	return usageError{fmt.Errorf(format, args...)}
}

// complete fills in what the flags did not say, from the environment, then from
// the settings file, then from defaults that depend on the content folder, and
// checks the whole.
func (c *config) complete(set *pflag.FlagSet, dir string, getenv func(string) string) error {
	said := map[string]bool{}
	set.Visit(func(f *pflag.Flag) { said[f.Name] = true })
	if err := fromEnvironment(set, said, getenv); err != nil {
		return err
	}
	if err := c.fromFile(set, said, dir); err != nil {
		return err
	}
	if c.beside, c.besideKey = generator.Data(rooted(dir)); c.beside == nil {
		c.beside, c.besideKey = generator.Local(rooted(dir))
	}
	return c.check(dir)
}

// variable is the environment variable of a setting.
func variable(name string) string {
	return "FEEDMILL_" + strings.ToUpper(strings.ReplaceAll(name, "-", "_"))
}

func fromEnvironment(set *pflag.FlagSet, said map[string]bool, getenv func(string) string) (err error) {
	set.VisitAll(func(f *pflag.Flag) {
		value := getenv(variable(f.Name))
		if said[f.Name] || value == "" || err != nil {
			return
		}
		said[f.Name] = true
		if e := set.Set(f.Name, value); e != nil {
			err = usagef("%s", badValue(variable(f.Name), e))
		}
	})
	return err
}

// rereader returns what completes the settings once more from the same flags.
func rereader(given *pflag.FlagSet, dir string, getenv func(string) string) func() (*config, error) {
	type flag struct {
		name, value string
		list        []string
	}
	var flags []flag
	given.Visit(func(f *pflag.Flag) {
		g := flag{name: f.Name, value: f.Value.String()}
		if list, ok := f.Value.(pflag.SliceValue); ok {
			g.value, g.list = "", list.GetSlice()
		}
		flags = append(flags, g)
	})
	return func() (*config, error) {
		c, set := &config{}, pflag.NewFlagSet("", pflag.ContinueOnError)
		settings(c, set)
		for _, g := range flags {
			f := set.Lookup(g.name)
			if f == nil {
				continue // of the command, no setting
			}
			if err := set.Set(g.name, g.value); err != nil {
				return nil, usagef("--%s: %w", g.name, err)
			}
			if list, ok := f.Value.(pflag.SliceValue); ok {
				if err := list.Replace(g.list); err != nil {
					return nil, usagef("--%s: %w", g.name, err)
				}
			}
		}
		if err := c.complete(set, dir, getenv); err != nil {
			return nil, err
		}
		return c, nil
	}
}
