"""Layouts that only few reports have: names without brackets, lists that begin anew, one sentence for all."""

from tests.tenants.intake.readers.upr_report.reports import brief, read


def test_states_that_stand_outside_brackets() -> None:
    _about, rows = read(
        """II. Conclusions and/or recommendations
60. The following recommendations enjoy the support of Valdoria:
1. Mend the northern bridges, as recommended by Marenne and Hestia;
2. Count the northern bridges – Tarn and Velde;
3. Hestia: Paint the northern bridges;
4. Name the northern bridges Marenne);
5. Close the northern bridges, as recommended by experts;
"""
    )
    assert brief(rows) == [
        ("60.1", "Mend the northern bridges", "MAR HES", "supported"),
        ("60.2", "Count the northern bridges", "TVE", "supported"),
        ("60.3", "Paint the northern bridges", "HES", "supported"),
        ("60.4", "Name the northern bridges", "MAR", "supported"),
        ("60.5", "Close the northern bridges, as recommended by experts", "", "supported"),
    ]


def test_a_number_within_a_sentence_begins_no_paragraph() -> None:
    _about, rows = read(
        """II. Conclusions and/or recommendations
60. The following recommendations enjoy the support of Valdoria:
60.1 Follow up on what the earlier report said of the northern bridges in its paragraph
61. of that report (Marenne);
60.2 Count them (Hestia);
"""
    )
    assert [(row.paragraph, row.recommending_states) for row in rows] == [("60.1", ("MAR",)), ("60.2", ("HES",))]


def test_numbers_mean_the_list_before_when_several_begin_anew() -> None:
    _about, rows = read(
        """II. Conclusions and/or recommendations
60. The following recommendations enjoy the support of Valdoria:
1. Mend the bridges (Marenne);
2. Count the bridges (Hestia);
61. Valdoria considers that recommendation 2 above is already implemented.
62. The following recommendations did not enjoy the support of Valdoria:
1. Close the bridges (Marenne);
2. Sell the bridges (Hestia);
63. Valdoria takes note of recommendation 1 in paragraph 62 above.
"""
    )
    assert [row.position for row in rows] == ["supported", "implemented", "noted", "rejected"]


def test_one_sentence_ahead_of_all_lists_gives_each_its_position() -> None:
    _about, rows = read(
        """II. Conclusions and/or recommendations
60. The recommendations listed in paragraph 61 below enjoy the support of Valdoria, those in paragraph 62 will be
examined and those in paragraph 63 were not supported.
61. Bridges:
61.1 Mend the bridges (Marenne);
62. Roads:
62.1 Mend the roads (Hestia);
63. Ports:
63.1 Mend the ports (Hestia).
"""
    )
    assert [row.position for row in rows] == ["supported", "pending", "rejected"]


def test_one_numbering_that_goes_on_under_the_next_heading_is_kept() -> None:
    _about, rows = read(
        """II. Conclusions and/or recommendations
140. The recommendations formulated during the interactive dialogue/listed below have been examined by Valdoria
and enjoy the support of Valdoria:
140.1 Put a plan against floods in place (Marenne);
140.2 Keep the archives open (Hestia);
141. The following recommendations have been examined by Valdoria and have been noted by Valdoria:
140.3 Leave the treaty on lakes (Hestia);
140.4 Leave the treaty on rivers (Marenne).
"""
    )
    assert brief(rows) == [
        ("140.1", "Put a plan against floods in place", "MAR", "supported"),
        ("140.2", "Keep the archives open", "HES", "supported"),
        ("140.3", "Leave the treaty on lakes", "HES", "noted"),
        ("140.4", "Leave the treaty on rivers", "MAR", "noted"),
    ]
