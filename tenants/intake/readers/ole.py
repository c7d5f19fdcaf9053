"""The container of old Office files (OLE compound file, [MS-CFB]), read only as far as a workbook needs it.

Written here because files made by the PHP exporters of UPR Info end their sector chains in a way that xlrd takes for
damage, while real damage must be told apart from it.
"""

import struct
from collections.abc import Iterator

from tenants.intake.readers.unreadable import BrokenFile, TruncatedFile

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
LAST_SPECIAL = 0xFFFFFFFA
ENTRY = 128


class CompoundFile:
    """Named streams of a compound file. Raises BrokenFile or TruncatedFile when the sector tables make no sense."""

    def __init__(self, content: bytes) -> None:
        if len(content) < 1024:
            raise TruncatedFile
        self.content = content
        sector_power, short_power = struct.unpack_from("<HH", content, 30)
        if sector_power not in {9, 12} or short_power != 6:
            raise BrokenFile
        self.sector_size = 1 << sector_power
        self.sectors = (len(content) + self.sector_size - 1) // self.sector_size - 1
        (directory_start,) = struct.unpack_from("<I", content, 48)
        self.cutoff, self.short_table_start = struct.unpack_from("<II", content, 56)
        self.table = self._sector_table()
        self.entries = list(self._entries(self._chain(directory_start)))

    @property
    def names(self) -> set[str]:
        """The names of all streams and storages."""
        return {name for name, _start, _size in self.entries}

    def stream(self, name: str) -> bytes:
        """The content of a stream. Raises KeyError when there is none of that name, TruncatedFile when part is lost."""
        for found, start, size in self.entries:
            if found == name:
                if size < self.cutoff:
                    return self._short_stream(start, size)
                content = self._chain(start, size)
                if len(content) < size:
                    raise TruncatedFile
                return content[:size]
        raise KeyError(name)

    def _sector(self, number: int) -> bytes:
        if number >= self.sectors:
            raise TruncatedFile
        return self.content[(number + 1) * self.sector_size : (number + 2) * self.sector_size]

    def _integers(self, number: int) -> tuple[int, ...]:
        sector = self._sector(number)
        if len(sector) < self.sector_size:
            raise TruncatedFile
        return struct.unpack(f"<{self.sector_size // 4}I", sector)

    def _sector_table(self) -> list[int]:
        places = list(struct.unpack_from("<109I", self.content, 76))
        (following,) = struct.unpack_from("<I", self.content, 68)
        visited = 0
        while following < LAST_SPECIAL:
            *more, following = self._integers(following)
            places.extend(more)
            visited += 1
            if visited > self.sectors:
                raise BrokenFile
        table: list[int] = []
        for place in places:
            if place < LAST_SPECIAL:
                table.extend(self._integers(place))
                if len(table) > self.sectors + 2 * self.sector_size:
                    break
        return table

    def _chain(self, start: int, size: int | None = None) -> bytes:
        """The sectors from `start` on; stops when `size` bytes are read, for some writers do not end their chains."""
        parts: list[bytes] = []
        number, read = start, 0
        while number < LAST_SPECIAL and (size is None or read < size):
            if len(parts) > self.sectors:
                raise BrokenFile
            part = self._sector(number)
            parts.append(part)
            read += len(part)
            if number >= len(self.table):
                raise BrokenFile
            number = self.table[number]
        return b"".join(parts)

    def _entries(self, directory: bytes) -> Iterator[tuple[str, int, int]]:
        for offset in range(0, len(directory) - ENTRY + 1, ENTRY):
            length, kind = struct.unpack_from("<HB", directory, offset + 64)
            if kind in {1, 2, 5} and 2 <= length <= 64:
                name = directory[offset : offset + length - 2].decode("utf-16-le", "replace")
                start, size = struct.unpack_from("<II", directory, offset + 116)
                yield name, start, size

    def _short_stream(self, start: int, size: int) -> bytes:
        _name, root_start, root_size = self.entries[0]
        holder = self._chain(root_start, root_size)
        raw = self._chain(self.short_table_start)
        table = struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])
        parts: list[bytes] = []
        number = start
        while number < len(table) and len(parts) * 64 < size:
            parts.append(holder[number * 64 : number * 64 + 64])
            number = table[number]
        content = b"".join(parts)
        if len(content) < size:
            raise TruncatedFile
        return content[:size]
