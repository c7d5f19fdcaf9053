"""The kinds of notices by which people are reminded."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from tenants.followup.reminded import counts_as_reminder
from tenants.followup.reminding.days import DUE_SOON, ESCALATED, LATE, NOBODY_READS
from tenants.notices.kinds import notice_kind


def name_kinds() -> None:
    """The board counts as reminders those to who answers, not the words to deputy and coordinators."""
    counts_as_reminder(DUE_SOON)
    counts_as_reminder(LATE)
    mails = "followup/mail/reminding"
    notice_kind(DUE_SOON, line=_("Due on %(due_on)s: %(round)s"), template=f"{mails}/due_soon.txt")
    notice_kind(LATE, line=_("Late since %(due_on)s: %(round)s"), template=f"{mails}/late.txt")
    notice_kind(
        ESCALATED,
        line=_("%(body)s has not answered: %(round)s, due %(due_on)s"),
        template=f"{mails}/escalated.txt",
    )
    notice_kind(
        NOBODY_READS,
        line=_("Nobody at %(body)s can be reminded: %(round)s"),
        template=f"{mails}/nobody_reads.txt",
    )
