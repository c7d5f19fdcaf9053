"""Papers about States that were invented, laid out as the UN and ministries hand them out. Words are the caller's."""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby

import docx
import typst
from docx.document import Document
from openpyxl import Workbook

HEADINGS = {
    "supported": "The recommendations listed below have been examined by {state} and enjoy the support of {state}:",
    "pending": "The following recommendations will be examined by {state}, which will provide responses in due time:",
    "noted": "The recommendations below have been noted by {state}:",
}
REPLIES = {"supported": "accepts", "supported_in_part": "partially accepts", "noted": "takes note of"}
POSITIONS = {"supported": "Supported", "supported_in_part": "Supported/Noted", "noted": "Noted", "pending": "Pending"}
LIST_HEADER = (
    "Recommendation and recommending State",
    "Position of the State under review",
    "Human rights themes and groups of persons",
    "Relevant SDGs",
)
ORDINALS = {1: "1st", 2: "2nd", 3: "3rd"}
SHEET = """#set page(paper: "a4", margin: (left: 4cm, right: 2.5cm, top: 3cm, bottom: 2.5cm),
  header: context if here().page() > 1 [{symbol}], footer: context [#h(1fr) #counter(page).display()])
#set text(size: 10pt, lang: "en", font: "Libertinus Serif")
#set par(justify: true, spacing: 1em)
"""


@dataclass(frozen=True)
class Review:
    """A review as its papers name it. `state` in English, `state_code` with three letters."""

    state: str
    state_code: str
    symbol: str
    cycle: int
    session: int
    dated: str


@dataclass(frozen=True)
class Said:
    """One recommendation as papers print it: names and labels, no codes. `position` is a slug of positions.csv."""

    paragraph: str
    text: str
    states: tuple[str, ...]
    position: str
    themes: tuple[str, ...] = ()
    groups: tuple[str, ...] = ()
    goals: tuple[str, ...] = ()
    source: str = ""


def report_pdf(review: Review, said: Sequence[Said]) -> bytes:
    """The report of the Working Group. Paragraphs 140.1 and 140.2 stand under paragraph 140, which tells positions."""
    lines = [
        SHEET.format(symbol=review.symbol),
        f"United Nations #h(1fr) {review.symbol} \\\nGeneral Assembly #h(1fr) Distr.: General \\\n{review.dated} \\",
        "Original: English\n\n*Human Rights Council*\n",
        "#v(4em)\n#text(size: 15pt, weight: 700)[Report of the Working Group on the Universal Periodic Review]\n",
        f"#text(size: 13pt, weight: 700)[{_set(review.state)}]\n#pagebreak()\n*Introduction*\n",
        _numbered(
            "1.",
            f"The Working Group on the Universal Periodic Review held its {_ordinal(review.session)} session in the"
            f" year of this report. The review of {review.state} took place on its second day. The national report"
            f" (A/HRC/WG.6/{review.session}/{review.state_code}/1) and two other papers were before it.",
        ),
        "*I. Summary of the proceedings of the review process*\n",
        _numbered("2.", f"The head of the delegation of {review.state} presented the national report."),
        "*II. Conclusions and/or recommendations*\n",
    ]
    for (number, position), rows in groupby(said, key=lambda one: (one.paragraph.partition(".")[0], one.position)):
        lines.append(_numbered(f"{number}.", HEADINGS[position].format(state=review.state)))
        for row in rows:
            words = f"{row.text.rstrip('.')} {' '.join(f'({state})' for state in row.states)};"
            lines.append(_numbered(row.paragraph, words))
    return typst.compile("\n".join(lines).encode())


def _numbered(number: str, words: str) -> str:
    return f"{_set(number)} #h(6pt) {_set(words)}\n"


def _set(words: str) -> str:
    """Words as typst prints them, whatever signs stand in them."""
    return f"#{json.dumps(words, ensure_ascii=False)}"


def _ordinal(number: int) -> str:
    return ORDINALS.get(number, f"{number}th")


def reply_docx(review: Review, said: Iterable[Said]) -> bytes:
    """The State's reply to the report: what it says to each recommendation, by paragraph."""
    document = docx.Document()
    for line in (
        f"{review.symbol}/Add.1",
        "Human Rights Council",
        "Report of the Working Group on the Universal Periodic Review",
        review.state,
        "Addendum",
        "Views on conclusions and/or recommendations, voluntary commitments and replies presented by the State under"
        " review",
        f"1. {review.state} has examined the recommendations in the report {review.symbol}.",
    ):
        document.add_paragraph(line)
    by_position: dict[str, list[str]] = {}
    for one in said:
        by_position.setdefault(one.position, []).append(one.paragraph)
    for number, (position, paragraphs) in enumerate(by_position.items(), start=2):
        document.add_paragraph(f"{number}. {review.state} {REPLIES[position]} recommendations {', '.join(paragraphs)}.")
    return _bytes(document)


def thematic_list(review: Review, said: Iterable[Said]) -> bytes:
    """OHCHR's list in the layout of the fourth cycle, under headings of the first theme."""
    document = docx.Document()
    cycle, session = _ordinal(review.cycle), _ordinal(review.session)
    title = f"UPR of {review.state} ({cycle} Cycle - {session} Session)\t\tThematic list of recommendations"
    document.sections[0].header.paragraphs[0].text = title
    table = document.add_table(rows=1, cols=len(LIST_HEADER), style="Table Grid")
    for cell, words in zip(table.rows[0].cells, LIST_HEADER, strict=True):
        cell.text = words
    ordered = sorted(said, key=lambda one: one.themes[:1])
    for theme, rows in groupby(ordered, key=lambda one: one.themes[:1]):
        heading = table.add_row().cells
        heading[0].merge(heading[-1]).text = f"Theme: {theme[0] if theme else 'Other'}"
        for row in rows:
            states = " ".join(f"({state})" for state in row.states)
            printed = f"{row.paragraph} {row.text.rstrip('.')} {states};"
            themes = [f"- {theme}" for theme in row.themes]
            groups = ["Groups of Persons:", *(f"- {group}" for group in row.groups)] if row.groups else []
            cells = (
                [printed, f"Source of Position: {row.source}"] if row.source else [printed],
                [POSITIONS[row.position]],
                [*themes, *groups],
                [f"- {goal}" for goal in row.goals],
            )
            for cell, written in zip(table.add_row().cells, cells, strict=True):
                cell.text = "\n".join(written)
    return _bytes(document)


def _bytes(document: Document) -> bytes:
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def ministry_table(sheet: str, titles: Sequence[str], rows: Iterable[Sequence[object]], *, rtl: bool) -> bytes:
    """A workbook as ministries keep it: titles over merged cells, then the header and what follows it."""
    book = Workbook()
    page = book.active
    assert page is not None
    page.title, page.sheet_view.rightToLeft = sheet, rtl
    lines = list(rows)
    for number, title in enumerate(titles, start=1):
        page.append([title])
        page.merge_cells(start_row=number, end_row=number, start_column=1, end_column=len(lines[0]))
    for line in lines:
        page.append(list(line))
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()
