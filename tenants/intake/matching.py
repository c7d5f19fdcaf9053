"""Recommendations of a file against those the institution holds: which is which, and what would change.

A recommendation is known again by its import key or another system's id, by the word of a person who said that
the two are one, else by its very words within the same review. A field changes only when the file says something
new about it: what an earlier import already said and a person changed since is left alone.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max, Q

from shared.taxonomy.catalogue import Catalogue, catalogue
from shared.taxonomy.resolve import find_issue
from tenants.intake.models import StagedItem, Verdict
from tenants.intake.origins import Origins, brought_for_others, origin_of
from tenants.intake.readers.cell_text import comparable
from tenants.intake.work.standing import changes_of_work, standing_work
from tenants.tracker.models import (
    ExternalId,
    PositionEntry,
    Provenance,
    Recommendation,
    RecommendingState,
    Tag,
    Translation,
)

# The system under which an import's own keys are kept, where a recommendation has more than one.
IMPORT = "import"
UNDECIDED = ("", "pending")
LANGUAGES = ("ar", "en", "fr")
LONGEST_LABEL = 200

Said = Mapping[str, Any]
Changes = dict[str, dict[str, Any]]


@dataclass
class Known:
    """A recommendation the institution holds, with what the comparison asks of it."""

    recommendation: Recommendation
    states: set[UUID] = field(default_factory=set)
    tags: dict[tuple[str, UUID], str] = field(default_factory=dict)
    external_ids: set[tuple[str, str]] = field(default_factory=set)
    position_dated: date | None = None


@dataclass
class Comparison:
    """What an import would do with one recommendation."""

    verdict: str
    known: Known | None = None
    changes: Changes = field(default_factory=dict)


def compare_all(
    wanted: Mapping[str, Said], *, reader: str, hold: bool = False, batch_id: UUID | None = None
) -> dict[str, Comparison]:
    """The comparison of each recommendation, by import key. `hold` keeps those found from changing meanwhile.

    `reader` is the code of the format: what another format said last is no news from this one, or two of them would
    take turns. `batch_id` is the import that asks: what it has written itself is known by its keys.
    """
    terms = catalogue()
    known = recognise(wanted, hold=hold, batch_id=batch_id)
    before = StagedItem.objects.said_last(list(known), reader)
    at_work = [one.recommendation.pk for key, one in known.items() if wanted[key].get("work")]
    standing = standing_work(at_work) if at_work else None
    found: dict[str, Comparison] = {}
    for key, said in wanted.items():
        if key not in known:
            found[key] = Comparison(Verdict.NEW)
            continue
        changes = changes_of(key, said, known[key], before.get(key, {}), terms)
        if standing is not None and said.get("work"):
            last = before.get(key, {}).get("work") or {}
            changes |= changes_of_work(said["work"], standing, known[key].recommendation.pk, last)
        found[key] = Comparison(Verdict.CHANGED if changes else Verdict.UNCHANGED, known[key], changes)
    return found


def recognise(wanted: Mapping[str, Said], *, hold: bool = False, batch_id: UUID | None = None) -> dict[str, Known]:
    """Those of the wanted recommendations that the institution holds, by import key.

    `same_as` in what is said names the recommendation a person or an earlier step has found it to be.
    """
    table = Recommendation.objects.select_for_update(of=("self",)) if hold else Recommendation.objects.all()
    named = {UUID(said["same_as"]): key for key, said in wanted.items() if said.get("same_as")}
    missing = wanted.keys() - set(named.values())
    keyed = Recommendation.objects.filter(import_key__in=missing).values_list("pk", "import_key")
    for pk, key in keyed:
        named.setdefault(pk, key)
    for pk, key in _by_other_ids(_without(wanted, named)).items():
        named.setdefault(pk, key)
    for pk, key in _by_their_words(_without(wanted, named), batch_id).items():
        named.setdefault(pk, key)
    found = {named[one.pk]: Known(one) for one in table.filter(pk__in=list(named)).order_by("pk")}
    _fill(list(found.values()))
    return found


def _without(wanted: Mapping[str, Said], named: Mapping[UUID, str]) -> dict[str, Said]:
    known = set(named.values())
    return {key: said for key, said in wanted.items() if key not in known}


def _by_other_ids(wanted: Mapping[str, Said]) -> dict[UUID, str]:
    """Recommendations that another system, or another file's import, names: id to import key."""
    names = {(IMPORT, key): key for key in wanted}
    for key, said in wanted.items():
        for system, value in said.get("external_ids", []):
            names.setdefault((system, value), key)
    rows = ExternalId.objects.filter(
        system__in={system for system, _value in names}, value__in={value for _system, value in names}
    ).values_list("recommendation_id", "system", "value")
    return {pk: names[system, value] for pk, system, value in rows.order_by("pk") if (system, value) in names}


