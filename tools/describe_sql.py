#!/usr/bin/env python3
"""Lists every table, view and column of a ledger with its comment, and the queries of the manual, for a program to carry.

usage: describe_sql.py schema.sql derived.sql doc/ledger.md TARGET.inc

TARGET gets TABLE("name", "comment"), VIEW(...), COLUMN("table", "column", "comment"), QUERY("title", "sql") in their order. A
column of a view is described by a line `-- column: comment` within the view, or else as the column of that name in the first table
that has one.
"""
import re
import sqlite3
import sys


def quoted(text):
    return '"%s"' % text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n")


def comments(script):
    """Yields kind, table and comment of heads, and "COLUMN", (table, column) and comment of columns."""
    kind = table = None
    for line in script.splitlines():
        code, _, comment = line.partition("-- ")
        head = re.match(r"CREATE (TABLE|VIEW) IF NOT EXISTS (\w+)", code)
        if head:
            kind, table = head.groups()
            yield kind, table, comment
        elif kind == "TABLE" and comment and line.startswith("    "):
            for column in re.findall(r'("?\w+"?) (?:INTEGER|TEXT)\b', code):
                yield "COLUMN", (table, column.strip('"')), comment
        elif kind == "VIEW" and line.startswith("-- ") and re.match(r"\w+: ", comment):
            column, _, words = comment.partition(": ")
            yield "COLUMN", (table, column), words
        if code.rstrip().endswith(";"):
            kind = None


def queries(page):
    """Yields a question and the SQL behind it."""
    chapter = page.partition("## Questions that people ask")[2].partition("\n## ")[0]
    for words, sql in re.findall(r"([^\n]+)\n\n```sql\n(.*?)```", chapter, re.DOTALL):
        yield words.rstrip(":"), sql.strip().rstrip(";")


def described(script):
    """Yields kind, table, its comment, and its columns with theirs."""
    found = list(comments(script))
    columns = {name: words for kind, name, words in found if kind == "COLUMN"}
    database = sqlite3.connect(":memory:")
    database.executescript(script)
    for kind, table, words in found:
        if kind == "COLUMN":
            continue
        rows = []
        for (name,) in database.execute("SELECT name FROM pragma_table_info(?)", (table,)):
            alike = [words for (_, column), words in columns.items() if column == name]
            rows.append((name, columns.get((table, name)) or (alike[0] if alike else "")))
        yield kind, table, words, rows


def main(schema, derived, manual, target):
    script = "".join(open(name, encoding="utf-8").read() for name in (schema, derived))
    with open(target, "w", encoding="utf-8") as out:
        for kind, table, words, columns in described(script):
            print("%s(%s, %s)" % (kind, quoted(table), quoted(words)), file=out)
            for name, comment in columns:
                print("COLUMN(%s, %s, %s)" % (quoted(table), quoted(name), quoted(comment)), file=out)
        for title, sql in queries(open(manual, encoding="utf-8").read()):
            print("QUERY(%s, %s)" % (quoted(title), quoted(sql)), file=out)


if __name__ == "__main__":
    main(*sys.argv[1:])
