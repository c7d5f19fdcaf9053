"""What a file is, told from its content. Its name never decides, except between a table and plain text."""

from __future__ import annotations

import codecs
import re
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from tenants.evidence.file_names import ending_of
from tenants.evidence.formats import FORMATS, Format
from tenants.evidence.limits import Limits
from tenants.evidence.packages import document_in
from tenants.evidence.refusals import Unacceptable

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

BEGINNING = 8192
BLOCK = 64 * 1024

SIGNATURES: tuple[tuple[bytes, str], ...] = (
    (b"%PDF-", "pdf"),
    (b"\x89PNG\r\n\x1a\n", "png"),
    (b"\xff\xd8\xff", "jpeg"),
    (b"GIF87a", "gif"),
    (b"GIF89a", "gif"),
)
REFUSED: tuple[tuple[bytes, StrOrPromise], ...] = (
    (b"MZ", _("A program is not taken.")),
    (b"\x7fELF", _("A program is not taken.")),
    (b"\xca\xfe\xba\xbe", _("A program is not taken.")),
    (b"\xcf\xfa\xed\xfe", _("A program is not taken.")),
    (b"\xce\xfa\xed\xfe", _("A program is not taken.")),
    (b"\xfe\xed\xfa", _("A program is not taken.")),
    (b"#!", _("A program is not taken.")),
    (b"L\x00\x00\x00\x01\x14\x02\x00", _("A shortcut is not taken.")),
    (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
        _("An old Office document, or one with a password, is not taken: save it as .docx, .xlsx, .pptx or PDF."),
    ),
    (b"Rar!", _("A packed archive is not taken: hand in the documents in it one by one.")),
    (b"7z\xbc\xaf\x27\x1c", _("A packed archive is not taken: hand in the documents in it one by one.")),
    (b"\x1f\x8b", _("A packed archive is not taken: hand in the documents in it one by one.")),
    (b"{\\rtf", _("A rich text document is not taken: save it as .docx, .odt or PDF.")),
)
MARKUP = re.compile(
    rb"<\s*(!doctype|html|head|body|script|svg|iframe|object|embed|\?xml|meta|link|table|\?php)", re.IGNORECASE
)
CONTROL = re.compile("[\x00-\x08\x0b\x0e-\x19\x1b-\x1f]")
UNKNOWN = _(
    "This kind of file is not taken. The register takes PDF, pictures (PNG, JPEG, GIF, WebP), Word, Excel, PowerPoint "
    "and OpenDocument files without macros, CSV tables and plain text."
)


def recognised(file: Any, name: str, limits: Limits) -> Format:
    """The format of a file that stands at its beginning, and is put back there. Raises Unacceptable."""
    beginning = file.read(BEGINNING)
    file.seek(0)
    if not beginning:
        raise Unacceptable(_("The file is empty."))
    for signature, code in SIGNATURES:
        if beginning.startswith(signature):
            return FORMATS[code]
    if beginning.startswith(b"RIFF") and beginning[8:12] == b"WEBP":
        return FORMATS["webp"]
    if beginning.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        code = document_in(file, limits)
        file.seek(0)
        return FORMATS[code]
    for signature, reason in REFUSED:
        if beginning.startswith(signature):
            raise Unacceptable(reason)
    _refuse_no_text(file, beginning)
    return FORMATS["csv" if ending_of(name) in FORMATS["csv"].endings else "txt"]


def _refuse_no_text(file: Any, beginning: bytes) -> None:
    """Raises Unacceptable when the file is not text from its beginning to its end, or is text that a browser runs."""
    wide = beginning.startswith((b"\xff\xfe", b"\xfe\xff"))
    plain = beginning.replace(b"\0", b"") if wide else beginning
    start = plain.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n")
    if start.startswith(b"<") or MARKUP.search(plain):
        raise Unacceptable(_("A web page or drawing with markup is not taken: save it as PDF or as a picture."))
    decoder = codecs.getincrementaldecoder("utf-16" if wide else "latin-1")()
    try:
        while block := file.read(BLOCK):
            if CONTROL.search(decoder.decode(block)):
                raise Unacceptable(UNKNOWN)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        raise Unacceptable(UNKNOWN) from None
    file.seek(0)
