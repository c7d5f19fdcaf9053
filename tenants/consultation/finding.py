"""Fetching a thing of a consultation and the right to it in one step: for members, and for people outside."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.shortcuts import get_object_or_404
from django.utils.crypto import constant_time_compare

from tenants.consultation.models import Comment, Consultation, Door, Guest
from tenants.consultation.tokens import digest_of, key_in
from tenants.institutions.models import Institution
from tenants.members.access import check
from tenants.members.models import Member
from tenants.members.roles import Permission


def consultation_for(member: Member, pk: UUID, permission: Permission) -> Consultation:
    """Raises Denied without the right, Http404 for a stranger's."""
    check(member, permission)
    found = Consultation.objects.select_related("plan", "version__plan", "cluster").defer("version__snapshot")
    return get_object_or_404(found, pk=pk)


def guest_for(member: Member, pk: UUID) -> Guest:
    """An invited person with the consultation. Raises Denied, Http404."""
    check(member, Permission.CONSULT)
    return get_object_or_404(Guest.objects.select_related("consultation"), pk=pk)


def comment_for(member: Member, pk: UUID) -> Comment:
    """A comment that was not withdrawn, with all that is shown beside it. Raises Denied, Http404."""
    check(member, Permission.CONSULT)
    return get_object_or_404(Comment.objects.given().select_related("consultation", "guest", "reply"), pk=pk)


def comments_of(consultation: Consultation, values: Iterable[str]) -> list[Comment]:
    """Those of the keys a form carries that are comments of this consultation, in the order of its parts."""
    keys = set()
    for value in values:
        try:
            keys.add(UUID(value))
        except ValueError:
            continue
    return list(consultation.comments.given().filter(pk__in=keys).select_related("guest", "reply").by_part())


def guest_with(token: str, *, institution: Institution) -> Guest | None:
    """The invited person whose link this is, revoked or not; None for a link nobody was given. Institution scope."""
    key = key_in(token, kind="guest", institution_id=institution.pk)
    if key is None:
        return None
    found = Guest.objects.select_related("consultation").filter(pk=key).first()
    return found if found and constant_time_compare(found.token_digest, digest_of(token)) else None


def door_with(token: str, kind: str, *, institution: Institution) -> Door | None:
    """The same for a link that many use."""
    key = key_in(token, kind=kind, institution_id=institution.pk)
    if key is None:
        return None
    found = Door.objects.select_related("consultation").filter(pk=key, kind=kind).first()
    return found if found and constant_time_compare(found.token_digest, digest_of(token)) else None
