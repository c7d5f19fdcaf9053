"""The exports that lie beside the repository, where they do."""

import tracemalloc
from collections import Counter
from pathlib import Path

import pytest

from shared.taxonomy.catalogue import catalogue_from_files
from tenants.intake.readers import Format, read_table, sniff
from tenants.intake.readers.columns import match_columns
from tenants.intake.readers.grouping import NeutralRecommendation, group
from tenants.intake.readers.neutral import NeutralRow
from tenants.intake.readers.taxonomy_resolver import TaxonomyResolver
from tenants.intake.readers.upr_info import neutral_rows
from tests.tenants.intake.readers.counting import reasons_in, states_in

EXPORTS = Path(__file__).resolve().parents[5] / "shared" / "data" / "upr_info"
CSV, XLS = "sessions-1-5.csv", "sessions-17-20.xls"


def rows_of(name: str) -> list[NeutralRow]:
    path = EXPORTS / name
    if not path.exists():
        pytest.skip(f"{name} does not lie beside the repository")
    sniffed = sniff(path, name)
    mapping = match_columns(sniffed.sheet().header)
    return list(neutral_rows(read_table(path, sniffed), mapping, TaxonomyResolver(catalogue_from_files())))


def recommendations_of(name: str) -> list[NeutralRecommendation]:
    return list(group(rows_of(name)))


@pytest.mark.parametrize(("name", "rows", "states"), [(CSV, 6094, 80), (XLS, 7984, 42)])
def test_every_row_is_read_and_none_is_invalid(name: str, rows: int, states: int) -> None:
    read = rows_of(name)
    assert (len(read), len(states_in(read))) == (rows, states)
    assert [row for row in read if not row.valid] == []


@pytest.mark.parametrize(("name", "count"), [(CSV, 5630), (XLS, 7795)])
def test_rows_of_one_text_are_one_recommendation(name: str, count: int) -> None:
    assert len(recommendations_of(name)) == count


def test_the_only_doubts_are_nine_unnamed_states() -> None:
    assert reasons_in(rows_of(CSV)) == {"unknown_recommending_state": 9}
    assert reasons_in(rows_of(XLS)) == {}


def test_rows_of_one_text_hardly_ever_disagree() -> None:
    warnings = Counter(one.code for name in (CSV, XLS) for made in recommendations_of(name) for one in made.warnings)
    assert warnings == {"unknown_recommending_state": 9, "issues_differ": 4, "action_categories_differ": 1}


def test_accented_names_are_right() -> None:
    accented = Counter(letter for name in (CSV, XLS) for row in rows_of(name) for letter in row.text if letter > "\x7f")
    assert set(accented) == set("éèçíàô")


def test_the_bytes_are_told_for_what_they_are() -> None:
    rows_of(CSV)
    sniffed = sniff(EXPORTS / CSV, CSV)
    assert (sniffed.format, sniffed.encoding, sniffed.delimiter, sniffed.newline) == (
        Format.CSV,
        "mac_roman",
        ",",
        "\r",
    )


def test_six_thousand_rows_stay_within_forty_megabytes() -> None:
    tracemalloc.start()
    try:
        recommendations_of(CSV)
        assert tracemalloc.get_traced_memory()[1] < 40 * 1024 * 1024
    finally:
        tracemalloc.stop()
