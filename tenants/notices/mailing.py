"""The mail of a notice."""

from __future__ import annotations

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.translation import gettext

from shared.languages.dates import month_names
from tenants.institutions.models import Institution
from tenants.members.preferences import Preference
from tenants.notices.facts import shown
from tenants.notices.kinds import kind_of
from tenants.notices.models import Notice


def mail_of(notice: Notice, *, institution: Institution, host: str, preference: Preference) -> EmailMultiAlternatives:
    """The message, text and HTML, in the member's language and on her clock. `host` is the institution's address."""
    kind = kind_of(notice.kind)
    with translation.override(preference.language), month_names(institution.month_style):
        facts = shown(notice.facts, preference.zone)
        url = f"{host}/{preference.language}/{notice.path}"
        context = {"facts": facts, "member": notice.member, "institution": institution, "url": url}
        written = render_to_string(kind.template, context) if kind.template else ""
        paragraphs = [part.strip() for part in written.split("\n\n") if part.strip()]
        subject = " ".join((str(kind.line) % facts).split())
        context |= {
            "subject": subject,
            "paragraphs": paragraphs,
            "action_url": url if notice.path else "",
            "action": gettext("Open it in Mutabaa"),
        }
        message = EmailMultiAlternatives(
            subject,
            render_to_string("notices/mail/notice.txt", context).strip() + "\n",
            settings.DEFAULT_FROM_EMAIL,
            [notice.member.email],
        )
        message.attach_alternative(render_to_string("notices/mail/notice.html", context), "text/html")
    return message
