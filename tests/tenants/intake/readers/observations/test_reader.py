"""Concluding observations become a row for each paragraph."""

import pytest

from tenants.intake.readers.observations import READER
from tenants.intake.readers.papers.paper import Line, Paper
from tenants.intake.readers.papers.plain import paper_from_text
from tests.tenants.intake.readers.observations.papers import (
    ARABIC,
    ENGLISH,
    FRENCH,
    VIEWS,
    VISIT,
    read,
    source_of,
)

R, SAID = "recommendation", "observation"


def kinds(text):
    return {row.paragraph: row.kind for row in read(text)[1]}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (ENGLISH, ("en", "VAL", "CAT", "CAT/C/VAL/CO/3", "3", "2016-05-29")),
        (FRENCH, ("fr", "CAZ", "CERD", "CERD/C/CAZ/CO/1-6", "6", "2019-05-22")),
        (ARABIC, ("ar", "KUT", "CEDAW", "CEDAW/C/KUT/CO/4", "4", "2017-09-19")),
        (VISIT, ("en", "VAL", "SP-EDUCATION", "A/HRC/56/48/Add.9", "", "2024-04-03")),
        (VIEWS, ("en", "VAL", "CCPR", "CCPR/C/112/D/2077/2011", "", "")),
    ],
)
def test_the_first_page_says_what_it_is(text, said):
    about, rows = read(text)
    assert (about.language, about.state, about.body, about.symbol, about.cycle, about.dated) == said
    assert about.asks == ()
    assert {(row.state, row.body, row.symbol, row.dated) for row in rows} == {(said[1], said[2], said[3], said[5])}


@pytest.mark.parametrize("text", [ENGLISH, FRENCH, ARABIC, VISIT, VIEWS])
def test_it_is_recognised_by_what_stands_in_it(text):
    assert READER.recognises(source_of(paper_from_text(text))) >= 90


@pytest.mark.parametrize(
    "text",
    [
        "A/HRC/28/12/Add.1\n\nReport of the Working Group on the Universal Periodic Review\n\nValdoria\n\n1. Views.",
        "CAT/C/VAL/Q/3\n\nList of issues in relation to the third periodic report of Valdoria\n\n1. Please say more.",
        "CAT/C/VAL/CO/3/Add.1\n\nInformation received from Valdoria on follow-up to the observations\n\n1. We.",
        "CAT/OP/VAL/1/Add.1\n\nReplies of Valdoria to the recommendations of the Subcommittee\n\n1. We did.",
        "Minutes\n\nWe met.",
    ],
)
def test_another_paper_is_not_its_own(text):
    assert READER.recognises(source_of(paper_from_text(text))) == 0


def test_each_kind_is_suggested_and_none_is_certain():
    assert kinds(ENGLISH) == {"1": SAID, "2": SAID, "3": SAID, "4": R, "5": SAID, "6": R, "7": SAID, "8": SAID}
    assert kinds(FRENCH) == {"1": SAID, "2": SAID, "3": SAID, "4": SAID, "5": R, "6": R, "7": SAID}
    assert kinds(ARABIC) == {"1": SAID, "2": SAID, "3": SAID, "4": SAID, "5": R, "6": R, "7": SAID}
    assert not any(row.certain for row in read(ENGLISH)[1])


def test_rows_keep_their_number_their_heading_and_their_place():
    rows = {row.paragraph: row for row in read(ENGLISH)[1]}
    assert [row.number for row in rows.values()] == list(range(1, 9))
    assert rows["1"].heading == ""
    assert rows["3"].heading == "Positive aspects"
    assert rows["5"].heading == "Prisons"
    assert rows["5"].line == 37


def test_a_paragraph_without_a_number_goes_on_the_one_before():
    rows = {row.paragraph: row for row in read(ENGLISH)[1]}
    assert rows["4"].text.endswith("(art. 1). The State party should amend the law.")


