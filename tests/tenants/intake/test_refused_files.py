"""Each file that cannot be read gets its own words on the page it was sent from, and leaves nothing."""

import zipfile
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from tenants.intake.models import Batch
from tenants.records.models import StoredFile
from tests.tenants.intake.readers.made_files import part_of, with_part, xlsx_bytes
from tests.tenants.intake.tables import FOUR, HEADER, table

TABLE = [HEADER, *FOUR]


def bomb() -> bytes:
    workbook = xlsx_bytes({"Data": TABLE})
    sheet = part_of(workbook, "xl/worksheets/sheet1.xml")
    return with_part(workbook, "xl/worksheets/sheet1.xml", sheet + b" " * (300 * 1024 * 1024))


def one_huge_cell() -> bytes:
    return table([["Morocco", "", "", "x" * 2_000_000, *FOUR[0][4:]]])


def cut_off() -> bytes:
    return xlsx_bytes({"Data": TABLE})[:2_000]


def archive() -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as made:
        made.writestr("notes.txt", "x")
    return stream.getvalue()


REFUSED = {
    "zip bomb": (bomb, "would take far more room"),
    "formula cell": (lambda: xlsx_bytes({"Data": [*TABLE, ["=1+1", *FOUR[0][1:]]]}), "A cell holds a formula"),
    "wrong type": (lambda: b"GIF89a and more of it", "This is a picture"),
    "archive": (archive, "This is a packed archive"),
    "empty file": (lambda: b" \r\n" * 3, "no filled cell"),
    "empty sheet": (lambda: xlsx_bytes({"Data": []}), "no filled cell"),
    "200 columns": (lambda: table([["x"] * 200]), "too many columns: at most 100."),
    "huge cell": (one_huge_cell, "at most 100000 characters"),
    "cut off": (cut_off, "ends before its own end"),
    "zero characters": (lambda: table([*[FOUR[0]] * 80, ["Morocco", "", "", "Build\x00 schools."]]), "damaged"),
    "header only": (lambda: table([]), "no row below it"),
}


@pytest.mark.parametrize("kind", REFUSED)
def test_it_is_told_on_the_page_and_keeps_nothing(browse, alef, files_of_its_own, kind):
    made, words = REFUSED[kind]
    client = browse("alef", "coordinator")
    response = client.post("/en/import/", {"file": SimpleUploadedFile("list.xlsx", made())})
    assert response.status_code == 422
    assert words in response.content.decode()
    assert not Batch.objects.exists()
    assert not StoredFile.objects.exists()
    assert not files_of_its_own.exists()


@pytest.mark.parametrize(
    ("language", "words"), [("ar", "هذا الملف لم يُحفظ"), ("fr", "Ce fichier n’a pas été conservé")]
)
def test_it_is_told_in_the_persons_language(browse, language, words):
    response = browse("alef", "coordinator").post(
        f"/{language}/import/", {"file": SimpleUploadedFile("list.pdf", b"%PDF-1.7 and more of it")}
    )
    assert words in response.content.decode()


def test_a_file_larger_than_the_limit_is_not_kept_on_the_way(browse, alef, settings):
    settings.INTAKE_LIMITS = {**settings.INTAKE_LIMITS, "max_bytes": 1024 * 1024}
    response = browse("alef", "coordinator").post(
        "/en/import/", {"file": SimpleUploadedFile("list.csv", b"x" * 3 * 1024 * 1024)}
    )
    assert response.status_code == 422
    assert "at most 1 MB" in response.content.decode()


def test_a_form_without_a_file_says_so(browse):
    response = browse("alef", "coordinator").post("/en/import/", {})
    assert "Choose a file first." in response.content.decode()


def test_a_form_from_elsewhere_is_refused(world, browse):
    client = browse("alef", "coordinator")
    client.handler.enforce_csrf_checks = True
    response = client.post("/en/import/", {"file": SimpleUploadedFile("list.csv", table(FOUR))})
    assert response.status_code == 403


def test_a_refusal_deep_in_a_large_file_is_told_after_the_reading(browse, alef):
    from tenants.records import jobs
    from tenants.records.models import Job
    from tests.tenants.intake.tables import many
    from tests.tenants.intake.test_flow import last, to_preview

    content = many(2_100) + b'Morocco,,,"' + b"x" * 200_000 + b'",,,,,,,41\r\n'
    client = browse("alef", "coordinator")
    to_preview(client, content)
    batch = last(alef)
    jobs.run(Job.objects.get(subject_id=batch.pk).pk)
    html = client.get(f"/en/import/{batch.pk}/", follow=True).content.decode()
    assert "The file could not be read" in html
    assert "at most 100000 characters" in html
    assert batch.items.count() == 0


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "mac_roman", "utf-16"])
def test_accented_names_are_right_in_every_encoding(browse, alef, encoding):
    from tests.tenants.intake.test_flow import last, to_preview

    to_preview(browse("alef", "coordinator"), table(FOUR, encoding))
    assert last(alef).items.first().data["states"] == ["NOR", "CIV"]
