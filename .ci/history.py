#!/usr/bin/python3
"""history.py WHAT COUNT NEWSBOAT_DB SFEED_FILE MAILDIR: what three readers remember holds
COUNT items, each once.
history.py --foreign SITE DIR: writes rss.xml and atom.xml as another generator would.

sfeed keys on id, link and title together: an item whose link or title changes is there twice
by its own design, also if its id is the same. It is judged by the ids alone."""
import email
import os
import sqlite3
import sys
from email import policy


def newsboat(db):
    return [row[0] for row in sqlite3.connect(db).execute("select guid from rss_item where deleted = 0")]


def unique_of_sfeed(path):
    with open(path) as f:
        return sorted({line.split("\t")[5] for line in f})


def mails(folder):
    found = []
    for base, _, names in os.walk(folder):
        for name in names:
            with open(os.path.join(base, name)) as f:
                found.append(email.message_from_file(f, policy=policy.default)["X-RSS-ID"])
    return found


def judge(what, count, db, feed, folder):
    known = {"newsboat": newsboat(db), "sfeed": unique_of_sfeed(feed), "rss2email": mails(folder)}
    for reader, ids in known.items():
        if len(ids) != count or len(set(ids)) != count:
            sys.exit(f"{what}: {reader} holds {len(ids)} items with {len(set(ids))} ids, want {count}: {sorted(ids)}")
    if len({tuple(sorted(ids)) for ids in known.values()}) != 1:
        sys.exit(f"{what}: the readers hold other ids: {known}")


ARTICLES = [
    ("Night ferry returns to the quay", "2026/ferry"), ("Fish market goes under a roof", "2026/market"),
    ("Forty lamps for the breakwater", "2026/lamps"), ("Gulls counted for the first time", "2026/gulls"),
    ("Notes from the pilot house", "2026/notes"), ("A late arrival at the quay", "2026/late"),
]


def foreign(site, folder):
    items = "".join(
        f"<item><title>{title}</title><link>{site}{place}</link><guid isPermaLink='false'>urn:old:{n}</guid>"
        f"<pubDate>Tue, 03 Nov 2026 07:15:00 +0000</pubDate><description>As it was.</description></item>"
        for n, (title, place) in enumerate(ARTICLES))
    entries = "".join(
        f"<entry><title>{title}</title><link href='{site}{place}'/><id>urn:old:{n}</id>"
        f"<updated>2026-11-03T07:15:00Z</updated><summary>As it was.</summary></entry>"
        for n, (title, place) in enumerate(ARTICLES))
    with open(os.path.join(folder, "rss.xml"), "w") as f:
        f.write(f"<rss version='2.0'><channel><title>Old</title><link>{site}</link><description>Old</description>{items}</channel></rss>")
    with open(os.path.join(folder, "atom.xml"), "w") as f:
        f.write(f"<feed xmlns='http://www.w3.org/2005/Atom'><title>Old</title><id>{site}</id><updated>2026-11-03T07:15:00Z</updated>{entries}</feed>")


if sys.argv[1] == "--foreign":
    foreign(*sys.argv[2:])
else:
    judge(sys.argv[1], int(sys.argv[2]), *sys.argv[3:])
