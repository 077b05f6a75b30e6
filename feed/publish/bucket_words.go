package publish

// What is said of objects to those who fetch them.

import (
	"strings"

	"feedmill/feed"
)

// lifetimes say for how long a document may be kept, by the end of its name. A feed is
// asked for by many, and may be shown for as long as it is fetched anew; what it leads
// to changes seldom.
var lifetimes = []struct{ suffix, cacheControl string }{
	{".xml", "public, max-age=60, s-maxage=30, stale-while-revalidate=600"},
	{".json", "public, max-age=60, s-maxage=30, stale-while-revalidate=600"},
	{".opml", "public, max-age=60, s-maxage=30, stale-while-revalidate=600"},
}

// cacheControl is how long caches may keep a document. Nothing is for ever: pictures keep
// their addresses when they are replaced, and articles when they are corrected.
func cacheControl(path string) string {
	for _, l := range lifetimes {
		if !feed.IsAsset(path) && strings.HasSuffix(path, l.suffix) {
			return l.cacheControl
		}
	}
	return "public, max-age=300, stale-while-revalidate=600"
}
