"""Unfinished actions of an earlier plan, carried into the current one."""

from __future__ import annotations

from collections.abc import Collection
from uuid import UUID

from django.db import transaction

from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.planning.content import Content
from tenants.planning.holding import held
from tenants.planning.models import Action, ActionServes, IndicatorOf, Milestone, Plan, SupportingBody
from tenants.records import audit
from tenants.records.models import AuditEntry
from tenants.tracker.locking import authorise


@transaction.atomic
def carry(*, plan: Plan, actions: Collection[UUID], by: Member) -> list[Action]:
    """Copy the unfinished of these actions of earlier plans into the plan; returns the new ones.

    Bodies, standing, what they serve, their indicators and the milestones not reached go along; the earlier actions
    stay as they are. An action that was carried before is not carried again. Raises PlanRests. The number of queries
    does not grow with the actions.
    """
    authorise(by, Permission.PLAN)
    plan = held(plan)
    wanted = Action.objects.unfinished_of_earlier_plans().filter(pk__in=actions).exclude(carried_into__plan=plan)
    olds = list(wanted.whole().in_plan_order())
    made: dict[UUID, Action] = {
        old.pk: Action(
            plan=plan,
            lead=old.lead,
            standing=old.standing,
            standing_on=old.standing_on,
            carried_from=old,
            **Content.of(old).fields(),
        )
        for old in olds
    }
    Action.objects.bulk_create(made.values())
    SupportingBody.objects.bulk_create(
        SupportingBody(action=made[old.pk], body=line.body) for old in olds for line in old.supporting.all()
    )
    Milestone.objects.bulk_create(
        Milestone(action=made[old.pk], words=one.words, due_on=one.due_on)
        for old in olds
        for one in old.milestones.all()
        if one.reached_on is None
    )
    ActionServes.objects.bulk_create(
        ActionServes(
            action=made[old.pk],
            recommendation=line.recommendation,
            cluster=line.cluster,
            sdg_code=line.sdg_code,
            national_item=line.national_item,
        )
        for old in olds
        for line in old.serves.all()
    )
    IndicatorOf.objects.bulk_create(
        IndicatorOf(action=made[old.pk], indicator=line.indicator)
        for old in olds
        for line in old.indicator_lines.all()
        if line.indicator.retired_at is None
    )
    entries = [
        audit.entry_for("action_carried", made[old.pk], by=by, after={"carried_from": old.plan.title}) for old in olds
    ]
    AuditEntry.objects.bulk_create(entries)
    return list(made.values())
