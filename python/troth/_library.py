"""The C library, called by ctypes: which releases the GIL for as long as a call lasts. troth.h has what each function promises."""

from __future__ import annotations

import ctypes
import os
import pathlib
import warnings
from collections.abc import Callable, Sequence

from . import _errors


class CError(ctypes.Structure):
    _fields_ = [("kind", ctypes.c_int), ("line", ctypes.c_int), ("column", ctypes.c_int), ("file", ctypes.c_char * 512),
                ("message", ctypes.c_char * 1024)]


class CSettings(ctypes.Structure):
    _fields_ = [("size", ctypes.c_size_t), ("data", ctypes.c_char_p), ("model", ctypes.c_char_p), ("lexicon", ctypes.c_char_p)]


class CInput(ctypes.Structure):
    _fields_ = [("size", ctypes.c_size_t), ("bytes", ctypes.c_char_p), ("length", ctypes.c_size_t), ("name", ctypes.c_char_p),
                ("paths", ctypes.POINTER(ctypes.c_char_p)), ("path_count", ctypes.c_size_t), ("threads", ctypes.c_int),
                ("is_conllu", ctypes.c_bool)]


LINES = ctypes.CFUNCTYPE(ctypes.c_bool, ctypes.c_void_p, ctypes.POINTER(ctypes.c_char), ctypes.c_size_t)
PROBLEM = ctypes.CFUNCTYPE(None, ctypes.c_void_p, ctypes.POINTER(CError))


class CAnswer(ctypes.Structure):
    _fields_ = [("lines", LINES), ("problem", PROBLEM), ("context", ctypes.c_void_p)]


HERE = pathlib.Path(__file__).resolve().parent
WORDS = ctypes.POINTER(ctypes.c_char_p)
ERROR, SETTINGS, INPUT, ANSWER = (ctypes.POINTER(kind) for kind in (CError, CSettings, CInput, CAnswer))
POINTER = ctypes.c_void_p
SIGNATURES = {
    "troth_version": (ctypes.c_char_p, []),
    "troth_open": (POINTER, [SETTINGS, ERROR]),
    "troth_close": (None, [POINTER]),
    "troth_reader": (ctypes.c_char_p, [POINTER]),
    "troth_read": (ctypes.c_bool, [POINTER, INPUT, ANSWER, ERROR]),
    "troth_quotes": (ctypes.c_bool, [POINTER, INPUT, ANSWER, ERROR]),
    "troth_parse": (ctypes.c_bool, [POINTER, INPUT, ANSWER, ERROR]),
    "troth_ledger_open": (POINTER, [ctypes.c_char_p, ctypes.c_int, SETTINGS, ERROR]),
    "troth_ledger_close": (None, [POINTER]),
    "troth_ledger_add": (ctypes.c_bool, [POINTER, POINTER, INPUT, ANSWER, ERROR]),
    "troth_ledger_ask": (ctypes.c_bool, [POINTER, ctypes.c_char_p, WORDS, ctypes.c_size_t, ANSWER, ERROR]),
    "troth_ledger_take": (ctypes.c_bool, [POINTER, ctypes.c_char_p, WORDS, ctypes.c_size_t, INPUT, ANSWER, ERROR]),
}


def _candidates() -> list[str]:
    """$TROTH_LIBRARY, the library of this wheel, or the system's."""
    given = os.environ.get("TROTH_LIBRARY")
    bundled = sorted((HERE.parent / ".troth.mesonpy.libs").glob("libtroth*.so*"))
    return [given] if given else [str(path) for path in bundled[:1]] or ["libtroth.so.1"]


def _load() -> ctypes.CDLL:
    library = ctypes.CDLL(_candidates()[0])
    for name, (result, arguments) in SIGNATURES.items():
        function = getattr(library, name)
        function.restype, function.argtypes = result, arguments
    return library


library = _load()
version: str = library.troth_version().decode()


def error_of(err: CError) -> _errors.Error:
    kind = _errors.KINDS.get(err.kind, _errors.Error)
    return kind(err.message.decode("utf-8", "replace"), err.file.decode("utf-8", "replace") or None, err.line or None, err.column or None)


def encoded(value: str | os.PathLike[str] | None) -> bytes | None:
    return None if value is None else os.fsencode(value)


def settings_of(model: str | os.PathLike[str] | None, lexicon: str | os.PathLike[str] | None) -> CSettings:
    bundled = HERE / "data"
    data = os.fsencode(bundled) if bundled.is_dir() and not os.environ.get("TROTH_DATA") else None
    return CSettings(ctypes.sizeof(CSettings), data, encoded(model), encoded(lexicon))


def words_of(words: Sequence[str]) -> ctypes.Array[ctypes.c_char_p]:
    return (ctypes.c_char_p * len(words))(*[os.fsencode(word) for word in words])


def bytes_input(content: bytes, name: str, threads: int | None = None, is_conllu: bool = False) -> CInput:
    return CInput(ctypes.sizeof(CInput), content, len(content), name.encode(), None, 0, threads or 0, is_conllu)


def path_input(paths: Sequence[str], threads: int | None = None, is_conllu: bool = False) -> CInput:
    return CInput(ctypes.sizeof(CInput), None, 0, None, words_of(paths), len(paths), threads or 0, is_conllu)


class Call:
    """One call's answer: lines and problems as they come, and an exception of a callback kept until the call is over."""

    def __init__(self, lines: Callable[[bytes], None], problem: Callable[[_errors.Error], None] | None = None) -> None:
        self._lines, self._problem = lines, problem
        self._failure: BaseException | None = None
        self._answer = CAnswer(LINES(self._take), PROBLEM(self._note), None)
        self._err = CError()

    def _take(self, _context: int, content: object, length: int) -> bool:
        try:
            self._lines(ctypes.string_at(content, length))  # type: ignore[arg-type]
        except BaseException as failure:  # told to the caller once the library has stopped
            self._failure = self._failure or failure
        return self._failure is None

    def _note(self, _context: int, problem: object) -> None:
        try:
            error = error_of(problem.contents)  # type: ignore[attr-defined]
            if problem.contents.kind == 0:  # type: ignore[attr-defined]
                warnings.warn(error.message, _errors.Repaired, stacklevel=2)
            elif self._problem:
                self._problem(error)
        except BaseException as failure:
            self._failure = self._failure or failure

    def run(self, function: Callable[..., bool], *arguments: object) -> None:
        good = function(*arguments, ctypes.byref(self._answer), ctypes.byref(self._err))
        failure, self._failure = self._failure, None
        if failure:
            raise failure
        if not good:
            raise error_of(self._err)
