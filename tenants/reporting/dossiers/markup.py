"""The small markup in which a report is written: plain lines that a drafter can type, and that are never wrong.

    ## A heading            ### A smaller one
    A paragraph, with **words in bold**. Lines that follow each other belong together; an empty line parts paragraphs.
    - an item               1. a numbered item
    > the words of a recommendation
    ? a note to whoever drafts; it is neither counted nor exported
    [[progress]]            puts the chart or table of that name here
    [E3]                    cites the third piece of the list of evidence

What is none of these is taken as plain text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_HEADING = re.compile(r"(#{2,4})[ \t]+(.+)")
_ITEM = re.compile(r"[-*•][ \t]+(.+)")
_NUMBERED = re.compile(r"[0-9]{1,3}[.)][ \t]+(.+)")
_PLACED = re.compile(r"\[\[[ \t]*([\w-]{1,60})[ \t]*\]\]")
# Bold ends at the next stars: a search beyond them took nine seconds for a text of stars that never close.
_INLINE = re.compile(r"\*\*(?=\S)((?:(?!\*\*).){1,2000})(?<=\S)\*\*|\[E([0-9]{1,4})\]")
_CITED = re.compile(r"\[E([0-9]{1,4})\]")
_WORD = re.compile(r"\S+")


@dataclass(frozen=True)
class Piece:
    """A run of words: plain, bold, or the number of a piece of evidence."""

    words: str
    bold: bool = False
    evidence: int = 0


@dataclass(frozen=True)
class Node:
    """One part of a text. `kind` is heading, body, quote, note, items, numbered or placed.

    `lines` holds the pieces of its one line, or of each item; `level` is a heading's, 2 to 4; `name` a placed block's.
    """

    kind: str
    lines: tuple[tuple[Piece, ...], ...] = ()
    level: int = 0
    name: str = ""

    @property
    def line(self) -> tuple[Piece, ...]:
        return self.lines[0] if self.lines else ()

    @property
    def words(self) -> str:
        return "\n".join("".join(piece.words for piece in line) for line in self.lines)


def parse(text: str) -> list[Node]:
    """The parts of a text, in order. Never fails: what is not understood is a paragraph as it was typed."""
    found: list[Node] = []
    open_lines: list[str] = []
    open_kind = ""

    def close() -> None:
        nonlocal open_kind
        if open_kind in {"items", "numbered"}:
            found.append(Node(open_kind, tuple(pieces(line) for line in open_lines)))
        elif open_kind:
            found.append(Node(open_kind, (pieces(" ".join(open_lines)),)))
        open_lines.clear()
        open_kind = ""

    for raw in text.splitlines():
        line = raw.strip()
        kind, words = _read(line)
        if kind in {"heading", "placed", ""}:
            close()
        if kind == "heading":
            found.append(Node("heading", (pieces(words),), level=min(_level(line), 4)))
        elif kind == "placed":
            found.append(Node("placed", name=words))
        elif kind:
            if kind != open_kind:
                close()
            open_kind = kind
            open_lines.append(words)
    close()
    return found


def _read(line: str) -> tuple[str, str]:
    """The kind of a line and its words; "" for an empty one."""
    if not line:
        return "", ""
    if match := _PLACED.fullmatch(line):
        return "placed", match[1]
    if match := _HEADING.fullmatch(line):
        return "heading", match[2].rstrip("# ") or match[2]
    if match := _ITEM.fullmatch(line):
        return "items", match[1]
    if match := _NUMBERED.fullmatch(line):
        return "numbered", match[1]
    for sign, kind in (("> ", "quote"), ("? ", "note"), ("؟ ", "note")):
        if line.startswith(sign) and line[2:].strip():
            return kind, line[2:].strip()
    return "body", line


def _level(line: str) -> int:
    return len(line) - len(line.lstrip("#"))


def pieces(line: str) -> tuple[Piece, ...]:
    """The runs of one line."""
    found: list[Piece] = []
    end = 0
    for match in _INLINE.finditer(line):
        if match.start() > end:
            found.append(Piece(line[end : match.start()]))
        found.append(Piece(match[0], evidence=int(match[2])) if match[2] else Piece(match[1], bold=True))
        end = match.end()
    if end < len(line) or not found:
        found.append(Piece(line[end:]))
    return tuple(found)


def count_words(text: str) -> int:
    """Words that count against a limit: notes to the drafter, placed charts and numbers of evidence do not."""
    return sum(1 for node in parse(text) if node.kind != "note" for _word in _counted(node))


def _counted(node: Node) -> Iterator[str]:
    for line in node.lines:
        for word in _WORD.findall(" ".join(piece.words for piece in line if not piece.evidence)):
            if any(sign.isalnum() for sign in word):
                yield word


def cited_in(text: str) -> list[int]:
    """Numbers of the pieces of evidence that a text cites, in the order in which they come."""
    return list(dict.fromkeys(int(number) for number in _CITED.findall(text)))


def plain(text: str) -> str:
    """Somebody's words made safe inside the markup: on one line, so that nothing in them is read as a sign."""
    return re.sub(r"\[E(?=[0-9])", "[ E", " ".join(text.split())).replace("**", "").replace("[[", "[ [")
