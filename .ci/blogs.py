"""Blogs of other generators, built untouched: a table, a line for each.

usage: blogs.py FEEDMILL WORK DIR[,FLAG...]...

DIR is the folder of a site, FLAGs are for what the folder does not say. What is judged is what its readers get: the entries of the
Atom feed and of its archives. A link within the site is right if an article has that
address, or if the site has another file that makes it: a page, a section, a picture.
One that nothing in the folder makes was dead where it came from. Titles and days are
compared with the front matter, where that has them in a line of their own.
"""

import collections
import json
import os
import re
import shutil
import subprocess
import sys
import xml.etree.ElementTree as xml
from html.parser import HTMLParser
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

ATOM = "{http://www.w3.org/2005/Atom}"
SOURCES = (".md", ".markdown", ".mdx", ".html", ".htm", ".org", ".txt", ".rst", ".njk", ".liquid", ".ipynb", ".adoc", ".erb", ".astro")
LEFT = re.compile(r"\{\{[^{}]*\}\}|\{%[^{}]*%\}|\{\{[<%]|\{:\s*[.#][^{}]*\}|<%[^<>]*%>|^:::+\s*\w*\s*$|^!!! \w+|\[TOC\]|\[\[_TOC_\]\]|^\.(?:code|play|image|link|iframe|caption) \S", re.M)


class Page(HTMLParser):
    """The links, ids and words of an entry; words of code stand apart."""

    def __init__(self, text):
        super().__init__(convert_charrefs=True)
        self.links, self.ids, self.words, self.code = [], set(), [], 0
        self.feed(text)

    def handle_starttag(self, tag, attributes):
        self.code += tag in ("pre", "code", "kbd", "samp")
        for key, value in attributes:
            if key in ("href", "src", "poster") and value:
                self.links.append((value, key != "href"))
            if key in ("id", "name") and value:
                self.ids.add(value)
        if tag in ("p", "div", "li", "br", "tr", "h1", "h2", "h3", "h4"):
            self.words.append("\n")

    def handle_endtag(self, tag):
        if tag in ("pre", "code", "kbd", "samp"):
            self.code = max(0, self.code - 1)

    def handle_data(self, data):
        if not self.code:
            self.words.append(data)


def entries(public):
    """The entries of the feed and its archives, each once, the newest first."""
    found = {}
    for folder, _, files in os.walk(public):
        if "atom.xml" not in files or os.path.relpath(folder, public).split(os.sep)[0] not in (".", "archive"):
            continue
        for e in xml.parse(os.path.join(folder, "atom.xml")).getroot().iter(ATOM + "entry"):
            link = next((l.get("href") for l in e.iter(ATOM + "link") if l.get("rel", "alternate") == "alternate"), "")
            found.setdefault(e.findtext(ATOM + "id"), {
                "link": link, "title": e.findtext(ATOM + "title") or "", "published": e.findtext(ATOM + "published") or "",
                "authors": [a.findtext(ATOM + "name") for a in e.findall(ATOM + "author")], "html": e.findtext(ATOM + "content") or ""})
    return sorted(found.values(), key=lambda e: e["published"], reverse=True)


def slugs(words, style):
    """Ids that the site's generator makes of a heading; those of several, if it is unknown."""
    plain = re.sub(r"[`*_]|\[([^\]]*)\]\([^)]*\)|:\w+:", lambda m: m.group(1) or "", words).strip()
    for text in {words.strip(), plain}:
        small = text.lower()
        made = {
            "Hugo": re.sub(r"[^\w\s-]", "", small).replace(" ", "-"),
            "Zola": re.sub(r"[^a-z0-9]+", "-", small).strip("-"),
            "MkDocs": re.sub(r"[\s-]+", "-", re.sub(r"[^\w\s-]", "", small)).strip("-"),
            "Hexo": re.sub(r"[\s~`!@#$%^&*()\-_+=\[\]{}|\\;:\"'<>,.?/]+", "-", text).strip("-"),
        }
        yield from [made[style]] if style in made else made.values()


