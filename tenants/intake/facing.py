"""An import's items and figures as its pages show them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from typing import Any
from uuid import UUID

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext, pgettext
from django.utils.translation import gettext as _

from shared.languages.dates import written_day
from shared.languages.lists import written_list
from shared.languages.numbers import NO_BREAK_SPACE, written_number
from shared.taxonomy.catalogue import catalogue
from tenants.intake.models import Answer, Batch, StagedItem, Verdict
from tenants.intake.readers import registry
from tenants.intake.readers.problems import MESSAGES, Problem
from tenants.intake.readers.table import Format
from tenants.intake.work.facing import WorkWords
from tenants.tracker.models import Kind, Position, Recommendation

SIGNS = {
    Verdict.NEW: ("plus", "st-done"),
    Verdict.CHANGED: ("split", "st-going"),
    Verdict.UNCHANGED: ("st-none", "st-none"),
    Verdict.INVALID: ("late", "st-not"),
    Verdict.LEFT: ("st-none", "st-none"),
}
OPEN = "open"
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
    id: UUID | None = None
    place: str = ""
    heading: str = ""
    paragraph: str = ""
    proposal: str = ""
    answer: str = ""
    other: Other | None = None


@dataclass(frozen=True)
class Other:
    """The recommendation of the list that an item is probably the same as."""

    id: UUID
    language: str
    pieces: list[Piece]
    why: str


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


def lines(items: list[StagedItem]) -> list[Line]:
    """The items of a page in the active language; one query for what they are probably the same as."""
    wanted = {item.candidate["id"] for item in items if item.candidate}
    others = {str(one.pk): one for one in Recommendation.objects.filter(pk__in=wanted)} if wanted else {}
    work = WorkWords(items)
    return [line(item, work, others.get(item.candidate.get("id", ""))) for item in items]


def line(item: StagedItem, work: WorkWords, other: Recommendation | None = None) -> Line:
    """The item in the active language. `other` is the recommendation it is probably the same as."""
    icon, tone = SIGNS[Verdict(item.verdict)]
    return Line(
        rows=_rows(item.rows),
        verdict=_unbroken(str(item.get_verdict_display())),
        icon=icon,
        tone=tone,
        language=item.data.get("language") or "en",
        pieces=_text(item),
        remarks=[*_kind(item), *_changes(item), *(Remark(*said) for said in work.remarks(item)), *_problems(item)],
        id=item.pk,
        place=place_words(item.data),
        heading=item.data.get("heading", ""),
        paragraph=item.data.get("paragraph", ""),
        proposal=str(item.get_proposal_display()) if item.proposal else "",
        answer=str(item.get_answer_display()) if item.answer else "",
        other=_other(item, other) if other is not None else None,
    )


def place_words(data: Mapping[str, Any]) -> str:
    """Where in the paper it stands, empty where the file knows no pages."""
    page, at = data.get("page"), data.get("line")
    if page and at:
        return gettext("page %(page)s, line %(line)s") % {"page": page, "line": at}
    if page:
        return gettext("page %(page)s") % {"page": page}
    return gettext("line %(line)s") % {"line": at} if at else ""


def read_as(batch: Batch) -> str:
    """What the file was found to be, in a sentence or two."""
    if batch.is_table:
        words = batch.reading.words
        return words if batch.reader in {"upr_info", "national"} else f"{words} {_reader_words(batch)}"
    formats: dict[str, str | Promise] = {
        Format.PDF: gettext("PDF document."),
        Format.DOCX: gettext("Word document."),
        Format.DOC: gettext("Word 97–2003 document (.doc)."),
        Format.TEXT: gettext("Plain text."),
        Format.JSON: gettext("JSON file."),
    }
    said = [str(formats.get(Format(batch.sniffed["format"]), ""))]
    pages = batch.sniffed.get("pages")
    if pages:
        counted = ngettext("%(count)s page.", "%(count)s pages.", pages)
        said.append(counted % {"count": written_number(pages)})
    # Each sentence is isolated: a number after a Latin name would change places with its full stop in Arabic.
    return " ".join(f"\u2068{one}\u2069" for one in [*said, _reader_words(batch)])


def source(batch: Batch) -> list[str]:
    """What a paper is, as it says itself or a person said: body, symbol, session, day."""
    if batch.is_table:
        return []
    known = {**batch.about.get("read", {}), **batch.about.get("said", {})}
    body = catalogue().body_by_code.get(known.get("body", ""))
    session = known.get("session", "")
    parts = [
        str(body.label) if body else "",
        known.get("symbol", ""),
        gettext("session %(session)s") % {"session": session} if session else "",
        written_day(date.fromisoformat(known["dated"])) if known.get("dated") else "",
    ]
    return [part for part in parts if part]


def _reader_words(batch: Batch) -> str:
    return gettext("Read as: %(reader)s.") % {"reader": registry.reader(batch.reader).label}


def _other(item: StagedItem, other: Recommendation) -> Other:
    language = item.data.get("language") or "en"
    mine, theirs = item.data.get("text", ""), other.text_in(language)
    pieces = difference(theirs, mine) if theirs else [Piece("same", other.text)]
    if item.candidate.get("how") == "place":
        why = gettext("The list has this paragraph of the same review.")
    else:
        why = gettext("The list has one of the same review in nearly the same words.")
    return Other(other.pk, language if theirs else other.shown_language, pieces, why)


def _kind(item: StagedItem) -> list[Remark]:
    """That it is no recommendation, where that is not the very thing that was asked."""
    told = item.said.get("kind") == Kind.OBSERVATION and Answer.OBSERVATION not in {item.proposal, item.answer}
    return [Remark(str(Kind.OBSERVATION.label))] if told else []


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
    if "document" in changes:
        remarks.append(Remark(_("Paper:"), "", changes["document"]["after"]))
    if "paragraph" in changes:
        remarks.append(Remark(_("Paragraph:"), "", changes["paragraph"]["after"]))
    if "states" in changes:
        remarks.append(Remark(_("Recommending States join:"), "", _named(changes["states"]["after"])))
    if "tags" in changes:
        labels = [_term(kind, term) for kind, term, _label in changes["tags"]["after"]]
        remarks.append(Remark(_("From the source’s themes:"), "", written_list(labels)))
    if changes.keys() == {"external_ids"}:
        remarks.append(Remark(_("Known from now on by this source’s number, too")))
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
    terms = catalogue()
    shelves: dict[str, Mapping[Any, Any]] = {"theme": terms.themes, "group": terms.groups, "sdg": terms.sdgs}
    shelf = shelves[kind]
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
        Verdict.LEFT: pgettext("several rows", "Left out"),
    }
    found = [Tab("", pgettext("several recommendations", "All"), in_all, not kind)]
    if batch.counts.get(OPEN) or kind == OPEN:
        found.append(Tab(OPEN, pgettext("several rows", "To decide"), batch.counts.get(OPEN, 0), kind == OPEN))
    for verdict, label in labels.items():
        count = batch.counts.get(verdict, 0)
        if count or kind == verdict:
            found.append(Tab(verdict, label, count, kind == verdict))
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
        "unknown_body": _("A body that is not known here"),
        "left_out": _("Words that were not understood and are left out"),
        "statuses_differ": _("Rows of one recommendation with different statuses"),
        "positions_differ": _("Rows of one recommendation with different positions"),
        "action_categories_differ": _("Rows of one recommendation with different action categories"),
        "repeated_row": _("The same recommending State more than once"),
    }
    ordered = sorted(counted.items(), key=lambda pair: (-pair[1], pair[0]))
    return [Reason(words.get(code) or str(MESSAGES[code][1]), count) for code, count in ordered]
