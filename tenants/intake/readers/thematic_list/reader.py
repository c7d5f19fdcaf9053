"""Reads a thematic list: one row for each recommendation, however many themes it is listed under."""

from __future__ import annotations

from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenants.intake.readers.cell_text import comparable, language_of
from tenants.intake.readers.neutral import NeutralRow, Resolver
from tenants.intake.readers.problems import Problem
from tenants.intake.readers.reading import LIKELY, NOT_MINE, SURE, About, Reading, Source
from tenants.intake.readers.remembered import Remembered
from tenants.intake.readers.table import Format
from tenants.intake.readers.thematic_list.about import about_list
from tenants.intake.readers.thematic_list.document import ListDocument
from tenants.intake.readers.thematic_list.entry import Entry, Listing, Recommended, listing
from tenants.intake.readers.thematic_list.layout import Layout, layout_of
from tenants.intake.readers.thematic_list.positions import Positions
from tenants.intake.readers.thematic_list.printed import western
from tenants.intake.readers.thematic_list.themes import Classified, Classifier
from tenants.intake.readers.thematic_list.words import SOURCE, THEME
from tenants.intake.readers.unreadable import HeaderOnly, NoListInside, Unreadable

BEGINNING = 40  # rows in which a header and a first theme are sought


class ThematicListReader:
    """OHCHR's thematic lists of recommendations (.docx), in the layouts of all cycles."""

    code = "thematic_list"
    label: Promise | str = _("OHCHR thematic list of recommendations")

    def recognises(self, source: Source) -> int:
        if source.format is not Format.DOCX:
            return NOT_MINE
        try:
            return max((_resemblance(table) for table in _beginnings(source)), default=NOT_MINE)
        except Unreadable:
            return NOT_MINE

    def read(self, source: Source, resolver: Resolver, asked: dict[str, Any]) -> Reading:
        """Read the whole file. Raises Unreadable: NoListInside for a document without such a table."""
        return read_document(ListDocument(source.path, source.limits), resolver, asked)[0]


def read_document(
    document: ListDocument, resolver: Resolver, asked: dict[str, Any]
) -> tuple[Reading, list[tuple[Entry, list[NeutralRow]]]]:
    """What a document says, and beside it each of its table rows with the neutral rows it speaks of."""
    states = Remembered(resolver.find_state)
    positions = Positions(resolver)
    listed = listing(document, states.code, positions.heading)
    if listed.layout is None:
        raise NoListInside
    if not listed.entries:
        raise HeaderOnly
    sources = [entry.position_source for entry in listed.entries]
    about = about_list(listed.around, document.title, sources, _language(listed), resolver, asked)
    gathered = _Gathering(about, resolver, positions)
    places = [(entry, [gathered.take(entry, one) for one in entry.recommended]) for entry in listed.entries]
    return Reading(about, gathered.rows()), places


