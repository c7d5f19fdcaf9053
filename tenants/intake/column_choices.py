"""The fields a person may match to columns, as the page offers them and as the form gives them back."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazily
from openpyxl.utils import get_column_letter

from tenants.intake.models import Batch

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


def read(given: Mapping[str, str], header: Sequence[str]) -> dict[str, int | None]:
    """The form's answer: field to column index, None for "not in this file". Nonsense counts as none."""
    chosen: dict[str, int | None] = {}
    for name in OFFERED:
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


def _field(batch: Batch, name: str, label: object, hint: object, index: int | None, wrong: bool) -> Field:
    return Field(
        name=name,
        label=str(label),
        hint=str(hint),
        choices=[Choice(at, _named(at, title), at == index) for at, title in enumerate(batch.header)],
        samples=_samples(batch, index),
        required=name in REQUIRED,
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
