package web

// What clients ask for under conditions: RFC 9110 section 13.

import (
	"net/http"
	"slices"
	"strings"
	"time"

	"feedmill/content/pattern"
)

// precondition is the status that the client's conditions ask for in place of the
// document, and the tag that it has; 0 if they let it pass. They are weighed in the order of RFC 9110
// section 13.2.2, where a tag goes before a date. A date to come, which we have told
// nobody, says only that a clock is wrong: the client gets the document.
func precondition(h http.Header, doc *document, f *form, now time.Time) (status int, has string) {
	if tags := h["If-Match"]; tags != nil {
		if doc.among(tags, false) == "" {
			return http.StatusPreconditionFailed, ""
		}
	} else if since, ok := dateOf(h["If-Unmodified-Since"]); ok && doc.modified.After(since) {
		return http.StatusPreconditionFailed, ""
	}
	if tags := h["If-None-Match"]; tags != nil {
		if len(tags) == 1 && tags[0] == f.tag {
			return http.StatusNotModified, "" // as readers send it that were told so
		}
		if tag := doc.among(tags, true); tag != "" {
			return http.StatusNotModified, tag
		}
		return 0, ""
	}
	if since, ok := dateOf(h["If-Modified-Since"]); ok && !since.After(now) && !doc.modified.After(since) {
		return http.StatusNotModified, ""
	}
	return 0, ""
}

// dateOf is the date of a condition; two dates are none (RFC 9110 section 13.1.3).
func dateOf(values []string) (time.Time, bool) {
	if len(values) != 1 {
		return time.Time{}, false
	}
	t, err := http.ParseTime(values[0])
	return t, err == nil
}

// restated is a request whose conditions [http.ServeContent] weighs as we do: it
// looks at the first line of a list alone, takes any date, and refuses a range in a
// unit that it does not know, which is to be ignored (RFC 9110 section 14.2).
func restated(r *http.Request, now time.Time) *http.Request {
	r = r.Clone(r.Context())
	for _, name := range []string{"If-Match", "If-None-Match"} {
		if tags := r.Header.Values(name); len(tags) > 1 {
			r.Header.Set(name, strings.Join(tags, ", "))
		}
	}
	if since, ok := dateOf(r.Header["If-Modified-Since"]); !ok || since.After(now) {
		r.Header.Del("If-Modified-Since")
	}
	if _, ok := dateOf(r.Header["If-Unmodified-Since"]); !ok {
		r.Header.Del("If-Unmodified-Since")
	}
	if unit, _, _ := strings.Cut(r.Header.Get("Range"), "="); !strings.EqualFold(unit, "bytes") {
		r.Header.Del("Range")
	}
	return r
}

// settled is the date of a large file, or none while another may still take its
// place within the same second: see [document.follow].
func settled(modified, now time.Time) time.Time {
	if now.Sub(modified) < 2*time.Second {
		return time.Time{}
	}
	return modified
}

// among is the first of the tags in the values of a header that is the document's; a
// star is that of the body. Those of all codings count, since they name the same
// content; weak ones only where weak is true. It is empty if there is none.
func (d *document) among(values []string, weak bool) string {
	list := strings.Join(values, ",")
	if strings.TrimSpace(list) == "*" {
		return `"` + d.tag + `"`
	}
	for _, at := range entityTag.FindAllStringSubmatchIndex(list, -1) {
		isWeak, opaque, rest := at[2] >= 0, list[at[4]:at[5]], list[at[1]:]
		if rest != "" && rest[0] != ',' {
			continue // more follows the quotes: no tag
		}
		own, found := strings.CutPrefix(opaque, d.tag)
		if (weak || !isWeak) && found && slices.Contains(tagEnds, own) {
			return `"` + opaque + `"`
		}
	}
	return ""
}

// tagEnds are what follows the tag of the body in those of all forms.
var tagEnds = []string{"", "-gzip", "-br", "-brotli"}

// entityTag is a tag in a list, and what may stand before a comma; what has no
// quotes is none (RFC 9110 section 8.8.3).
var entityTag = pattern.New(`(?:^|,)[ \t]*(W/)?"([\x21\x23-\x7E\x80-\x{10FFFF}]*)"[ \t]*`)
