"""What goes wrong, as exceptions that know their place."""

from __future__ import annotations


class Error(Exception):
    """Something failed. `message` is what the program would print; `file`, `line` and `column` (from 1) are None where nothing is known."""

    def __init__(self, message: str, file: str | None = None, line: int | None = None, column: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.file = file
        self.line = line
        self.column = column


class UsageError(Error, ValueError):
    """A question, option or value that there is not, or an id with several meanings."""


class SystemFailure(Error, OSError):
    """The operating system refused: no such file, no permission, disk full."""


class InputError(Error, ValueError):
    """An input is not what it should be."""


class LexiconError(Error):
    """A lexicon file has a mistake: see `file`, `line`, `column`."""


class ModelError(Error):
    """The model file is missing, damaged or of another version."""


class LedgerError(Error):
    """The ledger could not be opened, read or written."""


class LimitError(Error):
    """An input is larger than a stated limit."""


class NotFound(Error, LookupError):
    """Nothing has this id, or the expected hash is none of the chain's."""


class Repaired(UserWarning):
    """An input had something that was repaired."""


# By the numbers of enum troth_kind in troth.h.
KINDS: dict[int, type[Error]] = {
    1: UsageError, 2: SystemFailure, 3: InputError, 4: LexiconError, 5: ModelError, 6: LedgerError, 7: LimitError, 8: NotFound,
}
