package feed

import (
	"strings"
	"testing"
)

func TestPlanThatCannotBePublished(t *testing.T) {
	for _, c := range []struct {
		alias, target, want string // want is empty where all is well
	}{
		{"old/feed.xml", "rss.xml", ""},
		{"index.xml", "sections/world/atom.xml", ""},
		{"../feed.xml", "rss.xml", "no path within the output"},
		{"/feed.xml", "rss.xml", "no path within the output"},
		{"a/../feed.xml", "rss.xml", "no path within the output"},
		{`a\feed.xml`, "rss.xml", "no path within the output"},
		{"", "rss.xml", "no path within the output"},
		{"feed.xml", "https://a.example/rss.xml", "no path within the output"},
		{"feed.xml", "other.xml", "nothing is published"},
		{"rss.xml", "atom.xml", "published there already"},
		{"rss.xml/feed.xml", "atom.xml", "published there already"},
		{"tags", "atom.xml", "published there already"},
		{"archive/x.xml", "atom.xml", "published there already"},
		{".hidden", "atom.xml", "not served"},
	} {
		err := Plan{Aliases: map[string]string{c.alias: c.target}}.Check()
		if c.want == "" && err != nil || c.want != "" && (err == nil || !strings.Contains(err.Error(), c.want)) {
			t.Errorf("%q = %q: got %v, want %q", c.alias, c.target, err, c.want)
		}
	}
	if err := (Plan{Aliases: map[string]string{"old": "rss.xml", "old/feed.xml": "atom.xml"}}).Check(); err == nil {
		t.Error("an alias below another: got no error")
	}
	for _, name := range []string{"", ".", "..", ".x", "a/b", "../a", "/a"} {
		if err := (Plan{Feeds: []Named{{Name: name, Limit: 1}}}).Check(); err == nil {
			t.Errorf("feed %q: got no error", name)
		}
	}
}
