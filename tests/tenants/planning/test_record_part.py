"""What the plan adds to a recommendation's page."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tenants.planning.actions import plans, serving
from tenants.tracker.actions import clusters


def page_of(there, number):
    return f"recommendations/{there.recommendations[number].pk}/"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", ["Actions in the plan", "Issue the regulations of the act", "Draft sent", "which also serve 1 other"]),
        ("fr", ["Mesures prévues au plan", "Publier le règlement", "qui servent aussi 1 autre"]),
        ("ar", ["الإجراءات الواردة في الخطة", "إصدار اللائحة", "تخدم أيضًا توصية أخرى"]),
    ],
)
def test_the_actions_stand_on_the_recommendations_page(there, reads, inside, language, words):
    with inside():
        serving.serve(action=there.whole, recommendation=there.recommendations[1], by=there.people.analyst)
    text = reads("observer", page_of(there, 0), language)
    assert [word for word in words if word not in text] == []


def test_others_served_through_a_cluster_are_counted(there, reads, inside):
    with inside():
        by = there.people.analyst
        cluster = clusters.create_cluster(title="Shelters", by=by)
        for one in there.recommendations[:3]:
            clusters.add_to_cluster(cluster=cluster, recommendation=one, by=by)
        serving.serve(action=there.whole, cluster=cluster, by=by)
    assert "which also serve 2 other" in reads("observer", page_of(there, 0))


@pytest.mark.parametrize(("role", "led_on"), [("coordinator", True), ("analyst", True), ("focal_point", False)])
def test_only_those_who_may_are_led_to_plan_an_action(there, reads, role, led_on):
    key = there.recommendations[2].pk
    assert (f"/en/plan/actions/add/?for={key}" in reads(role, page_of(there, 2))) == led_on


def test_an_adopted_plan_invites_nobody(there, reads, inside):
    with inside():
        plans.adopt(plan=there.plan, by=there.people.coordinator)
    assert "/plan/actions/add/" not in reads("coordinator", page_of(there, 0))
    assert "Actions in the plan" not in reads("coordinator", page_of(there, 2))


def test_without_a_plan_the_section_stays_away(reads, inside, database):
    from tenants.tracker.models import Recommendation

    with inside():
        key = Recommendation.objects.first().pk
    assert "Actions in the plan" not in reads("coordinator", f"recommendations/{key}/")


def test_the_recommendations_history_tells_of_the_action(there, reads):
    text = reads("observer", page_of(there, 0) + "history/")
    assert "An action of the plan serves it" in text
    assert "Issue the regulations of the act" in text


def test_both_sections_take_five_statements(there, browse):
    client = browse("alef", "coordinator")
    address = "/en/" + page_of(there, 0)
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    assert len([one for one in captured if "planning_" in one["sql"]]) == 5
