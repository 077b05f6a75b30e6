package main

// The tables of feedmill.toml that few sites need: [serve] and [private], how the site
// is served and to whom.

import (
	"encoding/hex"
	"fmt"
	"net/netip"
	"strings"
	"time"

	"github.com/bmatcuk/doublestar/v4"
	"golang.org/x/crypto/bcrypt"

	"feedmill/feed/web"
)

// serveConfig is the table [serve].
type serveConfig struct {
	FeedAge       time.Duration // for which feeds may be kept; 0 is web's default
	MediaAge      time.Duration // for which pictures and the like may be kept at the most; likewise
	Redirect      string        // address at which plain HTTP leads to HTTPS; empty is our guess, off is none
	Proxies       web.Proxies   // whose X-Forwarded-For is believed
	Operators     web.Proxies   // who may see the status
	NoReaders     bool          // count nobody
	ACMEDirectory string        // of the authority that signs; empty is Let's Encrypt
}

// serveFrom reads the table [serve].
func (c *config) serveFrom(value any, file string) error {
	return eachKey("serve", value, file, func(key string, v any) (err error) {
		switch key {
		case "feed_age":
			c.Serve.FeedAge, err = age(v)
		case "media_age":
			c.Serve.MediaAge, err = age(v)
		case "redirect":
			c.Serve.Redirect, err = text(v)
		case "proxies":
			c.Serve.Proxies, err = networks(v)
		case "operators":
			c.Serve.Operators, err = networks(v)
		case "count_readers":
			count, ok := v.(bool)
			if c.Serve.NoReaders = !count; !ok {
				err = fmt.Errorf("%v: use true or false", v)
			}
		case "acme_directory":
			c.Serve.ACMEDirectory, err = text(v)
		default:
			err = fmt.Errorf("unknown setting; known are feed_age, media_age, redirect, proxies, operators, count_readers, acme_directory")
		}
		return err
	})
}

// eachKey has read take each key of a table.
func eachKey(name string, value any, file string, read func(key string, value any) error) error {
	table, ok := value.(map[string]any)
	if !ok {
		return usagef("%s: %s must be a table such as [%s]", file, name, name)
	}
	for _, key := range sortedKeys(table) {
		if err := read(key, table[key]); err != nil {
			return usagef("%s: [%s]: %s: %w", file, name, key, err)
		}
	}
	return nil
}

func age(value any) (time.Duration, error) {
	s, err := text(value)
	if err != nil {
		return 0, err
	}
	d, err := time.ParseDuration(s)
	if err != nil || d < time.Second || d > 365*24*time.Hour {
		return 0, fmt.Errorf("%q: use a time such as 15m or 1h, from a second to a year", s)
	}
	return d, nil
}

// networks reads addresses, and ranges of them such as 10.0.0.0/8.
func networks(value any) (all web.Proxies, err error) {
	list, err := texts(value)
	if err != nil {
		return nil, err
	}
	for _, s := range list {
		if ip, err := netip.ParseAddr(s); err == nil {
			all = append(all, netip.PrefixFrom(ip.Unmap(), ip.Unmap().BitLen()))
			continue
		}
		prefix, err := netip.ParsePrefix(s)
		if err != nil {
			return nil, fmt.Errorf("%q: use an address such as 192.0.2.1, or a range such as 10.0.0.0/8", s)
		}
		all = append(all, prefix.Masked())
	}
	return all, nil
}

// privateFrom reads the table [private].
func (c *config) privateFrom(value any, file string) error {
	var paths []string
	p := web.Private{Users: map[string]string{}}
	err := eachKey("private", value, file, func(key string, v any) (err error) {
		switch key {
		case "paths":
			paths, err = patterns(v)
		case "users":
			p.Users, err = usersOf(v)
		case "secrets":
			p.Secrets, err = secretsOf(v)
		default:
			err = fmt.Errorf("unknown setting; known are paths, users, secrets")
		}
		return err
	})
	if err != nil {
		return err
	}
	if len(p.Users)+len(p.Secrets) == 0 {
		return usagef("%s: [private]: nobody could read it; name users or secrets", file)
	}
	p.Covers = func(name string) bool {
		for _, pattern := range paths {
			if doublestar.MatchUnvalidated(pattern, name) {
				return true
			}
		}
		return len(paths) == 0
	}
	c.Private = p
	return nil
}

func patterns(value any) ([]string, error) {
	all, err := texts(value)
	for i, p := range all {
		all[i] = strings.TrimPrefix(p, "/")
		if !doublestar.ValidatePattern(p) {
			return nil, fmt.Errorf("%q is no pattern such as sections/inside/**", p)
		}
	}
	return all, err
}

func usersOf(value any) (map[string]string, error) {
	table, ok := value.(map[string]any)
	if !ok {
		return nil, fmt.Errorf("must be a table such as {ann = \"$2y$…\"}")
	}
	users := map[string]string{}
	for _, name := range sortedKeys(table) {
		hash, err := text(table[name])
		if err != nil {
			return nil, fmt.Errorf("%s: %w", name, err)
		}
		if _, err := bcrypt.Cost([]byte(hash)); err != nil || len(hash) != 60 {
			return nil, fmt.Errorf("%s: this is no hash of a password; make one with htpasswd -nB %s", name, name)
		}
		users[name] = hash
	}
	return users, nil
}

func secretsOf(value any) ([]string, error) {
	all, err := texts(value)
	for _, s := range all {
		if b, err := hex.DecodeString(s); err != nil || len(b) != 32 {
			return nil, fmt.Errorf("%q is no SHA-256 in hexadecimal; make one with printf %%s SECRET | sha256sum", s)
		}
	}
	return all, err
}

// checkServing judges the settings of a server together.
func (c *config) checkServing() error {
	switch {
	case (c.TLSCert == "") != (c.TLSKey == ""):
		return usagef("tls-cert and tls-key: name both files, or neither")
	case c.TLSCert != "" && len(c.ACME) > 0:
		return usagef("acme and tls-cert: name hosts whose certificates are fetched, or the files of one")
	}
	if len(c.ACME) > 0 && c.Listen == defaultListen {
		c.Listen = ":443" // where the authority looks
	}
	for _, host := range c.ACME {
		if host == "" || strings.ContainsAny(host, ":/*") || !strings.Contains(host, ".") {
			return usagef("acme %q: use the name of a host such as news.example.org", host)
		}
	}
	return nil
}
