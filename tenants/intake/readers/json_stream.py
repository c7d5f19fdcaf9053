"""The objects of a JSON file, one at a time, so that a large file never stands in memory as a whole.

Three shapes are read: a list of objects, an object that holds such a list (however deep), and objects one after
another (JSON Lines). Numbers are handed over as they are written, for nobody counts with them.
"""

from __future__ import annotations

import codecs
import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, TextIO

from tenants.intake.readers.limits import Limits
from tenants.intake.readers.unreadable import BrokenFile, CellTooLong, Place, TooManyRows, TruncatedFile

BLOCK = 64 * 1024  # characters
LONGEST_OBJECT = 500_000  # characters; a paragraph with all its labels takes some two thousand
LONGEST_MARK = 16  # of what cannot be told from its beginning: -Infinity, \\ud83d\\ude00
DEEPEST = 20
SPACES = " \t\r\n\ufeff"

Record = dict[str, Any]


def objects_of(path: Path, limits: Limits, wanted: Callable[[Record], bool]) -> Iterator[Record]:
    """The wanted objects in their order, wherever in the file they stand.

    Raises BrokenFile, TruncatedFile, CellTooLong, TooManyRows; nothing else.
    """
    with path.open(encoding=_encoding_of(path), errors="replace", newline="") as stream:
        for count, one in enumerate(_Scanner(stream, wanted).records(), start=1):
            if count > limits.max_rows:
                raise TooManyRows(Place(row=count), limit=limits.max_rows)
            yield one


def _encoding_of(path: Path) -> str:
    with path.open("rb") as stream:
        beginning = stream.read(4)
    if beginning.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return "utf-16"
    return "utf-8-sig"


def _no_number(_word: str) -> None:
    """NaN and Infinity are no JSON; writers that print them mean that there is nothing."""
    return


class _Scanner:
    """Reads ahead no further than the object at hand."""

    def __init__(self, stream: TextIO, wanted: Callable[[Record], bool]) -> None:
        self.stream = stream
        self.wanted = wanted
        self.held = ""
        self.place = 0
        self.ended = False
        self.decoder = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=_no_number, strict=False)

    def records(self) -> Iterator[Record]:
        while mark := self._mark():
            if mark not in "{[":
                raise BrokenFile
            yield from self._found(mark, 0)
            if self._mark() == ",":  # lines that end in commas, as if they stood in a list
                self.place += 1

    def _found(self, mark: str, depth: int) -> Iterator[Record]:
        """What is wanted in the value that begins with `mark`, and past it."""
        if depth > DEEPEST:
            raise BrokenFile
        if mark == "[":
            yield from self._list(depth)
        elif mark == "{":
            try:
                whole = self._value()
            except CellTooLong:
                yield from self._members(depth)
            else:
                yield from self._within(whole, depth)
        else:
            self._value()

    def _within(self, value: Any, depth: int) -> Iterator[Record]:
        if isinstance(value, dict) and self.wanted(value):
            yield value
        elif depth <= DEEPEST and isinstance(value, dict | list):
            for one in value.values() if isinstance(value, dict) else value:
                yield from self._within(one, depth + 1)

    def _list(self, depth: int) -> Iterator[Record]:
        self.place += 1
        while (mark := self._mark()) != "]":
            yield from self._found(mark, depth + 1)
            self._after_value("]")
        self.place += 1

    def _members(self, depth: int) -> Iterator[Record]:
        """The members of an object that is too long to be held whole."""
        self.place += 1
        while self._mark() != "}":
            if not isinstance(self._value(), str) or self._mark() != ":":
                raise BrokenFile
            self.place += 1
            yield from self._found(self._mark(), depth + 1)
            self._after_value("}")
        self.place += 1

    def _after_value(self, end: str) -> None:
        mark = self._mark()
        if mark == ",":
            self.place += 1
        elif mark != end:
            raise BrokenFile if mark else TruncatedFile

    def _mark(self) -> str:
        """The next character that is no space; empty at the end of the file."""
        while True:
            while self.place < len(self.held) and self.held[self.place] in SPACES:
                self.place += 1
            if self.place < len(self.held):
                return self.held[self.place]
            if not self._more(BLOCK):
                return ""

    def _value(self) -> Any:
        """The value that begins here. Raises CellTooLong, staying where it is, when no record can be as long."""
        if not self._mark():
            raise TruncatedFile
        wanted = BLOCK
        while True:
            try:
                value, end = self.decoder.raw_decode(self.held, self.place)
            except RecursionError as error:
                raise BrokenFile from error
            except json.JSONDecodeError as error:
                self._go_on(wanted, error)
            else:
                # A number or word at the end of what is held may go on in what is not.
                if end < len(self.held) or not self._more(BLOCK):
                    self.place = end
                    return value
            wanted *= 2

    def _go_on(self, wanted: int, error: json.JSONDecodeError) -> None:
        """Hold more where the value was cut off by the end of what is held. Raises where it is wrong before that."""
        cut_off = error.msg.startswith("Unterminated") or error.pos > len(self.held) - LONGEST_MARK
        if not cut_off:
            raise BrokenFile from error
        if len(self.held) - self.place > LONGEST_OBJECT:
            raise CellTooLong(limit=LONGEST_OBJECT) from error
        if not self._more(wanted):
            raise TruncatedFile from error

    def _more(self, wanted: int) -> bool:
        """Hold more of the file, and forget what was passed. Whether there was any more."""
        block = "" if self.ended else self.stream.read(wanted)
        self.ended = not block
        if block:
            self.held = self.held[self.place :] + block
            self.place = 0
        return bool(block)
