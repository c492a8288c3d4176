#!/usr/bin/env python3
"""doc/records.md tells of every field of every record that the program prints as JSON, and of no other; the closed lists in doc/ are those
of the .def files.

usage: records_test.py PROGRAM SOURCE-FOLDER

Each section of the page is a kind of record; the first column of its table has the fields, inner ones after a dot. They are compared with
what the commands print for examples/.
"""
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile

TOLD = ({"trigger", "act", "sentence", "actors"}, {"rule", "disputed_by"})  # inner records with these are told in a section of their own
# One story that the examples do not have: a promise that is told twice by different outlets, changed, and disputed.
STORY = """\
{"article": {"id": "s1", "title": "Ships", "published": "2026-01-01", "publisher": "A", "text": "Chile promised Peru two ships. Peru denied it. Chile promised Peru three ships."}, "n": 1, "act": "pledge", "sentence": "Chile promised Peru two ships.", "actors": [{"text": "Chile", "code": "CHL"}], "recipients": [{"text": "Peru", "code": "PER"}], "means": ["naval"], "object": "two ships", "amount": "two ships"}
{"article": {"id": "s1"}, "n": 2, "act": "deny", "sentence": "Peru denied it.", "actors": [{"text": "Peru", "code": "PER"}], "links": [{"kind": "disputes", "to": 1}]}
{"article": {"id": "s1"}, "n": 3, "act": "pledge", "sentence": "Chile promised Peru three ships.", "actors": [{"text": "Chile", "code": "CHL"}], "recipients": [{"text": "Peru", "code": "PER"}], "means": ["naval"], "object": "three ships", "amount": "three ships", "links": [{"kind": "revises", "to": 1}]}
"""
# Section of the page, and what prints its records; $S, $C, $R are a statement, a disputed commitment, a revised one.
SOURCES = {
    "A statement": ["read examples", "list", "show $S", "review --limit 3"],
    "An attribution": ["quotes examples"],
    "An article": ["article --jsonl page.html", "article --jsonl examples/statement.txt"],
    "A commitment": ["book", "history $C", "history $R"],
    "A dispute": ["disputes"],
    "A sum": ["totals --by month,actor,recipient,means,act"],
    "What falls due": ["due --if approval"],
    "A need": ["weigh --need land:4000 --if ceasefire", "weigh --need land:4000 --if ceasefire --chance USA=0.4"],
    "A difference": ["weigh --need land:4000 --if ceasefire --against 2026-04-01"],
    "A mark": ["mark", "mark ceasefire --on 2026-05-02 --for GEO --note again"],
    "A review": ["review --log", "review comment $S --note seen --by B"],
    "A difference of readings": ["reread --dry-run --lexicon mine"],
    "What a command did": ["add examples/statement.txt", "import statements.jsonl", "verify", "rebuild"],
}


def fields(record, before=""):
    """Names of all fields, inner ones after a dot; a list counts as what is in it."""
    for name, value in record.items():
        yield before + name
        for inner in value if isinstance(value, list) else [value]:
            if isinstance(inner, dict) and not any(kind <= inner.keys() for kind in TOLD):
                yield from fields(inner, f"{before}{name}.")


def told(page):
    """Fields by section."""
    found = {}
    for title, body in re.findall(r"^## (.*)\n((?:(?!## ).*\n?)*)", page, re.M):
        first = re.findall(r"^\| ([^|]*) \|", body, re.M)
        found[title] = {name for cell in first for name in re.findall(r"`([\w.]+)`", cell)}
    return found


