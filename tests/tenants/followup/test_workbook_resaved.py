"""What spreadsheet programs and people do to a workbook between its export and its return."""

from __future__ import annotations

from datetime import date

import pytest

from tenants.followup.actions import updates
from tests.tenants.followup.conftest import fill as filled_on_the_page
from tests.tenants.followup.workbook_files import (
    book,
    columns,
    converted,
    differences,
    fill,
    made,
    main_sheet,
    rows_of,
    saved,
    sent,
)

TRICKY = '=1+1 is not a sum\n- first; + second\n"@home" <b>&amp;</b> _x0041_ \u200fعربي مع «أقواس» و٪'


@pytest.fixture
def said(here):
    """Justice has said something everywhere, some of it as spreadsheets love to misread it."""
    number = here.round.questions.get(required=True)
    text = here.round.questions.get(kind="text")
    for one, words, count in zip(
        rows_of(here.justice), (TRICKY, "00123", "3/4"), ("120", "0.1", "-12345.678"), strict=True
    ):
        filled_on_the_page(
            one, here.people.focal_point, account=words, answers={number.pk: count, text.pk: "-5 % of cases"}
        )
    return here


@pytest.mark.parametrize(
    ("language", "ways"),
    [("ar", ("xlsx",)), ("ar", ("ods", "xlsx")), ("en", ("ods", "xlsx")), ("fr", ("xls",))],
    ids=["ar-saved", "ar-through-ods", "en-through-ods", "fr-as-xls"],
)
def test_nothing_filled_and_saved_by_libreoffice_is_no_difference(said, language, ways):
    content = converted(made(said.justice, said.people.focal_point, language), *ways)
    upload = sent(content, said.people.focal_point, request=said.justice)
    assert (upload.standing, differences(upload), upload.notes) == ("read", {}, [])
    assert upload.counts["rows"] == 3


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_nothing_filled_and_saved_by_openpyxl_is_no_difference(said, language):
    content = saved(book(made(said.justice, said.people.focal_point, language)))
    upload = sent(content, said.people.focal_point, request=said.justice)
    assert (upload.standing, differences(upload), upload.notes) == ("read", {}, [])


def mangled(content: bytes) -> bytes:
    """As a hurried person leaves it: sorted, hidden, moved, renamed, retitled, some of it gone."""
    workbook = book(content)
    sheet = main_sheet(workbook)
    sheet.protection.sheet = False
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    keys, titles, *data = rows
    order = list(reversed(range(len(keys))))
    sheet.delete_rows(1, sheet.max_row)
    sheet.append(["Answers of the ministry, as of May"])
    sheet.append([])
    for row in (keys, titles, *reversed(data)):
        sheet.append([row[index] for index in order])
    sheet.column_dimensions["C"].hidden = True
    sheet.row_dimensions[3].hidden = False
    sheet.title = "Feuil1 (2)"
    del workbook["mutabaa-lists"]
    del workbook["mutabaa-stamp"]
    del workbook[workbook.sheetnames[0]]
    workbook.create_sheet("Notes", 0)["A1"] = "To be sent on Sunday"
    return saved(workbook)


@pytest.mark.parametrize(
    ("language", "through"), [("ar", ()), ("en", ()), ("ar", ("ods", "xlsx"))], ids=["ar", "en", "ar-libreoffice"]
)
def test_sorted_moved_renamed_and_without_its_hidden_sheets_it_is_read_alike(said, language, through):
    content = made(said.justice, said.people.focal_point, language)
    content = fill(content, {"account": "ما أُنجز بعد التصدير"})
    content = mangled(content)
    if through:
        content = converted(content, *through)
    upload = sent(content, said.people.focal_point, request=said.justice)
    assert upload.sheet == "Feuil1 (2)"
    [cell] = upload.cells.all()
    assert (cell.column, cell.verdict, cell.said) == ("account", "new", "ما أُنجز بعد التصدير")
    assert cell.update_id == rows_of(said.justice)[0].pk
    assert (cell.base, cell.now) == (TRICKY, TRICKY)


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_without_the_stamped_row_the_titles_tell_the_columns(said, language):
    workbook = book(fill(made(said.justice, said.people.focal_point, language), {"account": "Done."}))
    sheet = main_sheet(workbook)
    sheet.auto_filter.ref = None
    sheet.delete_rows(1)
    sheet.insert_cols(2)
    sheet["B4"] = "seen by the legal office"
    upload = sent(saved(workbook), said.people.focal_point, request=said.justice)
    assert differences(upload) == {(rows_of(said.justice)[0].order, "account"): "new"}
    assert [(note["code"], note["cell"]) for note in upload.notes] == [("strange_column", "B")]


def test_two_questions_that_read_alike_are_told_apart_by_their_place(said):
    said.questions[1].words = said.questions[0].words
    said.questions[1].save()
    workbook = book(made(said.justice, said.people.focal_point))
    sheet = main_sheet(workbook)
    sheet.delete_rows(1)
    upload = sent(saved(workbook), said.people.focal_point, request=said.justice)
    assert (upload.standing, differences(upload)) == ("read", {})


