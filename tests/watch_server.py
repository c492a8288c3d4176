"""A server of fifty feeds with faults, for tests of `troth watch`: on 127.0.0.1 alone, with a clock that may run
faster than the system's.

Each feed is a host of its own (f07.localhost). What was asked, when, and what was answered is kept in `log`,
by which politeness is judged.
"""
import gzip
import heapq
import http.server
import select
import shutil
import ssl
import subprocess
import threading
import time

# What is wrong with each feed; "good" ones and those that come right are listed more often. Those in LOST give no article.
KINDS = ["good", "atom", "slow", "cut", "moved301", "moved308", "busy", "error", "charset", "gzip", "plain", "late", "temporary",
         "delay", "content", "broken", "relative", "files", "endless", "bomb", "xmlbomb", "loop", "tls", "certificate", "denied",
         "robots500", "stalled", "scheme", "turn", "missing"]
LOST = {"endless", "bomb", "xmlbomb", "loop", "tls", "certificate", "denied", "robots500", "stalled", "scheme", "missing"}
RIGHT = [kind for kind in KINDS if kind not in LOST]
NAMES = ["Norway", "Sweden", "Denmark", "Poland", "Estonia", "Latvia", "Lithuania", "Spain", "Portugal", "Italy", "Greece",
         "Canada", "Japan"]
THINGS = ["patrol boats", "field hospitals", "generators", "army trucks", "radar sets", "rescue helicopters", "water pumps"]


class Clock:
    """Milliseconds since 1970; `speed` of them pass in one."""

    def __init__(self, speed):
        self.speed, self.begins = speed, int(time.time() * 1000)

    def now(self):
        return self.begins + (time.time() * 1000 - self.begins) * self.speed

    def words(self):
        return "%d@%d" % (self.speed, self.begins)


class Site:
    def __init__(self, number, every_ms):
        self.kind = KINDS[number] if number < len(KINDS) else RIGHT[number % len(RIGHT)]
        self.name, self.number, self.every_ms, self.polls = "f%02d.localhost" % number, number, every_ms, 0
        self.tries, self.lock = {}, threading.Lock()

    def count(self, now, begins):
        return 1 + int((now - begins) / self.every_ms)


def article(site, n):
    """A report of its own: (title, paragraphs)."""
    who, other = NAMES[(site.number + n) % len(NAMES)], NAMES[(site.number * 5 + n * 3 + 1) % len(NAMES)]
    amount, thing = 10 + site.number * 97 + n * 13, THINGS[(site.number + n * 2) % len(THINGS)]
    title = "%s promises %d %s in round %d" % (who, amount, thing, n)
    return title, ["%s said on Tuesday that it will send %d %s to Ukraine once a ceasefire is in place, in what its "
                   "café-lit capital called round %d of talks in hall %d." % (who, amount, thing, n, site.number),
                   "%s declined to send any troops, its defence minister said, and pledged %d million euros for training instead."
                   % (other, amount * 3), "The two governments are to meet again in %d days." % (n + 2)]


def page(site, n):
    title, paragraphs = article(site, n)
    body = "".join("<p>%s</p>" % text for text in paragraphs)
    return ("<!doctype html><html><head><title>%s</title></head><body><nav><a href='/'>Home</a></nav>"
            "<article><h1>%s</h1>%s</article>"
            "<footer>All rights reserved.</footer></body></html>" % (title, title, body))


def rss(site, count, address):
    items = []
    for n in range(max(0, count - 20), count):
        title, paragraphs = article(site, n)
        link = {"relative": "/a/%d.html" % n}.get(site.kind, "%s/a/%d.html" % (address, n))
        content = "<content:encoded><![CDATA[%s]]></content:encoded>" % "".join("<p>%s</p>" % p for p in paragraphs)
        items.append("<item><title>%s</title><link>%s</link><guid>%s-%d</guid>%s</item>"
                     % (title, link, site.name, n, content if site.kind == "content" else ""))
    if site.kind == "files":
        items += ["<item><title>x</title><link>file:///etc/passwd</link></item>",
                  "<item><title>y</title><link>gopher://x/</link></item>"]
    tail = "<item><title>half an ite" if site.kind == "broken" else "</channel></rss>"
    return ("<rss version='2.0' xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><title>Wire %d, caf\u00e9</title>"
            "<link>%s/</link>%s%s" % (site.number, address, "".join(items), tail))


