#!/usr/bin/env python3
"""Reckons what a large job takes, by simulating it from measured costs: hours, money and space, with processors that fail, slow ones and
tasks of unequal length; and what waits longest, which is what breaks first.

usage: plan.py REPORTS [PROCESSORS] [--OPTION NUMBER]...     (plan.py --help tells the options and where their values were measured)
"""
import argparse
import heapq
import random

# name, value, what it is: measured as doc/scale.md tells
MEASURED = (
    ("report-ms", 16.8, "of a processor, for a report, by the program"),
    ("overhead", 0.3, "of the cluster over the program: 0.3 is thirty per cent"),
    ("report-bytes", 5334, "of a report as JSON Lines"),
    ("statements", 7.6, "of a report"),
    ("statement-bytes", 997, "of a statement as JSON Lines"),
    ("parquet-bytes", 465, "of a statement in Parquet, by days"),
    ("ledger-speed", 3100, "statements a second into one ledger, which has one writer at a time"),
    ("days", 3650, "of publication, each a folder of Parquet"),
)
ASSUMED = (
    ("price", 0.04, "of a processor for an hour"),
    ("failures", 1, "of a processor in a thousand hours"),
    ("slow", 0.05, "of the processors are half as fast: 0.05 is one in twenty"),
    ("task", 20000, "reports a task"),
    ("disk-gb", 20, "free for each processor"),
)


def simulate(tasks, seconds, workers, failures, slow, seed=1):
    """List scheduling: who is free takes the next task; who fails loses the one at hand and is back after two minutes.

    Returns the seconds until all is done, until the first processor finds no task any more, and how many tasks were lost.
    """
    draw = random.Random(seed)
    pace = [2.0 if draw.random() < slow else 1.0 for _ in range(workers)]
    free = [(0.0, worker) for worker in range(workers)]
    heapq.heapify(free)
    end, lost, waiting = 0.0, 0, tasks
    while waiting:
        now, worker = heapq.heappop(free)
        took = seconds * pace[worker] * draw.lognormvariate(0, 0.15)
        if draw.random() < failures / 1000 * took / 3600:
            lost += 1
            heapq.heappush(free, (now + took * draw.random() + 120, worker))
            continue
        waiting -= 1
        end = max(end, now + took)
        heapq.heappush(free, (now + took, worker))
    return end, free[0][0], lost


def size_of(count):
    for unit, step in (("TB", 1e12), ("GB", 1e9), ("MB", 1e6)):
        if count >= step:
            return f"{count / step:.2f} {unit}"
    return f"{count / 1e3:.1f} kB"


def limits_of(given, hours):
    """What the job leans on: how many times what there is of it would be needed; 1 is just enough."""
    statements = given.reports * given.statements
    kept = statements * given.statement_bytes / given.workers / (given.disk_gb * 1e9)
    loading = statements / given.ledger_speed / 3600
    yield loading / hours, f"one ledger for all of it: {loading:.0f} hours of its one writer, while the coding takes {hours:.0f}"
    yield kept, f"disks between coding and writing: {size_of(statements * given.statement_bytes / given.workers)} a processor of {given.disk_gb:g} GB"
    yield given.reports * given.report_bytes / (hours * 3600) / 1e9, ("storage to read from: "
                                                                    f"{size_of(given.reports * given.report_bytes / (hours * 3600))} a second, of 1 GB")
    yield given.days / 1e5, f"files of Parquet: {given.days:.0f} a run, of a hundred thousand that a folder can be listed with"
    yield given.reports / given.task / (hours * 3600) / 50, (f"the driver: {given.reports / given.task / (hours * 3600):.2f} tasks begun a second, "
                                                            "of some fifty")


def tell(given):
    cost = given.report_ms / 1000 * (1 + given.overhead)
    tasks = max(1, round(given.reports / given.task))
    took, idle_from, lost = simulate(tasks, cost * given.task, given.workers, given.failures, given.slow)
    hours, statements = took / 3600, given.reports * given.statements
    money = hours * given.workers * given.price
    print(f"{given.reports:.0f} reports, {cost * 1000:.0f} ms of a processor each: {given.workers} processors, {hours:.1f} hours, "
          f"{hours * given.workers:.0f} processor hours, {money:.0f} of money ({money / given.reports * 1e6:.2f} for a million reports)")
    print(f"of {tasks} tasks {lost} are done twice; the last {(took - idle_from) / 60:.0f} minutes some processors wait")
    print(f"statements: {statements:.3g}, {size_of(statements * given.statement_bytes)} as JSON Lines, "
          f"about {size_of(statements * given.parquet_bytes)} as Parquet, of {size_of(given.reports * given.report_bytes)} of reports")
    print("what breaks first, by how many times what there is of it would be needed:")
    for times, what in sorted(limits_of(given, hours), reverse=True):
        print(f"  {times:8.2f}  {what}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=float)
    parser.add_argument("workers", type=int, nargs="?", default=64, metavar="processors")
    for group, options in (("measured", MEASURED), ("assumed", ASSUMED)):
        section = parser.add_argument_group(group)
        for name, value, meaning in options:
            section.add_argument(f"--{name}", type=float, default=value, metavar="N", help=f"{meaning} ({value:g})")
    tell(parser.parse_args())


if __name__ == "__main__":
    main()
