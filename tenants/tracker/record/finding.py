"""Fetching a recommendation and the right to it in one step, and the list from which the person came."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, QueryDict
from django.urls import reverse
from django.utils.http import urlencode

from tenants.members.access import check
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.tracker.listing.predicates import reviews
from tenants.tracker.listing.query import ListQuery
from tenants.tracker.listing.rows import neighbours
from tenants.tracker.models import Recommendation


def recommendation_for(member: Member, pk: UUID, permission: Permission) -> Recommendation:
    """The recommendation, with its review and document. Raises Denied without the right, Http404 for a stranger's."""
    check(member, permission)
    found = Recommendation.objects.select_related("review", "document").filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def list_of(request: HttpRequest) -> str:
    """The list's query string that the address carries in `in`, normalised; empty for the whole list."""
    asked = ListQuery.read(QueryDict(request.GET.get("in", "")))
    return asked.encode(page=asked.page)


def address(name: str, recommendation: Recommendation | UUID, request: HttpRequest, *more: UUID) -> str:
    """The address of one of the record's pages, carrying the list on."""
    key = recommendation.pk if isinstance(recommendation, Recommendation) else recommendation
    url = reverse(f"tracker:{name}", args=[key, *more])
    carried = list_of(request)
    return f"{url}?{urlencode({'in': carried})}" if carried else url


@dataclass(frozen=True)
class Place:
    """Where the recommendation stands in the list the person came from: addresses beside it, number and total."""

    list_url: str
    previous_url: str = ""
    next_url: str = ""
    position: int = 0
    total: int = 0


def place_of(request: HttpRequest, recommendation: Recommendation) -> Place:
    """Its place in that list; only the way back where it does not stand in it (any more)."""
    carried = list_of(request)
    list_url = reverse("tracker:list") + (f"?{carried}" if carried else "")
    found = neighbours(ListQuery.read(QueryDict(carried)), reviews(), recommendation.pk)
    if found is None:
        return Place(list_url)
    before, after = (address("record", key, request) if key else "" for key in (found.previous_id, found.next_id))
    return Place(list_url, before, after, found.position, found.total)
