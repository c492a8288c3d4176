#!/usr/bin/env python3
"""The page and the API of `troth serve`: answers, their description, who may do what, hostile requests, and each view in a real browser.

usage: serve_test.py TROTH EXAMPLES RESULTS

Everything goes to 127.0.0.1. Screenshots are kept in RESULTS. What cannot be tested here (no chromium, no axe-core) is told.
"""
import hashlib
import http.client
import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from urllib.parse import quote

from browser import Browser

FAILURES = []
WAIT_S = 10


def check(good, what):
    if not good:
        FAILURES.append(what)
        print("not ok:", what)


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


class Server:
    def __init__(self, troth, ledger, *options):
        self.port = free_port()
        self.process = subprocess.Popen([troth, "serve", "--ledger", ledger, "--port", str(self.port), *options], stdout=subprocess.PIPE, text=True)
        self.line = self.process.stdout.readline()

    def ask(self, path, method="GET", body=None, headers=None):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=WAIT_S)
        connection.request(method, path, body, headers or {})
        answer = connection.getresponse()
        content = answer.read()
        connection.close()
        return answer.status, dict(answer.getheaders()), content

    def data(self, path, *rest, **named):
        status, _, content = self.ask(path, *rest, **named)
        check(status == 200, "%s gives 200, not %d: %s" % (path, status, content[:200]))
        return json.loads(content)

    def stop(self):
        self.process.terminate()
        check(self.process.wait(WAIT_S) == 0, "a server that is asked to end ends well")


def records(troth, *arguments):
    out = subprocess.run([troth, *arguments], capture_output=True, text=True, check=True).stdout
    return [json.loads(line) for line in out.splitlines()]


def board_of(rows):
    """The board's fields, counted from commitments."""
    name = lambda row: row["actor"]["code"] or row["actor"]["text"]
    fields, actors = {}, {}
    for row in rows:
        key = name(row), row["means"], row["state"]
        fields[key] = fields.get(key, 0) + 1
        actors[key[0]] = actors.get(key[0], 0) + 1
    order = sorted(fields, key=lambda key: (-actors[key[0]], key[0], key[1] is None, key[1] or "", -fields[key], key[2]))
    return [{"actor": key[0], "means": key[1], "state": key[2], "commitments": fields[key]} for key in order]


def check_answers(server, troth, ledger):
    found, after = [], ""
    while after is not None:
        page = server.data("/api/v1/commitments?limit=7&after=" + quote(after))
        found += page["commitments"]
        after = page["next"]
    book = records(troth, "book", "--ledger", ledger, "--jsonl")
    check(len(found) == len(book) > 20, "the pages together have every commitment: %d of %d" % (len(found), len(book)))
    key = lambda row: row["id"]
    check(sorted(found, key=key) == sorted(book, key=key), "the API gives the records of the command")
    days = [row["last_said"] or "" for row in found]
    check(days == sorted(days, reverse=True), "the last said comes first")
    fields = server.data("/api/v1/board?actors=1000")["fields"]
    check(sum(field["commitments"] for field in fields) == len(book), "the board counts every commitment once")
    past = server.data("/api/v1/commitments?limit=1000&as_of=2026-03-01")["commitments"]
    check(len(past) == len(records(troth, "book", "--ledger", ledger, "--jsonl", "--as-of", "2026-03-01")), "as of a day")
    counted = server.data("/api/v1/board?as_of=2026-03-01")["fields"]
    check(counted == board_of(past), "the board as of a day")
    check(server.data("/api/v1/board?actors=1000")["fields"] == board_of(book), "the board")
    check(server.data("/api/v1/board?actors=1000&as_of=2026-03-01&known_by=9999-12-31")["fields"] == counted, "the board, each commitment taken back")
    check(len({field["actor"] for field in server.data("/api/v1/board?actors=3&as_of=2026-03-01")["fields"]}) == 3, "of a few actors")
    grown = sum(day["commitments"] for day in server.data("/api/v1/growth?as_of=2026-03-01")["days"])
    check(0 < grown <= len(past) and grown == sum(day["commitments"] for day in server.data("/api/v1/growth?as_of=2026-03-01&known_by=9999-12-31")["days"]), "growth by then")
    one = server.data("/api/v1/commitments/" + book[0]["id"])
    check(one == records(troth, "history", book[0]["id"], "--ledger", ledger, "--jsonl")[0], "a commitment has the record of the command")
    check(sum(day["commitments"] for day in server.data("/api/v1/growth")["days"]) <= len(book), "growth")
    check(server.data("/api/v1/counts")["commitments"] == len(book), "counts")
    statement = server.data("/api/v1/statements?limit=3")["statements"][2]
    check(server.data("/api/v1/statements?limit=2")["next"], "statements have pages")
    article = server.data("/api/v1/article?id=" + quote(statement["article"]["id"]))
    spans = [one for one in article["statements"] if not one["in_title"]]
    check(all(article["article"]["text"][slice(*one["spans"]["sentence"])] == one["sentence"] for one in spans), "spans count code points")
    check(article["statements"][0].get("evidence"), "an article tells why")
    due = server.data("/api/v1/due?if=ceasefire")["items"]
    check(due == records(troth, "due", "--if", "ceasefire", "--ledger", ledger, "--jsonl"), "due is what the command says")
    check(server.data("/api/v1/weigh?need=land:15000&if=ceasefire")["items"][0]["need"] == "land", "weigh")
    check(server.data("/api/v1/disputes")["items"], "disputes")
    check(b"<svg" in server.ask("/api/v1/due?if=ceasefire&format=svg")[2], "a chart")
    status, headers, content = server.ask("/api/v1/commitments?format=csv&limit=3")
    check(headers["Content-Type"].startswith("text/csv") and content.startswith(b"id,"), "CSV")
    status, headers, _ = server.ask("/api/v1/board")
    check(server.ask("/api/v1/board", headers={"If-None-Match": headers["ETag"]})[0] == 304, "an unchanged answer is told as such")


