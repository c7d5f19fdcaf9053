"""The plan itself: started, put to consultation, adopted, opened again."""

from __future__ import annotations

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from shared.isolation.turns import one_at_a_time
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.planning.freezing import snapshot
from tenants.planning.holding import held
from tenants.planning.models import Plan, PlanStanding, PlanVersion
from tenants.planning.refusals import NothingPlanned, Refused, StillOpen
from tenants.records import audit
from tenants.tracker.locking import authorise


@transaction.atomic
def start(*, title: str, by: Member) -> Plan:
    """A new plan, which becomes the current one. Raises Refused without a title, StillOpen beside an open plan.

    The plan before it keeps its actions and versions, and changes no more.
    """
    authorise(by, Permission.PLAN)
    title = title.strip()
    if not title:
        raise Refused(_("Give the plan a title."))
    one_at_a_time("plans")
    former = Plan.objects.select_for_update().current().first()
    if former is not None:
        if former.standing != PlanStanding.ADOPTED:
            raise StillOpen(_("The current plan is not adopted yet. Adopt it before another takes its place."))
        former.is_current = False
        former.save(update_fields=["is_current"])
        audit.record("plan_replaced", former, by=by, before={"title": former.title}, after={"title": title})
    plan = Plan(title=title)
    plan.save(force_insert=True)
    audit.record("plan_started", plan, by=by, after={"title": title})
    return plan


@transaction.atomic
def rename(*, plan: Plan, title: str, by: Member) -> Plan:
    """Give it another title. Versions keep the one they were adopted with. Raises Refused without one, PlanRests."""
    authorise(by, Permission.PLAN)
    title = title.strip()
    if not title:
        raise Refused(_("Give the plan a title."))
    plan = held(plan)
    if plan.title != title:
        before, plan.title = plan.title, title
        plan.save(update_fields=["title"])
        audit.record("plan_renamed", plan, by=by, before={"title": before}, after={"title": title})
    return plan


@transaction.atomic
def move(*, plan: Plan, standing: str, by: Member) -> Plan:
    """Put it to consultation, take it back to drafting, or open an adopted plan for its next version.

    Raises PlanRests when another plan has taken its place, Refused for any other way. `adopt` alone adopts.
    """
    authorise(by, Permission.PLAN)
    plan = held(plan, open_only=False)
    if standing not in {PlanStanding.DRAFTING, PlanStanding.CONSULTATION}:
        raise Refused(_("A plan is adopted as a version, not moved there."))
    if plan.standing == standing:
        return plan
    before, plan.standing = plan.standing, standing
    plan.save(update_fields=["standing"])
    audit.record("plan_moved", plan, by=by, before={"standing": before}, after={"standing": standing})
    return plan


@transaction.atomic
def adopt(*, plan: Plan, by: Member) -> PlanVersion:
    """Freeze the plan as its next version. Raises PlanRests when it is adopted already, NothingPlanned when empty."""
    authorise(by, Permission.PLAN)
    plan = held(plan)
    content = snapshot(plan)
    if not content["actions"]:
        raise NothingPlanned(_("There is no action in the plan yet, so there is nothing to adopt."))
    number = plan.versions.count() + 1
    version = PlanVersion(
        plan=plan, number=number, snapshot=content, adopted_by=by.pk, adopted_by_name=by.name
    )  # fmt: skip
    version.save(force_insert=True)
    before, plan.standing = plan.standing, PlanStanding.ADOPTED
    plan.save(update_fields=["standing"])
    after = {"standing": PlanStanding.ADOPTED.value, "version": number}
    audit.record("plan_adopted", plan, by=by, before={"standing": before}, after=after)
    return version
