package feed

// Feeds are read far from where they were written: every address in them is
// absolute, and written in ASCII as RFC 3986 asks, since readers and validators
// do not agree on anything else.

import (
	"mime"
	"net"
	"net/url"
	"path"
	"strings"

	"feedmill/content/pattern"

	"golang.org/x/net/idna"
)

// linkSchemes are what a link in an article may lead to; the rest is script,
// local files and other things that are no business of a feed.
var linkSchemes = map[string]bool{
	"http": true, "https": true, "mailto": true, "tel": true, "sms": true, "ftp": true, "geo": true,
	"xmpp": true, "irc": true, "ircs": true, "magnet": true, "news": true, "gemini": true, "gopher": true,
}

// webSchemes are where what a document shows or is reached at may come from.
var webSchemes = map[string]bool{"http": true, "https": true}

// absolute is ref as an absolute URI, resolved against base, which may be nil. It is
// empty if ref cannot be one, or has a scheme that is not allowed.
func absolute(base *url.URL, ref string, schemes map[string]bool) string {
	if isPlainLink(ref) && schemes["https"] && schemes["http"] {
		return ref
	}
	u := parseAddress(base, ref)
	if u == nil || !schemes[u.Scheme] {
		return ""
	}
	return encodeAddress(u)
}

// isPlainLink reports whether an address of the web is surely written as documents
// write it, whatever it is seen from: most links to other sites are.
func isPlainLink(s string) bool {
	rest, ok := strings.CutPrefix(s, "https://")
	if !ok {
		rest, ok = strings.CutPrefix(s, "http://")
	}
	end := strings.IndexByte(rest, '/')
	if !ok || end <= 0 || strings.ToLower(rest[:end]) != rest[:end] || rest[end-1] == '.' || !isPlainHost(rest[:end]) {
		return false
	}
	path, query, _ := strings.Cut(rest[end:], "?")
	if strings.Contains(path, "/.") || strings.Contains(path, "//") {
		return false
	}
	return isPlainPart(path, "/-_.") && isPlainPart(query, "/-_.=&") && !strings.HasSuffix(s, "?")
}

func isPlainPart(s, signs string) bool {
	for i := range len(s) {
		if !isAlphanumeric(s[i]) && strings.IndexByte(signs, s[i]) < 0 {
			return false
		}
	}
	return true
}

// siteCode is code of a site generator, which nobody has run.
var siteCode = pattern.New(`(\{|%7[Bb])(\{|%7[Bb]|%25)`)

var unbroken = strings.NewReplacer("\t", "", "\n", "")

