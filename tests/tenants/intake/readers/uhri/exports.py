"""Exports in the shape of the Universal Human Rights Index, about States that do not exist."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from shared.taxonomy.catalogue import catalogue_from_files
from tenants.intake.readers.neutral import NeutralRow
from tenants.intake.readers.opening import open_source
from tenants.intake.readers.taxonomy_resolver import TaxonomyResolver
from tenants.intake.readers.uhri import READER
from tests.tenants.intake.readers.known_terms import KnownTerm, KnownTerms
from tests.tenants.intake.readers.made_files import kept, xlsx_bytes

MISSPELT = [
    "Text", "Countries Concerned", "Reccomending Body", "Document Symbol", "Themes", "Affected Persons", "Sdgs",
    "Document Publication Date", "UPR Reccomending States", "UPR Position", "Type", "OHCHR Annotation Id",
    "UPR Session", "Regions Concerned", "Recommending Regions", "Date of publication on UHRI",
]  # fmt: skip
CORRECTED = [name.replace("Reccomending", "Recommending") for name in MISSPELT]
COMMITTEE = {
    "Text": "- Rural women 49.The Committee recommends that the State party open clinics in every district.",
    "Countries Concerned": "- Valdoria",
    "Reccomending Body": "- CEDAW",
    "Document Symbol": "- CEDAW/C/VAL/CO/5",
    "Themes": "- Right to health \n- Reservations\n-  Violence against women",
    "Affected Persons": "- Women & girls\n- Rural women ",
    "Sdgs": "- 3 - GOOD HEALTH AND WELL-BEING\n- 5 - GENDER EQUALITY",
    "Document Publication Date": "43539",
    "Type": "- Recommendations",
    "OHCHR Annotation Id": "- 0A1B2C3D-0000-4000-8000-00000000000A",
    "Regions Concerned": "- Eastern Isles",
    "Date of publication on UHRI": "2019-05-02",
}
REVIEW = {
    "Text": "- 114.1. Build a school in every village (Marenne) (São Lúcio, Vent & Isles);",
    "Countries Concerned": "- Valdoria",
    "Reccomending Body": "- UPR",
    "Document Symbol": "- A/HRC/35/3",
    "Themes": "- Right to education",
    "Document Publication Date": "- 2017-03-21",
    "UPR Reccomending States": "- Marenne\n- São Lúcio",
    "UPR Position": "- Supported",
    "Type": "- Recommendations",
    "OHCHR Annotation Id": "- 0a1b2c3d-0000-4000-8000-00000000000b",
    "UPR Session": "- 27",
}


class Terms(TaxonomyResolver):
    """The project's own lists, with the States of the tests in place of real ones."""

    def __init__(self) -> None:
        super().__init__(catalogue_from_files())
        self.fictional = KnownTerms()

    def find_state(self, text: str) -> KnownTerm | None:  # type: ignore[override]
        return KnownTerm("VAL") if text == "VL" else self.fictional.find_state(text)


def workbook(rows: Sequence[Mapping[str, str]], header: Sequence[str] = MISSPELT) -> bytes:
    cells = [[row.get(name, "") for name in MISSPELT] for row in rows]
    return xlsx_bytes({"Export": [list(header), *cells]})


def annotation(**changed: Any) -> dict[str, Any]:
    """An object of the JSON export."""
    return {
        "AnnotationId": "0a1b2c3d-0000-4000-8000-00000000000c",
        "Symbol": "CAT/C/VAL/CO/2-3",
        "Body": "CAT",
        "Text": "<p><b>Legal aid</b>&nbsp;12.The Committee is concerned that prisons&amp;nbsp;are full.<sup>4</sup>",
        "DocumentId": "7",
        "PublicationDate": "2018-12-05T00:00:00Z",
        "AnnotationType": "Concerns/Observations",
        "Countries": ["Valdoria"],
        "Regions": ["Eastern Isles"],
        "Themes": ["Conditions of detention", "Reservations"],
        "AffectedPersons": ["Persons deprived of their liberty & detainees"],
        "Sdgs": ["16 - PEACE, JUSTICE AND STRONG INSTITUTIONS"],
        **changed,
    }


def read(folder: Path, content: bytes | list[dict[str, Any]], **asked: Any) -> list[NeutralRow]:
    if isinstance(content, list):
        content = json.dumps(content).encode()
    source = open_source(kept(folder, "upload", content), "upload")
    return list(READER.read(source, Terms(), asked).rows)


def read_one(folder: Path, row: Mapping[str, str], **changed: str) -> NeutralRow:
    """The only row of a workbook; `changed` by the column's name with low lines for spaces."""
    named = {name.replace("_", " "): value for name, value in changed.items()}
    (found,) = read(folder, workbook([{**row, **named}]))
    return found
