#!/usr/bin/env python3
"""Makes the manual's pages of tables, of the API and of the library out of what the program itself is made from.

usage: reference.py schema.sql derived.sql TABLES.md
"""
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent))
from describe_sql import comments, described  # noqa: E402

PARAMETERS = {
    "id": "an id as another answer has it", "as_of": "as of the end of this day", "known_by": "as the book knew it then", "format": "`csv`, or `svg` for a chart",
    "actors": "so many of them, those with most", "article": "only of the report with this id", "skip": "leave out the first",
    "limit": "rows of a page, at most 1,000", "after": "`next` of the page before", "words": "in the sentence or object",
}


def bare(text):
    return text.replace("|", "\\|").replace("<", "\\<")


WORDS = """
## Search by words

`troth list --search` asks an index of the sentences. In SQLite it is the FTS5 table `statement_words`, whose `rowid` is `statements.statement`:
`SELECT rowid FROM statement_words WHERE statement_words MATCH 'radar'`. In PostgreSQL it is an index with a text search configuration of the
same name.

## What a server has besides

In PostgreSQL the table `ledger` has one row, whose `version` a SQLite file has in its header.
"""


def words_of(table, column, comment):
    if not comment:
        sys.exit(f"the column '{column}' of '{table}' has no comment in ledger/schema.sql or derived.sql; write one")
    return comment


def tables_page(appended, derived):
    """Markdown of every table, view and column, from the comments of the two schema files."""
    kinds = {name: kind for kind, name, *_ in described(appended + derived)}
    first = [name for kind, name, _ in comments(appended) if kind == "TABLE"]
    made = ["# Tables of a ledger", "", "A ledger is one SQLite file, or a schema of a PostgreSQL database, with these tables and views. `doc/ledger.md` tells what",
            "they mean together and has queries to copy. Tables that are **appended** to are the truth: rows are only ever added. Tables",
            "that are **derived** from them can be dropped and made again (`troth rebuild`) to the same rows."]
    for title, wanted in (("Appended tables", lambda name: name in first), ("Derived tables", lambda name: name not in first and kinds[name] == "TABLE"),
                          ("Views", lambda name: kinds[name] == "VIEW")):
        made += ["", f"## {title}"]
        for _, table, words, rows in described(appended + derived):
            if wanted(table):
                made += ["", f"### `{table}`", "", bare(words), "", "| column | what it holds |", "| --- | --- |"]
                made += [f"| `{name}` | {bare(words_of(table, name, comment))} |" for name, comment in rows]
    return "\n".join(made) + "\n" + WORDS


def kind_of(schema):
    """A JSON schema in a few words."""
    if "enum" in schema:
        return "one of " + ", ".join(f"`{value}`" for value in schema["enum"])
    kinds = schema.get("type", "anything")
    return " or ".join(kinds) if isinstance(kinds, list) else kinds


def body_lines(operation):
    """The table of a request's JSON body, where it has one."""
    content = operation.get("requestBody", {}).get("content", {})
    schema = content.get("application/json", {}).get("schema", {})
    if not schema.get("properties"):
        return ["", "The body is a text or file of any kind that is read (`doc/inputs.md`)."] if content else []
    rows = [f"| `{name}` | {kind_of(value)}{', needed' if name in schema.get('required', []) else ''} |" for name, value in schema["properties"].items()]
    return ["", "| field of the JSON body | |", "| --- | --- |", *rows]


def api_page(description):
    """Markdown of every route, from what /openapi.json answers."""
    made = ["# The HTTP API", "", "Every route of `troth serve`, as its `/openapi.json` describes it. `doc/serve.md` tells how pages of answers, errors and tokens",
            "work. Parameters that the command line has mean what they mean there, with `_` for `-` (`doc/commands.md`).", "",
            "| route | answer |", "| --- | --- |"]
    routes = [(method.upper(), path, operation) for path, methods in description["paths"].items() for method, operation in methods.items()]
    anchor = lambda method, path: re.sub(r"[^\w -]", "", f"{method} {path}".lower()).replace(" ", "-")
    made += [f"| [`{method} {path}`](#{anchor(method, path)}) | {bare(operation['summary'])} |" for method, path, operation in routes]
    for method, path, operation in routes:
        made += ["", f"## `{method} {path}`", "", bare(operation["summary"][0].upper() + operation["summary"][1:]) + "."]
        if operation["parameters"]:
            made += ["", "| parameter | |", "| --- | --- |"]
            made += [f"| `{one['name']}` | {one.get('description') or PARAMETERS.get(one['name'], 'as `--' + one['name'].replace('_', '-') + '`')} |"
                     for one in operation["parameters"]]
        made += body_lines(operation)
    return "\n".join(made) + "\n"


def comment_words(comment):
    """The words of a C comment: its stars are cut off, and what is indented further stays code."""
    lines = [re.sub(r"^ \* ?", "", line) for line in comment.strip().removeprefix("/*").removesuffix("*/").rstrip().split("\n")]
    return [bare(line) if not line.startswith("    ") else line for line in (lines[0].strip(), *lines[1:])]


def library_page(header):
    """Markdown of troth.h: its first comment, then each declaration below the comment that belongs to it."""
    made = ["# The header `troth.h`", "", "What the header of the C library says, in its order. `doc/library.md` has programs to begin with."]
    body = re.split(r'#pragma GCC visibility p(?:ush|op)[^\n]*\n', header)
    made += ["", *comment_words(re.match(r"/\*.*?\*/", header, re.S)[0])]
    for part in re.split(r"\n{2,}", body[1].strip()):
        title = re.fullmatch(r"/\* ---- (.*) ---- \*/", part)
        comment = re.match(r"/\*.*?\*/\n?", part, re.S)
        if title:
            made += ["", f"## {title[1][0].upper() + title[1][1:]}"]
            continue
        made += ["", *(comment_words(comment[0]) if comment else []), ""]
        made += ["```c", part[comment.end() if comment else 0:].strip("\n"), "```"]
    return "\n".join(made) + "\n"


def read_json(path):
    return json.loads(path.read_text(encoding="utf-8"))


def main(appended, derived, target):
    page = tables_page(*(pathlib.Path(name).read_text(encoding="utf-8") for name in (appended, derived)))
    pathlib.Path(target).write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
