#!/usr/bin/env python3
"""What a ledger holds goes out as JSON Lines and comes in again with nothing lost, whatever happened to it.

usage: round_trip_test.py PROGRAM [SEEDS [FIRST-SEED]]

Random histories: reports are added and met again, read again by other lexicons, reviewed, merged, split and marked, and reviews and
marks are taken back. Then an export of a moment half way is what it was then, every table of the copy has the same rows but for times and hashes, and a second export has the same bytes but
for times. Where TROTH_TEST_POSTGRES is the address of a server (tools/with_postgres.py), a copy there tells the same.
"""
import datetime
import json
import os
import pathlib
import random
import re
import sqlite3
import subprocess
import sys
import tempfile
import time

import closing

PROGRAM, SEEDS = pathlib.Path(sys.argv[1]).resolve(), int(sys.argv[2]) if len(sys.argv) > 2 else 3
FIRST = int(sys.argv[3]) if len(sys.argv) > 3 else 1
SERVER = os.environ.get("TROTH_TEST_POSTGRES")
LEXICONS, STEPS = 3, 24
VERBS, ACTS = ("waft", "booster", "glimmer", "quill"), ("aid", "pledge", "offer", "decline", "withdraw", "request")
STATES, THINGS = ("France", "Italy", "Norway", "Spain", "Chad", "Peru"), ("tanks", "radars", "trucks", "shells")
TIMES = {"learned_at", "system_from", "system_to", "since"}
CHECKS = []


def check(good, what):
    CHECKS.append((what, good))


def troth(folder, *words, said=None):
    return subprocess.run([PROGRAM, *words], cwd=folder, input=said, capture_output=True, text=True)


def make_lexicons(folder, dice):
    """Each reads the made-up verbs as other acts, or not at all."""
    for n in range(LEXICONS):
        (folder / f"lexicon-{n}" / "acts").mkdir(parents=True)
        for act in ACTS:
            verbs = [verb for verb in VERBS if dice.random() < 0.25]
            (folder / f"lexicon-{n}" / "acts" / f"{act}.txt").write_text("".join(f"{verb} | verb | obj=O to=R\n" for verb in verbs))


def sentence(dice):
    verb = dice.choice(["pledged", "delivered"] + [verb + "ed" for verb in VERBS] * 2)
    a, b = dice.sample(STATES, 2)
    return f"{a} {verb} {dice.randint(2, 90)} {dice.choice(THINGS)} to {b}."


class History:
    def __init__(self, folder, seed):
        self.folder, self.dice, self.reports = folder, random.Random(seed), []
        make_lexicons(folder, self.dice)

    def troth(self, *words, said=None):
        return troth(self.folder, *words, "--ledger", "one.db", said=said)

    def lexicon(self):
        return "--lexicon", f"lexicon-{self.dice.randrange(LEXICONS)}"

    def rows(self, command):
        return [json.loads(line) for line in self.troth(command, "--jsonl").stdout.splitlines()]

    def add(self):
        n = len(self.reports)
        day = f"2026-03-{self.dice.randint(1, 28):02}"
        text = " ".join(sentence(self.dice) for _ in range(self.dice.randint(0, 4))) or f"It rained on harbour {n}."
        report = {"id": f"r{n}", "title": f"Notes {n}", "publisher": "Fjord Wire", "published": day, "text": text}
        self.reports.append(report)
        self.troth("add", "-", *self.lexicon(), said=json.dumps(report))

    def print_again(self):
        report = dict(self.dice.choice(self.reports), publisher=self.dice.choice(("Harbour Post", "Northgate Wire")))
        self.troth("add", "-", *self.lexicon(), said=json.dumps(report))

    def read_again(self):
        one = ("--article", self.dice.choice(self.reports)["id"]) if self.dice.random() < 0.5 else ()
        self.troth("reread", *self.lexicon(), *one)

    def review(self):
        rows = self.rows("list")
        if not rows:
            return
        one = self.dice.choice(rows)["id"]
        what = self.dice.choice((("confirm", one), ("reject", one), ("comment", one, "--note", "seen"), ("correct", one, "amount=nine crates"),
                                 ("correct", one, "actors=Malta (MLT)", "act=pledge"), ("correct", one, "object=")))
        self.troth("review", *what, "--by", self.dice.choice(("Ada", "Bea")))

    def take_back(self):
        self.troth("review", "--retract", str(self.dice.randint(1, 9)), "--by", "Cy")

    def move(self):
        rows = self.rows("book")
        if len(rows) > 1 and self.dice.random() < 0.5:
            self.troth("merge", *(row["id"] for row in self.dice.sample(rows, 2)), "--by", "Ada")
        elif rows:
            statements = self.rows("list")
            self.troth("split", self.dice.choice(statements)["id"], "--by", "Ada")

    def mark(self):
        rows, day = self.rows("book"), f"2026-04-{self.dice.randint(1, 28):02}"
        if rows and self.dice.random() < 0.4:
            self.troth("mark", "delivered", "--commitment", self.dice.choice(rows)["id"], "--on", day)
        elif self.dice.random() < 0.3:
            self.troth("mark", "--retract", str(self.dice.randint(1, 5)))
        else:
            self.troth("mark", "ceasefire", "--on", day)

    def export(self, *words):
        return self.troth("export", "--as", "jsonl", "--text", *words).stdout

    def run(self):
        self.add()
        for step in range(STEPS):
            if step == STEPS // 2:
                self.half = self.export()
                time.sleep(0.01)
                self.then = datetime.datetime.now(datetime.timezone.utc).strftime("%Y-%m-%dT%H:%M:%S.%f")[:-3] + "Z"
                time.sleep(0.01)
            self.dice.choice((self.add, self.add, self.print_again, self.read_again, self.read_again, self.review, self.review, self.review,
                              self.take_back, self.move, self.mark))()


