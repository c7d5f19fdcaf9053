"""One value of one field: how it stands in a line of JSON, and how it is read back without loss."""

from __future__ import annotations

import json
from base64 import b64decode, b64encode
from collections.abc import Callable
from datetime import UTC, date, datetime, time
from decimal import Decimal, InvalidOperation
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dateparse import parse_duration
from django.utils.duration import duration_iso_string

from tenants.archives.terms import TERM, Terms

Turn = Callable[[Any], Any]


class UnknownKind(TypeError):
    """A field of a kind that archives cannot hold yet."""


class NotAValue(ValueError):
    """A value in an archive that the field cannot hold. Its words say why."""


class UnknownTerm(NotAValue):
    """A term of the reference lists that this installation does not know."""


def written(field: models.Field[Any, Any], terms: Terms) -> Turn | None:
    """What turns a value into JSON, None where it stands as it is. Raises UnknownKind."""
    kind = _kind(field)
    if kind in {"text", "number", "yes_no", "json", "fraction"}:
        return None
    turns: dict[str, Turn] = {
        "key": str,
        "id": lambda value: terms.name(value) or str(value),
        "moment": lambda value: value.astimezone(UTC).isoformat().replace("+00:00", "Z"),
        "day": lambda value: value.isoformat(),
        "time": lambda value: value.isoformat(),
        "span": duration_iso_string,
        "decimal": lambda value: format(value, "f"),
        "bytes": lambda value: b64encode(value).decode(),
    }
    return turns[kind]


def read(field: models.Field[Any, Any], terms: Terms) -> Turn:
    """What turns JSON into the field's value. The turn raises NotAValue, UnknownTerm. Raises UnknownKind itself."""
    plain: Turn = {
        "text": _text,
        "number": _number,
        "yes_no": lambda said: _of(bool, said),
        "fraction": _fraction,
        "json": _json,
        "key": _key,
        "id": lambda said: _id(said, terms),
        "moment": _moment,
        "day": lambda said: _parsed(date.fromisoformat, said, "a day as 2026-01-31"),
        "time": lambda said: _parsed(time.fromisoformat, said, "a time of day"),
        "span": lambda said: _parsed(parse_duration, said, "a span of time"),
        "decimal": _decimal,
        "bytes": lambda said: _parsed(lambda text: b64decode(text, validate=True), said, "base64"),
    }[_kind(field)]
    choices = {value for value, _label in field.flatchoices}  # type: ignore[attr-defined]
    checks = field.validators if isinstance(field, models.DecimalField) else []

    def turn(said: Any) -> Any:
        if said is None:
            if field.null:
                return None
            raise NotAValue("nothing stands where something must")
        value = plain(said)
        if isinstance(value, str) and field.max_length is not None and len(value) > field.max_length:
            raise NotAValue(f"longer than {field.max_length} characters")
        if choices and value not in choices and value != field.get_default() and not (value == "" and field.blank):
            raise NotAValue(f"{value!r:.80} is not among the choices")
        for check in checks:
            try:
                check(value)
            except ValidationError:
                raise NotAValue(f"{value} has more digits than the field holds") from None
        return value

    return turn


# The first that fits: narrower kinds stand before wider ones.
KINDS: list[tuple[type[models.Field[Any, Any]], str]] = [
    (models.ForeignKey, "key"),
    (models.UUIDField, "id"),
    (models.JSONField, "json"),
    (models.BooleanField, "yes_no"),
    (models.DateTimeField, "moment"),
    (models.DateField, "day"),
    (models.TimeField, "time"),
    (models.DurationField, "span"),
    (models.DecimalField, "decimal"),
    (models.FloatField, "fraction"),
    (models.IntegerField, "number"),
    (models.BinaryField, "bytes"),
    (models.CharField, "text"),
    (models.TextField, "text"),
]


def _kind(field: models.Field[Any, Any]) -> str:
    if field.primary_key:
        return "key"
    for shape, kind in KINDS:
        if isinstance(field, shape):
            return kind
    raise UnknownKind(f"{field.model._meta.label}.{field.name}: {type(field).__name__}")


def kind_of(field: models.Field[Any, Any]) -> str:
    """How a field's values are written: text, number, yes_no, json, key, id, moment, day and so on."""
    return _kind(field)


def _of(shape: type, said: Any) -> Any:
    if type(said) is not shape:
        raise NotAValue(f"{said!r:.80} is no {shape.__name__}")
    return said


def _text(said: Any) -> str:
    text: str = _of(str, said)
    if "\x00" in text:
        raise NotAValue("a character that no text may hold (NUL)")
    try:
        text.encode()
    except UnicodeEncodeError:
        raise NotAValue("half a character (a lone surrogate)") from None
    return text


def _number(said: Any) -> int:
    number: int = _of(int, said)
    if abs(number) >= 2**63:
        raise NotAValue("a number beyond all bounds")
    return number


def _fraction(said: Any) -> float:
    return float(_number(said)) if type(said) is int else _of(float, said)


def _json(said: Any) -> Any:
    # As the database will get it: what it cannot hold is found here, where the line is known.
    try:
        text = json.dumps(said, ensure_ascii=False, allow_nan=False)
    except ValueError:
        raise NotAValue("a number that is none") from None
    # Control characters come out of dumps() escaped.
    if "\\u0000" in text.replace("\\\\", ""):
        raise NotAValue("a character that no text may hold (NUL)")
    _text(text)
    return said


def _key(said: Any) -> UUID:
    return _parsed(UUID, said, "a key as 01234567-89ab-7cde-8fab-0123456789ab")


def _id(said: Any, terms: Terms) -> UUID:
    if isinstance(said, str) and TERM.fullmatch(said):
        key = terms.key(said)
        if key is None:
            raise UnknownTerm(said)
        return key
    return _key(said)


def _moment(said: Any) -> datetime:
    moment: datetime = _parsed(datetime.fromisoformat, said, "a moment as 2026-01-31T12:00:00Z")
    if moment.tzinfo is None:
        raise NotAValue(f"{said!r:.80} does not say of which time zone")
    return moment


def _decimal(said: Any) -> Decimal:
    try:
        number = Decimal(_of(str, said))
    except InvalidOperation:
        raise NotAValue(f"{said!r:.80} is no number") from None
    if not number.is_finite():
        raise NotAValue(f"{said!r:.80} is no number")
    return number


def _parsed(parse: Callable[[str], Any], said: Any, what: str) -> Any:
    try:
        value = parse(_of(str, said))
    except ValueError:
        raise NotAValue(f"{said!r:.80} is not {what}") from None
    if value is None:
        raise NotAValue(f"{said!r:.80} is not {what}")
    return value
