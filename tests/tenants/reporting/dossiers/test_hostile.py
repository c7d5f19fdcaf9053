"""What a report must not let out."""

from __future__ import annotations

from tenants.reporting.dossiers.actions import sections, signing
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
