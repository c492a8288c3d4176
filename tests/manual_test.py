#!/usr/bin/env python3
"""Runs everything that the manual shows to be typed: the console, Python and SQL blocks of README.md, doc/*.md and the pages beside lexicon,
trackers and examples, in the order of each page, in a fresh folder with a copy of examples/, and compares what is printed with what the page shows.

usage: manual_test.py [--rewrite] PROGRAM LIBRARY SOURCE-FOLDER [PAGE...]

A block's language is the first word after its fence. Of a `console` block, lines with "$ " are typed ("> " goes on), what follows is what is
printed; nothing there: it is not compared. "…" stands for anything within a line, alone on a line for any lines. A command has to succeed,
unless the page shows the complaint ("troth: …"). A block with a file's name after the language is that file, written before what follows.
`needs=root` or the like says what a block cannot run without; what is not here is left out, and told. --rewrite writes into the pages what is
printed now: read the difference like code.
"""
import importlib.util
import json
import os
import pathlib
import re
import shutil
import signal
import socket
import sqlite3
import subprocess
import sys
import tempfile
import time

FENCE = re.compile(r"^```(\S*)[ ]*(.*)\n((?:.*\n)*?)^```$", re.M)
COMMAND = re.compile(r"^\$ (.*(?:\n> .*)*)\n?((?:(?!\$ ).*(?:\n|$))*)", re.M)
NEVER = {"root", "network", "systemd", "spark", "r", "installation", "data"}  # what ./check has not, or tests elsewhere
PORTS = ("8484", "8000", "8443")
LONGEST_S = 240
DRIVER = """
import json, sys, traceback
names = {}
for line in sys.stdin:
    try:
        exec(compile(json.loads(line), "page", "exec"), names)
        print("\\n\\0good", flush=True)
    except BaseException:
        traceback.print_exc(file=sys.stdout)
        print("\\n\\0bad", flush=True)
"""


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return str(one.getsockname()[1])


def server_of(address):
    """What PostgreSQL's tools take from the environment, for a server whose address is postgresql://USER@/DATABASE?host=FOLDER."""
    parts = re.fullmatch(r"postgresql://(\w+)@/\w+\?host=(.*)", address)
    return {"PGUSER": parts[1], "PGHOST": parts[2]} if parts else {}


class Talk:
    """A program that is told something and answers until a mark; stopped with everything it started."""

    def __init__(self, words, folder, env):
        self.process = subprocess.Popen(words, cwd=folder, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                        text=True, errors="replace", start_new_session=True)

    def tell(self, words):
        """What it prints, and how it ended."""
        self.process.stdin.write(words + "\n")
        self.process.stdin.flush()
        said = ""
        signal.alarm(LONGEST_S)
        for line in self.process.stdout:
            if line.startswith("\0"):
                signal.alarm(0)
                return said.removesuffix("\n"), line[1:].strip()
            said += line
        signal.alarm(0)
        return said, "gone"

    def stop(self):
        try:
            os.killpg(self.process.pid, signal.SIGKILL)
        except ProcessLookupError:
            pass
        self.process.wait()
        self.process.stdin.close()
        self.process.stdout.close()


class Room:
    """A fresh folder for a page, with a shell and a Python in it."""

    def __init__(self, program, library, source):
        self.folder = pathlib.Path(tempfile.mkdtemp(prefix="troth-manual-"))
        self.ports = {port: free_port() for port in PORTS}
        (self.folder / "build/command").mkdir(parents=True)
        (self.folder / "build/command/troth").symlink_to(program)
        shutil.copytree(source / "examples", self.folder / "examples")
        for name in ("tools", "trackers", "lexicon", "model", "python"):
            (self.folder / name).symlink_to(source / name)
        env = {key: value for key, value in os.environ.items() if not key.startswith(("TROTH_", "LC_", "LANG")) or key == "TROTH_TEST_POSTGRES"}
        env.update(PATH=f"{self.folder}/build/command:{env['PATH']}", TROTH_DATA=str(source), TROTH_LIBRARY=library, LC_ALL="C.UTF-8", TERM="dumb",
                   PYTHONPATH=str(source / "python"), PYTHONDONTWRITEBYTECODE="1", HOME=str(self.folder))
        env.update(server_of(os.environ.get("TROTH_TEST_POSTGRES", "")))
        if "PGUSER" in env:
            for command in ("DROP DATABASE IF EXISTS books", "CREATE DATABASE books"):
                subprocess.run(["psql", "-q", "-d", "postgres", "-c", command], env=env, check=True, stderr=subprocess.DEVNULL)
        self.python = Talk([sys.executable, "-c", DRIVER], self.folder, env)
        self.shell = Talk(["bash", "--norc"], self.folder, {key: value for key, value in env.items() if key != "LD_PRELOAD"})

    def own(self, text):
        for shown, port in self.ports.items():
            text = re.sub(rf"\b{shown}\b", port, text)
        return text

    def shown(self, text):
        for shown, port in self.ports.items():
            text = text.replace(port, shown)
        return text.replace(str(self.folder), "/home/you")

    def begin(self, command):
        """A server goes on behind the page; what it prints goes to a file, and the page goes on when it answers."""
        named = [port for port in PORTS if port in command]
        if not named:  # the port that it takes by itself may be another's
            named, command = ["8484"], command + " --port 8484"
        said, number = self.shell.tell(f"{self.own(command)} >>servers.log 2>&1 & printf '\\n\\0%d\\n' $!")
        for _ in range(LONGEST_S * 10):
            with socket.socket() as one:
                if one.connect_ex(("127.0.0.1", int(self.ports[named[0]]))) == 0:
                    return said, "0"
            if not os.path.exists(f"/proc/{number}"):
                break
            time.sleep(0.1)
        return (self.folder / "servers.log").read_text(errors="replace"), "1"

    def run(self, command):
        server = re.fullmatch(r"(.*?)\s*&(?:\s+#.*)?", command)
        if server:
            return self.begin(server[1])
        quoted = "'" + self.own(command).replace("'", "'\\''") + "'"
        said, status = self.shell.tell(f"eval {quoted} </dev/null; printf '\\n\\0%d\\n' $?")
        return self.shown(said), status

    def close(self):
        self.shell.stop()
        self.python.stop()
        shutil.rmtree(self.folder, ignore_errors=True)


