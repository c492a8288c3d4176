#!/usr/bin/env python3
"""The services are what systemd takes, and stand as sealed off as they can.

usage: services_test.py UNIT...
"""
import shutil
import subprocess
import sys

from closing import close, skip

EXPOSURE = 15  # tenths, of a hundred: what reads strangers' pages or answers them needs a network, and little else


def check(unit):
    analyze = ["systemd-analyze", "security", "--offline=true", f"--threshold={EXPOSURE}", unit]
    done = subprocess.run(analyze, capture_output=True, text=True)
    print(done.stdout.strip().splitlines()[-1] if done.stdout.strip() else done.stderr)
    yield f"{unit}: is exposed by {EXPOSURE / 10} at most", done.returncode == 0


def main(*units):
    if not shutil.which("systemd-analyze"):
        return skip("services", "systemd-analyze is not here")
    return close([result for unit in units for result in check(unit)])


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
