"""The accounts of one recommendation, side by side: who says what, since when, and where that stands on the ladder."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.html import escape, format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from shared.languages.dates import written_day
from tenants.evidence.models import Citation
from tenants.institutions.models import Institution, InstitutionKind, StatusRule
from tenants.members.access import Denied
from tenants.members.models import Member
from tenants.tracker import status
from tenants.tracker.actions.assessments import may_speak
from tenants.tracker.actions.refusals import Refused
from tenants.tracker.models import Assessment, AssessorKind, Progress, Recommendation
from tenants.tracker.scales.wording import Scales, Value

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
    AssessorKind.STATE: _("The status shown, %(status)s, rests on the state’s account of %(day)s (%(whose)s)."),
    AssessorKind.NHRI: _(
        "The status shown, %(status)s, rests on the finding of %(day)s by the national human rights institution"
        " (%(whose)s)."
    ),
    AssessorKind.CIVIL_SOCIETY: _(
        "The status shown, %(status)s, rests on civil society’s account of %(day)s (%(whose)s)."
    ),
    AssessorKind.COMMITTEE: _("The status shown, %(status)s, rests on the committee’s grade of %(day)s (%(whose)s)."),
}


@dataclass(frozen=True)
class Account:
    """One account: `value` as the institution words it, `whose` it is; `mine` says that the reader's body gave it."""

    one: Assessment
    value: Value
    whose: str
    words: str
    language: str
    mine: bool
    may_withdraw: bool
    evidence: list[Citation] = field(default_factory=list)


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


def accounts(
    recommendation: Recommendation,
    given: Sequence[Assessment],
    member: Member,
    here: Institution,
    known: Scales,
    cited: Mapping[UUID, list[Citation]],
) -> Accounts:
    """`given` are all assessments of the recommendation with their bodies; `known` the scales they stand on.

    `cited` is the evidence for each of them that the member may know of.
    """
    current = [one for one in given if one.is_current]
    rule = here.status_rule
    reading = status.read(current, rule)

    def account(one: Assessment) -> Account:
        made = _account(one, recommendation, member, here, known)
        return replace(made, evidence=cited.get(one.pk, []))

    columns = []
    for kind in AssessorKind.values:
        shown = [account(one) for one in current if one.assessor_kind == kind]
        shown.sort(key=lambda account: not account.mine)
        columns.append(Column(kind, TITLES[kind], shown, NOTHING_YET[kind]))
    return Accounts(
        columns=columns,
        rungs=_rungs(current),
        number=len(current),
        diverge=reading.diverge,
        rests_on=rests_on(reading, here),
        rule=StatusRule(rule).label,
        earlier=[account(one) for one in given if not one.is_current],
    )


def whose(one: Assessment, here: Institution) -> str:
    """Who gave an account: a body, the institution itself, or the state as it was quoted."""
    if one.body is not None:
        return one.body.name
    if one.assessor_kind == AssessorKind.STATE and here.kind == InstitutionKind.NHRI:
        return str(TITLES[AssessorKind.STATE])
    return here.name


def rests_on(reading: status.Reading, here: Institution) -> str:
    """The sentence that says on whose word the status rests, safe for a page; empty where there is no status."""
    if reading.rests_on is None:
        return ""
    filled = {
        "status": format_html("<strong>{}</strong>", Progress(reading.status).label),
        "day": format_html('<span class="num">{}</span>', written_day(reading.rests_on.assessed_on)),
        "whose": format_html("<bdi>{}</bdi>", whose(reading.rests_on, here)),
    }
    return SafeString(escape(RESTS_ON[reading.rests_on.assessor_kind]) % filled)


def may_withdraw(one: Assessment, recommendation: Recommendation, member: Member, here: Institution) -> bool:
    """Whether the withdrawal would be let through."""
    try:
        may_speak(member, one.assessor_kind, one.body, recommendation, here=here)
    except (Denied, Refused):
        return False
    return True


def _account(
    one: Assessment, recommendation: Recommendation, member: Member, here: Institution, known: Scales
) -> Account:
    mine = member.body_id is not None and one.body_id == member.body_id
    # Someone else's body is never hers to withdraw for: no need to ask further.
    hers = mine or not member.role.speaks_for_a_body
    allowed = hers and one.is_current and may_withdraw(one, recommendation, member, here)
    words, language = _words(one)
    return Account(one, known.value(one.value), whose(one, here), words, language, mine, allowed)


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
