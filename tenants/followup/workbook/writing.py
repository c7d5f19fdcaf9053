"""The workbook a body gets: how to fill it, a row for each update, the lists it chooses from, and a stamp."""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext, override
from openpyxl import Workbook
from openpyxl.utils import get_column_letter
from openpyxl.workbook.defined_name import DefinedName
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from shared.exports.tables import LONGEST_SHEET_NAME, NOT_IN_SHEET_NAMES
from shared.isolation.scope import current_institution_id
from shared.languages.dates import written_moment
from tenants.followup.earlier import values_last_time
from tenants.followup.models import Question, Request, Update, WorkbookExport
from tenants.followup.workbook import columns, exporting, guide, identifiers, stamp
from tenants.followup.workbook import sheet_look as look
from tenants.followup.workbook.columns import Column, Kind
from tenants.followup.workbook.sheet_look import AutomaticRow, Dresser, Look
from tenants.followup.workbook.standing_words import cells_of
from tenants.members.models import Member

KEYS_ROW, TITLES_ROW, FIRST_ROW = 1, 2, 3
LISTS, STAMP_SHEET = "mutabaa-lists", "mutabaa-stamp"
VALUES_NAME, YES_NO_NAME = "mutabaa_values", "mutabaa_yes_no"
BEFORE_COLUMNS = (columns.IDENTIFIER, columns.REFERENCE, columns.TEXT, columns.BEFORE)
AFTER_COLUMNS = (columns.STANDING, columns.REMARK)
WIDTHS: dict[str, float] = {
    columns.IDENTIFIER: 7, columns.REFERENCE: 17, columns.TEXT: 46, columns.BEFORE: 17, columns.VALUE: 20,
    columns.ACCOUNT: 56, columns.STANDING: 14, columns.REMARK: 30,
}  # fmt: skip
KIND_WIDTHS = {Kind.TEXT: 36, Kind.YES_NO: 14, Kind.NUMBER: 16, Kind.DAY: 16, Kind.CHOICE: 20}


@dataclass(frozen=True, slots=True)
class Made:
    """A workbook ready to be sent."""

    content: bytes
    name: str
    export: WorkbookExport


def workbook_of(*, request: Request, by: Member | None, language: str = "") -> Made:
    """The request as an .xlsx in the language wanted, or the round's. `request` comes with its round and body."""
    chosen = exporting.language_for(request, language)
    questions, updates = exporting.everything(request, by)
    export = exporting.export_of(request=request, language=chosen, updates=updates, by=by)
    with override(chosen):
        content = _Writer(request, export, questions, updates, chosen).content()
        return Made(content, exporting.file_name(request, chosen), export)


