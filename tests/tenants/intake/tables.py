"""Small UPR Info tables about fictional States, as bytes, and the way an import goes from bytes to its end."""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Sequence
from pathlib import Path
from tempfile import NamedTemporaryFile
from uuid import uuid4

from tenants.intake import staging
from tenants.intake.actions import batches
from tenants.intake.models import Batch
from tenants.records import jobs

HEADER = [
    "To", "To-Rgrp", "To-Org", "Text", "From", "From-Rgrp", "From-Org", "Response", "Action", "Issue", "Session",
]  # fmt: skip


def row(
    text: str, *, to: str = "Morocco", by: str = "Norway", response: str = "Accepted", action: str = "5",
    issue: str = "Detention", session: str = "41",
) -> list[str]:  # fmt: skip
    return [to, "Africa", "AL", text, by, "WEOG", "", response, action, issue, session]


SHELTERS = "Open shelters for women in every region."
FOUR = [
    row(SHELTERS, by="Norway", issue="Women's rights"),
    row(SHELTERS, by="Côte d'Ivoire", issue="Women's rights"),
    row("Train prison staff.", by="Chile", response="Noted", action="4"),
    row("Ratify the treaty on the trade in arms.", by="Japan", session="first"),
]
"""Two recommendations, one of them by two States, and a row whose session is none."""


def table(rows: Sequence[Sequence[str]], encoding: str = "utf-8") -> bytes:
    stream = io.StringIO()
    csv.writer(stream).writerows([HEADER, *rows])
    return stream.getvalue().encode(encoding)


def many(count: int, **kinds: str) -> bytes:
    """A table of as many different recommendations."""
    return table([row(f"Take measure number {number} of the plan.", **kinds) for number in range(count)])


def uploaded(content: bytes, by, name: str = "export.csv") -> Batch:
    with NamedTemporaryFile() as file:
        file.write(content)
        file.flush()
        digest = hashlib.sha256(content).hexdigest()
        return batches.upload(file=batches.Upload(Path(file.name), name, digest, uuid4()), by=by)


def previewed(content: bytes, by, name: str = "export.csv", state: str = "") -> Batch:
    """The import as far as its preview, its columns matched as they were found."""
    batch = uploaded(content, by, name)
    batch = batches.match(batch=batch, columns=batch.mapping, by=by)
    staging.prepare(batch.pk)
    batch.refresh_from_db()
    if state:
        batch = batches.choose_state(batch=batch, code=state, by=by)
        staging.prepare(batch.pk)
        batch.refresh_from_db()
    return batch


def committed(content: bytes, by, name: str = "export.csv", state: str = "") -> Batch:
    """The import committed."""
    batch = previewed(content, by, name, state)
    jobs.run(batches.commit(batch=batch, by=by).pk)
    batch.refresh_from_db()
    return batch


def figures(batch: Batch) -> tuple[int, int, int, int]:
    """New, changed, unchanged, invalid."""
    return tuple(batch.counts[name] for name in ("new", "changed", "unchanged", "invalid"))
