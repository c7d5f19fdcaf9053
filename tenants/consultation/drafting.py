"""A draft that was written or pasted, cut into headings and numbered paragraphs."""

from __future__ import annotations

import re
from dataclasses import dataclass

MOST_PARAGRAPHS = 400
_EMPTY_LINE = re.compile(r"\n[ \t]*\n+")


@dataclass(frozen=True)
class Piece:
    """A heading, or a paragraph of the draft."""

    words: str
    is_heading: bool


def pieces(text: str) -> list[Piece]:
    """The draft's headings and paragraphs in order.

    An empty line parts paragraphs; a line that begins with # is a heading. A single line break stays inside its
    paragraph as a space, for text pasted from a mail or a PDF comes broken into lines.
    """
    found: list[Piece] = []
    for block in _EMPTY_LINE.split(text.replace("\r\n", "\n").replace("\r", "\n")):
        lines: list[str] = []
        for line in block.split("\n"):
            if line.lstrip().startswith("#"):
                _add(found, lines)
                lines = []
                _add(found, [line.lstrip().lstrip("#")], is_heading=True)
            else:
                lines.append(line)
        _add(found, lines)
    return found


def _add(found: list[Piece], lines: list[str], *, is_heading: bool = False) -> None:
    words = " ".join(" ".join(lines).split())
    if words:
        found.append(Piece(words, is_heading))
