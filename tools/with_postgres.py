#!/usr/bin/env python3
"""Runs a command beside a PostgreSQL server of its own, which is gone with all it held when the command ends.

usage: with_postgres.py COMMAND...

The server is a new one in a folder of its own, on a private socket and no network, with fsync on; a server that runs already is left alone.
The command finds it by TROTH_TEST_POSTGRES, an address without options, and by TROTH_TEST_SERVER, a folder with `stop` and `start`: programs
that end the server as a loss of power would, and start it again. Exit status 77 (skipped) where PostgreSQL is not installed.
"""
import glob
import os
import pathlib
import pwd
import shutil
import stat
import subprocess
import sys
import tempfile

SKIPPED = 77


def find_programs():
    """The newest of those that Debian keeps beside each other, else what is in the path."""
    folders = sorted(glob.glob("/usr/lib/postgresql/*/bin"), key=lambda folder: int(folder.split("/")[4]), reverse=True)
    found = shutil.which("initdb", path=os.pathsep.join(folders)) or shutil.which("initdb")
    return pathlib.Path(found).resolve().parent if found else None


def unprivileged():
    """PostgreSQL refuses to be run by root."""
    if os.geteuid():
        return None
    for name in ("postgres", "nobody"):
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    sys.exit("with_postgres.py: there is no user 'postgres' or 'nobody' to run the server as")


class Server:
    def __init__(self, programs, folder, user):
        self.programs, self.folder, self.user = programs, pathlib.Path(folder), user

    def words(self, program, *more):
        return [str(self.programs / program), "-D", str(self.folder / "data"), *more]

    def call(self, *words):
        become = {"user": self.user.pw_uid, "group": self.user.pw_gid, "extra_groups": []} if self.user else {}
        done = subprocess.run(words, cwd=self.folder, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, **become)
        if done.returncode:
            sys.exit(f"with_postgres.py: {' '.join(words)}:\n{done.stdout}")

    def make(self):
        if self.user:
            os.chown(self.folder, self.user.pw_uid, self.user.pw_gid)
        os.chmod(self.folder, 0o755)  # the command may be another user's
        self.call(*self.words("initdb", "-U", "troth", "-A", "trust", "-E", "UTF8", "--locale", "C.UTF-8", "--no-sync"))
        with open(self.folder / "data" / "postgresql.conf", "a", encoding="utf-8") as settings:
            settings.write(f"listen_addresses = ''\nunix_socket_directories = '{self.folder}'\nfsync = on\nmax_connections = 50\n")
        rules = self.folder / "data" / "pg_hba.conf"  # one user has a password, for the tests of it
        rules.write_text("local all guarded scram-sha-256\n" + rules.read_text(encoding="utf-8"), encoding="utf-8")
        for name, more in (("start", ("-w", "-l", str(self.folder / "log"))), ("stop", ("-m", "immediate"))):
            self.write_program(name, self.words("pg_ctl", name, *more))

    def write_program(self, name, words):
        path = self.folder / name
        become = ["setpriv", f"--reuid={self.user.pw_uid}", f"--regid={self.user.pw_gid}", "--clear-groups"] if self.user else []
        path.write_text(f"#!/bin/sh\ncd {self.folder}\nexec {' '.join(become + words)} >/dev/null 2>&1 </dev/null\n", encoding="utf-8")
        path.chmod(path.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)

    def run(self, name):
        return subprocess.run([str(self.folder / name)]).returncode


def main(words):
    programs = find_programs()
    if not words:
        sys.exit(__doc__)
    if not programs:
        print("skipped: PostgreSQL is not installed")
        return SKIPPED
    with tempfile.TemporaryDirectory(prefix="troth-postgres-") as folder:
        server = Server(programs, folder, unprivileged())
        server.make()
        if server.run("start"):
            sys.exit("with_postgres.py: the server does not start:\n" + (server.folder / "log").read_text(errors="replace"))
        try:
            env = dict(os.environ, TROTH_TEST_POSTGRES=f"postgresql://troth@/postgres?host={folder}", TROTH_TEST_SERVER=folder)
            return subprocess.run(words, env=env).returncode
        finally:
            server.run("stop")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
