"""What the plan adds to a cluster's page, and what becomes of it when clusters are merged."""

import pytest

from tenants.planning.actions import indicators, plans, serving
from tenants.planning.cluster_part import actions_serving, inherit, planned_or_measured
from tenants.tracker.actions import clusters
from tenants.tracker.models import Cluster


@pytest.fixture
def pair(here):
    """Two clusters; the indicator speaks of the first, the bare action serves both."""
    first, second = Cluster(title="Courts"), Cluster(title="Judges")
    for one in (first, second):
        one.save()
        serving.serve(action=here.bare, cluster=one, by=here.people.analyst)
    indicators.attach(indicator=here.indicator, cluster=first, by=here.people.analyst)
    return first, second


def test_a_cluster_that_is_served_or_measured_stays(here, pair):
    assert str(planned_or_measured(pair[0])) == "an action of the plan serves it"
    for line in here.bare.serves.all():
        serving.unserve(line=line, by=here.people.analyst)
    assert str(planned_or_measured(pair[0])) == "an indicator measures it"
    assert planned_or_measured(pair[1]) == ""


def test_the_one_that_stays_inherits_each_thing_once(here, pair):
    leaving, staying = pair
    inherit(leaving, staying, here.people.analyst)
    leaving.delete()
    assert [line.cluster for line in here.bare.serves.all()] == [staying]
    assert [line.cluster for line in here.indicator.lines.filter(action=None)] == [staying]


def test_the_page_of_a_cluster_shows_its_indicators(there, reads, inside):
    with inside():
        by = there.people.analyst
        cluster = clusters.create_cluster(titles={"en": "Courts"}, by=by)
        clusters.add_to_cluster(cluster=cluster, recommendation=there.recommendations[0], by=by)
        indicators.attach(indicator=there.indicator, cluster=cluster, by=by)
    assert "Judges trained" in reads("observer", f"recommendations/clusters/{cluster.pk}/")


def test_a_cluster_is_named_in_the_readers_language(there, reads, inside):
    with inside():
        by = there.people.analyst
        cluster = clusters.create_cluster(titles={"en": "Courts", "ar": "المحاكم", "fr": "Tribunaux"}, by=by)
        serving.serve(action=there.bare, cluster=cluster, by=by)
        indicators.attach(indicator=there.indicator, cluster=cluster, by=by)
    for language, name in (("en", "Courts"), ("ar", "المحاكم"), ("fr", "Tribunaux")):
        assert name in reads("observer", f"plan/actions/{there.bare.pk}/", language)
        assert name in reads("observer", f"plan/indicators/{there.indicator.pk}/", language)
        assert name in reads("analyst", f"plan/actions/{there.bare.pk}/serves/", language)


def test_the_list_of_clusters_counts_the_actions_that_serve_each(here, pair, django_assert_num_queries):
    serving.serve(action=here.whole, cluster=pair[0], by=here.people.analyst)
    with django_assert_num_queries(1):
        numbers = actions_serving([one.pk for one in pair])
    assert numbers == {pair[0].pk: 2, pair[1].pk: 1}


def test_actions_of_an_earlier_plan_are_not_counted_there(here, pair):
    plans.adopt(plan=here.plan, by=here.people.coordinator)
    plans.start(title="Next", by=here.people.coordinator)
    assert actions_serving([one.pk for one in pair]) == {}


def test_the_column_stands_in_the_list(there, reads, inside):
    with inside():
        cluster = clusters.create_cluster(titles={"en": "Courts"}, by=there.people.analyst)
        serving.serve(action=there.bare, cluster=cluster, by=there.people.analyst)
    assert "Actions in the plan" in reads("observer", "recommendations/clusters/")
