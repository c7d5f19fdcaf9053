"""Reads the data files strictly: what is wrong is refused with file and line, before anything is written."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from shared.taxonomy.identity import term_id
from shared.taxonomy.lists import DATA, LANGUAGES, LIST_OF, LISTS, RELATIONS, BadValue, ReferenceList, Refers
from shared.taxonomy.matching import key

ALIASES = "aliases.csv"
VERSION = "VERSION"
# Raise it when the same files would be stored differently.
FORMAT = "1"


class TaxonomyError(Exception):
    """A data file says something it may not. `str()` is `file:line: reason`."""

    def __init__(self, file: str, line: int, reason: str) -> None:
        super().__init__(f"{file}:{line}: {reason}")


@dataclass(frozen=True)
class Row:
    """One entry as it will be stored: `values` by column name of its table, `links` by many-to-many name."""

    kind: str
    code: str
    file: str
    line: int
    values: dict[str, Any]
    links: dict[str, tuple[UUID, ...]]

    @property
    def id(self) -> UUID:
        return term_id(self.kind, self.code)


@dataclass(frozen=True)
class ReferenceData:
    """All reference lists, checked. `aliases` are rows of the alias table."""

    version: str
    fingerprint: str
    rows: dict[str, list[Row]] = field(default_factory=dict)
    aliases: list[dict[str, Any]] = field(default_factory=list)


def fingerprint(folder: Path = DATA) -> str:
    """SHA-256 of every file's name and bytes."""
    digest = hashlib.sha256(FORMAT.encode())
    for path in sorted([*folder.glob("*.csv"), folder / VERSION]):
        content = path.read_bytes()
        digest.update(f"\0{path.name}\0{len(content)}\0".encode())
        digest.update(content)
    return digest.hexdigest()


def cells(path: Path, header: list[str]) -> Iterator[tuple[int, dict[str, str]]]:
    """Line number and stripped cells of each row. Raises TaxonomyError for another header or a ragged row."""
    with path.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream, strict=True)
        if next(reader, []) != header:
            raise TaxonomyError(path.name, 1, _("the header must be: %(header)s") % {"header": ",".join(header)})
        for record in reader:
            if len(record) != len(header):
                raise TaxonomyError(path.name, reader.line_num, _("not as many cells as the header has"))
            yield reader.line_num, {name: cell.strip() for name, cell in zip(header, record, strict=True)}


def read_list(one: ReferenceList, folder: Path) -> Iterator[Row]:
    """The rows of one file. References are made into keys here and looked up when all files are read."""
    seen: set[str] = set()
    for line, cell in cells(folder / one.file, one.header):
        code = cell["code"]
        if not code:
            raise TaxonomyError(one.file, line, _("the code is missing"))
        if code in seen:
            raise TaxonomyError(one.file, line, _("the code “%(code)s” is there twice") % {"code": code})
        seen.add(code)
        values: dict[str, Any] = {"code": code, "order": len(seen)}
        links: dict[str, tuple[UUID, ...]] = {}
        for language in LANGUAGES if one.labelled else ():
            name = f"label_{language}"
            if not cell[name]:
                raise TaxonomyError(one.file, line, _("%(column)s is missing") % {"column": name})
            values[name] = cell[name]
        for name, column in one.columns.items():
            try:
                if not isinstance(column, Refers):
                    values[name] = column(cell[name])
                elif column.many:
                    links[name] = tuple(term_id(column.kind, each) for each in cell[name].split(";") if each)
                elif cell[name] or not column.required:
                    values[f"{name}_id"] = term_id(column.kind, cell[name]) if cell[name] else None
                else:
                    raise BadValue(_("must not be empty"))
            except BadValue as error:
                raise TaxonomyError(one.file, line, f"{name}: {error}") from error
        yield Row(one.kind, code, one.file, line, values, links)


def check_references(rows: dict[str, list[Row]]) -> None:
    """Raises TaxonomyError for a reference to a term that no file holds."""
    known = {kind: {row.id for row in listed} for kind, listed in rows.items()}
    for kind, listed in rows.items():
        refers = {name: column for name, column in LIST_OF[kind].columns.items() if isinstance(column, Refers)}
        for row in listed:
            for name, column in refers.items():
                single = row.values.get(f"{name}_id")
                if any(one not in known[column.kind] for one in row.links.get(name, (single,) if single else ())):
                    raise TaxonomyError(row.file, row.line, _("%(column)s: unknown code") % {"column": name})


def names_of_values(kind: str, values: Mapping[str, Any]) -> Iterator[str]:
    """What a source may print for a term besides its aliases: its labels, and a State's ISO codes."""
    if kind == "theme" and values["parent_id"] is None:
        return  # our own groups of themes are printed nowhere
    for language in LANGUAGES:
        yield values[f"label_{language}"]
    for column in ("iso2", "iso3"):
        if values.get(column):
            yield values[column]


def read_aliases(folder: Path, rows: dict[str, list[Row]]) -> Iterator[dict[str, Any]]:
    """Rows of the alias table. Raises TaxonomyError when a name would belong to two terms of a kind."""
    codes = {kind: {row.code for row in listed} for kind, listed in rows.items() if LIST_OF[kind].named}
    owner: dict[tuple[str, str], str] = {}
    for kind in codes:
        for row in rows[kind]:
            for name in names_of_values(kind, row.values):
                if owner.setdefault((kind, key(name)), row.code) != row.code:
                    raise TaxonomyError(row.file, row.line, _("“%(name)s” names two terms") % {"name": name})
    for line, cell in cells(folder / ALIASES, ["kind", "code", "text", "relation", "family"]):
        normalised = key(cell["text"])
        if cell["code"] not in codes.get(cell["kind"], ()):
            raise TaxonomyError(ALIASES, line, _("unknown kind or code"))
        if cell["relation"] not in RELATIONS:
            raise TaxonomyError(ALIASES, line, _("unknown relation"))
        if not normalised or (cell["kind"], normalised) in owner:
            raise TaxonomyError(ALIASES, line, _("“%(name)s” is empty or taken") % {"name": cell["text"]})
        owner[cell["kind"], normalised] = cell["code"]
        yield {**cell, "normalised": normalised, "id": term_id("alias", f"{cell['kind']}:{normalised}")}


def read(folder: Path = DATA) -> ReferenceData:
    """Every list of a folder. Raises TaxonomyError at the first thing that is wrong."""
    rows = {one.kind: list(read_list(one, folder)) for one in LISTS}
    check_references(rows)
    version = (folder / VERSION).read_text(encoding="utf-8").strip()
    return ReferenceData(version, fingerprint(folder), rows, list(read_aliases(folder, rows)))
