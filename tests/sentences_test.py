#!/usr/bin/env python3
"""Checks how well the marked sentences are read: each act of a sentence that is marked and told, or only one of both.

usage: sentences_test.py TROTH MODEL FOLDER [--by-act] [FLOOR]     FLOOR: thousandths of F1
"""
import collections, json, pathlib, re, subprocess, sys

MARK = re.compile(r"\[([^\]|]+)\|([a-z,]+)\]")


def passages(folder):
    """Each passage as an article without marks, and its marks: (from, to, act)."""
    for path in sorted(pathlib.Path(folder).glob("*.txt")):
        for number, block in enumerate(re.split(r"\n\s*\n", path.read_text(encoding="utf-8").strip())):
            lines = [line for line in block.split("\n") if not line.startswith("#")]
            text, marks = "", []
            for line in lines:
                text += "\n\n" if text else ""
                at = 0
                for found in MARK.finditer(line):
                    text += line[at:found.start()]
                    start = len(text)
                    text += found.group(1)
                    marks += [(start, len(text), act) for act in found.group(2).split(",")]
                    at = found.end()
                text += line[at:]
            if "[" in text or "|" in text:
                sys.exit(f"{path}: a mark is not well formed: {block[:80]}")
            yield dict(id=f"{path.stem}-{number}", title="", text=text, published="2025-06-01"), marks


def read(troth, model, folder):
    """Acts of sentences that are marked and told, only told, only marked."""
    given = list(passages(folder))
    lines = "".join(json.dumps(article) + "\n" for article, _ in given)
    answer = subprocess.run([troth, "read", "--model", model, "-"], input=lines.encode(), stdout=subprocess.PIPE, check=True).stdout
    told = collections.defaultdict(set)
    for line in answer.decode().splitlines():
        statement = json.loads(line)
        told[statement["article"]["id"]].add((*statement["spans"]["sentence"], statement["act"]))
    count = collections.Counter()
    for article, marks in given:
        ours = told[article["id"]]
        theirs = {(next(((s, e) for s, e, _ in ours if s <= start < e), (start, start)), act) for start, _, act in marks}
        mine = {((start, end), act) for start, end, act in ours}
        for kind, acts in (("right", theirs & mine), ("told", mine), ("marked", theirs)):
            count.update((act, kind) for _, act in acts)
    return count


def main(arguments):
    by_act = "--by-act" in arguments
    troth, model, folder, *floor = [a for a in arguments if a != "--by-act"]
    count = read(troth, model, folder)
    for act in (sorted({act for act, _ in count}) if by_act else []) + [None]:
        right, told, marked = (sum(n for (a, k), n in count.items() if k == kind and act in (None, a))
                               for kind in ("right", "told", "marked"))
        f1 = 2 * right / max(1, told + marked)
        print(f"{act or 'all'}: {marked} marked, precision {right / max(1, told):.3f}, recall {right / max(1, marked):.3f}, F1 {f1:.3f}")
    ok = not floor or f1 * 1000 >= float(floor[0])
    print(f"{int(ok)} passed, {int(not ok)} failed")
    return 0 if ok else 1


sys.exit(main(sys.argv[1:]))
