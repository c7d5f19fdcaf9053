"""The state's position: each value with its date and source, the latest one standing."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit
from tenants.tracker.actions.refusals import BadDate, UnknownTerm
from tenants.tracker.locking import authorise, locked, touch
from tenants.tracker.models import Position, PositionEntry, Recommendation


def standing_position(recommendation: Recommendation) -> PositionEntry | None:
    """The position that holds now: the latest by its date, then the one recorded last. Undated ones are oldest."""
    return recommendation.positions.order_by(F("dated").desc(nulls_last=True), "-recorded_at", "-id").first()


@transaction.atomic
def record_position(
    *, recommendation: Recommendation, value: str, dated: date | None, source: str, by: Member
) -> PositionEntry:
    """Note what the state answered, when, and in which paper. Raises UnknownTerm, BadDate for a day to come.

    Earlier positions stay. Noting the same position of the same day and paper twice is noting it once.
    """
    authorise(by, Permission.EDIT_RECOMMENDATIONS)
    if value not in Position.values:
        raise UnknownTerm(_("This is not a position that a state can take."))
    if dated and dated > timezone.localdate():
        raise BadDate(_("A position cannot be dated in the future."))
    recommendation = locked(recommendation)
    same = recommendation.positions.filter(value=value, dated=dated, source=source).first()
    if same is not None:
        return same
    entry = PositionEntry(recommendation=recommendation, value=value, dated=dated, source=source)
    entry.save(force_insert=True)
    before = recommendation.position
    standing = standing_position(recommendation)
    recommendation.position = standing.value if standing else ""
    touch(recommendation, "position")
    audit.record(
        "position_recorded",
        recommendation,
        by=by,
        before={"position": before},
        after={
            "position": recommendation.position,
            "entry": value,
            "dated": dated.isoformat() if dated else None,
            "source": source,
        },
    )
    return entry
