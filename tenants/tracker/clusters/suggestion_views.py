"""The review of suggestions: compute them, then confirm, add to a cluster, or refuse, one form each."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Count, Prefetch
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from shared.taxonomy.catalogue import catalogue
from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.records.models import JobState
from tenants.tracker.actions import suggestions
from tenants.tracker.actions.refusals import Refused
from tenants.tracker.clusters.finding import chosen, suggestion_for
from tenants.tracker.clusters.forms import ConfirmForm
from tenants.tracker.clusters.jobs import ask_for_suggestions, last_job
from tenants.tracker.models import ClusterSuggestion, SuggestedMember
from tenants.tracker.record.links import review_name

PAGE_SIZE = 10
MOST_SHOWN = 8


@require_safe
@never_cache
@requires(Permission.CLASSIFY)
def suggested(request: HttpRequest) -> HttpResponse:
    """What may belong together, the most certain first; while it is computed, how far it is."""
    job = last_job()
    at_work = job is not None and job.state in {JobState.WAITING, JobState.RUNNING}
    page = Paginator(_open(), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {
        "job": job,
        "at_work": at_work,
        "failed": job is not None and job.state == JobState.FAILED,
        "page": page,
        "shown": [_shown(one) for one in page],
    }
    part = request.htmx and request.htmx.target == "progress" and at_work  # type: ignore[attr-defined]
    return render(request, f"tracker/clusters/{'progress' if part else 'suggestions'}.html", context)


def _open() -> Any:
    members = SuggestedMember.objects.select_related("recommendation__review", "recommendation__document")
    # An import that was undone may have taken members away since.
    return (
        ClusterSuggestion.objects.open()
        .annotate(number=Count("members"))
        .filter(number__gte=2)
        .select_related("cluster")
        .prefetch_related(Prefetch("members", members.order_by("-score", "id")))
        .most_certain_first()
    )


def _shown(suggestion: ClusterSuggestion) -> dict[str, Any]:
    themes = catalogue().themes
    labels = [themes[UUID(key)].label for key in suggestion.theme_ids if UUID(key) in themes]
    members = [(one.recommendation, review_name(one.recommendation)) for one in suggestion.members.all()]
    title = labels[0] if labels else " ".join(suggestion.words[:4])
    return {
        "one": suggestion,
        "themes": labels,
        "members": members[:MOST_SHOWN],
        "more": members[MOST_SHOWN:],
        "number": len(members),
        "title": title,
        "form": ConfirmForm(suggestion=suggestion, title=title, prefix=str(suggestion.pk)),
    }


@require_POST
@requires(Permission.CLASSIFY)
def compute(request: HttpRequest) -> HttpResponse:
    """Have them computed anew."""
    ask_for_suggestions(by=request.member)  # type: ignore[attr-defined]
    return redirect("tracker:suggestions")


@require_POST
@requires(Permission.CLASSIFY)
def decide(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Confirm with the title given, add to the cluster chosen, or refuse."""
    member: Member = request.member  # type: ignore[attr-defined]
    suggestion = suggestion_for(member, pk)
    back = reverse("tracker:suggestions")
    try:
        if request.POST.get("act") == "refuse":
            suggestions.refuse_suggestion(suggestion=suggestion, by=member)
            messages.success(request, _("The suggestion is refused and will not come again."))
            return redirect(back)
        form = ConfirmForm(request.POST, suggestion=suggestion, title="", prefix=str(suggestion.pk))
        if not form.is_valid():
            messages.error(request, " ".join(str(error) for found in form.errors.values() for error in found))
            return redirect(back)
        offered = set(suggestion.members.values_list("recommendation_id", flat=True))
        made = suggestions.confirm_suggestion(
            suggestion=suggestion,
            title=form.cleaned_data["title"],
            cluster=form.cleaned_data["cluster"],
            leave_out=offered - set(chosen(request)),
            by=member,
        )
    except Refused as refusal:
        messages.error(request, str(refusal.reason))
        return redirect(back)
    messages.success(request, _("They stand in the cluster “%(title)s”.") % {"title": made})
    return redirect(back)
