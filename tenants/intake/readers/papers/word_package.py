"""The package of a Word file: its parts found by their relations and parsed without entities or document types."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote
from xml.parsers import expat

from lxml import etree

from tenants.intake.readers.limits import MEGABYTE, Limits
from tenants.intake.readers.ole import SIGNATURE as OLE_SIGNATURE
from tenants.intake.readers.package import Package, Weigher, starts_like_zip
from tenants.intake.readers.papers.other_documents import refuse_compound, refuse_other, refuse_zip
from tenants.intake.readers.unreadable import BrokenFile, EmptyFile, TooLarge, TruncatedFile

# Transitional and strict documents name the same elements in two namespaces.
NAMESPACES = (
    "http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "http://purl.oclc.org/ooxml/wordprocessingml/main",
)
COMPATIBILITY = "http://schemas.openxmlformats.org/markup-compatibility/2006"
BLOCKS = [f"{{{space}}}{name}" for space in NAMESPACES for name in ("p", "tbl", "sdt", "customXml")]
BLOCKS.append(f"{{{COMPATIBILITY}}}AlternateContent")
# Part trees that are kept whole in memory; the text itself is read piece by piece.
LARGEST_PART = 32 * MEGABYTE
# Elements and attributes of one part, or of one block of the text, in memory at once.
MOST_NODES = 1_500_000

Element = etree._Element


def name_of(element: Element) -> str:
    """The element's name without its namespace; empty for comments and instructions."""
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def value(element: Element | None, name: str = "val") -> str:
    """An attribute of WordprocessingML; empty where it does not stand."""
    if element is None:
        return ""
    for space in NAMESPACES:
        found = element.get(f"{{{space}}}{name}")
        if found is not None:
            return found
    return ""


def number(element: Element | None, name: str = "val") -> int | None:
    """The attribute as a whole number; None where it is none."""
    text = value(element, name)
    try:
        return int(text)
    except ValueError:
        return None


def switched_on(element: Element | None) -> bool | None:
    """A property that is on or off; None where it does not stand."""
    if element is None:
        return None
    return value(element).lower() not in {"0", "false", "off", "none"}


def child(element: Element | None, *path: str) -> Element | None:
    """The first child of that name, or the first grandchild on the path of names."""
    for step in path:
        if element is None:
            return None
        element = next((one for one in element if name_of(one) == step), None)
    return element


class WordPackage:
    """An opened .docx, .docm or .dotx. Its methods raise only Unreadable."""

    def __init__(self, path: Path, limits: Limits) -> None:
        size = path.stat().st_size
        if size == 0:
            raise EmptyFile
        if size > limits.max_bytes:
            raise TooLarge(limit=limits.max_bytes // MEGABYTE)
        with path.open("rb") as stream:
            beginning = stream.read(4096)
        if beginning.startswith(OLE_SIGNATURE):
            refuse_compound(path)
        if not starts_like_zip(beginning):
            refuse_other(beginning)
        self.package = Package(path, limits)
        self.main = ""
        try:
            self.main = self._main()
            self.relations = self._relations_of(self.main)
        except BaseException:
            self.package.close()
            raise

    def _main(self) -> str:
        found = [target for kind, target in self._relations_of("") if kind == "officeDocument"]
        for name in [*found, "word/document.xml"]:
            if name in self.package and posixpath.splitext(name)[1] == ".xml" and not name.startswith(("xl/", "ppt/")):
                return name
        refuse_zip(set(self.package.parts))
        raise TruncatedFile

    def _relations_of(self, part: str) -> list[tuple[str, str]]:
        """(last word of the relation's type, name of the part it leads to), in the order of the file."""
        folder, name = posixpath.split(part)
        listed = posixpath.join(folder, "_rels", f"{name}.rels")
        if listed not in self.package:
            return []
        found = []
        for one in self.tree(listed):
            if name_of(one) != "Relationship" or one.get("TargetMode") == "External":
                continue
            target = unquote(one.get("Target", "")).replace("\\", "/")
            whole = target.lstrip("/") if target.startswith("/") else posixpath.join(folder, target)
            found.append((one.get("Type", "").rpartition("/")[2], posixpath.normpath(whole).lower()))
        return found

    def related(self, kind: str) -> list[str]:
        """The parts of a kind that the text relates to: `styles`, `numbering`, `footnotes`, `header`."""
        return list(dict.fromkeys(target for of, target in self.relations if of == kind and target in self.package))

    def tree(self, part: str) -> Element:
        """A small part as a tree."""
        parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True)
        size = 0
        try:
            for block in self._guarded(part):
                size += len(block)
                if size > LARGEST_PART:
                    raise BrokenFile
                parser.feed(block)
            return parser.close()
        except etree.LxmlError as error:
            raise BrokenFile from error

    def blocks(self) -> Iterator[Element]:
        """The paragraphs, tables and content controls of the text in order. Each is emptied when the next is asked
        for, so that a text of any length takes little memory."""
        parser = etree.XMLPullParser(
            events=("end",), tag=BLOCKS, resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True
        )
        try:
            for block in self._guarded(self.main):
                parser.feed(block)
                yield from self._of_body(parser)
            parser.close()
            yield from self._of_body(parser)
        except etree.LxmlError as error:
            raise BrokenFile from error

    def _of_body(self, parser: etree.XMLPullParser) -> Iterator[Element]:
        for _event, element in parser.read_events():
            if not isinstance(element, Element):
                continue
            parent = element.getparent()
            if parent is None or name_of(parent) != "body":
                continue
            yield element
            element.clear()
            while element.getprevious() is not None:
                parent.remove(parent[0])

    def _guarded(self, part: str) -> Iterator[bytes]:
        """The part's content, each block looked through for document types, and weighed, before anybody parses it."""
        guard = Weigher(MOST_NODES, freed=BLOCKS if part == self.main else ()).parser
        try:
            for block in self.package.blocks(part):
                guard.Parse(block, False)
                yield block
            guard.Parse(b"", True)
        except (expat.ExpatError, LookupError, ValueError) as error:
            raise BrokenFile from error

    def close(self) -> None:
        self.package.close()
