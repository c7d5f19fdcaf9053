"""How a bulk change is made, kept and undone: look, act, look again, keep both views.

A facet is the part of a recommendation that a verb touches (its tags, its assignments, some of its fields). It knows
how to look at many recommendations at once and how to set them back to what was seen.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import Any, Protocol
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records.audit import entry_for
from tenants.records.models import AuditEntry
from tenants.tracker.actions.refusals import NothingToDo, Refused
from tenants.tracker.locking import authorise
from tenants.tracker.models import BulkChange, Recommendation

Seen = dict[str, Any]  # a recommendation's key -> what the facet saw of it, as JSON


class Facet(Protocol):
    def look(self, keys: Collection[UUID]) -> Seen:
        """What stands now, comparable by ==, for each recommendation."""

    def set_back(self, before: Seen, after: Seen) -> None:
        """Restore exactly what `before` saw; `after` is what stands now."""

    def told(self, seen: Any) -> dict[str, Any]:
        """What the log says of one recommendation's view, in the words of the single actions."""


@dataclass(frozen=True)
class Verb:
    """A bulk verb: whose right it is, and the facet it touches, made from what was seen."""

    permission: Permission
    facet: Callable[[Seen], Facet]


@dataclass(frozen=True)
class Undone:
    """What an undo came to: how many were restored, and which had been changed since and stay as they are."""

    restored: int
    kept: list[UUID]


VERBS: dict[str, Verb] = {}


def hold(keys: Iterable[UUID]) -> list[UUID]:
    """Lock the recommendations, in one order for everybody. Keys that are not of this institution fall out."""
    rows = Recommendation.objects.select_for_update(of=("self",)).filter(pk__in=set(keys)).order_by("pk")
    return list(rows.values_list("pk", flat=True))


@transaction.atomic
def change(*, verb: str, facet: Facet, keys: list[UUID], act: Callable[[], None], by: Member) -> BulkChange:
    """Act on held recommendations and keep what changed. Raises NothingToDo when nothing did."""
    before = facet.look(keys)
    act()
    after = facet.look(keys)
    changed = [key for key in before if before[key] != after[key]]
    if not changed:
        raise NothingToDo(_("Nothing to change: all of the chosen recommendations are like this already."))
    made = BulkChange(
        verb=verb,
        by=by,
        count=len(changed),
        before={key: before[key] for key in changed},
        after={key: after[key] for key in changed},
    )
    made.save(force_insert=True)
    _log(verb, facet, made.before, made.after, made, by)
    return made


@transaction.atomic
def undo(*, change: BulkChange, by: Member) -> Undone:
    """Restore what a bulk change replaced, exactly, wherever nobody has changed it since.

    Its maker undoes it, or anybody who holds the right it needed. Raises Refused when it is undone already or when
    every one of its recommendations has been changed since.
    """
    change = BulkChange.objects.select_for_update(of=("self",)).get(pk=change.pk)
    verb = VERBS[change.verb]
    authorise(by, verb.permission)
    if change.undone_at is not None:
        raise Refused(_("This change has been undone already."))
    facet = verb.facet(change.after)
    held = {str(key) for key in hold(UUID(key) for key in change.after)}
    now = facet.look([UUID(key) for key in held])
    same = [key for key in change.after if key in held and now[key] == change.after[key]]
    if not same:
        raise Refused(_("Nothing can be undone: all of these recommendations have been changed since."))
    before = {key: change.before[key] for key in same}
    after = {key: change.after[key] for key in same}
    facet.set_back(before, after)
    change.undone_at = timezone.now()
    change.save(update_fields=["undone_at"])
    _log("bulk_undone", facet, after, before, change, by)
    return Undone(restored=len(same), kept=[UUID(key) for key in change.after if key not in set(same)])


def _log(verb: str, facet: Facet, before: Seen, after: Seen, change: BulkChange, by: Member) -> None:
    Recommendation.objects.filter(pk__in=list(after)).update(changed_at=timezone.now())
    entries = []
    for key, seen in after.items():
        old, new = facet.told(before[key]), facet.told(seen)
        names = [name for name in {**old, **new} if old.get(name) != new.get(name)]
        entry = entry_for(
            verb,
            by=by,
            noun="recommendation",
            before={name: old[name] for name in names if name in old},
            after={name: new[name] for name in names if name in new},
            group=change.pk,
        )
        entry.object_id = UUID(key)
        entries.append(entry)
    AuditEntry.objects.bulk_create(entries, batch_size=1000)
