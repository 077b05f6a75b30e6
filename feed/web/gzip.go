package web

import (
	"bytes"
	"compress/gzip"
	"strconv"
	"strings"
)

// smallest is the size below which compressing is not worth a second validator.
const smallest = 512

// compress is body after gzip, or nil if that is hardly smaller. The header
// holds no time, so equal bodies compress to equal bytes.
func compress(body []byte) []byte {
	if len(body) < smallest {
		return nil
	}
	var buf bytes.Buffer
	z, err := gzip.NewWriterLevel(&buf, gzip.BestCompression)
	if err != nil {
		return nil
	}
	z.Write(body)
	z.Close()
	if buf.Len() > len(body)*9/10 {
		return nil
	}
	return bytes.Clone(buf.Bytes())
}

// acceptsGzip reads an Accept-Encoding header (RFC 9110 section 12.5.3).
func acceptsGzip(header string) bool {
	star := false
	for item := range strings.SplitSeq(header, ",") {
		name, params, _ := strings.Cut(item, ";")
		wanted := weight(params) > 0
		switch strings.ToLower(strings.TrimSpace(name)) {
		case "gzip", "x-gzip":
			return wanted
		case "*":
			star = wanted
		}
	}
	return star
}

// weight is the q of a list item; 1 if there is none, 0 if it makes no sense.
func weight(params string) float64 {
	for p := range strings.SplitSeq(params, ";") {
		name, value, found := strings.Cut(strings.TrimSpace(p), "=")
		if !found || !strings.EqualFold(strings.TrimSpace(name), "q") {
			continue
		}
		q, err := strconv.ParseFloat(strings.TrimSpace(value), 64)
		if err != nil {
			return 0
		}
		return q
	}
	return 1
}
