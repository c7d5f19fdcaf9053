"""What the tests of the matrix hold in their hands: a list that was imported, and answers that were accepted."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

import docx
import pytest
from django.core.files.storage import storages
from django.db import transaction
from docx.table import Table

from tenants.evidence.actions import citations, pieces
from tenants.evidence.content import Content
from tenants.evidence.models import Confidentiality, Piece
from tenants.followup.actions import updates
from tenants.followup.models import Update
from tenants.intake import staging
from tenants.intake.actions import batches
from tenants.intake.models import Batch
from tenants.records import jobs
from tests.tenants.followup.conftest import fill
from tests.tenants.intake.readers.thematic_list.made_lists import CYCLE_4, made_list

SOURCE = "Source of Position: A/HRC/58/11/Add.1 - Para.3"
# As the list of the test world has them, and one that is new.
LISTED: list[Sequence[str] | str] = [
    "Theme: Violence against women",
    (f"140.1 Adopt a law against domestic violence (Tunisia);\n{SOURCE}", "Supported", "- Violence against women", "5"),
    (f"140.2 Train judges on the rights of victims (Jordan);\n{SOURCE}", "Supported", "- Right to education", ""),
    "Theme: Right to health",
    (f"140.6 Open clinics (Chad);\n{SOURCE}", "Noted", "- Right to health\nGroups of Persons:\n- Migrants", ""),
]
TITLE = "UPR of Morocco (4th Cycle - 48th Session)\t\tThematic list of recommendations"


@pytest.fixture(autouse=True)
def files_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Kept files go to a folder that is gone after the test; the bell rings nowhere."""
    monkeypatch.setattr(storages["private"], "_location", str(tmp_path / "kept"), raising=False)
    for cached in ("base_location", "location"):
        storages["private"].__dict__.pop(cached, None)
    monkeypatch.setattr("tenants.records.jobs.ring", lambda job_id: None)
    yield
    for cached in ("base_location", "location"):
        storages["private"].__dict__.pop(cached, None)


def imported(path: Path, by: Any) -> Batch:
    """The file through the whole import, committed."""
    upload = batches.Upload(path, "list.docx", hashlib.sha256(path.read_bytes()).hexdigest(), uuid4())
    batch = batches.upload(file=upload, reader="thematic_list", by=by)
    staging.prepare(batch.pk)
    batch.refresh_from_db()
    if batch.counts["new"] or batch.counts["changed"]:
        jobs.run(batches.commit(batch=batch, by=by).pk)
        batch.refresh_from_db()
    return batch


@pytest.fixture
def bring(tmp_path: Path) -> Callable[..., Batch]:
    """`bring(by)`: a list of three recommendations, two of which the institution has, imported."""

    def bringing(by: Any, header: Sequence[str] = CYCLE_4, title: str = TITLE) -> Batch:
        return imported(made_list(tmp_path / "list.docx", header, LISTED, title=title), by)

    return bringing


def evidence(update: Update, here: SimpleNamespace, title: str, confidentiality: str, **content: Any) -> Piece:
    """A piece of that class, cited for the update by the body that answers."""
    by = here.people.focal_point
    given = Content(title_en=title, source="Official Gazette", dated_on=date(2026, 3, 12), **content)
    readers = [here.people.coordinator] if confidentiality == Confidentiality.RESTRICTED else []
    made = pieces.add_link(
        link=f"https://example.org/{uuid4()}", content=given, by=by, confidentiality=confidentiality, readers=readers
    )
    citations.cite(piece=made, noun="update", subject_id=update.pk, by=by, place_kind="article", place="4")
    return made


def accepted(update: Update, here: SimpleNamespace, by: Any = None, **said: Any) -> Update:
    """Filled, submitted and accepted."""
    who = by or here.people.focal_point
    fill(update, who, **said)
    update.refresh_from_db()
    with transaction.atomic():
        sent = updates.submit(update=update, by=who)
    return updates.accept(update=sent, by=here.people.coordinator)


def table_in(content: bytes) -> Table:
    return docx.Document(BytesIO(content)).tables[0]


def assessments(content: bytes) -> dict[str, str]:
    """The last column by the paragraph in the first; rows of one cell are left out."""
    return {
        row.cells[0].text.split(" ")[0]: row.cells[-1].text
        for row in table_in(content).rows[1:]
        if len(row._tr.tc_lst) > 1
    }
