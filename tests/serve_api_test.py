#!/usr/bin/env python3
"""The API of `troth serve`: what /openapi.json says of every route holds, pages by key, the past, CSV, tags and compression, problems, and
hostile requests. The ledger is a file, or in PostgreSQL where tools/with_postgres.py gives a server.

usage: serve_api_test.py TROTH EXAMPLES
"""
import gzip
import json
import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from urllib.parse import quote

import closing
from serve_server import CHECKS, Server, Visitor, check, records

OURS = {"X-Troth": "1"}
DAY = "2026-03-01"


def pages(server, path, name, limit):
    """All rows of a route, page after page, and how many pages there were."""
    rows, after, count = [], "", 0
    while after is not None:
        page = server.data("%s%slimit=%d&after=%s" % (path, "&" if "?" in path else "?", limit, quote(after)))
        rows += page[name]
        after, count = page["next"], count + 1
    return rows, count


def check_pages(server, troth, ledger):
    listed = records(troth, "list", "--ledger", ledger, "--jsonl")
    rows, count = pages(server, "/api/v1/statements", "statements", 7)
    check(rows == listed and count > 3, "the pages of statements together are the list: %d, %d" % (len(rows), len(listed)))
    past = records(troth, "list", "--ledger", ledger, "--jsonl", "--as-of", DAY)
    rows, _ = pages(server, "/api/v1/statements?as_of=" + DAY, "statements", 5)
    check(rows == past and 0 < len(past) < len(listed), "so are those of a past day")
    actor = next(row["actors"][0]["code"] for row in listed if row["actors"] and row["actors"][0]["code"])
    rows, _ = pages(server, "/api/v1/statements?actor=" + actor, "statements", 2)
    check(rows == records(troth, "list", "--ledger", ledger, "--jsonl", "--actor", actor), "and those of an actor")
    book = records(troth, "book", "--ledger", ledger, "--jsonl", "--actor", actor)
    rows, _ = pages(server, "/api/v1/commitments?actor=" + actor, "commitments", 2)
    check(sorted(row["id"] for row in rows) == sorted(row["id"] for row in book), "an actor's commitments have pages")
    whole, _ = pages(server, "/api/v1/commitments?as_of=" + DAY, "commitments", 3)
    check(len(whole) == len(records(troth, "book", "--ledger", ledger, "--jsonl", "--as-of", DAY)), "commitments of a past day have pages")
    disputed = records(troth, "disputes", "--ledger", ledger, "--jsonl")
    rows, count = pages(server, "/api/v1/disputes", "items", 1)
    check(rows == disputed and count >= len(rows) > 1, "the pages of disputes together are all: %d, %d" % (len(rows), len(disputed)))
    said = next(row["statement"]["id"] for row in whole)
    check(whole[0]["id"] in [row["id"] for row in server.data("/api/v1/commitments?statement=" + said)["commitments"]], "a statement leads to its commitments")
    check(server.ask("/api/v1/statements?after=nonsense")[0] == 200, "a place that nobody gave is no crash")


def check_tables(server, troth, ledger):
    for route, key in (("commitments", "commitments"), ("statements", "statements"), ("disputes", "items"), ("totals?by=month", "items"),
                       ("due?if=ceasefire", "items"), ("marks", "items")):
        sign = "&" if "?" in route else "?"
        status, headers, content = server.ask("/api/v1/%s%sformat=csv" % (route, sign))
        lines = content.decode().splitlines()
        check(status == 200 and headers["Content-Type"].startswith("text/csv"), route + " as CSV")
        rows = server.data("/api/v1/" + route)[key]
        check(len(lines) >= len(rows) and "," in lines[0], route + " has its rows as CSV: %d, %d" % (len(lines), len(rows)))


