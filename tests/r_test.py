#!/usr/bin/env python3
"""Runs the R code of doc/r.md against a ledger and statements made from the examples, where R and its packages are there.

usage: r_test.py TROTH SOURCE-FOLDER
"""
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

from closing import close, skip


def main(troth, source):
    source = pathlib.Path(source)
    blocks = re.findall(r"```r\n(.*?)```", (source / "doc/r.md").read_text(), re.S)
    has = shutil.which("Rscript") and subprocess.run(["Rscript", "-e", "library(DBI); library(RSQLite); library(jsonlite)"], capture_output=True).returncode == 0
    if not has:
        return skip("R", "DBI, RSQLite and jsonlite are not here; doc/r.md was not run")
    with tempfile.TemporaryDirectory() as folder:
        files = sorted(map(str, (source / "examples").glob("*.jsonl")))
        subprocess.run([troth, "add", *files, "--ledger", f"{folder}/book.db"], check=True, capture_output=True)
        with open(f"{folder}/statements.jsonl", "w") as out:
            subprocess.run([troth, "read", *files], check=True, stdout=out)
        done = subprocess.run(["Rscript", "-e", "\n".join(blocks)], cwd=folder, capture_output=True, text=True)
    print(done.stdout, done.stderr)
    return close([("doc/r.md runs", done.returncode == 0)])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
