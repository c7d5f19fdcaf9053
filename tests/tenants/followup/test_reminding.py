"""Who is reminded of what, before and after the deadline, and who when nobody answers."""

from datetime import UTC, date, datetime, timedelta

import time_machine
from django.utils import timezone

from shared.isolation.scope import in_network
from shared.users.models import User
from tenants.followup.actions import absences, deputies, requests, rounds, updates
from tenants.followup.models import Request, Round
from tenants.members.actions import memberships
from tenants.members.models import Member
from tenants.members.roles import OBSERVER
from tenants.notices.models import Notice
from tests.tenants.followup.conftest import submitted
from tests.tenants.followup.reminded import DEADLINE, another, at, place, told, until

__all__ = ["place"]


def test_the_reminders_come_before_and_after_the_deadline_and_the_deputy_last(place):
    deputies.name_deputy(body=place.bodies.Justice, deputy=another(place), by=place.people.coordinator)
    requests.pass_on(request=place.justice, to=place.people.focal_point, by=place.people.focal_point)
    days = {}
    for number in range(1, 45):
        day = date(2026, 5, 1) + timedelta(days=number)
        before = len(told())
        at(day.year, day.month, day.day)
        for line in told()[before:]:
            days.setdefault(line, []).append((day - DEADLINE).days)
    assert days == {
        ("focal_point", "request_due_soon"): [-7, -1],
        ("focal_point", "request_late"): [1, 7],
        ("second", "request_escalated"): [3],
    }


def test_without_a_deputy_the_coordinators_are_told_and_the_request_says_when(place):
    until(date(2026, 5, 23))
    assert ("coordinator", "request_escalated") in told()
    assert Request.objects.get(pk=place.justice.pk).escalated_at == datetime(2026, 5, 23, 12, tzinfo=UTC)


def test_nothing_is_sent_before_the_morning_of_the_person(place):
    assert at(2026, 5, 13, 7, 59) == 0
    assert at(2026, 5, 13, 8, 0) == 1


def test_looking_twice_sends_nothing_twice(place):
    assert [at(2026, 5, 13), at(2026, 5, 13), at(2026, 5, 13, 23, 59), at(2026, 5, 14)] == [1, 0, 0, 0]


def test_missed_days_do_not_come_in_a_burst(place):
    """Nobody looked from the first day on; only the last reminder of all is sent."""
    assert at(2026, 5, 28) == 2
    assert sorted(told()) == [("coordinator", "request_escalated"), ("focal_point", "request_late")]


def test_a_deadline_is_not_announced_after_it_is_past(place):
    Round.objects.update(remind_after=[], escalate_after=None)
    assert at(2026, 5, 21) == 0


def test_a_day_missed_is_made_up_for_the_next(place):
    assert [at(2026, 5, 15), at(2026, 5, 16)] == [1, 0]


def test_whoever_takes_it_up_later_is_not_told_of_what_was_sent_long_ago(place):
    at(2026, 5, 13)
    second = another(place)
    requests.pass_on(request=place.justice, to=second, by=place.people.focal_point)
    assert at(2026, 5, 16) == 0
    assert at(2026, 5, 19) == 1
    assert told()[-1][0] == "second"


def test_a_deadline_that_moves_begins_anew(place):
    until(date(2026, 5, 24))
    with time_machine.travel("2026-05-25 09:00"):
        requests.extend(request=place.justice, deadline=date(2026, 6, 20), reason="Ill", by=place.people.coordinator)
    before = len(told())
    assert at(2026, 5, 26) == 0
    for day in (13, 19, 21, 23, 27):
        at(2026, 6, day)
    assert [kind for _who, kind in told()[before:]] == [
        "request_due_soon", "request_due_soon", "request_late", "request_escalated", "request_late",
    ]  # fmt: skip
    assert Request.objects.get(pk=place.justice.pk).escalated_at.date() == date(2026, 6, 23)


def test_a_closed_round_reminds_nobody(place):
    with time_machine.travel("2026-05-02 09:00"):
        rounds.close(round=place.round, by=place.people.coordinator)
    assert at(2026, 5, 13) == 0


def test_who_owes_nothing_is_not_reminded(place):
    for update in place.justice.updates.all():
        submitted(update, place.people.focal_point)
    assert at(2026, 5, 13) == 0


