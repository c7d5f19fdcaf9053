"""Every role and every act on a report: who drafts, who signs, and whose report it is."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest
from django.http import Http404

from tenants.members.access import Denied
from tenants.records.models import AuditEntry
from tenants.reporting.dossiers.actions import dossiers, files, sections, signing
from tenants.reporting.dossiers.choice import Choice
from tests.tenants.reporting.dossiers.conftest import begun, section_of
from tests.world import PEOPLE

DRAFTERS = {"coordinator", "analyst"}
SIGNERS = {"coordinator"}
BEGINNERS = {"coordinator", "analyst", "assessor"}


def furnished(people: SimpleNamespace) -> SimpleNamespace:
    """The institution's own report, with one of its sections."""
    report = begun(people.coordinator)
    return SimpleNamespace(people=people, report=report, section=section_of(report))


def drawn_digest(here: Any) -> str:
    found = sections.fresh(here.section)
    assert found is not None
    return found.digest


def written(here: Any) -> Any:
    return sections.write(section=here.section, heading="Violence", text="Mine", by=here.people.coordinator)


def sent(here: Any) -> Any:
    return signing.send_section(section=here.section, by=here.people.coordinator)


def kind_of(by: Any) -> str:
    return "annual_report" if by.role_slug == "assessor" else "mid_term"


ACTS: dict[str, tuple[set[str], Any]] = {
    "begin a report": (BEGINNERS, lambda h, by: begun(by, kind=kind_of(by), title="Another")),
    "change what goes in": (
        DRAFTERS,
        lambda h, by: dossiers.change(dossier=h.report, title="T", arranged="theme", choice=Choice(), by=by),
    ),
    "draw the report anew": (DRAFTERS, lambda h, by: dossiers.redraw(dossier=h.report, by=by)),
    "join the report to an obligation": (
        DRAFTERS,
        lambda h, by: dossiers.link(dossier=h.report, obligation=None, by=by),
    ),
    "write a section": (
        DRAFTERS,
        lambda h, by: sections.write(section=h.section, heading="Violence", text="Mine", by=by),
    ),
    "restore a version": (
        DRAFTERS,
        lambda h, by: written(h) and sections.restore(section=h.section, version=h.section.versions.last(), by=by),
    ),
    "take what the data says": (
        DRAFTERS,
        lambda h, by: written(h) and sections.take_drawn(section=h.section, digest=drawn_digest(h), by=by),
    ),
    "leave what was written": (
        DRAFTERS,
        lambda h, by: written(h) and sections.keep_written(section=h.section, digest=drawn_digest(h), by=by),
    ),
    "send a section": (DRAFTERS, lambda h, by: signing.send_section(section=h.section, by=by)),
    "sign a section": (SIGNERS, lambda h, by: signing.sign_section(section=h.section, by=by)),
    "reopen a section": (
        SIGNERS,
        lambda h, by: sent(h) and signing.reopen_section(section=h.section, reason="More", by=by),
    ),
    "send the report": (DRAFTERS, lambda h, by: signing.send(dossier=h.report, by=by)),
    "sign the report": (SIGNERS, lambda h, by: signing.sign(dossier=h.report, by=by)),
    "ask for a file": (
        {"coordinator", "analyst"},
        lambda h, by: files.ask_file(dossier=h.report, format="pdf", by=by),
    ),
    "reopen the report": (
        SIGNERS,
        lambda h, by: (
            signing.send(dossier=h.report, by=h.people.coordinator)
            and signing.reopen(dossier=h.report, reason="More", by=by)
        ),
    ),
}


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("act", ACTS)
def test_a_role_does_what_it_may_and_nothing_else(people, act, person):
    allowed, do = ACTS[act]
    here, by = furnished(people), getattr(people, person)
    if person in allowed:
        logged = AuditEntry.objects.count()
        assert do(here, by)
        assert act == "join the report to an obligation" or AuditEntry.objects.count() > logged
    else:
        with pytest.raises((Denied, Http404)):
            do(here, by)


def test_the_council_writes_and_signs_what_speaks_in_its_own_name(people):
    report = begun(people.assessor, kind="annual_report")
    assert (report.voice, report.body) == ("nhri", people.assessor.body)
    section = section_of(report, "part:foreword")
    sections.write(section=section, heading="Foreword", text="Ours", by=people.assessor)
    assert signing.sign(dossier=report, by=people.assessor).signed_by == people.assessor.pk


@pytest.mark.parametrize("person", ["coordinator", "analyst"])
def test_nobody_of_the_state_writes_or_signs_in_the_councils_name(people, person):
    report, by = begun(people.assessor, kind="annual_report"), getattr(people, person)
    with pytest.raises(Denied):
        sections.write(section=section_of(report, "part:foreword"), heading="Foreword", text="Ours", by=by)
    with pytest.raises(Denied):
        signing.sign(dossier=report, by=by)
