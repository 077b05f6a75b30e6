package export

// WordPress's "extended RSS": https://wordpress.org/documentation/article/tools-export-screen/.
// Its posts are neither HTML nor text: blank lines part paragraphs, and codes in
// brackets stand for what plugins show.

import (
	"bytes"
	"cmp"
	"net/url"
	"path"
	"strings"
	"time"

	"feedmill/content/media"
)

func isWordPress(head []byte) bool {
	return bytes.HasPrefix(head, []byte("<")) && bytes.Contains(head, []byte(wordPress.address))
}

// blog is what entries of an export say only by number or login.
type blog struct {
	names map[string]string   // of authors, by login
	files map[string]string   // addresses of attachments, by number
	parts map[string][]string // numbers of the attachments of a post, by its number
}

func readWordPress(s *source, give func(Entry) error) error {
	b := blog{map[string]string{}, map[string]string{}, map[string][]string{}}
	if err := s.eachElement(map[string]bool{"author": true, "item": true}, b.note); err != nil {
		return err
	}
	return s.eachElement(map[string]bool{"item": true}, func(e *element, line int) error {
		return complete(b.entry(e, line), give)
	})
}

// note remembers what other entries refer to.
func (b *blog) note(e *element, _ int) error {
	if login := e.text(wordPress, "author_login"); login != "" {
		b.names[login] = cmp.Or(e.text(wordPress, "author_display_name"), login)
	}
	if e.text(wordPress, "post_type") == "attachment" {
		id, of := e.text(wordPress, "post_id"), e.text(wordPress, "post_parent")
		b.files[id] = e.text(wordPress, "attachment_url")
		b.parts[of] = append(b.parts[of], id)
	}
	return nil
}

func (b *blog) entry(e *element, line int) Entry {
	out := Entry{Line: line, Kind: kindOf(e)}
	m := &out.Manuscript
	m.ID, m.Title = e.text(plain, "guid"), plainText(e.text(plain, "title"))
	m.Published = zoned(e, "post_date", date(e.text(plain, "pubDate")))
	m.Updated = zoned(e, "post_modified", time.Time{})
	m.Status = e.text(wordPress, "status")
	if m.Status == "publish" || m.Status == "future" {
		m.Status = "" // what is to come is held by its date
		m.Link = e.text(plain, "link")
	}
	if e.text(wordPress, "post_password") != "" {
		m.Status = "private"
	}
	m.Page = e.text(wordPress, "post_type") == "page"
	m.Slug = slug(e.text(wordPress, "post_name"))
	m.Summary = plainText(e.text(excerptNames, "encoded"))
	m.Body = expand(e.text(contentNames, "encoded"), func(ids []string) []string {
		if len(ids) == 0 {
			ids = b.parts[e.text(wordPress, "post_id")]
		}
		return b.pictures(ids)
	})
	out.Codes = codes(m.Body)
	if login := e.text(dublinCore, "creator"); login != "" {
		m.Authors = []string{cmp.Or(b.names[login], login)}
	}
	m.Categories, m.Tags = terms(e)
	m.Image = b.files[meta(e, "_thumbnail_id")]
	out.Comments = comments(e)
	return out
}

// pictures are the addresses of those attachments, by their numbers, that are pictures.
func (b *blog) pictures(ids []string) (addresses []string) {
	for _, id := range ids {
		if address := b.files[id]; media.IsPicture(media.TypeByName(path.Base(address))) {
			addresses = append(addresses, address)
		}
	}
	return addresses
}

// kindOf says what an item is that is no article.
func kindOf(e *element) string {
	switch kind, status := e.text(wordPress, "post_type"), e.text(wordPress, "status"); {
	case status == "trash" || status == "auto-draft":
		return "articles thrown away"
	case kind == "" || kind == "post" || kind == "page":
		return ""
	default:
		return kind + "s"
	}
}

// zoned is a time of an item that has it twice, in UTC and on the site's clock.
func zoned(e *element, name string, otherwise time.Time) time.Time {
	utc, local := date(e.text(wordPress, name+"_gmt")), date(e.text(wordPress, name))
	switch {
	case utc.IsZero() && local.IsZero():
		return otherwise
	case utc.IsZero():
		return local
	case local.IsZero():
		return utc
	}
	offset := local.Sub(utc)
	if offset%(15*time.Minute) != 0 || offset < -14*time.Hour || offset > 14*time.Hour {
		return utc
	}
	if offset == 0 {
		return utc
	}
	return utc.In(time.FixedZone("", int(offset/time.Second)))
}

// slug is a name of an address, which WordPress keeps in escapes.
func slug(name string) string {
	if plain, err := url.PathUnescape(name); err == nil {
		return plain
	}
	return name
}

// terms are the categories and the tags of an item. The category that WordPress gives to
// what has none is none.
func terms(e *element) (categories, tags []string) {
	for _, c := range e.all(plain, "category") {
		switch text := plainText(c.Text); {
		case text == "" || attribute(c.Attrs, "nicename") == "uncategorized":
		case attribute(c.Attrs, "domain") == "category":
			categories = append(categories, text)
		case strings.HasSuffix(attribute(c.Attrs, "domain"), "tag"):
			tags = append(tags, text)
		}
	}
	return categories, tags
}

// comments counts what readers wrote below an item, as far as others could read it: no
// spam, and no word of other sites that they link to it.
func comments(e *element) (n int) {
	for _, c := range e.all(wordPress, "comment") {
		if kind := c.part("comment_type"); c.part("comment_approved") == "1" && (kind == "" || kind == "comment") {
			n++
		}
	}
	return n
}

// meta is a custom field of an item.
func meta(e *element, key string) string {
	for _, f := range e.all(wordPress, "postmeta") {
		if f.part("meta_key") == key {
			return f.part("meta_value")
		}
	}
	return ""
}
