"""How differences show on the page: rows of what is asked, in each the cells with their three words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db.models import Count, Min, Q
from django.utils.translation import gettext, pgettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from shared.languages.dates import written_day
from shared.languages.numbers import written_number
from tenants.followup.holding import may_answer
from tenants.followup.models import CellChoice, CellVerdict, Round, Update, WorkbookCell, WorkbookUpload
from tenants.followup.workbook.columns import Column, Kind, choices_of, columns_of
from tenants.followup.workbook.notes import problem_words
from tenants.members.models import Member

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

LABELS: dict[str, StrOrPromise] = {
    CellVerdict.NEW: _("New"),
    CellVerdict.CONFLICT: _("Conflicts"),
    CellVerdict.EMPTIED: _("Emptied"),
    CellVerdict.UNREADABLE: _("Cannot be read"),
    CellVerdict.CLOSED: pgettext_lazy("a cell of a workbook", "Closed"),
}


@dataclass(frozen=True, slots=True)
class Tab:
    """One way to look at the differences."""

    value: str
    label: str
    count: int
    current: bool


@dataclass(frozen=True, slots=True)
class ShownCell:
    """A cell that differs, its words as a person reads them."""

    key: UUID
    title: str
    address: str
    verdict: str
    verdict_label: str
    base: str
    now: str
    said: str
    reason: str
    choice: str
    taken: bool
    decides: bool
    meanwhile: bool
    is_text: bool


@dataclass(frozen=True, slots=True)
class ShownRow:
    """What is asked, and its cells that differ."""

    update: Update
    symbol: str
    paragraph: str
    text: str
    language: str
    cells: list[ShownCell] = field(default_factory=list)
    decides: bool = False


def tallied(upload: WorkbookUpload) -> dict[str, int]:
    """How many cells there are of each kind, chosen, taken and undecided. One query."""
    counts: Any = {verdict.value: Count("pk", filter=Q(verdict=verdict)) for verdict in CellVerdict}
    open_still = Q(taken_at=None, verdict__in=[CellVerdict.NEW, CellVerdict.CONFLICT, CellVerdict.EMPTIED])
    return upload.cells.aggregate(
        **counts,
        chosen=Count("pk", filter=open_still & Q(choice=CellChoice.TAKE)),
        chosen_rows=Count("update", filter=open_still & Q(choice=CellChoice.TAKE), distinct=True),
        undecided=Count("pk", filter=open_still & Q(verdict=CellVerdict.CONFLICT, choice="")),
        left=Count("pk", filter=open_still),
        all=Count("pk"),
    )


def figures(upload: WorkbookUpload, found: Mapping[str, int]) -> list[dict[str, Any]]:
    """The figures over the differences."""
    return [
        {"label": gettext("new"), "count": found["new"]},
        {"label": gettext("conflicts"), "count": found["conflict"], "bad": True},
        {"label": gettext("cannot be read"), "count": found["unreadable"], "bad": True},
        {"label": gettext("unchanged, not shown"), "count": upload.counts.get("unchanged", 0)},
    ]


def tabs(upload: WorkbookUpload, found: Mapping[str, int], wanted: str) -> list[Tab]:
    """All, then each kind there is; what needs a person first."""
    order = (
        CellVerdict.CONFLICT, CellVerdict.UNREADABLE, CellVerdict.NEW, CellVerdict.EMPTIED, CellVerdict.CLOSED
    )  # fmt: skip
    wanted = wanted if wanted in CellVerdict.values else ""
    shown = [Tab("", pgettext("several cells", "All"), found["all"], not wanted)]
    for kind in order:
        if found[kind] or kind == wanted:
            shown.append(Tab(kind.value, str(LABELS[kind]), found[kind], kind == wanted))
    return shown


def row_keys(upload: WorkbookUpload, kind: str) -> Any:
    """Keys of the updates with cells of the kind, in the request's order."""
    cells = upload.cells.filter(verdict=kind) if kind else upload.cells.all()
    grouped = cells.order_by().values("update_id").annotate(first=Min("order")).order_by("first", "update_id")
    return grouped.values_list("update_id", flat=True)


def rows(upload: WorkbookUpload, keys: Sequence[UUID], kind: str, reader: Member) -> list[ShownRow]:
    """The rows of a page, without the drafts of a body for which the reader does not answer. Three queries."""
    cells = upload.cells.filter(update__in=keys).in_row_order()
    by_update: dict[UUID, list[WorkbookCell]] = defaultdict(list)
    for cell in cells.filter(verdict=kind) if kind else cells:
        by_update[cell.update_id].append(cell)
    found = Update.objects.filter(pk__in=keys).select_related("recommendation__document", "action")
    updates = {one.pk: one for one in found}
    columns = {one.key: one for one in columns_of(list(upload.round.questions.all()))}
    labels = dict(choices_of(upload.round))
    shown = [_row(updates[key], by_update[key], columns, labels, upload.round) for key in keys if key in updates]
    return shown if upload.request and may_answer(reader, upload.request) else [_without_drafts(row) for row in shown]


def _without_drafts(row: ShownRow) -> ShownRow:
    """What stands on the page and is not submitted, named and not quoted."""
    if not row.update.is_open:
        return row
    unsaid = gettext("A draft that is not submitted")
    return replace(row, cells=[replace(cell, now=unsaid, is_text=False) if cell.now else cell for cell in row.cells])


def _row(
    update: Update, cells: Sequence[WorkbookCell], columns: Mapping[str, Column], labels: dict[str, str], round: Round
) -> ShownRow:
    thing = update.recommendation or update.action
    assert thing is not None
    one = update.recommendation
    shown = [_cell(cell, columns[cell.column], labels) for cell in cells if cell.column in columns]
    return ShownRow(
        update=update,
        symbol=one.document.symbol if one and one.document else "",
        paragraph=one.paragraph if one else "",
        text=one.text if one else update.action.title,  # type: ignore[union-attr]
        language=thing.shown_language,
        cells=shown,
        decides=sum(cell.decides for cell in shown) > 1,
    )


def _cell(cell: WorkbookCell, column: Column, labels: Mapping[str, str]) -> ShownCell:
    unread = cell.verdict == CellVerdict.UNREADABLE
    decided = cell.verdict in {CellVerdict.NEW, CellVerdict.CONFLICT, CellVerdict.EMPTIED}
    meanwhile = cell.problem.get("code") == "meanwhile"
    return ShownCell(
        key=cell.pk,
        title=column.title,
        address=cell.address,
        verdict=cell.verdict,
        verdict_label=str(CellVerdict(cell.verdict).label),
        base=written(column, cell.base, labels),
        now=written(column, cell.now, labels),
        said=cell.said if unread else written(column, cell.said, labels),
        reason=problem_words(cell.problem) if unread else "",
        choice=cell.choice,
        taken=cell.taken_at is not None,
        decides=decided and cell.taken_at is None,
        meanwhile=meanwhile,
        is_text=column.kind is Kind.TEXT,
    )


def written(column: Column, words: str, labels: Mapping[str, str]) -> str:
    """Kept words as a person reads them: labels, numbers and days in the active language."""
    if not words or column.kind is Kind.TEXT:
        return words
    if column.kind is Kind.CHOICE:
        return labels.get(words, words)
    if column.kind is Kind.YES_NO:
        return {"yes": gettext("Yes"), "no": gettext("No")}.get(words, words)
    try:
        return written_day(date.fromisoformat(words)) if column.kind is Kind.DAY else written_number(Decimal(words))
    except (ValueError, InvalidOperation):
        return words
