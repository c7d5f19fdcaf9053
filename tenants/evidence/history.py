"""What was done to a piece, told in the reader's language by the log."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shared.languages.dates import written_day
from shared.languages.lists import written_list
from tenants.evidence.models import Confidentiality, Consent, Language, PlaceKind
from tenants.evidence.wording import NAMES
from tenants.members.models import Member
from tenants.records.models import AuditEntry

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

SENTENCES: dict[str, StrOrPromise] = {
    "evidence_added": _("Put into the register"),
    "evidence_changed": _("Corrected"),
    "evidence_classified": _("Confidentiality set"),
    "evidence_replaced": _("New version of the file"),
    "evidence_file_deleted": _("File deleted"),
    "evidence_cited": _("Cited"),
    "evidence_uncited": _("Citation taken back"),
}
CHOICES = {"confidentiality": Confidentiality, "consent": Consent, "language": Language}
DAYS = {"dated_on", "keep_until"}


@dataclass(frozen=True)
class Change:
    """One field before and after."""

    name: StrOrPromise
    before: str
    after: str


@dataclass(frozen=True)
class Line:
    """One act: when, what, who, why."""

    at: datetime
    sentence: StrOrPromise
    who: str
    reason: str
    changes: list[Change] = field(default_factory=list)


def history_of(key: UUID) -> list[Line]:
    """The log of one piece, the newest first. At most two queries."""
    entries = list(AuditEntry.objects.filter(object_id=key, verb__in=SENTENCES))
    people = _people(entries)
    return [
        Line(one.at, SENTENCES[one.verb], one.by_name, one.reason, _changes(one.before, one.after, people))
        for one in entries
    ]


def _people(entries: Iterable[AuditEntry]) -> dict[str, str]:
    keys = {key for one in entries for note in (one.before, one.after) for key in note.get("readers") or ()}
    return {str(one.pk): one.name for one in Member.objects.filter(pk__in=keys)} if keys else {}


def _changes(before: Mapping[str, Any], after: Mapping[str, Any], people: Mapping[str, str]) -> list[Change]:
    keys = [key for key in dict.fromkeys([*before, *after]) if key in NAMES]
    changed = [Change(NAMES[key], _said(key, before, people), _said(key, after, people)) for key in keys]
    return [one for one in changed if one.before or one.after]


def _said(key: str, note: Mapping[str, Any], people: Mapping[str, str]) -> str:
    value = note.get(key)
    if not value:
        return ""
    if key in CHOICES:
        return str(dict(CHOICES[key].choices).get(value, value))
    if key in DAYS:
        return written_day(date.fromisoformat(value))
    if key == "readers":
        return written_list([people.get(one, "—") for one in value])
    if key == "place":
        kind = dict(PlaceKind.choices).get(note.get("place_kind", ""), "")
        return f"{kind} {value}".strip()
    return str(value)
