"""The invented reports show one that is half written and one that is just begun."""

from __future__ import annotations

from shared.isolation.scope import in_institution
from tenants.institutions.models import Institution
from tenants.records.models import Job
from tenants.reporting.dossiers import filling
from tenants.reporting.models import Dossier

Demo = dict[str, Institution]


def test_a_mid_term_report_is_half_written_with_a_section_signed_and_one_in_review(demo: Demo) -> None:
    with in_institution(demo["marsana"]):
        one = Dossier.objects.get()
        assert (one.kind, one.language, one.voice) == ("mid_term", "ar", "state")
        assert one.obligation is not None
        assert {"drafted", "in_review", "signed"} == set(one.sections.values_list("standing", flat=True))
        assert {section.is_edited for section in one.sections.all()} == {True, False}
        assert one.evidence


def test_an_annual_report_gives_the_institutions_own_view(demo: Demo) -> None:
    with in_institution(demo["rimal"]):
        one = Dossier.objects.get()
        assert (one.kind, one.voice, one.body) == ("annual_report", "nhri", None)
        assert one.sections.filter(text__contains="ما خلصت إليه المؤسسة").exists()


def test_nothing_is_left_to_be_drawn(demo: Demo) -> None:
    for institution in demo.values():
        with in_institution(institution):
            assert not Job.objects.filter(kind=filling.DRAW).exists()
            assert not Dossier.objects.filter(drawn_at=None).exists()
