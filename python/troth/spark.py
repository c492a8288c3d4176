"""Coding articles on an Apache Spark cluster: a data frame of articles becomes one of statements.

    statements, errors = troth.spark.read_articles(articles)
    troth.spark.write_statements(statements, "statements")

A row of `articles` has `text` and any of id, title, publisher, published, url; or it is a file (`read_files`). Each worker process opens
model and lexicon once. Statements have the ids that the program gives them, so that reading again adds nothing.
"""

from __future__ import annotations

import atexit
import itertools
import json
import os
import shutil
import tempfile
import warnings
from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, NamedTuple, Optional

from . import _articles, _errors, _library
from ._reading import Reader, reader

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame, SparkSession

ROWS = 512  # statements in a batch that goes back to Spark

# `kind` tells statements from errors, and from notes on articles of which something was repaired or set aside; `day` is what Parquet is parted by.
COLUMNS = ("kind", "id", "article", "day", "act", "actors", "recipients", "means", "record", "error")
SCHEMA = ("kind string, id string, article string, day string, act string, actors array<string>, recipients array<string>, means array<string>, "
          "record string, error string")


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


def _statement_row(line: bytes) -> dict[str, Any]:
    record = json.loads(line)
    day = (record["article"]["published"] or "")[:10]
    return {"kind": "statement", "id": record["id"], "article": record["article"]["id"], "day": day or None, "act": record["act"],
            "actors": _codes(record["actors"]), "recipients": _codes(record["recipients"]), "means": record["means"],
            "record": line.decode(), "error": None}


def _error_row(kind: str, item: Mapping[str, Any], error: object) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(COLUMNS)
    shown = {key: value for key, value in item.items() if key != "content"}
    row.update(kind=kind, article=item.get("id") or item.get("path"), error=str(error), record=json.dumps(shown, default=str, ensure_ascii=False))
    return row


def _input_of(item: Mapping[str, Any]) -> _library.CInput:
    """An article; a file with its content; or a file that is there for every worker."""
    if item.get("content") is not None:
        return _library.bytes_input(bytes(item["content"]), item.get("path") or "file", threads=1)
    if "path" in item:
        return _library.path_input([str(item["path"]).removeprefix("file:")], threads=1)
    return _library.bytes_input(_articles.line_of(item), "article", threads=1)


def _read_one(item: Mapping[str, Any], shipped: Shipped) -> Iterator[dict[str, Any]]:
    problems: list[_errors.Error] = []
    lines: list[bytes] = []
    opened = shipped.open()
    with warnings.catch_warnings(record=True) as noted:
        warnings.simplefilter("always", _errors.Repaired)
        try:
            _library.Call(lines.append, problems.append).run(_library.library.troth_read, opened._handle, _input_of(item))
        except (_errors.InputError, _errors.LimitError, _errors.SystemFailure, UnicodeError, ValueError, TypeError) as problem:
            problems.append(problem)  # type: ignore[arg-type]
    for line in b"".join(lines).splitlines():
        yield _statement_row(line)
    for problem in problems:
        yield _error_row("error", item, problem)
    for note in noted:
        yield _error_row("note", item, note.message)


def _batch_of(rows: list[dict[str, Any]]) -> pyarrow.RecordBatch:
    import pyarrow

    words = pyarrow.list_(pyarrow.string())
    kinds = {name: words if name in ("actors", "recipients", "means") else pyarrow.string() for name in COLUMNS}
    schema = pyarrow.schema([pyarrow.field(name, kind) for name, kind in kinds.items()])
    return pyarrow.RecordBatch.from_pylist(rows, schema=schema)


def _coder(shipped: Shipped) -> Any:
    def code(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        items = itertools.chain.from_iterable(batch.to_pylist() for batch in batches)
        rows = itertools.chain.from_iterable(_read_one(item, shipped) for item in items)
        while some := list(itertools.islice(rows, ROWS)):
            yield _batch_of(some)

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


def write_statements(statements: DataFrame, folder: str) -> None:
    """Appends statements to a folder of Parquet, one folder a day and one file a run in each; those that it has already add nothing."""
    from pyspark.errors import AnalysisException

    by_day = statements.repartition("day")
    try:
        by_day = new_statements(by_day, statements.sparkSession.read.parquet(folder))
    except AnalysisException:  # nothing is there yet
        by_day = _distinct(by_day)
    by_day.write.mode("append").partitionBy("day").parquet(folder)


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