class _Gathering:
    """Joins what one recommendation is listed under: its first place gives its row, all places give their themes."""

    def __init__(self, about: About, resolver: Resolver, positions: Positions) -> None:
        self.about = about
        self.positions = positions
        self.classifier = Classifier(resolver)
        self.found: dict[tuple[str, ...], tuple[NeutralRow, Classified]] = {}

    def take(self, entry: Entry, one: Recommended) -> NeutralRow:
        """The row of a recommendation, new or the one it was given when it was listed before."""
        key = (one.paragraph, comparable(one.text), *(() if one.paragraph else (name for name, _code in one.states)))
        if key not in self.found:
            self.found[key] = (self._row(entry, one), Classified())
        row, classified = self.found[key]
        for name, part in (("themes", "themes"), ("groups", "groups"), ("sdgs", "sdgs")):
            self.classifier.read(entry.lines(name), part, classified)
        if entry.theme:
            self._heading(entry.theme, classified)
        position, text, problems = self.positions.read(entry.position)
        if not row.position and not row.position_text:
            row.position, row.position_text = position, text
        elif position and position != row.position:
            problems = [*problems, Problem("positions_differ", "position", f"{row.position_text}, {text}")]
        row.position_source = row.position_source or entry.position_source
        row.problems.extend(problem for problem in problems if problem not in row.problems)
        return row

    def rows(self) -> list[NeutralRow]:
        """All rows, complete, in the order of the file."""
        for row, classified in self.found.values():
            row.theme_texts, row.themes = tuple(classified.theme_texts), tuple(classified.themes)
            row.group_texts, row.groups = tuple(classified.group_texts), tuple(classified.groups)
            row.sdg_texts, row.sdgs = tuple(classified.sdg_texts), tuple(classified.sdgs)
            row.problems.extend(classified.problems)
            if not row.position_text:
                row.problems.append(Problem("missing_position", "position"))
        return [row for row, _classified in self.found.values()]

    def _heading(self, theme: str, classified: Classified) -> None:
        """The theme a recommendation is listed under is one of its themes, also where its cell leaves it out."""
        labels = Classified()
        self.classifier.theme(theme, labels)
        known = labels.themes.keys() | labels.groups.keys()
        if not known or known - classified.themes.keys() - classified.groups.keys():
            self.classifier.theme(theme, classified)

    def _row(self, entry: Entry, one: Recommended) -> NeutralRow:
        about = self.about
        problems = []
        if not one.text:
            problems.append(Problem("missing_text", "text"))
        elif "\ufffd" in one.text:
            problems.append(Problem("damaged_characters", "text"))
        if not about.state:
            problems.append(Problem("missing_state", "state"))
        if not about.session:
            problems.append(Problem("missing_session", "session"))
        if not one.states:
            problems.append(Problem("missing_recommending_state", "recommending_state"))
        problems += [
            Problem("unknown_recommending_state", "recommending_state", name) for name, code in one.states if not code
        ]
        return NeutralRow(
            number=len(self.found) + 1,
            state_text=about.state_text,
            state=about.state,
            session_text=about.session,
            session=about.session,
            cycle=about.cycle,
            symbol=about.symbol,
            text=one.text,
            language=language_of(one.text) if one.text else about.language,
            recommending_state_texts=tuple(name for name, _code in one.states),
            recommending_states=tuple(dict.fromkeys(code for _name, code in one.states if code)),
            position_source=entry.position_source,
            paragraph=one.paragraph,
            line=entry.row.number,
            heading=entry.theme,
            problems=problems,
        )


def _language(listed: Listing) -> str:
    """The header's language; of the three we keep, the texts' own where it is another."""
    told = listed.layout.language if listed.layout else ""
    if told in {"ar", "en", "fr"}:
        return told
    return language_of(" ".join(one.text for entry in listed.entries[:10] for one in entry.recommended))


def _beginnings(source: Source) -> list[list[list[tuple[int, int, str]]]]:
    """The first rows of each table, each cell as (grid column, span, text)."""
    if source.paper is None:
        tables = ListDocument(source.path, source.limits).tables
        return [[[(c.column, c.span, c.text) for c in row.cells] for row in grid.rows[:BEGINNING]] for grid in tables]
    beginnings = []
    for table in source.paper.tables:
        rows = []
        for cells in table.rows[:BEGINNING]:
            columns = [sum(cell.span for cell in cells[:index]) for index in range(len(cells))]
            rows.append([(column, cell.span, cell.text) for column, cell in zip(columns, cells, strict=True)])
        beginnings.append(rows)
    return beginnings


def _resemblance(rows: list[list[tuple[int, int, str]]]) -> int:
    layout: Layout | None = None
    for cells in rows:
        filled = [cell for cell in cells if cell[2]]
        layout = layout or layout_of(filled)
        if layout is None:
            continue
        if any(THEME.match(western(text)) or SOURCE.search(text) for _column, _span, text in filled):
            return SURE + 5
    return LIKELY if layout is not None else NOT_MINE
