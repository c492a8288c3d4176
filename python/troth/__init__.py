"""Troth reads news reports and official statements and keeps the book on who promised what.

    import troth

    troth.read("Norway pledged 40 tanks to Ukraine.")          records, as the program prints them
    troth.read("reports.jsonl").to_pandas()                     a table
    book = troth.Ledger("book.db", create=True)
    book.add("reports.jsonl")
    book.book(actor="Norway", as_of="2026-03-01")

Every record is what the command line gives; doc/python.md is the manual.
"""

from ._errors import Error, InputError, LedgerError, LexiconError, LimitError, ModelError, NotFound, Repaired, SystemFailure, UsageError
from ._library import version as __version__
from ._reading import Reader, iterate, parse, quotes, read
from ._records import ArticleInfo, Commitment, Party, Quote, Statement
from ._tables import Records, names
from .ledger import Ledger

__all__ = [
    "ArticleInfo", "Commitment", "Error", "InputError", "Ledger", "LedgerError", "LexiconError", "LimitError", "ModelError", "NotFound", "Party",
    "Quote", "Reader", "Records", "Repaired", "Statement", "SystemFailure", "UsageError", "__version__", "iterate", "names", "parse",
    "quotes", "read",
]
