#!/usr/bin/env python3
"""Articles coded on a Spark cluster of two worker processes: the rows are the single process's; a bad article costs a row; a worker that is
killed costs nothing; a folder is followed as a stream; a second run adds nothing.

usage: spark_test.py TROTH LIBRARY SOURCE-FOLDER     (tools/measure_spark.py does the same with many articles, and measures)
"""
import gzip
import json
import os
import pathlib
import subprocess
import sys
import tempfile

import cluster
from closing import close, skip

TROTH, LIBRARY, SOURCE = sys.argv[1], sys.argv[2], pathlib.Path(sys.argv[3])


def examples():
    """Those of the examples, six times under ids of their own."""
    lines = [line for path in sorted((SOURCE / "examples").glob("*.jsonl")) for line in open(path, encoding="utf-8")]
    return [{**json.loads(line), "id": f"{json.loads(line)['id']}-{i}"} for i in range(6) for line in lines] + [
        {"id": "no-day", "text": "Norway pledged 40 tanks to Ukraine."}]


def check_same(spark, troth, articles, folder):
    expected, _, _ = cluster.by_program(TROTH, cluster.lines_to(f"{folder}/articles.jsonl", articles))
    statements, errors = troth.read_articles(cluster.frame_of(spark, articles))
    troth.write_statements(statements, f"{folder}/statements")
    yield "the rows are the program's", cluster.records_of(spark.read.parquet(f"{folder}/statements")) == expected
    yield "they lie in a folder a day", any(pathlib.Path(folder, "statements").glob("day=2*"))
    yield "no article is in error", errors.count() == 0
    yield "a second run is seen to add nothing", troth.new_statements(statements, spark.read.parquet(f"{folder}/statements")).count() == 0
    troth.write_statements(statements, f"{folder}/statements")
    yield "and adds nothing", cluster.records_of(spark.read.parquet(f"{folder}/statements")) == expected
    statements.unpersist()


def rest_of(folder):
    """What a run has left that is not a day's file."""
    return [path for path in pathlib.Path(folder).iterdir() if not path.name.startswith("day=") and path.name != "_SUCCESS"]


def check_into(spark, troth, articles, folder):
    """Read and written by the same workers; the day that most articles share takes several tasks."""
    expected, _, _ = cluster.by_program(TROTH, cluster.lines_to(f"{folder}/articles.jsonl", articles))
    bad = [{"id": "empty", "text": ""}, {"id": "large", "published": "2026-03-01", "text": "Words " * 800000}]
    frame, into, errors = cluster.frame_of(spark, articles + bad), f"{folder}/into", f"{folder}/into-errors"
    told = troth.code_into(frame, into, errors, reports=20)
    yield "in one pass the rows are the program's", cluster.records_of(spark.read.parquet(into)) == expected
    yield "they lie in a folder a day, and nothing else", any(pathlib.Path(into).glob("day=2*")) and not rest_of(into)
    yield "bad articles are rows of their own", sorted(row.article for row in spark.read.parquet(errors).collect()) == ["empty", "large"]
    yield "it tells how many", told == {"added": len(expected), "known": 0, "errors": 2, "errors_known": 0}
    told = troth.code_into(frame, into, errors)
    yield "a second run adds nothing", told == {"added": 0, "known": len(expected), "errors": 0, "errors_known": 2}
    yield "and leaves nothing", cluster.records_of(spark.read.parquet(into)) == expected and not rest_of(into)
    told = troth.code_into(spark.createDataFrame([("other", "Norway pledged 40 tanks to Ukraine.")], "id string, text string"), into, errors)
    yield "what is new is added", told["added"] == 1 and len(cluster.records_of(spark.read.parquet(into))) == len(expected) + 1
    twice = troth.code_into(cluster.frame_of(spark, articles * 2), f"{folder}/twice", f"{folder}/twice-errors", reports=20)
    yield "an article that comes twice is there once", (twice["added"], twice["known"]) == (len(expected), len(expected))


def check_into_kill(spark, troth, articles, folder):
    articles = [{**article, "id": f"{article['id']}-{i}"} for i in range(8) for article in articles]
    expected, _, _ = cluster.by_program(TROTH, cluster.lines_to(f"{folder}/articles.jsonl", articles))
    with cluster.HalfWay(spark, f"{folder}/killed") as half_way:
        troth.code_into(cluster.frame_of(spark, articles), f"{folder}/killed", f"{folder}/killed-errors", reports=50)
    yield "an executor was killed after it had made files", half_way.killed
    yield "the files have the same rows, none lost or doubled", cluster.records_of(spark.read.parquet(f"{folder}/killed")) == expected
    yield "and those of the dead are gone", not rest_of(f"{folder}/killed")


