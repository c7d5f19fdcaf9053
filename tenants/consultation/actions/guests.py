"""Inviting people outside, each by a link of her own."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.scope import current_institution_id
from tenants.consultation.actions.consultations import held
from tenants.consultation.days import today_here
from tenants.consultation.models import Consultation, Guest, OrganisationKind, Standing
from tenants.consultation.refusals import GuestRevoked, NotTaking, Refused
from tenants.consultation.tokens import digest_of, token_of
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit, jobs
from tenants.tracker.locking import authorise

MAIL = "consultation.invitation_mail"


@dataclass(frozen=True)
class Invitee:
    """One line of the list that was pasted."""

    email: str
    name: str
    language: str


@dataclass(frozen=True)
class Outcome:
    """Who was invited now, and how many had a link already."""

    invited: list[Guest]
    already: int


@transaction.atomic
def invite(*, consultation: Consultation, people: Sequence[Invitee], organisation_kind: str, by: Member) -> Outcome:
    """Give each address a link of its own and mail it. An address invited already is left as it is.

    Raises NotTaking before the opening and after the end, Refused for an unknown kind of organisation.
    """
    authorise(by, Permission.CONSULT)
    consultation = held(consultation)
    if consultation.standing_on(today_here()) not in {Standing.ANNOUNCED, Standing.OPEN}:
        raise NotTaking(_("People are invited from the opening until the last day."))
    if organisation_kind not in OrganisationKind.values:
        raise Refused(_("Choose for whom these people speak."))
    wanted = {one.email.lower(): one for one in people}
    standing = consultation.guests.standing().filter(email__in=wanted)
    already = set(standing.values_list("email", flat=True))
    here = current_institution_id()
    made = []
    for email, person in wanted.items():
        if email in already:
            continue
        guest = Guest(
            consultation=consultation,
            email=email,
            name=person.name,
            language=person.language,
            organisation_kind=organisation_kind,
            invited_by=by.pk,
        )
        guest.token_digest = digest_of(token_of(guest.pk, kind="guest", institution_id=here))
        made.append(guest)
    Guest.objects.bulk_create(made)
    for guest in made:
        jobs.ask(MAIL, guest.pk, by=by)
    if made:
        audit.record("guests_invited", consultation, by=by, after={"invited": [guest.email for guest in made]})
    return Outcome(made, len(already))


@transaction.atomic
def revoke(*, guest: Guest, by: Member) -> None:
    """The person's link opens nothing from now on; what she said stays. Twice is once."""
    authorise(by, Permission.CONSULT)
    guest = _held(guest)
    if guest.revoked_at is not None:
        return
    guest.revoked_at = timezone.now()
    guest.save(update_fields=["revoked_at"])
    audit.record("guest_revoked", guest, by=by, before={"email": guest.email})


@transaction.atomic
def send_again(*, guest: Guest, by: Member) -> None:
    """Mail the same link once more. Raises GuestRevoked, NotTaking."""
    authorise(by, Permission.CONSULT)
    guest = _held(guest)
    if guest.revoked_at is not None:
        raise GuestRevoked(_("The link of this person was revoked."))
    if guest.consultation.standing_on(today_here()) not in {Standing.ANNOUNCED, Standing.OPEN}:
        raise NotTaking(_("People are invited from the opening until the last day."))
    audit.record("guest_mailed_again", guest, by=by, after={"email": guest.email})
    jobs.ask(MAIL, guest.pk, by=by)


@transaction.atomic
def note_visit(*, by: Guest, day: date) -> None:
    """Remember the first day on which the link was opened, and nothing of later visits."""
    Guest.objects.filter(pk=by.pk, opened_on=None).update(opened_on=day)


def _held(guest: Guest) -> Guest:
    found = Guest.objects.select_for_update(of=("self",)).select_related("consultation")
    return found.get(pk=guest.pk)
