"""The page on which a round is written: its form, and questions that are added, taken out and moved."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from django.http import HttpRequest, QueryDict
from django.utils import timezone

from shared.languages.direction import active_language
from tenants.followup.content import MOST_QUESTIONS, Asking, Content
from tenants.followup.forms import QuestionForm, RoundForm
from tenants.followup.models import QuestionKind, Round
from tenants.tracker.listing.predicates import reviews
from tenants.tracker.listing.query import ListQuery
from tenants.tracker.listing.rows import all_ids

EMPTY_ROW = {"words": "", "hint": "", "kind": QuestionKind.TEXT.value, "required": False}
Row = dict[str, Any]


class Wizard:
    """What was written so far, bound when it is to be saved, and the rows of questions."""

    def __init__(self, request: HttpRequest, round: Round | None) -> None:
        self.act = request.POST.get("act", "save") if request.method == "POST" else ""
        initial = _initial(request, round)
        rows = _rows(request.POST) if self.act else _standing(round)
        if self.act and self.act != "save":
            rows = moved(rows, self.act)
            initial = _typed(request.POST)
        self.query = str(initial.get("query") or "") if self.act != "save" else request.POST.get("query", "")
        self.query = ListQuery.read(QueryDict(self.query)).encode()
        matching = len(all_ids(ListQuery.read(QueryDict(self.query)), reviews())) if self.query else None
        data = request.POST if self.act == "save" else None
        self.form = RoundForm(data, initial={**initial, "query": self.query}, query=self.query, matching=matching)
        self.questions = [
            QuestionForm(data, prefix=f"q{place}", initial=None if data else row) for place, row in enumerate(rows)
        ]

    def is_whole(self) -> bool:
        """Whether it was sent to be saved, with every field as it should be."""
        if self.act != "save":
            return False
        return all([self.form.is_valid(), *(one.is_valid() for one in self.questions)])

    def content(self) -> Content:
        """What the action takes; questions without words are left out."""
        given = [one.cleaned_data for one in self.questions]
        return self.form.content(
            tuple(
                Asking(one["words"], one["hint"], one["kind"], one["required"]) for one in given if one["words"].strip()
            )
        )


def moved(rows: list[Row], act: str) -> list[Row]:
    """The rows after "add", "remove:2", "up:2" or "down:2"; what is not understood changes nothing."""
    verb, _colon, number = act.partition(":")
    if verb == "add":
        return [*rows, dict(EMPTY_ROW)] if len(rows) < MOST_QUESTIONS else rows
    place = int(number) if number.isdecimal() else -1
    if not 0 <= place < len(rows):
        return rows
    rows = list(rows)
    row = rows.pop(place)
    if verb == "remove":
        return rows
    rows.insert(max(0, place - 1) if verb == "up" else place + 1 if verb == "down" else place, row)
    return rows


def _rows(data: QueryDict) -> list[Row]:
    number = data.get("questions", "0")
    many = min(int(number), MOST_QUESTIONS) if number.isdecimal() else 0
    return [
        {**{name: data.get(f"q{place}-{name}", "") for name in EMPTY_ROW}, "required": f"q{place}-required" in data}
        for place in range(many)
    ]


def _standing(round: Round | None) -> list[Row]:
    if round is None:
        return [dict(EMPTY_ROW)]
    return [
        {"words": one.words, "hint": one.hint, "kind": one.kind, "required": one.required}
        for one in round.questions.all()
    ] or [dict(EMPTY_ROW)]


def _initial(request: HttpRequest, round: Round | None) -> Mapping[str, Any]:
    if round is not None:
        return RoundForm.initial_of(round)
    query = ListQuery.read(request.GET).encode()
    return {
        "language": active_language(),
        "query": query,
        "about": "query" if query else request.GET.get("about", "led"),
        "deadline": timezone.localdate() + timedelta(days=30),
        "remind_before": "7, 1",
        "remind_after": "1, 7",
        "escalate_after": 3,
    }


def _typed(data: QueryDict) -> dict[str, Any]:
    """What stands in the fields, valid or not, so that nothing is lost when a question is added."""
    return {**{name: data.get(name, "") for name in RoundForm.base_fields}, "bodies": data.getlist("bodies")}
