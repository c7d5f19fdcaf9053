"""Pages that change what stands in a cluster: add, take out, split, merge, delete."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from shared.languages.numbers import written_number
from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.tracker.actions import bulk, clusters
from tenants.tracker.actions.refusals import Refused
from tenants.tracker.clusters import slots
from tenants.tracker.clusters.acts import form_page, with_undo
from tenants.tracker.clusters.finding import chosen, cluster_for
from tenants.tracker.clusters.forms import MergeForm, SplitForm
from tenants.tracker.models import Recommendation


@require_POST
@requires(Permission.CLASSIFY)
def gather(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Put the ticked recommendations that a search found into it."""
    member: Member = request.member  # type: ignore[attr-defined]
    cluster = cluster_for(member, pk, Permission.CLASSIFY)
    here = reverse("tracker:cluster_page", args=[cluster.pk])
    keys = chosen(request)
    if not keys:
        messages.warning(request, _("Choose at least one recommendation first."))
        return redirect(here)
    return with_undo(request, lambda: bulk.cluster(recommendations=keys, cluster=cluster, by=member), back=here)


@require_POST
@requires(Permission.CLASSIFY)
def release(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Take the ticked recommendations out."""
    member: Member = request.member  # type: ignore[attr-defined]
    cluster = cluster_for(member, pk, Permission.CLASSIFY)
    here = reverse("tracker:cluster_page", args=[cluster.pk])
    keys = chosen(request)
    if not keys:
        messages.warning(request, _("Choose at least one recommendation first."))
        return redirect(here)
    return with_undo(request, lambda: bulk.uncluster(recommendations=keys, cluster=cluster, by=member), back=here)


@require_POST
@requires(Permission.CLASSIFY)
def split(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Ask for the title of the new cluster, then move the ticked recommendations there."""
    member: Member = request.member  # type: ignore[attr-defined]
    cluster = cluster_for(member, pk, Permission.CLASSIFY)
    here = reverse("tracker:cluster_page", args=[cluster.pk])
    keys = chosen(request)
    if not keys:
        messages.warning(request, _("Choose the recommendations that go into the new cluster."))
        return redirect(here)
    sent = "confirm" in request.POST
    form = SplitForm(request.POST if sent else None)
    return form_page(
        request,
        title=_("Split off into a new cluster"),
        form=form,
        act=lambda: clusters.split_cluster(
            cluster=cluster, recommendations=keys, title=form.cleaned_data["title"], by=member
        ),
        go_on=lambda made: reverse("tracker:cluster_page", args=[made.pk]),
        done=_("The recommendations stand in the new cluster."),
        button=_("Split them off"),
        back=here,
        template="clusters/split",
        sent=sent,
        cluster=cluster,
        moving=Recommendation.objects.filter(pk__in=keys),
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.CLASSIFY)
def merge(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Choose the cluster that goes over into this one."""
    member: Member = request.member  # type: ignore[attr-defined]
    cluster = cluster_for(member, pk, Permission.CLASSIFY)
    form = MergeForm(request.POST or None, but=cluster)
    return form_page(
        request,
        title=_("Merge with another cluster"),
        form=form,
        act=lambda: clusters.merge_clusters(staying=cluster, leaving=form.cleaned_data["cluster"], by=member),
        done=_("The two clusters are one."),
        button=_("Merge"),
        back=reverse("tracker:cluster_page", args=[cluster.pk]),
        cluster=cluster,
        hint=_("Its recommendations, and what was planned for it, go over into this one; then it is gone."),
    )


@require_http_methods(["GET", "POST"])
@requires(Permission.CLASSIFY)
def delete(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Delete it after asking; what was built upon it keeps it."""
    member: Member = request.member  # type: ignore[attr-defined]
    cluster = cluster_for(member, pk, Permission.CLASSIFY)
    here = reverse("tracker:cluster_page", args=[cluster.pk])
    reasons = slots.reasons_to_stay(cluster)
    code = 409 if reasons and request.method == "POST" else 200
    if request.method == "POST" and not reasons:
        try:
            clusters.delete_cluster(cluster=cluster, by=member)
        except Refused as refusal:
            messages.error(request, str(refusal.reason))
            return redirect(here)
        messages.success(request, _("The cluster is deleted. Its recommendations stay."))
        return redirect("tracker:clusters")
    number = cluster.memberships.count()
    context = {
        "cluster": cluster,
        "reasons": reasons,
        "back": here,
        "title": _("Delete the cluster?"),
        "text": ngettext(
            "%(n)s recommendation stands in it. It stays, and stands in this cluster no longer.",
            "%(n)s recommendations stand in it. They stay, and stand in this cluster no longer.",
            number,
        )
        % {"n": written_number(number)},
    }
    return render(request, "tracker/clusters/delete.html", context, status=code)
