"""The list, a year at a glance, and one obligation with its slips."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shared.exports.lists import in_portions, list_file
from tenants.members.access import requires
from tenants.members.downloads import download_asked
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.reporting.downloads import COLUMNS
from tenants.reporting.listing import FilterForm, grouped
from tenants.reporting.models import Obligation, Standing
from tenants.reporting.proposals import proposals
from tenants.reporting.reasons import reason
from tenants.reporting.timeline import timeline

YEARS = range(1990, 2101)


@require_safe
@requires(Permission.SEE)
def calendar(request: HttpRequest) -> HttpResponseBase:
    """What is late, then what comes, month by month; where nothing is held yet, what can be counted."""
    member: Member = request.member  # type: ignore[attr-defined]
    chosen = FilterForm(request.GET)
    if kind := download_asked(request):
        return list_file(kind, _("Calendar of obligations"), COLUMNS, in_portions(chosen.narrowed()))
    return render(
        request,
        "reporting/calendar.html",
        {
            "filters": chosen,
            "groups": grouped(chosen.narrowed(), timezone.localdate()),
            "proposals": proposals(request.institution) if member.keeps_calendar else [],  # type: ignore[attr-defined]
        },
    )


@require_safe
@requires(Permission.SEE)
def this_year(request: HttpRequest) -> HttpResponse:
    return _year(request, timezone.localdate().year)


@require_safe
@requires(Permission.SEE)
def year(request: HttpRequest, number: int) -> HttpResponse:
    """A year's obligations on a line, with the list beside it."""
    if number not in YEARS:
        raise Http404
    return _year(request, number)


def _year(request: HttpRequest, number: int) -> HttpResponse:
    found = list(Obligation.objects.in_year(number).exclude(standing=Standing.CANCELLED).select_related("owner"))
    context = {
        "line": timeline(number, found, timezone.localdate()),
        "before": number - 1 if number - 1 in YEARS else None,
        "after": number + 1 if number + 1 in YEARS else None,
    }
    return render(request, "reporting/year.html", context)


@require_safe
@requires(Permission.SEE)
def obligation(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is due, to whom, by when and why then; every date it had before, and the reports begun for it."""
    one = get_object_or_404(Obligation.objects.select_related("owner", "review"), pk=pk)
    member: Member = request.member  # type: ignore[attr-defined]
    context = {
        "obligation": one,
        "reason": reason(one.rule, one.counted_from, one.span),
        "slips": list(one.slips.all()),
        "dossiers": list(one.dossiers.visible_to(member).newest_first().defer("chosen", "evidence")),
        "may_draft": member.may(Permission.DRAFT_REPORTS),
    }
    return render(request, "reporting/obligation.html", context)
