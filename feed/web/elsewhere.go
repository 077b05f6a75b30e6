package web

// What is answered where there is no document: the way to the one that was meant, or
// home.

import (
	"fmt"
	"html"
	"net/http"
	"net/url"
	"path"
	"strconv"
	"strings"
)

const indexName = "index.html"

// siteFeeds are what a short address such as /feed stands for: the first that there is.
var siteFeeds = []string{"rss.xml", "atom.xml", "feed.json"}

// elsewhere answers for a name at which no document can be opened: a folder, asked for
// without its slash, leads to its index, and feed to the feed beside it.
func (s *Site) elsewhere(w http.ResponseWriter, r *http.Request, name string) {
	if !strings.HasSuffix(r.URL.Path, "/") && s.has(path.Join(name, indexName)) {
		redirect(w, path.Base(name)+"/", http.StatusMovedPermanently)
		return
	}
	if folder, ok := feedFolder(r.URL.Path); ok {
		for _, feed := range siteFeeds {
			if s.has(path.Join(folder, feed)) {
				// for now: formats may be switched off, and readers keep what has moved for ever
				redirect(w, upwards(r.URL.Path, folder)+feed, http.StatusFound)
				return
			}
		}
	}
	s.missing(w, r)
}

// feedFolder is the folder whose feed an address such as /sections/world/feed means.
func feedFolder(address string) (string, bool) {
	folder, ok := strings.CutSuffix(path.Clean(address), "/feed")
	return strings.TrimPrefix(folder, "/"), ok
}

// upwards leads from an address to a folder above it.
func upwards(address, folder string) string {
	steps := strings.Count(address, "/") - 1
	if folder != "" {
		steps -= strings.Count(folder, "/") + 1
	}
	if steps <= 0 {
		return "./"
	}
	return strings.Repeat("../", steps)
}

// redirect leads on. A relative address is right behind every proxy.
func redirect(w http.ResponseWriter, to string, status int) {
	h := w.Header()
	h.Set("Location", (&url.URL{Path: to}).String())
	h.Set("Cache-Control", "public, max-age=300")
	h["X-Content-Type-Options"] = nosniff
	h["Access-Control-Allow-Origin"] = anyOrigin
	w.WriteHeader(status)
}

// has reports whether there is a document.
func (s *Site) has(name string) bool {
	f, _, err := s.open(name)
	if err != nil {
		return false
	}
	f.Close()
	return true
}

// otherMethod answers what is neither GET nor HEAD. Readers that run in a browser ask
// whether they may state conditions.
func otherMethod(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h["X-Content-Type-Options"] = nosniff
	h.Set("Allow", "GET, HEAD, OPTIONS")
	if r.Method != http.MethodOptions {
		http.Error(w, "Only GET and HEAD are served here.", http.StatusMethodNotAllowed)
		return
	}
	h["Access-Control-Allow-Origin"] = anyOrigin
	h.Set("Access-Control-Allow-Methods", "GET, HEAD")
	h.Set("Access-Control-Allow-Headers", "A-IM, If-Modified-Since, If-None-Match, Range")
	h.Set("Access-Control-Max-Age", "86400")
	w.WriteHeader(http.StatusNoContent)
}

// missingName is the page of an edition that says that there is no such page.
const missingName = "404.html"

// missingPage is for people who have lost their way where the edition has no such page.
// It needs no style sheet: there may be none.
const missingPage = `<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>There is no such page here</title>
<link rel="stylesheet" href="%[1]sstyle.css">
</head>
<body>
<main class="wrap">
<h1>There is no such page here</h1>
<p>It may have been withdrawn, or its address mistyped. <a href="%[1]s">All that there is begins here.</a></p>
</main>
</body>
</html>
`

// missing says that there is no document, to browsers as a page that leads home.
func (s *Site) missing(w http.ResponseWriter, r *http.Request) {
	h := w.Header()
	h["X-Content-Type-Options"] = nosniff
	h["Cache-Control"] = asked
	h.Set("Vary", "Accept")
	if !prefersHTML(r.Header["Accept"]) {
		http.Error(w, "There is no such page here.", http.StatusNotFound)
		return
	}
	h["Content-Security-Policy"] = pagePolicy
	h.Set("Content-Type", "text/html; charset=utf-8")
	page, _, ok := s.Document(missingName)
	if !ok {
		page = fmt.Appendf(nil, missingPage, html.EscapeString(home(r.URL.Path)))
	}
	h.Set("Content-Length", strconv.Itoa(len(page)))
	w.WriteHeader(http.StatusNotFound)
	if r.Method != http.MethodHead {
		w.Write(page)
	}
}

// away asks to come back soon: that something cannot be had now says nothing of whether it
// is there, and readers drop feeds of which they are told that they are not.
func away(w http.ResponseWriter) {
	h := w.Header()
	h["X-Content-Type-Options"] = nosniff
	h.Set("Retry-After", "30")
	h.Set("Cache-Control", "no-store")
	http.Error(w, "This cannot be had just now. Please come back in a minute.", http.StatusServiceUnavailable)
}

// home leads from an address to that of the site.
func home(address string) string {
	return upwards(address, "")
}
