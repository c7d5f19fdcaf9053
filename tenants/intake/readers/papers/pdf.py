"""A PDF as a paper: its lines in reading order, running heads, feet and footnotes set apart."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from tenants.intake.readers.limits import Limits
from tenants.intake.readers.papers import furniture
from tenants.intake.readers.papers.letters import clean
from tenants.intake.readers.papers.page_order import Piece, in_order
from tenants.intake.readers.papers.paper import Line, Paper
from tenants.intake.readers.papers.visual_order import MIRRORED, RIGHT_TO_LEFT, brackets_turned, logical, seen
from tenants.intake.readers.unreadable import (
    BrokenPaper,
    EmptyFile,
    EmptyPaper,
    PasswordProtected,
    ScannedPaper,
    TooHard,
    TooLarge,
    TooManyPages,
    TooMuchText,
    TruncatedFile,
    UnknownLetters,
    WrongType,
)

PROGRAM = Path(__file__).with_name("pdf_pieces.py")
LINEARIZED, LENGTH = b"/Linearized", re.compile(rb"/L\s+(\d+)")
NEAR_END = 2048
GARBLED = 0.3


@dataclass(slots=True)
class _Page:
    pieces: list[Piece]
    pictures: int
    height: float = 0.0


def paper_from_pdf(path: Path, limits: Limits) -> Paper:
    """The lines of a PDF, each with its page and its place there.

    Raises EmptyFile, TooLarge, WrongType, TruncatedFile, BrokenPaper, PasswordProtected, ScannedPaper, EmptyPaper,
    UnknownLetters, TooManyPages, TooMuchText or TooHard.
    """
    whole = _looks_whole(path, limits)
    pages = list(_pages(_told(path, limits, whole=whole)))
    if not any(page.pieces for page in pages):
        raise (ScannedPaper if any(page.pictures for page in pages) else EmptyPaper)()
    _refuse_garbled(pages)
    return _paper(pages)


def _looks_whole(path: Path, limits: Limits) -> bool:
    """Whether the end of the file is there. Raises for what no PDF is."""
    size = path.stat().st_size
    if not size:
        raise EmptyFile
    if size > limits.max_bytes:
        raise TooLarge(limit=limits.max_bytes // (1024 * 1024))
    with path.open("rb") as file:
        start = file.read(2048)
        file.seek(max(size - 65_536, 0))
        end = file.read()
    if b"%PDF-" not in start:
        raise WrongType(kind="no PDF")
    declared = LENGTH.search(start) if LINEARIZED in start else None
    if declared and int(declared.group(1)) > size:
        return False
    return b"%%EOF" in end[-NEAR_END:] or (b"%%EOF" in end and b"startxref" in end and not declared)


def _told(path: Path, limits: Limits, *, whole: bool) -> Iterator[dict[str, Any]]:
    """What the program that reads the pages says. It runs apart, so that no file can bring this process down."""
    bounds = (limits.max_pages, limits.max_letters, limits.max_memory, limits.max_seconds)
    try:
        done = subprocess.run(
            [sys.executable, "-E", "-s", str(PROGRAM), str(path), *map(str, bounds)],
            capture_output=True,
            timeout=limits.max_seconds,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise TooHard from None
    said = [json.loads(line) for line in done.stdout.splitlines() if line.endswith(b"}")]
    pages = said[0].get("pages", 0) if said else 0
    end = said[-1].get("end", "") if said else ""
    if end == "password":
        raise PasswordProtected
    if end == "too_many_pages":
        raise TooManyPages(limit=limits.max_pages)
    if end == "too_much_text":
        raise TooMuchText(limit=limits.max_letters)
    if end == "broken" or (end == "whole" and not pages):
        raise BrokenPaper if whole else TruncatedFile
    if end != "whole":
        raise TooHard
    if not whole or any(page.get("broken") for page in said):
        raise BrokenPaper if whole else TruncatedFile
    return iter(said[1:-1])


def _pages(told: Iterable[dict[str, Any]]) -> Iterator[_Page]:
    for page in told:
        pieces = [piece for given in page["pieces"] if (piece := _piece(given)).text]
        yield _Page(in_order(pieces), page["pictures"], page["height"])


def _piece(given: list[Any]) -> Piece:
    text, left, right, top, size, weight, *letters = given
    turned = bool(letters) and bool(RIGHT_TO_LEFT.search(text))
    if letters:
        text = logical(letters[0]) if turned else seen(letters[0])
    text = clean(text)
    return Piece(text, left, right, top, size, bool(weight & 1), bool(weight & 2), turned)


def _refuse_garbled(pages: Iterable[_Page]) -> None:
    letters = unknown = 0
    for page in pages:
        for piece in page.pieces:
            letters += len(piece.text)
            unknown += sum(1 for letter in piece.text if letter == "\ufffd" or "\ue000" <= letter <= "\uf8ff")
    if unknown > GARBLED * letters:
        raise UnknownLetters


def _paper(pages: list[_Page]) -> Paper:
    turned = brackets_turned(piece.text for page in pages for piece in page.pieces if piece.turned)
    paper = Paper([], len(pages))
    pieces, heights = [page.pieces for page in pages], [page.height for page in pages]
    body, goes_on = furniture.body_size(pieces), False
    for number, (page, taken) in enumerate(zip(pages, furniture.running(pieces, heights), strict=True), start=1):
        notes = furniture.footnotes(page.pieces, taken, body, goes_on)
        goes_on = bool(notes)
        for place, piece in enumerate(page.pieces):
            kept = paper.margins if place in taken else paper.notes if place in notes else paper.lines
            kept.append(_line(piece, number, place + 1, turned=turned))
    return paper


def _line(piece: Piece, page: int, number: int, *, turned: bool) -> Line:
    text = piece.text.translate(MIRRORED) if turned and piece.turned else piece.text
    return Line(
        text=text,
        number=number,
        page=page,
        bold=piece.bold,
        italic=piece.italic,
        left=piece.left,
        right=piece.right,
        top=piece.top,
        size=piece.size,
    )
