package main

import (
	"cmp"
	"fmt"
	"log/slog"
	"net"
	"net/url"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"time"

	"golang.org/x/text/language"

	"feedmill/content"
	"feedmill/content/charset"
	"feedmill/content/dates"
	"feedmill/content/mirror"
	"feedmill/content/objects"
	"feedmill/content/permalink"
	"feedmill/feed"
	"feedmill/feed/publish"
)

// What settings can be, each by itself and together.

// dateOrders are the values of date-order.
var dateOrders = map[string]dates.Order{"auto": dates.AnyOrder, "": dates.AnyOrder, "dmy": dates.DayFirst, "mdy": dates.MonthFirst}

// headingIDs are the values of heading-ids.
var headingIDs = map[string]content.HeadingIDs{
	"github": content.GitHubIDs, "hugo": content.HugoIDs, "hugo-ascii": content.HugoASCIIIDs, "blackfriday": content.BlackfridayIDs, "kramdown": content.KramdownIDs, "zola": content.ZolaIDs, "zola-safe": content.ZolaSafeIDs, "python": content.PythonIDs, "hexo": content.HexoIDs, "none": content.NoIDs,
}

// check completes and judges the settings together.
func (c *config) check(dir string) error {
	for _, judge := range []func() error{c.checkReading, c.checkChoices, c.checkNumbers, c.checkKinds, c.checkOutlets, c.checkNodes, c.checkAddresses, c.checkServing} {
		if err := judge(); err != nil {
			return err
		}
	}
	if err := c.checkEvents(dir); err != nil {
		return err
	}
	if err := plan(c).Check(); err != nil {
		return usageError{err}
	}
	if c.Title == "" || c.Description == "" {
		c.describe(dir)
	}
	if c.Title == "" {
		c.Title = defaultTitle(dir)
	}
	return c.setURL(c.URL)
}

// checkReading judges how dates are read, and finds their zones.
func (c *config) checkReading() (err error) {
	if c.zone, err = location("timezone", c.Timezone); err != nil {
		return err
	}
	if c.permalink, err = permalink.Parse(c.Permalink); err != nil {
		return usagef("permalink: %w", err)
	}
	for i := range c.Folders {
		f := &c.Folders[i]
		if f.permalink, err = permalink.Parse(f.Permalink); err != nil {
			return usagef("folders.%q.permalink: %w", f.Path, err)
		}
		if f.zone, err = location(fmt.Sprintf("folders.%q.timezone", f.Path), f.Timezone); err != nil {
			return err
		}
		if _, ok := dateOrders[f.DateOrder]; !ok {
			return usagef("folders.%q.date_order %q: use auto, dmy or mdy%s", f.Path, f.DateOrder, meant(f.DateOrder, choices["date-order"]))
		}
	}
	for _, name := range append(encodingsOf(c.Folders), c.Encoding) {
		if name == "" {
			continue
		}
		if err := charset.Known(name); err != nil {
			return usagef("%w%s", err, meant(name, charset.Names))
		}
	}
	if _, ok := dateOrders[c.DateOrder]; !ok {
		return usagef("date-order %q: use auto, dmy or mdy%s", c.DateOrder, meant(c.DateOrder, choices["date-order"]))
	}
	return nil
}

func encodingsOf(folders []folderConfig) (names []string) {
	for _, f := range folders {
		names = append(names, f.Encoding)
	}
	return names
}

