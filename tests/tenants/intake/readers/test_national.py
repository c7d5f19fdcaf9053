"""Ministries' own tables: merged cells, titles, sections, several sheets, several bodies in one cell."""

import csv
from collections import Counter
from pathlib import Path

import pytest

from shared.taxonomy.catalogue import catalogue_from_files
from tenants.intake.readers import sniff
from tenants.intake.readers.columns import match_tracker_columns
from tenants.intake.readers.grouping import group
from tenants.intake.readers.limits import Limits
from tenants.intake.readers.national import READER
from tenants.intake.readers.national.days import day_in
from tenants.intake.readers.national.lists import bodies_in
from tenants.intake.readers.national.reader import alike
from tenants.intake.readers.national.values import percent_in
from tenants.intake.readers.neutral import NeutralRow
from tenants.intake.readers.reading import LIKELY, Source
from tenants.intake.readers.taxonomy_resolver import TaxonomyResolver
from tests.tenants.intake.trackers import HEADER, ROWS, arabic, workbook

TRACKER = Path(__file__).resolve().parents[5] / "shared" / "data" / "national_tracker_fr_ar" / "recommendations.csv"


def source_of(content: bytes, tmp_path: Path, name: str = "matrix.xlsx") -> Source:
    path = tmp_path / name
    path.write_bytes(content)
    sniffed = sniff(path, name)
    return Source(path, name, sniffed.format, Limits(), sniffed=sniffed)


def rows_of(content: bytes, tmp_path: Path, **asked) -> list[NeutralRow]:
    source = source_of(content, tmp_path)
    return list(READER.read(source, TaxonomyResolver(catalogue_from_files()), {"state": "TUN", **asked}).rows)


def codes(row: NeutralRow) -> list[str]:
    return [problem.code for problem in row.problems]


def test_a_matrix_under_title_rows_is_read_with_all_it_knows(tmp_path):
    first, second, third = rows_of(arabic(), tmp_path)
    assert (first.number, first.text, first.language) == (4, "اعتماد قانون شامل لحماية النساء من العنف.", "ar")
    assert (first.body, first.symbol, first.state) == ("CEDAW", "CEDAW/C/XAA/CO/3", "TUN")
    assert first.lead_texts == ("وزارة العدل",)
    assert first.support_texts == ("وزارة الداخلية", "المجلس الأعلى للمرأة")
    assert (first.status_text, first.assessed_on, first.due_on) == ("قيد الإنجاز", "2024", "2027-12-31")
    assert first.account == "عُرض المشروع على البرلمان.\nنسبة الإنجاز في الملف: 40 %"
    assert third.lead_texts == ("وزارة العدل", "وزارة الداخلية")
    assert third.due_on == "2026-06-30"
    assert [codes(row) for row in (first, second, third)] == [[], [], []]


def test_it_thinks_such_a_table_is_likely_its_own(tmp_path):
    assert READER.recognises(source_of(arabic(), tmp_path)) == LIKELY


def test_a_body_merged_over_several_rows_holds_for_each(tmp_path):
    rows = [list(row) for row in ROWS]
    rows[1][1] = None
    read = rows_of(arabic(rows, merged={"التوصيات": ["B4:B5", "A1:K1", "A2:K2"]}), tmp_path)
    assert [row.body for row in read] == ["CEDAW", "CEDAW", "CRC"]


def test_a_text_merged_over_several_rows_is_one_recommendation_with_all_their_bodies(tmp_path):
    more = [[None, None, None, None, "وزارة المالية", None, None, None, None, None, "رُصدت الميزانية."]]
    area = [f"{letter}4:{letter}5" for letter in "ABCD"]
    read = rows_of(arabic([ROWS[0], *more, ROWS[2]], merged={"التوصيات": area}), tmp_path)
    assert len(read) == 2
    assert read[0].lead_texts == ("وزارة العدل", "وزارة المالية")
    assert read[0].account.endswith("رُصدت الميزانية.")


def test_a_row_that_only_names_another_body_goes_on_with_the_recommendation_above(tmp_path):
    more = [["", "", "", "", "وزارة المالية"]]
    read = rows_of(arabic([ROWS[0], *more, ROWS[2]]), tmp_path)
    assert [row.lead_texts for row in read] == [("وزارة العدل", "وزارة المالية"), ("وزارة العدل", "وزارة الداخلية")]


