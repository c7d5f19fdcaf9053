"""The register, one piece, and its files."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from shared.exports.lists import in_portions, list_file
from tenants.evidence import citing, serving
from tenants.evidence.downloads import COLUMNS
from tenants.evidence.drawing import page_of
from tenants.evidence.finding import piece_for, readable_version
from tenants.evidence.history import history_of
from tenants.evidence.holding import may_edit
from tenants.evidence.limits import limits
from tenants.evidence.listing import FilterForm
from tenants.evidence.models import Citation, DrawnState
from tenants.members.access import requires
from tenants.members.downloads import download_asked
from tenants.members.models import Member
from tenants.members.roles import Permission

PAGE_SIZE = 25
MOST_CITATIONS = 100


@require_safe
@requires(Permission.SEE)
def register(request: HttpRequest) -> HttpResponseBase:
    """Every piece she may know of, the newest first, searched and narrowed."""
    member: Member = request.member  # type: ignore[attr-defined]
    filters = FilterForm(request.GET, member=member)
    if kind := download_asked(request):
        return list_file(kind, _("Register of evidence"), COLUMNS, in_portions(filters.narrowed().shown()))
    page = Paginator(filters.narrowed().shown(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "filters": filters,
        "page": page,
        "pieces": list(page.object_list),
        "may_add": member.may(Permission.KEEP_EVIDENCE),
    }
    return render(request, "evidence/register.html", context)


@require_safe
@requires(Permission.SEE)
def piece(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything about one piece: its words, files, what it is cited for, its history."""
    member: Member = request.member  # type: ignore[attr-defined]
    one = piece_for(member, pk)
    cited = list(one.citations.all()[: MOST_CITATIONS + 1])
    things = citing.things_for([(each.noun, each.subject_id) for each in cited], member)
    shown = [(each, things[each.noun, each.subject_id]) for each in cited if (each.noun, each.subject_id) in things]
    version = one.current
    context = {
        "piece": one,
        "version": version,
        "versions": list(one.versions.all()) if one.is_file else [],
        "drawn": page_of(version, 1, by=None) if version is not None and version.shows_pages else None,
        "readers": [reader.member for reader in one.readers.select_related("member")] if one.is_restricted else [],
        "cited": shown[:MOST_CITATIONS],
        "lines": history_of(one.pk),
        "titles": [(code, getattr(one, f"title_{code}")) for code in ("ar", "en", "fr") if code != one.shown_language],
        "may_edit": may_edit(member, one),
        "today": timezone.localdate(),
    }
    return render(request, "evidence/piece.html", context)


@require_safe
@requires(Permission.SEE)
def file(request: HttpRequest, pk: UUID, number: int) -> HttpResponseBase:
    """A version of the file, to keep."""
    member: Member = request.member  # type: ignore[attr-defined]
    return serving.downloaded(readable_version(member, pk, number))


@require_safe
@requires(Permission.SEE)
def picture(request: HttpRequest, pk: UUID, number: int) -> HttpResponseBase:
    """A picture, for the page of its piece."""
    member: Member = request.member  # type: ignore[attr-defined]
    version = readable_version(member, pk, number)
    if not version.shows_itself:
        raise Http404
    return serving.shown(version.stored, version.kind.media_type)


@require_safe
@requires(Permission.SEE)
def page(request: HttpRequest, pk: UUID, number: int, page: int) -> HttpResponse:
    """One page of a document, with what is cited from it. A page nobody looked at yet is drawn in the background."""
    member: Member = request.member  # type: ignore[attr-defined]
    version = readable_version(member, pk, number)
    known = version.pages or 1
    if not version.shows_pages or not 1 <= page <= min(known, limits().max_pages):
        raise Http404
    quoted = Citation.objects.filter(piece=version.piece, place_kind="page").exclude(quotation="")[:MOST_CITATIONS]
    context = {
        "piece": version.piece,
        "version": version,
        "page": page,
        "before": page - 1 if page > 1 else None,
        "after": page + 1 if page < min(known, limits().max_pages) else None,
        "drawn": page_of(version, page, by=member),
        "passages": [one for one in quoted if one.page_number == page],
    }
    return render(request, "evidence/page.html", context)


@require_safe
@requires(Permission.SEE)
def page_picture(request: HttpRequest, pk: UUID, number: int, page: int) -> HttpResponseBase:
    """The picture of a drawn page."""
    member: Member = request.member  # type: ignore[attr-defined]
    version = readable_version(member, pk, number)
    drawn = version.drawn.select_related("stored").filter(number=page, state=DrawnState.READY).first()
    if drawn is None:
        raise Http404
    return serving.shown(drawn.stored, "image/png")
