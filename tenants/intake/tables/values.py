"""The words of a table and what they may mean, as the page offers them and as the form gives them back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.core.paginator import Page, Paginator
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from shared.languages.numbers import NO_BREAK_SPACE, written_number
from shared.taxonomy.catalogue import catalogue
from tenants.intake.models import Batch
from tenants.intake.tables.choices import choices_of, survey_of
from tenants.intake.tables.survey import FIELDS
from tenants.members.models import BodyKind, ResponsibleBody
from tenants.tracker.models import Position
from tenants.tracker.scales.wording import scales

PAGE_SIZE = 25
MAKE = "make:"
MAKEABLE = (BodyKind.STATE, BodyKind.NHRI, BodyKind.CIVIL_SOCIETY)


@dataclass(frozen=True)
class Option:
    value: str
    label: str


@dataclass(frozen=True)
class Options:
    """Options under one name; without a name they stand by themselves."""

    label: str
    options: list[Option]


@dataclass(frozen=True)
class Word:
    """One word of the file: its place in the form, how it is printed, its rows, and what it means now."""

    name: str
    folded: str
    printed: str
    rows: str
    meaning: str
    hint: str = ""


@dataclass(frozen=True)
class Words:
    """One page of the words of one field."""

    of: str
    page: Page
    words: list[Word] = field(default_factory=list)
    groups: list[Options] = field(default_factory=list)


def fields_of(batch: Batch) -> list[tuple[str, str, int]]:
    """The fields whose words the table has: field, its heading, how many words, in the order of the steps."""
    labels = {
        "status": _("Statuses"),
        "position": _("Positions"),
        "mechanism": _("Bodies and mechanisms"),
        "responsible": _("Responsible bodies"),
    }
    survey = survey_of(batch)
    return [(one, labels[one], len(survey[one])) for one in FIELDS if survey.get(one)]


def page_of_words(batch: Batch, of: str, number: Any, *, may_make: bool) -> Words:
    """The words of a field on one page of PAGE_SIZE. One statement, for the scales or the bodies."""
    page = Paginator(survey_of(batch).get(of, []), PAGE_SIZE).get_page(number)
    choices = choices_of(batch)
    meanings, making = choices.get("values", {}).get(of, {}), choices.get("bodies", {})
    words = [
        Word(_name(folded), folded, printed, _rows(count), _as_option(meanings.get(folded, ""), making))
        for folded, printed, count in page.object_list
    ]
    return Words(of, page, words, _options(of, choices, may_make=may_make))


def read(
    given: Mapping[str, str], words: Iterable[Word], groups: list[Options]
) -> tuple[dict[str, str], dict[str, str]]:
    """The form's answers: folded word to meaning, and to the kind of the body to be made. Nonsense is passed over."""
    offered = {option.value for group in groups for option in group.options}
    answers = {word.folded: given[word.name] for word in words if given.get(word.name) in offered}
    makes = {folded: said.removeprefix(MAKE) for folded, said in answers.items() if said.startswith(MAKE)}
    return {folded: said for folded, said in answers.items() if folded not in makes}, makes


def _name(folded: str) -> str:
    """The word's own name in the form: a page that is sent late answers for the words it showed."""
    return f"word-{sha256(folded.encode()).hexdigest()[:16]}"


def _as_option(meaning: str, making: Mapping[str, Mapping[str, str]]) -> str:
    return MAKE + making[meaning]["kind"] if meaning in making else meaning


def _rows(count: int) -> str:
    said = ngettext("%(count)s row", "%(count)s rows", count) % {"count": written_number(count)}
    return said.replace(" ", NO_BREAK_SPACE)


def _options(of: str, choices: Mapping[str, Any], *, may_make: bool) -> list[Options]:
    match of:
        case "status":
            speaker = choices.get("speaker", "")
            values = scales().of(speaker) if speaker else []
            return [Options("", [Option("", _("No status"))]), Options("", [Option(v.code, v.label) for v in values])]
        case "position":
            positions = [Option(str(one.value), str(one.label)) for one in Position]
            return [Options("", [Option("", _("No position"))]), Options("", positions)]
        case "mechanism":
            return [Options("", [Option("", _("None of these: leave its rows out"))]), *body_options()]
    bodies = sorted(ResponsibleBody.objects.current(), key=lambda one: str(one).casefold())
    making = [Option(MAKE + kind, _("New: %(kind)s") % {"kind": BodyKind(kind).label}) for kind in MAKEABLE]
    return [
        Options("", [Option("", pgettext("a body", "Leave it out"))]),
        *([Options(_("Put it on the list of bodies"), making)] if may_make else []),
        *([Options(_("It is on the list"), [Option(str(one.pk), one.name) for one in bodies])] if bodies else []),
    ]


def body_options() -> list[Options]:
    """Every UN and regional body, under its mechanism."""
    terms = catalogue()
    found: dict[str, list[Option]] = {}
    for body in terms.bodies.values():
        if not body.retired:
            found.setdefault(terms.mechanisms[body.mechanism_id].label, []).append(Option(body.code, body.label))
    return [Options(label, options) for label, options in found.items()]
