"""The mails that carry people's links, sent by a worker so that a mail server that refuses loses nothing."""

from __future__ import annotations

from smtplib import SMTPException

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import timezone, translation

from shared.isolation.scope import current_institution_id, in_network
from shared.languages.dates import month_names
from tenants.consultation.actions.guests import MAIL
from tenants.consultation.addresses import guest_address
from tenants.consultation.models import Guest
from tenants.institutions.models import Institution
from tenants.members.jobs import MailNotTaken
from tenants.records import jobs


@jobs.runs(MAIL)
def send_link(progress: jobs.Progress) -> None:
    """Mail an invited person her link in her language; one whose link was revoked meanwhile is not mailed."""
    guest = Guest.objects.standing().select_related("consultation").filter(pk=progress.subject_id).first()
    if guest is None:
        return
    here = current_institution_id()
    with in_network():
        institution = Institution.objects.get(pk=here)
    message = invitation_mail(guest, institution=institution)
    try:
        message.send()
    except (SMTPException, OSError) as error:
        progress.tell(0, 1, "mail_refused")
        raise MailNotTaken(str(error)) from error
    Guest.objects.filter(pk=guest.pk).update(mailed_at=timezone.now())


def invitation_mail(guest: Guest, *, institution: Institution) -> EmailMultiAlternatives:
    """The message, text and HTML, in the invited person's language."""
    with translation.override(guest.language), month_names(institution.month_style):
        context = {
            "guest": guest,
            "consultation": guest.consultation,
            "institution": institution,
            "action_url": guest_address(institution, guest),
            "action": translation.gettext("Read and comment"),
        }
        subject = " ".join(render_to_string("consultation/mail/invitation_subject.txt", context).split())
        message = EmailMultiAlternatives(
            subject,
            render_to_string("consultation/mail/invitation.txt", context).strip() + "\n",
            settings.DEFAULT_FROM_EMAIL,
            [guest.email],
        )
        message.attach_alternative(render_to_string("consultation/mail/invitation.html", context), "text/html")
    return message
