package mail

// The head of a message (RFC 5322, RFC 5536), and what it states of the article.

import (
	"bytes"
	"fmt"
	"html"
	"io"
	"mime"
	netmail "net/mail"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"feedmill/content"
	"feedmill/content/byline"
	"feedmill/content/charset"
	"feedmill/content/dates"
	"feedmill/content/prose"
	"feedmill/content/stated"

	labels "golang.org/x/net/html/charset"
)

// field is one line of a head, unfolded.
type field struct {
	name  string // in small letters
	value string // as written, in UTF-8
	line  int    // of the file
}

// head is that of a message or of a part of one.
type head struct {
	fields []field
	line   int // of the file, on which it begins
}

// first is the first field of a name.
func (h head) first(name string) field {
	for _, f := range h.fields {
		if f.name == name {
			return f
		}
	}
	return field{}
}

// cutHead reads the head of a message that begins on the line, and gives what follows.
// Text that is no field ends it too: some programs forget the blank line.
func cutHead(data []byte, line int, o content.Options) (head, []byte) {
	h := head{line: line}
	folded := map[int][]string{} // what goes on with the field of the index
	for len(data) > 0 {
		raw, rest, _ := bytes.Cut(data, []byte("\n"))
		text := strings.TrimRight(string(raw), "\r")
		name, value, ok := strings.Cut(text, ":")
		last := len(h.fields) - 1
		switch {
		case strings.TrimSpace(text) == "":
			return h.decoded(folded, o), rest
		case last >= 0 && (text[0] == ' ' || text[0] == '\t'):
			folded[last] = append(folded[last], text)
		case ok && name != "" && !strings.ContainsAny(name, " \t"):
			h.fields = append(h.fields, field{strings.ToLower(name), strings.TrimSpace(value), line})
		default:
			return h.decoded(folded, o), data
		}
		data = rest
		line++
	}
	return h.decoded(folded, o), nil
}

// decoded unfolds the values. Bytes that are not ASCII are in the encoding that they
// seem to be in, though none is allowed.
func (h head) decoded(folded map[int][]string, o content.Options) head {
	for i, f := range h.fields {
		value := strings.ReplaceAll(f.value+strings.Join(folded[i], ""), "\t", " ")
		if !utf8.ValidString(value) {
			if text, _, err := charset.Decode(content.File{Data: []byte(value)}, o); err == nil {
				value = text
			}
		}
		h.fields[i].value = strings.ToValidUTF8(value, "\uFFFD")
	}
	return h
}

// words decodes what a head writes in ASCII alone: =?utf-8?q?caf=C3=A9?=.
var words = mime.WordDecoder{CharsetReader: func(label string, in io.Reader) (io.Reader, error) {
	return labels.NewReaderLabel(label, in)
}}

// text is the value of a field for people.
func (f field) text() string {
	decoded, err := words.DecodeHeader(f.value)
	if err != nil {
		decoded = f.value
	}
	return prose.OneLine(strings.ToValidUTF8(decoded, "\uFFFD"))
}

// authors are those whom a field names. Addresses are not for publication.
func (f field) authors() []content.Author {
	parser := netmail.AddressParser{WordDecoder: &words}
	list, err := parser.ParseList(f.value)
	var all []content.Author
	for _, address := range list {
		all = append(all, authorNamed(address.Name))
	}
	if err != nil { // "ada@example.org (Ada Lint)" of old, "Ada Lint, harbour <…>"
		name, _, _ := strings.Cut(f.text(), "<")
		if _, comment, ok := strings.Cut(f.text(), "("); ok {
			name, _, _ = strings.Cut(comment, ")")
		}
		all = append(all, authorNamed(name))
	}
	return slices.DeleteFunc(all, func(a content.Author) bool { return a.Name == "" })
}

// authorNamed is "Lint, Ada" as people say it. What has a sign of an address is no name.
func authorNamed(name string) content.Author {
	name = strings.Trim(prose.OneLine(strings.ToValidUTF8(name, "")), `"' `)
	if last, first, ok := strings.Cut(name, ", "); ok && !strings.ContainsAny(last+first, " ,") {
		name = first + " " + last
	}
	if strings.Contains(name, "@") {
		name = ""
	}
	return content.Author{Name: name, Organisation: byline.IsAgency(name) || byline.IsOrganisation(name)}
}

// used are the fields that become one of the article's, or say how the message is made.
var used = map[string]bool{
	"subject": true, "from": true, "date": true, "message-id": true, "archived-at": true, "list-id": true, "keywords": true, "content-language": true,
	"content-type": true, "content-transfer-encoding": true, "mime-version": true, "content-disposition": true,
}