def test_identifiers_pasted_with_direction_marks_and_spaces_still_tell_their_row(said):
    workbook = book(made(said.justice, said.people.focal_point))
    sheet = main_sheet(workbook)
    sheet.cell(row=3, column=1).value = f"\u200f {sheet.cell(row=3, column=1).value.lower()} \u200f"
    upload = sent(saved(workbook), said.people.focal_point, request=said.justice)
    assert (upload.counts["rows"], upload.notes) == (3, [])


def test_a_deleted_row_is_not_touched(said):
    workbook = book(made(said.justice, said.people.focal_point))
    main_sheet(workbook).delete_rows(4)
    upload = sent(saved(workbook), said.people.focal_point, request=said.justice)
    assert differences(upload) == {}
    assert upload.notes == [{"code": "missing_rows", "count": 1}]


def test_a_deleted_column_is_not_touched(said):
    workbook = book(made(said.justice, said.people.focal_point))
    sheet = main_sheet(workbook)
    sheet.delete_cols(columns(sheet)["account"])
    upload = sent(saved(workbook), said.people.focal_point, request=said.justice)
    assert differences(upload) == {}
    assert [note["code"] for note in upload.notes] == ["missing_column"]


def test_a_row_copied_word_for_word_is_read_once(said):
    workbook = book(made(said.justice, said.people.focal_point))
    sheet = main_sheet(workbook)
    sheet.append([cell.value for cell in sheet[4]])
    upload = sent(saved(workbook), said.people.focal_point, request=said.justice)
    assert differences(upload) == {}
    assert [note["code"] for note in upload.notes] == ["repeated_row"]


def test_a_row_that_stands_twice_and_differs_is_flagged_and_not_taken(said):
    workbook = book(made(said.justice, said.people.focal_point))
    sheet = main_sheet(workbook)
    sheet.append([cell.value for cell in sheet[3]])
    account = columns(sheet)["account"]
    sheet.cell(row=3, column=account).value = "One"
    sheet.cell(row=sheet.max_row, column=account).value = "Other"
    upload = sent(saved(workbook), said.people.focal_point, request=said.justice)
    [cell] = upload.cells.all()
    assert (cell.verdict, cell.problem, cell.said, cell.choice) == ("unreadable", {"code": "twice"}, "One\nOther", "")
    assert ("twice", "3 + 6") in [(note["code"], note.get("words")) for note in upload.notes]


def test_rows_without_an_identifier_are_listed_as_not_read(said):
    workbook = book(made(said.justice, said.people.focal_point))
    sheet = main_sheet(workbook)
    sheet.cell(row=9, column=columns(sheet)["account"]).value = "Something more we did"
    upload = sent(saved(workbook), said.people.focal_point, request=said.justice)
    assert [(note["code"], note["row"], note["words"]) for note in upload.notes] == [
        ("strange_row", 9, "Something more we did")
    ]


def test_a_damaged_identifier_is_named_with_its_cell_and_the_other_rows_are_read(said):
    workbook = book(fill(made(said.justice, said.people.focal_point), {"account": "Lost"}))
    sheet = main_sheet(workbook)
    whole = sheet.cell(row=3, column=1).value
    sheet.cell(row=3, column=1).value = whole[:10] + ("0" if whole[10] != "0" else "1") + whole[11:]
    upload = sent(saved(workbook), said.people.focal_point, request=said.justice)
    assert upload.counts["rows"] == 2
    assert ("damaged", "A3") in [(note["code"], note.get("cell")) for note in upload.notes]
    assert differences(upload) == {}


def test_a_sheet_that_was_copied_is_read_once_and_said(said):
    workbook = book(made(said.justice, said.people.focal_point))
    copy = workbook.copy_worksheet(main_sheet(workbook))
    copy.delete_rows(5)
    upload = sent(saved(workbook), said.people.focal_point, request=said.justice)
    assert (upload.sheet, [note["code"] for note in upload.notes]) == (main_sheet(workbook).title, ["another_sheet"])


DAYS = [
    "31/12/2026", "2026-12-31", "٣١/١٢/٢٠٢٦", "٢٠٢٦-١٢-٣١", "31.12.2026", "31 / 12 / 2026", "46387", 46387,
    date(2026, 12, 31), "31 December 2026", "31 décembre 2026", "٣١ ديسمبر ٢٠٢٦", "31 كانون الأول 2026", "12/31/2026",
    "2026/12/31 00:00:00",
]  # fmt: skip


@pytest.fixture
def dated(here):
    """The round asks for a day and for a yes or no as well."""
    from tenants.followup.models import Question

    day = Question(round=here.round, order=8, words="When was it done?", kind="day")
    sure = Question(round=here.round, order=9, words="Is it in force?", kind="yes_no")
    day.save()
    sure.save()
    here.day, here.sure = f"q:{day.pk}", f"q:{sure.pk}"
    here.number = f"q:{here.round.questions.get(required=True).pk}"
    return here


