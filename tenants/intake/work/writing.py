"""What an old tracker knows of the work, written beside the recommendations it came with, and taken back.

`plain_work` says what a row knows (when it is staged), `changes_of_work` what that would change (`standing_work` is
read once for a whole chunk), `write_work` writes a chunk, `undo_work` takes a whole import's work back, `own_rows` are
the rows that an undo need not take for somebody's work.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID, uuid5

from django.utils import translation
from django.utils.translation import gettext

from tenants.institutions.models import InstitutionKind
from tenants.intake.models import Batch, StagedItem, Verdict
from tenants.intake.work.making_bodies import make_bodies, unmake_bodies
from tenants.intake.work.said import plain_work
from tenants.intake.work.standing import WORK_FIELDS, Changes, WorkStanding, changes_of_work, day_of, standing_work
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit
from tenants.records.models import AuditEntry
from tenants.tracker import status
from tenants.tracker.actions.scales import the_nhri_sits_here
from tenants.tracker.locking import institution_here
from tenants.tracker.models import Assessment, AssessorKind, Assignment, Cause, Recommendation, StatusChange

__all__ = ["changes_of_work", "own_rows", "plain_work", "standing_work", "undo_work", "write_work"]


@dataclass(frozen=True)
class _Recorder:
    """Who said that the file's statuses are the institution's own words."""

    pk: UUID
    name: str


class _Recorders:
    """Whether who chose to record statuses may still do so, asked once for each; None is the operator."""

    def __init__(self) -> None:
        self.known: dict[str, list[str]] = {}

    def __call__(self, work: dict[str, Any]) -> bool:
        who = work.get("recorded_by", "")
        if who not in self.known:
            member = Member.objects.active().filter(pk=who).first() if who else None
            self.known[who] = speakers(member) if member or not who else []
        return work["speaker"] in self.known[who]


def write_work(items: Iterable[StagedItem], batch: Batch, now: datetime) -> None:
    """Write the work of a chunk whose recommendations stand: bodies to be made, assignments, accounts, due dates.

    For a new recommendation all that `data["work"]` says; for a changed one the changes named in `item.changes` (of
    `changes_of_work`). Every row it makes has a key that follows from the import and the recommendation, so the same
    chunk twice is written once. Statuses are left out when whoever chose to record them may do so no more.
    The caller holds the recommendations and sets `changed_at`.
    """
    items = [item for item in items if item.data.get("work") and item.recommendation_id]
    if not items:
        return
    made = make_bodies([item.data["work"] for item in items], batch)
    standing = standing_work([item.recommendation_id for item in items if item.recommendation_id])
    assignments: list[Assignment] = []
    accounts: list[Assessment] = []
    replaced: list[UUID] = []
    log: list[AuditEntry] = []
    may_record = _Recorders()
    for item in items:
        key, work = item.recommendation_id, item.data["work"]
        assert key is not None
        changes = _changes(item, standing)
        joining = dict.fromkeys(changes.get("supports", {}).get("after", []), False)
        if "lead" in changes:
            joining[changes["lead"]["after"]] = True
        answering = set(standing.of(key).bodies)
        for asked, leads in joining.items():
            body = UUID(made.get(asked, asked))
            if body not in standing.kinds or body in answering:
                continue
            answering.add(body)
            pk = _assignment_key(batch, key, UUID(asked))
            assignments.append(Assignment(pk=pk, recommendation_id=key, body_id=body, lead=leads, since=now))
            log.append(_entry("assigned", key, batch, after={"lead" if leads else "supporting": str(body)}))
        if "status" in changes and may_record(work):
            account = _account(work, changes["status"], batch, key, standing, now)
            current = next((one for one in standing.of(key).accounts.get(work["speaker"], []) if one.is_current), None)
            account.is_current = current is None or account.assessed_on >= current.assessed_on
            if current is not None and account.is_current:
                replaced.append(current.pk)
            accounts.append(account)
            log.append(_entry("assessed", key, batch, work, {"value": account.value, "source": account.source}))
        if "due_on" in changes:
            due_on = date.fromisoformat(changes["due_on"]["after"])
            Recommendation.objects.filter(pk=key, due_on=None).update(due_on=due_on)
    Assignment.objects.bulk_create(assignments, batch_size=1000)
    Assessment.objects.filter(pk__in=replaced).update(is_current=False)
    Assessment.objects.bulk_create(accounts, batch_size=500)
    AuditEntry.objects.bulk_create(log, batch_size=1000)
    if accounts:
        among = [one.recommendation_id for one in accounts]
        status.derive_all(institution_here().status_rule, among, cause=Cause.IMPORT, reason=batch.name)


def own_rows(batch: Batch) -> set[UUID]:
    """The keys of every assignment and account the import made: an undo takes them back and is not kept by them."""
    items = batch.items.filter(applied_at__isnull=False, data__has_key="work")
    return {
        one
        for key, work in items.values_list("recommendation_id", "data__work")
        if key is not None
        for one in (_account_key(batch, key), *(_assignment_key(batch, key, UUID(body)) for body in _named(work)))
    }


def undo_work(items: Iterable[StagedItem], batch: Batch) -> None:
    """Take back what `write_work` made: its accounts, assignments, due dates, and the bodies nothing else names.

    `items` are the settled ones of the import, new and changed. To be called before the recommendations go, by a
    caller that holds them and knows that nobody has changed them since. Earlier accounts stand again.
    """
    items = [item for item in items if item.data.get("work") and item.recommendation_id]
    own = own_rows(batch)
    accounts = Assessment.objects.filter(pk__in=own)
    touched = list(accounts.values_list("recommendation_id", flat=True))
    StatusChange.objects.filter(assessment__in=accounts.values("pk"), cause=Cause.IMPORT).delete()
    accounts.delete()
    Assignment.objects.filter(pk__in=own).delete()
    _stand_again(touched)
    for item in items:
        if item.verdict == Verdict.CHANGED and "due_on" in item.changes:
            filled = date.fromisoformat(item.changes["due_on"]["after"])
            Recommendation.objects.filter(pk=item.recommendation_id, due_on=filled).update(due_on=None)
    if touched:
        status.derive_all(institution_here().status_rule, touched, cause=None)
    unmake_bodies(batch)


def _stand_again(recommendations: list[UUID]) -> None:
    """The institution's latest accounts that were not withdrawn are current where none is."""
    accounts = Assessment.objects.filter(recommendation__in=recommendations, body=None, withdrawn_at=None)
    latest: dict[tuple[UUID, str], Assessment] = {}
    standing: set[tuple[UUID, str]] = set()
    for one in accounts.order_by("-assessed_on", "-recorded_at"):
        place = (one.recommendation_id, one.assessor_kind)
        latest.setdefault(place, one)
        if one.is_current:
            standing.add(place)
    again = [one.pk for place, one in latest.items() if place not in standing]
    Assessment.objects.filter(pk__in=again).update(is_current=True)


