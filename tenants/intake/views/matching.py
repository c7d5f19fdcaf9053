"""The second step: which sheet, which column holds what, and which State is meant."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared.taxonomy.catalogue import catalogue
from tenants.intake.actions import batches, tables
from tenants.intake.looked_at import ANY_TABLE
from tenants.intake.models import CHANGEABLE, Batch, Standing
from tenants.intake.readers import Unreadable, registry
from tenants.intake.readers.national.reader import alike
from tenants.intake.refusals import ColumnsMissing, Refused
from tenants.intake.tables import columns as column_choices
from tenants.intake.tables import values as value_choices
from tenants.intake.tables.choices import CHOICES, choices_of
from tenants.intake.tables.defaults import FOR_ALL, DefaultsForm
from tenants.intake.views.whereabouts import MATCHING, address, batch_at, on_page, own_state, prepared
from tenants.members.access import requires
from tenants.members.roles import Permission


@require_safe
@never_cache
@requires(Permission.IMPORT)
def batch(request: HttpRequest, pk: UUID) -> HttpResponse:
    """To the page where the import stands."""
    return redirect(address(batch_at(pk)))


@require_POST
@requires(Permission.IMPORT)
def sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose a sheet of the workbook, the row of its header, and what kind of table it is."""
    here = batch_at(pk)
    row = request.POST.get("header", "")
    try:
        tables.read_as(
            batch=here,
            sheet=request.POST.get("sheet", here.sheet),
            header_row=int(row) if row.isascii() and row.isdecimal() and len(row) < 6 else None,
            reader=request.POST.get("reader", here.reader),
            by=request.member,  # type: ignore[attr-defined]
        )
    except Unreadable as refusal:
        return _match_page(request, here, error=refusal.message)
    except Refused as refusal:
        messages.warning(request, refusal.reason)
        return redirect("intake:batch", pk)
    return redirect("intake:match", pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(Permission.IMPORT)
def match(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say which column holds which field."""
    here = batch_at(pk)
    if request.method != "POST":
        return _match_page(request, here) if here.standing in CHANGEABLE else redirect(address(here))
    if here.reader == ANY_TABLE:
        return _match_tracker(request, here)
    chosen = column_choices.read(request.POST, here.header)
    try:
        here = batches.match(batch=here, columns=chosen, by=request.member)  # type: ignore[attr-defined]
    except ColumnsMissing as refusal:
        here.mapping = chosen
        return _match_page(request, here, error=str(refusal.reason), wrong=refusal.fields)
    except Refused as refusal:
        messages.warning(request, refusal.reason)
        return redirect("intake:batch", pk)
    return prepared(here)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@requires(Permission.IMPORT)
def state(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say which of the file's States is meant, the institution's own first."""
    here = batch_at(pk)
    if request.method == "POST":
        try:
            here = batches.choose_state(batch=here, code=request.POST.get("state", ""), by=request.member)  # type: ignore[attr-defined]
        except Refused as refusal:
            messages.warning(request, refusal.reason)
            return redirect("intake:batch", pk)
        return prepared(here)
    if here.standing not in {Standing.MAPPED, Standing.PREVIEWED} or "states" not in here.counts:
        return redirect(address(here))
    own = own_state(request)
    terms = catalogue()
    listed = [(terms.state_by_code[code], rows) for code, _printed, rows in here.counts["states"]]
    listed.sort(key=lambda one: one[0] != own)
    context = {
        **on_page(here, MATCHING),
        "listed": listed,
        "own": own,
        "own_is_there": any(one == own for one, _rows in listed),
        "chosen": here.state or (listed[0][0] if listed and (listed[0][0] == own or len(listed) == 1) else None),
        "nowhere": here.counts["nowhere"],
    }
    return render(request, "intake/state.html", context)


def _match_tracker(request: HttpRequest, here: Batch) -> HttpResponse:
    """The columns of a ministry's table, what its empty cells repeat, and what holds for all rows."""
    chosen = column_choices.read(request.POST, here.header, column_choices.TRACKER_OFFERED)
    form = DefaultsForm(request.POST, prefix=FOR_ALL)
    filled = request.POST.getlist("filled")
    error = ""
    wrong: tuple[str, ...] = ()
    if form.is_valid():
        try:
            here = tables.say_columns(
                batch=here,
                columns=chosen,
                filled=filled,
                sheets=request.POST.getlist("sheets"),
                defaults=form.plain(),
                by=request.member,  # type: ignore[attr-defined]
            )
        except ColumnsMissing as refusal:
            error, wrong = str(refusal.reason), refusal.fields
        except Unreadable as refusal:
            error = refusal.message
        except Refused as refusal:
            messages.warning(request, refusal.reason)
            return redirect("intake:batch", here.pk)
        else:
            if value_choices.fields_of(here):
                return redirect("intake:values", here.pk)
            return prepared(tables.go_to_preview(batch=here, by=request.member))  # type: ignore[attr-defined]
    here.mapping = chosen
    here.about = {**here.about, CHOICES: {**choices_of(here), "filled": filled}}
    return _match_page(request, here, error=error or gettext("Look at what is marked below."), wrong=wrong, form=form)


def _match_page(
    request: HttpRequest,
    here: Batch,
    *,
    error: str = "",
    wrong: tuple[str, ...] = (),
    form: DefaultsForm | None = None,
) -> HttpResponse:
    visible = [one for one in here.reading.sheets if not one.hidden or one.name == here.sheet]
    mine = here.reading.sheet(here.sheet)
    context = {
        **on_page(here, MATCHING),
        "sheets": visible,
        "sheet": mine,
        "readers": [(code, registry.reader(code).label) for code in tables.TABLE_READERS],
        "samples": here.sniffed.get("samples", []),
        "error": error,
    }
    status = 422 if error else 200
    if here.reader != ANY_TABLE:
        return render(
            request, "intake/match.html", {**context, "groups": column_choices.groups(here, wrong)}, status=status
        )
    choices = choices_of(here)
    context |= {
        "parts": column_choices.tracker_parts(here, wrong),
        "alike": alike(here.reading, mine) if mine else [],
        "together": choices.get("sheets", [one.name for one in alike(here.reading, mine)] if mine else []),
        "form": form or DefaultsForm(initial=DefaultsForm.initially(here), prefix=FOR_ALL),
        "wrong": wrong,
    }
    return render(request, "intake/match_table.html", context, status=status)
