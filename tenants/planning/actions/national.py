"""The items of national plans: written down, changed, retired."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.turns import one_at_a_time
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.planning.content import LANGUAGES
from tenants.planning.models import NationalPlanItem
from tenants.planning.refusals import NotAnItem
from tenants.records import audit
from tenants.tracker.locking import authorise


def _fields(plan_name: str, code: str, titles: dict[str, str]) -> dict[str, Any]:
    """By the names of the item's fields. Raises NotAnItem when something is missing."""
    given = {"plan_name": " ".join(plan_name.split()), "code": " ".join(code.split())}
    given |= {f"title_{language}": titles.get(language, "").strip() for language in LANGUAGES}
    if not given["plan_name"] or not given["code"] or not any(given[f"title_{one}"] for one in LANGUAGES):
        raise NotAnItem(_("Give the plan's name, the item's code, and a title in at least one language."))
    return given


@transaction.atomic
def add(*, plan_name: str, code: str, titles: dict[str, str], by: Member) -> NationalPlanItem:
    """Write an item down; `titles` by language. The same twice is once.

    Raises NotAnItem, also when another title stands under this code of this plan.
    """
    authorise(by, Permission.PLAN)
    given = _fields(plan_name, code, titles)
    one_at_a_time("national items")
    standing = NationalPlanItem.objects.filter(plan_name=given["plan_name"], code=given["code"]).first()
    if standing is not None:
        if all(getattr(standing, name) == value for name, value in given.items()):
            return standing
        raise NotAnItem(_("An item of this plan has this code already."))
    item = NationalPlanItem(**given)
    item.save(force_insert=True)
    audit.record("national_item_added", item, by=by, after={name: value for name, value in given.items() if value})
    return item


@transaction.atomic
def change(
    *, item: NationalPlanItem, plan_name: str, code: str, titles: dict[str, str], by: Member
) -> NationalPlanItem:
    """Change its words or its code. Raises NotAnItem, also when the code is taken."""
    authorise(by, Permission.PLAN)
    given = _fields(plan_name, code, titles)
    one_at_a_time("national items")
    item = NationalPlanItem.objects.select_for_update().get(pk=item.pk)
    taken = NationalPlanItem.objects.filter(plan_name=given["plan_name"], code=given["code"]).exclude(pk=item.pk)
    if taken.exists():
        raise NotAnItem(_("An item of this plan has this code already."))
    before = {name: getattr(item, name) for name, value in given.items() if getattr(item, name) != value}
    if before:
        for name in before:
            setattr(item, name, given[name])
        item.save(update_fields=list(before))
        after = {name: given[name] for name in before}
        audit.record("national_item_changed", item, by=by, before=before, after=after)
    return item


@transaction.atomic
def retire(*, item: NationalPlanItem, by: Member) -> NationalPlanItem:
    """No action is put to it any more; those that serve it keep it. Twice is once."""
    authorise(by, Permission.PLAN)
    item = NationalPlanItem.objects.select_for_update().get(pk=item.pk)
    if item.retired_at is None:
        item.retired_at = timezone.now()
        item.save(update_fields=["retired_at"])
        audit.record("national_item_retired", item, by=by)
    return item


@transaction.atomic
def restore(*, item: NationalPlanItem, by: Member) -> NationalPlanItem:
    """It is offered again. Twice is once."""
    authorise(by, Permission.PLAN)
    item = NationalPlanItem.objects.select_for_update().get(pk=item.pk)
    if item.retired_at is not None:
        item.retired_at = None
        item.save(update_fields=["retired_at"])
        audit.record("national_item_restored", item, by=by)
    return item
