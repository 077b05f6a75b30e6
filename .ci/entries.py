#!/usr/bin/python3
"""entries.py COUNT URL...: feedparser reads each feed without complaint, finds COUNT
entries with ids, links, titles, dates and content of their own, and gets 304 when it asks again."""
import sys
import feedparser

count, failed = int(sys.argv[1]), False


def expect(ok, what):
    global failed
    if not ok:
        failed = True
        print("wrong:", what)


seen = []
for url in sys.argv[2:]:
    d = feedparser.parse(url)
    expect(not d.bozo, f"{url}: {d.get('bozo_exception')}")
    expect(d.feed.get("title") and d.feed.get("link") and d.feed.get("language"), f"{url}: feed lacks title, link or language")
    expect(len(d.entries) == count, f"{url}: {len(d.entries)} entries, want {count}")
    expect(len({e.id for e in d.entries}) == count, f"{url}: ids are not unique")
    for e in d.entries:
        for field in ("title", "link", "published_parsed", "summary"):
            expect(e.get(field), f"{url}: {e.id} has no {field}")
        expect(e.get("content"), f"{url}: {e.id} has no content")
        expect(e.get("link") != e.id, f"{url}: {e.id} is taken for a link")
    order = [e.published_parsed for e in d.entries]
    expect(order == sorted(order, reverse=True), f"{url}: entries are not newest first")
    again = feedparser.parse(url, etag=d.get("etag"), modified=d.get("modified"))
    expect(again.get("status") == 304, f"{url}: asked again, the answer is {again.get('status')}, want 304")
    seen.append([(e.id, e.title, e.link, e.published_parsed, e.get("author")) for e in d.entries])
    print(f"{url}: {d.version}, {len(d.entries)} entries")
for other in seen[1:]:
    for a, b in zip(seen[0], other):
        expect(a == b, f"the formats differ: {a} and {b}")
sys.exit(1 if failed else 0)
