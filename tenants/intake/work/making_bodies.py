"""Responsible bodies that a table names and the institution has not on its list: made once, and unmade."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any
from uuid import UUID

from shared.isolation.turns import one_at_a_time
from shared.taxonomy.matching import key
from tenants.intake.models import Batch
from tenants.members.actions.bodies import NAMES
from tenants.members.models import BodyKind, ResponsibleBody
from tenants.records import audit

MADE = "bodies_made"


def bodies_by_name(bodies: Iterable[ResponsibleBody] | None = None) -> dict[str, ResponsibleBody]:
    """The current bodies by every name and short name of theirs, folded; of two with one name the elder. One query."""
    found: dict[str, ResponsibleBody] = {}
    for body in ResponsibleBody.objects.current().order_by("pk") if bodies is None else bodies:
        for name in NAMES:
            if folded := key(getattr(body, name) or ""):
                found.setdefault(folded, body)
    return found


def make_bodies(works: Iterable[Mapping[str, Any]], batch: Batch) -> dict[str, str]:
    """Make the bodies that works (of `plain_work`) ask for and that do not stand yet, each with its line in the log.

    Returns the keys under which others made a body of the same name meanwhile: the key asked for to the one there is.
    """
    wanted = {one: names for work in works for one, names in work.get("make_bodies", {}).items()}
    if not wanted:
        return {}
    one_at_a_time("bodies")
    there = {str(pk) for pk in ResponsibleBody.objects.filter(pk__in=list(wanted)).values_list("pk", flat=True)}
    known, instead, made = bodies_by_name(), {}, []
    for one, said in wanted.items():
        if one in there:
            continue
        names = {name: str(said.get(name, "")) for name in NAMES}
        same = next((known[folded] for name in names.values() if (folded := key(name)) in known), None)
        if same is not None:
            instead[one] = str(same.pk)
            continue
        body = ResponsibleBody(pk=UUID(one), kind=said.get("kind", BodyKind.STATE), **names)
        body.save(force_insert=True)
        known |= {key(name): body for name in names.values() if name}
        audit.record("added", body, by=None, after={"kind": body.kind, **{n: t for n, t in names.items() if t}})
        made.append(one)
    if made:
        batch.counts = {**batch.counts, MADE: [*batch.counts.get(MADE, []), *made]}
        batch.save(update_fields=["counts"])
    return instead


def unmake_bodies(batch: Batch) -> None:
    """Take the bodies that the import made off the list, those that nothing names any more."""
    for body in ResponsibleBody.objects.filter(pk__in=batch.counts.get(MADE, [])):
        if not _is_named(body):
            audit.record("removed", body, by=None, before={"name": body.name})
            body.delete()


def _is_named(body: ResponsibleBody) -> bool:
    return any(
        relation.related_model._base_manager.filter(**{relation.field.name: body.pk}).exists()
        for relation in body._meta.related_objects
        if relation.field.model is relation.related_model
    )