def check_description(server):
    described = server.data("/openapi.json")
    check(described["openapi"] == "3.1.0", "OpenAPI 3.1")
    some = server.data("/api/v1/commitments?limit=1")["commitments"][0]
    ids = {"/api/v1/commitments/{id}": some["id"], "/api/v1/statements/{id}": some["statement"]["id"]}
    values = {"if": "ceasefire", "id": server.data("/api/v1/statements?limit=1")["statements"][0]["article"]["id"], "need": "land:15000"}
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            given = [name["name"] for name in operation["parameters"] if name["in"] == "query"]
            asked = "&".join(name + "=" + quote(values[name]) for name in given if name in values)
            where = path.replace("{id}", ids.get(path, "")) + "?" + asked
            body = b"Oslo pledged 12 boats to Malta." if method == "post" else None
            server.data(where, method.upper(), body, headers={"X-Troth": "1"})
            check(server.ask(where + "&nosuch=1", method.upper(), body, headers={"X-Troth": "1"})[0] == 400, path + " refuses unknown parameters")


def check_errors(server):
    for path, wanted in (("/api/v1/nosuch", 404), ("/api/v1/commitments/ffffffffffffffff", 404), ("/api/v1/commitments?as_of=today", 400),
                         ("/api/v1/due?if=nosuch", 400), ("/nosuch.js", 404), ("/../../etc/passwd", 404), ("/%2e%2e/%2e%2e/etc/passwd", 404),
                         ("/api/v1/commitments/..%2f..%2fetc", 404)):
        status, headers, content = server.ask(path)
        check(status == wanted, "%s gives %d, not %d" % (path, wanted, status))
        check(headers["Content-Type"] == "application/problem+json" and json.loads(content)["status"] == status, path + " tells its problem")
    check(server.ask("/api/v1/board", "POST", b"", headers={"X-Troth": "1"})[0] == 405, "another method")


