"""How one changed thing of the log reads: what it is called, what it was, what it became."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from shared.languages.dates import written_day
from shared.languages.lists import written_list
from tenants.members.models import ResponsibleBody
from tenants.tracker.actions.classification import term
from tenants.tracker.models import LinkKind, Position, Priority, Provenance, TagKind
from tenants.tracker.record.accounts import SHORT
from tenants.tracker.record.wording import LABELS
from tenants.tracker.scales.wording import Scales

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

STANDING = {Provenance.SOURCE, Provenance.CONFIRMED}
NAMES: dict[str, StrOrPromise] = {
    "lead": gettext_lazy("Lead body"),
    "supporting": gettext_lazy("Supporting bodies"),
    "priority": gettext_lazy("Priority"),
    "priority_score": gettext_lazy("Score"),
    "note": gettext_lazy("What is asked"),
    "due_on": gettext_lazy("Due"),
    "position": gettext_lazy("Position"),
    "action_category": gettext_lazy("Action category"),
    "paragraph": gettext_lazy("Paragraph"),
    "source_language": gettext_lazy("Adopted in"),
    "text_ar": gettext_lazy("Arabic text"),
    "text_en": gettext_lazy("English text"),
    "text_fr": gettext_lazy("French text"),
    "translation_ar": gettext_lazy("Arabic text"),
    "translation_en": gettext_lazy("English text"),
    "translation_fr": gettext_lazy("French text"),
    "cluster": gettext_lazy("Cluster"),
    "title": gettext_lazy("Title"),
    "source": gettext_lazy("Source"),
}
LANGUAGES: dict[str, StrOrPromise] = {
    "ar": gettext_lazy("Arabic"),
    "en": gettext_lazy("English"),
    "fr": gettext_lazy("French"),
}


@dataclass(frozen=True)
class Change:
    """`long` marks whole texts, which the record page leaves to the history page; `language` is theirs."""

    name: StrOrPromise
    before: StrOrPromise
    after: StrOrPromise
    language: str = ""

    @property
    def long(self) -> bool:
        return bool(self.language)


@dataclass(frozen=True)
class Names:
    """What the log's keys stand for, read once for all its lines."""

    bodies: Mapping[UUID, ResponsibleBody] = field(default_factory=dict)
    paragraphs: Mapping[UUID, str] = field(default_factory=dict)
    scales: Scales | None = None
    criteria: Mapping[UUID, str] = field(default_factory=dict)

    def body(self, key: Any) -> str:
        keys = key if isinstance(key, list) else [key]
        found = (self.bodies.get(UUID(one)) for one in keys if one)
        return written_list([body.name for body in found if body])

    def value(self, code: str | None) -> str:
        if not code:
            return ""
        return self.scales.value(code).label if self.scales else code

    def recommendation(self, key: str) -> str:
        return self.paragraphs.get(UUID(key)) or _("a recommendation")


def changes(before: Mapping[str, Any], after: Mapping[str, Any], names: Names) -> list[Change]:
    """The changes of one line of the log. Keys that nobody knows are left out."""
    found = []
    if "value" in before or "value" in after:
        found.append(_of_account(before, after, names))
    if "link" in before or "link" in after:
        found.append(_of_link(before, after, names))
    for key in dict.fromkeys([*before, *after]):
        old, new = before.get(key), after.get(key)
        kind, colon, term_id = key.partition(":")
        if colon and kind in TagKind.values:
            found.append(_of_tag(kind, UUID(term_id), old, new))
        elif colon and kind == "mark":
            name = names.criteria.get(UUID(term_id), _("a criterion"))
            found.append(Change(name, "" if old is None else str(old), "" if new is None else str(new)))
        elif key.startswith("text_"):
            found.append(Change(NAMES[key], old or "", new or "", key[-2:]))
        elif key in NAMES:
            said = _said(key, names)
            found.append(Change(NAMES[key], said(old), said(new)))
    return found


def _said(key: str, names: Names) -> Callable[[Any], StrOrPromise]:
    if key in {"lead", "supporting"}:
        return lambda value: names.body(value) if value else ""
    if key == "due_on":
        return lambda value: written_day(date.fromisoformat(value)) if value else ""
    if key in {"priority", "position"}:
        labels = dict((Priority if key == "priority" else Position).choices)
        return lambda value: labels.get(value, "") if value else ""
    if key == "source_language":
        return lambda value: LANGUAGES.get(value, "")
    if key.startswith("translation_"):
        return lambda value: LABELS.get((key[-2:], value), "")
    return lambda value: str(value) if value is not None else ""


def _of_tag(kind: str, term_id: UUID, old: Any, new: Any) -> Change:
    """A tag that stands afterwards is set as added, any other as taken away."""
    entry = term(kind, term_id)
    label = entry.label if entry else str(term_id)
    if entry and kind == TagKind.SDG:
        label = f"{entry.code} {entry.label}"
    stands = new in STANDING
    return Change(TagKind(kind).label, "" if stands else label, label if stands else "")


def _of_account(before: Mapping[str, Any], after: Mapping[str, Any], names: Names) -> Change:
    given = after or before
    who = names.body(given["body"]) if given.get("body") else SHORT.get(given.get("kind", ""), "")
    return Change(who, names.value(before.get("value")), names.value(after.get("value")))


def _of_link(before: Mapping[str, Any], after: Mapping[str, Any], names: Names) -> Change:
    given = after or before
    words = _("%(later)s %(link)s %(earlier)s") % {
        "later": names.recommendation(given["later"]),
        "link": LinkKind(given["link"]).label,
        "earlier": names.recommendation(given["earlier"]),
    }
    return Change("", "" if after else words, words if after else "")
