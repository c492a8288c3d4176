"""Turns the manual's Markdown into HTML: headings, paragraphs, lists, tables, code, pictures and links; nothing else is known here."""
import html
import re
import unicodedata

FENCE = re.compile(r"```(\S*)\s*(.*)")
ITEM = re.compile(r"(?:[-*]|\d+\.) ")
CARD = re.compile(r"[-*] \[\*\*([^*]+)\*\*\]\(([^)]+)\):? *(.*)", re.S)
NEEDS = {"root": "needs an administrator", "installation": "changes the machine", "network": "needs a network", "systemd": "where systemd runs",
         "postgresql": "with a PostgreSQL server", "spark": "on Spark", "data": "needs the data beside the project"}
PICTURE = re.compile(r"!\[([^\]]*)\]\(([^)]+)\)")
PATH = r"(?:README|HACKING|BENCHMARKS|CHANGES|(?:doc|lexicon|trackers|examples|model)/[\w/-]+)\.md"


class Page:
    """A page as it is made. `place` turns a path of the source tree into the address and title of its page, or None; `draw` gives the
    SVG of a picture, `fill` the Markdown that stands for a block of figures."""

    def __init__(self, path, place, draw, fill):
        self.path, self.place, self.draw, self.fill = path, place, draw, fill
        self.title, self.sections, self.anchors, self.out = None, [], {}, []

    def begin_section(self, depth, title):
        anchor = slug(title)
        count = self.anchors[anchor] = self.anchors.get(anchor, 0) + 1
        anchor = anchor if count == 1 else f"{anchor}-{count - 1}"
        self.title = self.title or plain(title)
        self.sections.append({"depth": depth, "title": plain(title), "anchor": anchor, "text": []})
        self.out.append(heading(depth, anchor, inline(self, title), plain(title)))

    def add(self, markup, words):
        self.out.append(markup)
        if self.sections:
            self.sections[-1]["text"].append(plain(words))


def plain(text):
    return re.sub(r"\s+", " ", re.sub(r"!?\[([^\]]*)\]\([^)]+\)", r"\1", text).replace("`", "").replace("**", "")).strip()


def slug(title):
    """The anchor that GitHub gives a heading."""
    return re.sub(r"[^\w -]", "", unicodedata.normalize("NFC", plain(title)).lower()).replace(" ", "-")


def heading(depth, anchor, markup, title):
    link = f'<a class="anchor" href="#{anchor}" aria-label="Link to: {html.escape(title)}">#</a>' if depth > 1 else ""
    return f'<h{depth} id="{anchor}">{markup}{link}</h{depth}>'


def escape(text):
    return html.escape(text, quote=False)


def link_to(page, target, label):
    """A link as a page of the source tree has it, made one of the site."""
    path, hash_mark, anchor = target.partition("#")
    if re.match(r"[a-z]+:", path) or not path:
        return f'<a href="{html.escape(target)}">{label}</a>'
    found = page.place(page.path, path)
    return f'<a href="{found[0]}{hash_mark}{anchor}">{label}</a>' if found else label


def code(page, words):
    """A path of another page is a link to it, by its title."""
    found = re.fullmatch(PATH, words) and page.place(None, words)
    return f'<a href="{found[0]}">{escape(found[1])}</a>' if found else f"<code>{escape(words)}</code>"


def emphasis(page, text):
    """What stands outside code and links: bold, italics, paths of other pages, and what a backslash protects."""
    text = escape(text)
    text = re.sub(rf"(?<![\w/.-]){PATH}", lambda found: code(page, found[0]), text)
    text = re.sub(r"\*\*([^*]+)\*\*", r"<strong>\1</strong>", text)
    text = re.sub(r"(?<![\w*\\])\*([^*\s][^*]*)\*(?!\w)", r"<em>\1</em>", text)
    return re.sub(r"\\([|*<>\\_`])|\\(&lt;)", lambda found: found[1] or found[2], text)


def inline(page, text):
    """Code first, since nothing in it means anything else; then links, whose words may hold code."""
    made = []

    def keep(markup):
        made.append(markup)
        return f"\0{len(made) - 1}\0"

    text = re.sub(r"`` (.+?) ``|`([^`]+)`", lambda found: keep(code(page, (found[1] or found[2]).replace("\\|", "|"))), text)
    text = re.sub(r"\[([^\]]+)\]\(([^)\s]+)\)", lambda found: keep(link_to(page, found[2], emphasis(page, found[1]))), text)
    text = emphasis(page, text)
    while "\0" in text:
        text = re.sub(r"\0(\d+)\0", lambda found: made[int(found[1])], text)
    return text


