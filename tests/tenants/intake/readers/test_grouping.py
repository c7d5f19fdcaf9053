from tenants.intake.readers.grouping import NeutralRecommendation, group, recommendation_key
from tests.tenants.intake.readers.made_files import HEADER, ROWS
from tests.tenants.intake.readers.test_upr_info import neutral

LAW, SAME_LAW = ROWS[0], ROWS[1]


def grouped(*rows: list[str]) -> list[NeutralRecommendation]:
    return list(group(neutral(list(rows))))


def changed(row: list[str], **cells: str) -> list[str]:
    return [cells.get(name, value) for name, value in zip(HEADER, row, strict=True)]


def test_rows_of_one_state_session_and_text_are_one_recommendation() -> None:
    law, penalty, judges = grouped(*ROWS)
    assert (law.rows, law.recommending_states) == ((2, 3), ("CAZ", "SLU"))
    assert (penalty.rows, judges.rows) == ((4,), (5,))


def test_another_session_is_another_recommendation() -> None:
    assert len(grouped(LAW, changed(LAW, Session="32"))) == 2


def test_the_key_is_the_same_from_file_to_file() -> None:
    assert recommendation_key("VAL", "18", "Adopt a law.") == "1a3442240b37597a7dea8f1d32fecab1"


def test_the_key_does_not_see_dress() -> None:
    assert recommendation_key("VAL", "18", "the “law”.") == recommendation_key("VAL", "18", 'the  "law"')


def test_parts_of_the_key_do_not_run_into_each_other() -> None:
    assert recommendation_key("VAL", "1", "8 laws") != recommendation_key("VAL", "18", " laws")


def test_invalid_rows_are_left_out() -> None:
    assert grouped(changed(LAW, To="Ruritania")) == []


def test_the_position_of_most_rows_stands_with_a_warning() -> None:
    (law,) = grouped(LAW, changed(SAME_LAW, Response="Noted"), changed(SAME_LAW, From="Marenne", Response="Noted"))
    assert law.position == "noted"
    assert ("positions_differ", "Noted × 2, Accepted × 1") in [(one.code, one.value) for one in law.warnings]


def test_on_equal_numbers_no_support_is_claimed() -> None:
    (law,) = grouped(LAW, changed(SAME_LAW, Response="Noted"))
    assert (law.position, law.position_text) == ("noted", "Noted")


def test_a_row_without_a_position_does_not_disagree() -> None:
    (law,) = grouped(changed(LAW, Response=""), SAME_LAW)
    assert law.position == "supported"
    assert "positions_differ" not in {one.code for one in law.warnings}


def test_the_action_category_of_most_rows_stands_with_a_warning() -> None:
    (law,) = grouped(LAW, changed(SAME_LAW, Action="4"), changed(SAME_LAW, From="Marenne", Action="4"))
    assert law.action_category == "4"
    assert "action_categories_differ" in {one.code for one in law.warnings}


def test_issues_are_joined() -> None:
    (law,) = grouped(LAW, changed(SAME_LAW, Issue="Death penalty,Justice"))
    assert law.issues == ("justice", "women", "death-penalty")
    assert "issues_differ" in {one.code for one in law.warnings}


def test_a_row_that_stands_twice_is_said() -> None:
    (law,) = grouped(LAW, LAW)
    assert [(one.code, one.value) for one in law.warnings] == [("repeated_row", "CAZ")]
    assert law.recommending_states == ("CAZ",)


def test_rows_that_agree_carry_no_warning() -> None:
    assert grouped(LAW, changed(SAME_LAW, Issue=LAW[9]))[0].warnings == ()
