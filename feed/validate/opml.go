package validate

// OPML 2.0 (opml.org/spec2.opml), as lists of feeds.

func judgeOPML(d *document) {
	root := d.tree()
	if root == nil {
		return
	}
	if root.name != "opml" {
		d.fault("UndefinedElement", "begins with %s, want opml", root.name)
		return
	}
	d.attributes(root, "version")
	d.holds(root, model{
		"head": {1, 1, func(d *document, e *element) { d.holds(e, model{"title": {1, 1, textLeaf}}) }},
		"body": {1, 1, func(d *document, e *element) { d.holds(e, model{"outline": {1, 0, (*document).outline}}) }},
	})
}

func (d *document) outline(e *element) {
	if e.attrs["type"] != "rss" {
		d.attributes(e, "text")
		d.holds(e, model{"outline": {1, 0, (*document).outline}})
		return
	}
	d.attributes(e, "text type title xmlUrl htmlUrl", "version", "language", "description")
	d.web("xmlUrl", e.attrs["xmlUrl"])
	d.web("htmlUrl", e.attrs["htmlUrl"])
	if tag, there := e.attrs["language"]; there {
		d.language("language of "+e.attrs["xmlUrl"], tag)
	}
	if v, there := e.attrs["version"]; there && v != "RSS2" {
		d.fault("InvalidOutlineVersion", "an outline has the version %q", v)
	}
}
