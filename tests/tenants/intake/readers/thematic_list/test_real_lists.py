"""The lists that lie beside the repository, where they do."""

from collections import Counter
from pathlib import Path

import pytest

from shared.taxonomy.catalogue import catalogue_from_files
from tenants.intake.readers.neutral import NeutralRow
from tenants.intake.readers.reading import About
from tenants.intake.readers.taxonomy_resolver import TaxonomyResolver
from tenants.intake.readers.thematic_list import READER
from tests.tenants.intake.readers.counting import reasons_in
from tests.tenants.intake.readers.thematic_list.made_lists import source_of

LISTS = Path(__file__).resolve().parents[6] / "shared" / "data" / "ohchr_thematic_lists"
SECOND, FOURTH = (
    "UPR20__Slovenia_ThematicListRecommendations_E.docx",
    "upr48-slovenia-thematic-list-of-recommendatio.docx",
)


def read(name: str) -> tuple[About, list[NeutralRow]]:
    path = LISTS / name
    if not path.exists():
        pytest.skip(f"{name} does not lie beside the repository")
    assert READER.recognises(source_of(path)) >= 90
    reading = READER.read(source_of(path), TaxonomyResolver(catalogue_from_files()), {})
    return reading.about, list(reading.rows)


@pytest.mark.parametrize(("name", "count"), [(SECOND, 163), (FOURTH, 254)])
def test_every_recommendation_is_read_without_a_doubt(name: str, count: int) -> None:
    _about, rows = read(name)
    assert (len(rows), len({row.paragraph for row in rows})) == (count, count)
    assert reasons_in(rows) == {}
    assert all(row.text and row.recommending_states and row.position and row.position_source for row in rows)
    assert all((row.themes or row.groups) and row.heading and row.line for row in rows)


@pytest.mark.parametrize(
    ("name", "session", "cycle", "symbol"), [(SECOND, "20", "2", "A/HRC/28/15"), (FOURTH, "48", "4", "A/HRC/59/15")]
)
def test_the_paper_says_what_it_is(name: str, session: str, cycle: str, symbol: str) -> None:
    about, _rows = read(name)
    assert (about.state, about.session, about.cycle, about.symbol) == ("SVN", session, cycle, symbol)
    assert (about.language, about.asks, about.warnings) == ("en", (), [])


@pytest.mark.parametrize(
    ("name", "positions"), [(SECOND, {"supported": 142, "noted": 21}), (FOURTH, {"supported": 217, "noted": 37})]
)
def test_positions_are_those_printed(name: str, positions: dict[str, int]) -> None:
    assert Counter(row.position for row in read(name)[1]) == positions
