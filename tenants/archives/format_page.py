"""The generated half of deploy/archive-format.md: every noun and field, from the models themselves."""

from __future__ import annotations

from collections.abc import Iterator

from django.db import models

from tenants.archives.nouns import LEFT_OUT, LEFT_OUT_FIELDS, LEFT_OUT_ROWS, Noun, nouns
from tenants.archives.values import kind_of

PAGE = "deploy/archive-format.md"
BEGINS = "<!-- What follows is written by `manage.py describe_archives --write`. -->"


def generated() -> str:
    """Everything below the mark."""
    lines = [BEGINS, "", "## Left out", "", *_left_out(), "## Nouns", ""]
    for noun in nouns():
        lines += _noun(noun)
    return "\n".join(lines).rstrip() + "\n"


def renewed(page: str) -> str:
    """The page with its generated half made anew."""
    return page.partition(BEGINS)[0] + generated()


def _left_out() -> Iterator[str]:
    yield from (f"- `{label}`: {reason}." for label, reason in sorted(LEFT_OUT.items()))
    yield from (f"- rows of `{label}`: {reason}." for label, (_which, reason) in sorted(LEFT_OUT_ROWS.items()))
    yield from (f"- field `{name}`: {reason}." for name, reason in sorted(LEFT_OUT_FIELDS.items()))
    yield ""


def _noun(noun: Noun) -> Iterator[str]:
    meaning = " ".join((noun.model.__doc__ or "").split())
    yield f"### `{noun.part}`"
    yield ""
    yield meaning
    yield ""
    yield "| field | holds | |"
    yield "|---|---|---|"
    for field in noun.fields:
        yield f"| `{field.name}` | {_kind(field)} | {_about(field)} |"
    yield ""


def _kind(field: models.Field) -> str:
    kind = kind_of(field)
    if isinstance(field, models.ForeignKey):
        return f"key of `{field.target_field.model._meta.label_lower}`"
    if kind == "text" and field.max_length:
        return f"text, {field.max_length} at most"
    if isinstance(field, models.DecimalField):
        return f"decimal, {field.decimal_places} places"
    return kind


def _about(field: models.Field) -> str:
    words = ["may be null"] if field.null else []
    if field.flatchoices:  # type: ignore[attr-defined]
        words.append("one of " + ", ".join(f"`{value}`" for value, _label in field.flatchoices))  # type: ignore[attr-defined]
    return "; ".join(words)