def test_a_paragraph_is_kept_whole_with_its_items():
    rows = {row.paragraph: row for row in read(ENGLISH)[1]}
    assert rows["6"].text == (
        "The Committee recommends that the State party: (a) Build no more prisons; "
        "(b) Ensure that cells are: (i) lit; (ii) aired; (c) Train guards."
    )


def test_items_become_rows_when_a_person_asks_for_them():
    rows = {row.paragraph: row for row in read(ENGLISH, items=True)[1]}
    assert list(rows) == ["1", "2", "3", "4", "5", "6 (a)", "6 (b)", "6 (c)", "7", "8"]
    assert rows["6 (a)"].text == "The Committee recommends that the State party: Build no more prisons"
    assert rows["6 (b)"].text.endswith("Ensure that cells are: (i) lit; (ii) aired")


def test_arabic_items_go_in_the_order_of_the_old_alphabet():
    rows = {row.paragraph: row for row in read(ARABIC, items=True)[1]}
    assert [name for name in rows if "(" in name] == ["5 (أ)", "5 (ب)", "5 (ج)", "5 (د)", "5 (هـ)"]


@pytest.mark.parametrize(("text", "chosen"), [(ENGLISH, {"4", "6"}), (FRENCH, {"5", "6"}), (ARABIC, {"5", "6"})])
def test_the_paragraphs_chosen_for_follow_up_are_noticed(text, chosen):
    assert {row.paragraph for row in read(text)[1] if row.problems} == chosen


def test_what_a_person_said_goes_before_what_was_read():
    about, rows = read(ENGLISH, state="CAZ", body="CCPR", symbol="CCPR/C/CAZ/CO/1", dated="2020-01-01")
    assert (rows[0].state, rows[0].body, rows[0].symbol, rows[0].dated) == (
        "CAZ",
        "CCPR",
        "CCPR/C/CAZ/CO/1",
        "2020-01-01",
    )
    assert about.asks == ()


def test_what_the_paper_does_not_say_is_asked():
    about, rows = read(
        "Concluding observations\n\n1. The Committee met.\n\n2. It recommends a law.\n\n3. It should be kept."
    )
    assert about.asks == ("state", "body", "symbol")
    assert len(rows) == 3


def test_a_state_that_is_not_known_by_its_code_is_found_by_its_name():
    assert read(ENGLISH.replace("CAT/C/VAL/", "CAT/C/XXX/"))[0].state == "VAL"


def test_old_papers_print_the_states_name_on_a_line_of_its_own():
    text = (
        "CRC/C/15/Add.183\n\n13 June 2002\n\nCOMMITTEE ON THE RIGHTS OF THE CHILD\n\nConcluding observations\n\n"
        "VALDORIA\n\n1. The Committee met.\n\nA. Introduction\n\n2. It thanks.\n\n3. It urges the State party to act."
    )
    about, _rows = read(text)
    assert (about.state, about.body, about.symbol, about.dated) == ("VAL", "CRC", "CRC/C/15/Add.183", "2002-06-13")


def test_numbers_that_are_missing_are_told():
    about, _rows = read(ENGLISH.replace("5. The Committee is concerned at crowded cells.", ""))
    assert [(one.code, one.value) for one in about.warnings] == [("missing_paragraphs", "5")]


def test_without_any_number_paragraphs_come_in_their_order():
    text = (
        "Concluding observations on Valdoria\n\nIntroduction\n\nThe Committee met often.\n\n"
        "It urges the State party to act."
    )
    about, rows = read(text)
    assert [(row.paragraph, row.text) for row in rows] == [
        ("", "The Committee met often."),
        ("", "It urges the State party to act."),
    ]
    assert [one.code for one in about.warnings] == ["unnumbered_paragraphs"]


def test_a_country_visit_gives_its_conclusions_and_recommendations_only():
    rows = read(VISIT)[1]
    assert [(row.paragraph, row.kind) for row in rows] == [("4", SAID), ("5", R), ("6", R), ("7", R)]
    assert rows[1].heading == "Recommendations"


def test_a_country_visit_says_when_others_than_the_state_are_asked():
    assert read(VISIT)[1][2].heading == "Recommendations / International organizations"


