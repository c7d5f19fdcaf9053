"""Pages that say who answers for a recommendation, how urgent it is, what the state answered, and its words."""

from __future__ import annotations

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.tracker.actions import assignments, positions, priorities, texts
from tenants.tracker.acts import one_step
from tenants.tracker.models import Recommendation
from tenants.tracker.record.acts import form_page
from tenants.tracker.record.finding import address, recommendation_for
from tenants.tracker.record.forms import AssignForm, EditForm, PositionForm, PrioritiseForm
from tenants.tracker.record.subject_views import key_in


@require_http_methods(["GET", "POST"])
@requires(Permission.ASSIGN)
def assign(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Who answers; add a body, hand the lead over, release a body."""
    member: Member = request.member  # type: ignore[attr-defined]
    recommendation = recommendation_for(member, pk, Permission.ASSIGN)
    standing = recommendation.assignments.select_related("body")
    here = address("assign", recommendation, request)
    if request.POST.get("act") == "remove":
        chosen = standing.filter(pk=key_in(request, "assignment")).first()
        if chosen is None:
            raise Http404
        return one_step(
            request,
            lambda: assignments.unassign(assignment=chosen, by=member),
            done=_("The body is released."),
            back=here,
        )
    form = AssignForm(request.POST or None)
    return form_page(
        request,
        recommendation,
        template="assign",
        title=_("Assign"),
        form=form,
        act=lambda: _assign(recommendation, form, member),
        done=_("The body is assigned."),
        stay=here,
        assignments=list(standing),
    )


def _assign(recommendation: Recommendation, form: AssignForm, by: Member) -> None:
    given = form.cleaned_data
    lead = given["part"] == "lead"
    if lead and given["replace"]:
        assignments.replace_lead(
            recommendation=recommendation, body=given["body"], by=by, keep_as_support=given["replace"] == "support"
        )
    else:
        assignments.assign(recommendation=recommendation, body=given["body"], lead=lead, by=by)


@require_http_methods(["GET", "POST"])
@requires(Permission.PRIORITISE)
def prioritise(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Priority and due day."""
    member: Member = request.member  # type: ignore[attr-defined]
    recommendation = recommendation_for(member, pk, Permission.PRIORITISE)
    form = PrioritiseForm(request.POST or None, recommendation=recommendation)
    return form_page(
        request,
        recommendation,
        template="act",
        title=_("Priority and due date"),
        form=form,
        act=lambda: priorities.prioritise(recommendation=recommendation, by=member, **form.cleaned_data),
        done=_("Priority and due date are saved."),
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_RECOMMENDATIONS)
def position(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Note a position with its date and source."""
    member: Member = request.member  # type: ignore[attr-defined]
    recommendation = recommendation_for(member, pk, Permission.EDIT_RECOMMENDATIONS)
    form = PositionForm(request.POST or None)
    return form_page(
        request,
        recommendation,
        template="act",
        title=_("Record a position"),
        form=form,
        act=lambda: positions.record_position(recommendation=recommendation, by=member, **form.cleaned_data),
        done=_("The position is recorded; earlier ones stay in the history."),
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.EDIT_RECOMMENDATIONS)
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Correct the texts and say what each is."""
    member: Member = request.member  # type: ignore[attr-defined]
    recommendation = recommendation_for(member, pk, Permission.EDIT_RECOMMENDATIONS)
    form = EditForm(request.POST or None, recommendation=recommendation)
    return form_page(
        request,
        recommendation,
        template="act",
        title=_("Edit the texts"),
        form=form,
        act=lambda: texts.edit_texts(
            recommendation=recommendation,
            texts=form.by_language("text"),
            translations=form.by_language("translation"),
            paragraph=form.cleaned_data["paragraph"],
            source_language=form.cleaned_data["source_language"],
            reason=form.cleaned_data["reason"],
            seen=form.cleaned_data["seen"],
            by=member,
        ),
        done=_("The texts are saved."),
    )
