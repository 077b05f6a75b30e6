package main

// The tables of feedmill.toml that say what is published: [feeds.NAME] and [aliases].

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"feedmill/content/catalog"
	"feedmill/feed"
)

// modes are the values of content.
var modes = map[string]feed.Mode{"both": feed.Both, "full": feed.Full, "summary": feed.Summary}

// feedsFrom reads the tables of named feeds.
func (c *config) feedsFrom(value any, file string) error {
	tables, ok := value.(map[string]any)
	if !ok {
		return usagef("%s: feeds must be tables such as [feeds.world]", file)
	}
	for _, name := range sortedKeys(tables) {
		table, ok := tables[name].(map[string]any)
		if !ok {
			return usagef("%s: feeds.%s must be a table", file, name)
		}
		n := feed.Named{Name: name}
		for _, key := range sortedKeys(table) {
			if err := feedSetting(&n, key, table[key]); err != nil {
				return usagef("%s: [feeds.%s]: %s: %w", file, name, key, err)
			}
		}
		if _, own := table["content"]; !own {
			n.Mode = -1
		}
		c.Feeds = append(c.Feeds, n)
	}
	return nil
}

// feedSetting sets one key of a [feeds.NAME] table.
func feedSetting(n *feed.Named, key string, value any) (err error) {
	switch key {
	case "include":
		n.Query.Include, err = terms(value)
	case "exclude":
		n.Query.Exclude, err = terms(value)
	case "title":
		n.Title, err = text(value)
	case "description":
		n.Description, err = text(value)
	case "limit":
		limit, ok := value.(int64)
		if n.Limit = int(limit); !ok || limit < 1 {
			return fmt.Errorf("%v: a feed holds at least 1 article", value)
		}
	case "content":
		mode, ok := modes[fmt.Sprint(value)]
		if n.Mode = mode; !ok {
			return fmt.Errorf("%v: use both, full or summary", value)
		}
	case "formats":
		if n.Formats, err = texts(value); err == nil {
			err = knownFormats(n.Formats)
		}
	default:
		return fmt.Errorf("unknown setting; known are include, exclude, title, description, limit, content, formats")
	}
	return err
}

// terms reads a table such as {section = "world", tag = ["syria", "russia"]}.
func terms(value any) (t catalog.Terms, err error) {
	table, ok := value.(map[string]any)
	if !ok {
		return t, fmt.Errorf("must be a table such as {section = \"world\"}")
	}
	for _, key := range sortedKeys(table) {
		values, err := texts(table[key])
		if err != nil {
			return t, fmt.Errorf("%s: %w", key, err)
		}
		switch key {
		case "section":
			t.Section = values
		case "tag":
			t.Tag = values
		case "author":
			t.Author = values
		case "language":
			t.Language = values
		default:
			return t, fmt.Errorf("unknown key %q; known are section, tag, author, language", key)
		}
	}
	return t, nil
}

func text(value any) (string, error) {
	s, ok := value.(string)
	if !ok {
		return "", fmt.Errorf("%v is no text; put it in quotes", value)
	}
	return s, nil
}

// texts reads one text or a list of them.
func texts(value any) ([]string, error) {
	list, ok := value.([]any)
	if !ok {
		list = []any{value}
	}
	var all []string
	for _, v := range list {
		s, err := text(v)
		if err != nil {
			return nil, err
		}
		if strings.TrimSpace(s) == "" {
			return nil, fmt.Errorf("an empty text selects nothing; leave it out")
		}
		all = append(all, s)
	}
	return all, nil
}

// aliasesFrom reads the table of old addresses.
func (c *config) aliasesFrom(value any, file string) error {
	table, ok := value.(map[string]any)
	if !ok {
		return usagef("%s: aliases must be a table: \"old/feed.xml\" = \"rss.xml\"", file)
	}
	c.Aliases = map[string]string{}
	for _, alias := range sortedKeys(table) {
		target, err := text(table[alias])
		if err != nil {
			return usagef("%s: [aliases]: %q: %w", file, alias, err)
		}
		c.Aliases[alias] = target
	}
	return nil
}

// tombstones is how many withdrawn articles a feed tells of.
const tombstones = 50

// plan is what is published besides what articles ask for.
func plan(cfg *config) feed.Plan {
	p := feed.Plan{Feeds: slices.Clone(cfg.Feeds), Aliases: cfg.Aliases, Formats: cfg.Formats, Podcasts: cfg.Podcasts, Kinds: map[string]feed.Kind{}}
	for name, k := range cfg.kinds() {
		p.Kinds[name] = *k
	}
	if cfg.Tombstones {
		p.Tombstones = tombstones
	}
	for i := range p.Feeds {
		f := &p.Feeds[i]
		f.Limit = cmp.Or(f.Limit, cfg.Limit)
		if f.Mode < 0 {
			f.Mode = modes[cfg.Content]
		}
	}
	return p
}
