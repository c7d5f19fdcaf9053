"""What a file was found to be, as JSON for the database and back, and its rows within the limits of the settings."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.core.files.storage import storages

from tenants.intake.readers import Format, Limits, Sheet, Sniffed, read_table
from tenants.intake.readers.columns import simplified
from tenants.records.files import opened
from tenants.records.models import StoredFile

ROWS_WHILE_WAITING = 2_000
SAMPLE_ROWS = 4
LONGEST_SAMPLE = 90


def limits() -> Limits:
    return Limits(**settings.INTAKE_LIMITS)


def as_json(sniffed: Sniffed) -> dict[str, Any]:
    """Everything of it that a page shows or a later reading needs."""
    plain = ("named_as", "encoding", "delimiter", "newline", "damaged_characters", "names_delimiter")
    return {
        **{name: getattr(sniffed, name) for name in plain},
        "format": sniffed.format.value,
        "evidence": list(sniffed.evidence),
        "sheets": [
            {
                "name": sheet.name,
                "header_row": sheet.header_row,
                "header": list(sheet.header),
                "titles": list(sheet.titles),
                "hidden": sheet.hidden,
                "known": sheet.known,
            }
            for sheet in sniffed.sheets
        ],
    }


def sniffed_from(kept: dict[str, Any]) -> Sniffed:
    """The opposite of `as_json`."""
    sheets = tuple(
        Sheet(**{**one, "header": tuple(one["header"]), "titles": tuple(one["titles"])}) for one in kept["sheets"]
    )
    named = ("named_as", "encoding", "delimiter", "newline", "damaged_characters", "names_delimiter")
    return Sniffed(
        format=Format(kept["format"]),
        sheets=sheets,
        evidence=tuple(kept["evidence"]),
        **{name: kept[name] for name in named},
    )


def first_look(path: Path, sniffed: Sniffed, sheet: str) -> dict[str, Any]:
    """The first rows of a sheet, shortened, and whether it has more rows than are read while a person waits; of the
    rows looked at their number, and how many have each column filled.

    Raises every Unreadable of the rows it passes.
    """
    rows = list(islice(read_table(path, sniffed, sheet, limits()), ROWS_WHILE_WAITING + 2))
    samples = [[cell[:LONGEST_SAMPLE] for cell in row.cells] for row in rows[1 : SAMPLE_ROWS + 1]]
    filled = [
        sum(1 for row in rows[1:] if index < len(row.cells) and row.cells[index]) for index in range(len(rows[0].cells))
    ]
    return {"samples": samples, "large": len(rows) > ROWS_WHILE_WAITING + 1, "looked": len(rows) - 1, "filled": filled}


def header_digest(header: tuple[str, ...]) -> str:
    """The same for headers that differ in case, accents or punctuation only."""
    return hashlib.sha256("\x1f".join(simplified(name) for name in header).encode()).hexdigest()


@contextmanager
def on_disk(stored: StoredFile) -> Iterator[Path]:
    """The kept file as a path, for readers that jump about in it. Raises WrongScope outside its institution."""
    try:
        path = storages["private"].path(stored.key)
    except NotImplementedError:
        with NamedTemporaryFile() as copy, opened(stored) as source:
            for chunk in source.chunks():
                copy.write(chunk)
            copy.flush()
            yield Path(copy.name)
    else:
        yield Path(path)
