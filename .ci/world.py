#!/usr/bin/python3
"""world.py WANT FEEDSMITH… : what programs read from three feeds of one site is what went
into it, in its order. Environment: SITE, where it is served; SFEED, NEWSBOAT and MAIL, folders
with what these readers keep of rss.xml and atom.xml, by name; SMITH, one with what feedsmith
read, by name; JSON, feed.json."""
import email
import email.utils
import html.parser
import json
import os
import sqlite3
import sys
from datetime import datetime
from email import policy

import feedparser

want = json.load(open(sys.argv[1]))
env = os.environ
faults = []


class Text(html.parser.HTMLParser):
    """The words of HTML, without white space: what no reader may change."""

    def __init__(self):
        super().__init__()
        self.words = []

    def handle_data(self, data):
        self.words += data.split()


def words(markup):
    t = Text()
    t.feed(markup or "")
    t.close()
    return "".join(t.words)


def seconds(stamp):
    if stamp[:1].isdigit():
        return int(datetime.fromisoformat(stamp.replace("Z", "+00:00")).timestamp())
    return int(email.utils.parsedate_to_datetime(stamp).timestamp())


def from_feedparser(name):
    def entry(e):
        kinds = ("related", "via", "replies")
        return {
            "id": e.id, "title": e.title, "link": e.link, "published": seconds(e.published), "updated": seconds(e.updated) if "updated" in e else None,
            "authors": [a.name for a in e.get("authors", []) if a], "tags": [t.term for t in e.get("tags", [])],
            "files": [(f.href, f.type, int(f.get("length", 0))) for f in e.enclosures] +
            [(f["url"], f["type"], int(f["filesize"])) for f in e.get("media_content", [])],
            "links": [(l.rel, l.href) for l in e.links if l.rel in kinds] + ([("replies", e.comments)] if "comments" in e else []),
            "image": e.media_thumbnail[0]["url"] if "media_thumbnail" in e else None,
            "content": words(e.content[0].value),
        }
    d = feedparser.parse(env["SITE"] + name)
    if d.bozo:
        faults.append(f"feedparser, {name}: {d.bozo_exception}")
    return [entry(e) for e in d.entries]


def from_feedsmith(name):
    def entry(e):
        e["published"], e["updated"] = seconds(e["published"]), e.get("updated") and seconds(e["updated"])
        e["files"] = [(f["url"], f["type"], f.get("length") or 0) for f in e["files"]]
        if "links" in e:
            e["links"] = [tuple(l) for l in e["links"]]
        e["content"] = words(e["content"])
        return e
    with open(os.path.join(env["SMITH"], name)) as f:
        return [entry(e) for e in json.load(f)]


def from_json(name):
    def entry(e):
        return {
            "id": e["id"], "title": e["title"], "link": e["url"], "published": seconds(e["date_published"]), "updated": seconds(e["date_modified"]),
            "authors": [a["name"] for a in e.get("authors", [])], "tags": e["tags"],
            "files": [(a["url"], a["mime_type"], a["size_in_bytes"]) for a in e.get("attachments", [])],
            "image": e.get("image"), "banner": e.get("banner_image"), "external": e.get("external_url"),
            "language": e["language"], "content": words(e["content_html"]),
        }
    with open(env["JSON"]) as f:
        return [entry(e) for e in json.load(f)["items"]]


def from_sfeed(name):
    """One line an item; sfeed keeps the first author and the first enclosure."""
    def entry(line):
        f = line.rstrip("\n").split("\t")
        unescaped = f[3].replace("\\\\", "\0").replace("\\n", "\n").replace("\\t", "\t").replace("\0", "\\")
        return {
            "id": f[5], "title": f[1], "link": f[2], "published": int(f[0]), "author": f[6], "file": f[7],
            "tags": f[8].split("|"), "content": words(unescaped),
        }
    with open(os.path.join(env["SFEED"], name)) as f:
        return [entry(line) for line in f]


