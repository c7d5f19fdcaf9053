"""What the words of a table probably mean: as they were understood last time, else by the lists and by their look."""

from __future__ import annotations

from typing import Any

from shared.isolation.identifiers import new_id
from shared.taxonomy.catalogue import catalogue
from shared.taxonomy.matching import key
from shared.taxonomy.resolve import find_position
from tenants.intake.models import RememberedValue
from tenants.intake.readers.cell_text import language_of
from tenants.intake.readers.national.values import percent_in
from tenants.intake.readers.tracker_names import STATUS_WORDS
from tenants.intake.work.making_bodies import bodies_by_name
from tenants.members.models import BodyKind, ResponsibleBody
from tenants.tracker.models import Progress
from tenants.tracker.scales.wording import Value, scales

Survey = dict[str, Any]
Meanings = dict[str, dict[str, str]]
LONGEST_NAME = 200


def guessed(survey: Survey, speaker: str, *, may_make: bool) -> tuple[Meanings, dict[str, dict[str, str]]]:
    """Field to folded word to meaning, "" for none; and the bodies that would be made, key to kind and names.

    A responsible body that is not on the list is one to be made, where the person may make bodies, else left out.
    """
    bodies: dict[str, dict[str, str]] = {}
    return {
        "status": _statuses(survey, speaker),
        "position": _positions(survey),
        "mechanism": survey.get("body_codes", {}) | _remembered("mechanism", survey, catalogue().body_by_code),
        "responsible": _responsible(survey, bodies, may_make=may_make),
    }, bodies


def _words(survey: Survey, field: str) -> list[tuple[str, str]]:
    return [(folded, printed) for folded, printed, _count in survey.get(field, [])]


def _remembered(field: str, survey: Survey, valid: Any = None) -> dict[str, str]:
    known = RememberedValue.known(field, [folded for folded, _printed in _words(survey, field)])
    return {folded: said for folded, said in known.items() if valid is None or not said or said in valid}


def _positions(survey: Survey) -> dict[str, str]:
    known = _remembered("position", survey)
    found = {folded: find_position(printed) for folded, printed in _words(survey, "position")}
    return {folded: known.get(folded, one.code if one else "") for folded, one in found.items()}


def _statuses(survey: Survey, speaker: str) -> dict[str, str]:
    """By the scale's own labels, then by the rung their words stand for. Another speaker's scale is not remembered."""
    values = scales().of(speaker) if speaker else []
    codes = {one.code for one in values}
    labels = {key(label): one.code for one in reversed(values) for label in one.labels.values() if label}
    known = {folded: said for folded, said in _remembered("status", survey).items() if not said or said in codes}
    return {
        folded: known[folded] if folded in known else labels.get(folded) or _by_rung(printed, values)
        for folded, printed in _words(survey, "status")
    }


def _by_rung(printed: str, values: list[Value]) -> str:
    percent = percent_in(printed)
    if percent:
        figure = int(percent)
        rung = Progress.IMPLEMENTED if figure == 100 else Progress.IN_PROGRESS if figure else Progress.NOT_STARTED
        return _standing_for(rung, "", values)
    folded = f" {key(printed)} "
    for word, stands_for, code in STATUS_WORDS:
        if f" {word}" in folded:
            return _standing_for(stands_for, code, values)
    return ""


def _standing_for(rung: str, code: str, values: list[Value]) -> str:
    """The value of that very name on the scale, else the first on that rung."""
    named = next((one.code for one in values if code and one.code.endswith(f":{code}")), "")
    return named or next((one.code for one in values if one.progress == rung), "")


def _responsible(survey: Survey, bodies: dict[str, dict[str, str]], *, may_make: bool) -> dict[str, str]:
    current = list(ResponsibleBody.objects.current().order_by("pk"))
    standing, named = {str(one.pk) for one in current}, bodies_by_name(current)
    known = _remembered("responsible", survey)
    twins = {folded: other for folded, other in survey.get("twins", {}).items()}
    found: dict[str, str] = {}
    for folded, printed in _words(survey, "responsible"):
        same = named.get(folded) or named.get(key(twins.get(folded, "")))
        key_to_make = str(new_id())
        bodies[key_to_make] = {"of": folded, "kind": BodyKind.STATE, **_names(printed, twins.get(folded, ""), survey)}
        if folded in known and (not known[folded] or known[folded] in standing):
            found[folded] = known[folded]
        else:
            found[folded] = str(same.pk) if same else key_to_make if may_make else ""
    return found


def _names(printed: str, twin: str, survey: Survey) -> dict[str, str]:
    """The printed name under its language: Arabic by its letters, others by the language of the table's texts."""
    names: dict[str, str] = {}
    for text in filter(None, (twin, printed)):
        told = language_of(text)
        language = told if told != "en" else survey.get("language") or "en"
        if told != "ar" and language == "ar":
            language = "fr"
        names[f"name_{language}"] = text[:LONGEST_NAME]
    return names
