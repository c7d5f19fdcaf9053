"""The pages of clusters: what they show, what they cost, whom they refuse, and what their forms do."""

import pytest

from shared.isolation.scope import in_institution
from tenants.records.jobs import run
from tenants.records.models import Job
from tenants.tracker.actions import clusters
from tenants.tracker.clusters.jobs import SUGGEST
from tenants.tracker.clusters.suggesting import suggest
from tenants.tracker.models import BulkChange, Cluster, ClusterSuggestion, Recommendation, SuggestedMember

BASE = "/en/recommendations/clusters/"


@pytest.fixture
def shelters(alef):
    by = alef.alef.members["analyst"]
    cluster = clusters.create_cluster(titles={"en": "Shelters", "ar": "دور الإيواء"}, note="Open them.", by=by)
    for one in Recommendation.objects.filter(paragraph__in=["140.1", "140.3", "24 (b)"]):
        clusters.add_to_cluster(cluster=cluster, recommendation=one, by=by)
    return cluster


def suggestion():
    made = ClusterSuggestion(score=80, size=2, language="en", words=["shelters"])
    made.save()
    for one in Recommendation.objects.filter(paragraph__in=["140.1", "140.3"]):
        SuggestedMember(suggestion=made, recommendation=one, score=80).save()
    return made


def page_of(client, address):
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize("role", ["coordinator", "observer", "focal_point"])
def test_everybody_reads_the_clusters_and_only_editors_change_them(browse, shelters, role):
    client = browse("alef", role)
    whole, one = page_of(client, BASE), page_of(client, f"{BASE}{shelters.pk}/")
    assert "Shelters" in whole
    assert "Open them." in one
    assert "Received 3 times since 2024" in one
    assert ("/merge/" in one) == (role == "coordinator")


def test_the_list_of_clusters_costs_the_same_for_one_and_for_many(browse, alef, shelters, django_assert_num_queries):
    client = browse("alef", "observer")
    client.get(BASE)
    with django_assert_num_queries(LIST_COSTS):
        client.get(BASE)
    for number in range(20):
        other = clusters.create_cluster(title=f"No {number}", by=alef.alef.members["analyst"])
        for one in Recommendation.objects.all()[:3]:
            clusters.add_to_cluster(cluster=other, recommendation=one, by=alef.alef.members["analyst"])
    with django_assert_num_queries(LIST_COSTS):
        client.get(BASE)


def test_a_cluster_costs_the_same_for_three_and_for_seven(browse, alef, shelters, django_assert_num_queries):
    client = browse("alef", "analyst")
    client.get(f"{BASE}{shelters.pk}/")
    with django_assert_num_queries(PAGE_COSTS):
        client.get(f"{BASE}{shelters.pk}/")
    for one in Recommendation.objects.all():
        clusters.add_to_cluster(cluster=shelters, recommendation=one, by=alef.alef.members["analyst"])
    with django_assert_num_queries(PAGE_COSTS):
        client.get(f"{BASE}{shelters.pk}/")


LIST_COSTS = 8
PAGE_COSTS = 9
PAGES = ["", "describe/", "merge/", "delete/"]
POSTS = ["gather/", "release/", "split/", "describe/", "merge/", "delete/"]


@pytest.mark.parametrize("page", PAGES)
def test_a_neighbours_cluster_is_not_there(browse, alef, page):
    with in_institution(alef.ba.institution):
        theirs = clusters.create_cluster(title="Theirs", by=alef.ba.members["analyst"])
    assert browse("alef", "coordinator").get(f"{BASE}{theirs.pk}/{page}").status_code == 404


@pytest.mark.parametrize("page", POSTS)
def test_a_neighbours_cluster_cannot_be_changed(browse, alef, page):
    with in_institution(alef.ba.institution):
        theirs = clusters.create_cluster(title="Theirs", by=alef.ba.members["analyst"])
    assert browse("alef", "coordinator").post(f"{BASE}{theirs.pk}/{page}", {"title_en": "Mine"}).status_code == 404
    with in_institution(alef.ba.institution):
        assert Cluster.objects.get().title == "Theirs"


def test_a_neighbours_suggestion_is_not_there(browse, alef):
    with in_institution(alef.ba.institution):
        theirs = suggestion()
    answer = browse("alef", "coordinator").post(f"{BASE}suggestions/{theirs.pk}/", {"act": "refuse"})
    assert answer.status_code == 404


