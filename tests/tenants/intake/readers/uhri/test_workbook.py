from pathlib import Path

import pytest

from tenants.intake.readers.opening import open_source
from tenants.intake.readers.reading import SURE
from tenants.intake.readers.registry import identify
from tests.tenants.intake.readers.counting import reasons_in
from tests.tenants.intake.readers.made_files import csv_bytes, kept, xlsx_bytes
from tests.tenants.intake.readers.uhri.exports import COMMITTEE, CORRECTED, MISSPELT, REVIEW, read, read_one, workbook

SHOUTED = [f" {name.upper()}  " for name in CORRECTED]
RUN_TOGETHER = [name.replace(" ", "_") for name in MISSPELT]


@pytest.mark.parametrize("header", [MISSPELT, CORRECTED, SHOUTED, RUN_TOGETHER], ids=lambda header: header[2])
def test_the_headers_are_known_in_any_spelling(tmp_path: Path, header: list[str]) -> None:
    content = workbook([COMMITTEE, REVIEW], header)
    found = identify(open_source(kept(tmp_path, "list", content), "list"))
    assert found is not None
    assert (found.code, found.recognises(open_source(tmp_path / "list", "list"))) == ("uhri", SURE)
    assert [row.body for row in read(tmp_path, content)] == ["CEDAW", "UPR"]


def test_the_same_columns_as_text_are_read(tmp_path: Path) -> None:
    rows = [MISSPELT, [REVIEW.get(name, "") for name in MISSPELT]]
    assert [row.paragraph for row in read(tmp_path, csv_bytes(rows))] == ["114.1"]


def test_the_sheet_with_the_export_is_found_among_others(tmp_path: Path) -> None:
    notes = [["Text", "Country", "Session", "Themes"], ["a", "b", "c", "d"]]
    cells = [[COMMITTEE.get(name, "") for name in MISSPELT]]
    (row,) = read(tmp_path, xlsx_bytes({"Notes": notes, "Data": [["Universal Index"], MISSPELT, *cells]}))
    assert (row.sheet, row.number) == ("Data", 3)


def test_a_paragraph_of_a_committee(tmp_path: Path) -> None:
    row = read_one(tmp_path, COMMITTEE)
    assert (row.state, row.body, row.symbol, row.cycle, row.session) == ("VAL", "CEDAW", "CEDAW/C/VAL/CO/5", "5", "")
    assert (row.heading, row.paragraph) == ("Rural women", "49")
    assert row.text == "The Committee recommends that the State party open clinics in every district."
    assert (row.groups, row.sdgs) == (("women-girls", "rural-women"), ("3", "5"))
    assert (row.dated, row.kind, row.certain, row.position) == ("2019-03-15", "recommendation", True, "")
    assert row.problems == []


def test_a_recommendation_of_the_periodic_review(tmp_path: Path) -> None:
    row = read_one(tmp_path, REVIEW)
    assert (row.body, row.session, row.paragraph, row.position) == ("UPR", "27", "114.1", "supported")
    assert row.text == "Build a school in every village"
    assert row.recommending_states == ("MAR", "SLU", "VIS")
    assert row.problems == []


def test_the_annotation_is_known_again_by_its_id(tmp_path: Path) -> None:
    assert read_one(tmp_path, COMMITTEE).external_ids == (("uhri", "0a1b2c3d-0000-4000-8000-00000000000a"),)


def test_the_theme_that_is_an_artefact_is_kept_as_printed_and_classifies_nothing(tmp_path: Path) -> None:
    row = read_one(tmp_path, COMMITTEE)
    assert row.theme_texts == ("Right to health", "Reservations", "Violence against women")
    assert row.themes == ("health", "women-violence")


