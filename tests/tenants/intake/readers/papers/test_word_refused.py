"""Word files that cannot be read are refused in words that say what to do."""

import random
import zipfile
from pathlib import Path

import pytest
from django.utils import translation

from tenants.intake.readers.limits import Limits
from tenants.intake.readers.papers.word import paper_from_docx
from tenants.intake.readers.unreadable import Unreadable
from tests.tenants.intake.readers.made_files import compound, with_part, xlsx_bytes, zip_bytes
from tests.tenants.intake.readers.papers.made_word import (
    SPACE,
    abstract,
    cell,
    instance,
    kept,
    level,
    numbered,
    paragraph,
    table,
    word_bytes,
)

BOMB_ENTITIES = '<!DOCTYPE w [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>'
OUTSIDE = '<!DOCTYPE w [<!ENTITY a SYSTEM "file:///etc/hostname">]>'
WHOLE = word_bytes(*[paragraph("Adopt the law.")] * 200)


def deep() -> bytes:
    return word_bytes(paragraph("<w:ins>" * 5_000 + "</w:ins>" * 5_000))


REFUSED = {
    "empty file": (b"", "empty_file", "no content at all"),
    "cut off": (WHOLE[: len(WHOLE) // 2], "truncated_file", "ends before its own end"),
    "document type": (word_bytes(paragraph("x"), before="<!DOCTYPE w>"), "forbidden_in_document", "document type"),
    "entities": (word_bytes(paragraph("x"), before=BOMB_ENTITIES), "forbidden_in_document", "document type"),
    "outside entity": (word_bytes(paragraph("x"), before=OUTSIDE), "forbidden_in_document", "outside references"),
    "bomb": (with_part(WHOLE, "word/document.xml", b" " * 20_000_000), "document_bomb", "far more room"),
    "password": (compound({"EncryptedPackage": b"", "EncryptionInfo": b""}), "password_protected", "password"),
    "binary document": (compound({"WordDocument": b""}), "not_a_document", "old binary kind"),
    "workbook": (xlsx_bytes({"Data": [["x"]]}), "not_a_document", "an Excel workbook"),
    "rich text": (b"{\\rtf1 x}", "save_as_word", "save it as .docx"),
    "open document": (zip_bytes({"content.xml": b"<x/>", "mimetype": b"x"}), "save_as_word", "save it as .docx"),
    "pdf": (b"%PDF-1.7", "not_a_document", "a PDF document"),
    "archive": (zip_bytes({"notes.txt": b"x"}), "not_a_document", "a packed archive"),
    "text lost": (zip_bytes({"[Content_Types].xml": b"<x/>", "word/styles.xml": b"<x/>"}), "truncated_file", "lost"),
    "no xml": (with_part(WHOLE, "word/document.xml", b"not at all"), "broken_paper", "save it anew"),
    "half the xml": (
        with_part(WHOLE, "word/document.xml", b"<w:document><w:body>"),
        "broken_paper",
        "save it anew",
    ),
    "too deep": (deep(), "broken_paper", "save it anew"),
    "nothing in it": (word_bytes(paragraph(" ")), "empty_paper", "no text"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_it_is_refused_in_words(tmp_path: Path, kind: str) -> None:
    content, code, words = REFUSED[kind]
    with pytest.raises(Unreadable) as refused:
        paper_from_docx(kept(tmp_path, content), Limits())
    assert refused.value.code == code
    assert words in refused.value.message


@pytest.mark.parametrize(
    ("language", "words"), [("ar", "واحفظه بصيغة ‎.docx"), ("fr", "enregistrez-le au format .docx")]
)
def test_the_words_are_in_the_persons_language(tmp_path: Path, language: str, words: str) -> None:
    with pytest.raises(Unreadable) as refused:
        paper_from_docx(kept(tmp_path, b"{\\rtf1 x}"), Limits())
    with translation.override(language):
        assert words in refused.value.message


def test_a_file_larger_than_the_limit_is_not_opened(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="too_large"):
        paper_from_docx(kept(tmp_path, WHOLE), Limits(max_bytes=100))


def test_a_document_of_too_many_paragraphs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Unreadable, match="too_many_lines"):
        paper_from_docx(kept(tmp_path, WHOLE), Limits(max_rows=199))


def test_a_table_of_too_many_cells_is_refused(tmp_path: Path) -> None:
    content = word_bytes(table(*[cell(paragraph("x")) * 20] * 20))
    with pytest.raises(Unreadable, match="too_many_lines"):
        paper_from_docx(kept(tmp_path, content), Limits(max_rows=300))


def test_macros_are_not_looked_at(tmp_path: Path) -> None:
    content = word_bytes(paragraph("Adopt the law."), more={"word/vbaProject.bin": b"\xd0\xcf\x11\xe0 nothing"})
    assert len(paper_from_docx(kept(tmp_path, content, "paper.docm"), Limits()).lines) == 1


def test_a_style_based_on_itself_and_a_list_without_levels_do_no_harm(tmp_path: Path) -> None:
    styles = '<w:style w:type="paragraph" w:default="1" w:styleId="A"><w:basedOn w:val="A"/></w:style>'
    content = word_bytes(numbered("x", 99), styles=styles, numbering=abstract(0) + instance(1, 0))
    assert paper_from_docx(kept(tmp_path, content), Limits()).lines[0].label == ""


def test_ten_thousand_pages_are_read(tmp_path: Path) -> None:
    page = paragraph("<w:r><w:lastRenderedPageBreak/></w:r>", "Adopt the law.") + paragraph("Build schools.") * 3
    body = page * 10_000
    text = f'<w:document xmlns:w="{SPACE}"><w:body>{body}</w:body></w:document>'.encode()
    path = kept(tmp_path, b"")
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("word/document.xml", text)
    paper = paper_from_docx(path, Limits())
    assert (paper.pages, len(paper.lines)) == (10_001, 40_000)


def test_damage_is_read_or_refused_in_words(tmp_path: Path) -> None:
    chance = random.Random("word")
    lists = abstract(0, level(0, "decimal", "%1.")) + instance(1, 0)
    whole = word_bytes(*[numbered("Adopt.")] * 30, table(cell(paragraph("x"))), numbering=lists)
    refused = []
    for _trial in range(100):
        made = bytearray(whole)
        for _time in range(chance.randrange(1, 10)):
            made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
        try:
            paper_from_docx(kept(tmp_path, bytes(made[: chance.randrange(len(made) // 2, len(made) + 1)])), Limits())
        except Unreadable as error:
            refused.append(error.message)
    assert refused
    assert all(refused)