def check_places(spark, troth, articles, folder):
    """Files that Spark has written and those that the workers write are one folder; another file system; what is asked wrongly."""
    from pyarrow import fs

    import troth as package

    statements, _ = troth.read_articles(cluster.frame_of(spark, articles))
    expected = cluster.records_of(statements)
    troth._write_by_spark(statements.limit(40), f"{folder}/both")
    before = cluster.records_of(spark.read.parquet(f"{folder}/both"))
    troth.write_statements(statements, f"file://{folder}/both")
    yield "what Spark has written is not written again", len(before) == 40 and cluster.records_of(spark.read.parquet(f"{folder}/both")) == expected
    troth._write_by_spark(statements, f"{folder}/both")
    yield "nor by Spark what the workers have written", cluster.records_of(spark.read.parquet(f"{folder}/both")) == expected
    yield "the columns are the same", spark.read.parquet(f"{folder}/both").schema == spark.read.parquet(f"{folder}/into").schema
    pathlib.Path(folder, "bucket").mkdir()
    inside = fs.SubTreeFileSystem(f"{folder}/bucket", fs.LocalFileSystem())
    troth.write_statements(statements, "statements", filesystem=inside)
    yield "another file system is written to", cluster.records_of(spark.read.parquet(f"{folder}/bucket/statements")) == expected
    told = troth.code_into(cluster.frame_of(spark, articles), "statements", "errors", filesystem=inside)
    yield "and known there", told["added"] == 0 and told["known"] == len(expected)
    for frame, errors in ((spark.createDataFrame([("a",)], "path string"), "errors"), (cluster.frame_of(spark, articles), "statements")):
        try:
            troth.code_into(frame, f"{folder}/statements", f"{folder}/{errors}")
            yield "what cannot be is refused", False
        except package.UsageError:
            yield "what cannot be is refused", True
    statements.unpersist()


def check_kill(spark, troth, articles, folder):
    articles = articles * 8  # Spark tells how far it is ten times a second: there must be time for that
    expected, _, _ = cluster.by_program(TROTH, cluster.lines_to(f"{folder}/articles.jsonl", articles))
    for _ in range(4):
        with cluster.HalfWay(spark) as half_way:
            found = cluster.records_of(troth.code_articles(cluster.frame_of(spark, articles)).where("kind = 'statement'"))
        if half_way.killed or found != expected:
            break
    yield "an executor was killed half way", half_way.killed
    yield "the rows are the same, none lost or doubled", found == expected


def check_errors(spark, troth):
    articles = [("good", "Norway pledged 40 tanks to Ukraine."), ("empty", ""), ("none", None), ("large", "Words " * 800000)]
    statements, errors = troth.read_articles(spark.createDataFrame(articles, "id string, text string").repartition(2))
    yield "a bad article costs a row, not the job", {row.article for row in errors.collect()} == {"empty", "none", "large"}
    yield "it tells what is wrong", any("no 'text'" in row.error for row in errors.collect())
    yield "the good one is read", [row.article for row in statements.collect()] == ["good"]
    items = [dict(zip(("id", "text"), article)) for article in articles + [("again", "Norway pledged 40 tanks to Ukraine."), ("cut", "Oslo \ud800 left.")]]
    items.insert(1, {"id": "foreign", "text": "La ministra anunció que el gobierno enviará cuarenta tanques a la frontera y que no aceptará condiciones. " * 4})
    alone = [row for item in items for row in troth._read_articles([item], troth.Shipped())]
    yield "many in one call give the rows that each alone gives", sorted(troth._read_articles(items, troth.Shipped()), key=str) == sorted(alone, key=str)
    yield "and so do those with notes only", (sorted(troth._read_articles(items[:2] + items[5:], troth.Shipped()), key=str) == sorted(
        (row for row in alone if row[2] in ("good", "foreign", "again", "cut")), key=str) and any(row[0] == "note" for row in alone))


def check_lexicon(spark, troth, folder):
    """A lexicon of the caller's own goes to the workers with the job."""
    acts = pathlib.Path(folder, "own", "acts")
    acts.mkdir(parents=True)
    (acts / "pledge.txt").write_text("zorble | verb | obj=O! to=R\n")
    text = "Norway zorbled 40 tanks to Ukraine."
    frame = spark.createDataFrame([("a", text)], "id string, text string")
    import troth as package

    statements, _ = troth.read_articles(frame, lexicon=f"{folder}/own")
    expected = [record["act"] for record in package.read([{"id": "a", "text": text}], lexicon=f"{folder}/own")]
    yield "a lexicon of one's own is the workers' too", [row.act for row in statements.collect()] == expected == ["pledge"]