def _by_their_words(wanted: Mapping[str, Said], batch_id: UUID | None) -> dict[UUID, str]:
    """Recommendations of the same examination with the same words: id to import key.

    Those an import made for another State are others, whatever their words.
    """
    if not wanted:
        return {}
    origins = Origins(origin_of(said) for said in wanted.values())
    keys: dict[tuple[UUID, str], str] = {}
    states = set()
    for key, said in wanted.items():
        review = origins.review_of(origin_of(said))
        states.add(said["state"])
        if review is not None:
            keys |= {(review.pk, comparable(text)): key for text in texts_of(said).values() if text}
    if not keys:
        return {}
    others = brought_for_others(states)
    rows = (
        Recommendation.objects.filter(review__in={review for review, _text in keys})
        .filter(Q(batch_id=None) | ~Q(batch_id=batch_id) & ~Q(batch_id__in=others))
        .values_list("pk", "review_id", "text_ar", "text_en", "text_fr")
    )
    found: dict[str, UUID] = {}
    for pk, review_id, *texts in rows.order_by("pk"):
        for text in filter(None, texts):
            meant = keys.get((review_id, comparable(text)))
            if meant:
                found.setdefault(meant, pk)
    return {pk: key for key, pk in found.items()}


def _fill(known: list[Known]) -> None:
    by_id = {one.recommendation.pk: one for one in known}
    mine = {"recommendation__in": list(by_id)}
    for pk, state in RecommendingState.objects.filter(**mine).values_list("recommendation_id", "state_id"):
        by_id[pk].states.add(state)
    for pk, kind, term, how in Tag.objects.filter(**mine).values_list(
        "recommendation_id", "kind", "term_id", "provenance"
    ):
        by_id[pk].tags[kind, term] = how
    for pk, system, value in ExternalId.objects.filter(**mine).values_list("recommendation_id", "system", "value"):
        by_id[pk].external_ids.add((system, value))
    dated = PositionEntry.objects.filter(**mine).values("recommendation_id").annotate(last=Max("dated"))
    for row in dated.values_list("recommendation_id", "last"):
        by_id[row[0]].position_dated = row[1]


def changes_of(key: str, said: Said, known: Known, before: Said, terms: Catalogue) -> Changes:
    """Field to what stands before and after. `before` is what the last committed import said of it.

    Recommending states and tags are only added; a tag that a person confirmed or refused stays as it is.
    """
    one = known.recommendation
    changes: Changes = {}

    def note(name: str, old: Any, new: Any) -> None:
        changes[name] = {"before": old, "after": new}

    for language, text in texts_of(said).items():
        old = one.text_in(language)
        retouched = old != text and comparable(old) == comparable(text) and text != before.get("text")
        if not old or retouched:
            note(f"text_{language}", old, text)
    for name in ("position", "action_category", "paragraph", "document"):
        new, old = said.get("symbol") if name == "document" else said[name], _stands(one, name)
        fills_only = name in {"paragraph", "document"} and old
        # A report that leaves all to be examined does not take back what the State answered later.
        takes_back = name == "position" and new in UNDECIDED and old not in UNDECIDED
        if new and new != old and new != before.get(name) and not fills_only and not takes_back:
            note(name, old, new)
    joined = [code for code in said["states"] if terms.state_by_code[code].id not in known.states]
    if joined:
        note("states", [], joined)
    tags = [
        [kind, str(term), label]
        for (kind, term), label in tags_of(said, terms).items()
        if known.tags.get((kind, term), Provenance.SUGGESTED) == Provenance.SUGGESTED
    ]
    if tags:
        note("tags", [tag for tag in tags if (tag[0], UUID(tag[1])) in known.tags], tags)
    wanted = [(system, value) for system, value in said.get("external_ids", [])]
    # What is found by its words or another system's number is found so again; what a person said is kept.
    if said.get("same_as") and one.import_key not in (None, key) and not said.get("reply"):
        wanted.append((IMPORT, key))
    names = [list(name) for name in wanted if name not in known.external_ids]
    if names:
        note("external_ids", [], names)
    return changes


def _stands(one: Recommendation, name: str) -> Any:
    return (str(one.document_id) if one.document_id else "") if name == "document" else getattr(one, name)


def texts_of(said: Said) -> dict[str, str]:
    """The texts by language, the adopted one among them."""
    return {**said["texts"], said["language"]: said["text"]} if said["text"] else {**said["texts"]}


def tags_of(said: Said, terms: Catalogue) -> dict[tuple[str, UUID], str]:
    """Themes, groups and goals the source names: (kind, term) to the label the source printed.

    An issue of UPR Info wider than one theme gives the theme it stands for by default, for the source did not name
    the others.
    """
    found: dict[tuple[str, UUID], str] = {}
    for label in said["issues"]:
        issue = find_issue(label, terms)
        if issue is None:
            continue
        if issue.default_theme_id:
            found.setdefault(("theme", issue.default_theme_id), label[:LONGEST_LABEL])
        for group in issue.groups:
            found.setdefault(("group", group), label[:LONGEST_LABEL])
    for kind, name, shelf in (
        ("theme", "themes", terms.theme_by_code),
        ("group", "groups", terms.group_by_code),
        ("sdg", "sdgs", terms.sdg_by_code),
    ):
        for code, label in said.get(name, []):
            if code in shelf:
                found.setdefault((kind, shelf[code].id), label[:LONGEST_LABEL])
    return found


def translation_of(language: str, said: Said) -> str:
    """What a text of the file is: the adopted words, or a translation nobody has checked."""
    return Translation.SOURCE if language == said["language"] else Translation.HUMAN
