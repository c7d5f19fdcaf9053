"""Sign-off: what is signed stays as it was signed, and opening it again has a reason."""

from __future__ import annotations

import pytest
from django.db import ProgrammingError, transaction

from tenants.records.models import AuditEntry
from tenants.reporting.dossiers.actions import dossiers, sections, signing
from tenants.reporting.dossiers.content import content_of, digest_of, digest_of_section
from tenants.reporting.dossiers.document import content_now
from tenants.reporting.dossiers.refusals import ChangedSince, NotSigned, Signed
from tenants.reporting.models import Edition, Frozen
from tenants.tracker.actions.refusals import ReasonMissing
from tests.tenants.reporting.dossiers.conftest import section_of
from tests.tenants.reporting.dossiers.test_drawing import cited


def test_a_signed_report_is_kept_whole_with_its_digest(report, people):
    one = report()
    edition = signing.sign(dossier=one, by=people.coordinator)
    edition = Edition.objects.get(pk=edition.pk)
    assert edition.sha256 == digest_of(edition.content)
    assert [entry["key"] for entry in edition.content["sections"]] == list(one.sections.values_list("key", flat=True))
    assert set(one.sections.values_list("standing", flat=True)) == {"signed"}


def test_signing_twice_is_signing_once(report, people):
    one = report()
    assert signing.sign(dossier=one, by=people.coordinator) == signing.sign(dossier=one, by=people.coordinator)
    assert Edition.objects.count() == 1


def test_nothing_moves_in_a_signed_report(report, people):
    one = report()
    signing.sign(dossier=one, by=people.coordinator)
    section = section_of(one)
    for act in (
        lambda: sections.write(section=section, heading="H", text="T", by=people.coordinator),
        lambda: dossiers.redraw(dossier=one, by=people.coordinator),
        lambda: signing.send(dossier=one, by=people.coordinator),
        lambda: signing.reopen_section(section=section, reason="R", by=people.coordinator),
    ):
        with pytest.raises(Signed):
            act()


def test_what_changed_since_it_was_read_is_not_signed(report, people):
    one = report()
    read = digest_of(content_of(one, list(one.sections.all())))
    sections.write(section=section_of(one), heading="Violence", text="Other", by=people.analyst)
    with pytest.raises(ChangedSince):
        signing.sign(dossier=one, digest=read, by=people.coordinator)
    section = section_of(one)
    with pytest.raises(ChangedSince):
        signing.sign_section(section=section, seen=section.revision - 1, by=people.coordinator)


def test_opening_again_needs_a_reason_and_makes_another_edition(report, people):
    one = report()
    first = signing.sign(dossier=one, by=people.coordinator)
    with pytest.raises(ReasonMissing):
        signing.reopen(dossier=one, reason=" ", by=people.coordinator)
    signing.reopen(dossier=one, reason="A figure was wrong", by=people.coordinator)
    sections.write(section=section_of(one), heading="Violence", text="Corrected", by=people.analyst)
    second = signing.sign(dossier=one, by=people.coordinator)
    assert (first.number, second.number) == (1, 2)
    assert Edition.objects.get(pk=first.pk).content != second.content
    assert AuditEntry.objects.get(verb="dossier_reopened").reason == "A figure was wrong"


def test_an_edition_cannot_be_changed_by_anybody(report, people):
    edition = signing.sign(dossier=report(), by=people.coordinator)
    edition.words = 1
    with pytest.raises(Frozen):
        edition.save()
    with pytest.raises(Frozen):
        edition.delete()
    with pytest.raises(Frozen):
        Edition.objects.update(words=1)


def test_the_institutions_role_in_the_database_cannot_change_an_edition(report, people):
    from django.db import connection

    signing.sign(dossier=report(), by=people.coordinator)
    with pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE reporting_edition SET words = 1")


def test_a_section_goes_from_draft_to_review_to_signature_and_back(report, people):
    section = section_of(report())
    assert signing.send_section(section=section, by=people.analyst).standing == "in_review"
    signed = signing.sign_section(section=section, by=people.coordinator)
    assert (signed.standing, signed.digest) == ("signed", digest_of_section(signed))
    back = signing.reopen_section(section=section, reason="More to say", by=people.coordinator)
    assert (back.standing, back.digest, back.signed_at) == ("drafted", "", None)
    with pytest.raises(NotSigned):
        signing.reopen_section(section=section, reason="Again", by=people.coordinator)


def test_sending_the_report_sends_what_is_still_a_draft(report, people):
    one = report()
    signing.sign_section(section=section_of(one), by=people.coordinator)
    assert signing.send(dossier=one, by=people.analyst).standing == "in_review"
    assert set(one.sections.values_list("standing", flat=True)) == {"in_review", "signed"}


def test_evidence_that_is_public_no_longer_is_named_in_no_file(report, people):
    piece = cited("public")
    one = report()
    signing.sign(dossier=one, by=people.coordinator)
    one.refresh_from_db()
    assert content_now(one)[0]["evidence"][0]["title"] == "Gazette public"
    piece.confidentiality = "institution"
    piece.save()
    assert content_now(one)[0]["evidence"] == [
        {"number": 1, "id": str(piece.pk), "title": "", "source": "", "dated_on": "", "link": ""}
    ]


def test_a_number_that_cites_nothing_names_nothing(report, people):
    one = report()
    sections.write(section=section_of(one), heading="H", text="See [E7] and [E0]", by=people.analyst)
    assert [line["title"] for line in content_now(one)[0]["evidence"]] == ["", ""]
