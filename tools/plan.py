#!/usr/bin/env python3
"""Reckons what a large job takes, by simulating it from measured costs: hours, money and space, with workers that fail and tasks that straggle.

usage: plan.py REPORTS [WORKERS] [--words-second N] [--words N] [--overhead X] [--price P] [--failures F] [--task N]

WORKERS are processors. --words-second: of one processor (measure: troth read); --words: of a report; --overhead: of the cluster over the
program (0.3: thirty per cent); --price: of a processor for an hour; --failures: of a processor in a thousand hours; --task: reports a task.
"""
import argparse
import heapq
import random


def simulate(tasks, seconds, workers, failures, seed=1):
    """List scheduling: who is free takes the next task; who fails loses the one at hand and is back after two minutes. Returns seconds and lost tasks."""
    draw = random.Random(seed)
    free = [(0.0, worker) for worker in range(workers)]
    heapq.heapify(free)
    end, lost = 0.0, 0
    waiting = tasks
    while waiting:
        now, worker = heapq.heappop(free)
        took = seconds * draw.lognormvariate(0, 0.15)
        if draw.random() < failures / 1000 * took / 3600:
            lost += 1
            heapq.heappush(free, (now + took * draw.random() + 120, worker))
            continue
        waiting -= 1
        end = max(end, now + took)
        heapq.heappush(free, (now + took, worker))
    return end, lost


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("reports", type=float)
    parser.add_argument("workers", type=int, nargs="?", default=64)
    parser.add_argument("--words-second", type=float, default=44000)
    parser.add_argument("--words", type=float, default=808)
    parser.add_argument("--overhead", type=float, default=0.3)
    parser.add_argument("--price", type=float, default=0.04)
    parser.add_argument("--failures", type=float, default=1)
    parser.add_argument("--task", type=float, default=20000)
    parser.add_argument("--statements", type=float, default=8, help="of a report")
    given = parser.parse_args()
    cost = given.words / given.words_second * (1 + given.overhead)
    tasks = max(1, round(given.reports / given.task))
    took, lost = simulate(tasks, cost * given.task, given.workers, given.failures)
    hours = took / 3600
    print(f"{given.reports:.0f} reports, {cost * 1000:.0f} ms of a processor each: {given.workers} processors, {hours:.1f} hours, "
          f"{hours * given.workers:.0f} processor hours, {hours * given.workers * given.price:.0f} of money, {lost} of {tasks} tasks done twice")
    print(f"statements: {given.reports * given.statements:.3g}, {given.reports * given.statements * 1000 / 1e12:.2f} TB as JSON Lines, "
          f"about {given.reports * given.statements * 181 / 1e12:.2f} TB as Parquet")


if __name__ == "__main__":
    main()
