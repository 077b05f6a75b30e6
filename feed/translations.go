package feed

// Articles that are translations of one another: their files are called alike but for
// a language, and each is written in the language that its name says.

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"feedmill/content"
	"feedmill/content/catalog"
)

// Translation is where an article is read in another language.
type Translation struct {
	Language string // BCP 47, canonical
	URL      string // absolute
}

// translationIndex knows the files whose names tell a language. It is filled once, and
// then told of those that appear; what is gone the catalog knows. It may be used by
// several goroutines.
type translationIndex struct {
	mu     sync.Mutex
	filled bool
	paths  map[string][]string // by the name without the language; guarded by mu
}

// namedAs are the files called as original is, with a language.
func (x *translationIndex) namedAs(original string, c *catalog.Catalog) []string {
	x.mu.Lock()
	defer x.mu.Unlock()
	if !x.filled {
		paths, err := c.Paths()
		if err != nil {
			return nil // it is tried again
		}
		x.filled, x.paths = true, map[string][]string{}
		for _, p := range paths {
			x.add(p)
		}
	}
	return slices.Clone(x.paths[original])
}

// learn takes in what appeared.
func (x *translationIndex) learn(d catalog.Delta) {
	x.mu.Lock()
	defer x.mu.Unlock()
	if !x.filled {
		return
	}
	for _, r := range d.Appeared {
		x.add(r.Path)
	}
	for _, c := range d.Changed {
		x.add(c.After.Path)
	}
}

func (x *translationIndex) add(p string) {
	original, tag := content.Untranslated(p)
	if tag != "" && !slices.Contains(x.paths[original], p) {
		x.paths[original] = append(x.paths[original], p)
	}
}

// severalLanguages notes whether there is, or was, anything to be translated.
func (e *Editor) severalLanguages() error {
	facets, err := e.catalog.Facets(catalog.Language)
	e.multilingual = e.multilingual || len(facets) > 1
	return err
}

// translationsOf are those of an article, by language.
func (e *Editor) translationsOf(r catalog.Record) (all []Translation) {
	for _, s := range e.siblings(r) {
		if tag := languageTag(s.Language); tag != languageTag(r.Language) {
			all = append(all, Translation{tag, e.addressOf(s, "")})
		}
	}
	slices.SortFunc(all, func(a, b Translation) int {
		return cmp.Or(cmp.Compare(a.Language, b.Language), cmp.Compare(a.URL, b.URL))
	})
	return slices.CompactFunc(all, func(a, b Translation) bool { return a.Language == b.Language })
}

// siblings are the articles shown whose files are called as that of r is, but for the
// language, which is theirs.
func (e *Editor) siblings(r catalog.Record) (all []catalog.Record) {
	if !e.multilingual || r.Part != 0 || !inItsLanguage(r) {
		return nil
	}
	original, _ := content.Untranslated(r.Path)
	paths := e.translated.namedAs(original, e.catalog)
	if len(paths) == 0 {
		return nil
	}
	for _, p := range append(paths, original) {
		if s, ok := e.firstAt(p); ok && p != r.Path && s.State == catalog.Shown && s.Part == 0 && inItsLanguage(s) {
			all = append(all, s)
		}
	}
	return all
}

// withSiblings are the records and those that they lead to.
func (e *Editor) withSiblings(records []catalog.Record) []catalog.Record {
	all, known := slices.Clone(records), map[string]bool{}
	for _, r := range records {
		known[r.ID] = true
	}
	for _, r := range records {
		for _, s := range e.siblings(r) {
			if !known[s.ID] {
				known[s.ID] = true
				all = append(all, s)
			}
		}
	}
	return all
}

// inItsLanguage reports whether an article is written in the language that its file's
// name tells, if it tells one. Folders are called "it" or "no" for other reasons as well.
func inItsLanguage(r catalog.Record) bool {
	_, tag := content.Untranslated(r.Path)
	return r.Language != "" && (tag == "" || primary(tag) == primary(r.Language))
}

func primary(tag string) string {
	p, _, _ := strings.Cut(languageTag(tag), "-")
	return p
}

// withTranslations adds to a change the articles that lead to one of those which
// appeared, went or moved.
func (e *Editor) withTranslations(d catalog.Delta) catalog.Delta {
	if !e.multilingual {
		return d
	}
	known := map[string]bool{}
	moved := slices.Concat(d.Appeared, d.Vanished, d.Refiled)
	for _, c := range d.Changed {
		known[c.After.ID] = true
		if c.Before.Path != c.After.Path || c.Before.Language != c.After.Language || e.addressOf(c.Before, "") != e.addressOf(c.After, "") {
			moved = append(moved, c.Before, c.After)
		}
	}
	d.Changed = slices.Clip(d.Changed)
	for _, s := range e.withSiblings(moved)[len(moved):] {
		if !known[s.ID] {
			d.Changed = append(d.Changed, catalog.Change{Before: s, After: s})
		}
	}
	return d
}
