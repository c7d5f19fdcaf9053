"""Of what the people of a round are told, and who is told for a body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from functools import partial
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from shared.languages.lists import written_list
from tenants.followup.models import Remark, Request, Update
from tenants.followup.reaching import People, Told, owed_of
from tenants.followup.words import Word, tell_each
from tenants.members.models import Member
from tenants.members.roles import FOCAL_POINT
from tenants.notices.kinds import notice_kind
from tenants.planning.finding import label_of


def name_kinds() -> None:
    """The kinds of notices of a round."""
    notice_kind(
        "request_opened",
        line=_("%(round)s: your answer is asked for by %(due_on)s"),
        template="followup/mail/request_opened.txt",
    )
    notice_kind(
        "request_passed_on",
        line=_("%(who)s passed a request for information on to you: %(round)s"),
        template="followup/mail/passed_on.txt",
    )
    notice_kind(
        "update_passed_on",
        line=_("%(who)s passed an update on to you: %(what)s"),
        template="followup/mail/passed_on.txt",
    )
    notice_kind(
        "update_returned",
        line=_("Returned with a remark: %(what)s, %(round)s"),
        template="followup/mail/update_returned.txt",
    )
    notice_kind(
        "deadline_moved",
        line=_("New deadline %(due_on)s: %(round)s"),
        template="followup/mail/deadline_moved.txt",
    )
    notice_kind(
        "request_withdrawn",
        line=_("Not asked any more: %(round)s"),
        template="followup/mail/request_withdrawn.txt",
    )


def focal_points(bodies: Iterable[UUID]) -> dict[UUID, list[Member]]:
    """Those who answer for each body now. One query."""
    found: dict[UUID, list[Member]] = defaultdict(list)
    people = Member.objects.active().filter(role_slug=FOCAL_POINT.slug, body__in=list(bodies))
    for member in people.order_by("joined_at", "id"):
        if member.body_id is not None:
            found[member.body_id].append(member)
    return found


def what_of(update: Update) -> str:
    """The thing an update is about, in few words of the active language."""
    if update.action is not None:
        return update.action.title
    return label_of(update.recommendation) if update.recommendation else ""


def tell_opened(requests: Collection[Request]) -> None:
    """Requests stand open: who answers for each is told. The number of queries does not grow with them."""
    asked = owed_of(Update.objects.filter(request__in=requests))
    words = []
    for request, told in _answering(requests, asked):
        facts = partial(_envelope, request, told, asked=sum(asked[request.pk].values()))
        words.append(Word(told.member, "request_opened", str(request.pk), _page_of(request), facts))
    tell_each(words)


def tell_deadline(requests: Collection[Request], before: Mapping[UUID, date], reason: str, occasion: UUID) -> None:
    """Another day was set: those who still owe something are told. `before` holds the days that stood, by request."""
    owed = owed_of(Update.objects.filter(request__in=requests))
    words = []
    for request, told in _answering(requests, owed):
        facts = partial(_envelope, request, told, was_on=before[request.pk].isoformat(), word=reason, owed=told.owed)
        words.append(Word(told.member, "deadline_moved", f"{request.pk}:{occasion}", _page_of(request), facts))
    tell_each(words)


def tell_withdrawn(request: Request, owed: Mapping[UUID | None, int], by: Member, reason: str) -> None:
    """The request was taken back: whoever owed something in it need not write any more."""
    tell_each(
        Word(
            told.member, "request_withdrawn", str(request.pk), _page_of(request),
            partial(_envelope, request, told, word=reason, who=by.name),
        )
        for _request, told in _answering([request], {request.pk: owed})
    )  # fmt: skip


def tell_passed_on(update: Update, to: Member, by: Member, word: str, occasion: UUID) -> None:
    """A colleague gave her an update; `occasion` is the act itself, so that the next one is told too."""
    tell_each(
        Word(
            member, "update_passed_on", str(occasion), f"rounds/updates/{update.pk}/",
            lambda: {**_envelope(update.request), "what": what_of(update), "who": by.name, "word": word},
        )
        for member in [to] if to.pk != by.pk
    )  # fmt: skip


def tell_request_passed_on(request: Request, to: Member, by: Member, word: str, occasion: UUID) -> None:
    """A colleague gave her a whole request."""
    tell_each(
        Word(
            member, "request_passed_on", str(occasion), f"rounds/requests/{request.pk}/",
            lambda: {**_envelope(request), "what": "", "who": by.name, "word": word},
        )
        for member in [to] if to.pk != by.pk
    )  # fmt: skip


def tell_returned(update: Update, remark: Remark) -> None:
    """The coordinator sent an update back: who answers for it is told, its holder first."""
    request = update.request
    tell_each(
        Word(
            told.member, "update_returned", str(remark.pk), f"rounds/updates/{update.pk}/",
            partial(_returned, update, remark, told),
        )
        for _request, told in _answering([request], {request.pk: {update.holder_id: 1}})
    )  # fmt: skip


def _returned(update: Update, remark: Remark, told: Told) -> dict[str, Any]:
    return _envelope(update.request, told, what=what_of(update), word=remark.words, who=remark.by_name)


def _answering(
    requests: Collection[Request], owed: Mapping[UUID, Mapping[UUID | None, int]]
) -> Iterator[tuple[Request, Told]]:
    """Who answers for each request today, as for its reminders. Where all are away without end, they themselves."""
    people = People.of({request.body_id for request in requests}, timezone.localdate())
    for request in requests:
        here = people.focal_points.get(request.body_id, {})
        if number := sum(owed.get(request.pk, {}).values()):
            for told in people.answering(request, owed[request.pk]) or [Told(one, number) for one in here.values()]:
                yield request, told


def _page_of(request: Request) -> str:
    return f"rounds/requests/{request.pk}/"


def _envelope(request: Request, told: Told | None = None, **more: Any) -> dict[str, Any]:
    return {
        "round": request.round.title,
        "body": request.body.name,
        "due_on": request.deadline.isoformat(),
        "in_place_of": written_list(told.in_place_of) if told else "",
        **more,
    }
