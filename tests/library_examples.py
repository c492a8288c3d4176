#!/usr/bin/env python3
"""Runs the example programs of doc/library.md: they stand there word for word, and what they print is what the program prints.

usage: library_examples.py TROTH READ KEEP QUOTES SOURCE-FOLDER
"""
import pathlib
import re
import subprocess
import sys
import tempfile

from closing import close


def said(*words, **more):
    return subprocess.run(words, check=True, capture_output=True, text=True, **more).stdout


def check_manual(source):
    shown = set(re.findall(r"```c\n(.*?)```", (source / "doc/library.md").read_text(), re.S))
    for path in sorted((source / "library/examples").glob("*.c")):
        yield f"doc/library.md shows {path.name}", path.read_text() in shown


def check_read(troth, read, source):
    files = [str(source / "examples" / name) for name in ("grain.jsonl", "statement.txt", "guarantees-1-summit.jsonl")]
    yield "read prints what troth read prints", said(read, *files) == said(troth, "read", *files)


def check_keep(troth, keep, folder):
    book = f"{folder}/book.db"
    made = said(keep, book, "Notes", "Norway pledged 40 tanks to Ukraine.", "Norway")
    yield "keep finds what it kept", '"state": "pledged"' in made
    yield "keep prints what troth book prints", made == said(troth, "book", "--jsonl", "--actor", "Norway", "--ledger", book)


def check_quotes(troth, quotes):
    lines = said(quotes).splitlines()
    yield "quotes answers for both threads", '"NOR"' in lines[0] and '"EGY"' in "".join(lines[1:])


def main(troth, read, keep, quotes, source):
    source = pathlib.Path(source)
    with tempfile.TemporaryDirectory() as folder:
        checks = [*check_manual(source), *check_read(troth, read, source), *check_keep(troth, keep, folder), *check_quotes(troth, quotes)]
    return close(checks)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
