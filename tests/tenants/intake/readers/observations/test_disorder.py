"""Whatever stands in a paper, the readers of papers make rows of it or none; they never fail."""

import random
from pathlib import Path

import pytest

from tenants.intake.readers import pasted
from tenants.intake.readers.limits import Limits
from tenants.intake.readers.observations import READER
from tenants.intake.readers.papers.paper import Line, Paper
from tenants.intake.readers.reading import Source
from tenants.intake.readers.table import Format
from tests.tenants.intake.readers.observations.papers import ARABIC, ENGLISH, FRENCH, VIEWS, VISIT, Terms

PIECES = [line for text in (ENGLISH, FRENCH, ARABIC, VISIT, VIEWS) for line in text.split("\n") if line.strip()] + [
    "(a)", "1.", "٣-", "()", "(((", ")", "-", "•", "…", "1.1.1.1 X", "999. Y", "Annex", "(Valdoria);",
    "a-", "\u0301",
]  # fmt: skip


def disorder(chance: random.Random) -> Paper:
    lines = []
    for number in range(1, chance.randrange(2, 60)):
        text = chance.choice(PIECES)
        cut = chance.randrange(1, len(text) + 1) if chance.random() < 0.2 else len(text)
        lines.append(
            Line(
                text[:cut].strip(), number, chance.choice([None, 1, number // 9 + 1]), chance.choice([None, True]),
                chance.choice(["", "", "", "1.", "(a)", "•", "(أ)", "IV."]), chance.random() < 0.2,
                heading=chance.choice([0, 0, 0, 3]), size=chance.choice([0.0, 10.0]), top=number * 12.0,
            )
        )  # fmt: skip
    return Paper(lines)


@pytest.mark.parametrize("reader", [READER, pasted.READER], ids=["observations", "pasted"])
def test_any_order_of_lines_is_read(reader):
    chance = random.Random("disorder")
    rows = 0
    for _trial in range(200):
        paper = disorder(chance)
        source = Source(Path("x"), "x", Format.TEXT, Limits(), paper=paper)
        assert 0 <= reader.recognises(source) <= 100
        for asked in ({}, {"items": True}):
            read = list(reader.read(source, Terms(), asked).rows)
            rows += len(read)
            assert all(row.text for row in read)
            assert [row.number for row in read] == list(range(1, len(read) + 1))
            assert all(row.text == " ".join(row.text.split()) for row in read)
            assert {row.line for row in read} <= {line.number for line in paper.lines}
    assert rows > 1_000
