"""The first step of every act on the plan: who does it, on what, and whether the plan is open for it."""

from __future__ import annotations

from datetime import date, datetime

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.isolation.scope import current_institution_id
from tenants.members.access import Denied
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.planning.models import Action, Indicator, Milestone, Plan
from tenants.planning.refusals import BadDate, ChangedSince, PlanRests


def held(plan: Plan, *, open_only: bool = True) -> Plan:
    """The plan as it stands now, held until the transaction ends. Raises PlanRests when its contents may not change."""
    plan = Plan.objects.select_for_update().get(pk=plan.pk)
    if not plan.is_current:
        raise PlanRests(_("A later plan has taken the place of this one. It stays as it is."))
    if open_only and not plan.is_open:
        raise PlanRests(
            _("The plan is adopted. Open it for revision first; the adopted version stays beside the new one.")
        )
    return plan


def held_action(action: Action, *, open_only: bool = True, seen: datetime | None = None) -> Action:
    """The action as it stands now, held until the transaction ends. Raises PlanRests, ChangedSince.

    `seen` is the `changed_at` of the form that was filled in.
    """
    # The plan first, always: two acts then wait for each other in one order.
    held(Plan(pk=action.plan_id), open_only=open_only)
    current = Action.objects.select_for_update().get(pk=action.pk)
    if seen is not None and current.changed_at != seen:
        raise ChangedSince(
            _("Somebody changed this action after you opened it. Look at it as it stands now, then try again.")
        )
    return current


def held_milestone(milestone: Milestone, *, open_only: bool) -> Milestone:
    """The milestone as it stands now with its action, both held. Raises PlanRests."""
    action = held_action(milestone.action, open_only=open_only)
    current = Milestone.objects.select_for_update().get(pk=milestone.pk)
    current.action = action
    return current


def held_indicator(indicator: Indicator, *, definition: bool = True, seen: datetime | None = None) -> Indicator:
    """The indicator as it stands now, held until the transaction ends. Raises ChangedSince, and PlanRests when its
    definition is to change while the current plan, of which it measures an action, stands adopted.
    """
    # The plan first, as everywhere.
    plan = Plan.objects.select_for_update().current().first()
    current = Indicator.objects.select_for_update().get(pk=indicator.pk)
    if definition and plan is not None and not plan.is_open and current.lines.filter(action__plan=plan).exists():
        raise PlanRests(
            _("The indicator measures an action of the adopted plan. Open the plan for revision to change it.")
        )
    if seen is not None and current.changed_at != seen:
        raise ChangedSince(
            _("Somebody changed this indicator after you opened it. Look at it as it stands now, then try again.")
        )
    return current


def may_measure(member: Member, indicator: Indicator) -> bool:
    """Whether she may say how it stands: who plans, the focal point of the body that measures it, and of one that
    leads an action it speaks of. At most one query.
    """
    return Indicator.objects.filter(pk=indicator.pk).measured_by(member).exists()


def authorise_measurement(by: Member, indicator: Indicator) -> None:
    """Raises Denied when she may not say how the indicator stands, WrongScope when she belongs elsewhere."""
    by.refuse_if_stranger(current_institution_id())
    if not may_measure(by, indicator):
        raise Denied(
            _("Only those who plan, and the focal point of a body that measures it or leads its action, measure it.")
        )


def touch(action: Action, *fields: str) -> None:
    """Write the named fields and the moment of the change."""
    action.changed_at = timezone.now()
    action.save(update_fields=[*fields, "changed_at"])


def may_report(member: Member, action: Action) -> bool:
    """Whether she may say how far it is: who plans, and the focal point of the body that leads it."""
    if member.may(Permission.PLAN):
        return True
    return member.may(Permission.ASSESS_FOR_STATE) and action.is_led_by(member)


def authorise_report(by: Member, action: Action) -> None:
    """Raises Denied when she may not say how far the action is, WrongScope when she belongs elsewhere."""
    by.refuse_if_stranger(current_institution_id())
    if not may_report(by, action):
        raise Denied(
            _("Only those who plan, and the focal point of the body that leads this action, say how far it is.")
        )


def past_day(day: date) -> date:
    """A day that has come. Raises BadDate for one that has not."""
    if day > timezone.localdate():
        raise BadDate(_("This day lies in the future."))
    return day
