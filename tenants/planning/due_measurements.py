"""A due measurement asks for itself: on the overview, and by a notice a week before and on the day."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime, timedelta

from django.db.models import Count, Min
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import ngettext

from tenants.members.models import Member
from tenants.members.preferences import Preference, preferences_of
from tenants.members.roles import Permission
from tenants.notices.mornings import morning_has_come
from tenants.notices.telling import Telling, tell_all
from tenants.planning.models import Indicator
from tenants.planning.people import people_of
from tenants.tracker.overview.figures import Figures
from tenants.tracker.overview.needs import Need

AHEAD = timedelta(days=7)
# A clock that stood still longer says nothing of days long past; the overview still does.
LATEST = timedelta(days=7)
COMING, DUE = "measurement_coming", "measurement_due"


def measurements_due(member: Member, figures: Figures) -> Need | None:
    """Every due measurement for those who plan, for a focal point those of her body. One query."""
    if not member.may(Permission.PLAN) and not member.may(Permission.ASSESS_FOR_STATE):
        return None
    found = Indicator.objects.due().measured_by(member).aggregate(count=Count("pk"), first=Min("due_on"))
    if not found["count"]:
        return None
    return Need(
        found["count"],
        ngettext("Measurement is due", "Measurements are due", found["count"]),
        f"{reverse('planning:indicators')}?show=mine",
        due_on=found["first"],
        late=found["first"] < timezone.localdate(),
    )


def remind(now: datetime) -> None:
    """Tell of the measurements due within a week and of those due today, in the morning of each person's own zone.

    Each due day is told once before and once on the day: to the focal points of the body that measures, where there is
    none to the coordinators. May run any number of times. Four queries, and those of the telling.
    """
    # The widest a local day may differ from that of the clock.
    today = now.date()
    rows = Indicator.objects.standing().filter(due_on__range=(today - LATEST, today + AHEAD + timedelta(days=1)))
    indicators = list(rows.in_list_order())
    if not indicators:
        return
    focal_points, coordinators = people_of({one.body_id for one in indicators if one.body_id})
    preferences = preferences_of([*coordinators, *(member for group in focal_points.values() for member in group)])
    tellings: list[Telling] = []
    for one in indicators:
        for member in (focal_points.get(one.body_id) if one.body_id else None) or coordinators:
            tellings += _tellings(one, member, preferences[member.pk], now)
    tell_all(tellings)


def _tellings(one: Indicator, member: Member, preference: Preference, now: datetime) -> Iterator[Telling]:
    """What the member is to be told of the indicator at this moment: that it comes, or that it is due."""
    assert one.due_on is not None  # noqa: S101  only such rows are asked
    if morning_has_come(one.due_on, preference.zone, now):
        kind = DUE
    elif morning_has_come(one.due_on - AHEAD, preference.zone, now):
        kind = COMING
    else:
        return
    with translation.override(preference.language):
        name = one.name
    yield Telling(
        member,
        kind,
        f"{one.pk}:{one.due_on:%Y-%m-%d}",
        f"plan/indicators/{one.pk}/",
        {"indicator": name, "due_on": f"{one.due_on:%Y-%m-%d}"},
    )
