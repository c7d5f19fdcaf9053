"""A member's private calendar address, and what a calendar program fetches there."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shared.isolation.scope import in_institution
from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.reporting import feeds
from tenants.reporting.actions.feeds import make_feed, revoke_feed
from tenants.reporting.models import FeedToken


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEE)
def subscription(request: HttpRequest) -> HttpResponse:
    """Make an address, which is shown in this one answer only, or revoke it."""
    member: Member = request.member  # type: ignore[attr-defined]
    address = ""
    if request.POST.get("act") == "make":
        address = feeds.feed_address(request.institution, make_feed(by=member))  # type: ignore[attr-defined]
    elif request.method == "POST":
        if request.POST.get("act") == "revoke" and revoke_feed(by=member):
            messages.success(request, _("The address opens nothing any more."))
        return redirect("reporting:subscription")
    standing = FeedToken.objects.standing().filter(member=member).first()
    response = render(request, "reporting/subscription.html", {"standing": standing, "address": address})
    response["Cache-Control"] = "private, no-store"
    return response


@require_safe
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The obligations for the member whose secret this is. Runs in network scope and enters the institution itself.

    Whoever may be signed in plays no part: an unknown, revoked or neighbour's secret is 404, as is a former member's.
    """
    institution = request.institution  # type: ignore[attr-defined]
    with in_institution(institution):
        member = feeds.member_with(token)
        if member is None:
            raise Http404
        text = feeds.written(institution, feeds.language_of(member))
    answer = HttpResponse(text, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'inline; filename="obligations.ics"'
    return answer