def test_a_cluster_is_made_and_filled_from_a_search(browse, alef):
    client = browse("alef", "analyst")
    made = client.post(f"{BASE}add/", {"title_en": "Judges", "note": "Train them."})
    cluster = Cluster.objects.get()
    assert made["Location"] == f"{BASE}{cluster.pk}/"
    assert "140.2" in page_of(client, f"{BASE}{cluster.pk}/?q=judges")
    key = Recommendation.objects.get(paragraph="140.2").pk
    done = client.post(f"{BASE}{cluster.pk}/gather/", {"chosen": str(key)})
    assert cluster.memberships.get().recommendation_id == key
    assert "/undo/" in page_of(client, done["Location"])
    change = BulkChange.objects.get()
    back = client.post(f"/en/recommendations/bulk/{change.pk}/undo/", {"next": f"{BASE}{cluster.pk}/"})
    assert back["Location"] == f"{BASE}{cluster.pk}/"
    assert not cluster.memberships.exists()


def test_an_undo_leads_nowhere_else(browse, alef, shelters):
    client = browse("alef", "analyst")
    client.post(f"{BASE}{shelters.pk}/release/", {"chosen": str(shelters.memberships.first().recommendation_id)})
    change = BulkChange.objects.get()
    back = client.post(f"/en/recommendations/bulk/{change.pk}/undo/", {"next": "https://evil.example/"})
    assert back["Location"] == "/en/recommendations/"


def test_a_cluster_without_a_title_is_asked_for_again(browse, alef):
    assert browse("alef", "analyst").post(f"{BASE}add/", {"note": "x"}).status_code == 422


def test_splitting_asks_for_a_title_then_moves(browse, shelters):
    client = browse("alef", "analyst")
    key = str(shelters.memberships.first().recommendation_id)
    asked = client.post(f"{BASE}{shelters.pk}/split/", {"chosen": key})
    assert asked.status_code == 200
    assert key in asked.content.decode()
    client.post(f"{BASE}{shelters.pk}/split/", {"chosen": key, "confirm": "1", "title": "Part"})
    assert Cluster.objects.get(title="Part").memberships.count() == 1


def test_deleting_asks_first(browse, shelters):
    client = browse("alef", "analyst")
    assert "3 recommendations stand in it" in page_of(client, f"{BASE}{shelters.pk}/delete/")
    assert Cluster.objects.exists()
    client.post(f"{BASE}{shelters.pk}/delete/")
    assert not Cluster.objects.exists()


def test_all_of_a_filtered_list_goes_into_a_new_cluster(browse, alef):
    client = browse("alef", "analyst")
    asked = client.post("/en/recommendations/bulk/", {"verb": "cluster", "all": "1", "query": "mechanism=UPR"})
    assert asked.content.decode().count('name="chosen"') == 1
    client.post(
        "/en/recommendations/bulk/",
        {"verb": "cluster", "all": "1", "query": "mechanism=UPR", "confirm": "1", "title": "All of the UPR"},
    )
    assert Cluster.objects.get(title="All of the UPR").memberships.count() == 5


def test_suggestions_are_looked_for_by_a_worker_and_decided_on_the_page(browse, alef):
    Recommendation.objects.filter(paragraph__in=["140.2", "140.3"]).update(
        text_en="Open shelters for survivors in every governorate without delay"
    )
    client = browse("alef", "analyst")
    client.post(f"{BASE}suggestions/compute/")
    job = Job.objects.get(kind=SUGGEST)
    assert "Waiting for a worker" in page_of(client, f"{BASE}suggestions/")
    run(job.pk)
    found = ClusterSuggestion.objects.get()
    page = page_of(client, f"{BASE}suggestions/")
    assert "certainty" in page
    assert "140.2" in page
    keys = [str(key) for key in found.members.values_list("recommendation_id", flat=True)]
    client.post(f"{BASE}suggestions/{found.pk}/", {"act": "confirm", f"{found.pk}-title": "Shelters", "chosen": keys})
    assert Cluster.objects.get(title="Shelters").memberships.count() == 2


def test_a_suggestion_is_refused_on_the_page(browse, alef):
    made = suggestion()
    browse("alef", "analyst").post(f"{BASE}suggestions/{made.pk}/", {"act": "refuse"})
    made.refresh_from_db()
    assert made.state == "refused"
    assert suggest(lambda done, total, step: None) == 0
