"""What a focal point does to her workbook before she sends it back."""

from __future__ import annotations

import shutil
import subprocess
import warnings
from collections.abc import Mapping
from pathlib import Path

from openpyxl import load_workbook
from openpyxl.worksheet.worksheet import Worksheet

STAMP = "mutabaa:"
TITLES_ROW, FIRST_ROW = 2, 3
OFFICE_TAKES = 120  # seconds, at most


def fill(file: Path, answers: Mapping[str, Mapping[str, object]]) -> int:
    """Write the answers into the rows whose texts contain the given words; sort the rows backwards, hide a column.

    `answers`: by words of a row's text, what goes under each column, by its stamped key; "q" is the only question.
    Gives the number of cells written.
    """
    book = load_workbook(file)
    sheet = next(one for one in book.worksheets if str(one.cell(1, 1).value).startswith(STAMP))
    at = {_key(sheet, column): column for column in range(1, sheet.max_column + 1)}
    rows = [row for row in range(FIRST_ROW, sheet.max_row + 1) if sheet.cell(row, at["id"]).value]
    written = 0
    for row in rows:
        text = str(sheet.cell(row, at["text"]).value)
        for words, cells in answers.items():
            if words in text:
                for key, value in cells.items():
                    sheet.cell(row, at[key]).value = value
                    written += 1
    contents = [[cell.value for cell in sheet[row]] for row in rows]
    for row, values in zip(rows, reversed(contents), strict=True):
        for column, value in enumerate(values, start=1):
            sheet.cell(row, column).value = value
    sheet.column_dimensions[sheet.cell(1, at["before"]).column_letter].hidden = True
    book.save(file)
    return written


def reads_from_the_right(file: Path) -> bool:
    """Whether its sheet of answers begins at the right."""
    book = load_workbook(file)
    sheet = next(one for one in book.worksheets if str(one.cell(1, 1).value).startswith(STAMP))
    return bool(sheet.sheet_view.rightToLeft)


def resaved(file: Path, folder: Path) -> Path:
    """The file after LibreOffice made an .ods of it and an .xlsx of that; the file itself where there is none."""
    office = shutil.which("soffice") or shutil.which("libreoffice")
    if office is None:
        warnings.warn("LibreOffice is not installed: the workbook was saved by openpyxl alone.", stacklevel=2)
        return file
    profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
    for number, (kind, source) in enumerate((("ods", file), ("xlsx", folder / "0" / f"{file.stem}.ods"))):
        target = folder / str(number)
        command = [office, profile, "--headless", "--convert-to", kind, "--outdir", str(target), str(source)]
        subprocess.run(command, check=True, capture_output=True, timeout=OFFICE_TAKES)
    return folder / "1" / f"{file.stem}.xlsx"


def _key(sheet: Worksheet, column: int) -> str:
    key = str(sheet.cell(1, column).value or "").removeprefix(STAMP)
    return "q" if key.startswith("q:") else key
