package asset

import (
	"bytes"
	"image"
	"image/png"
	"slices"
	"strings"
	"testing"

	"feedmill/content/media"
)

func TestCandidates(t *testing.T) {
	roots := []string{"static", "docs"}
	for _, c := range []struct {
		article, ref string
		want         []string
	}{
		{"world/quay.md", "pic.png", []string{"world/pic.png", "world/quay/pic.png", "world/attachments/pic.png", "world/assets/pic.png", "world/images/pic.png", "world/img/pic.png", "world/media/pic.png", "world/files/pic.png", "pic.png", "static/pic.png", "docs/pic.png"}},
		{"world/quay.md", "./img/pic.png?v=2#top", []string{"world/img/pic.png", "world/quay/img/pic.png"}},
		{"world/quay.md", "../img/old%20oven.png", []string{"img/old oven.png", "world/img/old oven.png"}},
		{"world/quay/index.md", "../x/pic.png", []string{"world/x/pic.png"}},
		{"world/quay.md", "/img/pic.png", []string{"img/pic.png", "static/img/pic.png", "docs/img/pic.png"}},
		{"world/quay.md", `img\pic.png`, []string{"world/img/pic.png", "world/quay/img/pic.png", "img/pic.png", "static/img/pic.png", "docs/img/pic.png"}},
		{"world/quay.md", "{static}/images/pic.png", []string{"images/pic.png", "static/images/pic.png", "docs/images/pic.png"}},
		{"quay.md", "{attach}pic.pdf", []string{"pic.pdf", "quay/pic.pdf", "attachments/pic.pdf", "assets/pic.pdf", "images/pic.pdf", "img/pic.pdf", "media/pic.pdf", "files/pic.pdf", "static/pic.pdf", "docs/pic.pdf"}},

		// what leads out of the folder, to the web, to a hidden file, to what is no such file
		{"world/quay.md", "../../etc/pic.png", []string{"etc/pic.png"}},
		{"quay.md", "../pic.png", []string{"pic.png"}},
		{"quay.md", "../../pic.png", nil},
		{"quay.md", "https://x.example/pic.png", nil},
		{"quay.md", "//x.example/pic.png", nil},
		{"quay.md", "data:image/png;base64,AAAA.png", nil},
		{"quay.md", ".secret.png", nil},
		{"quay.md", "/.git/pic.png", nil},
		{"quay.md", "page.html", nil},
		{"quay.md", "feedmill.toml", nil},
		{"quay.md", "settings.json", nil},
		{"quay.md", "script.js", nil},
		{"quay.md", "#pic.png", nil},
		{"quay.md", "", nil},
	} {
		if got := Candidates(c.article, c.ref, roots); !slices.Equal(got, c.want) {
			t.Errorf("Candidates(%q, %q)\n got %q\nwant %q", c.article, c.ref, got, c.want)
		}
	}
}

func TestBesidePage(t *testing.T) {
	for ref, want := range map[string]bool{
		"Snow_files/a.png": true, "./Snow_files/a.png": true, "Snow-Dateien/a.png": true, "Snow.files/a.png": true,
		"a.png": false, "Snow/a.png": false, "Snowman/a.png": false, "img/a.png": false, "https://x.example/Snow_files/a.png": false,
	} {
		if got := BesidePage("world/Snow.html", ref); got != want {
			t.Errorf("BesidePage(Snow.html, %q) = %v, want %v", ref, got, want)
		}
	}
}

func TestJudge(t *testing.T) {
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 3, 2))); err != nil {
		t.Fatal(err)
	}
	const svg = `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink">`
	for _, c := range []struct{ name, data, want string }{
		{"a.png", picture.String(), ""},
		{"a.jpg", picture.String(), ""}, // a picture, whatever kind
		{"a.mp3", picture.String(), "is no recording (its bytes are image/png)"},
		{"a.png", "", "is empty"},
		{"a.png", "<!DOCTYPE html><html><body>404</body></html>", "is a page"},
		{"a.png", "nothing of the kind", "is no picture (its bytes are of no known kind)"},
		{"a.pdf", "%PDF-1.7\n", ""},
		{"a.pdf", "nothing of the kind", "is no PDF"},
		{"a.csv", "a,b\n1,2\n", ""},
		{"a.svg", svg + `<path d="M0 0"/></svg>`, ""},
		{"a.svg", svg + `<script>alert(1)</script></svg>`, "runs a script"},
		{"a.svg", svg + `<g ONLOAD="alert(1)"/></svg>`, "runs a script"},
		{"a.svg", svg + `<a xlink:href="java` + "\n" + `script:alert(1)"><text>x</text></a></svg>`, "runs a script"},
		{"a.svg", svg + `<foreignObject><p>x</p></foreignObject></svg>`, "runs a script"},
		{"a.svg", svg + `<set attributeName="href" to="javascript:alert(1)"/></svg>`, "runs a script"},
		{"a.svg", `<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x "<script>alert(1)</script>">]>` + svg + `&x;</svg>`, "runs a script"},
		{"a.svg", svg + `<path`, "cannot read"},
	} {
		r, size := bytes.NewReader([]byte(c.data)), int64(len(c.data))
		facts, err := media.Inspect(r, size)
		if err != nil {
			t.Fatal(err)
		}
		got, err := Judge(c.name, facts, r, size)
		if err != nil || c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("Judge(%s, %.60q) = %q, %v, want %q", c.name, c.data, got, err, c.want)
		}
	}
}
