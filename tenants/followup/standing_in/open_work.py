"""What of the running rounds is in one person's hands."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from shared.languages.lists import written_list
from shared.languages.numbers import written_number
from tenants.followup.models import BodyDesk, Request, RoundStanding, Update, UpdateStanding
from tenants.members.leaving import OpenWork
from tenants.members.models import Member
from tenants.members.roles import Permission


def requests_held(member: Member) -> QuerySet[Request]:
    """Of rounds that are not closed."""
    return Request.objects.filter(holder=member).exclude(round__standing=RoundStanding.CLOSED)


def updates_held(member: Member) -> QuerySet[Update]:
    """Those that are not accepted yet: a submitted one may come back."""
    held = Update.objects.filter(holder=member).exclude(standing=UpdateStanding.ACCEPTED)
    return held.exclude(request__round__standing=RoundStanding.CLOSED)


@dataclass(frozen=True)
class Hands:
    """What a person holds: whole requests, single updates (by request), and the deputy's place of her body."""

    member: Member

    @cached_property
    def requests(self) -> list[Request]:
        return list(requests_held(self.member).select_related("round").order_by("deadline", "id"))

    @cached_property
    def parts(self) -> list[tuple[Request, int]]:
        """Requests of which she holds updates, with how many."""
        counted = dict(updates_held(self.member).order_by().values_list("request_id").annotate(n=Count("pk")))
        found = Request.objects.filter(pk__in=counted).select_related("round").order_by("deadline", "id")
        return [(request, counted[request.pk]) for request in found]

    @cached_property
    def is_deputy(self) -> bool:
        return BodyDesk.objects.filter(deputy=self.member).exists()

    @property
    def updates(self) -> int:
        return sum(number for _request, number in self.parts)

    @property
    def is_empty(self) -> bool:
        return not (self.requests or self.parts or self.is_deputy)

    @property
    def words(self) -> str:
        """2 requests, 5 updates and the deputy’s place; "" where there is nothing."""
        said = []
        if number := len(self.requests):
            written = {"number": written_number(number)}
            said.append(ngettext("%(number)s request held", "%(number)s requests held", number) % written)
        if number := self.updates:
            written = {"number": written_number(number)}
            said.append(ngettext("%(number)s update held", "%(number)s updates held", number) % written)
        if self.is_deputy:
            said.append(_("the deputy’s place of the body"))
        return written_list(said)


def open_work_of(member: Member) -> list[OpenWork]:
    """For the page that ends a membership."""
    if not member.may(Permission.ANSWER_REQUESTS):
        return []
    hands = Hands(member)
    if hands.is_empty:
        return []
    return [OpenWork(hands.words, reverse("followup:hand_over", args=[member.pk]))]