def check_answers(server):
    plain = server.ask("/api/v1/commitments?limit=50")
    small = server.ask("/api/v1/commitments?limit=50", headers={"Accept-Encoding": "br, gzip"})
    check(small[1].get("Content-Encoding") == "gzip" and gzip.decompress(small[2]) == plain[2], "answers are compressed")
    check(small[1]["ETag"] != plain[1]["ETag"] and "Accept-Encoding" in plain[1]["Vary"], "each form has its tag")
    check(len(small[2]) < len(plain[2]) / 2, "which makes them shorter")
    refused = server.ask("/api/v1/commitments?limit=50", headers={"Accept-Encoding": "gzip;q=0"})
    check("Content-Encoding" not in refused[1], "and not where it is refused")
    for headers, form in (({}, plain), ({"Accept-Encoding": "gzip"}, small)):
        again = server.ask("/api/v1/commitments?limit=50", headers={"If-None-Match": '"other", W/' + form[1]["ETag"], **headers})
        check(again[0] == 304 and not again[2] and again[1]["ETag"] == form[1]["ETag"], "an unchanged answer is told as such")
    check(server.ask("/app.js", headers={"If-None-Match": server.ask("/app.js")[1]["ETag"]})[0] == 304, "so are the page's files")
    status, headers, content = server.ask("/api/v1/board", "HEAD")
    check(status == 200 and not content and int(headers["Content-Length"]) > 0, "HEAD")
    script = sum(len(server.ask(path, headers={"Accept-Encoding": "gzip"})[2]) for path in scripts(server))
    check(script <= 150_000, "the page's scripts have no more than 150 kB, compressed: %d" % script)


def scripts(server):
    """The scripts of the page, and what they import."""
    found, waiting = set(), ["/app.js"]
    while waiting:
        path = waiting.pop()
        if path in found:
            continue
        found.add(path)
        for part in server.ask(path)[2].decode().split('from "')[1:]:
            waiting.append("/" + part.split('"')[0].lstrip("./"))
    return found


def check_first(server):
    """What was answered ahead, before anybody came, is what a visitor would get."""
    time.sleep(0.5)
    for ahead, asked in (("board", "board?actors=40"), ("commitments", "commitments?limit=50"), ("growth", "growth?as_of=9999-12-31"), ("counts", "counts"), ("progress", "progress")):
        for form in ("gzip", "identity"):
            one, other = (server.ask("/api/v1/" + path, headers={"Accept-Encoding": form}) for path in (ahead, asked))
            names = ("Content-Type", "Content-Encoding", "ETag", "Content-Length")
            check(one[0] == 200 and one[2] == other[2] and [one[1].get(name) for name in names] == [other[1].get(name) for name in names], "%s, %s" % (ahead, form))


def check_keys(server):
    """A value that looks like a further parameter is none, whoever asks for which first."""
    field = next(one for one in server.data("/api/v1/board")["fields"] if one["means"])
    actor, means = quote(field["actor"]), quote(field["means"])
    check(not server.data("/api/v1/commitments?actor=%s%%0Ameans=%s" % (actor, means))["commitments"], "nobody is called so")
    check(server.data("/api/v1/commitments?actor=%s&means=%s" % (actor, means))["commitments"], "what is kept for one question answers no other")


HELD_S = 0.5  # as long as an answer about many things may lack what somebody else wrote
LISTS = ("board", "growth", "counts", "commitments", "statements", "disputes", "totals", "due?if=ceasefire", "marks", "queue", "progress", "reviews")


def check_freshness(server):
    """Who wrote sees it in the next answer; another sees it half a second later, and until then what was kept."""
    writer, reader = Visitor(server.port), Visitor(server.port)
    before, held = server.data("/api/v1/counts")["articles"], 0
    for turn in range(5):
        reader.data("/api/v1/counts")
        status, headers, content = writer.write("/api/v1/articles", b"Oslo pledged %d boats to Malta on Monday." % (turn + 11))
        check(status == 200 and "SameSite=Strict" in headers["Set-Cookie"], "a report is added: %s" % content[:200])
        kept = reader.data("/api/v1/counts")["articles"]
        check(writer.data("/api/v1/counts")["articles"] == before + turn + 1, "and counted at once")
        check(reader.data("/api/v1/counts")["articles"] == before + turn + 1, "then for everybody")
        check(kept in (before + turn, before + turn + 1), "another has what was kept, or the new one")
        held += kept == before + turn
        late = writer.write("/api/v1/articles", b"Peru pledged %d boats to Malta on Monday." % (turn + 11))
        before += 1
        check(late[0] == 200, "one more")
        time.sleep(HELD_S + 0.1)
        check(reader.data("/api/v1/counts")["articles"] == before + turn + 1, "another counts it half a second later, whoever asked meanwhile")
    check(held, "what was kept outlives a write of somebody else")