def cells(line):
    return [cell.strip() for cell in re.split(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|"))]


def is_table(lines):
    return len(lines) > 1 and all(line.lstrip().startswith("|") for line in lines) and re.fullmatch(r"[|\s:-]+", lines[1])


def cell_of(page, cell, is_head):
    kind = "th" if is_head and cell else "td"  # an empty head heads nothing
    return f"<{kind}>{inline(page, cell)}</{kind}>"


def table(page, lines):
    head, rows = cells(lines[0]), [cells(line) for line in lines[2:]]
    row = lambda line, is_head: "<tr>" + "".join(cell_of(page, cell, is_head) for cell in line) + "</tr>"
    top = f"<thead>{row(head, True)}</thead>" if any(head) else ""
    return f'<div class="wide" tabindex="0"><table>{top}<tbody>' + "\n".join(row(line, False) for line in rows) + "</tbody></table></div>"


def items(page, lines):
    parts = re.split(r"\n(?=(?:[-*]|\d+\.) )", "\n".join(lines))
    cards = [CARD.fullmatch(part) for part in parts]
    if all(cards):
        made = "".join(f"<li>{link_to(page, card[2], f'<strong>{escape(card[1])}</strong>')} <span>{inline(page, card[3])}</span></li>"
                       for card in cards)
        return f'<ul class="cards">{made}</ul>'
    kind = "ol" if lines[0][0].isdigit() else "ul"
    return f"<{kind}>" + "".join(f"<li>{inline(page, ITEM.sub('', part, count=1))}</li>\n" for part in parts) + f"</{kind}>"


def block(page, lines):
    """One run of lines without a blank one between."""
    words = "\n".join(lines)
    if is_indented(lines):
        return listing("\n".join(line[4:] for line in lines), "", "")
    if is_table(lines):
        return table(page, lines)
    if PICTURE.fullmatch(words):
        return page.draw(*PICTURE.fullmatch(words).groups())
    first = next((n for n, line in enumerate(lines) if ITEM.match(line)), None)
    if first is None:
        return f"<p>{inline(page, words)}</p>"
    before = f"<p>{inline(page, chr(10).join(lines[:first]))}</p>" if first else ""
    return before + items(page, lines[first:])


def session_line(line):
    """A line of a console: what is typed stands out, and the prompt is not copied with it."""
    if not line.startswith(("$ ", "> ")):
        return f'<span class="said">{escape(line)}</span>'
    typed, space, comment = re.fullmatch(r"(.*?)(\s+)?(# .*)?", line[2:]).groups()
    rest = f'{space or ""}<span class="note">{escape(comment)}</span>' if comment else space or ""
    return f'<span class="typed" data-prompt="{line[0]}">{escape(typed)}{rest}</span>'


def listing(text, language, words):
    """A block of code. `words` of its first line: the name of the file that it is, or what it needs to run."""
    needs = re.search(r"needs=(\S+)", words)
    named = [word for word in words.split() if "=" not in word]
    caption = f"<figcaption>{escape(named[0])}</figcaption>" if named else ""
    if needs:
        caption = f'<figcaption>{escape(", ".join(NEEDS.get(need, f"with {need}") for need in needs[1].split(",")))}</figcaption>'
    body = "\n".join(map(session_line, text.split("\n"))) if language == "console" else escape(text)
    kind = f' class="{language}"' if language else ""
    return f'<figure class="code">{caption}<pre{kind} tabindex="0"><code>{body}</code></pre></figure>'


def is_indented(lines):
    """Code that is told by its margin: a blank line does not end it."""
    return bool(lines) and lines[0].startswith("    ")


def blocks(text):
    """Yields ("heading", depth, title), ("fence", language, words, text) and ("lines", lines)."""
    held, fence = [], None
    for line in text.splitlines() + ["", "# "]:
        opened = FENCE.match(line)
        title = None if fence else re.match(r"(#{1,4}) (.*)", line)
        if fence and line.startswith("```"):
            yield "fence", fence[0], fence[1], "\n".join(fence[2])
            fence = None
        elif fence:
            fence[2].append(line)
        elif is_indented(held) and not line.strip() and not opened:
            held.append("")
        elif opened or title or not line.strip() or (is_indented(held) and not line.startswith("    ")):
            while held and not held[-1]:
                held.pop()
            if held:
                yield "lines", held
            held = []
            if title and title[2]:
                yield "heading", len(title[1]), title[2]
            fence = (opened[1], opened[2], []) if opened else None
            if line.strip() and not title and not opened:
                held = [line]
        else:
            held.append(line)


def render(page, text):
    for kind, *rest in blocks(text):
        if kind == "heading":
            page.begin_section(*rest)
        elif kind == "lines":
            page.add(block(page, rest[0]), " ".join(rest[0]))
        elif rest[0] == "figures":
            render(page, page.fill(rest[2]))
        else:
            page.add(listing(rest[2], rest[0], rest[1]), rest[2])
    return page
