"""Reading what a report speaks of: a bounded number of queries, however many recommendations it holds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection
from datetime import date
from uuid import UUID

from django.db.models import Q
from django.utils import timezone

from shared.taxonomy.catalogue import catalogue
from tenants.evidence.models import Citation, Confidentiality
from tenants.followup.models import Remark, UpdateStanding
from tenants.members.models import BodyKind
from tenants.planning.models import Action, ActionServes, Indicator, IndicatorOf, Measurement
from tenants.reporting.dossiers.accounts import accounts_of
from tenants.reporting.dossiers.choice import Choice
from tenants.reporting.dossiers.material import Material, Step, Subject
from tenants.reporting.dossiers.papers import papers
from tenants.reporting.models import Dossier
from tenants.tracker.models import ClusterMembership, Kind, Recommendation, RecommendingState, Review, Tag, TagKind


def chosen_reviews(kind: str, choice: Choice) -> list[Review]:
    """The reviews a report speaks of: those chosen, else all of the template's mechanisms. One query."""
    if choice.reviews:
        return list(Review.objects.filter(pk__in=choice.reviews))
    wanted, lists = papers()[kind].mechanisms, catalogue()
    bodies = [
        body.id for body in lists.bodies.values() if not wanted or lists.mechanisms[body.mechanism_id].code in wanted
    ]
    return list(Review.objects.filter(body_id__in=bodies))


def gather(dossier: Dossier) -> Material:
    """Everything the draft is made of, in the report's own voice."""
    choice = Choice.of(dossier.chosen)
    found = Material()
    found.themes = _themes(dossier, choice)
    found.recommendations = _recommendations(dossier, choice, found)
    keys = [one.pk for one in found.recommendations]
    for membership in ClusterMembership.objects.filter(recommendation__in=keys).select_related("cluster"):
        found.clusters.setdefault(membership.recommendation_id, []).append(membership.cluster)
    for key, state in RecommendingState.objects.filter(recommendation__in=keys).values_list(
        "recommendation_id", "state_id"
    ):
        found.states.setdefault(key, []).append(state)
    # The plan of the state is not an assessing body's to publish.
    if dossier.body_id is None:
        _add_plan(found, choice, keys)
    _add_updates(found, choice, keys, dossier)
    accounts_of(found, choice, keys, dossier)
    if choice.evidence:
        _add_evidence(found)
    return found


def _themes(dossier: Dossier, choice: Choice) -> dict[UUID, list[str]]:
    """The standing themes of every recommendation of the reviews, by code; the artefact of the source last."""
    reviews = chosen_reviews(dossier.kind, choice)
    lists = catalogue()
    found: dict[UUID, list[str]] = defaultdict(list)
    tags = Tag.objects.standing().filter(kind=TagKind.THEME, recommendation__review__in=reviews)
    for key, term in tags.values_list("recommendation_id", "term_id"):
        theme = lists.themes.get(term)
        if theme is not None:
            found[key].append(theme.code)
    return found


def _recommendations(dossier: Dossier, choice: Choice, found: Material) -> list[Recommendation]:
    reviews = chosen_reviews(dossier.kind, choice)
    held = Recommendation.objects.filter(review__in=reviews, kind=Kind.RECOMMENDATION)
    if choice.positions:
        held = held.filter(position__in=choice.positions)
    if choice.clusters:
        held = held.filter(cluster_memberships__cluster__in=choice.clusters).distinct()
    if papers()[dossier.kind].chosen_paragraphs:
        held = held.filter(for_followup=True)
    listed = list(held.select_related("review", "document").in_list_order())
    wanted = with_their_groups(choice.themes)
    return [one for one in listed if not wanted or wanted.intersection(found.themes.get(one.pk, ()))]


def with_their_groups(codes: Collection[str]) -> set[str]:
    """The themes named, and those of the groups named."""
    lists = catalogue()
    found = set(codes)
    for code in codes:
        group = lists.theme_by_code.get(code)
        found |= {theme.code for theme in lists.narrower(group)} if group else set()
    return found


