"""The people of the institution, open invitations, and what may be changed about them."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from shared.exports.lists import in_portions, list_file
from shared.isolation.scope import in_network
from tenants.members.access import requires
from tenants.members.actions.invitations import MAIL, invite, revoke, send_again
from tenants.members.actions.memberships import change_role, end_membership
from tenants.members.columns import PEOPLE
from tenants.members.downloads import download_asked
from tenants.members.forms import ChangeRoleForm, InviteForm
from tenants.members.leaving import open_work
from tenants.members.models import Invitation, Member
from tenants.members.refused import Refused
from tenants.members.roles import ASSESSOR, ROLES, Permission
from tenants.records.models import Job, JobState


@require_safe
@requires(Permission.SEE_PEOPLE)
def people(request: HttpRequest) -> HttpResponseBase:
    """Members with role and body, and the invitations still unanswered."""
    if kind := download_asked(request):
        present = Member.objects.present().select_related("body").order_by("name")
        return list_file(kind, _("People"), PEOPLE, in_portions(present))
    invitations = list(Invitation.objects.unanswered().select_related("body").order_by("-invited_at"))
    failed = set(
        Job.objects.filter(
            kind=MAIL, state=JobState.FAILED, subject_id__in=[invitation.pk for invitation in invitations]
        ).values_list("subject_id", flat=True)
    )
    context = {
        "members": Member.objects.present().select_related("body").order_by("name"),
        "invitations": [(invitation, invitation.pk in failed) for invitation in invitations],
        "may_manage": request.member.may(Permission.MANAGE_PEOPLE),  # type: ignore[attr-defined]
    }
    return render(request, "members/people.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_PEOPLE)
def invite_person(request: HttpRequest) -> HttpResponse:
    institution = request.institution  # type: ignore[attr-defined]
    initial = {"language": institution.default_language, "role": "analyst", **_who_came_with_an_archive(request)}
    form = InviteForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            invitation = invite(institution=institution, by=request.member, **form.cleaned_data)  # type: ignore[attr-defined]
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            messages.success(request, _("An invitation is on its way to %(email)s.") % {"email": invitation.email})
            return redirect("members:people")
    return render(request, "members/invite.html", {"form": form}, status=422 if form.errors else 200)


def _who_came_with_an_archive(request: HttpRequest) -> dict[str, object]:
    """What the form begins with for somebody who has a place here and no account."""
    try:
        key = UUID(request.GET.get("person", ""))
    except ValueError:
        return {}
    person = Member.objects.present().filter(pk=key, awaits_account=True).first()
    if person is None:
        return {}
    return {"email": person.email, "name": person.name, "role": person.role_slug, "body": person.body_id}


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_PEOPLE)
def revoke_invitation(request: HttpRequest, pk: UUID) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.unanswered(), pk=pk)
    if request.method == "POST":
        try:
            revoke(invitation=invitation, by=request.member)  # type: ignore[attr-defined]
        except Refused as refused:
            messages.error(request, str(refused.reason))
        else:
            messages.success(request, _("The invitation to %(email)s was revoked.") % {"email": invitation.email})
        return redirect("members:people")
    context = {
        "title": _("Revoke the invitation to %(email)s?") % {"email": invitation.email},
        "text": _("The link in the mail will open nothing any more."),
        "action": _("Revoke"),
        "danger": True,
        "cancel_url": reverse("members:people"),
    }
    return render(request, "confirm.html", context)


@require_POST
@requires(Permission.MANAGE_PEOPLE)
def send_invitation_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    invitation = get_object_or_404(Invitation.objects.unanswered(), pk=pk)
    try:
        send_again(invitation=invitation, by=request.member)  # type: ignore[attr-defined]
    except Refused as refused:
        messages.error(request, str(refused.reason))
    else:
        messages.success(request, _("An invitation is on its way to %(email)s.") % {"email": invitation.email})
    return redirect("members:people")


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_PEOPLE)
def change_role_of(request: HttpRequest, pk: UUID) -> HttpResponse:
    member = get_object_or_404(Member.objects.active().exclude(role_slug=ASSESSOR.slug).select_related("body"), pk=pk)
    form = ChangeRoleForm(request.POST or None, member=member)
    if request.method == "POST" and form.is_valid():
        try:
            change_role(member=member, by=request.member, **form.cleaned_data)  # type: ignore[attr-defined]
        except Refused as refused:
            form.add_error(None, str(refused.reason))
        else:
            messages.success(request, _("The role of %(name)s was changed.") % {"name": member.name})
            return redirect("members:people")
    context = {"form": form, "person": member, "open_work": open_work(member)}
    return render(request, "members/change_role.html", context, status=422 if form.errors else 200)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.MANAGE_PEOPLE)
def end_membership_of(request: HttpRequest, pk: UUID) -> HttpResponse:
    member = get_object_or_404(Member.objects.present().select_related("body"), pk=pk)
    context = {
        "title": _("End the membership of %(name)s?") % {"name": member.name},
        "text": _("She is signed out here at once. What she did keeps her name. A new invitation can bring her back."),
        "action": _("End the membership"),
        "cancel_url": reverse("members:people"),
    }
    done = _("The membership of %(name)s has ended.") % {"name": member.name}
    return _end(request, member, context, done)


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.SEE)
def leave(request: HttpRequest) -> HttpResponse:
    """A person's own way out."""
    context = {
        "title": _("Leave this institution?"),
        "text": _(
            "You are signed out here at once. What you did keeps your name. Only a new invitation brings you back."
        ),
        "action": _("Leave"),
        "cancel_url": reverse("members:roles"),
    }
    return _end(request, request.member, context, _("You have left the institution."))  # type: ignore[attr-defined]


def _end(request: HttpRequest, member: Member, context: dict[str, str], done: str) -> HttpResponse:
    """The question, and with POST the end itself."""
    me = request.member  # type: ignore[attr-defined]
    if request.method != "POST":
        left_behind = {"open_work": open_work(member), "own": member.pk == me.pk}
        return render(request, "members/end.html", {**context, **left_behind, "danger": True})
    try:
        end_membership(member=member, institution=request.institution, by=me)  # type: ignore[attr-defined]
    except Refused as refused:
        messages.error(request, str(refused.reason))
        return redirect(context["cancel_url"])
    if member.pk == me.pk:
        with in_network():
            logout(request)
        return redirect("account_login")
    messages.success(request, done)
    return redirect("members:people")


@require_safe
@requires(Permission.SEE)
def roles(request: HttpRequest) -> HttpResponse:
    """Who may do what here, as the code has it."""
    rows = [(permission.label, [(role, permission in role.permissions) for role in ROLES]) for permission in Permission]
    return render(request, "members/roles.html", {"roles": ROLES, "rows": rows})
