"""A document as a tagged PDF, set by typst."""

from __future__ import annotations

import shutil
from typing import BinaryIO

from shared.exports.document.blocks import Document
from shared.exports.document.typeset_data import document_data
from shared.exports.document.typesetting import typeset


def to_pdf(document: Document, out: BinaryIO) -> None:
    """Write the document to `out`. The same document gives the same bytes. Raises typesetting.NotTypeset."""
    with typeset(document_data(document), "pdf") as (page,), page.open("rb") as pages:
        shutil.copyfileobj(pages, out)
