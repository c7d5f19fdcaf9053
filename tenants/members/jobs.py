"""The mails of this app, sent by a worker so that a mail server that refuses loses nothing."""

from __future__ import annotations

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation

from shared.isolation.scope import current_institution_id, in_network
from tenants.institutions.models import Institution
from tenants.members.actions.invitations import MAIL
from tenants.members.addresses import invitation_address
from tenants.members.models import Invitation, Member
from tenants.members.tokens import token_of
from tenants.records import jobs


class MailNotTaken(jobs.LostLease):
    """The mail server did not answer or refused. The lease runs out, and the sweep starts the job again."""


@jobs.runs(MAIL)
def send_invitation(progress: jobs.Progress) -> None:
    """Mail an open invitation in its own language; one that was closed meanwhile is not mailed."""
    invitation = Invitation.objects.select_related("body").open().filter(pk=progress.subject_id).first()
    if invitation is None:
        return
    here = current_institution_id()
    with in_network():
        institution = Institution.objects.get(pk=here)
    inviter = Member.objects.filter(pk=invitation.invited_by).first() if invitation.invited_by else None
    message = invitation_mail(invitation, institution=institution, inviter=inviter)
    try:
        message.send()
    except (SMTPException, OSError) as error:
        progress.tell(0, 1, "mail_refused")
        raise MailNotTaken(str(error)) from error


def invitation_mail(
    invitation: Invitation, *, institution: Institution, inviter: Member | None
) -> EmailMultiAlternatives:
    """The message, text and HTML, in the invited person's language."""
    token = token_of(invitation.pk, institution_id=institution.pk)
    with translation.override(invitation.language):
        context = {
            "invitation": invitation,
            "institution": institution,
            "inviter": inviter,
            "role": invitation.role,
            "action_url": invitation_address(institution, token, invitation.language),
            "action": translation.gettext("Accept the invitation"),
            "expires_on": timezone.localdate(invitation.expires_at),
        }
        subject = " ".join(render_to_string("members/mail/invitation_subject.txt", context).split())
        message = EmailMultiAlternatives(
            subject,
            render_to_string("members/mail/invitation.txt", context).strip() + "\n",
            settings.DEFAULT_FROM_EMAIL,
            [invitation.email],
        )
        message.attach_alternative(render_to_string("members/mail/invitation.html", context), "text/html")
    return message
