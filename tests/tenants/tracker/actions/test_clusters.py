import pytest
from django.db import connection, transaction
from django.utils.translation import override

from tenants.tracker.actions import bulk, clusters
from tenants.tracker.actions.refusals import NothingToDo, Refused
from tenants.tracker.clusters import slots
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


def filled(title, recommendations, people):
    cluster = clusters.create_cluster(title=title, by=people.analyst)
    for one in recommendations:
        clusters.add_to_cluster(cluster=cluster, recommendation=one, by=people.analyst)
    return cluster


def inside(cluster):
    return set(cluster.memberships.values_list("recommendation_id", flat=True))


def test_titles_in_three_languages_are_shown_to_their_readers(people):
    cluster = clusters.create_cluster(
        titles={"ar": "دور الإيواء", "en": "Shelters"}, note="Open them.", by=people.analyst
    )
    with override("en"):
        assert str(cluster) == "Shelters"
    with override("fr"):
        assert str(cluster) == cluster.title
    clusters.describe_cluster(cluster=cluster, titles={"fr": "Foyers"}, note="", by=people.analyst)
    cluster.refresh_from_db()
    assert (cluster.title, cluster.title_en, cluster.note) == ("Foyers", "", "")


def test_merging_moves_everything_once_and_twice_is_once(people, recommendations):
    one, other = filled("One", recommendations[:2], people), filled("Other", recommendations[1:3], people)
    for _ in range(2):
        clusters.merge_clusters(staying=one, leaving=other, by=people.analyst)
    assert inside(one) == {r.pk for r in recommendations[:3]}
    assert list(Cluster.objects.all()) == [one]


def test_merging_hands_over_what_hangs_on_the_one_that_goes(people, recommendations, monkeypatch):
    told = []
    monkeypatch.setattr(slots, "_heirs", [lambda leaving, staying, by: told.append((leaving.title, staying.title))])
    one, other = filled("One", recommendations[:1], people), filled("Other", recommendations[1:2], people)
    clusters.merge_clusters(staying=one, leaving=other, by=people.analyst)
    assert told == [("Other", "One")]


def test_a_part_is_split_off(people, recommendations):
    whole = filled("Whole", recommendations[:3], people)
    part = clusters.split_cluster(
        cluster=whole, recommendations=[recommendations[0].pk], title="Part", by=people.analyst
    )
    assert (inside(part), len(inside(whole))) == ({recommendations[0].pk}, 2)


def test_a_guarded_cluster_is_neither_deleted_nor_merged_away(people, recommendations, monkeypatch):
    monkeypatch.setattr(slots, "_guards", [lambda cluster: "an action serves it"])
    one, other = filled("One", recommendations[:1], people), filled("Other", recommendations[1:2], people)
    with pytest.raises(clusters.StillNeeded):
        clusters.delete_cluster(cluster=one, by=people.analyst)
    with transaction.atomic(), pytest.raises(clusters.StillNeeded):
        clusters.merge_clusters(staying=one, leaving=other, by=people.analyst)


def test_deleting_twice_is_deleting_once_and_the_recommendations_stay(people, recommendations, log):
    cluster = filled("One", recommendations[:2], people)
    for _ in range(2):
        clusters.delete_cluster(cluster=cluster, by=people.analyst)
    assert log(recommendations[0]) == ["unclustered", "clustered"]


def test_many_go_in_at_once_and_an_undo_takes_out_only_those(people, recommendations):
    cluster = filled("One", recommendations[:1], people)
    keys = [one.pk for one in recommendations]
    made = bulk.cluster(recommendations=keys, cluster=cluster, by=people.analyst)
    assert made.count == len(keys) - 1
    with pytest.raises(NothingToDo):
        bulk.cluster(recommendations=keys, cluster=cluster, by=people.analyst)
    bulk.undo(change=made, by=people.analyst)
    assert inside(cluster) == {recommendations[0].pk}


def test_taking_many_out_is_undone(people, recommendations):
    cluster = filled("One", recommendations[:3], people)
    made = bulk.uncluster(recommendations=[one.pk for one in recommendations], cluster=cluster, by=people.analyst)
    assert inside(cluster) == set()
    bulk.undo(change=made, by=people.analyst)
    assert len(inside(cluster)) == 3
