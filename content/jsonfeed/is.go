package jsonfeed

// Files of JSON are nearly always other data, so that each is asked what it is.

import (
	"bytes"
	"encoding/json"
	"strings"
)

// Is reports whether a file that begins so is a feed, or a single item: an object that
// names the version of the format, or one with an id or address, content, and the date
// of its publication. What the beginning breaks off may be the date.
func Is(head []byte) bool {
	head = bytes.TrimSpace(bytes.TrimPrefix(head, []byte("\uFEFF")))
	if !bytes.HasPrefix(head, []byte("{")) || !isNamed(head) {
		return false
	}
	d := json.NewDecoder(bytes.NewReader(head))
	if _, err := d.Token(); err != nil {
		return false
	}
	has, named := map[string]bool{}, false
	for d.More() {
		key, err := d.Token()
		name, ok := key.(string)
		if err != nil || !ok {
			return named || isItem(has, true)
		}
		has[name] = true
		var value json.RawMessage
		if err := d.Decode(&value); err != nil {
			return named || isItem(has, true)
		}
		if name == published {
			return false
		}
		named = named || name == "version" && namesVersion(value)
	}
	return named || isItem(has, false)
}

// published is the key by which a feed says that Feedmill has made it: one that is left
// among the articles would repeat all of them.
const published = "_feedmill"

// isNamed reports whether the words are there that one of them has somewhere, and hardly
// any other data.
func isNamed(head []byte) bool {
	return bytes.Contains(head, []byte("jsonfeed.org")) || bytes.Contains(head, []byte(`"content_`))
}

func namesVersion(value []byte) bool {
	var version string
	return json.Unmarshal(value, &version) == nil && isVersion(version)
}

func isVersion(s string) bool {
	_, rest, ok := strings.Cut(s, "://")
	return ok && strings.HasPrefix(strings.TrimPrefix(rest, "www."), "jsonfeed.org/version/")
}

// isItem reports whether an object with these keys is an item.
func isItem(has map[string]bool, brokenOff bool) bool {
	return (has["id"] || has["url"]) && (has["content_html"] || has["content_text"]) && (has["date_published"] || brokenOff)
}
