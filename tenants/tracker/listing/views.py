"""The list's pages."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from tenants.members.access import requires
from tenants.members.models import Member, ResponsibleBody
from tenants.members.roles import Permission
from tenants.tracker import slots
from tenants.tracker.listing import facing
from tenants.tracker.listing.facets import Counts, count
from tenants.tracker.listing.predicates import reviews
from tenants.tracker.listing.query import PAGE_SIZE, ListQuery
from tenants.tracker.listing.rows import page
from tenants.tracker.models import BulkChange, SavedView


class _Pages(Paginator):
    """A paginator over rows that are already cut out; it only needs their number."""

    def __init__(self, number: int) -> None:
        super().__init__(range(number), PAGE_SIZE)


@require_safe
@requires(Permission.SEE)
def recommendations(request: HttpRequest) -> HttpResponse:
    """The list, or only its changing part for htmx."""
    query = ListQuery.read(request.GET)
    context = listed(request, query)
    part = request.htmx and request.htmx.target == "list"  # type: ignore[attr-defined]
    return render(request, "tracker/list/part.html" if part else "tracker/list/page.html", context)


def listed(request: HttpRequest, query: ListQuery) -> dict[str, Any]:
    """Everything the list's page shows. Five queries and one for each kind of thing a row holds."""
    known = reviews()
    bodies = {body.pk: body for body in ResponsibleBody.objects.all()}
    counts: Counts = count(query, known)
    pages = _Pages(counts.passing)
    # A page past the end shows the last one: the list may have grown shorter since the address was kept.
    query = ListQuery(query.words, query.chosen, query.sort, min(query.page, max(1, pages.num_pages)))
    request.recommendations_in_all = counts.of_all  # type: ignore[attr-defined]
    words = facing.Words(bodies)
    views = list(SavedView.objects.visible_to(request.member))  # type: ignore[attr-defined]
    address = query.encode()
    return {
        "query": query,
        "address": address,
        "once": query.counting_once().encode(),
        "list_query": urlencode({"in": query.encode(page=query.page)}),
        "counts": counts,
        "facets": facing.facets(query, counts, words),
        "chips": facing.chips(query, words),
        "rows": facing.rows(page(query, known), known, bodies, grouped=query.sorting == "document"),
        "page": pages.page(query.page),
        "views": views,
        "current_view": next((view for view in views if view.query == address), None),
        "sorts": [(name, label) for name, label in facing.SORT_WORDS.items() if name != "relevance" or query.words],
        "done": _just_done(request),
        "ways_on": slots.list_ways_on(request.member, address),  # type: ignore[attr-defined]
        **_permitted(request.member),  # type: ignore[attr-defined]
    }


def _permitted(member: Member) -> dict[str, bool]:
    """What the page may offer this member."""
    may = {
        "may_classify": member.may(Permission.CLASSIFY),
        "may_assign": member.may(Permission.ASSIGN),
        "may_prioritise": member.may(Permission.PRIORITISE),
    }
    return {
        **may,
        "may_change": any(may.values()),
        "may_export": member.may(Permission.EXPORT),
        "may_share": member.may(Permission.SHARE_VIEWS),
        "may_import": member.may(Permission.IMPORT),
    }


def _just_done(request: HttpRequest) -> BulkChange | None:
    """The bulk change from which the person comes, so that the page can offer to undo it."""
    try:
        key = UUID(request.GET.get("done", ""))
    except ValueError:
        return None
    return BulkChange.objects.filter(pk=key, by=request.member).first()  # type: ignore[attr-defined]


@require_POST
@requires(Permission.SEE)
def save_view(request: HttpRequest) -> HttpResponse:
    """Keep the list at hand under a name."""
    from tenants.tracker.listing.saved import SaveView

    form = SaveView(request.POST, member=request.member)  # type: ignore[attr-defined]
    if form.is_valid():
        view = form.save()
        return redirect(f"{reverse('tracker:list')}?{view.query}")
    query = ListQuery.read(request.GET)
    return render(request, "tracker/list/page.html", {**listed(request, query), "save_form": form}, status=422)


@require_POST
@requires(Permission.SEE)
def forget_view(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Remove a saved view of one's own."""
    from tenants.tracker.listing.saved import forget

    view = SavedView.objects.filter(pk=pk, owner=request.member).first()  # type: ignore[attr-defined]
    if view is None:
        raise Http404
    forget(view=view, by=request.member)  # type: ignore[attr-defined]
    return redirect("tracker:list")