class Tree:
    """The files of the site: what they are called, and which anchors they have."""

    def __init__(self, root):
        self.root, self.paths, self.stems, self.said, self.style = root, set(), collections.defaultdict(list), {}, ""
        self.at = {}  # path of the file that is read at an address
        for folder, dirs, files in os.walk(root):
            dirs[:] = [d for d in dirs if d not in (".git", "node_modules")]
            below = os.path.relpath(folder, root)
            for f in files:
                p = os.path.normpath(os.path.join(below, f))
                self.paths.add(p)
                stem, ext = os.path.splitext(f)
                if ext.lower() in SOURCES:
                    stem = os.path.basename(below) if stem in ("index", "_index", "README") else stem
                    self.stems[self.folded(stem)].append(p)
                else:
                    self.stems[self.folded(f)].append(p)
        self.small = {re.sub(r"(^|/)_", r"\1", p).lower() for p in self.paths}
        self.folders = {"/".join(p.split("/")[:n]) for p in self.small for n in range(1, p.count("/") + 1)}

    @staticmethod
    def folded(name):
        name = re.sub(r"^\d{4}-\d{2}-\d{2}[-_]", "", name)
        return re.sub(r"[^\w]+", "", re.sub(r"\.(md|markdown|mdx|html?|org|txt)$", "", name).lower())

    def text(self, p):
        if p not in self.said:
            try:
                self.said[p] = open(os.path.join(self.root, p), encoding="utf-8", errors="replace").read()
            except OSError:
                self.said[p] = ""
        return self.said[p]

    def makers(self, address):
        """Files that are called as the last part of an address, or that state it."""
        path = unquote(urlsplit(address).path).strip("/")
        last = path.split("/")[-1] or "index"
        folders = set(path.lower().split("/"))
        other = lambda p: any(re.fullmatch(r"[a-z]{2}(-[a-z]{2,4})?", f.lower()) and f.lower() not in folders for f in p.split("/")[:-1])  # of another language
        return [p for p in self.stems.get(self.folded(last), []) if not other(p)]

    def stated(self, address):
        """Whether any page says that this is its address, or a former one of it."""
        path = unquote(urlsplit(address).path).strip("/")
        if not hasattr(self, "stating"):
            self.stating = set()
            for p in self.paths:
                if p.endswith(SOURCES):
                    head = self.text(p)[:3000]
                    for line in re.findall(r"(?m)^\s*(?:-\s+|[\"']?(?:permalink|url|URL|path|slug|aliases|redirect_from)[\"']?\s*[:=]\s*)(.+)$", head):
                        self.stating.update(x.strip("/ ") for x in re.findall(r"[^\s,\"'\[\]]+", line))
        return path in self.stating or path.split("/")[-1] in self.stating

    def frames(self, fragment):
        """Whether what is around the articles on their pages has an anchor: a place for comments."""
        if not hasattr(self, "framing"):
            self.framing = set()
            for p in self.paths:
                if p.endswith((".njk", ".liquid", ".html", ".mako", ".tmpl", ".jinja", ".ejs", ".swig", ".pug", ".astro", ".webc")) and re.search(r"(^|/)_?(templates?|layouts?|includes|themes|components|partials)/", p):
                    self.framing.update(re.findall(r"""\bid=["']?([\w-]+)""", self.text(p)))
        return fragment in self.framing

    def redirects(self, address):
        """Whether the server of the site is told to send on who asks for an address."""
        if not hasattr(self, "sent"):
            rules, self.rewritten = [], []
            for p in self.paths:
                name = os.path.basename(p)
                if name in ("_redirects", "_redirects.njk", ".htaccess"):
                    for rule in re.findall(r"(?m)^\s*RewriteRule\s+(\S+)\s+\S+\s+\[[^\]]*\bR\b[^\]]*\]", self.text(p)):
                        try:
                            self.rewritten.append(re.compile(rule))
                        except re.error:
                            pass  # of Apache alone
                    rules += re.findall(r"(?m)^\s*(?:Redirect\w*\s+(?:\d+\s+|permanent\s+)?)?(/[^\s#]*)\s+\S", self.text(p))
                elif name in ("netlify.toml", "vercel.json", "firebase.json"):
                    rules += re.findall(r"""(?m)"?(?:from|source)"?\s*[:=]\s*["'](/[^"']*)["']""", self.text(p))
            self.sent = [re.compile(re.sub(r"\\\*|:\w+", ".*", re.escape(r.rstrip("/") or "/$"))) for r in rules if len(r) > 2]
        path = unquote(urlsplit(address).path).rstrip("/")
        given = unquote(urlsplit(address).path).lstrip("/")
        return any(r.fullmatch(path) for r in self.sent) or any(r.search(given) for r in self.rewritten)

    def anchors(self, p):
        text = self.text(p)
        all = set(re.findall(r"""(?:id|name)=["']?([^"'\s>]+)""", text)) | set(re.findall(r"\{[^{}]*#([^\s{}]+)[^{}]*\}", text))
        for words in [] if p.endswith((".html", ".htm")) else re.findall(r"(?m)^\s*(?:#{1,6}|\*+)\s+(.*?)\s*#*\s*$|^(.+)\n(?:=+|-+)\s*$", text):
            all.update(slugs(re.sub(r"\{#.*\}|<[^>]+>", "", "".join(words)), self.style))
        return all


