package generator

// Addresses that a site had once: whoever asks for one is sent on by the server, or by a
// page that the generator leaves there. A link to one is not dead.

import (
	"encoding/json"
	"io/fs"
	"path"
	"strings"

	"feedmill/content/pattern"

	"github.com/BurntSushi/toml"
)

// Former are addresses of a site that lead on to others. It is not changed once it is made.
type Former struct {
	exact map[string]bool
	rules [][]string // segments; ":x" is any, "*" the rest
}

// redirectRules are where the rules of servers are kept.
var redirectRules = []struct {
	file string
	read func(data []byte) []string
}{
	{"_redirects", func(data []byte) []string { return firstWords(data, "") }},
	{".htaccess", func(data []byte) []string { return firstWords(data, "Redirect") }},
	{"netlify.toml", func(data []byte) (all []string) {
		var table struct{ Redirects []struct{ From string } }
		if toml.Unmarshal(data, &table) == nil {
			for _, r := range table.Redirects {
				all = append(all, r.From)
			}
		}
		return all
	}},
	{"vercel.json", func(data []byte) (all []string) {
		var table struct{ Redirects []struct{ Source string } }
		if json.Unmarshal(data, &table) == nil {
			for _, r := range table.Redirects {
				all = append(all, r.Source)
			}
		}
		return all
	}},
}

// firstWords are the addresses that lines begin with, behind a directive and its status if
// there is to be one.
func firstWords(data []byte, directive string) (all []string) {
	for line := range strings.Lines(string(data)) {
		words := strings.Fields(line)
		if directive != "" && (len(words) == 0 || !strings.HasPrefix(words[0], directive) || strings.HasPrefix(words[0], "RedirectMatch")) {
			continue
		}
		for _, w := range words {
			if strings.HasPrefix(w, "/") {
				all = append(all, w)
			}
			if strings.HasPrefix(w, "/") || directive == "" {
				break
			}
		}
	}
	return all
}

// ReadFormer gathers them from the rules of servers at the root of a site's folder and in
// the folders there, and from what the heads of texts state (aliases, redirect_from).
func ReadFormer(folder fs.FS) *Former {
	f := &Former{exact: map[string]bool{}}
	for _, rules := range redirectRules {
		for _, place := range []string{rules.file, "*/" + rules.file} {
			files, _ := fs.Glob(folder, place) // the pattern is well formed
			for _, file := range files {
				if data, err := fs.ReadFile(folder, file); err == nil && len(data) <= longestFile {
					for _, address := range rules.read(data) {
						f.add(address)
					}
				}
			}
		}
	}
	looked := 0
	_ = fs.WalkDir(folder, ".", func(p string, e fs.DirEntry, err error) error {
		switch looked++; {
		case looked > mostLookedAt:
			return fs.SkipAll
		case err != nil:
			return nil // what cannot be read states nothing
		case e.IsDir() && (e.Name() == "node_modules" || len(e.Name()) > 1 && e.Name()[0] == '.'):
			return fs.SkipDir
		case !e.Type().IsRegular() || !headed[path.Ext(p)]:
			return nil
		}
		for _, address := range aliasesOf(folder, p) {
			f.add(address)
		}
		return nil
	})
	return f
}

// headed are what ends the names of texts that may have front matter.
var headed = map[string]bool{".md": true, ".markdown": true, ".mdx": true, ".html": true}

// aliasList is a key with its values, on its own line or on lines below it.
var (
	aliasList  = pattern.New(`(?m)^["']?(?:aliases|redirect_from|redirectFrom)["']?[ \t]*[:=][ \t]*(.*(?:\n[ \t]*(?:-|["'\]]).*)*)`)
	aliasValue = pattern.New(`[^\s,"'\[\]]+`)
)

// aliasesOf are the former addresses that a text states.
func aliasesOf(folder fs.FS, p string) (all []string) {
	file, err := folder.Open(p)
	if err != nil {
		return nil
	}
	defer file.Close()
	head := make([]byte, 4<<10)
	n, _ := file.Read(head) // what cannot be read states nothing
	for _, m := range aliasList.FindAllStringSubmatch(string(head[:n]), 2) {
		for _, value := range aliasValue.FindAllString(m[1], 100) {
			if value != "-" {
				all = append(all, value)
			}
		}
	}
	return all
}

func (f *Former) add(address string) {
	address = former(address)
	switch {
	case address == "" || address == "*": // the rule for all that is not there
	case strings.ContainsAny(address, ":*("):
		f.rules = append(f.rules, strings.Split(address, "/"))
	default:
		f.exact[address] = true
	}
}

// former is an address without what two ways to write it differ in.
func former(address string) string {
	address, _, _ = strings.Cut(address, "#")
	return strings.TrimSuffix(strings.TrimSuffix(strings.Trim(address, "/"), "index.html"), "/")
}

// Has reports whether a path of the site leads on.
func (f *Former) Has(p string) bool {
	p = former(p)
	if p == "" {
		return false
	}
	if f.exact[p] || f.exact[strings.TrimSuffix(p, ".html")] || f.exact[p+".html"] {
		return true
	}
	parts := strings.Split(p, "/")
	for _, rule := range f.rules {
		if follows(parts, rule) {
			return true
		}
	}
	return false
}

// follows reports whether the parts of a path are as a rule has them.
func follows(parts, rule []string) bool {
	for i, r := range rule {
		switch {
		case strings.ContainsAny(r, "*("):
			return true // the rest is anything
		case i >= len(parts) || !strings.HasPrefix(r, ":") && r != parts[i]:
			return false
		}
	}
	return len(parts) == len(rule)
}
