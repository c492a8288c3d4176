"""Reading: texts, files and articles become records."""

from __future__ import annotations

import functools
import json
import os
import threading
import weakref
from collections.abc import Callable, Iterator
from typing import Any, Union

from . import _errors, _library
from ._articles import Source, inputs_of, raw_of
from ._tables import Records

OnError = Union[str, Callable[[_errors.Error], None]]


class Reader:
    """A model and a lexicon, open: some 40 MB, shared by all threads. `troth.read` and its like keep the usual one open by themselves."""

    def __init__(self, model: str | os.PathLike[str] | None = None, lexicon: str | os.PathLike[str] | None = None) -> None:
        err = _library.CError()
        settings = _library.settings_of(model, lexicon)
        self._handle: int | None = _library.library.troth_open(settings, err)
        if not self._handle:
            raise _library.error_of(err)
        self._process = os.getpid()
        self._close = weakref.finalize(self, _library.library.troth_close, self._handle)

    @property
    def version(self) -> str:
        """Versions of program, model and lexicon: the records' `reader`."""
        return str(_library.library.troth_reader(self._handle).decode())

    def lines(self, what: str, source: Source, fields: dict[str, Any], threads: int | None, on_error: OnError, each: Callable[[bytes], None]) -> None:
        """Hands over whole lines of records, in the order of the input."""
        function = getattr(_library.library, f"troth_{what}")
        for content in inputs_of(source, fields, threads):
            _library.Call(each, problem_of(on_error)).run(function, self._handle, content)

    def read(self, source: Source, *, threads: int | None = None, on_error: OnError = "raise", **fields: Any) -> Records:
        """As troth.read."""
        records = Records()
        self.lines("read", source, fields, threads, on_error, lambda some: extend(records, some))
        return records

    def quotes(self, source: Source, *, threads: int | None = None, on_error: OnError = "raise", **fields: Any) -> Records:
        """As troth.quotes."""
        records = Records()
        self.lines("quotes", source, fields, threads, on_error, lambda some: extend(records, some))
        return records

    def parse(self, source: str | os.PathLike[str], *, conllu: bool = False, threads: int | None = None) -> str:
        """As troth.parse."""
        parts: list[bytes] = []
        content = raw_of(source, threads, conllu)
        _library.Call(parts.append, problem_of("raise")).run(_library.library.troth_parse, self._handle, content)
        return b"".join(parts).decode()


def extend(records: Records, lines: bytes) -> None:
    records.extend(json.loads(line) for line in lines.splitlines() if line)


def _raise(error: _errors.Error) -> None:
    raise error


def problem_of(on_error: OnError) -> Callable[[_errors.Error], None] | None:
    """What is done with an input that cannot be read: "raise", "skip", or a function that is told."""
    if callable(on_error):
        return on_error
    if on_error not in ("raise", "skip"):
        raise _errors.UsageError(f"on_error is 'raise', 'skip' or a function, not {on_error!r}")
    return _raise if on_error == "raise" else None


_LOCK = threading.Lock()


@functools.lru_cache(maxsize=4)
def _open(_process: int, model: str | None, lexicon: str | None) -> Reader:
    return Reader(model, lexicon)


def reader(model: str | os.PathLike[str] | None = None, lexicon: str | os.PathLike[str] | None = None) -> Reader:
    """The reader with this model and lexicon, opened once in each process."""
    with _LOCK:
        return _open(os.getpid(), None if model is None else os.fspath(model), None if lexicon is None else os.fspath(lexicon))


def read(source: Source, *, model: str | os.PathLike[str] | None = None, lexicon: str | os.PathLike[str] | None = None,
         threads: int | None = None, on_error: OnError = "raise", **fields: Any) -> Records:
    """The statements that a text or a file reports: who promised, refused, demanded, claimed or denied what.

    `source`: a path (also as a string that names a file), a text whose first line is its title, an article (a dict with `text` and any of
    `id`, `title`, `publisher`, `published`, `url`), or many of these: a list, a generator, a data frame, an Arrow table. `fields` are those of
    an article, for a text that has none: `troth.read(text, title="Notes", published="2026-03-01")`. `lexicon` is a folder of your own, added
    to the shipped one. All processors work unless `threads` says otherwise; the answer is the same.

    `on_error`: an input that cannot be read raises (the default), is left out ("skip"), or is given to a function.
    """
    return reader(model, lexicon).read(source, threads=threads, on_error=on_error, **fields)


def quotes(source: Source, *, model: str | os.PathLike[str] | None = None, lexicon: str | os.PathLike[str] | None = None,
           threads: int | None = None, on_error: OnError = "raise", **fields: Any) -> Records:
    """Who said, believed or decided what. Takes what `read` takes."""
    return reader(model, lexicon).quotes(source, threads=threads, on_error=on_error, **fields)


def parse(source: str | os.PathLike[str], *, conllu: bool = False, model: str | os.PathLike[str] | None = None,
          threads: int | None = None) -> str:
    """Sentences as trees, in CoNLL-U, of raw text or a file; with `conllu`, of CoNLL-U whose tokens are kept."""
    return reader(model).parse(source, conllu=conllu, threads=threads)


def iterate(source: Source, *, model: str | os.PathLike[str] | None = None, lexicon: str | os.PathLike[str] | None = None,
            threads: int | None = None, on_error: OnError = "raise") -> Iterator[dict[str, Any]]:
    """As `read`, for more than fits into memory: yields statement after statement, some megabytes of articles at a time."""
    opened = reader(model, lexicon)
    for content in inputs_of(source, {}, threads):
        records = Records()
        _library.Call(lambda some, into=records: extend(into, some), problem_of(on_error)).run(_library.library.troth_read, opened._handle, content)
        yield from records