def test_cells_left_empty_repeat_what_stands_above_when_a_person_says_so(tmp_path):
    rows = [ROWS[0], [ROWS[1][0], "", *ROWS[1][2:]], ROWS[2]]
    rows = [[*row[:2], "", *row[3:]] for row in rows]
    assert [row.body for row in rows_of(arabic(rows), tmp_path)] == ["CEDAW", "", "CRC"]
    assert [row.body for row in rows_of(arabic(rows), tmp_path, filled=["mechanism"])] == ["CEDAW", "CEDAW", "CRC"]


def test_a_section_that_names_a_body_speaks_for_the_rows_under_it(tmp_path):
    header = ["N°", "Recommandation", "Responsable", "État d’avancement"]
    table = [
        ["Tableau de suivi"],
        header,
        ["Comité des droits de l’enfant"],
        ["Axe 1 : éducation"],
        [1, "Ouvrir des écoles dans les villages.", "Ministère de l’Éducation", "En cours"],
        header,
        ["I. Comité contre la torture"],
        [2, "Former les gardiens.", "Ministère de la Justice", "Réalisé"],
        ["Total", "2"],
    ]
    read = rows_of(workbook({"Suivi": table}, rtl=False), tmp_path)
    assert [(row.number, row.body, row.heading) for row in read] == [(5, "CRC", "Axe 1 : éducation"), (8, "CAT", "")]


def test_a_line_that_numbers_the_columns_is_no_row(tmp_path):
    table = [HEADER, [f"({number})" for number in range(1, 12)], *ROWS]
    assert len(rows_of(workbook({"م": table}), tmp_path)) == 3


def test_a_header_on_two_lines_is_joined(tmp_path):
    upper = ["N°", "Mécanisme", "Texte", "Responsabilité", None, "Statut"]
    lower = [None, None, None, "Chef de file", "Partenaires", None]
    row = [1, "CEDAW", "Adopter une loi sur le travail domestique.", "Justice", "Intérieur", "En cours"]
    content = workbook({"S": [upper, lower, row]}, {"S": ["D1:E1", "A1:A2"]}, rtl=False)
    sheet = source_of(content, tmp_path).sniffed.sheet()
    assert sheet.header[3:5] == ("Responsabilité: Chef de file", "Responsabilité: Partenaires")
    assert sheet.header_row == 2
    assert len(rows_of(content, tmp_path, mapping={"text": 2, "mechanism": 1, "lead": 3, "support": 4})) == 1


def test_sheets_with_the_same_columns_are_read_together_when_chosen(tmp_path):
    content = workbook({"2023": [HEADER, *ROWS[:2]], "2024": [HEADER, ROWS[2]], "أخرى": [["ملاحظات", "م"], ["أ", "1"]]})
    source = source_of(content, tmp_path)
    assert [one.name for one in alike(source.sniffed, source.sniffed.sheet("2023"))] == ["2024"]
    read = rows_of(content, tmp_path, sheet="2023", sheets=["2024"])
    assert [(row.sheet, row.number) for row in read] == [("2023", 2), ("2023", 3), ("2024", 2)]


def test_what_no_column_says_may_hold_for_all_rows(tmp_path):
    table = [["نص التوصية", "الجهة المسؤولة"], ["تدريب القضاة.", "وزارة العدل"]]
    (bare,) = rows_of(workbook({"م": table}), tmp_path)
    assert codes(bare) == ["missing_body"]
    assert bare.cells == ("تدريب القضاة.", "وزارة العدل")
    (told,) = rows_of(
        workbook({"م": table}), tmp_path, defaults={"body": "UPR", "session": "41", "dated": "2023-01-01"}
    )
    assert (told.body, told.session, told.dated, told.problems) == ("UPR", "41", "2023-01-01", [])


def test_a_person_s_word_stands_over_the_lists(tmp_path):
    read = rows_of(arabic(), tmp_path, values={"mechanism": {"cedaw": "CAT", "crc": ""}})
    assert [row.body for row in read] == ["CAT", "CAT", "CRC"]
    rows = [[*ROWS[2][:2], "", *ROWS[2][3:]]]
    (left,) = rows_of(arabic(rows), tmp_path, values={"mechanism": {"crc": ""}})
    assert (left.body, codes(left)) == ("", ["unknown_body"])


def test_words_without_a_status_are_told_to_be_lost(tmp_path):
    rows = [[*ROWS[0][:6], "", "", "", "", "جارٍ العمل."]]
    (row,) = rows_of(arabic(rows), tmp_path)
    assert codes(row) == ["account_without_status"]


