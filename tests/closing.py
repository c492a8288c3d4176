"""How a test that is a Python program ends: what failed by name, then the line that tools/tally.py counts."""


def close(checks):
    """`checks`: pairs of a name and whether it holds. Returns the exit status."""
    failed = [name for name, good in checks if not good]
    for name in failed:
        print("failed:", name)
    print(f"{len(checks) - len(failed)} passed, {len(failed)} failed")
    return int(bool(failed))


def skip(what, why):
    """Says aloud what is left out."""
    print(f"skipped: {what} ({why})\n0 passed, 0 failed")
    return 0
