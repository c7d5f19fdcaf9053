"""Styles and lists of an old binary Word file, as the numbers and styles of the newer one."""

from __future__ import annotations

import struct
from dataclasses import dataclass

from tenants.intake.readers.papers.numbering import Level
from tenants.intake.readers.papers.word_binary_file import LIST_USES, LISTS, STYLES, BinaryWord, properties_in
from tenants.intake.readers.papers.word_numbers import Abstract, Instance, Numbers
from tenants.intake.readers.papers.word_styles import Style, Styles

# [MS-DOC] 2.6: properties of characters and paragraphs.
DELETED, HIDDEN, BOLD, ITALIC, SYMBOL = 0x0800, 0x083C, 0x0835, 0x0836, 0x6A09
IN_TABLE, ROW_END, LIST_LEVEL, LIST_USE, OUTLINE, STYLE = 0x2416, 0x2417, 0x260A, 0x460B, 0x2640, 0x4600
# [MS-OSHARED] 2.2.1.3; whatever is not here counts in digits.
FORMATS = {0: "decimal", 1: "upperRoman", 2: "lowerRoman", 3: "upperLetter", 4: "lowerLetter", 5: "ordinal",
           22: "decimalZero", 23: "bullet", 46: "arabicAlpha", 48: "arabicAbjad", 255: "none"}  # fmt: skip
NO_STYLE = 0xFFF
PARAGRAPH_STYLE = 1
LEVEL_SIZE, LIST_SIZE, USE_SIZE = 28, 28, 16


@dataclass(slots=True)
class _At:
    """A place in a part that is read on."""

    place: int = 0


def on(value: int | None) -> bool | None:
    """A property that is on, off, or left to the style (None, and 0x80)."""
    return None if value is None or value == 0x80 else bool(value & 1)


def styles_of(file: BinaryWord) -> Styles:
    """The styles by their number, as text."""
    made = Styles(None)
    listed = file.part(STYLES)
    if len(listed) < 6:
        return made
    header, count, base = struct.unpack_from("<HHH", listed)
    place = 2 + header
    for key in range(count):
        if place + 2 > len(listed):
            break
        (size,) = struct.unpack_from("<H", listed, place)
        if size:
            made.by_key[str(key)] = _style(listed[place + 2 : place + 2 + size], base)
        place += 2 + size
    return made


def _style(held: bytes, base: int) -> Style:
    builtin, kind = struct.unpack_from("<HH", held)
    (parts,) = struct.unpack_from("<H", held, 4)
    (length,) = struct.unpack_from("<H", held, base)
    name = held[base + 2 : base + 2 + 2 * length].decode("utf-16-le", "replace")
    place = base + 2 + 2 * length + 2
    found = []
    for _part in range(parts & 0xF):
        place += place % 2
        if place + 2 > len(held):
            break
        (size,) = struct.unpack_from("<H", held, place)
        found.append(held[place + 2 : place + 2 + size])
        place += 2 + size
    paragraph: dict[int, int] = {}
    if kind & 0xF == PARAGRAPH_STYLE and found:
        paragraph, found = properties_in(found[0][2:]), found[1:]
    runs = properties_in(found[0]) if found else {}
    number = builtin & 0xFFF
    return Style(
        name=f"heading {number}" if 1 <= number <= 9 else name.partition(",")[0],
        based_on="" if kind >> 4 == NO_STYLE else str(kind >> 4),
        list_number=str(paragraph[LIST_USE]) if LIST_USE in paragraph else None,
        list_level=paragraph.get(LIST_LEVEL),
        outline=paragraph.get(OUTLINE),
        bold=on(runs.get(BOLD)),
        italic=on(runs.get(ITALIC)),
        hidden=on(runs.get(HIDDEN)),
    )


def numbers_of(file: BinaryWord, styles: Styles) -> Numbers:
    """The lists, ready to count."""
    made = Numbers(None, styles)
    listed, uses = file.part(LISTS), file.part(LIST_USES)
    # The levels stand behind the lists, outside the length that the header gives.
    (start, length) = struct.unpack_from("<II", file.main, 0x9A + 8 * LISTS)
    if not length:
        return made
    (count,) = struct.unpack_from("<H", listed)
    behind = file.table[start + 2 + LIST_SIZE * count :]
    at = _At()
    for index in range(count):
        place = 2 + LIST_SIZE * index
        (key,) = struct.unpack_from("<I", listed, place)
        linked = struct.unpack_from("<9H", listed, place + 8)
        simple = listed[place + 26] & 1
        abstract = Abstract()
        for level in range(1 if simple else 9):
            abstract.levels[level] = _level(behind, at)
            if linked[level] != NO_STYLE:
                abstract.by_style.setdefault(str(linked[level]), level)
        made.abstracts[str(key)] = abstract
    _add_uses(made, uses)
    return made


def _add_uses(made: Numbers, uses: bytes) -> None:
    if len(uses) < 4:
        return
    (count,) = struct.unpack_from("<I", uses)
    at = _At(4 + USE_SIZE * count)
    for index in range(count):
        key, changes = struct.unpack_from("<I8xB", uses, 4 + USE_SIZE * index)
        use = made.instances[str(index + 1)] = Instance(str(key))
        at.place += 4
        for _change in range(changes):
            start, flags = struct.unpack_from("<iI", uses, at.place)
            at.place += 8
            level = flags & 0xF
            if flags & 0x20:
                use.changed[level] = _level(uses, at)
            elif flags & 0x10:
                use.restarts[level] = start


def _level(held: bytes, at: _At) -> Level:
    start, way, flags = struct.unpack_from("<iBB", held, at.place)
    runs, paragraph, restart = struct.unpack_from("<BBB", held, at.place + 24)
    place = at.place + LEVEL_SIZE + runs + paragraph
    (length,) = struct.unpack_from("<H", held, place)
    text = held[place + 2 : place + 2 + 2 * length].decode("utf-16-le", "replace")
    at.place = place + 2 + 2 * length
    return Level(
        start=start,
        format=FORMATS.get(way, "decimal"),
        text="".join(f"%{ord(letter) + 1}" if letter < "\t" else letter for letter in text),
        restart=restart if flags & 8 else None,
        legal=bool(flags & 4),
    )
