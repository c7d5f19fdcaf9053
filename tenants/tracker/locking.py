"""The first step of every act: who does it, and on what, held until the act is done."""

from __future__ import annotations

from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.scope import current_institution_id, in_network
from tenants.institutions.models import Institution
from tenants.members.access import check
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.tracker.actions.refusals import ChangedSince
from tenants.tracker.models import Recommendation


def authorise(by: Member, permission: Permission) -> None:
    """Raises Denied when the role lacks the permission, WrongScope when the member belongs elsewhere."""
    by.refuse_if_stranger(current_institution_id())
    check(by, permission)


def locked(recommendation: Recommendation, *, seen: datetime | None = None) -> Recommendation:
    """The recommendation as it stands now, held until the transaction ends.

    `seen` is the `changed_at` of the form the person filled in. Raises ChangedSince when it is older.
    """
    current = Recommendation.objects.select_for_update(of=("self",)).get(pk=recommendation.pk)
    if seen is not None and current.changed_at != seen:
        raise ChangedSince(
            _("Somebody changed this recommendation after you opened it. Look at it as it stands now, then try again.")
        )
    return current


def touch(recommendation: Recommendation, *fields: str) -> None:
    """Write the named fields and the moment of the change."""
    recommendation.changed_at = timezone.now()
    recommendation.save(update_fields=[*fields, "changed_at"])


def institution_here() -> Institution:
    """The institution at hand: its kind and its rules stand in public, where its own role cannot read."""
    key = current_institution_id()
    with in_network():
        return Institution.objects.get(pk=key)
