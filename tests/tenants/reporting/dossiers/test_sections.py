"""Writing sections: nothing is lost, every state is kept, and nothing is drawn over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.utils import timezone

from tenants.records import jobs
from tenants.records.models import AuditEntry, Job
from tenants.reporting.dossiers import filling
from tenants.reporting.dossiers.actions import dossiers, sections, signing
from tenants.reporting.dossiers.choice import Choice
from tenants.reporting.dossiers.refusals import (
    DrawnOtherwise,
    NotATemplate,
    NothingToSay,
    Signed,
    StillDrawing,
    WrittenMeanwhile,
)
from tenants.reporting.models import Dossier, DossierSection, SectionVersion
from tenants.tracker.models import Assessment, Recommendation
from tests.tenants.reporting.dossiers.conftest import section_of


def write(section, text, by, **more):
    return sections.write(section=section, heading=section.heading, text=text, by=by, **more)


def move_the_data(text="The bill was adopted"):
    Assessment(
        recommendation=Recommendation.objects.get(paragraph="140.1"), assessor_kind="state", value="state:partially",
        progress="partly", assessed_on=date(2025, 6, 1), account_en=text,
    ).save()  # fmt: skip


def test_what_is_written_counts_its_words_and_grows_the_revision(report, people):
    section = section_of(report())
    saved = write(section, "Three words here\n\n? a note", people.analyst)
    assert (saved.words, saved.revision, saved.changed_by_name) == (3, section.revision + 1, "analyst")


def test_writing_the_same_twice_is_writing_once(report, people):
    section = write(section_of(report()), "Mine", people.analyst)
    number = section.versions.count()
    again = write(section, "Mine", people.analyst, seen=section.revision - 1)
    assert (again.revision, section.versions.count()) == (section.revision, number)


def test_two_who_write_at_once_lose_nothing(report, people):
    section = section_of(report())
    write(section, "Hers", people.analyst, seen=section.revision)
    with pytest.raises(WrittenMeanwhile) as refused:
        write(section, "His", people.coordinator, seen=section.revision)
    assert refused.value.theirs.text == "Hers"
    assert section_of(section.dossier).text == "Hers"


def test_a_section_has_a_heading(report, people):
    with pytest.raises(NothingToSay):
        sections.write(section=section_of(report()), heading=" ", text="Mine", by=people.analyst)


def test_every_version_says_who_and_how(report, people):
    section = section_of(report())
    write(section, "First", people.analyst)
    write(section, "Second", people.coordinator)
    assert [(one.number, one.by_name, one.how) for one in section.versions.all()] == [
        (3, "coordinator", "written"),
        (2, "analyst", "written"),
        (1, "coordinator", "drawn"),
    ]


def test_what_a_window_saves_by_itself_flows_into_one_version_for_ten_minutes(report, people):
    section = section_of(report())
    start = timezone.now()
    for minutes, text in ((0, "a"), (5, "ab"), (9, "abc"), (11, "abcd")):
        with time_machine.travel(start + timedelta(minutes=minutes), tick=False):
            write(section, text, people.analyst, how="kept")
    assert list(section.versions.values_list("text", flat=True))[:2] == ["abcd", "abc"]
    assert section.versions.count() == 3


def test_what_another_saves_begins_a_version_of_its_own(report, people):
    section = section_of(report())
    write(section, "hers", people.analyst, how="kept")
    write(section, "his", people.coordinator, how="kept")
    assert set(section.versions.values_list("text", flat=True)) >= {"hers", "his"}


def test_restoring_brings_a_version_back_and_keeps_what_stood(report, people):
    section = section_of(report())
    drawn = section.text
    write(section, "Mine", people.analyst)
    restored = sections.restore(section=section, version=section.versions.get(number=1), by=people.analyst)
    assert restored.text == drawn
    assert set(section.versions.values_list("text", flat=True)) == {drawn, "Mine"}


def test_a_version_of_another_section_is_not_restored(report, people):
    one = report()
    other = section_of(one, "part:overview").versions.get()
    with pytest.raises(SectionVersion.DoesNotExist):
        sections.restore(section=section_of(one), version=other, by=people.analyst)


def test_drawing_anew_takes_what_nobody_wrote_in_and_leaves_what_somebody_did(report, people):
    one = report()
    write(section_of(one, "part:overview"), "My overview", people.analyst)
    move_the_data()
    dossiers.redraw(dossier=one, by=people.coordinator)
    assert "The bill was adopted" in section_of(one).text
    overview = section_of(one, "part:overview")
    assert (overview.text, overview.behind) == ("My overview", True)


def test_drawing_anew_without_news_changes_nothing(report, people):
    one = report()
    before = list(one.sections.values_list("pk", "revision", "text", "behind"))
    versions = SectionVersion.objects.count()
    dossiers.redraw(dossier=one, by=people.coordinator)
    assert list(one.sections.values_list("pk", "revision", "text", "behind")) == before
    assert SectionVersion.objects.count() == versions


def test_a_section_no_longer_chosen_goes_unless_somebody_wrote_in_it(report, people):
    one = report()
    write(section_of(one), "Mine", people.analyst)
    choice = Choice(positions=("noted",))
    dossiers.change(dossier=one, title="T", arranged="theme", choice=choice, by=people.analyst)
    kept = section_of(one)
    assert (kept.text, kept.behind) == ("Mine", True)
    assert kept.order == one.sections.count()
    dossiers.change(dossier=one, title="T", arranged="theme", choice=Choice(themes=("health",)), by=people.analyst)
    assert not one.sections.filter(key="theme:").exists()


def test_what_the_data_says_is_taken_as_it_was_shown(report, people):
    one = report()
    section = write(section_of(one), "Mine", people.analyst)
    move_the_data()
    shown = sections.fresh(section)
    taken = sections.take_drawn(section=section, digest=shown.digest, by=people.analyst)
    assert "The bill was adopted" in taken.text
    assert section.versions.filter(text="Mine").exists()
    assert not section_of(one).is_edited


def test_what_would_be_drawn_otherwise_by_now_is_not_taken(report, people):
    section = write(section_of(report()), "Mine", people.analyst)
    shown = sections.fresh(section)
    move_the_data()
    with pytest.raises(DrawnOtherwise):
        sections.take_drawn(section=section, digest=shown.digest, by=people.analyst)
    assert section_of(section.dossier).text == "Mine"


def test_leaving_the_text_as_it_is_ends_the_mark_until_the_data_moves_further(report, people):
    one = report()
    section = write(section_of(one), "Mine", people.analyst)
    move_the_data()
    dossiers.redraw(dossier=one, by=people.analyst)
    assert section_of(one).behind
    sections.keep_written(section=section, digest=sections.fresh(section).digest, by=people.analyst)
    dossiers.redraw(dossier=one, by=people.analyst)
    assert (section_of(one).text, section_of(one).behind) == ("Mine", False)
    move_the_data_again = Recommendation.objects.get(paragraph="140.1").assessments.get()
    move_the_data_again.account_en = "And published"
    move_the_data_again.save()
    dossiers.redraw(dossier=one, by=people.analyst)
    assert section_of(one).behind


def test_what_is_signed_is_neither_written_nor_drawn(report, people):
    one = report()
    section = signing.sign_section(section=section_of(one), by=people.coordinator)
    with pytest.raises(Signed):
        write(section, "Mine", people.analyst)
    move_the_data()
    dossiers.redraw(dossier=one, by=people.coordinator)
    after = section_of(one)
    assert (after.text, after.digest, after.behind) == (section.text, section.digest, True)


def test_beginning_twice_with_one_form_begins_one_report(report):
    from uuid import uuid4

    key = uuid4()
    assert report(key=key).pk == report(key=key).pk == key
    assert Dossier.objects.count() == 1


@pytest.mark.parametrize(
    "more",
    [
        {"kind": "annual_report"},
        {"kind": "nonsense"},
        {"arranged": "article"},
        {"kind": "treaty_report", "arranged": "article", "instrument": "UDHR"},
    ],
)
def test_a_template_that_does_not_fit_is_refused(report, more):
    with pytest.raises(NotATemplate):
        report(**more)
    assert not Dossier.objects.exists()


def test_a_report_needs_a_title(report):
    with pytest.raises(NothingToSay):
        report(title="  ")


def test_a_long_report_is_drawn_by_a_worker_and_can_be_drawn_twice(report, people, monkeypatch):
    monkeypatch.setattr(filling, "AT_ONCE", 2)
    one = report()
    with pytest.raises(StillDrawing):
        dossiers.redraw(dossier=one, by=people.coordinator)
    jobs.run(Job.objects.get(kind=filling.DRAW, subject_id=one.pk).pk)
    one.refresh_from_db()
    assert one.drawn_at is not None
    drawn = list(one.sections.values_list("pk", "text"))
    filling.carry_out(one.pk, by=people.coordinator)
    assert list(one.sections.values_list("pk", "text")) == drawn


def test_the_worker_tells_how_far_it_is(report):
    told = []
    filling.carry_out(report().pk, lambda done, total, step: told.append((done, total, step)), by=None)
    assert told[0] == (0, 0, "gathering")
    assert told[-1][2] == "drawing"


def test_writing_is_in_the_log_with_the_section(report, people):
    write(section_of(report()), "Mine", people.analyst)
    entry = AuditEntry.objects.get(verb="section_written")
    assert entry.after["section"] == "Violence against women"
    assert DossierSection.objects.filter(text="Mine").exists()
