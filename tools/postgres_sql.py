#!/usr/bin/env python3
"""Writes a script of the ledger, which is SQLite's, as PostgreSQL wants it, and its comments as comments of tables and columns.

usage: postgres_sql.py FILE.sql TARGET.sql COMMENTS.sql

What differs: types (INTEGER is BIGINT, TEXT is ordered by bytes), STRICT and WITHOUT ROWID, which PostgreSQL always or never is, views
that are there already, and group_concat. The table `ledger` stands for what a SQLite file says in its header.
"""
import re
import sys

MARK = """CREATE TABLE IF NOT EXISTS ledger ( -- That this schema is a ledger of troth.
    version INTEGER NOT NULL -- of the appended tables
) STRICT;
"""


def quoted(text):
    return "'%s'" % text.replace("'", "''")


def comments(script):
    """One COMMENT ON for each `-- ...` behind the head of a table or view, or behind columns."""
    table = None
    for line in script.splitlines():
        code, _, comment = line.partition("-- ")
        head = re.match(r"CREATE (TABLE|VIEW) IF NOT EXISTS (\w+)", code)
        if head:
            table = head[2] if head[1] == "TABLE" else None
            yield "COMMENT ON %s %s IS %s;" % (head[1], head[2], quoted(comment))
        elif table and comment and line.startswith("    "):
            for column in re.findall(r'("?\w+"?) (?:INTEGER|TEXT)\b', code):
                yield "COMMENT ON COLUMN %s.%s IS %s;" % (table, column, quoted(comment))


def translated(script):
    code = "\n".join(line.partition("-- ")[0].rstrip() for line in script.splitlines())
    for pattern, words in (
        (r"\bINTEGER\b", "BIGINT"),
        (r"\bTEXT\b", 'TEXT COLLATE "C"'),
        (r"\) STRICT(, WITHOUT ROWID)?;", ");"),
        (r"CREATE VIEW IF NOT EXISTS", "CREATE OR REPLACE VIEW"),
        (r"\bgroup_concat\b", "string_agg"),
    ):
        code = re.sub(pattern, words, code)
    return re.sub(r"\n\n+", "\n\n", code).strip()


def main(source, target, described):
    with open(source, encoding="utf-8") as lines:
        script = lines.read()
    if "CREATE TABLE IF NOT EXISTS chain" in script:
        script = MARK + script
    with open(target, "w", encoding="utf-8") as out:
        out.write(translated(script) + "\n")
    with open(described, "w", encoding="utf-8") as out:
        out.write("\n".join(comments(script)) + "\n")


if __name__ == "__main__":
    main(*sys.argv[1:])
