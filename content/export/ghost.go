package export

// Ghost's export: the tables of its database, as JSON. Posts name their authors and
// tags by number, in tables that may follow them, so that the file is read twice.

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"time"
)

func isGhost(head []byte) bool {
	return bytes.HasPrefix(head, []byte("{")) && (bytes.Contains(head, []byte(`"db"`)) || bytes.Contains(head, []byte(`"exported_on"`)) || bytes.Contains(head, []byte(`"posts"`)))
}

// key is an identifier, which older versions wrote as a number.
type key string

// UnmarshalJSON takes a text or a number.
func (k *key) UnmarshalJSON(data []byte) error {
	if *k = key(strings.Trim(string(data), `"`)); *k == "null" {
		*k = ""
	}
	return nil
}

// moment is a time, as a text or in milliseconds since 1970.
type moment struct{ time.Time }

// UnmarshalJSON takes what is no time for none.
func (m *moment) UnmarshalJSON(data []byte) error {
	var ms int64
	if json.Unmarshal(data, &ms) == nil && ms != 0 {
		m.Time = time.UnixMilli(ms).UTC()
		return nil
	}
	m.Time = date(strings.Trim(string(data), `"`))
	return nil
}

type ghostPost struct {
	ID         key    `json:"id"`
	UUID       string `json:"uuid"`
	Title      string `json:"title"`
	Slug       string `json:"slug"`
	HTML       string `json:"html"`
	Image      string `json:"feature_image"`
	OldImage   string `json:"image"`
	Excerpt    string `json:"custom_excerpt"`
	Status     string `json:"status"`
	Visibility string `json:"visibility"`
	Type       string `json:"type"`
	Locale     string `json:"locale"`
	Canonical  string `json:"canonical_url"`
	Author     key    `json:"author_id"`
	Created    moment `json:"created_at"`
	Updated    moment `json:"updated_at"`
	Published  moment `json:"published_at"`
	Page       any    `json:"page"` // until version 2: true or 1
}

// ghostRow is a row of one of the other tables.
type ghostRow struct {
	ID     key    `json:"id"`
	Name   string `json:"name"`
	Post   key    `json:"post_id"`
	Tag    key    `json:"tag_id"`
	Author key    `json:"author_id"`
	Order  int    `json:"sort_order"`
}

// ghost is what posts refer to.
type ghost struct {
	site    string
	names   map[key]string     // of tags and users
	tags    map[key][]ghostRow // by post
	authors map[key][]ghostRow // by post
}

func readGhost(s *source, give func(Entry) error) error {
	g := ghost{s.site, map[key]string{}, map[key][]ghostRow{}, map[key][]ghostRow{}}
	if err := s.walk(g.note); err != nil {
		return err
	}
	return s.walk(func(path string, decode func(any) error) (bool, error) {
		if table(path) != "posts" {
			return false, nil
		}
		var p ghostPost
		if err := decode(&p); err != nil {
			return false, err
		}
		if err := complete(g.entry(p), give); err != nil {
			return false, stopped{err}
		}
		return true, nil
	})
}

// table is the table of which a path is one row; empty if it is none.
func table(path string) string {
	name, ok := strings.CutSuffix(path, "[]")
	if !ok {
		return ""
	}
	name = strings.TrimPrefix(name, "db[].")
	name, ok = strings.CutPrefix(name, "data.")
	if !ok || strings.Contains(name, ".") {
		return ""
	}
	return name
}

// note remembers a row that posts refer to.
func (g *ghost) note(path string, decode func(any) error) (bool, error) {
	name := table(path)
	switch name {
	case "tags", "users", "posts_tags", "posts_authors":
	default:
		return false, nil
	}
	var r ghostRow
	if err := decode(&r); err != nil {
		return false, err
	}
	switch name {
	case "tags", "users":
		g.names[r.ID] = r.Name
	case "posts_tags":
		g.tags[r.Post] = append(g.tags[r.Post], r)
	case "posts_authors":
		g.authors[r.Post] = append(g.authors[r.Post], r)
	}
	return true, nil
}

// siteMark stands in an export for the address of the site.
const siteMark = "__GHOST_URL__"

func (g *ghost) entry(p ghostPost) Entry {
	var e Entry
	e.ID = cmp.Or(string(p.ID), p.UUID) // its feeds have the former
	e.Title, e.Slug, e.Summary, e.Body = p.Title, p.Slug, p.Excerpt, p.HTML
	e.Published, e.Updated = p.Published.Time, p.Updated.Time
	e.Link, e.Image, e.Language = p.Canonical, cmp.Or(p.Image, p.OldImage), p.Locale
	if e.Link == "" && g.site != "" && p.Slug != "" {
		e.Link = g.site + "/" + p.Slug + "/"
	}
	e.Body = strings.ReplaceAll(e.Body, siteMark, g.site)
	e.Link, e.Image = strings.ReplaceAll(e.Link, siteMark, g.site), strings.ReplaceAll(e.Image, siteMark, g.site)
	e.Page = p.Type == "page" || p.Page == true || p.Page == 1.0
	e.Status = p.state()
	if e.Published.IsZero() {
		e.Published = p.Created.Time
	}
	for _, r := range ordered(g.tags[p.ID]) {
		if name := g.names[r.Tag]; name != "" && !strings.HasPrefix(name, "#") { // those are for its own use
			e.Tags = append(e.Tags, name)
		}
	}
	for _, r := range ordered(g.authors[p.ID]) {
		e.Authors = append(e.Authors, g.names[r.Author])
	}
	if name := g.names[p.Author]; len(e.Authors) == 0 && name != "" {
		e.Authors = []string{name}
	}
	return e
}

// state is why a post is for no reader, or not for all; empty if it is for all.
func (p ghostPost) state() string {
	switch {
	case p.Status == "sent": // as a letter only
		return "private"
	case p.Status == "published" || p.Status == "scheduled" || p.Status == "":
		if p.Visibility == "" || p.Visibility == "public" {
			return "" // what is to come is held by its date
		}
		return "private"
	}
	return p.Status
}

func ordered(rows []ghostRow) []ghostRow {
	slices.SortStableFunc(rows, func(a, b ghostRow) int { return cmp.Compare(a.Order, b.Order) })
	return rows
}
