"""Coding articles on an Apache Spark cluster: a data frame of articles becomes one of statements.

    statements, errors = troth.spark.read_articles(articles)
    troth.spark.write_statements(statements, "statements")

    troth.spark.code_into(articles, "statements", "errors")         both at once, and cheaper

A row of `articles` has `text` and any of id, title, publisher, published, url; or it is a file (`read_files`). Each worker process opens
model and lexicon once. Statements have the ids that the program gives them, so that reading again adds nothing.
"""

from __future__ import annotations

import atexit
import collections
import itertools
import json
import math
import os
import re
import shutil
import tempfile
import warnings
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Optional

from . import _articles, _errors, _library, _parquet
from ._reading import Reader, reader

if TYPE_CHECKING:
    import pyarrow
    import pyarrow.fs
    from pyspark.sql import DataFrame, SparkSession

TOGETHER = 32  # articles that are read in one call: what a call begins with is memory for its work
ROWS = 512  # statements in a batch that goes back to Spark

# `kind` tells statements from errors, and from notes on articles of which something was repaired or set aside; `day` is what Parquet is parted by.
COLUMNS = ("kind", "id", "article", "day", "act", "actors", "recipients", "means", "record", "error")
SCHEMA = ("kind string, id string, article string, day string, act string, actors array<string>, recipients array<string>, means array<string>, "
          "record string, error string")


STATEMENT = ("id", "article", "act", "actors", "recipients", "means", "record")  # the columns of statements in a day's folder, and those of errors
ERROR = ("kind", "article", "error", "record")

# A statement's id follows from the article's content; printings of one text differ by the article's id.
KEY = ["id", "article"]


class Shipped(NamedTuple):
    """A model and a lexicon of the caller's own: names of files that Spark brings to each worker once; None: those of the package."""

    model: Optional[str] = None
    lexicon: Optional[str] = None

    def open(self) -> Reader:
        if not any(self):
            return reader()
        from pyspark import SparkFiles

        return reader(*(name and SparkFiles.get(name) for name in self))


def _ship(session: SparkSession, model: str | os.PathLike[str] | None, lexicon: str | os.PathLike[str] | None) -> Shipped:
    """A file goes as it is; a folder as an archive under a name of its own, which the workers unpack."""
    names: list[str | None] = [None, None]
    if model is not None:
        session.sparkContext.addFile(os.fspath(model))
        names[0] = os.path.basename(model)
    if lexicon is not None:
        room = tempfile.mkdtemp(prefix="troth-")  # Spark serves it from there for as long as this program runs
        atexit.register(shutil.rmtree, room, ignore_errors=True)
        names[1] = os.path.basename(room)
        packed = shutil.make_archive(os.path.join(room, names[1]), "zip", os.fspath(lexicon))
        session.sparkContext.addArchive(f"{packed}#{names[1]}")
    return Shipped(*names)


def _codes(parties: Iterable[Mapping[str, Any]]) -> list[str]:
    return [party["code"] or party["text"] for party in parties]


def _statement_row(line: bytes) -> tuple[Any, ...]:
    record = json.loads(line)
    day = (record["article"]["published"] or "")[:10]
    return ("statement", record["id"], record["article"]["id"], day or None, record["act"], _codes(record["actors"]), _codes(record["recipients"]),
            record["means"], line.decode(), None)


def _error_row(kind: str, item: Mapping[str, Any], error: str) -> tuple[Any, ...]:
    shown = {key: value for key, value in item.items() if key != "content"}
    day = (_articles.plain(item.get("published")) or "")[:10]
    told = json.dumps(shown, default=str, ensure_ascii=False)
    return (kind, None, item.get("id") or item.get("path"), day or None, None, None, None, None, told, error)


def _input_of(item: Mapping[str, Any]) -> _library.CInput:
    """A file with its content, or one that is there for every worker."""
    if item.get("content") is not None:
        return _library.bytes_input(bytes(item["content"]), item.get("path") or "file", threads=1)
    return _library.path_input([str(item["path"]).removeprefix("file:")], threads=1)


