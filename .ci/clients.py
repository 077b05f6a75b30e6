"""Bad clients beside a good one. Usage: clients.py HOST:PORT PID."""

import resource, selectors, socket, sys, time

host, port = sys.argv[1].rsplit(":", 1)
address, pid = (host, int(port)), int(sys.argv[2])
hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
if hard < 12000:
    sys.exit(f"this takes 12,000 open files, and the limit is {hard}")
GET = b"GET /rss.xml HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n"
ticks = 100.0


def connect():
    s = socket.create_connection(address, 20)
    s.setblocking(False)
    return s


def usage():
    fields = open(f"/proc/{pid}/stat").read().rsplit(")", 1)[1].split()
    memory = next(int(l.split()[1]) for l in open(f"/proc/{pid}/status") if l.startswith("VmRSS"))
    return (int(fields[11]) + int(fields[12])) / ticks, memory / 1024


def good(rounds):
    """A reader asks again and again on new connections; returns its worst wait in seconds."""
    worst = 0.0
    for _ in range(rounds):
        began = time.monotonic()
        with socket.create_connection(address, 20) as s:
            s.settimeout(20)
            s.sendall(GET.replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
            got = b""
            while piece := s.recv(65536):
                got += piece
        if not got.startswith(b"HTTP/1.1 200"):
            sys.exit(f"a good client got {got[:60]!r}")
        worst = max(worst, time.monotonic() - began)
    return worst


def report(name, clients, before):
    cpu, memory = usage()
    worst = good(50)
    print(f"{name}: {clients} clients; a reader beside them waits {worst * 1000:.0f} ms at the most;"
          f" {cpu - before[0]:.2f} CPU s, {memory - before[1]:.1f} MB more")
    # what no machine is too busy for: that the reader is answered at all is asserted by good
    if memory - before[1] > 400:
        sys.exit(f"{name}: they took {memory - before[1]:.0f} MB")


def closed(conns, within):
    """How many connections the server has ended, once that many seconds are over."""
    s, ended = selectors.DefaultSelector(), 0
    for c in conns:
        s.register(c, selectors.EVENT_READ)
    late = time.monotonic() + within
    while s.get_map() and (left := late - time.monotonic()) > 0:
        for key, _ in s.select(left):
            try:
                if not key.fileobj.recv(65536):
                    raise ConnectionError
            except BlockingIOError:
                continue
            except OSError:
                s.unregister(key.fileobj)
                ended += 1
    return ended


good(20)

before = usage()
slow = []
for i in range(1000):
    c = connect()
    c.send(GET[: 20 + i % 30] if i % 2 else GET * 40)  # half a head, or many requests and no reading
    slow.append(c)
for _ in range(5):  # a byte now and then
    time.sleep(1)
    for c in slow[1::2]:
        try:
            c.send(b"x")
        except OSError:
            pass
report("slow", len(slow), before)
ended = closed(slow[1::2], 20)
if ended < 490:
    sys.exit(f"only {ended} of 500 that never finish their head were let go")
print(f"slow: {ended} of 500 that never finish their head were let go")
for c in slow:
    c.close()

time.sleep(1)
before = usage()
idle = []
for _ in range(10000):
    try:
        c = connect()
    except OSError:
        break
    idle.append(c)
    if len(idle) <= 7000:  # the others wait for a place, and are let go from there
        c.send(GET)
print(f"idle: {len(idle)} connected")
ended = closed(idle[7000:], 90)  # they get a place one after the other
print(f"idle: {ended} of {len(idle) - 7000} that never asked were let go")
if ended < len(idle) - 7000:
    sys.exit("some that never asked are still there")
report("idle", len(idle), before)
cpu = usage()[0]
time.sleep(5)
print(f"idle: {usage()[0] - cpu:.2f} CPU s in five seconds of nothing")
for c in idle:
    c.close()

before = usage()
for _ in range(300):
    c = connect()
    c.setblocking(True)
    try:
        c.sendall(b"GET / HTTP/1.1\r\nHost: x\r\nCookie: " + b"x" * (1 << 20))
    except OSError:
        pass
    c.close()
report("huge heads", 300, before)

before = usage()
for _ in range(5000):
    connect().close()
report("come and go", 5000, before)
