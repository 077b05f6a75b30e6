"""conditional.py proxy SITE NOTES: hands requests on as they are, and notes them.
conditional.py feedparser URL STATE: asks as feedparser documents it; STATE keeps the tag.
conditional.py judge NOTES CLIENT...: what each client was told, of six times that it asked."""

import http.client, json, os, sys, urllib.parse
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

CONDITIONS = ("If-None-Match", "If-Modified-Since", "Accept-Encoding", "A-IM")


def proxy(site, notes):
    upstream = urllib.parse.urlsplit(site).netloc

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            c = http.client.HTTPConnection(upstream)
            c.putrequest("GET", self.path, skip_host=True, skip_accept_encoding=True)
            for name, value in self.headers.items():
                c.putheader(name, value)
            c.endheaders()
            r = c.getresponse()
            body = r.read()
            with open(notes, "a") as f:
                stated = {n: self.headers[n] for n in CONDITIONS if self.headers[n]}
                print(json.dumps([self.path.partition("?")[2], r.status, len(body), stated]), file=f)
            self.send_response_only(r.status)
            for name, value in r.getheaders():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            c.close()

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    print(f"http://127.0.0.1:{server.server_port}/", flush=True)
    server.serve_forever()


def ask(url, state):
    import feedparser

    known = json.load(open(state)) if os.path.exists(state) else {"titles": []}
    d = feedparser.parse(url, etag=known.get("etag"), modified=known.get("modified"))
    if d.status != 304:
        known = {"etag": d.get("etag"), "modified": d.get("modified"), "titles": [e.title for e in d.entries]}
        json.dump(known, open(state, "w"))
    print(d.status, *known["titles"], sep="\n")


# New articles came before the third and the fifth time.
USUAL = [200, 304, 200, 304, 200, 304]
# It does not keep the tag of a feed that it does not know yet, and asks for parts, which
# we can tell once we have been asked for the edition that it has.
OTHERS = {"newsboat_": [200, 200, 200, 304, 226, 304]}


def judge(notes, clients):
    asked = {}
    for line in open(notes):
        client, status, size, stated = json.loads(line)
        asked.setdefault(client, []).append((status, size, stated))
    wrong = False
    for client in clients:
        got = asked.get(client, [])
        statuses = [status for status, _, _ in got]
        stated = sorted({name for _, _, s in got[1:] for name in s if name.startswith("If-")})
        coding = ", ".join(sorted({s.get("Accept-Encoding", "none") for _, _, s in got}))
        print(f"{client.strip('_')}: {statuses}, {sum(size for _, size, _ in got)} bytes of bodies; states {' and '.join(stated) or 'nothing'}; takes {coding}")
        if statuses != OTHERS.get(client, USUAL):
            print(f"wrong: {client.strip('_')}: want {OTHERS.get(client, USUAL)}")
            wrong = True
    sys.exit(wrong)


what, arguments = sys.argv[1], sys.argv[2:]
if what == "judge":
    judge(arguments[0], arguments[1:])
else:
    {"proxy": proxy, "feedparser": ask}[what](*arguments)
