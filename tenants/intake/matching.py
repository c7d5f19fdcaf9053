"""Recommendations of a file against those the institution holds: which is which, and what would change.

A recommendation is known again by its import key, else by its words within the same review where no import has
named it yet. A field changes only when the file says something new about it: what an earlier import already said
and a person changed since is left alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import Max

from shared.taxonomy.catalogue import Catalogue, catalogue
from shared.taxonomy.identity import term_id
from shared.taxonomy.resolve import find_issue
from tenants.intake.models import StagedItem, Verdict
from tenants.intake.readers.cell_text import comparable
from tenants.tracker.models import PositionEntry, Provenance, Recommendation, RecommendingState, Tag, Translation

UPR = term_id("body", "UPR")
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
    position_dated: date | None = None


@dataclass
class Comparison:
    """What an import would do with one recommendation."""

    verdict: str
    known: Known | None = None
    changes: Changes = field(default_factory=dict)


def compare_all(wanted: Mapping[str, Said], *, hold: bool = False) -> dict[str, Comparison]:
    """The comparison of each recommendation, by import key. `hold` keeps those found from changing meanwhile."""
    terms = catalogue()
    known = recognise(wanted, hold=hold)
    before = StagedItem.objects.said_last(list(known))
    found: dict[str, Comparison] = {}
    for key, said in wanted.items():
        if key not in known:
            found[key] = Comparison(Verdict.NEW)
            continue
        changes = changes_of(said, known[key], before.get(key, {}), terms)
        found[key] = Comparison(Verdict.CHANGED if changes else Verdict.UNCHANGED, known[key], changes)
    return found


def recognise(wanted: Mapping[str, Said], *, hold: bool = False) -> dict[str, Known]:
    """Those of the wanted recommendations that the institution holds, by import key."""
    table = Recommendation.objects.select_for_update(of=("self",)) if hold else Recommendation.objects.all()
    found = {one.import_key: Known(one) for one in table.filter(import_key__in=list(wanted)).order_by("pk")}
    named = _by_their_words({key: said for key, said in wanted.items() if key not in found})
    for one in table.filter(pk__in=list(named)).order_by("pk"):
        found[named[one.pk]] = Known(one)
    _fill(list(found.values()))
    return {str(key): known for key, known in found.items()}


def _by_their_words(wanted: Mapping[str, Said]) -> dict[UUID, str]:
    """Recommendations that no import has named, in the same session and with the same words: id to import key."""
    pairs = [(key, said["session"], text) for key, said in wanted.items() for text in texts_of(said).values()]
    keys = {(session, comparable(text)): key for key, session, text in pairs}
    if not keys:
        return {}
    rows = Recommendation.objects.filter(
        import_key=None, review__body_id=UPR, review__session__in={session for session, _text in keys}
    ).values_list("pk", "review__session", "text_ar", "text_en", "text_fr")
    found: dict[str, UUID] = {}
    for pk, session, *texts in rows.order_by("pk"):
        for text in filter(None, texts):
            key = keys.get((session, comparable(text)))
            if key:
                found.setdefault(key, pk)
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
    dated = PositionEntry.objects.filter(**mine).values("recommendation_id").annotate(last=Max("dated"))
    for row in dated.values_list("recommendation_id", "last"):
        by_id[row[0]].position_dated = row[1]


def changes_of(said: Said, known: Known, before: Said, terms: Catalogue) -> Changes:
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
    for name in ("position", "action_category", "paragraph"):
        new, old = said[name], getattr(one, name)
        fills_only = name == "paragraph" and old
        if new and new != old and new != before.get(name) and not fills_only:
            note(name, old, new)
    joined = [code for code in said["states"] if terms.state_by_code[code].id not in known.states]
    if joined:
        note("states", [], joined)
    tags = [
        [kind, str(term), label]
        for (kind, term), label in tags_of(said["issues"], terms).items()
        if known.tags.get((kind, term), Provenance.SUGGESTED) == Provenance.SUGGESTED
    ]
    if tags:
        note("tags", [tag for tag in tags if (tag[0], UUID(tag[1])) in known.tags], tags)
    return changes


def texts_of(said: Said) -> dict[str, str]:
    """The texts by language, the adopted one among them."""
    return {**said["texts"], said["language"]: said["text"]}


def tags_of(issues: Iterable[str], terms: Catalogue) -> dict[tuple[str, UUID], str]:
    """Theme and groups of the source's issues: (kind, term) to the label the source printed.

    An issue wider than one theme gives the theme it stands for by default, for the source did not name the others.
    """
    found: dict[tuple[str, UUID], str] = {}
    for label in issues:
        issue = find_issue(label, terms)
        if issue is None:
            continue
        if issue.default_theme_id:
            found.setdefault(("theme", issue.default_theme_id), label[:LONGEST_LABEL])
        for group in issue.groups:
            found.setdefault(("group", group), label[:LONGEST_LABEL])
    return found


def translation_of(language: str, said: Said) -> str:
    """What a text of the file is: the adopted words, or a translation nobody has checked."""
    return Translation.SOURCE if language == said["language"] else Translation.HUMAN