def test_what_concerns_several_states_is_a_row_of_each(tmp_path: Path) -> None:
    rows = read(tmp_path, workbook([{**COMMITTEE, "Countries Concerned": "- Valdoria\n- VL\n- Marenne \n-Nowhere"}]))
    assert [(row.state, row.state_text) for row in rows] == [
        ("VAL", "Valdoria"), ("MAR", "Marenne"), ("", "Nowhere"),
    ]  # fmt: skip
    assert len({row.external_ids for row in rows}) == 1
    assert [row.valid for row in rows] == [True, True, False]


def test_a_row_without_a_state_takes_the_one_that_was_asked_for(tmp_path: Path) -> None:
    content = workbook([{**COMMITTEE, "Countries Concerned": "-"}])
    assert reasons_in(read(tmp_path, content)) == {"missing_state": 1}
    assert [row.state for row in read(tmp_path, content, state="MAR")] == ["MAR"]


@pytest.mark.parametrize(
    ("words", "kind", "certain"),
    [
        ("- Recommendations", "recommendation", True),
        ("recomendations", "recommendation", True),
        ("- Concerns/Observations", "observation", True),
        ("- Concerns/Observations\n- Recommendations", "recommendation", False),
        ("", "recommendation", False),
    ],
)
def test_the_type_parts_recommendations_from_observations(tmp_path: Path, words: str, kind: str, certain: bool) -> None:
    row = read_one(tmp_path, COMMITTEE, Type=words)
    assert (row.kind, row.certain) == (kind, certain)
    assert reasons_in([row]) == ({} if certain else {"unknown_kind": 1})


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("Themes", "- Weather", "unknown_theme"),
        ("Affected_Persons", "- Weathermen", "unknown_group"),
        ("Sdgs", "- Weather", "unknown_sdg"),
        ("Text", "- 12.", "damaged_characters"),
        ("Text", "-", "missing_text"),
        ("Countries_Concerned", "- Ruritania", "unknown_state"),
        ("Document_Symbol", "", "unknown_body"),
    ],
)
def test_what_is_not_known_is_said(tmp_path: Path, column: str, value: str, code: str) -> None:
    changed = {column: "- Pl\ufffdn" if code == "damaged_characters" else value}
    if code == "unknown_body":
        changed["Reccomending_Body"] = "- Committee of Nowhere"
    row = read_one(tmp_path, COMMITTEE, **changed)
    assert reasons_in([row]) == {code: 1}
    if "Weather" in value:
        assert value.removeprefix("- ") in row.theme_texts + row.group_texts + row.sdg_texts


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("UPR_Session", "- 99", "unknown_session"),
        ("UPR_Position", "- Maybe", "unknown_position"),
        ("UPR_Position", "", "missing_position"),
        ("UPR_Position", "- Voluntary Pledge", "voluntary_pledge"),
        ("UPR_Reccomending_States", "- Ruritania", "unknown_recommending_state"),
    ],
)
def test_what_a_review_does_not_tell_is_said(tmp_path: Path, column: str, value: str, code: str) -> None:
    assert reasons_in([read_one(tmp_path, REVIEW, **{column: value})]) == {code: 1}


@pytest.mark.parametrize(
    "words", ["- 27", "27.0", "- Session 27", "- 27th session (May 2017)", "- Cycle 3, 27th session"]
)
def test_the_session_is_told_from_its_words(tmp_path: Path, words: str) -> None:
    assert read_one(tmp_path, REVIEW, UPR_Session=words).session == "27"


def test_labels_of_groups_among_the_themes_are_groups(tmp_path: Path) -> None:
    row = read_one(tmp_path, COMMITTEE, Themes="- Human rights defenders", Affected_Persons="")
    assert (row.themes, row.groups) == ((), ("defenders",))


def test_empty_rows_are_passed_over(tmp_path: Path) -> None:
    assert len(read(tmp_path, workbook([COMMITTEE, dict.fromkeys(MISSPELT, "-"), REVIEW]))) == 2


def test_a_second_reading_says_the_same(tmp_path: Path) -> None:
    content = workbook([COMMITTEE, REVIEW])
    assert read(tmp_path, content) == read(tmp_path, content)
