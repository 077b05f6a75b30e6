package generator

// Keys that Hugo hands down from a section to the pages below it: cascade, of _index.md
// and of the settings.

import (
	"io/fs"
	"path"
	"strings"

	"feedmill/content"
)

// cascades are what the sections below a folder, and the settings, hand down.
func (d *data) cascades(settings map[string]any, input string) (all []content.FolderData) {
	all = handedDown(settings["cascade"], input, input)
	looked := 0
	_ = fs.WalkDir(d.folder, input, func(p string, e fs.DirEntry, err error) error {
		if looked++; looked > mostLookedAt {
			return fs.SkipAll
		}
		if err != nil || e.IsDir() || e.Name() != "_index.md" && e.Name() != "index.md" {
			return nil // what cannot be read hands nothing down
		}
		if e.Name() == "_index.md" {
			all = append(all, handedDown(d.head(p)["cascade"], path.Dir(p), input)...)
		}
		return nil
	})
	return all
}

// head is the front matter of a file, in YAML or TOML.
func (d *data) head(file string) map[string]any {
	text, err := fs.ReadFile(d.folder, file)
	if err != nil || len(text) > longestFile {
		return nil
	}
	for fence, ext := range map[string]string{"---": ".yaml", "+++": ".toml"} {
		rest, opens := strings.CutPrefix(strings.ReplaceAll(string(text), "\r\n", "\n"), fence+"\n")
		head, _, closes := strings.Cut(rest, "\n"+fence)
		if !opens || !closes || !strings.Contains(head, "cascade") {
			continue
		}
		d.sum.Write(text)
		table, _ := parse("head"+ext, []byte(head)) // what is malformed hands nothing down
		return table
	}
	return nil
}

// handedDown are the keys of a cascade, by the folder that they are for: its own, or the
// one that it names as its target.
func handedDown(cascade any, folder, input string) (all []content.FolderData) {
	entries := tables(cascade)
	if one, ok := cascade.(map[string]any); ok {
		entries = append(entries, one)
	}
	for _, keys := range entries {
		target, _ := keys["target"].(map[string]any)
		if target == nil {
			target, _ = keys["_target"].(map[string]any)
		}
		at := folder
		if pattern, ok := target["path"].(string); ok {
			if at, ok = folderOfPattern(pattern, input); !ok {
				continue
			}
		}
		own := map[string]any{}
		for key, v := range keys {
			if params, ok := v.(map[string]any); ok && key == "params" {
				for k, v := range params {
					own[k] = v
				}
			} else if key != "target" && key != "_target" {
				own[key] = v
			}
		}
		all = append(all, content.FolderData{Folder: at, Keys: own})
	}
	return all
}

// folderOfPattern is the folder all of which a pattern means: "/notes/**".
func folderOfPattern(pattern, input string) (folder string, ok bool) {
	pattern = strings.TrimSuffix(strings.TrimSuffix(pattern, "**"), "/")
	if strings.ContainsAny(pattern, "*?[{") {
		return "", false
	}
	return path.Join(input, pattern), true
}
