"""What was said in a round, by whom, as a file."""

from __future__ import annotations

from collections.abc import Iterator
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.utils.translation import get_language, gettext, override
from django.views.decorators.http import require_safe

from shared.exports.tables import Cell, Download, csv_table, xlsx_table
from shared.isolation.streaming import streamed
from tenants.followup.finding import round_for, with_subject
from tenants.followup.models import Question, Round, Submission, Update
from tenants.followup.said import Said, answer_words
from tenants.followup.subjects import Line
from tenants.members.access import requires
from tenants.members.roles import Permission

AT_ONCE = 500


@require_safe
@requires(Permission.RUN_ROUNDS)
def download(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse | StreamingHttpResponse:
    """Every update of the round with its latest submission, as .csv or .xlsx; what was never submitted has no words."""
    if kind not in {"csv", "xlsx"}:
        raise Http404
    here = round_for(request.member, pk)  # type: ignore[attr-defined]
    language = (get_language() or "en")[:2]
    questions = list(here.questions.all())
    headers = [
        gettext("Body"), gettext("About"), gettext("Text"), gettext("Standing"), gettext("How far it is"),
        gettext("What was done"), *(one.words for one in questions), gettext("Submitted by"), gettext("Submitted on"),
        gettext("Remark"), gettext("Decided by"),
    ]  # fmt: skip
    lines = _lines(here, questions, language)
    made: Download = (
        csv_table(here.title, headers, lines)
        if kind == "csv"
        else xlsx_table(here.title, headers, lines, language=language)
    )
    response = StreamingHttpResponse(streamed(made.chunks), content_type=made.content_type)
    response["Content-Disposition"] = made.disposition
    return response


def _lines(round: Round, questions: list[Question], language: str) -> Iterator[list[Cell]]:
    keys = list(
        Update.objects.filter(request__round=round).order_by("request_id", "order", "id").values_list("pk", flat=True)
    )
    for start in range(0, len(keys), AT_ONCE):
        part = keys[start : start + AT_ONCE]
        found = with_subject(Update.objects.filter(pk__in=part)).select_related("request__body")
        by_key = {one.pk: one for one in found.prefetch_related("submissions", "remarks")}
        with override(language):
            ready = [_line(by_key[key], questions) for key in part]
        yield from ready


def _line(update: Update, questions: list[Question]) -> list[Cell]:
    line = Line(update)
    sent: Submission | None = next(iter(update.submissions.all()), None)
    told = Said(sent) if sent else None
    remark = next(iter(update.remarks.all()), None)
    answers = {one["id"]: answer_words(one["kind"], one["words"]) for one in sent.content["answers"]} if sent else {}
    return [
        update.request.body.name,
        line.label,
        line.text,
        update.get_standing_display(),
        str(told.value.words) if told and told.value else "",
        told.account if told else "",
        *(answers.get(str(one.pk), "") for one in questions),
        sent.by_name if sent else "",
        sent.at.date() if sent else None,
        remark.words if remark else "",
        remark.by_name if remark else "",
    ]
