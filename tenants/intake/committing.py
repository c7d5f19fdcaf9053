"""A previewed import becomes recommendations, chunk by chunk. Each chunk is one transaction that also settles its
items, so that a worker killed in the middle leaves whole chunks, and whoever goes on does not do them again.
"""

from __future__ import annotations

from uuid import UUID

from django.db import IntegrityError, connection, transaction
from django.db.models import Count, Q
from django.utils import timezone

from tenants.intake import writing
from tenants.intake.matching import compare_all
from tenants.intake.models import Batch, StagedItem, Standing, Verdict
from tenants.intake.rows_read import Tell, quiet
from tenants.intake.work.writing import write_work
from tenants.records import audit

CHUNK = 500
MOST_TRIES = 3


def carry_out(batch_id: UUID, tell: Tell = quiet) -> None:
    """Commit what is left of an import. Safe to run again after a kill at any moment; a finished one is left alone."""
    counted = StagedItem.objects.filter(batch=batch_id).exclude(verdict__in=[Verdict.INVALID, Verdict.LEFT])
    figures = counted.aggregate(total=Count("pk"), done=Count("pk", filter=Q(applied_at__isnull=False)))
    done, total = figures["done"], figures["total"]
    while True:
        settled = _next_chunk(batch_id, tell, done, total)
        if not settled:
            break
        done += settled
    _finish(batch_id)


def one_import_at_a_time() -> None:
    """Held until the transaction ends: chunks of two imports never meet the same new recommendation at once."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(hashtextextended(current_schema() || ' intake', 0))")


def _next_chunk(batch_id: UUID, tell: Tell, done: int, total: int) -> int:
    """Commit the next items; how many were settled, 0 when none is left."""
    for attempt in range(1, MOST_TRIES + 1):
        try:
            with transaction.atomic():
                tell(done, total, "committing")
                return _settle(batch_id)
        except IntegrityError:
            # Somebody else kept the same recommendation meanwhile; compared anew, it is found.
            if attempt == MOST_TRIES:
                raise
    return 0


def _settle(batch_id: UUID) -> int:
    one_import_at_a_time()
    batch = Batch.objects.select_for_update().filter(pk=batch_id, standing=Standing.COMMITTING).first()
    if batch is None:
        return 0
    items = list(batch.items.unsettled()[:CHUNK])
    if not items:
        return 0
    found = compare_all({item.key: item.said for item in items}, reader=batch.reader, hold=True, batch_id=batch.pk)
    now = timezone.now()
    judged_otherwise = []
    for item in items:
        now_found = found[item.key]
        known = now_found.known.recommendation.pk if now_found.known else item.recommendation_id
        seen = (item.verdict, item.changes, item.recommendation_id)
        item.verdict, item.changes, item.recommendation_id = now_found.verdict, now_found.changes, known
        if seen != (item.verdict, item.changes, item.recommendation_id):
            judged_otherwise.append(item)
    writing.write_new([item for item in items if item.verdict == Verdict.NEW], batch, now)
    changed = [item for item in items if item.verdict == Verdict.CHANGED]
    writing.write_changed(changed, {item.key: found[item.key] for item in changed}, batch, now)
    write_work([item for item in items if item.verdict in {Verdict.NEW, Verdict.CHANGED}], batch, now)
    for item in items:
        item.applied_at = now
    fields = ["verdict", "changes", "recommendation_id"]
    StagedItem.objects.bulk_update({*judged_otherwise, *changed}, fields)
    StagedItem.objects.filter(pk__in=[item.pk for item in items]).update(applied_at=now)
    return len(items)


@transaction.atomic
def _finish(batch_id: UUID) -> None:
    batch = Batch.objects.select_for_update().filter(pk=batch_id, standing=Standing.COMMITTING).first()
    if batch is None or batch.items.unsettled().exists():
        return
    verdicts = dict(batch.items.values_list("verdict").annotate(Count("pk")))
    before = {verdict.value: batch.counts.get(verdict.value, 0) for verdict in Verdict}
    batch.counts = {**batch.counts, **{verdict.value: verdicts.get(verdict.value, 0) for verdict in Verdict}}
    batch.standing, batch.committed_at = Standing.COMMITTED, timezone.now()
    batch.save(update_fields=["counts", "standing", "committed_at"])
    after = {verdict.value: batch.counts[verdict.value] for verdict in Verdict}
    audit.record("import_committed", batch, by=None, before=before, after=after)
