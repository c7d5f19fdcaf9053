"""Whom a day of the plan concerns: those who speak for a body, and those who coordinate."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Sequence
from uuid import UUID

from tenants.members.models import Member


def people_of(bodies: Collection[UUID]) -> tuple[dict[UUID, list[Member]], Sequence[Member]]:
    """The active focal points by their body, and the coordinators. Two queries."""
    by_body: dict[UUID, list[Member]] = defaultdict(list)
    for member in Member.objects.active().filter(role_slug="focal_point", body__in=bodies).order_by("id"):
        if member.body_id:
            by_body[member.body_id].append(member)
    return by_body, list(Member.objects.active().coordinators().order_by("id"))
