"""The thematic lists from which a review's recommendations came, as far as their files are kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from django.db.models import Q

from shared.taxonomy.entries import State
from tenants.intake.models import Batch, StagedItem, Standing
from tenants.intake.readers.thematic_list import READER
from tenants.intake.sniffed import limits, on_disk
from tenants.intake.staging import own_state
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.reporting.matrix.filling import KeptList
from tenants.tracker.models import Recommendation, Review


def kept_lists_of(review: Review, member: Member) -> list[Batch]:
    """Imports of thematic lists that brought or touched the review's recommendations, the latest first. One query.

    Only whoever may import sees the files of imports.
    """
    if not member.may(Permission.IMPORT):
        return []
    here = Recommendation.objects.filter(review=review)
    touched = StagedItem.objects.filter(recommendation_id__in=here.values("pk"), applied_at__isnull=False)
    brought = Q(pk__in=here.filter(batch_id__isnull=False).values("batch_id")) | Q(pk__in=touched.values("batch_id"))
    lists = Batch.objects.filter(reader=READER.code, standing=Standing.COMMITTED, file__isnull=False)
    return list(lists.filter(brought).select_related("file").latest_first())


def state_of(review: Review) -> State | None:
    """Whose review it is: the institution's own State, else the one its imports were about."""
    own = own_state()
    if own is not None:
        return own
    here = Recommendation.objects.filter(review=review, batch_id__isnull=False)
    batch = Batch.objects.filter(pk__in=here.values("batch_id"), state_id__isnull=False).latest_first().first()
    return batch.state if batch is not None else None


@contextmanager
def opened_list(batch: Batch) -> Iterator[KeptList]:
    """The kept file, read. Raises Unreadable."""
    assert batch.file is not None
    with on_disk(batch.file) as path:
        yield KeptList(path, limits())
