#!/usr/bin/env python3
"""Measures coding on a Spark cluster of two worker processes against the program on the same articles and processors, with and without an
executor that is killed half way, and compares the rows.

usage: measure_spark.py TROTH LIBRARY SOURCE-FOLDER ARTICLES FILE...     (ARTICLES: how many; FILE: JSON Lines, .gz or not)

What is judged is coding in one pass (code_into); the same as a data frame that is then written is told beside it. Times are those of the clock, and of processors (of this job alone, whatever else the machine does). A cluster's begin when its session
stands, end when Parquet is written, and include the opening of models.
"""
import pathlib
import sys
import tempfile
import time

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent.parent / "tests"))
import cluster  # noqa: E402
from closing import close  # noqa: E402

MOST_OVER = 0.3


def as_frame(articles, troth, folder):
    statements, _ = troth.read_articles(articles)
    troth.write_statements(statements, folder)
    statements.unpersist()


def in_one_pass(articles, troth, folder):
    return troth.code_into(articles, folder, f"{folder}-errors")


def code(spark, troth, path, folder, way=in_one_pass):
    """Reads, codes, writes; returns the sorted records, seconds, seconds of processors, and what was told."""
    processors, begun = cluster.Processors(), time.monotonic()
    told = way(spark.read.schema(cluster.SCHEMA).json(path), troth, folder)
    took, own = time.monotonic() - begun, processors.seconds()
    return records_in(folder), took, own, told


def records_in(folder):
    """By Arrow: Spark would begin a task for each of many small files."""
    from pyarrow import dataset

    return sorted(dataset.dataset(folder, format="parquet").to_table(columns=["record"]).column("record").to_pylist())


def tell(what, took, own, against=None):
    over = f"; {100 * (took / against[0] - 1):+.1f} % by the clock, {100 * (own / against[1] - 1):+.1f} % of processors" if against else ""
    print(f"{what}: {took:.1f} s, {own:.1f} s of processors{over}", flush=True)


def measure(program, troth, path, folder):
    begun = time.monotonic()
    spark = cluster.start()
    spark.conf.set("spark.sql.files.maxPartitionBytes", "2m")  # tasks of some seconds: nobody waits long for the last one
    print(f"session: {time.monotonic() - begun:.1f} s", flush=True)
    first = cluster.by_program(program, path)
    tell("program", *first[1:])
    found, took, own, told = code(spark, troth, path, f"{folder}/once")
    print(f"{len(found)} statements; {told}", flush=True)
    second = cluster.by_program(program, path)
    alone = [(a + b) / 2 for a, b in zip(first[1:], second[1:])]  # before and after: the machine may have other work
    tell("program again", *second[1:])
    tell("cluster", took, own, alone)
    yield "the rows are the program's", found == first[0] == second[0]
    yield f"of processors at most {100 * MOST_OVER:.0f} % over", own / alone[1] - 1 <= MOST_OVER
    found, took, own, _ = code(spark, troth, path, f"{folder}/frame", as_frame)
    tell("cluster, as a data frame that is written", took, own, alone)
    yield "the rows are the same as a data frame", found == first[0]
    with cluster.HalfWay(spark, f"{folder}/killed") as half_way:
        found, took, own, _ = code(spark, troth, path, f"{folder}/killed")
    tell("cluster, an executor killed half way", took, own)
    yield "an executor was killed half way", half_way.killed
    yield "the rows are the same, none lost or doubled", found == first[0]
    spark.stop()


def main(program, library, source, most, *files):
    missing = cluster.why_not()
    if missing:
        sys.exit(f"there is no cluster to measure: {missing}")
    cluster.prepare(library, pathlib.Path(source))
    import troth.spark

    with tempfile.TemporaryDirectory() as folder:
        path = f"{folder}/articles.jsonl"
        cluster.write_articles(files, int(most), path)
        return close(list(measure(program, troth.spark, path, folder)))


if __name__ == "__main__":
    if len(sys.argv) < 6:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
