"""A consultation from its first draft to its published result."""

from __future__ import annotations

from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.languages.direction import LANGUAGES
from tenants.consultation.content import Content
from tenants.consultation.days import today_here
from tenants.consultation.freezing import frozen
from tenants.consultation.models import Consultation, Extension, Standing, SubjectKind
from tenants.consultation.refusals import (
    BadDate,
    ChangedSince,
    NotClosed,
    NotDrafting,
    NothingToShow,
    NotTaking,
    Published,
    ReasonMissing,
    Refused,
)
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.planning.models import Plan, PlanVersion
from tenants.records import audit
from tenants.tracker.locking import authorise
from tenants.tracker.models import Cluster


def held(consultation: Consultation) -> Consultation:
    """The consultation as it stands now, held until the transaction ends."""
    return Consultation.objects.select_for_update(of=("self",)).get(pk=consultation.pk)


@transaction.atomic
def prepare(*, content: Content, by: Member) -> Consultation:
    """Write a new consultation down. Raises Refused, BadDate, NothingToShow."""
    authorise(by, Permission.CONSULT)
    _check(content)
    consultation = Consultation()
    content.put_into(consultation)
    consultation.save(force_insert=True)
    audit.record("consultation_prepared", consultation, by=by, after=_described(consultation))
    return consultation


@transaction.atomic
def change(*, consultation: Consultation, content: Content, seen: datetime, by: Member) -> Consultation:
    """Write it anew until it is opened. Raises NotDrafting, ChangedSince, Refused, BadDate, NothingToShow."""
    authorise(by, Permission.CONSULT)
    consultation = held(consultation)
    _refuse_opened(consultation)
    if consultation.changed_at != seen:
        raise ChangedSince(
            _("Somebody changed this consultation after you opened it. Look at it as it stands now, then try again.")
        )
    _check(content)
    before = _described(consultation)
    content.put_into(consultation)
    consultation.changed_at = timezone.now()
    consultation.save()
    audit.record("consultation_changed", consultation, by=by, before=before, after=_described(consultation))
    return consultation


@transaction.atomic
def discard(*, consultation: Consultation, by: Member) -> None:
    """Throw a consultation away that was never opened. Raises NotDrafting."""
    authorise(by, Permission.CONSULT)
    consultation = held(consultation)
    _refuse_opened(consultation)
    audit.record("consultation_discarded", consultation, by=by, before=_described(consultation))
    consultation.delete()


@transaction.atomic
def open_to_guests(*, consultation: Consultation, by: Member) -> Consultation:
    """Make the copy that guests are shown; comments are taken from its first day. Raises BadDate, NothingToShow.

    Opening it twice is opening it once.
    """
    authorise(by, Permission.CONSULT)
    consultation = held(consultation)
    if not consultation.is_drafting:
        return consultation
    if consultation.closes_on < today_here():
        raise BadDate(_("Its last day is over. Give it another one first."))
    consultation.snapshot = frozen(consultation)
    consultation.opened_at = consultation.changed_at = timezone.now()
    consultation.save(update_fields=["snapshot", "opened_at", "changed_at"])
    after = {"parts": len(consultation.snapshot["parts"]), "closes_on": consultation.closes_on.isoformat()}
    audit.record("consultation_opened", consultation, by=by, after=after)
    return consultation


@transaction.atomic
def close(*, consultation: Consultation, by: Member) -> Consultation:
    """End it before its last day. Raises NotTaking while it is being prepared; closing it twice is closing it once."""
    authorise(by, Permission.CONSULT)
    consultation = held(consultation)
    standing = consultation.standing_on(today_here())
    if standing == Standing.DRAFTING:
        raise NotTaking(_("It was never opened."))
    if standing in {Standing.CLOSED, Standing.PUBLISHED}:
        return consultation
    consultation.closed_at = consultation.changed_at = timezone.now()
    consultation.save(update_fields=["closed_at", "changed_at"])
    audit.record("consultation_closed", consultation, by=by)
    return consultation


