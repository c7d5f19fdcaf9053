"""A row, and a sparse one, in every table of an institution, found by trying: whatever models there are.

Values are drawn at random from a fixed seed until the table's rules take them. A model whose rules are never met by
chance says in HINTS what its row must be.
"""

from __future__ import annotations

import random
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from types import SimpleNamespace
from typing import Any
from uuid import UUID

from django.core.files.base import ContentFile
from django.db import DataError, IntegrityError, connection, models, transaction
from django.db.models.sql import InsertQuery

from shared.isolation.identifiers import new_id
from shared.taxonomy.identity import term_id
from tenants.archives.nouns import Noun, nouns
from tenants.records.files import keep
from tenants.records.models import StoredFile

MOST_TRIES, FEW_TRIES = 2000, 20
WORDS = 'نصّ «مقتبس» \\u0000? "quoted" \n\t line\u2028 é 𝔘 {json}'
# Fields whose values are terms of the public lists.
TERMS = {
    "body_id": term_id("body", "UPR"),
    "state_id": term_id("state", "LBN"),
    "term_id": term_id("theme", "torture"),
}
# Values that chance does not find, by model and field.
HINTS: dict[str, dict[str, Callable[[random.Random], Any]]] = {
    "consultation.Comment": {
        "is_anonymous": lambda _draw: False,
        "standing": lambda _draw: "waiting",
        "words": lambda _draw: WORDS,
        "withdrawn_at": lambda _draw: None,
        "judged_at": lambda _draw: None,
        "judged_by": lambda _draw: None,
        "judged_by_name": lambda _draw: "",
        "redacted_at": lambda _draw: None,
        "redacted_by": lambda _draw: None,
        "redacted_by_name": lambda _draw: "",
        "redacted_words": lambda _draw: "",
    },
    "consultation.Consultation": {
        "subject_kind": lambda _draw: "draft",
        "draft_text": lambda _draw: WORDS,
        "title_ar": lambda _draw: WORDS,
        "plan_id": lambda _draw: None,
        "version_id": lambda _draw: None,
        "cluster_id": lambda _draw: None,
        "opens_on": lambda _draw: date(2026, 3, 1),
        "closes_on": lambda _draw: date(2026, 9, 1),
    },
    "tracker.ScaleValue": {
        "assessor_kind": lambda _draw: "civil_society",
        "code": lambda draw: f"cso:own-{draw.randrange(10**6)}",
    },
}


def fill() -> None:
    """Two rows at least in every exported table of the institution at hand, which is empty."""
    for content in (b"first file", b"second file", b"first file"):
        keep(ContentFile(content), name="ملف.pdf", by=None)
    for noun in in_order_of_references():
        if noun.model is not StoredFile:
            # Each noun draws by itself: what is found for one does not hang on the others.
            draw = random.Random(noun.label)  # noqa: S311
            for tries, fullness in ((MOST_TRIES, 1.0), (FEW_TRIES, 0.8), (FEW_TRIES, 0.15)):
                _add(noun, draw, tries, fullness)
    _close_circles()


def in_order_of_references() -> list[Noun]:
    """What is referred to comes first; a circle is broken where a reference may be empty."""
    waiting, placed = nouns(), []
    labels: set[str] = set()
    while waiting:
        ready = [noun for noun in waiting if not _needs(noun, optional=True) - labels - {noun.label}]
        ready = ready or [noun for noun in waiting if not _needs(noun, optional=False) - labels]
        assert ready, f"references in a circle: {[noun.label for noun in waiting]}"
        placed.append(ready[0])
        labels.add(ready[0].label)
        waiting.remove(ready[0])
    return placed


def _needs(noun: Noun, *, optional: bool) -> set[str]:
    return {field.target_field.model._meta.label for field in noun.references if optional or not field.null}


