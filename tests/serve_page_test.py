#!/usr/bin/env python3
"""The page of `troth serve` in a real browser: each view drawn, used by mouse and keyboard, looked over by axe-core.

usage: serve_page_test.py TROTH EXAMPLES RESULTS

Screenshots are kept in RESULTS. Everything goes to 127.0.0.1. What is not here (Chromium, axe-core) is left out aloud.
"""
import hashlib
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time
from urllib.parse import quote

import closing
from browser import Browser
from serve_server import CHECKS, Server, check

AXE = pathlib.Path(__file__).resolve().parent / "serving/node_modules/axe-core/axe.min.js"
LOOKS = (("wide-light", 1280), ("wide-dark", 1280), ("phone-light", 390), ("phone-dark", 390))
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
HOSTILE = b"<img src=x onerror=alert(1)> leaders meet\n\nNorway pledged 40 <script>alert(1)</script> boats to Malta on Monday."


class Page:
    """The browser on one server."""

    def __init__(self, browser, server, results):
        self.browser, self.server, self.results = browser, server, pathlib.Path(results)
        self.base = "http://127.0.0.1:%d" % server.port
        self.axe = AXE.read_text(encoding="utf-8") if AXE.exists() else ""

    def go(self, path):
        good = self.browser.go(self.base + path)
        check(good, "%s is drawn: %s" % (path, "" if good else self.tell("document.body.innerText.slice(0, 300)")))

    def tell(self, words):
        return self.browser.tell(words)

    def until(self, words, what):
        good = self.browser.until(words)
        check(good, "%s (%s)" % (what, "" if good else self.tell("location.href + ': ' + document.querySelector('main').innerText.slice(0, 200) + document.getElementById('status').innerText")))

    def click(self, where):
        self.browser.click(where)

    def press(self, *keys, modifiers=0):
        """Keys, each once the page has done what was asked before: it takes no other meanwhile."""
        for key in keys:
            self.browser.until("!document.querySelector('[aria-busy=true]')")
            self.browser.press(key, modifiers)

    def choose(self, words):
        """Presses the button with this text."""
        self.tell("[...document.querySelectorAll('button')].find(one => one.textContent.trim() === %s).click()" % json.dumps(words))

    def shoot(self, name):
        self.browser.shoot(str(self.results / (name + ".png")))

    def look(self, name, look, width):
        self.browser.size(width, 900)
        self.browser.call("Emulation.setEmulatedMedia", features=[{"name": "prefers-color-scheme", "value": look.partition("-")[2]}])
        time.sleep(0.1)
        check(self.tell("document.documentElement.scrollWidth <= innerWidth + 1"), "%s fits a window of %d" % (name, width))
        self.shoot("%s-%s" % (name, look))
        if self.axe:
            self.tell(self.axe + "; 0")
            wrong = self.tell("axe.run({runOnly: %s}).then(r => JSON.stringify(r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 2)"
                              ".map(n => n.html.slice(0, 120)).join(' | '))))" % json.dumps(RULES))
            check(wrong == "[]", "%s (%s) has no violation of WCAG 2.2 AA: %s" % (name, look, wrong))

    def downloaded(self, words, name):
        """The file that a button gives."""
        folder = self.results / "downloads"
        shutil.rmtree(folder, ignore_errors=True)
        folder.mkdir()
        self.browser.call("Page.setDownloadBehavior", behavior="allow", downloadPath=str(folder))
        self.choose(words)
        end = time.monotonic() + 10
        while time.monotonic() < end and not (folder / name).exists():
            time.sleep(0.05)
        check((folder / name).exists(), "%s gives %s" % (words, name))
        return (folder / name).read_bytes() if (folder / name).exists() else b""


def look_at_all(page):
    server = page.server
    server.write("/api/v1/articles", HOSTILE)
    bad = server.data("/api/v1/statements?search=boats")["statements"][-1]["article"]["id"]
    refusal = server.data("/api/v1/statements?act=decline&limit=1")["statements"][0]
    rows = server.data("/api/v1/commitments?limit=200")["commitments"]
    longest = max(rows, key=lambda row: row["statements"])
    disputed = [row for row in rows if row["disputed"]] or [longest]
    views = (("book", "/"), ("book-past", "/?as_of=2026-03-01"), ("commitment", "/commitment/" + longest["id"]), ("commitment-disputed", "/commitment/" + disputed[0]["id"]),
             ("article", "/article?id=%s&statement=%s" % (quote(refusal["article"]["id"]), refusal["id"])), ("statements", "/statements"), ("disputes", "/disputes"),
             ("review", "/review"), ("weigh", "/weigh?if=ceasefire&need=land:%203000&chance=ceasefire%3D0.4"), ("drop", "/drop"), ("hostile", "/article?id=" + quote(bad)))
    for name, path in views:
        page.go(path)
        for look, width in LOOKS:
            page.look(name, look, width)
    check(not page.tell("document.querySelectorAll('main img, main script').length"), "hostile text stays text")
    page.browser.size(1280, 900)


