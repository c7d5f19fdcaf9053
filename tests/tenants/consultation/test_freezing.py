"""What leaves the institution is a copy of public facts."""

import json

import pytest

from tenants.consultation.drafting import pieces
from tenants.consultation.freezing import frozen
from tenants.consultation.models import Consultation
from tenants.consultation.parts import part_with, parts_of
from tenants.planning.actions import plans
from tenants.tracker.models import Cluster, ClusterMembership, Recommendation


@pytest.fixture
def cluster(alef):
    made = Cluster(title="Shelters", title_ar="دور الإيواء")
    made.save()
    for one in Recommendation.objects.filter(paragraph__in=["140.1", "140.3"]):
        ClusterMembership(cluster=made, recommendation=one).save()
    return made


def test_a_draft_is_cut_into_headings_and_numbered_paragraphs(opened):
    parts = parts_of(opened().snapshot)
    assert [(one.number, one.title.text or one.text.text) for one in parts] == [
        ("", "Shelters"),
        ("1", "The act opens shelters in every governorate."),
        ("2", "It is paid from the budget."),
        ("", "Last words"),
        ("3", "It begins in May."),
    ]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", []),
        ("one\r\n\r\ntwo", [("one", False), ("two", False)]),
        ("## Deep\nbody", [("Deep", True), ("body", False)]),
        ("a\n \t\n\n\nb", [("a", False), ("b", False)]),
        ("#", []),
    ],
)
def test_pasted_text_is_read_as_it_comes(text, found):
    assert [(one.words, one.is_heading) for one in pieces(text)] == found


def test_of_a_plan_only_public_facts_are_copied(opened, plan):
    copy = json.dumps(opened(subject_kind="plan", plan_id=plan.pk).snapshot)
    for word in ("Open shelters in every governorate", "Seven are missing.", "Three shelters work", "2027-01-01"):
        assert word in copy
    assert "Ministry of Justice" in copy
    for word in ("1200", "USD", "Secret fund", "minister", "quiet word", "not_started", str(plan.pk), "coordinator"):
        assert word not in copy


def test_budgets_are_shown_where_they_are_chosen_and_their_source_never(opened, plan):
    copy = json.dumps(opened(subject_kind="plan", plan_id=plan.pk, shows_budgets=True).snapshot)
    assert "1200.00 USD" in copy
    assert "Secret fund" not in copy


def test_a_version_is_copied_as_it_was_adopted(opened, plan, people):
    version = plans.adopt(plan=plan, by=people.coordinator)
    copy = opened(subject_kind="version", version_id=version.pk).snapshot
    assert copy["parts"][0]["title"]["en"] == "Open shelters in every governorate"
    assert version.adopted_by_name not in json.dumps(copy)


def test_of_a_cluster_the_texts_and_symbols_are_copied_and_no_account(opened, cluster):
    one = Recommendation.objects.get(paragraph="140.1")
    one.status, one.priority = "not_implemented", "high"
    one.save()
    copy = opened(subject_kind="cluster", cluster_id=cluster.pk).snapshot
    assert copy["title"] == {"": "Shelters", "ar": "دور الإيواء"}
    assert [part["facts"] for part in copy["parts"]] == [
        [{"name": "reference", "text": "A/HRC/58/11 · 140.1"}],
        [{"name": "reference", "text": "A/HRC/58/11 · 140.3"}],
    ]
    for word in ("not_implemented", "high", "supported"):
        assert word not in json.dumps(copy)


def test_a_cluster_that_was_dissolved_leaves_the_copy(opened, cluster):
    one = opened(subject_kind="cluster", cluster_id=cluster.pk)
    cluster.delete()
    kept = Consultation.objects.get(pk=one.pk)
    assert kept.cluster_id is None
    assert len(kept.snapshot["parts"]) == 2


def test_a_part_speaks_the_readers_language_where_it_can(opened, plan):
    from django.utils.translation import override

    copy = opened(subject_kind="plan", plan_id=plan.pk).snapshot
    with override("ar"):
        part = part_with(copy, "p1")
        assert (part.title.language, part.facts[0].words) == ("ar", "وزارة العدل")
    with override("fr"):
        assert part_with(copy, "p1").title.language == "ar"


def test_a_heading_and_an_unknown_key_take_no_comment(opened):
    copy = opened().snapshot
    assert part_with(copy, "p1") is None
    assert part_with(copy, "p9") is None
    assert part_with(None, "p2") is None


def test_freezing_reads_the_same_number_of_times_for_any_plan(
    opened, prepared, plan, people, django_assert_num_queries
):
    from tenants.planning.actions import actions
    from tenants.planning.content import Content

    one = Consultation.objects.select_related("plan").get(pk=prepared(subject_kind="plan", plan_id=plan.pk).pk)
    with django_assert_num_queries(5):
        frozen(one)
    for number in range(5):
        actions.add(plan=plan, content=Content(title_en=f"Write report {number}"), by=people.coordinator)
    with django_assert_num_queries(5):
        frozen(one)