def clean(text):
    return [line.rstrip() for line in text.strip("\n").split("\n")] if text.strip() else []


def fits(expected, got):
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == "…" else ".*".join(map(re.escape, line.split("…"))) + r"\n" for line in expected)
    return re.fullmatch(pattern, "".join(line + "\n" for line in got)) is not None


def rewritten(expected, got):
    """What is printed now, with lines left out where the page leaves them out."""
    if "…" not in [line.strip() for line in expected]:
        return got
    at = [line.strip() for line in expected].index("…")
    after = len(expected) - at - 1
    return got[:at] + [expected[at]] + (got[-after:] if after else [])


def is_here(need):
    if need == "postgresql":
        return "TROTH_TEST_POSTGRES" in os.environ
    return need not in NEVER and (shutil.which(need) or importlib.util.find_spec(need))


class Page:
    def __init__(self, path, name, room):
        self.path, self.name, self.room = path, name, room
        self.text = path.read_text(encoding="utf-8")
        self.passed, self.wrong, self.skipped, self.changes = 0, [], [], []

    def line(self, at):
        return self.text.count("\n", 0, at) + 1

    def count(self, good, at, what):
        self.passed += good
        if not good:
            self.wrong.append(f"{self.name}:{self.line(at)}: {what}")

    def run(self):
        for found in FENCE.finditer(self.text):
            language, words, body = found.groups()
            needs = re.findall(r"needs=(\S+)", words)
            missing = [need for need in (needs[0].split(",") if needs else []) if not is_here(need)]
            named = [word for word in words.split() if "=" not in word]
            if missing:
                self.skipped.append(f"{self.name}:{self.line(found.start())} needs {', '.join(missing)}: {body.splitlines()[0].removeprefix('$ ')}")
            elif named:
                (self.room.folder / named[0]).parent.mkdir(parents=True, exist_ok=True)
                (self.room.folder / named[0]).write_text(self.room.own(body), encoding="utf-8")
            elif language == "console":
                self.run_console(body, found.start(3))
            elif language == "python":
                said, end = self.room.python.tell(json.dumps(self.room.own(body)))
                self.count(end == "good", found.start(3), f"this Python does not run: {said}")
            elif language == "sql":
                self.run_sql(body, found.start(3))
            elif re.search(r"^troth ", body, re.M):
                self.count(False, found.start(), "a command that is not run: write it as a console block")
        for found in re.finditer(r"^    (?:build/command/)?troth .*$", FENCE.sub(lambda block: "\n" * block[0].count("\n"), self.text), re.M):
            self.wrong.append(f"{self.name}: a command that is not run: {found[0].strip()}")

    def run_console(self, body, at):
        for found in COMMAND.finditer(body):
            command, expected = found[1].replace("\n> ", "\n"), clean(found[2])
            said, status = self.room.run(command)
            got, may_fail = clean(said), any(line.startswith("troth: ") for line in expected)
            good = (status == "0" or may_fail) and (not expected or fits(expected, got))
            self.count(good, at + found.start(), f"$ {command}\n  status {status}, and printed:\n    " + "\n    ".join(got[:40]))
            if not good and expected:
                self.changes.append((at + found.start(2), at + found.end(2), "".join(line + "\n" for line in rewritten(expected, got))))

    def run_sql(self, body, at):
        try:
            book = sqlite3.connect(f"file:{self.room.folder}/book.db?mode=ro", uri=True)
            for one in filter(str.strip, body.split(";")):
                book.execute(one).fetchall()
            book.close()
            self.count(True, at, "")
        except sqlite3.Error as problem:
            self.count(False, at, f"this SQL does not run: {problem}")

    def rewrite(self):
        for start, end, text in reversed(self.changes):
            blank = re.search(r"\n*$", self.text[start:end])[0][1:]
            self.text = self.text[:start] + text + blank + self.text[end:]
        self.path.write_text(self.text, encoding="utf-8")


def pages_of(source):
    beside = [source / "trackers/README.md", source / "examples/README.md", *sorted((source / "lexicon").glob("**/README.md"))]
    return [source / "README.md", *sorted((source / "doc").glob("*.md")), *beside]


def main(*words):
    is_rewriting = words[0] == "--rewrite"
    program, library, source, *pages = words[is_rewriting:]
    source, passed, failed = pathlib.Path(source).resolve(), 0, 0
    signal.signal(signal.SIGALRM, lambda *_: sys.exit(f"a command took more than {LONGEST_S} seconds"))
    for path in map(pathlib.Path, pages) if pages else pages_of(source):
        room = Room(os.path.abspath(program), os.path.abspath(library), source)
        try:
            page = Page(path, str(path.resolve().relative_to(source)), room)
            page.run()
        finally:
            room.close()
        if is_rewriting and page.changes:
            page.rewrite()
        print("".join(f"skipped: {one}\n" for one in page.skipped) + "".join(f"{one}\n" for one in page.wrong), end="", flush=True)
        passed, failed = passed + page.passed, failed + len(page.wrong)
    print(f"{passed} passed, {failed} failed")
    return failed > 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