class _Writer:
    def __init__(
        self,
        request: Request,
        export: WorkbookExport,
        questions: Sequence[Question],
        updates: list[Update],
        chosen: str,
    ) -> None:
        self.request, self.export, self.updates, self.language = request, export, updates, chosen
        self.open = columns.columns_of(questions)
        self.keys = [*BEFORE_COLUMNS, *(one.key for one in self.open), *AFTER_COLUMNS]
        self.labels = dict(columns.choices_of(request.round))
        self.yes_no = {"yes": gettext("Yes"), "no": gettext("No")}
        self.order = look.RIGHT_TO_LEFT if chosen == "ar" else look.LEFT_TO_RIGHT
        self.before = values_last_time(updates)
        self.remarks = exporting.remarks_on(updates)

    def content(self) -> bytes:
        book = Workbook()
        book.remove(book.active)  # type: ignore[arg-type]
        guide.write(self._sheet(book, gettext("How to fill it in")), self.request, self.export, self.order)
        main = self._sheet(book, _tab(gettext("Answers")))
        self._rows(main)
        self._lists(book)
        self._stamp(book)
        self._validations(main)
        self._page(main)
        book.active = 1
        book.properties.creator = "Mutabaa"
        book.properties.title = self.request.round.title
        stream = io.BytesIO()
        book.save(stream)
        return stream.getvalue()

    def _sheet(self, book: Workbook, name: str) -> Worksheet:
        sheet = book.create_sheet(name)
        sheet.sheet_view.rightToLeft = self.order == look.RIGHT_TO_LEFT
        sheet.sheet_view.showGridLines = False
        return sheet

    def _rows(self, sheet: Worksheet) -> None:
        dresser = Dresser(sheet)
        titles = columns.fixed_titles() | {one.key: one.title for one in self.open}
        answered = {one.key for one in self.open}
        for place, key in enumerate(self.keys, start=1):
            dresser.put(KEYS_ROW, place, f"{columns.STAMP}{key}", Look(size=8, colour=look.DIM, ruled=False))
            fill = look.HEAD_OPEN if key in answered else look.HEAD
            dresser.put(TITLES_ROW, place, titles[key], Look(bold=True, fill=fill, order=self.order))
            width = WIDTHS.get(key) or KIND_WIDTHS[self.open[place - len(BEFORE_COLUMNS) - 1].kind]
            sheet.column_dimensions[get_column_letter(place)].width = width
        sheet.row_dimensions[KEYS_ROW].hidden = True
        tall = look.height_for((title, WIDTHS.get(key, KIND_WIDTHS[Kind.YES_NO])) for key, title in titles.items())
        sheet.row_dimensions[TITLES_ROW] = AutomaticRow(sheet, index=TITLES_ROW, ht=min(tall, 6 * look.LINE_HEIGHT))
        for row, update in enumerate(self.updates, start=FIRST_ROW):
            self._row(dresser, row, update)

    def _row(self, dresser: Dresser, row: int, update: Update) -> None:
        read = Look(fill="", order=self.order)
        thing = update.recommendation or update.action
        assert thing is not None
        text_order = look.RIGHT_TO_LEFT if thing.shown_language == "ar" else look.LEFT_TO_RIGHT
        identifier = identifiers.written(update.pk, self.export.number)
        dresser.put(row, 1, identifier, Look(size=7, colour=look.DIM, wrap=False, side="left"))
        dresser.put(row, 2, _reference(update), Look(order=look.LEFT_TO_RIGHT, side=_start(self.order)))
        text = update.recommendation.text if update.recommendation else update.action.title  # type: ignore[union-attr]
        dresser.put(row, 3, text, Look(order=text_order, side=_start(text_order)))
        dresser.put(row, 4, self._label(self.before.get(update.pk, "")), read)
        said = cells_of(update)
        for place, column in enumerate(self.open, start=len(BEFORE_COLUMNS) + 1):
            value, form = self._answer(column, said.get(column.key, ""))
            fill = look.OPEN if update.is_open else ""
            quoted = isinstance(value, str) and column.kind is Kind.TEXT and value.startswith(("=", "+", "-", "@"))
            shown = Look(fill=fill, open=update.is_open, format=form, quoted=quoted, order=self.order)
            dresser.put(row, place, value, shown)
        self._height(dresser.sheet, row, text, list(said.values()), self.remarks.get(update.pk, ""))
        after = len(BEFORE_COLUMNS) + len(self.open) + 1
        dresser.put(row, after, str(update.get_standing_display()), read)
        dresser.put(row, after + 1, self.remarks.get(update.pk, ""), read)

    def _height(self, sheet: Worksheet, row: int, text: str, said: list[str], remark: str) -> None:
        """Tall enough for what is in the row: not every program finds that out by itself."""
        widths = [(text, WIDTHS[columns.TEXT]), ("\n", 1.0), (remark, WIDTHS[columns.REMARK])]
        widths += [(words, WIDTHS[columns.ACCOUNT] if len(words) > 200 else KIND_WIDTHS[Kind.TEXT]) for words in said]
        sheet.row_dimensions[row] = AutomaticRow(sheet, index=row, ht=look.height_for(widths))

    def _answer(self, column: Column, words: str) -> tuple[Any, str]:
        """An answer as its cell holds it, and the cell's number format."""
        if column.kind is Kind.CHOICE:
            return self._label(words), look.AS_TEXT
        if column.kind is Kind.YES_NO:
            return self.yes_no.get(words, words), look.AS_TEXT
        if column.kind is Kind.NUMBER:
            # Excel keeps fifteen digits; a longer number stays whole as text.
            exact = words and len(words.strip("-0").replace(".", "")) <= 15
            return (Decimal(words) if exact else words), look.AS_NUMBER
        if column.kind is Kind.DAY:
            return (date.fromisoformat(words) if words else ""), look.AS_DAY
        return words, look.AS_TEXT

    def _label(self, value: str) -> str:
        return self.labels.get(value, value)

    def _lists(self, book: Workbook) -> None:
        sheet = book.create_sheet(LISTS)
        sheet.sheet_state = "hidden"
        for place, (name, words) in enumerate(
            ((VALUES_NAME, list(self.labels.values())), (YES_NO_NAME, list(self.yes_no.values()))), start=1
        ):
            for row, word in enumerate(words, start=1):
                sheet.cell(row=row, column=place, value=word).data_type = "s"
            letter = get_column_letter(place)
            area = f"'{LISTS}'!${letter}$1:${letter}${len(words)}"
            book.defined_names[name] = DefinedName(name, attr_text=area)
        sheet.protection.sheet = True

    def _stamp(self, book: Workbook) -> None:
        sheet = book.create_sheet(STAMP_SHEET)
        sheet.sheet_state = "hidden"
        revisions = {one.pk.hex: one.revision for one in self.updates}
        content = {
            "institution": str(current_institution_id()), "round": str(self.request.round_id),
            "request": str(self.request.pk), "body": str(self.request.body_id), "language": self.language,
            "number": self.export.number, "made_at": self.export.made_at.isoformat(),
            "made_by": self.export.made_by_name, "revisions": revisions,
        }  # fmt: skip
        for row, pair in enumerate(stamp.stamped(content), start=1):
            for place, words in enumerate(pair, start=1):
                sheet.cell(row=row, column=place, value=words).data_type = "s"
        sheet.protection.sheet = True

    def _validations(self, sheet: Worksheet) -> None:
        last = max(FIRST_ROW, FIRST_ROW + len(self.updates) - 1)
        for place, column in enumerate(self.open, start=len(BEFORE_COLUMNS) + 1):
            rule = _validation(column)
            if rule is None:
                continue
            letter = get_column_letter(place)
            rule.add(f"{letter}{FIRST_ROW}:{letter}{last}")
            sheet.add_data_validation(rule)

    def _page(self, sheet: Worksheet) -> None:
        last = FIRST_ROW + len(self.updates) - 1
        sheet.freeze_panes = f"{get_column_letter(len(BEFORE_COLUMNS))}{FIRST_ROW}"
        sheet.auto_filter.ref = f"A{TITLES_ROW}:{get_column_letter(len(self.keys))}{max(last, TITLES_ROW)}"
        sheet.print_title_rows = f"{TITLES_ROW}:{TITLES_ROW}"
        sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", sheet.PAPERSIZE_A4
        sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = 1, 0
        sheet.sheet_properties.pageSetUpPr.fitToPage = True  # type: ignore[union-attr]
        made = written_moment(self.export.made_at)
        head, foot = sheet.oddHeader, sheet.oddFooter
        assert head is not None
        assert foot is not None
        head.center.text = f"{self.request.round.title} · {self.request.body}".replace("&", "&&")[:200]
        foot.center.text = f"{made} · &P / &N"
        guard = sheet.protection
        guard.sheet = True
        guard.formatColumns = guard.formatRows = guard.sort = guard.autoFilter = False


