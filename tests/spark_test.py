#!/usr/bin/env python3
"""Articles coded on a Spark cluster of two worker processes: the rows are the single process's; a bad article costs a row; a worker that is
killed costs nothing; a folder is followed as a stream.

usage: spark_test.py TROTH LIBRARY SOURCE-FOLDER [ARTICLES]     (ARTICLES: JSON Lines, .gz or not; the examples without)
"""
import gzip
import json
import os
import pathlib
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time

TROTH, LIBRARY, SOURCE = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])
os.environ.update(TROTH_LIBRARY=LIBRARY, PYTHONPATH=str(SOURCE / "python"), PYSPARK_PYTHON=sys.executable)
sys.path.insert(0, str(SOURCE / "python"))
FIELDS = ("id", "title", "publisher", "published", "url", "text")
SCHEMA = ", ".join(f"{name} string" for name in FIELDS)


def articles_of(given, most=20000):
    if not given:
        lines = [line for path in sorted((SOURCE / "examples").glob("*.jsonl")) for line in open(path)]
        return [{**json.loads(line), "id": f"{json.loads(line)['id']}-{i}"} for i in range(6) for line in lines]
    opened = gzip.open(given, "rt") if given.endswith(".gz") else open(given)
    with opened:
        return [json.loads(line) for _, line in zip(range(most), opened)]


def start():
    from pyspark.sql import SparkSession

    return (SparkSession.builder.master("local-cluster[2,1,1024]").appName("troth").config("spark.executorEnv.PYTHONPATH", os.environ["PYTHONPATH"])
            .config("spark.executorEnv.TROTH_LIBRARY", LIBRARY).config("spark.ui.enabled", "false").config("spark.sql.shuffle.partitions", "4")
            .config("spark.task.maxFailures", "8").getOrCreate())


def by_program(articles, folder):
    path = f"{folder}/articles.jsonl"
    with open(path, "w") as out:
        out.writelines(json.dumps(article) + "\n" for article in articles)
    begun = time.monotonic()
    lines = subprocess.run([TROTH, "read", path], check=True, capture_output=True, text=True).stdout.splitlines()
    return sorted(lines), time.monotonic() - begun


def frame_of(spark, articles):
    return spark.createDataFrame([tuple(article.get(name) for name in FIELDS) for article in articles], SCHEMA).repartition(4)


def records_of(statements):
    return sorted(row.record for row in statements.select("record").collect())


def children_of(pid):
    return [int(child) for task in pathlib.Path(f"/proc/{pid}/task").glob("*/children") for child in task.read_text().split()]


def kill_an_executor(pid):
    """The first process below `pid` that is an executor."""
    for child in children_of(pid):
        try:
            if b"CoarseGrainedExecutorBackend" in pathlib.Path(f"/proc/{child}/cmdline").read_bytes():
                os.kill(child, signal.SIGKILL)
                return True
        except OSError:
            continue
        if kill_an_executor(child):
            return True
    return False


def check_same(spark, troth, articles, folder):
    expected, alone = by_program(articles, folder)
    frame = frame_of(spark, articles[:8])
    troth.read_articles(frame)[0].count()  # the workers have their model
    begun = time.monotonic()
    statements, errors = troth.read_articles(frame_of(spark, articles))
    statements.write.partitionBy("day").parquet(f"{folder}/statements")
    took = time.monotonic() - begun
    print(f"{len(articles)} articles: program {alone:.1f} s, cluster {took:.1f} s with writing, {100 * (took / alone - 1):.0f} % over")
    yield "the rows are the program's", records_of(spark.read.parquet(f"{folder}/statements")) == expected
    yield "no article is in error", errors.count() == 0
    again = troth.new_statements(statements, spark.read.parquet(f"{folder}/statements"))
    yield "a second run adds nothing", again.count() == 0
    statements.unpersist()


def check_kill(spark, troth, articles, folder):
    expected, _ = by_program(articles, folder)
    killed = []

    def kill():
        time.sleep(2)
        killed.append(kill_an_executor(os.getpid()))

    killer = threading.Thread(target=kill)
    killer.start()
    found = records_of(troth.code_articles(frame_of(spark, articles)).where("kind = 'statement'"))
    killer.join()
    yield "an executor was killed half way", killed == [True]
    yield "the rows are the same, none lost or doubled", found == expected


def check_errors(spark, troth):
    frame = frame_of(spark, [{"id": "good", "text": "Norway pledged 40 tanks to Ukraine."}, {"id": "empty", "text": ""}, {"id": "none", "text": None}])
    statements, errors = troth.read_articles(frame)
    yield "a bad article costs a row, not the job", {row.article for row in errors.collect()} == {"empty", "none"}
    yield "the good one is read", [row.article for row in statements.collect()] == ["good"]


def check_ledger(spark, troth, articles, folder):
    import troth as package

    statements, _ = troth.read_articles(frame_of(spark, articles))
    for _ in range(2):
        told = troth.load_ledger(statements, f"{folder}/bulk.db")
    yield "loading again adds nothing", told["added"] == 0 and told["known"] > 0
    by_add = package.Ledger(f"{folder}/added.db", create=True)
    by_add.add(articles)
    ids = [sorted(row["id"] for row in ledger.list()) for ledger in (package.Ledger(f"{folder}/bulk.db"), by_add)]
    yield "the ledger has the statements that adding gives", ids[0] == ids[1]


def check_stream(spark, troth, articles, folder):
    inbox = pathlib.Path(folder, "inbox")
    inbox.mkdir()
    for i in range(0, len(articles), 6):
        (inbox / f"{i}.json").write_text("".join(json.dumps(article) + "\n" for article in articles[i:i + 6]))
    coded = troth.code_articles(spark.readStream.schema(SCHEMA).option("maxFilesPerTrigger", 2).json(str(inbox)))
    query = (coded.writeStream.format("parquet").option("path", f"{folder}/stream").option("checkpointLocation", f"{folder}/checkpoint")
             .trigger(availableNow=True).start())
    query.awaitTermination(300)
    expected, _ = by_program(articles, folder)
    yield "a stream over a folder gives the program's rows", records_of(spark.read.parquet(f"{folder}/stream").where("kind = 'statement'")) == expected


def main(given=None):
    try:
        import pyspark  # noqa: F401
    except ImportError as missing:
        print(f"skipped: spark ({missing}); ./check all has it, where there is Java\n0 passed, 0 failed")
        return 0
    if not shutil.which("java"):
        print("skipped: spark (there is no Java)\n0 passed, 0 failed")
        return 0
    import troth.spark

    articles, spark = articles_of(given), start()
    few = articles[:30]
    with tempfile.TemporaryDirectory() as folder:
        parts = (check_same(spark, troth.spark, articles, folder), check_kill(spark, troth.spark, articles, folder), check_errors(spark, troth.spark),
                 check_ledger(spark, troth.spark, few, folder), check_stream(spark, troth.spark, few, folder))
        checks = [check for part in parts for check in part]
    spark.stop()
    failed = [name for name, good in checks if not good]
    for name in failed:
        print("failed:", name)
    print(f"{len(checks) - len(failed)} passed, {len(failed)} failed")
    return bool(failed)


if __name__ == "__main__":
    sys.exit(main(*sys.argv[4:]))
