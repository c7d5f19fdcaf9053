"""Writing a report out as Word or PDF, by a worker where it is long."""

from __future__ import annotations

import tempfile
from typing import BinaryIO
from uuid import UUID

from django.core.files import File
from django.db import transaction
from django.utils import timezone

from shared.exports.document.blocks import Document
from shared.exports.tables import safe_file_name
from tenants.members.models import Member
from tenants.records import files
from tenants.reporting.dossiers.document import content_now, document_of, file_digest
from tenants.reporting.dossiers.drawing import Tell, in_the_words_of
from tenants.reporting.models import DossierFile, FileFormat
from tenants.tracker.locking import institution_here

WRITE = "reporting.dossier.write"
# With so many words at most the person waits for it; else a worker does it.
AT_ONCE = 12_000
TYPES = {
    FileFormat.WORD: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileFormat.PDF: "application/pdf",
}


def carry_out(file_id: UUID, tell: Tell = lambda done, total, step: None, *, by: Member | None) -> None:
    """Write the file and keep it. Run again it begins anew, and finds what is ready as it is."""
    asked = DossierFile.objects.select_related("dossier__body").filter(pk=file_id, file=None).first()
    if asked is None:
        return
    tell(0, 2, "gathering")
    content, edition = content_now(asked.dossier)
    document = document_of(asked.dossier, content, edition)
    tell(1, 2, "writing")
    with tempfile.TemporaryFile() as stream:
        with in_the_words_of(asked.dossier, institution_here()):
            _write(document, asked.format, stream)
        stream.seek(0)
        name = safe_file_name(asked.dossier.title, asked.format)
        with transaction.atomic():
            held = DossierFile.objects.select_for_update().filter(pk=file_id, file=None).first()
            if held is None:
                return
            held.file = files.keep(File(stream, name=name), name=name, by=by)
            held.ready_at, held.digest = timezone.now(), file_digest(content, edition)
            held.edition, held.signed = asked.dossier.edition, edition is not None
            held.save(update_fields=["file", "ready_at", "digest", "edition", "signed"])


def _write(document: Document, format: str, out: BinaryIO) -> None:
    # The renderers bring typst and python-docx along: only who writes a file loads them.
    if format == FileFormat.PDF:
        from shared.exports.document.pdf import to_pdf

        to_pdf(document, out)
    else:
        from shared.exports.document.word import to_docx

        to_docx(document, out)
