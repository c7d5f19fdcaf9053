"""The old binary Word file ([MS-DOC]): its header, its text by character positions, the properties along it."""

from __future__ import annotations

import struct
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass

from tenants.intake.readers.ole import ENTRY, CompoundFile
from tenants.intake.readers.papers.other_documents import OLD_WORD, refuse_compound_names
from tenants.intake.readers.unreadable import BrokenFile, PasswordProtected, SaveAsWord, TruncatedFile

# [MS-DOC] 2.5: the header's magic number, the first version of Word 97, its flags.
MAGIC, WORD_97 = 0xA5EC, 0x00C1
ENCRYPTED, SECOND_TABLE = 0x0100, 0x0200
# Places of (offset, length) pairs in the header, [MS-DOC] 2.5.6.
STYLES, RUNS, PARAGRAPHS, PIECES, LISTS, LIST_USES = 1, 12, 13, 33, 73, 74
PAIRS_FROM = 0x9A
COUNTS_FROM = 0x4C
FORMATTED_PAGE = 512
# Windows-1252 with a character for every byte.
BYTES = [bytes([code]).decode("cp1252", "replace") for code in range(256)]
# Operand sizes by the upper bits of a property's code, [MS-DOC] 2.2.5.1; None is a length byte before it.
OPERAND = (1, 1, 2, 4, 2, 2, None, 3)
TABLE_DEFINITIONS, TABS = frozenset({0xD608, 0xD606}), 0xC615


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text in the file: characters `start` to `end` (not included) from byte `at`, `width` bytes each."""

    start: int
    end: int
    at: int
    width: int


class Container(CompoundFile):
    """A compound file whose own streams come before those of the objects embedded in it, which bear the same names."""

    def __init__(self, content: bytes) -> None:
        super().__init__(content)
        (start,) = struct.unpack_from("<I", content, 48)
        directory = self._chain(start)
        count = len(directory) // ENTRY
        own: list[tuple[str, int, int]] = []
        visited: set[int] = set()
        waiting = [struct.unpack_from("<I", directory, 76)[0]]  # the root's child; siblings hang on it as a tree
        while waiting:
            at = waiting.pop()
            if at >= count or at in visited:
                continue
            visited.add(at)
            before, after = struct.unpack_from("<II", directory, at * ENTRY + 68)
            waiting += [before, after]
            own += self._entries(directory[at * ENTRY : (at + 1) * ENTRY])
        self.entries = [self.entries[0], *own, *(one for one in self.entries[1:] if one not in own)]


class BinaryWord:
    """The streams of a .doc. Raises only Unreadable, and struct.error or IndexError where offsets lead nowhere."""

    def __init__(self, content: bytes) -> None:
        container = Container(content)
        refuse_compound_names(container.names)
        self.main = container.stream("WordDocument")
        magic, version = struct.unpack_from("<HH", self.main)
        (flags,) = struct.unpack_from("<H", self.main, 10)
        if magic != MAGIC or version < WORD_97:
            if 0 < version < WORD_97:
                raise SaveAsWord(kind=OLD_WORD)
            raise BrokenFile
        if flags & ENCRYPTED:
            raise PasswordProtected
        try:
            self.table = container.stream("1Table" if flags & SECOND_TABLE else "0Table")
        except KeyError as error:
            raise TruncatedFile from error
        self.pieces = list(self._pieces())
        self.by_place = sorted(self.pieces, key=lambda piece: piece.at)
        self.places = [piece.at for piece in self.by_place]

    @property
    def counts(self) -> tuple[int, ...]:
        """How many characters each part of the text has: text, footnotes, headers, (macros,) comments, endnotes,
        text boxes, text boxes of headers. They stand in this order."""
        return tuple(max(count, 0) for count in struct.unpack_from("<8i", self.main, COUNTS_FROM))

    def part(self, pair: int) -> bytes:
        """A part of the table stream by its pair in the header; empty where there is none."""
        start, length = struct.unpack_from("<II", self.main, PAIRS_FROM + 8 * pair)
        if length and start + length > len(self.table):
            raise TruncatedFile
        return self.table[start : start + length]

    def _pieces(self) -> Iterator[Piece]:
        listed = self.part(PIECES)
        place = 0
        while place < len(listed) and listed[place] == 1:  # changes that pieces refer to; they are not needed
            place += 3 + struct.unpack_from("<H", listed, place + 1)[0]
        kind, size = struct.unpack_from("<BI", listed, place)
        if kind != 2 or place + 5 + size > len(listed):
            raise BrokenFile
        count = (size - 4) // 12
        ends = struct.unpack_from(f"<{count + 1}I", listed, place + 5)
        for index in range(count):
            (at,) = struct.unpack_from("<I", listed, place + 5 + 4 * (count + 1) + 8 * index + 2)
            narrow = bool(at & 0x40000000)
            at = (at & 0x3FFFFFFF) // 2 if narrow else at & 0x3FFFFFFF
            piece = Piece(ends[index], ends[index + 1], at, 1 if narrow else 2)
            if piece.end < piece.start or at + (piece.end - piece.start) * piece.width > len(self.main):
                raise TruncatedFile
            yield piece

    def text(self) -> str:
        """All characters, one for each position; pairs that make one character above U+FFFF stay two."""
        parts = []
        for piece in self.pieces:
            raw = self.main[piece.at : piece.at + (piece.end - piece.start) * piece.width]
            if piece.width == 1:
                parts.append("".join(map(BYTES.__getitem__, raw)))
            else:
                parts.append("".join(map(chr, struct.unpack(f"<{len(raw) // 2}H", raw))))
        return "".join(parts)

    def positions(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The character positions whose bytes lie between two places of the file."""
        index = max(bisect_right(self.places, start) - 1, 0)
        while index < len(self.by_place) and self.by_place[index].at < end:
            piece = self.by_place[index]
            first = max(start - piece.at, 0) // piece.width
            last = -(-max(end - piece.at, 0) // piece.width)
            if first < last and piece.start + first < piece.end:
                yield piece.start + first, min(piece.start + last, piece.end)
            index += 1

    def formatted(self, pair: int) -> Iterator[tuple[int, int, int, bytes]]:
        """(first byte, end, key of the style, properties) of every run of paragraphs, or of characters."""
        listed = self.part(pair)
        count = max((len(listed) - 4) // 8, 0)
        for index in range(count):
            (number,) = struct.unpack_from("<I", listed, 4 * (count + 1) + 4 * index)
            start = (number & 0x3FFFFF) * FORMATTED_PAGE
            page = self.main[start : start + FORMATTED_PAGE]
            if len(page) < FORMATTED_PAGE:
                raise TruncatedFile
            yield from _paragraph_runs(page) if pair == PARAGRAPHS else _character_runs(page)


def _paragraph_runs(page: bytes) -> Iterator[tuple[int, int, int, bytes]]:
    count = page[-1]
    bounds = struct.unpack_from(f"<{count + 1}I", page)
    for index in range(count):
        place = 2 * page[4 * (count + 1) + 13 * index]
        style, properties = 0, b""
        if place:
            size = 2 * page[place] - 1
            place += 1
            if size < 0:
                size, place = 2 * page[place], place + 1
            held = page[place : place + size]
            style = int.from_bytes(held[:2], "little")
            properties = held[2:]
        yield bounds[index], bounds[index + 1], style, properties


def _character_runs(page: bytes) -> Iterator[tuple[int, int, int, bytes]]:
    count = page[-1]
    bounds = struct.unpack_from(f"<{count + 1}I", page)
    for index in range(count):
        place = 2 * page[4 * (count + 1) + index]
        held = page[place + 1 : place + 1 + page[place]] if place else b""
        yield bounds[index], bounds[index + 1], 0, held


def properties_in(held: bytes) -> dict[int, int]:
    """Property codes and their operands as numbers, the last of each; operands of more than four bytes as 0."""
    found: dict[int, int] = {}
    place = 0
    while place + 2 <= len(held):
        code = held[place] | held[place + 1] << 8
        place += 2
        size = OPERAND[code >> 13]
        if size is None:
            if place >= len(held):
                break
            if code in TABLE_DEFINITIONS:
                size = int.from_bytes(held[place : place + 2], "little") + 1
            elif code == TABS and held[place] == 255:
                break
            else:
                size = held[place] + 1
        found[code] = int.from_bytes(held[place : place + size], "little") if size <= 4 else 0
        place += size
    return found
