package mail

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"
	"testing"

	"feedmill/content"
)

const multipart = `Return-Path: <ada@quay.example>
From: =?utf-8?q?Lint=2C_Ad=C3=A9?= <ada@quay.example>
Subject: =?iso-8859-1?q?Caf=E9?= at the lock
Date: Mon, 9 Nov 2026 07:30:00 +0100
Message-ID: <5e1@quay.example>
List-Id: "The Quay Letter" <letter.quay.example>
Archived-At: <https://quay.example/letters/12>
MIME-Version: 1.0
Content-Type: multipart/mixed; boundary=out

--out
Content-Type: multipart/alternative; boundary="in"

--in
Content-Type: text/plain; charset=utf-8

Plain.
--in
Content-Type: text/html; charset=iso-8859-2
Content-Transfer-Encoding: quoted-printable

<h1>Caf=E9 at the lock</h1><p>The keepers sold coffee all morning, and =B3=F3d=BC boats wai=
ted.</p><img src=3D"cid:p1">
--in--
--out
Content-Type: image/png; name="lock.png"
Content-ID: <p1>
Content-Transfer-Encoding: base64

aWNl
--out
Content-Type: application/pdf
Content-Disposition: attachment; filename="../../tide table.pdf"

x
--out--
`

func TestMultipart(t *testing.T) {
	articles, err := Parse(content.File{Path: "a.eml", Data: []byte(strings.ReplaceAll(multipart, "\n", "\r\n"))}, content.Options{})
	if err != nil {
		t.Fatal(err)
	}
	a := articles[0].Whole()
	for _, c := range []struct{ name, got, want string }{
		{"title", a.Title(), "Café at the lock"},
		{"author", a.Authors()[0].Name, "Adé Lint"},
		{"published", a.Published().String(), "2026-11-09T07:30:00+01:00"},
		{"id", a.ID(), "mid:5e1%40quay.example"},
		{"source", a.Source(), "The Quay Letter"},
		{"address", a.SourceURL(), "https://quay.example/letters/12"},
		{"text", a.Body().Text(), "The keepers sold coffee all morning, and łódź boats waited."},
		{"origin", a.Origin().Of("title").String(), "line 3, header subject"},
	} {
		if c.got != c.want {
			t.Errorf("%s is %q, want %q", c.name, c.got, c.want)
		}
	}
	shown := regexp.MustCompile(`<img src="\./(a\.eml\.picture-[0-9a-f]{16}\.png)"`).FindStringSubmatch(a.Body().HTML())
	if shown == nil {
		t.Fatalf("got %s, want the picture as a file beside the mail", a.Body().HTML())
	}
	if of, ok := OfPicture("city/" + shown[1]); of != "city/a.eml" || !ok {
		t.Errorf("the picture is of %q, %v", of, ok)
	}
	if data, ok := Picture([]byte(multipart), "city/"+shown[1]); string(data) != "ice" || !ok {
		t.Errorf("the picture is %q, %v", data, ok)
	}
	var told []string
	for _, p := range a.Problems() {
		told = append(told, p.String())
	}
	all := strings.Join(told, "\n")
	if strings.Contains(all, "lock.png") {
		t.Errorf("got %s, want nothing said of a picture that is shown", all)
	}
	for _, want := range []string{"line 32: attachment tide table.pdf (application/pdf, 1 bytes) is not carried"} {
		if !strings.Contains(all, want) {
			t.Errorf("problems are\n%s\nwant %s", all, want)
		}
	}
}

