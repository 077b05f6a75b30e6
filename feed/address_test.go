package feed

import (
	"net/url"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestAbsoluteAddresses(t *testing.T) {
	base, _ := url.Parse("https://paper.example/news/2016/bridge.html?p=1")
	for _, c := range []struct{ in, want string }{
		{"other.html", "https://paper.example/news/2016/other.html"},
		{"../a b.html", "https://paper.example/news/a%20b.html"},
		{"/x", "https://paper.example/x"},
		{"//cdn.example/x", "https://cdn.example/x"},
		{"#part", "https://paper.example/news/2016/bridge.html?p=1#part"},
		{"?q=ä|b", "https://paper.example/news/2016/bridge.html?q=%C3%A4%7Cb"},
		{"https://example.org", "https://example.org/"},
		{"HTTPS://Example.ORG:443/A", "https://example.org/A"},
		{"http://example.org:8080/", "http://example.org:8080/"},
		{"https://bücher.example/straße", "https://xn--bcher-kva.example/stra%C3%9Fe"},
		{"https://例え.テスト/", "https://xn--r8jz45g.xn--zckzah/"},
		{"https://Example.ORG./a", "https://example.org/a"},
		{"https://./a", ""},
		{"{%", ""},
		{"https://under_score.example/", "https://under_score.example/"},
		{"http://[::1]:8080/x", "http://[::1]:8080/x"},
		{"http://user:pw@example.org/", "http://example.org/"},
		{"https://example.org/[x]{y}^`\"<>", "https://example.org/%5Bx%5D%7By%7D%5E%60%22%3C%3E"},
		{"https://example.org/100%", "https://example.org/100%25"},
		{"https://example.org/%7Ea/%e4%b8%ad", "https://example.org/%7Ea/%e4%b8%ad"},
		{"https://\"/", ""},
		{"https://a!b c.example/", ""},
		{"https://example.org/#ä b", "https://example.org/#%C3%A4%20b"},
		{`https:\\example.org\a`, "https://example.org/a"},
		{" https://example.org/a\n b\t", "https://example.org/a%20b"},
		{"https://example.org/a?x=1&y=2;z", "https://example.org/a?x=1&y=2;z"},
		{"mailto:a@example.org?subject=b c", "mailto:a@example.org?subject=b%20c"},
		{"tel:+49 30 1", "tel:+49%2030%201"},
		{"magnet:?xt=urn:btih:abc", "magnet:?xt=urn:btih:abc"},
		{"javascript:alert(1)", ""},
		{"java\nscript:alert(1)", ""},
		{" JAVASCRIPT:alert(1)", ""},
		{"vbscript:x", ""},
		{"data:text/html,x", ""},
		{"file:///etc/passwd", ""},
		{"http://", ""},
		{"https:///x", ""},
		{"http://[x", ""},
		{"", ""},
		{"  ", ""},
	} {
		if got := absolute(base, c.in, linkSchemes); got != c.want {
			t.Errorf("absolute(%q): got %q, want %q", c.in, got, c.want)
		}
	}
}

// TestPlainAddressesStay: what is taken for plain is as it would be written if it were
// not, wherever it is seen from.
func TestPlainAddressesStay(t *testing.T) {
	bases := []string{"", "https://example.org/", "http://example.org:8080/a/b?c#d"}
	rapid.Check(t, func(t *rapid.T) {
		ref := rapid.SampledFrom([]string{"http://", "https://", "HTTPS://"}).Draw(t, "scheme") +
			rapid.StringMatching(`[a-zA-Z0-9.:-]{0,12}`).Draw(t, "host") + rapid.StringMatching(`[a-c0-9/._~%&=?#-]{0,20}`).Draw(t, "rest")
		if !isPlainLink(ref) {
			return
		}
		for _, b := range bases {
			base, _ := url.Parse(b)
			u := parseAddress(base, ref)
			if u == nil || encodeAddress(u) != ref || u.String() != ref {
				t.Fatalf("%q seen from %q is %v", ref, b, u)
			}
		}
	})
	for _, ref := range []string{"https://www.example.org/river/feiven?page=6", "http://example.org/", "https://a.b/c_d/e.html"} {
		if !isPlainLink(ref) {
			t.Errorf("%s is not plain", ref)
		}
	}
}

func TestRelativeAddressWithoutBaseIsNone(t *testing.T) {
	for _, in := range []string{"x.html", "/x", "//example.org/x", "#x"} {
		if got := absolute(nil, in, webSchemes); got != "" {
			t.Errorf("absolute(nil, %q): got %q, want none", in, got)
		}
	}
}

func TestAddressesAreASCIIAndStable(t *testing.T) {
	base, _ := url.Parse("https://paper.example/a/b")
	rapid.Check(t, func(t *rapid.T) {
		in := rapid.OneOf(rapid.String(), rapid.StringMatching(`https?://[a-zü.-]{1,20}(:[0-9]{1,4})?/[ -~ä漢]{0,20}(\?[ -~ä]{0,10})?(#[ -~]{0,10})?`)).Draw(t, "address")
		got := absolute(base, in, linkSchemes)
		if got == "" {
			return
		}
		checkAddress(t, got)
		if again := absolute(nil, got, linkSchemes); again != got {
			t.Errorf("absolute(%q) is not stable: %q, then %q", in, got, again)
		}
	})
}

// checkAddress fails if s is not an absolute URI of RFC 3986's characters.
func checkAddress(t interface{ Errorf(string, ...any) }, s string) {
	u, err := url.Parse(s)
	if err != nil || !u.IsAbs() {
		t.Errorf("address %q is not absolute: %v", s, err)
	}
	if strings.ContainsFunc(s, func(r rune) bool { return r <= ' ' || r > '~' || strings.ContainsRune("\"<>\\^`{|}", r) }) {
		t.Errorf("address %q is not percent-encoded", s)
	}
}

func TestJoinEncodesFileNames(t *testing.T) {
	got := join("https://example.org/f/", "tags/größe & 100%/a?b#c.xml")
	want := "https://example.org/f/tags/gr%C3%B6%C3%9Fe%20&%20100%25/a%3Fb%23c.xml"
	if got != want {
		t.Errorf("join: got %q, want %q", got, want)
	}
}

func TestMediaTypes(t *testing.T) {
	for _, c := range []struct{ stated, address, want string }{
		{"", "https://example.org/a.MP3?x=1", "audio/mpeg"},
		{"", "https://example.org/a", "application/octet-stream"},
		{"audio/x-own", "https://example.org/a.mp3", "audio/x-own"},
		{"Text/HTML; charset=x", "https://example.org/a", "text/html"},
		{"mp3", "https://example.org/a.mp3", "audio/mpeg"},
		{"<b>", "https://example.org/a.pdf", "application/pdf"},
	} {
		if got := mediaType(c.stated, c.address); got != c.want {
			t.Errorf("mediaType(%q, %q): got %q, want %q", c.stated, c.address, got, c.want)
		}
	}
}