def check_own_reviews(server):
    """A review shows at once in every list for who made it, with the tags that belong to it, and in what is about one statement for everybody."""
    writer, reader = Visitor(server.port), Visitor(server.port)
    for fields in ({"kind": "confirm"}, {"kind": "reject"}, {"kind": "correct", "fields": {"amount": "nine boats"}}):
        one = writer.data("/api/v1/queue?limit=1")["statements"][0]
        old = {route: reader.ask("/api/v1/" + route) for route in LISTS}
        reader.ask("/api/v1/statements/" + one["id"])
        status, _, content = writer.write("/api/v1/reviews", {"statement": one["id"], "by": "Anna", "seen": one["seen"], **fields})
        check(status == 200, "a review: %s" % content[:200])
        check(reader.data("/api/v1/queue/" + one["id"])["seen"] == json.loads(content)["reviews"][-1], "everybody sees it at the statement")
        check(reader.data("/api/v1/statements/" + one["id"])["verdict"] == fields["kind"] + "ed", "with its verdict")
        own = {route: writer.ask("/api/v1/" + route) for route in LISTS}
        tags = {route: writer.ask("/api/v1/" + route, headers={"If-None-Match": old[route][1]["ETag"]})[0] for route in LISTS}
        time.sleep(HELD_S + 0.1)
        for route in LISTS:
            now = reader.ask("/api/v1/" + route)
            check(now[0] == 200 and now[2] == own[route][2] and now[1]["ETag"] == own[route][1]["ETag"], "%s after a review is at once what it stays: %s" % (route, fields))
            check(tags[route] == (304 if now[2] == old[route][2] else 200), "a tag of before the review holds where nothing changed: " + route)
        check(own["reviews"][2] != old["reviews"][2] and own["progress"][2] != old["progress"][2] and own["queue"][2] != old["queue"][2], "and it did change")


def check_stamps(server):
    """What a visitor says that he has seen may be anything."""
    writer = Visitor(server.port)
    writer.write("/api/v1/articles", b"Oslo pledged one boat to Malta on Monday.")
    time.sleep(HELD_S + 0.1)
    wanted, name = server.ask("/api/v1/board")[2], next(iter(writer.cookies))
    for cookie in (name + "=99999999999999999999999", name + "=-5", name + "=boats", name, "=;;=,", name + "=" + "9" * 4000):
        for _ in range(2):
            status, _, content = server.ask("/api/v1/board", headers={"Cookie": cookie})
            check(status == 200 and content == wanted, "a cookie of any kind: " + cookie[:40])


def check_neighbours(server, troth, ledger, folder):
    """Servers of one host, which a browser's cookies do not tell apart: who writes to several sees at once what he wrote to each."""
    other = os.path.join(folder, "other.db")
    subprocess.run([troth, "add", "-", "--ledger", other], input=b"Peru pledged two boats to Malta.", check=True, capture_output=True)
    twin, stranger, cookies = Server(troth, ledger), Server(troth, other), {}
    try:
        mine, its, others = (Visitor(one.port, cookies) for one in (server, twin, stranger))
        counts = lambda one: one.data("/api/v1/counts")["articles"]
        for turn in range(3):
            before = [counts(Visitor(one.port)) for one in (mine, its, others)]  # and kept
            for one in (mine, its, others):
                status, _, content = one.write("/api/v1/articles", b"Chad pledged %d carts to Malta at %d." % (turn + 21, one.port))
                check(status == 200, "a report is added: %s" % content[:200])
            check([counts(one) for one in (mine, its, others)] == [max(before[:2]) + 2, max(before[:2]) + 2, before[2] + 1],
                  "who writes to three servers of one host sees it at each of them")
            time.sleep(HELD_S + 0.1)
        check(len(cookies) == 2, "two ledgers, two cookies: %s" % cookies)
    finally:
        twin.stop()
        stranger.stop()


