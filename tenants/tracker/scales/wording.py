"""How the values of the scales read here: the institution's own words, and the taxonomy's where it has none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from django.utils.translation import get_language

from shared.taxonomy.catalogue import catalogue
from tenants.tracker.models import AssessorKind, Progress, ScaleValue
from tenants.tracker.status import SCALES, place

LANGUAGES = ("ar", "en", "fr")
# Where a place stands on the face's ladder; without one it is "unknown".
FACE: dict[str, str] = {
    Progress.NOT_IMPLEMENTED: "not",
    Progress.NOT_STARTED: "none",
    Progress.IN_PROGRESS: "going",
    Progress.PARTLY: "part",
    Progress.IMPLEMENTED: "done",
}


@dataclass(frozen=True)
class Value:
    """One value as the institution words it. `labels` and `uses` (when to use it) are by language."""

    code: str
    labels: Mapping[str, str]
    uses: Mapping[str, str] = field(default_factory=dict)
    progress: str = ""
    order: int = 0
    own: bool = False
    retired: bool = False

    @property
    def label(self) -> str:
        return _in_the_readers_language(self.labels) or self.code

    @property
    def use(self) -> str:
        return _in_the_readers_language(self.uses)

    @property
    def face(self) -> str:
        """The code by which the face draws its circle."""
        return FACE.get(self.progress, "unknown")

    @property
    def letter(self) -> str:
        """The letter of a committee's published grade, else nothing."""
        scale, _colon, letter = self.code.partition(":")
        return letter if scale == SCALES[AssessorKind.COMMITTEE] and not self.own else ""


class Scales:
    """Every value of every assessor's scale, retired ones included. Made by `scales()`, once a request."""

    def __init__(self, rows: Iterable[ScaleValue]) -> None:
        said = {row.code: row for row in rows}
        lists = catalogue()
        self._by_kind: dict[str, list[Value]] = {}
        for kind, scale in SCALES.items():
            scale_id = lists.scale_by_code[scale].id
            terms = [one for one in lists.scale_values.values() if one.scale_id == scale_id]
            found = [_of_the_taxonomy(term, at, said.get(term.code)) for at, term in enumerate(terms)]
            found += [_of_ones_own(row) for row in said.values() if row.own and row.assessor_kind == kind]
            self._by_kind[kind] = sorted(found, key=lambda one: (one.order, one.code))
        self._by_code = {one.code: one for values in self._by_kind.values() for one in values}

    def of(self, kind: str) -> list[Value]:
        """The current values of an assessor's scale, in the institution's order."""
        return [one for one in self._by_kind[kind] if not one.retired]

    def all_of(self, kind: str) -> list[Value]:
        return list(self._by_kind[kind])

    def common(self, code: str) -> dict[str, str]:
        """The names of a value in the common lists, keyed as a form has them: label_ar, label_en, label_fr."""
        term = catalogue().scale_value_by_code.get(code)
        return {f"label_{one}": term.label_in(one) for one in LANGUAGES} if term else {}

    def value(self, code: str) -> Value:
        """The value of a code. One that nobody knows any more reads as its code and stands nowhere."""
        return self._by_code.get(code) or Value(code, {}, progress=place(code))


def scales() -> Scales:
    """The scales of the institution at hand. One query."""
    return Scales(ScaleValue.objects.all())


def _of_the_taxonomy(term: object, at: int, row: ScaleValue | None) -> Value:
    code: str = term.code  # type: ignore[attr-defined]
    labels = {one: term.label_in(one) for one in LANGUAGES}  # type: ignore[attr-defined]
    retired: bool = term.retired  # type: ignore[attr-defined]
    if row is None:
        return Value(code, labels, {}, place(code), at, retired=retired)
    labels |= {one: said for one in LANGUAGES if (said := getattr(row, f"label_{one}"))}
    return Value(code, labels, _uses(row), row.progress, row.order, retired=retired or row.retired_at is not None)


def _of_ones_own(row: ScaleValue) -> Value:
    labels = {one: getattr(row, f"label_{one}") for one in LANGUAGES}
    return Value(row.code, labels, _uses(row), row.progress, row.order, own=True, retired=row.retired_at is not None)


def _uses(row: ScaleValue) -> dict[str, str]:
    return {one: getattr(row, f"use_{one}") for one in LANGUAGES}


def _in_the_readers_language(words: Mapping[str, str]) -> str:
    wanted = (get_language() or "en")[:2]
    return next((words[code] for code in (wanted, "en", "ar", "fr") if words.get(code)), "")
