"""The thematic lists from which a review's recommendations came, as far as their files are kept."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from django.db.models import Q

from tenants.intake.models import Batch, StagedItem, Standing
from tenants.intake.readers import Format, Unreadable
from tenants.intake.readers.reading import LIKELY, Source
from tenants.intake.readers.thematic_list import READER
from tenants.intake.sniffed import limits, on_disk
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.reporting.matrix.filling import KeptList
from tenants.tracker.models import Recommendation, Review


def kept_lists_of(review: Review, member: Member) -> list[Batch]:
    """Imports of thematic lists that brought or touched the review's recommendations, the latest first.

    Only whoever may import sees the files of imports. One query where none was noted as a list by its reader.
    """
    if not member.may(Permission.IMPORT):
        return []
    here = Recommendation.objects.filter(review=review)
    touched = StagedItem.objects.filter(recommendation_id__in=here.values("pk"), applied_at__isnull=False)
    brought = Q(pk__in=here.filter(batch_id__isnull=False).values("batch_id")) | Q(pk__in=touched.values("batch_id"))
    found = Batch.objects.filter(brought, standing=Standing.COMMITTED, file__isnull=False).select_related("file")
    return [batch for batch in found.latest_first() if _is_list(batch)]


def kept_list(review: Review, key: UUID, member: Member) -> Batch | None:
    """One of them by its key."""
    return next((batch for batch in kept_lists_of(review, member) if batch.pk == key), None)


@contextmanager
def opened_list(batch: Batch) -> Iterator[KeptList]:
    """The kept file, read. Raises Unreadable."""
    assert batch.file is not None
    with on_disk(batch.file) as path:
        yield KeptList(path, limits())


def _is_list(batch: Batch) -> bool:
    """What its import noted; where it noted no reader, what its content says."""
    reader = batch.sniffed.get("reader")
    if reader is not None or batch.sniffed.get("format", Format.DOCX) != Format.DOCX:
        return bool(reader == READER.code)
    assert batch.file is not None
    try:
        with on_disk(batch.file) as path:
            return READER.recognises(Source(path, batch.name, Format.DOCX, limits())) >= LIKELY
    except (Unreadable, OSError):
        return False
