"""Takes measured figures out of BENCHMARKS.md, so that the manual cannot tell old ones."""
import re


def rows_of(page):
    """Cells of each row of its tables, without their marks."""
    return [[cell.strip().replace("**", "") for cell in re.split(r"(?<!\\)\|", line.strip().strip("|"))]
            for line in page.splitlines() if line.startswith("|")]


def look_up(page, name):
    """The value of the first row that begins with `name`. Two names parted by " > ": the second is looked for below the first, since
    "the same" is told apart by what it is the same as."""
    rows = rows_of(page)
    for part in name.split(" > "):
        at = next((i for i, row in enumerate(rows) if row[0].startswith(part)), None)
        if at is None:
            return None
        rows, found = rows[at + 1:], rows[at]
    return found[1] if len(found) > 1 else None


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
