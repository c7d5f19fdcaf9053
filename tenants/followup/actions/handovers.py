"""Work that changes hands: given to a successor in one act, or taken back when somebody leaves without one."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.followup.actions.absences import answers_for_a_body, authorise_for
from tenants.followup.holding import kept_open
from tenants.followup.models import Absence, BodyDesk, Handover, RoundStanding
from tenants.followup.standing_in.open_work import requests_held, updates_held
from tenants.followup.standing_in.refusals import NotAColleague, NothingOpen
from tenants.followup.standing_in.telling import tell_handed_over, tell_left_behind
from tenants.members.models import Member
from tenants.records import audit


@transaction.atomic
def hand_over(*, departing: Member, successor: Member, by: Member, note: str = "") -> Handover:
    """Move all that is open in one person's hands to her successor; both are told. Who wrote drafts stays named.

    Handing over twice is handing over once; another handover gives it back. Raises NotAColleague, NothingOpen, Denied.
    """
    authorise_for(by, departing)
    people = {one.pk: one for one in _held(departing, successor)}
    departing, successor = people[departing.pk], people[successor.pk]
    if departing.pk == successor.pk or not answers_for_a_body(successor):
        raise NotAColleague(_("Choose somebody else of the same body and role."))
    if (departing.body_id, departing.role_slug) != (successor.body_id, successor.role_slug):
        raise NotAColleague(_("Choose somebody else of the same body and role."))
    moved = _move(departing, successor)
    if not any(moved.values()):
        return _done_already(departing, successor, note)
    handover = Handover(
        departing=departing,
        successor=successor,
        requests=moved["requests"],
        updates=moved["updates"],
        note=note.strip(),
        by_name=by.name,
    )
    handover.save(force_insert=True)
    after = {"departing": departing.name, "successor": successor.name, **moved}
    audit.record("work_handed_over", handover, by=by, after=after, reason=note.strip())
    tell_handed_over(handover)
    return handover


@transaction.atomic
def take_back_work(*, member: Member, by: Member) -> None:
    """What is in her hands goes back to her body, and she is nobody's deputy and away no more; coordinators are told.

    For a membership that ends, or a person who takes another role or body. The caller has authorised it.
    """
    moved = _move(member, None)
    Absence.objects.filter(member=member, ended_at=None, ends_on__gte=timezone.localdate()).update(
        ended_at=timezone.now()
    )
    if any(moved.values()):
        entry = audit.record("work_taken_back", member, by=by, after={"name": member.name, **moved})
        tell_left_behind(member, moved, entry.pk)


def _move(holder: Member, to: Member | None) -> dict[str, int]:
    """Put everything into other hands, or nobody's. The rounds are held first, as in every act on them."""
    for key in _rounds_of(holder):
        kept_open(key)
    return {
        "requests": requests_held(holder).update(holder=to),
        "updates": updates_held(holder).update(holder=to),
        "desks": BodyDesk.objects.filter(deputy=holder).update(deputy=to),
    }


def _rounds_of(holder: Member) -> list[UUID]:
    """Open rounds in which she holds something, in one order."""
    found = {*requests_held(holder).filter(round__standing=RoundStanding.OPEN).values_list("round_id", flat=True)}
    found |= {*updates_held(holder).filter(request__round__standing=RoundStanding.OPEN).values_list(
        "request__round_id", flat=True
    )}  # fmt: skip
    return sorted(found)


def _held(*members: Member) -> list[Member]:
    """Both as they stand now, held in the order of their keys."""
    keys = [member.pk for member in members]
    return list(Member.objects.filter(pk__in=keys).order_by("pk").select_for_update(of=("self",)))


def _done_already(departing: Member, successor: Member, note: str) -> Handover:
    """The handover that was made a moment ago. Raises NothingOpen."""
    last = Handover.objects.filter(departing=departing, successor=successor, note=note.strip()).first()
    if last is None:
        raise NothingOpen(_("Nothing is open in her hands."))
    return last
