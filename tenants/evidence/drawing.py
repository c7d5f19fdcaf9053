"""Pages of documents as pictures: asked for, drawn in a process of its own, kept as private files."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

import structlog
from django.core.files.base import ContentFile
from django.db import IntegrityError, transaction

from tenants.evidence.limits import Limits, limits
from tenants.evidence.models import DrawnPage, DrawnState, Version
from tenants.members.models import Member
from tenants.records import jobs
from tenants.records.files import keep, opened

log = structlog.get_logger(__name__)

DRAW = "evidence_draw"
PROGRAM = Path(__file__).with_name("draw_page.py")
BLOCK = 1024 * 1024


@dataclass(frozen=True)
class Drawn:
    """A picture of a page, and how many pages the document has."""

    pages: int
    width: int
    height: int
    picture: bytes


def page_of(version: Version, number: int, *, by: Member | None) -> DrawnPage:
    """The page as it is drawn, or the promise of it. Asked for once, however often it is looked at."""
    page = DrawnPage.objects.select_related("stored").filter(version=version, number=number).first()
    if page is None:
        try:
            with transaction.atomic():
                page = DrawnPage(version=version, number=number)
                page.save(force_insert=True)
                jobs.ask(DRAW, page.pk, by=by)
        except IntegrityError:  # somebody else looked in the same moment
            page = DrawnPage.objects.get(version=version, number=number)
    return page


@jobs.runs(DRAW)
def draw(progress: jobs.Progress) -> None:
    """Draw a page that waits. What cannot be drawn has no preview; that is no failure of the job."""
    page = DrawnPage.objects.select_related("version__stored").filter(pk=progress.subject_id).first()
    if page is None or page.state != DrawnState.WAITING or not page.version.is_readable:
        return
    drawn = _drawn(page.version, page.number)
    with transaction.atomic():
        version = Version.objects.select_for_update(of=("self",)).get(pk=page.version_id)
        standing = DrawnPage.objects.filter(pk=page.pk, state=DrawnState.WAITING).first()
        if standing is None or not version.is_readable:
            return
        if drawn is None:
            standing.state = DrawnState.FAILED
        else:
            name = f"{standing.version_id}-{standing.number}.png"
            standing.stored = keep(ContentFile(drawn.picture), name=name, by=None)
            standing.state, standing.width, standing.height = DrawnState.READY, drawn.width, drawn.height
            version.pages = drawn.pages
            version.save(update_fields=["pages"])
        standing.save()


def _drawn(version: Version, number: int) -> Drawn | None:
    assert version.stored is not None  # readable versions have their file
    with tempfile.NamedTemporaryFile(suffix=f".{version.format}") as copy, opened(version.stored) as source:
        while block := source.read(BLOCK):
            copy.write(block)
        copy.flush()
        return drawn_from(Path(copy.name), number, limits())


def drawn_from(path: Path, number: int, bounds: Limits) -> Drawn | None:
    """A page of the document at `path`, None where it cannot be drawn within the bounds. Raises nothing of its own."""
    command = [
        sys.executable,
        "-I",
        str(PROGRAM),
        str(path),
        str(number),
        str(bounds.max_side),
        str(bounds.draw_seconds),
    ]
    try:
        # Without the environment, which holds the secrets of the platform.
        ended = subprocess.run(
            command,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"PATH": os.defpath},
            timeout=bounds.draw_seconds * 2,
            check=True,
        )
        head, _, picture = ended.stdout.partition(b"\n")
        pages, width, height = map(int, head.split())
    except (subprocess.SubprocessError, ValueError) as error:
        log.info("page_not_drawn", error=type(error).__name__)
        return None
    return Drawn(pages, width, height, picture)
