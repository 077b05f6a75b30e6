package mail

// Pictures that a message shows within its text are parts of it (RFC 2387), to which its
// HTML leads by their Content-ID (RFC 2392). Whoever publishes the message finds them as
// files beside it, which are not there: under the name of its file, with a mark of the
// picture behind it that stays what it is when a box grows.

import (
	"fmt"
	"hash/fnv"
	"net/url"
	"path"
	"strings"

	"feedmill/content"
	"feedmill/content/pattern"
)

// pictureEndings are those of the names, by media type. Of other pictures there is none:
// feed readers show these.
var pictureEndings = map[string]string{"image/png": ".png", "image/jpeg": ".jpg", "image/jpg": ".jpg", "image/gif": ".gif", "image/webp": ".webp"}

const pictureMark = ".picture-"

// picture is one within a message. It is among what is lost until the text leads to it.
type picture struct {
	id   string // its Content-ID, without brackets
	name string // of the file that it seems to be, beside that of the mail
	lost int    // its index in parts.lost
	data []byte
}

// OfPicture is the file of mail in which the picture is that a path means. It reports false
// for other paths.
func OfPicture(p string) (mail string, ok bool) {
	at := strings.LastIndex(p, pictureMark)
	if at < 0 || strings.Contains(p[at:], "/") {
		return "", false
	}
	ext := strings.ToLower(path.Ext(p[:at]))
	return p[:at], ext == ".eml" || ext == ".mbox"
}

// Picture is the picture that a path means, in the bytes of its file of mail. It reports
// false if that has none of the name.
func Picture(file []byte, p string) (data []byte, ok bool) {
	of, ok := OfPicture(p)
	if !ok {
		return nil, false
	}
	o := content.Options{Limits: content.Limits{}.Filled()}
	for _, m := range split(content.File{Path: of, Data: file}) {
		_, parts := m.gather(of, o)
		for _, one := range parts.pictures {
			if one.name == path.Base(p) {
				return one.data, true
			}
		}
	}
	return nil, false
}

// addPicture takes a part in that may be shown within the text, and is the last of those
// lost until then.
func (p *parts) addPicture(h head, kind string, data []byte) {
	id := strings.Trim(strings.TrimSpace(h.first("content-id").value), "<>")
	ending, ok := pictureEndings[kind]
	if id == "" || !ok || len(data) == 0 {
		return
	}
	sum := fnv.New64a()
	fmt.Fprintf(sum, "%s\x00%s", p.message, id)
	p.pictures = append(p.pictures, picture{id, fmt.Sprintf("%s%s%016x%s", path.Base(p.file), pictureMark, sum.Sum64(), ending), len(p.lost) - 1, data})
}

// contentID is an address of a part of the same message.
var contentID = pattern.New(`(?i)\bcid:([^"'\s<>)]+)`)

// lead has the text lead to the pictures as to files, which are lost no more.
func (p *parts) lead(text string) string {
	if len(p.pictures) == 0 {
		return text
	}
	found := map[int]bool{}
	text = contentID.ReplaceAllStringFunc(text, func(address string) string {
		id, err := url.PathUnescape(address[len("cid:"):])
		if err != nil {
			return address
		}
		for _, one := range p.pictures {
			if one.id == id {
				found[one.lost] = true
				return (&url.URL{Path: "./" + one.name}).EscapedPath()
			}
		}
		return address
	})
	var lost []attachment
	for i, a := range p.lost {
		if !found[i] {
			lost = append(lost, a)
		}
	}
	p.lost = lost
	return text
}
