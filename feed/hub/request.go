package hub

// What subscribers ask (WebSub section 5.1).

import (
	"fmt"
	"mime"
	"net/http"
	"net/url"
	"strings"
	"time"
	"unicode/utf8"
)

// A request is one to subscribe or to unsubscribe.
type request struct {
	Subscribe bool
	Topic     string        // as it was given
	Callback  string        // likewise
	Lease     time.Duration // that will be given
	Secret    string        // empty if there is none
}

// rejection is the answer to a request that has an error.
type rejection struct {
	status int
	why    string // to whoever writes the subscriber
}

func (r rejection) Error() string { return r.why }

func reject(status int, format string, args ...any) error {
	return rejection{status, fmt.Sprintf(format, args...)}
}

// What a request may be.
const (
	mostRequest = 8 << 10 // bytes
	mostAddress = 2048    // bytes of an address
	mostSecret  = 199     // bytes: less than 200
)

// How long subscriptions last. None is perpetual; short ones would only be a burden.
const (
	defaultLease = 10 * 24 * time.Hour
	shortLease   = time.Hour
	longLease    = 30 * 24 * time.Hour
)

// parseRequest reads a request. What it does not know is ignored; a parameter that is
// given twice counts once, as it was given first. Its errors are rejections.
func parseRequest(contentType string, body []byte) (request, error) {
	if t, _, err := mime.ParseMediaType(contentType); err != nil || t != formType {
		return request{}, reject(http.StatusUnsupportedMediaType, "the request's Content-Type must be %s", formType)
	}
	form, err := url.ParseQuery(string(body))
	if err != nil {
		return request{}, reject(http.StatusBadRequest, "the body is no %s", formType)
	}
	r := request{Topic: form.Get("hub.topic"), Callback: form.Get("hub.callback")}
	switch mode := form.Get("hub.mode"); mode {
	case "subscribe":
		r.Subscribe = true
	case "unsubscribe":
	case "":
		return r, reject(http.StatusBadRequest, "hub.mode is missing; it is subscribe or unsubscribe")
	default:
		return r, reject(http.StatusBadRequest, "hub.mode is subscribe or unsubscribe; this hub knows by itself when its feeds change")
	}
	if err := checkAddress("hub.topic", r.Topic); err != nil {
		return r, err
	}
	if err := checkAddress("hub.callback", r.Callback); err != nil {
		return r, err
	}
	if !r.Subscribe {
		return r, nil // a lease is to be ignored, and a secret means nothing
	}
	if r.Secret = form.Get("hub.secret"); len(r.Secret) > mostSecret {
		return r, reject(http.StatusBadRequest, "hub.secret must be shorter than 200 bytes")
	}
	r.Lease, err = parseLease(form.Get("hub.lease_seconds"))
	return r, err
}

func checkAddress(name, address string) error {
	switch {
	case address == "":
		return reject(http.StatusBadRequest, "%s is missing", name)
	case len(address) > mostAddress:
		return reject(http.StatusBadRequest, "%s is longer than %d bytes", name, mostAddress)
	case !utf8.ValidString(address):
		return reject(http.StatusBadRequest, "%s is not UTF-8", name)
	}
	u, err := url.Parse(address)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Hostname() == "" {
		return reject(http.StatusBadRequest, "%s must be an absolute address, http or https", name)
	}
	if u.Fragment != "" {
		return reject(http.StatusBadRequest, "%s must have no fragment", name)
	}
	return nil
}

// parseLease is the lease that is given to whoever asks for so many seconds. Nothing,
// or nought, leaves it to us.
func parseLease(seconds string) (time.Duration, error) {
	if strings.Trim(seconds, "0") == "" {
		return defaultLease, nil
	}
	n := 0
	for _, r := range seconds {
		if r < '0' || r > '9' {
			return 0, reject(http.StatusBadRequest, "hub.lease_seconds must be a positive decimal integer")
		}
		n = min(10*n+int(r-'0'), int(longLease/time.Second))
	}
	return min(max(time.Duration(n)*time.Second, shortLease), longLease), nil
}

// normal is an address in the form by which it is compared: letters, digits, dots and
// the like are not percent-encoded, scheme and host are in small letters, and the port
// that a scheme has by default is left out.
func normal(address string) string {
	u, err := url.Parse(address)
	if err != nil {
		return address
	}
	u.Scheme, u.Host = strings.ToLower(u.Scheme), strings.ToLower(u.Host)
	if port := map[string]string{"http": ":80", "https": ":443"}[u.Scheme]; port != "" {
		u.Host = strings.TrimSuffix(u.Host, port)
	}
	path := decodeUnreserved(u.EscapedPath())
	if path == "" {
		path = "/"
	}
	s := u.Scheme + "://"
	if u.User != nil {
		s += u.User.String() + "@"
	}
	s += u.Host + path
	if u.RawQuery != "" || u.ForceQuery {
		s += "?" + decodeUnreserved(u.RawQuery)
	}
	return s
}

// decodeUnreserved decodes what needs no percent sign (RFC 3986 section 2.3), and
// nothing else.
func decodeUnreserved(s string) string {
	if !strings.Contains(s, "%") {
		return s
	}
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if s[i] == '%' && i+2 < len(s) && isHex(s[i+1]) && isHex(s[i+2]) {
			if c := unhex(s[i+1])<<4 | unhex(s[i+2]); isUnreserved(c) {
				b.WriteByte(c)
			} else {
				b.WriteString(strings.ToUpper(s[i : i+3]))
			}
			i += 2
			continue
		}
		b.WriteByte(s[i])
	}
	return b.String()
}

func isHex(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'f' || 'A' <= c && c <= 'F'
}

func unhex(c byte) byte {
	switch {
	case c <= '9':
		return c - '0'
	case c <= 'F':
		return c - 'A' + 10
	}
	return c - 'a' + 10
}

func isUnreserved(c byte) bool {
	return '0' <= c && c <= '9' || 'a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || strings.IndexByte("-._~", c) >= 0
}
