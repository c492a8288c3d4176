#!/usr/bin/env python3
"""Adds up what the test programs of a `meson test` run said.

usage: tally.py MESON-LOGS/NAME.json

A program that ends with "N passed, N failed", or a cmocka one, counts as so many tests, any other as one. What failed is shown with its output.
"""
import json
import re
import sys

SUMMARY = re.compile(r"^(\d+) passed, (\d+) failed(?:, \d+ known wrong)?$", re.M)
CMOCKA = re.compile(r"^\[  (PASSED|FAILED)  \] (\d+) test\(s\)", re.M)
GOOD = {"OK", "EXPECTEDFAIL", "SKIP"}


def count(test):
    said = (test.get("stdout") or "") + (test.get("stderr") or "")
    found, units = SUMMARY.findall(said), CMOCKA.findall(said)
    good = test["result"] in GOOD
    if not found and not units:
        return int(good), int(not good)
    passed, failed = map(int, found[-1]) if found else (sum(int(n) for kind, n in units if kind == word) for word in ("PASSED", "FAILED"))
    return passed, failed if good or failed else 1


def show(test):
    print(f"--- {test['name']}: {test['result']}, {test['duration']:.1f} s")
    for stream in ("stdout", "stderr"):
        lines = (test.get(stream) or "").splitlines()
        lines = [line for line in lines if not line.startswith("ok ")]
        print("\n".join(lines[-60:]))


def main(path):
    passed = failed = 0
    for line in open(path, encoding="utf-8"):
        test = json.loads(line)
        p, f = count(test)
        passed, failed = passed + p, failed + f
        if f:
            show(test)
        else:
            print(f"{test['name'].split(' / ')[-1]}: {p} passed, {test['duration']:.1f} s")
        if "skipped:" in (test.get("stdout") or ""):
            print("\n".join(l for l in test["stdout"].splitlines() if l.startswith("skipped:")))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
