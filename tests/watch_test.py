"""`troth watch` against fifty feeds with faults, killed at random: every good report once, polite by the server's own log.

    watch_test.py PROGRAM [--seconds 25] [--days 1] [--kills 4]

The clock of server and program runs faster: the days pass in the seconds. Ends with "N passed, N failed".
"""
import argparse
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time

import closing
from watch_server import LOST, World, article

parser = argparse.ArgumentParser()
parser.add_argument("program")
parser.add_argument("--seconds", type=float, default=25)
parser.add_argument("--days", type=float, default=1)
parser.add_argument("--kills", type=int, default=4)
parser.add_argument("--memory", type=int, default=1500, help="MB that the program may take at most; sanitizers triple it")
given = parser.parse_args()

DAY = 24 * 3600 * 1000
checks = []


def check(what, good, detail=""):
    checks.append(("%s %s" % (what, detail), bool(good)))


def memory_of(process):
    try:
        with open("/proc/%d/status" % process.pid) as file:
            return max([int(line.split()[1]) // 1024 for line in file if line.startswith("VmHWM")], default=0)
    except OSError:
        return 0


folder = tempfile.mkdtemp(prefix="troth-watch-")
speed = max(1, int(given.days * 86400 / given.seconds))
delay_s = max(2, int(speed * 0.04))  # forty milliseconds of the system's: more than what scheduling shifts
world = World(speed, int(DAY / 4), folder)
with open(folder + "/sources.txt", "w") as file:
    for site in world.sites.values():
        print("%s/feed" % world.address(site), file=file)
    print("file:///etc/passwd", file=file)
command = [given.program, "watch", folder + "/sources.txt", "--ledger", folder + "/book.db", "--private", "--every", "30m",
           "--delay", str(delay_s), "--timeout", "1", "--at-once", "8"]
environment = dict(os.environ, TROTH_WATCH_CLOCK=world.clock.words(), NO_PROXY="*")
log = open(folder + "/log.txt", "ab")


def start():
    return subprocess.Popen(command, stdout=log, stderr=log, env=environment)


def titles_there():
    try:
        with sqlite3.connect("file:%s/book.db?mode=ro" % folder, uri=True) as ledger:
            return [row[0] for row in ledger.execute("SELECT title FROM articles")]
    except sqlite3.OperationalError:
        return []


rng = random.Random(7)
ends = time.time() + given.seconds
kills = sorted(rng.uniform(0.1, 0.8) * given.seconds for _ in range(given.kills))
process, begun, most, killed, wanted = start(), time.time(), 0, [], None
# A machine that is busy with other things is given longer than the days for what was there before their end.
while time.time() < ends or (not wanted <= set(titles_there()) and time.time() < ends + 120):
    time.sleep(0.1 if time.time() < ends else 1)
    wanted = world.good(world.clock.now() - DAY * 3 / 8) if time.time() < ends or wanted is None else wanted
    most = max(most, memory_of(process))
    if process.poll() is not None:
        break
    if kills and time.time() - begun > kills[0]:
        kills.pop(0)
        killed.append(world.clock.now())
        process.kill()
        process.wait()
        process = start()
days = (world.clock.now() - world.clock.begins) / DAY
most = max(most, memory_of(process))
process.send_signal(signal.SIGTERM)
try:
    status = process.wait(60)
except subprocess.TimeoutExpired:
    process.kill()
    status = "killed"
check("it ends when it is asked to; the wrong line of the list is told (status 3)", status == 3, status)
check("memory is bounded", 0 < most < given.memory, "%d MB" % most)

# What the ledger has.
titles = titles_there()
lost = {article(site, n)[0] for site in world.sites.values() if site.kind in LOST for n in range(200)}
missing = wanted - set(titles)
check("every good report is there", not missing, "%d of %d missing: %s" % (len(missing), len(wanted), sorted(missing)[:3]))
check("each is there once", len(titles) == len(set(titles)), sorted(t for t in titles if titles.count(t) > 1)[:3])
check("nothing else is there", not set(titles) & lost and not set(titles) - world.good(world.clock.now() + DAY),
      sorted(set(titles) & lost)[:3])

# What the server saw.
hosts = {}
for entry in sorted(world.log, key=lambda entry: entry["begun"]):
    hosts.setdefault(entry["host"], []).append(entry)
jitter = 25 * speed  # milliseconds of the server's threads
for host, entries in hosts.items():
    site = world.sites[host]
    pause = 600 if site.kind == "delay" else delay_s
    pauses = [b["begun"] - a["begun"] for a, b in zip(entries, entries[1:])]
    check("%s (%s): pauses between requests" % (host, site.kind), min(pauses, default=1e12) >= pause * 1000 - jitter,
          min(pauses, default=0))
    check("%s: robots.txt is asked for first" % host, entries[0]["path"] == "/robots.txt")
    robots = sum(entry["path"] == "/robots.txt" for entry in entries)
    check("%s (%s): and not again within a day" % (host, site.kind), robots <= days + 2 or site.kind in ("robots500", "stalled"),
          robots)
    polls = [entry for entry in entries if not entry["path"].startswith(("/a/", "/robots"))]
    if site.kind in ("denied", "robots500"):
        check("%s (%s): nothing that robots.txt forbids is asked for" % (host, site.kind), not polls, len(polls))
    if site.kind in ("good", "gzip", "charset", "late", "relative"):
        bare = sum(not entry["etag"] for entry in polls)
        check("%s: polls are conditional" % host, bare <= 1 + given.kills and any(e["status"] == 304 for e in polls), bare)
    if site.kind == "atom":
        check("%s: polls are conditional by date" % host, sum(not entry["since"] for entry in polls) <= 1 + given.kills)
    if site.kind.startswith("moved"):
        check("%s: a move for good is remembered" % host, sum(entry["path"] == "/feed" for entry in polls) <= 1 + given.kills)
    if site.kind in ("missing", "scheme", "bomb", "endless", "robots500", "stalled"):
        check("%s (%s): trouble is waited out, longer each time" % (host, site.kind), len(entries) <= 12 + 30 * days, len(entries))
    for busy in (entry for entry in entries if entry["status"] == 429):
        if any(0 <= kill - busy["begun"] < 3000 * speed for kill in killed):
            continue  # it was killed before it could know
        soon = [e["begun"] - busy["begun"] for e in entries if 0 < e["begun"] - busy["begun"] < 7200 * 1000 - jitter]
        check("%s: Retry-After is kept" % host, not soon, soon[:2])
together = world.most_at_once()
check("no more than 8 requests at a time", together <= 8, together)
check("it says who asks", all((entry["agent"] or "").startswith("troth/") for entry in world.log))
with open(folder + "/log.txt", errors="replace") as file:
    lines = file.read()
for words in ("names file:///etc/passwd", "redirects in a circle", "larger than", "robots.txt does not want it", "is now at",
              "answers again",
              "SSL", "sources.txt:51"):
    check("the log tells of it: " + words, words in lines)
check("no sanitizer complains", "Sanitizer" not in lines and "runtime error" not in lines)
is_good = all(good for _, good in checks)
print("%d reports, %d requests, %d MB, speed %d, delay %d s%s" % (len(titles), len(world.log), most, speed, delay_s,
                                                                 "" if is_good else ", log in " + folder))
if is_good:
    shutil.rmtree(folder, ignore_errors=True)
sys.exit(closing.close(checks))
