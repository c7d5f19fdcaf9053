"""Old binary Word files made by hand, as small as [MS-DOC] allows. All about States that do not exist."""

import struct
from collections.abc import Sequence
from dataclasses import dataclass

from tests.tenants.intake.readers.made_files import compound

PAGE = 512
TEXT_FROM = 2048
# Property codes and operands of [MS-DOC] 2.6, as they stand in the file.
DELETED, HIDDEN, BOLD = b"\x00\x08\x01", b"\x3c\x08\x01", b"\x35\x08\x01"
IN_TABLE, ROW_END = b"\x16\x24\x01", b"\x17\x24\x01"


def in_list(use: int, level: int = 0) -> bytes:
    return struct.pack("<HB", 0x260A, level) + struct.pack("<HH", 0x460B, use)


@dataclass(frozen=True)
class Para:
    """One paragraph. `runs` are (text, properties); `width` is 1 for Windows-1252 and 2 for UTF-16."""

    runs: Sequence[tuple[str, bytes]]
    properties: bytes = b""
    style: int = 0
    width: int = 1
    end: str = "\r"


def para(text: str, properties: bytes = b"", style: int = 0, end: str = "\r") -> Para:
    width = 1 if all(ord(letter) < 256 for letter in text) else 2
    return Para([(text, b"")], properties, style, width, end)


def listed(way: int, text: str, levels: int = 1) -> tuple[bytes, bytes]:
    """A list of one key and its one use: levels in a format, `text` with \\x00 to \\x08 where the numbers go."""

    def level(said: str) -> bytes:
        head = struct.pack("<iBB", 1, way, 0) + b"\x00" * 9 + b"\x00" + b"\x00" * 8 + b"\x00\x00\x00\x00"
        return head + struct.pack("<H", len(said)) + said.encode("utf-16-le")

    simple = levels == 1
    head = struct.pack("<HiI", 1, 77, 0) + struct.pack("<9H", *[0xFFF] * 9) + bytes([simple, 0])
    made = head + b"".join(level(text) for _level in range(1 if simple else 9))
    use = struct.pack("<I", 1) + struct.pack("<i8xBBBB", 77, 0, 0, 0, 0) + b"\xff\xff\xff\xff"
    return made, use


def style(name: str, builtin: int = 0xFFE, paragraph: bytes = b"", runs: bytes = b"") -> bytes:
    base = struct.pack("<HHHHH", builtin, 1 | 0xFFF << 4, 2, 0, 0)
    made = base + struct.pack("<H", len(name)) + name.encode("utf-16-le") + b"\x00\x00"
    for part in (b"\x00\x00" + paragraph, runs):
        made += b"\x00" * (len(made) % 2) + struct.pack("<H", len(part)) + part
    return made + b"\x00" * (len(made) % 2)


def sheet(styles: Sequence[bytes]) -> bytes:
    head = struct.pack("<HHH", 4, len(styles), 10)
    return head + b"".join(struct.pack("<H", len(one)) + one for one in styles)


def doc_bytes(
    body: Sequence[Para],
    *,
    footnotes: Sequence[Para] = (),
    headers: Sequence[Para] = (),
    lists: tuple[bytes, bytes] | None = None,
    styles: Sequence[bytes] = (),
    flags: int = 0,
    version: int = 0xC1,
    others: dict[str, bytes] | None = None,
) -> bytes:
    """A whole file. Each paragraph is a piece of its own, so that both widths may stand side by side."""
    every = [*body, *footnotes, *headers]
    text, pieces, paragraphs, characters = b"", [], [], []
    position, at = 0, TEXT_FROM
    for one in every:
        start = at
        for words, properties in [*one.runs, (one.end, b"" if one.end != "\r" else one.runs[-1][1])]:
            encoded = words.encode("cp1252") if one.width == 1 else words.encode("utf-16-le")
            if encoded:
                characters.append((at, at + len(encoded), properties))
            text += encoded
            at += len(encoded)
        count = (at - start) // one.width
        pieces.append((position, position + count, start * 2 | 0x40000000 if one.width == 1 else start))
        paragraphs.append((start, at, struct.pack("<H", one.style) + one.properties))
        position += count
    main = bytearray(TEXT_FROM) + text
    main += b"\x00" * (-len(main) % PAGE)
    table = b""
    places: dict[int, tuple[int, int]] = {}

    def keep(pair: int, part: bytes, length: int | None = None) -> None:
        nonlocal table
        places[pair] = (len(table), len(part) if length is None else length)
        table += part

    def formatted(runs: Sequence[tuple[int, int, bytes]], entry: int) -> bytes:
        nonlocal main
        firsts, numbers = [], []
        for index in range(0, len(runs), 8):
            group = runs[index : index + 8]
            page = bytearray(PAGE)
            page[-1] = len(group)
            bounds = [one[0] for one in group] + [group[-1][1]]
            struct.pack_into(f"<{len(bounds)}I", page, 0, *bounds)
            free = PAGE - 2
            for order, (_start, _end, properties) in enumerate(group):
                held = properties + b"\x00" * (entry == 13 and len(properties) % 2 == 0)
                held = bytes([(len(held) + 1) // 2 if entry == 13 else len(held)]) + held
                free -= len(held) + len(held) % 2
                page[free : free + len(held)] = held
                page[4 * len(bounds) + entry * order] = free // 2
            firsts.append(bounds[0])
            numbers.append(len(main) // PAGE)
            main += page
        ends = [*firsts, runs[-1][1]]
        return struct.pack(f"<{len(ends)}I", *ends) + struct.pack(f"<{len(numbers)}I", *numbers)

    keep(13, formatted(paragraphs, 13))
    keep(12, formatted(characters, 1))
    if styles:
        keep(1, sheet(styles))
    if lists:
        keep(73, lists[0], 2 + 28)
        keep(74, lists[1])
    bounds = [one[0] for one in pieces] + [position]
    plan = struct.pack(f"<{len(bounds)}I", *bounds) + b"".join(struct.pack("<HIH", 0, one[2], 0) for one in pieces)
    keep(33, b"\x02" + struct.pack("<I", len(plan)) + plan)
    struct.pack_into("<HH", main, 0, 0xA5EC, version)
    struct.pack_into("<H", main, 10, flags)

    def length(parts: Sequence[Para]) -> int:
        return sum(len(words) for one in parts for words, _said in one.runs) + len(parts)

    struct.pack_into("<8i", main, 0x4C, length(body), length(footnotes), length(headers), 0, 0, 0, 0, 0)
    for pair, (start, size) in places.items():
        struct.pack_into("<II", main, 0x9A + 8 * pair, start, size)
    return compound({"WordDocument": bytes(main), "0Table": table, **(others or {})})
