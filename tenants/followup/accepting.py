"""What an accepted update changes: the state's account of a recommendation, or the standing of an action."""

from __future__ import annotations

from django.utils import timezone

from tenants.followup.models import Submission, Update
from tenants.members.models import BodyKind, Member
from tenants.planning.actions import actions as plan_actions
from tenants.records import audit
from tenants.tracker.actions import assessments
from tenants.tracker.models import AssessorKind


def speaks_for_the_thing(update: Update) -> bool:
    """Whether what the body says moves it by itself: any body of the state reports on a recommendation with a voice
    of its own, an action has one standing and its lead says it."""
    if update.action is not None:
        return update.action.lead_id == update.request.body_id
    return update.request.body.kind == BodyKind.STATE


def keep_account(update: Update, said: Submission, by: Member) -> bool:
    """Record what was accepted, dated the day it was submitted. False where the body is not of the state.

    Raises what `assess` and `set_standing` raise.
    """
    day = timezone.localdate(said.at)
    value, account, language = (said.content[name] for name in ("value", "account", "language"))
    if update.action is not None:
        plan_actions.set_standing(action=update.action, standing=value, by=by, on=day, reason=account)
        return True
    if update.recommendation is None or update.request.body.kind != BodyKind.STATE:
        return False
    assessments.assess(
        recommendation=update.recommendation,
        kind=AssessorKind.STATE,
        value=value,
        assessed_on=day,
        by=by,
        body=update.request.body,
        account={language: account},
    )
    audit.record(
        "answer_accepted",
        update.recommendation,
        by=by,
        after={"body": str(update.request.body_id), "round": update.request.round.title},
    )
    return True
