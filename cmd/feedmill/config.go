package main

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net/url"
	"os"
	"path/filepath"
	"slices"
	"sort"
	"strings"
	"time"

	"github.com/BurntSushi/toml"
	"github.com/spf13/pflag"
	"golang.org/x/text/language"

	"feedmill/content"
	"feedmill/content/dates"
	"feedmill/feed"
	"feedmill/feed/publish"
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
	Outs        []string
	Out         string // the first of Outs
	State       string
	Limit       int
	Future      string
	Strict      bool
	MaxLoss     float64
	AllowEmpty  bool
	Limits      content.Limits
	LogFormat   string
	Listen      string
	Status      string
	Settle      time.Duration
	Sweep       time.Duration
	Poll        time.Duration
	Ignore      []string
	Include     []string

	Content    string
	Archives   bool
	Hubs       []string
	Icon       string
	Logo       string
	Favicon    string
	Rights     string
	TTL        int
	Tombstones bool

	UpdatePeriod    string
	UpdateFrequency int

	Feeds   []feed.Named      // a Mode below 0 is that of Content
	Aliases map[string]string // old path → document

	Folders []folderConfig // settings of sub-folders, the longest path first

	zone *time.Location // of Timezone
	site *url.URL       // of URL, with a final slash

	secret bool // URL names a user, and perhaps a password

	again func() (*config, error) // reads the settings anew, flags as they were given
}

// folderConfig is a [folders."path"] table: how the articles below path are read.
type folderConfig struct {
	Path                                    string // slash-separated, without a final slash
	Timezone, DateOrder, Encoding, Language string
	zone                                    *time.Location
}

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
	set.StringVar(&c.Permalink, "permalink", "", "link of articles that live elsewhere, with {slug} {section} {year} {month} {day}; empty makes a page for each")
	set.StringSliceVar(&c.Outs, "out", []string{"public"}, "`folder` to publish into; further ones, and .zip files, get the same from there, and may be repeated")
	set.StringVar(&c.State, "state", "", "`folder` to remember ids and dates in; else the user's state folder, or systemd's")
	set.StringSliceVar(&c.Ignore, "ignore", nil, "`pattern` of files and folders that are no articles, such as old/** or *-notes.txt; may be repeated")
	set.StringSliceVar(&c.Include, "include", nil, "`pattern` of what is an article though its name, its folder or an ignore pattern says otherwise; may be repeated")
	set.IntVar(&c.Limit, "limit", 50, "`number` of articles in a feed")
	set.StringVar(&c.Content, "content", "both", "what feeds carry of each article: full, summary or both")
	set.BoolVar(&c.Archives, "archives", true, "publish what has left the site's feed too, a document for each month")
	set.StringSliceVar(&c.Hubs, "hub", nil, "`address` of a WebSub hub; may be repeated")
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
	set.StringVar(&c.LogFormat, "log-format", "text", "log lines as text or json")
	set.StringVar(&c.Listen, "listen", "127.0.0.1:8080", "serve: `address` to listen on; port 0 takes a free one")
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
			err = usagef("%s: %w", variable(f.Name), e)
		}
	})
	return err
}

