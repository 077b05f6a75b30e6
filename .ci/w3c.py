#!/usr/bin/python3
"""w3c.py VALIDATOR (DIR URL)…: the W3C feed validator says nothing of any feed or OPML document
below a DIR, which is published at URL, at level AAA: errors, warnings and infos.

What it says wrongly is named in KNOWN, with the reason, and must be said: a message that is
said no more is to be taken off the list."""
import collections
import multiprocessing
import os
import re
import sys
import urllib.parse
import urllib.request  # the validator uses it without importing it
import urllib.error

sys.path.insert(0, os.path.join(sys.argv[1], "src"))
import feedvalidator  # noqa: E402
from feedvalidator import compatibility, logging as events  # noqa: E402

# reason: whether a message with its parameters is meant.
KNOWN = {
    "a title is plain text, and some headlines are about markup: no notation says so to the validator":
        lambda name, p: name in ("ContainsHTML", "ContainsUndeclaredHTML") and p["element"] == "title" and p["value"] in ("b", "script"),
    "OPML allows markup in names; readers show them as they stand, so that these are plain text":
        lambda name, p: name == "NotHtml" and p["parent"] == "outline" and p["element"] in ("text", "title", "description"),
    "RFC 5005 wants links between archives unless there are none to lead to; the first has no other":
        lambda name, p: name == "ArchiveIncomplete",
    "RFC 6721 (tombstones) is not known to the validator":
        lambda name, p: name == "UnknownNamespace" and p["namespace"] == "http://purl.org/atompub/tombstones/1.0",
    "chapters as Podlove has them, which Spotify reads, are not known to the validator":
        lambda name, p: name == "UnknownNamespace" and p["namespace"] == "http://podlove.org/simple-chapters",
    "it does not judge the podcast namespace, and says so":
        lambda name, p: name == "UnsupportedNamespace" and p["namespace"] == "https://podcastindex.org/namespace/1.0",
    "Apple's itunes:complete (podcasters.apple.com/support/823) is not known to the validator":
        lambda name, p: name == "UndefinedElement" and p["element"] == "itunes:complete",
}


def judge(task):
    path, url = task
    with open(path, "rb") as f:
        try:
            said = feedvalidator.validateStream(f, firstOccurrenceOnly=0, base=url)["loggedEvents"]
        except events.ValidationFailure as failure:
            said = [failure.event]
    return path, [(type(e).__name__, {k: str(v) for k, v in e.params.items()}) for e in compatibility.AAA(said)]


def documents(folder, site):
    """The feeds and lists below a folder, with where each is published."""
    found = []
    for base, _, names in sorted(os.walk(folder)):
        for name in sorted(names):
            path = os.path.join(base, name)
            if not name.endswith((".xml", ".opml", ".atom", "june")):
                continue
            url = site + urllib.parse.quote(os.path.relpath(path, folder))
            if "/old/" in path:  # a copy says where its original is
                with open(path, encoding="utf-8") as f:
                    url = re.search(r'<[a-z:]*link [^>]*rel="self"[^>]*>', f.read(4000))[0].split('href="')[1].split('"')[0]
            found.append((path, url))
    return found


def main():
    tasks = []
    for folder, site in zip(sys.argv[2::2], sys.argv[3::2]):
        tasks += documents(folder, site)
    seen, failed = collections.Counter(), False
    with multiprocessing.Pool() as pool:
        for path, said in pool.imap(judge, tasks):
            for name, params in said:
                reason = next((r for r, meant in KNOWN.items() if meant(name, params)), None)
                seen[reason] += 1
                if reason is None:
                    failed = True
                    print(f"{path}: {name}: {params}")
    for reason in KNOWN:
        print(f"said {seen[reason]} times: {reason}")
        failed = failed or not seen[reason]
    print(f"{len(tasks)} documents judged")
    sys.exit(failed or not tasks)


main()
