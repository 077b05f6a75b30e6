package export

// The text of a WordPress post as the HTML that WordPress shows: paragraphs are made of
// blank lines, and the codes that WordPress itself has become what they mean.

import (
	"cmp"
	"html"
	"slices"
	"strings"

	"feedmill/content/pattern"
)

var (
	caption   = pattern.New(`(?is)\[caption[^\]]*\]\s*((?:<a [^>]*>\s*)?<img [^>]*>(?:\s*</a>)?)(.*?)\[/caption\]`)
	embed     = pattern.New(`(?is)\[embed[^\]]*\]\s*(https?://[^\s<\[]+)\s*\[/embed\]`)
	service   = pattern.New(`(?i)\[(` + services + `)(?:[ =:]+(?:(?:url|id|src|video|video_id)=)?["']?([^\s"'\]]+)[^\]]*)?\](?:\s*([^\s\[\]<]+)\s*\[/(?:` + services + `)\])?`)
	gallery   = pattern.New(`(?i)\[gallery(\s[^\]]*)?\]`)
	chosen    = pattern.New(`(?i)\b(?:ids|include)=["']?([0-9, ]+)`)
	player    = pattern.New(`(?i)\[(audio|video)\s[^\]]*?(?:src|mp3|m4a|ogg|mp4|webm)="([^"\]]+)"[^\]]*\](?:\s*\[/(?:audio|video)\])?`)
	editors   = pattern.New(`<!--\s*/?wp:[^>]*?-->`)
	verbatim  = pattern.New(`(?is)<(pre|script|style|textarea)\b.*?</(?:pre|script|style|textarea)>`)
	paragraph = pattern.New(`\n[ \t]*(?:\n[ \t]*)+`)

	services   = `youtube|vimeo|dailymotion|ted|gist|tweet|twitter|instagram|soundcloud|spotify|flickr|slideshare`
	blockNames = `table|thead|tfoot|caption|col|colgroup|tbody|tr|td|th|div|dl|dd|dt|ul|ol|li|pre|form|map|area|blockquote|address|style|p|h[1-6]|hr|fieldset|legend|section|article|aside|header|footer|nav|figure|figcaption|details|menu|summary|iframe|script|video|audio`
	beforeTag  = pattern.New(`(?i)\s*(<(?:` + blockNames + `)\b[^>]*>)`)
	afterTag   = pattern.New(`(?i)(</(?:` + blockNames + `)>)\s*`)
	startsTag  = pattern.New(`(?i)^</?(?:` + blockNames + `)\b`)
)

// places are where what a service shows is, by its name, where a code has its number alone.
var places = map[string]string{"youtube": "https://www.youtube.com/watch?v=", "vimeo": "https://vimeo.com/", "gist": "https://gist.github.com/", "dailymotion": "https://www.dailymotion.com/video/", "ted": "https://www.ted.com/talks/"}

// linked are a post's codes of services as links, which is what feeds carry.
func linked(post string) string {
	return service.ReplaceAllStringFunc(post, func(code string) string {
		m := service.FindStringSubmatch(code)
		address := html.UnescapeString(cmp.Or(m[3], m[2]))
		if place := places[strings.ToLower(m[1])]; place != "" && numbered.MatchString(address) {
			address = place + address
		}
		if !strings.HasPrefix(address, "https://") && !strings.HasPrefix(address, "http://") {
			return code
		}
		return "\n\n<p><a href=\"" + escaped(address) + "\">" + escaped(address) + "</a></p>\n\n"
	})
}

var numbered = pattern.New(`^[A-Za-z0-9_-]+$`)

// expand is the HTML of a post. pictures are those of a gallery: all of the post, where ids
// is empty.
func expand(post string, pictures func(ids []string) []string) string {
	post = strings.NewReplacer("\r\n", "\n", "\r", "\n", "<!--nextpage-->", "").Replace(post)
	post = caption.ReplaceAllString(post, "<figure>$1<figcaption>$2</figcaption></figure>")
	post = embed.ReplaceAllString(post, "\n\n<p><a href=\"$1\">$1</a></p>\n\n")
	post = linked(post)
	post = gallery.ReplaceAllStringFunc(post, func(code string) string { return shown(code, pictures) })
	post = player.ReplaceAllString(post, "<$1 src=\"$2\" controls></$1>")
	if editors.MatchString(post) { // the editor of blocks writes all its tags
		return editors.ReplaceAllString(post, "")
	}
	return paragraphs(post)
}

// shown are the pictures of a gallery; its code, where the export does not have them.
func shown(code string, pictures func(ids []string) []string) string {
	var ids []string
	if m := chosen.FindStringSubmatch(code); m != nil {
		ids = strings.FieldsFunc(m[1], func(c rune) bool { return c == ',' || c == ' ' })
	}
	var b strings.Builder
	for _, address := range pictures(ids) {
		b.WriteString("<figure><img src=\"" + escaped(address) + "\" alt=\"\"></figure>\n")
	}
	if b.Len() == 0 {
		return code
	}
	return "\n\n" + b.String() + "\n"
}

// paragraphs makes paragraphs of what blank lines part, and breaks of the other ends of
// lines, outside of blocks and of what is kept as it is.
func paragraphs(post string) string {
	var kept []string
	post = verbatim.ReplaceAllStringFunc(post, func(s string) string {
		kept = append(kept, s)
		return "\n\n\x00\n\n"
	})
	post = beforeTag.ReplaceAllString(post, "\n\n$1")
	post = afterTag.ReplaceAllString(post, "$1\n\n")
	var b strings.Builder
	for _, part := range paragraph.Split(post, -1) {
		switch part = strings.TrimSpace(part); {
		case part == "":
		case part == "\x00":
			b.WriteString(kept[0] + "\n")
			kept = kept[1:]
		case startsTag.MatchString(part) || strings.HasPrefix(part, "<!--"):
			b.WriteString(part + "\n")
		default:
			b.WriteString("<p>" + strings.ReplaceAll(part, "\n", "<br>\n") + "</p>\n")
		}
	}
	return b.String()
}

var code = pattern.New(`\[([a-z][a-z0-9_-]*)((?:\s+[a-z0-9_-]+=[^\]\n]*)?)\s*/?\]`)

// codes lists the codes of a post that stay as they are written, since only a plugin
// knows what they show.
func codes(post string) (names []string) {
	for _, m := range code.FindAllStringSubmatch(post, -1) {
		if m[2] != "" || m[1] == "gallery" || strings.Contains(post, "[/"+m[1]+"]") {
			names = append(names, m[1])
		}
	}
	slices.Sort(names)
	return slices.Compact(names)
}

// escaped is plain text as HTML.
func escaped(text string) string {
	return html.EscapeString(text)
}

// textParagraphs is plain text of several paragraphs as HTML.
func textParagraphs(text string) string {
	var b strings.Builder
	for _, p := range paragraph.Split(strings.ReplaceAll(text, "\r\n", "\n"), -1) {
		b.WriteString("<p>" + strings.ReplaceAll(escaped(strings.TrimSpace(p)), "\n", "<br>\n") + "</p>\n")
	}
	return b.String()
}
