"""Any list of a page as a file: its columns are declared once, its rows are read in portions while they are sent.

A list's own address with `?download=csv` or `=xlsx` gives the file: the same view, so the same permission and the same
filters; all rows instead of a page of them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from django.db.models import Model, QuerySet
from django.http import HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import get_language, override

from shared.exports.tables import Cell, csv_table, xlsx_table
from shared.isolation.streaming import streamed

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

KINDS = ("csv", "xlsx")
AT_ONCE = 500

Thing = TypeVar("Thing")
Held = TypeVar("Held", bound=Model)


@dataclass(frozen=True, slots=True)
class ListColumn:
    """A column of a list: its heading, and what of a row stands in it (called in the reader's language)."""

    title: StrOrPromise
    value: Callable[[Any], Cell]


def kind_asked(request: HttpRequest) -> str:
    """csv or xlsx where the address asks for the file of its list, else ""."""
    kind = request.GET.get("download", "")
    return kind if kind in KINDS else ""


def list_file(
    kind: str, name: str, columns: Sequence[ListColumn], portions: Iterable[Sequence[Any]]
) -> StreamingHttpResponse:
    """The file, sent in the scope, language and time zone at hand now. `portions` are the rows, some at a time."""
    language = (get_language() or "en")[:2]
    headers = [capfirst(str(column.title)) for column in columns]
    rows = _lines(columns, portions, language)
    made = csv_table(name, headers, rows) if kind == "csv" else xlsx_table(name, headers, rows, language=language)
    response = StreamingHttpResponse(streamed(made.chunks), content_type=made.content_type)
    response["Content-Disposition"] = made.disposition
    return response


def in_portions(found: QuerySet[Held]) -> Iterator[list[Held]]:
    """The rows of a query in its order, AT_ONCE at a time: their keys first, so that memory stays bounded and a row
    that goes meanwhile is left out. A query for the keys, and for each portion what the query itself asks."""
    keys = list(found.values_list("pk", flat=True))
    for start in range(0, len(keys), AT_ONCE):
        part = keys[start : start + AT_ONCE]
        by_key = {one.pk: one for one in found.order_by().filter(pk__in=part)}
        yield [by_key[key] for key in part if key in by_key]


def local_day(moment: Any) -> Cell:
    """The day of a moment on the institution's calendar, None for none."""
    return timezone.localdate(moment) if moment else None


def _lines(columns: Sequence[ListColumn], portions: Iterable[Sequence[Any]], language: str) -> Iterator[list[Cell]]:
    zone = timezone.get_current_timezone()
    waiting = iter(portions)
    while True:
        with override(language), timezone.override(zone):
            part = next(waiting, None)
            ready = [[column.value(row) for column in columns] for row in part or ()]
        if part is None:
            return
        yield from ready