def use_book(page):
    page.go("/")
    whole = page.tell("document.querySelectorAll('.field').length")
    page.tell("document.querySelector('input[type=range]').focus()")
    page.press("ArrowLeft", "ArrowLeft", "ArrowLeft")
    page.until("location.search.includes('as_of=') && document.querySelectorAll('.field').length < %d" % whole, "the slider goes back in time by the keyboard")
    check(page.tell("!document.getElementById('past').hidden"), "a past day is told")
    page.choose("Play")
    page.until("[...document.querySelectorAll('button')].some(one => one.textContent === 'Pause')", "the book's growth is played")
    page.until("!location.search.includes('as_of=') && document.querySelectorAll('.field').length === %d" % whole, "and ends with the whole book")
    page.click(".board a.field")
    page.until("location.search.includes('actor=')", "a field of the board opens its commitments")
    page.go("/?search=" + quote("troops -funding"))
    found = page.server.data("/api/v1/commitments?search=" + quote("troops -funding"))["commitments"]
    check(page.tell("document.querySelectorAll('[aria-label=Commitments] tbody tr').length") == len(found) > 0, "the list is what the search finds")
    text = page.downloaded("CSV", "commitments.csv").decode()
    check(text.count("\r\n") == len(found) + 1 and text.startswith("id,"), "a list as CSV")
    check(len(json.loads(page.downloaded("JSON", "commitments.json"))["commitments"]) == len(found), "a list as JSON")
    frozen = page.tell("[...document.querySelectorAll('a')].find(one => one.textContent.includes('stands now')).getAttribute('href')")
    check("known_by=" in frozen, "each view has an address for ever")
    page.go(frozen)
    check(page.tell("document.querySelectorAll('[aria-label=Commitments] tbody tr').length") == len(found), "which shows the same")


def use_commitment(page):
    row = max(page.server.data("/api/v1/commitments?limit=200")["commitments"], key=lambda one: one["statements"])
    history = page.server.data("/api/v1/commitments/" + row["id"])["history"]
    page.go("/commitment/" + row["id"])
    check(page.tell("document.querySelectorAll('.timeline > li').length") == len(history) > 1, "the timeline has every statement")
    check(page.downloaded("CSV", "commitment.csv").count(b"\r\n") == len(history) + 1, "a history as CSV")
    page.click(".timeline a")
    page.until("location.pathname === '/article' && !!document.querySelector('.reading')", "a quote leads to its report")
    page.tell("history.back()")
    page.until("!!document.querySelector('.timeline')", "and back")


def opened(page, button):
    """What a button of a commitment opens, which gets the focus."""
    page.tell("document.querySelectorAll('[aria-controls=ruling]')[%d].focus()" % button)
    page.press("Enter")
    page.until("document.activeElement === document.querySelector('.ruling h2')", "the keyboard opens it")


def undone(page, where, path, statements):
    page.until("%s && document.activeElement.matches('.news') && document.querySelectorAll('.timeline > li').length === %d" % (where, statements), "what was decided is told and shown")
    page.choose("Undo")
    page.until("document.querySelector('.news')?.innerText.includes('Taken back')", "and taken back by a button")
    page.go(path)


