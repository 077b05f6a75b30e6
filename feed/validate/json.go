package validate

// JSON Feed 1.1 (jsonfeed.org/version/1.1).

import (
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"
	"time"
)

// field is what a key of an object must have.
type field struct {
	needed bool
	judge  func(d *document, name string, value any)
}

type object map[string]field

func judgeJSON(d *document) {
	var feed any
	if err := json.Unmarshal(d.body, &feed); err != nil {
		d.fault("JSONError", "is no JSON: %v", err)
		return
	}
	ids := map[string]bool{}
	d.object("feed", feed, object{
		"version":       {true, func(d *document, name string, v any) { d.equal(name, v, "https://jsonfeed.org/version/1.1") }},
		"_feedmill":     {false, func(*document, string, any) {}},
		"title":         {true, plainJSON},
		"home_page_url": {true, webJSON},
		"feed_url":      {true, func(d *document, name string, v any) { d.equal(name, v, d.url) }},
		"description":   {false, plainJSON},
		"icon":          {false, webJSON},
		"favicon":       {false, webJSON},
		"language":      {false, languageJSON},
		"authors":       {false, each(authorJSON)},
		"hubs":          {false, each(hubJSON)},
		"items":         {true, each(func(d *document, name string, v any) { d.item(name, v, ids) })},
	})
}

func (d *document) item(name string, value any, ids map[string]bool) {
	item, _ := value.(map[string]any)
	d.entry, _ = item["id"].(string)
	defer func() { d.entry = "" }()
	d.object(name, value, object{
		"id":             {true, textJSON},
		"url":            {true, webJSON},
		"external_url":   {false, webJSON},
		"title":          {true, plainJSON},
		"content_html":   {false, func(d *document, name string, v any) { d.html(name, d.string(name, v)) }},
		"content_text":   {false, textJSON},
		"summary":        {false, plainJSON},
		"image":          {false, webJSON},
		"banner_image":   {false, webJSON},
		"date_published": {false, dateJSON},
		"date_modified":  {true, dateJSON},
		"authors":        {false, each(authorJSON)},
		"tags":           {false, each(textJSON)},
		"language":       {false, languageJSON},
		"attachments":    {false, each(attachmentJSON)},
	})
	d.unique(ids, "DuplicateValue", "id", d.entry)
	if item["content_html"] == nil && item["content_text"] == nil {
		d.fault("MissingElement", "%s has neither content_html nor content_text", name)
	}
}

func attachmentJSON(d *document, name string, v any) {
	d.object(name, v, object{
		"url": {true, webJSON}, "title": {false, plainJSON}, "size_in_bytes": {false, positiveJSON}, "duration_in_seconds": {false, positiveJSON},
		"mime_type": {true, func(d *document, name string, v any) { d.mediaType(name, d.string(name, v)) }},
	})
}

func authorJSON(d *document, name string, v any) {
	d.object(name, v, object{"name": {true, textJSON}, "url": {false, webJSON}})
}

func hubJSON(d *document, name string, v any) {
	d.object(name, v, object{"type": {true, textJSON}, "url": {true, webJSON}})
}

// object judges the keys of an object.
func (d *document) object(name string, value any, fields object) {
	o, ok := value.(map[string]any)
	if !ok {
		d.fault("InvalidJSON", "%s is no object", name)
		return
	}
	for _, key := range slices.Sorted(maps.Keys(o)) {
		f, known := fields[key]
		if !known {
			d.fault("UndefinedElement", "%s has %s, which is unknown", name, key)
			continue
		}
		f.judge(d, key, o[key])
	}
	for _, key := range slices.Sorted(maps.Keys(fields)) {
		if _, there := o[key]; !there && fields[key].needed {
			d.fault("MissingElement", "%s lacks %s", name, key)
		}
	}
}

// each judges the elements of a list.
func each(judge func(d *document, name string, value any)) func(*document, string, any) {
	return func(d *document, name string, value any) {
		list, ok := value.([]any)
		if !ok {
			d.fault("InvalidJSON", "%s is no list", name)
			return
		}
		for i, v := range list {
			judge(d, fmt.Sprintf("%s[%d]", name, i), v)
		}
	}
}

func (d *document) string(name string, v any) string {
	s, ok := v.(string)
	if !ok || strings.TrimSpace(s) == "" {
		d.fault("NotBlank", "%s is no text, or empty", name)
	}
	return s
}

func (d *document) equal(name string, v any, want string) {
	if v != want {
		d.fault("SelfDoesntMatchLocation", "%s is %v, want %s", name, v, want)
	}
}

func textJSON(d *document, name string, v any)     { d.string(name, v) }
func plainJSON(d *document, name string, v any)    { d.plain(name, d.string(name, v)) }
func webJSON(d *document, name string, v any)      { d.web(name, d.string(name, v)) }
func languageJSON(d *document, name string, v any) { d.language(name, d.string(name, v)) }
func dateJSON(d *document, name string, v any)     { d.date(name, d.string(name, v), time.RFC3339Nano) }

func positiveJSON(d *document, name string, v any) {
	if n, ok := v.(float64); !ok || n <= 0 {
		d.fault("InvalidInteger", "%s is %v, want a number above 0", name, v)
	}
}
