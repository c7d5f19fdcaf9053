"""The rows an import writes into the list, many at a time."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from uuid import UUID

from shared.taxonomy.catalogue import catalogue
from tenants.intake.matching import UPR, Comparison, tags_of, texts_of, translation_of
from tenants.intake.models import Batch, StagedItem
from tenants.tracker.models import (
    Kind,
    PositionEntry,
    Provenance,
    Recommendation,
    RecommendingState,
    Review,
    Tag,
    Translation,
)

PLAIN = ("text_ar", "text_en", "text_fr", "position", "action_category", "paragraph")
TRANSLATIONS = {"text_ar": "translation_ar", "text_en": "translation_en", "text_fr": "translation_fr"}


def write_new(items: list[StagedItem], batch: Batch, now: datetime) -> None:
    """Keep recommendations the institution did not have, with all the file says of them."""
    reviews = _reviews({item.data["session"] for item in items}, batch)
    terms = catalogue()
    recommendations, states, positions, tags = [], [], [], []
    for item in items:
        said = item.data
        key = item.recommendation_id
        assert key is not None
        texts = {f"text_{code}": text for code, text in texts_of(said).items()}
        marks = {f"translation_{code}": translation_of(code, said) for code in texts_of(said)}
        recommendations.append(
            Recommendation(
                pk=key, review=reviews[said["session"]], order=item.rows[0], kind=Kind.RECOMMENDATION,
                paragraph=said["paragraph"], source_language=said["language"], position=said["position"],
                action_category=said["action_category"], batch_id=batch.pk, import_key=item.key,
                created_at=now, changed_at=now, **texts, **marks,
            )
        )  # fmt: skip
        states += [
            RecommendingState(recommendation_id=key, state_id=terms.state_by_code[code].id) for code in said["states"]
        ]
        if said["position"]:
            positions.append(_entry(key, said["position"], batch, now))
        tags += [_tag(key, kind, term, label, now) for (kind, term), label in tags_of(said["issues"], terms).items()]
    Recommendation.objects.bulk_create(recommendations)
    RecommendingState.objects.bulk_create(states)
    PositionEntry.objects.bulk_create(positions)
    Tag.objects.bulk_create(tags)


def write_changed(items: list[StagedItem], found: Mapping[str, Comparison], batch: Batch, now: datetime) -> None:
    """Write what is new about recommendations the institution has. What stood before is noted for the way back."""
    terms = catalogue()
    touched: set[str] = {"changed_at", "import_key"}
    recommendations, states, positions = [], [], []
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
        if "position" in changes:
            # The file has no date of its own: it speaks of the same time as the position it replaces.
            positions.append(_entry(one.pk, one.position, batch, now, known.position_dated))
        for code in changes.get("states", {}).get("after", []):
            states.append(RecommendingState(recommendation_id=one.pk, state_id=terms.state_by_code[code].id))
        for kind, term, label in changes.get("tags", {}).get("after", []):
            tag = _tag(one.pk, kind, UUID(term), label, now)
            (raised if (kind, UUID(term)) in known.tags else tags).append(tag)
        item.changes = {
            **changes,
            "changed_at": {"before": one.changed_at.isoformat(), "after": now.isoformat()},
            "import_key": {"before": one.import_key, "after": item.key},
        }
        one.changed_at, one.import_key = now, item.key
        recommendations.append(one)
    Recommendation.objects.bulk_update(recommendations, sorted(touched), batch_size=200)
    RecommendingState.objects.bulk_create(states)
    PositionEntry.objects.bulk_create(positions)
    Tag.objects.bulk_create(tags)
    for tag in raised:
        Tag.objects.filter(
            recommendation=tag.recommendation_id, kind=tag.kind, term_id=tag.term_id, provenance=Provenance.SUGGESTED
        ).update(provenance=Provenance.SOURCE, source_label=tag.source_label, at=now)


def source_of(batch: Batch) -> str:
    """How a position names the file that gave it."""
    return batch.name[-200:]


def _entry(key: UUID, value: str, batch: Batch, now: datetime, dated: date | None = None) -> PositionEntry:
    return PositionEntry(recommendation_id=key, value=value, dated=dated, source=source_of(batch), recorded_at=now)


def _tag(key: UUID, kind: str, term: UUID, label: str, now: datetime) -> Tag:
    return Tag(recommendation_id=key, kind=kind, term_id=term, provenance=Provenance.SOURCE, source_label=label, at=now)


def _reviews(sessions: set[int], batch: Batch) -> dict[int, Review]:
    """The UPR's review in each session: found, or made and noted in the import as made by it."""
    terms = catalogue()
    found = {one.session: one for one in Review.objects.filter(body_id=UPR, session__in=sessions).order_by("-pk")}
    made = []
    for number in sorted(sessions - found.keys()):
        session = terms.session_by_code[str(number)]
        review = Review(
            body_id=UPR, cycle=int(terms.cycles[session.cycle_id].code), session=number, held_on=session.starts_on
        )
        review.save(force_insert=True)
        found[number] = review
        made.append(str(review.pk))
    if made:
        batch.counts = {**batch.counts, "reviews_made": [*batch.counts.get("reviews_made", []), *made]}
        batch.save(update_fields=["counts"])
    return {number: review for number, review in found.items() if number is not None}
