"""The list of reports, one report as paper with its outline, and what was done to it."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, Q, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records.models import Job
from tenants.reporting.dossiers import exporting, filling
from tenants.reporting.dossiers.content import evidence_lines
from tenants.reporting.dossiers.finding import dossier_for, is_own, readable_files
from tenants.reporting.dossiers.markup import cited_in
from tenants.reporting.dossiers.outline import outline_of
from tenants.reporting.dossiers.paper import paper_of
from tenants.reporting.dossiers.told import line_of, log_of
from tenants.reporting.models import Dossier, DossierSection, DossierStanding

PAGE_SIZE = 25


@require_safe
@requires(Permission.SEE)
def reports(request: HttpRequest) -> HttpResponse:
    """Reports she may read, the newest first. Two queries."""
    member: Member = request.member  # type: ignore[attr-defined]
    signed = Count("sections", filter=Q(sections__standing=DossierStanding.SIGNED))
    found = (
        Dossier.objects.visible_to(member)
        .select_related("obligation")
        .defer("chosen", "evidence")
        .annotate(words=Sum("sections__words"), parts=Count("sections"), signed=signed)
        .newest_first()
    )
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"page": page, "may_draft": member.may(Permission.DRAFT_REPORTS)}
    return render(request, "reporting/dossiers/list.html", context)


@require_safe
@requires(Permission.SEE)
def dossier(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The report as paper, a page at a time, with the outline beside it."""
    member: Member = request.member  # type: ignore[attr-defined]
    here = dossier_for(member, pk)
    job = _job_of(here)
    if here.drawn_at is None:
        waiting = {"dossier": here, "job": job, **_rights(member, here)}
        return render(request, "reporting/dossiers/drawing.html", waiting)
    outline = outline_of(here)
    paginator = Paginator(range(1, outline.pages + 1), 1)
    page = paginator.get_page(request.GET.get("page"))
    sections = list(DossierSection.objects.filter(pk__in=outline.on_page(page.number)))
    lines = {line.pk: line for line in outline.lines}
    rights = _rights(member, here)
    shown = [
        (one, lines[one.pk], paper_of(one.text, one.blocks, here.language, notes=rights["may_draft"]))
        for one in sections
    ]
    files = list(readable_files(member, here).select_related("file")[:4])
    cited = any(cited_in(one.text) for one in sections)
    context = {
        "dossier": here,
        "outline": outline,
        "page": page,
        "shown": shown,
        "evidence": evidence_lines(here.evidence, (one.text for one in sections), here.language) if cited else [],
        "files": files,
        "writing": _written(files),
        "job": job,
        **rights,
    }
    return render(request, "reporting/dossiers/dossier.html", context)


def _job_of(here: Dossier) -> Job | None:
    return Job.objects.filter(kind=filling.DRAW, subject_id=here.pk).order_by("-asked_at").first()


def _written(files: list) -> dict[UUID, Job]:  # type: ignore[type-arg]
    """The work on files that are not ready, by the file."""
    waiting = [one.pk for one in files if one.file_id is None]
    if not waiting:
        return {}
    jobs = Job.objects.filter(kind=exporting.WRITE, subject_id__in=waiting).order_by("asked_at")
    return {job.subject_id: job for job in jobs}


def _rights(member: Member, here: Dossier) -> dict[str, bool]:
    own = is_own(member, here)
    return {
        "may_draft": own and member.may(Permission.DRAFT_REPORTS),
        "may_sign": own and member.may(Permission.SIGN_REPORTS),
        "may_export": member.may(Permission.EXPORT),
    }


@require_safe
@requires(Permission.SEE)
def log(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What was done to the report, the editions that were signed, and the files written of it."""
    member: Member = request.member  # type: ignore[attr-defined]
    here = dossier_for(member, pk)
    rights = _rights(member, here)
    page = Paginator(log_of(here), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "dossier": here,
        "page": page,
        "lines": [line_of(entry) for entry in page] if rights["may_draft"] else [],
        "editions": list(here.editions.defer("content")),
        **rights,
    }
    return render(request, "reporting/dossiers/log.html", context)
