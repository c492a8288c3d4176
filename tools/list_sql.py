#!/usr/bin/env python3
"""Lists the tables and views that a script makes, the last one first: a line KIND_TABLE("name") or KIND_VIEW("name") for each.

usage: list_sql.py KIND FILE.sql FILE.inc     (KIND: APPENDED, DERIVED)
"""
import re
import sys


def main(kind, source, target):
    with open(source, encoding="utf-8") as script, open(target, "w", encoding="utf-8") as out:
        made = re.findall(r"^CREATE (TABLE|VIEW) IF NOT EXISTS (\w+)", script.read(), re.MULTILINE)
        out.writelines('%s_%s("%s")\n' % (kind, *pair) for pair in reversed(made))


main(*sys.argv[1:])
