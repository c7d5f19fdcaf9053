"""An update: written, submitted, passed on, accepted or sent back."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from uuid import UUID

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from tenants.followup.accepting import keep_account, speaks_for_the_thing
from tenants.followup.answering import frozen, missing
from tenants.followup.citing import evidence_of
from tenants.followup.drafting import WRITTEN, Words, draft, keep_answers, touch
from tenants.followup.holding import BY_PAGE, authorise_answer, held_update, kept_open, may_answer
from tenants.followup.models import Remark, Submission, Update, UpdateStanding
from tenants.followup.refusals import (
    AlreadySent,
    NotAColleague,
    NotFilled,
    NotToReview,
    ReasonMissing,
    Refused,
    WrittenMeanwhile,
)
from tenants.followup.telling import tell_passed_on, tell_returned
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records import audit
from tenants.tracker.locking import authorise


@transaction.atomic
def save_draft(
    *,
    update: Update,
    by: Member,
    value: str | None = None,
    account: str | None = None,
    language: str | None = None,
    answers: Mapping[UUID, str] | None = None,
    seen: int | None = None,
    way: str = BY_PAGE,
) -> Update:
    """Keep what is written so far; None leaves a part as it is. `answers` are words by question.

    `seen` is the revision the person began from. Raises WrittenMeanwhile when somebody wrote since, with both texts
    kept: theirs in the refusal, hers with the caller. What already stands so is not written again.
    Raises RoundRests, AlreadySent, NotOnTheScale, NotAnAnswer.
    """
    update = held_update(update)
    authorise_answer(by, update.request, way)
    questions = {one.pk: one for one in update.request.round.questions.all()}
    changed = draft(update, Words(value, account, language, answers or {}, seen), questions, by)
    if changed is not None:
        update.save(update_fields=WRITTEN)
        keep_answers(changed)
    return update


@transaction.atomic
def submit(*, update: Update, by: Member, seen: int | None = None, way: str = BY_PAGE) -> Update:
    """Send it to the coordinator; what was said is kept as a submission for ever.

    Sending twice is sending once. Raises NotFilled, WrittenMeanwhile, RoundRests, AlreadySent when it was accepted.
    """
    update = held_update(update)
    authorise_answer(by, update.request, way)
    if update.standing == UpdateStanding.SUBMITTED:
        return update
    if update.standing == UpdateStanding.ACCEPTED:
        raise AlreadySent(_("This was accepted already."))
    if seen is not None and seen != update.revision:
        raise WrittenMeanwhile(
            _("Somebody wrote in this update after you opened it. Look at it as it stands now, then submit it."),
            update,
        )
    questions = list(update.request.round.questions.all())
    answers = {one.question_id: one.words for one in update.answers.all()}
    lacking = missing(update, questions, answers)
    if lacking:
        raise NotFilled(_("Something is missing before this can be submitted."), lacking)
    evidence = evidence_of([update.pk], by)[update.pk]
    update.standing, update.submitted_at = UpdateStanding.SUBMITTED, timezone.now()
    _touch(update, by, "standing", "submitted_at")
    number = update.submissions.count() + 1
    made = Submission(
        update=update,
        number=number,
        content=frozen(update, questions, answers, evidence),
        by_id=by.pk,
        by_name=by.name,
        at=update.submitted_at,
        way=way,
    )
    made.save(force_insert=True)
    audit.record("update_submitted", update, by=by, after={"submission": number, "value": update.value, "way": way})
    return update


@transaction.atomic
def pass_on(*, update: Update, to: Member, by: Member, word: str = "") -> Update:
    """Give it to a colleague of the same body, who is told. Raises NotAColleague, AlreadySent, RoundRests."""
    update = held_update(update)
    authorise_answer(by, update.request)
    to = Member.objects.get(pk=to.pk)
    if to.left_at is not None or to.awaits_confirmation or not may_answer(to, update.request):
        raise NotAColleague(_("Choose a focal point of the same body."))
    if not update.is_open:
        raise AlreadySent(_("This was submitted; there is nothing left to pass on."))
    if update.holder_id == to.pk:
        return update
    before, update.holder = update.holder_id, to
    update.save(update_fields=["holder"])
    entry = audit.record(
        "update_passed_on",
        update,
        by=by,
        before={"holder": str(before)} if before else {},
        after={"holder": str(to.pk), "name": to.name},
        reason=word.strip(),
    )
    tell_passed_on(update, to, by, word.strip(), entry.pk)
    return update


@transaction.atomic
def take_back(*, update: Update, by: Member) -> Update:
    """No colleague holds it any more. Raises RoundRests."""
    update = held_update(update)
    authorise_answer(by, update.request)
    before = update.holder
    if before is None:
        return update
    update.holder = None
    update.save(update_fields=["holder"])
    audit.record("update_taken_back", update, by=by, before={"holder": str(before.pk), "name": before.name})
    return update


@transaction.atomic
def accept(
    *, update: Update, by: Member, record: bool | None = None, words: str = "", submission: UUID | None = None
) -> Update:
    """Take what the body said. With `record` it becomes the state's account, or the action's standing, as of its day.

    `record` None leaves it to the part the body has: whoever only supports an action does not move it.
    `submission` is the one that was read. Accepting twice is accepting once.
    Raises NotToReview, ChangedSince, RoundRests; and what the account or the standing refuses.
    """
    authorise(by, Permission.RUN_ROUNDS)
    update = held_update(update, withdrawn=True)
    if update.standing == UpdateStanding.ACCEPTED:
        return update
    said = _under_review(update, submission)
    update.standing = UpdateStanding.ACCEPTED
    _touch(update, by, "standing")
    Remark(update=update, submission=said, accepted=True, words=words.strip(), by_id=by.pk, by_name=by.name).save()
    wanted = speaks_for_the_thing(update) if record is None else record
    kept = wanted and keep_account(update, said, by)
    audit.record(
        "update_accepted", update, by=by, after={"submission": said.number, "recorded": kept}, reason=words.strip()
    )
    return update


@transaction.atomic
def send_back(*, update: Update, words: str, by: Member, submission: UUID | None = None) -> Update:
    """Return it to the body with a remark, of which the body is told.

    Raises ReasonMissing without a remark, NotToReview, ChangedSince, RoundRests.
    """
    authorise(by, Permission.RUN_ROUNDS)
    update = held_update(update)
    words = words.strip()
    if not words:
        raise ReasonMissing(_("Say what is missing or should be different; the body reads it."))
    last = update.remarks.first()
    if update.standing == UpdateStanding.RETURNED and last is not None and last.words == words:
        return update
    said = _under_review(update, submission)
    update.standing = UpdateStanding.RETURNED
    _touch(update, by, "standing")
    remark = Remark(update=update, submission=said, accepted=False, words=words, by_id=by.pk, by_name=by.name)
    remark.save(force_insert=True)
    audit.record("update_returned", update, by=by, after={"submission": said.number}, reason=words)
    tell_returned(update, remark)
    return update


@transaction.atomic
def accept_many(*, updates: Collection[Update], by: Member, record: bool | None = None) -> int:
    """Accept those of them that wait for a decision. Returns how many. Raises like `accept`, and then accepts none."""
    authorise(by, Permission.RUN_ROUNDS)
    # One order for everybody, by what they are about: two who accept at once then wait for each other.
    waiting = (
        Update.objects.to_review()
        .filter(pk__in=[one.pk for one in updates])
        .select_related("request")
        .order_by("recommendation_id", "action_id", "id")
    )
    found = list(waiting)
    for key in {one.request.round_id for one in found}:
        kept_open(key)
    return sum(accept(update=one, by=by, record=record).standing == UpdateStanding.ACCEPTED for one in found)


def _under_review(update: Update, seen: UUID | None) -> Submission:
    """The submission that waits for a decision. Raises NotToReview, ChangedSince."""
    if update.standing != UpdateStanding.SUBMITTED:
        raise NotToReview(_("There is nothing to decide: it was not submitted, or was decided on already."))
    said = update.submissions.first()
    if said is None:
        raise Refused(_("Nothing was submitted yet."))
    if seen is not None and seen != said.pk:
        raise WrittenMeanwhile(
            _("The body has submitted it anew since you opened it. Read it as it stands now."), update
        )
    return said


def _touch(update: Update, by: Member, *fields: str) -> None:
    """Write the named fields, the next revision, and whose change it was."""
    touch(update, by)
    update.save(update_fields=[*fields, "revision", "changed_at", "changed_by_name"])
