"""Bringing a piece forward for a thing, with the place in it, and taking that back."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from tenants.evidence import citing
from tenants.evidence.holding import authorise
from tenants.evidence.models import Citation, Piece, PlaceKind
from tenants.evidence.refusals import NotACitation
from tenants.members.access import Denied
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit

LONGEST_PASSAGE = 4000


@transaction.atomic
def cite(
    *,
    piece: Piece,
    noun: str,
    subject_id: UUID,
    by: Member,
    place_kind: str = "",
    place: str = "",
    quotation: str = "",
) -> Citation:
    """Cite a piece she knows of for a thing she may cite for; the same passage twice is once.

    Raises Denied, NotACitation, Piece.DoesNotExist.
    """
    authorise(by, Permission.KEEP_EVIDENCE)
    _authorise_thing(by, noun, subject_id)
    piece = Piece.objects.visible_to(by).select_for_update(of=("self",)).get(pk=piece.pk)
    place, quotation = place.strip(), quotation.strip()
    if place_kind and place_kind not in PlaceKind.values:
        raise NotACitation(_("Choose what the number counts: page, article, paragraph or minute."))
    if bool(place_kind) != bool(place):
        raise NotACitation(_("A place needs its number and what the number counts."))
    if len(place) > 80 or len(quotation) > LONGEST_PASSAGE:
        raise NotACitation(_("The passage is longer than 4,000 characters."))
    where: dict[str, Any] = {
        "piece": piece,
        "noun": noun,
        "subject_id": subject_id,
        "place_kind": place_kind,
        "place": place,
        "quotation": quotation,
    }
    standing = Citation.objects.filter(**where).first()
    if standing is not None:
        return standing
    citation = Citation(**where, cited_by=by)
    citation.save(force_insert=True)
    audit.record("evidence_cited", piece, by=by, after=_told(citation))
    return citation


@transaction.atomic
def uncite(*, citation: Citation, by: Member) -> None:
    """Take a citation back; whoever may cite for the thing may. Twice is once. Raises Denied."""
    authorise(by, Permission.KEEP_EVIDENCE)
    _authorise_thing(by, citation.noun, citation.subject_id)
    standing = Citation.objects.visible_to(by).select_for_update(of=("self",)).filter(pk=citation.pk).first()
    if standing is None:
        return
    audit.record("evidence_uncited", standing.piece, by=by, before=_told(standing))
    standing.delete()


def _authorise_thing(by: Member, noun: str, subject_id: UUID) -> None:
    if not citing.may_cite(noun, subject_id, by):
        raise Denied(_("You cannot attach evidence here, or no longer."))


def _told(citation: Citation) -> dict[str, Any]:
    """What the log keeps: where in which piece for what; the passage itself stands in the citation only."""
    told = {"noun": citation.noun, "subject": str(citation.subject_id)}
    if citation.place:
        told |= {"place_kind": str(citation.place_kind), "place": citation.place}
    return told
