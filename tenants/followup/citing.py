"""The pieces of evidence that an update cites: who may cite, how an update is named, what a submission keeps."""

from __future__ import annotations

from collections.abc import Collection
from typing import TYPE_CHECKING
from uuid import UUID

from tenants.evidence.citing import citable, citations_of
from tenants.evidence.models import Piece
from tenants.followup.finding import SHOWN, with_subject
from tenants.followup.holding import may_answer
from tenants.followup.models import Update
from tenants.followup.telling import what_of
from tenants.members.models import Member
from tenants.members.roles import Permission

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

NOUN = "update"


def evidence_of(keys: Collection[UUID], member: Member) -> dict[UUID, list[dict[str, str]]]:
    """Key, title and digest of what each update cites, among the pieces the member may see. One query."""
    return {key: [_kept(one.piece) for one in cited] for key, cited in citations_of(NOUN, keys, member).items()}


def _kept(piece: Piece) -> dict[str, str]:
    sha256 = piece.current.sha256 if piece.current else ""
    return {"id": str(piece.pk), "title": piece.title, "sha256": sha256}


def name_noun() -> None:
    """Let evidence be cited for updates."""
    citable(NOUN, namer=_names, may_cite=_may_cite)


def _names(keys: Collection[UUID], member: Member) -> dict[UUID, tuple[StrOrPromise, str]]:
    seen = Update.objects.visible_to(member).filter(pk__in=keys, request__round__standing__in=SHOWN)
    way = "review" if member.may(Permission.RUN_ROUNDS) else "updates"
    return {one.pk: (what_of(one), f"rounds/{way}/{one.pk}/") for one in with_subject(seen)}


def _may_cite(key: UUID, member: Member) -> bool:
    """While her body may still write in it."""
    update = Update.objects.select_related("request__round").filter(pk=key).first()
    if update is None or not may_answer(member, update.request):
        return False
    return update.is_open and update.request.takes_answers
