"""The institution's consultations: listed, prepared, opened, extended, closed, published."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shared.exports.lists import in_portions, list_file
from tenants.consultation.actions import consultations as acts
from tenants.consultation.addresses import door_address
from tenants.consultation.counting import figures_of, with_counts
from tenants.consultation.days import today_at
from tenants.consultation.downloads import columns
from tenants.consultation.finding import consultation_for
from tenants.consultation.forms import ExtendForm, PrepareForm
from tenants.consultation.freezing import frozen
from tenants.consultation.models import Consultation, DoorKind, Standing
from tenants.consultation.parts import parts_of
from tenants.consultation.refusals import Refused
from tenants.consultation.views.acts import asked_first, form_page
from tenants.members.access import requires
from tenants.members.downloads import download_asked
from tenants.members.models import Member
from tenants.members.roles import Permission

ON_A_PAGE = 25
ASKED = ["GET", "HEAD", "POST"]


@require_safe
@requires(Permission.SEE)
def consultations(request: HttpRequest) -> HttpResponseBase:
    """All of them for those who consult; for others those that were opened."""
    member: Member = request.member  # type: ignore[attr-defined]
    consults = member.may(Permission.CONSULT)
    found = Consultation.objects.without_text().newest_first()
    if not consults:
        found = found.filter(opened_at__isnull=False)
    today = today_at(request.institution)  # type: ignore[attr-defined]
    if kind := download_asked(request):
        return list_file(kind, _("Consultations"), columns(today, consults), in_portions(with_counts(found)))
    page = Paginator(with_counts(found), ON_A_PAGE).get_page(request.GET.get("page"))
    rows = [(one, one.standing_on(today)) for one in page.object_list]
    return render(request, "consultation/list.html", {"rows": rows, "page": page, "consults": consults})


@require_http_methods(ASKED)
@requires(Permission.CONSULT)
def add(request: HttpRequest) -> HttpResponse:
    member: Member = request.member  # type: ignore[attr-defined]
    form = PrepareForm(request.POST or None)
    return form_page(
        request,
        title=_("Prepare a consultation"),
        form=form,
        act=lambda: acts.prepare(content=form.content(), by=member),
        done=_("The consultation is prepared. Nobody outside sees it before you open it."),
        button=_("Save"),
        back=reverse("consultation:list"),
        go_on=lambda made: made.get_absolute_url(),
    )


@require_http_methods(ASKED)
@requires(Permission.CONSULT)
def edit(request: HttpRequest, pk: UUID) -> HttpResponse:
    member: Member = request.member  # type: ignore[attr-defined]
    consultation = consultation_for(member, pk, Permission.CONSULT)
    form = PrepareForm(request.POST or None, consultation=consultation)
    return form_page(
        request,
        title=_("Change the consultation"),
        form=form,
        act=lambda: acts.change(consultation=consultation, content=form.content(), seen=form.seen_at(), by=member),
        done=_("The consultation is changed."),
        button=_("Save"),
        back=consultation.get_absolute_url(),
        consultation=consultation,
    )


@require_safe
@requires(Permission.CONSULT)
def board(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Where it stands, who was invited and came, what waits, and the links that many use."""
    member: Member = request.member  # type: ignore[attr-defined]
    consultation = consultation_for(member, pk, Permission.CONSULT)
    institution = request.institution  # type: ignore[attr-defined]
    standing = consultation.standing_on(today_at(institution))
    wrote = Count("comments", filter=Q(comments__withdrawn_at=None))
    people = consultation.guests.annotate(wrote=wrote).in_list_order()
    page = Paginator(people, ON_A_PAGE).get_page(request.GET.get("page"))
    doors = {door.kind: door for door in consultation.doors.standing()}
    figures = figures_of(consultation)
    context = {
        "consultation": consultation,
        "standing": standing,
        "figures": figures,
        "lines": [
            (_("comments that wait to be read"), figures.waiting, "waiting"),
            (_("accepted for publication"), figures.accepted, "accepted"),
            (_("set aside"), figures.set_aside, "set_aside"),
            (_("still without a reply"), figures.unanswered, "unanswered"),
        ],
        "page": page,
        "extensions": list(consultation.extensions.all()),
        "doors": [
            (kind, door_address(institution, doors[kind], request.LANGUAGE_CODE) if kind in doors else "")  # type: ignore[attr-defined]
            for kind in DoorKind
        ],
        "may_invite": standing in {Standing.ANNOUNCED, Standing.OPEN},
    }
    return render(request, "consultation/board.html", context)


