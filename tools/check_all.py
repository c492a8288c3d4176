#!/usr/bin/env python3
"""Runs what takes heavy downloads, and adds it to the log of `meson test`, so that it is counted with the rest.

usage: check_all.py BUILD-FOLDER MESON-LOG

Python packages go into BUILD-FOLDER/venv. Java and R are used where they are there; what is left out is said aloud.
"""
import json
import os
import pathlib
import shutil
import subprocess
import sys
import time

ROOT = pathlib.Path(__file__).resolve().parent.parent
PACKAGES = ["pandas", "pyarrow", "matplotlib", "nbclient", "nbformat", "ipykernel"]


def make_venv(folder):
    python = folder / "bin/python"
    if not python.exists():
        subprocess.run([sys.executable, "-m", "venv", str(folder)], check=True)
    subprocess.run([str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", *PACKAGES], check=True)
    if shutil.which("java") and subprocess.run([str(python), "-c", "import pyspark"], capture_output=True).returncode:
        subprocess.run([str(python), "-m", "pip", "install", "-q", "--disable-pip-version-check", "pyspark"], check=False)
    subprocess.run([str(python), "-m", "ipykernel", "install", "--sys-prefix", "--name", "python3"], check=True, capture_output=True)
    return str(python)


def make_wheel():
    """The new wheel's path, or nothing where none could be made: then the test fails with what is missing."""
    done = subprocess.run([str(ROOT / "tools/wheel")], capture_output=True, text=True)
    print(done.stdout if done.returncode else "", done.stderr, end="")
    return [str(path) for path in sorted((ROOT / "build-wheel").glob("*.whl"))[:1]] if done.returncode == 0 else []


def tests_of(build, python):
    program, library, source = str(build / "command/troth"), str(build / "library/libtroth.so.1"), str(ROOT)
    yield "python-tables", [python, str(ROOT / "tests/python_test.py"), program, library, source], 600
    yield "notebooks", [python, str(ROOT / "tests/notebooks_test.py"), library, source], 900
    yield "spark", [python, str(ROOT / "tools/with_postgres.py"), python, str(ROOT / "tests/spark_test.py"), program, library, source], 1500
    yield "r", [python, str(ROOT / "tests/r_test.py"), program, source], 300
    yield "wheel", [python, str(ROOT / "tests/wheel_test.py"), program, source, *make_wheel()], 600


def run(name, words, limit, environment):
    begun = time.monotonic()
    try:
        done = subprocess.run(words, capture_output=True, text=True, timeout=limit, env=environment)
        result, out, wrong = ("OK" if done.returncode == 0 else "FAIL"), done.stdout, done.stderr
    except subprocess.TimeoutExpired as late:
        result, out, wrong = "TIMEOUT", (late.stdout or b"").decode("utf-8", "replace"), f"took more than {limit} s"
    return {"name": f"all / {name}", "result": result, "duration": time.monotonic() - begun, "stdout": out, "stderr": wrong}


def main(build, log):
    build = pathlib.Path(build).resolve()
    try:
        python = make_venv(build / "venv")
    except subprocess.CalledProcessError as failed:
        print(f"skipped: tables, notebooks, Spark and R; the Python packages could not be installed ({failed})")
        return
    environment = {**os.environ, "PATH": f"{build / 'venv/bin'}:{os.environ['PATH']}"}
    for key in ("ASAN_OPTIONS", "UBSAN_OPTIONS"):
        environment.pop(key, None)
    with open(log, "a", encoding="utf-8") as out:
        for name, words, limit in tests_of(build, python):
            out.write(json.dumps(run(name, words, limit, environment)) + "\n")
    if not shutil.which("Rscript"):
        print("skipped: R is not here; doc/r.md is not run")


if __name__ == "__main__":
    main(*sys.argv[1:])
