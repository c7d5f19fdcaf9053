"""What a commit did, taken back as a whole, while nobody has built on it."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from datetime import datetime
from uuid import UUID

from django.utils.translation import gettext

from shared.taxonomy.catalogue import catalogue
from tenants.intake.models import Batch, StagedItem, Verdict
from tenants.intake.work.writing import own_rows, undo_work
from tenants.intake.writing import PLAIN, TRANSLATIONS
from tenants.tracker.models import (
    Document,
    ExternalId,
    PositionEntry,
    Provenance,
    Recommendation,
    RecommendingState,
    Review,
    Tag,
    Translation,
)
from tenants.tracker.slots import built_upon

SHOWN = 20


@dataclass
class Obstacles:
    """What people built on an import: how many recommendations, for which reasons, and the first of them."""

    count: int = 0
    reasons: Counter[str] = field(default_factory=Counter)
    first: list[tuple[Recommendation, list[str]]] = field(default_factory=list)

    @property
    def ranked(self) -> list[tuple[str, int]]:
        """The reasons, the most frequent first."""
        return self.reasons.most_common()

    def __bool__(self) -> bool:
        return self.count > 0


def obstacles(batch: Batch) -> Obstacles:
    """What stands in the way of an undo.

    What the import added must be as it came. Of what it only changed, nothing may have changed since: other work
    on it was there before, or stays right when the import's own changes go.
    """
    upon = built_upon(_added(batch), own=own_rows(batch), due=_dated_by(batch))
    found = {key: [str(reason) for reason in reasons] for key, reasons in upon.items()}
    for key in _changed_since(batch):
        found.setdefault(key, [gettext("it was changed after the import")])
    first = list(Recommendation.objects.filter(pk__in=sorted(found)[:SHOWN]).order_by("order"))
    return Obstacles(
        count=len(found),
        reasons=Counter(reason for reasons in found.values() for reason in reasons),
        first=[(one, found[one.pk]) for one in first],
    )


def _added(batch: Batch) -> list[UUID]:
    return list(Recommendation.objects.filter(batch_id=batch.pk).values_list("pk", flat=True))


def _dated_by(batch: Batch) -> list[UUID]:
    """Recommendations whose due date is the one the import gave them."""
    given = batch.items.filter(verdict=Verdict.NEW, data__work__has_key="due_on")
    days = dict(given.values_list("recommendation_id", "data__work__due_on"))
    now = Recommendation.objects.filter(pk__in=list(days)).values_list("pk", "due_on")
    return [pk for pk, due_on in now if due_on and due_on.isoformat() == days[pk]]


def _changed_since(batch: Batch) -> list[UUID]:
    """Recommendations of the import, added or changed, that were written after the import wrote them."""
    settled = batch.items.filter(verdict__in=[Verdict.NEW, Verdict.CHANGED], applied_at__isnull=False)
    moments = dict(settled.values_list("recommendation_id", "applied_at"))
    now = Recommendation.objects.filter(pk__in=list(moments)).values_list("pk", "changed_at")
    return [pk for pk, changed_at in now if changed_at > moments[pk]]


def hold(batch: Batch) -> None:
    """Keep everything the import wrote from changing until the transaction ends."""
    settled = batch.items.filter(verdict__in=[Verdict.NEW, Verdict.CHANGED], applied_at__isnull=False)
    keys = list(settled.values_list("recommendation_id", flat=True))
    rows = Recommendation.objects.select_for_update(of=("self",)).filter(pk__in=keys).order_by("pk")
    list(rows.values_list("pk"))


def take_back(batch: Batch) -> None:
    """Remove what the import added and restore what it changed. The caller holds the rows and has asked `obstacles`."""
    settled = batch.items.filter(verdict__in=[Verdict.NEW, Verdict.CHANGED], applied_at__isnull=False)
    undo_work(settled.filter(data__has_key="work").order_by("ordinal"), batch)
    changed = list(settled.filter(verdict=Verdict.CHANGED).order_by("ordinal"))
    _restore(changed)
    added = Recommendation.objects.filter(batch_id=batch.pk)
    for model in (Tag, PositionEntry, RecommendingState, ExternalId):
        model._default_manager.filter(recommendation__in=added).delete()
    added.only("pk").delete()
    made = batch.counts.get("reviews_made", [])
    papers = batch.counts.get("papers_made", [])
    Document.objects.filter(pk__in=papers, recommendations=None).delete()
    Review.objects.filter(pk__in=made, recommendations=None, documents=None).delete()


def _restore(items: list[StagedItem]) -> None:
    found = Recommendation.objects.select_for_update().in_bulk([item.recommendation_id for item in items])
    touched: set[str] = {"changed_at", "import_key"}
    for item in items:
        one = found.get(item.recommendation_id)
        if one is None:
            continue
        for name in [name for name in PLAIN if name in item.changes]:
            setattr(one, name, item.changes[name]["before"])
            touched.add(name)
            mark = TRANSLATIONS.get(name)
            if mark and not item.changes[name]["before"]:
                setattr(one, mark, Translation.MISSING)
                touched.add(mark)
        if "document" in item.changes:
            one.document_id = item.changes["document"]["before"] or None
            touched.add("document")
        one.changed_at = datetime.fromisoformat(item.changes["changed_at"]["before"])
        one.import_key = item.changes["import_key"]["before"]
    PositionEntry.objects.filter(
        recommendation__in=[item.recommendation_id for item in items if "position" in item.changes],
        recorded_at__in={item.applied_at for item in items},
    ).delete()
    for item in items:
        for system, value in item.changes.get("external_ids", {}).get("after", []):
            ExternalId.objects.filter(recommendation=item.recommendation_id, system=system, value=value).delete()
    _restore_states(items)
    _restore_tags(items)
    Recommendation.objects.bulk_update(list(found.values()), sorted(touched), batch_size=200)


def _restore_states(items: list[StagedItem]) -> None:
    joined: dict[str, list[UUID | None]] = defaultdict(list)
    for item in items:
        for code in item.changes.get("states", {}).get("after", []):
            joined[code].append(item.recommendation_id)
    states = catalogue().state_by_code
    for code, keys in joined.items():
        RecommendingState.objects.filter(recommendation__in=keys, state_id=states[code].id).delete()


def _restore_tags(items: list[StagedItem]) -> None:
    """Tags the import brought go; suggestions it raised are suggestions again. A person's own word on them stays."""
    brought: dict[tuple[str, str, bool], list[UUID | None]] = defaultdict(list)
    for item in items:
        change = item.changes.get("tags", {"before": [], "after": []})
        raised = {(kind, term) for kind, term, _label in change["before"]}
        for kind, term, _label in change["after"]:
            brought[kind, term, (kind, term) in raised].append(item.recommendation_id)
    for (kind, term, was_suggested), keys in brought.items():
        tags = Tag.objects.filter(
            recommendation__in=keys, kind=kind, term_id=term, provenance=Provenance.SOURCE, by_id=None
        )
        if was_suggested:
            tags.update(provenance=Provenance.SUGGESTED, source_label="")
        else:
            tags.delete()
