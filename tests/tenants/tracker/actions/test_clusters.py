import pytest
from django.db import connection

from tenants.tracker.actions import clusters
from tenants.tracker.actions.refusals import Refused
from tenants.tracker.models import Cluster


def test_recommendations_are_gathered_under_a_title(people, recommendation, bare):
    cluster = clusters.create_cluster(title="Protection orders", by=people.analyst)
    for one in (recommendation, bare):
        clusters.add_to_cluster(cluster=cluster, recommendation=one, by=people.analyst)
    assert cluster.memberships.count() == 2


def test_a_cluster_of_the_same_title_is_used_again(people):
    first = clusters.create_cluster(title="Protection orders", by=people.analyst)
    assert clusters.create_cluster(title=" protection ORDERS", by=people.analyst) == first


def test_a_cluster_needs_a_title(people):
    with pytest.raises(Refused):
        clusters.create_cluster(title="  ", by=people.analyst)


def test_putting_in_twice_is_putting_in_once(people, recommendation, log):
    cluster = clusters.create_cluster(title="Protection orders", by=people.analyst)
    for _again in range(2):
        clusters.add_to_cluster(cluster=cluster, recommendation=recommendation, by=people.analyst)
    assert log(recommendation) == ["clustered"]


def test_a_cluster_that_nobody_is_left_in_stays(people, recommendation):
    cluster = clusters.create_cluster(title="Protection orders", by=people.analyst)
    membership = clusters.add_to_cluster(cluster=cluster, recommendation=recommendation, by=people.analyst)
    clusters.remove_from_cluster(membership=membership, by=people.analyst)
    assert Cluster.objects.get() == cluster


def test_a_cluster_is_renamed_with_its_former_title_in_the_log(people, log):
    cluster = clusters.create_cluster(title="Orders", by=people.analyst)
    clusters.rename_cluster(cluster=cluster, title="Protection orders", by=people.analyst)
    assert log(cluster) == ["cluster_renamed", "cluster_created"]


def test_two_clusters_are_never_made_beside_each_other(people):
    clusters.create_cluster(title="Protection orders", by=people.analyst)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()")
        assert cursor.fetchone() == (1,)