def tables(path):
    """Everything but times and hashes; printings without their order, the chain without them. How long something stood is a time."""
    ledger = sqlite3.connect(path)
    found = {}
    names = [row[0] for row in ledger.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'statement_words%'")
             if row[0] != "former_versions"]
    for name in names:
        columns = [row[1] for row in ledger.execute(f"PRAGMA table_info({name})")]
        columns = [f'"{column}"' for column in columns if column not in TIMES and not (name == "chain" and column in ("entry", "hash"))
                   and not (name == "printings" and column == "printing")]
        where = "WHERE printing IS NULL" if name == "chain" else ""
        rows = ledger.execute(f"SELECT {', '.join(columns)} FROM {name} {where}").fetchall()
        found[name] = [row for row in rows if not row[0]] if name == "chain" else sorted(set(rows), key=repr)
    ledger.close()
    return found


def without_times(text):
    return re.sub(r'"(learned|superseded)_at": "[^"]*"', "", text)


def main():
    later = 0
    for seed in range(FIRST, FIRST + SEEDS):
        with tempfile.TemporaryDirectory() as name:
            folder = pathlib.Path(name)
            history = History(folder, seed)
            history.run()
            out = history.export()
            check(history.export("--known-by", history.then) == history.half, f"seed {seed}: a past moment is not told as it was")
            (folder / "one.jsonl").write_text(out)
            told = troth(folder, "import", "one.jsonl", "--ledger", "two.db")
            check(told.returncode == 0 and not told.stderr, f"seed {seed}: {told.stdout}{told.stderr}")
            one, two = tables(folder / "one.db"), tables(folder / "two.db")
            later += len(one["readings"])
            for table in one:
                missing = [row for row in one[table] if row not in two[table]][:2]
                more = [row for row in two[table] if row not in one[table]][:2]
                check(one[table] == two[table], f"seed {seed}: {table} differs: lacks {missing}, has {more}")
            check(without_times(troth(folder, "export", "--as", "jsonl", "--text", "--ledger", "two.db").stdout) == without_times(out),
                  f"seed {seed}: a second export differs")
            again = troth(folder, "import", "one.jsonl", "--ledger", "two.db").stdout
            check("added 0 statements" in again and tables(folder / "two.db") == two, f"seed {seed}: twice adds something: {again}")
            check(troth(folder, "verify", "--ledger", "two.db").returncode == 0, f"seed {seed}: the copy is broken")
            if SERVER:
                ledger = f"{SERVER}&options=-csearch_path%3Dtrip_{seed}"
                check(troth(folder, "import", "one.jsonl", "--ledger", ledger).returncode == 0, f"seed {seed}: a server does not take it")
                told = troth(folder, "export", "--as", "jsonl", "--text", "--ledger", ledger).stdout
                check(without_times(told) == without_times(out), f"seed {seed}: a server tells it otherwise")
            if not all(good for _, good in CHECKS):
                break
    check(later or SEEDS < 3, "no report was read again")
    return closing.close(CHECKS)


if __name__ == "__main__":
    sys.exit(main())
