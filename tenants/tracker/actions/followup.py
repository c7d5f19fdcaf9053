"""Which recommendations a committee chose for its follow-up procedure."""

from __future__ import annotations

from django.db import transaction

from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit
from tenants.tracker.locking import authorise, locked, touch
from tenants.tracker.models import Recommendation


@transaction.atomic
def choose_for_followup(*, recommendation: Recommendation, chosen: bool, by: Member) -> Recommendation:
    """Say that the committee chose its paragraph for follow-up, or that it did not. Twice is once."""
    authorise(by, Permission.EDIT_RECOMMENDATIONS)
    recommendation = locked(recommendation)
    if recommendation.for_followup == chosen:
        return recommendation
    recommendation.for_followup = chosen
    touch(recommendation, "for_followup")
    verb = "chosen_for_followup" if chosen else "not_chosen_for_followup"
    audit.record(verb, recommendation, by=by, before={"for_followup": not chosen}, after={"for_followup": chosen})
    return recommendation
