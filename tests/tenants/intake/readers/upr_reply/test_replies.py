"""A State's reply, in the shapes in which States write them."""

import pytest

from tenants.intake.readers.papers.paper import Cell, Line, Paper, Table
from tenants.intake.readers.upr_reply import READER
from tests.tenants.intake.readers.upr_report.places import Places
from tests.tenants.intake.readers.upr_report.reports import TITLE, paper_of, source_of

HEAD = """A/HRC/21/99/Add.1
12 September 2012
Report of the Working Group on the Universal Periodic Review
Valdoria
Addendum
Views on conclusions and/or recommendations, voluntary commitments and replies presented by the State under review
"""


def positions(text: str) -> dict[str, str]:
    rows = READER.read(source_of(paper_of(HEAD + text)), Places(), {}).rows
    return {row.paragraph: row.position for row in rows}


def test_lists_and_ranges() -> None:
    assert positions(
        """1. Valdoria has examined the recommendations in the report A/HRC/21/99.
2. Valdoria accepts recommendations 116.1, 116.4 and 116.6 to 116.8.
3. Recommendations 116.2, 116.3: noted. Valdoria finds them hard.
4. The following recommendations do not enjoy the support of Valdoria, which examined them with care: 116.9,
116.10 and 117.2.
"""
    ) == {
        "116.1": "supported",
        "116.4": "supported",
        "116.6": "supported",
        "116.7": "supported",
        "116.8": "supported",
        "116.2": "noted",
        "116.3": "noted",
        "116.9": "rejected",
        "116.10": "rejected",
        "117.2": "rejected",
    }


def test_texts_repeated_under_headings() -> None:
    rows = list(
        READER.read(
            source_of(
                paper_of(
                    HEAD
                    + """1. The position is set out below.
Recommendations that enjoy the support of Valdoria:
116.1. Open the libraries (Marenne); Open the baths (Hestia);
116.2 Open the museums on all
days (Hestia);
Recommendations that were noted:
116.5 Close the ports (Marenne);
"""
                )
            ),
            Places(),
            {},
        ).rows
    )
    assert [(row.paragraph, row.text, row.position) for row in rows] == [
        ("116.1", "Open the libraries", "supported"),
        ("116.1", "Open the baths", "supported"),
        ("116.2", "Open the museums on all days", "supported"),
        ("116.5", "Close the ports", "noted"),
    ]


def test_a_response_under_each_recommendation() -> None:
    assert positions(
        """Recommendation 116.1: Open the libraries (Marenne).
Response: Accepted. Work has begun.
Recommendation 116.2: Open the baths (Hestia).
Response: Valdoria does not support this recommendation.
116.5 Close the ports (Marenne) Noted
116.6 Partially accepted. The first half is.
116.7 Supported
"""
    ) == {
        "116.1": "supported",
        "116.2": "rejected",
        "116.5": "noted",
        "116.6": "supported_in_part",
        "116.7": "supported",
    }


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("1. La Valdorie accepte les recommandations 110.1 et 110.3 à 110.5.\n"
         "2. La Valdorie prend note de la recommandation 110.2.",
         {"110.1": "supported", "110.3": "supported", "110.4": "supported", "110.5": "supported", "110.2": "noted"}),
        ("1- تقبل فالدوريا التوصيات 110-1 و110-4.\n2- تحيط فالدوريا علماً بالتوصيتين 110-3 و110-5.",
         {"110.1": "supported", "110.4": "supported", "110.3": "noted", "110.5": "noted"}),
    ],
)  # fmt: skip
def test_french_and_arabic(text: str, expected: dict[str, str]) -> None:
    assert positions(text) == expected


def test_rows_of_a_table_in_word() -> None:
    paper = Paper([Line(text, number, begins=True) for number, text in enumerate(HEAD.splitlines(), start=1)])
    rows = [("Recommendation", "Position"), ("116.1. Open the libraries (Marenne)", "Supported"),
            ("116.2. Close the ports (Hestia)", "Not accepted")]  # fmt: skip
    paper.tables.append(Table(tuple(tuple(Cell((cell,)) for cell in row) for row in rows), 50))
    found = {row.paragraph: row.position for row in READER.read(source_of(paper), Places(), {}).rows}
    assert found == {"116.1": "supported", "116.2": "rejected"}


def test_rows_name_the_report_and_where_the_answer_stands() -> None:
    reading = READER.read(
        source_of(paper_of(HEAD + "2. Valdoria accepts recommendations 116.1 and 116.2.")), Places(), {}
    )
    row = next(iter(reading.rows))
    assert (row.symbol, row.position_source, row.state) == ("A/HRC/21/99", "A/HRC/21/99/Add.1 - Para.2", "VAL")
    assert (row.text, row.page) == ("", 1)


def test_a_reply_is_told_from_a_report() -> None:
    assert READER.recognises(source_of(paper_of(HEAD + "1. Text."))) >= 90
    assert READER.recognises(source_of(paper_of(TITLE))) == 0
