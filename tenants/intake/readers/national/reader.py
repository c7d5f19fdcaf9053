"""The reader of tables that a person explains."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _

from tenants.intake.readers.columns import match_tracker_columns
from tenants.intake.readers.national.rows import TableReading
from tenants.intake.readers.national.tables import lines_of
from tenants.intake.readers.neutral import NeutralRow, Resolver
from tenants.intake.readers.reading import LIKELY, NOT_MINE, POSSIBLE, About, Reading, Source
from tenants.intake.readers.table import Sheet, Sniffed
from tenants.intake.readers.unreadable import Place, UnknownSheet

# So many known columns in the same places make two sheets alike.
FEWEST_ALIKE = 2


class NationalReader:
    """Any spreadsheet. It never knows for sure that one is its own: whoever knows a format by its header goes first."""

    code = "national"
    label = _("A table of a ministry or a national tracker")

    def recognises(self, source: Source) -> int:
        """Likely where a column of texts stands beside others a tracker has; possible for every other table."""
        if source.sniffed is None:
            return NOT_MINE
        sheet = source.sniffed.sheet()
        mapping = match_tracker_columns(sheet.header if sheet else ())
        return LIKELY if mapping.complete and len(mapping.columns) > 2 else POSSIBLE

    def read(self, source: Source, resolver: Resolver, asked: dict[str, Any]) -> Reading:
        """Read the chosen sheets. `asked` is that of `tables.choices.asked_of`; what is missing is told by names."""
        assert source.sniffed is not None
        about, _reading, rows = start(source, resolver, asked)
        return Reading(about, rows)


def start(
    source: Source, resolver: Resolver, asked: Mapping[str, Any]
) -> tuple[About, TableReading, Iterator[NeutralRow]]:
    """What is known before the first row, the reading, and its rows, to be consumed once. Raises UnknownSheet."""
    assert source.sniffed is not None
    sheet = _chosen(source.sniffed, asked.get("sheet"))
    mapping = match_tracker_columns(sheet.header, asked.get("mapping"))
    reading = TableReading(mapping, sheet.header, resolver, asked)
    sheets = [sheet.name, *(one for one in asked.get("sheets") or () if one != sheet.name)]
    rows = reading.rows(lines_of(source.path, source.sniffed, sheets, mapping, source.limits))
    state = str(asked.get("state") or "")
    about = About(
        state=state,
        body=str((asked.get("defaults") or {}).get("body", "")),
        title=" ".join(sheet.titles)[:300],
        asks=("body",) if not {"body", "mechanism", "mandate", "symbol"} & mapping.columns.keys() else (),
    )
    return about, reading, rows


def alike(sniffed: Sniffed, sheet: Sheet) -> list[Sheet]:
    """The other sheets with the same columns in the same places, fit to be read together with this one."""
    wanted = match_tracker_columns(sheet.header).columns
    if len(wanted) < FEWEST_ALIKE:
        return []
    return [
        one
        for one in sniffed.sheets
        if one.name != sheet.name and one.header and match_tracker_columns(one.header).columns == wanted
    ]


def _chosen(sniffed: Sniffed, name: Any) -> Sheet:
    sheet = sniffed.sheet(str(name) if name else None)
    if sheet is None:
        raise UnknownSheet(Place(sheet=str(name or "")))
    return sheet


READER = NationalReader()
