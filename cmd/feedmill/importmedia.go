package main

// Pictures and files that imported articles refer to, brought into the folder.

import (
	"context"
	"errors"
	"fmt"
	"html"
	"net/http"
	"net/url"
	"strings"
	"time"

	"feedmill/content"
	"feedmill/content/export"
	"feedmill/content/fetch"
	"feedmill/feed/hub"
)

// Bounds of what is fetched.
const (
	largestFetched = 200 << 20 // bytes of a file
	longestFetch   = 10 * time.Minute
	mostRedirects  = 5
	mostNamed      = 5 // files that could not be fetched, in the report
)

// bringing fetches what articles refer to; it belongs to one goroutine.
type bringing struct {
	into, host  string
	client      *http.Client
	folder      *fetch.Folder // nil until the first article says whose site it is
	fresh, here int
	failed      []string
}

func newBringing(into, site string, private bool) *bringing {
	transport := &http.Transport{DialContext: hub.Dialer(private), ResponseHeaderTimeout: 30 * time.Second, TLSHandshakeTimeout: 10 * time.Second}
	return &bringing{into: into, host: site, client: &http.Client{Transport: transport, Timeout: longestFetch, CheckRedirect: func(r *http.Request, via []*http.Request) error {
		if len(via) > mostRedirects || r.URL.Scheme != "http" && r.URL.Scheme != "https" {
			return errors.New("leads on too often, or off the web")
		}
		return nil
	}}}
}

// bring fetches what an article refers to, and has it refer to the files. What cannot be
// fetched stays as it is.
func (b *bringing) bring(ctx context.Context, e export.Entry) (export.Entry, error) {
	if b.folder == nil {
		if b.host == "" {
			b.host = e.Link
		}
		folder, err := fetch.Open(b.into, b.host, b.client, largestFetched)
		if err != nil {
			return e, err
		}
		b.folder = folder
	}
	for _, address := range e.Media() {
		place, isNew, err := b.folder.Get(ctx, address)
		if ctx.Err() != nil {
			return e, ctx.Err()
		}
		switch {
		case err != nil:
			b.failed = append(b.failed, err.Error())
			continue
		case isNew:
			b.fresh++
		default:
			b.here++
		}
		e = referringTo(e, address, (&url.URL{Path: "/" + place}).EscapedPath())
	}
	return e, nil
}

// referringTo is an article that refers to a file of the folder in place of an address.
func referringTo(e export.Entry, address, file string) export.Entry {
	for _, written := range []string{address, html.EscapeString(address)} {
		e.Body = strings.ReplaceAll(e.Body, `"`+written+`"`, `"`+html.EscapeString(file)+`"`)
	}
	if e.Image == address {
		e.Image = file
	}
	for i := range e.Enclosures {
		if e.Enclosures[i].URL == address {
			e.Enclosures[i].URL = file
		}
	}
	return e
}

// report says what was fetched, and what could not be.
func (b *bringing) report() string {
	s := fmt.Sprintf("%s fetched", plural(b.fresh, "file"))
	if b.here > 0 {
		s += fmt.Sprintf("; %d there already", b.here)
	}
	for i, message := range b.failed {
		if i == mostNamed {
			return s + fmt.Sprintf("\n… and %d more could not be fetched", len(b.failed)-i)
		}
		s += "\n" + content.Visible(message)
	}
	return s
}

func (b *bringing) close() error {
	if b.folder == nil {
		return nil
	}
	return b.folder.Close()
}