def _changes(item: StagedItem, standing: WorkStanding) -> Changes:
    if item.verdict == Verdict.NEW:
        return changes_of_work(item.data["work"], standing, item.recommendation_id, {})
    return {name: item.changes[name] for name in WORK_FIELDS if name in item.changes}


def speakers(by: Member | None) -> list[str]:
    """Whose account of implementation this person may let an import record here, the usual one first.

    In a national mechanism the state's, by those who may give it; in a national human rights institution its own
    finding, unless confirmed assessors alone give that, and the state's, quoted with the file as its source.
    """
    if institution_here().kind != InstitutionKind.NHRI:
        return [AssessorKind.STATE] if by is None or _may(by, Permission.ASSESS_FOR_STATE) else []
    if by is not None and not _may(by, Permission.EDIT_RECOMMENDATIONS):
        return []
    return [AssessorKind.STATE] if the_nhri_sits_here() else [AssessorKind.NHRI, AssessorKind.STATE]


def _may(by: Member, permission: Permission) -> bool:
    return by.may(permission) and not by.role.speaks_for_a_body


def _named(work: dict[str, Any]) -> list[str]:
    return [*work.get("leads", []), *work.get("supports", [])]


def _assignment_key(batch: Batch, recommendation: UUID, body: UUID) -> UUID:
    return uuid5(batch.pk, f"{recommendation} {body}")


def _account_key(batch: Batch, recommendation: UUID) -> UUID:
    return uuid5(batch.pk, f"{recommendation} account")


def _account(
    work: dict[str, Any],
    change: dict[str, Any],
    batch: Batch,
    recommendation: UUID,
    standing: WorkStanding,
    now: datetime,
) -> Assessment:
    """The account as a person would have given it; where it changes one without saying why, the file is the reason."""
    language = work.get("language") or "en"
    words = work.get("account", "")
    if not words and change["before"] not in {"", change["after"]}:
        with translation.override(language):
            words = gettext("As the imported file “%(name)s” says.") % {"name": batch.name}
    return Assessment(
        pk=_account_key(batch, recommendation), recommendation_id=recommendation, assessor_kind=work["speaker"],
        value=change["after"], progress=standing.scales.value(change["after"]).progress, assessed_on=day_of(work),
        source=batch.name[:200], recorded_by=UUID(work["recorded_by"]) if work.get("recorded_by") else None,
        recorded_by_name=work.get("recorded_by_name", ""), recorded_at=now, **{f"account_{language}": words},
    )  # fmt: skip


def _entry(
    verb: str,
    recommendation: UUID,
    batch: Batch,
    work: dict[str, Any] | None = None,
    after: dict[str, Any] | None = None,
) -> AuditEntry:
    by = _Recorder(UUID(work["recorded_by"]), work["recorded_by_name"]) if work and work.get("recorded_by") else None
    entry = audit.entry_for(verb, None, by=by, noun="recommendation", after=after, group=batch.pk, reason=batch.name)
    entry.object_id = recommendation
    return entry
