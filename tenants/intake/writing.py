"""The rows an import writes into the list, many at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from shared.taxonomy.catalogue import catalogue
from tenants.intake.matching import Comparison, tags_of, texts_of, translation_of
from tenants.intake.models import Batch, StagedItem
from tenants.intake.origins import Origins, origin_of
from tenants.tracker.models import (
    ExternalId,
    Kind,
    PositionEntry,
    Provenance,
    Recommendation,
    RecommendingState,
    Tag,
    Translation,
)

# The readers' word that the committee chose the paragraph for its follow-up procedure.
FOLLOWED_UP = "chosen_for_followup"
PLAIN = ("text_ar", "text_en", "text_fr", "position", "action_category", "paragraph")
TRANSLATIONS = {"text_ar": "translation_ar", "text_en": "translation_en", "text_fr": "translation_fr"}


def write_new(items: list[StagedItem], batch: Batch, now: datetime) -> None:
    """Keep recommendations the institution did not have, with all the file says of them."""
    origins = Origins(origin_of(item.data) for item in items)
    origins.make_missing(batch)
    terms = catalogue()
    recommendations, states, positions, tags, names = [], [], [], [], []
    for item in items:
        said = item.said
        key = item.recommendation_id
        assert key is not None
        review = origins.review_of(origin_of(said))
        assert review is not None
        texts = {f"text_{code}": text for code, text in texts_of(said).items()}
        marks = {f"translation_{code}": translation_of(code, said) for code in texts_of(said)}
        recommendations.append(
            Recommendation(
                pk=key, review=review, document=origins.papers.get(said.get("symbol", "")), order=item.rows[0],
                kind=said.get("kind", Kind.RECOMMENDATION), paragraph=said["paragraph"],
                source_language=said["language"], position=said["position"],
                action_category=said["action_category"], batch_id=batch.pk, import_key=item.key,
                for_followup=any(code == FOLLOWED_UP for code, *_rest in item.problems),
                created_at=now, changed_at=now, **texts, **marks,
            )
        )  # fmt: skip
        states += [
            RecommendingState(recommendation_id=key, state_id=terms.state_by_code[code].id) for code in said["states"]
        ]
        if said["position"]:
            positions.append(_entry(key, said["position"], said, batch, now))
        tags += [_tag(key, kind, term, label, now) for (kind, term), label in tags_of(said, terms).items()]
        names += [_name(key, system, value) for system, value in said.get("external_ids", [])]
    Recommendation.objects.bulk_create(recommendations)
    RecommendingState.objects.bulk_create(states)
    PositionEntry.objects.bulk_create(positions)
    Tag.objects.bulk_create(tags)
    ExternalId.objects.bulk_create(names, ignore_conflicts=True)


def write_changed(items: list[StagedItem], found: Mapping[str, Comparison], batch: Batch, now: datetime) -> None:
    """Write what is new about recommendations the institution has. What stood before is noted for the way back."""
    terms = catalogue()
    origins = Origins(origin_of(item.data) for item in items)
    origins.make_missing(batch)
    touched: set[str] = {"changed_at", "import_key"}
    recommendations, states, positions, names = [], [], [], []
    tags: list[Tag] = []
    raised: list[Tag] = []
    for item in items:
        known = found[item.key].known
        assert known is not None
        one, changes = known.recommendation, item.changes
        for name in [name for name in PLAIN if name in changes]:
            setattr(one, name, changes[name]["after"])
            touched.add(name)
            mark = TRANSLATIONS.get(name)
            if mark and not changes[name]["before"]:
                setattr(one, mark, Translation.HUMAN)
                touched.add(mark)
        if "document" in changes:
            one.document = origins.papers[item.data["symbol"]]
            touched.add("document")
        if "position" in changes:
            # A file without a date of its own speaks of the same time as the position it replaces.
            positions.append(_entry(one.pk, one.position, item.data, batch, now, known.position_dated))
        for code in changes.get("states", {}).get("after", []):
            states.append(RecommendingState(recommendation_id=one.pk, state_id=terms.state_by_code[code].id))
        for kind, term, label in changes.get("tags", {}).get("after", []):
            tag = _tag(one.pk, kind, UUID(term), label, now)
            (raised if (kind, UUID(term)) in known.tags else tags).append(tag)
        names += [_name(one.pk, *name) for name in changes.get("external_ids", {}).get("after", [])]
        import_key = one.import_key or (None if item.data.get("reply") else item.key)
        item.changes = {
            **changes,
            "changed_at": {"before": one.changed_at.isoformat(), "after": now.isoformat()},
            "import_key": {"before": one.import_key, "after": import_key},
        }
        one.changed_at, one.import_key = now, import_key
        recommendations.append(one)
    Recommendation.objects.bulk_update(recommendations, sorted(touched), batch_size=200)
    RecommendingState.objects.bulk_create(states)
    PositionEntry.objects.bulk_create(positions)
    Tag.objects.bulk_create(tags)
    ExternalId.objects.bulk_create(names, ignore_conflicts=True)
    for tag in raised:
        Tag.objects.filter(
            recommendation=tag.recommendation_id, kind=tag.kind, term_id=tag.term_id, provenance=Provenance.SUGGESTED
        ).update(provenance=Provenance.SOURCE, source_label=tag.source_label, at=now)


def source_of(batch: Batch) -> str:
    """How a position names the file that gave it."""
    return batch.name[-200:]


def _entry(
    key: UUID, value: str, said: Mapping[str, Any], batch: Batch, now: datetime, dated: date | None = None
) -> PositionEntry:
    if said.get("dated"):
        dated = date.fromisoformat(said["dated"])
    source = said.get("position_source") or source_of(batch)
    return PositionEntry(recommendation_id=key, value=value, dated=dated, source=source[:200], recorded_at=now)


def _name(key: UUID, system: str, value: str) -> ExternalId:
    return ExternalId(recommendation_id=key, system=system, value=value[:200])


def _tag(key: UUID, kind: str, term: UUID, label: str, now: datetime) -> Tag:
    return Tag(recommendation_id=key, kind=kind, term_id=term, provenance=Provenance.SOURCE, source_label=label, at=now)
