package media

// The signatures of files, and who reads what follows them.

import (
	"bytes"
	"path"
	"strings"
)

// sniffed is how many bytes a signature may be in.
const sniffed = 512

type kind struct {
	mediaType string // what read leaves as it is, unless it finds better
	begins    func(head []byte) bool
	read      func(*source, *Facts)
}

// kinds are asked in their order.
var kinds = []kind{
	{"image/jpeg", with(0, "\xff\xd8\xff"), readJPEG},
	{"image/png", with(0, "\x89PNG\r\n\x1a\n"), readPNG},
	{"image/gif", with(0, "GIF8"), readGIF},
	{"image/webp", both(with(0, "RIFF"), with(8, "WEBP")), readWebP},
	{"audio/wav", both(either(with(0, "RIFF"), with(0, "RF64")), with(8, "WAVE")), readWAV},
	{"video/x-msvideo", both(with(0, "RIFF"), with(8, "AVI ")), nil},
	{"video/mp4", either(with(4, "ftyp"), with(4, "moov"), with(4, "mdat")), readMP4},
	{"audio/ogg", with(0, "OggS"), readOgg},
	{"audio/flac", with(0, "fLaC"), readFLAC},
	{"video/webm", with(0, "\x1a\x45\xdf\xa3"), readMatroska},
	{"audio/mpeg", with(0, "ID3"), readTagged},
	{"audio/aac", isADTS, readADTS},
	{"audio/mpeg", isMPEG, readMP3},
	{"audio/aiff", both(with(0, "FORM"), either(with(8, "AIFF"), with(8, "AIFC"))), readAIFF},
	{"image/bmp", both(with(0, "BM"), with(6, "\x00\x00\x00\x00")), nil},
	{"image/tiff", either(with(0, "II*\x00"), with(0, "MM\x00*")), nil},
	{"image/jxl", either(with(0, "\xff\x0a"), with(4, "JXL \r\n\x87\n")), nil},
	{"image/x-icon", with(0, "\x00\x00\x01\x00"), nil},
	{"application/pdf", with(0, "%PDF-"), nil},
	{"application/epub+zip", both(with(0, "PK\x03\x04"), with(30, "mimetypeapplication/epub+zip")), nil},
	{"application/zip", either(with(0, "PK\x03\x04"), with(0, "PK\x05\x06")), nil},
	{"application/gzip", with(0, "\x1f\x8b\x08"), nil},
	{"text/vtt", either(with(0, "WEBVTT"), with(0, "\xef\xbb\xbfWEBVTT")), nil},
	{"image/svg+xml", isSVG, readSVG},
	{"text/html", isHTML, nil},
}

// pictureKinds are those that recordings carry as their cover.
var pictureKinds = []kind{
	{"image/jpeg", with(0, "\xff\xd8\xff"), nil},
	{"image/png", with(0, "\x89PNG\r\n\x1a\n"), nil},
	{"image/webp", both(with(0, "RIFF"), with(8, "WEBP")), nil},
}

// sniff is the media type of a picture that begins so; empty if it is of no known kind.
func sniff(head []byte) string {
	for _, k := range pictureKinds {
		if k.begins(head) {
			return k.mediaType
		}
	}
	return ""
}

func with(off int, signature string) func([]byte) bool {
	return func(head []byte) bool {
		return len(head) >= off+len(signature) && string(head[off:off+len(signature)]) == signature
	}
}

func both(a, b func([]byte) bool) func([]byte) bool {
	return func(head []byte) bool { return a(head) && b(head) }
}

func either(any ...func([]byte) bool) func([]byte) bool {
	return func(head []byte) bool {
		for _, f := range any {
			if f(head) {
				return true
			}
		}
		return false
	}
}

// isHTML reports whether head begins a page: what servers send in place of a picture
// that they do not have.
func isHTML(head []byte) bool {
	head = bytes.ToLower(bytes.TrimLeft(head, "\xef\xbb\xbf \t\r\n"))
	return bytes.HasPrefix(head, []byte("<!doctype html")) || bytes.HasPrefix(head, []byte("<html"))
}

// TypeByName is the media type that the ending of a name stands for; empty if it
// stands for none. The table is our own, since those of the machine differ, and with
// them what is published.
func TypeByName(name string) string { return byName[strings.ToLower(path.Ext(name))] }

var byName = map[string]string{
	".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".jpe": "image/jpeg", ".png": "image/png", ".apng": "image/apng",
	".gif": "image/gif", ".webp": "image/webp", ".avif": "image/avif", ".heic": "image/heic", ".heif": "image/heif",
	".svg": "image/svg+xml", ".bmp": "image/bmp", ".tif": "image/tiff", ".tiff": "image/tiff", ".ico": "image/x-icon",
	".jxl": "image/jxl",

	".mp3": "audio/mpeg", ".m4a": "audio/mp4", ".m4b": "audio/mp4", ".aac": "audio/aac", ".ogg": "audio/ogg",
	".oga": "audio/ogg", ".opus": "audio/ogg", ".flac": "audio/flac", ".wav": "audio/wav", ".aif": "audio/aiff",
	".aiff": "audio/aiff", ".weba": "audio/webm", ".mka": "audio/x-matroska", ".mid": "audio/midi", ".wma": "audio/x-ms-wma",

	".mp4": "video/mp4", ".m4v": "video/mp4", ".mov": "video/quicktime", ".webm": "video/webm", ".ogv": "video/ogg",
	".mkv": "video/x-matroska", ".avi": "video/x-msvideo", ".mpg": "video/mpeg", ".mpeg": "video/mpeg", ".3gp": "video/3gpp",
	".wmv": "video/x-ms-wmv",

	".pdf": "application/pdf", ".epub": "application/epub+zip", ".zip": "application/zip", ".gz": "application/gzip",
	".tar": "application/x-tar", ".7z": "application/x-7z-compressed", ".json": "application/json", ".xml": "application/xml",
	".txt": "text/plain", ".md": "text/markdown", ".csv": "text/csv", ".html": "text/html", ".htm": "text/html",
	".vtt": "text/vtt", ".srt": "application/x-subrip", ".css": "text/css", ".js": "text/javascript", ".ics": "text/calendar",
	".doc": "application/msword", ".xls": "application/vnd.ms-excel", ".ppt": "application/vnd.ms-powerpoint",
	".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
	".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
	".pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
	".odt":  "application/vnd.oasis.opendocument.text", ".ods": "application/vnd.oasis.opendocument.spreadsheet",
	".odp": "application/vnd.oasis.opendocument.presentation", ".torrent": "application/x-bittorrent", ".gpx": "application/gpx+xml",
	".woff2": "font/woff2", ".woff": "font/woff", ".ttf": "font/ttf", ".otf": "font/otf",
}

// TypeFor is what a file of this name and these facts is served as: what its bytes say,
// and what its name says where they say no more than that it is an archive or nothing
// at all.
func (f Facts) TypeFor(name string) string {
	named := TypeByName(name)
	switch {
	case f.Type == "" && named == "":
		return "application/octet-stream"
	case f.Type == "", f.Type == "application/zip" && named != "":
		return named
	}
	return f.Type
}