// parseAddress reads ref as browsers do, which forgive more than RFC 3986: white space
// around it, line ends within, stray percent signs, backslashes.
func parseAddress(base *url.URL, ref string) *url.URL {
	ref = mendPercent(strings.TrimSpace(unbroken.Replace(clean(ref))))
	if ref == "" || strings.ContainsAny(ref, "{%") && siteCode.MatchString(ref) {
		return nil
	}
	if len(ref) > 4 && strings.EqualFold(ref[:4], "www.") {
		ref = "https://" + ref // no file's name: browsers show the web without its scheme
	}
	if strings.Contains(ref, `\`) {
		ref = forwardSlashes(base, ref)
	}
	u, err := url.Parse(ref)
	if err != nil {
		return nil
	}
	if base != nil {
		u = base.ResolveReference(u)
	}
	if !u.IsAbs() || webSchemes[u.Scheme] && u.Hostname() == "" {
		return nil
	}
	return u
}

func forwardSlashes(base *url.URL, ref string) string {
	scheme, _, ok := strings.Cut(ref, ":")
	if ok && !webSchemes[strings.ToLower(scheme)] || !ok && base == nil {
		return ref
	}
	return strings.ReplaceAll(ref, `\`, "/")
}

// mendPercent writes each % that begins no escape as %25.
func mendPercent(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		b.WriteByte(s[i])
		if s[i] == '%' && !isEscape(s[i:]) {
			b.WriteString("25")
		}
	}
	return b.String()
}

func isEscape(s string) bool {
	return len(s) > 2 && isHex(s[1]) && isHex(s[2])
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'f'
}

// Address is u as feeds write it: in ASCII, without a user, its host in lower case and
// punycode. It is empty if no host can have that name.
func Address(u *url.URL) string { return encodeAddress(u) }

// encodeAddress writes u with nothing in it but what RFC 3986 allows, its host in lower
// case and punycode.
func encodeAddress(u *url.URL) string {
	var b strings.Builder
	b.WriteString(u.Scheme + ":")
	if u.Opaque != "" {
		b.WriteString(escape(u.Opaque, "/:@?"))
	} else {
		if u.Host != "" {
			host := encodeHost(u)
			if host == "" {
				return ""
			}
			b.WriteString("//" + host)
		}
		b.WriteString(encodePath(u))
	}
	if u.RawQuery != "" || u.ForceQuery {
		b.WriteString("?" + escape(u.RawQuery, "/:@?"))
	}
	if u.Fragment != "" {
		b.WriteString("#" + escape(u.EscapedFragment(), "/:@?"))
	}
	return b.String()
}

func encodePath(u *url.URL) string {
	p := u.EscapedPath()
	if p == "" && webSchemes[u.Scheme] {
		return "/"
	}
	return escape(p, "/:@")
}

// encodeHost is the host in its canonical form, or empty if it can be none.
func encodeHost(u *url.URL) string {
	host := strings.TrimRight(strings.ToLower(u.Hostname()), ".") // a dot at the end only says that the name is whole
	if host == "" {
		return ""
	}
	if isPlainHost(host) {
		// most are
	} else if ip := net.ParseIP(host); ip == nil {
		ascii, err := idna.Lookup.ToASCII(host)
		if err != nil && strings.ContainsFunc(host, func(r rune) bool { return r > 0x7E }) {
			return ""
		}
		if err == nil {
			host = ascii
		}
		if escape(host, "") != host { // names have no other signs, and no reader takes escapes for any
			return ""
		}
	} else if strings.Contains(host, ":") {
		host = "[" + host + "]"
	}
	if port := u.Port(); port != "" && !(u.Scheme == "http" && port == "80") && !(u.Scheme == "https" && port == "443") {
		host += ":" + port
	}
	return host
}

// isPlainHost reports whether host is in canonical form already: letters, digits and
// hyphens, none of which hides another script.
func isPlainHost(host string) bool {
	letters := false
	for i := range len(host) {
		c := host[i]
		letters = letters || 'a' <= c && c <= 'z'
		if !isAlphanumeric(c) && c != '-' && c != '.' {
			return false
		}
	}
	return letters && !strings.Contains(host, "--")
}

const unreserved = "-._~!$&'()*+,;="

// escape percent-encodes each byte of s that may not stand in a URI, except
// those in also and escapes that are there already.
func escape(s, also string) string {
	const hex = "0123456789ABCDEF"
	var b []byte
	kept := 0 // up to here s is in b
	for i := 0; i < len(s); i++ {
		c := s[i]
		if isAlphanumeric(c) || strings.IndexByte(unreserved, c) >= 0 || strings.IndexByte(also, c) >= 0 || c == '%' && isEscape(s[i:]) {
			continue
		}
		b = append(append(b, s[kept:i]...), '%', hex[c>>4], hex[c&15])
		kept = i + 1
	}
	if kept == 0 {
		return s // as most are
	}
	return string(append(b, s[kept:]...))
}

func isAlphanumeric(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c|0x20 && c|0x20 <= 'z'
}

// join is the URL of a document: its path, percent-encoded, below base.
func join(base, p string) string {
	return base + escape(strings.ReplaceAll(p, "%", "%25"), "/:@")
}

// mediaTypes are the files that articles bring along; the machine's own table is
// not asked, since it differs from one machine to the next.
var mediaTypes = map[string]string{
	".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".aac": "audio/aac", ".ogg": "audio/ogg", ".oga": "audio/ogg",
	".opus": "audio/ogg", ".flac": "audio/flac", ".wav": "audio/wav",
	".mp4": "video/mp4", ".m4v": "video/mp4", ".webm": "video/webm", ".ogv": "video/ogg", ".mov": "video/quicktime",
	".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".png": "image/png", ".gif": "image/gif", ".webp": "image/webp",
	".avif": "image/avif", ".svg": "image/svg+xml",
	".pdf": "application/pdf", ".epub": "application/epub+zip", ".zip": "application/zip",
	".txt": "text/plain", ".html": "text/html", ".htm": "text/html", ".csv": "text/csv",
	".doc": "application/msword", ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}

// mediaTypeOf is the media type that the ending of an address tells; empty if unknown.
func mediaTypeOf(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return "application/octet-stream"
	}
	if t, ok := mediaTypes[strings.ToLower(path.Ext(u.Path))]; ok {
		return t
	}
	return "application/octet-stream"
}

// mediaType is the stated media type if it is one, else what the address tells.
func mediaType(stated, address string) string {
	t, _, err := mime.ParseMediaType(stated)
	if err != nil || !strings.Contains(t, "/") {
		return mediaTypeOf(address)
	}
	return t
}
