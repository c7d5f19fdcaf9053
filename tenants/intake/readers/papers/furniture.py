"""What stands on every page besides the text: running heads and feet, page numbers, footnotes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from tenants.intake.readers.papers.page_order import Piece

# Shares of the height of a page within which its head and foot stand.
HEAD, FOOT = 0.13, 0.88
NEAR = 4
SYMBOL = r"[A-Z]{1,5}/[A-Z0-9][A-Za-z0-9./\-]*\*{0,3}"
PAGE_WORD = r"(?:page|p\.|الصفحة|صفحة)"
ALONE = re.compile(
    rf"^(?:{SYMBOL}\s*)?(?:{PAGE_WORD}\s*)?[-–]?\s*[\divxl\u0660-\u0669]{{0,4}}\s*[-–]?(?:\s*{SYMBOL})?$", re.IGNORECASE
)
JOB_NUMBER = re.compile(
    r"^(?:[\d\u0660-\u0669]{1,4}\s+)?(?:GE\.?\s?[\d\u0660-\u0669]{2}\s?[-–]?\s?[\d\u0660-\u0669]{4,6}.*|\*\d{6,8}\*.*"
    r"|[(]?[EFA][)]?\s*\d{6}(?:\s+\d{6})?|Please recycle.*|Merci de recycler.*|.{0,40}الرجاء إعادة الاستعمال.*)"
    r"(?:\s+[\d\u0660-\u0669]{1,4})?$",
    re.IGNORECASE,
)
FOOTNOTE = re.compile(
    r"^(?:[\d\u0660-\u0669]{1,3}(?:\s?(?=[^\d\u0660-\u0669.])|$)|[*\u2217\u2020]{1,4}|[ivx]{1,4}\s|[a-z]\s"
    r"|[(][\d\u0660-\u0669]{1,3}[)])"
)
NUMBERED = re.compile(r"^[(]?[\d\u0660-\u0669]{1,3}\s?[.\-–)]")
SMALL = 0.93
DIGITS = re.compile(r"[\d\u0660-\u0669]+")


def body_size(pages: Sequence[Sequence[Piece]]) -> float:
    """The size in which most letters of the paper are set; 0 for a paper without text."""
    letters: Counter[float] = Counter()
    for page in pages:
        for piece in page:
            letters[piece.size] += len(piece.text)
    return letters.most_common(1)[0][0] if letters else 0.0


def _shape(piece: Piece) -> tuple[str, int]:
    return DIGITS.sub("#", piece.text), round(piece.top / 6)


def _edges(page: Sequence[Piece], height: float) -> tuple[list[int], list[int]]:
    """Places of the lines in the page's head and in its foot, from the edge inwards."""
    by_top = sorted(range(len(page)), key=lambda place: page[place].top)
    head = [place for place in by_top[:NEAR] if page[place].top < HEAD * height]
    foot = [place for place in by_top[: -NEAR - 1 : -1] if page[place].top > FOOT * height]
    return head, foot


def running(pages: Sequence[Sequence[Piece]], heights: Sequence[float]) -> list[set[int]]:
    """For each page the places of the lines that belong to its running head and foot.

    A line is one when it is a symbol, a page number or a job number at the edge, or when it comes again on other
    pages in the same place; never the number of a paragraph, nor what stands further in than the text. On the first
    page only the job number is taken: symbol and date there are the title's.
    """
    repeated: Counter[tuple[str, int]] = Counter()
    for page, height in zip(pages, heights, strict=True):
        head, foot = _edges(page, height)
        repeated.update({_shape(page[place]) for place in head + foot})
    often = max(3, len(pages) // 5)
    found: list[set[int]] = []
    for number, (page, height) in enumerate(zip(pages, heights, strict=True)):
        taken: set[int] = set()
        for side in _edges(page, height):
            for place in side:
                text = page[place].text
                job = bool(JOB_NUMBER.match(text))
                again = repeated[_shape(page[place])] >= often and not NUMBERED.match(text)
                if job or (number and (ALONE.match(text) or again)):
                    taken.add(place)
                elif number:
                    break
        found.append(taken)
    return found


def footnotes(page: Sequence[Piece], taken: set[int], body: float, goes_on: bool) -> set[int]:
    """Places of the footnotes: the small lines at the end of a page, the first with its mark.

    `goes_on` says that the page before ended in footnotes, whose rest may stand here without a mark.
    """
    places = sorted((place for place in range(len(page)) if place not in taken), key=lambda place: page[place].top)
    small: list[int] = []
    for place in reversed(places):
        if page[place].size > SMALL * body:
            break
        small.append(place)
    small.reverse()
    if len(small) == len(places):
        return set()
    while small and not (FOOTNOTE.match(page[small[0]].text) or goes_on):
        small.pop(0)
    return set(small)
