"""The long work of clusters: computing what may belong together."""

from __future__ import annotations

from shared.isolation.scope import current_institution_id
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records.jobs import Progress, ask, runs
from tenants.records.models import Job
from tenants.tracker.clusters.suggesting import suggest
from tenants.tracker.locking import authorise
from tenants.tracker.models import Recommendation

SUGGEST = "cluster_suggestions"


def ask_for_suggestions(*, by: Member) -> Job:
    """Have the suggestions computed anew. Asking while it is under way asks once."""
    authorise(by, Permission.CLASSIFY)
    return ask(SUGGEST, current_institution_id(), by=by, total=Recommendation.objects.count())


def last_job() -> Job | None:
    """The computation under way, or the last one."""
    return Job.objects.filter(kind=SUGGEST).order_by("-asked_at").first()


@runs(SUGGEST)
def compute(progress: Progress) -> None:
    suggest(progress.tell)
