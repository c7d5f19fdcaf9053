"""The institution's first page."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

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

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# By what the chart of implementation may be read: heading of its first column.
VIEWS = {
    "mechanism": _("Mechanism"),
    "theme": _("Theme"),
    "group": _("Affected group"),
    "sdg": _("Sustainable Development Goal"),
    "body": _("Responsible body"),
}
MOST_LINES = 20


@requires(Permission.SEE)
def overview(request: HttpRequest) -> HttpResponse:
    """What needs the person, then the figures; where nothing is held yet, what to do first.

    `by` chooses by what implementation is read. A focal point sees her own body's figures, `of=all` the institution's.
    """
    member: Member = request.member  # type: ignore[attr-defined]
    hers = member.body if member.role == FOCAL_POINT else None
    body = hers if request.GET.get("of") != "all" else None
    by = request.GET.get("by", "")
    if by not in VIEWS or (by == "body" and body):
        by = "mechanism"
    today = timezone.localdate()
    month_ago = a_month_before(today)
    figures = Figures(count(by=by, body=body.pk if body else None, since_day=month_ago), body=body.pk if body else None)
    needs = needs_of(member, figures)
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
            "views": _views(by, narrowed=body is not None, of_all=hers is not None and body is None),
            "head": VIEWS[by],
            "lines": rows(lines[:MOST_LINES]),
            "untold": [line for line in lines[:MOST_LINES] if not line.assessed],
            "hidden": max(len(lines) - MOST_LINES, 0),
            "changes": figures.changes(month_ago),
            "since": month_ago,
            "body": body,
            "hers": hers,
            "whose_url": _address(by, of_all=body is not None),
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


def _views(by: str, *, narrowed: bool, of_all: bool) -> list[tuple[str, StrOrPromise, bool]]:
    """Address, words, and whether it is this one; one body's figures are not read by body."""
    return [
        (_address(name, of_all=of_all), label, name == by)
        for name, label in VIEWS.items()
        if not (narrowed and name == "body")
    ]


def _address(by: str, *, of_all: bool) -> str:
    """The overview read by something, of the whole institution where a focal point asks for it."""
    chosen = [*(["of=all"] if of_all else []), *([f"by={by}"] if by != "mechanism" else [])]
    return reverse("overview") + (f"?{'&'.join(chosen)}" if chosen else "")
