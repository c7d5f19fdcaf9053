"""Each named constraint of the calendar's and the reports' tables, broken once."""

from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction
from django.utils import timezone

from shared.taxonomy.identity import term_id
from tenants.members.models import ResponsibleBody
from tenants.reporting.models import (
    Dossier,
    DossierFile,
    DossierSection,
    Edition,
    FeedToken,
    Obligation,
    SectionVersion,
    Slip,
)

DAY = date(2027, 3, 31)


def obligation(**more):
    return Obligation(**{"body_id": term_id("body", "CAT"), "kind": "follow_up", "due_on": DAY, **more})


def counted():
    return obligation(rule="follow_up", counted_from=date(2026, 3, 31), span=12)


def second_of(make):
    make().save()
    return make()


def slip(**more):
    one = obligation()
    one.save()
    return Slip(**{"obligation": one, "due_from": DAY, "due_to": date(2027, 4, 1), "reason": "Late", **more})


def dossier(**more):
    return Dossier(**{"kind": "mid_term", "title": "Report", "voice": "state", **more})


def kept(**more):
    one = dossier(**more)
    one.save()
    return one


def section(one=None, **more):
    return DossierSection(
        **{"dossier": one or kept(), "key": "part:overview", "order": 1, "heading": "Overview", **more}
    )


def first_section():
    one = section()
    one.save()
    return one


def twice(make, **given):
    make(**given).save()
    return make(**given)


BREAKS = {
    "a_dossier_has_a_title": lambda by: dossier(title=""),
    "a_body_of_its_own_gives_its_own_view": lambda by: dossier(body=ResponsibleBody.objects.first()),
    "articles_are_of_an_instrument": lambda by: dossier(arranged="article"),
    "what_is_signed_was_drawn": lambda by: dossier(standing="signed"),
    "editions_count_from_one": lambda by: dossier(edition=0),
    "a_limit_allows_words": lambda by: dossier(word_limit=0),
    "a_section_stands_once": lambda by: twice(section, one=kept()),
    "a_section_has_a_heading": lambda by: section(heading=""),
    "sections_stand_on_two_levels": lambda by: section(level=3),
    "a_signed_section_has_its_digest": lambda by: section(standing="signed"),
    "versions_of_a_section_are_numbered": lambda by: twice(
        SectionVersion, section=first_section(), number=1, heading="Overview", how="drawn"
    ),
    "an_edition_is_signed_once": lambda by: twice(
        Edition, dossier=kept(), number=1, content={}, sha256="a" * 64, signed_by=by.pk, signed_by_name=by.name
    ),
    "a_report_is_written_out_once_at_a_time": lambda by: twice(DossierFile, dossier=kept(), format="pdf", edition=1),
    "a_ready_report_has_its_file": lambda by: DossierFile(
        dossier=kept(), format="pdf", edition=1, ready_at=timezone.now()
    ),
    "an_obligation_is_counted_once": lambda by: second_of(counted),
    "a_computed_date_has_its_rule": lambda by: obligation(computed=True),
    "a_rule_counts_from_a_day": lambda by: obligation(rule="period"),
    "done_obligations_have_their_day": lambda by: obligation(standing="done"),
    "cancelled_obligations_say_why": lambda by: obligation(standing="cancelled"),
    "another_obligation_has_a_title": lambda by: obligation(kind="other"),
    "a_slip_moves_a_date": lambda by: slip(due_to=DAY),
    "a_slip_says_why": lambda by: slip(reason=""),
    "one_feed_per_member": lambda by: FeedToken(member=by, digest="b" * 64),
}


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses_it(people, name):
    FeedToken(member=people.observer, digest="a" * 64).save()
    row = BREAKS[name](people.observer)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save()


def test_every_named_constraint_is_broken_once():
    models = apps.get_app_config("reporting").get_models()
    assert {constraint.name for model in models for constraint in model._meta.constraints} == set(BREAKS)


@pytest.mark.parametrize("more", [{"standing": "open", "done_on": DAY}, {"cancel_reason": "Why"}])
def test_an_open_obligation_carries_nothing_of_a_closed_one(alef, more):
    with pytest.raises(IntegrityError), transaction.atomic():
        obligation(**more).save()
