"""People outside: invited, mailed again, revoked; and the links that many use."""

from __future__ import annotations

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from shared.languages.numbers import written_number
from tenants.consultation.actions import doors, guests
from tenants.consultation.actions.guests import Outcome
from tenants.consultation.finding import consultation_for, guest_for
from tenants.consultation.forms import InviteForm
from tenants.consultation.views.acts import asked_first, form_page
from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.tracker.acts import one_step


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CONSULT)
def invite(request: HttpRequest, pk: UUID) -> HttpResponse:
    member: Member = request.member  # type: ignore[attr-defined]
    consultation = consultation_for(member, pk, Permission.CONSULT)
    language = request.institution.default_language  # type: ignore[attr-defined]
    form = InviteForm(request.POST or None, initial={"language": language})
    return form_page(
        request,
        title=_("Invite people"),
        form=form,
        act=lambda: guests.invite(
            consultation=consultation,
            people=form.read(),
            organisation_kind=form.cleaned_data["organisation_kind"],
            by=member,
        ),
        done=_told,
        button=_("Send the invitations"),
        back=consultation.get_absolute_url(),
        consultation=consultation,
        lead=_("Each gets a link of her own by mail. It opens this consultation only, and you can revoke it."),
    )


def _told(outcome: Outcome) -> str:
    """How many mails leave, and how many people had a link already."""
    number = len(outcome.invited)
    words = ngettext("%(shown)s invitation is on its way.", "%(shown)s invitations are on their way.", number) % {
        "shown": written_number(number)
    }
    if not outcome.already:
        return words
    had = ngettext(
        "%(shown)s address had a link already.", "%(shown)s addresses had a link already.", outcome.already
    ) % {"shown": written_number(outcome.already)}
    return f"{words} {had}"


@require_http_methods(["GET", "HEAD", "POST"])
@requires(Permission.CONSULT)
def revoke(request: HttpRequest, pk: UUID) -> HttpResponse:
    member: Member = request.member  # type: ignore[attr-defined]
    guest = guest_for(member, pk)
    return asked_first(
        request,
        lambda: guests.revoke(guest=guest, by=member),
        title=_("Revoke the link of %(email)s?") % {"email": guest.email},
        text=_("The link in the mail opens nothing any more. Comments that came by it stay."),
        action=_("Revoke"),
        done=_("The link of %(email)s was revoked.") % {"email": guest.email},
        back=guest.consultation.get_absolute_url(),
        danger=True,
    )


@require_POST
@requires(Permission.CONSULT)
def send_again(request: HttpRequest, pk: UUID) -> HttpResponse:
    member: Member = request.member  # type: ignore[attr-defined]
    guest = guest_for(member, pk)
    return one_step(
        request,
        lambda: guests.send_again(guest=guest, by=member),
        done=_("The link is on its way to %(email)s again.") % {"email": guest.email},
        back=guest.consultation.get_absolute_url(),
    )


@require_POST
@requires(Permission.CONSULT)
def door(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Make a link that many use, or close it."""
    member: Member = request.member  # type: ignore[attr-defined]
    consultation = consultation_for(member, pk, Permission.CONSULT)
    kind, back = request.POST.get("kind", ""), consultation.get_absolute_url()
    if request.POST.get("act") == "close":
        standing = consultation.doors.standing().filter(kind=kind).first()
        return one_step(
            request,
            lambda: standing and doors.close_door(door=standing, by=member),
            done=_("The link opens nothing any more."),
            back=back,
        )
    return one_step(
        request,
        lambda: doors.make_door(consultation=consultation, kind=kind, by=member),
        done=_("The link is made."),
        back=back,
    )
