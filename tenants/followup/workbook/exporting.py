"""A request leaves the house: what it holds is kept for the comparison, and written into a workbook."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Max

from shared.exports.tables import safe_file_name
from shared.languages.direction import language_of
from tenants.followup.holding import may_answer
from tenants.followup.models import Question, Remark, Request, Update, WorkbookExport
from tenants.followup.workbook.standing_words import base_of, digest_of, veiled, with_words
from tenants.members.models import Member
from tenants.records import audit


@transaction.atomic
def export_of(*, request: Request, language: str, updates: list[Update], by: Member | None) -> WorkbookExport:
    """What is known of a workbook that leaves. While nothing changes in a request, its workbook is the same one."""
    questions = list(request.round.questions.all())
    base = base_of(questions, updates)
    digest = digest_of(base)
    Request.objects.select_for_update(of=("self",)).get(pk=request.pk)
    same = WorkbookExport.objects.filter(request=request, language=language, digest=digest)
    last = WorkbookExport.objects.filter(request=request).aggregate(last=Max("number"))["last"] or 0
    found = same.filter(number=last).first()
    if found is not None:
        return found
    made = WorkbookExport(
        request=request,
        number=last + 1,
        language=language,
        base=base,
        digest=digest,
        made_by_name=by.name if by else "",
    )
    made.save(force_insert=True)
    after = {"body": str(request.body_id), "number": made.number, "updates": len(updates), "language": language}
    audit.record("workbook_made", request, by=by, after=after)
    return made


def language_for(request: Request, wanted: str = "") -> str:
    """The language asked for, or the round's."""
    return language_of(wanted or request.round.language)


def file_name(request: Request, language: str) -> str:
    """The body and the round, as the file is called."""
    body = getattr(request.body, f"name_{language}", "") or str(request.body)
    return safe_file_name(f"{body} - {request.round.title}", "xlsx")


def remarks_on(updates: list[Update]) -> dict[UUID, str]:
    """The coordinator's words on what came back to the body, by update. One query."""
    returned = [one.pk for one in updates if one.standing == "returned"]
    if not returned:
        return {}
    found = Remark.objects.filter(update__in=returned, accepted=False).order_by("at", "id")
    return dict(found.values_list("update_id", "words"))


def everything(request: Request, reader: Member | None) -> tuple[list[Question], list[Update]]:
    """The round's questions and the request's updates with the words that the reader may know.

    Who does not answer for the body gets what was submitted; its drafts stay with it.
    """
    updates = with_words(request)
    if reader is None or not may_answer(reader, request):
        veiled(updates)
    return list(request.round.questions.all()), updates