def _add_plan(found: Material, choice: Choice, keys: Collection[UUID]) -> None:
    """Actions of the current plan and indicators, by themselves or through a cluster. At most three queries."""
    in_cluster: dict[UUID, list[UUID]] = defaultdict(list)
    for key, clusters in found.clusters.items():
        for cluster in clusters:
            in_cluster[cluster.pk].append(key)
    of_these = Q(recommendation__in=keys) | Q(cluster__in=list(in_cluster))
    if choice.plan:
        lines = ActionServes.objects.filter(of_these, action__plan__is_current=True).select_related("action__lead")
        for line in lines:
            for key in _keys(line.recommendation_id, line.cluster_id, in_cluster):
                _once(found.actions.setdefault(key, []), line.action)
    if not choice.indicators:
        return
    held = {action.pk for actions in found.actions.values() for action in actions}
    spoken = IndicatorOf.objects.filter(of_these | Q(action__in=held), indicator__retired_at=None)
    for of in spoken.select_related("indicator"):
        if of.action_id:
            _once(found.action_indicators.setdefault(of.action_id, []), of.indicator)
        for key in _keys(of.recommendation_id, of.cluster_id, in_cluster):
            _once(found.indicators.setdefault(key, []), of.indicator)
    measured = {
        one.pk for shelf in (found.indicators, found.action_indicators) for row in shelf.values() for one in row
    }
    taken = Measurement.objects.standing().filter(indicator__in=measured)
    for one in _within(taken, "on", choice).order_by("on", "recorded_at"):
        found.measurements.setdefault(one.indicator_id, []).append(one)


def _keys(recommendation: UUID | None, cluster: UUID | None, in_cluster: dict[UUID, list[UUID]]) -> list[UUID]:
    if recommendation is not None:
        return [recommendation]
    return in_cluster.get(cluster, []) if cluster else []


def _once(shelf: list, one: Action | Indicator) -> None:  # type: ignore[type-arg]
    if all(known.pk != one.pk for known in shelf):
        shelf.append(one)


def _add_updates(found: Material, choice: Choice, keys: Collection[UUID], dossier: Dossier) -> None:
    """What bodies of the state answered in rounds and the coordinator accepted; nothing that still waits. One query.

    The state tells it as its own; an NHRI quotes what was answered to itself, and in a state's tracker nothing was.
    """
    if dossier.body_id is not None:
        return
    actions = {action.pk for row in found.actions.values() for action in row}
    accepted = Remark.objects.filter(accepted=True, update__standing=UpdateStanding.ACCEPTED)
    accepted = accepted.filter(Q(update__recommendation__in=keys) | Q(update__action__in=actions))
    accepted = accepted.filter(update__request__body__kind=BodyKind.STATE)
    for remark in accepted.select_related("submission", "update__request__body").order_by("at", "id"):
        said, update = remark.submission, remark.update
        on = timezone.localdate(said.at)
        words = said.content.get("account", "")
        if not words.strip() or not _falls_within(on, choice):
            continue
        step = Step(
            on=on,
            who=update.request.body.name,
            words=words,
            language=said.content.get("language", ""),
            value=said.content.get("value", ""),
            quoted=dossier.voice != "state",
            subjects=(("update", update.pk),),
        )
        if update.recommendation_id:
            found.steps.setdefault(update.recommendation_id, []).append(step)
        elif update.action_id:
            found.action_steps.setdefault(update.action_id, []).append(step)


def _add_evidence(found: Material) -> None:
    """Citations of public pieces alone: a report leaves the house, and nothing else may be published. One query."""
    subjects: dict[str, set[UUID]] = defaultdict(set)
    subjects["recommendation"] = {one.pk for one in found.recommendations}
    for shelf in (found.steps, found.action_steps):
        for steps in shelf.values():
            for step in steps:
                for noun, key in step.subjects:
                    subjects[noun].add(key)
    of_these = Q()
    for noun, keys in subjects.items():
        of_these |= Q(noun=noun, subject_id__in=keys)
    public = Citation.objects.filter(of_these, piece__confidentiality=Confidentiality.PUBLIC)
    for one in public.select_related("piece").order_by("cited_at", "id"):
        subject: Subject = (one.noun, one.subject_id)
        found.citations.setdefault(subject, []).append(one)


def _falls_within(day: date, choice: Choice) -> bool:
    return (choice.period_from is None or day >= choice.period_from) and (
        choice.period_to is None or day <= choice.period_to
    )


def _within(rows, field: str, choice: Choice):  # type: ignore[no-untyped-def]
    if choice.period_from is not None:
        rows = rows.filter(**{f"{field}__gte": choice.period_from})
    if choice.period_to is not None:
        rows = rows.filter(**{f"{field}__lte": choice.period_to})
    return rows