def from_newsboat(name):
    rows = sqlite3.connect(os.path.join(env["NEWSBOAT"], name, "cache.db")).execute(
        "select guid, title, author, url, pubDate, enclosure_url, content from rss_item where deleted = 0 order by pubDate desc, id")
    return [{
        "id": r[0], "title": r[1], "author_among": r[2], "link": r[3], "published": r[4], "file_among": r[5], "content": words(r[6]),
    } for r in rows]


def from_mail(name):
    found = []
    for base, _, names in os.walk(os.path.join(env["MAIL"], name)):
        for n in names:
            with open(os.path.join(base, n), "rb") as f:
                m = email.message_from_binary_file(f, policy=policy.default)
            found.append({
                "id": m["X-RSS-ID"], "title": m["Subject"], "link": m["X-RSS-URL"], ("published" if name == "rss.xml" else "updated"): seconds(m["Date"]),
                "mark": m.get_body(("html", "plain")).get_content(),
            })
    return sorted(found, key=lambda m: ids.index(m["id"]) if m["id"] in ids else -1)  # mails have no order


# rss2email takes any RSS title that looks like HTML for it.
TAKEN_FOR_HTML = {
    "A <b>bold</b> claim": "A **bold** claim",
    "Twice &amp;amp; escaped &lt;i&gt;": "Twice &amp; escaped <i>",
}


def check(reader, name, entries, ids, contents):
    def same(what, w, got, expected):
        if got != expected:
            faults.append(f"{reader}, {name}: {w['path']}: {what}: got {got!r}, want {expected!r}")
    if len(entries) != len(want):
        faults.append(f"{reader}, {name}: {len(entries)} entries, want {len(want)}")
        return
    for w, e, stands, content in zip(want, entries, ids, contents):
        files = [(f["url"], f["type"], f["length"]) for f in w["enclosures"] or []]
        expected = {
            "id": stands, "title": w["title"], "published": seconds(w["published"]), "authors": w["authors"] or [], "tags": w["tags"],
            "files": files, "links": sorted(map(tuple, w["links"] or [])), "image": w.get("image"), "banner": w.get("banner"),
            "external": w.get("external"), "language": w["language"],
        }
        if reader == "rss2email" and name == "rss.xml":
            expected["title"] = TAKEN_FOR_HTML.get(w["title"], w["title"])
        expected["updated"] = None if name == "rss.xml" else seconds(w["updated"])
        if "link" in w:
            expected["link"] = w["link"]
        if "links" in e:
            e["links"] = sorted(e["links"])
        for what in expected.keys() & e.keys():
            same(what, w, e[what], expected[what])
        if "content" in e:
            same("content", w, e["content"], content)
        if w["mark"] not in e.get("mark", w["mark"]):
            faults.append(f"{reader}, {name}: {w['path']}: {w['mark']} is missing")
        if "author" in e:
            same("author", w, e["author"], (w["authors"] or [""])[0])
        if "file" in e:
            same("file", w, e["file"], files[0][0] if files else "")
        if "file_among" in e and (e["file_among"] or files):
            same("file", w, e["file_among"] in [f[0] for f in files], True)


truth = from_json("feed.json")
ids, contents = [e["id"] for e in truth], [e["content"] for e in truth]
if len(set(ids)) != len(want) or any("mark" in w and w["mark"] not in c for w, c in zip(want, contents)):
    faults.append("feed.json: ids or contents are not those of the articles")
check("json", "feed.json", truth, ids, contents)
for reader, read in [("feedparser", from_feedparser), ("feedsmith", from_feedsmith), ("sfeed", from_sfeed), ("newsboat", from_newsboat), ("rss2email", from_mail)]:
    names = ["rss.xml", "atom.xml"] + (["feed.json"] if reader == "feedsmith" else [])
    for name in names:
        before = len(faults)
        check(reader, name, read(name), ids, contents)
        print(f"{reader}, {name}: {len(faults) - before} faults")
print("\n".join(faults[:200]))
sys.exit(bool(faults))
