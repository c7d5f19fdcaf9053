"""The first sheet: what this is, and how to fill it in, in a few lines."""

from __future__ import annotations

from django.utils.translation import gettext
from openpyxl.worksheet.worksheet import Worksheet

from shared.languages.dates import written_day, written_moment
from tenants.followup.models import Request, WorkbookExport
from tenants.followup.workbook import sheet_look as look
from tenants.followup.workbook.sheet_look import Dresser, Look


def write(sheet: Worksheet, request: Request, export: WorkbookExport, order: int) -> None:
    """Fill the sheet, in the active language."""
    dresser = Dresser(sheet)
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 26, 84
    sheet.protection.sheet = True
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
    row = 1
    dresser.put(row, 1, request.round.title, Look(bold=True, size=16, wrap=False, ruled=False, order=order))
    row += 2
    facts = (
        (gettext("Body"), str(request.body)),
        (gettext("Deadline"), written_day(request.deadline)),
        (gettext("Workbook made"), written_moment(export.made_at)),
    )
    for name, words in facts:
        dresser.put(row, 1, name, Look(colour=look.DIM, ruled=False, order=order))
        dresser.put(row, 2, words, Look(ruled=False, order=order))
        row += 1
    if request.round.introduction:
        row += 1
        dresser.put(row, 2, request.round.introduction, Look(ruled=False, order=order))
        row += 1
    row += 1
    dresser.put(row, 1, gettext("How to fill it in"), Look(bold=True, size=13, wrap=False, ruled=False, order=order))
    for number, words in enumerate(_lines(), start=1):
        row += 1
        dresser.put(row, 1, str(number), Look(colour=look.DIM, ruled=False, order=order, side="center"))
        dresser.put(row, 2, words, Look(ruled=False, order=order))


def _lines() -> list[str]:
    return [
        gettext("Write on the sheet “%(sheet)s”, in the cells with a light yellow ground. The others are to be read.")
        % {"sheet": gettext("Answers")},
        gettext("Choose how far it is from the list in the cell, then say what was done in your own words."),
        gettext("Dates as year-month-day (2026-12-31) or day/month/year (31/12/2026). Numbers without words."),
        gettext("Leave a cell as it is where you have nothing to add. You may sort, hide and widen as you like."),
        gettext("Do not change the identifier at the beginning of a row: by it your answers find their place."),
        gettext(
            "Save the file as an Excel workbook (.xlsx), then upload it on the page of your request, or mail it to the "
            "coordinator. Nothing is taken over before the differences were shown."
        ),
    ]
