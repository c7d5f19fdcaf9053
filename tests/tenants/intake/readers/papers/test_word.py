"""Word files become lines: what a person sees in Word, with the numbers that Word counts."""

import io
from pathlib import Path

import docx
import pytest

from tenants.intake.readers.limits import Limits
from tenants.intake.readers.papers.paper import Paper
from tenants.intake.readers.papers.word import paper_from_docx
from tests.tenants.intake.readers.papers.made_word import (
    STRICT,
    abstract,
    cell,
    instance,
    kept,
    level,
    numbered,
    paragraph,
    run,
    styled,
    table,
    word_bytes,
)

SEEN = "<w:r><w:lastRenderedPageBreak/></w:r>"
BY_HAND = '<w:r><w:br w:type="page"/></w:r>'


@pytest.fixture
def read(tmp_path: Path):
    def reading(content: bytes) -> Paper:
        return paper_from_docx(kept(tmp_path, content), Limits())

    return reading


def texts(paper: Paper) -> list[str]:
    return [line.text for line in paper.lines]


def labels(paper: Paper) -> list[str]:
    return [line.label for line in paper.lines]


def test_paragraphs_are_lines_in_order(read):
    paper = read(word_bytes(paragraph("Valdoria should act."), paragraph(" "), paragraph("It  should act\tsoon.")))
    assert [(line.number, line.text, line.begins) for line in paper.lines] == [
        (1, "Valdoria should act.", True),
        (2, "It should act soon.", True),
    ]


def test_a_file_of_python_docx_is_read(read):
    made = docx.Document()
    made.add_heading("Conclusions", level=2)
    made.add_paragraph("Build schools.").runs[0].bold = True
    made.add_paragraph("First", style="List Number")
    made.add_paragraph("Second", style="List Number")
    made.sections[0].header.paragraphs[0].text = "CAT/C/VAL/CO/2"
    stream = io.BytesIO()
    made.save(stream)
    paper = read(stream.getvalue())
    assert [(line.text, line.heading, line.bold, line.label) for line in paper.lines] == [
        ("Conclusions", 2, True, ""),
        ("Build schools.", 0, True, ""),
        ("First", 0, False, "1."),
        ("Second", 0, False, "2."),
    ]
    assert [line.text for line in paper.margins] == ["CAT/C/VAL/CO/2"]


def test_a_strict_document_is_read(read):
    assert texts(read(word_bytes(paragraph("Valdoria"), space=STRICT))) == ["Valdoria"]


def test_the_text_is_found_by_its_relation(read):
    assert texts(read(word_bytes(paragraph("Valdoria"), main="word/document2.xml"))) == ["Valdoria"]


def test_numbers_go_on_and_begin_anew_under_each_paragraph(read):
    lists = abstract(0, level(0, "decimal", "%1."), level(1, "lowerLetter", "(%2)")) + instance(1, 0)
    paper = read(
        word_bytes(
            *[numbered("x", at) for at in (0, 1, 1, 0, 1)], paragraph("no number"), numbered("x"), numbering=lists
        )
    )
    assert labels(paper) == ["1.", "(a)", "(b)", "2.", "(a)", "", "3."]


def test_numbers_of_several_levels_are_joined(read):
    lists = abstract(0, level(0, "decimal", "%1.", 140), level(1, "decimal", "%1.%2.")) + instance(1, 0)
    paper = read(word_bytes(numbered("x"), numbered("x", 1), numbered("x", 1), numbered("x"), numbering=lists))
    assert labels(paper) == ["140.", "140.1.", "140.2.", "141."]


@pytest.mark.parametrize(
    ("way", "said"),
    [
        ("upperRoman", ["I", "II", "III", "IV"]),
        ("lowerRoman", ["i", "ii", "iii", "iv"]),
        ("upperLetter", ["A", "B", "C", "D"]),
        ("arabicAbjad", ["أ", "ب", "ج", "د"]),
        ("arabicAlpha", ["أ", "ب", "ت", "ث"]),
        ("ordinal", ["1st", "2nd", "3rd", "4th"]),
        ("decimalZero", ["01", "02", "03", "04"]),
        ("none", ["", "", "", ""]),
        ("bullet", ["-", "-", "-", "-"]),
    ],
)
def test_formats_of_numbers(read, way, said):
    text = "-" if way == "bullet" else "%1"
    lists = abstract(0, level(0, way, text)) + instance(1, 0)
    assert labels(read(word_bytes(*[numbered("x")] * 4, numbering=lists))) == said


def test_after_the_last_letter_letters_are_doubled(read):
    lists = abstract(0, level(0, "lowerLetter", "(%1)", 26)) + instance(1, 0)
    assert labels(read(word_bytes(*[numbered("x")] * 3, numbering=lists))) == ["(z)", "(aa)", "(bb)"]


def test_two_uses_of_a_list_count_on_unless_one_restarts(read):
    restart = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="1"/></w:lvlOverride>'
    lists = abstract(0, level(0, "decimal", "%1.")) + instance(1, 0) + instance(2, 0) + instance(3, 0, restart)
    body = [numbered("x", number=number) for number in (1, 2, 3, 3, 1)]
    assert labels(read(word_bytes(*body, numbering=lists))) == ["1.", "2.", "1.", "2.", "3."]


