"""What a PDF is read as, and why it is refused."""

import re
from pathlib import Path

import pytest

from tenants.intake.readers.limits import Limits
from tenants.intake.readers.papers.paper import Paper
from tenants.intake.readers.papers.pdf import paper_from_pdf
from tenants.intake.readers.unreadable import (
    BrokenPaper,
    EmptyFile,
    EmptyPaper,
    PasswordProtected,
    ScannedPaper,
    TooLarge,
    TooManyPages,
    TooMuchText,
    TruncatedFile,
    Unreadable,
    WrongType,
)
from tests.tenants.intake.readers.papers.made_pdf import pdf_bytes, save

HEAD = "A/HRC/21/99 #h(1fr) #context counter(page).display()"
FOOT = "GE.12-12345"
LIMITS = Limits()


@pytest.fixture
def read(tmp_path: Path):  # type: ignore[no-untyped-def]
    def reading(body: str, **how: str) -> Paper:
        return paper_from_pdf(save(tmp_path / "a.pdf", pdf_bytes(body, **how)), LIMITS)

    return reading


def texts(paper: Paper) -> list[str]:
    return [line.text for line in paper.lines]


def test_lines_come_with_their_page_and_place(read) -> None:  # type: ignore[no-untyped-def]
    paper = read("First line.\n\nSecond line.\n#pagebreak()\nThird line.")
    assert [(line.text, line.page, line.number) for line in paper.lines] == [
        ("First line.", 1, 1),
        ("Second line.", 1, 2),
        ("Third line.", 2, 1),
    ]
    assert paper.pages == 2
    assert paper.lines[0].top < paper.lines[1].top


def test_running_heads_and_feet_stand_apart_from_the_second_page(read) -> None:  # type: ignore[no-untyped-def]
    paper = read("One.\n#pagebreak()\nTwo.\n#pagebreak()\nThree.", head=HEAD, foot=FOOT)
    assert texts(paper)[-2:] == ["Two.", "Three."]
    assert "GE.12-12345" not in texts(paper)
    assert {line.text for line in paper.margins if line.page == 3} == {"A/HRC/21/99 3", "GE.12-12345"}


def test_footnotes_stand_apart_and_their_marks_leave_the_words(read) -> None:  # type: ignore[no-untyped-def]
    paper = read("Ratify the treaty (Valdoria)#footnote[As made during the dialogue.]\\; consider it (Marenne);")
    assert texts(paper) == ["Ratify the treaty (Valdoria); consider it (Marenne);"]
    assert [line.text for line in paper.notes] == ["1As made during the dialogue."]


def test_a_divided_word_still_ends_in_its_hyphen(read) -> None:  # type: ignore[no-untyped-def]
    body = "#block(width: 3.2cm)[Strengthen internationalisation notwithstanding misunderstandings]"
    paper = read(body, setting="#set text(hyphenate: true)")
    assert any(re.search(r"[a-z]-$", text) for text in texts(paper))
    assert not any("\u00ad" in text or "\ufffe" in text for text in texts(paper))


def test_bold_italic_and_size_are_told(read) -> None:  # type: ignore[no-untyped-def]
    bold, italic, large = read("*Bold*\n\n_Italic_\n\n#text(size: 20pt)[Large]").lines
    assert (bold.bold, italic.italic, large.bold) == (True, True, False)
    assert large.size == pytest.approx(20, abs=0.5)


def test_a_page_on_its_side_is_read_upright(read) -> None:  # type: ignore[no-untyped-def]
    turned = "#rotate(90deg, reflow: true)[#block(width: 15cm)[First line. #linebreak() Second line.]]"
    assert texts(read(turned)) == ["First line.", "Second line."]


def test_cells_of_a_row_keep_the_order_of_the_file(read) -> None:  # type: ignore[no-untyped-def]
    table = "#table(columns: (4cm, 4cm), [Adopt a law on legal aid and fund it fully], [Accepted], [Abolish], [Noted])"
    assert " ".join(texts(read(table))) == "Adopt a law on legal aid and fund it fully Accepted Abolish Noted"


def test_arabic_is_read_as_it_is_spoken(read) -> None:  # type: ignore[no-untyped-def]
    paper = read(
        "تحظى التوصيات التالية بالتأييد (فالدوريا، مارين)؛\n\nالوثيقة A/HRC/21/99 والفقرة 25",
        language="ar",
        direction="rtl",
        setting='#set text(font: "DejaVu Sans")',
    )
    if any("\ufffd" in text for text in texts(paper)):
        pytest.fail("the machine has no letters for Arabic")
    assert texts(paper) == ["تحظى التوصيات التالية بالتأييد (فالدوريا، مارين)؛", "الوثيقة A/HRC/21/99 والفقرة 25"]


def refused(tmp_path: Path, content: bytes, limits: Limits = LIMITS) -> type[Unreadable]:
    with pytest.raises(Unreadable) as caught:
        paper_from_pdf(save(tmp_path / "a.pdf", content), limits)
    return caught.type


def test_what_is_no_pdf_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, b"") is EmptyFile
    assert refused(tmp_path, b"To,From\r\nValdoria,Marenne\r\n") is WrongType
    assert refused(tmp_path, pdf_bytes("Text."), Limits(max_bytes=100)) is TooLarge


def test_a_file_without_its_end_is_refused(tmp_path: Path) -> None:
    whole = pdf_bytes("Text. " * 2000)
    for share in (0.05, 0.5, 0.95):
        assert refused(tmp_path, whole[: int(len(whole) * share)]) is TruncatedFile


def test_a_damaged_file_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, b"%PDF-1.7\n" + b"x" * 400 + b"\nstartxref\n9\n%%EOF\n") is BrokenPaper


def test_a_protected_file_is_refused(tmp_path: Path) -> None:
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Count 1 /Kids [3 0 R] >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] >>",
        b"<< /Filter /Standard /V 1 /R 2 /P -4 /O <" + b"ab" * 32 + b"> /U <" + b"cd" * 32 + b"> >>",
    )
    content, places = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, start=1):
        places.append(b"%010d 00000 n \n" % len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, written)
    trailer = b"trailer << /Size 5 /Root 1 0 R /Encrypt 4 0 R /ID [<00> <00>] >>\nstartxref\n%d\n%%%%EOF\n"
    table = b"xref\n0 5\n0000000000 65535 f \n" + b"".join(places)
    assert refused(tmp_path, content + table + trailer % len(content)) is PasswordProtected


def test_pages_without_text_are_told_from_scans(tmp_path: Path) -> None:
    assert refused(tmp_path, pdf_bytes("")) is EmptyPaper
    assert refused(tmp_path, pdf_bytes("#rect(width: 5cm, height: 5cm, fill: blue)")) is ScannedPaper


def test_too_much_is_refused(tmp_path: Path) -> None:
    assert refused(tmp_path, pdf_bytes("a #pagebreak() b #pagebreak() c"), Limits(max_pages=2)) is TooManyPages
    assert refused(tmp_path, pdf_bytes("Many letters."), Limits(max_letters=5)) is TooMuchText
