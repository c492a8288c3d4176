#!/usr/bin/env python3
"""Measures Troth with the scorers of a data folder and prints a table: what, value, the least it should be, command.

usage: evaluate.py [--only NAME,...] [--markdown FILE] PROGRAM FOLDER

Names: tokens, raw, gold, seed, quotes, plv, speed. The folder holds gold/, data/ud/, data/polnear/ and data/plv/, each with its
score.py. Speed is the median of five runs of `read --threads 1` over the articles of gold/train repeated to 1,000; words are
counted between blanks.
"""
import importlib.util
import json
import os
import pathlib
import re
import statistics
import subprocess
import sys
import tempfile
import time

ARTICLE = ("id", "title", "publisher", "published", "url", "text")
RUNS, ARTICLES = 5, 1000


class Bench:
    def __init__(self, program, folder):
        self.program, self.folder, self.rows = program, pathlib.Path(folder), []
        self.room = tempfile.TemporaryDirectory()
        self.work = pathlib.Path(self.room.name)

    def run(self, arguments, given, out):
        """Runs the program; returns seconds by the clock, seconds of a processor and the peak of resident memory in MB."""
        begin = time.monotonic()
        with open(given, "rb") as source, open(out, "wb") as target:
            process = subprocess.Popen([self.program, *arguments], stdin=source, stdout=target)
            _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            sys.exit(f"{self.program} {' '.join(arguments)}: exit status {process.returncode}")
        return time.monotonic() - begin, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024

    def score(self, script, *arguments):
        done = subprocess.run([sys.executable, self.folder / script, *map(str, arguments)], capture_output=True, text=True)
        if done.returncode:
            sys.exit(f"{script}: {done.stderr.strip()}")
        return done.stdout

    def add(self, what, value, least, command, digits=3, most=False):
        good = value <= least if most else value >= least
        self.rows.append(dict(what=what, value=round(value, digits), least=least, good=good, command=command, most=most))
        bound = f"{'at most' if most else 'at least'} {least:<7g} {'' if good else 'MISSED  '}"
        print(f"{what:46} {value:10.{digits}f}  {bound}{command}", flush=True)


def articles_of(paths):
    for path in sorted(paths):
        article = json.loads(path.read_text(encoding="utf-8"))
        yield {key: article.get(key) for key in ARTICLE}


def write_lines(path, records):
    with open(path, "w", encoding="utf-8") as out:
        for record in records:
            out.write(json.dumps(record, ensure_ascii=False) + "\n")
    return path


def tree_figures(line):
    return {name: float(value) for name, value in re.findall(r"(\w+) ([\d.]+)", line)}


def measure_tokens(bench):
    gold, out = bench.folder / "data/ud/dev/en_ewt-ud-dev.conllu", bench.work / "tokens.conllu"
    command = "troth parse --conllu - < en_ewt-ud-dev.conllu"
    bench.run(["parse", "--conllu", "-"], gold, out)
    figures = tree_figures(bench.score("data/ud/score.py", gold, out))
    bench.add("trees, given tokens, EWT dev: UPOS", figures["UPOS"], 94.5, command, 2)
    bench.add("trees, given tokens, EWT dev: LAS", figures["LAS"], 82, command, 2)


def measure_raw(bench):
    gold, out = bench.folder / "data/ud/dev/en_ewt-ud-dev.conllu", bench.work / "raw.conllu"
    command = "troth parse - < en_ewt-ud-dev.txt"
    bench.run(["parse", "-"], gold.with_suffix(".txt"), out)
    figures = tree_figures(bench.score("data/ud/score.py", gold, out))
    bench.add("trees, raw text, EWT dev: Sentences", figures["Sentences"], 78, command, 2)
    bench.add("trees, raw text, EWT dev: LAS", figures["LAS"], 79, command, 2)


def statement_figures(bench, part, name):
    given, out = bench.work / f"{name}.jsonl", bench.work / f"{name}.read.jsonl"
    write_lines(given, articles_of(part.glob("*.json")))
    bench.run(["read", "-"], given, out)
    return {key: values[2] for key, values in json.loads(bench.score("gold/score.py", "--json", part, out)).items()}


def measure_gold(bench):
    command = "troth read - < gold/dev as JSON Lines"
    figures = statement_figures(bench, bench.folder / "gold/dev", "dev")
    bench.add("statements, gold/dev: core F1", figures["core"], 0.45, command)
    bench.add("statements, gold/dev: commitment F1", figures["commitment"], 0.45, command)
    measure_calibration(bench)


def scorer_of(bench):
    """The scorer of statements as a module, for the comparison of single statements."""
    spec = importlib.util.spec_from_file_location("score", bench.folder / "gold/score.py")
    scorer = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(scorer)
    return scorer


def judged(bench, part, read):
    """(confidence, whether act and actor are right) of every statement read."""
    scorer, ours = scorer_of(bench), {}
    for line in read.read_text(encoding="utf-8").splitlines():
        statement = json.loads(line)
        ours.setdefault(statement["article"]["id"], []).append(statement)
    for path in sorted(part.glob("*.json")):
        article = json.loads(path.read_text(encoding="utf-8"))
        found = ours.get(article["id"], [])
        hits = scorer.match(scorer.expand(article["statements"]), scorer.expand(found), scorer.LEVELS["core"])
        right = {id(pair[1][0]) for pair in hits}
        yield from ((statement["confidence"], id(statement) in right) for statement in found)