def test_what_was_returned_is_owed_again(place):
    for update in place.justice.updates.all():
        submitted(update, place.people.focal_point)
    updates.send_back(update=place.update, words="How many?", by=place.people.coordinator)
    at(2026, 5, 13)
    assert Notice.objects.get(kind="request_due_soon").facts["owed"] == 1


def test_a_round_opened_after_a_reminder_s_day_does_not_send_it(place):
    Round.objects.update(opened_at=datetime(2026, 5, 13, 6, tzinfo=UTC))
    assert at(2026, 5, 13) == 0


def test_each_holder_is_told_of_her_share_and_the_others_of_nothing(place):
    second, third = another(place), another(place, "third", email="third@alef.example")
    requests.pass_on(request=place.justice, to=second, by=place.people.focal_point)
    updates.pass_on(update=place.update, to=third, by=second)
    at(2026, 5, 13)
    shares = {one.member.name: one.facts["owed"] for one in Notice.objects.filter(kind="request_due_soon")}
    assert shares == {"second": place.justice.updates.count() - 1, "third": 1}


def test_without_a_holder_every_focal_point_of_the_body_is_told(place):
    another(place)
    at(2026, 5, 13)
    assert sorted(told()) == [("focal_point", "request_due_soon"), ("second", "request_due_soon")]


def test_an_absent_holder_s_reminder_goes_to_her_alternate_and_says_for_whom(place):
    second = another(place)
    requests.pass_on(request=place.justice, to=place.people.focal_point, by=place.people.focal_point)
    absences.set_absence(member=place.people.focal_point, alternate=second, begins_on=date(2026, 5, 10),
                         ends_on=date(2026, 5, 13), by=place.people.focal_point)  # fmt: skip
    at(2026, 5, 13)
    notice = Notice.objects.get(kind="request_due_soon")
    assert (notice.member, notice.facts["in_place_of"]) == (second, "focal_point")
    at(2026, 5, 19)
    assert told()[-1] == ("focal_point", "request_due_soon")


def test_an_alternate_who_is_away_too_passes_it_on_and_a_circle_ends_with_the_others(place):
    second, third = another(place), another(place, "third", email="third@alef.example")
    first, days = place.people.focal_point, {"begins_on": date(2026, 5, 10), "ends_on": date(2026, 5, 25)}
    requests.pass_on(request=place.justice, to=first, by=first)
    absences.set_absence(member=first, alternate=second, by=first, **days)
    chain = absences.set_absence(member=second, alternate=third, by=second, **days)
    at(2026, 5, 13)
    assert told() == [("third", "request_due_soon")]
    with time_machine.travel("2026-05-14 09:00"):
        absences.end_absence(absence=chain, by=second)
        absences.set_absence(member=second, alternate=first, by=second, **days | {"begins_on": date(2026, 5, 14)})
    at(2026, 5, 19)
    assert told()[1:] == [("third", "request_due_soon")]


def test_where_everybody_is_away_the_coordinators_are_told_once(place):
    second = another(place)
    first, days = place.people.focal_point, {"begins_on": date(2026, 5, 10), "ends_on": date(2026, 5, 30)}
    absences.set_absence(member=first, alternate=second, by=first, **days)
    absences.set_absence(member=second, alternate=first, by=second, **days)
    for day in (13, 14, 19, 21):
        at(2026, 5, day)
    assert told() == [("coordinator", "request_unread")]


def test_who_left_or_is_shut_out_gets_nothing(place):
    second = another(place)
    requests.pass_on(request=place.justice, to=second, by=place.people.focal_point)
    with in_network():
        User.objects.filter(pk=second.user_id).update(is_active=False)
    at(2026, 5, 13)
    assert told() == [("focal_point", "request_due_soon")]
    Member.objects.filter(pk=place.people.focal_point.pk).update(left_at=timezone.now())
    at(2026, 5, 19)
    assert told()[1:] == [("coordinator", "request_unread")]


def test_a_deputy_who_left_or_changed_her_role_is_none(place):
    second = another(place)
    deputies.name_deputy(body=place.bodies.Justice, deputy=second, by=place.people.coordinator)
    memberships.change_role(member=second, role=OBSERVER, body=None, by=place.people.coordinator)
    until(date(2026, 5, 23))
    assert told()[-1] == ("coordinator", "request_escalated")