func TestPictureThatIsNotShown(t *testing.T) {
	for _, text := range []string{
		strings.ReplaceAll(multipart, "cid:p1", "cid:p2"),
		strings.ReplaceAll(multipart, "image/png", "image/tiff"),
		strings.ReplaceAll(multipart, "Content-ID: <p1>", "Content-ID: <p1>\nContent-Disposition: attachment; filename=lock.png"),
	} {
		articles, err := Parse(content.File{Path: "a.eml", Data: []byte(text)}, content.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if a := articles[0].Whole(); !strings.Contains(fmt.Sprint(a.Problems()), "picture lock.png") || strings.Contains(a.Body().HTML(), pictureMark) {
			t.Errorf("got problems %v of %s, want the picture among them", a.Problems(), a.Body().HTML())
		}
	}
}

func TestOfPicture(t *testing.T) {
	for p, want := range map[string]string{
		"a.eml.picture-0.png": "a.eml", "x/b.mbox.picture-0.png": "x/b.mbox", "a.picture-0.png": "", "a.eml.picture-x/b.png": "", "a.eml": "", "old.picture-1.eml.picture-2.gif": "old.picture-1.eml",
	} {
		if got, ok := OfPicture(p); ok != (want != "") || ok && got != want {
			t.Errorf("%s: got %q, %v, want %q", p, got, ok, want)
		}
	}
}

func TestText(t *testing.T) {
	for _, c := range []struct{ name, mail, title, text string }{
		{"plain", "From: Ada Lint <a@b.example>\nSubject: Ice\nDate: 9 Nov 2026 07:30 +0000\n\nNo boat has passed.\n\n-- \nAda\n", "Ice", "No boat has passed."},
		{"folded subject", "From: Ada Lint <a@b.example>\nSubject: Ice\n on the canal\n\nNo boat has passed.\n", "Ice on the canal", "No boat has passed."},
		{"no subject", "From: Ada Lint <a@b.example>\nDate: 9 Nov 2026 07:30 +0000\n\nNo boat has passed since Monday.\n", "No boat has passed since Monday.", "No boat has passed since Monday."},
		{"base64", "From: A <a@b.example>\nSubject: Ice\nContent-Type: text/plain; charset=koi8-r\nContent-Transfer-Encoding: base64\n\n7MXEIM7BIMvBzsHMxS4=\n", "Ice", "Лед на канале."},
		{"flowed", "From: A <a@b.example>\nSubject: Ice\nContent-Type: text/plain; format=flowed\n\nNo boat has \npassed since \nMonday.\n", "Ice", "No boat has passed since Monday."},
		{"Usenet", "Path: a!b\nFrom: ada@b.example (Ada Lint)\nNewsgroups: quay.ice\nSubject: Ice\nMessage-ID: <1@b.example>\n\nNo boat has passed.\n", "Ice", "No boat has passed."},
		{"links alone", "From: A <a@b.example>\nSubject: Ice\nContent-Type: multipart/alternative; boundary=x\n\n--x\n\nNo boat has passed.\n--x\nContent-Type: text/html\n\n<html><a href=/>a</a></html>\n--x--\n", "Ice", "No boat has passed."},
		{"no end", "From: A <a@b.example>\nSubject: Ice\nContent-Type: multipart/mixed; boundary=x\n\n--x\nContent-Type: text/plain\n\nNo boat has passed.\n", "Ice", "No boat has passed."},
	} {
		articles, err := Parse(content.File{Path: "a.eml", Data: []byte(c.mail)}, content.Options{})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		if a := articles[0]; a.Title() != c.title || a.Body().Text() != c.text {
			t.Errorf("%s: %q with %q, want %q with %q", c.name, a.Title(), a.Body().Text(), c.title, c.text)
		}
	}
}

func TestBox(t *testing.T) {
	const box = "From ada@b.example Mon Nov  9 07:30:00 2026\nFrom: Ada Lint <ada@b.example>\nSubject: Ice\n\nNo boat has passed.\n>From Monday on, that is.\n\n" +
		"From ben@b.example Mon Nov  9 08:30:00 2026\nFrom: Ben Oak <ben@b.example>\nSubject: Thaw\n\nTwo boats have.\n\nFrom x Mon Nov 9 2026\nno head\n"
	articles, err := Parse(content.File{Path: "a.mbox", Data: []byte(box)}, content.Options{})
	if err != nil || len(articles) != 2 {
		t.Fatalf("%d articles, %v", len(articles), err)
	}
	first, second := articles[0], articles[1]
	if first.Part() != 1 || second.Part() != 2 || second.Title() != "Thaw" || !strings.Contains(first.Body().Text(), "\nFrom Monday") {
		t.Errorf("got %d %q, %d %q", first.Part(), first.Body().Text(), second.Part(), second.Title())
	}
	if o := second.Origin().Of("title"); o.Line != 10 {
		t.Errorf("the second subject is on line %d, want 10", o.Line)
	}
	if len(first.Problems()) == 0 {
		t.Error("nothing says that the third is none")
	}
}

func TestRefusals(t *testing.T) {
	for _, c := range []struct{ mail, want string }{
		{" \n", "a.eml: file is empty; save a mail in it"},
		{"From ada 2026\n", "a.eml: file is empty; save a mail in it"},
		{"Just a note.\n", "a.eml:1: file has no head of a mail, with From: and Subject:; save the mail with its head, or as .txt"},
		{"From: A <a@b.example>\nSubject: x\nContent-Type: image/png\n\nx", "a.eml:1: mail has no text, only what is attached to it; write one"},
	} {
		if _, err := Parse(content.File{Path: "a.eml", Data: []byte(c.mail)}, content.Options{}); err == nil || err.Error() != c.want {
			t.Errorf("%q: error %v, want %s", c.mail, err, c.want)
		}
	}
}

func TestNestedMailEnds(t *testing.T) {
	var b strings.Builder
	b.WriteString("From: A <a@b.example>\nSubject: Ice\n")
	for range 3000 {
		b.WriteString("Content-Type: multipart/mixed; boundary=x\n\n--x\n")
	}
	_, _ = Parse(content.File{Path: "a.eml", Data: []byte(b.String())}, content.Options{})
}

// What a box costs grows with its length, not with the square of it.
func TestLongBoxesAreRead(t *testing.T) {
	box := strings.Repeat("From a 2026\nFrom: a\nSubject: b\n\nc d.\n\n", 20_000)
	articles, err := Parse(content.File{Path: "a.mbox", Data: []byte(box)}, content.Options{})
	if err != nil || len(articles) != 20_000 {
		t.Errorf("%d articles, %v", len(articles), err)
	}
	folded := "From: a\nSubject: b\n" + strings.Repeat(" c\n", 1<<20) + "\nd e.\n"
	if _, err := Parse(content.File{Path: "a.eml", Data: []byte(folded)}, content.Options{}); err != nil {
		t.Error(err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add([]byte(multipart))
	f.Add([]byte("From a 2026\nFrom: a@b (c)\nSubject: =?x?q?y?=\nContent-Type: text/plain; format=flowed; delsp=yes\n\n> a \n> b\n-- \nc\n\nFrom d 2026\n"))
	f.Fuzz(func(t *testing.T, data []byte) {
		articles, err := Parse(content.File{Path: "a.mbox", Data: data}, content.Options{})
		if err != nil {
			return
		}
		for _, a := range articles {
			if a.Title() == "" {
				t.Error("an article has no title")
			}
			_, _ = a.Body().Text(), a.Whole()
			for _, p := range regexp.MustCompile(`a\.mbox\.picture-[0-9a-f]{16}\.[a-z]+`).FindAllString(a.Body().HTML(), -1) {
				if _, ok := Picture(data, p); !ok && !bytes.Contains(data, []byte(pictureMark)) {
					t.Errorf("it shows %s, which is not in it", p)
				}
			}
		}
	})
}
