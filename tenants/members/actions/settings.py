"""The institution's own choices. They stand on its public row, so the scope changes for the write."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable

from django.db import transaction

from shared.isolation.scope import in_network
from shared.languages.zones import is_zone
from tenants.institutions.models import Institution
from tenants.members.access import check
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records.audit import record

# What upper apps do when a choice has changed, by the choice's name; each is given the new value.
_followers: dict[str, list[Callable[[str], object]]] = defaultdict(list)

CHOICES = ("default_language", "month_style", "time_zone", "status_rule", "requires_second_factor")


def when_changed(choice: str, follow: Callable[[str], object]) -> None:
    """Let an upper app follow a choice; it runs in the same transaction, in the institution's scope."""
    if follow not in _followers[choice]:
        _followers[choice].append(follow)


@transaction.atomic
def change_settings(*, institution: Institution, by: Member, **choices: object) -> Institution:
    """Write the given choices (names in CHOICES) and note what changed.

    Raises ValueError for any other name, and for a time zone that does not exist.
    """
    check(by, Permission.MANAGE_SETTINGS)
    unknown = set(choices) - set(CHOICES)
    if unknown:
        raise ValueError(f"not a setting of an institution: {sorted(unknown)}")
    if not is_zone(str(choices.get("time_zone", "UTC"))):
        raise ValueError(f"not a time zone: {choices['time_zone']!r}")
    with in_network():
        stored = Institution.objects.select_for_update().get(pk=institution.pk)
        before = {name: getattr(stored, name) for name in choices}
        changed = {name: choice for name, choice in choices.items() if choice != before[name]}
        for name, choice in changed.items():
            setattr(stored, name, choice)
        if changed:
            stored.save(update_fields=list(changed))
    for name, choice in changed.items():
        for follow in _followers[name]:
            follow(str(choice))
    if changed:
        record(
            "changed_settings",
            noun="institution",
            by=by,
            before={name: before[name] for name in changed},
            after=changed,
        )
    return stored
