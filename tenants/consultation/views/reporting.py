"""What came of a consultation: the closing report, and the file with every comment."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shared.isolation.streaming import streamed
from tenants.consultation.counting import figures_of, what_became, who_spoke
from tenants.consultation.days import today_at
from tenants.consultation.exporting import download
from tenants.consultation.finding import consultation_for
from tenants.consultation.listing import grouped
from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.roles import Permission

ON_A_PAGE = 100


@require_safe
@requires(Permission.SEE)
def report(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Accepted comments part by part with the replies, for everybody inside. One that was never opened has none."""
    member: Member = request.member  # type: ignore[attr-defined]
    consultation = consultation_for(member, pk, Permission.SEE)
    if consultation.is_drafting:
        raise Http404
    rows = consultation.comments.accepted().select_related("guest", "reply").by_part()
    page = Paginator(rows, ON_A_PAGE).get_page(request.GET.get("page"))
    context = {
        "consultation": consultation,
        "standing": consultation.standing_on(today_at(request.institution)),  # type: ignore[attr-defined]
        "figures": figures_of(consultation),
        "who": who_spoke(consultation),
        "became": what_became(consultation),
        "page": page,
        "groups": grouped(consultation, page.object_list),
        "consults": member.may(Permission.CONSULT),
    }
    return render(request, "consultation/report.html", context)


@require_safe
@requires(Permission.CONSULT)
def export(request: HttpRequest, pk: UUID, kind: str) -> HttpResponse | StreamingHttpResponse:
    """Every comment with what became of it, as .csv or .xlsx."""
    member: Member = request.member  # type: ignore[attr-defined]
    consultation = consultation_for(member, pk, Permission.CONSULT)
    if kind not in {"csv", "xlsx"}:
        raise Http404
    made = download(consultation, kind)
    response = StreamingHttpResponse(streamed(made.chunks), content_type=made.content_type)
    response["Content-Disposition"] = made.disposition
    return response
