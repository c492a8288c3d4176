#!/usr/bin/env python3
"""A wheel in an empty virtual environment: how long until a notebook's first cell has run, and whether it has everything inside.

usage: wheel_test.py TROTH SOURCE-FOLDER WHEEL
"""
import json
import os
import pathlib
import subprocess
import sys
import tempfile
import time
import venv

from closing import close

MOST_SECONDS = 30
# A ledger, a question that weighs, an export with mappings: what needs lexicon, model and mappings from inside the wheel.
WHOLE = """
import json, pathlib, sys, troth
reports = sorted(map(str, pathlib.Path(sys.argv[1]).glob("*.jsonl")))
book = troth.Ledger("book.db", create=True)
told = book.add(reports)
assert told["book"]["commitments"] and book.due("ceasefire", for_="MDA") and book.verify()["entries"]
book.export("plover", "events.jsonl")
assert pathlib.Path("events.jsonl").stat().st_size and troth.quotes(reports[0]) and troth.parse("Oslo helps.")
sys.stdout.writelines(line + "\\n" for line in map(json.dumps, troth.read(reports)))
"""


def first_cell(source, notebook):
    cells = json.loads((source / f"python/notebooks/{notebook}.ipynb").read_text(encoding="utf-8"))["cells"]
    return "".join(next(cell["source"] for cell in cells if cell["cell_type"] == "code"))


def patience():
    """Seconds that it may take here and now: where others use the processors, as much longer."""
    return MOST_SECONDS * max(1.0, os.getloadavg()[0] / os.cpu_count())


def check_cell(what, wheel, source, notebook, folder):
    """From the empty environment to the end of the cell."""
    place = folder / notebook
    venv.create(place, with_pip=True)
    python = str(place / "bin/python")
    environment = {"PATH": os.environ["PATH"], "HOME": os.environ.get("HOME", "/"), "TROTH_EXAMPLES": str(source / "examples")}
    begun = time.monotonic()
    subprocess.run([python, "-m", "pip", "install", "-q", "--disable-pip-version-check", wheel], check=True)
    installed = time.monotonic() - begun
    done = subprocess.run([python, "-c", first_cell(source, notebook)], cwd=folder, env=environment)
    took = time.monotonic() - begun
    print(f"{what}: pip install {installed:.1f} s, with the first cell {took:.1f} s")
    yield f"{what}: the first cell runs", done.returncode == 0
    yield f"{what}: within {MOST_SECONDS} s", took < patience()


def check_whole(program, source, folder, python):
    words = [python, "-c", WHOLE, str(source / "examples")]
    found = subprocess.run(words, cwd=folder, env={"PATH": os.environ["PATH"]}, capture_output=True, text=True)
    reports = sorted(map(str, (source / "examples").glob("*.jsonl")))
    expected = subprocess.run([program, "read", *reports], check=True, capture_output=True, text=True).stdout
    print(found.stderr)
    yield "the wheel has everything inside", found.returncode == 0
    yield "its records are the program's", [*map(json.loads, found.stdout.splitlines())] == [*map(json.loads, expected.splitlines())]


def main(program, source, wheel):
    source, wheel, program = (pathlib.Path(path).resolve() for path in (source, wheel, program))
    with tempfile.TemporaryDirectory() as room:
        folder = pathlib.Path(room)
        checks = [*check_cell("wheel alone", str(wheel), source, "researcher", folder),
                  *check_whole(str(program), source, folder, str(folder / "researcher/bin/python")),
                  *check_cell("wheel with tables", f"{wheel}[tables]", source, "social_scientist", folder)]
    return close(checks)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
