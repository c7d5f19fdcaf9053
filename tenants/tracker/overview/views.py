"""The institution's first page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from tenants.members.access import requires
from tenants.members.roles import Permission
from tenants.tracker.overview import waiting  # noqa: F401  announces the tracker's own needs
from tenants.tracker.overview.addresses import address_or_nothing
from tenants.tracker.overview.counting import count
from tenants.tracker.overview.figures import Figures, rows
from tenants.tracker.overview.needs import needs_of


@requires(Permission.SEE)
def overview(request: HttpRequest) -> HttpResponse:
    """What needs the person, then the figures; where nothing is held yet, what to do first."""
    member = request.member  # type: ignore[attr-defined]
    figures = Figures(count())
    needs = needs_of(member, figures)
    return render(
        request,
        "tracker/overview/overview.html",
        {
            "today": timezone.localdate(),
            "first_name": member.name.split()[0] if member.name else "",
            "needs": needs,
            "figures": figures,
            "list_url": figures.lists.of(),
            "rule": request.institution.get_status_rule_display(),  # type: ignore[attr-defined]
            "by_mechanism": rows(figures.progress_by_mechanism),
            "by_responsible": rows(figures.progress_by_responsible),
            "silent_bodies": [line for line in figures.progress_by_responsible if not line.assessed],
            "import_url": address_or_nothing("intake:start") if member.may(Permission.IMPORT) else "",
        },
    )
