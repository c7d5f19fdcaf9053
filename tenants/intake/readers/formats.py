"""Which of the formats read here a file has, told from its bytes and never from its name."""

from __future__ import annotations

import re
import struct
from pathlib import Path

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from tenants.intake.readers.limits import MEGABYTE, Limits
from tenants.intake.readers.ole import SIGNATURE as OLE_SIGNATURE
from tenants.intake.readers.ole import CompoundFile
from tenants.intake.readers.package import part_names, starts_like_zip
from tenants.intake.readers.table import Format
from tenants.intake.readers.unreadable import (
    EmptyFile,
    NoTable,
    PasswordProtected,
    SaveAsWord,
    TooLarge,
    TruncatedFile,
    WrongType,
)

BEGINNING = 4096
PDF_WITHIN = 1024  # what PDF readers allow before the mark: byte order marks, blank lines, a mail's header
TABLES = frozenset({Format.CSV, Format.XLS, Format.XLSX})

SIGNATURES: tuple[tuple[bytes, Promise], ...] = (
    (b"\x89PNG", _("a picture")),
    (b"\xff\xd8\xff", _("a picture")),
    (b"GIF8", _("a picture")),
    (b"II*\x00", _("a picture")),
    (b"MM\x00*", _("a picture")),
    (b"RIFF", _("a picture or a recording")),
    (b"\x1f\x8b", _("a packed archive")),
    (b"7z\xbc\xaf\x27\x1c", _("a packed archive")),
    (b"Rar!", _("a packed archive")),
)
MARKUP: tuple[tuple[bytes, Promise], ...] = (
    (b"<!doctype html", _("a web page saved under another name")),
    (b"<html", _("a web page saved under another name")),
    (b"<table", _("a web page saved under another name")),
    (b"<?xml", _("an XML document")),
    (b"<", _("a document with markup")),
)
ZIP_CONTENTS: tuple[tuple[str, Promise], ...] = (
    ("word/document.xml", _("a Word document")),
    ("ppt/presentation.xml", _("a presentation")),
    ("xl/workbook.bin", _("a binary Excel workbook (.xlsb)")),
    ("content.xml", _("an OpenDocument file")),
)
PAPERS: dict[Format, Promise] = {
    Format.PDF: _("a PDF document"),
    Format.DOCX: _("a Word document"),
    Format.DOC: _("a Word document"),
    Format.JSON: _("a JSON file"),
    Format.TEXT: _("a text without columns"),
}
# An object begins with a name or ends at once, a list with a value: "[sic] ..." and "{1} ..." are words.
JSON_BEGINNING = re.compile(r'\{\s*["}]|\[\s*[\[{"\]\-\dtfn]\s*(?:["\w{}\[\]:,.\-]|$)')
MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))


def format_of(path: Path, limits: Limits) -> Format:
    """The format; CSV stands for any text that is no JSON. Raises a subclass of Unreadable for everything else."""
    size = path.stat().st_size
    if size == 0:
        raise EmptyFile
    if size > limits.max_bytes:
        raise TooLarge(limit=limits.max_bytes // MEGABYTE)
    with path.open("rb") as stream:
        beginning = stream.read(BEGINNING)
    if starts_like_zip(beginning):
        return _format_of_zip(path)
    if beginning.startswith(OLE_SIGNATURE):
        return _format_of_compound(path)
    if b"%PDF-" in beginning[:PDF_WITHIN]:
        return Format.PDF
    if beginning.startswith(b"{\\rtf"):
        raise SaveAsWord(kind=_("a rich text document (.rtf)"))
    for signature, kind in SIGNATURES:
        if beginning.startswith(signature):
            raise WrongType(kind=kind)
    text = beginning_of_text(beginning)
    for signature, kind in MARKUP:
        if text[:100].lower().encode("utf-8", "replace").startswith(signature):
            raise WrongType(kind=kind)
    if not beginning.startswith((b"\xff\xfe", b"\xfe\xff")) and _is_binary(beginning):
        raise WrongType(kind=_("a binary file that is neither a table nor a document"))
    return Format.JSON if JSON_BEGINNING.match(text) else Format.CSV


def table_format_of(path: Path, limits: Limits) -> Format:
    """As `format_of`, for tables only. Raises NoTable for papers and JSON."""
    found = format_of(path, limits)
    if found not in TABLES:
        raise NoTable(kind=PAPERS[found])
    return found


def beginning_of_text(beginning: bytes) -> str:
    """The first bytes as text without byte order mark and leading spaces, whatever is undecodable replaced."""
    for mark, encoding in MARKS:
        if beginning.startswith(mark):
            return beginning.removeprefix(mark).decode(encoding, "replace").lstrip()
    return beginning.decode("utf-8", "replace").lstrip()


def _is_binary(beginning: bytes) -> bool:
    zeros = beginning.count(0)
    if zeros:
        # UTF-16 without a mark has its zeros in every other place only.
        in_both = min(beginning[0::2].count(0), beginning[1::2].count(0)) > 0.02 * len(beginning)
        return in_both or zeros < 0.1 * len(beginning)
    control = sum(beginning.count(code) for code in range(32) if code not in b"\t\n\r\x0b\x0c\x1a\x1b")
    return control > 0.02 * len(beginning)


def _format_of_zip(path: Path) -> Format:
    with path.open("rb") as stream:
        names = part_names(stream)
        stream.seek(0)
        beginning = stream.read(200)
    if not names:
        raise TruncatedFile
    # The kind of an OpenDocument file stands first in it, not packed.
    if b"opendocument.text" in beginning:
        raise SaveAsWord(kind=_("an OpenDocument text (.odt)"))
    if "xl/workbook.xml" in names:
        return Format.XLSX
    if "word/document.xml" in names:
        return Format.DOCX
    for part, kind in ZIP_CONTENTS:
        if part in names:
            raise WrongType(kind=kind)
    raise WrongType(kind=_("a packed archive"))


def _format_of_compound(path: Path) -> Format:
    try:
        names = CompoundFile(path.read_bytes()).names
    except (struct.error, IndexError) as error:
        raise TruncatedFile from error
    if {"EncryptedPackage", "EncryptionInfo"} & names:
        raise PasswordProtected
    if {"Workbook", "Book"} & names:
        return Format.XLS
    if "WordDocument" in names:
        return Format.DOC
    if "PowerPoint Document" in names:
        raise WrongType(kind=_("a presentation"))
    raise WrongType(kind=_("an old Office file that is neither a workbook nor a Word document"))