class Book:
    def __init__(self, program, source, folder):
        self.program, self.folder = program, folder
        self.env = dict(os.environ, TROTH_DATA=str(source), TROTH_LEDGER="book.db")
        self.known = {}
        (pathlib.Path(folder) / "examples").symlink_to(source / "examples")
        (pathlib.Path(folder) / "page.html").write_text(
            '<html lang="en"><head><title>Boats for Malta | Desk</title><meta name="author" content="A. Writer"><link rel="canonical" href="https://e.example/a/b">'
            '<meta property="article:published_time" content="2026-03-01"></head><body><article><h1>Boats for Malta</h1>'
            + "<p>Norway pledged 12 boats to Malta on Sunday, and Spain said that it would train the crews over the coming years.</p>" * 4 + "</article></body></html>")

    def ask(self, words):
        words = re.sub(r"\$(\w)", lambda name: self.known[name[1]], words).split()
        jsonl = [] if words[0] in ("read", "quotes") or "--jsonl" in words else ["--jsonl"]
        done = subprocess.run([self.program, *words, *jsonl], cwd=self.folder, env=self.env, capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{' '.join(words)}: {done.stderr}")
        return [json.loads(line) for line in done.stdout.splitlines()]

    def fill(self):
        (pathlib.Path(self.folder) / "story.jsonl").write_text(STORY)
        (pathlib.Path(self.folder) / "again.jsonl").write_text(STORY.replace('"s1"', '"s2"').replace('"A"', '"B"'))
        (pathlib.Path(self.folder) / "mine/details").mkdir(parents=True)
        (pathlib.Path(self.folder) / "mine/details/means.txt").write_text("soldier | arms\n")
        self.ask("add examples")
        self.ask("import story.jsonl")
        self.ask("import again.jsonl")
        self.known["S"] = self.ask("list --actor POL --act pledge")[0]["id"]
        self.known["C"] = self.ask("book --actor CHL")[0]["id"]
        self.known["R"] = self.ask("book --state revised")[0]["id"]
        self.ask("review correct $S amount=3000 --by A")
        with open(pathlib.Path(self.folder) / "statements.jsonl", "w") as out:
            out.write(json.dumps(self.ask("list --actor POL --act pledge")[0]) + "\n")


def closed_lists(source):
    """Yields what is wrong with the closed lists of the manual: name of a .def file, page, chapter, pattern of a name there."""
    for definition, page, chapter, pattern in (("record/acts", "reading", "Acts", r"^\| `(\w+)`"), ("record/means", "reading", "Means", r"`(\w+)`"),
                                               ("record/conditions", "reading", "Conditions", r"`(\w+)`"), ("record/links", "reading", "Links", r"`(\w+)`"),
                                               ("record/statuses", "reading", "Fields", r"`(actual|future|possible|negated|\w+)` \("),
                                               ("ledger/states", "ledger", "Commitments", r"^\| ([a-z][a-z ]*) \|")):
        listed = re.findall(r'^\w+\(\w+, "([^"]+)"', (source / f"{definition}.def").read_text(encoding="utf-8"), re.M)
        body = (source / f"doc/{page}.md").read_text(encoding="utf-8").partition(f"\n## {chapter}\n")[2].partition("\n## ")[0]
        shown = [name for name in re.findall(pattern, body, re.M) if name not in ("act", "state")]
        if set(listed) != set(shown):
            yield f"doc/{page}.md, {chapter}: not as in {definition}.def: {', '.join(sorted(set(listed) ^ set(shown)))}"


def main(program, source):
    source = pathlib.Path(source).resolve()
    sections = told((source / "doc/records.md").read_text(encoding="utf-8"))
    wrong = list(closed_lists(source))
    with tempfile.TemporaryDirectory() as folder:
        book = Book(os.path.abspath(program), source, folder)
        book.fill()
        for title, commands in SOURCES.items():
            printed = {name for words in commands for record in book.ask(words) for name in fields(record)}
            missing, more = sorted(printed - sections.get(title, set())), sorted(sections.get(title, set()) - printed)
            if missing or more:
                wrong.append(f"doc/records.md, {title}: not told: {', '.join(missing) or '-'}; told, but not printed: {', '.join(more) or '-'}")
    print("\n".join(wrong))
    print(f"{len(SOURCES) + 6 - len(wrong)} passed, {len(wrong)} failed")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
