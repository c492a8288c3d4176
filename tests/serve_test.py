#!/usr/bin/env python3
"""`troth serve`: answers are the records of the commands, reviewers do not tread on each other, who may do what.

usage: serve_test.py TROTH EXAMPLES

Everything goes to 127.0.0.1.
"""
import hashlib
import http.client
import json
import os
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from urllib.parse import quote

import closing
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


def check_reviews(server):
    """A queue that several work on: leases, reviews against an older state, taking back, progress."""
    one, other = server.data("/api/v1/queue?limit=2")["statements"]
    check(one["weight"] >= other["weight"] and one["seen"] == 0 and "amount" in one["fields"], "the queue begins with what matters most")
    check(server.data("/api/v1/queue?limit=1&skip=1")["statements"][0]["id"] == other["id"], "the queue can be entered further on")
    check(server.data("/api/v1/queue/" + one["id"])["sentence"] == one["sentence"], "one statement of the queue")
    lease = lambda name, statement: server.write("/api/v1/leases", {"statement": statement, "by": name})
    check(lease("Anna", one["id"])[0] == 200 and lease("Bea", one["id"])[0] == 409, "a statement is one reviewer's")
    check([entry["by"] for entry in server.data("/api/v1/leases")["leases"]] == ["Anna"], "which is told")
    check(lease("Anna", other["id"])[0] == 200 and lease("Bea", one["id"])[0] == 200, "who takes another leaves the first")
    check(lease("Anna", None)[0] == 200 and lease("Bea", None)[0] == 200 and not server.data("/api/v1/leases")["leases"], "or leaves all")
    review = lambda **fields: server.write("/api/v1/reviews", {"statement": one["id"], "by": "Anna", **fields})
    status, _, content = review(kind="correct", fields={"amount": "50 tanks", "when": "by May"}, seen=0)
    numbers = json.loads(content)["reviews"]
    check(status == 200 and len(numbers) == 2, "a correction of two fields")
    now = server.data("/api/v1/queue/" + one["id"])
    check((now["amount"], now["verdict"], now["seen"]) == ("50 tanks", "corrected", numbers[-1]), "the statement says so now: %s" % now["fields"])
    check(server.data("/api/v1/statements/" + one["id"])["amount"] == "50 tanks", "everywhere")
    status, headers, content = review(kind="reject", by="Bea", seen=0)
    told = json.loads(content)
    check(status == 409 and headers["Content-Type"] == "application/problem+json" and told["statement"]["reviews"][-1]["reviewed_by"] == "Anna", "who looked at an older state is told what changed")
    check(server.data("/api/v1/progress")["corrected"] == 1, "and nothing was recorded")
    check(review(kind="retract", retracts=numbers)[0] == 200, "both are taken back")
    state = server.data("/api/v1/progress")
    check((state["open"], state["corrected"]) == (state["statements"], 0) and server.data("/api/v1/queue?limit=1")["statements"][0]["id"] == one["id"], "and it waits again: %s" % state)
    check(review(kind="retract", retracts=numbers[0])[0] == 400, "once only")
    check([entry["kind"] for entry in server.data("/api/v1/reviews?limit=3")["reviews"]] == ["correct", "correct", "retract"], "all reviews are told")
    check(len(server.data("/api/v1/reviews?after=3")["reviews"]) == 1, "from a number on")
    for body, word in ((b"{", b"JSON"), ({"kind": "nod"}, b"kind"), ({"kind": "confirm", "statement": one["id"]}, b"by:"), ({"kind": "confirm", "statement": "ff" * 16, "by": "A"}, b"statement"),
                       ({"kind": "correct", "statement": one["id"], "by": "A"}, b"fields"), ({"kind": "correct", "statement": one["id"], "by": "A", "fields": {"colour": "red"}}, b"colour"),
                       ({"kind": "correct", "statement": one["id"], "by": "A", "fields": {"act": "dance"}}, b"dance"), ({"kind": "comment", "statement": one["id"], "by": "A"}, b"words")):
        status, _, content = server.write("/api/v1/reviews", body)
        check(status == 400 and word in content, "%s is refused: %s" % (body, content))
    check(server.ask("/api/v1/reviews", "POST", b"{}")[0] == 403, "a strange page cannot review")
    check(b"nsubj" in server.write("/api/v1/parse", b"Norway pledged tanks.")[2], "trees")
    found = server.data("/api/v1/statements?search=" + quote('"declined to send"'))["statements"]
    check(found and all("declined to send" in entry["sentence"].lower() for entry in found), "search by words")


