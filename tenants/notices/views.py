"""A person's own notices. Nobody else's: another member's notice is 404."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_POST, require_safe

from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.preferences import preferences_of
from tenants.members.roles import Permission
from tenants.notices.facts import shown
from tenants.notices.kinds import kind_of
from tenants.notices.models import Notice

PER_PAGE = 25


@dataclass(frozen=True)
class Line:
    """A notice as the page shows it."""

    pk: UUID
    line: str
    path: str
    told_at: datetime
    is_new: bool
    mail_refused: str


@require_safe
@requires(Permission.SEE)
def notices(request: HttpRequest) -> HttpResponse:
    """The newest first."""
    member: Member = request.member  # type: ignore[attr-defined]
    hers = Notice.objects.filter(member=member)
    page = Paginator(hers.newest_first(), PER_PAGE).get_page(request.GET.get("page"))
    zone = preferences_of([member])[member.pk].zone
    lines = [
        Line(
            pk=one.pk,
            line=str(kind_of(one.kind).line) % shown(one.facts, zone),
            path=one.path,
            told_at=one.told_at,
            is_new=one.seen_at is None,
            mail_refused=one.mail_refused,
        )
        for one in page.object_list
    ]
    context = {"page": page, "lines": lines, "unseen": getattr(member, "unseen_notices", 0)}
    return render(request, "notices/list.html", context)


@require_safe
@requires(Permission.SEE)
def open_notice(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Go where a notice leads; it is then seen."""
    notice = get_object_or_404(Notice, pk=pk, member=request.member)  # type: ignore[attr-defined]
    Notice.objects.unseen().filter(pk=notice.pk).update(seen_at=timezone.now())
    return HttpResponseRedirect(f"/{get_language()}/{notice.path}")


@require_POST
@requires(Permission.SEE)
def all_seen(request: HttpRequest) -> HttpResponse:
    """Everything of hers is seen."""
    member: Member = request.member  # type: ignore[attr-defined]
    Notice.objects.unseen().filter(member=member).update(seen_at=timezone.now())
    return redirect("notices:list")
