"""Indicators: the list, the page of one with its chart, and the pages that change it."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.core.paginator import Paginator
from django.db import transaction
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared.exports.lists import in_portions, list_file
from shared.languages.direction import active_language
from tenants.members.access import requires
from tenants.members.downloads import download_asked
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.planning.actions import indicators
from tenants.planning.chart import chart
from tenants.planning.content import LANGUAGES
from tenants.planning.downloads import INDICATORS
from tenants.planning.finding import asked_thing, attachable, indicator_for, key_in, lines_of
from tenants.planning.history import history_of
from tenants.planning.holding import may_measure
from tenants.planning.indicator_forms import AttachForm, IndicatorForm
from tenants.planning.indicator_list import ListFilter
from tenants.planning.models import Action, Indicator, Measurement
from tenants.planning.page import PAGE_SIZE, VIEWS
from tenants.planning.views.acts import form_page
from tenants.tracker.acts import one_step
from tenants.tracker.models import Cluster, Recommendation

# Monthly for thirty years; a chart of more would be a smear.
MOST_DRAWN = 360


def address_of(indicator: Indicator) -> str:
    return reverse("planning:indicator", args=[indicator.pk])


@require_safe
@requires(Permission.SEE)
def listing(request: HttpRequest) -> HttpResponseBase:
    """All indicators, those due first; or those that are due, behind, of one kind."""
    member: Member = request.member  # type: ignore[attr-defined]
    filters = ListFilter(request.GET, member)
    rows = filters.rows().select_related("body").in_list_order()
    if kind := download_asked(request):
        return list_file(kind, _("Indicators"), INDICATORS, in_portions(rows))
    context = {
        "filters": filters,
        "views": [(name, label, False) for name, label in VIEWS.items()],
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "may_plan": member.may(Permission.PLAN),
    }
    return render(request, "planning/indicators.html", context)


@require_safe
@requires(Permission.SEE)
def indicator(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Everything about one indicator."""
    member: Member = request.member  # type: ignore[attr-defined]
    one = indicator_for(member, pk, Permission.SEE)
    lines = lines_of(one)
    standing = Measurement.objects.standing().filter(indicator=one).select_related("corrects")
    drawn = list(standing[:MOST_DRAWN])
    for measurement in drawn:
        measurement.indicator = one
    page = Paginator(drawn, PAGE_SIZE).get_page(request.GET.get("page"))
    labels = _by_label(one, page.object_list)
    rests = any(line.action and line.action.plan.is_current and not line.action.plan.is_open for line in lines)
    context = {
        "one": one,
        "chart": chart(one, drawn),
        "page": page,
        "labelled": labels,
        "measured": [
            {"one": row, "parts": [(label, row.parts.get(label)) for label in labels]} for row in page.object_list
        ],
        "lines": history_of(one.pk),
        "spoken_of": lines,
        "names": [(code, getattr(one, f"name_{code}")) for code in LANGUAGES if code != one.shown_language],
        "may_plan": member.may(Permission.PLAN),
        "rests": rests,
        "may_measure": one.retired_at is None and may_measure(member, one),
    }
    return render(request, "planning/indicator.html", context)


def _by_label(one: Indicator, measurements: Iterable[Measurement]) -> list[str]:
    """The labels of which these measurements give a value: today's in their order, then those of earlier days."""
    given = dict.fromkeys(label for measurement in measurements for label in measurement.parts)
    return [label for label in one.labels if label in given] + [label for label in given if label not in one.labels]


