"""Drafts and submissions of many updates of one request, in a number of statements that does not grow with them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction
from django.db.models import Count
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.followup.answering import frozen, missing
from tenants.followup.citing import evidence_of
from tenants.followup.drafting import WRITTEN, Words, draft, keep_answers, touch
from tenants.followup.holding import BY_PAGE, authorise_answer, held_request
from tenants.followup.models import Answer, Request, Submission, Update, UpdateStanding
from tenants.followup.refusals import AlreadySent, NotFilled, Refused
from tenants.members.models import Member
from tenants.records import audit
from tenants.records.models import AuditEntry


@transaction.atomic
def save_drafts(
    *, request: Request, drafts: Mapping[UUID, Words], by: Member, way: str = BY_PAGE
) -> dict[UUID, Refused]:
    """Keep what was written in each update, as `updates.save_draft` does. Gives the refusals; the others are kept.

    Raises Denied and RoundRests for all.
    """
    request = held_request(request)
    authorise_answer(by, request, way)
    questions = {one.pk: one for one in request.round.questions.all()}
    refused: dict[UUID, Refused] = {}
    written: list[Update] = []
    answers: list[Answer] = []
    for update in _held(request, drafts):
        try:
            changed = draft(update, drafts[update.pk], questions, by)
        except Refused as refusal:
            refused[update.pk] = refusal
        else:
            if changed is not None:
                written.append(update)
                answers += changed
    _write(written, WRITTEN)
    keep_answers(answers)
    return refused


@transaction.atomic
def submit_many(*, request: Request, updates: Collection[UUID], by: Member, way: str = BY_PAGE) -> dict[UUID, Refused]:
    """Send each to the coordinator, as `updates.submit` does. Gives the refusals; what was sent already is none.

    Raises Denied and RoundRests for all.
    """
    request = held_request(request)
    authorise_answer(by, request, way)
    questions = list(request.round.questions.all())
    evidence = evidence_of(list(updates), by)
    counted = Submission.objects.filter(update__in=list(updates)).order_by().values_list("update_id")
    numbers = dict(counted.annotate(number=Count("pk")))
    refused: dict[UUID, Refused] = {}
    sent: list[Update] = []
    said: list[Submission] = []
    entries: list[AuditEntry] = []
    for update in _held(request, updates):
        answers = {one.question_id: one.words for one in update.answers.all()}
        if update.standing == UpdateStanding.SUBMITTED:
            continue
        if update.standing == UpdateStanding.ACCEPTED:
            refused[update.pk] = AlreadySent(_("This was accepted already."))
        elif lacking := missing(update, questions, answers):
            refused[update.pk] = NotFilled(_("Something is missing before this can be submitted."), lacking)
        else:
            update.standing, update.submitted_at = UpdateStanding.SUBMITTED, timezone.now()
            touch(update, by)
            number = numbers.get(update.pk, 0) + 1
            content = frozen(update, questions, answers, evidence[update.pk])
            made = Submission(update=update, number=number, content=content, by_id=by.pk, by_name=by.name, way=way)
            made.at = update.submitted_at
            sent.append(update)
            said.append(made)
            after = {"submission": number, "value": update.value, "way": way}
            entries.append(audit.entry_for("update_submitted", update, by=by, after=after))
    _write(sent, ("standing", "submitted_at", "revision", "changed_at", "changed_by_name"))
    Submission.objects.bulk_create(said)
    AuditEntry.objects.bulk_create(entries)
    return refused


def _held(request: Request, keys: Collection[UUID]) -> list[Update]:
    """The request's updates of these keys with their answers, held until the transaction ends, in one order."""
    found = Update.objects.select_for_update(of=("self",)).filter(request=request, pk__in=list(keys))
    held = list(found.order_by("pk").prefetch_related("answers"))
    for update in held:
        update.request = request
    return held


def _write(updates: list[Update], fields: Collection[str]) -> None:
    """The named fields of all in one statement; they stand already and are held."""
    # Many times faster than bulk_update, which builds a condition for each row and field.
    Update.objects.bulk_create(updates, update_conflicts=True, unique_fields=["id"], update_fields=list(fields))
