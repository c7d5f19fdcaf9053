"""What a recommendation is about: tags confirmed, added, removed; suggestions refused; the action category.

What a source said is never lost: a source's tag that is removed stays as a refused tag with the source's label.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.taxonomy.catalogue import catalogue
from shared.taxonomy.entries import Entry
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit
from tenants.tracker.actions.refusals import Refused, UnknownTerm
from tenants.tracker.locking import authorise, locked, touch
from tenants.tracker.models import Provenance, Recommendation, Tag, TagKind

ACTION_CATEGORIES = range(1, 6)


def term(kind: str, term_id: UUID) -> Entry | None:
    """The taxonomy's entry behind a tag, retired ones included; None for a key nobody knows."""
    lists = catalogue()
    shelves: dict[str, Mapping[UUID, Entry]] = {
        TagKind.THEME: lists.themes,
        TagKind.GROUP: lists.groups,
        TagKind.SDG: lists.sdgs,
    }
    return shelves[kind].get(term_id)


def current_term(kind: str, term_id: UUID) -> Entry:
    """Raises UnknownTerm for a term that is retired or was never there."""
    found = term(kind, term_id)
    if found is None or found.retired:
        raise UnknownTerm(_("The reference lists do not hold this term any more."))
    return found


def key(tag: Tag) -> str:
    """How the log names a tag: its kind and the term's key."""
    return f"{tag.kind}:{tag.term_id}"


def source_label_of(tag: Tag) -> str:
    """What the source printed; a source's tag without its label gets the term's English one before it changes."""
    if tag.source_label or tag.provenance != Provenance.SOURCE:
        return tag.source_label
    entry = term(tag.kind, tag.term_id)
    return (entry.label_en if entry else str(tag.term_id))[:200]


@transaction.atomic
def add_tag(
    *, recommendation: Recommendation, kind: str, term_id: UUID, by: Member, seen: datetime | None = None
) -> Tag:
    """Say that it is about this term. A tag that stands already is left as it is. Raises UnknownTerm."""
    authorise(by, Permission.CLASSIFY)
    recommendation = locked(recommendation, seen=seen)
    current_term(kind, term_id)
    tag = Tag.objects.filter(recommendation=recommendation, kind=kind, term_id=term_id).first()
    if tag is None:
        tag = Tag(recommendation=recommendation, kind=kind, term_id=term_id, provenance="")
    elif tag.provenance in {Provenance.SOURCE, Provenance.CONFIRMED}:
        return tag
    return _put(tag, Provenance.CONFIRMED, "tag_added", by)


@transaction.atomic
def confirm_tag(*, tag: Tag, by: Member) -> Tag:
    """Say that a suggestion, or what the source said, is right."""
    authorise(by, Permission.CLASSIFY)
    tag = _held(tag)
    if tag.provenance == Provenance.CONFIRMED:
        return tag
    current_term(tag.kind, tag.term_id)
    return _put(tag, Provenance.CONFIRMED, "tag_confirmed", by)


@transaction.atomic
def remove_tag(*, tag: Tag, by: Member) -> Tag:
    """Say that it is not about this. The tag stays as refused, so that no import and no suggestion brings it back."""
    authorise(by, Permission.CLASSIFY)
    tag = _held(tag)
    if tag.provenance == Provenance.REFUSED:
        return tag
    return _put(tag, Provenance.REFUSED, "tag_removed", by)


@transaction.atomic
def refuse_suggestion(*, tag: Tag, by: Member) -> Tag:
    """Turn a suggestion down. Raises Refused for a tag that is none."""
    authorise(by, Permission.CLASSIFY)
    tag = _held(tag)
    if tag.provenance == Provenance.REFUSED:
        return tag
    if tag.provenance != Provenance.SUGGESTED:
        raise Refused(_("This tag is not a suggestion any more."))
    return _put(tag, Provenance.REFUSED, "suggestion_refused", by)


@transaction.atomic
def set_action_category(
    *, recommendation: Recommendation, category: int | None, by: Member, seen: datetime | None = None
) -> Recommendation:
    """The kind of action asked for, 1 (minimal) to 5 (specific) after UPR Info, None for none."""
    authorise(by, Permission.CLASSIFY)
    recommendation = locked(recommendation, seen=seen)
    if category is not None and category not in ACTION_CATEGORIES:
        raise UnknownTerm(_("Action categories go from 1 to 5."))
    before = recommendation.action_category
    if before == category:
        return recommendation
    recommendation.action_category = category
    touch(recommendation, "action_category")
    audit.record(
        "categorised", recommendation, by=by, before={"action_category": before}, after={"action_category": category}
    )
    return recommendation


def _held(tag: Tag) -> Tag:
    locked(tag.recommendation)
    return Tag.objects.select_related("recommendation").get(pk=tag.pk)


def _put(tag: Tag, provenance: str, verb: str, by: Member) -> Tag:
    before = tag.provenance or None
    tag.source_label = source_label_of(tag)
    tag.provenance, tag.by_id, tag.by_name, tag.at = provenance, by.pk, by.name, timezone.now()
    tag.save()
    touch(tag.recommendation)
    audit.record(verb, tag.recommendation, by=by, before={key(tag): before}, after={key(tag): provenance})
    return tag
