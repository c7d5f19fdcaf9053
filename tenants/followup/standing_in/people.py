"""Whom a member sees and may act for when people stand in for each other."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.http import Http404
from django.shortcuts import get_object_or_404

from shared.exports.lists import in_portions
from tenants.followup.models import Absence, Handover
from tenants.members.models import Member, ResponsibleBody
from tenants.members.roles import FOCAL_POINT, Permission


def answering() -> Any:
    """Everybody who answers for a body now."""
    return Member.objects.active().filter(role_slug=FOCAL_POINT.slug)


def speaking_for(body: ResponsibleBody) -> Any:
    return answering().filter(body=body).order_by("name", "id")


def colleagues_of(person: Member) -> Any:
    """Those of the same body and role who are here."""
    return answering().filter(body=person.body_id).exclude(pk=person.pk).order_by("name", "id")


def _narrowed(rows: Any, member: Member, path: str) -> Any:
    """All rows for whoever runs rounds, those of her own body for a focal point, none for others."""
    if member.may(Permission.RUN_ROUNDS):
        return rows
    if member.may(Permission.ANSWER_REQUESTS) and member.body_id is not None:
        return rows.filter(**{path: member.body_id})
    return rows.none()


def people_seen_by(member: Member) -> Any:
    return _narrowed(answering(), member, "body")


def absences_seen_by(member: Member) -> Any:
    return _narrowed(Absence.objects.all(), member, "member__body")


def handovers_seen_by(member: Member) -> Any:
    return _narrowed(Handover.objects.all(), member, "departing__body")


def person_for(member: Member, pk: UUID) -> Member:
    """Somebody for whom the member may act: herself, or anybody who answers where she runs rounds. Else 404."""
    found: Member = get_object_or_404(people_seen_by(member).select_related("body"), pk=pk)
    refuse_others(member, found.pk)
    return found


def refuse_others(member: Member, person: UUID) -> None:
    """Raises Http404 unless the member runs rounds or is that person."""
    if not member.may(Permission.RUN_ROUNDS) and person != member.pk:
        raise Http404


def with_absences(seen: Any, standing: Any) -> Iterator[list[Member]]:
    """The people in portions, each with `soon`: those of the absences that are his. Two queries a portion."""
    for part in in_portions(seen):
        absences: dict[UUID, list[Absence]] = {}
        found = standing.filter(member__in=[one.pk for one in part]).select_related("alternate")
        for one in found.order_by("begins_on", "id"):
            absences.setdefault(one.member_id, []).append(one)
        for person in part:
            person.soon = absences.get(person.pk, [])
        yield part
