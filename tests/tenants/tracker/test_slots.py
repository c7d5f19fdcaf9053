"""What upper apps register, and what keeps an import from being undone."""

from datetime import date

import pytest
from django.utils.safestring import mark_safe

from shared.taxonomy.identity import term_id
from tenants.evidence.actions import citations, pieces
from tenants.evidence.content import Content
from tenants.tracker import slots
from tenants.tracker.actions import assessments, assignments, classification, clusters, links, priorities, texts
from tenants.tracker.models import Recommendation


@pytest.fixture
def untouched(alef):
    """140.3: nothing was built on it."""
    return Recommendation.objects.get(paragraph="140.3")


@pytest.fixture
def other(alef):
    return Recommendation.objects.get(paragraph="24 (b)")


WORK = {
    "assigned": lambda r, o, w, by: assignments.assign(recommendation=r, body=w.bodies["Justice"], lead=True, by=by),
    "assessed": lambda r, o, w, by: assessments.assess(
        recommendation=r, kind="state", value="state:planned", assessed_on=date(2025, 1, 1), by=by
    ),
    "classified": lambda r, o, w, by: classification.add_tag(
        recommendation=r, kind="theme", term_id=term_id("theme", "women-violence"), by=by
    ),
    "prioritised": lambda r, o, w, by: priorities.prioritise(recommendation=r, priority="high", due_on=None, by=by),
    "edited": lambda r, o, w, by: texts.edit_texts(recommendation=r, texts={"fr": "Ouvrir"}, translations={}, by=by),
    "linked": lambda r, o, w, by: links.link(later=r, earlier=o, kind="repeats", by=by),
    "gathered": lambda r, o, w, by: clusters.add_to_cluster(
        cluster=clusters.create_cluster(title="Shelters", by=by), recommendation=r, by=by
    ),
    "evidenced": lambda r, o, w, by: citations.cite(
        piece=pieces.add_link(link="https://example.org/law", content=Content(title_en="Law"), by=by),
        noun="recommendation",
        subject_id=r.pk,
        by=by,
    ),
}


def test_nothing_is_built_on_a_recommendation_as_it_came(untouched):
    assert slots.built_upon([untouched.pk]) == {}


def test_a_tag_of_the_source_is_not_work_of_ours(alef):
    tagged = Recommendation.objects.get(tags__provenance="source")
    tagged.assignments.all().delete()
    assert slots.built_upon([tagged.pk]) == {}


@pytest.mark.parametrize("work", WORK)
def test_work_on_a_recommendation_is_told(work, alef, untouched, other):
    WORK[work](untouched, other, alef.alef, alef.alef.members["coordinator"])
    assert set(slots.built_upon([untouched.pk])) == {untouched.pk}


def test_an_upper_apps_guard_is_asked_too(untouched, monkeypatch):
    monkeypatch.setattr(slots, "_guards", [])
    slots.undo_guard(lambda keys: dict.fromkeys(keys, "it has an action"))
    assert slots.built_upon([untouched.pk]) == {untouched.pk: ["it has an action"]}


def test_parts_of_the_page_stand_in_their_order_and_silent_ones_stay_away(untouched, monkeypatch, rf):
    monkeypatch.setattr(slots, "_parts", {})
    slots.record_part(20, lambda request, recommendation: mark_safe("<p>second</p>"))
    slots.record_part(10, lambda request, recommendation: mark_safe("<p>first</p>"))
    slots.record_part(15, lambda request, recommendation: "")
    slots.record_part(5, lambda request, recommendation: mark_safe("<p>rail</p>"), place=slots.Place.RAIL)
    assert slots.record_parts(rf.get("/"), untouched, slots.Place.MAIN) == ["<p>first</p>", "<p>second</p>"]


def test_a_batch_is_named_by_whoever_knows_it(monkeypatch, untouched):
    monkeypatch.setattr(slots, "_batch_namers", [lambda key: None, lambda key: ("UPR list.csv", "/import/1/")])
    assert slots.name_of_batch(untouched.pk) == ("UPR list.csv", "/import/1/")
    assert slots.name_of_batch(None) is None
