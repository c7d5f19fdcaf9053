"""Opens any file that can be brought here: says what it is by its content, and makes a table or a paper of it."""

from __future__ import annotations

import logging
from importlib import import_module
from pathlib import Path

from tenants.intake.readers import delimited
from tenants.intake.readers.formats import TABLES, format_of
from tenants.intake.readers.limits import Limits
from tenants.intake.readers.papers.paper import Paper
from tenants.intake.readers.reading import Source
from tenants.intake.readers.sniffing import sniff
from tenants.intake.readers.table import Format
from tenants.intake.readers.unreadable import BrokenFile, CellTooLong, Unreadable

logger = logging.getLogger(__name__)

LONGEST_TEXT = 5_000_000  # characters; the longest report of any body holds a tenth of it

# Imported when a file needs them: the libraries behind them are large, and most files are tables.
OPENERS = {
    Format.PDF: ("tenants.intake.readers.papers.pdf", "paper_from_pdf"),
    Format.DOCX: ("tenants.intake.readers.papers.word", "paper_from_docx"),
    Format.DOC: ("tenants.intake.readers.papers.word_binary", "paper_from_doc"),
    Format.TEXT: ("tenants.intake.readers.papers.plain", "paper_from_text"),
}


def open_source(path: Path, filename: str, limits: Limits | None = None) -> Source:
    """The file at `path`, opened. `filename` is the name it came with, for the words only.

    Raises a subclass of Unreadable, nothing else.
    """
    limits = limits or Limits()
    found = format_of(path, limits)
    if found is Format.CSV and _is_prose(path):
        found = Format.TEXT
    source = Source(path, filename, found, limits)
    if found in TABLES:
        source.sniffed = sniff(path, filename, limits)
    elif found is not Format.JSON:
        source.paper = _paper(source)
    return source


def _is_prose(path: Path) -> bool:
    sample = delimited.sample_of(path, delimited.encoding_of(path).name)
    delimited.refuse_blank(sample)
    return not delimited.names_its_delimiter(sample) and delimited.is_prose(sample, delimited.delimiter_of(sample))


def _paper(source: Source) -> Paper:
    module, name = OPENERS[source.format]
    opener = getattr(import_module(module), name)
    try:
        if source.format is Format.TEXT:
            paper: Paper = opener(_text(source.path))
        else:
            paper = opener(source.path, source.limits)
    except Unreadable:
        raise
    except Exception as error:  # damage makes the libraries beneath fail in whatever way their parsers happen to
        logger.warning("A file that claims to be %s could not be opened", source.format, exc_info=True)
        raise BrokenFile from error
    return paper


def _text(path: Path) -> str:
    with path.open(encoding=delimited.encoding_of(path).name, errors="replace") as stream:
        text = stream.read(LONGEST_TEXT + 1)
    if len(text) > LONGEST_TEXT:
        raise CellTooLong(limit=LONGEST_TEXT)
    return text.removeprefix("\ufeff")
