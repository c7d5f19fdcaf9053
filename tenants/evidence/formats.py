"""The kinds of files the register takes, and how each is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

OFFICE = "application/vnd.openxmlformats-officedocument"
OPEN_DOCUMENT = "application/vnd.oasis.opendocument"


@dataclass(frozen=True, slots=True)
class Format:
    """One kind of file: its code in the database, media type, and endings its name may have, the usual first."""

    code: str
    label: StrOrPromise
    media_type: str
    endings: tuple[str, ...]
    is_picture: bool = False
    has_pages: bool = False


FORMATS: dict[str, Format] = {
    one.code: one
    for one in (
        Format("pdf", _("PDF document"), "application/pdf", ("pdf",), has_pages=True),
        Format("png", _("PNG picture"), "image/png", ("png",), is_picture=True),
        Format("jpeg", _("JPEG picture"), "image/jpeg", ("jpg", "jpeg", "jpe"), is_picture=True),
        Format("gif", _("GIF picture"), "image/gif", ("gif",), is_picture=True),
        Format("webp", _("WebP picture"), "image/webp", ("webp",), is_picture=True),
        Format("docx", _("Word document"), f"{OFFICE}.wordprocessingml.document", ("docx",)),
        Format("xlsx", _("Excel workbook"), f"{OFFICE}.spreadsheetml.sheet", ("xlsx",)),
        Format("pptx", _("PowerPoint presentation"), f"{OFFICE}.presentationml.presentation", ("pptx",)),
        Format("odt", _("OpenDocument text"), f"{OPEN_DOCUMENT}.text", ("odt",)),
        Format("ods", _("OpenDocument spreadsheet"), f"{OPEN_DOCUMENT}.spreadsheet", ("ods",)),
        Format("csv", _("CSV table"), "text/csv", ("csv", "tsv")),
        Format("txt", _("Plain text"), "text/plain", ("txt", "md", "log")),
    )
}