// checkNumbers judges what is counted.
func (c *config) checkNumbers() error {
	switch l := c.Limits; {
	case c.Limit < 1:
		return usagef("limit %d: a feed holds at least 1 article", c.Limit)
	case c.MaxLoss <= 0 || c.MaxLoss > 1:
		return usagef("max-loss %v: use a share above 0, up to 1", c.MaxLoss)
	case min(l.Size, l.Parts, l.Values, l.Depth, l.Names, l.Growth, l.Work) < 1:
		return usagef("max-size, max-parts, max-values, max-depth, max-names, max-growth, max-work: use numbers above 0")
	case c.StreamMedia != 0 && c.StreamMedia < mirror.LeastAway:
		return usagef("stream-media %d: use 0, or at least %d", c.StreamMedia, mirror.LeastAway)
	case c.MaxMedia < 0:
		return usagef("max-media %d: a file cannot have fewer than 0 bytes; 0 is no limit", c.MaxMedia)
	case c.ConvertTime <= 0:
		return usagef("convert-time %v: use a time above 0, such as 30s", c.ConvertTime)
	case c.TTL < 0:
		return usagef("ttl %d: minutes cannot be fewer than 0", c.TTL)
	case c.UpdateFrequency < 1:
		return usagef("update-frequency %d: feeds change at least once in a period", c.UpdateFrequency)
	}
	return nil
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
		if err := publish.Check(out); err != nil {
			return usagef("out %s: %w", withoutUser(out), err)
		}
		if slices.ContainsFunc(c.Outs[:i], func(o string) bool { return absolutePath(o) == absolutePath(out) }) {
			return usagef("out %s: is named twice", out)
		}
	}
	return nil
}

// checkChoices judges the settings that have a few values.
func (c *config) checkChoices() error {
	for _, made := range [][2]string{
		{"future", c.Future}, {"content", c.Content}, {"heading-ids", c.HeadingIDs}, {"undated", c.Undated}, {"push", c.Push},
		{"log-format", c.LogFormat}, {"update-period", cmp.Or(c.UpdatePeriod, feed.Periods[0])},
	} {
		if name, value := made[0], made[1]; !slices.Contains(choices[name], value) {
			return usagef("%s %q: use %s%s", name, value, oneOf(choices[name]), meant(value, choices[name]))
		}
	}
	if _, err := language.Parse(c.Language); err != nil && c.Language != "" {
		return usagef("language %q: use a tag such as en or pt-BR", c.Language)
	}
	return nil
}

// checkAddresses judges where to listen, and what goes into the feeds as it is.
func (c *config) checkAddresses() error {
	if c.Listen == "" {
		return usagef("listen: name an address such as 127.0.0.1:8080")
	}
	c.Listen, c.Status = withHost(c.Listen), withHost(c.Status)
	for _, n := range [][2]string{{"listen", c.Listen}, {"status", c.Status}} {
		isSocket := n[0] == "listen" && strings.HasPrefix(n[1], "unix:")
		if n[1] != "" && !isSocket && !canBeListenedOn(n[1]) {
			return usagef("%s %q: use a port such as 8080, or an address with its port such as 127.0.0.1:8080", n[0], n[1])
		}
	}
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

// canBeListenedOn reports whether an address is one of TCP with a port.
func canBeListenedOn(address string) bool {
	_, port, err := net.SplitHostPort(address)
	if err != nil {
		return false
	}
	_, err = net.LookupPort("tcp", port)
	return err == nil
}

// withHost is the address to listen on where only the port was given: on this machine
// alone, as the default is.
func withHost(address string) string {
	if _, err := strconv.ParseUint(address, 10, 16); err == nil {
		return net.JoinHostPort("127.0.0.1", address)
	}
	return address
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
		return nil, usagef("%s %q: use a name such as Europe/Berlin or UTC%s", name, zone, zoneMeant(zone))
	}
	return loc, nil
}

// zoneMeant is the zone that was meant where only its capitals are wrong.
func zoneMeant(zone string) string {
	name, begins := []byte(strings.ToLower(zone)), true
	for i, c := range name {
		if begins && 'a' <= c && c <= 'z' {
			name[i] = c - 'a' + 'A'
		}
		begins = strings.IndexByte("/_-", c) >= 0
	}
	for _, n := range []string{string(name), strings.ToUpper(zone)} {
		if _, err := time.LoadLocation(n); err == nil && n != zone {
			return "; did you mean " + n + "?"
		}
	}
	return ""
}

// defaultTitle is the name of the content folder, as a title.
func defaultTitle(dir string) string {
	if a, err := objects.Parse(dir, objects.Reading); objects.IsAddress(dir) && err == nil {
		return path.Base(a.Place())
	}
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
