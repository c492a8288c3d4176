"""Coding articles on an Apache Spark cluster: a data frame of articles becomes one of statements.

    statements, errors = troth.spark.read_articles(articles)
    statements.write.partitionBy("day").parquet("statements")

A row of `articles` has `text` and any of id, title, publisher, published, url. Each worker process opens model and lexicon once. Statements
have the ids that the program gives them, so that reading again adds nothing: `troth.spark.new_statements` leaves out what is there already.
"""

from __future__ import annotations

import itertools
import json
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from . import _articles, _errors, _library
from ._reading import reader

if TYPE_CHECKING:
    import pyarrow
    from pyspark.sql import DataFrame

ROWS = 512  # statements in a batch that goes back to Spark

# `kind` tells statements from errors; `day` is what Parquet is parted by.
COLUMNS = ("kind", "id", "article", "day", "act", "actors", "recipients", "means", "record", "error")
SCHEMA = ("kind string, id string, article string, day string, act string, actors array<string>, recipients array<string>, means array<string>, "
          "record string, error string")


def _codes(parties: Iterable[dict[str, Any]]) -> list[str]:
    return [party["code"] or party["text"] for party in parties]


def _statement_row(line: bytes) -> dict[str, Any]:
    record = json.loads(line)
    day = (record["article"]["published"] or "")[:10]
    return {"kind": "statement", "id": record["id"], "article": record["article"]["id"], "day": day or None, "act": record["act"],
            "actors": _codes(record["actors"]), "recipients": _codes(record["recipients"]), "means": record["means"],
            "record": line.decode(), "error": None}


def _error_row(article: dict[str, Any], error: Exception) -> dict[str, Any]:
    row: dict[str, Any] = dict.fromkeys(COLUMNS)
    row.update(kind="error", article=article.get("id"), error=str(error), record=json.dumps(article, default=str, ensure_ascii=False))
    return row


def _read_one(article: dict[str, Any], lexicon: str | None) -> Iterator[dict[str, Any]]:
    problems: list[_errors.Error] = []
    lines: list[bytes] = []
    try:
        opened = reader(None, lexicon)
        content = _library.bytes_input(_articles.line_of(article), "article", threads=1)
        _library.Call(lines.append, problems.append).run(_library.library.troth_read, opened._handle, content)
    except (_errors.InputError, _errors.LimitError, UnicodeError, ValueError, TypeError) as problem:
        yield _error_row(article, problem)
        return
    for line in b"".join(lines).splitlines():
        yield _statement_row(line)
    for known in problems:
        yield _error_row(article, known)


def _batch_of(rows: list[dict[str, Any]]) -> pyarrow.RecordBatch:
    import pyarrow

    words = pyarrow.list_(pyarrow.string())
    kinds = {name: words if name in ("actors", "recipients", "means") else pyarrow.string() for name in COLUMNS}
    schema = pyarrow.schema([pyarrow.field(name, kind) for name, kind in kinds.items()])
    return pyarrow.RecordBatch.from_pylist(rows, schema=schema)


def _coder(lexicon: str | None) -> Any:
    def code(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        articles = itertools.chain.from_iterable(batch.to_pylist() for batch in batches)
        rows = itertools.chain.from_iterable(_read_one(article, lexicon) for article in articles)
        while some := list(itertools.islice(rows, ROWS)):
            yield _batch_of(some)

    return code


def code_articles(articles: DataFrame, *, lexicon: str | None = None) -> DataFrame:
    """Statements and errors in one data frame, in one pass; also of a streaming one. `record` is the line that `troth read` prints."""
    wanted = [name for name in _articles.FIELDS if name in articles.columns]
    if "text" not in wanted:
        raise _errors.UsageError(f"the data frame has no column 'text', only {', '.join(articles.columns)}")
    return articles.select(*wanted).mapInArrow(_coder(lexicon), SCHEMA)


def read_articles(articles: DataFrame, *, lexicon: str | None = None) -> tuple[DataFrame, DataFrame]:
    """The statements of articles, and a table of what could not be read: a bad article costs a row there, never the job.

    What is read is kept on the cluster's disks, so that both are answered by one pass.
    """
    from pyspark import StorageLevel

    coded = code_articles(articles, lexicon=lexicon).persist(StorageLevel.DISK_ONLY)
    return coded.where("kind = 'statement'").drop("kind", "error"), coded.where("kind = 'error'").select("article", "error", "record")


def new_statements(statements: DataFrame, known: DataFrame) -> DataFrame:
    """Those whose ids are not among `known`: a job that runs again adds nothing."""
    return statements.dropDuplicates(["id"]).join(known.select("id"), "id", "left_anti")


def load_ledger(statements: DataFrame, address: str, *, batch: int = 20000) -> dict[str, Any]:
    """Loads statements into a ledger (a file, or a PostgreSQL address), article by article: what is there already adds nothing.

    The statements come to the driver in parts, ordered by day and article, some thousands at a time; the ledger takes each part in shared
    transactions. Their articles' texts do not travel: the ledger keeps the sentences.
    """
    from .ledger import Ledger, _summed

    ledger = Ledger(address, create=True)
    told: dict[str, Any] = {}
    rows = statements.orderBy("day", "article", "id").select("article", "record").toLocalIterator(prefetchPartitions=True)
    for part in _parts(rows, batch):
        told = _summed(told, ledger.import_statements(part, on_error="raise"))
    return told


def _parts(rows: Iterable[Any], batch: int) -> Iterator[list[dict[str, Any]]]:
    """Batches that never part an article."""
    part: list[dict[str, Any]] = []
    article: str | None = None
    for row in rows:
        if len(part) >= batch and row.article != article:
            yield part
            part = []
        article = row.article
        part.append(json.loads(row.record))
    if part:
        yield part
