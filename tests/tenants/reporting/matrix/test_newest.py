"""The matrix made anew, in three languages; our own reader reads it back."""

from __future__ import annotations

from pathlib import Path

import docx
import pytest
from django.utils.translation import override
from docx.oxml.ns import qn

from shared.taxonomy.catalogue import Catalogue, catalogue_from_files
from tenants.intake.readers.limits import Limits
from tenants.intake.readers.neutral import NeutralRow
from tenants.intake.readers.reading import About
from tenants.intake.readers.taxonomy_resolver import TaxonomyResolver
from tenants.intake.readers.thematic_list.about import state_in
from tenants.reporting.matrix.filling import KeptList, filled_list
from tenants.reporting.matrix.lines import title_of
from tenants.reporting.matrix.newest import Line, newest_matrix
from tenants.reporting.matrix.word_xml import Paragraph, Words, directed
from tenants.tracker.models import Review

LANGUAGES = ("ar", "en", "fr")
TEXTS = {
    "ar": "اعتماد قانون لمناهضة العنف",
    "en": "Adopt a law against violence",
    "fr": "Adopter une loi contre la violence",
}
STATES = ("MAR", "VEN", "IRN", "CIV", "GBR", "TTO", "BIH", "STP")


@pytest.fixture(scope="module")
def terms() -> Catalogue:
    return catalogue_from_files()


def lines(language: str, terms: Catalogue, position: str = "supported_in_part") -> list[Line]:
    named = " ".join(f"({terms.state_by_code[code].label_in(language)})" for code in STATES)
    theme, other = (terms.theme_by_code[code].label_in(language) for code in ("health", "education"))
    group = terms.group_by_code["migrants"].label_in(language)
    goals = [f"{code} - {terms.sdg_by_code[code].label_in(language)}" for code in ("16.3", "5")]
    told = [Paragraph((Words("=1+1 (Tunisia);"),), "en"), Paragraph((Words("نُفّذت"),), "ar")]
    return [
        Line(
            theme=theme,
            text=f"140.{number} {TEXTS[language]} {number} {named};",
            language=language,
            source="A/HRC/59/15/Add.1 - Para.3",
            position=terms.position_by_code[position].label_in(language),
            themes=[theme, other],
            groups=[group],
            goals=goals,
            assessment=told if number == 1 else [],
        )
        for number in (1, 2)
    ]


def made(path: Path, language: str, terms: Catalogue, **more: str) -> Path:
    with override(language):
        title = title_of(Review(cycle=4, session=48), terms.state_by_code["TUN"])
    content = newest_matrix(
        title=title, subtitle="A/HRC/59/15", lines=lines(language, terms, **more), language=language
    )
    path.write_bytes(content)
    return path


def read(path: Path, terms: Catalogue) -> tuple[About, list[NeutralRow]]:
    kept = KeptList(path, Limits(), terms)
    return kept.about, kept.rows


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_reader_reads_our_own_matrix_back(tmp_path: Path, terms: Catalogue, language: str) -> None:
    about, rows = read(made(tmp_path / "a.docx", language, terms), terms)
    assert (about.language, about.state, about.session, about.cycle) == (language, "TUN", "48", "4")
    assert (about.symbol, about.asks) == ("A/HRC/59/15", ())
    assert [(row.paragraph, row.text, row.language) for row in rows] == [
        (f"140.{number}", f"{TEXTS[language]} {number}", language) for number in (1, 2)
    ]
    for row in rows:
        assert row.recommending_states == STATES
        assert (row.position, row.position_source) == ("supported_in_part", "A/HRC/59/15/Add.1 - Para.3")
        assert (row.themes, row.groups, row.sdgs) == (("health", "education"), ("migrants",), ("16.3", "5"))
        assert row.problems == []


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("position", ["supported", "noted", "supported_in_part", "pending", "implemented", "rejected"])
def test_every_position_comes_back(tmp_path: Path, terms: Catalogue, language: str, position: str) -> None:
    _about, rows = read(made(tmp_path / "a.docx", language, terms, position=position), terms)
    assert {row.position for row in rows} == {position}


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_states_title_names_it_again(terms: Catalogue, language: str) -> None:
    resolver = TaxonomyResolver(terms)
    with override(language):
        titles = {state.code: title_of(Review(cycle=3, session=30), state) for state in terms.states.values()}
    wrong = {code: title for code, title in titles.items() if state_in([title], resolver)[1] != code}
    assert wrong == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_our_own_matrix_is_filled_like_one_that_came_in(tmp_path: Path, terms: Catalogue, language: str) -> None:
    path = made(tmp_path / "a.docx", language, terms)
    content, count = filled_list(KeptList(path, Limits(), terms), lambda row: [Paragraph((Words("Done."),), "en")])
    again = tmp_path / "b.docx"
    again.write_bytes(content)
    assert count == 2
    assert read(again, terms) == read(path, terms)


@pytest.mark.parametrize(("language", "turned"), [("ar", 1), ("en", 0), ("fr", 0)])
def test_the_table_reads_from_right_to_left_in_arabic_alone(
    tmp_path: Path, terms: Catalogue, language: str, turned: int
) -> None:
    document = docx.Document(str(made(tmp_path / "a.docx", language, terms)))
    assert len(document.element.findall(f".//{qn('w:bidiVisual')}")) == turned
    assert document.tables[0].rows[0]._tr.find(f".//{qn('w:tblHeader')}") is not None
    assert document.core_properties.language.startswith(language)


@pytest.mark.parametrize(
    ("text", "language", "stretches"),
    [
        ("Only English 12", "en", [("Only English 12", False)]),
        ("قانون 12/2026", "ar", [("قانون 12/2026", True)]),
        (
            "ورد في A/HRC/59/15 - Para.3 أمس",
            "ar",
            [("ورد في ", True), ("A/HRC/59/15 - Para.3", False), ("\u200f أمس", True)],
        ),
        ("by وزارة العدل, 2 April", "en", [("by ", False), ("وزارة العدل", True), ("\u200e, 2 April", False)]),
        (
            "الاتفاقية (CEDAW) والبروتوكول",
            "ar",
            [("الاتفاقية ", True), ("\u200e(CEDAW)\u200e", False), ("\u200f والبروتوكول", True)],
        ),
        ("- 16.a - المؤسسات", "ar", [("- ", True), ("\u200e16.a", False), ("\u200f - المؤسسات", True)]),
        ("\x00\x1f", "en", []),
    ],
)
def test_a_stretch_that_runs_the_other_way_stands_by_itself(
    text: str, language: str, stretches: list[tuple[str, bool]]
) -> None:
    assert directed(text, language) == stretches
