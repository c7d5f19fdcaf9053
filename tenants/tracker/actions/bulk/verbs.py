"""Classify, categorise, assign, unassign and prioritise many recommendations in a few queries.

Each returns the BulkChange that undoes it; its `count` is how many recommendations really changed. All raise Denied
without the right and NothingToDo when nothing would change.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.members.models import Member, ResponsibleBody
from tenants.members.roles import Permission
from tenants.tracker.actions.assignments import check_body
from tenants.tracker.actions.bulk.changing import VERBS, Verb, change, hold
from tenants.tracker.actions.bulk.facets import Assignments, Fields, Tags
from tenants.tracker.actions.classification import ACTION_CATEGORIES, current_term, source_label_of
from tenants.tracker.actions.priorities import AGAINST_THE_SHEET, check_priority
from tenants.tracker.actions.refusals import AlreadyLed, ReasonMissing, UnknownTerm
from tenants.tracker.locking import authorise
from tenants.tracker.models import Assignment, BulkChange, Priority, Provenance, Recommendation, Tag
from tenants.tracker.priorities.criteria import bands

Terms = Iterable[tuple[str, UUID]]  # (kind, term's key)

VERBS["classified"] = Verb(Permission.CLASSIFY, lambda seen: Tags({term for row in seen.values() for term in row}))
VERBS["categorised"] = Verb(Permission.CLASSIFY, lambda seen: Fields(["action_category"]))
VERBS["prioritised"] = Verb(Permission.PRIORITISE, lambda seen: Fields({name for row in seen.values() for name in row}))
VERBS["assigned"] = Verb(Permission.ASSIGN, lambda seen: Assignments())
VERBS["unassigned"] = Verb(Permission.ASSIGN, lambda seen: Assignments())


@transaction.atomic
def classify(*, recommendations: Iterable[UUID], by: Member, add: Terms = (), remove: Terms = ()) -> BulkChange:
    """Tag many with some terms, and take some off. What is removed stays as refused. Raises UnknownTerm."""
    authorise(by, Permission.CLASSIFY)
    adding, removing = set(add), set(remove)
    for kind, term_id in adding:
        current_term(kind, term_id)
    keys = hold(recommendations)

    def act() -> None:
        for kind, term_id in adding:
            _add(keys, kind, term_id, by)
        for kind, term_id in removing - adding:
            _remove(keys, kind, term_id, by)

    return change(
        verb="classified", facet=Tags({f"{kind}:{term}" for kind, term in adding | removing}), keys=keys, act=act, by=by
    )


def _add(keys: list[UUID], kind: str, term_id: UUID, by: Member) -> None:
    there = Tag.objects.filter(recommendation__in=keys, kind=kind, term_id=term_id)
    tagged = set(there.values_list("recommendation_id", flat=True))
    there.filter(provenance__in=[Provenance.SUGGESTED, Provenance.REFUSED]).update(
        provenance=Provenance.CONFIRMED, by_id=by.pk, by_name=by.name, at=timezone.now()
    )
    fresh = [
        Tag(
            recommendation_id=key, kind=kind, term_id=term_id, provenance=Provenance.CONFIRMED,
            by_id=by.pk, by_name=by.name,
        )
        for key in keys
        if key not in tagged
    ]  # fmt: skip
    Tag.objects.bulk_create(fresh, batch_size=1000)


def _remove(keys: list[UUID], kind: str, term_id: UUID, by: Member) -> None:
    there = Tag.objects.filter(recommendation__in=keys, kind=kind, term_id=term_id)
    unnamed = there.filter(provenance=Provenance.SOURCE, source_label="").first()
    if unnamed is not None:
        there.filter(provenance=Provenance.SOURCE, source_label="").update(source_label=source_label_of(unnamed))
    there.exclude(provenance=Provenance.REFUSED).update(
        provenance=Provenance.REFUSED, by_id=by.pk, by_name=by.name, at=timezone.now()
    )


@transaction.atomic
def categorise(*, recommendations: Iterable[UUID], category: int | None, by: Member) -> BulkChange:
    """Set the kind of action asked for, 1 to 5, None for none. Raises UnknownTerm."""
    authorise(by, Permission.CLASSIFY)
    if category is not None and category not in ACTION_CATEGORIES:
        raise UnknownTerm(_("Action categories go from 1 to 5."))
    keys = hold(recommendations)
    rows = Recommendation.objects.filter(pk__in=keys)
    return change(
        verb="categorised",
        facet=Fields(["action_category"]),
        keys=keys,
        act=lambda: _set(rows, action_category=category),
        by=by,
    )


@transaction.atomic
def prioritise(
    *,
    recommendations: Iterable[UUID],
    by: Member,
    priority: str | None = None,
    due_on: date | None = None,
    clear_due: bool = False,
    reason: str = "",
) -> BulkChange:
    """Set the priority, the due day, or both. None leaves a thing as it is; `clear_due` takes the day away.

    Raises ReasonMissing where the scoring sheet of any of them comes to another priority and no reason is given.
    """
    authorise(by, Permission.PRIORITISE)
    values: dict[str, object] = {}
    if priority is not None:
        check_priority(priority)
    if due_on is not None or clear_due:
        values["due_on"] = due_on
    keys = hold(recommendations)
    rows = Recommendation.objects.filter(pk__in=keys)

    def act() -> None:
        _set(rows, **values)
        if priority is not None:
            _set_priority(rows, priority, reason.strip()[:500])

    # The score is looked at so that an undo leaves alone what was scored anew since.
    names = [*values, *(["priority", "priority_reason", "priority_score"] if priority is not None else [])]
    return change(verb="prioritised", facet=Fields(names), keys=keys, act=act, by=by)


def _set_priority(rows: QuerySet[Recommendation], priority: str, reason: str) -> None:
    """By hand against the sheet needs a reason, which then stands; with the sheet none is kept."""
    limits = bands()
    agrees = Q(priority_score=None)
    if priority:
        first, above = {
            Priority.HIGH: (limits.high_from, 101),
            Priority.MEDIUM: (limits.medium_from, limits.high_from),
            Priority.LOW: (0, limits.medium_from),
        }[Priority(priority)]
        agrees |= Q(priority_score__gte=first, priority_score__lt=above)
    against = rows.exclude(agrees)
    if not reason and against.exclude(priority=priority, priority_reason__gt="").exists():
        raise ReasonMissing(AGAINST_THE_SHEET)
    if reason:
        against.update(priority=priority, priority_reason=reason)
    rows.filter(agrees).update(priority=priority, priority_reason="")


def _set(rows: object, **values: object) -> None:
    if values:
        rows.update(**values)  # type: ignore[attr-defined]


@transaction.atomic
def assign(
    *, recommendations: Iterable[UUID], body: ResponsibleBody, lead: bool, by: Member, replace: bool = False
) -> BulkChange:
    """Make a body answer for many: as lead, or in support.

    Where another body leads, `replace` puts this one in its place; without it those are left as they are, and when
    that is all of them AlreadyLed is raised. A body that leads is not made a supporting one. Raises BodyCannotAnswer.
    """
    authorise(by, Permission.ASSIGN)
    body = check_body(body, lead=lead)
    keys = hold(recommendations)
    theirs = Assignment.objects.filter(recommendation__in=keys).exclude(body=body)
    led = set(theirs.filter(lead=True).values_list("recommendation_id", flat=True)) if lead else set()
    if keys and len(led) == len(keys) and not replace:
        raise AlreadyLed(_("Other bodies lead all of these. Choose to replace them, or add a supporting body."))
    reached = keys if replace else [key for key in keys if key not in led]

    def act() -> None:
        if lead and replace:
            theirs.filter(lead=True).delete()
        mine = Assignment.objects.filter(recommendation__in=reached, body=body)
        if lead:
            mine.filter(lead=False).update(lead=True)
        present = set(mine.values_list("recommendation_id", flat=True))
        fresh = [Assignment(recommendation_id=key, body=body, lead=lead) for key in reached if key not in present]
        Assignment.objects.bulk_create(fresh, batch_size=1000)

    return change(verb="assigned", facet=Assignments(), keys=keys, act=act, by=by)


@transaction.atomic
def unassign(*, recommendations: Iterable[UUID], body: ResponsibleBody, by: Member) -> BulkChange:
    """Many no longer have this body answer for them."""
    authorise(by, Permission.ASSIGN)
    keys = hold(recommendations)
    mine = Assignment.objects.filter(recommendation__in=keys, body=body)
    return change(verb="unassigned", facet=Assignments(), keys=keys, act=lambda: mine.delete() and None, by=by)
