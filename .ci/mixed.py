#!/usr/bin/env python3
"""mixed.py N DIR writes N article files of every make that is read, the same in every run."""
import os, random, sys

n, folder = int(sys.argv[1]), sys.argv[2]
chance = random.Random(2026)
NOUNS = "ferry harbour council baker sluice bridge lantern winter orchard tram mill choir ledger tide lighthouse school market glacier orchestra archive".split()
VERBS = "returns closes opens waits sinks sings counts votes burns drifts mends sells".split()
PEOPLE = ["Ada Lint", "Ben Oak", "Carla Reyes", "Dmitri Volkov", "Eun-ji Park", "Fatima Zahra", "José Ortega y Gasset", "Jean-Luc Moreau"]
PLACES = ["HARROW", "LONDON", "PARIS", "VELL", "NEW YORK"]
SECTIONS = ["world", "sport", "city", "business", ""]
SENTENCES = {
    "en": "The {a} {v} again, said the keeper of the {b}, and nobody in the {c} was surprised by it.",
    "de": "Der Hüter der {a} sagte am Dienstag, dass niemand im {b} überrascht gewesen sei, als die {c} schloss.",
    "fr": "Le gardien du {a} a déclaré mardi que personne dans le {b} n'avait été surpris par la fermeture du {c}.",
    "ru": "Смотритель сказал во вторник, что никто в городе не удивился, когда {a} снова открыли.",
    "zh": "港务长周二表示，当{a}再次开放时，城里没有人感到惊讶，大家都在等待春天。",
}
ENCODINGS = {"en": ["utf-8", "cp1252"], "de": ["utf-8", "cp1252"], "fr": ["utf-8", "utf-16"], "ru": ["utf-8", "cp1251"], "zh": ["utf-8", "gb18030"]}
MONTHS = "January February March April May June July August September October November December".split()


def sentence(lang):
    return SENTENCES[lang].format(a=chance.choice(NOUNS), b=chance.choice(NOUNS), c=chance.choice(NOUNS), v=chance.choice(VERBS))


def prose(lang):
    return [" ".join(sentence(lang) for _ in range(chance.randint(1, 5))) for _ in range(chance.randint(1, 6))]


def title():
    return f"{chance.choice(NOUNS).capitalize()} {chance.choice(VERBS)} at {chance.choice(NOUNS)} {chance.randint(1, 9999)}"


def newspaper(lang, y, m, d):
    head = [title(), ""]
    if chance.random() < .5:
        head += [f"By {chance.choice(PEOPLE)}", ""]
    head += [chance.choice([f"PUBLISHED : {d:02d} {MONTHS[m - 1]}, {y}, {chance.randint(1, 12)}:{chance.randint(0, 59):02d}pm",
                            f"{d} {MONTHS[m - 1]} {y}", f"{y}-{m:02d}-{d:02d} 08:15", f"Updated {MONTHS[m - 1]} {d}, {y}", ""]), ""]
    body = prose(lang)
    if chance.random() < .3:
        body[0] = f"{chance.choice(PLACES)} (Reuters) - " + body[0]
    if chance.random() < .2:
        body.insert(1, "READ MORE: " + title())
    if chance.random() < .1:
        body.append("© 2026 The Harrow Post. All rights reserved.")
    return "\n\n".join(head[:-1] + body) + "\n"


def markdown(lang, y, m, d):
    kind = chance.choice(["yaml", "toml", "json", "none"])
    t, author, tags = title(), chance.choice(PEOPLE), chance.sample(NOUNS, 3)
    head = {
        "yaml": f"---\ntitle: \"{t}\"\ndate: {y}-{m:02d}-{d:02d}T09:30:00+01:00\nauthor: {author}\ntags: [{', '.join(tags)}]\n---\n",
        "toml": f"+++\ntitle = \"{t}\"\ndate = {y}-{m:02d}-{d:02d}\nauthors = [\"{author}\"]\ntags = {tags!r}\n+++\n".replace("'", '"'),
        "json": '{"title": "%s", "date": "%d-%02d-%02d 10:00", "tags": ["%s"]}\n' % (t, y, m, d, tags[0]),
        "none": f"# {t}\n\n*By {author}, {d} {MONTHS[m - 1]} {y}*\n",
    }[kind]
    body = prose(lang)
    body += chance.sample(["## A heading & more", "- one\n- two\n  - three", "| a | b |\n|---|---|\n| 1 | 2 |", "> quoted\n> twice", "```go\nx := 1\n```",
                           "![picture](p.jpg \"t\")", "[link](../b.md) and <https://example.org/?a=1&b=2>", "<div class=\"x\">raw <b>HTML</b></div>", "A note[^1].\n\n[^1]: Below.", "*a* **b** ~~c~~ `d`"], 3)
    return head + "\n" + "\n\n".join(body) + "\n"


for i in range(n):
    lang = chance.choice(list(SENTENCES))
    y, m, d = chance.randint(1999, 2025), chance.randint(1, 12), chance.randint(1, 28)
    make, ending = chance.choice([(newspaper, "txt"), (markdown, "md")])
    text = make(lang, y, m, d)
    encoding = chance.choice(ENCODINGS[lang]) if ending == "txt" else "utf-8"
    path = os.path.join(folder, chance.choice(SECTIONS), chance.choice(["", f"{y}-{m:02d}-{d:02d}-"]) + f"a{i:05d}.{ending}")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    with open(path, "wb") as f:
        f.write(text.encode(encoding, "replace"))
