import io
import zipfile

import docx
import pytest
from docx.oxml.ns import qn

from shared.exports.document.blocks import Document, Heading, Items, Paragraph, Run
from shared.exports.document.word import to_docx
from tests.shared.exports.document.papers import DAY, HOSTILE, LANGUAGES, TITLES, everything, hostile


def bytes_of(document: Document) -> bytes:
    out = io.BytesIO()
    to_docx(document, out)
    return out.getvalue()


def opened(document: Document):
    return docx.Document(io.BytesIO(bytes_of(document)))


def of(*blocks, language: str = "ar") -> Document:
    return Document("T", "", language, "I", DAY, blocks, contents=False)


def said(element) -> str:
    return "".join(one.text or "" for one in element.iter(qn("w:t")))


@pytest.mark.parametrize("language", LANGUAGES)
def test_headings_are_styles_that_word_knows(language: str) -> None:
    file = opened(everything(language))
    found = {p.style.name: p.style.element for p in file.paragraphs if p.style.name.startswith("Heading")}
    assert set(found) == {"Heading 1", "Heading 2", "Heading 3", "Heading 4"}
    levels = [found[f"Heading {n}"].find(qn("w:pPr")).find(qn("w:outlineLvl")).get(qn("w:val")) for n in range(1, 5)]
    assert levels == ["0", "1", "2", "3"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_table_of_contents_is_filled_and_leads_to_the_headings(language: str) -> None:
    body = opened(everything(language)).element.body
    part = body.find(qn("w:sdt"))
    assert any("TOC" in one.text for one in part.iter(qn("w:instrText")))
    links = [one.get(qn("w:anchor")) for one in part.iter(qn("w:hyperlink"))]
    marks = {one.get(qn("w:name")) for one in body.iter(qn("w:bookmarkStart"))}
    assert len(links) == 3
    assert set(links) <= marks
    assert TITLES[language] in said(part)
    kinds = [one.get(qn("w:fldCharType")) for one in part.iter(qn("w:fldChar"))]
    assert kinds.count("begin") == kinds.count("end") == 4


def test_contents_can_be_left_out() -> None:
    assert opened(everything("en", contents=False)).element.body.find(qn("w:sdt")) is None


@pytest.mark.parametrize(("language", "expected"), [("ar", "1"), ("en", "0"), ("fr", "0")])
def test_paragraphs_run_in_the_direction_of_the_language(language: str, expected: str) -> None:
    body = opened(of(Heading(1, "x"), Paragraph.of("x"), Items((Paragraph.of("x"),)), language=language)).element.body
    assert {one.get(qn("w:val")) for one in body.iter(qn("w:bidi")) if one.getparent().tag == qn("w:pPr")} == {expected}


@pytest.mark.parametrize(("language", "mirrored"), [("ar", True), ("en", False), ("fr", False)])
def test_tables_and_the_page_are_turned_round_in_arabic(language: str, mirrored: bool) -> None:
    body = opened(everything(language)).element.body
    tables = list(body.iter(qn("w:tbl")))
    assert all((one.find(qn("w:tblPr")).find(qn("w:bidiVisual")) is not None) is mirrored for one in tables)
    assert (body.find(qn("w:sectPr")).find(qn("w:bidi")) is not None) is mirrored


def test_arabic_runs_say_so_and_figures_stand_apart_in_their_order() -> None:
    body = opened(of(Paragraph.of("نسبة 48 % في 2019-03-15 من A/HRC/21/5"))).element.body
    runs = {said(run): run.find(qn("w:rPr")) for run in body.iter(qn("w:r")) if said(run).strip()}
    figures = {text.strip("\u200e") for text, look in runs.items() if look is None or look.find(qn("w:rtl")) is None}
    assert {"48\u00a0%", "2019-03-15", "A/HRC/21/5"} <= figures
    arabic = runs["نسبة "]
    assert arabic.find(qn("w:rtl")) is not None
    assert arabic.find(qn("w:lang")).get(qn("w:bidi")) == "ar-SA"


def test_a_foreign_paragraph_runs_its_own_way() -> None:
    body = opened(of(Paragraph.of("Ratify the Convention.", "quote", "en"))).element.body
    quote = next(p for p in body.iter(qn("w:p")) if "Ratify" in said(p))
    assert quote.find(qn("w:pPr")).find(qn("w:bidi")).get(qn("w:val")) == "0"
    assert next(quote.iter(qn("w:lang"))).get(qn("w:val")) == "en-GB"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_style_has_a_face_and_a_size_for_arabic_letters(language: str) -> None:
    styles = opened(everything(language)).styles
    for name in ("Normal", "Heading 1", "Quote", "Table text", "List Bullet"):
        look = styles[name].element.find(qn("w:rPr"))
        assert look.find(qn("w:rFonts")).get(qn("w:cs"))
        assert int(look.find(qn("w:szCs")).get(qn("w:val"))) >= 18


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_header_of_a_table_is_repeated(language: str) -> None:
    tables = [t for t in opened(everything(language)).tables if len(t.rows) > 50]
    assert len(tables) == 1
    marks = [row._tr.trPr is not None and row._tr.trPr.find(qn("w:tblHeader")) is not None for row in tables[0].rows]
    assert marks == [True] + [False] * 60


def test_each_numbered_list_begins_at_one() -> None:
    file = opened(of(*[Items((Paragraph.of("a"), Paragraph.of("b")), ordered=True)] * 2))
    used = [one.get(qn("w:val")) for one in file.element.body.iter(qn("w:numId"))]
    assert used == ["2", "2", "3", "3"]
    lists = file.part.numbering_part.element
    starts = {one.get(qn("w:numId")): one.find(qn("w:lvlOverride")) is not None for one in lists.iter(qn("w:num"))}
    assert starts == {"1": False, "2": True, "3": True}


@pytest.mark.parametrize(("language", "word"), [("ar", "صفحة"), ("en", "Page"), ("fr", "Page")])
def test_the_foot_counts_pages_and_the_cover_has_none(language: str, word: str) -> None:
    section = opened(everything(language)).sections[0]
    assert word in section.footer.paragraphs[0].text
    asked = [one.text.strip() for one in section.footer._element.iter(qn("w:instrText"))]
    assert asked == ["PAGE", "NUMPAGES"]
    assert section.different_first_page_header_footer
    assert [one.text for one in section.first_page_footer.paragraphs] == [""]


@pytest.mark.parametrize("language", LANGUAGES)
def test_charts_are_pictures_with_words_for_who_cannot_see_them(language: str) -> None:
    file = opened(everything(language))
    assert len(file.inline_shapes) == 3
    assert all(TITLES[language] in shape._inline.docPr.get("descr") for shape in file.inline_shapes)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_a_text_breaks_the_file(language: str) -> None:
    file = opened(hostile(language))
    everything_said = said(file.element.body).replace("\u200e", "")
    assert HOSTILE[0].replace("\n", "") in everything_said
    assert "{{%(x)s}} %s & ]]> </w:t> &amp;" in everything_said


def test_a_link_outside_is_a_link_and_a_script_is_none() -> None:
    good, bad = Run("a", href="https://undocs.org/A/HRC/21/5"), Run("b", href="javascript:alert(1)")
    file = opened(of(Paragraph((good, bad))))
    assert [said(one) for one in file.element.body.iter(qn("w:hyperlink"))] == ["a"]
    outside = [rel.target_ref for rel in file.part.rels.values() if rel.is_external]
    assert outside == ["https://undocs.org/A/HRC/21/5"]


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_document_gives_the_same_file(language: str) -> None:
    assert bytes_of(everything(language)) == bytes_of(everything(language))


def test_its_only_date_is_the_documents() -> None:
    content = bytes_of(everything("fr"))
    about = docx.Document(io.BytesIO(content)).core_properties
    assert about.created.date() == about.modified.date() == DAY
    assert (about.title, about.language, about.comments) == ("Rapport à mi-parcours", "fr", "")
    dates = {entry.date_time[:3] for entry in zipfile.ZipFile(io.BytesIO(content)).infolist()}
    assert dates == {(DAY.year, DAY.month, DAY.day)}
