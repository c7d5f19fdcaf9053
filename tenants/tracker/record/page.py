"""Everything the record page shows of one recommendation, read in a fixed number of queries."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from tenants.evidence.citing import citations_of
from tenants.institutions.models import Institution
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.tracker import slots
from tenants.tracker.citing import ASSESSMENT, RECOMMENDATION, cites_for
from tenants.tracker.models import Assignment, Recommendation
from tenants.tracker.record import history, particulars
from tenants.tracker.record.accounts import Account, Accounts, accounts
from tenants.tracker.record.chart import chart
from tenants.tracker.record.finding import address, place_of
from tenants.tracker.record.links import links_of, review_name
from tenants.tracker.record.repeats import family_of
from tenants.tracker.record.voices import voices
from tenants.tracker.record.wording import wording
from tenants.tracker.scales.wording import scales


@dataclass(frozen=True)
class Concern:
    """What concerns the reader's own body: its part in this, and its latest account."""

    assignment: Assignment | None
    account: Account | None


def record(request: HttpRequest, recommendation: Recommendation) -> dict[str, Any]:
    """The page's context."""
    member: Member = request.member  # type: ignore[attr-defined]
    institution = request.institution  # type: ignore[attr-defined]
    tags = particulars.shown_tags(recommendation.tags.all())
    assigned = list(recommendation.assignments.select_related("body"))
    given = list(recommendation.assessments.select_related("body"))
    known = scales()
    of_accounts = citations_of(ASSESSMENT, [one.pk for one in given], member)
    spoken = accounts(recommendation, given, member, institution, known, of_accounts)
    of_it = citations_of(RECOMMENDATION, [recommendation.pk], member)
    # Positions stand in the list by themselves, with their own dates.
    entries = [one for one in history.entries_of(recommendation, limit=40) if one.verb != "position_recorded"]
    lines = history.told(entries[: history.SHOWN_ON_THE_PAGE], known)
    return {
        "recommendation": recommendation,
        "review_name": review_name(recommendation),
        "wording": wording(recommendation, institution.default_language),
        "accounts": spoken,
        "evidence": of_it[recommendation.pk],
        "may_cite": cites_for(recommendation, member),
        "chart": chart(recommendation, given, list(recommendation.status_changes.all()), institution, known),
        "concern": _concern(member, assigned, spoken),
        "states": particulars.state_names(recommendation.recommending_states.all()),
        "lead": next((one.body for one in assigned if one.lead), None),
        "supporting": [one.body for one in assigned if not one.lead],
        "memberships": list(recommendation.cluster_memberships.select_related("cluster")),
        "family": family_of(recommendation),
        "links": links_of(recommendation, request),
        "subjects": particulars.standing(tags, "theme", "group"),
        "targets": particulars.standing(tags, "sdg"),
        "action_category": particulars.action_category(recommendation),
        "external_ids": list(recommendation.external_ids.all()),
        "lines": history.with_positions(recommendation, lines, recommendation.positions.all()),
        "more_history": len(entries) > history.SHOWN_ON_THE_PAGE,
        "place": place_of(request, recommendation),
        "acts": _acts(request, recommendation, member),
        "parts": slots.record_parts(request, recommendation, slots.Place.MAIN),
        "rail_parts": slots.record_parts(request, recommendation, slots.Place.RAIL),
    }


def _concern(member: Member, assigned: list[Assignment], spoken: Accounts) -> Concern | None:
    """None for members who speak for no body, and for those whose body has nothing to do with it."""
    if not member.role.speaks_for_a_body:
        return None
    hers = next((one for one in assigned if one.body_id == member.body_id), None)
    account = next((one for column in spoken.columns for one in column.accounts if one.mine), None)
    return Concern(hers, account) if hers or account else None


def _acts(request: HttpRequest, recommendation: Recommendation, member: Member) -> dict[str, str]:
    """Addresses of what this member may do here, by name."""
    here: Institution = request.institution  # type: ignore[attr-defined]
    may = {
        "classify": Permission.CLASSIFY,
        "cluster": Permission.CLASSIFY,
        "link": Permission.CLASSIFY,
        "assign": Permission.ASSIGN,
        "prioritise": Permission.PRIORITISE,
        "sheet": Permission.PRIORITISE,
        "followup": Permission.EDIT_RECOMMENDATIONS,
        "edit": Permission.EDIT_RECOMMENDATIONS,
        "position": Permission.EDIT_RECOMMENDATIONS,
    }
    found = {name: address(name, recommendation, request) for name, right in may.items() if member.may(right)}
    gives_the_states = member.may(Permission.ASSESS_FOR_STATE) and not member.role.speaks_for_a_body
    if gives_the_states or voices(member, recommendation, here):
        found["assess"] = address("assess", recommendation, request)
    found["history"] = address("history", recommendation, request)
    return found