def run(feedmill, work, site, flags):
    public, state = os.path.join(work, "public"), os.path.join(work, "state")
    keep = ["--state", state, "--out", public, *flags]
    done = subprocess.run([feedmill, "build", "--formats", "atom", "--content", "full", "--json", *keep, site], capture_output=True, text=True)
    if done.returncode not in (0, 1):
        raise SystemExit(f"{site}: {done.stderr[-500:]}")
    check = subprocess.run([feedmill, "check", *keep, site], capture_output=True, text=True).stdout
    return public, json.loads(done.stdout.splitlines()[-1]), check, done.stderr


def judge(feedmill, work, site, flags):
    public, built, check, log = run(feedmill, work, site, flags)
    tree, all = Tree(site), entries(public)
    tree.style = (re.search(r"settings of (\w+) are used", log) or [0, ""])[1]
    home = next((l.get("href") for l in xml.parse(os.path.join(public, "atom.xml")).getroot().findall(ATOM + "link") if l.get("rel", "alternate") == "alternate"), "")
    r = collections.Counter(articles=built["articles"], entries=len(all))
    pages = {key(e["link"]): Page(e["html"]) for e in all}
    facts = read(feedmill, site, tree, home)
    unclean, notes = set(), []
    for e in all:
        page = pages[key(e["link"])]
        for ref, shown in page.links:
            verdict = lead(tree, home, pages, e, ref, shown)
            if verdict:
                r[verdict] += 1
            if verdict in ("ours", "anchor ours"):
                unclean.add(e["link"])
                notes.append(f"{verdict}\t{e['link']}\t{ref}")
            elif verdict and "source" in verdict:
                notes.append(f"{verdict}\t{e['link']}\t{ref}")
        for left in LEFT.findall("".join(page.words)):
            r["left over"] += 1
            unclean.add(e["link"])
            notes.append(f"left over\t{e['link']}\t{left[:80]}")
    r["clean"] = len(all) - len(unclean)
    r["left out"] = len(re.findall(r"(?m)is left out", check))
    dates = [e["published"] for e in all]
    r["ordered"] = dates == sorted(dates, reverse=True)
    r["authors"] = sum(1 for e in all if any(e["authors"]))
    stated(facts, tree, r, notes)
    open(os.path.join(work, "notes.tsv"), "w").write("\n".join(notes))
    open(os.path.join(work, "first.txt"), "w").write("\n".join(f"{e['published'][:10]} {e['link']} {e['title'][:60]} {e['authors']}" for e in all[:50]))
    open(os.path.join(work, "check.txt"), "w").write(check + log)
    return r


def key(address):
    """An address as two ways to write it share it."""
    parts = urlsplit(urldefrag(address)[0])
    return parts.netloc.removeprefix("www.") + re.sub(r"(/index)?\.html$", "", unquote(parts.path).rstrip("/")).lower()


def lead(tree, home, pages, entry, ref, shown):
    """What becomes of a link: None where it leads away from the site."""
    address, fragment = urldefrag(urljoin(entry["link"], ref))
    if not address.startswith(("http://", "https://")) or urlsplit(address).netloc.removeprefix("www.") != urlsplit(home).netloc.removeprefix("www."):
        return None
    top = urlsplit(home).path
    if not (unquote(urlsplit(address).path) + "/").startswith(top):
        return None  # another part of the host
    if key(address) in pages:
        if not fragment or fragment in ("top", "_top") or {fragment, unquote(fragment), unquote(fragment).strip(), "user-content-" + unquote(fragment)} & pages[key(address)].ids:
            return "right"
        if tree.frames(unquote(fragment)):
            return "right"
        sources = [p for p in tree.makers(address) if p.endswith(SOURCES)] or [p for p in tree.paths if p.endswith(SOURCES)]
        return "anchor ours" if any(unquote(fragment) in tree.anchors(p) for p in sources) else "anchor source"
    path = "/" + unquote(urlsplit(address).path)[len(top):]
    own = tree.at.get(key(entry["link"]), "")
    if key(address) == key(home) or makes(tree, path) or tree.stated(address) or tree.redirects(address) or beside(tree, own, address):
        return "right"
    return "ours" if written(tree, path) else "dead source"


def beside(tree, source, address):
    """Whether a file lies beside a page that is its folder, and goes with it."""
    stem = os.path.splitext(os.path.basename(source))[0]
    folder = os.path.dirname(source) if stem in ("index", "_index") else os.path.splitext(source)[0]
    parts = unquote(urlsplit(address).path).strip("/").split("/")
    return any(os.path.normpath(os.path.join(folder, *parts[-n:])) in tree.paths for n in range(1, min(4, len(parts)) + 1))


