#!/usr/bin/env python3
"""Builds the manual as one site out of the pages that doc/site/contents.txt lists, with a search that needs no server, and checks it:
that links lead somewhere, that files which the text names are there, and that nothing is asked of another machine.

usage: build.py SOURCE-FOLDER MADE-FOLDER OUTPUT-FOLDER

MADE-FOLDER holds what the build made: commands.md, tables.md and openapi.json.
"""
import html
import json
import pathlib
import posixpath
import re
import sys

import figures
import markdown
import reference

NAMED = re.compile(r"<code>((?:doc|examples|python|tools|trackers|library|debian|systemd|lexicon|ledger|record|source|serving)/[\w./-]+\.\w+)</code>")


def read_contents(path):
    """Groups of the menu: (title, [(path, label)]). A path that begins with @ is a page that the build makes."""
    groups = []
    for line in path.read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            groups.append((line[3:], []))
        elif line.strip() and not line.startswith("#"):
            name, _, label = (part.strip() for part in line.partition("|"))
            groups[-1][1].append((name, label))
    return groups


def address_of(path):
    """The file of a page: README.md is the first one, lexicon/acts/README.md becomes lexicon-acts.html."""
    if path == "README.md":
        return "index.html"
    return re.sub(r"^doc/", "", path.removeprefix("@")).removesuffix(".md").removesuffix("/README").replace("/", "-").lower() + ".html"


class Site:
    def __init__(self, source, made):
        self.source, self.made = source, made
        self.groups = read_contents(source / "doc/site/contents.txt")
        self.labels = {name: label for _, pages in self.groups for name, label in pages}
        self.measured = (source / "BENCHMARKS.md").read_text(encoding="utf-8")
        self.problems = []

    def place(self, base, path):
        """The address and title of the page at a path, which counts from the page `base`, or from the top."""
        path = posixpath.normpath(posixpath.join(posixpath.dirname(base or ""), path)) if base else path
        made = "@" + path.removeprefix("doc/").removesuffix(".md")
        name = path if path in self.labels else made if made in self.labels else None
        return (address_of(name), self.labels[name]) if name else None

    def draw(self, words, path):
        drawing = (self.source / "doc" / path).read_text(encoding="utf-8")
        drawing = re.sub(r"<svg ", f'<svg role="img" aria-label="{html.escape(words)}" ', drawing, count=1)
        return f'<figure class="drawing" tabindex="0">{drawing}</figure>'

    def fill(self, lines):
        return figures.fill(self.measured, lines)

    def text_of(self, name):
        if name == "@api":
            return reference.api_page(reference.read_json(self.made / "openapi.json"))
        if name == "@header":
            return reference.library_page((self.source / "library/troth.h").read_text(encoding="utf-8"))
        path = self.made / f"{name[1:]}.md" if name.startswith("@") else self.source / name
        return path.read_text(encoding="utf-8")

    def pages(self):
        for name in self.labels:
            page = markdown.Page("README.md" if name.startswith("@") else name, self.place, self.draw, self.fill)
            try:
                yield name, markdown.render(page, self.text_of(name))
            except (OSError, LookupError) as problem:
                self.problems.append(f"{name}: {problem}")


def menu(site, current):
    made = []
    for title, pages in site.groups:
        links = "".join(f'<li><a href="{address_of(name)}"{" aria-current=page" if name == current else ""}>{html.escape(label)}</a></li>'
                        for name, label in pages)
        made.append(f"<h2>{html.escape(title)}</h2><ul>{links}</ul>")
    return "\n".join(made)


def outline(page):
    links = [f'<li class="depth{one["depth"]}"><a href="#{one["anchor"]}">{html.escape(one["title"])}</a></li>'
             for one in page.sections if 2 <= one["depth"] <= 3]
    return f'<nav class="outline" aria-label="On this page"><h2>On this page</h2><ul>{"".join(links)}</ul></nav>' if len(links) > 1 else ""


def neighbours(site, name):
    names = list(site.labels)
    at = names.index(name)
    link = lambda other, word: f'<a rel="{word}" href="{address_of(other)}"><span>{word}</span>{html.escape(site.labels[other])}</a>'
    return (link(names[at - 1], "previous") if at else "<i></i>") + (link(names[at + 1], "next") if at + 1 < len(names) else "")


def index_of(site, pages):
    """What the search looks through: page, anchor, title of the page, title of the section, text."""
    return [[address_of(name), one["anchor"], site.labels[name], one["title"], re.sub(r"\s+", " ", " ".join(one["text"]))]
            for name, page in pages.items() for one in page.sections]


def write(site, pages, folder):
    template = (site.source / "doc/site/page.html").read_text(encoding="utf-8")
    for name, page in pages.items():
        parts = {"title": html.escape(page.title), "menu": menu(site, name), "body": "\n".join(page.out), "outline": outline(page),
                 "neighbours": neighbours(site, name)}
        (folder / address_of(name)).write_text(re.sub(r"\{\{(\w+)\}\}", lambda found: parts[found[1]], template), encoding="utf-8")
    for file in ("style.css", "search.js"):
        (folder / file).write_bytes((site.source / "doc/site" / file).read_bytes())
    entries = json.dumps(index_of(site, pages), ensure_ascii=False, separators=(",", ":"))
    (folder / "index.js").write_text(f"const INDEX = {entries};\n", encoding="utf-8")


def check(site, pages):
    """Yields what is wrong with the pages that were made."""
    anchors = {address_of(name): {one["anchor"] for one in page.sections} for name, page in pages.items()}
    for name, page in pages.items():
        body, own = "\n".join(page.out), address_of(name)
        for file, anchor in re.findall(r'href="([\w-]*(?:\.html)?)(?:#([^"]*))?"', body):
            if file and file not in anchors:
                yield f"{name}: there is no page '{file}'"
            elif anchor and anchor not in anchors[file or own]:
                yield f"{name}: there is no heading '{anchor}' in {file or own}"
        for path in NAMED.findall(body):
            if not (site.source / path).exists() and not re.search(r"/[A-Z]+[.]", path):
                yield f"{name}: there is no file '{path}'"
        if re.search(r'(?:src|data)="(?:https?:)?//', body):
            yield f"{name}: something is fetched from another machine"
    for path in sorted((site.source / "doc").glob("*.md")):
        if f"doc/{path.name}" not in pages:
            yield f"doc/{path.name}: doc/site/contents.txt does not list it"


def main(source, made, folder):
    site = Site(pathlib.Path(source), pathlib.Path(made))
    pages, folder = dict(site.pages()), pathlib.Path(folder)
    folder.mkdir(parents=True, exist_ok=True)
    write(site, pages, folder)
    problems = [*site.problems, *check(site, pages)]
    print("\n".join(problems) or f"the manual is {folder}/index.html")
    bad = len({problem.partition(":")[0] for problem in problems})
    print(f"{len(site.labels) - min(bad, len(site.labels))} passed, {bad} failed")
    return bool(problems)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