def use_rulings(page):
    """Two commitments are merged and statements split off, from the keyboard; each is undone; who was slower is told."""
    rows = sorted(page.server.data("/api/v1/commitments?actor=NOR")["commitments"], key=lambda row: (-row["statements"], row["id"]))
    one, other = [page.server.data("/api/v1/commitments/" + row["id"]) for row in rows[:2]]
    path, length = "/commitment/" + one["id"], len(one["history"])
    page.tell("localStorage.setItem('reviewer', 'Anna')")
    page.go(path)
    opened(page, 0)
    page.until("document.querySelectorAll('.ruling input[name=other]').length > 1", "others of the same actor are there to choose")
    page.press("Escape")
    page.until("document.querySelector('.ruling').hidden && document.activeElement.getAttribute('aria-expanded') === 'false'", "a key closes it, back at its button")
    opened(page, 0)
    page.tell("document.querySelector('.ruling [name=words]').focus()")
    page.browser.call("Input.insertText", text=other["id"][:10])
    page.press("Enter")
    page.until("document.querySelectorAll('.ruling input[name=other]').length === 1", "one is found by its id")
    page.tell("document.querySelector('.ruling input[name=other]').focus()")
    page.press(" ")
    page.until("document.querySelectorAll('.ruling .side').length === 2 && document.querySelector('.ruling .side.right').innerText.includes(%s)" % json.dumps(other["statement"]["sentence"]),
               "both are seen side by side")
    for look, width in LOOKS:
        page.look("commitment-merge", look, width)
    page.choose("Keep the other one instead")
    page.until("document.querySelector('.ruling .side.left').innerText.includes('This one ends')", "either can stay")
    page.choose("Merge")
    undone(page, "location.pathname === '/commitment/%s'" % other["id"], path, length + len(other["history"]))
    page.until("document.querySelectorAll('.timeline > li').length === %d && !!document.querySelector('.rulings del')" % length, "both are as they were, and tell of it")
    opened(page, 1)
    page.tell("document.querySelector('.ruling input[type=checkbox]').focus()")
    page.press(" ")
    page.until("document.querySelector('.ruling .side.right li') && document.querySelector('.ruling').innerText.includes('1 of ')", "what leaves is seen before")
    for look, width in LOOKS:
        page.look("commitment-split", look, width)
    page.choose("Split off")
    page.until("document.querySelectorAll('.timeline > li').length === %d" % (length - 1), "a statement leaves")
    page.shoot("commitment-rulings")
    target = page.server.data("/api/v1/reviews?commitment=" + one["id"])["reviews"][-1]["target"]
    page.go("/commitment/" + target)
    check(page.tell("document.querySelectorAll('.timeline > li').length") == 1, "for a commitment of its own")
    page.choose("Take back")
    page.until("document.querySelector('h1').innerText === 'No commitment stands here' && !!document.querySelector('.rulings a')", "which ends when it is taken back, and leads on")
    page.shoot("commitment-ended")
    page.go(path)
    opened(page, 0)
    page.until("!!document.querySelector('.ruling input[value=\"%s\"]')" % other["id"], "the other is found again")
    page.click(".ruling input[value='%s']" % other["id"])
    page.until("document.querySelectorAll('.ruling .side').length === 2", "and chosen")
    taken = json.loads(page.server.write("/api/v1/reviews", {"kind": "merge", "commitment": other["id"], "target": one["id"], "by": "Bea"})[2])["reviews"]
    before = len(page.server.data("/api/v1/reviews")["reviews"])
    page.choose("Merge")
    page.until("!!document.querySelector('[role=alert]')?.innerText.includes('Somebody was faster') && document.querySelector('.rulings').innerText.includes('Bea')", "who was slower is told who was faster")
    check(len(page.server.data("/api/v1/reviews")["reviews"]) == before, "and nothing was recorded")
    page.server.write("/api/v1/reviews", {"kind": "retract", "retracts": taken, "by": "Bea"})
    page.go(path + "?as_of=2999-01-01")
    check(not page.tell("document.querySelectorAll('[aria-controls=ruling], .rulings button').length"), "the past is not decided on")


def use_article(page):
    statement = page.server.data("/api/v1/statements?act=decline&limit=1")["statements"][0]
    page.go("/article?id=" + quote(statement["article"]["id"]))
    page.browser.point(".text .mark", 0)
    page.until("!document.querySelector('.tip').hidden && document.querySelector('.tip').innerText.length > 3", "a mark tells its reading")
    page.shoot("article-hover")
    page.click(".text .mark")
    page.until("document.querySelector('main aside').innerText.includes('lexicon/')", "a mark explains its reading")
    page.until("document.querySelectorAll('.tree .node').length > 1", "with its part of the tree")
    check(page.tell("location.search.includes('statement=')"), "the choice is part of the address")
    page.until("!!document.querySelector('main aside a[href^=\"/commitment/\"]')", "and leads to its commitment")


def use_lists(page):
    page.go("/statements")
    page.tell("document.querySelector('[name=search]').focus()")
    page.browser.call("Input.insertText", text='"declined to send"')
    page.press("Enter")
    page.until("location.search.includes('search=') && !!document.documentElement.dataset.ready && document.querySelectorAll('tbody tr').length > 0", "statements are searched")
    check(page.tell("[...document.querySelectorAll('tbody tr')].every(one => /declin\\w+ to send/i.test(one.innerText))"), "by words in their order")
    page.go("/disputes")
    check(page.tell("document.querySelectorAll('.sides').length") == len(page.server.data("/api/v1/disputes")["items"]) > 0, "every dispute has two sides")


def heading(page):
    return page.tell("document.querySelector('.desk h2').textContent + document.querySelector('.desk blockquote').textContent")