def makes(tree, path):
    """Whether a file of the site has this path in the finished site."""
    path = path.strip("/")
    for p in [path, re.sub(r"\.html$", "", path), "media/" + path]:
        for root in ("", "static/", "public/", "content/", "content/en/", "source/", "files/", "src/", "assets/", "src/content/", "src/content/docs/", "src/pages/", "docs/", "pages/", "stories/", "_pages/"):
            at = os.path.normpath(root + re.sub("^media/", "", p)).lower()
            if at in tree.small or at in tree.folders or any(at + e in tree.small or f"{at}/{i}{e}" in tree.small for e in SOURCES for i in ("index", "_index")):
                return True
    day = re.fullmatch(r"(?:.*/)?(\d{4})/(\d\d)/(\d\d)/([^/]+?)(\.html)?", path)
    if day and any(os.path.basename(p).startswith("-".join(day.groups()[:4]) + ".") for p in tree.paths):
        return True  # of a collection that is no blog
    return bool(re.search(r"(^|/)(tags?|categor(y|ies)|authors?|archives?|feed|page|rss|atom|index)(\.xml|\.html)?(/|$)", path))


def written(tree, path):
    """Whether a file has this name at another place: an article, or one with the same folder."""
    parts = path.strip("/").split("/")
    if any(p.endswith(SOURCES) and not p.endswith(".txt") for p in tree.makers(path)) and not re.search(r"\.(md|org|txt)$", parts[-1]):
        return True
    return any(p.endswith("/".join([""] + parts[-2:])) for p in tree.paths)


def read(feedmill, site, tree, home):
    """What is read of each file that may be an article; notes where each is read."""
    facts = []
    files = [p for p in sorted(tree.paths) if p.endswith((".md", ".markdown", ".mdx", ".org", ".html", ".txt")) and "_index" not in p and "node_modules" not in p]
    for i in range(0, len(files), 400):
        out = subprocess.run([feedmill, "inspect", "--json", "--dir", site] + [os.path.join(site, p) for p in files[i:i + 400]], capture_output=True, text=True).stdout
        for line in out.splitlines():
            a = json.loads(line)
            a["path"] = a["path"] if a["path"] in tree.paths else os.path.relpath(a["path"], site)
            facts.append(a)
            tree.at.setdefault(key(urljoin(home, a.get("source_url", ""))), a["path"])
    return facts


def stated(facts, tree, r, notes):
    """Compares titles and days with the lines of front matter that state them."""
    for a in facts:
        text = tree.text(a["path"])[:4000]
        head = re.split(r"(?m)^(?:---|\+\+\+)\s*$", text)[1] if re.match(r"(---|\+\+\+)\s", text) else ""
        for name, got, want in (("titles", a.get("title", ""), re.search(r"(?m)^title\s*[:=]\s*[\"']?(.+?)[\"']?\s*$", head)),
                                ("dates", (a.get("published") or "")[:10], re.search(r"(?m)^date\s*[:=]\s*[\"']?(\d{4}-\d{2}-\d{2})", head))):
            if not want or re.match(r"[>|]", want.group(1)):
                continue
            r[name + " stated"] += 1
            same = re.sub(r"[\W_]+", "", got) == re.sub(r"[\W_]+", "", want.group(1).replace("\\", ""))
            r[name + " right"] += same
            if not same:
                notes.append(f"{name}\t{a['path']}\t{got} / {want.group(1)}")


def share(a, b):
    return f"{100 * a / b:.1f}" if b else "–"


def main(feedmill, work, *sites):
    print("| site | articles | in feeds | order | titles % | days % | with author | links | right % | dead: ours | at source | anchors: ours | at source | left over | left out | clean % |")
    print("|" + "---|" * 16)
    for site in sites:
        site, *flags = site.split(",")
        name = os.path.basename(os.path.normpath(site))
        if name in ("docs", "blog", "doc"):
            name = "/".join(os.path.normpath(site).split(os.sep)[-2:])
        place = os.path.join(work, name.replace("/", "-"))
        shutil.rmtree(place, ignore_errors=True)
        os.makedirs(place)
        r = judge(feedmill, place, site, flags)
        ours, inside = r["ours"] + r["anchor ours"], r["right"] + r["ours"] + r["anchor ours"]
        print("|", name, "|", r["articles"], "|", r["entries"], "|", "yes" if r["ordered"] else "NO", "|", share(r["titles right"], r["titles stated"]), "|", share(r["dates right"], r["dates stated"]), "|",
              r["authors"], "|", inside, "|", share(inside - ours, inside), "|", r["ours"], "|", r["dead source"], "|", r["anchor ours"], "|", r["anchor source"], "|", r["left over"], "|", r["left out"], "|", share(r["clean"], r["entries"]), "|", flush=True)


main(*sys.argv[1:])