def _call(shipped: Shipped, input_of: Callable[[], _library.CInput]) -> tuple[list[bytes], list[tuple[str, str]], bool]:
    """The lines of records, what was wrong ("error" or "note" and its words), and whether the reading came to its end."""
    problems: list[_errors.Error] = []
    lines: list[bytes] = []
    opened = shipped.open()
    is_whole = True
    with warnings.catch_warnings(record=True) as noted:
        warnings.simplefilter("always", _errors.Repaired)
        try:
            _library.Call(lines.append, problems.append).run(_library.library.troth_read, opened._handle, input_of())
        except (_errors.InputError, _errors.LimitError, _errors.SystemFailure, UnicodeError, ValueError, TypeError) as problem:
            problems.append(problem)  # type: ignore[arg-type]
            is_whole = False
    told = [("error", str(problem)) for problem in problems] + [("note", str(note.message)) for note in noted]
    return b"".join(lines).splitlines(), told, is_whole


def _read_file(item: Mapping[str, Any], shipped: Shipped) -> Iterator[tuple[Any, ...]]:
    lines, told, _ = _call(shipped, lambda: _input_of(item))
    yield from map(_statement_row, lines)
    for kind, words in told:
        yield _error_row(kind, item, words)


def _read_articles(items: Sequence[Mapping[str, Any]], shipped: Shipped) -> Iterator[tuple[Any, ...]]:
    """In one call; but each alone where that does not tell which of them a problem is of."""
    lines, told, is_whole = _call(shipped, lambda: _library.bytes_input(b"".join(map(_articles.line_of, items)), "article", threads=1))
    places = [re.match("article:([0-9]+):", words) for _, words in told]
    if len(items) > 1 and not (is_whole and all(place and 0 < int(place[1]) <= len(items) for place in places)):
        for item in items:
            yield from _read_articles([item], shipped)
        return
    yield from map(_statement_row, lines)
    for (kind, words), place in zip(told, places):
        at = int(place[1]) if place and len(items) > 1 else 1
        yield _error_row(kind, items[at - 1], f"article:1:{words[place.end():]}" if place else words)


def _columns_of(rows: Iterable[tuple[Any, ...]]) -> dict[str, pyarrow.Array]:
    import pyarrow

    words = pyarrow.list_(pyarrow.string())
    kinds = [words if name in ("actors", "recipients", "means") else pyarrow.string() for name in COLUMNS]
    return {name: pyarrow.array(column, kind) for name, column, kind in zip(COLUMNS, zip(*rows), kinds)}


def _rows_of(batches: Iterable[pyarrow.RecordBatch], shipped: Shipped) -> Iterator[tuple[Any, ...]]:
    for batch in batches:
        items = batch.to_pylist()
        if "text" not in batch.schema.names:
            for item in items:
                yield from _read_file(item, shipped)
        else:
            for at in range(0, len(items), TOGETHER):
                yield from _read_articles(items[at:at + TOGETHER], shipped)