def progress(page):
    time.sleep(0.6)  # sums may be half a second old
    return page.server.data("/api/v1/progress")


def use_review(page):
    page.tell("localStorage.setItem('reviewer', 'Anna')")
    page.go("/review")
    first = heading(page)
    page.press("c")
    page.until("document.getElementById('status').innerText.includes('Confirmed')", "a key confirms")
    check(progress(page)["confirmed"] == 1 and heading(page) != first, "and the next one comes")
    page.press("u")
    page.until("document.getElementById('status').innerText.includes('Taken back')", "a key undoes it")
    check(progress(page)["confirmed"] == 0 and heading(page) == first, "and the statement is there again")
    page.press("e")
    page.tell("document.querySelector('[name=amount]').focus(); document.querySelector('[name=amount]').value = ''")
    page.browser.call("Input.insertText", text="50 tanks")
    page.shoot("review-correcting")
    check(page.tell("document.getElementById('confirm').innerText").startswith("Save 1 correction"), "a corrected field is told")
    page.press("Enter", modifiers=2)
    page.until("document.getElementById('status').innerText.includes('Corrected')", "corrections are saved from within a field")
    check(page.server.data("/api/v1/reviews")["reviews"][-1]["value"] == "50 tanks", "as they were written")
    page.press("r")
    page.until("document.getElementById('status').innerText.includes('Rejected')", "a key rejects")
    page.press("m")
    page.until("document.activeElement.id === 'note'", "a comment asks for its words")
    page.browser.call("Input.insertText", text="see the ministry's page")
    page.press("Escape")
    page.press("m")
    page.until("document.getElementById('status').innerText.includes('Noted')", "a comment is noted")
    left = heading(page)
    page.press("n")
    page.until("document.querySelector('.desk h2').textContent + document.querySelector('.desk blockquote').textContent !== %s" % json.dumps(left), "next leaves one open")
    state = progress(page)
    check((state["confirmed"], state["corrected"], state["rejected"], state["reviewers"][0]["commented"]) == (0, 1, 1, 1), "progress counts what was done: %s" % state)
    use_together(page)


def held(page):
    return [one["statement"] for one in page.server.data("/api/v1/leases")["leases"] if one["by"] == "Anna"][0]


def use_together(page):
    """A colleague reviews what is on the page, and holds what would come next."""
    current = held(page)
    check(page.server.write("/api/v1/leases", {"statement": current, "by": "Bea"})[0] == 409, "what one works on, another cannot take")
    page.server.write("/api/v1/reviews", {"kind": "correct", "statement": current, "fields": {"amount": "three"}, "by": "Bea"})
    before = len(page.server.data("/api/v1/reviews")["reviews"])
    page.press("c")
    page.until("!!document.querySelector('[role=alert]')?.innerText.includes('Bea corrected amount')", "who was slower is told what changed")
    page.shoot("review-conflict")
    check(len(page.server.data("/api/v1/reviews")["reviews"]) == before and page.tell("document.querySelector('[name=amount]').value") == "three", "and nothing was written over")
    taken = next(one["id"] for one in page.server.data("/api/v1/queue?limit=5")["statements"] if one["id"] != current)
    page.server.write("/api/v1/leases", {"statement": taken, "by": "Bea"})
    page.press("c")
    page.until("document.getElementById('status').innerText.includes('Confirmed')", "looked at again, it is confirmed")
    page.go("/review")
    check(held(page) != taken, "what a colleague has does not come")
    page.until("document.querySelector('main aside').innerText.includes('Bea')", "colleagues at work are told")
    page.go("/drop")
    time.sleep(0.3)
    check(not [one for one in page.server.data("/api/v1/leases")["leases"] if one["by"] == "Anna"], "who leaves the view leaves the statement")


def use_weigh(page):
    page.go("/weigh?need=land:%203000")
    width = "document.querySelector('.bar .green').style.width"
    before = page.tell(width)
    page.tell("document.querySelector('input[name=if][value=ceasefire]').focus()")
    page.press(" ")
    page.until("location.search.includes('if=ceasefire') && %s !== %s" % (width, json.dumps(before)), "a switch is part of the address and moves the bar")
    check(page.tell("document.activeElement.value") == "ceasefire", "the focus stays on the switch")
    whole = page.tell(width)
    page.tell("document.querySelector('input[name=without][value=POL]').click()")
    page.until("location.search.includes('without=POL') && %s !== %s" % (width, json.dumps(whole)), "who backs out moves it too")
    check(b"<svg" in page.downloaded("SVG", "weighing.svg"), "the chart as SVG")
    check(page.downloaded("PNG", "weighing.png").startswith(b"\x89PNG"), "the chart as PNG")
    page.go(page.tell("location.pathname + location.search"))
    check(page.tell("!document.querySelector('input[value=POL]').checked && document.querySelector('input[value=ceasefire]').checked"), "the address is the scenario")