def check_conflicts(server):
    """Of several who review the same state at once one is heard, whatever is kept."""
    for turn in range(5):
        waiting, told = server.data("/api/v1/queue?limit=1&skip=3")["statements"][0], []
        one = server.data("/api/v1/queue/" + waiting["id"])
        names = ["Reviewer %d" % n for n in range(4)]
        word = lambda name: {"kind": "comment", "note": name, "statement": one["id"], "by": name, "seen": one["seen"]}
        threads = [threading.Thread(target=lambda name=name: told.append(Visitor(server.port).write("/api/v1/reviews", word(name)))) for name in names]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        check(sorted(answer[0] for answer in told) == [200, 409, 409, 409], "one of four: %s" % [answer[0] for answer in told])
        notes = [json.loads(answer[2])["statement"]["reviews"][-1]["note"] for answer in told if answer[0] == 409]
        check(len(set(notes)) == 1 and notes[0] in names, "and the others are told which: %s" % notes)


def bodies(server):
    statement = server.data("/api/v1/statements?limit=1")["statements"][0]
    review = {"kind": "comment", "statement": statement["id"], "note": "seen", "by": "A. Reviewer"}
    return {"/api/v1/reviews": review, "/api/v1/leases": {"statement": statement["id"], "by": "A. Reviewer"}}


def check_description(server):
    described = server.data("/openapi.json")
    check(described["openapi"] == "3.1.0" and described["info"]["version"], "OpenAPI 3.1")
    some = server.data("/api/v1/commitments?limit=1")["commitments"][0]
    ids = {"/api/v1/commitments/{id}": some["id"]}
    values = {"if": "ceasefire", "id": server.data("/api/v1/statements?limit=1")["statements"][0]["article"]["id"], "need": "land:15000",
              "search": "troops"}
    sent = bodies(server)
    for path, operations in described["paths"].items():
        for method, operation in operations.items():
            given = [name["name"] for name in operation["parameters"] if name["in"] == "query"]
            asked = "&".join(name + "=" + quote(values[name]) for name in given if name in values)
            where = path.replace("{id}", ids.get(path, some["statement"]["id"])) + "?" + asked
            body = sent.get(path, b"Oslo pledged 12 boats to Malta.") if method == "post" else None
            body = json.dumps(body).encode() if isinstance(body, dict) else body
            status, headers, content = server.ask(where, method.upper(), body, headers=OURS)
            kind = headers["Content-Type"].split(";")[0]
            check(status == 200, "%s %s gives 200, not %d: %s" % (method, where, status, content[:200]))
            check(kind in operation["responses"]["200"]["content"], "%s gives a described form, not %s" % (path, kind))
            check(kind != "application/json" or isinstance(json.loads(content), dict), path + " gives an object")
            check(server.ask(where + "&nosuch=1", method.upper(), body, headers=OURS)[0] == 400, path + " refuses unknown parameters")
            if "as_of" in given:
                check(server.ask(where + "&as_of=2999-01-01&known_by=2999-01-01")[0] == 200, path + " knows the two times")
                check(server.ask(where + "&as_of=yesterday")[0] == 400, path + " tells a day that is none")


def two_of(server):
    """Two commitments: Tonga's with one statement, and Fiji's with two."""
    for text in (b"Tonga pledged 300 troops to Kiribati on Monday.", b"Fiji pledged 90 troops to Kiribati on Monday.", b"Fiji said it would send 90 troops to Kiribati."):
        check(server.write("/api/v1/articles", text)[0] == 200, "a report is added")
    return [server.data("/api/v1/commitments?actor=" + actor)["commitments"][0]["id"] for actor in ("TON", "FJI")]


