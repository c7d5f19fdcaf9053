"""Looking into zip packages: which document one holds, and whether it hides anything."""

from __future__ import annotations

import struct
import zipfile
import zlib
from typing import IO

from django.utils.translation import gettext_lazy as _

from tenants.evidence.limits import Limits
from tenants.evidence.refusals import Unacceptable

BLOCK = 64 * 1024
TYPES_PART = "[content_types].xml"
MAINS = {"word/": "docx", "xl/": "xlsx", "ppt/": "pptx"}
MAIN_TYPES = {
    "docx": b"wordprocessingml.document.main+xml",
    "xlsx": b"spreadsheetml.sheet.main+xml",
    "pptx": b"presentationml.presentation.main+xml",
}
OPEN_DOCUMENTS = {
    b"application/vnd.oasis.opendocument.text": "odt",
    b"application/vnd.oasis.opendocument.spreadsheet": "ods",
}
MACRO_PARTS = ("vbaproject.bin", "vbadata.xml")
MACRO_FOLDERS = ("basic/", "scripts/")
EXECUTABLE = (".exe", ".dll", ".scr", ".com", ".bat", ".cmd", ".ps1", ".vbs", ".js", ".jar", ".msi", ".hta", ".lnk")
DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    RuntimeError,
    LookupError,
    ValueError,
    OverflowError,
    NotImplementedError,
)


def document_in(file: IO[bytes], limits: Limits) -> str:
    """The code of the document a zip package is. Raises Unacceptable for every other, and for what hides something."""
    try:
        with zipfile.ZipFile(file) as archive:
            return _document(archive, limits)
    except DAMAGE:
        raise Unacceptable(_("The file is damaged: it begins like an office document and cannot be read.")) from None


def _document(archive: zipfile.ZipFile, limits: Limits) -> str:
    parts = {one.filename.replace("\\", "/").lower(): one for one in archive.infolist()}
    _weigh(archive, limits)
    for name in parts:
        if name.rsplit("/", 1)[-1] in MACRO_PARTS or name.startswith(MACRO_FOLDERS) or "/activex/" in f"/{name}":
            raise Unacceptable(_("The document holds macros. Save it without them, or as PDF."))
        if name.endswith(EXECUTABLE):
            raise Unacceptable(_("The document holds a program."))
    if TYPES_PART in parts:
        types = _read(archive, parts[TYPES_PART], limits)
        if b"macroenabled" in types.lower():
            raise Unacceptable(_("The document holds macros. Save it without them, or as PDF."))
        for folder, code in MAINS.items():
            if any(name.startswith(folder) for name in parts) and MAIN_TYPES[code] in types:
                return code
    if "mimetype" in parts:
        found = OPEN_DOCUMENTS.get(_read(archive, parts["mimetype"], limits).strip())
        if found and "content.xml" in parts:
            return found
    raise Unacceptable(_("A packed archive is not taken: hand in the documents in it one by one."))


def _weigh(archive: zipfile.ZipFile, limits: Limits) -> None:
    """What the package says it holds, and what its parts really inflate to."""
    parts = archive.infolist()
    if any(one.flag_bits & 0x1 for one in parts):
        raise Unacceptable(_("The document is protected with a password. Hand it in without one."))
    if len(parts) > limits.max_parts:
        raise _bomb()
    inflated = 0
    for part in parts:
        own = 0
        with archive.open(part) as stream:
            while block := stream.read(BLOCK):
                own += len(block)
                inflated += len(block)
                too_dense = own > limits.ratio_from and own > limits.max_ratio * max(part.compress_size, 1)
                if too_dense or inflated > limits.max_uncompressed:
                    raise _bomb()


def _bomb() -> Unacceptable:
    return Unacceptable(_("The document unpacks to far more than its size; it is not taken."))


def _read(archive: zipfile.ZipFile, part: zipfile.ZipInfo, limits: Limits) -> bytes:
    with archive.open(part) as stream:
        return stream.read(limits.ratio_from)
