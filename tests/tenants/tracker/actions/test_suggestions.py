"""Suggestions: what is suggested, what a person decides, and that decisions stay decided."""

import pytest

from tenants.tracker.actions import clusters, suggestions
from tenants.tracker.actions.refusals import Refused
from tenants.tracker.clusters.suggesting import suggest
from tenants.tracker.models import ClusterMembership, ClusterSuggestion, Recommendation

LIKE = "Adopt a comprehensive law against domestic violence and fund shelters in every governorate"


def silent(done, total, step):
    """Nobody listens."""


@pytest.fixture
def alike(recommendations):
    """Three that read alike: 140.1 to 140.3, of four words apart."""
    for one, end in zip(recommendations[:3], ("", " without delay", " by next year"), strict=True):
        Recommendation.objects.filter(pk=one.pk).update(text_en=LIKE + end, text_ar="", translation_ar="missing")
    return recommendations[:3]


def keys_of(suggestion):
    return set(suggestion.members.values_list("recommendation_id", flat=True))


def test_those_that_read_alike_are_suggested_with_the_reason(alike):
    assert suggest(silent) == 1
    found = ClusterSuggestion.objects.get()
    assert keys_of(found) == {one.pk for one in alike}
    assert (found.size, found.language) == (3, "en")
    assert "domestic" in found.words
    assert 33 <= found.score <= 100


def test_nothing_is_clustered_by_itself(alike):
    suggest(silent)
    assert not ClusterMembership.objects.exists()


def test_texts_that_only_share_a_few_words_are_not_suggested(recommendations):
    assert suggest(silent) == 0


def test_looking_again_finds_the_same_once(alike):
    suggest(silent)
    suggest(silent)
    assert ClusterSuggestion.objects.count() == 1


def test_a_confirmed_suggestion_becomes_a_cluster_and_does_not_come_again(alike, people):
    suggest(silent)
    found = ClusterSuggestion.objects.get()
    made = suggestions.confirm_suggestion(suggestion=found, title="Domestic violence", by=people.analyst)
    assert set(made.memberships.values_list("recommendation_id", flat=True)) == {one.pk for one in alike}
    assert suggestions.confirm_suggestion(suggestion=found, title="Twice", by=people.analyst) == made
    assert suggest(silent) == 0


def test_some_may_be_left_out_when_it_is_confirmed(alike, people):
    suggest(silent)
    found = ClusterSuggestion.objects.get()
    made = suggestions.confirm_suggestion(suggestion=found, title="Two", leave_out=[alike[0].pk], by=people.analyst)
    assert set(made.memberships.values_list("recommendation_id", flat=True)) == {one.pk for one in alike[1:]}


def test_a_refused_suggestion_does_not_come_again(alike, people):
    suggest(silent)
    found = ClusterSuggestion.objects.get()
    suggestions.refuse_suggestion(suggestion=found, by=people.analyst)
    suggestions.refuse_suggestion(suggestion=found, by=people.analyst)
    assert suggest(silent) == 0
    with pytest.raises(Refused):
        suggestions.confirm_suggestion(suggestion=found, title="Late", by=people.analyst)


def test_one_that_reads_like_a_cluster_is_suggested_for_that_cluster(alike, people):
    cluster = clusters.create_cluster(title="Domestic violence", by=people.analyst)
    for one in alike[:2]:
        clusters.add_to_cluster(cluster=cluster, recommendation=one, by=people.analyst)
    suggest(silent)
    found = ClusterSuggestion.objects.get()
    assert found.cluster == cluster
    assert alike[2].pk in keys_of(found)


def test_whom_somebody_refused_for_a_cluster_is_not_suggested_for_it_by_another_of_its_own(alike, people):
    cluster = clusters.create_cluster(title="Domestic violence", by=people.analyst)
    for one in alike[:2]:
        clusters.add_to_cluster(cluster=cluster, recommendation=one, by=people.analyst)
    suggest(silent)
    suggestions.refuse_suggestion(suggestion=ClusterSuggestion.objects.get(), by=people.analyst)
    assert suggest(silent) == 0


def test_a_suggestion_computed_anew_meanwhile_is_refused_with_a_word(alike, people):
    suggest(silent)
    old = ClusterSuggestion.objects.get()
    suggest(silent)
    with pytest.raises(Refused, match="computed anew"):
        suggestions.confirm_suggestion(suggestion=old, title="Old", by=people.analyst)