def test_a_report_without_such_a_section_is_shown_whole():
    text = VISIT.replace("Conclusions and recommendations", "What remains").replace("A. Conclusions", "A. Good")
    about, rows = read(text.replace("B. Recommendations", "B. Bad"))
    assert len(rows) == 8
    assert [one.code for one in about.warnings] == ["no_conclusions"]


def test_views_begin_where_the_committee_finds():
    rows = read(VIEWS)[1]
    assert [(row.paragraph, row.kind) for row in rows] == [("3", SAID), ("4", R)]
    assert rows[0].heading == "Consideration of the merits"


def printed(*lines: str) -> list[Line]:
    """Lines as a PDF gives them: every line alone, ** for bold."""
    return [
        Line(
            text.strip("*"), number, page=1 + number // 40, bold=text.startswith("**"),
            size=12.0 if text.startswith("**") else 10.0, top=20.0 * number,
        )
        for number, text in enumerate(lines, start=1)
    ]  # fmt: skip


PDF = [
    "CAT/C/VAL/CO/3",
    "**Concluding observations on the third periodic report of Valdoria",
    "1. The Committee considered the report of Valdoria and adopted, on the day of the meeting, what fol-",
    "lows below, in the presence of the delegation of the State party and of many others who had come.",
    "**A. Introduction",
    "2. The Committee thanks.",
    "**Counter-terrorism",
    "3. The Committee is concerned at the law on terrorism, which was adopted in haste in the year",
    "2015. The law says nothing of judges. It is also concerned at articles 3 and",
    "4. Those articles, the Committee finds, say too much of the police and nothing at all of those held.",
    "4. The State party should amend the law and re-",
    "cruit judges:",
    "(a) Who are independent of the Government and who know the Convention and what it asks of",
    "them;",
    "(b) Who follow-",
    "up cases. A follow-up is needed.",
    "**5. The Committee recommends in bold, as committees did for years, that the State party",
    "**should build schools and roads and bridges in all of its districts without any delay.",
]


def test_lines_of_a_pdf_are_put_together():
    about, rows = read(Paper(printed(*PDF), pages=1))
    assert (about.symbol, about.state, about.cycle) == ("CAT/C/VAL/CO/3", "VAL", "3")
    texts = {row.paragraph: row.text for row in rows}
    assert list(texts) == ["1", "2", "3", "4", "5"]
    assert "what follows below" in texts["1"]
    assert "articles 3 and 4. Those articles" in texts["3"]
    assert texts["4"].endswith("(b) Who follow-up cases. A follow-up is needed.")
    assert texts["5"].endswith("without any delay.")
    assert rows[2].heading == "Counter-terrorism"
    assert (rows[3].page, rows[3].line) == (1, 11)


def test_an_opinion_on_detention_begins_with_what_it_renders():
    text = (
        "A/HRC/WGAD/2015/12\n\nOpinions adopted by the Working Group on Arbitrary Detention\n\n"
        "Opinion No. 12/2015 concerning Amal Haddad (Valdoria)\n\n1. The Working Group was established in 1991.\n\n"
        "2. Ms. Haddad was arrested.\n\n3. The Working Group renders the following opinion: it was arbitrary.\n\n"
        "4. The Working Group requests the Government to release her."
    )
    about, rows = read(text)
    assert (about.state, about.body, about.symbol) == ("VAL", "SP-ARBITRARY-DETENTION", "A/HRC/WGAD/2015/12")
    assert [(row.paragraph, row.kind) for row in rows] == [("3", SAID), ("4", R)]


def test_a_regional_body_is_found_by_its_name():
    text = (
        "African Commission on Human and Peoples' Rights\n\n"
        "Concluding observations and recommendations on the 5th periodic report of the Republic of Valdoria\n\n"
        "1. The Commission met.\n\n2. It is concerned.\n\n3. The Commission urges the Government to act."
    )
    about, rows = read(text)
    assert (about.state, about.body, about.cycle, about.asks) == ("VAL", "ACHPR", "5", ())
    assert rows[2].kind == R
