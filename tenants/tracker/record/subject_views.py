"""Pages that say what a recommendation is about and what it belongs with: tags, clusters, links."""

from __future__ import annotations

from uuid import UUID

from django.db import transaction
from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from tenants.members.access import requires
from tenants.members.models import Member
from tenants.members.roles import Permission
from tenants.tracker.actions import classification, clusters, links
from tenants.tracker.actions.refusals import NothingToDo
from tenants.tracker.acts import one_step
from tenants.tracker.listing.predicates import reviews
from tenants.tracker.listing.query import ListQuery, uuids
from tenants.tracker.listing.rows import all_ids
from tenants.tracker.models import Link, Recommendation
from tenants.tracker.record import particulars
from tenants.tracker.record.acts import form_page
from tenants.tracker.record.finding import address, recommendation_for
from tenants.tracker.record.forms import AddTagsForm, ClusterForm, LinkForm
from tenants.tracker.record.links import links_of, review_name

MOST_FOUND = 12
TAG_ACTS = {
    "confirm": (classification.confirm_tag, gettext_lazy("The tag is confirmed.")),
    "remove": (classification.remove_tag, gettext_lazy("The tag is removed. What the source said stays on record.")),
    "refuse": (classification.refuse_suggestion, gettext_lazy("The suggestion is refused and will not come again.")),
}


def key_in(request: HttpRequest, name: str) -> UUID:
    """The key that a button sends. Raises Http404 for anything else."""
    found = uuids([request.POST.get(name, "")])
    if not found:
        raise Http404
    return found[0]


@require_http_methods(["GET", "POST"])
@requires(Permission.CLASSIFY)
def classify(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Tags with where each comes from, and the form that adds more."""
    member: Member = request.member  # type: ignore[attr-defined]
    recommendation = recommendation_for(member, pk, Permission.CLASSIFY)
    here = address("classify", recommendation, request)
    act = request.POST.get("act", "")
    if act in TAG_ACTS:
        tag = recommendation.tags.filter(pk=key_in(request, "tag")).first()
        if tag is None:
            raise Http404
        do, done = TAG_ACTS[act]
        return one_step(request, lambda: do(tag=tag, by=member), done=done, back=here)
    tags = list(recommendation.tags.all())
    standing = [tag for tag in tags if tag.provenance in {"source", "confirmed"}]
    form = AddTagsForm(request.POST or None, recommendation=recommendation, standing=standing)
    return form_page(
        request,
        recommendation,
        template="classify",
        title=_("Classify"),
        form=form,
        act=lambda: _classify(recommendation, form, member),
        done=_("The classification is saved."),
        stay=here,
        tags=particulars.shown_tags(tags),
    )


@transaction.atomic
def _classify(recommendation: Recommendation, form: AddTagsForm, by: Member) -> None:
    terms, category = form.terms(), form.category()
    if not terms and category == recommendation.action_category:
        raise NothingToDo(_("Choose a theme, a group, an SDG target or an action category first."))
    seen = form.cleaned_data["seen"]
    # The first act compares with what the person saw; the others follow in the same transaction.
    if category != recommendation.action_category:
        classification.set_action_category(recommendation=recommendation, category=category, by=by, seen=seen)
        seen = None
    for kind, term_id in terms:
        classification.add_tag(recommendation=recommendation, kind=kind, term_id=term_id, by=by, seen=seen)
        seen = None


@require_http_methods(["GET", "POST"])
@requires(Permission.CLASSIFY)
def cluster(request: HttpRequest, pk: UUID) -> HttpResponse:
    """The clusters it stands in; put it into one that there is or into a new one."""
    member: Member = request.member  # type: ignore[attr-defined]
    recommendation = recommendation_for(member, pk, Permission.CLASSIFY)
    memberships = recommendation.cluster_memberships.select_related("cluster")
    here = address("cluster", recommendation, request)
    if request.POST.get("act") == "remove":
        membership = memberships.filter(pk=key_in(request, "membership")).first()
        if membership is None:
            raise Http404
        return one_step(
            request,
            lambda: clusters.remove_from_cluster(membership=membership, by=member),
            done=_("It stands in this cluster no longer."),
            back=here,
        )
    form = ClusterForm(request.POST or None)
    return form_page(
        request,
        recommendation,
        template="cluster",
        title=_("Cluster"),
        form=form,
        act=lambda: _gather(recommendation, form, member),
        done=_("It stands in the cluster."),
        memberships=list(memberships),
    )


@transaction.atomic
def _gather(recommendation: Recommendation, form: ClusterForm, by: Member) -> None:
    given = form.cleaned_data
    chosen = given["cluster"] or clusters.create_cluster(title=given["title"], by=by)
    clusters.add_to_cluster(cluster=chosen, recommendation=recommendation, by=by)


@require_http_methods(["GET", "POST"])
@requires(Permission.CLASSIFY)
def link(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Links to earlier recommendations; search for one, then say how this one stands to it."""
    member: Member = request.member  # type: ignore[attr-defined]
    recommendation = recommendation_for(member, pk, Permission.CLASSIFY)
    here = address("link", recommendation, request)
    if request.POST.get("act") == "remove":
        theirs = Q(later=recommendation) | Q(earlier=recommendation)
        chosen = Link.objects.select_related("later", "earlier").filter(theirs, pk=key_in(request, "link")).first()
        if chosen is None:
            raise Http404
        return one_step(
            request,
            lambda: links.unlink(link=chosen, reason=request.POST.get("reason", "")[:500], by=member),
            done=_("The link is taken back."),
            back=here,
        )
    words = request.GET.get("q", "").replace("\0", "").strip()
    found = _candidates(recommendation, words)
    form = LinkForm(request.POST or None, found=found)
    return form_page(
        request,
        recommendation,
        template="link",
        title=_("Link to an earlier recommendation"),
        form=form,
        act=lambda: links.link(
            later=recommendation, earlier=form.cleaned_data["earlier"], kind=form.cleaned_data["kind"], by=member
        ),
        done=_("The two are linked."),
        links=links_of(recommendation, request),
        words=words,
        found=found,
        carried=request.GET.get("in", ""),
    )


def _candidates(recommendation: Recommendation, words: str) -> list[tuple[Recommendation, str]]:
    """The best matches for the words, each as "paragraph, review: text"."""
    if not words:
        return []
    matches = all_ids(ListQuery(words=words[:300]), reviews())[: MOST_FOUND + 1]
    keys = [key for key in matches if key != recommendation.pk]
    rows = Recommendation.objects.select_related("review", "document").in_bulk(keys)
    return [
        (rows[key], f"{rows[key].paragraph} · {review_name(rows[key])} · {rows[key].text}")
        for key in keys[:MOST_FOUND]
        if key in rows
    ]
