"""Tables as ministries keep them, about bodies and measures that were invented, and their way through an import."""

from __future__ import annotations

import io
from collections.abc import Sequence

from openpyxl import Workbook

from tenants.intake import staging
from tenants.intake.actions import batches, tables
from tenants.intake.models import Batch
from tenants.records import jobs
from tests.tenants.intake.tables import uploaded

HEADER = ["م", "الآلية", "المرجع", "نص التوصية", "الجهة المسؤولة", "الجهات المساندة", "الحالة", "نسبة الإنجاز", "السنة",
          "الإطار الزمني", "ملاحظات"]  # fmt: skip
ROWS = [
    ["1", "CEDAW", "CEDAW/C/XAA/CO/3", "اعتماد قانون شامل لحماية النساء من العنف.", "وزارة العدل",
     "وزارة الداخلية؛ المجلس الأعلى للمرأة", "قيد الإنجاز", "40", "2024", "2027", "عُرض المشروع على البرلمان."],
    ["2", "CEDAW", "CEDAW/C/XAA/CO/3", "فتح مراكز إيواء في كل ولاية.", "المجلس الأعلى للمرأة", "", "منفذة", "100",
     "2023", "", ""],
    ["3", "CRC", "CRC/C/XAA/CO/5", "رفع سن الزواج إلى ثماني عشرة سنة.", "وزارة العدل ووزارة الداخلية", "",
     "لم تنفذ بعد", "0", "2024", "2026-06-30", ""],
]  # fmt: skip


def workbook(
    sheets: dict[str, Sequence[Sequence[object]]], merged: dict[str, Sequence[str]] | None = None, rtl: bool = True
) -> bytes:
    """A workbook with merged cells and sheets that run from the right."""
    book = Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        sheet.sheet_view.rightToLeft = rtl
        for row in rows:
            sheet.append(list(row))
        for area in (merged or {}).get(name, ()):
            sheet.merge_cells(area)
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def arabic(rows: Sequence[Sequence[object]] = ROWS, **kinds) -> bytes:
    """The ministry's matrix with two title rows above its header."""
    return workbook({"التوصيات": [["وزارة الخارجية"], ["مصفوفة متابعة التوصيات"], HEADER, *rows]}, **kinds)


def matched(content: bytes, by, name: str = "matrix.xlsx", *, defaults=None, **said) -> Batch:
    """The import with its columns said as they were found. Institutions of the tests follow no State of their own."""
    batch = uploaded(content, by, name)
    defaults = {"state": "TUN", **(defaults or {})}
    return tables.say_columns(batch=batch, columns=batch.mapping, defaults=defaults, by=by, **said)


def previewed(content: bytes, by, name: str = "matrix.xlsx", **said) -> Batch:
    batch = tables.go_to_preview(batch=matched(content, by, name, **said), by=by)
    staging.prepare(batch.pk)
    batch.refresh_from_db()
    return batch


def committed(content: bytes, by, name: str = "matrix.xlsx", **said) -> Batch:
    batch = previewed(content, by, name, **said)
    jobs.run(batches.commit(batch=batch, by=by).pk)
    batch.refresh_from_db()
    return batch
