package feed

import (
	"bytes"
	"math/rand/v2"
	"reflect"
	"testing"
)

// All built-in templates are known to the last of their words; one that uses more of
// html/template would be slow.
func TestBuiltInTemplatesAreSteps(t *testing.T) {
	for name := range pageNames {
		if _, err := stepsOf(builtInPages(), name, shownBy(name)); err != nil {
			t.Error(err)
		}
	}
}

// Pages are, to the byte, what html/template makes of them.
func FuzzSteps(f *testing.F) {
	for i := range uint64(60) {
		f.Add(i, "The mill")
	}
	for i, s := range []string{
		"", " ", `"O'Neill" & <b>sons</b> + 1`, "a\x00b", "é – 漢字 \u2028", "\xff\xfe broken", "https://news.example/?a=1&b=2#c+d", "http://h/%C3%A9?q=%zz%4",
		"https://news.example/a'b(c)", "javascript:alert(1)", "JAVASCRIPT:alert(1)", "java/script:x", "mailto:a@b.example", "HTTPS://news.example/", "data:image/png;base64,aa", "//h/p:q",
		"../tags/ä b/index.html", "a%", "%41%", "x:y", ":", "</script><!--", "`${x}`", "{{.}}",
	} {
		f.Add(uint64(i), s)
	}
	f.Fuzz(func(t *testing.T, seed uint64, text string) {
		for name := range pageNames {
			data := reflect.New(reflect.TypeOf(shownBy(name)))
			fillAny(rand.New(rand.NewPCG(seed, 0)), data.Elem(), text)
			var got, want bytes.Buffer
			if err := (*Templates)(nil).execute(&got, name, data.Elem().Interface()); err != nil {
				t.Fatal(err)
			}
			if err := builtInPages().ExecuteTemplate(&want, name, data.Elem().Interface()); err != nil {
				t.Fatal(err)
			}
			if got.String() != want.String() {
				t.Errorf("%s with %q:\n%s\nwant\n%s", name, text, got.String(), want.String())
			}
		}
	})
}

// fillAny sets whatever a value has, to the text or to nothing.
func fillAny(r *rand.Rand, v reflect.Value, text string) {
	switch v.Kind() {
	case reflect.String:
		if r.IntN(4) > 0 {
			v.SetString([]string{text, "audio", "video", "https://news.example/" + text}[r.IntN(4)])
		}
	case reflect.Bool:
		v.SetBool(r.IntN(2) == 0)
	case reflect.Pointer:
		v.Set(reflect.New(v.Type().Elem()))
		fillAny(r, v.Elem(), text)
	case reflect.Slice:
		n := r.IntN(3)
		if v.Type() == reflect.TypeFor[[]pageTopic]() && r.IntN(8) == 0 {
			n = 30
		}
		v.Set(reflect.MakeSlice(v.Type(), n, n))
		for i := range n {
			fillAny(r, v.Index(i), text)
		}
	case reflect.Struct:
		for i := range v.NumField() {
			if v.Type().Field(i).IsExported() {
				fillAny(r, v.Field(i), text)
			}
		}
	}
}

// A page takes no memory but its own.
func TestPagesMakeLittle(t *testing.T) {
	p := plainPage()
	var b bytes.Buffer
	n := testing.AllocsPerRun(10, func() {
		b.Reset()
		if err := (*Templates)(nil).execute(&b, "article.html", p); err != nil {
			t.Fatal(err)
		}
	})
	if n > 2 {
		t.Errorf("a page makes %.0f allocations, want 2 at the most", n)
	}
}

func plainPage() any {
	p := page{Lang: "en", Site: "News", Title: "The mill", Canonical: "https://news.example/", Words: wordsOf("en", "en"), Entry: &pageEntry{}}
	fillAny(rand.New(rand.NewPCG(1, 0)), reflect.ValueOf(p.Entry).Elem(), "mill")
	return p
}

func BenchmarkSteps(b *testing.B) {
	p := plainPage()
	for _, c := range []struct {
		name string
		make func(b *bytes.Buffer) error
	}{
		{"steps", func(b *bytes.Buffer) error { return (*Templates)(nil).execute(b, "article.html", p) }},
		{"html-template", func(b *bytes.Buffer) error { return builtInPages().ExecuteTemplate(b, "article.html", p) }},
	} {
		b.Run(c.name, func(b *testing.B) {
			b.ReportAllocs()
			var page bytes.Buffer
			for b.Loop() {
				page.Reset()
				if err := c.make(&page); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
