"""Each named constraint of the tracker's tables, broken once."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from shared.taxonomy.identity import term_id
from tenants.tracker.models import (
    Assessment,
    Assignment,
    Bands,
    Cluster,
    ClusterMembership,
    ClusterSuggestion,
    Criterion,
    Document,
    ExternalId,
    Link,
    Mark,
    Recommendation,
    RecommendingState,
    Review,
    SavedView,
    ScaleValue,
    StatusChange,
    SuggestedMember,
    Tag,
)


def recommendation(review, **more):
    given = {"review": review, "text_en": "Text", "source_language": "en", "translation_en": "source", **more}
    return Recommendation(**given)


def twice(make):
    make().save()
    return make()


def account(r, **more):
    return Assessment(
        **{
            "recommendation": r,
            "assessor_kind": "state",
            "value": "state:planned",
            "assessed_on": date(2025, 1, 1),
            **more,
        }
    )


def suggestion(**more):
    return ClusterSuggestion(**{"score": 80, "size": 2, "language": "en", **more})


def mark(r, **more):
    criterion = Criterion.objects.first() or saved(Criterion(name_en="Urgency"))
    return Mark(**{"recommendation": r, "criterion": criterion, "value": 1, **more})


BREAKS = {
    "one_review_per_body_and_cycle": lambda r, w: twice(lambda: Review(body_id=term_id("body", "CAT"), cycle=2)),
    "one_review_without_number_per_day": lambda r, w: twice(
        lambda: Review(body_id=term_id("body", "CAT"), held_on=date(2009, 5, 4))
    ),
    "one_document_per_symbol": lambda r, w: twice(lambda: Document(review=r.review, symbol="CAT/C/ALF/CO/2")),
    "a_recommendation_says_something": lambda r, w: recommendation(r.review, text_en="", translation_en="missing"),
    "one_recommendation_per_import_key": lambda r, w: twice(lambda: recommendation(r.review, import_key="x" * 64)),
    "action_category_1_to_5": lambda r, w: recommendation(r.review, action_category=6),
    "text_ar_and_its_state_agree": lambda r, w: recommendation(r.review, translation_ar="human"),
    "text_en_and_its_state_agree": lambda r, w: recommendation(r.review, translation_en="missing"),
    "text_fr_and_its_state_agree": lambda r, w: recommendation(r.review, text_fr="Texte"),
    "a_state_recommends_once": lambda r, w: twice(
        lambda: RecommendingState(recommendation=r, state_id=term_id("state", "MAR"))
    ),
    "an_external_id_names_one_recommendation": lambda r, w: twice(
        lambda: ExternalId(recommendation=r, system="uhri", value="1")
    ),
    "a_term_tags_once": lambda r, w: twice(
        lambda: Tag(recommendation=r, kind="theme", term_id=term_id("theme", "torture"), provenance="source")
    ),
    "a_body_answers_once": lambda r, w: Assignment(recommendation=r, body=w.bodies["Justice"]),
    "one_body_leads": lambda r, w: Assignment(recommendation=r, body=w.bodies["Council"], lead=True),
    "one_current_account_per_assessor": lambda r, w: twice(lambda: account(r)),
    "an_assessor_is_a_body": lambda r, w: account(r, assessor_kind="civil_society"),
    "a_withdrawn_account_is_not_current": lambda r, w: account(r, withdrawn_at=timezone.now()),
    "a_step_leads_elsewhere": lambda r, w: StatusChange(
        recommendation=r, before="partly", after="partly", assessor_kind="state"
    ),
    "a_status_rests_on_somebodys_word": lambda r, w: StatusChange(recommendation=r, before="", after="partly"),
    "a_value_stands_once": lambda r, w: twice(lambda: ScaleValue(assessor_kind="state", code="state:planned", order=1)),
    "a_value_of_ones_own_has_a_name": lambda r, w: ScaleValue(
        assessor_kind="state", code="state:own-1", own=True, order=1
    ),
    "a_value_stands_on_its_assessors_scale": lambda r, w: ScaleValue(
        assessor_kind="nhri", code="state:planned", order=1
    ),
    "a_link_is_said_once": lambda r, w: twice(
        lambda: Link(later=r, earlier=Recommendation.objects.exclude(pk=r.pk).order_by("pk").first(), kind="repeats")
    ),
    "a_link_joins_two": lambda r, w: Link(later=r, earlier=r, kind="repeats"),
    "once_in_a_cluster": lambda r, w: twice(
        lambda: ClusterMembership(cluster=Cluster.objects.first() or saved(Cluster(title="C")), recommendation=r)
    ),
    "a_cluster_has_a_title": lambda r, w: Cluster(title=""),
    "a_suggestion_scores_0_to_100": lambda r, w: suggestion(score=101),
    "a_suggestion_is_decided_on_a_day": lambda r, w: suggestion(state="refused"),
    "once_in_a_suggestion": lambda r, w: twice(
        lambda: SuggestedMember(suggestion=ClusterSuggestion.objects.first() or saved(suggestion()), recommendation=r)
    ),
    "a_weight_goes_from_0_to_5": lambda r, w: Criterion(name_en="Urgency", weight=6),
    "a_criterion_has_a_name": lambda r, w: Criterion(weight=1),
    "marked_once_by_a_criterion": lambda r, w: twice(lambda: mark(r)),
    "marks_go_from_0_to_3": lambda r, w: mark(r, value=4),
    "priority_score_0_to_100": lambda r, w: recommendation(r.review, priority_score=101),
    "only_a_score_is_overridden": lambda r, w: recommendation(r.review, priority_reason="The minister asked."),
    "there_is_one_row_of_bands": lambda r, w: Bands(one=False),
    "high_begins_above_medium": lambda r, w: Bands(high_from=40, medium_from=40),
    "a_view_has_its_own_name": lambda r, w: twice(lambda: SavedView(owner=w.members["analyst"], name="Mine")),
}


def saved(row):
    row.save()
    return row


@pytest.mark.parametrize("name", BREAKS)
def test_the_database_refuses(name, alef):
    first = Recommendation.objects.order_by("created_at", "id").first()
    row = BREAKS[name](first, alef.alef)
    with pytest.raises(IntegrityError, match=name), transaction.atomic():
        row.save()


def test_every_constraint_of_the_tracker_is_broken_here():
    from django.apps import apps

    named = {
        constraint.name
        for model in apps.get_app_config("tracker").get_models()
        for constraint in model._meta.constraints
    }
    assert named == set(BREAKS)