def _start(order: int) -> str:
    return "right" if order == look.RIGHT_TO_LEFT else "left"


def _tab(name: str) -> str:
    return NOT_IN_SHEET_NAMES.sub(" ", name)[:LONGEST_SHEET_NAME]


def _reference(update: Update) -> str:
    """Symbol and paragraph of a recommendation; an action has none."""
    one = update.recommendation
    if one is None:
        return ""
    symbol = one.document.symbol if one.document else ""
    return "\n".join(part for part in (symbol, one.paragraph) if part)


def _validation(column: Column) -> DataValidation | None:
    """What Excel says of a cell filled wrongly. Days and numbers are only warned of, for we read more than Excel."""
    if column.kind in {Kind.CHOICE, Kind.YES_NO}:
        name = VALUES_NAME if column.kind is Kind.CHOICE else YES_NO_NAME
        rule = DataValidation(type="list", formula1=f"={name}", allow_blank=True, showDropDown=False)
        rule.error = gettext("Choose one of the list.")
    elif column.kind is Kind.NUMBER:
        rule = DataValidation(type="decimal", operator="between", formula1="-1E15", formula2="1E15", allow_blank=True)
        rule.errorStyle, rule.error = "warning", gettext("A number is expected here.")
    elif column.kind is Kind.DAY:
        rule = DataValidation(type="date", operator="greaterThan", formula1="1", allow_blank=True)
        rule.errorStyle, rule.error = "warning", gettext("A date is expected here, such as 2026-12-31.")
    else:
        return None
    rule.showErrorMessage = True
    rule.errorTitle = column.title[:31]
    hint = column.question.hint if column.question else ""
    if hint:
        rule.showInputMessage, rule.promptTitle, rule.prompt = True, column.title[:31], hint[:250]
    return rule
