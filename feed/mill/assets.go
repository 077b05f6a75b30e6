package mill

// How the files that articles show go through the mill: which articles are made again
// when one comes, changes or goes, and what the log says of it.

import (
	"errors"
	"fmt"
	"maps"
	"path"
	"slices"
	"strings"

	"feedmill/content/catalog"
	"feedmill/content/folder"
	"feedmill/content/read"
)

// takeAssets takes changes of files into the catalog, and says which articles are to be
// rendered anew.
func (m *Mill) takeAssets(c folder.Changes) (touched []uint64, err error) {
	t := m.shelf.turnOver(c)
	if len(t.assets) == 0 {
		return nil, nil
	}
	if len(t.touched) == 0 {
		return nil, m.catalog.SaveAssets(t.assets, nil)
	}
	m.logAssets(t.assets)
	maps.DeleteFunc(t.assets, func(_ string, a *catalog.Asset) bool { return a == nil }) // see save
	if err := m.catalog.Revise(t.assets, t.revised, m.now()); err != nil {
		return nil, err
	}
	return slices.Sorted(maps.Keys(t.touched)), nil
}

// meetFiles takes in which files lie in the folder. It returns those that have come to
// articles which are known already.
func (m *Mill) meetFiles(l folder.Listing) (come []string, err error) {
	for p, pictures := range m.shelf.learn(l) {
		records, err := m.catalog.ByPath(p)
		if err != nil {
			return nil, err
		}
		for _, picture := range pictures {
			m.shelf.meet(picture, records)
		}
		if len(records) > 0 {
			come = append(come, pictures...)
		}
	}
	return come, nil
}

// meetFile takes in that the watcher has found a file that is no article.
func (m *Mill) meetFile(p string) {
	if isPicture(p) {
		var articles []catalog.Record
		for _, ext := range read.Extensions() {
			if records, err := m.catalog.ByPath(strings.TrimSuffix(p, path.Ext(p)) + ext); err == nil {
				articles = append(articles, records...)
			}
		}
		m.shelf.meet(p, articles)
	}
	m.logOther(p)
}

// logAssets logs one line for each file.
func (m *Mill) logAssets(assets map[string]*catalog.Asset) {
	if len(assets) > manyChanges {
		m.log.Info("files changed", "files", len(assets))
		return
	}
	for _, p := range slices.Sorted(maps.Keys(assets)) {
		if a := assets[p]; a == nil || a.Gone {
			m.log.Info("file vanished", "file", p)
		} else if a.Problem == "" {
			m.log.Info("file changed", "file", p)
		}
	}
}

// withTouched adds to a delta the articles of which only what they show has changed.
func (m *Mill) withTouched(d catalog.Delta, touched []uint64) (catalog.Delta, error) {
	if len(touched) == 0 || m.current != m.key {
		return d, nil
	}
	records, err := m.catalog.Records(touched)
	if err != nil {
		m.current = ""
		return d, err
	}
	has := map[uint64]bool{}
	for _, r := range d.Appeared {
		has[r.Seen] = true
	}
	for _, c := range d.Changed {
		has[c.After.Seen] = true
	}
	for _, r := range records {
		if !has[r.Seen] {
			d.Changed = append(d.Changed, catalog.Change{Before: r, After: r})
		}
	}
	return d, nil
}

// logAsset logs that a file which an article shows cannot be published, once.
func (m *Mill) logAsset(article, ref, problem string) {
	if !m.unshown.isNew(article+"\x00"+ref, errors.New(problem)) {
		return
	}
	err := fmt.Errorf("%s: leads to %s", article, problem)
	if data, _, readErr := m.folder.Read(article); readErr == nil {
		if before, _, found := strings.Cut(string(data), ref); found {
			err = fmt.Errorf("%s:%d: leads to %s", article, strings.Count(before, "\n")+1, problem)
		}
	}
	m.log.Warn("problem", "error", err)
}
