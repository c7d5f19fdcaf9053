"""The reader of UHRI's exports."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Any

from django.utils.translation import gettext_lazy as _

from tenants.intake.readers.json_stream import objects_of
from tenants.intake.readers.neutral import NeutralRow, Resolver
from tenants.intake.readers.reading import LIKELY, NOT_MINE, SURE, About, Reading, Source
from tenants.intake.readers.sniffing import read_table
from tenants.intake.readers.table import Format, Sheet
from tenants.intake.readers.uhri.record import Record, fields_of, from_cells, from_json
from tenants.intake.readers.uhri.rows import RowsOfRecords
from tenants.intake.readers.unreadable import Place, UnknownContent, UnknownSheet

# Beside the text, what tells UHRI's files from other tables.
OWN = frozenset({"identifier", "countries", "bodies", "symbol", "themes", "groups", "sdgs", "kind", "published"})


class UhriReader:
    """The workbook, text table or JSON that the Universal Human Rights Index gives out."""

    code = "uhri"
    label = _("Export of the Universal Human Rights Index")

    def recognises(self, source: Source) -> int:
        """Told by the names of columns or members, in any of their spellings."""
        if source.format is Format.JSON:
            first = next(objects_of(source.path, source.limits, is_annotation), None)
            return SURE if first else NOT_MINE
        sheet = sheet_of(source)
        return sureness(set(fields_of(sheet.header))) if sheet else NOT_MINE

    def read(self, source: Source, resolver: Resolver, asked: dict[str, Any]) -> Reading:
        """Read every State's rows. `asked` may name the `sheet`, and the `state` and `session` of rows without one."""
        told = {name: str(asked[name]) for name in ("state", "session") if asked.get(name)}
        records = json_records(source) if source.format is Format.JSON else table_records(source, asked.get("sheet"))
        return Reading(About(), refusing_nothing(RowsOfRecords(resolver, told).rows(records)))


def refusing_nothing(rows: Iterator[NeutralRow]) -> Iterator[NeutralRow]:
    """The rows. Raises UnknownContent when there is none."""
    first = next(rows, None)
    if first is None:
        raise UnknownContent
    yield first
    yield from rows


def is_annotation(plain: dict[str, Any]) -> bool:
    """Whether a JSON object is an annotation and not one of the objects around or within it."""
    return sureness(set(fields_of(plain))) > NOT_MINE


def sureness(found: set[str]) -> int:
    if "text" not in found or not {"countries", "symbol"} & found:
        return NOT_MINE
    own = len(found & OWN)
    if "identifier" in found and own >= 4 or own >= 7:
        return SURE
    return LIKELY if "identifier" in found and own >= 3 else NOT_MINE


def sheet_of(source: Source) -> Sheet | None:
    """The visible sheet that looks most like UHRI's."""
    sheets = source.sniffed.sheets if source.sniffed else ()
    return max(sheets, key=lambda sheet: (not sheet.hidden, len(fields_of(sheet.header))), default=None)


def json_records(source: Source) -> Iterator[Record]:
    found = objects_of(source.path, source.limits, is_annotation)
    return (from_json(number, plain) for number, plain in enumerate(found, start=1))


def table_records(source: Source, name: str | None) -> Iterator[Record]:
    sheet = source.sniffed.sheet(name) if source.sniffed and name is not None else sheet_of(source)
    if sheet is None or source.sniffed is None:
        raise UnknownSheet(Place(sheet=name or ""))
    columns = fields_of(sheet.header)
    rows = read_table(source.path, source.sniffed, sheet.name, source.limits)
    return (from_cells(row.number, sheet.name, row.cells, columns) for row in islice(rows, 1, None))
