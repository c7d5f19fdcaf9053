"""What a report must not let out."""

from __future__ import annotations

import time

import pytest
from django.conf import settings
from django.urls import reverse

from tenants.evidence.models import Piece
from tenants.reporting.dossiers.actions import files, sections, signing
from tenants.reporting.dossiers.markup import count_words, parse
from tests.tenants.reporting.dossiers.conftest import section_of


def test_whoever_reads_a_signed_report_sees_no_notes_of_its_drafters(report, people, browse):
    one = report()
    text = "Said aloud\n\n? Only among drafters"
    sections.write(section=section_of(one), heading="Violence", text=text, by=people.analyst)
    signing.sign(dossier=one, by=people.coordinator)
    page = browse("alef", "observer").get(one.get_absolute_url())
    assert "Said aloud" in page.content.decode()
    assert "Only among drafters" not in page.content.decode()
    assert "Only among drafters" in browse("alef", "analyst").get(one.get_absolute_url()).content.decode()


@pytest.mark.parametrize("text", [" **a" * 100_000, "**a" * 133_000])
def test_stars_that_never_close_are_read_in_time(text):
    begun = time.monotonic()
    assert count_words(text) > 0
    assert time.monotonic() - begun < 4


def test_bold_ends_where_it_is_closed_first():
    assert [piece.words for piece in parse("**a **b** c")[0].line if piece.bold] == ["b"]


@pytest.fixture
def signed_file(report, people):
    """A signed report, a file of it that names a public piece, and the piece."""
    one = report()
    piece = Piece(
        kind="link",
        link="https://example.org/1",
        title_en="Gazette",
        source="Gazette",
        confidentiality="public",
        provided_by=people.analyst,
    )
    piece.save()
    one.evidence = [str(piece.pk)]
    one.save(update_fields=["evidence"])
    sections.write(section=section_of(one), heading="Violence", text="As printed [E1]", by=people.analyst)
    signing.sign(dossier=one, by=people.coordinator)
    one.refresh_from_db()
    return one, files.ask_file(dossier=one, format="docx", by=people.coordinator), piece


def test_a_file_that_names_what_was_withdrawn_from_the_public_is_handed_out_no_more(signed_file, browse):
    one, file, piece = signed_file
    address = reverse("dossiers:download", args=[file.pk], urlconf=settings.INSTITUTION_URLCONF)
    reader = browse("alef", "assessor")
    assert reader.get(address).status_code == 200
    assert address in reader.get(one.get_absolute_url()).content.decode()
    piece.confidentiality = "restricted"
    piece.save(update_fields=["confidentiality"])
    assert reader.get(address).status_code == 404
    assert address not in reader.get(one.get_absolute_url()).content.decode()


def test_the_other_side_gets_no_file_of_what_was_a_draft(report, people, browse):
    """An assessor drafts reports too, in another name: what the State had drafted before it signed is not hers."""
    one = report()
    draft = files.ask_file(dossier=one, format="docx", by=people.coordinator)
    signing.sign(dossier=one, by=people.coordinator)
    address = reverse("dossiers:download", args=[draft.pk], urlconf=settings.INSTITUTION_URLCONF)
    assert browse("alef", "analyst").get(address).status_code == 200
    for role in ("assessor", "observer"):
        assert browse("alef", role).get(address).status_code in {403, 404}, role
        assert address not in browse("alef", role).get(one.get_absolute_url()).content.decode()
