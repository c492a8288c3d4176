#!/usr/bin/env python3
"""Measures loading very many statements: into a file; into a PostgreSQL server report by report; into the server by way of the file (COPY).
All three must hold, and answer, the same.

usage: with_postgres.py measure_bulk.py TROTH STATEMENTS.jsonl     (what `troth read` prints)
"""
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests"))
from closing import close  # noqa: E402


def timed(*words):
    begun = time.monotonic()
    told = json.loads(subprocess.run(words, check=True, capture_output=True, text=True).stdout.splitlines()[-1])
    return time.monotonic() - begun, told


def answers(program, ledger):
    """One hash over every statement and commitment."""
    sum_of = hashlib.sha256()
    for question in ("list", "book", "disputes"):
        sum_of.update(subprocess.run([program, question, "--jsonl", "--ledger", ledger], check=True, stdout=subprocess.PIPE).stdout)
    return sum_of.hexdigest()


def verify(program, ledger):
    took, told = timed(program, "verify", "--jsonl", "--ledger", ledger)
    return took, told["head"]


def main(program, statements):
    server = os.environ["TROTH_TEST_POSTGRES"]
    place = f"{server}{'&' if '?' in server else '?'}options=-csearch_path%3D"
    with tempfile.TemporaryDirectory() as folder:
        book, plain, copied = f"{folder}/book.db", f"{place}plain", f"{place}copied"
        filling, told = timed(program, "import", statements, "--jsonl", "--ledger", book)
        count = told["statements"]
        print(f"{count} statements of {told['added']} reports\ninto a file: {filling:.1f} s, {count / filling:.0f} statements a second", flush=True)
        copying, _ = timed(program, "transfer", book, "--jsonl", "--ledger", copied)
        print(f"from the file to the server: {copying:.1f} s, {count / copying:.0f} a second; both {count / (filling + copying):.0f}", flush=True)
        plainly, _ = timed(program, "import", statements, "--jsonl", "--ledger", plain)
        print(f"to the server, report by report: {plainly:.1f} s, {count / plainly:.0f} a second", flush=True)
        verifying, heads = zip(*(verify(program, ledger) for ledger in (book, copied, plain)))
        print("verified in", ", ".join(f"{took:.1f} s" for took in verifying))
        return close([("the chain is the file's", heads[0] == heads[1]),
                      ("the same answers", len({answers(program, ledger) for ledger in (book, copied, plain)}) == 1)])


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