def use_drop(page):
    page.go("/drop")
    page.tell("(() => { const bag = new DataTransfer(); bag.setData('text', 'Chile pledged three ships to Peru.'); "
              "document.querySelector('.drop').dispatchEvent(new DragEvent('drop', { dataTransfer: bag, bubbles: true, cancelable: true })); })()")
    page.until("document.querySelector('main').innerText.includes('1 statement in 1 report')", "what is dropped is read")
    page.shoot("drop-read")
    page.choose("Add to the book")
    page.until("document.querySelector('main').innerText.includes('Added 1 report')", "and added")


def use_paper(page):
    page.go("/")
    page.browser.call("Emulation.setEmulatedMedia", media="print")
    page.shoot("book-print")
    check(page.tell("getComputedStyle(document.querySelector('header')).display") == "none", "paper has no menu")
    page.browser.call("Emulation.setEmulatedMedia", media="")


def use_token(page, name, may):
    page.browser.call("Page.navigate", url=page.base + "/review")
    page.until("!!document.querySelector('input[type=password]')", "a token is asked for")
    page.tell("document.querySelector('input[type=password]').focus()")
    page.browser.call("Input.insertText", text=name)
    page.press("Enter")
    page.until("!!document.querySelector('.desk h2')", "the view is drawn with a token")
    check(page.tell("!document.getElementById('confirm').disabled") == may, "%s may%s review" % (name, "" if may else " not"))
    token = {"Authorization": "Bearer " + name}
    page.go("/commitment/" + json.loads(page.server.ask("/api/v1/commitments?limit=1", headers=token)[2])["commitments"][0]["id"])
    check(page.tell("document.querySelectorAll('[aria-controls=ruling]').length > 0") == may, "%s may%s merge" % (name, "" if may else " not"))
    page.go("/review")
    if may:
        page.press("c")
        page.until("document.getElementById('status').innerText.includes('Confirmed')", "a token's name stands for the reviewer")
        last = page.server.ask("/api/v1/reviews", headers={"Authorization": "Bearer carla"})[2]
        check(json.loads(last)["reviews"][-1]["reviewed_by"] == "carla", "and nobody can take another's")
    page.tell("sessionStorage.clear()")


def use_tokens(browser, troth, ledger, results, folder):
    tokens = pathlib.Path(folder) / "tokens.txt"
    tokens.write_text("".join("%s %s %s\n" % (role, name, hashlib.sha256(name.encode()).hexdigest()) for role, name in (("read", "press"), ("review", "carla"))), encoding="ascii")
    server = Server(troth, ledger, "--tokens", str(tokens))
    page = Page(browser, server, results)
    try:
        for name, may in (("press", False), ("carla", True)):
            use_token(page, name, may)
    finally:
        server.stop()


def use(browser, troth, ledger, results, folder):
    server = Server(troth, ledger)
    page = Page(browser, server, results)
    try:
        look_at_all(page)
        for part in (use_book, use_commitment, use_rulings, use_article, use_lists, use_review, use_weigh, use_drop, use_paper):
            part(page)
    finally:
        server.stop()
    use_tokens(browser, troth, ledger, results, folder)
    outside = [url for url in browser.asked if not url.startswith(("http://127.0.0.1:", "data:", "blob:"))]
    check(not outside, "nothing is asked of others: %s" % outside[:3])
    trouble = [one for one in browser.trouble if not any(status in one for status in ("of 409", "of 401")) and not ("of 404" in one and "/api/v1/commitments/" in one)]
    check(not trouble, "no script fails: %s" % trouble[:3])


def main(troth, examples, results):
    program = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    if not program:
        return closing.skip("the views in a browser", "no Chromium here: apt-get install chromium")
    if not AXE.exists():
        print("skipped: accessibility by axe-core (npm ci --prefix tests/serving)")
    os.makedirs(results, exist_ok=True)
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as folder:
        ledger = os.path.join(folder, "book.db")
        inputs = sorted(os.path.join(examples, name) for name in os.listdir(examples) if name.endswith(".jsonl"))
        subprocess.run([troth, "add", *inputs, "--ledger", ledger], check=True, capture_output=True)
        browser = Browser(program, folder)
        try:
            use(browser, troth, ledger, results, folder)
        finally:
            browser.stop()
    return closing.close(CHECKS)


sys.exit(main(*sys.argv[1:]))
