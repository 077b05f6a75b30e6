package web

// Content codings: RFC 9110 section 12.5.3. Readers take gzip, browsers Brotli, which
// is a fifth smaller where there is time to make it. zstd is no smaller than gzip for
// texts of this size, and nobody asks for it alone.

import (
	"bytes"
	"compress/gzip"
	"io"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
)

// coding is the way in which a body is packed.
type coding int

const (
	identity coding = iota
	gzipped
	brotlied
	codings // how many there are
)

// names of codings, as headers have them.
var names = [codings]string{gzipped: "gzip", brotlied: "br"}

const (
	// smallest is the size below which packing is not worth a second validator.
	smallest = 512
	// quickly is the quality of Brotli for the first who asks: as fast as gzip.
	quickly = 5
	// thoroughly is that for a document which rests: forty times slower, an eighth smaller.
	thoroughly = brotli.BestCompression
)

// pack is body in a coding. It holds no time, so equal bodies are packed into equal
// bytes.
func pack(body []byte, c coding, quality int) []byte {
	var buf bytes.Buffer
	var w io.WriteCloser
	switch c {
	case gzipped:
		w, _ = gzip.NewWriterLevel(&buf, gzip.BestCompression) // fails for levels that there are not
	case brotlied:
		w = brotli.NewWriterLevel(&buf, quality)
	}
	_, _ = w.Write(body) // into memory nothing fails
	_ = w.Close()
	return bytes.Clone(buf.Bytes())
}

// wanted is how much a client wants each coding, in thousandths.
type wanted [codings]int

// best is the accepted coding that is wanted most; of those that are wanted equally,
// the smallest. It reports whether there is any.
func (a wanted) best() (best coding, any bool) {
	for c := identity; c < codings; c++ {
		if a[c] > 0 && (!any || a[c] >= a[best]) {
			best, any = c, true
		}
	}
	return best, any
}

// unsaid stands for a weight that is not stated.
const unsaid = -1

// usual is what nearly all clients say, read already.
var usual = usuallyWanted("gzip", "gzip, deflate", "deflate, gzip", "gzip, deflate, br", "gzip, deflate, br, zstd", "deflate, gzip, br, zstd", "deflate, gzip, br", "br, gzip, deflate", "gzip,deflate", "identity")

func usuallyWanted(values ...string) map[string]wanted {
	all := map[string]wanted{}
	for _, v := range values {
		all[v] = readCodings([]string{v})
	}
	return all
}

func wantedCodings(values []string) wanted {
	if len(values) == 1 {
		if a, ok := usual[values[0]]; ok {
			return a
		}
	}
	return readCodings(values)
}

// readCodings reads the values of an Accept-Encoding header. A body as it is may be
// sent unless it is refused by name, or by a star; it is wanted least unless it is named.
func readCodings(values []string) wanted {
	a, star := wanted{unsaid, unsaid, unsaid}, unsaid
	for _, value := range values {
		for item := range strings.SplitSeq(value, ",") {
			name, params, _ := strings.Cut(item, ";")
			switch name = strings.TrimSpace(name); {
			case strings.EqualFold(name, "gzip"), strings.EqualFold(name, "x-gzip"):
				a[gzipped] = weight(params)
			case strings.EqualFold(name, "br"):
				a[brotlied] = weight(params)
			case strings.EqualFold(name, "identity"):
				a[identity] = weight(params)
			case name == "*":
				star = weight(params)
			}
		}
	}
	for c := gzipped; c < codings; c++ {
		if a[c] == unsaid {
			a[c] = max(star, 0)
		}
	}
	if a[identity] == unsaid && star != 0 {
		a[identity] = 1
	}
	return a
}

// weight is the q of a list item in thousandths; 1000 if there is none, 0 if it makes
// no sense.
func weight(params string) int {
	if params == "" {
		return 1000
	}
	for p := range strings.SplitSeq(params, ";") {
		name, value, found := strings.Cut(strings.TrimSpace(p), "=")
		if !found || !strings.EqualFold(strings.TrimSpace(name), "q") {
			continue
		}
		q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil || q < 0 || q > 1 {
			return 0
		}
		return int(q * 1000)
	}
	return 1000
}
