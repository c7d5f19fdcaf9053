"""The tracker's own needs: what waits for those who keep the list, report, or assess."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from uuid import UUID

from django.db.models import Exists, OuterRef
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shared.languages.lists import written_list
from shared.languages.numbers import written_number
from tenants.members.models import Member
from tenants.members.roles import ASSESSOR, FOCAL_POINT, Permission
from tenants.tracker.models import Assessment, AssessorKind, Recommendation
from tenants.tracker.overview.figures import Figures
from tenants.tracker.overview.needs import Need, need

NAMED = 3


def _named(figures: Figures, sources: Counter[UUID]) -> str:
    """The bodies most concerned with their numbers: CEDAW 6, UPR 4."""
    return _most((figures.body_name(key, short=True), number) for key, number in sources.items())


def _most(pairs: Iterable[tuple[str, int]]) -> str:
    """The largest few, in an order that does not change from one look to the next."""
    ordered = sorted((pair for pair in pairs if pair[1]), key=lambda pair: (-pair[1], pair[0]))[:NAMED]
    return written_list([f"{name} {written_number(number)}" for name, number in ordered])


def past_due(member: Member, figures: Figures) -> Need | None:
    if not member.may(Permission.ASSIGN):
        return None
    count = figures.counts.needs["past_due"]
    late = figures.counts.past_due_by_responsible
    return Need(
        count,
        ngettext("Recommendation is past its date", "Recommendations are past their date", count),
        figures.lists.of(attention="past_due"),
        detail=_most((str(figures.bodies[key]), number) for key, number in late.items()),
        late=True,
    )


def unassigned(member: Member, figures: Figures) -> Need | None:
    if not member.may(Permission.ASSIGN):
        return None
    count = figures.counts.needs["unassigned"]
    return Need(
        count,
        ngettext("Recommendation has no body named", "Recommendations have no body named", count),
        figures.lists.of(attention="unassigned"),
        detail=_named(figures, figures.counts.needs_by_source["unassigned"]),
    )


def unclassified(member: Member, figures: Figures) -> Need | None:
    if not member.may(Permission.CLASSIFY):
        return None
    count = figures.counts.needs["unclassified"]
    return Need(
        count,
        ngettext("Recommendation has no confirmed theme", "Recommendations have no confirmed theme", count),
        figures.lists.of(attention="unclassified"),
        detail=_named(figures, figures.counts.needs_by_source["unclassified"]),
    )


def unassessed(member: Member, figures: Figures) -> Need | None:
    if not member.may(Permission.ASSIGN):
        return None
    count = figures.counts.needs["unassessed"]
    return Need(
        count,
        ngettext("Recommendation has no account of progress", "Recommendations have no account of progress", count),
        figures.lists.of(attention="unassessed"),
        detail=_named(figures, figures.counts.needs_by_source["unassessed"]),
    )


def diverging(member: Member, figures: Figures) -> Need | None:
    if not (member.may(Permission.ASSIGN) or member.role == ASSESSOR):
        return None
    count = figures.counts.needs["diverging"]
    return Need(
        count,
        ngettext("The accounts of a recommendation diverge", "The accounts of these recommendations diverge", count),
        figures.lists.of(attention="diverging"),
        detail=_("One says more was done than another"),
    )


def late_at_own_body(member: Member, figures: Figures) -> Need | None:
    """A focal point: what her body leads or supports and is past its date."""
    if member.role != FOCAL_POINT or member.body_id is None:
        return None
    count = figures.counts.past_due_by_responsible[member.body_id]
    return Need(
        count,
        ngettext(
            "Recommendation of your body is past its date", "Recommendations of your body are past their date", count
        ),
        figures.lists.of(responsible=str(member.body_id), attention="past_due"),
        late=True,
    )


def silent_at_own_body(member: Member, figures: Figures) -> Need | None:
    """A focal point: what her body leads or supports and nobody has told anything of."""
    if member.role != FOCAL_POINT or member.body_id is None:
        return None
    count = figures.counts.by_responsible[member.body_id][""]
    return Need(
        count,
        ngettext(
            "Recommendation of your body has no account of progress",
            "Recommendations of your body have no account of progress",
            count,
        ),
        figures.lists.of(responsible=str(member.body_id), attention="unassessed"),
    )


def without_own_account(member: Member, figures: Figures) -> Need | None:
    """An assessor: what her body has not spoken of yet. One query, for assessors only."""
    if member.role != ASSESSOR or member.body_id is None:
        return None
    said = Assessment.objects.current().filter(recommendation=OuterRef("pk"), body_id=member.body_id)
    count = Recommendation.objects.filter(~Exists(said)).count()
    return Need(
        count,
        ngettext("Recommendation has no account of your body", "Recommendations have no account of your body", count),
        figures.lists.of(silent=str(member.body_id)),
    )


def outdated_own_account(member: Member, figures: Figures) -> Need | None:
    """An assessor: where the state reported of a later day than her body's account. One query, for assessors only."""
    if member.role != ASSESSOR or member.body_id is None:
        return None
    later = Assessment.objects.current().filter(
        recommendation=OuterRef("recommendation"),
        assessor_kind=AssessorKind.STATE,
        assessed_on__gt=OuterRef("assessed_on"),
    )
    own = Assessment.objects.current().filter(Exists(later), body_id=member.body_id)
    count = own.values("recommendation").distinct().count()
    return Need(
        count,
        ngettext(
            "The state reported anew since your body’s account of a recommendation",
            "The state reported anew since your body’s accounts of these recommendations",
            count,
        ),
        figures.lists.of(outdated=str(member.body_id)),
    )


for _order, _source in (
    (10, late_at_own_body),
    (11, silent_at_own_body),
    (19, outdated_own_account),
    (20, without_own_account),
    (30, past_due),
    (40, unassigned),
    (41, unclassified),
    (42, unassessed),
    (43, diverging),
):
    need(_order, _source)
