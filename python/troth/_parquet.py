"""Parquet by day, written by a cluster's workers themselves: no row goes through Java.

Files are made aside, in a folder of the run, under names of their own. The driver puts in their places those of the tasks that have ended
well, each once: what a task has made that failed, was killed or was run twice is never seen. A run that breaks off adds nothing, or, if it is
the driver that breaks off while it moves files, some; the next run adds the rest.
"""

from __future__ import annotations

import os
import re
import uuid
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING, Any, NamedTuple, Optional

if TYPE_CHECKING:
    import pyarrow
    import pyarrow.fs
    from pyspark.sql import DataFrame, SparkSession

MADE = "folder string, day string, name string, added long, known long"  # what a task tells of the files that it has made
NO_DAY = "__HIVE_DEFAULT_PARTITION__"
MOVES = 16  # at a time: where moving is copying, as in an object store, most of it is waiting
CODECS = {"none": "none", "uncompressed": "none", "lz4_raw": "lz4"}  # Spark's words where they are not Arrow's


class Place(NamedTuple):
    """A folder of Parquet, and a run's folder in it."""

    filesystem: pyarrow.fs.FileSystem
    folder: str
    key: tuple[str, ...]  # what tells two rows of a day apart
    aside: str
    codec: str
    is_new: bool

    def day_folder(self, day: str | None) -> str:
        escaped = re.sub(r"[\x00-\x1f\x7f\"#%'*/:=?\\{}\[\]^]", lambda found: f"%{ord(found[0]):02X}", day) if day else NO_DAY
        return f"{self.folder}/day={escaped}"

    def known(self, day: str | None) -> set[tuple[Any, ...]]:
        if self.is_new:
            return set()
        from pyarrow import fs, parquet

        found: set[tuple[Any, ...]] = set()
        for info in self.filesystem.get_file_info(fs.FileSelector(self.day_folder(day), allow_not_found=True)):
            if info.extension == "parquet" and not info.base_name.startswith(("_", ".")):
                with self.filesystem.open_input_file(info.path) as opened:
                    found.update(_keys(parquet.ParquetFile(opened).read(columns=list(self.key), use_threads=False), self.key))
        return found

    def make(self, day: str | None, table: pyarrow.Table) -> dict[str, Any]:
        """A file of those rows that the day has not got. Tells what has become of them."""
        from pyarrow import parquet

        known, fresh = self.known(day), []
        for row, key in enumerate(_keys(table, self.key)):
            if key not in known:
                known.add(key)
                fresh.append(row)
        made = {"folder": self.folder, "day": day, "name": None, "added": len(fresh), "known": table.num_rows - len(fresh)}
        if fresh:
            made["name"] = f"part-{uuid.uuid4().hex}.parquet"
            some = table if len(fresh) == table.num_rows else table.take(fresh)
            with self.filesystem.open_output_stream(f"{self.aside}/{made['name']}") as out:
                parquet.write_table(some, out, compression=self.codec, store_schema=False)
        return made

    def put(self, day: str | None, name: str) -> None:
        folder = self.day_folder(day)
        self.filesystem.create_dir(folder)
        self.filesystem.move(f"{self.aside}/{name}", f"{folder}/{name}")


def _keys(table: pyarrow.Table, key: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    return zip(*(table.column(name).to_pylist() for name in key))


def batch_of_made(made: list[dict[str, Any]]) -> pyarrow.RecordBatch:
    import pyarrow

    counts = {name: pyarrow.int64() if name in ("added", "known") else pyarrow.string() for name in ("folder", "day", "name", "added", "known")}
    return pyarrow.RecordBatch.from_pylist(made, schema=pyarrow.schema(list(counts.items())))


def _by_day(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[tuple[Optional[str], pyarrow.Table]]:
    """Rows that come in the order of their days, a day at a time, without its column."""
    import pyarrow

    held: list[pyarrow.RecordBatch] = []
    day: str | None = None
    for batch in batches:
        days, start = batch.column("day").to_pylist(), 0
        rest = batch.select([name for name in batch.schema.names if name != "day"])
        for at, other in enumerate(days):
            if other == day:
                continue
            held.append(rest.slice(start, at - start))
            if any(part.num_rows for part in held):
                yield day, pyarrow.Table.from_batches(held)
            held, day, start = [], other, at
        held.append(rest.slice(start))
    if any(part.num_rows for part in held):
        yield day, pyarrow.Table.from_batches(held)


def make_all(place: Place, batches: Iterable[pyarrow.RecordBatch]) -> list[dict[str, Any]]:
    """Files of rows that come in the order of their days. Tells what has become of them."""
    return [place.make(day, table) for day, table in _by_day(batches)]


def maker(place: Place) -> Callable[[Iterable[pyarrow.RecordBatch]], Iterator[pyarrow.RecordBatch]]:
    """For mapInArrow, of a frame whose rows lie in the order of their days: writes them, tells MADE."""

    def make(batches: Iterable[pyarrow.RecordBatch]) -> Iterator[pyarrow.RecordBatch]:
        yield batch_of_made(make_all(place, batches))

    return make


def address_of(session: SparkSession, folder: str | os.PathLike[str]) -> str:
    """With its scheme, as Spark understands it; a path of this machine without."""
    if "://" in os.fspath(folder) and not os.fspath(folder).startswith("file:"):
        return os.fspath(folder)
    path = session._jvm.org.apache.hadoop.fs.Path(os.fspath(folder))  # type: ignore[union-attr]
    address = path.getFileSystem(session._jsc.hadoopConfiguration()).makeQualified(path)  # type: ignore[attr-defined]
    return str(address.toUri().getPath() if address.toUri().getScheme() == "file" else address.toString())


def place_of(session: SparkSession, folder: str | os.PathLike[str], key: Iterable[str], filesystem: pyarrow.fs.FileSystem | None) -> Place:
    from pyarrow import fs

    path = os.fspath(folder)
    if filesystem is None:
        address = address_of(session, folder)
        filesystem, path = fs.FileSystem.from_uri(re.sub("^s3[an]:", "s3:", address)) if "://" in address else (fs.LocalFileSystem(), address)
    path = path.rstrip("/")
    codec = (session.conf.get("spark.sql.parquet.compression.codec") or "snappy").lower()
    return Place(filesystem, path, tuple(key), f"{path}/_troth-{uuid.uuid4().hex}", CODECS.get(codec, codec),
                 not filesystem.get_file_info(fs.FileSelector(path, allow_not_found=True)))


def run(places: Iterable[Place], made_by: Callable[[], DataFrame]) -> list[Any]:
    """Runs what makes files, and puts them in their places. Returns the rows of MADE."""
    homes = {place.folder: place for place in places}
    try:
        for place in homes.values():
            place.filesystem.create_dir(place.aside)
        made = made_by().collect()
        with ThreadPoolExecutor(MOVES) as pool:
            list(pool.map(lambda row: homes[row.folder].put(row.day, row.name), (row for row in made if row.name)))
        for place in homes.values():
            place.filesystem.open_output_stream(f"{place.folder}/_SUCCESS").close()
    finally:
        for place in homes.values():
            place.filesystem.delete_dir(place.aside)
    return made
