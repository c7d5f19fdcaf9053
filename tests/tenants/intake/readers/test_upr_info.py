import pytest

from tenants.intake.readers.columns import match_columns
from tenants.intake.readers.neutral import NeutralRow
from tenants.intake.readers.table import Row
from tenants.intake.readers.upr_info import neutral_rows
from tests.tenants.intake.readers.counting import reasons_in, states_in
from tests.tenants.intake.readers.known_terms import KnownTerms
from tests.tenants.intake.readers.made_files import HEADER, ROWS


def neutral(rows: list[list[str]], header: list[str] | None = None) -> list[NeutralRow]:
    header = header or HEADER
    table = [Row(number, tuple(cells)) for number, cells in enumerate([header, *rows], start=1)]
    return list(neutral_rows(table, match_columns(header), KnownTerms()))


def changed(**cells: str) -> NeutralRow:
    row = list(ROWS[0])
    for name, value in cells.items():
        row[HEADER.index(name)] = value
    return neutral([row])[0]


def test_a_row_of_the_export_becomes_a_neutral_row() -> None:
    row = neutral(ROWS)[0]
    assert (row.number, row.state, row.session, row.position, row.action_category) == (2, "VAL", "18", "supported", "5")
    assert (row.recommending_states, row.recommending_state_texts) == (("CAZ",), ("Côte d'Azurie",))
    assert row.issues == ("justice", "women")
    assert (row.state_organisation, row.language, row.problems) == ("EU, OIF", "en", [])


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("Text", " ", "missing_text"),
        ("To", "", "missing_state"),
        ("To", "Ruritania", "unknown_state"),
        ("Session", "", "missing_session"),
        ("Session", "99", "unknown_session"),
        ("Response", "Perhaps", "unknown_position"),
        ("Response", "Voluntary Pledge", "voluntary_pledge"),
        ("Action", "7", "unknown_action_category"),
    ],
)
def test_a_broken_row_is_kept_out_and_says_why(column: str, value: str, code: str) -> None:
    row = changed(**{column: value})
    assert not row.valid
    assert [problem.code for problem in row.problems] == [code]
    assert row.problems[0].message


@pytest.mark.parametrize(
    ("column", "value", "code"),
    [
        ("Response", "", "missing_position"),
        ("From", "", "missing_recommending_state"),
        ("From", "&#40;Unknown&#41;", "unknown_recommending_state"),
        ("Issue", "Justice,Elves", "unknown_issue"),
        ("Text", "Adopt a l\ufffdw.", "damaged_characters"),
    ],
)
def test_a_doubtful_row_is_let_in_with_a_warning(column: str, value: str, code: str) -> None:
    row = changed(**{column: value})
    assert row.valid
    assert [problem.code for problem in row.problems] == [code]


def test_the_words_of_an_unknown_name_are_kept() -> None:
    row = changed(From="&#40;Unknown&#41;", Issue="Justice,Elves")
    assert row.recommending_state_texts == ("(Unknown)",)
    assert (row.issues, row.issue_texts) == (("justice",), ("Justice", "Elves"))


def test_several_recommending_states_in_one_cell_are_divided() -> None:
    assert changed(From="Marenne; Vent & Isles").recommending_states == ("MAR", "VIS")


def test_a_supported_and_noted_text_is_supported_in_part() -> None:
    assert changed(Response="Supported/Noted").position == "supported_in_part"


def test_a_cell_like_a_formula_is_a_warning() -> None:
    table = [Row(1, tuple(HEADER)), Row(2, tuple(ROWS[0]), formula_like=(3,))]
    row = next(neutral_rows(table, match_columns(HEADER), KnownTerms()))
    assert [problem.code for problem in row.problems] == ["formula_like"]


def test_translations_stand_beside_each_other() -> None:
    header = ["الدولة موضوع الاستعراض", "النص بالعربية", "Texte en français", "الدورة"]
    row = neutral([["Valdoria", "تدريب القضاة", "Former les juges", "18"]], header)[0]
    assert row.texts == {"fr": "Former les juges", "ar": "تدريب القضاة"}
    assert row.text in row.texts.values()
    assert row.valid


def test_short_rows_have_empty_cells() -> None:
    assert {problem.code for problem in neutral([["Valdoria"]])[0].problems} >= {"missing_text", "missing_session"}


def test_states_and_reasons_are_counted() -> None:
    rows = neutral([*ROWS, ["Ruritania", *ROWS[0][1:]]])
    assert states_in(rows) == {"VAL": 3, "MAR": 1, "Ruritania": 1}
    assert reasons_in(rows) == {"unknown_state": 1}
