"""Fetching a thing of a round and the right to it in one step."""

from __future__ import annotations

from uuid import UUID

from django.shortcuts import get_object_or_404

from tenants.followup.models import Request, Round, RoundStanding, Update
from tenants.followup.models.answering import UpdateQuerySet
from tenants.members.access import check
from tenants.members.models import Member
from tenants.members.roles import Permission

# Nobody outside the coordinator's desk sees a request before its round is open.
SHOWN = (RoundStanding.OPEN, RoundStanding.CLOSED)


def round_for(member: Member, pk: UUID) -> Round:
    """The round. Raises Denied without the right, Http404 for a stranger's."""
    check(member, Permission.RUN_ROUNDS)
    return get_object_or_404(Round, pk=pk)


def request_for(member: Member, pk: UUID, permission: Permission) -> Request:
    """The request with its round and body. Raises Denied; Http404 for another body's, or one not open yet."""
    check(member, permission)
    found = Request.objects.visible_to(member).filter(round__standing__in=SHOWN)
    return get_object_or_404(found.select_related("round", "body", "holder"), pk=pk)


def update_for(member: Member, pk: UUID, permission: Permission) -> Update:
    """The update with all it is about. Raises Denied; Http404 for another body's, or one not open yet."""
    check(member, permission)
    found = Update.objects.visible_to(member).filter(request__round__standing__in=SHOWN)
    return get_object_or_404(with_subject(found).select_related("request__round", "request__body", "holder"), pk=pk)


def with_subject(updates: UpdateQuerySet) -> UpdateQuerySet:
    """With what a line says of each, in the same query."""
    return updates.select_related("recommendation__document", "action__lead", "holder")
