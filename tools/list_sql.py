#!/usr/bin/env python3
"""Lists the tables and views that a script makes, the last one first: a line DERIVED_TABLE("name") or DERIVED_VIEW("name") for each.

usage: list_sql.py FILE.sql FILE.inc
"""
import re
import sys


def main(source, target):
    with open(source, encoding="utf-8") as script, open(target, "w", encoding="utf-8") as out:
        made = re.findall(r"^CREATE (TABLE|VIEW) IF NOT EXISTS (\w+)", script.read(), re.MULTILINE)
        out.writelines('DERIVED_%s("%s")\n' % pair for pair in reversed(made))


main(*sys.argv[1:])
