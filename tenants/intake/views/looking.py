"""The third step: what would happen, row by row, before anything is kept."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language, gettext, ngettext, override
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from shared.exports.tables import Cell, Download, csv_table, with_reasons, xlsx_table
from shared.isolation.streaming import streamed
from shared.languages.numbers import written_number
from tenants.intake import facing
from tenants.intake.actions import answers
from tenants.intake.models import Answer, Batch, StagedItemQuerySet, Standing, Verdict
from tenants.intake.refusals import Refused
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
    kind = kind if kind in {*Verdict.values, facing.OPEN} else ""
    in_all = sum(here.counts.get(verdict, 0) for verdict in Verdict.values)
    pages = _Counted(here.counts.get(kind, 0) if kind else in_all)
    page = pages.get_page(request.GET.get("page"))
    start = max(page.start_index() - 1, 0)
    own = own_state(request)
    lines = facing.lines(list(_shown(here, kind).order_by("ordinal")[start : start + PAGE_SIZE]))
    context = {
        **on_page(here, LOOKING),
        "tally": facing.tally(here),
        "tabs": facing.tabs(here, kind, in_all),
        "kind": kind,
        "lines": lines,
        "to_answer": any(one.proposal for one in lines),
        "answers": [one for one in Answer.choices if one[0] != Answer.MERGE or any(line.other for line in lines)],
        "source": facing.source(here),
        "page": page,
        "reasons": facing.reasons(here.counts["reasons"]),
        "warnings": facing.reasons(here.counts["warnings"]),
        "several_states": len(here.counts.get("states", [])) > 1,
        "other_state": own if own is not None and own != here.state else None,
    }
    return render(request, "intake/preview.html", context)


def _shown(here: Batch, kind: str) -> StagedItemQuerySet:
    if kind == facing.OPEN:
        return here.items.open()
    return here.items.filter(verdict=kind) if kind else here.items.all()


@require_POST
@requires(Permission.IMPORT)
def answer(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say of the ticked rows what they are, or take every suggestion that is left."""
    here = batch_at(pk)
    said, member = request.POST.get("answer", ""), request.member  # type: ignore[attr-defined]
    try:
        if said == "all":
            done = answers.accept_all(batch=here, by=member)
        elif said in Answer.values:
            done = answers.answer(batch=here, items=_ticked(request), answer=said, by=member)
        else:
            raise Http404
    except Refused as refusal:
        messages.warning(request, refusal.reason)
        return redirect("intake:batch", pk)
    words = ngettext("%(count)s row is decided.", "%(count)s rows are decided.", done)
    messages.success(request, words % {"count": written_number(done)})
    here = batch_at(pk)
    kind = request.POST.get("show", "")
    back = kind if kind in {*Verdict.values, facing.OPEN} and here.counts.get(kind) else ""
    return redirect(reverse("intake:preview", args=[pk]) + (f"?show={back}" if back else "") + "#items")


def _ticked(request: HttpRequest) -> list[UUID]:
    found = []
    for text in request.POST.getlist("item")[:PAGE_SIZE]:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


@require_safe
@requires(Permission.IMPORT)
def rejected(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse | StreamingHttpResponse:
    """The rows that cannot be kept, as they came, with their numbers and the reasons."""
    if kind not in {"csv", "xlsx"}:
        raise Http404
    here = batch_at(pk)
    header = list(here.header) if here.is_table else [gettext("Paragraph"), gettext("Text")]
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
