#!/usr/bin/python3
"""podcast.py COUNT FEED SITE DIR: feedparser finds COUNT episodes in FEED, each with an
enclosure below SITE whose bytes, length and duration are those of the file in DIR: the
duration by ffprobe, within a tenth of a second of what it counts."""
import json
import os
import subprocess
import sys
import urllib.parse
import urllib.request

import feedparser

count, feed, site, folder = int(sys.argv[1]), sys.argv[2], sys.argv[3], sys.argv[4]
failed = False


def expect(ok, what):
    global failed
    if not ok:
        failed = True
        print("wrong:", what)


d = feedparser.parse(feed)
expect(not d.bozo, d.get("bozo_exception"))
expect(d.feed.author == "Ada Lint" and d.feed.image.href, "the feed lacks author or image")
expect("Society & Culture" in [t.term for t in d.feed.tags], "the feed lacks its category")
expect(len(d.entries) == count, f"{len(d.entries)} entries, want {count}")
exact = {e["url"]: e for e in [a for i in json.load(urllib.request.urlopen(feed.replace("rss.xml", "feed.json")))["items"] for a in i["attachments"]]}
for e in d.entries:
    expect(len(e.enclosures) == 1, f"{e.title}: {len(e.enclosures)} enclosures")
    c = e.enclosures[0]
    path = os.path.join(folder, urllib.parse.unquote(c.href.removeprefix(site)))
    expect(int(c.length) == os.path.getsize(path), f"{e.title}: length {c.length}")
    said = json.loads(subprocess.check_output(["ffprobe", "-v", "error", "-show_format", "-of", "json", path]))["format"]
    probed, ours = float(said["duration"]), exact[c.href]["duration_in_seconds"]
    expect(abs(probed - ours) <= 0.1, f"{path}: {ours} s, ffprobe says {probed}")
    expect(int(e.itunes_duration) == max(1, int(ours + 0.5)), f"{e.title}: itunes:duration {e.itunes_duration}")
print(f"{count} episodes, lengths and durations agree")
sys.exit(1 if failed else 0)
