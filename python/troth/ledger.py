"""A ledger: the book on who promised what, and its questions."""

from __future__ import annotations

import datetime
import os
import weakref
from collections.abc import Iterable, Mapping
from typing import Any, Union

from . import _library
from ._articles import Source, inputs_of
from ._reading import OnError, Reader, extend, problem_of, reader
from ._tables import Records

Day = Union[str, datetime.date]


def _word(value: object) -> str:
    if isinstance(value, datetime.datetime):
        return value.isoformat(timespec="seconds")[:19]
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, (list, tuple, set)):
        return ",".join(str(part) for part in value)
    return os.fspath(value) if isinstance(value, os.PathLike) else str(value)


def options_of(options: Mapping[str, Any]) -> list[str]:
    """as_of="2026-03-01" becomes --as-of=2026-03-01; True a flag; None and False nothing. A word of Python's takes a line behind: if_."""
    words = []
    for name, value in options.items():
        option = "--" + name.rstrip("_").replace("_", "-")
        if value is True:
            words.append(option)
        elif value is not None and value is not False:
            words.append(f"{option}={_word(value)}")
    return words


class Ledger:
    """A ledger: a SQLite file, or postgresql://user@host/database.

    Every question takes the options of the command of that name (`troth book --help`), with `_` for `-`, and gives its records:
    `ledger.book(actor="France", as_of="2026-03-01")`. `Records` become tables by `to_pandas()` and `to_arrow()`. Each question sees the
    ledger as it is then. Any number of threads may ask; who writes waits for whoever writes already.
    """

    def __init__(self, address: str | os.PathLike[str], *, create: bool = False, lexicon: str | os.PathLike[str] | None = None) -> None:
        err = _library.CError()
        self.address = os.fspath(address)
        self._lexicon = lexicon
        settings = _library.settings_of(None, lexicon)
        self._handle: int | None = _library.library.troth_ledger_open(self.address.encode(), 1 if create else 0, settings, err)
        if not self._handle:
            raise _library.error_of(err)
        self._close = weakref.finalize(self, _library.library.troth_ledger_close, self._handle)

    def __repr__(self) -> str:
        return f"troth.Ledger({self.address!r})"

    def ask(self, question: str, *arguments: str, **options: Any) -> Records:
        """What the command `question` would answer, as records."""
        records = Records()
        words = [*options_of(options), "--", *arguments]
        call = _library.Call(lambda lines: extend(records, lines), problem_of("raise") if question == "import" else None)
        call.run(_library.library.troth_ledger_ask, self._handle, question.encode(), _library.words_of(words), len(words))
        return records

    def _one(self, question: str, *arguments: str, **options: Any) -> dict[str, Any]:
        return self.ask(question, *arguments, **options)[0]

    # ---- what goes in ----

    def add(self, source: Source, *, model: str | os.PathLike[str] | None = None, threads: int | None = None, on_error: OnError = "raise",
            **fields: Any) -> dict[str, Any]:
        """Reads reports (whatever troth.read takes) and appends them. Returns how many were added, known, and what the book holds."""
        opened: Reader = reader(model, self._lexicon)
        told: dict[str, Any] = {}
        for content in inputs_of(source, fields, threads):
            records = Records()
            call = _library.Call(lambda lines, into=records: extend(into, lines), problem_of(on_error))
            call.run(_library.library.troth_ledger_add, self._handle, opened._handle, content)
            told = _summed(told, records[0])
        return told

    def import_statements(self, source: str | os.PathLike[str] | Iterable[Mapping[str, Any] | bytes], *, map: str | None = None,
                          on_error: OnError = "raise") -> dict[str, Any]:
        """Takes statements made elsewhere: a file of JSON Lines, records in memory (or their lines), or with `map` the rows of a table (CSV)."""
        import json

        records = Records()
        call = _library.Call(lambda lines: extend(records, lines), problem_of(on_error))
        words = options_of({"map": map})
        if isinstance(source, (str, os.PathLike)):
            content = _library.path_input([os.fspath(source)])
        else:
            lines = (record if isinstance(record, bytes) else json.dumps(record).encode() for record in source)
            content = _library.bytes_input(b"\n".join(lines), "records")
        call.run(_library.library.troth_ledger_take, self._handle, b"import", _library.words_of(words), len(words), content)
        return records[0]

    def mark(self, what: str, *, on: Day | None = None, **options: Any) -> dict[str, Any]:
        """Records that a condition came about ("ceasefire") or, with ended=True, ended; or that a commitment was "delivered"."""
        return self._one("mark", what, on=on, **options)

    def retract(self, mark: int, **options: Any) -> dict[str, Any]:
        """Takes a mark back."""
        return self._one("mark", retract=mark, **options)

    # ---- questions ----

    def list(self, **options: Any) -> Records:
        """Statements, oldest first: actor, recipient, act, means, since, until, as_of, known_by."""
        return self.ask("list", **options)

    def book(self, **options: Any) -> Records:
        """Commitments and how they stand: actor, recipient, means, state, since, until, as_of, known_by."""
        return self.ask("book", **options)

    def disputes(self, **options: Any) -> Records:
        """What was said and disputed, both sides."""
        return self.ask("disputes", **options)

    def totals(self, by: str | Iterable[str] | None = None, **options: Any) -> Records:
        """Money added up, told apart by month, actor, recipient, means, act."""
        return self.ask("totals", by=[*by] if by is not None and not isinstance(by, str) else by, **options)

    def due(self, if_: str | Iterable[str] | None = None, **options: Any) -> Records:
        """What falls due if a condition comes about."""
        return self.ask("due", **{"if": [*if_] if if_ is not None and not isinstance(if_, str) else if_}, **options)

    def weigh(self, scenario: str | os.PathLike[str] | None = None, **options: Any) -> Records:
        """Whether needs are covered in a scenario, what they hang on, how likely they are: need, if_, without, chance."""
        return self.ask("weigh", *([os.fspath(scenario)] if scenario else []), **options)

    def marks(self, **options: Any) -> Records:
        """Everything that was marked."""
        return self.ask("mark", **options)

    def show(self, id: str, **options: Any) -> dict[str, Any]:
        """One statement, or a commitment with its history. NotFound where nothing has this id."""
        return self._one("show", id, **options)

    def history(self, id: str, **options: Any) -> dict[str, Any]:
        """A commitment with every statement on it, what changed, and who disputes it."""
        return self._one("history", id, **options)

    def verify(self, expect: str | None = None) -> dict[str, Any]:
        """Checks that nothing was altered; raises LedgerError where something was, NotFound where `expect` is none of the chain's."""
        return self._one("verify", expect=expect)

    def rebuild(self) -> dict[str, Any]:
        """Derives everything that is derived again."""
        return self._one("rebuild")

    def transfer(self, source: str | os.PathLike[str]) -> dict[str, Any]:
        """Brings the whole ledger at another address into this one, which must be empty: SQLite and PostgreSQL, either way."""
        return self._one("transfer", os.fspath(source))

    def export(self, format: str, path: str | os.PathLike[str], **options: Any) -> None:
        """Writes csv, jsonl, plover, iati, claims, ftm or datasette to a file, or into a folder (a name that ends in /)."""
        self.ask("export", **{"as": format}, output=path, **options)


def _summed(before: dict[str, Any], after: dict[str, Any]) -> dict[str, Any]:
    """Several batches told as one: counts are added, the book is the last one's."""
    if not before:
        return after
    counts = ("lines", "added", "statements", "known", "printings", "left_out", "reviews", "marks")
    return {key: before[key] + value if key in counts else value for key, value in after.items()}


__all__ = ["Day", "Ledger"]
