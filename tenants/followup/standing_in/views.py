"""Who stands in for whom: absences, deputies, handovers."""

from __future__ import annotations

from functools import partial
from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import F
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared.exports.lists import list_file
from tenants.followup.actions import absences, deputies, handovers
from tenants.followup.downloads import ANSWERING
from tenants.followup.models import Absence
from tenants.followup.standing_in import people
from tenants.followup.standing_in.forms import AbsenceForm, DeputyForm, HandoverForm
from tenants.followup.standing_in.open_work import Hands
from tenants.members.access import requires
from tenants.members.downloads import download_asked
from tenants.members.models import Member, ResponsibleBody
from tenants.members.roles import Permission
from tenants.tracker import acts

PER_PAGE = 25
NEWEST_HANDOVERS = 10

form_page = partial(acts.form_page, folder="followup/standing_in")


@require_safe
@requires(Permission.SEE)
def standing_in(request: HttpRequest) -> HttpResponseBase:
    """Who answers for the bodies and who of them is away, now or soon. A focal point sees her own body's."""
    member: Member = request.member  # type: ignore[attr-defined]
    runs = member.may(Permission.RUN_ROUNDS)
    if not runs and not member.may(Permission.ANSWER_REQUESTS):
        raise Http404
    today = timezone.localdate()
    standing = people.absences_seen_by(member).filter(ended_at=None, ends_on__gte=today)
    seen = people.people_seen_by(member).select_related("body").order_by("body__name", "name", "id")
    if kind := download_asked(request):
        return list_file(kind, _("Absences and handovers"), ANSWERING, people.with_absences(seen, standing))
    page = Paginator(seen, PER_PAGE).get_page(request.GET.get("page"))
    soon: dict[UUID, list[Absence]] = {}
    for one in standing.filter(member__in=[m.pk for m in page.object_list]).select_related("alternate").order_by(
        "begins_on", "id"
    ):  # fmt: skip
        soon.setdefault(one.member_id, []).append(one)
    context = {
        "page": page,
        "lines": [(one, soon.get(one.pk, []), runs or one.pk == member.pk) for one in page.object_list],
        "today": today,
        "runs": runs,
        "handovers": people.handovers_seen_by(member).select_related("departing", "successor")[:NEWEST_HANDOVERS],
    }
    return render(request, "followup/standing_in/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEE)
def add_absence(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Days away, with the alternate: her own, or anyone's for whoever runs rounds."""
    member: Member = request.member  # type: ignore[attr-defined]
    person = people.person_for(member, pk)
    form = AbsenceForm(request.POST or None, person=person)
    return form_page(
        request,
        title=_("Absence"),
        form=form,
        act=lambda: absences.set_absence(member=person, by=member, **form.cleaned_data),
        done=_("The absence is noted, and the alternate is told."),
        button=_("Note the absence"),
        back=reverse("followup:standing_in"),
        person=person,
        alone=not people.colleagues_of(person).exists(),
    )


@require_POST
@requires(Permission.SEE)
def end_absence(request: HttpRequest, pk: UUID) -> HttpResponse:
    """She is back early, or does not go."""
    member: Member = request.member  # type: ignore[attr-defined]
    absence = get_object_or_404(people.absences_seen_by(member).select_related("member"), pk=pk)
    people.refuse_others(member, absence.member_id)
    return acts.one_step(
        request,
        lambda: absences.end_absence(absence=absence, by=member),
        done=_("The absence has ended."),
        back=reverse("followup:standing_in"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEE)
def hand_over(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What is open in a person's hands, and to whom it goes."""
    member: Member = request.member  # type: ignore[attr-defined]
    person = people.person_for(member, pk)
    form = HandoverForm(request.POST or None, person=person)
    return form_page(
        request,
        title=_("Hand over the open work"),
        form=form,
        act=lambda: handovers.hand_over(departing=person, by=member, **form.cleaned_data),
        done=_("The work is handed over, and both are told."),
        button=_("Hand over"),
        back=reverse("followup:standing_in"),
        person=person,
        hands=Hands(person),
        alone=not people.colleagues_of(person).exists(),
    )


@require_safe
@requires(Permission.RUN_ROUNDS)
def deputies_of_bodies(request: HttpRequest) -> HttpResponse:
    """Every body of the state with its deputy; those without one first."""
    bodies = ResponsibleBody.objects.of_the_state().select_related("desk__deputy")
    without = bodies.filter(desk__deputy=None).count()
    ordered = bodies.order_by(F("desk__deputy__name").asc(nulls_first=True), "name", "id")
    page = Paginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "without": without}
    return render(request, "followup/standing_in/deputies.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.RUN_ROUNDS)
def name_deputy(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The one who is told when a body's answers stay away."""
    body = get_object_or_404(ResponsibleBody.objects.of_the_state().select_related("desk__deputy"), pk=pk)
    desk = getattr(body, "desk", None)
    form = DeputyForm(request.POST or None, body=body, deputy=desk.deputy if desk else None)
    return form_page(
        request,
        title=_("Deputy of the body"),
        form=form,
        act=lambda: deputies.name_deputy(body=body, by=request.member, **form.cleaned_data),  # type: ignore[attr-defined]
        done=_("The deputy is named."),
        button=_("Save"),
        back=reverse("followup:deputies"),
        body=body,
        alone=not people.speaking_for(body).exists(),
    )
