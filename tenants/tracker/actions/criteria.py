"""The criteria by which an institution ranks its recommendations, and where the bands begin.

After every change the scores are read anew, by a worker where they are many.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit
from tenants.tracker.actions.refusals import Refused, UnknownTerm
from tenants.tracker.locking import authorise
from tenants.tracker.models import Bands, Criterion, Rule
from tenants.tracker.models.priorities import HEAVIEST
from tenants.tracker.priorities.criteria import bands, establish
from tenants.tracker.priorities.jobs import rederive

WORDS = tuple(f"{part}_{code}" for part in ("name", "help") for code in ("ar", "en", "fr"))
NAMES = (*WORDS, "weight", "order", "rule")


@transaction.atomic
def add_criterion(*, values: Mapping[str, Any], by: Member) -> Criterion:
    """A criterion of the institution's own (`values` by the names of its fields). One of the same names is used again.

    Raises Refused without a name, UnknownTerm for another weight than 0 to 5 or an unknown rule.
    """
    authorise(by, Permission.MANAGE_SETTINGS)
    given = _checked(values)
    establish()
    named = {f"name_{code}": given.get(f"name_{code}", "") for code in ("ar", "en", "fr")}
    twin = Criterion.objects.current().filter(**named).first()
    if twin is not None:
        return twin
    made = Criterion(**given)
    made.save(force_insert=True)
    audit.record("criterion_added", made, by=by, after=given)
    rederive(by)
    return made


@transaction.atomic
def edit_criterion(*, key: UUID, values: Mapping[str, Any], by: Member) -> Criterion:
    """Change names, explanations, weight, order or rule. Raises as add_criterion does, Criterion.DoesNotExist."""
    authorise(by, Permission.MANAGE_SETTINGS)
    given = _checked(values)
    criterion = _held(key)
    before = {name: getattr(criterion, name) for name in given}
    changed = [name for name in given if before[name] != given[name]]
    if not changed:
        return criterion
    for name in changed:
        setattr(criterion, name, given[name])
    criterion.save(update_fields=changed)
    audit.record(
        "criterion_edited", criterion, by=by, before={name: before[name] for name in changed},
        after={name: given[name] for name in changed},
    )  # fmt: skip
    if "weight" in changed:
        rederive(by)
    return criterion


@transaction.atomic
def retire_criterion(*, key: UUID, by: Member) -> Criterion:
    """Take it off the sheet. The marks given by it are kept and count no longer. Raises Refused for the last one."""
    authorise(by, Permission.MANAGE_SETTINGS)
    criterion = _held(key)
    if criterion.retired_at is not None:
        return criterion
    if not Criterion.objects.current().exclude(pk=key).exists():
        raise Refused(_("The sheet needs at least one criterion."))
    criterion.retired_at = timezone.now()
    return _set_retired(criterion, "criterion_retired", by)


@transaction.atomic
def restore_criterion(*, key: UUID, by: Member) -> Criterion:
    """Put it on the sheet again, with the marks it had."""
    authorise(by, Permission.MANAGE_SETTINGS)
    criterion = _held(key)
    if criterion.retired_at is None:
        return criterion
    criterion.retired_at = None
    return _set_retired(criterion, "criterion_restored", by)


@transaction.atomic
def set_bands(*, high_from: int, medium_from: int, by: Member) -> Bands:
    """From which scores on a priority is high or medium. Raises Refused when they do not lie in that order."""
    authorise(by, Permission.MANAGE_SETTINGS)
    if not 1 <= medium_from < high_from <= 100:
        raise Refused(_("High begins above medium, and both lie between 1 and 100."))
    establish()
    limits = bands()
    before = {"high_from": limits.high_from, "medium_from": limits.medium_from}
    after = {"high_from": high_from, "medium_from": medium_from}
    if before == after:
        return limits
    limits.high_from, limits.medium_from = high_from, medium_from
    limits.save()
    audit.record("bands_set", limits, by=by, before=before, after=after)
    rederive(by)
    return limits


def _held(key: UUID) -> Criterion:
    establish()
    return Criterion.objects.select_for_update().get(pk=key)


def _set_retired(criterion: Criterion, verb: str, by: Member) -> Criterion:
    criterion.save(update_fields=["retired_at"])
    audit.record(verb, criterion, by=by, after={"name": criterion.name})
    rederive(by)
    return criterion


def _checked(values: Mapping[str, Any]) -> dict[str, Any]:
    given = {name: values[name] for name in NAMES if name in values}
    given |= {name: given[name].strip() for name in WORDS if name in given}
    if not any(given.get(f"name_{code}") for code in ("ar", "en", "fr")):
        raise Refused(_("Give the criterion a name in at least one language."))
    if not 0 <= given.get("weight", 1) <= HEAVIEST:
        raise UnknownTerm(_("Weights go from 0 to 5."))
    if given.get("rule", "") and given["rule"] not in Rule.values:
        raise UnknownTerm(_("There is no such rule."))
    return given
