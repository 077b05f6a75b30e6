package markdown

// What the shortcodes become that every generator has under one name or another: pictures
// with their captions, films, posts of other sites. A film is a link with its picture, since
// feeds carry no players.

import (
	"cmp"
	"html"
	"path"
	"strings"
	"unicode"

	"feedmill/content"
	"feedmill/content/pattern"
)

// pages are where the embedded is shown, by the name of its shortcode.
var pages = map[string]string{
	"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/", "instagram": "https://www.instagram.com/p/",
	"spotify": "https://open.spotify.com/", "gist": "https://gist.github.com/",
}

var (
	plainID      = pattern.New(`^[A-Za-z0-9_/.-]{1,100}$`)
	embeddedFilm = pattern.New(`^https://(?:www\.)?youtube(?:-nocookie)?\.com/embed/([A-Za-z0-9_-]{11})(?:\?\S*)?$`)

	embeddedVimeo = pattern.New(`^https://player\.vimeo\.com/video/([0-9]+)(?:\?\S*)?$`)

	filmID = pattern.New(`^[A-Za-z0-9_-]{11}$`) // of YouTube
)

// equivalent is a picture or a link for the shortcodes that every generator has.
func equivalent(name string, args []argument, block bool) (string, bool) {
	if includes[name] && len(args) > 0 {
		if name = embeddedBy(args); name == "" {
			return "", false
		}
		args = args[1:]
	}
	switch name {
	case "figure", "img", "image", "asset_img":
		return picture(args, block)
	case "post_link":
		if len(args) > 0 {
			var words []string
			for _, a := range args[1:] {
				words = append(words, a.value)
			}
			return `<a href="` + refAddress(args[0].value) + `">` + html.EscapeString(cmp.Or(strings.Join(words, " "), args[0].value)) + `</a>`, true
		}
	case "def":
		if id, term := value(args, "id"), value(args, "name"); plainID.MatchString(id) && term != "" {
			return `<strong id="def-` + id + `">` + html.EscapeString(term) + `</strong>:`, true
		}
	case "video":
		src := value(args, "src", "")
		if m := embeddedFilm.FindStringSubmatch(src); m != nil {
			return equivalent("youtube", []argument{{"id", m[1]}}, block)
		}
		if m := embeddedVimeo.FindStringSubmatch(src); m != nil {
			return equivalent("vimeo", []argument{{"id", m[1]}}, block)
		}
	case "tweet", "x", "twitter":
		user, id := value(args, "user"), value(args, "id")
		if plainID.MatchString(user) && plainID.MatchString(id) {
			return "<https://x.com/" + user + "/status/" + id + ">", true
		}
	}
	id := value(args, "id", "video_id", "code", "")
	if name == "gist" && len(args) > 1 && args[1].name == "" {
		id += "/" + args[1].value
	}
	if at, ok := strings.CutPrefix(value(args, "url"), pages[name]); ok && id == "" {
		id = at
	}
	page, ok := pages[name]
	if !ok || !plainID.MatchString(id) {
		return "", false
	}
	if name == "youtube" && filmID.MatchString(id) {
		return `<a href="` + page + id + `"><img src="https://img.youtube.com/vi/` + id + `/hqdefault.jpg" alt=""><br>` + strings.TrimPrefix(page, "https://www.") + id + `</a>`, true
	}
	return "<" + page + id + ">", true
}

// pictureAmong is the address among arguments that stand in order, before which Octopress
// has the name of a style.
func pictureAmong(args []argument) string {
	for _, a := range args {
		if a.name == "" && (pictureFile.MatchString(a.value) || strings.HasPrefix(a.value, "/") || strings.Contains(a.value, "://")) {
			return a.value
		}
	}
	return ""
}

// picture writes a figure: with its caption, where it is a paragraph of its own.
func picture(args []argument, block bool) (string, bool) {
	src := cmp.Or(value(args, "src", "image_path", "link", "url", "path", "file", "image"), pictureAmong(args), value(args, ""))
	title, caption := value(args, "title"), value(args, "caption", "description")
	alt := cmp.Or(value(args, "alt"), altAmong(args, src), caption, title)
	if src == "" || strings.ContainsAny(src, "{}<>") {
		return "", false
	}
	img := `<img src="` + html.EscapeString(src) + `" alt="` + html.EscapeString(alt) + `">`
	switch {
	case !block || title == "" && caption == "":
		return img, true
	case caption == "":
		return figure(img, inline(title)), true
	case title == "" || title == caption:
		return figure(img, inline(caption)), true
	}
	return figure(img, "<strong>"+inline(title)+"</strong> "+inline(caption)), true
}

func figure(img, caption string) string {
	return "<figure>" + img + "<figcaption>" + caption + "</figcaption></figure>"
}

// altAmong is what stands for a picture among arguments in order: the words behind its
// address and its size.
func altAmong(args []argument, src string) string {
	behind := false
	var words []string
	for _, a := range args {
		if a.name == "" && behind && strings.Trim(a.value, "0123456789px%") != "" {
			words = append(words, a.value)
		}
		behind = behind || a.value == src
	}
	return strings.Join(words, " ")
}

// inline is the Markdown of a caption, which is a line of text.
func inline(words string) string {
	made := strings.TrimSpace(newBody(words, 1, content.Options{Limits: content.Limits{}.Filled()}).HTML())
	within, ok := strings.CutPrefix(made, "<p>")
	if within, ok2 := strings.CutSuffix(within, "</p>"); ok && ok2 && !strings.Contains(within, "<p>") {
		return within
	}
	return html.EscapeString(words)
}

// embeddedBy is what code means that includes a file of a theme, which is not among the
// files of the site, by what that is called and by whom it is played; empty if nobody knows.
func embeddedBy(args []argument) string {
	name := strings.ToLower(args[0].value)
	words := strings.FieldsFunc(strings.TrimSuffix(path.Base(name), path.Ext(name)), func(c rune) bool { return !unicode.IsLetter(c) })
	for _, w := range words {
		switch {
		case w == "gallery", w == "carousel", w == "slider":
			return ""
		case w == "figure", w == "image", w == "img", w == "gist":
			return w
		case strings.HasPrefix(w, "youtube"), strings.HasPrefix(w, "vimeo"):
			return strings.TrimSuffix(strings.TrimSuffix(w, "player"), "embed")
		case w == "video" && pages[value(args, "provider")] != "":
			return value(args, "provider")
		}
	}
	return ""
}
