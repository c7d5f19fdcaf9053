"""What an import knows of its file before its rows are read: the format, the reader, what the paper says of itself."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from tenants.intake.models import Batch, RememberedMapping, Standing
from tenants.intake.readers import registry
from tenants.intake.readers.columns import match_columns, match_tracker_columns, stored_choices
from tenants.intake.readers.opening import open_source
from tenants.intake.readers.reading import Reader, Source
from tenants.intake.readers.taxonomy_resolver import TaxonomyResolver
from tenants.intake.sniffed import as_json, first_look, header_digest, limits

# What a person may say of a paper, over what it says itself.
TOLD = ("state", "body", "session", "cycle", "symbol", "dated")
ANY_TABLE, ANY_PAPER = "national", "pasted"
# Readers that know their own columns: nothing is to be matched.
FIXED_TABLES = frozenset({"uhri"})
# How a paper may be read, whatever it was taken for.
PAPER_READERS = ("upr_report", "upr_reply", "observations", "thematic_list", "pasted")
PAGES_WHILE_WAITING = 60
BYTES_WHILE_WAITING = 2 * 1024 * 1024


def looked_at(path: Path, name: str, reader: str = "") -> dict[str, Any]:
    """The fields of an import of this file. Raises every Unreadable."""
    source = open_source(path, name, limits())
    found = registry.reader(reader) if reader else registry.identify(source)
    if source.sniffed is not None:
        return _table(source, found.code if found else ANY_TABLE)
    return _paper(source, found or registry.reader(ANY_PAPER))


def _table(source: Source, reader: str) -> dict[str, Any]:
    sniffed = source.sniffed
    assert sniffed is not None
    sheet = sniffed.sheet()
    assert sheet is not None
    fields = {
        "reader": reader,
        "sniffed": {**as_json(sniffed), **first_look(source.path, sniffed, sheet.name)},
        "sheet": sheet.name,
        "mapping": found_columns(sheet.header, reader),
    }
    if reader in FIXED_TABLES:
        return {**fields, "standing": Standing.MAPPED}
    visible = [one for one in sniffed.sheets if not one.hidden]
    return {**fields, "standing": Standing.UPLOADED if len(visible) > 1 else Standing.READ}


def _paper(source: Source, reader: Reader) -> dict[str, Any]:
    about = about_of(source, reader, {})
    pages = source.paper.pages if source.paper else 0
    large = pages > PAGES_WHILE_WAITING or (not source.paper and source.path.stat().st_size > BYTES_WHILE_WAITING)
    return {
        "reader": reader.code,
        "sniffed": {"format": source.format.value, "sheets": [], "pages": pages, "large": large},
        "about": {"read": about, "said": {}},
        "standing": Standing.READ if about["asks"] else Standing.MAPPED,
    }


def about_of(source: Source, reader: Reader, said: Mapping[str, str]) -> dict[str, Any]:
    """What the paper says of itself, as JSON. Raises every Unreadable."""
    about = reader.read(source, TaxonomyResolver(), dict(said)).about
    plain = ("language", "state_text", "state", "body", "symbol", "session", "cycle", "dated", "title")
    return {
        **{name: getattr(about, name)[:300] for name in plain},
        "asks": list(about.asks),
        "warnings": [list((one.code, one.field, one.value)) for one in about.warnings],
    }


def found_columns(header: tuple[str, ...], reader: str) -> dict[str, int | None]:
    """The columns by their names, or as a person matched the same header before."""
    remembered = RememberedMapping.for_header(header_digest(header))
    found = match_tracker_columns(header, remembered) if reader == ANY_TABLE else match_columns(header, remembered)
    return {**remembered, **stored_choices(found)}


def readers_for(batch: Batch) -> list[Reader]:
    """The readers a person may choose for a paper, the one found first."""
    fit = [registry.reader(code) for code in PAPER_READERS]
    return sorted(fit, key=lambda one: one.code != batch.reader)
