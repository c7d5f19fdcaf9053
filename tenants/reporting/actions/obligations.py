"""Confirming what was counted, adding, moving, closing. An obligation is never deleted; its slips stay for ever."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.taxonomy.catalogue import catalogue
from tenants.members.models import Member, ResponsibleBody
from tenants.members.roles import Permission
from tenants.records import audit
from tenants.reporting.counting import DAYS_FOR_A_COMMUNICATION, sixty_days_after
from tenants.reporting.models import Obligation, ObligationKind, Rule, Slip, Standing
from tenants.reporting.proposals import proposals
from tenants.reporting.refusals import AlreadyThere, NotDue, NotOpen, NotProposed, StillOpen
from tenants.tracker.actions.refusals import BadDate, BodyCannotAnswer, ChangedSince, ReasonMissing, UnknownTerm
from tenants.tracker.locking import authorise, institution_here

LANGUAGES = ("ar", "en", "fr")


@transaction.atomic
def confirm(*, key: str, by: Member, owner: ResponsibleBody | None = None) -> Obligation:
    """Take a proposal into the calendar, counted anew. Raises NotProposed, AlreadyThere, BodyCannotAnswer."""
    authorise(by, Permission.MANAGE_CALENDAR)
    chosen = next((one for one in proposals(institution_here()) if one.key == key), None)
    if chosen is None:
        raise NotProposed(_("This is proposed no longer: somebody confirmed it, or the review changed."))
    made = Obligation(
        body_id=chosen.body_id,
        kind=chosen.kind,
        review_id=chosen.review_id,
        due_on=chosen.due_on,
        computed=True,
        rule=chosen.rule,
        counted_from=chosen.counted_from,
        span=chosen.span,
        owner=_owner(owner),
    )
    try:
        with transaction.atomic():
            made.save(force_insert=True)
    except IntegrityError:
        raise AlreadyThere(_("Somebody confirmed this a moment ago.")) from None
    audit.record("obligation_confirmed", made, by=by, after=_told(made))
    return made


@transaction.atomic
def add(
    *,
    body_id: UUID,
    kind: str,
    by: Member,
    due_on: date | None = None,
    received_on: date | None = None,
    reference: str = "",
    titles: Mapping[str, str] | None = None,
    owner: ResponsibleBody | None = None,
) -> Obligation:
    """Write an obligation that no rule proposes. Without `due_on`, a communication is due 60 days after `received_on`.

    Raises NotDue, UnknownTerm, BodyCannotAnswer.
    """
    authorise(by, Permission.MANAGE_CALENDAR)
    made = Obligation(reference=reference.strip(), owner=_owner(owner))
    _describe(made, body_id=body_id, kind=kind, titles=titles or {})
    if kind == ObligationKind.COMMUNICATION and received_on is not None:
        made.rule, made.counted_from, made.span = Rule.SIXTY_DAYS, received_on, DAYS_FOR_A_COMMUNICATION
        counted = sixty_days_after(received_on)
        made.computed = due_on is None or due_on == counted
        due_on = due_on or counted
    if due_on is None:
        raise NotDue(_("Say by which day it is due, or, for a communication, on which day it came."))
    made.due_on = due_on
    made.save(force_insert=True)
    audit.record("obligation_added", made, by=by, after=_told(made))
    return made


@transaction.atomic
def edit(
    *,
    obligation: Obligation,
    body_id: UUID,
    kind: str,
    reference: str,
    titles: Mapping[str, str],
    owner: ResponsibleBody | None,
    by: Member,
    seen: datetime | None = None,
) -> Obligation:
    """Correct what it is called, to whom it is due and who prepares it; its date is moved with a reason instead.

    Raises ChangedSince, NotDue, UnknownTerm, BodyCannotAnswer.
    """
    authorise(by, Permission.MANAGE_CALENDAR)
    obligation = locked(obligation, seen=seen)
    before = _told(obligation)
    obligation.reference = reference.strip()
    if owner is None or owner.pk != obligation.owner_id:
        obligation.owner = _owner(owner)
    _describe(obligation, body_id=body_id, kind=kind, titles=titles)
    after = _told(obligation)
    changed = [name for name in after if after[name] != before[name]]
    if changed:
        try:
            with transaction.atomic():
                _touch(obligation, "reference", "owner", "body_id", "kind", *(f"title_{code}" for code in LANGUAGES))
        except IntegrityError:
            raise AlreadyThere(_("The calendar holds this obligation of the body already.")) from None
        audit.record(
            "obligation_edited",
            obligation,
            by=by,
            before={name: before[name] for name in changed},
            after={name: after[name] for name in changed},
        )
    return obligation


@transaction.atomic
def move(*, obligation: Obligation, due_on: date, reason: str, by: Member, seen: datetime | None = None) -> Slip:
    """Give an open obligation another date and keep the slip. Raises NotOpen, ReasonMissing, BadDate, ChangedSince."""
    authorise(by, Permission.MANAGE_CALENDAR)
    obligation = locked(obligation, seen=seen)
    _refuse_closed(obligation)
    if not reason.strip():
        raise ReasonMissing(_("Say why the date changes; the reason stays with it."))
    if due_on == obligation.due_on:
        raise BadDate(_("This is the date that stands already."))
    slip = Slip(
        obligation=obligation,
        due_from=obligation.due_on,
        due_to=due_on,
        reason=reason.strip(),
        by_id=by.pk,
        by_name=by.name,
    )
    slip.save(force_insert=True)
    obligation.due_on, obligation.computed = due_on, False
    _touch(obligation, "due_on", "computed")
    audit.record(
        "obligation_moved",
        obligation,
        by=by,
        before={"due_on": slip.due_from.isoformat()},
        after={"due_on": due_on.isoformat()},
        reason=slip.reason,
    )
    return slip


@transaction.atomic
def complete(*, obligation: Obligation, done_on: date, by: Member, reference: str = "") -> Obligation:
    """It was handed in, answered or held on a day; its symbol may be known now. Raises NotOpen, BadDate."""
    authorise(by, Permission.MANAGE_CALENDAR)
    obligation = locked(obligation)
    _refuse_closed(obligation)
    if done_on > timezone.localdate():
        raise BadDate(_("A day that is still to come cannot be the day it was done."))
    obligation.standing, obligation.done_on = Standing.DONE, done_on
    obligation.reference = reference.strip() or obligation.reference
    _touch(obligation, "standing", "done_on", "reference")
    audit.record("obligation_completed", obligation, by=by, after={"done_on": done_on.isoformat()})
    return obligation


@transaction.atomic
def cancel(*, obligation: Obligation, reason: str, by: Member) -> Obligation:
    """It is not owed, or no longer; it is not proposed again. Raises NotOpen, ReasonMissing."""
    authorise(by, Permission.MANAGE_CALENDAR)
    obligation = locked(obligation)
    _refuse_closed(obligation)
    if not reason.strip():
        raise ReasonMissing(_("Say why it is cancelled."))
    obligation.standing, obligation.cancel_reason = Standing.CANCELLED, reason.strip()
    _touch(obligation, "standing", "cancel_reason")
    audit.record("obligation_cancelled", obligation, by=by, reason=obligation.cancel_reason)
    return obligation


@transaction.atomic
def reopen(*, obligation: Obligation, by: Member) -> Obligation:
    """It was closed too early; the log keeps what was said. Raises StillOpen."""
    authorise(by, Permission.MANAGE_CALENDAR)
    obligation = locked(obligation)
    if obligation.is_open:
        raise StillOpen(_("It is open already."))
    before = {"standing": obligation.standing}
    obligation.standing, obligation.done_on, obligation.cancel_reason = Standing.OPEN, None, ""
    _touch(obligation, "standing", "done_on", "cancel_reason")
    audit.record("obligation_reopened", obligation, by=by, before=before, after={"standing": "open"})
    return obligation


def locked(obligation: Obligation, *, seen: datetime | None = None) -> Obligation:
    """The obligation as it stands now, held until the transaction ends. Raises ChangedSince when the form was older."""
    current = Obligation.objects.select_for_update(of=("self",)).get(pk=obligation.pk)
    if seen is not None and current.changed_at != seen:
        raise ChangedSince(_("Somebody changed this obligation after you opened it. Look at it as it stands now."))
    return current


def _refuse_closed(obligation: Obligation) -> None:
    if not obligation.is_open:
        raise NotOpen(_("It is closed. Open it again first."))


def _touch(obligation: Obligation, *fields: str) -> None:
    obligation.changed_at = timezone.now()
    obligation.save(update_fields=[*fields, "changed_at"])


def _owner(owner: ResponsibleBody | None) -> ResponsibleBody | None:
    """The body as it stands now. Raises BodyCannotAnswer for a retired one."""
    if owner is None:
        return None
    owner = ResponsibleBody.objects.get(pk=owner.pk)
    if owner.retired_at is not None:
        raise BodyCannotAnswer(_("This body is retired; it takes on nothing new."))
    return owner


def _describe(obligation: Obligation, *, body_id: UUID, kind: str, titles: Mapping[str, str]) -> None:
    if catalogue().bodies.get(body_id) is None:
        raise UnknownTerm(_("The reference lists do not hold this body."))
    if kind not in ObligationKind.values:
        raise NotDue(_("Choose the kind of the obligation."))
    words = {code: titles.get(code, "").strip() for code in LANGUAGES}
    if kind == ObligationKind.OTHER and not any(words.values()):
        raise NotDue(_("Say in your own words what is due; the kind does not say it."))
    obligation.body_id, obligation.kind = body_id, kind
    for code, text in words.items():
        setattr(obligation, f"title_{code}", text)


def _told(obligation: Obligation) -> dict[str, Any]:
    """What the log keeps of it."""
    return {
        "body": str(obligation.body_id),
        "kind": str(obligation.kind),
        "due_on": obligation.due_on.isoformat(),
        "reference": obligation.reference,
        "owner": str(obligation.owner_id) if obligation.owner_id else None,
        **{f"title_{code}": getattr(obligation, f"title_{code}") for code in LANGUAGES},
    }
