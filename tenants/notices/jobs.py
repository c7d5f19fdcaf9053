"""The postman, who mails what people were told, and the strokes of the clock."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from smtplib import SMTPException, SMTPRecipientsRefused

import structlog
from django.core.mail import EmailMultiAlternatives, get_connection
from django.core.mail.backends.base import BaseEmailBackend
from django.db import transaction
from django.utils import timezone

from shared.isolation.scope import current_institution_id, in_institution, in_network
from shared.isolation.tasks import institution_task, network_task
from tenants.institutions.models import Institution
from tenants.members.addresses import host_address
from tenants.members.preferences import preferences_of
from tenants.notices import clock
from tenants.notices.mailing import mail_of
from tenants.notices.models import Notice
from tenants.notices.telling import POST
from tenants.records import jobs

log = structlog.get_logger(__name__)

AT_ONCE = 100
# Seconds. A stroke that no worker heard is not worth hearing late: the next one comes.
STROKE_LASTS = 240


class MailNotTaken(jobs.LostLease):
    """The mail server did not answer or refused everybody. The lease runs out, and the sweep starts the job again."""


@jobs.runs(POST)
def post(progress: jobs.Progress) -> None:
    """Mail all that waits, oldest first. Each notice is marked as soon as its mail has left. Raises MailNotTaken."""
    here = current_institution_id()
    with in_network():
        institution = Institution.objects.prefetch_related("domains").get(pk=here)
        host = host_address(institution.slug)
    mailed = 0
    try:
        while waiting := list(Notice.objects.to_mail().select_related("member").order_by("told_at", "id")[:AT_ONCE]):
            preferences = preferences_of([notice.member for notice in waiting])
            before = mailed
            with get_connection() as connection:
                for notice in waiting:
                    write = partial(
                        mail_of, institution=institution, host=host, preference=preferences[notice.member_id]
                    )
                    mailed += leave(notice, write, connection)
                    progress.tell(mailed, mailed)
            if mailed == before:  # what is left is in another postman's hands
                return
    except (SMTPException, OSError) as error:
        raise MailNotTaken(str(error)) from error


def leave(notice: Notice, write: Callable[[Notice], EmailMultiAlternatives], connection: BaseEmailBackend) -> int:
    """Send one; 1 when it needs no more of us, 0 when another postman holds it.

    The row is held while the mail leaves, so that two postmen never carry the same letter.
    """
    with transaction.atomic():
        held = (
            Notice.objects.to_mail()
            .select_for_update(skip_locked=True, of=("self",))
            .select_related("member")
            .filter(pk=notice.pk)
            .first()
        )
        if held is None:
            return 0
        refused = ""
        try:
            message = write(held)
            message.connection = connection
            message.send()
        except SMTPRecipientsRefused:
            refused = "recipient"
            log.warning("notice_refused", notice=str(held.pk))
        except (SMTPException, OSError):
            raise
        except Exception:  # noqa: BLE001  a letter that cannot be written must not hold up the others
            refused = "unwritten"
            log.exception("notice_unwritten", notice=str(held.pk), kind=held.kind)
        if refused:
            held.mail_refused = refused
        else:
            held.mailed_at = timezone.now()
        held.save(update_fields=["mail_refused", "mailed_at"])
        return 1


@institution_task
def look() -> None:
    """One stroke inside an institution."""
    clock.strike(timezone.now())
    if Notice.objects.to_mail().exists():
        jobs.ask(POST, current_institution_id(), by=None)


@network_task
def strike() -> int:
    """Beat's stroke: let every serving institution look at the clock. Gives how many were told to."""
    told = 0
    for institution in Institution.objects.serving():
        try:
            with in_institution(institution):
                look.apply_async(expires=STROKE_LASTS)
            told += 1
        except Exception:  # one broken institution keeps nobody else waiting
            log.exception("stroke_failed", institution=str(institution.pk))
    return told
