"""Of what the people of a round are told, and who is told for a body."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from functools import partial
from typing import Any
from uuid import UUID

from django.db.models import Count
from django.utils import translation
from django.utils.translation import gettext_lazy as _

from tenants.followup.models import Remark, Request, Update
from tenants.members.models import Member
from tenants.members.preferences import preferences_of
from tenants.members.roles import FOCAL_POINT
from tenants.notices.kinds import notice_kind
from tenants.notices.telling import Telling, tell_all
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
    """Requests stand open: every focal point of each body is told. The number of queries does not grow with them."""
    people = focal_points(request.body_id for request in requests)
    number = Count("updates")
    asked = dict(Request.objects.filter(pk__in=[one.pk for one in requests]).values_list("pk").annotate(number))
    _tell(
        _Word(
            member, "request_opened", str(request.pk), f"rounds/requests/{request.pk}/",
            partial(_envelope, request, asked=asked.get(request.pk, 0)),
        )
        for request in requests
        for member in people.get(request.body_id, ())
    )  # fmt: skip


def tell_passed_on(update: Update, to: Member, by: Member, word: str, occasion: UUID) -> None:
    """A colleague gave her an update; `occasion` is the act itself, so that the next one is told too."""
    _tell(
        _Word(
            member, "update_passed_on", str(occasion), f"rounds/updates/{update.pk}/",
            lambda: {**_envelope(update.request), "what": what_of(update), "who": by.name, "word": word},
        )
        for member in [to] if to.pk != by.pk
    )  # fmt: skip


def tell_request_passed_on(request: Request, to: Member, by: Member, word: str, occasion: UUID) -> None:
    """A colleague gave her a whole request."""
    _tell(
        _Word(
            member, "request_passed_on", str(occasion), f"rounds/requests/{request.pk}/",
            lambda: {**_envelope(request), "what": "", "who": by.name, "word": word},
        )
        for member in [to] if to.pk != by.pk
    )  # fmt: skip


def tell_returned(update: Update, remark: Remark) -> None:
    """The coordinator sent an update back: who holds it is told, else everybody who answers for the body."""
    request = update.request
    holder = update.holder or request.holder
    present = holder is not None and holder.left_at is None
    people = [holder] if present and holder else focal_points([request.body_id])[request.body_id]
    _tell(
        _Word(
            member, "update_returned", str(remark.pk), f"rounds/updates/{update.pk}/",
            lambda: {**_envelope(request), "what": what_of(update), "word": remark.words, "who": remark.by_name},
        )
        for member in people
    )  # fmt: skip


def _envelope(request: Request, **more: Any) -> dict[str, Any]:
    return {"round": request.round.title, "body": request.body.name, "due_on": request.deadline.isoformat(), **more}


@dataclass(frozen=True)
class _Word:
    """What one person will be told; the facts are asked for once her language is the active one."""

    member: Member
    kind: str
    key: str
    path: str
    facts: Callable[[], dict[str, Any]]


def _tell(words: Iterable[_Word]) -> None:
    """Tell each in her own language: names of bodies and titles have one in each."""
    words = list(words)
    known = preferences_of([word.member for word in words])
    tellings = []
    for word in words:
        with translation.override(known[word.member.pk].language):
            tellings.append(Telling(word.member, word.kind, word.key, word.path, word.facts()))
    tell_all(tellings)
