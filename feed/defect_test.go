package feed

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"feedmill/content"
	"feedmill/content/inspect"
)

// brokenBody makes a renderer panic.
type brokenBody struct{ plainBody }

func (brokenBody) HTML() string { panic("slice bounds out of range") }

func TestPanicOfARendererIsThatArticlesError(t *testing.T) {
	n := newNewsroom(t, filepath.Join(t.TempDir(), "catalog"))
	n.articles["bad.md"] = content.New(content.Facts{Path: "bad.md", Title: "Weir", Body: brokenBody{}})
	n.articles["good.md"] = content.New(content.Facts{Path: "good.md", Title: "Lock", Body: plainBody("It opens.")})
	var told []string
	n.editor.OnRefused(func(path string, err error) { told = append(told, path+" "+err.Error()) })
	n.take(t, []string{"bad.md", "good.md"}, nil)
	rss := n.public[rssName]
	if !strings.Contains(rss, "Lock") || strings.Contains(rss, "Weir") {
		t.Errorf("rss.xml should have the good article only:\n%s", rss)
	}
	if len(told) == 0 || !strings.HasPrefix(told[0], "bad.md bad.md: cannot be read because of a defect in Feedmill (slice bounds out of range)") {
		t.Errorf("told %q", told)
	}
}

func TestPanicOfARendererIsAFindingOfItsArticle(t *testing.T) {
	a := content.New(content.Facts{Path: "bad.md", Title: "Weir", Body: brokenBody{}})
	findings := Check(a, time.Date(2026, time.March, 1, 0, 0, 0, 0, time.UTC), func(string) bool { return true }, nil)
	if len(findings) == 0 || !strings.Contains(findings[len(findings)-1].Message, "a defect in Feedmill") {
		t.Errorf("Check = %v, want a finding that names the defect", findings)
	}
	if _, err := inspect.JSON(a); err == nil || !strings.HasPrefix(err.Error(), "bad.md: ") {
		t.Errorf("JSON: error is %v, want one that names the file", err)
	}
}
