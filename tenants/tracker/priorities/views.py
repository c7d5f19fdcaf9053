"""A recommendation's scoring sheet, and whether a committee chose it for follow-up."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.tracker.actions import followup as choosing
from tenants.tracker.actions import priorities
from tenants.tracker.acts import one_step
from tenants.tracker.priorities.criteria import bands, criteria
from tenants.tracker.priorities.forms import SheetForm
from tenants.tracker.record.acts import form_page
from tenants.tracker.record.finding import address, recommendation_for


@require_http_methods(["GET", "POST"])
@requires(Permission.PRIORITISE)
def sheet(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Mark it by each criterion."""
    member: Member = request.member  # type: ignore[attr-defined]
    recommendation = recommendation_for(member, pk, Permission.PRIORITISE)
    given = list(recommendation.marks.all())
    form = SheetForm(
        request.POST or None,
        recommendation=recommendation,
        criteria=criteria(),
        marks={one.criterion_id: one.value for one in given},
    )
    return form_page(
        request,
        recommendation,
        template="sheet",
        title=_("Scoring sheet"),
        form=form,
        act=lambda: priorities.mark(
            recommendation=recommendation, marks=form.marks(), seen=form.cleaned_data["seen"], by=member
        ),
        done=_("The sheet is saved."),
        bands=bands(),
        last=max(given, key=lambda one: one.at, default=None),
        may_manage=member.may(Permission.MANAGE_SETTINGS),
        by_hand=address("prioritise", recommendation, request),
    )


@require_POST
@requires(Permission.EDIT_RECOMMENDATIONS)
def followup(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Say that the committee chose its paragraph for follow-up, or that it did not."""
    member: Member = request.member  # type: ignore[attr-defined]
    recommendation = recommendation_for(member, pk, Permission.EDIT_RECOMMENDATIONS)
    chosen = request.POST.get("chosen") == "yes"
    return one_step(
        request,
        lambda: choosing.choose_for_followup(recommendation=recommendation, chosen=chosen, by=member),
        done=_("It is marked as chosen for follow-up.")
        if chosen
        else _("It is no longer marked as chosen for follow-up."),
        back=address("record", recommendation, request),
    )
