import time

import pytest

from tenants.intake.readers.remembered import Remembered
from tenants.intake.readers.uhri.days import iso_day
from tenants.intake.readers.uhri.record import values_of
from tenants.intake.readers.uhri.symbols import body_of, paragraph_in, report_of, session_of, symbol_in
from tenants.intake.readers.uhri.texts import parted, without_markup, without_states
from tests.tenants.intake.readers.known_terms import KnownTerms


@pytest.mark.parametrize(
    ("text", "heading", "paragraph", "begins"),
    [
        ("Rural women 49.The Committee recommends", "Rural women", "49", "The Committee"),
        ("Rural women49. The Committee recommends", "Rural women", "49", "The Committee"),
        ("49.The Committee recommends", "", "49", "The Committee"),
        ("49) The Committee", "", "49", "The Committee"),
        ("Non-discrimination (arts. 2 and 26) 14.The State party should", "Non-discrimination (arts. 2 and 26)", "14",
         "The State party"),
        ("Health: 7.(a) Train nurses", "Health", "7", "(a) Train"),
        ("Femmes rurales 49.Le Comité recommande", "Femmes rurales", "49", "Le Comité"),
        ("المرأة الريفية 49- توصي اللجنة", "المرأة الريفية", "49", "توصي اللجنة"),
        ("٤٩- توصي اللجنة", "", "49", "توصي اللجنة"),
        ("The State party should amend article 14. It should also", "", "", "The State party"),
        ("Amend the law so that judges serve until 70. Train them", "", "", "Amend"),
        ("Raise the age of marriage to 18. Inform families", "", "", "Raise"),
        ("Follow rule 12. Train guards", "", "", "Follow"),
        ("50 per cent of seats are for women", "", "", "50 per cent"),
        ("The Committee is concerned. 12.The law", "", "", "The Committee"),
    ],
)  # fmt: skip
def test_heading_and_number_are_parted_from_the_text(text: str, heading: str, paragraph: str, begins: str) -> None:
    found = parted(text, headed=True)
    assert (found.heading, found.paragraph) == (heading, paragraph)
    assert found.text.startswith(begins)


@pytest.mark.parametrize(
    ("text", "paragraph", "begins"),
    [("114.1. Put", "114.1", "Put"), ("114.1 Put", "114.1", "Put"), ("1.Put", "1", "Put"), ("30 States", "", "30")],
)
def test_a_recommendation_of_the_review_has_no_heading(text: str, paragraph: str, begins: str) -> None:
    found = parted(text, headed=False)
    assert (found.heading, found.paragraph) == ("", paragraph)
    assert found.text.startswith(begins)
    assert parted("Rural women 49.Open clinics", headed=False).paragraph == ""


@pytest.mark.parametrize(
    ("text", "rest", "codes"),
    [
        ("Open clinics (Marenne);", "Open clinics", ["MAR"]),
        ("Open clinics. (Marenne, São Lúcio) (Valdoria).", "Open clinics.", ["MAR", "SLU", "VAL"]),
        ("Open clinics (Vent & Isles and Marenne)", "Open clinics", ["VIS", "MAR"]),
        ("Ratify the Convention (CEDAW)", "Ratify the Convention (CEDAW)", []),
        ("Ratify the Convention (CEDAW) (Marenne)", "Ratify the Convention (CEDAW)", ["MAR"]),
        ("Open clinics (Marenne", "Open clinics (Marenne", []),
        ("(Marenne)", "", ["MAR"]),
    ],
)
def test_the_states_at_the_end_are_taken_off(text: str, rest: str, codes: list[str]) -> None:
    found = without_states(text, Remembered(KnownTerms().find_state))
    assert found[0] == rest
    assert [code for _name, code in found[1]] == codes


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("<p>Open&nbsp;clinics</p><p>now</p>", "Open clinics now"),
        ("Open<br/>clinics", "Open clinics"),
        ("para<b>graph</b>", "paragraph"),
        ("full<sup>12</sup>.", "full."),
        ("<style>p {color: red}</style><!-- <p>no</p> -->Open", "Open"),
        ("a < b and b > c", "a < b and b > c"),
        ("Open &amp;amp; close", "Open & close"),
        ("<p", "<p"),
        ("<sup>unclosed", "unclosed"),
    ],
)
def test_markup_is_taken_off(markup: str, text: str) -> None:
    assert without_markup(markup) == text


@pytest.mark.parametrize("bad", ["<!--", "<sup>", "<a ", "<style>", "&", "(", "1.", "- ", "<<"])
def test_the_time_grows_with_the_length_only(bad: str) -> None:
    text = bad * 50_000
    started = time.perf_counter()
    parted(without_markup(text), headed=True)
    without_states(text + ")", Remembered(KnownTerms().find_state))
    values_of(text)
    assert time.perf_counter() - started < 2


def test_values_lose_their_hyphens_and_stray_spaces() -> None:
    assert values_of("- Valdoria\n-Marenne \r\n-  4 - Education\n-\n") == ("Valdoria", "Marenne", "4 - Education")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("2019-03-15", "2019-03-15"),
        ("2019-03-15T00:00:00Z", "2019-03-15"),
        ("43539", "2019-03-15"),
        ("43539.5", "2019-03-15"),
        ("1552608000000", "2019-03-15"),
        ("/Date(1552608000000+0000)/", "2019-03-15"),
        ("15/03/2019", "2019-03-15"),
        ("3/15/2019", "2019-03-15"),
        ("04.03.2019", "2019-03-04"),
        ("15 Mar 2019", "2019-03-15"),
        ("March 15, 2019", "2019-03-15"),
        ("31/02/2019", ""),
        ("2019", ""),
        ("March 2019", ""),
        ("soon", ""),
        ("99999999999999", ""),
    ],
)
def test_days_are_told_in_every_form(text: str, day: str) -> None:
    assert iso_day(text) == day


@pytest.mark.parametrize(
    ("printed", "symbol", "body", "report", "session"),
    [
        ("CEDAW/C/VAL/CO/5", "CEDAW/C/VAL/CO/5", "CEDAW", "5", ""),
        ("CERD/C/VAL/CO/19-21", "CERD/C/VAL/CO/19-21", "CERD", "21", ""),
        ("E/C.12/VAL/CO/2/Add.1", "E/C.12/VAL/CO/2/Add.1", "CESCR", "2", ""),
        ("CRC/C/OPAC/VAL/CO/1", "CRC/C/OPAC/VAL/CO/1", "CRC-OPAC", "1", ""),
        ("CCPR/CO/75/VAL", "CCPR/CO/75/VAL", "", "", ""),
        ("A/HRC/WG.6/27/VAL/1", "A/HRC/WG.6/27/VAL/1", "UPR", "", "27"),
        ("A/HRC/35/3 - Para. 114.7", "A/HRC/35/3", "", "", ""),
        ("unnumbered", "unnumbered", "", "", ""),
    ],
)
def test_a_symbol_tells_its_review(printed: str, symbol: str, body: str, report: str, session: str) -> None:
    found = symbol_in(printed)
    assert (found, body_of(found), report_of(found), session_of(found)) == (symbol, body, report, session)


def test_a_paragraph_beside_the_symbol_is_told() -> None:
    assert paragraph_in("A/HRC/35/3 - Para. 114.7") == "114.7"
