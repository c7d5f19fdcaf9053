"""The milestones of an action: set, reached, moved with a reason, taken out."""

from __future__ import annotations

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.planning.content import written
from tenants.planning.holding import authorise_report, held_action, held_milestone, past_day, touch
from tenants.planning.models import Action, Milestone
from tenants.planning.refusals import ReasonMissing, Refused
from tenants.records import audit
from tenants.tracker.locking import authorise


@transaction.atomic
def add(*, action: Action, words: str, due_on: date, by: Member) -> Milestone:
    """Set a milestone. Raises Refused without words, PlanRests.

    A day outside the action's own time is kept; the check of the action says so.
    """
    authorise(by, Permission.PLAN)
    action = held_action(action)
    words = words.strip()
    if not words:
        raise Refused(_("Say what is there when the milestone is reached."))
    milestone = Milestone(action=action, words=words, due_on=due_on)
    milestone.save(force_insert=True)
    touch(action)
    audit.record("milestone_added", action, by=by, after={"milestone": words, "due_on": written(due_on)})
    return milestone


@transaction.atomic
def reach(*, milestone: Milestone, by: Member, on: date | None = None) -> Milestone:
    """Say that it was reached, and when. Whoever plans may, and the focal point of the body that leads.

    Raises BadDate for a day to come, PlanRests.
    """
    milestone = held_milestone(milestone, open_only=False)
    authorise_report(by, milestone.action)
    day = past_day(on or timezone.localdate())
    if milestone.reached_on == day:
        return milestone
    before, milestone.reached_on = milestone.reached_on, day
    milestone.save(update_fields=["reached_on"])
    touch(milestone.action)
    _record("milestone_reached", milestone, by, "reached_on", before, day)
    return milestone


@transaction.atomic
def move(*, milestone: Milestone, due_on: date, reason: str, by: Member) -> Milestone:
    """Give it another day, with a reason that is kept; also while the plan is adopted, for time slips then.

    Raises ReasonMissing, Refused for one that is reached, PlanRests.
    """
    authorise(by, Permission.PLAN)
    milestone = held_milestone(milestone, open_only=False)
    if milestone.reached_on is not None:
        raise Refused(_("The milestone is reached; its day is past."))
    if not reason.strip():
        raise ReasonMissing(_("Say why the milestone moves."))
    if milestone.due_on == due_on:
        return milestone
    before, milestone.due_on = milestone.due_on, due_on
    milestone.save(update_fields=["due_on"])
    touch(milestone.action)
    _record("milestone_moved", milestone, by, "due_on", before, due_on, reason.strip())
    return milestone


@transaction.atomic
def remove(*, milestone: Milestone, by: Member) -> None:
    """Take it out of the plan. Raises PlanRests, Refused for one that is reached."""
    authorise(by, Permission.PLAN)
    milestone = held_milestone(milestone, open_only=True)
    if milestone.reached_on is not None:
        raise Refused(_("The milestone is reached; its day is past."))
    before = {"milestone": milestone.words, "due_on": written(milestone.due_on)}
    milestone.delete()
    touch(milestone.action)
    audit.record("milestone_removed", milestone.action, by=by, before=before)


def _record(
    verb: str, milestone: Milestone, by: Member, name: str, before: date | None, after: date, reason: str = ""
) -> None:
    audit.record(
        verb,
        milestone.action,
        by=by,
        before={name: written(before)},
        after={"milestone": milestone.words, name: written(after)},
        reason=reason,
    )