def test_a_level_that_never_restarts(read):
    lists = abstract(
        0, level(0, "upperRoman", "%1."), level(1, "decimal", "%2.", more='<w:lvlRestart w:val="0"/>')
    ) + instance(1, 0)
    body = [numbered("x", at) for at in (0, 1, 1, 0, 1)]
    assert labels(read(word_bytes(*body, numbering=lists))) == ["I.", "1.", "2.", "II.", "3."]


def test_legal_numbers_are_digits_throughout(read):
    lists = abstract(0, level(0, "upperRoman", "%1."), level(1, "decimal", "%1.%2", more="<w:isLgl/>")) + instance(1, 0)
    assert labels(read(word_bytes(numbered("x"), numbered("x", 1), numbering=lists))) == ["I.", "1.1"]


def test_a_style_brings_its_list_and_a_paragraph_may_refuse_it(read):
    lists = abstract(0, level(0, "decimal", "%1.", more='<w:pStyle w:val="Para"/>')) + instance(1, 0)
    styles = (
        '<w:style w:type="paragraph" w:styleId="Para"><w:name w:val="Para"/><w:pPr><w:numPr><w:numId w:val="1"/>'
        '</w:numPr></w:pPr></w:style><w:style w:styleId="Deep"><w:basedOn w:val="Para"/></w:style>'
    )
    refused = paragraph("x", properties='<w:pStyle w:val="Para"/><w:numPr><w:numId w:val="0"/></w:numPr>')
    paper = read(word_bytes(styled("x", "Para"), refused, styled("x", "Deep"), numbering=lists, styles=styles))
    assert labels(paper) == ["1.", "", "2."]


def test_headings_come_from_outline_levels_names_and_the_templates_of_un_papers(read):
    styles = "".join(
        f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:pPr>{more}</w:pPr></w:style>'
        for key, name, more in (
            ("A", "Anything", '<w:outlineLvl w:val="1"/>'),
            ("B", "heading 3", ""),
            ("C", "_ H _Ch_G", ""),
            ("D", "_ H _2/3_GA", ""),
            ("E", "_ Single Txt_G", ""),
        )
    )
    direct = paragraph("x", properties='<w:pStyle w:val="E"/><w:outlineLvl w:val="0"/>')
    paper = read(word_bytes(*[styled("x", key) for key in "ABCDE"], direct, styles=styles))
    assert [line.heading for line in paper.lines] == [2, 3, 2, 4, 0, 1]


def test_pages_are_told_by_the_breaks_word_wrote_down(read):
    paper = read(
        word_bytes(
            paragraph("One"), paragraph(SEEN, run("Two")), paragraph(run("still two"), SEEN, run("and three")),
            paragraph("Three"),
        )
    )  # fmt: skip
    assert [line.page for line in paper.lines] == [1, 2, 2, 3]
    assert paper.pages == 3


def test_a_break_by_hand_that_word_saw_too_counts_once(read):
    paper = read(word_bytes(paragraph("One", BY_HAND), paragraph(SEEN, run("Two")), paragraph(BY_HAND, run("Three"))))
    assert [line.page for line in paper.lines] == [1, 2, 3]


def test_without_breaks_no_page_is_claimed(read):
    paper = read(word_bytes(paragraph("One")))
    assert (paper.lines[0].page, paper.pages) == (None, 0)


def test_the_cells_of_a_row_turn_a_page_together(read):
    row = cell(paragraph(SEEN, run("a"))) + cell(paragraph(SEEN, run("b")))
    paper = read(word_bytes(paragraph("One"), table(row), paragraph("Two")))
    assert [line.page for line in paper.lines] == [1, 2]


def test_tables_stand_apart_with_their_merged_cells(read):
    wide = cell(paragraph("Theme: Justice"), properties='<w:gridSpan w:val="2"/>')
    tall = cell(paragraph("kept"), properties='<w:vMerge w:val="restart"/>') + cell(paragraph("a"), paragraph("b"))
    below = cell(paragraph("x"), properties="<w:vMerge/>") + cell(table(cell(paragraph("inner"))), paragraph(" "))
    paper = read(word_bytes(paragraph("Before"), table(wide, tall, below), paragraph("After")))
    assert texts(paper) == ["Before", "After"]
    (found,) = paper.tables
    assert found.number == 2
    assert [[(one.lines, one.span) for one in row] for row in found.rows] == [
        [(("Theme: Justice",), 2)],
        [(("kept",), 1), (("a", "b"), 1)],
        [((), 1), (("inner",), 1)],
    ]


def test_insertions_are_kept_and_deletions_are_dropped(read):
    changed = paragraph(
        run("Adopt "),
        '<w:ins w:id="1">' + run("the law") + "</w:ins>",
        '<w:del w:id="2"><w:r><w:delText>nothing</w:delText></w:r></w:del>',
        "<w:moveFrom>" + run("moved away") + "</w:moveFrom>",
    )
    assert texts(read(word_bytes(changed))) == ["Adopt the law"]


