#!/usr/bin/env python3
"""Writes the text of a file as a C string literal, so that a program can carry it.

usage: quote_sql.py FILE.sql FILE.inc
"""
import sys


def main(source, target):
    with open(source, encoding="utf-8") as lines, open(target, "w", encoding="utf-8") as out:
        for line in lines:
            out.write('"%s\\n"\n' % line.rstrip("\n").replace("\\", "\\\\").replace('"', '\\"'))


main(*sys.argv[1:])
