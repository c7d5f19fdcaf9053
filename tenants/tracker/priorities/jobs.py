"""Scores read anew after the criteria changed: at once where there are few, by a worker where there are many."""

from __future__ import annotations

from shared.isolation.identifiers import new_id
from tenants.members.models import Member
from tenants.records.jobs import Progress, ask, runs
from tenants.records.models import Job
from tenants.tracker.priorities.deriving import derive, scored, slices

RESCORE = "priorities_rescored"
AT_ONCE = 200


def rederive(by: Member) -> Job | None:
    """Read every score anew; the job that does it where it is more than a page can wait for.

    Every change of the criteria asks by itself, for a job under way may have passed some recommendations already.
    """
    keys = scored()
    if len(keys) > AT_ONCE:
        return ask(RESCORE, new_id(), by=by, total=len(keys))
    derive(keys, by)
    return None


@runs(RESCORE)
def rescore(progress: Progress) -> None:
    """Slice by slice; each reads the criteria as they stand then."""
    asked_by = progress.job.asked_by
    by = Member.objects.filter(pk=asked_by).first() if asked_by else None
    keys, done = scored(), 0
    for part in slices(keys):
        derive(part, by)
        done += len(part)
        progress.tell(done, len(keys))
