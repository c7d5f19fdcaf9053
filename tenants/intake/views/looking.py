"""The third step: what would happen, row by row, before anything is kept."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from shared.exports.tables import Cell, Download, csv_table, with_reasons, xlsx_table
from shared.isolation.streaming import streamed
from tenants.intake import facing
from tenants.intake.models import Batch, Standing, Verdict
from tenants.intake.views.whereabouts import LOOKING, address, batch_at, on_page, own_state
from tenants.members.access import requires
from tenants.members.roles import Permission

PAGE_SIZE = 25


class _Counted(Paginator):
    """A paginator over items whose number is known; only its page is fetched."""

    def __init__(self, number: int) -> None:
        super().__init__(range(number), PAGE_SIZE)


@require_safe
@never_cache
@requires(Permission.IMPORT)
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The tally, the warnings, and a page of rows of the kind that is asked for."""
    here = batch_at(pk)
    if here.standing != Standing.PREVIEWED:
        return redirect(address(here))
    kind = request.GET.get("show", "")
    kind = kind if kind in Verdict.values else ""
    in_all = sum(here.counts[verdict] for verdict in Verdict.values)
    pages = _Counted(here.counts[kind] if kind else in_all)
    page = pages.get_page(request.GET.get("page"))
    items = here.items.filter(verdict=kind) if kind else here.items.all()
    start = max(page.start_index() - 1, 0)
    own = own_state(request)
    context = {
        **on_page(here, LOOKING),
        "tally": facing.tally(here),
        "tabs": facing.tabs(here, kind, in_all),
        "kind": kind,
        "lines": [facing.line(item) for item in items.order_by("ordinal")[start : start + PAGE_SIZE]],
        "page": page,
        "reasons": facing.reasons(here.counts["reasons"]),
        "warnings": facing.reasons(here.counts["warnings"]),
        "several_states": len(here.counts.get("states", [])) > 1,
        "other_state": own if own is not None and own != here.state else None,
    }
    return render(request, "intake/preview.html", context)


@require_safe
@requires(Permission.IMPORT)
def rejected(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse | StreamingHttpResponse:
    """The rows that cannot be kept, as they came, with their numbers and the reasons."""
    if kind not in {"csv", "xlsx"}:
        raise Http404
    here = batch_at(pk)
    header = list(here.header)
    headers = [*header, gettext("Row"), gettext("Reason")]
    language = (get_language() or "en")[:2]
    name = gettext("Rejected rows of %(file)s") % {"file": here.name.rpartition(".")[0] or here.name}
    rows = with_reasons(_refused(here, language), len(header))
    download: Download = (
        csv_table(name, headers, rows)
        if kind == "csv"
        else xlsx_table(name, headers, rows, language=language, sheet=gettext("Rejected rows"))
    )
    response = StreamingHttpResponse(streamed(download.chunks), content_type=download.content_type)
    response["Content-Disposition"] = download.disposition
    return response


def _refused(here: Batch, language: str) -> Iterator[tuple[int, list[Cell], list[str]]]:
    items = here.items.filter(verdict=Verdict.INVALID).order_by("ordinal")
    for rows, data, problems in list(items.values_list("rows", "data", "problems")):
        with override(language):
            reasons = facing.words_of(problems)
        yield rows[0], data["cells"], reasons
