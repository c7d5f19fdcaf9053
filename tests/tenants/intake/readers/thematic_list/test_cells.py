"""What stands in the cells: States, numbers, themes, goals, and the marks that mean nothing."""

from pathlib import Path

import pytest

from tenants.intake.readers.thematic_list.entry import numbered
from tenants.intake.readers.thematic_list.states import closing_states
from tests.tenants.intake.readers.thematic_list.made_lists import CYCLE_4, FictionalStates, made_list, read


def find(name: str) -> str | None:
    term = FictionalStates().find_state(name)
    return term.code if term else None


@pytest.mark.parametrize(
    ("words", "text", "codes"),
    [
        ("Ratify it (Marenne) (Valdoria);", "Ratify it", ["MRN", "VLD"]),
        ("Ratify it (Marenne, Valdoria).", "Ratify it", ["MRN", "VLD"]),
        ("Ratify the treaty (ICX) (Orland (Federal Union of)); ", "Ratify the treaty (ICX)", ["ORL"]),
        ("Ratify it (Marenne, Orland (Federal Union of),Valdoria);", "Ratify it", ["MRN", "ORL", "VLD"]),
        ("Ratify it (MarenneValdoria);", "Ratify it", ["MRN", "VLD"]),
        ("Ratify it (Marenne and Vent & Isles);", "Ratify it", ["MRN", "VIS"]),
        ("Ratify it (the Kingdom of Saint Lúcio/Marenne);", "Ratify it", ["SLU", "MRN"]),
        ("Ratify it (Orland (Federal Union of);", "Ratify it", ["ORL"]),
        ("Ratify it (Marenne); and", "Ratify it", ["MRN"]),
        ("صادقوا عليها (مارين) (السويلا)؛", "صادقوا عليها", ["MRN", "SWL"]),
        ("Ratify it (Marenne) (Marenne);", "Ratify it", ["MRN"]),
    ],
)
def test_states_at_the_end_are_told_however_they_are_written(words: str, text: str, codes: list[str]) -> None:
    rest, states = closing_states(words, find)
    assert (rest, [code for _name, code in states]) == (text, codes)


@pytest.mark.parametrize(
    "words", ["Strengthen the commission (NHRC)", "Act on it (see paragraph 5)", "Adopt a law (by 2030)", "Act on it."]
)
def test_a_bracket_that_holds_no_state_stays_in_the_text(words: str) -> None:
    assert closing_states(words, find) == (words, ())


def test_a_state_nobody_knows_keeps_its_name_and_is_said(tmp_path: Path) -> None:
    path = made_list(
        tmp_path / "a.docx", CYCLE_4, [("140.1 Ratify it (Nowhereland);", "Noted", "- Right to health", "")]
    )
    _about, (row,) = read(path)
    assert (row.text, row.recommending_state_texts, row.recommending_states) == ("Ratify it", ("Nowhereland",), ())
    assert [(one.code, one.value) for one in row.problems] == [("unknown_recommending_state", "Nowhereland")]


@pytest.mark.parametrize(
    ("words", "number", "text"),
    [
        ("140.7 Ratify it", "140.7", "Ratify it"),
        ("140.7. Ratify it", "140.7", "Ratify it"),
        ("140.7Ratify it", "140.7", "Ratify it"),
        ("(140.7) Ratify it", "140.7", "Ratify it"),
        ("7. Ratify it", "7", "Ratify it"),
        ("A-5.1 Ratify it", "A-5.1", "Ratify it"),
        ("١٤٠-٧ التصديق", "140.7", "التصديق"),
        ("2030 Agenda first", "", "2030 Agenda first"),
        ("16 days of action", "", "16 days of action"),
    ],
)
def test_a_paragraph_number_is_told_from_a_number_in_the_text(words: str, number: str, text: str) -> None:
    assert numbered(words) == (number, text)


def test_entities_and_unseen_characters_do_not_stay(tmp_path: Path) -> None:
    row = (
        "140.1&nbsp;Ratify&amp;nbsp;the “pact” &amp; well\u2011known\u00ad (Marenne)",
        "Noted&nbsp;",
        "-&nbsp;Right to health",
        "",
    )
    _about, (read_row,) = read(made_list(tmp_path / "a.docx", CYCLE_4, [row]))
    assert (read_row.text, read_row.position_text) == ("Ratify the “pact” & well-known", "Noted")
    assert read_row.theme_texts == ("Right to health",)


def test_an_unknown_theme_and_group_are_kept_as_printed_and_said(tmp_path: Path) -> None:
    row = (
        "140.1 Ratify it (Marenne)",
        "Noted",
        "- Moon rights, tides & stars\nGroups of persons:\n- Lighthouse keepers",
        "- x",
    )
    _about, (read_row,) = read(made_list(tmp_path / "a.docx", CYCLE_4, [row]))
    assert (read_row.theme_texts, read_row.themes) == (("Moon rights, tides & stars",), ())
    assert (read_row.group_texts, read_row.groups) == (("Lighthouse keepers",), ())
    assert [one.code for one in read_row.problems] == ["unknown_theme", "unknown_group", "unknown_sdg"]
    assert read_row.valid


@pytest.mark.parametrize(
    ("printed", "code"),
    [
        ("Supported", "supported"),
        ("Noted", "noted"),
        ("Supported / Noted", "supported_in_part"),
        ("Partially supported", "supported_in_part"),
        ("Notée", "noted"),
        ("أحيط علماً بها", "noted"),
    ],
)
def test_positions_are_told_in_the_words_of_the_lists(tmp_path: Path, printed: str, code: str) -> None:
    path = made_list(tmp_path / "a.docx", CYCLE_4, [("140.1 Ratify it (Marenne)", printed, "- Right to health", "")])
    assert read(path)[1][0].position == code


def test_a_position_nobody_knows_is_said_and_keeps_no_row_out(tmp_path: Path) -> None:
    path = made_list(tmp_path / "a.docx", CYCLE_4, [("140.1 Ratify it (Marenne)", "Maybe", "- Right to health", "")])
    _about, (row,) = read(path)
    assert (row.position, row.position_text, row.valid) == ("", "Maybe", True)
    assert [one.code for one in row.problems] == ["untold_position"]
