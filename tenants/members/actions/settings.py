"""The institution's own choices. They stand on its public row, so the scope changes for the write."""

from __future__ import annotations

from django.db import transaction

from shared.isolation.scope import in_network
from tenants.institutions.models import Institution
from tenants.members.models import Member
from tenants.records.audit import record

CHOICES = ("default_language", "month_style", "status_rule", "requires_second_factor")


@transaction.atomic
def change_settings(*, institution: Institution, by: Member, **choices: object) -> Institution:
    """Write the given choices (names in CHOICES) and note what changed. Raises ValueError for any other name."""
    unknown = set(choices) - set(CHOICES)
    if unknown:
        raise ValueError(f"not a setting of an institution: {sorted(unknown)}")
    with in_network():
        stored = Institution.objects.select_for_update().get(pk=institution.pk)
        before = {name: getattr(stored, name) for name in choices}
        changed = {name: choice for name, choice in choices.items() if choice != before[name]}
        for name, choice in changed.items():
            setattr(stored, name, choice)
        if changed:
            stored.save(update_fields=list(changed))
    if changed:
        record(
            "changed_settings",
            noun="institution",
            by=by,
            before={name: before[name] for name in changed},
            after=changed,
        )
    return stored
