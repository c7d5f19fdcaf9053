"""A kept thematic list with its assessment cells filled, everything else as it came."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Iterable, Iterator
from io import BytesIO
from itertools import count
from pathlib import Path
from typing import BinaryIO

from django.utils.translation import gettext as _
from django.utils.translation import override
from lxml import etree

from shared.taxonomy.catalogue import Catalogue
from tenants.intake.readers.limits import Limits
from tenants.intake.readers.neutral import NeutralRow
from tenants.intake.readers.package import DAMAGE
from tenants.intake.readers.taxonomy_resolver import TaxonomyResolver
from tenants.intake.readers.thematic_list.document import Element, Grid, GridCell, ListDocument, attribute, local
from tenants.intake.readers.thematic_list.reader import read_document
from tenants.intake.readers.unreadable import BrokenFile
from tenants.reporting.matrix.added_column import add_column
from tenants.reporting.matrix.word_xml import Paragraph, Writer, look_of

# What this tool wrote into a cell carries a hidden bookmark of this name, so that a later filling replaces it.
MARK = "_MutabaaAssessment"
# Of digits: what is longer leaves no room for ours above it, and no program writes it.
LONGEST_NUMBER = 10

# The paragraphs for a row of the list; none where nothing was accepted.
Assess = Callable[[NeutralRow], list[Paragraph]]


class KeptList:
    """A thematic list as it came. Raises only Unreadable."""

    def __init__(self, path: Path, limits: Limits, among: Catalogue | None = None) -> None:
        self.path = path
        self.document = ListDocument(path, limits)
        reading, self.places = read_document(self.document, TaxonomyResolver(among), {})
        self.about = reading.about
        self.rows: list[NeutralRow] = list(reading.rows)

    def fill(self, assess: Assess, out: BinaryIO) -> int:
        """Write the list with its cells filled; gives how many rows have something to say."""
        self._give_columns()
        writer = Writer(self.document.root)
        numbers = count(_free_bookmark(self.document.root))
        filled = 0
        for entry, rows in self.places:
            cell = self._cell(entry.table, entry.row.element, entry.row.at(entry.layout.column("assessment")))
            if cell is None:
                continue
            ours = _ours(cell)
            paragraphs = [paragraph for row in rows for paragraph in assess(row)]
            if paragraphs:
                _write(cell, ours, paragraphs, writer, numbers)
                filled += 1
            for one in ours:
                cell.remove(one)
            if not any(local(one) == "p" for one in cell):
                cell.append(writer.element("p"))
        self._save(out)
        return filled

    def _give_columns(self) -> None:
        """A layout without an assessment column gets one at the end of each of its tables."""
        self.added: dict[int, dict[Element, Element]] = {}
        language = self.about.language if self.about.language in {"ar", "en", "fr"} else "en"
        with override(language):
            title = _("Assessment/comments on level of implementation")
        for number in {entry.table for entry, _rows in self.places if entry.layout.column("assessment") is None}:
            grid: Grid = self.document.tables[number]
            self.added[number] = add_column(grid, title, language)

    def _cell(self, table: int, row: Element, cell: GridCell | None) -> Element | None:
        if table in self.added:
            return self.added[table].get(row)
        return cell.element if cell is not None and not cell.continues else None

    def _save(self, out: BinaryIO) -> None:
        """Every part of the package as it was, byte for byte, but for the main one. Raises BrokenFile."""
        main = etree.tostring(self.document.root, xml_declaration=True, encoding="UTF-8", standalone=True)
        with zipfile.ZipFile(self.path) as came, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as made:
            for part in came.infolist():
                is_main = part.filename.replace("\\", "/").lower() == self.document.main.lower()
                try:
                    content = main if is_main else came.read(part)
                except DAMAGE as error:
                    raise BrokenFile from error
                made.writestr(part, content, compress_type=part.compress_type)


def filled_list(kept: KeptList, assess: Assess) -> tuple[bytes, int]:
    """The filled list as bytes, and in how many of its rows something stands."""
    out = BytesIO()
    filled = kept.fill(assess, out)
    return out.getvalue(), filled


def _ours(cell: Element) -> list[Element]:
    """What an earlier filling wrote; the rest are other people's words."""
    found = []
    for paragraph in [one for one in cell if local(one) == "p"]:
        marks = (attribute(one, "name") or "" for one in paragraph if local(one) == "bookmarkStart")
        if any(mark.startswith(MARK) for mark in marks):
            found.append(paragraph)
    return found


def _write(
    cell: Element, ours: list[Element], paragraphs: Iterable[Paragraph], writer: Writer, numbers: Iterator[int]
) -> None:
    """Our paragraphs where we wrote before; else in the place of the cell's empty ending, after what stands there."""
    there = [one for one in cell if local(one) == "p"]
    ending = there
    for place, one in enumerate(there):
        if not _is_empty(one):
            ending = there[place + 1 :]
    like = ours[0] if ours else ending[0] if ending else there[-1] if there else None
    look = look_of(like)
    place = list(cell).index(ours[0] if ours else ending[0]) if ours or ending else len(cell)
    if not ours and ending:
        cell.remove(ending[0])
    for offset, (paragraph, number) in enumerate(zip(paragraphs, numbers, strict=False)):
        made = writer.paragraph(paragraph, look)
        made.insert(1, writer.element("bookmarkStart", id=number, name=f"{MARK}{number}"))
        made.append(writer.element("bookmarkEnd", id=number))
        cell.insert(place + offset, made)


def _is_empty(paragraph: Element) -> bool:
    """Whether nothing but its properties stands in it."""
    return all(local(one) in {"pPr", "proofErr", ""} for one in paragraph)


def _free_bookmark(root: Element) -> int:
    """A number above those of all bookmarks that are not ours."""
    marks = (one for one in root.iter() if local(one) == "bookmarkStart")
    taken = (attribute(one, "id") or "" for one in marks if not (attribute(one, "name") or "").startswith(MARK))
    return max((int(one) for one in taken if one.isdecimal() and len(one) < LONGEST_NUMBER), default=0) + 1
