//go:build linux

package main

import (
	"context"
	"fmt"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
)

const (
	site    = "https://news.example.org/"
	entries = "20" // of a feed
)

// siteFeeds are the documents that subscribers wait for.
var siteFeeds = []string{"rss.xml", "atom.xml", "feed.json"}

// unwanted are settings of what Hugo does not make here: they are switched off
// where the program knows them.
var unwanted = []string{"authors", "languages", "archives"}

// feedmill is a program to measure.
type feedmill struct {
	name    string
	path    string
	known   map[string]string // setting → what the help calls its value; empty if it is on or off
	onlyRSS []string          // flags by which it makes RSS alone; nil if it cannot
}

var settingLine = regexp.MustCompile(`(?m)^ +(?:-\w, )?--([a-z-]+)(?: (\w+))?   `)

// newFeedmill asks the program for the settings that it knows, so that revisions
// with fewer of them can be measured too.
func newFeedmill(ctx context.Context, path, onlyRSS string) (*feedmill, error) {
	path, err := filepath.Abs(path)
	if err != nil {
		return nil, err
	}
	help, err := exec.CommandContext(ctx, path, "build", "--help").Output()
	if err != nil {
		return nil, fmt.Errorf("ask %s for its settings: %w", path, err)
	}
	f := &feedmill{name: "feedmill", path: path, known: map[string]string{}}
	for _, m := range settingLine.FindAllStringSubmatch(string(help), -1) {
		f.known[m[1]] = m[2]
	}
	_, formats := f.known["formats"]
	switch {
	case onlyRSS != "":
		f.onlyRSS = strings.Fields(onlyRSS)
	case formats:
		f.onlyRSS = []string{"--formats=rss"}
	}
	return f, nil
}

// nameApart gives programs that stand side by side the shortest ends of their paths
// that tell them apart.
func nameApart(all []*feedmill) {
	if len(all) == 1 {
		return
	}
	for i, f := range all {
		parts := strings.Split(f.path, "/")
		for n := 1; n <= len(parts); n++ {
			f.name = strings.Join(parts[len(parts)-n:], "/")
			if n == len(parts) || !taken(all[:i], f.name) {
				break
			}
		}
	}
}

func taken(by []*feedmill, name string) bool {
	for _, f := range by {
		if f.name == name {
			return true
		}
	}
	return false
}

// off are the flags that switch settings off, of those the program knows.
func (f *feedmill) off(settings ...string) (flags []string) {
	for _, s := range settings {
		value, ok := f.known[s]
		switch {
		case !ok:
		case value == "":
			flags = append(flags, "--"+s+"=false")
		default:
			flags = append(flags, "--"+s+"=off")
		}
	}
	return flags
}

// command is how it makes the feeds of the folder content, without pages, keeping
// its things below work.
func (f *feedmill) command(verb, content, work string, more ...string) []string {
	args := append([]string{f.path, verb, "--url", site, "--title", "News", "--limit", entries, "--content", "full",
		"--out", filepath.Join(work, "out"), "--state", filepath.Join(work, "state")}, f.off(unwanted...)...)
	return append(append(args, more...), content)
}

// noPages are the flags by which articles live elsewhere, as with Hugo's render=link.
func (f *feedmill) noPages() []string {
	return append(f.off("pages"), "--permalink", site+"{section}/{slug}")
}

// build is a cold one; with again, one that finds what the last left.
func (f *feedmill) build(content, work string, again bool, more ...string) job {
	j := job{args: f.command("build", content, work, more...), out: filepath.Join(work, "out"), feeds: siteFeeds}
	if !again {
		j.fresh = []string{j.out, filepath.Join(work, "state")}
	}
	return j
}

// rssJob and threeJob make the feeds of site, sections and tags.
func (f *feedmill) rssJob(content, work string) job {
	j := f.build(content, work, false, append(f.noPages(), f.onlyRSS...)...)
	j.feeds = siteFeeds[:1]
	return j
}

func (f *feedmill) threeJob(content, work string, again bool) job {
	return f.build(content, work, again, f.noPages()...)
}
