package web

// Pictures, sounds, films and papers are sent from the disk as they are asked for, by
// ranges of bytes if a player wants to go on from somewhere: none is ever in memory as a
// whole, and packing them would gain nothing.

import (
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"strings"
	"time"
)

// largest is the size up to which a text is kept in memory and compressed.
const largest = 8 << 20

// streams reports whether a file is sent from the disk: all that is no text, and what is
// too large.
func streams(mediaType string, size int64) bool {
	major, minor, _ := strings.Cut(mediaType, "/")
	switch {
	case size > largest, major == "audio", major == "video", major == "font":
		return true
	case major == "image":
		return !strings.HasPrefix(minor, "svg") && minor != "x-icon"
	case major == "application":
		return !strings.Contains(minor, "xml") && !strings.HasPrefix(minor, "json") && !strings.HasSuffix(minor, "json; charset=utf-8")
	}
	return false
}

// stream answers with an open file, or the ranges of it that are asked for.
func (s *Site) stream(w http.ResponseWriter, r *http.Request, name string, f fs.File, info fs.FileInfo, now time.Time) {
	content, seeks := f.(io.ReadSeeker)
	if !seeks {
		http.Error(w, "This cannot be read just now.", http.StatusInternalServerError)
		return
	}
	h := w.Header()
	h["X-Content-Type-Options"] = nosniff
	h["Access-Control-Allow-Origin"] = anyOrigin // players and readers that run in a browser
	h["Cache-Control"] = restFor(info.ModTime(), now, s.options.Load().MediaAge)
	h.Set("Content-Type", mediaType(name))
	h.Set("ETag", validatorOf(info))
	http.ServeContent(w, restated(r, now), name, settled(info.ModTime(), now), content)
}

// validatorOf tells the bytes of a file from those of others: by what its file system
// calls them, or by when they came there.
func validatorOf(info fs.FileInfo) string {
	if sum, told := info.Sys().(string); told {
		return fmt.Sprintf("%q", sum)
	}
	return fmt.Sprintf(`"%x-%x"`, info.ModTime().UnixNano(), info.Size())
}
