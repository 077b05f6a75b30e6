#!/usr/bin/env python3
"""How well newspaper text is read, of a folder that somebody else gathered.

usage: newspaper.py FEEDMILL DIR [--half even|odd] [--misses FIELD]

DIR holds texts and truth.tsv: file, title, date (ISO 8601, or nothing), authors (parted by
"|"). P is the share of the answers that are right, R of the truths that the text prints. A
rule that was made on one half of the files is judged by the other.
"""
import argparse, datetime, hashlib, json, os, re, subprocess, unicodedata

ap = argparse.ArgumentParser()
ap.add_argument("feedmill")
ap.add_argument("dir")
ap.add_argument("--half", choices=["even", "odd"])
ap.add_argument("--misses", choices=["title", "date", "author"])
args = ap.parse_args()


def half(name):
    return "odd" if hashlib.sha256(name.encode()).digest()[0] & 1 else "even"


def fold(s):
    return " ".join(re.findall(r"\w+", unicodedata.normalize("NFKC", s or "").casefold()))


def days(iso):
    """The civil days of a time: where it was stated, and in UTC."""
    if not iso:
        return set()
    t = datetime.datetime.fromisoformat(iso.replace("Z", "+00:00"))
    return {t.date()} | ({t.astimezone(datetime.timezone.utc).date()} if t.tzinfo else set())


def prints(text, day):
    """Whether a line has the numbers of a day near its year; the month may be a word."""
    text = unicodedata.normalize("NFKC", text)
    y = rf"(?<!\d)({day.year}|{day.year % 100:02})(?!\d)"
    d = rf"(?<!\d)0?{day.day}(?!\d)"
    return bool(re.search(rf"{d}\D{{1,3}}\w{{1,12}}\W{{1,6}}{y}|{y}\W{{1,3}}0?{day.month}\W{{1,3}}{d}|[^\W\d]{{3,}}\W{{1,2}}{d}\D{{1,4}}{y}|{y}\s?[年년]\s?0?{day.month}\s?[月월]\s?{d}", text))


truth = [line.rstrip("\n").split("\t") for line in open(os.path.join(args.dir, "truth.tsv"), encoding="utf-8")]
truth = [t for t in truth if not args.half or half(t[0]) == args.half]
run = subprocess.run([args.feedmill, "inspect", "--json", *(os.path.join(args.dir, t[0]) for t in truth)], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
got = {}
for line in run.stdout.decode().splitlines():
    if line.strip():
        article = json.loads(line)
        got.setdefault(os.path.basename(article["path"]), article)

count = {f: [0, 0, 0, 0] for f in ("title", "date", "author")}  # printed, of these right, given, of these right
for file, title, date, authors in truth:
    text = open(os.path.join(args.dir, file), encoding="utf-8").read()
    have = got.get(file, {})
    wanted, names = days(date), [n for n in map(fold, authors.split("|")) if n]
    given = {"title": have.get("title"), "date": have.get("published"), "author": have.get("authors")}
    first = fold((given["author"] or [""])[0])
    right = {
        "title": fold(given["title"]) == fold(title),
        "date": bool(days(given["date"]) & wanted),
        "author": bool(first) and any(first in n or n in first for n in names),
    }
    printed = {"title": True, "date": any(prints(text, d) for d in wanted), "author": any(n in fold(text) for n in names)}
    known = {"title": title, "date": wanted, "author": names}
    for f, c in count.items():
        if not known[f]:
            continue
        c[0] += printed[f]
        c[1] += printed[f] and right[f]
        c[2] += bool(given[f])
        c[3] += bool(given[f]) and right[f]
        if args.misses == f and not right[f] and (given[f] or printed[f]):
            print(f"{file}: want {dict(title=title, date=date, author=authors)[f]!r}, got {given[f]!r}")
for f, (printed, found, given, right) in count.items():
    print(f"{f:7} P {right / max(given, 1):.3f} ({right}/{given})  R {found / max(printed, 1):.3f} ({found}/{printed})")
