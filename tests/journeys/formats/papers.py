"""The papers of one review of an invented State, in our own words, and a ministry's table in two languages."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from mutabaa.demo.sample_papers import Review, Said, ministry_table, reply_docx, report_pdf, thematic_list

REVIEW = Review("Veldara", "VLD", "A/HRC/59/77", 4, 48, "4 February 2025")
LIBRARIES = "Open the libraries of public schools to pupils and their families in the evening"
DROUGHT = "Prepare a plan of adaptation to drought together with farmers and herders in the dry provinces"
SAID = (
    Said("120.1", LIBRARIES, ("Norway", "Chile"), "pending", ("Right to education",), ("Children",)),
    Said("120.2", DROUGHT, ("Fiji",), "pending", ("Human rights & climate change",), ("Children",)),
    Said("120.3", "Abolish prison sentences for defamation", ("Uruguay",), "pending", ("Death penalty",)),
    Said("121.1", "Consider opening the archives of the police", ("Japan",), "noted", ("Right to education",)),
)  # fmt: skip
DECIDED = {"120.1": "supported", "120.2": "supported", "120.3": "noted"}
# The list words one recommendation a little otherwise, as lists do.
REWORDED = DROUGHT.replace("in the dry provinces", "of the dry provinces")
OBSERVED = """CAT/C/VLD/CO/2

12. The Committee is concerned that complaints against guards are examined by the superiors of the same guards.

13. The State party should establish an independent body to examine complaints of ill-treatment.

14. The Committee welcomes the training of prison doctors.
"""
IN_ARABIC, IN_FRENCH = (
    "توسيع نطاق تسجيل المواليد ليشمل المناطق النائية.",
    ("Étendre l’enregistrement des naissances aux zones reculées."),
)
TABLE = (
    ("م", "الآلية", "المرجع", "رقم الفقرة", "النص العربي", "النص الفرنسي", "الجهة المسؤولة", "الحالة"),
    (1, "اتفاقية حقوق الطفل", "CRC/C/VLD/CO/4", "24", IN_ARABIC, IN_FRENCH, "وزارة الداخلية", "قيد الإنجاز"),
    (2, "اتفاقية حقوق الطفل", "CRC/C/VLD/CO/4", "31", "بناء مدارس في القرى.", "Construire des écoles.",
     "وزارة التعليم", "منفذة"),
)  # fmt: skip


def _decided() -> list[Said]:
    return [replace(one, position=DECIDED.get(one.paragraph, one.position)) for one in SAID]


def report(folder: Path) -> Path:
    return _written(folder / "report.pdf", report_pdf(REVIEW, SAID))


def reply(folder: Path) -> Path:
    return _written(folder / "reply.docx", reply_docx(REVIEW, [one for one in _decided() if one.paragraph in DECIDED]))


def listed(folder: Path) -> Path:
    """OHCHR's list; one row a little otherwise than the report."""
    source = f"{REVIEW.symbol}/Add.1 - Para.2"
    rows = [replace(one, text=one.text.replace(DROUGHT, REWORDED), source=source) for one in _decided()]
    return _written(folder / "list.docx", thematic_list(REVIEW, rows))


def table(folder: Path) -> Path:
    titles = ("وزارة الخارجية", "مصفوفة متابعة التوصيات")
    return _written(folder / "table.xlsx", ministry_table("التوصيات", titles, TABLE, rtl=True))


def _written(path: Path, content: bytes) -> Path:
    path.write_bytes(content)
    return path
