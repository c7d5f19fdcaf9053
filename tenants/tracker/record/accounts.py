"""The accounts of one recommendation, side by side: who says what, since when, and where that stands on the ladder."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from tenants.institutions.models import StatusRule
from tenants.members.access import Denied
from tenants.members.models import Member
from tenants.tracker import status
from tenants.tracker.actions.assessments import may_speak
from tenants.tracker.actions.refusals import Refused
from tenants.tracker.models import Assessment, AssessorKind, Progress, Recommendation

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SHORT: dict[str, StrOrPromise] = {
    AssessorKind.STATE: pgettext_lazy("assessor", "State"),
    AssessorKind.NHRI: pgettext_lazy("assessor", "NHRI"),
    AssessorKind.CIVIL_SOCIETY: pgettext_lazy("assessor", "Civil society"),
    AssessorKind.COMMITTEE: pgettext_lazy("assessor", "Committee"),
}
TITLES: dict[str, StrOrPromise] = {
    AssessorKind.STATE: _("The state"),
    AssessorKind.NHRI: _("The NHRI"),
    AssessorKind.CIVIL_SOCIETY: _("Civil society"),
    AssessorKind.COMMITTEE: _("The committee"),
}
NOTHING_YET: dict[str, StrOrPromise] = {
    AssessorKind.STATE: _("The state has not reported yet."),
    AssessorKind.NHRI: _("No finding yet."),
    AssessorKind.CIVIL_SOCIETY: _("No account yet."),
    AssessorKind.COMMITTEE: _("No grade yet."),
}
# The face's names for the rungs, in the order of the strip.
RUNGS: list[tuple[str, str]] = [
    (Progress.NOT_IMPLEMENTED, "not"),
    (Progress.NOT_STARTED, "none"),
    (Progress.IN_PROGRESS, "going"),
    (Progress.PARTLY, "part"),
    (Progress.IMPLEMENTED, "done"),
]
RESTS_ON: dict[str, StrOrPromise] = {
    AssessorKind.STATE: _("The status shown rests on the state’s account."),
    AssessorKind.NHRI: _("The status shown rests on the finding of the national human rights institution."),
    AssessorKind.CIVIL_SOCIETY: _("The status shown rests on civil society’s account."),
    AssessorKind.COMMITTEE: _("The status shown rests on the committee’s grade."),
}


@dataclass(frozen=True)
class Account:
    """One account: `grade` is the letter of a committee's, `mine` says that the reader's body gave it."""

    one: Assessment
    words: str
    language: str
    grade: str
    mine: bool
    may_withdraw: bool


@dataclass(frozen=True)
class Column:
    """The current accounts of one kind of assessor."""

    kind: str
    title: StrOrPromise
    accounts: list[Account]
    nothing_yet: StrOrPromise


@dataclass(frozen=True)
class Rung:
    """A place on the strip: the face's code, and who stands there."""

    code: str
    names: list[StrOrPromise] = field(default_factory=list)


@dataclass(frozen=True)
class Accounts:
    """All of it, as the page shows it."""

    columns: list[Column]
    rungs: list[Rung]
    number: int
    diverge: bool
    rests_on: StrOrPromise
    rule: StrOrPromise
    earlier: list[Account]


def accounts(recommendation: Recommendation, given: Sequence[Assessment], member: Member, rule: str) -> Accounts:
    """`given` are all assessments of the recommendation with their bodies."""
    current = [one for one in given if one.is_current]
    reading = status.read(current, rule)
    columns = []
    for kind in AssessorKind.values:
        shown = [_account(one, recommendation, member) for one in current if one.assessor_kind == kind]
        shown.sort(key=lambda account: not account.mine)
        columns.append(Column(kind, TITLES[kind], shown, NOTHING_YET[kind]))
    return Accounts(
        columns=columns,
        rungs=_rungs(current),
        number=len(current),
        diverge=reading.diverge,
        rests_on=RESTS_ON[reading.rests_on.assessor_kind] if reading.rests_on else "",
        rule=StatusRule(rule).label,
        earlier=[_account(one, recommendation, member) for one in given if not one.is_current],
    )


def may_withdraw(one: Assessment, recommendation: Recommendation, member: Member) -> bool:
    """Whether the withdrawal would be let through."""
    try:
        may_speak(member, one.assessor_kind, one.body, recommendation)
    except (Denied, Refused):
        return False
    return True


def _account(one: Assessment, recommendation: Recommendation, member: Member) -> Account:
    mine = member.body_id is not None and one.body_id == member.body_id
    grade = one.value.partition(":")[2] if one.assessor_kind == AssessorKind.COMMITTEE else ""
    # Someone else's body is never hers to withdraw for: no need to ask further.
    hers = mine or not member.role.speaks_for_a_body
    allowed = hers and one.is_current and may_withdraw(one, recommendation, member)
    words, language = _words(one)
    return Account(one, words, language, grade, mine, allowed)


def _words(one: Assessment) -> tuple[str, str]:
    """The assessor's words and their language: the reader's where they were given in it."""
    for code in ((get_language() or "en")[:2], "en", "ar", "fr"):
        words = getattr(one, f"account_{code}", "")
        if words:
            return words, code
    return "", ""


def _rungs(current: Sequence[Assessment]) -> list[Rung]:
    """The strip. "Not implemented" appears only where somebody says so."""
    made = []
    for progress, code in RUNGS:
        here = [one for one in current if one.progress == progress]
        names = list(dict.fromkeys(SHORT[one.assessor_kind] for one in here))
        if names or progress != Progress.NOT_IMPLEMENTED:
            made.append(Rung(code, names))
    return made
