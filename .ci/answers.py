"""The answers of a generator: of each article of its output the address, title, day, and
of what is shown below them the ids of headings and the addresses that it leads to.

usage: answers.py OUTPUT ADDRESS

The order is that of the list on the first page; pages without a place in it, such as those
of a manual, come in the order of their addresses.
"""

import json
import os
import re
import sys
from html.parser import HTMLParser
from urllib.parse import quote, unquote, urljoin


class Page(HTMLParser):
    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.title, self.day, self.ids, self.links, self.list = "", "", [], [], []
        self.within, self.in_title, self.in_list = 0, False, False
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        a = dict(attributes)
        self.in_title = self.in_title or tag == "title"
        self.in_list = self.in_list or tag == "ol"
        if tag == "time" and not self.within:
            self.day = a.get("datetime", "")
        if tag == "article" or a.get("role") == "main":
            self.within += 1
        if self.within and re.fullmatch("h[1-6]", tag) and a.get("id") and (self.day or tag != "h1"):  # which is the title of a manual's page
            self.ids.append(a["id"])
        if tag == "a" and a.get("href"):
            (self.links if self.within and a.get("class") != "headerlink" else self.list if self.in_list else []).append(a["href"])

    def handle_endtag(self, tag):
        self.in_title = self.in_title and tag != "title"
        self.in_list = self.in_list and tag != "ol"
        if tag == "article":
            self.within -= 1

    def handle_data(self, data):
        self.title += data if self.in_title else ""


def main(output, address):
    pages, order = {}, []
    for folder, _, files in os.walk(output):
        for f in sorted(files):
            if not f.endswith(".html") or f == "404.html":
                continue
            path = os.path.relpath(os.path.join(folder, f), output).removesuffix("index.html")
            page = Page(open(os.path.join(folder, f), encoding="utf-8").read())
            url = urljoin(address, quote(path))
            if page.list:
                order = [quote(unquote(u), safe="/:") for u in page.list]
            if page.within or page.ids or page.day or "<article" in open(os.path.join(folder, f), encoding="utf-8").read():
                pages[url] = {"url": url, "title": page.title.strip(), "date": page.day, "ids": page.ids, "links": [urljoin(url, l) for l in page.links]}
    pages = {u: p for u, p in pages.items() if not p["date"].startswith("0001")}  # which Hugo says of pages without a day
    order = [u for u in order if u in pages or not os.path.exists(os.path.join(output, unquote(u.removeprefix(address)), "index.html"))]
    listed = [pages[u] for u in order if u in pages]
    missing = [u for u in order if u not in pages]
    if missing:
        sys.exit(f"listed, but not there: {missing}; there are {sorted(pages)}")
    print(json.dumps(listed or [pages[u] for u in sorted(pages)], indent=1, ensure_ascii=False))


main(*sys.argv[1:])
