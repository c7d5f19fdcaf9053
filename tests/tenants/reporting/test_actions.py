from datetime import date, timedelta

import pytest
from django.db import ProgrammingError, transaction

from shared.taxonomy.identity import term_id
from tenants.members.access import Denied
from tenants.records.models import AuditEntry
from tenants.reporting.actions import feeds, obligations
from tenants.reporting.models import FeedToken, Obligation, Slip
from tenants.reporting.proposals import proposals
from tenants.reporting.refusals import NotDue, NotOpen, NotProposed, StillOpen
from tenants.tracker.actions.refusals import BadDate, BodyCannotAnswer, ChangedSince, ReasonMissing, UnknownTerm
from tenants.tracker.locking import institution_here
from tests.world import PEOPLE

KEEPERS = {"coordinator", "analyst"}
CAT = term_id("body", "CAT")


def words(**more):
    return {"body_id": CAT, "kind": "periodic_report", "reference": "", "titles": {}, "owner": None, **more}


def closed(one, by):
    one.standing, one.done_on = "done", one.due_on
    one.save()
    return obligations.reopen(obligation=one, by=by)


ACTS = {
    "confirm": (KEEPERS, lambda one, by: obligations.confirm(key=proposals(institution_here())[0].key, by=by)),
    "add": (KEEPERS, lambda one, by: obligations.add(body_id=CAT, kind="follow_up", due_on=one.due_on, by=by)),
    "edit": (KEEPERS, lambda one, by: obligations.edit(obligation=one, by=by, **words(reference="CAT/C/1"))),
    "move": (
        KEEPERS,
        lambda one, by: obligations.move(obligation=one, due_on=one.due_on + timedelta(9), reason="Late", by=by),
    ),
    "complete": (KEEPERS, lambda one, by: obligations.complete(obligation=one, done_on=date(2025, 1, 1), by=by)),
    "cancel": (KEEPERS, lambda one, by: obligations.cancel(obligation=one, reason="Not owed", by=by)),
    "reopen": (KEEPERS, closed),
    "make a feed": (set(PEOPLE), lambda one, by: feeds.make_feed(by=by)),
    "revoke a feed": (set(PEOPLE), lambda one, by: feeds.make_feed(by=by) and feeds.revoke_feed(by=by)),
}


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("act", ACTS)
def test_a_role_does_what_it_may_and_nothing_else(alef, owed, act, person):
    allowed, do = ACTS[act]
    one, by = owed(), alef.alef.members[person]
    if person in allowed:
        logged = AuditEntry.objects.count()
        assert do(one, by)
        assert AuditEntry.objects.count() > logged
    else:
        with pytest.raises(Denied):
            do(one, by)


def test_a_confirmed_proposal_keeps_its_reason_and_its_review(people):
    chosen = next(one for one in proposals(institution_here()) if one.kind == "follow_up")
    made = obligations.confirm(key=chosen.key, by=people.analyst)
    made = Obligation.objects.get(pk=made.pk)
    assert (made.computed, made.rule, made.due_on, made.review_id) == (
        True,
        "follow_up",
        chosen.due_on,
        chosen.review_id,
    )


@pytest.mark.parametrize("key", ["", "nonsense", f"{CAT}:follow_up:2020-01-01"])
def test_what_nobody_proposed_is_not_confirmed(people, key):
    with pytest.raises(NotProposed):
        obligations.confirm(key=key, by=people.coordinator)


def test_confirming_twice_makes_one(people):
    key = proposals(institution_here())[0].key
    obligations.confirm(key=key, by=people.coordinator)
    with pytest.raises(NotProposed):
        obligations.confirm(key=key, by=people.analyst)
    assert Obligation.objects.count() == 1


def test_a_communication_is_due_sixty_days_after_it_came(people):
    made = obligations.add(
        body_id=term_id("body", "SP-VAW"), kind="communication", received_on=date(2024, 1, 1), by=people.coordinator
    )
    assert (made.due_on, made.computed, made.rule) == (date(2024, 3, 1), True, "sixty_days")


def test_two_communications_of_one_day_stand_side_by_side(people):
    for reference in ("AL 1", "AL 2"):
        obligations.add(
            body_id=term_id("body", "SP-VAW"),
            kind="communication",
            received_on=date(2024, 1, 1),
            reference=reference,
            by=people.coordinator,
        )
    assert Obligation.objects.count() == 2


def test_a_day_is_needed(people):
    with pytest.raises(NotDue):
        obligations.add(body_id=CAT, kind="follow_up", by=people.coordinator)


