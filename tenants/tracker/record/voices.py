"""In whose name a member may give an account of a recommendation."""

from __future__ import annotations

from dataclasses import dataclass

from tenants.members.models import BodyKind, Member, ResponsibleBody
from tenants.members.roles import ASSESSOR, Permission
from tenants.tracker.models import AssessorKind, Recommendation


@dataclass(frozen=True)
class Voice:
    """An assessor the member may write for; without a body it is the institution itself, for the state."""

    kind: str
    body: ResponsibleBody | None = None

    @property
    def key(self) -> str:
        return str(self.body.pk) if self.body else "institution"

    @property
    def transcribes(self) -> bool:
        """A committee's grade is copied from a paper that has to be named."""
        return self.kind == AssessorKind.COMMITTEE


def voices(member: Member, recommendation: Recommendation) -> list[Voice]:
    """The voices open to the member here, in the order in which they are offered; the actions check each again."""
    if member.role.speaks_for_a_body:
        return _own_voice(member, recommendation)
    found: list[Voice] = []
    if not (member.may(Permission.ASSESS_FOR_STATE) or member.may(Permission.EDIT_RECOMMENDATIONS)):
        return found
    bodies = list(ResponsibleBody.objects.current().exclude(kind__in=[BodyKind.NHRI, BodyKind.CIVIL_SOCIETY]))
    if member.may(Permission.ASSESS_FOR_STATE):
        answering = set(recommendation.assignments.values_list("body_id", flat=True))
        ministries = [body for body in bodies if body.kind == BodyKind.STATE]
        found.append(Voice(AssessorKind.STATE))
        found += [Voice(AssessorKind.STATE, body) for body in ministries if body.pk in answering]
        found += [Voice(AssessorKind.STATE, body) for body in ministries if body.pk not in answering]
    if member.may(Permission.EDIT_RECOMMENDATIONS):
        committees = [body for body in bodies if body.kind == BodyKind.COMMITTEE]
        assessors = Member.objects.filter(body__in=committees, role_slug=ASSESSOR.slug) if committees else None
        silent = set(assessors.values_list("body_id", flat=True)) if assessors is not None else set()
        found += [Voice(AssessorKind.COMMITTEE, body) for body in committees if body.pk not in silent]
    return found


def _own_voice(member: Member, recommendation: Recommendation) -> list[Voice]:
    body = member.body
    if body is None or body.retired_at is not None:
        return []
    if body.kind == BodyKind.STATE:
        answers = recommendation.assignments.filter(body=body).exists()
        return [Voice(AssessorKind.STATE, body)] if answers and member.may(Permission.ASSESS_FOR_STATE) else []
    return [Voice(body.kind, body)] if member.may(Permission.ASSESS_FOR_OWN_BODY) else []