@require_safe
@requires(Permission.CONSULT)
def preview(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What people outside are shown, or would be shown if it were opened now."""
    member: Member = request.member  # type: ignore[attr-defined]
    consultation = consultation_for(member, pk, Permission.CONSULT)
    snapshot, lacking = consultation.snapshot, ""
    if consultation.is_drafting:
        try:
            snapshot = frozen(consultation)
        except Refused as refusal:
            lacking = str(refusal.reason)
    context = {"consultation": consultation, "parts": parts_of(snapshot), "lacking": lacking}
    return render(request, "consultation/preview.html", context)


@require_http_methods(ASKED)
@requires(Permission.CONSULT)
def discard(request: HttpRequest, pk: UUID) -> HttpResponse:
    member: Member = request.member  # type: ignore[attr-defined]
    consultation = consultation_for(member, pk, Permission.CONSULT)
    return asked_first(
        request,
        lambda: acts.discard(consultation=consultation, by=member),
        title=_("Throw this consultation away?"),
        text=consultation.title,
        action=_("Throw it away"),
        done=_("The consultation is thrown away."),
        back=consultation.get_absolute_url(),
        go_on=reverse("consultation:list"),
        danger=True,
    )


@require_http_methods(ASKED)
@requires(Permission.CONSULT)
def open_to_guests(request: HttpRequest, pk: UUID) -> HttpResponse:
    member: Member = request.member  # type: ignore[attr-defined]
    consultation = consultation_for(member, pk, Permission.CONSULT)
    return asked_first(
        request,
        lambda: acts.open_to_guests(consultation=consultation, by=member),
        title=_("Open this consultation?"),
        text=_(
            "A copy of the subject is made now. People outside are shown this copy; later changes to the plan, the "
            "cluster or the draft do not reach them."
        ),
        action=_("Open it"),
        done=_("The consultation is open. Invite people, or make a link for everybody."),
        back=consultation.get_absolute_url(),
    )


@require_http_methods(ASKED)
@requires(Permission.CONSULT)
def close(request: HttpRequest, pk: UUID) -> HttpResponse:
    member: Member = request.member  # type: ignore[attr-defined]
    consultation = consultation_for(member, pk, Permission.CONSULT)
    return asked_first(
        request,
        lambda: acts.close(consultation=consultation, by=member),
        title=_("Close this consultation now?"),
        text=_("No more comments are taken. Moderation and replies go on."),
        action=_("Close it"),
        done=_("The consultation is closed."),
        back=consultation.get_absolute_url(),
    )


@require_http_methods(ASKED)
@requires(Permission.CONSULT)
def publish(request: HttpRequest, pk: UUID) -> HttpResponse:
    member: Member = request.member  # type: ignore[attr-defined]
    consultation = consultation_for(member, pk, Permission.CONSULT)
    return asked_first(
        request,
        lambda: acts.publish(consultation=consultation, by=member),
        title=_("Publish what was heard?"),
        text=_(
            "Everybody with a link to this consultation then reads the accepted comments with your replies. A name "
            "is shown only where its owner agreed."
        ),
        action=_("Publish it"),
        done=_("The result is published."),
        back=consultation.get_absolute_url(),
    )


@require_http_methods(ASKED)
@requires(Permission.CONSULT)
def extend(request: HttpRequest, pk: UUID) -> HttpResponse:
    member: Member = request.member  # type: ignore[attr-defined]
    consultation = consultation_for(member, pk, Permission.CONSULT)
    form = ExtendForm(request.POST or None, initial={"closes_on": consultation.closes_on})
    return form_page(
        request,
        title=_("Give more time"),
        form=form,
        act=lambda: acts.extend(consultation=consultation, by=member, **form.cleaned_data),
        done=_("There is more time now."),
        button=_("Give more time"),
        back=consultation.get_absolute_url(),
        consultation=consultation,
    )
