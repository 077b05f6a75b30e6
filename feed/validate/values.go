package validate

// What the text of elements and attributes may be.

import (
	"mime"
	"net/mail"
	"net/url"
	"strconv"
	"strings"
	"time"

	"feedmill/content/pattern"

	"golang.org/x/text/language"
)

// text judges text that must be there.
func (d *document) text(name, s string) {
	if strings.TrimSpace(s) == "" {
		d.fault("NotBlank", "%s is empty", name)
	}
}

// endTag is what makes the service take a text for HTML.
var endTag = pattern.New(`(?i)</(a|abbr|b|big|blockquote|br|center|cite|code|dd|del|div|dl|dt|em|font|h[1-6]|i|iframe|img|ins|kbd|li|mark|object|ol|p|pre|q|s|script|small|span|strike|strong|style|sub|sup|table|td|th|tr|tt|u|ul|var|video)>`)

// reference is a character of HTML; in an attribute, validators take it for one.
var reference = pattern.New(`&(#[0-9]+|#x[0-9A-Fa-f]+|[A-Za-z]+);`)

// plain judges plain text: readers show markup in it as it stands, or take it
// for markup after all.
func (d *document) plain(name, s string) {
	d.text(name, s)
	if tag := endTag.FindString(s); tag != "" {
		d.faultAt(tag, ContainsHTML, "%s holds markup (%s), which readers show as it stands; write plain text", name, tag)
	}
}

var uri = pattern.New(`^[a-zA-Z][0-9a-zA-Z+.-]*:(//)?[0-9a-zA-Z;/?:@&=+$._!~*'()%,#\[\]-]+$`)
var badEscape = pattern.New(`%(?:[^0-9A-Fa-f]|.[^0-9A-Fa-f]|.?$)`)

// uri judges an absolute address, percent-encoded.
func (d *document) uri(name, s string) {
	u, err := url.Parse(s)
	if err != nil || !uri.MatchString(s) || badEscape.MatchString(s) || !u.IsAbs() {
		d.fault("InvalidFullLink", "%s %q is no absolute address in ASCII", name, s)
	}
}

// web judges an address on the web.
func (d *document) web(name, s string) {
	d.uri(name, s)
	u, err := url.Parse(s)
	if err == nil && (u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "") {
		d.fault("InvalidFullLink", "%s %q is no address on the web", name, s)
	}
}

// schemes are those of ids, with what they ask of the whole id.
var schemes = map[string]struct {
	rule   string
	wanted *pattern.Pattern
}{
	"tag":  {"InvalidTAG", pattern.New(`^tag:([a-z0-9._-]+@)?[a-z0-9.-]+,\d{4}(-\d\d(-\d\d)?)?:`)}, // RFC 4151
	"urn":  {"InvalidURN", pattern.New(`^(?i)urn:[a-z0-9][a-z0-9-]{1,31}:.`)},
	uuids:  {"InvalidUUID", pattern.New(`^(?i)urn:uuid:[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$`)},
	"http": {}, "https": {}, "acct": {}, "cid": {}, "ftp": {}, "geo": {}, "info": {}, "mailto": {}, "mid": {}, "news": {}, "tel": {}, "xmpp": {},
}

// uuids are a scheme within a scheme.
const uuids = "urn:uuid"

// id judges what must be the same, character by character, wherever it stands.
func (d *document) id(name, s string) {
	u, err := url.Parse(s)
	if err != nil || !u.IsAbs() || strings.ContainsAny(s, " <>\"{}|\\^`\n") {
		d.fault("InvalidFullLink", "%s %q is no absolute URI", name, s)
		return
	}
	kind := u.Scheme
	if strings.HasPrefix(strings.ToLower(s), uuids+":") {
		kind = uuids
	}
	scheme, known := schemes[kind]
	switch {
	case !known:
		d.faultAt(s, "SchemeNotIANARegistered", "%s %q is of a scheme that nobody knows; write a tag:, urn: or https: address", name, s)
	case scheme.wanted != nil && !scheme.wanted.MatchString(s):
		d.faultAt(s, scheme.rule, "%s %q is no well-formed %s: address; write one such as tag:example.org,2026:1 or urn:uuid:…", name, s, kind)
	}
	web := u.Scheme == "http" || u.Scheme == "https"
	port := u.Port() == "80" && u.Scheme == "http" || u.Port() == "443" && u.Scheme == "https"
	if !strings.HasPrefix(s, u.Scheme) || u.Host != strings.ToLower(u.Host) || web && (u.Path == "" || port) {
		d.faultAt(s, "NonCanonicalURI", "%s %q has another, canonical form, which some readers take it for; write its scheme and host in small letters, a slash after the host and no usual port", name, s)
	}
}

var earliest = time.Date(1990, time.January, 1, 0, 0, 0, 0, time.UTC)

// tolerance is how far ahead a clock may be.
const tolerance = 10 * time.Minute

// date judges a date in UTC, in the layout given.
func (d *document) date(name, s, layout string) {
	t, err := time.Parse(layout, s)
	if err != nil || t.Format(layout) != s && layout != time.RFC3339Nano {
		d.fault("InvalidRFC3339Date", "%s %q is no date such as %s", name, s, layout)
		return
	}
	if _, offset := t.Zone(); offset != 0 {
		d.fault("ProblematicalRFC822Date", "%s %q is not in UTC", name, s)
	}
	if t.Before(earliest) || t.After(d.now.Add(tolerance)) {
		d.fault(ImplausibleDate, "%s %s is before there were feeds, or still to come; correct the date", name, s)
	}
}

func (d *document) rfc822(e *element)  { d.date(e.label(), d.leaf(e), time.RFC1123Z) }
func (d *document) rfc3339(e *element) { d.date(e.label(), d.leaf(e), time.RFC3339Nano) }

func (d *document) language(name, s string) {
	if _, err := language.Parse(s); err != nil || s == "" {
		d.fault("InvalidLanguage", "%s %q is no language tag (BCP 47)", name, s)
	}
}

// number judges a whole number that is not below least.
func (d *document) number(name, s string, least int64) {
	if n, err := strconv.ParseInt(s, 10, 64); err != nil || n < least {
		d.fault("InvalidInteger", "%s %q is no number from %d on", name, s, least)
	}
}

func (d *document) mediaType(name, s string) {
	if t, _, err := mime.ParseMediaType(s); err != nil || !strings.Contains(t, "/") {
		d.fault("InvalidMIMEType", "%s %q is no media type", name, s)
	}
}

func (d *document) email(name, s string) {
	if a, err := mail.ParseAddress(s); err != nil || a.Address != s {
		d.fault("InvalidContact", "%s %q is no e-mail address", name, s)
	}
}
