"""In whose name a member may give an account of a recommendation."""

from __future__ import annotations

from dataclasses import dataclass

from tenants.institutions.models import Institution, InstitutionKind
from tenants.members.models import BodyKind, Member, ResponsibleBody
from tenants.members.roles import ASSESSOR, Permission
from tenants.tracker.models import AssessorKind, Recommendation


@dataclass(frozen=True)
class Voice:
    """An assessor the member may write for; without a body it is the institution itself, or the state in one breath.

    `quoted` marks words that somebody said elsewhere: the place where they were said has to be named.
    """

    kind: str
    body: ResponsibleBody | None = None
    quoted: bool = False

    @property
    def key(self) -> str:
        return str(self.body.pk) if self.body else self.kind

    @property
    def transcribes(self) -> bool:
        """A committee's grade is copied from a paper that has to be named."""
        return self.kind == AssessorKind.COMMITTEE


def voices(member: Member, recommendation: Recommendation, here: Institution) -> list[Voice]:
    """The voices open to the member here, in the order in which they are offered; the actions check each again."""
    if member.role.speaks_for_a_body:
        return _own_voice(member, recommendation)
    of_an_nhri = here.kind == InstitutionKind.NHRI
    states = member.may(Permission.EDIT_RECOMMENDATIONS if of_an_nhri else Permission.ASSESS_FOR_STATE)
    if not (states or member.may(Permission.EDIT_RECOMMENDATIONS)):
        return []
    found: list[Voice] = []
    bodies = list(ResponsibleBody.objects.current().exclude(kind=BodyKind.CIVIL_SOCIETY))
    assessing = [body for body in bodies if body.kind in {BodyKind.NHRI, BodyKind.COMMITTEE}]
    seated = list(Member.objects.filter(body__in=assessing, role_slug=ASSESSOR.slug)) if assessing else []
    if of_an_nhri and member.may(Permission.EDIT_RECOMMENDATIONS):
        nhri = {body.pk for body in assessing if body.kind == BodyKind.NHRI}
        if not any(one.body_id in nhri and one.left_at is None and not one.awaits_confirmation for one in seated):
            found.append(Voice(AssessorKind.NHRI))
    if states:
        answering = set(recommendation.assignments.values_list("body_id", flat=True))
        ministries = [body for body in bodies if body.kind == BodyKind.STATE]
        found.append(Voice(AssessorKind.STATE, quoted=of_an_nhri))
        in_order = sorted(ministries, key=lambda body: body.pk not in answering)
        found += [Voice(AssessorKind.STATE, body, quoted=of_an_nhri) for body in in_order]
    if member.may(Permission.EDIT_RECOMMENDATIONS):
        speaking = {one.body_id for one in seated}
        committees = [body for body in bodies if body.kind == BodyKind.COMMITTEE]
        found += [Voice(AssessorKind.COMMITTEE, body, quoted=True) for body in committees if body.pk not in speaking]
    return found


def _own_voice(member: Member, recommendation: Recommendation) -> list[Voice]:
    body = member.body
    if body is None or body.retired_at is not None:
        return []
    if body.kind == BodyKind.STATE:
        answers = recommendation.assignments.filter(body=body).exists()
        return [Voice(AssessorKind.STATE, body)] if answers and member.may(Permission.ASSESS_FOR_STATE) else []
    return [Voice(body.kind, body)] if member.may(Permission.ASSESS_FOR_OWN_BODY) else []
