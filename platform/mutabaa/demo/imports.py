"""The list that an invented institution once received from OHCHR, imported as people would: its file is kept."""

from __future__ import annotations

from uuid import uuid4

from mutabaa.demo.rows import Cast
from mutabaa.demo.samples import held_list
from tenants.intake import staging
from tenants.intake.actions import answers, batches
from tenants.intake.models import Batch
from tenants.intake.receiving import on_the_disk
from tenants.records import jobs

# The others begin with no import.
TOLD_OF = "marsana"
NAME = "UPR48-Marsana-thematic-list-of-recommendations.docx"


def bring(slug: str, cast: Cast) -> None:
    """Import the list of the latest review over what is held. Atomicity and scope are the caller's."""
    if slug != TOLD_OF:
        return
    by = cast.coordinator()
    with on_the_disk(held_list(slug), NAME, uuid4()) as file:
        batch = batches.upload(file=file, by=by)
    staging.prepare(batch.pk)
    answers.accept_all(batch=batch, by=by)
    # Without a bell: nobody works for a demonstration that is still being seeded.
    jobs.run(batches.commit(batch=Batch.objects.get(pk=batch.pk), by=by, ring=False).pk)
