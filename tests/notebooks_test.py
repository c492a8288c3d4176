#!/usr/bin/env python3
"""Runs every notebook of python/notebooks from its first cell to its last.

usage: notebooks_test.py LIBRARY SOURCE-FOLDER
"""
import os
import pathlib
import sys
import time

from closing import skip


def main(library, source):
    source = pathlib.Path(source)
    os.environ.update(TROTH_LIBRARY=library, PYTHONPATH=str(source / "python"), TROTH_EXAMPLES=str(source / "examples"), MPLBACKEND="agg")
    try:
        import ipykernel  # noqa: F401
        import matplotlib  # noqa: F401
        import nbclient
        import nbformat
        import pandas  # noqa: F401
        import pyarrow  # noqa: F401
    except ImportError as missing:
        return skip("notebooks", f"{missing}; ./check all has them")
    passed = failed = 0
    for path in sorted((source / "python/notebooks").glob("*.ipynb")):
        begun = time.monotonic()
        try:
            nbclient.NotebookClient(nbformat.read(path, as_version=4), timeout=300, kernel_name="python3").execute()
            passed += 1
            print(f"ok {path.name}, {time.monotonic() - begun:.1f} s")
        except nbclient.exceptions.CellExecutionError as wrong:
            failed += 1
            print(f"failed: {path.name}\n{wrong}")
    print(f"{passed} passed, {failed} failed")
    return failed


if __name__ == "__main__":
    sys.exit(bool(main(*sys.argv[1:])))
