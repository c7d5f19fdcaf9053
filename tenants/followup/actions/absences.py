"""Days on which a focal point is away: set by herself or by whoever runs rounds, and ended early."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.scope import current_institution_id
from tenants.followup.models import Absence
from tenants.followup.standing_in.refusals import AwayAlready, BadDate, NotAColleague, OverAlready
from tenants.followup.standing_in.telling import tell_alternate
from tenants.members.access import Denied
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit

LONGEST = 366  # days


@transaction.atomic
def set_absence(*, member: Member, alternate: Member, begins_on: date, ends_on: date, by: Member) -> Absence:
    """Note that she is away from the first day to the last, both included; her alternate is told.

    The same absence twice is one. Raises NotAColleague, BadDate, AwayAlready, Denied.
    """
    authorise_for(by, member)
    member = _held(member)
    alternate = Member.objects.get(pk=alternate.pk)
    if not answers_for_a_body(member):
        raise NotAColleague(_("Only those who answer for a body are stood in for."))
    if alternate.pk == member.pk or not answers_for_a_body(alternate) or alternate.body_id != member.body_id:
        raise NotAColleague(_("Choose a focal point of the same body."))
    if ends_on < begins_on:
        raise BadDate(_("The last day lies before the first."))
    if ends_on < timezone.localdate():
        raise BadDate(_("These days are past."))
    if (ends_on - begins_on).days >= LONGEST:
        raise BadDate(_("An absence lasts a year at most. Hand the work over instead."))
    standing = Absence.objects.filter(member=member, ended_at=None, begins_on__lte=ends_on, ends_on__gte=begins_on)
    for other in standing:
        if (other.begins_on, other.ends_on, other.alternate_id) == (begins_on, ends_on, alternate.pk):
            return other
    if standing:
        raise AwayAlready(_("She is away on some of these days already. End that absence first."))
    absence = Absence(member=member, alternate=alternate, begins_on=begins_on, ends_on=ends_on)
    absence.save(force_insert=True)
    after = {"begins_on": begins_on.isoformat(), "ends_on": ends_on.isoformat(), "alternate": alternate.name}
    audit.record("absence_set", absence, by=by, after={"member": member.name, **after})
    tell_alternate(absence, by)
    return absence


@transaction.atomic
def end_absence(*, absence: Absence, by: Member) -> Absence:
    """She is back, or does not go. Ending twice is ending once. Raises OverAlready, Denied."""
    authorise_for(by, absence.member)
    absence = Absence.objects.select_for_update(of=("self",)).select_related("member").get(pk=absence.pk)
    if absence.ended_at is not None:
        return absence
    if absence.ends_on < timezone.localdate():
        raise OverAlready(_("This absence is over already."))
    absence.ended_at = timezone.now()
    absence.save(update_fields=["ended_at"])
    audit.record("absence_ended", absence, by=by, after={"member": absence.member.name})
    return absence


def authorise_for(by: Member, member: Member) -> None:
    """A person acts for herself, whoever runs rounds for anyone. Raises Denied, WrongScope."""
    by.refuse_if_stranger(current_institution_id())
    member.refuse_if_stranger(current_institution_id())
    if by.may(Permission.RUN_ROUNDS) or (by.pk == member.pk and by.may(Permission.ANSWER_REQUESTS)):
        return
    raise Denied(_("Only she herself, or whoever runs the rounds, does this."))


def answers_for_a_body(member: Member) -> bool:
    """Whether she is here and answers requests."""
    present = member.left_at is None and not member.awaits_confirmation
    return present and member.may(Permission.ANSWER_REQUESTS) and member.body_id is not None


def _held(member: Member) -> Member:
    """The member as she stands now; two absences of hers are then set one after the other."""
    return Member.objects.select_for_update(of=("self",)).get(pk=member.pk)
