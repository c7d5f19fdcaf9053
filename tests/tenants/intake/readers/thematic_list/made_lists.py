"""Thematic lists of States that do not exist, in each layout, made while the tests run."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import docx
from docx.document import Document
from docx.table import Table

from shared.taxonomy.catalogue import catalogue_from_files
from shared.taxonomy.entries import State
from shared.taxonomy.matching import key
from tenants.intake.readers.limits import Limits
from tenants.intake.readers.neutral import NeutralRow
from tenants.intake.readers.reading import About, Source
from tenants.intake.readers.table import Format
from tenants.intake.readers.taxonomy_resolver import TaxonomyResolver
from tenants.intake.readers.thematic_list import READER
from tests.tenants.intake.readers.known_terms import KnownTerm

CYCLE_2 = ("Recommendation", "Position", "Full list of themes", "Assessment/comments on level of implementation")
CYCLE_4 = (
    "Recommendation and recommending State",
    "Position of the State under review",
    "Human rights themes and groups of persons",
    "Relevant SDGs",
)
FRENCH = (
    "Recommandation et État auteur",
    "Position de l’État examiné",
    "Thèmes et groupes de personnes",
    "ODD pertinents",
)
ARABIC = (
    "التوصية والدولة الموصية",
    "موقف الدولة قيد الاستعراض",
    "مواضيع حقوق الإنسان وفئات الأشخاص",
    "أهداف التنمية المستدامة ذات الصلة",
)

FICTIONAL = {
    "valdoria": "VLD", "valdorie": "VLD", "فالدوريا": "VLD", "marenne": "MRN", "مارين": "MRN",
    "cote d azurie": "CDA", "vent and isles": "VIS", "orland federal union of": "ORL", "orland": "ORL",
    "السويلا": "SWL", "kingdom of saint lucio": "SLU", "saint lucio": "SLU",
}  # fmt: skip

Row = Sequence[str]


class FictionalStates(TaxonomyResolver):
    """The project's own reference lists, with a world of other States."""

    def __init__(self) -> None:
        super().__init__(catalogue_from_files())

    def find_state(self, text: str) -> State | None:
        code = FICTIONAL.get(key(text))
        return KnownTerm(code) if code else None  # type: ignore[return-value]


def made_list(
    path: Path,
    header: Row,
    rows: Sequence[Row | str],
    *,
    title: str = "UPR of Valdoria (4th Cycle - 48th Session)\t\tThematic list of recommendations",
) -> Path:
    """A list with its title in the running header. A row that is one string is merged over all columns."""
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = title
    filled_table(document, header, rows)
    document.save(str(path))
    return path


def filled_table(document: Document, header: Row, rows: Sequence[Row | str]) -> Table:
    table = document.add_table(rows=0, cols=len(header))
    for row in (header, *rows):
        cells = table.add_row().cells
        if isinstance(row, str):
            cells[0].merge(cells[-1]).text = row
            continue
        for cell, words in zip(cells, row, strict=True):
            first, *more = words.split("\n")
            cell.paragraphs[0].text = first
            for line in more:
                cell.add_paragraph(line)
    return table


def source_of(path: Path) -> Source:
    return Source(path, path.name, Format.DOCX, Limits())


def read(path: Path, **asked: str) -> tuple[About, list[NeutralRow]]:
    reading = READER.read(source_of(path), FictionalStates(), asked)
    return reading.about, list(reading.rows)
