#!/usr/bin/env python3
"""The manual pages that are installed: mandoc finds nothing to say about them.

usage: man_test.py PAGE...
"""
import shutil
import subprocess
import sys

from closing import close, skip


def main(*pages):
    if not shutil.which("mandoc"):
        return skip("manual pages", "mandoc is not here")
    done = subprocess.run(["mandoc", "-Tlint", *pages], capture_output=True, text=True)
    print(done.stdout, done.stderr)
    return close([(page, f"{page}:" not in done.stdout + done.stderr) for page in pages])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
