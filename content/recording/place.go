package recording

// Where recordings are articles, if nobody says: films and music lie beside articles
// everywhere, and are not meant for subscribers by that.

import (
	"path"
	"slices"
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
	folders := strings.Split(strings.ToLower(path.Dir(p)), "/")
	isHome := func(name string) bool { return slices.Contains(homes, name) }
	isRoot := func(name string) bool { return slices.Contains(asset.Roots, name) }
	return slices.ContainsFunc(folders, isHome) && !slices.ContainsFunc(folders, isRoot)
}
