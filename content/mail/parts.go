package mail

// The parts of a message (RFC 2045 to 2049): which one is the text, and what else there is.

import (
	"bytes"
	"encoding/base64"
	"fmt"
	"io"
	"mime"
	"mime/quotedprintable"
	"path"
	"strings"

	"feedmill/content"
	"feedmill/content/charset"
	"feedmill/content/prose"

	"golang.org/x/text/encoding/htmlindex"
)

// part is one that holds text.
type part struct {
	decoded string // UTF-8, lines ended by \n
	line    int    // of the file, on which it begins
}

// attachment is a part that is not text to be read.
type attachment struct {
	name, kind string
	inline     bool // shown within the text
	bytes      int
	line       int
}

// parts are those of a message.
type parts struct {
	file, message string // path, and Message-ID

	html, text *part
	lost       []attachment
	pictures   []picture
}

// deepest is how many messages and groups of parts may be within each other; mostLost
// bounds what is told of one message.
const (
	deepest  = 10
	mostLost = 50
)

// gather reads a part, and those in it.
func (p *parts) gather(h head, body []byte, line, depth int, o content.Options) {
	kind, params, err := mime.ParseMediaType(h.first("content-type").value)
	if err != nil && kind == "" {
		kind = "text/plain"
	}
	disposition, named, _ := mime.ParseMediaType(h.first("content-disposition").value)
	name := nameOf(params, named)
	switch {
	case strings.HasPrefix(kind, "multipart/") && params["boundary"] != "" && depth < deepest:
		for _, inner := range cutParts(body, params["boundary"], line) {
			ih, ibody := cutHead(inner.data, inner.line, o)
			p.gather(ih, ibody, inner.line+bytes.Count(inner.data[:len(inner.data)-len(ibody)], []byte("\n")), depth+1, o)
		}
	case kind == "text/html" && p.html == nil && disposition != "attachment":
		p.html = textPart(h, body, params, line, o)
	case kind == "text/plain" && p.text == nil && p.html == nil && disposition != "attachment":
		p.text = textPart(h, body, params, line, o)
	case len(p.lost) < mostLost:
		data := transferred(h, body)
		p.lost = append(p.lost, attachment{
			name: name, kind: prose.CutWords(kind, 60), inline: h.first("content-id").value != "" && strings.HasPrefix(kind, "image/"),
			bytes: len(data), line: h.line,
		})
		if disposition != "attachment" {
			p.addPicture(h, kind, data)
		}
	}
}

// nameOf is the name of a file, without the folders that a sender put before it.
func nameOf(params, disposition map[string]string) string {
	name := firstOf(disposition["filename"], params["name"])
	if decoded, err := words.DecodeHeader(name); err == nil {
		name = decoded
	}
	name = prose.OneLine(strings.ToValidUTF8(name, "\uFFFD"))
	return prose.CutRunes(path.Base(strings.ReplaceAll("/"+name, `\`, "/")), 80)
}

// cutParts cuts a body at its boundary. What stands before the first and after the last
// is for programs that know no parts.
func cutParts(body []byte, boundary string, line int) []message {
	var all []message
	mark := []byte("--" + boundary)
	start, begun := -1, 0
	at := 0
	for raw := range bytes.Lines(body) {
		if bytes.HasPrefix(raw, mark) {
			rest := bytes.TrimSpace(raw[len(mark):])
			if start >= 0 {
				all = append(all, message{withoutEnd(body[start:at]), begun})
			}
			start, begun = at+len(raw), line+1
			if string(rest) == "--" {
				return all
			}
			if len(rest) > 0 {
				start = -1
			}
		}
		at += len(raw)
		line++
	}
	if start >= 0 { // the end is missing
		all = append(all, message{body[start:], begun})
	}
	return all
}

// withoutEnd is a part less the end of its last line, which belongs to the boundary.
func withoutEnd(data []byte) []byte {
	return bytes.TrimSuffix(bytes.TrimSuffix(data, []byte("\n")), []byte("\r"))
}

// transferred undoes what made a body of bytes fit for the way.
func transferred(h head, body []byte) []byte {
	switch strings.ToLower(strings.TrimSpace(h.first("content-transfer-encoding").value)) {
	case "quoted-printable":
		out, _ := io.ReadAll(quotedprintable.NewReader(bytes.NewReader(body))) // what is right before an error counts
		return out
	case "base64":
		clean := bytes.Map(func(r rune) rune {
			if r == '=' || strings.ContainsRune(" \t\r\n", r) {
				return -1
			}
			return r
		}, body)
		out := make([]byte, base64.RawStdEncoding.DecodedLen(len(clean)))
		n, _ := base64.RawStdEncoding.Decode(out, clean)
		return out[:n]
	}
	return body
}

// textPart decodes a part of text.
func textPart(h head, body []byte, params map[string]string, line int, o content.Options) *part {
	if label := strings.ToLower(params["charset"]); label != "" {
		if o.Encoding = ""; label != "utf-8" && label != "us-ascii" {
			if _, err := htmlindex.Get(label); err == nil {
				o.Encoding = label
			}
		}
	}
	data := transferred(h, body)
	text, _, err := charset.Decode(content.File{Data: data}, o)
	if err != nil {
		text = strings.ToValidUTF8(string(data), "\uFFFD")
	}
	text = strings.ReplaceAll(text, "\r\n", "\n")
	if strings.EqualFold(params["format"], "flowed") {
		text = joinFlowed(text, strings.EqualFold(params["delsp"], "yes"))
	}
	return &part{text, line}
}

// joinFlowed joins the lines that a mail program parted (RFC 3676): those that end in a
// space go on, in quotations of the same depth; "-- " is the mark of a signature.
func joinFlowed(text string, deleteSpace bool) string {
	var b strings.Builder
	open, depth := false, 0
	for line := range strings.SplitSeq(text, "\n") {
		bare := strings.TrimLeft(line, ">")
		quotes := len(line) - len(bare)
		bare = strings.TrimPrefix(bare, " ")
		flows := strings.HasSuffix(bare, " ") && bare != "-- "
		if flows && deleteSpace {
			line, bare = strings.TrimSuffix(line, " "), strings.TrimSuffix(bare, " ")
		}
		if open && quotes == depth && bare != "-- " {
			b.WriteString(bare)
		} else {
			if b.Len() > 0 {
				b.WriteByte('\n')
			}
			b.WriteString(line)
		}
		open, depth = flows, quotes
	}
	return b.String()
}

// String is the attachment as inspect lists it.
func (a attachment) String() string {
	return strings.TrimSpace(fmt.Sprintf("%s (%s, %d bytes)", strings.Trim(a.name, "/."), a.kind, a.bytes))
}

// remedy says what its author can do.
func (a attachment) remedy() string {
	if a.inline {
		return "picture " + a.String() + " is within the mail, which feeds do not carry; save it as a file, and link to that"
	}
	return "attachment " + a.String() + " is not carried by feeds; save it as a file, and link to that"
}