def measure_calibration(bench):
    """Needs what measure_gold has read: expected calibration error in ten bins, and how many of the sure ones are right."""
    command, bins = "the same: confidence against core", [[] for _ in range(10)]
    for confidence, right in judged(bench, bench.folder / "gold/dev", bench.work / "dev.read.jsonl"):
        bins[min(9, int(10 * confidence))].append((confidence, right))
    error = sum(abs(sum(confidence - right for confidence, right in one)) for one in bins) / max(1, sum(map(len, bins)))
    sure = [right for one in bins[8:] for _, right in one]
    bench.add("confidence, gold/dev: calibration error", error, 0.05, command, most=True)
    bench.add("confidence, gold/dev: right of those from 0.8", sum(sure) / max(1, len(sure)), 0.85, command)


def measure_seed(bench):
    part = bench.work / "seed"
    part.mkdir()
    (part / "seed.json").write_bytes((bench.folder / "gold/dev/seed.json").read_bytes())
    figures = statement_figures(bench, part, "seed")
    bench.add("statements, gold/dev/seed.json: core F1", figures["core"], 0.70, "troth read - < seed.json as JSON Lines")


def measure_quotes(bench):
    part, out = bench.folder / "data/polnear/dev", bench.work / "quotes.read.jsonl"
    articles = ({"id": path.stem, "text": path.read_bytes().decode("utf-8")} for path in sorted((part / "text").glob("*.txt")))
    given = write_lines(bench.work / "quotes.jsonl", articles)
    bench.run(["quotes", "-"], given, out)
    shown = bench.score("data/polnear/score.py", part, out)
    for role in ("source", "cue", "content"):
        value = float(re.search(rf"^{role} +overlap +[\d.]+ +[\d.]+ +([\d.]+)", shown, re.M).group(1))
        bench.add(f"attributions, PolNeAR dev: {role} overlap F1", value, 0.50, "troth quotes - < polnear/dev as JSON Lines")


def measure_plv(bench):
    part, out = bench.folder / "data/plv", bench.work / "plv.read.jsonl"
    with open(part / "dev.jsonl", encoding="utf-8") as pairs:
        articles = ({"id": f"{number}", "text": json.loads(line)["text"]} for number, line in enumerate(pairs, 1))
        given = write_lines(bench.work / "plv.jsonl", articles)
    bench.run(["read", "-"], given, out)
    shown = bench.score("data/plv/score.py", part / "dev.jsonl", out)
    accuracy = float(re.search(r"accuracy ([\d.]+)", shown).group(1))
    bench.add("events of two parties, PLV dev: accuracy", accuracy, 0.65, "troth read - < plv/dev.jsonl, a pair an article")


def measure_speed(bench):
    articles = list(articles_of((bench.folder / "gold/train").glob("*.json")))
    many = [dict(articles[i % len(articles)], id=f"{i}") for i in range(ARTICLES)]
    words = sum(len((article["title"] or "").split()) + len(article["text"].split()) for article in many)
    given = write_lines(bench.work / "speed.jsonl", many)
    runs = [bench.run(["read", "--threads", "1", "-"], given, bench.work / "speed.read.jsonl") for _ in range(RUNS)]
    command = f"troth read --threads 1 - < {ARTICLES} articles, {words} words"
    clock, processor = (statistics.median(run[i] for run in runs) for i in (0, 1))
    bench.add(f"speed, words a second (median of {RUNS})", words / clock, 20000, command, 0)
    print(f"{'':46} {words / processor:10.0f}  a second of its processor: what it would be on an idle machine")
    bench.add("memory, peak resident MB (largest)", max(run[2] for run in runs), 200, command, 0, most=True)


MEASURES = dict(tokens=measure_tokens, raw=measure_raw, gold=measure_gold, seed=measure_seed, quotes=measure_quotes,
                plv=measure_plv, speed=measure_speed)


def markdown(rows):
    lines = ["| what | value | bound | command |", "| --- | --- | --- | --- |"]
    for row in rows:
        bound = f"{'at most' if row['most'] else 'at least'} {row['least']:g}"
        lines.append(f"| {row['what']} | {row['value']:g} | {bound} | `{row['command']}` |")
    return "\n".join(lines) + "\n"


def main(words):
    options = {}
    while words and words[0].startswith("--"):
        if len(words) < 2 or words[0] not in ("--only", "--markdown"):
            sys.exit(__doc__)
        options[words[0]] = words[1]
        words = words[2:]
    names = options.get("--only", ",".join(MEASURES)).split(",")
    if len(words) != 2 or set(names) - set(MEASURES):
        sys.exit(__doc__)
    bench = Bench(*words)
    for name in names:
        MEASURES[name](bench)
    if "--markdown" in options:
        pathlib.Path(options["--markdown"]).write_text(markdown(bench.rows), encoding="utf-8")
    missed = sum(not row["good"] for row in bench.rows)
    print(f"{len(bench.rows) - missed} reached, {missed} missed")


if __name__ == "__main__":
    main(sys.argv[1:])
