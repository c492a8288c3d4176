#!/usr/bin/env python3
"""Measures reading through Python against the command on the same articles, with the same threads: words a second, and their ratio.

usage: measure_python.py TROTH LIBRARY SOURCE-FOLDER [ARTICLES] [ROUNDS]    (ARTICLES: JSON Lines; the examples, twenty times, without)
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time


def articles_of(source, given):
    if given:
        return open(given, encoding="utf-8").read()
    lines = "".join(path.read_text() for path in sorted((source / "examples").glob("*.jsonl")))
    return lines * 20


def timed(work):
    """Seconds by the clock, and of processors: this program's and that of those it has called."""
    begun = [time.monotonic(), sum(os.times()[:4])]
    work()
    return time.monotonic() - begun[0], sum(os.times()[:4]) - begun[1]


def least(one, other):
    return tuple(map(min, one, other))


def main(program, library, source, given=None, rounds="3"):
    source = pathlib.Path(source)
    os.environ["TROTH_LIBRARY"] = library
    sys.path.insert(0, str(source / "python"))
    import troth

    with tempfile.NamedTemporaryFile("w", suffix=".jsonl") as file:
        file.write(articles_of(source, given))
        file.flush()
        words = sum(len(json.loads(line)["text"].split()) for line in open(file.name, encoding="utf-8"))
        command = package = (float("inf"), float("inf"))
        for _ in range(int(rounds)):  # in turn, and the best of each: the machine may have other work
            command = least(command, timed(lambda: subprocess.run([program, "read", file.name], check=True, stdout=subprocess.DEVNULL)))
            package = least(package, timed(lambda: troth.read(file.name)))
    for what, a, b in zip(("by the clock", "of processors"), command, package):
        print(f"{words} words, a second {what}: command {words / a:.0f}, Python {words / b:.0f}, ratio {a / b:.3f}")


if __name__ == "__main__":
    main(*sys.argv[1:])
