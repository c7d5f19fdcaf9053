"""A report written out as Word and PDF."""

from __future__ import annotations

import io
import zipfile

import pytest

from tenants.records import jobs
from tenants.records.files import opened
from tenants.records.models import Job
from tenants.reporting.dossiers import exporting
from tenants.reporting.dossiers.actions import files, sections, signing
from tenants.reporting.dossiers.document import content_now, document_of, script_of
from tenants.reporting.models import DossierFile
from tests.tenants.reporting.dossiers.conftest import section_of


def made(one, by, format="docx"):
    return files.ask_file(dossier=one, format=format, by=by)


def said_in(stored):
    with zipfile.ZipFile(io.BytesIO(opened(stored).read())) as package:
        return package.read("word/document.xml").decode()


@pytest.mark.parametrize(("format", "begins"), [("docx", b"PK"), ("pdf", b"%PDF")])
@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_a_report_is_written_in_every_language(report, people, format, begins, language):
    found = made(report(language=language), people.coordinator, format)
    assert opened(found.file).read(4).startswith(begins)
    assert found.file.name.endswith(f".{format}")


def test_notes_to_the_drafters_never_leave_the_house(report, people):
    one = report()
    text = "Said aloud\n\n? Only among us"
    sections.write(section=section_of(one), heading="Violence", text=text, by=people.analyst)
    words = said_in(made(one, people.coordinator).file)
    assert "Said aloud" in words
    assert "Only among us" not in words


def test_the_same_report_is_written_once(report, people):
    one = report()
    assert made(one, people.coordinator) == made(one, people.analyst)
    assert DossierFile.objects.count() == 1
    sections.write(section=section_of(one), heading="Violence", text="Other", by=people.analyst)
    made(one, people.coordinator)
    assert DossierFile.objects.count() == 2


def test_the_signed_edition_is_another_file_than_the_draft_that_reads_alike(report, people):
    one = report()
    draft = made(one, people.coordinator)
    signing.sign(dossier=one, by=people.coordinator)
    signed = made(one, people.coordinator)
    assert (draft.signed, signed.signed, draft == signed) == (False, True, False)


def test_a_long_report_is_written_by_a_worker_and_twice_is_once(report, people, monkeypatch):
    monkeypatch.setattr(exporting, "AT_ONCE", 10)
    one = report()
    first, second = made(one, people.coordinator), made(one, people.coordinator)
    assert (first == second, first.file) == (True, None)
    jobs.run(Job.objects.get(kind=exporting.WRITE, subject_id=first.pk).pk)
    first.refresh_from_db()
    assert first.ready_at is not None
    stored = first.file_id
    exporting.carry_out(first.pk, by=people.coordinator)
    first.refresh_from_db()
    assert first.file_id == stored


def test_what_is_not_signed_says_that_it_is_a_draft(report, people):
    one = report()
    assert document_of(one, *content_now(one)).draft
    signing.sign(dossier=one, by=people.coordinator)
    one.refresh_from_db()
    assert not document_of(one, *content_now(one)).draft


@pytest.mark.parametrize(
    ("words", "language", "found"),
    [("A/HRC/58/11", "ar", "en"), ("كلمة 12", "ar", ""), ("قانون", "en", "ar"), ("law", "fr", ""), ("12", "ar", "")],
)
def test_a_run_in_other_letters_says_its_language(words, language, found):
    assert script_of(words, language) == found
