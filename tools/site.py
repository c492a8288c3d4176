#!/usr/bin/env python3
"""Builds the manual as one site from README.md and doc/, with a search that needs no server, and checks that its links lead somewhere.

usage: site.py SOURCE-FOLDER OUTPUT-FOLDER

The pages use headings, paragraphs, lists, tables, code and links; nothing else of Markdown is known here.
"""
import html
import json
import pathlib
import re
import sys

STYLE = """body{max-width:60em;margin:2em auto;padding:0 1em;font:17px/1.5 serif;color:#222;background:#fff}nav{font-size:15px;line-height:2}
nav a{margin-right:1em}pre{background:#f4f4f4;padding:.7em;overflow-x:auto;font-size:14px}code{background:#f4f4f4;font-size:.9em}
table{border-collapse:collapse;font-size:15px}td,th{border:1px solid #ccc;padding:.3em .6em;text-align:left;vertical-align:top}
#found a{display:block}"""
SEARCH = """const box=document.getElementById('q'),found=document.getElementById('found');
box.oninput=()=>{const words=box.value.toLowerCase().split(/\\s+/).filter(Boolean);found.replaceChildren();if(!words.length)return;
for(const [page,anchor,title,text] of INDEX){if(found.children.length>20)break;const all=(title+' '+text).toLowerCase();
if(words.every(w=>all.includes(w))){const a=document.createElement('a');a.href=page+'#'+anchor;a.textContent=title+' ('+page.replace('.html','')+')';found.append(a)}}}"""


def slug(title):
    return re.sub(r"[^a-z0-9]+", "-", re.sub(r"[`*]", "", title).lower()).strip("-")


def inline(text):
    """Code first, since nothing in it means anything else."""
    def words(part):
        part = html.escape(part, quote=False)
        part = re.sub(r"\[([^\]]+)\]\(([^)]+)\)", lambda m: f'<a href="{re.sub(r"[.]md(?=#|$)", ".html", m[2])}">{m[1]}</a>', part)
        return re.sub(r"\*\*([^*]+)\*\*", r"<b>\1</b>", part)

    def code(part):
        page = re.fullmatch(r"doc/([a-z]+)\.md", part)
        return f'<a href="{page[1]}.html"><code>{part}</code></a>' if page else f"<code>{html.escape(part, quote=False)}</code>"

    parts = re.split(r"`([^`]+)`", text)
    return "".join(code(part) if i % 2 else words(part) for i, part in enumerate(parts))


def cells(line):
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]


def block(lines):
    """One run of lines without a blank one between."""
    if all(line.lstrip().startswith("|") for line in lines) and len(lines) > 1:
        rows = [cells(line) for i, line in enumerate(lines) if i != 1]
        made = ["<tr>" + "".join(f"<{'td' if i else 'th'}>{inline(cell)}</{'td' if i else 'th'}>" for cell in row) + "</tr>" for i, row in enumerate(rows)]
        return "<table>" + "\n".join(made) + "</table>"
    if re.match(r"([-*]|\d+\.) ", lines[0]):
        items = re.split(r"\n(?=(?:[-*]|\d+\.) )", "\n".join(lines))
        kind = "ol" if lines[0][0].isdigit() else "ul"
        return f"<{kind}>" + "".join("<li>" + inline(re.sub(r"^(?:[-*]|\d+\.) ", "", item)) + "</li>\n" for item in items) + f"</{kind}>"
    return f"<p>{inline(chr(10).join(lines))}</p>"


def page_of(text, name, index):
    """HTML of a page; what is found under each heading goes into the index."""
    out, held, fence = [], [], None
    title, anchor = name, ""

    def flush():
        if held and all(line.startswith("    ") for line in held):
            out.append("<pre>" + html.escape("\n".join(line[4:] for line in held)) + "</pre>")
        elif held:
            out.append(block(held))
        if held:
            index.append([f"{name}.html", anchor, title, re.sub(r"[`*|]", " ", " ".join(held))])
        held.clear()

    for line in text.splitlines():
        heading = None if fence is not None else re.match(r"(#{1,4}) (.*)", line)
        if line.startswith("```"):
            flush()
            if fence is not None:
                out.append("<pre>" + html.escape("\n".join(fence)) + "</pre>")
            fence = None if fence is not None else []
        elif fence is not None:
            fence.append(line)
        elif heading:
            flush()
            title, anchor = heading[2], slug(heading[2])
            depth = len(heading[1])
            out.append(f'<h{depth} id="{anchor}">{inline(title)}</h{depth}>')
        elif not line.strip():
            flush()
        else:
            held.append(line)
    flush()
    return "\n".join(out)


def write_site(pages, folder):
    index, bodies = [], {}
    for name, path in pages.items():
        bodies[name] = page_of(path.read_text(encoding="utf-8"), name, index)
    menu = "<nav>" + "".join(f'<a href="{name}.html">{name}</a>' for name in pages) + '<br><input id="q" type="search" placeholder="search"><div id="found"></div></nav>'
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "search.js").write_text("const INDEX=" + json.dumps(index, ensure_ascii=False) + ";\n" + SEARCH, encoding="utf-8")
    for name, body in bodies.items():
        (folder / f"{name}.html").write_text(f'<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
                                             f"<title>Troth: {name}</title><style>{STYLE}</style>{menu}\n{body}\n<script src=\"search.js\"></script></html>\n", encoding="utf-8")
    return bodies


def dead_links(bodies, source):
    """Pages that are linked to and are none, and files that the text names and that are not there."""
    for name, body in bodies.items():
        for link in re.findall(r'href="([^"#:]+)\.html', body):
            if link not in bodies:
                yield f"{name}: there is no page '{link}'"
        for path in re.findall(r"<code>((?:doc|examples|python|tools|trackers|library|debian|systemd)/[\w./-]+\.\w+)</code>", body):
            if not (source / path).exists():
                yield f"{name}: there is no file '{path}'"


def main(source, folder):
    source = pathlib.Path(source)
    pages = {"index": source / "README.md", **{path.stem: path for path in sorted((source / "doc").glob("*.md"))}}
    bodies = write_site(pages, pathlib.Path(folder))
    dead = list(dead_links(bodies, source))
    print("\n".join(dead))
    print(f"{len(bodies) - len({line.split(':')[0] for line in dead})} passed, {len({line.split(':')[0] for line in dead})} failed")
    return bool(dead)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