def check_rulings(server):
    """Commitments are merged and statements split off; each is taken back, and refused where somebody was faster."""
    ended, kept = two_of(server)
    one = lambda id: server.data("/api/v1/commitments/" + id)
    rule = lambda **fields: server.write("/api/v1/reviews", {"by": "Anna", **fields})
    both, own = one(kept), [step["statement"]["id"] for step in one(ended)["history"]]
    check(one(ended)["seen"] == one(kept)["seen"] == 0 and all(step["own"] for step in both["history"]), "nobody has reviewed them")
    status, _, content = rule(kind="merge", commitment=ended, target=kept, seen=0, note="one delivery")
    merge = json.loads(content)["reviews"]
    check(status == 200 and len(merge) == 1, "two commitments become one: %s" % content)
    now = one(kept)
    check(now["statements"] == both["statements"] + len(own) and now["seen"] == merge[0], "with the statements of both")
    check(server.ask("/api/v1/commitments/" + ended)[0] == 404, "the other has ended")
    told = server.data("/api/v1/reviews?commitment=" + ended[:12])["reviews"]
    check([(one["kind"], one["target"], one["note"]) for one in told] == [("merge", kept, "one delivery")] and told == server.data("/api/v1/reviews?commitment=" + kept)["reviews"],
          "which both tell")
    for fields in ({"kind": "merge", "commitment": kept, "target": ended}, {"kind": "split", "commitment": kept, "statements": own}):
        status, headers, content = rule(seen=0, **fields)
        problem = json.loads(content)
        check((status, problem["status"]) == (409, 409) and headers["Content-Type"] == "application/problem+json" and "meanwhile" in problem["detail"], "who looked before is told: %s" % content)
    check(one(kept) == now, "and nothing was recorded")
    moved = [step["statement"]["id"] for step in now["history"]][-2:]
    status, _, content = rule(kind="split", commitment=kept, statements=moved, seen=now["seen"])
    split = json.loads(content)["reviews"]
    target = server.data("/api/v1/reviews?commitment=" + kept)["reviews"][-1]["target"]
    check(status == 200 and len(split) == 2 and [step["statement"]["id"] for step in one(target)["history"]] == moved, "statements leave together: %s" % content)
    check(one(kept)["statements"] == now["statements"] - 2, "and are there no more")
    check(rule(kind="retract", retracts=split)[0] == 200 and one(kept)["statements"] == now["statements"], "which is taken back")
    check(rule(kind="retract", retracts=merge)[0] == 200 and one(ended)["history"] and one(kept)["statements"] == both["statements"], "and so is the merge")
    check([row["kind"] for row in server.data("/api/v1/reviews?commitment=" + ended)["reviews"]] == ["merge", "retract"], "all of it is told")
    check(server.data("/api/v1/reviews?commitment=%s&known_by=2020-01-01" % kept)["reviews"] == [], "of a past moment what was known then")
    for fields, word in (({"kind": "merge", "commitment": kept, "target": kept}, "already"), ({"kind": "merge", "commitment": kept}, "no commitment"),
                         ({"kind": "split", "commitment": kept, "statements": own}, "does not belong"), ({"kind": "split", "commitment": kept, "statements": []}, "statements:"),
                         ({"kind": "split", "commitment": kept, "statements": [7]}, "statements:"), ({"kind": "split", "commitment": kept}, "statements:"),
                         ({"kind": "merge", "commitment": kept, "target": 5}, "target: is no string")):
        status, _, content = rule(**fields)
        check(status == 400 and word in json.loads(content)["detail"], "%s is refused: %s" % (fields, content))
    check(server.ask("/api/v1/reviews?commitment=" + own[0])[0] == 404 and server.ask("/api/v1/reviews?commitment=ffffffffffff")[0] == 404, "a commitment that is none")
    check(server.ask("/api/v1/reviews", "POST", json.dumps({"kind": "merge", "commitment": ended, "target": kept, "by": "Anna"}))[0] == 403, "a strange page cannot merge")


def check_errors(server):
    for path, wanted in (("/api/v1/nosuch", 404), ("/api/v1/commitments/ffffffffffffffff", 404), ("/api/v1/commitments?as_of=today", 400),
                         ("/api/v1/due?if=nosuch", 400), ("/api/v1/article", 400), ("/api/v1/article?id=nosuch", 404), ("/nosuch.js", 404),
                         ("/api/v1/commitments/", 404), ("/api/v1", 404)):
        status, headers, content = server.ask(path)
        check(status == wanted, "%s gives %d, not %d" % (path, wanted, status))
        problem = json.loads(content)
        check(headers["Content-Type"] == "application/problem+json" and problem["status"] == status and problem["detail"], path + " tells its problem")
    check(server.ask("/api/v1/board", "POST", b"", headers=OURS)[0] == 405, "another method")
    check(server.ask("/", "DELETE", headers=OURS)[0] == 405, "pages are only read")
    for body in (b"", b"{", b"[]", b'{"kind": "confirm"}', b'{"kind": "explode", "by": "me"}', b"\xff\xfe", b"[" * 100000):
        check(server.ask("/api/v1/reviews", "POST", body, headers=OURS)[0] == 400, "a review that is none: %s" % body[:30])


