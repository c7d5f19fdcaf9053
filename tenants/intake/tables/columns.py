"""The fields a person may match to columns, as the page offers them and as the form gives them back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily
from openpyxl.utils import get_column_letter

from tenants.intake.models import Batch
from tenants.intake.readers.national.rows import REPEATABLE
from tenants.intake.tables.choices import choices_of

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

# Field: its name for people, and what the page says of it.
REQUIRED = {
    "text": (lazily("Text of the recommendation"), lazily("Its language is told from the words.")),
    "state": (lazily("State under review"), ""),
    "session": (lazily("Session"), lazily("Session of the UPR Working Group, 1 to 54.")),
}
USUAL = {
    "recommending_state": (lazily("Recommending State"), lazily("One State or several, divided by commas.")),
    "position": (lazily("Position of the State under review"), ""),
    "action_category": (lazily("Action category"), lazily("1 to 5, as UPR Info gives it.")),
    "issues": (lazily("Issues"), lazily("They become themes and affected groups, marked as the source’s.")),
    "paragraph": (lazily("Paragraph"), ""),
}
FURTHER = {
    "text_ar": (lazily("Text in Arabic"), ""),
    "text_en": (lazily("Text in English"), ""),
    "text_fr": (lazily("Text in French"), ""),
}
OFFERED = (*REQUIRED, *USUAL, *FURTHER)
# The fields of a ministry's table, under their headings.
TRACKER_PARTS: tuple[tuple[StrOrPromise, Mapping[str, tuple[StrOrPromise, StrOrPromise]]], ...] = (
    (
        lazily("The recommendation"),
        {
            "text": (lazily("Text of the recommendation"), lazily("Its language is told from the words.")),
            **FURTHER,
            "number": (lazily("Running number"), lazily("Tells where a new recommendation begins.")),
            "code": (lazily("The file’s own code"), lazily("By it the recommendation is known again next time.")),
            "paragraph": (lazily("Paragraph"), ""),
            "symbol": (lazily("Document symbol"), ""),
        },
    ),
    (
        lazily("Who made it"),
        {
            "body": (lazily("Body"), lazily("A committee, a special procedure or the UPR.")),
            "mandate": (lazily("Mandate"), lazily("The special procedure, where it has a column of its own.")),
            "mandate_other": (lazily("Mandate in another language"), ""),
            "mechanism": (lazily("Mechanism"), lazily("Asked where no other column names the body.")),
            "session": (lazily("Session"), lazily("Session of the UPR Working Group, 1 to 54.")),
            "recommending_state": (lazily("Recommending State"), ""),
            "recommending_state_other": (lazily("Recommending State in another language"), ""),
            "position": (lazily("Position of the State under review"), ""),
            "state": (lazily("State under review"), lazily("Without a column it is your own State.")),
        },
    ),
    (
        lazily("What it is about"),
        {
            "issues": (lazily("Themes"), ""),
            "axis": (lazily("Axis"), lazily("Kept as the heading it stood under.")),
            "sub_axis": (lazily("Sub-axis"), ""),
            "groups": (lazily("Affected groups"), ""),
            "sdgs": (lazily("SDGs"), ""),
        },
    ),
    (
        lazily("What was done with it"),
        {
            "lead": (lazily("Responsible bodies"), lazily("Of several in one cell the first leads.")),
            "lead_other": (lazily("Responsible bodies in another language"), ""),
            "support": (lazily("Supporting bodies"), ""),
            "support_other": (lazily("Supporting bodies in another language"), ""),
            "status": (lazily("Status"), ""),
            "progress": (lazily("Progress in per cent"), lazily("Stands for the status where there is none.")),
            "assessed_on": (lazily("Date or year of the status"), ""),
            "due_on": (lazily("Deadline"), lazily("Of a span of years the last day.")),
            "action": (lazily("Action taken"), lazily("Joins the words of the account, like the next three.")),
            "indicator": (lazily("Indicator"), ""),
            "evidence": (lazily("Evidence"), ""),
            "remarks": (lazily("Remarks"), ""),
        },
    ),
)
TRACKER_OFFERED = tuple(name for _heading, fields in TRACKER_PARTS for name in fields)
# Where cells left empty under a value usually repeat it, when so many of them are empty.
USUALLY_REPEATED = frozenset({"mechanism", "body", "mandate", "symbol", "axis", "sub_axis", "session"})
WHOSE = frozenset({"mechanism", "body", "mandate"})
MOSTLY_EMPTY = 0.5
SAMPLES_SHOWN = 2


@dataclass(frozen=True)
class Choice:
    """A column in the list: its index and its name with its letter."""

    value: int
    label: str
    chosen: bool


@dataclass(frozen=True)
class Field:
    """One field with the columns it may be in and what the chosen one holds."""

    name: str
    label: str
    hint: str
    choices: list[Choice]
    samples: list[str]
    required: bool
    wrong: bool
    repeatable: bool = False
    repeats: bool = False

    @property
    def chosen(self) -> bool:
        """Whether a column holds it."""
        return any(choice.chosen for choice in self.choices)


@dataclass(frozen=True)
class Part:
    """Fields under one heading: those with a column, and the others, which are offered folded away."""

    heading: str
    shown: list[Field]
    folded: list[Field]


def tracker_parts(batch: Batch, wrong: Sequence[str] = ()) -> list[Part]:
    """The fields of a ministry's table as the page has them."""
    columns, said = batch.columns.columns, choices_of(batch)
    parts = []
    for heading, labels in TRACKER_PARTS:
        fields = [
            replace(
                _field(batch, name, label, hint, columns.get(name), name in wrong, required=name == "text"),
                repeatable=name in REPEATABLE and not name.startswith("text"),
                repeats=name in said["filled"] if "filled" in said else _seems_repeated(batch, name, columns.get(name)),
            )
            for name, (label, hint) in labels.items()
        ]
        # The one text that is needed stands in whichever language it has.
        shown = [one for one in fields if one.chosen or one.wrong]
        parts.append(Part(str(heading), shown, [one for one in fields if one not in shown]))
    return parts


