"""Committees' papers as Word files: numbers that Word counts, headings by style, the symbol in the header."""

import time
from pathlib import Path

import pytest

from tenants.intake.readers.opening import open_source
from tenants.intake.readers.registry import identify
from tests.tenants.intake.readers.observations.papers import Terms
from tests.tenants.intake.readers.papers.made_doc import IN_TABLE, ROW_END, doc_bytes, in_list, listed, para
from tests.tenants.intake.readers.papers.made_word import (
    abstract,
    cell,
    instance,
    kept,
    level,
    numbered,
    paragraph,
    run,
    styled,
    table,
    word_bytes,
)

STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/></w:style>'
    for key, name in (("Ch", "_ H _Ch_G"), ("One", "_ H _1_G"), ("Two", "_ H _2/3_G"))
)
LISTS = (
    abstract(0, level(0, "decimal", "%1."))
    + abstract(1, level(0, "lowerLetter", "(%1)"))
    + instance(1, 0)
    + instance(2, 1)
    + instance(3, 1, '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>')
)
TURN = "<w:r><w:lastRenderedPageBreak/></w:r>"


def committees_paper() -> bytes:
    return word_bytes(
        table(cell(paragraph("United Nations")) + cell(paragraph("CAT/C/VAL/CO/2")),
              cell(paragraph("Convention")) + cell(paragraph("Distr.: General"), paragraph("12 December 2018"))),
        paragraph("Committee against Torture"),
        styled("Concluding observations on the second periodic report of Valdoria", "Ch"),
        numbered("The Committee considered the report (CAT/C/VAL/2) and adopted the following."),
        styled("A. Introduction", "One"),
        numbered("The Committee thanks the State party."),
        styled("C. Principal subjects of concern and recommendations", "One"),
        styled("Prisons", "Two"),
        numbered("The Committee is concerned at crowded cells, in particular:"),
        numbered("At dark cells;", number=2),
        numbered("At wet ones.", number=2),
        paragraph(TURN, run("The State party should:"),
                  properties='<w:numPr><w:ilvl w:val="0"/><w:numId w:val="1"/></w:numPr>'),
        numbered("Light them;", number=3),
        numbered("Dry them.", number=3),
        numbering=LISTS, styles=STYLES, header=paragraph("CAT/C/VAL/CO/2"),
    )  # fmt: skip


@pytest.fixture
def read(tmp_path: Path):
    def reading(content: bytes):
        source = open_source(kept(tmp_path, content, "upload"), "paper")
        reader = identify(source)
        assert reader is not None
        assert reader.code == "observations"
        found = reader.read(source, Terms(), {})
        return found.about, list(found.rows)

    return reading


def test_a_paper_of_today(read):
    about, rows = read(committees_paper())
    assert (about.symbol, about.state, about.body, about.dated, about.cycle, about.asks) == (
        "CAT/C/VAL/CO/2", "VAL", "CAT", "2018-12-12", "2", (),
    )  # fmt: skip
    assert [(row.paragraph, row.kind, row.heading, row.page) for row in rows] == [
        ("1", "observation", "", 1),
        ("2", "observation", "Introduction", 1),
        ("3", "observation", "Prisons", 1),
        ("4", "recommendation", "Prisons", 2),
    ]
    assert (
        rows[2].text
        == "The Committee is concerned at crowded cells, in particular: (a) At dark cells; (b) At wet ones."
    )
    assert rows[3].text == "The State party should: (a) Light them; (b) Dry them."


def test_a_paper_of_2008(read):
    first = [para(text, IN_TABLE, end="\x07") for text in ("UNITED NATIONS", "CAT/C/VAL/CO/2")]
    body = [
        *first, para("", IN_TABLE + ROW_END, end="\x07"),
        para("12 December 2008"), para("Concluding observations of the Committee against Torture"), para("VALDORIA"),
        para("1.\tThe Committee considered the second report of Valdoria."),
        para("A.\tPositive aspects"),
        para("The Committee thanks.", in_list(1)),
        para("It should not be thought, it says, that all is well.", in_list(1)),
    ]  # fmt: skip
    about, rows = read(doc_bytes([*body[:6], para("x", in_list(1)), *body[7:]], lists=listed(0, "\x00.")))
    assert (about.symbol, about.state, about.dated) == ("CAT/C/VAL/CO/2", "VAL", "2008-12-12")
    assert [(row.paragraph, row.heading) for row in rows] == [
        ("1", ""),
        ("2", "Positive aspects"),
        ("3", "Positive aspects"),
    ]


def test_three_hundred_pages_are_read_within_seconds(read):
    words = "The Committee recommends that the State party adopt the law without any further delay and train judges. "
    page = [paragraph(TURN, run(words * 4)), *[numbered(words * 12)] * 3]
    whole = word_bytes(
        styled("Concluding observations on the second periodic report of Valdoria", "Ch"),
        *page * 300, numbering=LISTS, styles=STYLES,
    )  # fmt: skip
    started = time.monotonic()
    _about, rows = read(whole)
    assert len(rows) == 900
    assert rows[-1].page == 301
    assert time.monotonic() - started < 10
