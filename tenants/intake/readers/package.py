"""The zip package of a workbook: parts are found, weighed before they are unpacked and counted while they are."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import Any, TypeVar
from xml.parsers import expat

from tenants.intake.readers.limits import Limits
from tenants.intake.readers.unreadable import (
    BrokenFile,
    ForbiddenXml,
    PasswordProtected,
    TruncatedFile,
    ZipBomb,
)

BLOCK = 64 * 1024
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    expat.ExpatError,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    LookupError,
    ValueError,
    OverflowError,
    NotImplementedError,
    ImportError,
)
T = TypeVar("T")


class Package:
    """An opened zip package. All its methods raise only Unreadable."""

    def __init__(self, path: Path, limits: Limits) -> None:
        self.limits = limits
        self.inflated = 0
        try:
            self.archive = zipfile.ZipFile(path)
        except zipfile.BadZipFile as error:
            raise TruncatedFile from error
        except DAMAGE as error:
            raise BrokenFile from error
        # Some writers use backward slashes or other capitals.
        self.parts = {part.filename.replace("\\", "/").lower(): part for part in self.archive.infolist()}
        self._weigh()

    def _weigh(self) -> None:
        parts = self.archive.infolist()
        if len(parts) > self.limits.max_parts or sum(part.file_size for part in parts) > self.limits.max_uncompressed:
            raise ZipBomb
        for part in parts:
            if part.file_size > self.limits.ratio_from and part.file_size > self.limits.max_ratio * part.compress_size:
                raise ZipBomb
            if part.flag_bits & 0x1:
                raise PasswordProtected

    def __contains__(self, name: str) -> bool:
        return name.lower() in self.parts

    def close(self) -> None:
        self.archive.close()

    def blocks(self, name: str) -> Iterator[bytes]:
        """The part's content block by block; what was really inflated counts, whatever the directory says."""
        part = self.parts.get(name.lower())
        if part is None:
            raise BrokenFile
        inflated = 0
        try:
            with self.archive.open(part) as stream:
                while block := stream.read(BLOCK):
                    inflated += len(block)
                    self.inflated += len(block)
                    if self.inflated > self.limits.max_uncompressed:
                        raise ZipBomb
                    if inflated > self.limits.ratio_from and inflated > self.limits.max_ratio * part.compress_size:
                        raise ZipBomb
                    yield block
        except DAMAGE as error:
            raise BrokenFile from error

    def parse(self, name: str, parser: expat.XMLParserType, take: Callable[[], list[T]]) -> Iterator[T]:
        """Feeds a part to the parser and yields what its handlers have gathered after each block."""
        for block in self.blocks(name):
            _feed(parser, block, False)
            yield from take()
        _feed(parser, b"", True)
        yield from take()

    def read_xml(self, name: str, parser: expat.XMLParserType) -> None:
        """Feeds a whole part to the parser, whose handlers keep what they want."""
        for block in self.blocks(name):
            _feed(parser, block, False)
        _feed(parser, b"", True)


def _feed(parser: expat.XMLParserType, block: bytes, last: bool) -> None:
    try:
        parser.Parse(block, last)
    except expat.ExpatError as error:
        raise BrokenFile from error
    except (LookupError, ValueError, OverflowError) as error:  # nonsense where a handler expects a number
        raise BrokenFile from error


def guarded_parser(*, namespaces: bool = False) -> expat.XMLParserType:
    """An XML parser that refuses document types and entities, which no workbook holds (bombs and spies do).

    With `namespaces` its names are `namespace}name`.
    """
    parser = expat.ParserCreate(namespace_separator="}") if namespaces else expat.ParserCreate()
    parser.buffer_text = True

    def refuse(*_any: Any) -> Any:
        raise ForbiddenXml

    parser.StartDoctypeDeclHandler = refuse
    parser.EntityDeclHandler = refuse
    parser.ExternalEntityRefHandler = refuse
    return parser


class Weigher:
    """Counts what a part will take as a tree before anybody builds it: elements, attributes, comments, instructions.

    Each takes some two hundred bytes in memory, and five in the file. `freed` names, as {namespace}name, the children
    of the body that are let go of as they end. The parser raises ZipBomb above `most`.
    """

    def __init__(self, most: int, freed: Collection[str] = ()) -> None:
        self.most, self.freed = most, {name.removeprefix("{") for name in freed}
        self.alive = self.outside = 0
        self.open: list[str] = []
        self.parser = guarded_parser(namespaces=True)
        self.parser.StartElementHandler = self._begin
        self.parser.StartNamespaceDeclHandler = self._more
        self.parser.CommentHandler = self.parser.ProcessingInstructionHandler = self._more
        if freed:
            self.parser.EndElementHandler = self._end

    def _begin(self, name: str, attributes: dict[str, str]) -> None:
        if self.freed:
            self.open.append(name)
        self._more(count=1 + len(attributes))
        if len(self.open) == 2:
            self.outside = self.alive

    def _more(self, *_words: str | None, count: int = 1) -> None:
        self.alive += count
        if self.alive > self.most:
            raise ZipBomb

    def _end(self, name: str) -> None:
        self.open.pop()
        if len(self.open) == 2 and name in self.freed and self.open[1].rpartition("}")[2] == "body":
            self.alive = self.outside


def local(name: str) -> str:
    """An element's or attribute's name without its namespace prefix."""
    return name.rpartition(":")[2]


def starts_like_zip(beginning: bytes) -> bool:
    """Whether the file begins with a zip entry, or is an empty zip."""
    return beginning.startswith((b"PK\x03\x04", b"PK\x05\x06"))


def part_names(content: io.BufferedIOBase) -> set[str]:
    """Names of a zip's parts in small letters; empty when its directory cannot be read."""
    try:
        with zipfile.ZipFile(content) as archive:
            return {name.replace("\\", "/").lower() for name in archive.namelist()}
    except DAMAGE:
        return set()