def test_a_paragraph_whose_end_was_deleted_goes_on_in_the_next(read):
    first = paragraph("Adopt ", properties="<w:rPr><w:del/></w:rPr>")
    assert texts(read(word_bytes(first, paragraph("the law.")))) == ["Adopt the law."]


def test_fields_show_their_answers_only(read):
    def mark(kind: str) -> str:
        return f'<w:r><w:fldChar w:fldCharType="{kind}"/></w:r>'

    asked = "<w:r><w:instrText>PAGEREF _Toc1 \\h</w:instrText></w:r>"
    whole = paragraph(run("See "), mark("begin"), asked, run("hidden"), mark("separate"), run("page 4"), mark("end"))
    simple = paragraph('<w:fldSimple w:instr="AUTHOR">' + run("Amal") + "</w:fldSimple>")
    assert texts(read(word_bytes(whole, simple))) == ["See page 4", "Amal"]


def test_a_field_that_never_answers_swallows_only_its_paragraph(read):
    broken = paragraph('<w:r><w:fldChar w:fldCharType="begin"/></w:r>', run("lost"))
    assert texts(read(word_bytes(broken, paragraph("kept")))) == ["kept"]


def test_words_of_links_and_content_controls_are_kept_and_placeholders_are_not(read):
    link = paragraph("<w:hyperlink>" + run("linked") + "</w:hyperlink>")
    control = f"<w:sdt><w:sdtContent>{paragraph('controlled')}</w:sdtContent></w:sdt>"
    empty = (
        "<w:sdt><w:sdtPr><w:showingPlcHdr/></w:sdtPr><w:sdtContent>"
        + paragraph("Click here")
        + "</w:sdtContent></w:sdt>"
    )
    assert texts(read(word_bytes(link, control, empty))) == ["linked", "controlled"]


def test_a_text_box_is_read_once_after_its_paragraph(read):
    inside = f"<w:txbxContent>{paragraph('boxed')}</w:txbxContent>"
    drawn = (
        f"<w:r><mc:AlternateContent><mc:Choice><w:drawing><wps:txbx>{inside}</wps:txbx></w:drawing></mc:Choice>"
        f"<mc:Fallback><w:pict><v:textbox>{inside}</v:textbox></w:pict></mc:Fallback></mc:AlternateContent></w:r>"
    )
    assert texts(read(word_bytes(paragraph(run("anchor"), drawn), paragraph("next")))) == ["anchor", "boxed", "next"]


def test_footnotes_are_notes_and_their_marks_are_not_in_the_text(read):
    title = paragraph(
        run("Observations on Valdoria"),
        '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="1"/><w:t>*</w:t></w:r>',
    )
    text = paragraph(run("It acted."), '<w:r><w:footnoteReference w:id="2"/></w:r>')
    notes = (
        f'<w:footnote w:type="separator" w:id="0">{paragraph("---")}</w:footnote>'
        f'<w:footnote w:id="1">{paragraph("Adopted in May.")}</w:footnote>'
        f'<w:footnote w:id="2">{paragraph("See 3.")}</w:footnote>'
    )
    paper = read(word_bytes(title, text, footnotes=notes))
    assert texts(paper) == ["Observations on Valdoria", "It acted."]
    assert [(line.label, line.text) for line in paper.notes] == [("*", "Adopted in May."), ("1", "See 3.")]


def test_headers_and_footers_are_margins(read):
    paper = read(word_bytes(paragraph("x"), header=paragraph("CAT/C/VAL/CO/2"), footer=paragraph("GE.16-0")))
    assert [line.text for line in paper.margins] == ["CAT/C/VAL/CO/2", "GE.16-0"]


def test_hidden_text_is_left_out(read):
    styles = '<w:style w:type="character" w:styleId="Job"><w:name w:val="Job"/><w:rPr><w:vanish/></w:rPr></w:style>'
    body = paragraph(run("<<ODS>>", "<w:vanish/>"), run("job", '<w:rStyle w:val="Job"/>'), run("Valdoria"))
    assert texts(read(word_bytes(body, styles=styles))) == ["Valdoria"]


def test_what_a_text_may_not_hold_is_taken_out(read):
    body = paragraph(
        run("re\u00adform\u200f"), "<w:r><w:softHyphen/></w:r>", run("s of co"),
        "<w:r><w:noBreakHyphen/></w:r>", run("op"),
        '<w:r><w:sym w:font="Symbol" w:char="F0B7"/></w:r>', run("\u00a0now"),
    )  # fmt: skip
    assert texts(read(word_bytes(body))) == ["reforms of co-op now"]


def test_an_arabic_paragraph_keeps_the_order_in_which_it_is_read(read):
    body = paragraph(
        "ينبغي لـ ", "<w:r><w:rPr><w:rtl/></w:rPr><w:t>فالدوريا أن تعتمد القانون 12</w:t></w:r>", properties="<w:bidi/>"
    )
    assert texts(read(word_bytes(body))) == ["ينبغي لـ فالدوريا أن تعتمد القانون 12"]