def _seems_repeated(batch: Batch, name: str, index: int | None) -> bool:
    filled, looked = batch.sniffed.get("filled", []), batch.sniffed.get("looked", 0)
    if name not in USUALLY_REPEATED or index is None or index >= len(filled) or not looked:
        return False
    # One of several columns for the body is empty where another one has it.
    if name in WHOSE and len(WHOSE & batch.columns.columns.keys()) > 1:
        return False
    samples = batch.sniffed.get("samples") or [[]]
    begins = index < len(samples[0]) and bool(samples[0][index])
    return begins and 0 < filled[index] <= looked * MOSTLY_EMPTY


def read(given: Mapping[str, str], header: Sequence[str], offered: Sequence[str] = OFFERED) -> dict[str, int | None]:
    """The form's answer: field to column index, None for "not in this file". Nonsense counts as none."""
    chosen: dict[str, int | None] = {}
    for name in offered:
        value = given.get(name, "")
        index = int(value) if value.isascii() and value.isdigit() and len(value) < 5 else None
        chosen[name] = index if index is not None and index < len(header) else None
    return chosen


def groups(batch: Batch, wrong: Sequence[str] = ()) -> list[tuple[str, list[Field]]]:
    """The fields in the page's three parts, each with its heading."""
    parts = ((_("Needed"), REQUIRED), (_("Usual"), USUAL), (_("Texts in other languages"), FURTHER))
    columns = batch.columns.columns
    return [
        (
            heading,
            [
                _field(batch, name, label, hint, columns.get(name), name in wrong)
                for name, (label, hint) in fields.items()
            ],
        )
        for heading, fields in parts
    ]


def _field(
    batch: Batch, name: str, label: object, hint: object, index: int | None, wrong: bool, required: bool | None = None
) -> Field:
    return Field(
        name=name,
        label=str(label),
        hint=str(hint),
        choices=[Choice(at, _named(at, title), at == index) for at, title in enumerate(batch.header)],
        samples=_samples(batch, index),
        required=name in REQUIRED if required is None else required,
        wrong=wrong,
    )


def _named(index: int, title: str) -> str:
    letter = get_column_letter(index + 1)
    return f"{letter} · {title[:60]}" if title else letter


def _samples(batch: Batch, index: int | None) -> list[str]:
    """The first different values of a column."""
    if index is None:
        return []
    rows = batch.sniffed.get("samples", [])
    values = dict.fromkeys(row[index] for row in rows if index < len(row) and row[index])
    return list(values)[:SAMPLES_SHOWN]
