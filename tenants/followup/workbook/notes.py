"""What was seen in a workbook beside its answers, and why a file or a cell was not taken: as codes, and as words."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from shared.languages.numbers import written_number
from tenants.followup.answering import LONGEST_ACCOUNT, LONGEST_ANSWER

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise


@dataclass(frozen=True, slots=True)
class Note:
    """Something seen: its code, where, what stood there, how often."""

    code: str
    sheet: str = ""
    cell: str = ""
    row: int = 0
    words: str = ""
    count: int = 0

    def as_json(self) -> dict[str, Any]:
        return {name: value for name, value in asdict(self).items() if value}


# Why a whole file was refused. The place follows where one is known.
TROUBLES: dict[str, StrOrPromise] = {
    "no_identifiers": _(
        "No row of this file carries an identifier of a request. Upload the workbook that was made here for this body; "
        "if its first column was deleted, fetch the workbook anew and copy the answers into it."
    ),
    "all_damaged": _(
        "The identifiers in this file are damaged, so no row can be told. Fetch the workbook anew and copy the answers "
        "into it."
    ),
    "no_columns": _(
        "The rows were found, but no column of answers: neither the hidden first row nor the titles are there any more."
    ),
    "other_institution": _("This workbook was made by another institution. Nothing was read from it."),
    "other_round": _("This workbook belongs to another round. Upload it there."),
    "other_round_named": _("This workbook belongs to the round “%(words)s”. Upload it there."),
    "other_body": _("This workbook was made for another body. Nothing was read from it."),
    "other_body_named": _("This workbook was made for %(words)s. Upload it at that body’s request."),
    "unknown_rows": _("The rows of this workbook are not known here: what they were about is not asked any more."),
}

# Why a cell was not read.
PROBLEMS: dict[str, StrOrPromise] = {
    "formula": _("The cell holds a formula. Write the answer itself."),
    "error": _("The cell holds an error of the spreadsheet program."),
    "not_on_the_list": _("This is not on the list of values. Choose one of the list in the cell."),
    "not_yes_or_no": _("Answer with yes or no."),
    "not_a_number": _("This is not a number. Write figures only."),
    "number_of_two_minds": _(
        "This can be read as thousands or as decimals. Write the number without a separator of thousands."
    ),
    "not_a_day": _("This is not a date. Write it as 2026-12-31 or 31/12/2026."),
    "short_year": _("The year has two digits only. Write it with four."),
    "hijri_day": _("This looks like a Hijri date. Write the Gregorian one."),
    "twice": _("The row stands twice in the file and says different things. Keep one of them."),
    "refused": _("This could not be taken over."),
}


def too_long(column_is_account: bool) -> str:
    most = LONGEST_ACCOUNT if column_is_account else LONGEST_ANSWER
    return gettext("The text is too long: at most %(limit)s characters.") % {"limit": written_number(most)}


def problem_words(problem: dict[str, Any]) -> str:
    """Why a cell was not read, in the active language."""
    code = problem.get("code", "")
    if code in {"account_too_long", "answer_too_long"}:
        return too_long(code == "account_too_long")
    return str(problem.get("reason") or PROBLEMS.get(code) or PROBLEMS["refused"])


def trouble_words(trouble: dict[str, Any]) -> str:
    """Why a file was refused, in the active language."""
    from tenants.intake import trouble as of_readers

    code = trouble.get("code", "")
    if code in TROUBLES:
        said = str(TROUBLES[code]) % {"words": trouble.get("words", "")}
        where = place_words(trouble)
        return f"{said} ({where})" if where else said
    return of_readers.words(trouble)


def place_words(note: dict[str, Any]) -> str:
    """Where it was: sheet “Answers”, cell B7."""
    parts = []
    if note.get("sheet"):
        parts.append(gettext("sheet “%(sheet)s”") % {"sheet": f"\u2068{note['sheet']}\u2069"})
    if note.get("cell"):
        parts.append(gettext("cell %(address)s") % {"address": f"\u2068{note['cell']}\u2069"})
    elif note.get("row"):
        parts.append(gettext("row %(row)s") % {"row": note["row"]})
    return gettext(", ").join(parts)


def note_words(note: dict[str, Any]) -> SafeString:
    """One line of what was seen, in the active language."""
    row, count, words = note.get("row", 0), note.get("count", 0), note.get("words", "")
    code = note["code"]
    if code == "damaged":
        said = gettext("The identifier in cell %(cell)s is damaged; its row was not read.") % {"cell": note["cell"]}
    elif code == "elsewhere":
        said = gettext("The identifier in cell %(cell)s is another institution’s; its row was not read.") % {
            "cell": note["cell"]
        }
    elif code == "other_request":
        said = gettext("Row %(row)s belongs to another request; it was not read.") % {"row": row}
    elif code == "unknown_row":
        said = gettext("What row %(row)s is about is not asked any more; it was not read.") % {"row": row}
    elif code == "strange_row":
        said = gettext("Row %(row)s has no identifier; it was not read.") % {"row": row}
    elif code == "more_strange_rows":
        said = ngettext(
            "%(count)s more row has no identifier; it was not read.",
            "%(count)s more rows have no identifier; they were not read.",
            count,
        ) % {"count": written_number(count)}
    elif code == "strange_column":
        said = gettext("Column %(cell)s is not one of ours; it was not read.") % {"cell": note["cell"]}
    elif code == "missing_column":
        said = gettext("A column is not in the file any more; nothing in it changes.")
    elif code == "missing_rows":
        said = ngettext(
            "%(count)s row is not in the file any more; nothing in it changes.",
            "%(count)s rows are not in the file any more; nothing in them changes.",
            count,
        ) % {"count": written_number(count)}
    elif code == "another_sheet":
        return format_html(
            gettext("The sheet “{sheet}” holds identifiers too; only the sheet with most of them was read."),
            sheet=_isolated(note["sheet"]),
        )
    elif code == "repeated_row":
        said = gettext("Row %(row)s repeats another one word for word; it was read once.") % {"row": row}
    else:
        said = gettext("The rows %(words)s stand for the same thing and say different things; look at both.") % {
            "words": words
        }
        words = ""
    return format_html("{} {}", said, _isolated(f"«{words}»")) if words else format_html("{}", said)


def _isolated(words: str) -> SafeString:
    return format_html("<bdi>{}</bdi>", words)
