"""Workbooks as people handle them: filled, re-saved by other programs, mangled; and sent back."""

from __future__ import annotations

import hashlib
import io
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.worksheet import Worksheet

from tenants.followup.models import Request, Update, WorkbookUpload
from tenants.followup.workbook import reading, taking, uploads
from tenants.followup.workbook.columns import STAMP
from tenants.followup.workbook.writing import FIRST_ROW, workbook_of
from tenants.intake.actions.batches import Upload

OFFICES = ("soffice", "libreoffice")
PATIENCE = 180  # seconds


def made(request: Request, by: Any, language: str = "") -> bytes:
    """The request's workbook."""
    here = Request.objects.select_related("round", "body").get(pk=request.pk)
    return workbook_of(request=here, by=by, language=language).content


def book(content: bytes) -> Workbook:
    return load_workbook(io.BytesIO(content))


def saved(workbook: Workbook) -> bytes:
    stream = io.BytesIO()
    workbook.save(stream)
    return stream.getvalue()


def main_sheet(workbook: Workbook) -> Worksheet:
    return workbook.worksheets[1]


def columns(sheet: Worksheet) -> dict[str, int]:
    """Where each stamped column stands, from 1."""
    return {
        str(cell.value).removeprefix(STAMP): cell.column
        for cell in sheet[1]
        if cell.value and str(cell.value).startswith(STAMP)
    }


def fill(content: bytes, words: dict[str, Any], row: int = FIRST_ROW) -> bytes:
    """Write into one row's cells, by column key."""
    workbook = book(content)
    sheet = main_sheet(workbook)
    where = columns(sheet)
    for key, value in words.items():
        sheet.cell(row=row, column=where[key]).value = value
    return saved(workbook)


def sent(
    content: bytes, by: Any, *, request: Request | None = None, round: Any = None, name: str = "a.xlsx"
) -> WorkbookUpload:
    """Uploaded and read."""
    with tempfile.NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        upload = Upload(Path(file.name), name, hashlib.sha256(content).hexdigest(), uuid4())
        of_round = round or request.round
        kept = uploads.upload(file=upload, round=of_round, expected=request, by=by)
    reading.read_upload(kept.pk)
    return WorkbookUpload.objects.get(pk=kept.pk)


def differences(upload: WorkbookUpload) -> dict[tuple[int, str], str]:
    """Verdicts by (order of the update, column)."""
    return {(cell.order, cell.column): cell.verdict for cell in upload.cells.all()}


def taken(upload: WorkbookUpload, by: Any, *, submitting: bool = False) -> WorkbookUpload:
    """Accepted as it is chosen, the work done."""
    uploads.accept(upload=upload, by=by, submitting=submitting)
    taking.carry_out(upload.pk)
    return WorkbookUpload.objects.get(pk=upload.pk)


def rows_of(request: Request) -> list[Update]:
    return list(Update.objects.filter(request=request).in_request_order())


def office() -> str:
    """Where LibreOffice stands on this machine; without one the test says so."""
    found = next(filter(None, map(shutil.which, OFFICES)), None)
    if found is None:
        pytest.skip(f"Needs LibreOffice Calc: none of {', '.join(OFFICES)} is installed.")
    return found


def converted(content: bytes, *formats: str) -> bytes:
    """The workbook as LibreOffice saves it, through each of the formats in turn."""
    program, extension = office(), "xlsx"
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"0.{extension}"
        file.write_bytes(content)
        for step, wanted in enumerate(formats, start=1):
            out = Path(folder) / str(step)
            command = [program, f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", wanted]
            done = subprocess.run(
                [*command, "--outdir", str(out), str(file)], capture_output=True, timeout=PATIENCE, check=False
            )
            file = out / f"{file.stem}.{wanted.partition(':')[0]}"
            assert file.exists(), done.stderr.decode()
        return file.read_bytes()
