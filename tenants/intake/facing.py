"""An import's items and figures as its pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from shared.languages.lists import written_list
from shared.languages.numbers import NO_BREAK_SPACE, written_number
from shared.taxonomy.catalogue import catalogue
from tenants.intake.models import Batch, StagedItem, Verdict
from tenants.intake.readers.problems import MESSAGES, Problem
from tenants.tracker.models import Position

SIGNS = {
    Verdict.NEW: ("plus", "st-done"),
    Verdict.CHANGED: ("split", "st-going"),
    Verdict.UNCHANGED: ("st-none", "st-none"),
    Verdict.INVALID: ("late", "st-not"),
}
ROWS_NAMED = 4
STATES_NAMED = 6


@dataclass(frozen=True)
class Piece:
    """A run of words that stays, goes or comes: `same`, `gone`, `come`."""

    how: str
    words: str


@dataclass(frozen=True)
class Remark:
    """What is said beside a row: words, perhaps with what stands before and after."""

    words: str
    before: str = ""
    after: str = ""
    kind: str = ""


@dataclass(frozen=True)
class Line:
    """One item of the preview."""

    rows: str
    verdict: str
    icon: str
    tone: str
    language: str
    pieces: list[Piece]
    remarks: list[Remark] = field(default_factory=list)


@dataclass(frozen=True)
class Tab:
    """One kind of items, with how many there are."""

    value: str
    label: str
    count: int
    current: bool


@dataclass(frozen=True)
class Reason:
    """Why rows are refused or doubtful, and how often."""

    words: str
    count: int


def line(item: StagedItem) -> Line:
    """The item in the active language."""
    icon, tone = SIGNS[Verdict(item.verdict)]
    return Line(
        rows=_rows(item.rows),
        verdict=_unbroken(str(item.get_verdict_display())),
        icon=icon,
        tone=tone,
        language=item.data.get("language") or "en",
        pieces=_text(item),
        remarks=[*_changes(item), *_problems(item)],
    )


def words_of(problems: Iterable[list[str]]) -> list[str]:
    """Problems of the readers as sentences."""
    return [Problem(*problem).message for problem in problems]


def _rows(rows: list[int]) -> str:
    shown = [str(row) for row in rows[:ROWS_NAMED]]
    return _unbroken(", ".join(shown)) + ("…" if len(rows) > ROWS_NAMED else "")


def _unbroken(words: str) -> str:
    """On one line, in a column that is narrow."""
    return words.replace(" ", NO_BREAK_SPACE)


def _text(item: StagedItem) -> list[Piece]:
    text = item.data.get("text", "")
    change = item.changes.get(f"text_{item.data.get('language')}")
    if not change or not change["before"]:
        return [Piece("same", text)] if text else []
    return difference(change["before"], change["after"])


def difference(before: str, after: str) -> list[Piece]:
    """The two texts laid over each other, word by word."""
    old, new = before.split(), after.split()
    pieces: list[Piece] = []
    for how, old_from, old_to, new_from, new_to in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if how == "equal":
            pieces.append(Piece("same", " ".join(new[new_from:new_to])))
            continue
        if old_to > old_from:
            pieces.append(Piece("gone", " ".join(old[old_from:old_to])))
        if new_to > new_from:
            pieces.append(Piece("come", " ".join(new[new_from:new_to])))
    return pieces


def _changes(item: StagedItem) -> list[Remark]:
    if item.verdict == Verdict.UNCHANGED:
        return [Remark(_("No change"))]
    if item.verdict == Verdict.NEW:
        states = item.data.get("states", [])
        return [Remark(_states(states))] if len(states) > 1 else []
    changes: Mapping[str, dict[str, Any]] = item.changes
    remarks = []
    if "position" in changes:
        old, new = (_position(changes["position"][when]) for when in ("before", "after"))
        remarks.append(Remark(_("Position:"), old, new))
    if "action_category" in changes:
        old, new = (_category(changes["action_category"][when]) for when in ("before", "after"))
        remarks.append(Remark(_("Action category:"), old, new))
    if "paragraph" in changes:
        remarks.append(Remark(_("Paragraph:"), "", changes["paragraph"]["after"]))
    if "states" in changes:
        remarks.append(Remark(_("Recommending States join:"), "", _named(changes["states"]["after"])))
    if "tags" in changes:
        labels = [_term(kind, term) for kind, term, _label in changes["tags"]["after"]]
        remarks.append(Remark(_("From the source’s issues:"), "", written_list(labels)))
    for language, name in (("ar", _("Text in Arabic")), ("en", _("Text in English")), ("fr", _("Text in French"))):
        if f"text_{language}" in changes and language != item.data.get("language"):
            remarks.append(Remark(_("%(text)s comes in") % {"text": name}))
    return remarks


def _states(codes: list[str]) -> str:
    said = ngettext("%(count)s State in one recommendation", "%(count)s States in one recommendation", len(codes))
    return f"{said % {'count': written_number(len(codes))}} ({_named(codes)})"


def _named(codes: list[str]) -> str:
    states = catalogue().state_by_code
    names = [states[code].label for code in codes[:STATES_NAMED] if code in states]
    return written_list(names) if len(codes) <= STATES_NAMED else _(", ").join(names) + "…"


def _position(code: str) -> str:
    return str(Position(code).label) if code else ""


def _category(number: int | None) -> str:
    entry = catalogue().action_category_by_code.get(str(number or ""))
    return entry.label if entry else ""


def _term(kind: str, term: str) -> str:
    shelf: Mapping[Any, Any] = catalogue().themes if kind == "theme" else catalogue().groups
    return next((str(entry.label) for key, entry in shelf.items() if str(key) == term), "")


def _problems(item: StagedItem) -> list[Remark]:
    found = [Problem(*problem) for problem in item.problems]
    return [Remark(one.message, kind="error" if one.is_error else "warning") for one in found]


def tally(batch: Batch, *, done: bool = False) -> list[dict[str, Any]]:
    """The four figures, as what will be or as what was."""
    words: dict[str, tuple[str | Promise, str | Promise]] = {
        Verdict.NEW: (_("new, will be added"), _("new, added")),
        Verdict.CHANGED: (_("changed, will be updated"), _("changed, updated")),
        Verdict.UNCHANGED: (_("the same, left alone"), _("the same, left as they were")),
        Verdict.INVALID: (_("invalid rows, left out"), _("invalid rows, left out")),
    }
    return [
        {"label": labels[done], "count": batch.counts[verdict], "bad": verdict == Verdict.INVALID}
        for verdict, labels in words.items()
    ]


def in_brief(batch: Batch) -> str:
    """What came of an import in one line, kinds without any left out."""
    words = {
        Verdict.NEW: pgettext("several recommendations", "New"),
        Verdict.CHANGED: pgettext("several recommendations", "Changed"),
        Verdict.UNCHANGED: pgettext("several recommendations", "Same"),
        Verdict.INVALID: pgettext("several rows", "Invalid"),
    }
    found = [f"{label} {written_number(batch.counts[kind])}" for kind, label in words.items() if batch.counts.get(kind)]
    return _(", ").join(found)


def tabs(batch: Batch, kind: str, in_all: int) -> list[Tab]:
    """All items, then each kind there is; what needs a person first."""
    labels = {
        Verdict.INVALID: pgettext("several rows", "Invalid"),
        Verdict.CHANGED: pgettext("several recommendations", "Changed"),
        Verdict.NEW: pgettext("several recommendations", "New"),
        Verdict.UNCHANGED: pgettext("several recommendations", "Same"),
    }
    found = [Tab("", pgettext("several recommendations", "All"), in_all, not kind)]
    for verdict, label in labels.items():
        if batch.counts[verdict] or kind == verdict:
            found.append(Tab(verdict, label, batch.counts[verdict], kind == verdict))
    return found


def reasons(counted: Mapping[str, int]) -> list[Reason]:
    """Reasons without the values they were found with, the most frequent first."""
    words = {
        "unknown_state": _("A State under review that is not known here"),
        "unknown_session": _("A session that is none of the Universal Periodic Review"),
        "unknown_position": _("A position that is not known here"),
        "unknown_action_category": _("An action category that is not known here"),
        "unknown_recommending_state": _("A recommending State that is not known here"),
        "unknown_issue": _("An issue that is not known here"),
        "formula_like": _("A text that begins like a formula and was read as text"),
        "positions_differ": _("Rows of one recommendation with different positions"),
        "action_categories_differ": _("Rows of one recommendation with different action categories"),
        "repeated_row": _("The same recommending State more than once"),
    }
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Reason(words.get(code) or str(MESSAGES[code][1]), count) for code, count in ordered]
