"""Old binary Word files become lines too."""

import random
from pathlib import Path

import pytest

from tenants.intake.readers.limits import Limits
from tenants.intake.readers.papers.word_binary import paper_from_doc
from tenants.intake.readers.unreadable import Unreadable
from tests.tenants.intake.readers.made_files import compound, xls_bytes
from tests.tenants.intake.readers.papers.made_doc import (
    BOLD,
    DELETED,
    HIDDEN,
    IN_TABLE,
    ROW_END,
    Para,
    doc_bytes,
    in_list,
    listed,
    para,
    style,
)
from tests.tenants.intake.readers.papers.made_word import kept, paragraph, word_bytes


@pytest.fixture
def read(tmp_path: Path):
    def reading(content: bytes, limits: Limits | None = None):
        return paper_from_doc(kept(tmp_path, content, "paper.doc"), limits or Limits())

    return reading


def texts(paper) -> list[str]:
    return [line.text for line in paper.lines]


def test_pieces_of_both_widths_are_read_in_order(read):
    paper = read(doc_bytes([para("Côte d’Azurie".replace("’", "'")), para("ينبغي لفالدوريا"), para("End")]))
    assert [(line.number, line.text, line.page) for line in paper.lines] == [
        (1, "Côte d'Azurie", None),
        (2, "ينبغي لفالدوريا", None),
        (3, "End", None),
    ]


def test_windows_quotes_and_letters_above_the_first_plane(read):
    assert texts(read(doc_bytes([para("x"), Para([("\U0001d538 “x”", b"")], width=2)])))[1] == "\U0001d538 “x”"


def test_field_codes_are_removed_and_their_answers_kept(read):
    paper = read(
        doc_bytes([para("See \x13 PAGEREF \x13 x \x14 y \x15 \x14page 4\x15."), para("\x13 lost"), para("kept")])
    )
    assert texts(paper) == ["See page 4.", "kept"]


def test_breaks_tabs_and_hyphens(read):
    assert texts(read(doc_bytes([para("a\x0bb\tc co\x1eop re\x1fform\x01")]))) == ["a b c co-op reform"]


def test_deleted_and_hidden_text_is_left_out(read):
    body = [Para([("Adopt ", b""), ("no ", DELETED), ("job ", HIDDEN), ("the law.", b"")])]
    assert texts(read(doc_bytes(body))) == ["Adopt the law."]


def test_a_paragraph_whose_end_was_deleted_goes_on(read):
    assert texts(read(doc_bytes([Para([("Adopt ", b""), ("", DELETED)]), para("the law.")]))) == ["Adopt the law."]


def test_bold_lines(read):
    paper = read(doc_bytes([Para([("Prisons", BOLD)]), Para([("Cells ", BOLD), ("are dark indeed.", b"")])]))
    assert [line.bold for line in paper.lines] == [True, False]


def test_numbers_are_counted(read):
    body = [para("x", in_list(1)), para("no number"), para("y", in_list(1))]
    assert [line.label for line in read(doc_bytes(body, lists=listed(4, "(\x00)"))).lines] == ["(a)", "", "(b)"]


def test_numbers_of_several_levels(read):
    body = [para("x", in_list(1)), para("y", in_list(1, 1)), para("z", in_list(1, 1)), para("x", in_list(1))]
    assert [line.label for line in read(doc_bytes(body, lists=listed(0, "\x00.\x01", 9))).lines] == [
        "1.1", "1.1", "1.2", "2.1",
    ]  # fmt: skip


def test_styles_tell_headings_bold_and_lists(read):
    styles = [
        style("Normal"),
        style("heading 2", builtin=2),
        style("_ H _1_G", runs=BOLD),
        style("Para", paragraph=in_list(1)),
    ]
    body = [para(name, style=number) for number, name in enumerate("abcd")]
    paper = read(doc_bytes(body, styles=styles, lists=listed(0, "\x00.")))
    assert [(line.heading, line.bold, line.label) for line in paper.lines] == [
        (0, False, ""),
        (2, False, ""),
        (3, True, ""),
        (0, False, "1."),
    ]


def test_tables_stand_apart(read):
    row = [
        para("a", IN_TABLE),
        para("b", IN_TABLE, end="\x07"),
        para("c", IN_TABLE, end="\x07"),
        para("", IN_TABLE + ROW_END, end="\x07"),
    ]
    paper = read(doc_bytes([para("Before"), *row, *row, para("After")]))
    assert texts(paper) == ["Before", "After"]
    (table,) = paper.tables
    assert table.number == 2
    assert [[cell.lines for cell in cells] for cells in table.rows] == [[("a", "b"), ("c",)]] * 2


def test_footnotes_and_headers_stand_apart(read):
    paper = read(
        doc_bytes(
            [para("It acted.\x02")],
            footnotes=[para("\x02 See 3."), para("Go on."), para("\x02 See 4.")],
            headers=[para("CAT/C/VAL/CO/2"), para("CAT/C/VAL/CO/2")],
        )
    )
    assert texts(paper) == ["It acted."]
    assert [(line.label, line.text) for line in paper.notes] == [("1", "See 3."), ("", "Go on."), ("2", "See 4.")]
    assert [line.text for line in paper.margins] == ["CAT/C/VAL/CO/2"]


def test_a_new_document_under_an_old_name_is_read(read):
    assert texts(read(word_bytes(paragraph("Valdoria")))) == ["Valdoria"]


WHOLE = doc_bytes([para("Adopt the law.", in_list(1))] * 40, lists=listed(0, "\x00."))
REFUSED = {
    "empty file": (b"", "empty_file"),
    "cut off": (WHOLE[:5_000], "truncated_file"),
    "encrypted": (doc_bytes([para("x")], flags=0x0100), "password_protected"),
    "password of today": (compound({"EncryptedPackage": b"", "EncryptionInfo": b""}), "password_protected"),
    "older Word": (doc_bytes([para("x")], version=0x68), "save_as_word"),
    "rich text": (b"{\\rtf1 x}", "save_as_word"),
    "web page": (b"<html><p>x</p></html>", "save_as_word"),
    "workbook": (xls_bytes([["x"]]), "not_a_document"),
    "other container": (compound({"Notes": b""}), "not_a_document"),
    "no table": (compound({"WordDocument": b"\xec\xa5\xc1\x00" + b"\x00" * 3_000}), "truncated_file"),
    "nonsense": (compound({"WordDocument": b"\xff" * 5_000, "0Table": b""}), "broken_paper"),
    "nothing in it": (doc_bytes([para(" ")]), "empty_paper"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_it_is_refused_in_words(read, kind):
    content, code = REFUSED[kind]
    with pytest.raises(Unreadable) as refused:
        read(content)
    assert (refused.value.code, bool(refused.value.message)) == (code, True)


def test_too_many_paragraphs_are_refused(read):
    with pytest.raises(Unreadable, match="too_many_lines"):
        read(WHOLE, Limits(max_rows=39))


def test_damage_is_read_or_refused_in_words(read):
    chance = random.Random("doc")
    refused = []
    for _trial in range(100):
        made = bytearray(WHOLE)
        for _time in range(chance.randrange(1, 30)):
            made[chance.randrange(len(made))] ^= 1 << chance.randrange(8)
        try:
            read(bytes(made[: chance.randrange(len(made) // 2, len(made) + 1)]))
        except Unreadable as error:
            refused.append(error.message)
    assert refused
    assert all(refused)