@transaction.atomic
def extend(*, consultation: Consultation, closes_on: date, reason: str, by: Member) -> Consultation:
    """Give more time, also to one that has closed. The reason stays beside the old date.

    Raises Refused where it was never opened (its days may simply be changed), Published, ReasonMissing, BadDate.
    """
    authorise(by, Permission.CONSULT)
    consultation = held(consultation)
    if consultation.is_drafting:
        raise Refused(_("It is not open yet: change its days instead."))
    if consultation.published_at is not None:
        raise Published(_("Its result is published, so its time does not change any more."))
    reason = reason.strip()
    if not reason:
        raise ReasonMissing(_("Say why there is more time."))
    closed = consultation.closed_at is not None
    if consultation.closes_on == closes_on and not closed:
        return consultation
    if closes_on < consultation.closes_on or closes_on < today_here():
        raise BadDate(_("The new last day has to be later than the one before, and not over yet."))
    before, consultation.closes_on = consultation.closes_on, closes_on
    consultation.closed_at, consultation.changed_at = None, timezone.now()
    consultation.save(update_fields=["closes_on", "closed_at", "changed_at"])
    Extension(
        consultation=consultation,
        closes_from=before,
        closes_to=closes_on,
        reason=reason,
        by_id=by.pk,
        by_name=by.name,
    ).save(force_insert=True)
    audit.record(
        "consultation_extended",
        consultation,
        by=by,
        before={"closes_on": before.isoformat()},
        after={"closes_on": closes_on.isoformat()},
        reason=reason,
    )
    return consultation


@transaction.atomic
def publish(*, consultation: Consultation, by: Member) -> Consultation:
    """Show guests what was heard: accepted comments and the replies. Raises NotClosed. Twice is once."""
    authorise(by, Permission.CONSULT)
    consultation = held(consultation)
    standing = consultation.standing_on(today_here())
    if standing == Standing.PUBLISHED:
        return consultation
    if standing != Standing.CLOSED:
        raise NotClosed(_("Its time is not over. Close it first."))
    waiting = consultation.comments.waiting().count()
    if waiting:
        raise NotClosed(_("Some comments still wait to be read. Accept them or set them aside first."))
    consultation.published_at = consultation.changed_at = timezone.now()
    consultation.save(update_fields=["published_at", "changed_at"])
    audit.record("consultation_published", consultation, by=by)
    return consultation


def _refuse_opened(consultation: Consultation) -> None:
    if not consultation.is_drafting:
        raise NotDrafting(_("It was opened: what people outside are shown does not change any more."))


def _check(content: Content) -> None:
    """The rules that the form cannot know alone."""
    if not any(content.titles.get(code, "").strip() for code in LANGUAGES):
        raise Refused(_("Give a title in one language at least."))
    if not any(content.introductions.get(code, "").strip() for code in LANGUAGES):
        raise Refused(_("Write an introduction in one language at least."))
    if content.closes_on < content.opens_on:
        raise BadDate(_("It closes before it opens."))
    if not _subject_stands(content):
        raise NothingToShow(_("Choose what people are asked about."))


def _subject_stands(content: Content) -> bool:
    kind = content.subject_kind
    if kind == SubjectKind.DRAFT:
        return bool(content.draft_text.strip() and content.draft_language in LANGUAGES)
    if kind == SubjectKind.PLAN and content.plan_id:
        return Plan.objects.filter(pk=content.plan_id).exists()
    if kind == SubjectKind.VERSION and content.version_id:
        return PlanVersion.objects.filter(pk=content.version_id).exists()
    if kind == SubjectKind.CLUSTER and content.cluster_id:
        return Cluster.objects.filter(pk=content.cluster_id).exists()
    return False


def _described(consultation: Consultation) -> dict[str, str]:
    return {
        "title": consultation.title,
        "subject": consultation.subject_kind,
        "opens_on": consultation.opens_on.isoformat(),
        "closes_on": consultation.closes_on.isoformat(),
    }
