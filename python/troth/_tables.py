"""Records as tables: pandas and Arrow, which need not be installed for anything else."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas
    import pyarrow


def _is_party(value: object) -> bool:
    return isinstance(value, dict) and {"text", "code"} <= value.keys()


def _pairs(record: dict[str, Any], before: str = "") -> Iterator[tuple[str, Any]]:
    """Objects become columns with a dot ("article.published")."""
    for key, value in record.items():
        if isinstance(value, dict):
            yield from _pairs(value, f"{before}{key}.")
        else:
            yield before + key, value


def _form(values: list[list[Any]]) -> Callable[[Any], Any]:
    """How the lists of a column are told, the same in every row: parties by their codes, plain values as they are, all else as JSON."""
    parts = [part for value in values for part in value]
    if parts and all(map(_is_party, parts)):
        return names
    if any(isinstance(part, (dict, list)) for part in parts):
        return lambda value: json.dumps(value, ensure_ascii=False)
    return lambda value: value


def _rows(records: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    rows = [dict(_pairs(record)) for record in records]
    columns = list(dict.fromkeys(key for row in rows for key in row))
    objects = {column.rsplit(".", depth)[0] for column in columns for depth in range(1, column.count(".") + 1)}
    columns = [column for column in columns if column not in objects]  # where an object is null, its columns are
    forms = {}
    for column in columns:
        lists = [row[column] for row in rows if isinstance(row.get(column), list)]
        forms[column] = _form(lists) if lists else None
    return [{column: _told(forms[column], row.get(column)) for column in columns} for row in rows]


def _told(form: Callable[[Any], Any] | None, value: Any) -> Any:
    return form(value) if form and isinstance(value, list) else value


class Records(list["dict[str, Any]"]):
    """Records as the program prints them, in a list that can become a table."""

    def to_rows(self) -> list[dict[str, Any]]:
        """Flat rows: objects as columns with a dot, parties as lists of codes (names where there is none)."""
        return _rows(self)

    def to_pandas(self) -> pandas.DataFrame:
        """A pandas.DataFrame of `to_rows`; days of publication become dates."""
        import pandas

        frame = pandas.DataFrame(self.to_rows())
        for column in ("article.published", "first_said", "last_said", "on"):
            if column in frame:
                frame[column] = pandas.to_datetime(frame[column], errors="coerce", utc=True, format="ISO8601").dt.tz_localize(None)
        return frame

    def to_arrow(self) -> pyarrow.Table:
        """A pyarrow.Table of `to_rows`."""
        import pyarrow

        return pyarrow.Table.from_pylist(self.to_rows())


def names(parties: Iterable[dict[str, Any]]) -> list[str]:
    """Codes of parties, names where there is no code: ["FRA", "26 nations"]."""
    return [party["code"] or party["text"] for party in parties]
