package newspaper

// The heads of mail and of Usenet, with which archives keep their articles
// (RFC 5322, RFC 5536).

import (
	"io"
	"mime"
	"net/mail"
	"strings"

	"feedmill/content"
	"feedmill/content/byline"
	"feedmill/content/prose"
	"feedmill/content/stated"
	"feedmill/content/wordlist"

	"golang.org/x/net/html/charset"
)

// mailHeads are the names of the lines of such heads, folded as keys are.
var mailHeads = wordlist.Set(`approved archivedat bcc cancellock cc comments contentdisposition contentlanguage contentlength contenttransferencoding contenttype
	date dkimsignature distribution expires followupto from inreplyto injectiondate injectioninfo keywords lines listid listpost listunsubscribe messageid
	mimeversion newsgroups nntppostingdate nntppostinghost organisation organization originator path precedence received references replyto returnpath
	sender status subject summary supersedes to useragent xref`)

// mailSenders, mailSubjects and mailDays are those that matter here, as mail programs
// translate them when they print or save.
var (
	mailSenders  = lexicon.Words("mail from")
	mailSubjects = lexicon.Words("mail subject")
	mailDays     = lexicon.Words("mail date")
	mailOthers   = lexicon.Words("mail to")
)

// mailKey is the name of the line of a mail's head, folded as keys are; empty if it
// has none.
func mailKey(s string) string {
	key, value, ok := stated.CutKey(s)
	if !ok || prose.WordCount(key) > 2 || strings.HasPrefix(value, "//") {
		return ""
	}
	return string(stated.FoldKey(nil, key))
}

func isMailHead(name string) bool {
	return mailHeads[name] || mailSenders.Has(name) || mailSubjects.Has(name) || mailDays.Has(name) || mailOthers.Has(name)
}

// opensMail reports whether a mail's header begins: three of its lines or more, among
// them who wrote, or in which group, and about what. An envelope line of an mbox may
// stand above, and some lines may be a program's own.
func (r *headReader) opensMail(first int) bool {
	const fewest = 3
	if first+1 < len(r.lines) && isEnvelope(r.lines[first].text) {
		first++
	}
	heads, others, sender, subject := 0, 0, false, false
	for i := first; i < len(r.lines) && r.lines[i].fate == inBody; i++ {
		name := mailKey(r.lines[i].text)
		switch {
		case heads > 0 && r.lines[i].indent > 0: // a line that goes on
		case isMailHead(name), strings.HasPrefix(r.lines[i].text, "X-") && name != "":
			heads++
			sender = sender || mailSenders.Has(name) || name == "newsgroups"
			subject = subject || mailSubjects.Has(name)
		case name != "" && i > first:
			others++
		default:
			return false
		}
	}
	return heads >= fewest && others*2 <= heads && sender && subject
}

// isEnvelope reports whether s is the envelope line of a mail: "From ada@example.org
// Fri Nov  5 19:30:11 1993".
func isEnvelope(s string) bool {
	rest, ok := strings.CutPrefix(s, "From ")
	return ok && prose.HasDigit(rest) && strings.Contains(leadingWord(rest), "@")
}

// readMail reads the head of a mail, and takes the signature off its end.
func (r *headReader) readMail(first int) {
	if isEnvelope(r.lines[first].text) {
		r.drop(first, "envelope of a mail")
		first++
	}
	for i := first; i < len(r.lines) && r.lines[i].fate != blank; {
		r.unfoldMail(i)
		if r.readSender(i) || r.readMailDay(i) {
			i++
			continue
		}
		next, more := r.readKey(i)
		if next == i || !more {
			break
		}
		i = next
	}
	r.endBlock(r.next(first))
	r.dropSignature()
}

// readSender takes who wrote: "Ada Lint <ada@example.org>", "Lint, Ada <…>", and the
// older "ada@example.org (Ada Lint)", hidden or not. Other forms are read as any key.
func (r *headReader) readSender(i int) bool {
	_, value, _ := stated.CutKey(r.lines[i].text)
	if !mailSenders.Has(mailKey(r.lines[i].text)) || i+1 < len(r.lines) && r.lines[i+1].fate == inBody && r.lines[i+1].indent > 0 {
		return false
	}
	took := false
	for _, name := range senders(value) {
		took = r.a.AddAuthor(content.Author{Name: name, Organisation: byline.IsAgency(name) || byline.IsOrganisation(name)}) || took
	}
	if took {
		r.take(i, "authors", "header From")
	}
	return took
}

// senders are the names in a value, without the addresses.
func senders(value string) []string {
	var names []string
	if list, err := mail.ParseAddressList(value); err == nil {
		for _, address := range list {
			names = append(names, turnName(address.Name))
		}
		return names
	}
	address, name, ok := strings.Cut(value, "(")
	if ok && strings.HasSuffix(name, ")") && (strings.ContainsAny(address, "@!") || strings.Contains(address, " at ")) {
		return append(names, turnName(strings.TrimSuffix(name, ")")))
	}
	if name, _, ok := strings.Cut(value, "<"); ok {
		return append(names, turnName(name))
	}
	return nil
}

// turnName writes "Lint, Ada" as "Ada Lint".
func turnName(name string) string {
	name = strings.Trim(prose.OneLine(name), `"' `)
	last, first, ok := strings.Cut(name, ", ")
	if ok && !strings.Contains(last, " ") && !byline.IsCredential(first) {
		return first + " " + last
	}
	return name
}

// readMailDay takes the date under a name that only mail programs give it.
func (r *headReader) readMailDay(i int) bool {
	key, value, _ := stated.CutKey(r.lines[i].text)
	if !mailDays.Has(mailKey(r.lines[i].text)) || stated.FieldOf(key) != stated.None {
		return false
	}
	s := stated.Fact{Field: stated.Published, Key: key, Values: []string{value}, Line: r.lines[i].n, Rule: "header " + key}
	if !r.a.State(s, r.ctx) {
		return false
	}
	r.lines[i].fate = inField
	return true
}

// unfoldMail decodes the words that a head of mail writes in ASCII alone.
func (r *headReader) unfoldMail(i int) {
	words := mime.WordDecoder{CharsetReader: func(label string, in io.Reader) (io.Reader, error) {
		return charset.NewReaderLabel(label, in)
	}}
	for ; i < len(r.lines) && r.lines[i].fate == inBody && strings.Contains(r.lines[i].text, "=?"); i++ {
		if decoded, err := words.DecodeHeader(r.lines[i].text); err == nil && isOneLine(decoded) {
			r.lines[i].text = decoded
		}
	}
}

func isOneLine(s string) bool { return !strings.ContainsAny(s, "\r\n") && strings.TrimSpace(s) != "" }

// dropSignature drops what stands below "-- " at the end of a mail.
func (r *headReader) dropSignature() {
	const longest = 12 // lines
	for i := len(r.lines) - 1; i >= r.top && i >= len(r.lines)-longest; i-- {
		if l := &r.lines[i]; l.fate != inBody || l.text != "--" {
			continue
		}
		for ; i < len(r.lines); i++ {
			if r.lines[i].fate == inBody {
				r.drop(i, "signature")
			}
		}
		return
	}
}
