// Package mail reads articles from mail and Usenet: a message, or a box of several.
//
// A message is a head, which states most of an article, and parts. The part that holds
// the text is read as HTML or as newspaper text, whichever it is; what else hangs on the
// message is listed, since feeds do not carry it.
package mail

import (
	"bytes"
	"fmt"
	"path"
	"strings"

	"feedmill/content"
	"feedmill/content/dates"
	"feedmill/content/html"
	"feedmill/content/newspaper"
	"feedmill/content/pattern"
	"feedmill/content/prose"
)

// Parse reads one file of mail.
func Parse(f content.File, o content.Options) ([]*content.Article, error) {
	o.Limits = o.Limits.Filled()
	messages := split(f)
	if len(messages) == 0 || len(bytes.TrimSpace(f.Data)) == 0 {
		return nil, &content.Error{Path: f.Path, Message: "file is empty; save a mail in it"}
	}
	if len(messages) > o.Limits.Parts {
		return nil, &content.Error{Path: f.Path, Message: content.TooMuch(fmt.Sprintf("file has %d mails", len(messages)), o.Limits.Parts, "max-parts")}
	}
	var all []*content.Article
	var lost []content.Problem
	for _, m := range messages {
		articles, err := m.read(f, o)
		if err != nil && len(messages) == 1 {
			return nil, err
		}
		if err != nil {
			lost = append(lost, content.Problem{Line: m.line, Message: "a mail of the box is no article: " + reasonOf(err)})
		}
		all = append(all, articles...)
	}
	if len(all) == 0 {
		return nil, &content.Error{Path: f.Path, Line: lost[0].Line, Message: lost[0].Message}
	}
	return numbered(all, lost), nil
}

func reasonOf(err error) string {
	if known, ok := err.(*content.Error); ok {
		return known.Message
	}
	return err.Error()
}

// numbered gives the articles of a file their numbers, and what is wrong with other
// mails of the box to the first.
func numbered(all []*content.Article, lost []content.Problem) []*content.Article {
	for i, a := range all {
		all[i] = a.With(func(facts *content.Facts) {
			if facts.Part = 0; len(all) > 1 {
				facts.Part = i + 1
			}
			if i == 0 && len(lost) > 0 {
				facts.Problems = append(facts.Problems[:len(facts.Problems):len(facts.Problems)], lost...)
			}
		})
	}
	return all
}

// message is one mail of a file.
type message struct {
	data []byte
	line int // of the file, on which it begins
}

// envelope is the line that parts the messages of a box.
var envelope = pattern.New(`^From \S+ .*\d{4}`)

// split cuts a box into its messages. Any other file is one.
func split(f content.File) []message {
	if !envelope.Match(firstLine(f.Data)) && !strings.EqualFold(path.Ext(f.Path), ".mbox") {
		return []message{{f.Data, 1}}
	}
	var all []message
	var data []byte
	begun, blank := 1, true
	n := 0
	for line := range bytes.Lines(f.Data) {
		n++
		if blank && envelope.Match(line) {
			if len(bytes.TrimSpace(data)) > 0 {
				all = append(all, message{data, begun})
			}
			data, begun, blank = nil, n+1, false
			continue
		}
		if bare := bytes.TrimLeft(line, ">"); len(bare) < len(line) && bytes.HasPrefix(bare, []byte("From ")) {
			line = line[1:]
		}
		data = append(data, line...)
		blank = len(bytes.TrimSpace(line)) == 0
	}
	if len(bytes.TrimSpace(data)) > 0 {
		all = append(all, message{data, begun})
	}
	return all
}

func firstLine(data []byte) []byte {
	line, _, _ := bytes.Cut(data, []byte("\n"))
	return line
}

// read makes an article of a message; several where its text says that it is several.
func (m message) read(f content.File, o content.Options) ([]*content.Article, error) {
	h, p := m.gather(f.Path, o)
	if h.first("from").value == "" && h.first("subject").value == "" {
		return nil, &content.Error{Path: f.Path, Line: m.line, Message: "file has no head of a mail, with From: and Subject:; save the mail with its head, or as .txt"}
	}
	articles, err := p.readText(f, h, o)
	if err != nil {
		return nil, err
	}
	ctx := dates.Context{Zone: o.Zone, Order: o.Order, Reference: f.ModTime, Language: o.Language}
	articles[0] = h.describe(articles[0], f, ctx, p.lost)
	return articles, nil
}

// gather cuts a message of a file into its head and its parts.
func (m *message) gather(file string, o content.Options) (head, *parts) {
	for line := firstLine(m.data); len(line) < len(m.data) && len(bytes.TrimSpace(line)) == 0; line = firstLine(m.data) {
		m.data, m.line = m.data[len(line)+1:], m.line+1
	}
	h, body := cutHead(m.data, m.line, o)
	p := &parts{file: file, message: h.first("message-id").value}
	p.gather(h, body, m.line+bytes.Count(m.data[:len(m.data)-len(body)], []byte("\n")), 0, o)
	if p.html != nil {
		p.html.decoded = p.lead(p.html.decoded)
	}
	return h, p
}

// readText reads the HTML of a message, else its text.
func (p *parts) readText(f content.File, h head, o content.Options) ([]*content.Article, error) {
	if p.html == nil && p.text == nil {
		return nil, &content.Error{Path: f.Path, Line: h.line, Message: "mail has no text, only what is attached to it; write one"}
	}
	if p.html != nil {
		articles, err := html.Parse(h.page(f, p.html), utf8Only(o))
		if err == nil {
			for i, a := range articles {
				articles[i] = a.AtLines(func(line int) int { return line + p.html.line - 1 })
			}
			if p.text != nil {
				articles[0] = withDropped(articles[0], p.text.line, "the same text without markup", prose.CutWords(prose.OneLine(p.text.decoded), 100))
			}
			return articles, nil
		}
		if p.text == nil {
			return nil, err
		}
	}
	articles, err := newspaper.Parse(h.pressed(f, p.text), utf8Only(o))
	for i, a := range articles {
		articles[i] = a.AtLines(func(line int) int {
			if line <= pressedLines {
				return h.line
			}
			return line - pressedLines - 1 + p.text.line
		})
	}
	return articles, err
}

// utf8Only are the options for a part that is decoded.
func utf8Only(o content.Options) content.Options {
	o.Encoding = "utf-8"
	return o
}

func withDropped(a *content.Article, line int, why, text string) *content.Article {
	return a.With(func(f *content.Facts) {
		f.Dropped = append(f.Dropped[:len(f.Dropped):len(f.Dropped)], content.Dropped{Line: line, Why: why, Text: text})
	})
}