def check_log(troth, ledger):
    """What was written while somebody read all along is moved into the file afterwards, and the log is short again."""
    size = lambda: os.path.getsize(ledger + "-wal")
    reader, writer = (sqlite3.connect(ledger, isolation_level=None) for _ in range(2))
    reader.execute("BEGIN")
    reader.execute("SELECT count(*) FROM articles").fetchall()
    writer.executescript("CREATE TABLE long (bytes); INSERT INTO long VALUES (zeroblob(20000000)); DROP TABLE long")
    check(size() > 20_000_000, "the log is long")
    reader.execute("COMMIT")
    for turn in range(3):
        subprocess.run([troth, "add", "-", "--ledger", ledger], input=b"Peru pledged %d canoes to Chad on Friday." % (turn + 2), check=True, capture_output=True)
    check(size() <= 16_000_000, "and is cut: %d bytes" % size())
    reader.close()
    writer.close()


def check_file(troth, ledger, folder):
    """A file that is put in the place of the served one is served from then on; one that is cut is told."""
    served, other = os.path.join(folder, "served.db"), os.path.join(folder, "other.db")
    for path in (served, other):
        subprocess.run([troth, "transfer", ledger, "--ledger", path], check=True, capture_output=True)
    subprocess.run([troth, "add", "-", "--ledger", other], input=b"Peru pledged 77 canoes to Chad on Friday.", check=True, capture_output=True)
    server = Server(troth, served, stderr=subprocess.PIPE)
    count = lambda: server.data("/api/v1/counts")["articles"]
    before = count()
    for end in ("", "-wal", "-shm"):
        if os.path.exists(served + end):
            os.remove(served + end)
    os.replace(other, served)
    until = time.monotonic() + WAIT_S
    while count() == before and time.monotonic() < until: # sums are kept for half a second
        time.sleep(0.1)
    check(count() == before + 1, "a file in its place is served")
    os.truncate(served, 4096)
    check(server.ask("/api/v1/statements?limit=100")[0] == 500, "one that was cut is no ledger any more")
    server.process.send_signal(signal.SIGBUS) # as the system does where it is cut while it is read
    check(server.process.wait(WAIT_S) == 3 and "cut short" in server.process.stderr.read(), "a server that cannot go on says why")


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
    waiting = json.loads(server.ask("/api/v1/queue?limit=1", headers=token("read"))[2])["statements"][0]
    word = json.dumps({"kind": "confirm", "statement": waiting["id"], "by": "Somebody Else"}).encode()
    for role, wanted in (("read", 403), ("review", 200)):
        check(server.ask("/api/v1/reviews", "POST", word, headers=token(role))[0] == wanted, "reviews of the role " + role)
        check(server.ask("/api/v1/leases", "POST", word, headers=token(role))[0] == wanted, "leases of the role " + role)
    check(json.loads(server.ask("/api/v1/reviews", headers=token("read"))[2])["reviews"][-1]["reviewed_by"] == "somebody", "a reviewer is the token's")
    check(json.loads(server.ask("/api/v1/me", headers=token("read"))[2])["role"] == "read", "who asks")
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


def main(troth, examples):
    with tempfile.TemporaryDirectory() as folder:
        ledger = os.path.join(folder, "book.db")
        inputs = sorted(os.path.join(examples, name) for name in os.listdir(examples) if name.endswith(".jsonl"))
        subprocess.run([troth, "add", *inputs, "--ledger", ledger], check=True, capture_output=True)
        server = Server(troth, ledger)
        try:
            check_answers(server, troth, ledger)
            check_reviews(server)
        finally:
            server.stop()
        check_log(troth, ledger)
        check_file(troth, ledger, folder)
        check_access(troth, ledger, folder)
    return closing.close(CHECKS)


sys.exit(main(*sys.argv[1:]))
