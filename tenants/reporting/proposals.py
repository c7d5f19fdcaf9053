"""What the reference lists and the last reviews let us expect. Nothing here is written: a person confirms it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.utils import timezone

from shared.taxonomy.catalogue import catalogue
from shared.taxonomy.models import ReviewSlot
from tenants.institutions.models import Institution
from tenants.reporting.counting import (
    ACCREDITATION_MONTHS,
    FOLLOW_UP_MONTHS,
    REPORT_BEFORE_REVIEW_MONTHS,
    months_after,
    months_between,
)
from tenants.reporting.models import Obligation, ObligationKind, Rule, body_name
from tenants.reporting.reasons import reason
from tenants.tracker.models import Recommendation, Review

UPR, SCA = "UPR", "GANHRI-SCA"
TREATY_BODY = "treaty_body"


@dataclass(frozen=True)
class Proposal:
    """An obligation that is not there yet, with the reason for its date."""

    body_id: UUID
    kind: ObligationKind
    due_on: date
    rule: Rule
    counted_from: date
    span: int
    review_id: UUID | None = None

    @property
    def key(self) -> str:
        """What names it in a form: the same as long as the review and the rule are."""
        return f"{self.body_id}:{self.kind}:{self.counted_from.isoformat()}"

    @property
    def body_name(self) -> str:
        return body_name(self.body_id)

    @property
    def reason(self) -> str:
        return reason(self.rule, self.counted_from, self.span)

    @property
    def is_late(self) -> bool:
        return self.due_on < timezone.localdate()


def proposals(institution: Institution) -> list[Proposal]:
    """What can be counted and stands in no obligation, by date. Institution scope; four queries at most.

    A body whose open obligation of the kind is there already, however it came, is not proposed again; neither is one
    that was done or cancelled for the same review.
    """
    lasts = _last_reviews()
    held = list(Obligation.objects.values_list("body_id", "kind", "counted_from", "review_id", "standing", "done_on"))
    found = [
        *_of_the_upr(institution.state_id, lasts),
        *_of_bodies_with_periods(lasts.values()),
        *_of_the_accreditation(lasts, [(body, kind, done) for body, kind, *_rest, done in held]),
    ]
    if not found:
        return []
    standing = {(body, kind) for body, kind, _day, _review, state, _done in held if state == "open"}
    counted = {(body, kind, day) for body, kind, day, _review, _state, _done in held if day}
    reviewed = {(body, kind, review) for body, kind, _day, review, _state, _done in held if review}
    new = [
        one
        for one in found
        if (one.body_id, one.kind) not in standing
        and (one.body_id, one.kind, one.counted_from) not in counted
        and (one.review_id is None or (one.body_id, one.kind, one.review_id) not in reviewed)
    ]
    return sorted(new, key=lambda one: (one.due_on, one.key))


def _last_reviews() -> dict[UUID, Review]:
    """The latest dated review by each body."""
    dated = Review.objects.exclude(held_on=None).order_by("body_id", "-held_on", "-id").distinct("body_id")
    return {review.body_id: review for review in dated}


def _of_the_upr(state_id: UUID | None, lasts: dict[UUID, Review]) -> Iterator[Proposal]:
    """The next national report, and the mid-term report half way to it.

    From the state's own places in the review calendar; where it names no day, from the period.
    """
    body = catalogue().body_by_code.get(UPR)
    if body is None:
        return
    review = lasts.get(body.id)
    last = review.held_on if review else None
    days = _slots(state_id)
    past = [day for day in days if day <= timezone.localdate()]
    last = max([*past[-1:], *([last] if last else [])], default=None)
    following = next((day for day in days if last is None or day > last), None)
    given: dict[str, Any] = {"body_id": body.id, "review_id": review.pk if review and review.held_on == last else None}
    if following is not None:
        yield Proposal(
            **given,
            kind=ObligationKind.NATIONAL_REPORT,
            due_on=months_after(following, -REPORT_BEFORE_REVIEW_MONTHS),
            rule=Rule.UPR_CALENDAR,
            counted_from=following,
            span=REPORT_BEFORE_REVIEW_MONTHS,
        )
    elif last is not None and body.periodicity_years:
        span = int(body.periodicity_years * 12) - REPORT_BEFORE_REVIEW_MONTHS
        yield Proposal(
            **given,
            kind=ObligationKind.NATIONAL_REPORT,
            due_on=months_after(last, span),
            rule=Rule.UPR_PERIOD,
            counted_from=last,
            span=span,
        )
    if last is not None and (following is not None or body.periodicity_years):
        whole = months_between(last, following) if following else int((body.periodicity_years or 0) * 12)
        yield Proposal(
            **given,
            kind=ObligationKind.MID_TERM,
            due_on=months_after(last, whole // 2),
            rule=Rule.HALF_WAY,
            counted_from=last,
            span=whole // 2,
        )


def _slots(state_id: UUID | None) -> list[date]:
    """When the state's reviews begin, in order; none for an institution whose state is unknown.

    The far end of the calendar knows sessions without dates yet; those are left out, and the period counts on.
    """
    if state_id is None:
        return []
    sessions = catalogue().session_by_code
    slots = ReviewSlot.objects.current().filter(state_id=state_id).values_list("session", "month")
    days = (sessions[str(number)].starts_on if str(number) in sessions else month for number, month in slots)
    return sorted(day for day in days if day)


def _of_bodies_with_periods(lasts: Iterable[Review]) -> Iterator[Proposal]:
    """The next periodic report and the follow-up of those bodies for which the lists hold usual values.

    A committee without a usual time is followed up as well where it chose paragraphs for it. One query.
    """
    lasts = list(lasts)
    chosen = Recommendation.objects.filter(review__in=lasts, for_followup=True).order_by()
    followed_up = set(chosen.values_list("review_id", flat=True).distinct())
    for review in lasts:
        body = catalogue().bodies.get(review.body_id)
        if body is None or body.code == UPR or review.held_on is None:
            continue
        given: dict[str, Any] = {"body_id": body.id, "review_id": review.pk, "counted_from": review.held_on}
        months = body.followup_months
        if not months and body.category == TREATY_BODY and review.pk in followed_up:
            months = FOLLOW_UP_MONTHS
        if months:
            yield Proposal(
                **given,
                kind=ObligationKind.FOLLOW_UP,
                due_on=months_after(review.held_on, months),
                rule=Rule.FOLLOW_UP,
                span=months,
            )
        if body.periodicity_years:
            span = int(body.periodicity_years * 12)
            yield Proposal(
                **given,
                kind=ObligationKind.PERIODIC_REPORT,
                due_on=months_after(review.held_on, span),
                rule=Rule.PERIOD,
                span=span,
            )


def _of_the_accreditation(
    lasts: dict[UUID, Review], held: Iterable[tuple[UUID, str, date | None]]
) -> Iterator[Proposal]:
    """When the institution's accreditation comes up again: counted from the last session that decided on it.

    The session stands as a review where its recommendations are kept, else as the obligation that was done.
    """
    body = catalogue().body_by_code.get(SCA)
    if body is None:
        return
    review = lasts.get(body.id)
    days = [day for key, kind, day in held if day and (key, kind) == (body.id, ObligationKind.ACCREDITATION)]
    reviewed = review.held_on if review else None
    last = max([*days, *([reviewed] if reviewed else [])], default=None)
    if last is None:
        return
    yield Proposal(
        body_id=body.id,
        kind=ObligationKind.ACCREDITATION,
        due_on=months_after(last, ACCREDITATION_MONTHS),
        rule=Rule.PERIOD,
        counted_from=last,
        span=ACCREDITATION_MONTHS,
        review_id=review.pk if review and reviewed == last else None,
    )
