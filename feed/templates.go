package feed

// The templates of pages, and what pages and feeds are shown with. The user's own go
// over the built-in ones, file by file. A file that is wrong harms its own page alone,
// which is made with the built-in ones then.

import (
	"bytes"
	"embed"
	"encoding/hex"
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"reflect"
	"slices"
	"strings"
	"sync"
)

//go:embed pages
var builtIn embed.FS

// FeedStyle is the style sheet of feeds that are opened in a browser, for
// [Channel.Stylesheet] to name.
const FeedStyle = "feed.css"

// pageStyleName is the style sheet of all pages: a file of its own, since a site
// may have a hundred thousand of them.
const (
	pageStyleName = "style.css"
	faviconName   = "favicon.svg"
)

// itemTemplate is an entry in an index.
const itemTemplate = "item"

// pageNames are the templates that are executed, and the file that each is in.
var pageNames = map[string]string{"article.html": "article.html", "index.html": "index.html", "list.html": "list.html", missingName: missingName, itemTemplate: "head.html"}

// TemplateFiles are the files that a folder of templates may have in place of the
// built-in ones; further ones that end in .html may hold what these use.
func TemplateFiles() []string {
	return []string{"article.html", "index.html", "list.html", missingName, "head.html", pageStyleName, FeedStyle, faviconName}
}

// BuiltIn is one of the built-in [TemplateFiles].
func BuiltIn(name string) []byte {
	data, err := builtIn.ReadFile("pages/" + name)
	if err != nil {
		panic("no such template: " + name)
	}
	return data
}

// Templates are those of one site. A nil *Templates has the built-in ones. They may be
// used by several goroutines.
type Templates struct {
	pages map[string]*template.Template // by what is executed; those that are missing are built in
	files map[string][]byte             // in place of the built-in ones that are no templates
	sum   string                        // of all files

	mu   sync.Mutex
	told map[string]bool // guarded by mu
	tell func(error)     // of a template that fails; never nil
}

var builtInPages = sync.OnceValue(func() *template.Template {
	return template.Must(template.ParseFS(builtIn, "pages/*.html"))
})

// ReadTemplates reads the user's own templates. Those that cannot be used are told, with
// file and line, and so are later those that fail on a page, once each; tell must be safe
// for several goroutines.
func ReadTemplates(dir fs.FS, tell func(error)) (*Templates, error) {
	names, err := fs.Glob(dir, "*")
	if err != nil {
		return nil, err
	}
	t := &Templates{pages: map[string]*template.Template{}, files: map[string][]byte{}, told: map[string]bool{}, tell: tell}
	texts, sum := map[string]string{}, NewHash()
	for _, name := range names {
		own := slices.Contains(TemplateFiles(), name)
		if strings.HasPrefix(name, ".") || !own && !strings.HasSuffix(name, ".html") {
			continue
		}
		data, err := fs.ReadFile(dir, name)
		if err != nil {
			return nil, fmt.Errorf("read template: %w", err)
		}
		fmt.Fprintf(sum, "%q %q\n", name, data)
		if strings.HasSuffix(name, ".html") {
			texts[name] = string(data)
		} else {
			t.files[name] = data
		}
	}
	t.sum = hex.EncodeToString(sum.Sum(nil)[:8])
	t.parse(texts)
	return t, nil
}

// parse makes for each page a set of its own, since one that fails spoils its set. Files
// that cannot be parsed are left out.
func (t *Templates) parse(texts map[string]string) {
	for name, text := range texts {
		if _, err := template.New(name).Parse(text); err != nil {
			t.wrong(err)
			delete(texts, name)
		}
	}
	if len(texts) == 0 {
		return
	}
	for page := range pageNames {
		set := template.Must(template.New("").ParseFS(builtIn, "pages/*.html")) // whose root no file replaces
		err := error(nil)
		for _, name := range slices.Sorted(keysOf(texts)) {
			if _, e := set.New(name).Parse(texts[name]); e != nil {
				err = errors.Join(err, e)
			}
		}
		if err == nil {
			t.pages[page] = set
		} else {
			t.wrong(err)
		}
	}
}

func keysOf(texts map[string]string) func(yield func(string) bool) {
	return func(yield func(string) bool) {
		for name := range texts {
			if !yield(name) {
				return
			}
		}
	}
}

// String tells templates from others, wherever settings are compared.
func (t *Templates) String() string {
	if t == nil {
		return ""
	}
	return t.sum
}

// execute writes a page. One that the user's templates cannot make is made by the
// built-in ones.
func (t *Templates) execute(b *bytes.Buffer, name string, data any) error {
	if t != nil && t.pages[name] != nil {
		before := b.Len()
		err := t.pages[name].ExecuteTemplate(b, name, data)
		if err == nil {
			return nil
		}
		b.Truncate(before)
		t.wrong(err)
	}
	if steps, ok := builtInSteps()[name]; ok {
		v := reflect.ValueOf(data)
		run(steps, b, scene{dot: v, root: v})
		return nil
	}
	return builtInPages().ExecuteTemplate(b, name, data)
}

// wrong tells what is wrong with a template, once.
func (t *Templates) wrong(err error) {
	message := strings.TrimLeft(strings.TrimPrefix(strings.TrimPrefix(err.Error(), "html/"), "template:"), " ")
	t.mu.Lock()
	told := t.told[message]
	t.told[message] = true
	t.mu.Unlock()
	if !told {
		t.tell(fmt.Errorf("%s; the built-in template is used in its place until that is corrected", message))
	}
}

// styleAddress is the style sheet as pages ask for it: by what it holds, so that browsers
// may keep it for ever, and show no page with the style of an earlier one.
func (t *Templates) styleAddress() string {
	sum := t.Stylesheets()[0].Sum()
	return pageStyleName + "?v=" + hex.EncodeToString(sum[:6])
}

// file is one of the files that are no templates.
func (t *Templates) file(name string) []byte {
	if t != nil && t.files[name] != nil {
		return t.files[name]
	}
	return BuiltIn(name)
}

// marked is a document with the mark of this program, unless it names that already: a
// user's own need not.
func marked(document []byte, mark string) [][]byte {
	if NamesGenerator(document) {
		return [][]byte{document}
	}
	return [][]byte{[]byte(mark), document}
}

// Stylesheets are the documents that pages and feeds are shown with.
func (t *Templates) Stylesheets() []Document {
	return []Document{
		NewDocument(pageStyleName, cssType, marked(t.file(pageStyleName), "/* "+Name+": */\n")...), NewDocument(FeedStyle, cssType, marked(t.file(FeedStyle), "/* "+Name+": */\n")...),
		NewDocument(faviconName, svgType, marked(t.file(faviconName), "<!-- "+Name+" -->\n")...),
	}
}
