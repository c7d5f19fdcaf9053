"""The rows of a list, each with the theme above it and what its cells hold."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from tenants.intake.readers.thematic_list.document import Grid, GridRow, ListDocument
from tenants.intake.readers.thematic_list.layout import Layout, layout_of
from tenants.intake.readers.thematic_list.printed import western
from tenants.intake.readers.thematic_list.states import Find, Named, closing_states, parted
from tenants.intake.readers.thematic_list.words import SOURCE, THEME

# "140.7", "140.7.", "(140.7)", "A - 5.1"; Arabic papers print "140-7". A number alone wants a stop or a bracket.
NUMBER = re.compile(
    r"^[(\[]?\s*((?:[A-H]\s?[-–.]\s?)?\d{1,3}(?:[.\-–]\d{1,3}){1,2}|\d{1,3}(?=\s?[.)\]\-–]\s))\s*[.)\]]{0,2}[\s:–-]*(?=\D)"
)


@dataclass(frozen=True, slots=True)
class Recommended:
    """One recommendation of a cell: its paragraph, its text without number and States, the States."""

    paragraph: str
    text: str
    states: tuple[Named, ...]


@dataclass(frozen=True, slots=True)
class Entry:
    """One row that lists recommendations: mostly one, several where the cell holds several texts."""

    row: GridRow
    table: int
    layout: Layout
    theme: str
    standing: str
    recommended: tuple[Recommended, ...]
    position_source: str

    @property
    def position(self) -> str:
        """As printed; where its cell is empty, what the merged row above says (`Supported recommendations`)."""
        cell = self.row.at(self.layout.column("position"))
        return cell.text if cell and cell.lines else self.standing

    def lines(self, name: str) -> tuple[str, ...]:
        """The lines of one of the row's columns; none where the layout lacks it."""
        cell = self.row.at(self.layout.column(name))
        return cell.lines if cell else ()


@dataclass(frozen=True, slots=True)
class _Above:
    layout: Layout | None = None
    theme: str = ""
    standing: str = ""


@dataclass(slots=True)
class Listing:
    """All a file lists. `around` are the words outside and above its tables, where a title stands."""

    entries: list[Entry]
    around: tuple[str, ...]
    layout: Layout | None


def listing(document: ListDocument, find_state: Find, says_position: Find) -> Listing:
    """Walk the tables of the file. One without a header of its own goes on in the layout of the list before it,
    where it is as wide; a legend beside the list is none of it."""
    found = Listing([], (), None)
    titles = [*document.loose, *document.margins]
    before = _Above()
    for table, grid in enumerate(document.tables):
        as_wide = before.layout is not None and before.layout.width == grid.width
        above = before if as_wide else _Above()
        for row, now in _rows(grid, above, says_position, titles):
            above = now
            found.layout = found.layout or now.layout
            if row is not None:
                found.entries.append(_entry(row, table, now, find_state))
        before = above if above.layout is not None else before
    found.around = tuple(dict.fromkeys(titles))
    return found


def _rows(grid: Grid, above: _Above, says_position: Find, titles: list[str]) -> Iterator[tuple[GridRow | None, _Above]]:
    """The rows that list recommendations, each with what stands above it; None where only that changed."""
    for row in grid.rows:
        filled = row.filled
        header = layout_of([(cell.column, cell.span, cell.text) for cell in row.cells if cell.lines])
        if header is not None:
            above = replace(above, layout=header)
        elif len(filled) == 1 and (len(row.cells) == 1 or THEME.match(filled[0].text)):
            words = filled[0].text
            theme = THEME.match(words)
            if theme:
                above = replace(above, theme=theme.group(1).strip())
            elif above.layout is None:
                titles.append(words)
            elif says_position(words):
                above = replace(above, standing=words, theme="")
            elif NUMBER.match(western(words)):
                yield row, above
                continue
            else:
                above = replace(above, theme=words)
        elif filled and above.layout is not None:
            yield row, above
            continue
        yield None, above


def _entry(row: GridRow, table: int, above: _Above, find_state: Find) -> Entry:
    layout = above.layout
    assert layout is not None
    cell = row.at(layout.column("recommendation"))
    words, source = _without_source(cell.lines if cell else ())
    own = row.at(layout.column("states"))
    recommended = []
    paragraph = ""
    for part in parted(words, find_state) or [""]:
        number, text = numbered(part)
        paragraph = number or paragraph
        text, states = closing_states(text, find_state)
        if own is not None and own.lines and not states:
            states = closing_states(f"({own.text})", find_state)[1]
        recommended.append(Recommended(paragraph, text, states))
    return Entry(row, table, layout, above.theme, above.standing, tuple(recommended), source)


def numbered(text: str) -> tuple[str, str]:
    """The paragraph number before a text, with a point between its parts, and the text."""
    found = NUMBER.match(western(text))
    if not found:
        return "", text.strip()
    number = re.sub(r"(?<=\d)[-–](?=\d)", ".", found.group(1).replace(" ", ""))
    return number, text[found.end() :].strip()


def _without_source(lines: tuple[str, ...]) -> tuple[str, str]:
    """The words of the first cell before `Source of position:`, and what follows that."""
    for index, line in enumerate(lines):
        if found := SOURCE.search(line):
            words = " ".join((*lines[:index], line[: found.start()]))
            return words.strip(), " ".join((line[found.end() :], *lines[index + 1 :])).strip()
    return " ".join(lines), ""
