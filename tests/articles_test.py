#!/usr/bin/env python3
"""Checks the marked articles, and that they are read no worse than before.

usage: articles_test.py TROTH-WEIGH LEXICON MODEL FOLDER FLOOR     FLOOR: thousandths of F1 of act and actor
"""
import json, pathlib, re, subprocess, sys

ACTS = set("""pledge offer agree decline withdraw aid cooperate concede retreat meet support request reject accuse threaten claim deny
sanction mobilize coerce assault protest""".split())
LINKS = {"restates", "revises", "disputes", "answers", "fulfils"}


def faults(path):
    """What is wrong with an article's file."""
    article = json.loads(path.read_text(encoding="utf-8"))
    missing = {"id", "title", "publisher", "published", "url", "text", "statements"} - set(article)
    if missing:
        yield f"lacks {sorted(missing)}"
        return
    numbers = {statement["n"] for statement in article["statements"]}
    if numbers != set(range(1, len(article["statements"]) + 1)):
        yield "statements are not numbered 1, 2, 3 …"
    for statement in article["statements"]:
        where = f"statement {statement['n']}"
        if statement["sentence"] not in article["text"] and statement["sentence"] != article["title"]:
            yield f"{where}: the sentence is not in the text"
        if statement["trigger"] not in statement["sentence"]:
            yield f"{where}: the trigger is not in the sentence"
        if statement["act"] not in ACTS:
            yield f"{where}: no act: {statement['act']}"
        if not statement.get("actors"):
            yield f"{where}: nobody acts"
        for link in statement.get("links", []):
            if link["kind"] not in LINKS or link["to"] not in numbers or link["to"] == statement["n"]:
                yield f"{where}: no link: {link}"


def main(weigh, lexicon, model, folder, floor):
    passed = failed = 0
    for path in sorted(pathlib.Path(folder).glob("*.json")):
        wrong = list(faults(path))
        for fault in wrong:
            print(f"{path}: {fault}")
        passed, failed = passed + (not wrong), failed + bool(wrong)
    shown = subprocess.run([weigh, "--measure", lexicon, model, folder], check=True, capture_output=True, text=True).stdout
    good = float(re.search(r"F1 ([\d.]+)", shown).group(1)) * 1000 >= int(floor)
    print(shown.strip() + ("" if good else f": under the floor of {floor} thousandths"))
    passed, failed = passed + good, failed + (not good)
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    if len(sys.argv) != 6:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
