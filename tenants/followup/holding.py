"""The first step of every act on a round: who does it, on what, and whether the round is open for it."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from django.utils.translation import gettext_lazy as _

from shared.isolation.scope import current_institution_id
from tenants.followup.models import Request, Round, RoundStanding, Update
from tenants.followup.refusals import RequestRests, RoundRests, RoundRuns
from tenants.members.access import Denied
from tenants.members.models import Member
from tenants.members.roles import Permission

if TYPE_CHECKING:
    from django_stubs_ext import StrOrPromise

BY_PAGE, BY_WORKBOOK = "page", "workbook"


def held_round(round: Round, *standings: RoundStanding) -> Round:
    """The round as it stands now, held until the transaction ends. Raises RoundRests or RoundRuns elsewhere."""
    current = Round.objects.select_for_update().get(pk=round.pk)
    if current.standing not in standings:
        _refuse(current)
    return current


def kept_open(key: UUID) -> Round:
    """The open round, which nobody closes until the transaction ends; others write into it meanwhile.

    Raises RoundRests.
    """
    [current] = Round.objects.raw("SELECT * FROM followup_round WHERE id = %s FOR SHARE", [key])
    if current.standing != RoundStanding.OPEN:
        raise RoundRests(_resting(current))
    return current


def _refuse(current: Round) -> None:
    if current.standing in {RoundStanding.OPEN, RoundStanding.OPENING}:
        raise RoundRuns(_("The round was opened. What it asks does not change any more."))
    raise RoundRests(_resting(current))


def _resting(current: Round) -> StrOrPromise:
    if current.is_closed:
        return _("The round is closed. What was said in it stays as it is.")
    return _("The round is not open yet.")


def held_request(request: Request, *, withdrawn: bool = False) -> Request:
    """The request with its round and body, held until the transaction ends.

    Raises RoundRests, and RequestRests for a withdrawn one unless `withdrawn`.
    """
    round = kept_open(request.round_id)
    current = Request.objects.select_for_update(of=("self",)).select_related("body").get(pk=request.pk)
    current.round = round
    if not withdrawn:
        refuse_withdrawn(current)
    return current


def refuse_withdrawn(request: Request) -> None:
    """Raises RequestRests for a request that was withdrawn."""
    if request.withdrawn_at is not None:
        raise RequestRests(_("The request was withdrawn. What was said in it stays as it is."))


def held_update(update: Update, *, withdrawn: bool = False) -> Update:
    """The update with its request, round and body, held until the transaction ends.

    Raises RoundRests, and RequestRests for a withdrawn request unless `withdrawn`.
    """
    # The round first, always: two acts then wait for each other in one order.
    round = kept_open(Request.objects.values_list("round_id", flat=True).get(pk=update.request_id))
    current = Update.objects.select_for_update(of=("self",)).select_related("request__body").get(pk=update.pk)
    current.request.round = round
    if not withdrawn:
        refuse_withdrawn(current.request)
    return current


def may_answer(member: Member, request: Request) -> bool:
    """Whether she answers for the body that is asked."""
    return member.may(Permission.ANSWER_REQUESTS) and member.body_id is not None and member.body_id == request.body_id


def authorise_answer(by: Member, request: Request, way: str = BY_PAGE) -> None:
    """Raises Denied when she does not answer for the body asked, WrongScope when she belongs elsewhere.

    Whoever runs rounds brings in a workbook for a body that mailed it.
    """
    by.refuse_if_stranger(current_institution_id())
    if may_answer(by, request) or (way == BY_WORKBOOK and by.may(Permission.RUN_ROUNDS)):
        return
    raise Denied(_("Only the focal points of the body that is asked answer this request."))
