"""Each named constraint of the calendar's tables, broken once."""

from datetime import date

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from shared.taxonomy.identity import term_id
from tenants.reporting.models import FeedToken, Obligation, Slip

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


BREAKS = {
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
