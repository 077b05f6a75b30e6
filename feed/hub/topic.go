package hub

// What is subscribed to: the documents of feeds, under the address that each states as
// its own.

import (
	"strings"

	"feedmill/feed"
)

// IsTopic reports whether the document at a path is one that readers subscribe to.
func IsTopic(path string) bool {
	t := feed.MediaType(path)
	for _, f := range []string{"application/rss+xml", "application/atom+xml", "application/feed+json"} {
		if strings.HasPrefix(t, f) {
			return true
		}
	}
	return false
}

// Topic is the address of the document at a path, where the edition is reached at base:
// the one that the document states as its own.
func Topic(base, path string) string { return feed.Channel{Base: base}.URL(path) }

// Agent is how the program names itself to hubs and subscribers.
func Agent(version, base string) string {
	agent := feed.Name
	if version != "" {
		agent += "/" + strings.ReplaceAll(version, " ", "-")
	}
	return agent + " (+" + base + ")"
}