def _add(noun: Noun, draw: random.Random, tries: int, fullness: float) -> None:
    """One row that the table takes; the first must be found, the others are done without."""
    last: Exception | None = None
    for attempt in range(tries):
        try:
            with transaction.atomic():
                insert(noun, _row(noun, draw, fullness if attempt < 10 else draw.uniform(0.05, 1)))
                return
        except (IntegrityError, DataError) as error:
            last = error
    assert _rows(noun), f"{noun.label} cannot be filled: say how in HINTS ({last})"


def insert(noun: Noun, row: SimpleNamespace) -> None:
    """The row as it is, past the model's save()."""
    query = InsertQuery(noun.model)
    query.insert_values(_stored(noun), [row], raw=True)
    query.get_compiler(connection=connection).execute_sql()


def _stored(noun: Noun) -> list[models.Field]:
    return [field for field in noun.model._meta.concrete_fields if not getattr(field, "generated", False)]


def _row(noun: Noun, draw: random.Random, fullness: float) -> SimpleNamespace:
    row = SimpleNamespace()
    for field in _stored(noun):
        setattr(row, field.attname, _value(field, draw, fullness))
    for name, value in HINTS.get(noun.label, {}).items():
        setattr(row, name, value(draw))
    return row


def _rows(noun: Noun) -> list[UUID]:
    return list(models.QuerySet(noun.model).order_by("pk").values_list("pk", flat=True))


def _value(field: models.Field, draw: random.Random, fullness: float) -> Any:
    if field.primary_key:
        return new_id()
    if field.null and draw.random() > fullness:
        return None
    if isinstance(field, models.ForeignKey):
        there = _rows(Noun(field.target_field.model))
        return draw.choice(there) if there else None
    if field.flatchoices:
        return draw.choice([value for value, _label in field.flatchoices])
    return _plain(field, draw, fullness)


def _plain(field: models.Field, draw: random.Random, fullness: float) -> Any:
    number = draw.randrange(1, 100)
    if isinstance(field, models.UUIDField):
        return TERMS.get(field.name) or new_id()
    if isinstance(field, models.JSONField):
        return draw.choice([{"ا": [1, 2.5, None, WORDS], "key": str(TERMS["term_id"])}, [], [number, 30], {}])
    if isinstance(field, models.BooleanField):
        return draw.random() < 0.5
    if isinstance(field, models.DateTimeField):
        return datetime(2026, 3, 1, 8, 30, 15, 123456 + number, tzinfo=UTC) + timedelta(days=number)
    if isinstance(field, models.DateField):
        return date(2026, 3, 1) + timedelta(days=number)
    if isinstance(field, models.DecimalField):
        return Decimal(number).scaleb(-field.decimal_places) + number
    if isinstance(field, models.IntegerField):
        return number
    if isinstance(field, models.EmailField):
        return f"person{draw.randrange(10**6)}@archive.example"
    return _text(field, draw, fullness)


def _text(field: models.Field, draw: random.Random, fullness: float) -> str:
    if draw.random() > fullness:
        return ""
    if field.max_length is None or field.max_length > 100:
        return f"{WORDS} {draw.randrange(10**6)}"
    return f"{draw.randrange(10**9):x}"[: field.max_length] if field.max_length > 3 else "ar"[: field.max_length]


def _close_circles() -> None:
    """References that were empty because what they lead to came later."""
    for noun in nouns():
        for field in noun.references:
            if field.null and not _any_filled(noun, field):
                _point(noun, field)


def _any_filled(noun: Noun, field: models.ForeignKey) -> bool:
    return models.QuerySet(noun.model).exclude(**{field.attname: None}).exists()


def _point(noun: Noun, field: models.ForeignKey) -> None:
    for row in _rows(noun):
        for target in _rows(Noun(field.target_field.model)):
            try:
                with transaction.atomic():
                    models.QuerySet(noun.model).filter(pk=row).update(**{field.attname: target})
                    return
            except IntegrityError:
                continue
