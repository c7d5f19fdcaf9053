"""A dossier of made-up recommendations, as long as an institution's longest, and what it costs to set it."""

from __future__ import annotations

import io
import resource
import time
from collections.abc import Callable
from datetime import date
from typing import Any

from shared.exports.document.blocks import (
    Block,
    Chart,
    Column,
    Document,
    Grid,
    Heading,
    Items,
    Paragraph,
    Run,
    Series,
)  # fmt: skip
from shared.exports.document.pdf import to_pdf
from shared.exports.document.word import to_docx

RECOMMENDATIONS, THEMES = 2_000, 40
TEXT = (
    "الإسراع في اعتماد قانون شامل لمكافحة العنف ضد المرأة، بما يشمل العنف الأسري، وضمان حصول الضحايا على خدمات "
    "الحماية والمشورة القانونية في جميع المحافظات، وفق التقرير A/HRC/41/9، الفقرة {paragraph}؛"
)
ACCOUNT = (
    "اعتُمد القانون رقم 13/2018 في 2019-03-15، وبلغ عدد المستفيدات 12\u202f480 امرأة خلال الفترة 2019-2024، أي 48 % من "
    "القيمة المستهدفة. ويجري إعداد اللائحة التنفيذية بالتشاور مع منظمات المجتمع المدني."
)


def dossier(recommendations: int = RECOMMENDATIONS) -> Document:
    """Themes as chapters, each with a chart, a table of its recommendations and the account of each."""
    blocks: list[Block] = []
    each = max(recommendations // THEMES, 1)
    for theme in range(THEMES):
        blocks.append(Heading(1, f"الموضوع {theme + 1}: الحقوق والحريات", anchor=f"theme-{theme}"))
        names = ("نُفّذت", "نُفّذت جزئياً", "قيد التنفيذ", "لم يبدأ")
        values = [Series(name, tuple(float((theme + at * 3) % 11) for at in range(5))) for name in names]
        blocks.append(Chart("التقدم بحسب الآلية", "stacked", ("أ", "ب", "ج", "د", "هـ"), tuple(values)))
        numbers = range(theme * each, (theme + 1) * each)
        rows = tuple((f"134.{n}", TEXT.format(paragraph=f"134.{n}"), "النرويج، فرنسا", f"{n % 100} %") for n in numbers)
        columns = (Column("الفقرة"), Column("التوصية", 5), Column("الدول", 1.4), Column("النسبة", 1, "number"))
        blocks.append(Grid(columns, rows, caption="التوصيات"))
        for number in numbers:
            blocks += [
                Heading(3, f"التوصية 134.{number}"),
                Paragraph((Run(TEXT.format(paragraph=f"134.{number}")),), "quote"),
                Paragraph((Run(ACCOUNT), Run(" انظر "), Run("A/HRC/41/9", href="https://undocs.org/A/HRC/41/9"))),
                Items((Paragraph.of("دليل 1: النص المنشور في الجريدة الرسمية"), Paragraph.of("دليل 2"))),
            ]
    return Document(
        "التقرير الوطني", "الجولة الرابعة", "ar", "اللجنة الوطنية لحقوق الإنسان", date(2026, 11, 22), blocks
    )


def measured(line: Callable[..., Any]) -> list[Any]:
    """Lines of the table: how long the dossier takes as PDF and as Word, and what the typesetter held in memory."""
    document, lines = dossier(), []
    for name, write, aim in (("PDF", to_pdf, "20 or less"), ("Word", to_docx, "")):
        out = io.BytesIO()
        start = time.perf_counter()
        write(document, out)
        seconds = time.perf_counter() - start
        lines.append(line(f"dossier of {RECOMMENDATIONS} recommendations as {name}", seconds, "s", 0, aim))
    held = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return [*lines, line("the largest child so far, the typesetter", held, "MB")]
