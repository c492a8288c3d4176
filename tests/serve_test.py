#!/usr/bin/env python3
"""The page of `troth serve`: answers are the records of the commands, who may do what, and each view in a real browser.

usage: serve_test.py TROTH EXAMPLES RESULTS

Everything goes to 127.0.0.1. Screenshots are kept in RESULTS. What cannot be tested here (no chromium, no axe-core) is told.
"""
import hashlib
import http.client
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from urllib.parse import quote

import closing
from browser import Browser
from serve_server import CHECKS, WAIT_S, Server, check, free_port, records


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
            check_pages(server, folder, results)
        finally:
            server.stop()
        check_access(troth, ledger, folder)
    return closing.close(CHECKS)


sys.exit(main(*sys.argv[1:]))