// describe gives an article what the head states, which goes before what the text shows.
func (h head) describe(a *content.Article, file content.File, ctx dates.Context, lost []attachment) *content.Article {
	b := stated.New(file)
	h.state(b, ctx)
	return a.With(func(f *content.Facts) {
		origin := f.Origin.Clone()
		take := func(name string, set func()) {
			if o, ok := b.Origin.Find(name); ok {
				set()
				origin.Set(name, o)
			}
		}
		take("title", func() { f.Title = b.Title })
		take("authors", func() { f.Authors = b.Authors })
		take("published", func() { f.Published = b.Published })
		take("id", func() { f.ID = b.ID })
		take("source_url", func() { f.SourceURL = b.SourceURL })
		take("source", func() { f.Source = b.Source })
		take("language", func() { f.Language = b.Language })
		take("tags", func() { f.Tags = b.Tags })
		if subject := h.first("subject"); subject.text() == "" {
			f.Title = titleOf(f)
			origin.Set("title", content.Origin{Line: h.line, Rule: "first sentence"})
		}
		f.Origin = origin
		f.Dropped = slices.Concat(b.Dropped, f.Dropped)
		f.Problems = slices.Concat(b.Problems, f.Problems)
		for _, l := range lost {
			f.Dropped = append(f.Dropped, content.Dropped{Line: l.line, Why: "attachment", Text: l.String()})
			f.Problems = append(f.Problems, content.Problem{Line: l.line, Message: l.remedy()})
		}
	})
}

// titleOf is the beginning of the text of a mail that has no subject.
func titleOf(f *content.Facts) string {
	text, _, _ := strings.Cut(strings.TrimSpace(f.Body.Text()), "\n\n")
	if title := prose.CutWords(prose.OneLine(text), 90); title != "" {
		return title
	}
	return f.Title
}

// state fills in what each field states, and lists those without use.
func (h head) state(b *stated.Builder, ctx dates.Context) {
	for _, f := range h.fields {
		s := stated.Fact{Key: f.name, Values: []string{f.text()}, Exact: true, Line: f.line, Rule: "header " + f.name}
		took := true
		switch f.name {
		case "subject":
			b.StateText(&b.Title, "title", f.text(), s)
		case "from":
			h.stateAuthors(b, f, s)
		case "date":
			took = b.StateDate(&b.Published, "published", f.text(), s, ctx)
		case "message-id":
			took = b.StateText(&b.ID, "id", idOf(f.value), s)
		case "archived-at":
			s.Field = stated.URL
			s.Values = []string{strings.Trim(f.text(), "<>")}
			took = b.State(s, ctx)
		case "list-id":
			name, _, _ := strings.Cut(f.text(), "<")
			took = b.StateText(&b.Source, "source", strings.Trim(name, `" `), s)
		case "keywords":
			s.Field = stated.Tags
			took = b.State(s, ctx)
		case "content-language":
			s.Field = stated.Language
			took = b.State(s, ctx)
		default:
			took = used[f.name]
		}
		if !took {
			b.Drop(f.line, "header without use", prose.CutWords(f.name+": "+f.text(), 200))
		}
	}
}

// stateAuthors adds those who wrote. A mail by an address alone has no author.
func (h head) stateAuthors(b *stated.Builder, f field, s stated.Fact) {
	took := false
	for _, author := range f.authors() {
		took = b.AddAuthor(author) || took
	}
	if took {
		b.SetOrigin("authors", s)
		return
	}
	b.Problems = append(b.Problems, content.Problem{Line: f.line, Message: "From: has an address and no name; write the name before it, as in Ada Lint <ada@example.org>"})
}

// idOf is the identity of a message as an address (RFC 2392).
func idOf(value string) string {
	value = strings.Trim(strings.TrimSpace(value), "<>")
	if value == "" || strings.ContainsAny(value, " <>") || len(value) > 500 {
		return ""
	}
	return "mid:" + strings.ReplaceAll(url.PathEscape(value), "@", "%40")
}

// page is the HTML of a part, to which the subject is told as its title.
func (h head) page(f content.File, p *part) content.File {
	f.Data = []byte(p.decoded)
	if subject := h.first("subject").text(); subject != "" {
		f.Data = []byte(fmt.Sprintf(`<meta property="og:title" content="%s">`, html.EscapeString(subject)) + p.decoded)
	}
	return f
}

// pressedLines are those of the head that pressed writes, with the blank one below it.
const pressedLines = 4

// pressed is the text of a part below a short head.
func (h head) pressed(f content.File, p *part) content.File {
	f.Data = fmt.Appendf(nil, "Subject: %s\nFrom: %s\nDate: %s\n\n%s",
		firstOf(h.first("subject").text(), "?"), firstOf(h.first("from").text(), "?"), firstOf(h.first("date").text(), "?"), p.decoded)
	return f
}

func firstOf(s, other string) string {
	if s == "" {
		return other
	}
	return s
}
