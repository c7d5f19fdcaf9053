"""From requested to ready, and out again: a state machine that can be run twice.

requested -> creating -> ready <-> suspended -> leaving -> dropped
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shared.isolation.names import new_schema_name
from shared.isolation.scope import in_network
from tenants.institutions import schemas
from tenants.institutions.models import Domain, Institution, SchemaScript, Standing

NEXT = {
    Standing.REQUESTED: {Standing.CREATING},
    Standing.CREATING: {Standing.READY},
    Standing.READY: {Standing.SUSPENDED, Standing.LEAVING},
    Standing.SUSPENDED: {Standing.READY, Standing.LEAVING},
    Standing.LEAVING: {Standing.READY, Standing.DROPPED},
    Standing.DROPPED: set(),
}


class NotAllowed(Exception):
    """The institution cannot go from where it stands to where it was sent."""


class TemplateMissing(Exception):
    """No schema script is recorded: `manage.py migrate` has not run."""


class SlugTaken(Exception):
    """Another institution answers at this address."""


def request_institution(*, slug: str, names: dict[str, str], kind: str, **details: object) -> Institution:
    """Note down a member to be: shapes `names` as {"ar": .., "en": .., "fr": ..}. Raises SlugTaken."""
    with transaction.atomic(using="migrator"):
        if Domain.objects.using("migrator").filter(slug=slug).exists():
            raise SlugTaken(slug)
        institution = Institution(
            schema_name=new_schema_name(), kind=kind, **{f"name_{code}": name for code, name in names.items()}, **details
        )
        institution.save(using="migrator")
        Domain(slug=slug, institution=institution).save(using="migrator")
    return institution


@contextmanager
def _one_at_a_time(institution: Institution) -> Iterator[None]:
    """Advisory lock on the institution, held on the migrator's session."""
    with connections["migrator"].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(hashtextextended(%s, 0))", [str(institution.pk)])
    try:
        yield
    finally:
        with connections["migrator"].cursor() as cursor:
            cursor.execute("SELECT pg_advisory_unlock(hashtextextended(%s, 0))", [str(institution.pk)])


def move(institution: Institution, to: Standing, *, reason: str = "") -> None:
    """Change the standing along the table above. Raises NotAllowed."""
    if to not in NEXT[Standing(institution.standing)]:
        raise NotAllowed(
            _("An institution that is “%(now)s” cannot become “%(then)s”.")
            % {"now": institution.get_standing_display(), "then": to.label}
        )
    institution.standing, institution.standing_reason = to, reason
    if to == Standing.READY and institution.ready_at is None:
        institution.ready_at = timezone.now()
    institution.save(using="migrator", update_fields=["standing", "standing_reason", "ready_at"])


def provision(institution: Institution) -> Institution:
    """Give a requested institution its role and schema; returns it as it then stands. Safe to repeat and to resume after a kill."""
    script = SchemaScript.objects.using("migrator").order_by("-recorded_at").first()
    if script is None:
        raise TemplateMissing("Run `manage.py migrate` first.")
    with _one_at_a_time(institution):
        institution.refresh_from_db(using="migrator")
        if institution.standing == Standing.REQUESTED:
            move(institution, Standing.CREATING)
        if institution.standing == Standing.CREATING:
            with transaction.atomic(using="migrator"):
                schemas.create_role_and_schema(institution.schema_name)
                schemas.replay(institution.schema_name, script.statements)
                schemas.grant(institution.schema_name)
                move(institution, Standing.READY)
    # Read anew through the ordinary connection, so that the caller can relate it to other rows.
    with in_network():
        return Institution.objects.get(pk=institution.pk)


def drop(institution: Institution) -> None:
    """Remove a leaving institution's schema and role; its public line stays as gone."""
    with _one_at_a_time(institution):
        institution.refresh_from_db(using="migrator")
        if institution.standing != Standing.LEAVING:
            raise NotAllowed(_("Only an institution that is leaving can be dropped."))
        schemas.drop(institution.schema_name)
        move(institution, Standing.DROPPED)
