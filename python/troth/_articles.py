"""What can be read, brought into the forms that the library takes: files, a text, or articles as JSON Lines."""

from __future__ import annotations

import json
import os
import pathlib
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, Union

from . import _library

Article = Mapping[str, Any]
Source = Union[str, "os.PathLike[str]", Article, Iterable[Union[str, "os.PathLike[str]", Article]], Any]

FIELDS = ("id", "title", "publisher", "published", "url", "text")
BATCH_BYTES = 4 << 20  # articles that are handed to the library at a time: enough for all its threads
LONGEST_PATH = 4096


def is_path(source: object) -> bool:
    """A path object, or a string on one line that names something that is there, or an address."""
    if isinstance(source, os.PathLike):
        return True
    if isinstance(source, str) and source.startswith(("http://", "https://")) and not any(map(str.isspace, source)):
        return True
    if not isinstance(source, str) or not source or "\n" in source or "\0" in source or len(source) > LONGEST_PATH:
        return False
    try:
        return os.path.exists(source)
    except (OSError, ValueError):
        return False


def plain(value: object) -> str | None:
    """A field as text; what a data frame has for "nothing" (None, NaN, NaT) is nothing; days and times are ISO 8601."""
    if value is None or value != value:
        return None
    iso = getattr(value, "isoformat", None)
    return iso() if iso else str(value)


def line_of(article: Article) -> bytes:
    fields = {key: plain(article[key]) for key in FIELDS if key in article}
    return json.dumps({key: value for key, value in fields.items() if value is not None}, ensure_ascii=False).encode("utf-8", "replace") + b"\n"


def _rows(source: Any) -> Iterator[Article]:
    """Rows of a data frame (pandas, Polars), of an Arrow table, or articles as they are."""
    if hasattr(source, "to_pylist"):
        return iter(source.to_pylist())
    if hasattr(source, "to_dicts"):
        return iter(source.to_dicts())
    if hasattr(source, "to_dict") and hasattr(source, "columns"):
        return iter(source.to_dict("records"))
    return iter(source)


def inputs_of(source: Source, fields: Mapping[str, Any], threads: int | None) -> Iterator[_library.CInput]:
    """One input after another; several files are one, and so are some megabytes of articles."""
    if is_path(source):
        yield _library.path_input([os.fspath(source)], threads)
    elif isinstance(source, bytes):
        yield _library.bytes_input(source, "text", threads)
    elif isinstance(source, str) and not fields:
        yield _library.bytes_input(source.encode("utf-8", "replace"), "text", threads)
    elif isinstance(source, str):
        yield _library.bytes_input(line_of({**fields, "text": source}), "text", threads)
    elif isinstance(source, Mapping):
        yield _library.bytes_input(line_of({**source, **fields}), "article", threads)
    else:
        yield from _batches(_rows(source), threads)


def _batches(items: Iterator[Any], threads: int | None) -> Iterator[_library.CInput]:
    paths: list[str] = []
    held = bytearray()
    for item in items:
        if is_path(item) and not held:
            paths.append(os.fspath(item))
            continue
        if paths:
            yield _library.path_input(paths, threads)
            paths = []
        if is_path(item):
            yield _library.bytes_input(bytes(held), "articles", threads)
            held.clear()
            paths.append(os.fspath(item))
            continue
        held += line_of(_article_of(item))
        if len(held) >= BATCH_BYTES:
            yield _library.bytes_input(bytes(held), "articles", threads)
            held.clear()
    if paths:
        yield _library.path_input(paths, threads)
    if held:
        yield _library.bytes_input(bytes(held), "articles", threads)


def _article_of(item: Any) -> Article:
    """A string is a text whose first line is its title, as in a file."""
    if isinstance(item, Mapping):
        return item
    if not isinstance(item, str):
        raise TypeError(f"an article is a dict with a text, a string, or a path, not {type(item).__name__}")
    title, _, text = item.partition("\n")
    return {"title": title.strip(), "text": text.strip()} if text.strip() else {"text": item}


def raw_of(source: str | os.PathLike[str], threads: int | None, is_conllu: bool) -> _library.CInput:
    if is_path(source):
        return _library.path_input([os.fspath(pathlib.Path(source))], threads, is_conllu)
    return _library.bytes_input(str(source).encode("utf-8", "replace"), "text", threads, is_conllu)
