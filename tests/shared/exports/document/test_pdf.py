import ctypes
import io
import re
from datetime import date

import pypdfium2
import pytest
from pypdfium2 import raw

from shared.exports.document.blocks import Document, Paragraph, Run
from shared.exports.document.pdf import to_pdf
from shared.exports.document.typesetting import NotTypeset, typeset
from tests.shared.exports.document.papers import DAY, LANGUAGES, everything, hostile

ARABIC = re.compile("[\u0600-\u06ff\ufb50-\ufdff\ufe70-\ufeff]")


def pdf_of(document: Document) -> bytes:
    out = io.BytesIO()
    to_pdf(document, out)
    return out.getvalue()


def texts_of(content: bytes) -> list[str]:
    return [page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(content)]


def plain(*runs: Run, language: str = "en") -> Document:
    return Document("T", "", language, "I", DAY, (Paragraph(runs),), contents=False)


def faces_of(content: bytes) -> set[tuple[str, str]]:
    """(face, letter) of every letter on paper."""
    found = set()
    for page in pypdfium2.PdfDocument(content):
        text = page.get_textpage()
        for at in range(text.count_chars()):
            name, flags = ctypes.create_string_buffer(200), ctypes.c_int()
            raw.FPDFText_GetFontInfo(text.raw, at, name, 200, flags)
            found.add((name.value.decode(), chr(raw.FPDFText_GetUnicode(text.raw, at))))
    return found


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_part_is_set_in_every_language(language: str) -> None:
    content = pdf_of(everything(language))
    pages = texts_of(content)
    assert len(pages) >= 5
    assert "A/HRC/21/5" in "".join(texts_of(pdf_of(plain(Run("A/HRC/21/5")))))
    assert sum("2019-03-15" in page for page in pages) >= 2
    assert f"/Lang({language})".encode() in content.replace(b" (", b"(")


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_header_of_a_table_stands_on_each_of_its_pages(language: str) -> None:
    rows = [page for page in texts_of(pdf_of(everything(language))) if page.count("2019-03-15") > 5]
    assert len(rows) >= 2
    assert all("#" in page for page in rows)


@pytest.mark.parametrize("language", LANGUAGES)
def test_nothing_in_a_text_breaks_the_paper(language: str) -> None:
    assert len(texts_of(pdf_of(hostile(language)))) > 3


def test_markup_is_printed_as_itself() -> None:
    said = '#eval("1") $x$ @ref <label> *bold* _it_ // [x] \\n'
    assert said in texts_of(pdf_of(plain(Run(said))))[1]


def test_words_of_a_hundred_thousand_letters_are_set() -> None:
    pages = texts_of(pdf_of(plain(Run("A" * 100_000), Run("ع" * 100_000))))
    assert sum(page.count("A") for page in pages) >= 100_000


def test_arabic_letters_are_set_in_an_arabic_face() -> None:
    for language in LANGUAGES:
        strangers = {face for face, letter in faces_of(pdf_of(everything(language))) if ARABIC.match(letter)}
        assert strangers
        assert {face for face in strangers if "Amiri" not in face and "Arabic" not in face} == set()


def test_only_the_faces_we_carry_are_used() -> None:
    names = {face for face, _ in faces_of(pdf_of(everything("ar"))) if face}
    assert names
    assert all("Plex" in name or "Amiri" in name for name in names)


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_document_gives_the_same_file(language: str) -> None:
    assert pdf_of(everything(language)) == pdf_of(everything(language))


def test_a_figure_and_a_symbol_keep_their_order_in_arabic() -> None:
    page = pypdfium2.PdfDocument(
        pdf_of(plain(Run("نسبة 48 % في 2019-03-15 من A/HRC/21/5 خلال 2019-2024"), language="ar"))
    )[1]
    text = page.get_textpage()
    letters = [(chr(raw.FPDFText_GetUnicode(text.raw, at)), text.get_charbox(at)) for at in range(text.count_chars())]
    middle = page.get_height() / 2
    line = sorted(
        (box[0], letter) for letter, box in letters if box[1] > middle and letter.isascii() and letter.strip()
    )
    shown = "".join(letter for _, letter in line)
    assert "48%" in shown
    assert "2019-03-15" in shown
    assert "A/HRC/21/5" in shown
    assert "2019-2024" in shown


def test_a_draft_says_so_on_every_page() -> None:
    assert all("Draft" in page for page in texts_of(pdf_of(everything("en", draft=True))))
    assert not any("Draft" in page for page in texts_of(pdf_of(everything("en"))))


def test_contents_can_be_left_out() -> None:
    assert "Contents" in texts_of(pdf_of(everything("en")))[1]
    assert "Contents" not in "".join(texts_of(pdf_of(everything("en", contents=False))))


def test_its_only_date_is_the_documents() -> None:
    content = pdf_of(everything("en"))
    assert set(re.findall(rb"/(?:CreationDate|ModDate) ?\(D:(\d{8})", content)) <= {f"{DAY:%Y%m%d}".encode()}
    assert pypdfium2.PdfDocument(content).get_metadata_dict()["Title"] == "Mid-term report"


def test_the_first_and_the_last_day_can_be_set() -> None:
    for day in (date(1, 1, 1), date(9999, 12, 31)):
        assert pdf_of(Document("T", "", "fr", "I", day, ()))


def test_what_the_typesetter_refuses_is_said() -> None:
    with pytest.raises(NotTypeset), typeset({"language": "en"}, "pdf"):
        pass
