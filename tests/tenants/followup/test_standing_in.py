"""Absences, deputies and handovers: what they do, and what they refuse."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from shared.isolation.scope import WrongScope
from tenants.followup.actions import absences, deputies, handovers, requests, rounds, updates
from tenants.followup.models import Absence, BodyDesk, Handover, Request, Update
from tenants.followup.standing_in.absences import away_on
from tenants.followup.standing_in.refusals import (
    AwayAlready,
    BadDate,
    NotAColleague,
    NotADeputy,
    NothingOpen,
    OverAlready,
)
from tenants.members.access import Denied
from tenants.members.actions import memberships
from tenants.members.models import ResponsibleBody
from tenants.members.roles import COORDINATOR, FOCAL_POINT
from tenants.notices.models import Notice
from tests.tenants.followup.reminded import another

ROLES = ["coordinator", "analyst", "focal_point", "focal_point_elsewhere", "assessor", "observer"]


@pytest.fixture
def second(here):
    """A colleague of the focal point."""
    return another(here)


def days(first, last):
    today = timezone.localdate()
    return {"begins_on": today + timedelta(days=first), "ends_on": today + timedelta(days=last)}


def away(here, second, first=1, last=5, by=None):
    who = here.people.focal_point
    return absences.set_absence(member=who, alternate=second, by=by or who, **days(first, last))


def told(kind):
    return [one.member.name for one in Notice.objects.filter(kind=kind).select_related("member")]


ACTS = {
    "set an absence": lambda h, s, by: away(h, s, by=by),
    "end an absence": lambda h, s, by: absences.end_absence(absence=away(h, s), by=by),
    "hand over": lambda h, s, by: handovers.hand_over(departing=h.people.focal_point, successor=s, by=by),
    "name a deputy": lambda h, s, by: deputies.name_deputy(body=h.bodies.Justice, deputy=s, by=by),
}


@pytest.mark.parametrize("role", ROLES)
@pytest.mark.parametrize("act", ACTS)
def test_only_she_herself_and_whoever_runs_rounds_may(act, role, here, second):
    requests.pass_on(request=here.justice, to=here.people.focal_point, by=second)
    by = getattr(here.people, role)
    if role == "coordinator" or (role == "focal_point" and act != "name a deputy"):
        ACTS[act](here, second, by)
    else:
        with pytest.raises(Denied):
            ACTS[act](here, second, by)


@pytest.mark.parametrize("act", ACTS)
def test_a_member_of_another_institution_may_nothing(act, here, second, alef):
    with pytest.raises(WrongScope):
        ACTS[act](here, second, alef.ba.members["coordinator"])


def test_the_alternate_is_told_from_when_to_when(here, second):
    away(here, second)
    assert told("alternate_named") == ["second"]


def test_an_absence_is_noted_once_however_often_it_is_sent(here, second):
    assert away(here, second).pk == away(here, second).pk
    assert Absence.objects.count() == 1


@pytest.mark.parametrize(("first", "last"), [(5, 9), (0, 1), (2, 3), (0, 9)])
def test_days_that_overlap_are_refused(first, last, here, second):
    away(here, second)
    with pytest.raises(AwayAlready):
        away(here, second, first, last)


def test_days_beside_each_other_do_not_overlap_and_an_ended_absence_is_no_hindrance(here, second):
    one = away(here, second)
    away(here, second, 6, 8)
    absences.end_absence(absence=one, by=here.people.focal_point)
    away(here, second, 2, 4)
    assert Absence.objects.count() == 3


@pytest.mark.parametrize(("first", "last"), [(3, 2), (-4, -1), (1, 400)])
def test_days_that_make_no_absence_are_refused(first, last, here, second):
    with pytest.raises(BadDate):
        away(here, second, first, last)


@pytest.mark.parametrize("who", ["focal_point", "focal_point_elsewhere", "coordinator", "observer"])
def test_the_alternate_is_another_focal_point_of_the_body(who, here):
    with pytest.raises(NotAColleague):
        away(here, getattr(here.people, who))


def test_who_answers_for_no_body_is_not_stood_in_for(here, second):
    with pytest.raises(NotAColleague):
        absences.set_absence(member=here.people.analyst, alternate=second, by=here.people.coordinator, **days(1, 2))


def test_who_is_away_on_a_day_is_known_in_one_query(here, second, django_assert_num_queries):
    away(here, second, 0, 3)
    today = timezone.localdate()
    with django_assert_num_queries(1):
        found = away_on(today + timedelta(days=3), [here.people.focal_point, second])
    assert found[here.people.focal_point.pk].alternate == second
    assert set(found) == {here.people.focal_point.pk}
    assert away_on(today + timedelta(days=4), [here.people.focal_point]) == {}
    assert away_on(today, []) == {}


def test_coming_back_early_ends_it_once(here, second):
    one = away(here, second, 0, 3)
    first = absences.end_absence(absence=one, by=here.people.focal_point).ended_at
    assert absences.end_absence(absence=one, by=here.people.coordinator).ended_at == first
    assert away_on(timezone.localdate(), [here.people.focal_point]) == {}


def test_what_is_over_is_not_ended(here, second):
    one = Absence(
        member=here.people.focal_point, alternate=second, begins_on=date(2020, 1, 1), ends_on=date(2020, 1, 5)
    )
    one.save()
    with pytest.raises(OverAlready):
        absences.end_absence(absence=one, by=here.people.focal_point)


def test_a_deputy_speaks_for_the_body_and_is_told(here, second):
    by = here.people.coordinator
    deputies.name_deputy(body=here.bodies.Justice, deputy=second, by=by)
    deputies.name_deputy(body=here.bodies.Justice, deputy=second, by=by)
    assert told("deputy_named") == ["second"]
    for stranger in (here.people.focal_point_elsewhere, by):
        with pytest.raises(NotADeputy):
            deputies.name_deputy(body=here.bodies.Justice, deputy=stranger, by=by)
    assert deputies.name_deputy(body=here.bodies.Justice, deputy=None, by=by).deputy is None


def test_open_work_moves_in_one_act_with_its_drafts_and_their_writer(here, second):
    first = here.people.focal_point
    requests.pass_on(request=here.justice, to=first, by=second)
    updates.save_draft(update=here.update, account="So far", by=first)
    updates.pass_on(update=here.update, to=first, by=second)
    deputies.name_deputy(body=here.bodies.Justice, deputy=first, by=here.people.coordinator)
    made = handovers.hand_over(departing=first, successor=second, note="Ask Samir", by=first)
    assert (made.requests, made.updates, made.note) == (1, 1, "Ask Samir")
    assert Request.objects.get(pk=here.justice.pk).holder == second
    update = Update.objects.get(pk=here.update.pk)
    assert (update.holder, update.account, update.changed_by_name) == (second, "So far", first.name)
    assert BodyDesk.objects.get(body=here.bodies.Justice).deputy == second
    assert (told("work_taken_over"), told("work_handed_over")) == (["second"], ["focal_point"])


def test_a_handover_sent_twice_is_one_and_another_gives_it_back(here, second):
    first = here.people.focal_point
    requests.pass_on(request=here.justice, to=first, by=second)
    made = handovers.hand_over(departing=first, successor=second, by=first)
    assert handovers.hand_over(departing=first, successor=second, by=first).pk == made.pk
    handovers.hand_over(departing=second, successor=first, by=here.people.coordinator)
    assert Request.objects.get(pk=here.justice.pk).holder == first
    assert Handover.objects.count() == 2


def test_nothing_open_is_nothing_to_hand_over(here, second):
    with pytest.raises(NothingOpen):
        handovers.hand_over(departing=here.people.focal_point, successor=second, by=here.people.coordinator)


@pytest.mark.parametrize("who", ["focal_point", "focal_point_elsewhere", "coordinator"])
def test_the_successor_is_another_of_the_same_body_and_role(who, here):
    with pytest.raises(NotAColleague):
        handovers.hand_over(
            departing=here.people.focal_point, successor=getattr(here.people, who), by=here.people.coordinator
        )


def test_a_closed_round_keeps_its_holders(here, second):
    first = here.people.focal_point
    requests.pass_on(request=here.justice, to=first, by=second)
    rounds.close(round=here.round, by=here.people.coordinator)
    with pytest.raises(NothingOpen):
        handovers.hand_over(departing=first, successor=second, by=first)
    assert Request.objects.get(pk=here.justice.pk).holder == first


def leaves(here, alef, who):
    memberships.end_membership(member=who, institution=alef.alef.institution, by=who)


def test_who_leaves_without_a_handover_leaves_nothing_in_her_hands(here, second, alef):
    first = here.people.focal_point
    requests.pass_on(request=here.justice, to=first, by=second)
    updates.pass_on(update=here.update, to=first, by=second)
    deputies.name_deputy(body=here.bodies.Justice, deputy=first, by=here.people.coordinator)
    one = away(here, second)
    leaves(here, alef, first)
    assert Request.objects.get(pk=here.justice.pk).holder is None
    assert Update.objects.get(pk=here.update.pk).holder is None
    assert BodyDesk.objects.get(body=here.bodies.Justice).deputy is None
    assert Absence.objects.get(pk=one.pk).ended_at is not None
    notice = Notice.objects.get(kind="work_left_behind")
    assert (notice.member.name, notice.facts["requests"], notice.facts["updates"]) == ("coordinator", 1, 1)


def test_who_leaves_empty_handed_is_not_announced(here, alef, second):
    leaves(here, alef, second)
    assert told("work_left_behind") == []


def now(body):
    """As it stands in the database."""
    return ResponsibleBody.objects.get(pk=body.pk)


def test_another_body_or_role_leaves_the_work_behind_and_the_same_does_not(here, second):
    by, first = here.people.coordinator, here.people.focal_point
    requests.pass_on(request=here.justice, to=first, by=second)
    memberships.change_role(member=first, role=FOCAL_POINT, body=now(here.bodies.Justice), by=by)
    assert Request.objects.get(pk=here.justice.pk).holder == first
    memberships.change_role(member=first, role=FOCAL_POINT, body=now(here.bodies.Interior), by=by)
    assert Request.objects.get(pk=here.justice.pk).holder is None
    requests.pass_on(request=here.justice, to=second, by=second)
    memberships.change_role(member=second, role=COORDINATOR, body=None, by=by)
    assert Request.objects.get(pk=here.justice.pk).holder is None
