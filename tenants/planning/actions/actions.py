"""The actions of the plan: written down, changed, given to bodies, and how far they are."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.members.models import Member, ResponsibleBody
from tenants.members.roles import Permission
from tenants.planning.content import Content, written
from tenants.planning.holding import authorise_report, held, held_action, past_day, touch
from tenants.planning.models import Action, ActionStanding, Plan, SupportingBody
from tenants.planning.refusals import BadDate, BodyCannotAnswer, NotAnAction, ReasonMissing, Refused
from tenants.records import audit
from tenants.tracker.actions.assignments import check_body
from tenants.tracker.locking import authorise


def check_content(content: Content) -> None:
    """Raises NotAnAction or BadDate when the words, money or days do not hold together."""
    if not content.has_title:
        raise NotAnAction(_("Give the action a title in at least one language."))
    if content.starts_on and content.ends_on and content.ends_on < content.starts_on:
        raise BadDate(_("The action would end before it begins."))
    if (content.budget_amount is None) != (not content.budget_currency.strip()):
        raise NotAnAction(_("A budget needs its amount and its currency."))
    if content.budget_amount is not None and content.budget_amount <= 0:
        raise NotAnAction(_("A budget is more than nothing. Say instead that the action needs no money of its own."))
    if content.costs_nothing and (content.budget_amount is not None or content.budget_source.strip()):
        raise NotAnAction(_("An action has a budget or needs no money of its own, not both."))


@transaction.atomic
def add(*, plan: Plan, content: Content, by: Member) -> Action:
    """Write an action into the plan. Raises PlanRests, NotAnAction, BadDate."""
    authorise(by, Permission.PLAN)
    plan = held(plan)
    check_content(content)
    action = Action(plan=plan, **content.fields())
    action.save(force_insert=True)
    after = {name: written(value) for name, value in content.fields().items() if value}
    audit.record("action_added", action, by=by, after=after)
    return action


@transaction.atomic
def change(*, action: Action, content: Content, by: Member, seen: datetime | None = None) -> Action:
    """Change its words, time or money. Raises PlanRests, ChangedSince, NotAnAction, BadDate."""
    authorise(by, Permission.PLAN)
    action = held_action(action, seen=seen)
    check_content(content)
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    for name, value in content.fields().items():
        if getattr(action, name) != value:
            before[name], after[name] = written(getattr(action, name)), written(value)
            setattr(action, name, value)
    if after:
        touch(action, *after)
        audit.record("action_changed", action, by=by, before=before, after=after)
    return action


@transaction.atomic
def assign_bodies(
    *, action: Action, lead: ResponsibleBody | None, supporting: Collection[ResponsibleBody], by: Member
) -> Action:
    """Say who leads and who supports, all of them anew. Raises PlanRests, BodyCannotAnswer.

    A body that stays is not asked again whether it may, so that a retired one keeps what it has.
    """
    authorise(by, Permission.PLAN)
    action = held_action(action)
    standing = {line.body_id: line for line in action.supporting.all()}
    if lead is not None and lead.pk in {body.pk for body in supporting}:
        raise BodyCannotAnswer(_("One body cannot both lead an action and support it."))
    if lead is not None and lead.pk != action.lead_id:
        check_body(lead, lead=True)
    wanted = {body.pk: body for body in supporting}
    for key in wanted.keys() - standing.keys():
        check_body(wanted[key], lead=False)
    before: dict[str, Any] = {}
    after: dict[str, Any] = {}
    if action.lead_id != (lead.pk if lead else None):
        before["lead"], after["lead"] = str(action.lead_id or "") or None, str(lead.pk) if lead else None
        action.lead = lead
    if wanted.keys() != standing.keys():
        before["supporting"], after["supporting"] = sorted(map(str, standing)), sorted(map(str, wanted))
        action.supporting.exclude(body__in=wanted).delete()
        SupportingBody.objects.bulk_create(
            SupportingBody(action=action, body=wanted[key]) for key in wanted.keys() - standing.keys()
        )
    if after:
        touch(action, "lead")
        audit.record("action_bodies_named", action, by=by, before=before, after=after)
    return action


@transaction.atomic
def set_standing(*, action: Action, standing: str, by: Member, on: date | None = None, reason: str = "") -> Action:
    """Say how far it is, and since when. Whoever plans may, and the focal point of the body that leads it.

    Raises BadDate for a day to come, ReasonMissing when it is abandoned without a word, Refused, PlanRests.
    """
    action = held_action(action, open_only=False)
    authorise_report(by, action)
    if standing not in ActionStanding.values:
        raise Refused(_("Choose how far the action is."))
    if standing == ActionStanding.ABANDONED and not reason.strip():
        raise ReasonMissing(_("Say why the action is abandoned."))
    day = None if standing == ActionStanding.NOT_STARTED else past_day(on or timezone.localdate())
    if (action.standing, action.standing_on) == (standing, day):
        return action
    before = {"standing": action.standing, "standing_on": written(action.standing_on)}
    action.standing, action.standing_on = standing, day
    touch(action, "standing", "standing_on")
    after = {"standing": standing, "standing_on": written(day)}
    audit.record("action_standing_set", action, by=by, before=before, after=after, reason=reason.strip())
    return action
