"""The list of clusters, and the page of one."""

from __future__ import annotations

from uuid import UUID

from django.core.paginator import Paginator
from django.db.models import Count, F, Q
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from shared.exports.lists import list_file
from tenants.members.access import requires
from tenants.members.downloads import download_asked
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.tracker.actions import clusters
from tenants.tracker.clusters import downloads, slots
from tenants.tracker.clusters.acts import done_here, form_page
from tenants.tracker.clusters.figures import figures
from tenants.tracker.clusters.finding import candidates, cluster_for
from tenants.tracker.clusters.forms import DescribeForm
from tenants.tracker.models import Cluster, ClusterSuggestion, Recommendation
from tenants.tracker.once import counted
from tenants.tracker.record.links import review_name

PAGE_SIZE = 25


@require_safe
@requires(Permission.SEE)
def clusters_page(request: HttpRequest) -> HttpResponseBase:
    """All clusters, the largest first, or those with the searched words in a title."""
    words = request.GET.get("q", "").replace("\0", "").strip()[:200]
    found = Cluster.objects.annotate(number=Count("memberships")).order_by("-number", "title", "pk")
    if words:
        titles = Q(title__icontains=words)
        for code in clusters.LANGUAGES:
            titles |= Q(**{f"title_{code}__icontains": words})
        found = found.filter(titles)
    if kind := download_asked(request):
        return list_file(kind, _("Clusters"), downloads.columns(), downloads.portions(found))
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    shown = figures(list(page))
    columns = slots.cluster_columns([one.cluster.pk for one in shown])
    for one in shown:
        one.extra = [(label, numbers.get(one.cluster.pk, 0)) for label, numbers in columns]
    may_classify = request.member.may(Permission.CLASSIFY)  # type: ignore[attr-defined]
    context = {
        "page": page,
        "shown": shown,
        "rows": [one.chart_row() for one in shown if any(one.chart_row()["counts"].values())],
        "columns": [label for label, _numbers in columns],
        "words": words,
        "may_classify": may_classify,
        "waiting": ClusterSuggestion.objects.open().count() if may_classify else 0,
    }
    return render(request, "tracker/clusters/clusters.html", context)


@require_safe
@requires(Permission.SEE)
def cluster_page(request: HttpRequest, pk: UUID) -> HttpResponse:
    """One cluster with its recommendations across bodies and cycles, the newest first."""
    member: Member = request.member  # type: ignore[attr-defined]
    cluster = cluster_for(member, pk, Permission.SEE)
    inside = (
        Recommendation.objects.filter(cluster_memberships__cluster=cluster)
        .select_related("review", "document")
        .annotate(counts=counted())
        .order_by(F("review__held_on").desc(nulls_last=True), "review_id", "order", "id")
    )
    page = Paginator(inside, PAGE_SIZE).get_page(request.GET.get("page"))
    may_classify = member.may(Permission.CLASSIFY)
    words = request.GET.get("q", "").replace("\0", "").strip()[:300] if may_classify else ""
    context = {
        "cluster": cluster,
        "figures": figures([cluster])[0],
        "page": page,
        "rows": [(one, review_name(one)) for one in page],
        "may_classify": may_classify,
        "words": words,
        "found": candidates(words, cluster),
        "done": done_here(request),
        "parts": slots.cluster_parts(request, cluster),
        "here": reverse("tracker:cluster_page", args=[cluster.pk]),
    }
    return render(request, "tracker/clusters/cluster.html", context)


@require_http_methods(["GET", "POST"])
@requires(Permission.CLASSIFY)
def add(request: HttpRequest) -> HttpResponse:
    """Name a new cluster; its recommendations are searched for on its page."""
    member: Member = request.member  # type: ignore[attr-defined]
    form = DescribeForm(request.POST or None)
    return form_page(
        request,
        title=_("New cluster"),
        form=form,
        act=lambda: clusters.create_cluster(titles=form.titles(), note=form.cleaned_data["note"], by=member),
        go_on=lambda made: reverse("tracker:cluster_page", args=[made.pk]),
        done=_("The cluster is made. Search for the recommendations that belong to it."),
        button=_("Make the cluster"),
        back=reverse("tracker:clusters"),
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.CLASSIFY)
def describe(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Its titles, and what is asked."""
    member: Member = request.member  # type: ignore[attr-defined]
    cluster = cluster_for(member, pk, Permission.CLASSIFY)
    form = DescribeForm(request.POST or None, cluster=cluster)
    return form_page(
        request,
        title=_("Titles and what is asked"),
        form=form,
        act=lambda: clusters.describe_cluster(
            cluster=cluster, titles=form.titles(), note=form.cleaned_data["note"], by=member
        ),
        done=_("The cluster is saved."),
        button=_("Save"),
        back=reverse("tracker:cluster_page", args=[cluster.pk]),
        cluster=cluster,
    )
