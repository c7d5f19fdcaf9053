"""What every page knows: whose room it is and where its entrances are."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.urls import NoReverseMatch, reverse
from django.utils.functional import SimpleLazyObject

from shared.isolation.scope import scope_or_none
from shared.navigation import Entry, Room, entries

if TYPE_CHECKING:
    from django.http import HttpRequest
    from django_stubs_ext import StrOrPromise


@dataclass
class Link:
    """An entrance as a page shows it."""

    label: StrOrPromise
    url: str
    count: int | None
    current: bool = False


def face(request: HttpRequest) -> dict[str, Any]:
    """Context processor of the base templates.

    Gives `institution`, `member`, `base_template` and, computed only when drawn, `nav`.
    """
    institution = getattr(request, "institution", None)
    room = Room.INSTITUTION if institution else Room.NETWORK
    return {
        "institution": institution,
        "member": getattr(request, "member", None),
        "base_template": f"base_{room}.html",
        "nav": SimpleLazyObject(lambda: navigation(request, room)),
    }


def navigation(request: HttpRequest, room: Room) -> list[Link]:
    """The entrances this person may use, the one she is in marked. Empty for strangers inside an institution."""
    member = getattr(request, "member", None)
    if room == Room.INSTITUTION and member is None:
        return []
    links = [link for entry in entries(room) if _may_enter(entry, request) and (link := _link(entry, request))]
    # A front page such as /ar/ begins every address; it is the place only when it is the address.
    here = [
        link
        for link in links
        if request.path == link.url or (link.url.count("/") > 2 and request.path.startswith(link.url))
    ]
    if here:
        max(here, key=lambda link: len(link.url)).current = True
    return links


def _may_enter(entry: Entry, request: HttpRequest) -> bool:
    """Without a permission everybody may; with one, whoever the request speaks for must hold it."""
    if entry.permission is None:
        return True
    person = getattr(request, "member", None) or getattr(request, "user", None)
    may = getattr(person, "may", None)
    return bool(may and may(entry.permission))


def _link(entry: Entry, request: HttpRequest) -> Link | None:
    """An entry of an app whose pages this host does not serve is left out."""
    try:
        url = reverse(entry.url_name)
    except NoReverseMatch:
        return None
    return Link(entry.label, url, entry.count(request) if entry.count and _may_count(entry) else None)


def _may_count(entry: Entry) -> bool:
    """Account pages of an institution's host run in network scope, where there is nothing of hers to count."""
    scope = scope_or_none()
    return scope is not None and (entry.room == Room.NETWORK) == (scope.institution_id is None)
