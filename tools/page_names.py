#!/usr/bin/env python3
"""Writes the names of states from the lexicon as a module of the page: codes are what the API has, names are what people read.

usage: page_names.py OUT.js states.txt
"""
import json
import sys


def names(lines):
    found = {}
    for line in lines:
        code, _, rest = line.partition("|")
        if len(code.strip()) == 3 and code.strip().isupper():
            found.setdefault(code.strip(), rest.partition("|")[0].partition(",")[0].strip())
    return found


def main(target, source):
    with open(source, encoding="utf-8") as lines:
        found = names(lines)
    with open(target, "w", encoding="utf-8") as out:
        out.write("// The names of states, from lexicon/actors/states.txt.\nexport const NAMES = %s;\n"
                  % json.dumps(found, ensure_ascii=False, separators=(",", ":")))


main(*sys.argv[1:])
