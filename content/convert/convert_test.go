package convert

import (
	"fmt"
	"os"
	"os/exec"
	"strings"
	"testing"
	"time"

	"feedmill/content"
)

// TestMain makes of the test itself the converter that the tests name.
func TestMain(m *testing.M) {
	if len(os.Args) > 2 && os.Args[1] == "as" {
		os.Exit(converter(os.Args[2], os.Args[len(os.Args)-1]))
	}
	os.Exit(m.Run())
}

func converter(what, file string) int {
	data, err := os.ReadFile(file)
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		return 1
	}
	switch what {
	case "html":
		fmt.Printf("<!DOCTYPE html><html><head><title>Ice</title></head><body><h1>Ice</h1><p>%s</p></body></html>", data)
	case "markdown":
		fmt.Printf("# Ice\n\n%s %v\n", data, os.Args[3:len(os.Args)-1])
	case "fails":
		fmt.Fprintln(os.Stderr, "line 3: no such style\nmore")
		return 3
	case "floods":
		for range 1 << 20 {
			fmt.Println("<p>ice")
		}
	case "sleeps":
		c := exec.Command(os.Args[0], "as", "waits", file)
		c.Stdout = os.Stdout
		_ = c.Run()
	case "waits":
		time.Sleep(time.Hour)
	case "environment":
		fmt.Printf("# Ice\n\nIt holds %q.\n", os.Getenv("FEEDMILL_SECRET"))
	}
	return 0
}

func file(text string) content.File { return content.File{Path: "news/a; b.DOCX", Data: []byte(text)} }

func parse(what ...string) ([]*content.Article, error) {
	self, _ := os.Executable()
	return Parse(file("No boat has passed since Monday, and none will before Friday."), content.Options{Convert: map[string][]string{".docx": append([]string{self, "as"}, what...)}})
}

func TestParse(t *testing.T) {
	t.Setenv("FEEDMILL_SECRET", "gull")
	for _, c := range []struct{ what, text string }{
		{"html", "No boat has passed since Monday, and none will before Friday."},
		{"markdown $(x)", "No boat has passed since Monday, and none will before Friday. [$(x)]"},
		{"environment", `It holds "".`},
	} {
		articles, err := parse(strings.Fields(c.what)...)
		if err != nil {
			t.Errorf("%s: %v", c.what, err)
			continue
		}
		a := articles[0].Whole()
		if a.Title() != "Ice" || a.Body().Text() != c.text || a.Origin().Of("title").Line != 0 {
			t.Errorf("%s: got %q from %v with %q, want Ice with %q", c.what, a.Title(), a.Origin().Of("title"), a.Body().Text(), c.text)
		}
	}
}

func TestFailures(t *testing.T) {
	for _, c := range []struct{ what, want string }{
		{"fails", "cannot convert it: line 3: no such style; mend the file, or the arguments in [convert]"},
		{"floods", "bytes; allowed are 4194304: split or simplify it, or raise max-size"},
		{"nothing", "makes nothing of it; mend the file, or the arguments in [convert]"},
	} {
		_, err := parse(c.what)
		if err == nil || !strings.HasPrefix(err.Error(), "news/a; b.DOCX: ") || !strings.HasSuffix(err.Error(), c.want) {
			t.Errorf("%s: error %v, want %s", c.what, err, c.want)
		}
	}
	_, err := Parse(file("x"), content.Options{Convert: map[string][]string{".docx": {"no-such-converter"}}})
	if want := "news/a; b.DOCX: no-such-converter, which [convert] names for such files, is not installed; install it, or take the line out"; err == nil || err.Error() != want {
		t.Errorf("error %v, want %s", err, want)
	}
}

func TestProgramThatTakesTooLongIsStopped(t *testing.T) {
	self, _ := os.Executable()
	_, err := run([]string{self, "as", "sleeps"}, file("x"), 1000, 200*time.Millisecond)
	if err == nil || !strings.Contains(err.Error(), "took more than 200ms and was stopped") {
		t.Errorf("error %v", err)
	}
}
