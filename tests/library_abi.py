#!/usr/bin/env python3
"""Compares what the library offers to programs that are compiled already with what library/abi.txt promises.

usage: library_abi.py SHARED-LIBRARY STATIC-LIBRARY LAYOUT ABI.TXT [--rewrite]

What is added may be rewritten into the list; what is taken away or moved needs a new number in the library's name (library/meson.build).
"""
import difflib
import re
import subprocess
import sys


def said(*words):
    return subprocess.run(words, check=True, capture_output=True, text=True).stdout


def symbols(path, *options):
    lines = said("nm", "--defined-only", *options, path).splitlines()
    return sorted({line.split()[-1].split("@")[0] for line in lines if re.match(r"[0-9a-f]+ T ", line)})


def main(shared, static, layout, expected, *rest):
    offered = symbols(shared, "-D")
    soname = re.search(r"SONAME.*\[(.*)\]", said("readelf", "-d", shared)).group(1)
    now = "".join(f"{line}\n" for line in [soname, *offered]) + said(layout)
    if "--rewrite" in rest:
        open(expected, "w").write(now)
    before = open(expected).read()
    others = set(symbols(static, "-g")) ^ set(offered)
    if now != before:
        print("the library's interface is not what library/abi.txt says; if nothing was taken away or moved: library_abi.py ... --rewrite")
        sys.stdout.writelines(difflib.unified_diff(before.splitlines(True), now.splitlines(True), "promised", "built"))
    if others:
        print("the static and the shared library do not offer the same:", *sorted(others))
    bad = (now != before) + bool(others)
    print(f"{2 - bad} passed, {bad} failed")
    return bad


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
