"""What may stand in the matrix: what the State's bodies said and the institution accepted, with public evidence."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from django.utils import timezone

from tenants.evidence.citing import citations_of
from tenants.evidence.models import Citation, Confidentiality
from tenants.followup.citing import NOUN
from tenants.followup.models import Submission, Update, UpdateStanding
from tenants.followup.record_part import may_read_answers
from tenants.followup.subjects import value_of
from tenants.members.models import BodyKind, Member, ResponsibleBody
from tenants.members.roles import FOCAL_POINT


@dataclass(frozen=True)
class Statement:
    """One body's last accepted word on a recommendation. `value` is in the active language, `account` in its own."""

    value: str
    body: str
    day: date
    account: str
    language: str
    evidence: tuple[Citation, ...] = ()


@dataclass
class Accepted:
    """The statements for each recommendation, and how many pieces of evidence may and may not be published."""

    statements: dict[UUID, list[Statement]] = field(default_factory=dict)
    cited: int = 0
    held_back: int = 0


def accepted_for(recommendations: Collection[UUID], member: Member) -> Accepted:
    """The last accepted update of each of the State's bodies, as far as the member reads answers. Two queries.

    A focal point's matrix holds her own body's words. The paper leaves the house: only evidence whose class is
    "public", that the body handed in with what was accepted, and whose file is still held, is cited.
    """
    found = Accepted()
    if not may_read_answers(member):
        return found
    said = _last_accepted(recommendations, member)
    cited = citations_of(NOUN, [one.update_id for one in said], member)
    publishable, held_back = set(), set()
    for one in said:
        handed_in = {piece.get("id") for piece in one.content.get("evidence", [])}
        evidence = []
        for citation in cited[one.update_id]:
            if str(citation.piece_id) not in handed_in:
                continue
            if is_publishable(citation):
                evidence.append(citation)
                publishable.add(citation.piece_id)
            else:
                held_back.add(citation.piece_id)
        about = one.update.recommendation_id
        assert about is not None
        found.statements.setdefault(about, []).append(_statement(one, tuple(evidence)))
    found.cited, found.held_back = len(publishable), len(held_back)
    return found


def is_publishable(citation: Citation) -> bool:
    """Whether a paper for the public may name the piece: its class says so, and what it names is still held."""
    piece = citation.piece
    if piece.confidentiality != Confidentiality.PUBLIC:
        return False
    return not piece.is_file or (piece.current is not None and piece.current.is_readable)


def full_name(body: ResponsibleBody) -> str:
    """The body's name in the active language, else in any; a paper for outside does without short names."""
    given = (getattr(body, f"name_{code}", "") for code in ("ar", "en", "fr"))
    return body.name or next((name for name in given if name), str(body))


def _last_accepted(recommendations: Collection[UUID], member: Member) -> list[Submission]:
    """For each recommendation the last accepted submission of each body of the State, by body."""
    updates = Update.objects.filter(
        standing=UpdateStanding.ACCEPTED,
        recommendation__in=list(recommendations),
        request__body__kind=BodyKind.STATE,
    )
    if member.role == FOCAL_POINT:
        updates = updates.filter(request__body=member.body_id)
    submissions = (
        Submission.objects.filter(update__in=updates, remarks__accepted=True)
        .select_related("update__request__body")
        .order_by("-at", "-number")
    )
    last: dict[tuple[UUID | None, UUID], Submission] = {}
    for one in submissions:
        last.setdefault((one.update.recommendation_id, one.update.request.body_id), one)
    return sorted(last.values(), key=lambda one: (full_name(one.update.request.body), one.at))


def _statement(said: Submission, evidence: tuple[Citation, ...]) -> Statement:
    value = value_of(said.content["value"])
    return Statement(
        value=str(value.words) if value else "",
        body=full_name(said.update.request.body),
        day=timezone.localdate(said.at),
        account=said.content["account"],
        language=said.content["language"],
        evidence=evidence,
    )