def check_paths(server):
    for path in (b"/../../etc/passwd", b"/%2e%2e/%2e%2e/etc/passwd", b"/..%5c..%5cetc", b"//etc/passwd", b"/app.js/../../etc/passwd", b"/app.js%00.html",
                 b"/api/v1/commitments/..%2f..%2fetc", b"/api/v1/commitments/%00", b"/api/v1/article?id=../../etc/passwd", b"http://evil.example/etc/passwd"):
        got = server.raw(b"GET " + path + b" HTTP/1.1\r\nHost: 127.0.0.1\r\nConnection: close\r\n\r\n")
        check(got[9:12] in (b"404", b"400", b"403") and b"root:" not in got, "nothing outside is told: %s: %s" % (path, got[:40]))


def check_strangers(server):
    report = b"Oslo pledged 9 boats to Malta."
    check(server.ask("/api/v1/articles", "POST", report)[0] == 403, "a strange page cannot write")
    for site in ("cross-site", "same-site"):
        check(server.ask("/api/v1/articles", "POST", report, headers={**OURS, "Sec-Fetch-Site": site})[0] == 403, "nor one that knows the header: " + site)
    for form in ("application/x-www-form-urlencoded", "multipart/form-data", "text/plain"):
        check(server.ask("/api/v1/articles", "POST", report, headers={"Content-Type": form})[0] == 403, "nor by a form: " + form)
    preflight = server.ask("/api/v1/articles", "OPTIONS", headers={"Origin": "https://evil.example", "Access-Control-Request-Method": "POST"})
    check(preflight[0] == 403 and not any(name.lower().startswith("access-control") for name in preflight[1]), "no other site is let in")
    for host in ("evil.example", "127.0.0.1.evil.example", "localhost.evil.example", ""):
        check(server.ask("/api/v1/board", headers={"Host": host})[0] == 403, "a name that points here is no way in: " + host)
    check(b" 400 " in server.raw(b"GET / HTTP/1.1\r\n\r\n")[:20], "a request without a host is none")


def check_headers(server):
    for path in ("/", "/app.js", "/api/v1/board", "/api/v1/nosuch", "/openapi.json"):
        _, headers, _ = server.ask(path)
        policy = headers["Content-Security-Policy"]
        check("frame-ancestors 'none'" in policy and headers["X-Frame-Options"] == "DENY", path + " cannot be framed")
        check("default-src 'none'" in policy and "unsafe" not in policy, path + " runs no script but the page's own")
        check(headers["X-Content-Type-Options"] == "nosniff" and headers["Referrer-Policy"] == "no-referrer", path + " says what it is")
        check(headers["Cross-Origin-Resource-Policy"] == "same-origin", path + " is not for other sites")


def check_script(server):
    """Markup from a report comes back as JSON, never as a page."""
    hostile = {"title": "<script>alert(1)</script> leaders meet", "text": "Norway pledged 40 <img src=x onerror=alert(1)> boats to Malta on Monday."}
    check(server.write("/api/v1/articles", hostile)[0] == 200, "hostile text is read")
    for path in ("/api/v1/statements?words=%3Cscript%3E", "/api/v1/%3Cscript%3Ealert(1)%3C/script%3E", "/%3Cscript%3E", "/api/v1/board?%3Cscript%3E=1"):
        _, headers, _ = server.ask(path)
        check(headers["Content-Type"].split(";")[0] in ("application/json", "application/problem+json"), "no page is made of " + path)


def check_floods(server):
    head = b"GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n"
    many = head + b"".join(b"X-%d: %s\r\n" % (n, b"y" * 200) for n in range(1000)) + b"\r\n"
    for name, sent in (("headers", many), ("a header", head + b"X: " + b"y" * 100000 + b"\r\n\r\n"), ("an address", b"GET /" + b"y" * 100000 + b" HTTP/1.1\r\n\r\n"),
                       ("parameters", b"GET /api/v1/board?" + b"a=1&" * 20000 + b" HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")):
        check(b" 200 " not in server.raw(sent)[:20], "a flood is refused: " + name)
    check(server.write("/api/v1/read", b"x" * (9 << 20))[0] == 413, "a huge body is refused")
    before = server.memory_kb()
    with socket.create_connection(("127.0.0.1", server.port), timeout=20) as endless:
        endless.sendall(b"POST /api/v1/read HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Troth: 1\r\nContent-Length: 99999999999\r\n\r\n")
        for _ in range(64):
            endless.sendall(b"x" * (1 << 20))
        check(server.memory_kb() < before + 40_000, "an endless one is not kept")
    chunked = b"POST /api/v1/read HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Troth: 1\r\nTransfer-Encoding: chunked\r\n\r\n" + b"zz\r\n"
    check(b" 200 " not in server.raw(chunked)[:20], "a body whose length is no number is refused")
    both = (b"POST /api/v1/read HTTP/1.1\r\nHost: 127.0.0.1\r\nX-Troth: 1\r\nContent-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n"
            b"GET /api/v1/counts HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n")
    check(b'"articles"' not in server.raw(both), "no second request hides in a first")
    for junk in (b"\x16\x03\x01\x02\x00\x01\x00", b"\0" * 1000, b"GET\r\n\r\n", b"GET / HTTP/9.9\r\nHost: 127.0.0.1\r\n\r\n", os.urandom(4096)):
        server.raw(junk)
    check(server.data("/api/v1/counts")["articles"] > 0, "and the server goes on")


