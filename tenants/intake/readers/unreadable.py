"""Every reason for which a file is refused, each with its code, its words and its place.

Readers raise nothing but these. `code` is stable and may be stored; `message` is in the language active at the
moment it is asked for.
"""

from dataclasses import dataclass
from typing import ClassVar

from django.utils.functional import Promise
from django.utils.translation import gettext as translate
from django.utils.translation import gettext_lazy as _
from openpyxl.utils import get_column_letter


@dataclass(frozen=True, slots=True)
class Place:
    """Where in a file something is: `row` as the person sees it in Excel (from 1), `column` from 0."""

    sheet: str = ""
    row: int | None = None
    column: int | None = None

    @property
    def address(self) -> str:
        """The cell as Excel writes it, `D7`; empty when row or column is not known."""
        if self.row is None or self.column is None:
            return ""
        return f"{get_column_letter(self.column + 1)}{self.row}"

    @property
    def words(self) -> str:
        """The place in the active language, empty when nothing of it is known."""
        parts = []
        if self.sheet:
            parts.append(translate("sheet “%(sheet)s”") % {"sheet": self.sheet})
        if self.address:
            parts.append(translate("cell %(address)s") % {"address": self.address})
        elif self.row is not None:
            parts.append(translate("row %(row)s") % {"row": self.row})
        return ", ".join(parts)


class Unreadable(Exception):
    """A file, or a place in it, that cannot be read. `facts` fill the explanation's named places."""

    code: ClassVar[str] = "unreadable"
    explanation: ClassVar[str | Promise] = _("This file cannot be read.")

    def __init__(self, place: Place | None = None, **facts: object) -> None:
        super().__init__(self.code)
        self.place = place or Place()
        self.facts = facts

    @property
    def message(self) -> str:
        """The explanation with its place, in the active language."""
        explanation = str(self.explanation) % self.facts
        where = self.place.words
        return f"{explanation} ({where})" if where else explanation

    def __str__(self) -> str:
        return f"{self.code}: {self.message}"


class TooLarge(Unreadable):
    code = "too_large"
    explanation = _("The file is too large: at most %(limit)s MB are read here.")


class EmptyFile(Unreadable):
    code = "empty_file"
    explanation = _("The file is empty: it has no content at all.")


class EmptySheet(Unreadable):
    code = "empty_sheet"
    explanation = _("There is no filled cell in the table.")


class HeaderOnly(Unreadable):
    code = "header_only"
    explanation = _("The table has a header and no row below it.")


class UnknownSheet(Unreadable):
    code = "unknown_sheet"
    explanation = _("The file has no sheet of this name.")


class WrongType(Unreadable):
    """`kind` says what the file really is."""

    code = "wrong_type"
    explanation = _(
        "This is %(kind)s. What can be read here: tables (CSV, .xls, .xlsx), PDF and Word documents (.docx, .doc), "
        "plain text, and JSON of the Universal Human Rights Index."
    )


class NoTable(WrongType):
    """A paper where only a table will do."""

    code = "no_table"
    explanation = _("This is %(kind)s. A table is needed: CSV, .xls or .xlsx.")


class UnknownContent(Unreadable):
    """The file opens, and no reader knows what it holds."""

    code = "unknown_content"
    explanation = _("The file opens, but nothing in it looks like recommendations in any of the forms known here.")


class NoListInside(Unreadable):
    code = "no_list_inside"
    explanation = _("The document holds no table of recommendations with their positions and themes.")


class PasswordProtected(Unreadable):
    code = "password_protected"
    explanation = _("The file is protected by a password. Save it without one and upload it again.")


class BrokenFile(Unreadable):
    code = "broken_file"
    explanation = _("The file is damaged. Open it in the program it was made with, save it anew and upload that copy.")


class TruncatedFile(Unreadable):
    code = "truncated_file"
    explanation = _("The file ends before its own end: part of it was lost on the way. Fetch or save it again.")


class ZipBomb(Unreadable):
    code = "zip_bomb"
    explanation = _("Unpacked, this file would take far more room than its size allows. It is refused.")


class ForbiddenXml(Unreadable):
    code = "forbidden_xml"
    explanation = _("The file holds a document type or outside references, which no Office file needs. It is refused.")


class FormulaCell(Unreadable):
    code = "formula_cell"
    explanation = _("A cell holds a formula. Paste the values in place of the formulas and upload the file again.")


class TooManyRows(Unreadable):
    code = "too_many_rows"
    explanation = _("The table has too many rows: at most %(limit)s. Divide it into several files.")


class TooManyColumns(Unreadable):
    code = "too_many_columns"
    explanation = _("The table has too many columns: at most %(limit)s.")


class CellTooLong(Unreadable):
    code = "cell_too_long"
    explanation = _("A cell is too long: at most %(limit)s characters. Perhaps a quotation mark was never closed.")


class BrokenPaper(Unreadable):
    code = "broken_paper"
    explanation = _("The document is damaged. Open it in the program that made it, save it anew and upload that copy.")


class ScannedPaper(Unreadable):
    code = "scanned_paper"
    explanation = _(
        "The document holds pictures of pages and no text. Have its text recognised (OCR) first and upload the result."
    )


class EmptyPaper(Unreadable):
    code = "empty_paper"
    explanation = _("There is no text in the document.")


class UnknownLetters(Unreadable):
    code = "unknown_letters"
    explanation = _(
        "The document does not say which letters it shows. Save it as PDF anew from the program it was written in."
    )


class TooManyPages(Unreadable):
    code = "too_many_pages"
    explanation = _("The document has too many pages: at most %(limit)s are read here.")


class TooMuchText(Unreadable):
    code = "too_much_text"
    explanation = _("The document has too much text: at most %(limit)s letters are read here.")


class TooHard(Unreadable):
    code = "too_hard"
    explanation = _("Reading the document takes more time or memory than is allowed here. It is refused.")


class NotADocument(WrongType):
    """Where a paper is read; `kind` says what the file really is."""

    code = "not_a_document"
    explanation = _("This is %(kind)s. A document is needed: PDF, Word or plain text.")


class SaveAsWord(WrongType):
    """A text in a format that is not read here but that Word opens."""

    code = "save_as_word"
    explanation = _("This is %(kind)s. Open it in Word or LibreOffice, save it as .docx and upload that copy.")


class DocumentBomb(ZipBomb):
    code = "document_bomb"
    explanation = _("Unpacked, this document would take far more room than its size allows. It is refused.")


class ForbiddenInDocument(ForbiddenXml):
    code = "forbidden_in_document"
    explanation = _("The document holds a document type or outside references, which none needs. It is refused.")


class TooManyLines(Unreadable):
    code = "too_many_lines"
    explanation = _("The document is too long: at most %(limit)s paragraphs are read here. Divide it into several.")
