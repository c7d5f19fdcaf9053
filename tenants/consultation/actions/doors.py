"""Links that many use: made, and closed."""

from __future__ import annotations

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.scope import current_institution_id
from tenants.consultation.actions.consultations import held
from tenants.consultation.models import Consultation, Door, DoorKind
from tenants.consultation.refusals import NotTaking, Published, Refused
from tenants.consultation.tokens import digest_of, token_of
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit
from tenants.tracker.locking import authorise


@transaction.atomic
def make_door(*, consultation: Consultation, kind: str, by: Member) -> Door:
    """A link of that kind; the one that stands already where there is one. Raises NotTaking, Published, Refused."""
    authorise(by, Permission.CONSULT)
    if kind not in DoorKind.values:
        raise Refused(_("There is no such link."))
    consultation = held(consultation)
    if consultation.is_drafting:
        raise NotTaking(_("Open it first: then links are made."))
    if consultation.published_at is not None:
        raise Published(_("Its result is published, so no new links are made."))
    standing = consultation.doors.standing().filter(kind=kind).first()
    if standing is not None:
        return standing
    door = Door(consultation=consultation, kind=kind)
    door.token_digest = digest_of(token_of(door.pk, kind=kind, institution_id=current_institution_id()))
    try:
        with transaction.atomic():
            door.save(force_insert=True)
    except IntegrityError:
        return consultation.doors.standing().get(kind=kind)
    audit.record("door_made", door, by=by, after={"kind": kind})
    return door


@transaction.atomic
def close_door(*, door: Door, by: Member) -> None:
    """The link opens nothing from now on; what came by it stays. Closing it twice is closing it once."""
    authorise(by, Permission.CONSULT)
    door = Door.objects.select_for_update(of=("self",)).get(pk=door.pk)
    if door.revoked_at is not None:
        return
    door.revoked_at = timezone.now()
    door.save(update_fields=["revoked_at"])
    audit.record("door_closed", door, by=by, before={"kind": door.kind})