def _coder(shipped: Shipped) -> Any:
    def code(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        rows = _rows_of(batches, shipped)
        while some := list(itertools.islice(rows, ROWS)):
            yield pyarrow.RecordBatch.from_pydict(_columns_of(some))

    return code


def _wanted(articles: DataFrame) -> list[str]:
    for key, fields in (("text", _articles.FIELDS), ("content", ("path", "content")), ("path", ("path",))):
        if key in articles.columns:
            return [name for name in fields if name in articles.columns]
    raise _errors.UsageError(f"the data frame has no column 'text' (or 'content', 'path': files), only {', '.join(articles.columns)}")


def code_articles(articles: DataFrame, *, model: str | os.PathLike[str] | None = None,
                  lexicon: str | os.PathLike[str] | None = None) -> DataFrame:
    """Statements and errors in one data frame, in one pass; also of a streaming one. `record` is the line that `troth read` prints.

    In place of `text` a row may have a file's `content` (with its `path`, as Spark's format "binaryFile" gives them), or a `path` alone that
    every worker can open: web archives, feeds, anything that the program reads. `model` and `lexicon` travel to each worker once.
    """
    wanted = _wanted(articles)
    return articles.select(*wanted).mapInArrow(_coder(_ship(articles.sparkSession, model, lexicon)), SCHEMA)


def read_articles(articles: DataFrame, *, model: str | os.PathLike[str] | None = None,
                  lexicon: str | os.PathLike[str] | None = None) -> tuple[DataFrame, DataFrame]:
    """The statements of articles, and a table of what could not be read (kind: error) or was repaired or set aside (kind: note): a bad
    article costs a row there, never the job.

    What is read is kept on the cluster's disks, so that both are answered by one pass.
    """
    from pyspark import StorageLevel

    coded = code_articles(articles, model=model, lexicon=lexicon).persist(StorageLevel.DISK_ONLY)
    return coded.where("kind = 'statement'").drop("kind", "error"), coded.where("kind <> 'statement'").select("kind", "article", "error", "record")


def read_files(session: SparkSession, paths: Iterable[str], **options: Any) -> tuple[DataFrame, DataFrame]:
    """As read_articles, of files of any kind (web archives above all) that every worker can open: each one is a task."""
    rows = [(path,) for path in paths]
    return read_articles(session.createDataFrame(rows, "path string").repartition(max(1, len(rows))), **options)


def _distinct(statements: DataFrame) -> DataFrame:
    return statements.dropDuplicates(["day", *KEY])  # the day follows from the article: where rows lie by day already, they stay there


def new_statements(statements: DataFrame, known: DataFrame) -> DataFrame:
    """Those that are not among `known`: a job that runs again adds nothing. The same text printed under another id counts on its own."""
    return _distinct(statements).join(known.select(*KEY), KEY, "left_anti").select(*statements.columns)


def write_statements(statements: DataFrame, folder: str | os.PathLike[str], *, filesystem: pyarrow.fs.FileSystem | None = None) -> None:
    """Appends statements to a folder of Parquet, one folder a day and one file a run in each; those that it has already add nothing.

    The workers write the files themselves where `folder` is a path of the machines, or one in `filesystem`; elsewhere Spark does, which takes
    longer for many days.
    """
    session = statements.sparkSession
    if filesystem is None and "://" in _parquet.address_of(session, folder):
        return _write_by_spark(statements, os.fspath(folder))
    place = _parquet.place_of(session, folder, KEY, filesystem)
    by_day = statements.withColumn("day", statements["day"].cast("string")).repartition("day").sortWithinPartitions("day")
    _parquet.run([place], lambda: by_day.mapInArrow(_parquet.maker(place), _parquet.MADE))
    return None


def _write_by_spark(statements: DataFrame, folder: str) -> None:
    from pyspark.errors import AnalysisException

    by_day = statements.repartition("day")
    try:
        by_day = new_statements(by_day, statements.sparkSession.read.parquet(folder))
    except AnalysisException:  # nothing is there yet
        by_day = _distinct(by_day)
    by_day.write.mode("append").partitionBy("day").parquet(folder)


def _together(articles: DataFrame, most: int) -> DataFrame:
    """Reports of a day come together, in tasks of some `most` of them; those of a day that has more in several, equal ones in the same."""
    from pyspark.sql import functions as F

    published = F.col("published").cast("string") if "published" in articles.columns else F.lit("")
    dated = articles.withColumn("_day", F.coalesce(F.substring(published, 1, 10), F.lit("")))
    counts = {row["_day"]: row["count"] for row in dated.groupBy("_day").count().collect()}
    tasks = max(1, math.ceil(sum(counts.values()) / most))
    large = [(day, math.ceil(count / most)) for day, count in counts.items() if count > most]
    if not large:
        return dated.repartition(tasks, "_day")
    parts = articles.sparkSession.createDataFrame(large, "_day string, _parts long")
    text = F.xxhash64(*(name for name in ("id", "text") if name in articles.columns))
    return dated.join(F.broadcast(parts), "_day", "left").repartition(tasks, "_day", F.pmod(text, F.coalesce("_parts", F.lit(1))))


def _coder_into(shipped: Shipped, statements: _parquet.Place, errors: _parquet.Place) -> Any:
    def code(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        import pyarrow

        read: dict[bool, list[tuple[Any, ...]]] = {True: [], False: []}
        for row in _rows_of(batches, shipped):
            read[row[0] == "statement"].append(row)
        made = []
        for place, names, rows in ((statements, STATEMENT, read[True]), (errors, ERROR, read[False])):
            if rows:
                columns = _columns_of(sorted(rows, key=lambda row: row[3] or ""))
                made += _parquet.make_all(place, [pyarrow.RecordBatch.from_pydict({name: columns[name] for name in ("day", *names)})])
        yield _parquet.batch_of_made(made)

    return code


def code_into(articles: DataFrame, folder: str | os.PathLike[str], errors: str | os.PathLike[str], *, model: str | os.PathLike[str] | None = None,
              lexicon: str | os.PathLike[str] | None = None, filesystem: pyarrow.fs.FileSystem | None = None, reports: int = 400) -> dict[str, int]:
    """Articles become two folders of Parquet, statements and what read_articles tells as errors, a folder a day in each, in one pass.

    As read_articles and write_statements, but cheaper: a day's articles come to one worker, which reads them and writes the files itself, so
    that no statement travels and nothing is kept between. What a folder has already adds nothing. `reports` is how many a task has; they are
    counted before. Folders are paths of the machines, addresses that pyarrow.fs.FileSystem.from_uri opens on every worker, or paths in
    `filesystem`. Returns how many statements and errors were added, and how many were known.
    """
    wanted = _wanted(articles)
    if "text" not in wanted:
        raise _errors.UsageError("the data frame has no column 'text'; for files there are read_files and write_statements")
    session = articles.sparkSession
    places = (_parquet.place_of(session, folder, KEY, filesystem), _parquet.place_of(session, errors, ("kind", "article", "error"), filesystem))
    if places[0].folder == places[1].folder:
        raise _errors.UsageError(f"statements and errors need a folder each, not both '{places[0].folder}'")
    coder = _coder_into(_ship(session, model, lexicon), *places)
    made = _parquet.run(places, lambda: _together(articles.select(*wanted), reports).select(*wanted).mapInArrow(coder, _parquet.MADE))
    told = dict.fromkeys(("added", "known", "errors", "errors_known"), 0)
    for row in made:
        is_statement = row.folder == places[0].folder
        told["added" if is_statement else "errors"] += row.added
        told["known" if is_statement else "errors_known"] += row.known
    return told


def load_ledger(statements: DataFrame, address: str, *, batch: int = 20000) -> dict[str, Any]:
    """Loads statements into a ledger (a file, or a PostgreSQL address), article by article: what is there already adds nothing.

    The statements come to the driver in parts, ordered by day and article, some thousands at a time; the ledger takes each part in shared
    transactions. Their articles' texts do not travel: the ledger keeps the sentences. A PostgreSQL ledger that is not there yet is made as a
    file first and brought over by COPY.
    """
    from .ledger import Ledger

    is_new = not _is_there(address)
    ledger = Ledger(address, create=True)
    if not is_new or not address.startswith(("postgresql://", "postgres://")):
        return _import_all(statements, ledger, batch)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "book.db")
        told = _import_all(statements, Ledger(path, create=True), batch)
        ledger.transfer(path)
    return told


def _is_there(address: str) -> bool:
    from .ledger import Ledger

    try:
        return bool(Ledger(address))
    except _errors.LedgerError:
        return False


def _import_all(statements: DataFrame, ledger: Any, batch: int) -> dict[str, Any]:
    from .ledger import _summed

    told: dict[str, Any] = {}
    rows = statements.orderBy("day", "article", "id").select("article", "record").toLocalIterator(prefetchPartitions=True)
    for part in _parts(rows, batch):
        told = _summed(told, ledger.import_statements(part, on_error="raise"))
    return told


def _parts(rows: Iterable[Any], batch: int) -> Iterator[list[bytes]]:
    """Batches that never part an article."""
    part: list[bytes] = []
    article: str | None = None
    for row in rows:
        if len(part) >= batch and row.article != article:
            yield part
            part = []
        article = row.article
        part.append(row.record.encode())
    if part:
        yield part