def test_rows_of_one_text_bring_their_bodies_together_and_the_latest_status_stands(tmp_path):
    again = [*ROWS[0][:4], "وزارة المالية", "", "منفذة", "", "2025", "", ""]
    (one,) = group(rows_of(arabic([ROWS[0], ["2", *again[1:]]]), tmp_path))
    assert one.first.lead_texts == ("وزارة العدل", "وزارة المالية")
    assert (one.first.status_text, one.first.assessed_on) == ("منفذة", "2025")
    assert "statuses_differ" in [problem.code for problem in one.warnings]


@pytest.mark.parametrize(
    ("cell", "bodies"),
    [
        ("Affaires Etrangères | Justice", ("Affaires Etrangères", "Justice")),
        ("وزارة العدل ووزارة الداخلية", ("وزارة العدل", "وزارة الداخلية")),
        ("وزارة الصحة وحماية الأسرة", ("وزارة الصحة وحماية الأسرة",)),
        ("وزارة العدل، وزارة الداخلية؛ البرلمان", ("وزارة العدل", "وزارة الداخلية", "البرلمان")),
        ("- Ministère de la Santé\n- DGSN", ("Ministère de la Santé", "DGSN")),
        ("Ministère de la Justice et Ministère des Mines", ("Ministère de la Justice", "Ministère des Mines")),
        ("Ministry of Labour, Employment and Training", ("Ministry of Labour, Employment and Training",)),
        ("Justice, Santé, Intérieur", ("Justice", "Santé", "Intérieur")),
        ("Ministère de l’Emploi, des Affaires sociales et de la Famille, CNDH",
         ("Ministère de l’Emploi, des Affaires sociales et de la Famille", "CNDH")),
        ("", ()),
    ],
)  # fmt: skip
def test_bodies_in_one_cell_are_divided_where_one_can_begin(cell, bodies):
    assert bodies_in(cell) == bodies


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("2024-03-05", "2024-03-05"), ("05/03/2024", "2024-03-05"), ("٢٠٢٤", "2024"), ("2024-2026", "2026"),
        ("T2 2025", "2025-06-30"), ("12/2026", "2026-12-31"), ("fin 2025", "2025"), ("continu", ""), ("31/02/2024", ""),
    ],
)  # fmt: skip
def test_days_are_read_as_tables_print_them(cell, day):
    assert day_in(cell) == day


@pytest.mark.parametrize(
    ("cell", "percent"), [("30", "30"), ("30 %", "30"), ("0.3", "30"), ("1", "100"), ("120", ""), ("x", "")]
)
def test_percentages_are_read_as_tables_print_them(cell, percent):
    assert percent_in(cell) == percent


def test_columns_are_known_in_three_languages_with_the_language_at_their_end():
    header = ["N°", "Mécanisme", "responsable_fr", "الجهة المسؤولة", "État d'avancement", "text_ar", "Échéance"]
    assert match_tracker_columns(header).columns == {
        "number": 0, "mechanism": 1, "lead": 2, "lead_other": 3, "status": 4, "text_ar": 5, "due_on": 6,
    }  # fmt: skip


def test_the_national_tracker_that_lies_beside_the_repository_is_read_whole():
    if not TRACKER.exists():
        pytest.skip("the national tracker does not lie beside the repository")
    with TRACKER.open(encoding="utf-8-sig", newline="") as stream:
        printed = list(csv.DictReader(stream))
    sniffed = sniff(TRACKER, TRACKER.name)
    source = Source(TRACKER, TRACKER.name, sniffed.format, Limits(), sniffed=sniffed)
    read = list(READER.read(source, TaxonomyResolver(catalogue_from_files()), {"state": "MAR"}).rows)
    assert len(read) == len(printed)
    assert [row for row in read if not row.valid] == []
    assert [row.status_text for row in read] == [one["status"] for one in printed]
    assert [bool(row.texts.get("ar")) for row in read] == [bool(one["text_ar"].strip()) for one in printed]
    assert [bool(row.lead_texts) for row in read] == [bool(one["responsible"].strip()) for one in printed]
    assert Counter(row.body for row in read)["UPR"] == 130
    assert {row.body for row in read if not row.body.startswith("SP-")} >= {"CERD", "CEDAW", "CRC", "CRPD", "CMW"}
