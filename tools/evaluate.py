#!/usr/bin/env python3
"""Measures Troth with the scorers of a data folder and prints a table: what, value, the least it should be, command.

usage: evaluate.py [--only NAME,...] [--markdown FILE] PROGRAM FOLDER

Names: tokens, raw, gold, hard, seed, quotes, plv, pages, speed. The folder holds gold/, data/ud/, data/polnear/ and data/plv/,
each with its score.py, and data/html/. Speed is the median of five runs of `read --threads 1` over the articles of gold/train
repeated to 1,000; words are counted between blanks.
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
    bench.add("trees, given tokens, EWT dev: UPOS", figures["UPOS"], 96, command, 2)
    bench.add("trees, given tokens, EWT dev: LAS", figures["LAS"], 87, command, 2)
    bench.add("trees, given tokens, EWT dev: Lemmas", figures["Lemmas"], 97.5, command, 2)


def raw_figures(bench, treebank):
    gold, out = bench.folder / f"data/ud/dev/{treebank}-ud-dev.conllu", bench.work / "raw.conllu"
    bench.run(["parse", "-"], gold.with_suffix(".txt"), out)
    return tree_figures(bench.score("data/ud/score.py", gold, out))


def measure_raw(bench):
    command = "troth parse - < {}-ud-dev.txt"
    ewt, gum = raw_figures(bench, "en_ewt"), raw_figures(bench, "en_gum")
    bench.add("trees, raw text, EWT dev: Sentences", ewt["Sentences"], 85, command.format("en_ewt"), 2)
    bench.add("trees, raw text, EWT dev: LAS", ewt["LAS"], 84, command.format("en_ewt"), 2)
    bench.add("trees, raw text, GUM dev: LAS", gum["LAS"], 82, command.format("en_gum"), 2)


def statement_figures(bench, part, name):
    given, out = bench.work / f"{name}.jsonl", bench.work / f"{name}.read.jsonl"
    write_lines(given, articles_of(part.glob("*.json")))
    bench.run(["read", "-"], given, out)
    return json.loads(bench.score("gold/score.py", "--json", part, out)), bench.score("gold/score.py", part, out)


def measure_gold(bench):
    command = "troth read - < gold/dev as JSON Lines"
    figures, shown = statement_figures(bench, bench.folder / "gold/dev", "dev")
    bench.add("statements, gold/dev: core F1", figures["core"][2], 0.62, command)
    bench.add("statements, gold/dev: core precision", figures["core"][0], 0.70, command)
    bench.add("statements, gold/dev: commitment F1", figures["commitment"][2], 0.65, command)
    bench.add("statements, gold/dev: full F1", figures["full"][2], 0.40, command)
    bench.add("statements, gold/dev: links F1", figures["links"][2], 0.40, command)
    for field, least in dict(recipients=0.80, means=0.85, condition=0.93, status=0.93, speaker=0.80).items():
        value = float(re.search(rf"of those with act and actor right:.*?{field} ([\d.]+)", shown).group(1))
        bench.add(f"of core hits, gold/dev: {field} right", value, least, command)
    measure_calibration(bench)


def measure_hard(bench):
    command = "troth read - < gold/hard as JSON Lines"
    figures, _ = statement_figures(bench, bench.folder / "gold/hard", "hard")
    for name, least in dict(core=0.55, condition=0.50, links=0.40).items():
        bench.add(f"statements, gold/hard (learned from): {name} F1", figures[name][2], least, command)


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
    figures, _ = statement_figures(bench, part, "seed")
    bench.add("statements, gold/dev/seed.json: core F1", figures["core"][2], 0.85, "troth read - < seed.json as JSON Lines")


def measure_quotes(bench):
    part, out = bench.folder / "data/polnear/dev", bench.work / "quotes.read.jsonl"
    articles = ({"id": path.stem, "text": path.read_bytes().decode("utf-8")} for path in sorted((part / "text").glob("*.txt")))
    given = write_lines(bench.work / "quotes.jsonl", articles)
    bench.run(["quotes", "-"], given, out)
    shown = bench.score("data/polnear/score.py", part, out)
    wanted = dict(source=(0.62, 0.80), cue=(0.60, 0.75), content=(0.50, 0.75))
    for way, place in ("exact", 0), ("overlap", 1):
        for role, least in wanted.items():
            value = float(re.search(rf"^{role} +{way} +[\d.]+ +[\d.]+ +([\d.]+)", shown, re.M).group(1))
            bench.add(f"attributions, PolNeAR dev: {role} {way} F1", value, least[place], "troth quotes - < polnear/dev as JSON Lines")


def measure_plv(bench):
    part, out = bench.folder / "data/plv", bench.work / "plv.read.jsonl"
    with open(part / "dev.jsonl", encoding="utf-8") as pairs:
        articles = ({"id": f"{number}", "text": json.loads(line)["text"]} for number, line in enumerate(pairs, 1))
        given = write_lines(bench.work / "plv.jsonl", articles)
    bench.run(["read", "-"], given, out)
    shown = bench.score("data/plv/score.py", part / "dev.jsonl", out)
    accuracy = float(re.search(r"accuracy ([\d.]+)", shown).group(1))
    bench.add("events of two parties, PLV dev: accuracy", accuracy, 0.65, "troth read - < plv/dev.jsonl, a pair an article")


def language_speed(bench):
    """Tokens a second of the language room alone, and how many tokens the articles of gold/train have; None where it is not built."""
    program = pathlib.Path(bench.program).resolve().parent.parent / "bench/language_bench"
    model = pathlib.Path(__file__).resolve().parent.parent / "model/english.model"
    if not program.exists():
        return None
    shown = subprocess.run([program, model, bench.folder / "gold/train"], capture_output=True, text=True, check=True).stdout
    found = re.search(r"([\d.]+) ms to the first sentence\s+\d+ articles, (\d+) words; (\d+) words a second.*peak (\d+) MB", shown, re.S)
    return dict(zip(("start", "tokens", "speed", "peak"), map(float, found.groups())))


def measure_language(bench, languages, shares):
    """The language room alone, and what reading costs beside it: the median of pairs by turns, so that slow minutes hit both."""
    if not languages:
        return
    command = f"language_bench model/english.model gold/train (median of {len(languages)})"
    for name, key, bound, digits, most in (("language room alone, words a second", "speed", 60000, 0, False),
                                           ("the same: ms from start to first sentence", "start", 60, 1, True),
                                           ("the same: memory, peak resident MB", "peak", 150, 0, True)):
        bench.add(name, statistics.median(one[key] for one in languages), bound, command, digits, most=most)
    bench.add("words a second, reading against language", statistics.median(shares), 0.75, "the two above, by turns", 2)


def measure_speed(bench):
    articles = list(articles_of((bench.folder / "gold/train").glob("*.json")))
    many = [dict(articles[i % len(articles)], id=f"{i}") for i in range(ARTICLES)]
    words = sum(len((article["title"] or "").split()) + len(article["text"].split()) for article in many)
    given = write_lines(bench.work / "speed.jsonl", many)
    runs, languages, shares = [], [], []
    for _ in range(RUNS):
        language = language_speed(bench)
        runs.append(bench.run(["read", "--threads", "1", "-"], given, bench.work / "speed.read.jsonl"))
        if language:
            languages.append(language)
            shares.append(language["tokens"] * ARTICLES / len(articles) / runs[-1][0] / language["speed"])
    command = f"troth read --threads 1 - < {ARTICLES} articles, {words} words"
    clock, processor = (statistics.median(run[i] for run in runs) for i in (0, 1))
    bench.add(f"reading, words a second (median of {RUNS})", words / clock, 20000, command, 0)
    print(f"{'':46} {words / processor:10.0f}  a second of its processor: what it would be on an idle machine")
    bench.add("memory, peak resident MB (largest)", max(run[2] for run in runs), 200, command, 0, most=True)
    measure_language(bench, languages, shares)


def measure_pages(bench):
    """Articles told from pages: by weights learned without the page, in five parts; and how fast, on one core."""
    program = pathlib.Path(bench.program).resolve().parent.parent / "training/troth-page"
    data = bench.folder / "data/html"

    def told(*words):
        return subprocess.run([program, *words, data / "pages", data / "truth.json"], capture_output=True, text=True, check=True).stderr

    learned = told()
    f1, worst = map(float, re.search(r"left out: .*F1 ([\d.]+); the worst tenth ([\d.]+)", learned).groups())
    command = "troth-page data/html/pages data/html/truth.json"
    bench.add("articles of pages that were left out: F1", f1, 0.965, command, 4)
    bench.add("the same: the worst tenth, on average", worst, 0.85, command, 4)
    speed = statistics.median(float(re.search(r"(\d+) pages a second", told("--check")).group(1)) for _ in range(RUNS))
    bench.add(f"pages a second of one core (median of {RUNS})", speed, 300, "troth-page --check data/html/pages data/html/truth.json", 0)


MEASURES = dict(tokens=measure_tokens, raw=measure_raw, gold=measure_gold, hard=measure_hard, seed=measure_seed,
                quotes=measure_quotes, plv=measure_plv, pages=measure_pages, speed=measure_speed)


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
