#!/usr/bin/env python3
"""Runs the cases of the command line; README.md beside this file tells their form.

usage: run.py [--rewrite] PROGRAM SOURCE FILE...

PROGRAM is troth, SOURCE the source tree (its model and lexicon are used, its examples can be read as $SOURCE/examples).
Where TROTH_TEST_POSTGRES is the address of a server (tools/with_postgres.py), the cases that use their ledger by `--ledger book.db`
alone use one on the server instead, and the others are left out.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

LONGEST = 300  # seconds of one case: sanitizers are slow
PARTS = ("stdin", "stdout", "stderr", "status")


class Case:
    def __init__(self, title, line):
        self.title, self.line, self.address = title, line, "book.db"
        self.commands, self.files, self.parts = [], {}, {}

    def expected(self, part):
        return self.parts.get(part, "0\n" if part == "status" else "")


def read_cases(path):
    """Yields comment lines before the first case as a string, then cases."""
    case, into, head = None, None, []
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(keepends=True), 1):
        if line.startswith("== "):
            if case:
                yield case
            elif head:
                yield "".join(head)
            case, into = Case(line[3:].strip(), number), None
        elif not case:
            head.append(line)
        elif line.startswith("--- "):
            words = line[4:].split()
            if words[0] == "file":
                into = (case.files, words[1])
            elif words[0] == "status":
                case.parts["status"] = words[1] + "\n"
                into = None
                continue
            elif words[0] in PARTS:
                into = (case.parts, words[0])
            else:
                sys.exit(f"{path}:{number}: unknown part '{words[0]}'; parts are file NAME, {', '.join(PARTS)}")
            into[0].setdefault(into[1], "")
        elif into:
            into[0][into[1]] += line
        elif line.startswith("$ "):
            case.commands.append(line[2:])
        elif line.strip():
            sys.exit(f"{path}:{number}: neither a command ('$ ...') nor a part ('--- ...')")
    if case:
        yield case


def trim(text):
    """Blank lines at the end separate cases and do not count."""
    return text.rstrip("\n") + "\n" if text.strip("\n") else ""


def fits(expected, got):
    """`[...]` stands for anything within a line; alone on a line for any lines."""
    pattern = ""
    for line in trim(expected).splitlines():
        if line == "[...]":
            pattern += r"(?:[^\n]*\n)*?"
        else:
            pattern += r"[^\n]*".join(re.escape(part) for part in line.split("[...]")) + "\n"
    return re.fullmatch(pattern, trim(got)) is not None


def on_server(case, path):
    """The same case with a ledger on the server; None where it looks at the file."""
    script = "".join(case.commands)
    uses = script.count("--ledger book.db")
    if not uses or uses != script.count("book.db") or re.search(r"\bls\b", script):
        return None
    case.address = f"{os.environ['TROTH_TEST_POSTGRES']}&options=-csearch_path%3D{path.stem}_{case.line}"
    case.commands = [command.replace("--ledger book.db", f"--ledger '{case.address}'") for command in case.commands]
    return case


def run(case, program, source):
    with tempfile.TemporaryDirectory() as folder:
        for name, content in case.files.items():
            (pathlib.Path(folder) / name).write_text(trim(content), encoding="utf-8")
        room = pathlib.Path(folder) / ".bin"
        room.mkdir()
        (room / "troth").symlink_to(program)
        env = {key: value for key, value in os.environ.items() if not key.startswith(("TROTH", "LC_", "LANG"))}
        env.update(PATH=f"{room}:{env['PATH']}", TROTH_DATA=str(source), SOURCE=str(source), BUILD=str(program.parent))
        env.update(LC_ALL="C", TERM="dumb")
        stdin = trim(case.expected("stdin")).encode()
        script = "".join(case.commands)
        done = subprocess.run(["sh", "-c", script], input=stdin, capture_output=True, cwd=folder, env=env, timeout=LONGEST)
        out, err = (stream.decode("utf-8", "replace").replace(case.address, "book.db") for stream in (done.stdout, done.stderr))
        return dict(stdout=out, stderr=err, status=f"{done.returncode}\n")


def show(path, case, part, expected, got):
    print(f"{path}:{case.line}: {case.title}: {part} is not as expected")
    for name, text in (("expected", expected), ("got", got)):
        print(f"  {name}:")
        print("".join(f"    {line}\n" for line in text.splitlines()[:40]), end="")


def check(path, case, got):
    bad = [part for part in ("status", "stdout", "stderr") if not fits(case.expected(part), got[part])]
    for part in bad:
        show(path, case, part, case.expected(part), got[part])
    return not bad


def written(case, got):
    """The case as text again; a part that fits is kept as it is, for its `[...]`."""
    text = f"== {case.title}\n" + "".join(f"$ {command}" for command in case.commands)
    for name, content in case.files.items():
        text += f"--- file {name}\n{trim(content)}"
    if case.parts.get("stdin"):
        text += f"--- stdin\n{trim(case.parts['stdin'])}"
    for part in ("stdout", "stderr"):
        content = case.expected(part) if fits(case.expected(part), got[part]) else got[part]
        text += f"--- {part}\n{trim(content)}" if content else ""
    return text + (f"--- status {got['status']}" if got["status"] != "0\n" else "")


def main(words):
    rewrite = words[:1] == ["--rewrite"]
    words = words[rewrite:]
    if len(words) < 3:
        sys.exit(__doc__)
    program, source = (pathlib.Path(word).resolve() for word in words[:2])
    passed = failed = 0
    for path in map(pathlib.Path, words[2:]):
        texts = []
        for case in read_cases(path):
            if isinstance(case, str):
                texts.append(case.rstrip("\n") + "\n")
                continue
            if "TROTH_TEST_POSTGRES" in os.environ and not on_server(case, path):
                continue
            got = run(case, program, source)
            texts.append(written(case, got))
            good = rewrite or check(path, case, got)
            passed, failed = passed + good, failed + (not good)
        if rewrite:
            path.write_text("\n".join(texts), encoding="utf-8")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
