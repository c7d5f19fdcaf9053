"""What every format is read into: a description of the file, and rows of text cells."""

from dataclasses import dataclass
from enum import StrEnum

from django.utils.translation import gettext as translate
from django.utils.translation import ngettext

from shared.languages.lists import written_list
from tenants.intake.readers.unreadable import Unreadable


class Format(StrEnum):
    CSV = "csv"
    XLS = "xls"
    XLSX = "xlsx"
    PDF = "pdf"
    DOCX = "docx"
    DOC = "doc"
    TEXT = "text"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class Row:
    """One row. `number` is the row as Excel shows it (the header of a plain table is 1).

    Cells are text without surrounding spaces, missing ones at the end left out: whole numbers without a fraction,
    dates as YYYY-MM-DD. `formula_like` are indexes of CSV cells that a spreadsheet would take for formulas.
    """

    number: int
    cells: tuple[str, ...]
    formula_like: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet as it was found. `header_row` is the header's row number, `titles` the lines above it, `known` how
    many of the header's names are known, `refusal` why its beginning could not be read."""

    name: str
    header_row: int
    header: tuple[str, ...]
    titles: tuple[str, ...] = ()
    hidden: bool = False
    known: int = 0
    refusal: Unreadable | None = None


@dataclass(frozen=True, slots=True)
class Sniffed:
    """What a file turned out to be. `named_as` is the extension it came with; `evidence` the words that decided
    between encodings, as they read in the chosen one."""

    format: Format
    named_as: str
    sheets: tuple[Sheet, ...]
    encoding: str = ""
    delimiter: str = ""
    newline: str = ""
    evidence: tuple[str, ...] = ()
    damaged_characters: bool = False
    names_delimiter: bool = False

    @property
    def misnamed(self) -> bool:
        """Whether the name promised another format than the content holds."""
        spreadsheets = {"xlsx": Format.XLSX, "xlsm": Format.XLSX, "xltx": Format.XLSX, "xls": Format.XLS}
        promised = spreadsheets.get(self.named_as, Format.CSV if self.named_as in {"csv", "tsv", "txt"} else None)
        return promised is not None and promised is not self.format

    def sheet(self, name: str | None = None) -> Sheet | None:
        """The sheet of that name, or the visible one with most known columns; None when no sheet has the name."""
        if name is None:
            return max(self.sheets, key=lambda sheet: (not sheet.hidden, sheet.known))
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

    @property
    def words(self) -> str:
        """What was sniffed, in a sentence or two for a person."""
        said = [self._format_words()]
        if self.evidence:
            words = written_list(self.evidence)
            said.append(translate("The encoding was told by words such as %(words)s.") % {"words": words})
        if self.damaged_characters:
            said.append(translate("Some characters were damaged before the file came here; they show as �."))
        if self.misnamed:
            said.append(
                translate("The name ends in .%(extension)s, but the content is %(format)s and was read as such.")
                % {"extension": self.named_as, "format": FORMAT_NAMES[self.format]}
            )
        return " ".join(said)

    def _format_words(self) -> str:
        if self.format is Format.CSV:
            return translate(
                "Text table (CSV), %(encoding)s, divided by %(delimiter)s, lines ended by %(newline)s."
            ) % {
                "encoding": ENCODING_NAMES.get(self.encoding, self.encoding),
                "delimiter": delimiter_words(self.delimiter),
                "newline": {"\r": "CR", "\n": "LF", "\r\n": "CRLF"}.get(self.newline, "LF"),
            }
        count = len(self.sheets)
        return ngettext(
            "%(format)s workbook with %(count)s sheet.", "%(format)s workbook with %(count)s sheets.", count
        ) % {"format": FORMAT_NAMES[self.format], "count": count}


FORMAT_NAMES = {Format.CSV: "CSV", Format.XLS: "Excel 97–2003 (.xls)", Format.XLSX: "Excel (.xlsx)"}

ENCODING_NAMES = {
    "ascii": "ASCII",
    "utf-8": "UTF-8",
    "utf-8-sig": "UTF-8 (BOM)",
    "utf-16": "UTF-16",
    "utf-16-le": "UTF-16 LE",
    "utf-16-be": "UTF-16 BE",
    "mac_roman": "Mac Roman",
    "cp1252": "Windows-1252",
    "cp1256": "Windows-1256",
}


def delimiter_words(delimiter: str) -> str:
    """The delimiter's name in the active language."""
    return {
        ",": translate("commas"),
        ";": translate("semicolons"),
        "\t": translate("tabs"),
        "|": translate("vertical bars"),
    }.get(delimiter, delimiter)


def trimmed(cells: list[str]) -> tuple[str, ...]:
    """The cells without surrounding spaces and without the empty ones at the end."""
    cells = [cell.strip() for cell in cells]
    while cells and not cells[-1]:
        cells.pop()
    return tuple(cells)