def test_another_obligation_needs_words(people):
    with pytest.raises(NotDue):
        obligations.add(body_id=CAT, kind="other", due_on=date(2027, 1, 1), by=people.coordinator)


def test_an_unknown_body_is_refused(people):
    with pytest.raises(UnknownTerm):
        obligations.add(body_id=term_id("body", "nobody"), kind="visit", due_on=date(2027, 1, 1), by=people.coordinator)


def test_a_retired_body_prepares_nothing_new(people, bodies):
    type(bodies.Justice).objects.filter(pk=bodies.Justice.pk).update(retired_at="2026-01-01T00:00Z")
    with pytest.raises(BodyCannotAnswer):
        obligations.add(body_id=CAT, kind="visit", due_on=date(2027, 1, 1), owner=bodies.Justice, by=people.coordinator)


def test_a_moved_date_leaves_a_slip_with_its_reason(people, owed):
    one = owed(days=10, computed=True, rule="period", counted_from=date(2022, 1, 1), span=48)
    slip = obligations.move(
        obligation=one, due_on=one.due_on + timedelta(30), reason=" The Committee asked. ", by=people.analyst
    )
    kept = Obligation.objects.get(pk=one.pk)
    assert (kept.due_on, kept.computed, kept.rule) == (slip.due_to, False, "period")
    assert (slip.due_from, slip.days, slip.reason, slip.by_name) == (one.due_on, 30, "The Committee asked.", "analyst")


def test_a_date_does_not_move_without_a_reason(people, owed):
    one = owed()
    with pytest.raises(ReasonMissing):
        obligations.move(obligation=one, due_on=date(2030, 1, 1), reason="  ", by=people.coordinator)
    assert not Slip.objects.exists()


def test_moving_to_the_same_day_is_no_move(people, owed):
    one = owed()
    with pytest.raises(BadDate):
        obligations.move(obligation=one, due_on=one.due_on, reason="Why not", by=people.coordinator)


def test_a_form_that_is_out_of_date_moves_nothing(people, owed):
    one = owed()
    with pytest.raises(ChangedSince):
        obligations.move(
            obligation=one,
            due_on=date(2030, 1, 1),
            reason="Late",
            by=people.coordinator,
            seen=one.changed_at - timedelta(seconds=1),
        )


@pytest.mark.parametrize("statement", ["update", "delete"])
def test_the_institution_s_own_role_cannot_rewrite_a_slip(people, owed, statement):
    slip = obligations.move(obligation=owed(), due_on=date(2031, 1, 1), reason="Late", by=people.coordinator)
    kept = Slip.objects.filter(pk=slip.pk)
    with pytest.raises(ProgrammingError), transaction.atomic():
        kept.update(reason="Never") if statement == "update" else kept._raw_delete("default")


@pytest.mark.parametrize("act", ["move", "complete", "cancel"])
def test_a_closed_obligation_is_opened_first(people, owed, act):
    one = obligations.cancel(obligation=owed(), reason="Not owed", by=people.coordinator)
    with pytest.raises(NotOpen):
        ACTS[act][1](one, people.coordinator)


def test_an_open_obligation_is_not_opened_again(people, owed):
    with pytest.raises(StillOpen):
        obligations.reopen(obligation=owed(), by=people.coordinator)


def test_it_is_not_done_tomorrow(people, owed, today):
    with pytest.raises(BadDate):
        obligations.complete(obligation=owed(), done_on=today + timedelta(1), by=people.coordinator)


def test_cancelling_needs_a_reason(people, owed):
    with pytest.raises(ReasonMissing):
        obligations.cancel(obligation=owed(), reason="", by=people.coordinator)


def test_an_undone_import_leaves_what_was_promised(people):
    chosen = next(one for one in proposals(institution_here()) if one.kind == "follow_up")
    made = obligations.confirm(key=chosen.key, by=people.coordinator)
    review = made.review
    review.recommendations.all().delete()
    review.documents.all().delete()
    review.delete()
    kept = Obligation.objects.get(pk=made.pk)
    assert (kept.review_id, kept.due_on) == (None, chosen.due_on)


def test_a_new_feed_ends_the_earlier_one(people):
    first, second = feeds.make_feed(by=people.observer), feeds.make_feed(by=people.observer)
    assert first != second
    standing = FeedToken.objects.standing().get(member=people.observer)
    assert standing.digest == feeds.digest_of(second)


def test_the_secret_itself_is_kept_nowhere(people):
    token = feeds.make_feed(by=people.observer)
    kept = [str(value) for row in FeedToken.objects.values() for value in row.values()]
    kept += [str(entry.after) + str(entry.before) for entry in AuditEntry.objects.all()]
    assert not [value for value in kept if token in value]
