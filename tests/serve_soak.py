#!/usr/bin/env python3
"""A soak of `troth serve`: readers at a steady rate while reviewers write, with memory, log and errors watched.

usage: serve_soak.py TROTH SERVE_LOAD EXAMPLES [--ledger FILE] [--seconds N] [--rate REQUESTS-A-SECOND] [--reviewers N] [--every SECONDS]

Without --ledger the examples are read into a new one; a ledger that is given is copied first. An hour, as BENCHMARKS.md has it:

    tests/serve_soak.py build/command/troth build/bench/serve_load examples --ledger big.db --seconds 3600 --rate 1500
"""
import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time

import closing
from serve_server import CHECKS, Server, check

SLACK_KB = 8_000     # what an allocator may keep more at the end than before
LOG_MOST = 64 << 20  # of what SQLite has written and not yet moved into the file


def review(server, name, turn):
    """One statement of the queue is looked over; now and then what was done is taken back."""
    waiting = json.loads(server.ask("/api/v1/queue?limit=5&skip=%d" % (turn % 7))[2])["statements"]
    if not waiting:
        return server.write("/api/v1/articles", b"Peru pledged %d tents to Chad on Friday." % (turn + 2))
    one = {"kind": ("confirm", "comment", "correct", "confirm")[turn % 4], "statement": waiting[0]["id"], "by": name, "note": "turn %d" % turn}
    if one["kind"] == "correct": # nothing by which a commitment is told, so that no reader's address goes away
        one["fields"] = {"caveat": "so far"}
    answer = server.write("/api/v1/reviews", one)
    if answer[0] != 200 or one["kind"] != "correct":
        return answer
    return server.write("/api/v1/reviews", {"kind": "retract", "retracts": json.loads(answer[2])["reviews"], "by": name})


def review_on(server, name, every, until, told):
    turn = 0
    while time.monotonic() < until:
        began = time.monotonic()
        try:
            status, _, content = review(server, name, turn)
        except (OSError, ValueError, LookupError) as trouble:
            status, content = 0, repr(trouble)
        told.append((status, time.monotonic() - began, content[:200]))
        turn += 1
        time.sleep(max(0, every - (time.monotonic() - began)))


def add_on(server, every, until, told):
    turn = 0
    while time.monotonic() < until:
        status, _, content = server.write("/api/v1/articles", b"Oslo pledged %d boats to Malta on Monday." % (turn + 2))
        told.append((status, 0, content[:200]))
        turn += 1
        time.sleep(every)


def is_flat(samples):
    """The last quarter needs no more than the second did; the first is for warming up."""
    quarter = len(samples) // 4
    before, after = statistics.median(samples[quarter:2 * quarter] or samples), statistics.median(samples[-quarter:] or samples)
    if len(samples) > 120:
        print("memory at each minute, MB:", *(sample // 1000 for sample in samples[59::60]))
    print("memory: %d kB in the second quarter, %d kB in the last, %d kB at most" % (before, after, max(samples)))
    return after < 1.05 * before + SLACK_KB


def soak(server, ledger, given):
    until, told, samples = time.monotonic() + given.seconds, [], []
    writers = [threading.Thread(target=review_on, args=(server, "Reviewer %d" % n, given.every, until, told)) for n in range(given.reviewers)]
    writers.append(threading.Thread(target=add_on, args=(server, 10 * given.every, until, told)))
    spent = server.processor_s()
    load = subprocess.Popen([given.load, str(server.port), str(given.seconds), "64", str(given.rate)], stdout=subprocess.PIPE, text=True)
    for one in writers:
        one.start()
    while time.monotonic() < until:
        samples.append(server.memory_kb())
        time.sleep(min(1, given.seconds / 20))
    for one in writers:
        one.join()
    line = load.communicate()[0].strip()
    print("readers:", line)
    print("the server's processor time: %.2f seconds a second" % ((server.processor_s() - spent) / given.seconds))
    check(load.returncode == 0 and " 0 wrong" in line, "every reader has its answers: " + line)
    wrong = [one for one in told if one[0] not in (200, 409)]
    slow = sorted(one[1] for one in told)
    print("writers: %d writes, %d refused since another was faster, half in %.0f ms, the slowest in %.0f ms"
          % (len(told), sum(one[0] == 409 for one in told), 1000 * slow[len(slow) // 2], 1000 * slow[-1]))
    check(told and not wrong, "every writer is heard: %s" % wrong[:2])
    check(is_flat(samples), "memory is flat")
    log = os.path.getsize(ledger + "-wal") if os.path.exists(ledger + "-wal") else 0
    check(log < LOG_MOST, "what was written moves into the file: %d bytes wait" % log)


def main():
    words = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    for name in ("troth", "load", "examples"):
        words.add_argument(name)
    words.add_argument("--ledger")
    words.add_argument("--seconds", type=int, default=6)
    words.add_argument("--rate", type=int, default=100)
    words.add_argument("--reviewers", type=int, default=2)
    words.add_argument("--every", type=float, default=0.5)
    given = words.parse_args()
    # a build with sanitizers keeps what was freed for a while, which would look like a leak
    os.environ["ASAN_OPTIONS"] = os.environ.get("ASAN_OPTIONS", "") + ":quarantine_size_mb=4:thread_local_quarantine_size_kb=64"
    with tempfile.TemporaryDirectory(dir=os.path.dirname(os.path.abspath(given.ledger)) if given.ledger else None) as folder:
        ledger = os.path.join(folder, "book.db")
        if given.ledger:
            shutil.copyfile(given.ledger, ledger)
        else:
            inputs = sorted(os.path.join(given.examples, name) for name in os.listdir(given.examples) if name.endswith(".jsonl"))
            subprocess.run([given.troth, "add", *inputs, "--ledger", ledger], check=True, capture_output=True)
        server = Server(given.troth, ledger)
        try:
            soak(server, ledger, given)
        finally:
            server.stop()
    return closing.close(CHECKS)


sys.exit(main())