def check_slow(server):
    """Many who send byte by byte, or take no answer, keep nobody else waiting."""
    slow = [socket.create_connection(("127.0.0.1", server.port), timeout=20) for _ in range(200)]
    for one in slow[:100]:
        one.sendall(b"GET / HT")
    for one in slow[100:]:
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        one.sendall(b"GET /api/v1/statements?limit=1000 HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n" * 5)
    began = time.monotonic()
    for _ in range(20):
        server.data("/api/v1/board")
    check(time.monotonic() - began < 10, "slow clients keep nobody waiting")
    for one in slow:
        one.close()


def check_crowd(server):
    """What many ask at once, of few questions, each hears of its own."""
    told = []
    paths = ["/api/v1/board?as_of=2026-03-%02d" % day for day in (1, 2, 3)] + ["/api/v1/commitments/0000"]
    ask = lambda path: told.append((path, *Visitor(server.port).ask(path)))
    threads = [threading.Thread(target=ask, args=(path,)) for path in 20 * paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    for path in paths:
        status, _, wanted = server.ask(path)
        check(sum(one[:2] == (path, status) and one[3] == wanted for one in told) == 20, "twenty who ask at once: " + path)


def check_together(server):
    """Readers and writers at once: every answer is whole."""
    wrong = []

    def read():
        for turn in range(30):
            status, _, content = server.ask(("/api/v1/board", "/api/v1/commitments?limit=20", "/api/v1/due?if=ceasefire", "/api/v1/counts")[turn % 4])
            if status != 200 or not json.loads(content):
                wrong.append(content[:200])

    def write(name):
        visitor = Visitor(server.port)
        for turn in range(5):
            before = visitor.data("/api/v1/counts")["articles"]
            status, _, content = visitor.write("/api/v1/articles", b"%s pledged %d tents to Chad on Friday." % (name, turn + 2))
            if status != 200 or visitor.data("/api/v1/counts")["articles"] <= before:
                wrong.append(content[:200])

    threads = [threading.Thread(target=read) for _ in range(8)] + [threading.Thread(target=write, args=(name,)) for name in (b"Peru", b"Oman")]
    for one in threads:
        one.start()
    for one in threads:
        one.join()
    check(not wrong, "readers and writers at once: %s" % wrong[:2])


def main(troth, examples):
    with tempfile.TemporaryDirectory() as folder:
        postgres = os.environ.get("TROTH_TEST_POSTGRES")
        ledger = postgres + "&options=-csearch_path%3Dserving" if postgres else os.path.join(folder, "book.db")
        inputs = sorted(os.path.join(examples, name) for name in os.listdir(examples) if name.endswith(".jsonl"))
        subprocess.run([troth, "add", *inputs, "--ledger", ledger], check=True, capture_output=True)
        server = Server(troth, ledger)
        try:
            check_pages(server, troth, ledger)
            check_tables(server, troth, ledger)
            check_neighbours(server, troth, ledger, folder)
            for one in (check_first, check_answers, check_keys, check_freshness, check_own_reviews, check_stamps, check_conflicts, check_rulings, check_crowd, check_description, check_errors, check_paths, check_strangers, check_headers, check_script,
                        check_floods, check_slow, check_together):
                one(server)
        finally:
            server.stop()
    return closing.close(CHECKS)


sys.exit(main(*sys.argv[1:]))