def read_as(here, key, typed):
    content = fill(made(here.justice, here.people.focal_point, "ar"), {key: typed})
    [cell] = sent(content, here.people.focal_point, request=here.justice).cells.all()
    return cell


@pytest.mark.parametrize("typed", DAYS, ids=str)
def test_a_day_is_read_however_it_was_typed(dated, typed):
    cell = read_as(dated, dated.day, typed)
    assert (cell.verdict, cell.said) == ("new", "2026-12-31")


@pytest.mark.parametrize(
    ("typed", "code"),
    [("soon", "not_a_day"), ("31/12/26", "short_year"), ("15/6/1448", "hijri_day"), ("31/02/2026", "not_a_day")],
)
def test_what_is_no_day_says_why_and_where(dated, typed, code):
    cell = read_as(dated, dated.day, typed)
    assert (cell.verdict, cell.problem, cell.said) == ("unreadable", {"code": code}, typed)
    assert cell.address.endswith("3")


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("120", "120"), (120, "120"), ("١٢٠", "120"), ("1 234,5", "1234.5"), ("1,234.5", "1234.5"),
        ("١٬٢٣٤٫٥", "1234.5"),
        ("1\u202f234\u202f567", "1234567"), ("0,5", "0.5"), (0.1, "0.1"), ("-7", "-7"), ("1.234.567,8", "1234567.8"),
    ],
    ids=str,
)  # fmt: skip
def test_a_number_is_read_however_it_was_typed(dated, typed, number):
    cell = read_as(dated, dated.number, typed)
    assert (cell.verdict, cell.said) == ("new", number)


@pytest.mark.parametrize(
    ("typed", "code"),
    [
        ("about 120", "not_a_number"),
        ("1,234", "number_of_two_minds"),
        ("1e30", "not_a_number"),
        ("NaN", "not_a_number"),
    ],
)
def test_what_is_no_number_says_why(dated, typed, code):
    cell = read_as(dated, dated.number, typed)
    assert (cell.verdict, cell.problem) == ("unreadable", {"code": code})


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("نعم", "yes"), ("نـعـم", "yes"), ("Yes", "yes"), (True, "yes"), ("oui", "yes"), ("لا", "no"), ("NON", "no"),
        (0, "no"),
    ],
    ids=str,
)  # fmt: skip
def test_yes_and_no_are_read_in_three_languages(dated, typed, words):
    assert read_as(dated, dated.sure, typed).said == words


@pytest.mark.parametrize(
    "typed", ["منفذة جزئياً", "منفذة جزئيا", "منفـذة  جزئياً ", "Partially implemented", "partiellement mise en oeuvre"]
)
def test_how_far_it_is_is_read_in_any_language_and_spelling(dated, typed):
    cell = read_as(dated, "value", typed)
    assert (cell.verdict, cell.said) == ("new", "state:partially")


@pytest.mark.parametrize(("typed", "code"), [("almost", "not_on_the_list"), ("=A1", "formula")])
def test_a_cell_that_cannot_be_read_does_not_spoil_its_neighbours(dated, typed, code):
    content = fill(made(dated.justice, dated.people.focal_point), {"value": typed, "account": "Done."})
    upload = sent(content, dated.people.focal_point, request=dated.justice)
    found = {cell.column: (cell.verdict, cell.problem.get("code")) for cell in upload.cells.all()}
    assert found == {"value": ("unreadable", code), "account": ("new", None)}


def test_legitimate_text_that_begins_like_a_formula_comes_back_as_it_was_written(here):
    content = fill(made(here.justice, here.people.focal_point), {})
    workbook = book(content)
    sheet = main_sheet(workbook)
    cell = sheet.cell(row=3, column=columns(sheet)["account"])
    cell.value, cell.data_type = TRICKY, "s"
    content = converted(saved(workbook), "ods", "xlsx")
    upload = sent(content, here.people.focal_point, request=here.justice)
    [cell] = upload.cells.all()
    assert cell.said == TRICKY


def test_a_cleared_cell_is_shown_as_emptied_and_not_chosen(said):
    content = fill(made(said.justice, said.people.focal_point), {"account": None})
    [cell] = sent(content, said.people.focal_point, request=said.justice).cells.all()
    assert (cell.verdict, cell.said, cell.choice) == ("emptied", "", "leave")


def test_what_was_submitted_meanwhile_is_closed(said):
    content = fill(made(said.justice, said.people.focal_point), {"account": "Newer"})
    updates.submit(update=rows_of(said.justice)[0], by=said.people.focal_point)
    [cell] = sent(content, said.people.focal_point, request=said.justice).cells.all()
    assert (cell.verdict, cell.choice) == ("closed", "")
