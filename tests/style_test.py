#!/usr/bin/env python3
"""Lines of C are no longer than 132 characters.

usage: style_test.py SOURCE
"""
import pathlib
import sys

from closing import close

LONGEST = 132
ROOMS = ("base", "bench", "command", "exchange", "fetch", "language", "ledger", "library", "reading", "record", "serving", "source",
         "tests", "training", "weighing")


def longer(path):
    with open(path, encoding="utf-8") as lines:
        return [f"{path}:{number}" for number, line in enumerate(lines, 1) if len(line.rstrip("\n")) > LONGEST]


def main(source):
    source = pathlib.Path(source)
    found = [line for room in ROOMS for path in sorted((source / room).rglob("*.[ch]")) for line in longer(path)]
    if found:
        print(f"longer than {LONGEST} characters:", *found, sep="\n")
    return close([(f"{len(found)} lines of C are longer than {LONGEST} characters", not found)])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