// settingsFile is where the settings are, if anywhere.
func (c *config) settingsFile(dir string) string {
	return cmp.Or(c.ConfigFile, filepath.Join(dir, "feedmill.toml"))
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

// fromFile reads feedmill.toml. Relative paths in it are relative to the file.
func (c *config) fromFile(set *pflag.FlagSet, said map[string]bool, dir string) error {
	file := c.settingsFile(dir)
	data, err := os.ReadFile(file)
	if errors.Is(err, fs.ErrNotExist) && c.ConfigFile == "" {
		return nil
	}
	if err != nil {
		return usagef("read settings: %w", err)
	}
	var table map[string]any
	if err := toml.Unmarshal(data, &table); err != nil {
		return usagef("%s: %w", file, located(err))
	}
	known := keys(set)
	for _, key := range sortedKeys(table) {
		switch {
		case key == "folders":
			if err := c.foldersFrom(table[key], file); err != nil {
				return err
			}
		case key == "feeds":
			if err := c.feedsFrom(table[key], file); err != nil {
				return err
			}
		case key == "aliases":
			if err := c.aliasesFrom(table[key], file); err != nil {
				return err
			}
		case !slices.Contains(known, key):
			return usagef("%s:%d: unknown setting %q; known are %s, folders, feeds, aliases", file, lineOf(data, key), key, strings.Join(known, ", "))
		case !said[flagName(key)]:
			value := settingText(table[key])
			switch key {
			case "state":
				value = relativeTo(file, value)
			case "out":
				value = settingText(relativesTo(file, table[key]))
			}
			if err := set.Set(flagName(key), value); err != nil {
				return usagef("%s:%d: %w", file, lineOf(data, key), err)
			}
		}
	}
	return nil
}

// settingText is a value as its flag takes it.
func settingText(value any) string {
	list, ok := value.([]any)
	if !ok {
		return fmt.Sprint(value)
	}
	all := make([]string, len(list))
	for i, v := range list {
		all[i] = fmt.Sprint(v)
		if strings.ContainsAny(all[i], ",\"\n") {
			all[i] = `"` + strings.ReplaceAll(all[i], `"`, `""`) + `"`
		}
	}
	return strings.Join(all, ",")
}

// keys are the settings as feedmill.toml spells them.
func keys(set *pflag.FlagSet) []string {
	var names []string
	set.VisitAll(func(f *pflag.Flag) {
		if f.Name != "config" && f.Name != "help" {
			names = append(names, strings.ReplaceAll(f.Name, "-", "_"))
		}
	})
	return names
}

func flagName(key string) string { return strings.ReplaceAll(key, "_", "-") }

func relativeTo(file, value string) string {
	if value == "" || filepath.IsAbs(value) {
		return value
	}
	return filepath.Join(filepath.Dir(file), value)
}

// relativesTo is relativeTo for one value, or a list of them.
func relativesTo(file string, value any) any {
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	all := make([]any, len(list))
	for i, v := range list {
		all[i] = relativeTo(file, fmt.Sprint(v))
	}
	return all
}

// folderKeys are the settings of a [folders."path"] table.
var folderKeys = []struct {
	name  string
	field func(*folderConfig) *string
}{
	{"timezone", func(f *folderConfig) *string { return &f.Timezone }},
	{"date_order", func(f *folderConfig) *string { return &f.DateOrder }},
	{"encoding", func(f *folderConfig) *string { return &f.Encoding }},
	{"language", func(f *folderConfig) *string { return &f.Language }},
}

// foldersFrom reads the tables of sub-folders.
func (c *config) foldersFrom(value any, file string) error {
	tables, ok := value.(map[string]any)
	if !ok {
		return usagef("%s: folders must be tables such as [folders.\"world\"]", file)
	}
	for _, path := range sortedKeys(tables) {
		table, ok := tables[path].(map[string]any)
		if !ok {
			return usagef("%s: folders.%q must be a table", file, path)
		}
		f := folderConfig{Path: strings.Trim(filepath.ToSlash(path), "/")}
		for _, key := range sortedKeys(table) {
			field := folderField(&f, key)
			if field == nil {
				return usagef("%s: [folders.%q]: unknown setting %q; known are timezone, date_order, encoding, language", file, path, key)
			}
			*field = fmt.Sprint(table[key])
		}
		c.Folders = append(c.Folders, f)
	}
	sort.SliceStable(c.Folders, func(i, j int) bool { return len(c.Folders[i].Path) > len(c.Folders[j].Path) })
	return nil
}

func folderField(f *folderConfig, key string) *string {
	for _, k := range folderKeys {
		if k.name == key {
			return k.field(f)
		}
	}
	return nil
}

// located says on which line a syntax error is.
func located(err error) error {
	var p toml.ParseError
	if errors.As(err, &p) {
		return fmt.Errorf("line %d: %s", p.Position.Line, p.Message)
	}
	return err
}

// lineOf is the line on which a key of the settings file stands.
func lineOf(data []byte, key string) int {
	for i, line := range strings.Split(string(data), "\n") {
		name, _, found := strings.Cut(line, "=")
		if found && strings.Trim(strings.TrimSpace(name), `"'`) == key {
			return i + 1
		}
	}
	return 1
}

func sortedKeys(m map[string]any) []string {
	names := make([]string, 0, len(m))
	for k := range m {
		names = append(names, k)
	}
	sort.Strings(names)
	return names
}

// dateOrders are the values of date-order.
var dateOrders = map[string]dates.Order{"auto": dates.AnyOrder, "": dates.AnyOrder, "dmy": dates.DayFirst, "mdy": dates.MonthFirst}

// check completes and judges the settings together.
func (c *config) check(dir string) (err error) {
	if c.zone, err = location("timezone", c.Timezone); err != nil {
		return err
	}
	for i := range c.Folders {
		f := &c.Folders[i]
		if f.zone, err = location(fmt.Sprintf("folders.%q.timezone", f.Path), f.Timezone); err != nil {
			return err
		}
		if _, ok := dateOrders[f.DateOrder]; !ok {
			return usagef("folders.%q.date_order %q: use auto, dmy or mdy", f.Path, f.DateOrder)
		}
	}
	if _, ok := dateOrders[c.DateOrder]; !ok {
		return usagef("date-order %q: use auto, dmy or mdy", c.DateOrder)
	}
	if err := c.checkChoices(); err != nil {
		return err
	}
	if c.Limit < 1 {
		return usagef("limit %d: a feed holds at least 1 article", c.Limit)
	}
	if c.Listen == "" {
		return usagef("listen: name an address such as 127.0.0.1:8080")
	}
	if c.MaxLoss <= 0 || c.MaxLoss > 1 {
		return usagef("max-loss %v: use a share above 0, up to 1", c.MaxLoss)
	}
	if l := c.Limits; min(l.Size, l.Parts, l.Values, l.Depth, l.Names, l.Growth, l.Work) < 1 {
		return usagef("max-size, max-parts, max-values, max-depth, max-names, max-growth, max-work: use numbers above 0")
	}
	if c.TTL < 0 {
		return usagef("ttl %d: minutes cannot be fewer than 0", c.TTL)
	}
	if c.UpdateFrequency < 1 {
		return usagef("update-frequency %d: feeds change at least once in a period", c.UpdateFrequency)
	}
	if err := c.checkOutlets(); err != nil {
		return err
	}
	if err := c.checkAddresses(); err != nil {
		return err
	}
	if err := plan(c).Check(); err != nil {
		return usageError{err}
	}
	if c.Title == "" {
		c.Title = defaultTitle(dir)
	}
	return c.setURL(c.URL)
}

// checkOutlets parts the folder that editions come out in from the outlets that follow.
func (c *config) checkOutlets() error {
	if len(c.Outs) == 0 {
		return usagef("out: name a folder")
	}
	c.Out = c.Outs[0]
	if !publish.IsDirectory(c.Out) {
		return usagef("out %s: name a folder first, from which the others get what they are to have", c.Out)
	}
	for i, out := range c.Outs {
		if slices.ContainsFunc(c.Outs[:i], func(o string) bool { return absolutePath(o) == absolutePath(out) }) {
			return usagef("out %s: is named twice", out)
		}
	}
	return nil
}

// checkChoices judges the settings that have a few values.
func (c *config) checkChoices() error {
	for _, choice := range []struct {
		name, value string
		allowed     []string
	}{
		{"future", c.Future, []string{"hold", "show"}},
		{"content", c.Content, []string{"both", "full", "summary"}},
		{"log-format", c.LogFormat, []string{"text", "json"}},
		{"update-period", cmp.Or(c.UpdatePeriod, feed.Periods[0]), feed.Periods},
	} {
		if !slices.Contains(choice.allowed, choice.value) {
			return usagef("%s %q: use %s", choice.name, choice.value, strings.Join(choice.allowed, " or "))
		}
	}
	if _, err := language.Parse(c.Language); err != nil && c.Language != "" {
		return usagef("language %q: use a tag such as en or pt-BR", c.Language)
	}
	return nil
}

// checkAddresses judges those that go into the feeds as they are.
func (c *config) checkAddresses() error {
	named := [][2]string{{"icon", c.Icon}, {"logo", c.Logo}, {"favicon", c.Favicon}}
	for _, h := range c.Hubs {
		named = append(named, [2]string{"hub", h})
	}
	for _, n := range named {
		u, err := url.Parse(n[1])
		if n[1] != "" && (err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "") {
			return usagef("%s %q: use an absolute address such as https://news.example.org/x", n[0], n[1])
		}
	}
	return nil
}

// setURL takes the address at which the output will be reached, written as feeds
// write it, so that one site has one set of ids. Empty leaves it open.
func (c *config) setURL(address string) error {
	if address == "" {
		return nil
	}
	u, err := url.Parse(address)
	if err != nil || (u.Scheme != "http" && u.Scheme != "https") || u.Host == "" {
		return usagef("url %q: use an absolute address such as https://news.example.org/", withoutUser(address))
	}
	if u.RawQuery != "" || u.Fragment != "" {
		return usagef("url %q: leave out what follows the path", withoutUser(address))
	}
	site, err := url.Parse(feed.Address(u.JoinPath("/")))
	if err != nil || site.Host == "" {
		return usagef("url %q: no host can have this name; correct it", withoutUser(address))
	}
	c.site, c.secret = site, u.User != nil
	return nil
}

// withoutUser is an address that may be shown: where it has a password, it is cut off.
func withoutUser(address string) string {
	return address[strings.LastIndexByte(address, '@')+1:]
}

// warnOfSecret says that feeds leave out a user and a password.
func (c *config) warnOfSecret(log *slog.Logger) {
	if c.secret {
		log.Warn("url names a user", "error", fmt.Errorf("the user and the password in --url are left out of all that is published, which leads to %s; leave them out of --url too", c.site))
	}
}

func location(name, zone string) (*time.Location, error) {
	loc, err := time.LoadLocation(zone)
	if err != nil || zone == "Local" {
		return nil, usagef("%s %q: use a name such as Europe/Berlin or UTC", name, zone)
	}
	return loc, nil
}

// defaultTitle is the name of the content folder, as a title.
func defaultTitle(dir string) string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return "Feedmill"
	}
	name := filepath.Base(abs)
	if name == string(filepath.Separator) || name == "." {
		return "Feedmill"
	}
	return name
}
