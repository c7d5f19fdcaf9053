"""What changed since a day, as conditions of the list: statuses that moved, rows that came, accounts left behind."""

from __future__ import annotations

from datetime import date, datetime, time
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from shared.languages.dates import written_day
from tenants.tracker.listing.query import ListQuery, day_in, moved_in, uuids
from tenants.tracker.status import LADDER

Condition = tuple[str, list[Any]]

NAMES = ("outdated", "moved", "added")
RUNGS = [str(rung) for rung in LADDER]
RUNG_THEN = "array_position(%s::text[], m.before::text)"
RUNG_NOW = "array_position(%s::text[], r.status::text)"
# `m.before` is the status as the day began: what the first step since then left behind.
MOVED = {
    "forward": f"{RUNG_THEN} < {RUNG_NOW}",
    "back": f"{RUNG_THEN} > {RUNG_NOW}",
    "implemented": "m.before <> r.status AND r.status = 'implemented'",
    "first": "m.before = '' AND r.status <> ''",
    "lost": "m.before <> '' AND r.status = ''",
}
OUTDATED = (
    "EXISTS (SELECT 1 FROM tracker_assessment o JOIN tracker_assessment s"
    " ON s.recommendation_id = o.recommendation_id AND s.is_current AND s.assessor_kind = 'state'"
    " AND s.assessed_on > o.assessed_on"
    " WHERE o.recommendation_id = r.id AND o.is_current AND o.body_id = ANY(%s))"
)


def begins(day: date) -> datetime:
    """The instant at which a day begins here."""
    return timezone.make_aware(datetime.combine(day, time.min))


def moved(way: str, since: date) -> Condition:
    """Those whose status moved this way (query.MOVES) from what it was when a day began to what it is now."""
    condition = MOVED[way]
    return (
        "EXISTS (SELECT 1 FROM (SELECT s.before FROM tracker_statuschange s WHERE s.recommendation_id = r.id"
        f" AND s.at >= %s ORDER BY s.at, s.id LIMIT 1) m WHERE {condition})",
        [begins(since), *[RUNGS] * condition.count("%s")],
    )


def conditions(query: ListQuery) -> list[Condition]:
    """One for each restriction of this kind that the address holds."""
    found: list[Condition] = []
    if "outdated" in query.chosen:
        # The state said something of a later day than the assessing body did.
        found.append((OUTDATED, [uuids(query.chosen["outdated"])]))
    if "moved" in query.chosen:
        moves = [moved(*move) for value in query.chosen["moved"] if (move := moved_in(value))]
        found.append(
            ("(" + " OR ".join(part for part, _ in moves) + ")", [one for _, values in moves for one in values])
        )
    if "added" in query.chosen:
        days = [day for value in query.chosen["added"] if (day := day_in(value))]
        found.append(("r.created_at >= %s", [begins(min(days))]))
    return found


def words(name: str, value: str) -> str:
    """What a restriction says above the list."""
    if name == "outdated":
        return _("The state reported since your body’s account")
    way, day = moved_in(value) or ("", day_in(value))
    sentence = {
        "": _("Added since %(day)s"),
        "forward": _("Moved forward since %(day)s"),
        "back": _("Moved back since %(day)s"),
        "implemented": _("Implemented since %(day)s"),
        "first": _("First account since %(day)s"),
        "lost": _("Without an account since %(day)s"),
    }[way]
    return sentence % {"day": written_day(day) if day else ""}
