"""Who stands in for whom in the invented institutions, and by whose clock they live. Through the actions themselves."""

from __future__ import annotations

import json
from datetime import date, timedelta
from functools import cache
from typing import Any

from mutabaa.demo.fiction import DATA
from mutabaa.demo.rows import Cast
from tenants.followup.actions import absences, deputies, handovers, requests
from tenants.followup.models import Request
from tenants.institutions.models import Institution
from tenants.members.actions.settings import change_settings
from tenants.members.models import Member


@cache
def _arrangements() -> dict[str, dict[str, Any]]:
    return json.loads((DATA / "standing_in.json").read_text(encoding="utf-8"))  # type: ignore[no-any-return]


def told(slug: str) -> dict[str, Any]:
    """What the data file says of an institution; days as numbers from the day of seeding."""
    return _arrangements()[slug]


def keep_time(institution: Institution, slug: str, cast: Cast) -> None:
    """The institution's time zone. Institution scope."""
    change_settings(institution=institution, by=cast.coordinator(), time_zone=told(slug)["time_zone"])


def arrange(slug: str, cast: Cast, *, language: str, today: date) -> None:
    """Deputies, one absence, and a handover where a round asks the body. Institution scope, after the rounds."""
    given, by = told(slug), cast.coordinator()
    people = {one.email: one for one in cast.people["focal_point"]}
    for body, email in given["deputies"].items():
        deputies.name_deputy(body=cast.bodies[body], deputy=people[email], by=by)
    _hand_over(given["handover"], people, language)
    away = given["absence"]
    absences.set_absence(
        member=people[away["member"]],
        alternate=people[away["alternate"]],
        begins_on=today + timedelta(away["from"]),
        ends_on=today + timedelta(away["to"]),
        by=people[away["member"]],
    )


def _hand_over(given: dict[str, Any], people: dict[str, Member], language: str) -> None:
    """The departing person has taken her body's running requests; her successor gets them."""
    departing, successor = people[given["departing"]], people[given["successor"]]
    running = list(Request.objects.running().filter(body=departing.body_id))
    for request in running:
        requests.pass_on(request=request, to=departing, by=departing)
    if running:
        handovers.hand_over(departing=departing, successor=successor, by=departing, note=given["note"][language])
