package content

import "testing"

func TestFoldName(t *testing.T) {
	for _, c := range []struct{ name, want string }{
		{"posts/Tides.md", "tides"},
		{"posts/tides/index.md", "tides"},
		{"posts/tides/", "tides"},
		{"_posts/2026-03-01-release-3.6.0.md", "2026-03-01-release-3.6.0"},
		{"2026-03-01-release-3.6.0", "2026-03-01-release-3.6.0"},
		{"_posts/2026-06-03-4.0.13-released.md", "2026-06-03-4.0.13-released"},
		{"2026-06-03-4.0.13-released", "2026-06-03-4.0.13-released"},
		{"tides.mp3", "tides"},
	} {
		if got := FoldName(c.name); got != FoldTitle(c.want) {
			t.Errorf("FoldName(%q) = %q, want %q", c.name, got, FoldTitle(c.want))
		}
	}
}

func TestUntranslated(t *testing.T) {
	cases := []struct{ path, original, tag string }{
		{"posts/tides.de.md", "posts/tides.md", "de"},
		{"posts/tides.pt-BR.md", "posts/tides.md", "pt-BR"},
		{"posts/tides/index.zh_Hans.md", "posts/tides/index.md", "zh_Hans"},
		{"de/posts/tides.md", "posts/tides.md", "de"},
		{"content/en/tides.md", "content/tides.md", "en"},
		{"posts/tides.md", "posts/tides.md", ""},
		{"posts/tides.v2.md", "posts/tides.v2.md", ""},
		{"posts/The.US.md", "posts/The.US.md", ""},
		{"posts/.de.md", "posts/.de.md", ""},
		{"tides", "tides", ""},
	}
	for _, c := range cases {
		if original, tag := Untranslated(c.path); original != c.original || tag != c.tag {
			t.Errorf("Untranslated(%q) = %q, %q; want %q, %q", c.path, original, tag, c.original, c.tag)
		}
	}
}