@require_http_methods(["GET", "POST"])
@requires(Permission.PLAN)
def add(request: HttpRequest) -> HttpResponse:
    """Write an indicator down: in figures, or of yes or no where `values` asks for it."""
    member: Member = request.member  # type: ignore[attr-defined]
    thing = asked_thing(request)
    is_yes_no = request.GET.get("values") == "yes_no"
    form = IndicatorForm(request.POST or None, is_yes_no=is_yes_no, language=active_language())
    action = thing.get("action")
    others = request.GET.copy()
    if is_yes_no:
        del others["values"]
    else:
        others["values"] = "yes_no"
    return form_page(
        request,
        template="indicator_form",
        title=_("Write a yes-or-no indicator") if is_yes_no else _("Write an indicator"),
        form=form,
        act=lambda: _add(form, thing, member),
        go_on=address_of,
        done=_("The indicator is saved."),
        button=_("Save"),
        back=reverse("planning:action", args=[action.pk]) if action else reverse("planning:indicators"),
        action=action,
        recommendation=thing.get("recommendation"),
        is_yes_no=is_yes_no,
        other=f"{request.path}?{others.urlencode()}" if others else request.path,
    )


@transaction.atomic
def _add(form: IndicatorForm, thing: dict[str, Action | Recommendation | Cluster], by: Member) -> Indicator:
    made = indicators.add(definition=form.definition(), body=form.cleaned_data["body"], by=by)
    if thing:
        indicators.attach(indicator=made, by=by, **thing)  # type: ignore[arg-type]
    return made


@require_http_methods(["GET", "POST"])
@requires(Permission.PLAN)
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change its definition."""
    member: Member = request.member  # type: ignore[attr-defined]
    one = indicator_for(member, pk, Permission.PLAN)
    form = IndicatorForm(request.POST or None, is_yes_no=one.is_yes_no, language=active_language(), indicator=one)
    return form_page(
        request,
        template="indicator_form",
        title=_("Change the indicator"),
        form=form,
        act=lambda: indicators.change(
            indicator=one,
            definition=form.definition(),
            body=form.cleaned_data["body"],
            seen=form.cleaned_data["seen"],
            by=member,
        ),
        done=_("The indicator is saved."),
        button=_("Save"),
        back=address_of(one),
        indicator=one,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.PLAN)
def attach(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What it speaks of: take a line out, or search and add one."""
    member: Member = request.member  # type: ignore[attr-defined]
    one = indicator_for(member, pk, Permission.PLAN)
    here = reverse("planning:attach_indicator", args=[one.pk])
    lines = lines_of(one)
    if request.POST.get("act") == "remove":
        chosen = key_in(request.POST, "line")
        line = next((line for line in lines if line.pk == chosen), None)
        if line is None:
            raise Http404
        done = _("The indicator speaks of this no longer.")
        return one_step(request, lambda: indicators.detach(line=line, by=member), done=done, back=here)
    words = request.GET.get("q", "").replace("\0", "").strip()
    found, actions = attachable(words, one)
    form = AttachForm(request.POST or None, found=found, actions=actions)
    return form_page(
        request,
        template="attach",
        title=_("What the indicator speaks of"),
        form=form,
        act=lambda: indicators.attach(indicator=one, by=member, **form.thing()),
        go_on=lambda _made: here,
        done=_("The indicator speaks of it."),
        button=_("Add"),
        back=address_of(one),
        indicator=one,
        spoken_of=lines,
        words=words,
        found=found or actions,
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.PLAN)
def retire(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Measure it no longer, after asking."""
    member: Member = request.member  # type: ignore[attr-defined]
    one = indicator_for(member, pk, Permission.PLAN)
    if request.method == "POST":
        done = _("The indicator is measured no longer. Its measurements stay.")
        return one_step(request, lambda: indicators.retire(indicator=one, by=member), done=done, back=address_of(one))
    context = {
        "base_template": "base_institution.html",
        "title": _("Measure it no longer?"),
        "text": one.name,
        "action": _("Measure it no longer"),
        "danger": True,
        "cancel_url": address_of(one),
    }
    return render(request, "confirm.html", context)


@require_POST
@requires(Permission.PLAN)
def restore(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Measure it again."""
    member: Member = request.member  # type: ignore[attr-defined]
    one = indicator_for(member, pk, Permission.PLAN)
    done = _("The indicator is measured again.")
    return one_step(request, lambda: indicators.restore(indicator=one, by=member), done=done, back=address_of(one))
