"""From requested to ready, and out again: a state machine that can be run twice.

requested -> creating -> ready <-> suspended -> leaving -> dropped
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.db import IntegrityError, connections, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from shared.isolation.names import new_schema_name
from shared.isolation.scope import in_network
from tenants.institutions import schemas
from tenants.institutions.models import Domain, Institution, SchemaScript, Standing

SLUG = re.compile(r"[a-z0-9](?:[a-z0-9-]{0,38}[a-z0-9])?")

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


class BadSlug(ValueError):
    """The slug cannot be a host's first label: a to z, 0 to 9, hyphens within, 40 characters at most."""


def request_institution(*, slug: str, names: dict[str, str], kind: str, **details: object) -> Institution:
    """Note down a member to be: shapes `names` as {"ar": .., "en": .., "fr": ..}. Raises BadSlug and SlugTaken."""
    if not SLUG.fullmatch(slug):
        raise BadSlug(slug)
    with transaction.atomic(using="migrator"):
        if Domain.objects.using("migrator").filter(slug=slug).exists():
            raise SlugTaken(slug)
        institution = Institution(
            schema_name=new_schema_name(),
            kind=kind,
            **{f"name_{code}": name for code, name in names.items()},
            **details,
        )
        institution.save(using="migrator")
        try:
            with transaction.atomic(using="migrator"):
                Domain(slug=slug, institution=institution).save(using="migrator")
        except IntegrityError:  # somebody else was quicker
            raise SlugTaken(slug) from None
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
    """Change the standing along the table above. Raises NotAllowed.

    The row decides, not the object at hand, which another process may have overtaken."""
    with transaction.atomic(using="migrator"):
        row = Institution.objects.using("migrator").select_for_update().get(pk=institution.pk)
        if to not in NEXT[Standing(row.standing)]:
            raise NotAllowed(
                _("An institution that is “%(now)s” cannot become “%(then)s”.")
                % {"now": row.get_standing_display(), "then": to.label}
            )
        institution.standing, institution.standing_reason = to, reason
        institution.ready_at = row.ready_at or (timezone.now() if to == Standing.READY else None)
        institution.save(using="migrator", update_fields=["standing", "standing_reason", "ready_at"])


def _script() -> SchemaScript:
    """The newest script, which no migration replaces before this transaction ends. Raises TemplateMissing."""
    with connections["migrator"].cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock_shared(%s)", [schemas.MIGRATION_LOCK])
    script = SchemaScript.objects.using("migrator").order_by("-recorded_at").first()
    if script is None:
        raise TemplateMissing("Run `manage.py migrate` first.")
    return script


def provision(institution: Institution) -> Institution:
    """Give a requested institution its role and schema; returns it as it then stands.

    Safe to repeat, and to resume after a kill. Raises TemplateMissing."""
    with _one_at_a_time(institution):
        institution.refresh_from_db(using="migrator")
        if institution.standing == Standing.REQUESTED:
            move(institution, Standing.CREATING)
        if institution.standing == Standing.CREATING:
            with transaction.atomic(using="migrator"):
                script = _script()
                schemas.create_role_and_schema(institution.schema_name)
                schemas.replay(institution.schema_name, script.statements)
                schemas.grant(institution.schema_name)
                move(institution, Standing.READY)
    # Read anew through the ordinary connection, so that the caller can relate it to other rows.
    with in_network():
        return Institution.objects.get(pk=institution.pk)


def drop(institution: Institution) -> None:
    """Remove a leaving institution's schema and role; its public line stays as gone. Nothing brings it back: first
    `manage.py export_institution` (deploy/archive-format.md)."""
    with _one_at_a_time(institution):
        institution.refresh_from_db(using="migrator")
        if institution.standing != Standing.LEAVING:
            raise NotAllowed(_("Only an institution that is leaving can be dropped."))
        with transaction.atomic(using="migrator"):
            schemas.drop(institution.schema_name)
            move(institution, Standing.DROPPED)
