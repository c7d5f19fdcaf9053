"""What a file is that was to be a Word document and is none, and what to do with it."""

from __future__ import annotations

import struct
from pathlib import Path
from typing import NoReturn

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenants.intake.readers.ole import CompoundFile
from tenants.intake.readers.unreadable import NotADocument, PasswordProtected, SaveAsWord, TruncatedFile

RICH_TEXT, OPEN_DOCUMENT = _("a rich text document (.rtf)"), _("an OpenDocument text (.odt)")
OLD_WORD, WEB_PAGE = _("a document of a Word older than Word 97"), _("a web page saved under a document's name")
# What Word opens and saves anew; the beginnings of Word 1 to 6 outside a container, WordPerfect and Mac Word too.
WORD_OPENS: tuple[tuple[bytes, Promise], ...] = (
    (b"{\\rtf", RICH_TEXT),
    (b"\xdb\xa5", OLD_WORD),
    (b"\x31\xbe", OLD_WORD),
    (b"\xfe\x37\x00", OLD_WORD),
    (b"\xffWPC", _("a WordPerfect document")),
    (b"<!doctype html", WEB_PAGE),
    (b"<html", WEB_PAGE),
    (b"mime-version:", WEB_PAGE),
    (b"<?xml", _("an XML document")),
)
OTHERS: tuple[tuple[bytes, Promise], ...] = (
    (b"%pdf", _("a PDF document")),
    (b"\x89png", _("a picture")),
    (b"\xff\xd8\xff", _("a picture")),
    (b"gif8", _("a picture")),
    (b"7z\xbc\xaf\x27\x1c", _("a packed archive")),
    (b"rar!", _("a packed archive")),
    (b"\x1f\x8b", _("a packed archive")),
)
IN_ZIP: tuple[tuple[str, Promise], ...] = (
    ("xl/workbook.xml", _("an Excel workbook")),
    ("xl/workbook.bin", _("a binary Excel workbook (.xlsb)")),
    ("ppt/presentation.xml", _("a presentation")),
)
IN_COMPOUND: tuple[tuple[str, Promise], ...] = (
    ("Workbook", _("an Excel workbook")),
    ("Book", _("an Excel workbook")),
    ("PowerPoint Document", _("a presentation")),
)


def refuse_other(beginning: bytes) -> NoReturn:
    """Say what a file with this beginning is, when it is neither a zip package nor an old Office file."""
    start = beginning.removeprefix(b"\xef\xbb\xbf").lstrip()
    for signature, kind in WORD_OPENS:
        if start.lower().startswith(signature.lower()):
            raise SaveAsWord(kind=kind)
    for signature, kind in OTHERS:
        if start.lower().startswith(signature):
            raise NotADocument(kind=kind)
    raise NotADocument(kind=_("a file of another kind"))


def refuse_zip(names: set[str]) -> None:
    """Say what a zip package with parts of these names (in small letters) is, when it is no Word document.

    Gives back when it looks like one that lost its text.
    """
    for name, kind in IN_ZIP:
        if name in names:
            raise NotADocument(kind=kind)
    if "content.xml" in names:
        raise SaveAsWord(kind=OPEN_DOCUMENT)
    if "[content_types].xml" not in names:
        raise NotADocument(kind=_("a packed archive"))


def refuse_compound(path: Path) -> NoReturn:
    """Say what an old Office file is, where a .docx was expected."""
    try:
        names = CompoundFile(path.read_bytes()).names
    except (struct.error, IndexError) as error:
        raise TruncatedFile from error
    refuse_compound_names(names)
    raise NotADocument(kind=_("a Word document of the old binary kind (.doc)"))


def refuse_compound_names(names: set[str]) -> None:
    """Refuse what is encrypted or of another program; gives back when it may be a Word document."""
    if {"EncryptedPackage", "EncryptionInfo"} & names:
        raise PasswordProtected
    for name, kind in IN_COMPOUND:
        if name in names:
            raise NotADocument(kind=kind)
    if "WordDocument" not in names:
        raise NotADocument(kind=_("an old Office file that is no document"))
