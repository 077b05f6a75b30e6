// Package export reads what other publishing systems export, one article at a time.
package export

// Which system made a file, and the promises that hold for all of them.

import (
	"bufio"
	"bytes"
	"cmp"
	"errors"
	"fmt"
	"io"
	"strings"
	"time"

	"feedmill/content"
	"feedmill/content/manuscript"

	"github.com/google/uuid"
)

// Entry is one thing of an export.
type Entry struct {
	manuscript.Manuscript          // with an ID
	Codes                 []string // of plugins, such as "gallery", that the text still has; each once
	Kind                  string   // why it is no article, in the plural: "attachments", "revisions"; empty if it is one
	Comments              int      // of readers, which are left out
	Line                  int      // of the file, from 1
}

// system is a system, or a format that several have.
type system struct {
	name string
	made func(head []byte) bool // reports whether a file that begins so is its
	read func(s *source, give func(Entry) error) error
}

// systems are all there are, the more special before the more general.
var systems = []system{
	{"WordPress export", isWordPress, readWordPress},
	{"RSS or Atom feed", isFeed, readFeed},
	{"JSON Feed", isJSONFeed, readJSONFeed},
	{"Ghost export", isGhost, readGhost},
}

const (
	headLength = 64 << 10 // bytes from which a file is recognised
	// longestEntry bounds what one entry, or what stands between two, may take of the
	// file, in bytes: no more of it is ever in memory.
	longestEntry = 32 << 20
)

// Read hands each entry of an export to give, in the order of the file, which may be of
// any length. It reads the file once or twice, and says which system made it. Where
// the export does not name the site that it was made of, site does: its URL, or nothing.
// What is wrong with the file is a [content.Error], under the given path. An error of
// give ends the reading, and comes back as it is.
func Read(r io.ReadSeeker, path, site string, give func(Entry) error) (madeBy string, err error) {
	s := &source{file: r, path: path, site: strings.TrimSuffix(site, "/")}
	if err := s.rewind(); err != nil {
		return "", err
	}
	head, err := bufio.NewReaderSize(r, headLength).Peek(headLength)
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("read export: %w", err)
	}
	head = bytes.TrimSpace(bytes.TrimPrefix(asUTF8(head), []byte("\uFEFF")))
	for _, system := range systems {
		if system.made(head) {
			return system.name, system.read(s, give)
		}
	}
	return "", s.wrong(1, "file is no export that Feedmill knows; export the site as WordPress (WXR), Ghost (JSON), RSS, Atom or JSON Feed")
}

// asUTF8 is the head of a file of two bytes a sign without every other of them: its
// names are ASCII.
func asUTF8(head []byte) []byte {
	if bytes.HasPrefix(head, []byte("\xff\xfe")) || bytes.HasPrefix(head, []byte("\xfe\xff")) {
		return bytes.ReplaceAll(head[2:], []byte{0}, nil)
	}
	return head
}

// source is the file that is read.
type source struct {
	file io.ReadSeeker
	path string
	site string // without a final slash
	left int    // bytes that the entry under way may still take
}

var errLong = errors.New("entry is too long")

// Read is that of the file, as far as the entry under way may go.
func (s *source) Read(p []byte) (int, error) {
	if s.left <= 0 {
		return 0, errLong
	}
	n, err := s.file.Read(p[:min(len(p), s.left)])
	s.left -= n
	return n, err
}

// begin is called before each entry.
func (s *source) begin() { s.left = longestEntry }

func (s *source) rewind() error {
	s.begin()
	if _, err := s.file.Seek(0, io.SeekStart); err != nil {
		return fmt.Errorf("read export: %w", err)
	}
	return nil
}

func (s *source) wrong(line int, message string) error {
	return &content.Error{Path: s.path, Line: line, Message: message}
}

// failed says in which line reading failed, and why.
func (s *source) failed(line int, err error) error {
	if s.left <= 0 { // what parsers make of errLong differs
		return s.wrong(line, fmt.Sprintf("entry is longer than %d MB; take it out of the file", longestEntry>>20))
	}
	return s.wrong(line, err.Error()+"; mend the file, or export it again")
}

// complete fills in what an entry does not state, and gives it away.
func complete(e Entry, give func(Entry) error) error {
	e.Title = strings.Join(strings.Fields(e.Title), " ")
	e.Summary = strings.Join(strings.Fields(e.Summary), " ")
	if !e.Updated.After(e.Published) {
		e.Updated = time.Time{}
	}
	e.ID = cmp.Or(strings.TrimSpace(e.ID), e.Link)
	if e.ID == "" { // the same each time
		told := strings.Join([]string{e.Title, e.Published.String(), e.Body}, "\x00")
		e.ID = "urn:uuid:" + uuid.NewSHA1(uuid.NameSpaceURL, []byte(told)).String()
	}
	return give(e)
}
