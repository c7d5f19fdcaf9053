"""Between columns and preview: what the words of a ministry's table mean here."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from tenants.intake.actions import tables
from tenants.intake.models import CHANGEABLE, Batch
from tenants.intake.refusals import Refused
from tenants.intake.tables import values as value_choices
from tenants.intake.tables.choices import choices_of, survey_of
from tenants.intake.views.whereabouts import MATCHING, address, batch_at, on_page, prepared
from tenants.intake.work.writing import speakers
from tenants.members.access import requires
from tenants.members.roles import Permission
from tenants.tracker.models import AssessorKind


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(Permission.IMPORT)
def words(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Give one field's words their meanings, a page at a time; each page is kept as it is sent."""
    here = batch_at(pk)
    if here.standing not in CHANGEABLE or not survey_of(here):
        return redirect(address(here))
    fields = value_choices.fields_of(here)
    asked = request.GET.get("of", "")
    of = next((one for one, _label, _count in fields if one == asked), fields[0][0] if fields else "")
    may_make = request.member.may(Permission.MANAGE_BODIES)  # type: ignore[attr-defined]
    shown = value_choices.page_of_words(here, of, request.GET.get("page"), may_make=may_make)
    if request.method == "POST":
        return _take(request, here, shown, [one for one, _label, _count in fields])
    mine = speakers(request.member)  # type: ignore[attr-defined]
    context = {
        **on_page(here, MATCHING),
        "fields": fields,
        "shown": shown,
        "page": shown.page,
        "is_last": _following(shown, [one for one, _label, _count in fields]) is None,
        "speakers": [(kind, AssessorKind(kind).label) for kind in mine],
        "speaker": choices_of(here).get("speaker", ""),
        "may_make": may_make,
        "nowhere": survey_of(here).get("nowhere", 0),
    }
    return render(request, "intake/values.html", context)


def _take(request: HttpRequest, here: Batch, shown: value_choices.Words, order: list[str]) -> HttpResponse:
    meanings, makes = value_choices.read(request.POST, shown.words, shown.groups)
    by = request.member  # type: ignore[attr-defined]
    speaker = request.POST.get("speaker") if shown.of == "status" else None
    changed = speaker is not None and speaker != choices_of(here).get("speaker", "")
    # Another speaker has another scale: the answers on the old one mean nothing on it.
    said = {} if changed else meanings
    try:
        here = tables.say_values(batch=here, field=shown.of, meanings=said, makes=makes, speaker=speaker, by=by)
        if changed and "go" not in request.POST:
            return redirect(_place(here, shown.of, 1))
        following = _following(shown, order)
        if following is not None and "go" not in request.POST:
            return redirect(_place(here, *following))
        return prepared(tables.go_to_preview(batch=here, by=by))
    except Refused as refusal:
        messages.warning(request, refusal.reason)
        return redirect("intake:batch", here.pk)


def _following(shown: value_choices.Words, order: list[str]) -> tuple[str, int] | None:
    """The next page of words, of this field or of the one after it; None after the last."""
    if shown.page.has_next():
        return shown.of, shown.page.next_page_number()
    after = order[order.index(shown.of) + 1 :] if shown.of in order else []
    return (after[0], 1) if after else None


def _place(here: Batch, of: str, page: int) -> str:
    return f"{reverse('intake:values', args=[here.pk])}?of={of}" + (f"&page={page}" if page > 1 else "")
