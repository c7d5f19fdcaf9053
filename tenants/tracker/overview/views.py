"""The institution's first page."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.roles import FOCAL_POINT, Permission
from tenants.tracker.overview import waiting  # noqa: F401  announces the tracker's own needs
from tenants.tracker.overview.addresses import address_or_nothing
from tenants.tracker.overview.counting import count
from tenants.tracker.overview.figures import Figures, Progressing, rows
from tenants.tracker.overview.needs import needs_of
from tenants.tracker.overview.parts import parts

# By what the chart of implementation may be read: heading of its first column.
VIEWS = {
    "mechanism": _("Mechanism"),
    "theme": _("Theme"),
    "group": _("Affected group"),
    "sdg": _("Sustainable Development Goal"),
    "body": _("Responsible body"),
}
MOST_LINES = 20


@dataclass(frozen=True)
class Reading:
    """How the figures are read, as the address says it; with `of_all` a focal point sees more than her body."""

    by: str = "mechanism"
    of_all: bool = False
    once: bool = False

    def address(self, **instead: Any) -> str:
        """The overview read so, or otherwise in some point."""
        asked = replace(self, **instead)
        chosen = {
            **({"of": "all"} if asked.of_all else {}),
            **({"count": "once"} if asked.once else {}),
            **({"by": asked.by} if asked.by != "mechanism" else {}),
        }
        return reverse("overview") + (f"?{urlencode(chosen)}" if chosen else "")


@requires(Permission.SEE)
def overview(request: HttpRequest) -> HttpResponse:
    """What needs the person, then the figures; where nothing is held yet, what to do first.

    `by` chooses by what implementation is read. A focal point sees her own body's figures, `of=all` the institution's.
    `count=once` has the figures count repeats once, and the lists behind them; what needs the person stays whole.
    """
    member: Member = request.member  # type: ignore[attr-defined]
    hers = member.body if member.role == FOCAL_POINT else None
    body = hers if request.GET.get("of") != "all" else None
    by = request.GET.get("by", "")
    if by not in VIEWS or (by == "body" and body):
        by = "mechanism"
    reading = Reading(by, of_all=bool(hers and not body), once=request.GET.get("count") == "once")
    today = timezone.localdate()
    month_ago = a_month_before(today)
    key = body.pk if body else None
    figures = Figures(count(by=by, body=key, since_day=month_ago), body=key)
    needs = needs_of(member, figures)
    if reading.once:
        figures = Figures(count(by=by, body=key, since_day=month_ago, once=True), body=key, once=True)
    lines = _lines(figures, by)
    return render(
        request,
        "tracker/overview/overview.html",
        {
            "today": today,
            "first_name": member.name.split()[0] if member.name else "",
            "needs": needs,
            "figures": figures,
            "list_url": figures.lists.of(),
            "rule": request.institution.get_status_rule_display(),  # type: ignore[attr-defined]
            "views": [
                (reading.address(by=name), label, name == by)
                for name, label in VIEWS.items()
                if not (body and name == "body")
            ],
            "head": VIEWS[by],
            "lines": rows(lines[:MOST_LINES]),
            "untold": [line for line in lines[:MOST_LINES] if not line.assessed],
            "hidden": max(len(lines) - MOST_LINES, 0),
            "changes": figures.changes(month_ago),
            "since": month_ago,
            "body": body,
            "hers": hers,
            "whose_url": reading.address(of_all=body is not None, by="mechanism"),
            "once": reading.once,
            "once_url": reading.address(once=not reading.once),
            "parts": parts(request, figures),
            "import_url": address_or_nothing("intake:start") if member.may(Permission.IMPORT) else "",
        },
    )


def a_month_before(day: date) -> date:
    """The same day of the month before, or that month's last: 31 March gives 28 February."""
    year, month = (day.year, day.month - 1) if day.month > 1 else (day.year - 1, 12)
    for number in range(day.day, 27, -1):
        try:
            return date(year, month, number)
        except ValueError:
            continue
    return date(year, month, min(day.day, 28))


def _lines(figures: Figures, by: str) -> list[Progressing]:
    if by == "mechanism":
        return figures.progress_by_mechanism
    if by == "body":
        return figures.progress_by_responsible
    return figures.progress_by_term(by)
