package recording

// Where recordings are articles, if nobody says: films and music lie beside articles
// everywhere, and are not meant for subscribers by that.

import (
	"path"
	"strings"

	"feedmill/content/asset"
)

// homes are folders that people keep the episodes of a podcast in.
var homes = []string{"podcast", "podcasts", "episodes", "folgen", "épisodes", "episodios", "episódios", "episodi"}

// AtHome reports whether the file at a path is a recording in a folder of that kind, or
// below one. What is copied to a site as it is holds the files of articles instead.
func AtHome(p string) bool {
	if !Is(p) {
		return false
	}
	home := false
	for folder := range strings.SplitSeq(path.Dir(p), "/") {
		if isOneOf(asset.Roots, folder) {
			return false
		}
		home = home || isOneOf(homes, folder)
	}
	return home
}

// isOneOf reports whether a folder has one of the names, in capitals or not. Each article is
// asked for its folders.
func isOneOf(names []string, folder string) bool {
	for _, name := range names {
		if len(name) == len(folder) && strings.EqualFold(name, folder) {
			return true
		}
	}
	return false
}
