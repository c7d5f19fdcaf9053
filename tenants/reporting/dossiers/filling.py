"""Putting what was drawn into a report, without touching a word that somebody wrote."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from tenants.members.models import Member
from tenants.records import jobs
from tenants.reporting.dossiers.choice import Choice
from tenants.reporting.dossiers.drawing import Drawing, Drawn, Tell, draw
from tenants.reporting.dossiers.gathering import chosen_reviews
from tenants.reporting.dossiers.markup import count_words
from tenants.reporting.dossiers.versions import version_of
from tenants.reporting.models import Dossier, DossierSection, DossierStanding, How, SectionVersion
from tenants.tracker.models import Kind, Recommendation

DRAW = "reporting.dossier.draw"
# With so many recommendations at most the person waits for it; else a worker does it.
AT_ONCE = 300
WRITTEN_AGAIN = ["order", "level", "text", "drawn", "blocks", "words", "word_limit", "behind", "revision", "changed_at"]


def fill_or_ask(dossier: Dossier, by: Member) -> None:
    """Draw a small report at once, and ask a worker for a long one."""
    reviews = chosen_reviews(dossier.kind, Choice.of(dossier.chosen))
    number = Recommendation.objects.filter(review__in=reviews, kind=Kind.RECOMMENDATION).count()
    if number <= AT_ONCE:
        carry_out(dossier.pk, by=by)
    else:
        jobs.ask(DRAW, dossier.pk, by=by, total=number)


def carry_out(dossier_id: UUID, tell: Tell = lambda done, total, step: None, *, by: Member | None) -> None:
    """Draw the report and put the sections in their places. Run again it finds everything in place.

    What somebody wrote or signed stays as it is; it is marked as behind where the data has moved since.
    """
    dossier = Dossier.objects.select_related("body").filter(pk=dossier_id).first()
    if dossier is None or dossier.is_signed:
        return
    drawing = draw(dossier, tell)
    with transaction.atomic():
        held = Dossier.objects.select_for_update().get(pk=dossier_id)
        if held.standing != DossierStanding.SIGNED:
            _put(held, drawing, by)


def _put(dossier: Dossier, drawing: Drawing, by: Member | None) -> None:
    standing = {one.key: one for one in DossierSection.objects.select_for_update().filter(dossier=dossier)}
    numbers = {
        row["section"]: row["last"]
        for row in SectionVersion.objects.filter(section__dossier=dossier)
        .order_by()
        .values("section")
        .annotate(last=Max("number"))
    }
    new: list[DossierSection] = []
    changed: list[DossierSection] = []
    versions: list[SectionVersion] = []
    for order, drawn in enumerate(drawing.sections, start=1):
        section = standing.pop(drawn.key, None)
        if section is None:
            section = _made(dossier, drawn)
            section.order = order
            new.append(section)
            versions.append(version_of(section, 1, How.DRAWN, by))
            continue
        if _renewed(section, drawn):
            versions.append(version_of(section, numbers.get(section.pk, 0) + 1, How.DRAWN, by))
        section.order, section.level = order, drawn.level
        changed.append(section)
    kept = _left(standing.values(), len(drawing.sections))
    DossierSection.objects.bulk_update([*changed, *kept], WRITTEN_AGAIN, batch_size=200)
    DossierSection.objects.bulk_create(new, batch_size=200)
    SectionVersion.objects.bulk_create(versions, batch_size=200)
    dossier.evidence, dossier.drawn_at = drawing.evidence, timezone.now()
    dossier.save(update_fields=["evidence", "drawn_at"])


def _made(dossier: Dossier, drawn: Drawn) -> DossierSection:
    return DossierSection(
        dossier=dossier,
        key=drawn.key,
        level=drawn.level,
        heading=drawn.heading[:300],
        text=drawn.text,
        drawn=drawn.text,
        blocks=drawn.blocks,
        words=count_words(drawn.text),
        word_limit=drawn.word_limit,
    )


def _renewed(section: DossierSection, drawn: Drawn) -> bool:
    """Take the new text where nobody wrote; True where that changed it."""
    section.word_limit = section.word_limit if section.is_edited else drawn.word_limit
    if section.is_edited or section.is_signed:
        section.behind = section.behind or drawn.text != section.drawn
        return False
    if section.text == drawn.text:
        section.blocks = drawn.blocks
        return False
    section.text = section.drawn = drawn.text
    section.blocks, section.words, section.behind = drawn.blocks, count_words(drawn.text), False
    section.revision += 1
    section.changed_at = timezone.now()
    return True


def _left(gone: object, after: int) -> list[DossierSection]:
    """Sections that would not be drawn any more: what was written or signed stays, at the end; the others go."""
    kept: list[DossierSection] = []
    for section in sorted(gone, key=lambda one: one.order):  # type: ignore[call-overload]
        if section.is_edited or section.is_signed:
            section.behind, section.order = True, after + len(kept) + 1
            kept.append(section)
        else:
            section.delete()
    return kept
