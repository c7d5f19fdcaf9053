"""The items of national plans: the list, and the pages that change it."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
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
from tenants.planning.actions import national
from tenants.planning.downloads import NATIONAL
from tenants.planning.finding import item_for
from tenants.planning.indicator_forms import NationalItemForm
from tenants.planning.models import NationalPlanItem
from tenants.planning.page import PAGE_SIZE, VIEWS
from tenants.planning.views.acts import form_page
from tenants.tracker.acts import one_step


@require_safe
@requires(Permission.SEE)
def listing(request: HttpRequest) -> HttpResponseBase:
    """Every item, and how many actions of the current plan serve it."""
    member: Member = request.member  # type: ignore[attr-defined]
    number = Count("served_by", filter=Q(served_by__action__plan__is_current=True))
    rows = NationalPlanItem.objects.annotate(number=number).in_plan_order()
    if kind := download_asked(request):
        return list_file(kind, _("Items of national plans"), NATIONAL, in_portions(rows))
    context = {
        "page": Paginator(rows, PAGE_SIZE).get_page(request.GET.get("page")),
        "views": [(name, label, False) for name, label in VIEWS.items()],
        "may_plan": member.may(Permission.PLAN),
    }
    return render(request, "planning/national.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.PLAN)
def add(request: HttpRequest) -> HttpResponse:
    """Write an item down."""
    member: Member = request.member  # type: ignore[attr-defined]
    form = NationalItemForm(request.POST or None, language=active_language())
    return form_page(
        request,
        title=_("Add an item of a national plan"),
        form=form,
        act=lambda: national.add(by=member, **form.words()),
        done=_("The item is saved."),
        button=_("Save"),
        back=reverse("planning:national"),
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.PLAN)
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Change its words or its code."""
    member: Member = request.member  # type: ignore[attr-defined]
    item = item_for(member, pk, Permission.PLAN)
    form = NationalItemForm(request.POST or None, language=active_language(), item=item)
    return form_page(
        request,
        title=_("Change the item"),
        form=form,
        act=lambda: national.change(item=item, by=member, **form.words()),
        done=_("The item is saved."),
        button=_("Save"),
        back=reverse("planning:national"),
    )


@require_POST
@requires(Permission.PLAN)
def retire(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Offer it no longer; the actions that serve it keep it."""
    member: Member = request.member  # type: ignore[attr-defined]
    item = item_for(member, pk, Permission.PLAN)
    done = _("The item is retired. The actions that serve it keep it.")
    back = reverse("planning:national")
    return one_step(request, lambda: national.retire(item=item, by=member), done=done, back=back)


@require_POST
@requires(Permission.PLAN)
def restore(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Offer it again."""
    member: Member = request.member  # type: ignore[attr-defined]
    item = item_for(member, pk, Permission.PLAN)
    done = _("The item is offered again.")
    back = reverse("planning:national")
    return one_step(request, lambda: national.restore(item=item, by=member), done=done, back=back)
