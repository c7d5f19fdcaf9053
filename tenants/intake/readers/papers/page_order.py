"""The pieces of text on one page, put into lines in reading order."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

# Two pieces stand on one line when their baselines differ by less than this share of the type.
SAME_LINE = 0.4
WIDE_GAP = 3.0
LABEL = re.compile(
    r"^[(]?(?:[A-H]\s?[-–.]\s?)?[\d\u0660-\u0669]{1,3}(?:[.\-–][\d\u0660-\u0669]{1,3})?[.)\-]{0,2}$|^[(][a-z]{1,2}[)]$"
)


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text on one baseline; measures in points from the upper left edge of the page."""

    text: str
    left: float
    right: float
    top: float
    size: float
    bold: bool = False
    italic: bool = False
    turned: bool = False

    def joined(self, other: Piece) -> Piece:
        """This piece and one beside it as one, in the order they are read."""
        first, second = (self, other) if (self.left <= other.left) != self.turned else (other, self)
        return replace(
            self if len(self.text) >= len(other.text) else other,
            text=f"{first.text.rstrip()} {second.text.lstrip()}",
            left=min(self.left, other.left),
            right=max(self.right, other.right),
            turned=self.turned or other.turned,
        )

    def beside(self, other: Piece) -> bool:
        """Whether both stand on one line, neither over the other."""
        near = abs(self.top - other.top) < SAME_LINE * max(self.size, other.size)
        return near and (self.right <= other.left + WIDE_GAP or other.right <= self.left + WIDE_GAP)


def in_order(pieces: list[Piece]) -> list[Piece]:
    """Lines of one page. The file's own order holds within a block; blocks one under another are put from top down.

    Columns and the cells of tables keep the order of the file, for their blocks stand side by side.
    """
    blocks: list[list[Piece]] = []
    for piece in pieces:
        last = blocks[-1][-1] if blocks else None
        if last and last.beside(piece):
            blocks[-1][-1] = last.joined(piece)
        elif last and piece.top >= last.top - 1:
            blocks[-1].append(piece)
        else:
            blocks.append([piece])
    ordered: list[list[Piece]] = []
    for block in blocks:
        place = len(ordered)
        while place and _above(block, ordered[place - 1]):
            place -= 1
        ordered.insert(place, block)
    return _with_labels([piece for block in ordered for piece in block])


def _above(block: list[Piece], other: list[Piece]) -> bool:
    """Whether the whole block stands over another, and they are no columns of one row."""
    return block[-1].top < other[0].top - 0.5


def _with_labels(lines: list[Piece]) -> list[Piece]:
    """Numbers that stand in a column of their own, put before the words on the same line."""
    lines = _rejoined(lines)
    labels = [line for line in lines if LABEL.match(line.text)]
    if not labels:
        return lines
    for label in labels:
        beside = [line for line in lines if line is not label and line.beside(label) and _follows(line, label)]
        if beside:
            nearest = min(beside, key=lambda line: abs(line.left - label.left))
            lines[next(place for place, line in enumerate(lines) if line is nearest)] = nearest.joined(label)
            lines = [line for line in lines if line is not label]
    return lines


def _follows(line: Piece, label: Piece) -> bool:
    """Whether a line stands where the words after a label do: right of it, or left of it in Arabic."""
    return line.right <= label.left + WIDE_GAP if line.turned else line.left >= label.right - WIDE_GAP


def _rejoined(lines: list[Piece]) -> list[Piece]:
    made: list[Piece] = []
    for line in lines:
        if made and made[-1].beside(line):
            made[-1] = made[-1].joined(line)
        else:
            made.append(line)
    return made