def atom(site, count, address):
    entries = "".join("<entry><title>%s</title><link href='%s/a/%d.html'/><id>%s/%d</id></entry>"
                      % (article(site, n)[0], address, n, site.name, n) for n in range(max(0, count - 20), count))
    return "<feed xmlns='http://www.w3.org/2005/Atom'><title>Wire %d</title>%s</feed>" % (site.number, entries)


class Handler(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def answer(self, status, body=b"", headers=(), declared=None):
        self.note(status)
        self.send_response(status)
        for name, value in headers:
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body) if declared is None else declared))
        self.end_headers()
        self.wfile.write(body)

    def note(self, status):
        self.server.world.note(self.site.name, self.path, self.begun, status, self.headers)

    def do_GET(self):
        world = self.server.world
        self.begun = world.clock.now()
        self.site = world.sites.get(self.headers.get("Host", "").split(":")[0])
        came = time.monotonic()
        try:
            self.serve(world)
        except (BrokenPipeError, ConnectionResetError, ssl.SSLError):
            self.close_connection = True
        finally:
            with world.lock:
                world.served.append((came, time.monotonic()))

    def wait(self, seconds):
        """Waits, but not longer than the other side does."""
        select.select([self.connection], [], [], seconds)

    def serve(self, world):
        if self.path == "/robots.txt":
            return self.robots()
        if self.site.kind == "stalled":
            self.note(0)
            self.wait(3)
            self.close_connection = True
            return None
        if self.path.startswith("/a/"):
            return self.report(int(self.path[3:].split(".")[0]))
        return self.feed(world)

    def robots(self):
        kind = self.site.kind
        if kind == "robots500":
            return self.answer(500)
        if kind == "denied":
            return self.answer(200, b"User-agent: troth\nDisallow: /\n")
        if kind == "delay":
            return self.answer(200, b"User-agent: *\nCrawl-delay: 600\nDisallow: /secret\n")
        return self.answer(200, b"User-agent: *\nDisallow: /secret\n") if self.site.number % 2 else self.answer(404)

    def feed(self, world):
        site, kind = self.site, self.site.kind
        address = world.address(site)
        site.polls += 1
        if kind in ("moved301", "moved308") and self.path == "/feed":
            return self.answer(int(kind[5:]), b"", [("Location", "/new")])
        if kind == "loop":
            return self.answer(302, b"", [("Location", "/feed?%d" % (site.polls % 2))])
        if kind == "scheme":
            return self.answer(301, b"", [("Location", "file:///etc/passwd")])
        if kind == "missing":
            return self.answer(404)
        if kind == "busy" and site.polls % 3 == 2:
            return self.answer(429, b"", [("Retry-After", "7200")])
        if kind == "error" and site.polls % 3 == 1:
            return self.answer(500)
        return self.faulty_feed(site, kind, address, world)

    def faulty_feed(self, site, kind, address, world):
        if kind == "bomb":
            return self.answer(200, world.bomb, [("Content-Encoding", "gzip"), ("Content-Type", "application/rss+xml")])
        if kind == "xmlbomb":
            entities = "".join("<!ENTITY a%d '%s'>" % (i, ("&a%d;" % (i - 1)) * 10 if i else "lol") for i in range(12))
            return self.answer(200, ("<?xml version='1.0'?><!DOCTYPE rss [%s]><rss><channel><title>&a11;</title></channel></rss>"
                                     % entities).encode(), [("Content-Type", "application/rss+xml")])
        if kind == "endless":
            self.note(200)
            self.send_response(200)
            self.end_headers()
            while True:
                self.wfile.write(b"<rss><channel><item>" * 5000)
        return self.good_feed(site, kind, address, world)

    def good_feed(self, site, kind, address, world):
        count = site.count(world.clock.now(), world.clock.begins)
        etag, headers = '"%s-%d"' % (site.name, count), []
        if kind == "atom":
            headers = [("Last-Modified", time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(count * 100000)))]
            known = self.headers.get("If-Modified-Since") == headers[0][1]
        elif kind != "plain":
            headers = [("ETag", etag)]
            known = self.headers.get("If-None-Match") == etag
        else:
            known = False
        if known:
            return self.answer(304, b"", headers)
        text = atom(site, count, address) if kind == "atom" else rss(site, count, address)
        body = text.encode("cp1252" if kind == "charset" else "utf-8")
        headers.append(("Content-Type", "application/rss+xml; charset=%s" % ("windows-1252" if kind == "charset" else "utf-8")))
        if kind == "gzip":
            body = gzip.compress(body)
            headers.append(("Content-Encoding", "gzip"))
        return self.send_feed(site, kind, body, headers)

    def send_feed(self, site, kind, body, headers):
        if kind == "cut" and site.polls % 2:
            self.close_connection = True
            return self.answer(200, body[:len(body) // 2], headers, len(body))
        if kind == "slow":
            self.answer(200, b"", headers, len(body))
            for i in range(0, len(body), len(body) // 5 + 1):
                self.wfile.write(body[i:i + len(body) // 5 + 1])
                self.wait(0.05)
            return None
        return self.answer(200, body, headers)

    def report(self, n):
        site, kind = self.site, self.site.kind
        with site.lock:
            tries = site.tries[n] = site.tries.get(n, 0) + 1
        if kind == "late" and tries == 1:
            return self.answer(503 if n % 2 else 500)
        if kind == "content":
            return self.answer(410)
        if kind == "temporary" and "x=1" not in self.path:
            return self.answer(302, b"", [("Location", "/a/%d.html?x=1" % n)])
        charset = "iso-8859-1" if kind == "charset" else "utf-8"
        # What changes at every look (kind "turn") must not make a second report of one that was cut off by a kill.
        text = page(site, n) if kind != "turn" else page(site, n).replace("<footer>", "<p>Looked at %d times.</p><footer>" % tries)
        return self.answer(200, text.encode(charset), [("Content-Type", "text/html; charset=" + charset)])


class World:
    """The sites, the clock and the log."""

    def __init__(self, speed, every_ms, folder, sites=50):
        self.clock, self.log, self.lock = Clock(speed), [], threading.Lock()
        self.served = []  # when each request came and was done with, in seconds
        self.bomb = gzip.compress(b" " * (64 << 20))
        self.sites = {site.name: site for site in (Site(n, every_ms) for n in range(sites))}
        self.server = self.open()
        self.secret = self.open(self.certificate(folder)) if shutil.which("openssl") else None

    def certificate(self, folder):
        subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "1", "-subj", "/CN=nobody", "-keyout",
                        folder + "/key.pem", "-out", folder + "/cert.pem"], check=True, capture_output=True)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(folder + "/cert.pem", folder + "/key.pem")
        return context

    def open(self, context=None):
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler, bind_and_activate=False)
        server.request_queue_size, server.daemon_threads, server.world = 128, True, self
        server.handle_error = lambda *_: None
        server.server_bind()
        server.server_activate()
        if context:
            server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=False)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        return server

    def address(self, site):
        if site.kind == "certificate" and self.secret:
            return "https://%s:%d" % (site.name, self.secret.server_port)
        return "%s://%s:%d" % ("https" if site.kind in ("tls", "certificate") else "http", site.name, self.server.server_port)

    def note(self, host, path, begun, status, headers):
        with self.lock:
            self.log.append({"host": host, "path": path, "begun": begun, "status": status, "etag": headers.get("If-None-Match"),
                             "since": headers.get("If-Modified-Since"), "agent": headers.get("User-Agent")})

    def most_at_once(self, jitter=0.25):
        """How many requests were served together at most. Who has read an answer to its end may ask anew before this side knows it,
        so that those do not count which end within `jitter` seconds of the new one."""
        most, ends = 0, []
        with self.lock:
            served = sorted(self.served)
        for came, end in served:
            while ends and ends[0] <= came + jitter:
                heapq.heappop(ends)
            heapq.heappush(ends, end)
            most = max(most, len(ends))
        return most

    def good(self, until):
        """The titles of the reports that were there by then, of sites from which they can be had."""
        return {article(site, n)[0] for site in self.sites.values() if site.kind not in LOST
                for n in range(site.count(until, self.clock.begins))}
