"""Takes measured figures out of BENCHMARKS.md, so that the manual cannot tell old ones."""
import re


def rows_of(page):
    """First cell of each row of a table, without its marks, and the other cells; the first of that name counts."""
    found = {}
    for line in page.splitlines():
        cells = [cell.strip().replace("**", "") for cell in re.split(r"(?<!\\)\|", line.strip("| \n"))]
        if line.startswith("|") and len(cells) > 1:
            found.setdefault(cells[0], cells[1:])
    return found


def rows_after(page, title):
    """Rows that follow a row of this name, as far as the table goes: "the same: LAS" is told apart by what it is the same as."""
    before, _, after = page.partition(f"| {title} |")
    return rows_of(after.partition("\n\n")[0]) if after else {}


def look_up(page, name):
    """The value of a row: its name, or two names parted by " > ", the second being looked for below the first."""
    above, arrow, below = name.partition(" > ")
    cells = rows_after(page, above).get(below) if arrow else rows_of(page).get(name)
    return cells[0] if cells else None


def fill(page, lines):
    """A table of "name | in plain words" lines with their values. A name that is not there is an error."""
    made = ["| what | measured |", "| --- | --- |"]
    for line in filter(str.strip, lines.splitlines()):
        name, _, words = (part.strip() for part in line.partition("|"))
        value = look_up(page, name)
        if value is None:
            raise LookupError(f"BENCHMARKS.md has no row '{name}'; name one that it has")
        made.append(f"| {words} | {value} |")
    return "\n".join(made)
