"""Pages of the matrix: which review, in which paper and language, and the file."""

from __future__ import annotations

from uuid import UUID

from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from shared.taxonomy.identity import term_id
from tenants.intake.readers import Unreadable
from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.roles import FOCAL_POINT, Permission
from tenants.reporting.matrix.composing import filled_matrix, matrix_of, told_of
from tenants.reporting.matrix.forms import MatrixForm
from tenants.reporting.matrix.kept_lists import kept_lists_of
from tenants.reporting.matrix.lines import name_of
from tenants.tracker.models import Kind, Review

UPR = term_id("body", "UPR")


@require_safe
@requires(Permission.EXPORT)
def choose(request: HttpRequest) -> HttpResponse:
    """The UPR's reviews whose recommendations are held, the latest first."""
    held = Count("recommendations", filter=Q(recommendations__kind=Kind.RECOMMENDATION))
    found = Review.objects.filter(body_id=UPR).annotate(held=held).filter(held__gt=0)
    reviews = found.order_by(F("held_on").desc(nulls_last=True), "-session", "id")
    return render(request, "reporting/matrix/choose.html", {"reviews": [(one, name_of(one)) for one in reviews]})


@require_safe
@requires(Permission.EXPORT)
def options(request: HttpRequest, pk: UUID) -> HttpResponse:
    """What the matrix of a review will hold, and the choices left."""
    member: Member = request.member  # type: ignore[attr-defined]
    review = _review(pk)
    return _options(request, review, MatrixForm(None, kept_lists_of(review, member)))


@require_safe
@requires(Permission.EXPORT)
def download(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The matrix as a .docx. A kept file that can no longer be read is refused with its reason."""
    member: Member = request.member  # type: ignore[attr-defined]
    review = _review(pk)
    form = MatrixForm(request.GET, kept_lists_of(review, member))
    if not form.is_valid():
        return _options(request, review, form, status=422)
    language, citing = form.cleaned_data["language"], form.cleaned_data["evidence"]
    try:
        made = (
            filled_matrix(form.batch, review, language=language, member=member, citing=citing)
            if form.batch is not None
            else matrix_of(review, language=language, member=member, citing=citing)
        )
    except Unreadable as refusal:
        form.add_error("layout", refusal.message)
        return _options(request, review, form, status=409)
    answer = HttpResponse(b"".join(made.chunks), content_type=made.content_type)
    answer["Content-Disposition"] = made.disposition
    answer["Cache-Control"] = "private, no-store"
    return answer


def _review(pk: UUID) -> Review:
    return get_object_or_404(Review, pk=pk, body_id=UPR)


def _options(request: HttpRequest, review: Review, form: MatrixForm, status: int = 200) -> HttpResponse:
    member: Member = request.member  # type: ignore[attr-defined]
    recommendations, accepted = told_of(review, member)
    context = {
        "review": review,
        "name": name_of(review),
        "form": form,
        "recommendations": recommendations,
        "answered": len(accepted.statements),
        "cited": accepted.cited,
        "held_back": accepted.held_back,
        "own_body_only": member.role == FOCAL_POINT,
    }
    return render(request, "reporting/matrix/options.html", context, status=status)
