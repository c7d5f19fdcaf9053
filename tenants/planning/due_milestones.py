"""A milestone announces itself: by a notice a week before its day and on the day, to those who answer for it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.utils import translation

from tenants.members.models import Member
from tenants.members.preferences import Preference, preferences_of
from tenants.notices.mornings import morning_has_come
from tenants.notices.telling import Telling, tell_all
from tenants.planning.models import Action, Milestone
from tenants.planning.people import people_of

AHEAD = timedelta(days=7)
# A clock that stood still longer says nothing of days long past; the overview still does.
LATEST = timedelta(days=7)
COMING, DUE = "milestone_coming", "milestone_due"


def remind(now: datetime) -> None:
    """Tell of the milestones of the current plan within a week and of those of today, in each person's own morning.

    Each day is told once before and once when it comes: to the focal points of the body that leads the action, where
    there is none to the coordinators. Nothing of what was reached, or of actions that are over. May run any number of
    times. Four queries, and those of the telling.
    """
    # The widest a local day may differ from that of the clock.
    today = now.date()
    within = (today - LATEST, today + AHEAD + timedelta(days=1))
    going = Action.objects.of_the_current_plan().open()
    rows = Milestone.objects.filter(reached_on=None, due_on__range=within, action__in=going.values("pk"))
    milestones = list(rows.select_related("action"))
    if not milestones:
        return
    focal_points, coordinators = people_of({one.action.lead_id for one in milestones if one.action.lead_id})
    preferences = preferences_of([*coordinators, *(member for group in focal_points.values() for member in group)])
    tellings: list[Telling] = []
    for one in milestones:
        lead = one.action.lead_id
        for member in (focal_points.get(lead) if lead else None) or coordinators:
            tellings += _tellings(one, member, preferences[member.pk], now)
    tell_all(tellings)


def _tellings(one: Milestone, member: Member, preference: Preference, now: datetime) -> Iterator[Telling]:
    """What the member is to be told of the milestone at this moment: that its day comes, or that it is here."""
    if morning_has_come(one.due_on, preference.zone, now):
        kind = DUE
    elif morning_has_come(one.due_on - AHEAD, preference.zone, now):
        kind = COMING
    else:
        return
    with translation.override(preference.language):
        title = one.action.title
    yield Telling(
        member,
        kind,
        f"{one.pk}:{one.due_on:%Y-%m-%d}",
        f"plan/actions/{one.action_id}/",
        {"milestone": one.words, "action": title, "due_on": f"{one.due_on:%Y-%m-%d}"},
    )
