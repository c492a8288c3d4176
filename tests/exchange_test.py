#!/usr/bin/env python3
"""Exports of examples/ are what their standards ask for, and whatever goes out comes in again with nothing lost.

usage: exchange_test.py PROGRAM SOURCE

Random statements (quotes, line feeds, separators, characters outside the basic plane, empty fields, many actors) make the same way
through JSON Lines and CSV. Where xmllint is there, it reads the XML too.
"""
import csv
import io
import json
import pathlib
import random
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import xml.etree.ElementTree

from closing import close

PROGRAM, SOURCE = pathlib.Path(sys.argv[1]).resolve(), pathlib.Path(sys.argv[2]).resolve()
ROUNDS, REPORTS = 2, 24
CHECKS = []


def check(good, what):
    CHECKS.append((what, bool(good)))


def troth(*words, wants=0):
    done = subprocess.run([PROGRAM, *words], capture_output=True)
    if done.returncode != wants:
        sys.exit("troth %s: status %d\n%s" % (" ".join(words), done.returncode, done.stderr.decode()))
    return done.stdout.decode("utf-8")


def lines(text):
    return [json.loads(line) for line in text.splitlines()]


def questions(ledger):
    """What list, book, disputes and history say."""
    ids = [row["id"] for row in lines(troth("book", "--jsonl", "--ledger", ledger))]
    step = max(1, len(ids) // 6)
    said = [troth(*words, "--ledger", ledger) for words in (("list", "--jsonl"), ("list", "--csv"), ("book", "--jsonl"),
        ("book", "--csv"),
                                                             ("disputes", "--jsonl"))]
    return said + [troth("history", one, "--jsonl", "--ledger", ledger) for one in ids[::step]]


# ---- formats ----

def check_csv(text):
    check(text.count("\r\n") > 1 and text.endswith("\r\n"), "csv: rows do not end in CR LF")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    check(len({len(row) for row in rows}) == 1, "csv: rows differ in their number of fields")
    check(len(set(rows[0])) == len(rows[0]) and all(rows[0]), "csv: columns without a name of their own")
    return [dict(zip(rows[0], row)) for row in rows[1:]]


def check_plover(text):
    events = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT", "THREATEN",
              "PROTEST",
              "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
    modes = {"withdraw", "discontinue", "assist", "change", "yield", "meet", "relations", "territory", "violence", "troops",
             "weapons", "future",
             "hypothetical", "negated", "historical"}
    rows = lines(text)
    for row in rows:
        check({"id", "date", "source", "event"} <= row.keys(), "plover: a required field is missing: %s" % row)
        check(len(row["date"]) == 10 and row["source"] and len(row["event"]) == 1 and row["event"][0] in events, "plover: %s" % row)
        check(set(row["mode"]) <= modes, "plover: unknown mode in %s" % row["mode"])
        check(all(len(actor.get("code", "IGO")) == 3 for actor in row["source"] + row.get("recipient", [])),
              "plover: code in %s" % row)
    check(len({row["id"] for row in rows}) == len(rows), "plover: two events with one id")


# The order of elements, and the attributes that must be there, by the schema of IATI 2.03.
ACTIVITY = ["iati-identifier", "reporting-org", "title", "description", "participating-org", "activity-status", "activity-date",
            "recipient-country", "sector", "transaction", "document-link", "conditions"]
ONCE = {"iati-identifier", "reporting-org", "title", "activity-status", "conditions"}
TRANSACTION = ["transaction-type", "transaction-date", "value", "description", "provider-org", "receiver-org"]
ATTRIBUTES = {"reporting-org": {"ref", "type"}, "participating-org": {"role"}, "activity-status": {"code"},
              "activity-date": {"type", "iso-date"},
              "recipient-country": {"code"}, "sector": {"code"}, "transaction-type": {"code"}, "transaction-date": {"iso-date"},
              "value": {"currency", "value-date"}, "document-link": {"url", "format"}, "category": {"code"},
                  "conditions": {"attached"},
              "condition": {"type"}}
NARRATIVE = {"reporting-org", "title", "description", "participating-org", "provider-org", "receiver-org", "condition"}


def in_order(names, order):
    places = [order.index(name) for name in names]
    return places == sorted(places)


def check_activity(activity):
    names = [child.tag for child in activity]
    check(in_order(names, ACTIVITY), "iati: order of %s" % names)
    check(set(ACTIVITY[:7]) <= set(names), "iati: %s lack something" % names)
    check(all(names.count(name) == 1 for name in ONCE & set(names)), "iati: something stands twice in %s" % names)
    for transaction in activity.iter("transaction"):
        inner = [child.tag for child in transaction]
        check(in_order(inner, TRANSACTION) and set(TRANSACTION[:3]) <= set(inner), "iati: transaction of %s" % inner)
        check(transaction.find("transaction-type").get("code") in {"2", "3", "12"}, "iati: type of a transaction")
        float(transaction.find("value").text)
    for element in activity.iter():
        check(ATTRIBUTES.get(element.tag, set()) <= set(element.keys()), "iati: %s has only %s" % (element.tag, element.keys()))
        check(element.tag not in NARRATIVE or element.findtext("narrative"), "iati: %s without words" % element.tag)


def check_iati(text, folder):
    root = xml.etree.ElementTree.fromstring(text.encode("utf-8"))
    check(root.tag == "iati-activities" and root.get("version") == "2.03" and len(root) > 0, "iati: no activities")
    for activity in root:
        check_activity(activity)
    check(len(list(root.iter("transaction"))) > 0, "iati: no money at all")
    if shutil.which("xmllint"):
        path = pathlib.Path(folder) / "iati.xml"
        path.write_text(text, encoding="utf-8", newline="")
        check(subprocess.run(["xmllint", "--noout", path]).returncode == 0, "iati: xmllint does not read it")


def check_claims(text):
    document = json.loads(text)
    things = document["@graph"]
    claims = {thing["@id"]: thing for thing in things if thing["@type"] == "Claim"}
    reviews = [thing for thing in things if thing["@type"] == "ClaimReview"]
    check(document["@context"] == "https://schema.org" and claims and reviews, "claims: no claims, or no reviews")
    check(all(claim["text"] and claim["appearance"]["@type"] == "NewsArticle" for claim in claims.values()),
          "claims: without words or report")
    for review in reviews:
        check(review["itemReviewed"]["@id"] in claims and review["claimReviewed"] == claims[review["itemReviewed"]["@id"]]["text"],
              "claims: a review of no claim")
        check(review["reviewRating"]["alternateName"] and review["author"], "claims: a review without rating or author")


FTM = {
    "Article": ({"fileName"}, {"title", "publisher", "publishedAt", "sourceUrl", "language", "bodyText"}),
    "Event": ({"name"}, {"summary", "organizer", "involved", "keywords", "notes", "date", "recordId", "proof"}),
    "Documentation": ({"document", "entity"}, {"role", "date"}),
    "Payment": ({"payer", "beneficiary"}, {"amount", "currency", "purpose", "summary", "date", "recordId", "proof"}),
    "PublicBody": ({"name"}, {"alias", "country"}),
    "Organization": ({"name"}, {"alias", "country", "abbreviation"}),
    "Person": ({"name"}, {"alias", "nationality"}),
    "LegalEntity": ({"name"}, {"alias", "country"}),
}
POINTERS = {"organizer", "involved", "proof", "document", "entity", "payer", "beneficiary"}


def check_ftm(text):
    entities = lines(text)
    known = {entity["id"] for entity in entities}
    for entity in entities:
        required, others = FTM[entity["schema"]]
        properties = entity["properties"]
        check(required <= properties.keys() <= required | others, "ftm: %s has %s" % (entity["schema"], sorted(properties)))
        check(all(isinstance(values, list) and values and all(isinstance(value, str) for value in values)
                  for values in properties.values()),
              "ftm: a property is no list of words")
        check(all(value in known for name in POINTERS & properties.keys() for value in properties[name]), "ftm: points to nothing")
    check({"Article", "Event", "Documentation", "PublicBody", "Organization", "LegalEntity"} <= {entity["schema"]
        for entity in entities},
          "ftm: a schema is missing")


def check_datasette(text, ledger):
    metadata = json.loads(text)
    (name, shown), = metadata["databases"].items()
    check(name == pathlib.Path(ledger).stem, "datasette: the database is called %s" % name)
    database = sqlite3.connect(ledger)
    found = database.execute("SELECT s.name, c.name FROM sqlite_schema s, pragma_table_info(s.name) c "
                             "WHERE s.type IN ('table', 'view') AND s.name NOT LIKE 'statement_words%'").fetchall()  # the search's own
    for table, column in found:
        about = shown["tables"].get(table, {})
        check(about.get("description"), "datasette: %s is not described" % table)
        check(about.get("columns", {}).get(column), "datasette: %s.%s is not described" % (table, column))
    for table, about in shown["tables"].items():
        columns = {column for of, column in found if of == table}
        check(about["columns"].keys() == columns, "datasette: %s has no %s" % (table, about["columns"].keys() - columns))
        check(set(about.get("facets", [])) <= columns and about.get("sort_desc", "id") in columns | {"id"},
              "datasette: facets of %s" % table)
    for query in shown["queries"].values():
        database.execute(query["sql"]).fetchall()
    page = (SOURCE / "doc/ledger.md").read_text(encoding="utf-8").partition("## Questions that people ask")[2].partition("\n## ")[0]
    check(len(shown["queries"]) == page.count("```sql") >= 10, "datasette: a query of the manual is missing")


def check_formats(folder):
    ledger = str(pathlib.Path(folder) / "examples.db")
    troth("add", *sorted(map(str, (SOURCE / "examples").glob("*.jsonl"))), "--ledger", ledger)
    out = {name: troth("export", "--as", name, "--ledger", ledger) for name in ("csv", "jsonl", "plover", "iati", "claims", "ftm",
                                                                                "datasette")}
    check(len(check_csv(out["csv"])) == len(lines(out["jsonl"])) > 50, "csv and jsonl differ in their rows")
    check_csv(troth("export", "--as", "csv", "--text", "--ledger", ledger))
    check(len(check_csv(troth("export", "--as", "csv", "--commitments", "--ledger", ledger))) ==
          len(lines(troth("export", "--as", "jsonl", "--commitments", "--ledger", ledger))) > 10,
              "csv and jsonl differ in their commitments")
    check_plover(out["plover"])
    check_iati(out["iati"], folder)
    check_claims(out["claims"])
    check_ftm(out["ftm"])
    check_datasette(out["datasette"], ledger)
    for name in ("csv", "jsonl", "plover", "iati", "claims", "ftm", "datasette"):
        troth("export", "--as", name, "--ledger", ledger, "--output", str(pathlib.Path(folder) / name) + "/")
        for path in (pathlib.Path(folder) / name).iterdir():
            check("commitments" in path.name or path.read_bytes().decode("utf-8") == out[name],
                  "%s is not what is printed" % path.name)
    return ledger, out["jsonl"]


# ---- round trips ----

WORDS = ["Oslo", "vowed", "help", "two radars", "«Süß»", "🎈🚢", "\"quoted\"", "a; b", "c | d", "back\\slash", "\\;", "x,y",
         "line\nfeed", "tab\there", "=1+1",
         "…", "e\u0301", "\r\nrow", "'", "&amp; <b>"]
ACTS = ["pledge", "offer", "decline", "withdraw", "aid", "claim", "deny", "request", "meet"]
MEANS = ["troops", "air", "training", "funding", "other"]


def phrase(dice, least=0, most=4):
    return " ".join(dice.choice(WORDS) for _ in range(dice.randint(least, most))).strip() or None


def party(dice):
    code = dice.choice(["NOR", "MDA", "EU", "Hamas", None])
    return {"text": phrase(dice, 1, 2), "code": code}


def statement(dice, article, n, count):
    record = {"article": article, "act": dice.choice(ACTS), "sentence": "%d %s." % (n, phrase(dice, 1, 6)), "n": n,
              "actors": [party(dice) for _ in range(dice.choice([0, 1, 1, 2, 9]))], "recipients": [party(dice)
                  for _ in range(dice.randint(0, 2))],
              "means": [one for one in MEANS if dice.random() < 0.3], "status": dice.choice(["actual", "future", "possible",
                  "negated"]),
              "confidence": dice.randint(0, 1000) / 1000, "reader": "dice, \"1.0\"; x | y"}
    for field in ("trigger", "object", "caveat", "when", "amount"):
        record[field] = phrase(dice)
    if dice.random() < 0.3:
        record["condition"] = {"class": dice.choice(["ceasefire", "approval"]), "text": phrase(dice, 1, 2)}
    if dice.random() < 0.4:
        record["speaker"] = party(dice)
    if count > 1 and dice.random() < 0.4:
        record["links"] = [{"kind": dice.choice(["restates", "revises", "disputes", "answers", "fulfils"]),
                            "to": dice.choice([k for k in range(1, count + 1) if k != n])}]
    return record


def report(dice, number):
    count = dice.randint(1, 6)
    article = {"id": "r-%d %s" % (number, dice.choice(WORDS)), "title": phrase(dice), "publisher": phrase(dice),
               "published": dice.choice([None, "2026", "2026-02", "2026-02-%02d" % dice.randint(1, 28), "2026-03-01T08:00:00Z"]),
               "url": dice.choice([None, "https://example.org/%d?a=1&b=\"2\"" % number])}
    records = [statement(dice, article, n, count) for n in range(1, count + 1)]
    if dice.random() < 0.5:
        article["text"] = dice.choice(["", "Before. "]) + "\n\n".join(one["sentence"] for one in records) + dice.choice(["", "\n",
            " After 🎈"])
    return records


def check_trip(folder, name, ledger, words, arguments):
    """Out of a ledger in one form and into another ledger: both say the same."""
    folder = pathlib.Path(folder)
    first, again, copy = folder / (name + ".out"), folder / (name + ".again"), str(folder / (name + ".db"))
    troth("export", *words, "--ledger", ledger, "--output", str(first))
    troth("import", str(first), *arguments, "--ledger", copy)
    troth("export", *words, "--ledger", copy, "--output", str(again))
    check(first.read_bytes() == again.read_bytes(), "%s: the second export differs from the first" % name)
    check(questions(ledger) == questions(copy), "%s: list, book, disputes or history differ" % name)
    check(troth("verify", "--ledger", copy), "%s: the copy is not whole" % name)


def check_trips(folder, name, ledger):
    mapping = ("--map", str(SOURCE / "trackers/troth.map"))
    check_trip(folder, name + "-jsonl", ledger, ("--as", "jsonl", "--text"), ())
    check_trip(folder, name + "-csv", ledger, ("--as", "csv", "--text"), mapping)


def check_random(folder, seed):
    dice = random.Random(seed)
    path, ledger = pathlib.Path(folder) / ("random%d.jsonl" % seed), str(pathlib.Path(folder) / ("random%d.db" % seed))
    records = [record for number in range(REPORTS) for record in report(dice, number)]
    path.write_text("".join(json.dumps(record, ensure_ascii=seed % 2 == 0) + "\n" for record in records), encoding="utf-8")
    troth("import", str(path), "--ledger", ledger)
    listed = lines(troth("export", "--as", "jsonl", "--ledger", ledger))
    check(len(listed) == len(records), "random: %d statements became %d" % (len(records), len(listed)))
    for given, got in zip(records, listed):
        same = all(got[field] == given[field] for field in ("n", "sentence", "act", "object", "means", "caveat", "when", "amount",
                                                            "status",
                                                            "confidence", "reader"))
        names = [(one["text"], one["code"]) for one in given["actors"]] == [(one["text"], one["code"]) for one in got["actors"]]
        check(same and names and got["links"] == given.get("links", []), "random: %s became %s" % (given, got))
    check_csv(troth("export", "--as", "csv", "--ledger", ledger))
    check_trips(folder, "random%d" % seed, ledger)


def check_damage(folder, text):
    """Whatever bytes come, they are taken or refused, and what is in the ledger is whole."""
    dice, lines_of = random.Random(7), text.encode("utf-8").splitlines(keepends=True)
    path, ledger = pathlib.Path(folder) / "damaged.jsonl", str(pathlib.Path(folder) / "damaged.db")
    damaged = []
    for line in lines_of * 3:
        line = bytearray(line)
        for _ in range(dice.choice([1, 1, 3]) if dice.random() < 0.1 else 0):
            at = dice.randrange(len(line))
            line[at:at + dice.randint(0, 3)] = dice.choice(
                [b"", b"9", b"null", b'"', b"\xff", b"[", b"}", b"-", b"\\u0000", b"1e9"])
        damaged.append(bytes(line))
    path.write_bytes(b"".join(damaged))
    for words in ((), ("--map", str(SOURCE / "trackers/troth.map"))):
        done = subprocess.run([PROGRAM, "import", str(path), *words, "--ledger", ledger], capture_output=True)
        check(done.returncode in (2, 3), "damaged lines: status %d, %s" % (done.returncode, done.stderr[-300:]))
    check(troth("verify", "--ledger", ledger), "damaged lines: the ledger is not whole")


def main():
    with tempfile.TemporaryDirectory() as folder:
        ledger, listed = check_formats(folder)
        read = troth("read", *sorted(map(str, (SOURCE / "examples").glob("*.jsonl"))))
        check(read == listed, "what read prints is not what export gives")
        check_trips(folder, "examples", ledger)
        plain = pathlib.Path(folder) / "read.jsonl"
        plain.write_bytes(read.encode("utf-8"))
        troth("import", str(plain), "--ledger", str(pathlib.Path(folder) / "plain.db"))
        check(troth("export", "--as", "jsonl", "--ledger", str(pathlib.Path(folder) / "plain.db")) == read,
              "read, import, export: other bytes")
        check_damage(folder, read)
        for seed in range(1, ROUNDS + 1):
            check_random(folder, seed)
    return close(CHECKS)


sys.exit(main())