def archive_of(articles, path):
    """Articles as the pages of a web archive."""
    with open(path, "wb") as out:
        for article in articles:
            paragraphs = "".join(f"<p>{part}</p>" for part in article["text"].split("\n\n"))
            page = f"<html><title>{article['title']}</title><body><article><h1>{article['title']}</h1>{paragraphs}</article></body></html>"
            answer = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + page.encode()
            head = (f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{article['id']}\r\n"
                    f"WARC-Date: 2026-03-01T12:00:00Z\r\nWARC-Record-ID: <urn:uuid:{article['id']}>\r\n"
                    f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n")
            out.write(gzip.compress(head.encode() + answer + b"\r\n\r\n"))


def check_archives(spark, troth, articles, folder):
    archives = pathlib.Path(folder, "archives")
    archives.mkdir()
    for i in range(2):
        archive_of(articles[6 * i:6 * i + 6], archives / f"{i}.warc.gz")
    paths = sorted(map(str, archives.iterdir()))
    expected = sorted(subprocess.run([TROTH, "read", *paths], check=True, capture_output=True, text=True).stdout.splitlines())
    statements, _ = troth.read_files(spark, paths)
    yield "web archives are read by the workers", bool(expected) and cluster.records_of(statements) == expected
    _, errors = troth.read_files(spark, [f"{folder}/nowhere.warc"])
    yield "one that is not there costs a row", [row.kind for row in errors.collect()] == ["error"]
    contents = troth.code_articles(spark.read.format("binaryFile").load(str(archives)))
    yield "and as the contents that Spark has read", cluster.records_of(contents.where("kind = 'statement'")) == expected


def check_ledger(spark, troth, articles, folder):
    import troth as package

    statements, _ = troth.read_articles(cluster.frame_of(spark, articles))
    for _ in range(2):
        told = troth.load_ledger(statements, f"{folder}/bulk.db")
    yield "loading again adds nothing", told["added"] == 0 and told["known"] > 0
    by_add = package.Ledger(f"{folder}/added.db", create=True)
    by_add.add(articles)
    bulk = package.Ledger(f"{folder}/bulk.db")
    yield "the ledger has the statements that adding gives", sorted(row["id"] for row in bulk.list()) == sorted(row["id"] for row in by_add.list())
    yield "its chain is whole", bulk.verify()["entries"] > 0


def check_server(spark, troth, articles):
    """A PostgreSQL ledger that is not there yet, and one that is; where tools/with_postgres.py runs a server."""
    import troth as package

    server = os.environ.get("TROTH_TEST_POSTGRES")
    if not server:
        print("skipped: loading a PostgreSQL ledger; tools/with_postgres.py makes a server")
        return
    statements, _ = troth.read_articles(cluster.frame_of(spark, articles))
    first = troth.load_ledger(statements, server)
    again = troth.load_ledger(statements, server)
    yield "a server's ledger is made, and loading again adds nothing", first["added"] > 0 and again["added"] == 0
    yield "it has the statements", len(package.Ledger(server).list()) == first["statements"]
    yield "its chain is whole", package.Ledger(server).verify()["entries"] > 0


def check_stream(spark, troth, articles, folder):
    inbox = pathlib.Path(folder, "inbox")
    inbox.mkdir()
    for i in range(0, len(articles), 6):
        cluster.lines_to(inbox / f"{i}.json", articles[i:i + 6])
    coded = troth.code_articles(spark.readStream.schema(cluster.SCHEMA).option("maxFilesPerTrigger", 2).json(str(inbox)))

    def follow():
        query = (coded.writeStream.format("parquet").option("path", f"{folder}/stream").option("checkpointLocation", f"{folder}/checkpoint")
                 .trigger(availableNow=True).start())
        query.awaitTermination(300)
        return cluster.records_of(spark.read.parquet(f"{folder}/stream").where("kind = 'statement'"))

    expected, _, _ = cluster.by_program(TROTH, cluster.lines_to(f"{folder}/articles.jsonl", articles))
    yield "a stream over a folder gives the program's rows", follow() == expected
    yield "taken up again it adds nothing", follow() == expected
    cluster.lines_to(inbox / "later.json", [{"id": "later", "text": "Norway pledged 40 tanks to Ukraine."}])
    yield "a file that comes later is read", len(follow()) == len(expected) + 1


def main():
    missing = cluster.why_not()
    if missing:
        return skip("spark", missing)
    cluster.prepare(LIBRARY, SOURCE)
    import troth.spark

    articles, spark = examples(), cluster.start()
    few = articles[:30]
    with tempfile.TemporaryDirectory() as folder:
        parts = (check_same(spark, troth.spark, articles, folder), check_into(spark, troth.spark, articles, folder),
                 check_into_kill(spark, troth.spark, articles, folder), check_places(spark, troth.spark, articles, folder),
                 check_kill(spark, troth.spark, articles, folder), check_errors(spark, troth.spark),
                 check_lexicon(spark, troth.spark, folder), check_archives(spark, troth.spark, few, folder),
                 check_ledger(spark, troth.spark, few, folder), check_server(spark, troth.spark, few), check_stream(spark, troth.spark, few, folder))
        checks = [check for part in parts for check in part]
        spark.stop()
    return close(checks)


if __name__ == "__main__":
    sys.exit(main())
