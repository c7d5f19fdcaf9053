"""What a list says of itself, and what is asked where it does not."""

from pathlib import Path

import pytest

from tenants.intake.readers.thematic_list.about import session_of, symbol_of
from tests.tenants.intake.readers.thematic_list.made_lists import CYCLE_4, FictionalStates, made_list, read

ROW = ("140.1 Ratify it (Marenne);\nSource of Position: A/HRC/59/15/Add.1 - Para.3", "Noted", "- Right to health", "")


def test_state_session_and_cycle_stand_in_the_running_header(tmp_path: Path) -> None:
    about, (row,) = read(made_list(tmp_path / "a.docx", CYCLE_4, [ROW]))
    assert (about.state, about.state_text, about.session, about.cycle) == ("VLD", "Valdoria", "48", "4")
    assert (about.symbol, about.language, about.body, about.asks) == ("A/HRC/59/15", "en", "UPR", ())
    assert (row.state, row.session, row.symbol, row.cycle) == ("VLD", "48", "A/HRC/59/15", "4")


def test_without_a_title_the_session_is_told_by_the_report_and_the_state_is_asked(tmp_path: Path) -> None:
    about, (row,) = read(made_list(tmp_path / "a.docx", CYCLE_4, [ROW], title=""))
    assert (about.session, about.asks) == ("48", ("state",))
    assert [one.code for one in row.problems] == ["missing_state"]


def test_what_a_person_said_stands_for_what_the_paper_does_not(tmp_path: Path) -> None:
    path = made_list(
        tmp_path / "a.docx", CYCLE_4, [("140.1 Ratify it (Marenne)", "Noted", "- Right to health", "")], title=""
    )
    assert read(path)[0].asks == ("state", "session", "symbol")
    about, (row,) = read(path, state="VLD", session="48", symbol="A/HRC/59/15")
    assert about.asks == ()
    assert row.valid
    assert (row.state, row.session, row.symbol) == ("VLD", "48", "A/HRC/59/15")


@pytest.mark.parametrize(
    ("symbol", "session"),
    [
        ("A/HRC/28/15", "20"),
        ("A/HRC/59/15", "48"),
        ("A/HRC/21/3", "13"),
        ("A/HRC/36/9", "27"),
        ("A/HRC/8/22", ""),
        ("A/HRC/44/4", ""),
    ],
)
def test_the_council_session_tells_the_reviews(symbol: str, session: str) -> None:
    assert session_of(symbol, FictionalStates()) == session


def test_the_report_is_what_most_sources_name_and_never_the_councils_own() -> None:
    sources = ["A/HRC/28/2 - Para. 4", "A/HRC/28/2 - Para. 5", "A/HRC/28/15/Add.1 - Para. 3"]
    assert symbol_of(sources) == "A/HRC/28/15"
    assert symbol_of(["Para. 4"]) == ""