def check_hostile(server):
    check(server.ask("/api/v1/articles", "POST", b"Oslo pledged 9 boats to Malta.")[0] == 403, "a strange page cannot write")
    strange = {"X-Troth": "1", "Sec-Fetch-Site": "cross-site"}
    check(server.ask("/api/v1/articles", "POST", b"Oslo pledged 9 boats to Malta.", headers=strange)[0] == 403, "nor one that knows the header")
    check(server.ask("/api/v1/board", headers={"Host": "evil.example"})[0] == 403, "a name that points here is no way in")
    check(server.ask("/api/v1/read", "POST", b"x" * (9 << 20), headers={"X-Troth": "1"})[0] == 413, "a huge body is refused")
    _, headers, _ = server.ask("/")
    check("frame-ancestors 'none'" in headers["Content-Security-Policy"] and headers["X-Frame-Options"] == "DENY", "no frames")
    check("unsafe" not in headers["Content-Security-Policy"], "no script but the page's own")
    with socket.create_connection(("127.0.0.1", server.port), timeout=WAIT_S) as flood:
        try:
            flood.sendall(b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n" + b"".join(b"X-%d: %s\r\n" % (n, b"y" * 200) for n in range(1000)) + b"\r\n")
            check(not flood.recv(64).startswith(b"HTTP/1.1 200"), "a flood of headers is refused")
        except OSError:
            pass
    slow = [socket.create_connection(("127.0.0.1", server.port), timeout=WAIT_S) for _ in range(50)]
    for one in slow:
        one.sendall(b"GET / HT")
    began = time.monotonic()
    server.data("/api/v1/board")
    check(time.monotonic() - began < 10, "slow clients keep nobody waiting")
    for one in slow:
        one.close()


def check_access(troth, ledger, folder):
    tokens = os.path.join(folder, "tokens.txt")
    refused = subprocess.run([troth, "serve", "--ledger", ledger, "--listen", "0.0.0.0", "--port", str(free_port())], capture_output=True, text=True)
    check(refused.returncode == 2 and "--tokens" in refused.stderr, "beyond this machine tokens are demanded")
    with open(tokens, "w", encoding="ascii") as out:
        out.write("read press bad\n")
    refused = subprocess.run([troth, "serve", "--ledger", ledger, "--tokens", tokens], capture_output=True, text=True)
    check(refused.returncode == 3 and "tokens.txt:1" in refused.stderr, "a wrong line of tokens is told with its place")
    with open(tokens, "w", encoding="ascii") as out:
        for role in ("read", "review"):
            out.write("%s somebody %s\n" % (role, hashlib.sha256(role.encode()).hexdigest()))
    server = Server(troth, ledger, "--tokens", tokens)
    token = lambda word: {"Authorization": "Bearer " + word, "X-Troth": "1"}
    check(server.ask("/api/v1/board")[0] == 401, "without a token nothing is told")
    check(server.ask("/api/v1/board", headers=token("wrong"))[0] == 401, "nor with a wrong one")
    check(server.ask("/api/v1/board", headers=token("read"))[0] == 200, "a reader may ask")
    check(server.ask("/api/v1/articles", "POST", b"Oslo pledged 9 boats to Malta.", headers=token("read"))[0] == 403, "but not add")
    check(server.ask("/api/v1/articles", "POST", b"Oslo pledged 9 boats to Malta.", headers=token("review"))[0] == 200, "a reviewer may")
    server.stop()
    if shutil.which("openssl"):
        check_tls(troth, ledger, folder)


def check_tls(troth, ledger, folder):
    cert, key = os.path.join(folder, "cert.pem"), os.path.join(folder, "key.pem")
    subprocess.run(["openssl", "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-keyout", key, "-out", cert, "-days", "2", "-subj", "/CN=localhost"],
                   check=True, capture_output=True)
    server = Server(troth, ledger, "--tls-cert", cert, "--tls-key", key)
    import ssl
    context = ssl.create_default_context(cafile=cert)
    context.check_hostname = False
    connection = http.client.HTTPSConnection("127.0.0.1", server.port, context=context, timeout=WAIT_S)
    connection.request("GET", "/api/v1/counts")
    check(connection.getresponse().status == 200, "TLS")
    connection.close()
    server.stop()


def check_view(browser, base, name, path, results, axe):
    for size, width, scheme in (("wide", 1280, "light"), ("phone", 390, "dark")):
        browser.size(width, 900)
        browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": scheme}])
        browser.call("Page.navigate", url=base + path)
        ready = browser.until("document.documentElement.dataset.ready !== undefined || !!document.querySelector('[role=alert]')")
        check(ready and not browser.tell("!!document.querySelector('[role=alert]')"), "%s is drawn: %s" % (name, browser.tell("document.body.innerText.slice(0, 300)")))
        check(browser.tell("document.documentElement.scrollWidth <= innerWidth + 1"), "%s fits a window of %d" % (name, width))
        browser.shoot(os.path.join(results, "%s-%s.png" % (name, size)))
        if axe:
            browser.tell(axe + "; 0")
            wrong = browser.tell("axe.run({runOnly: ['wcag2a','wcag2aa','wcag21a','wcag21aa','wcag22aa']}).then(r => JSON.stringify(r.violations.map(v => "
                                 "v.id + ': ' + v.nodes.slice(0, 2).map(n => n.html.slice(0, 120)).join(' | '))))")
            check(wrong == "[]", "%s (%s) has no violation of WCAG 2.2 AA: %s" % (name, scheme, wrong))


def check_pages(server, folder, results):
    program = shutil.which("chromium") or shutil.which("chromium-browser")
    here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "serving", "node_modules", "axe-core", "axe.min.js")
    if not program:
        print("SKIPPED: no chromium is here, so that the views were not drawn (apt-get install chromium)")
        return
    axe = ""
    if os.path.exists(here):
        with open(here, encoding="utf-8") as source:
            axe = source.read()
    else:
        print("SKIPPED: axe-core is not here, so that accessibility was not measured (npm ci --prefix tests/serving)")
    hostile = b"<img src=x onerror=alert(1)> leaders meet\n\nNorway pledged 40 <script>alert(1)</script> boats to Malta on Monday."
    server.data("/api/v1/articles", "POST", hostile, headers={"X-Troth": "1"})
    time.sleep(0.6)
    bad = server.data("/api/v1/statements?words=boats")["statements"][-1]["article"]["id"]
    statement = server.data("/api/v1/statements?act=decline&limit=1")["statements"][0]
    row = server.data("/api/v1/commitments?limit=1&state=pledged")["commitments"][0]
    browser = Browser(program, folder)
    base = "http://127.0.0.1:%d" % server.port
    views = (("book", "/"), ("book-past", "/?as_of=2026-03-01"), ("commitment", "/commitment/" + row["id"]),
             ("article", "/article?id=" + quote(statement["article"]["id"]) + "&statement=" + statement["id"]), ("statements", "/statements"),
             ("disputes", "/disputes"), ("weigh", "/weigh?if=ceasefire&need=land:%2015000"), ("drop", "/drop"), ("hostile", "/article?id=" + quote(bad)))
    for name, path in views:
        check_view(browser, base, name, path, results, axe)
    check(not browser.tell("document.querySelectorAll('main img, main script').length"), "hostile text stays text")
    browser.size(1280, 900)
    browser.call("Page.navigate", url=base + "/")
    browser.until("document.querySelectorAll('.board a.field').length > 0")
    browser.tell("document.querySelector('.board a.field').click()")
    check(browser.until("location.search.includes('actor=')"), "a field of the board opens its commitments")
    browser.call("Page.navigate", url=base + "/drop")
    browser.until("!!document.querySelector('textarea')")
    browser.tell("document.querySelector('textarea').value = 'Chile pledged three ships to Peru.'; document.querySelector('.drop button.first').click()")
    check(browser.until("document.querySelector('main').innerText.includes('1 statements')"), "what is dropped is read")
    browser.shoot(os.path.join(results, "drop-read.png"))
    browser.tell("[...document.querySelectorAll('button')].find(one => one.textContent === 'Add to the book').click()")
    check(browser.until("document.querySelector('main').innerText.includes('Added 1 report')"), "and added")
    browser.call("Page.navigate", url=base + "/weigh")
    browser.until("!!document.querySelector('input[value=ceasefire]')")
    browser.tell("document.querySelector('input[value=ceasefire]').click()")
    check(browser.until("location.search.includes('if=ceasefire')"), "a switch is part of the address")
    outside = [url for url in browser.asked if not url.startswith((base, "data:", "blob:"))]
    check(not outside, "nothing is asked of others: %s" % outside[:3])
    check(not browser.trouble, "no script fails: %s" % browser.trouble[:3])
    browser.stop()


def main(troth, examples, results):
    os.makedirs(results, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        ledger = os.path.join(folder, "book.db")
        inputs = sorted(os.path.join(examples, name) for name in os.listdir(examples) if name.endswith(".jsonl"))
        subprocess.run([troth, "add", *inputs, "--ledger", ledger], check=True, capture_output=True)
        server = Server(troth, ledger)
        try:
            check_answers(server, troth, ledger)
            check_description(server)
            check_errors(server)
            check_hostile(server)
            check_pages(server, folder, results)
        finally:
            server.stop()
        check_access(troth, ledger, folder)
    print("%d wrong" % len(FAILURES))
    return 1 if FAILURES else 0


sys.exit(main(*sys.argv[1:]))
