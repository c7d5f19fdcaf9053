from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from shared.taxonomy.identity import term_id
from tenants.members.access import Denied
from tenants.records.models import AuditEntry
from tenants.tracker.actions import assignments, bulk, classification, priorities
from tenants.tracker.actions.refusals import AlreadyLed, NothingToDo, Refused
from tenants.tracker.models import Assignment, BulkChange, Provenance, Recommendation, Tag

THEME = ("theme", term_id("theme", "women-advancement"))
VIOLENCE = ("theme", term_id("theme", "women-violence"))


@pytest.fixture
def keys(recommendations):
    return [one.pk for one in recommendations]


def tags():
    return sorted(
        Tag.objects.values_list(
            "pk", "recommendation", "kind", "term_id", "provenance", "source_label", "by_id", "by_name", "at"
        )
    )


def assigned():
    return sorted(Assignment.objects.values_list("pk", "recommendation", "body", "lead", "since"))


def test_many_are_classified_with_one_change_and_a_log_entry_each(people, keys):
    change = bulk.classify(recommendations=keys, add=[THEME], by=people.analyst)
    assert change.count == 7
    entries = AuditEntry.objects.filter(group_id=change.pk)
    assert {entry.object_id for entry in entries} == set(keys)
    assert entries[0].after == {f"theme:{THEME[1]}": "confirmed"}


def test_the_undo_of_a_classification_restores_every_tag_exactly(people, keys, recommendation):
    Tag.objects.create(recommendation_id=keys[2], kind="theme", term_id=THEME[1], provenance=Provenance.SUGGESTED)
    before = tags()
    change = bulk.classify(recommendations=keys, add=[THEME], remove=[VIOLENCE], by=people.analyst)
    assert tags() != before
    undone = bulk.undo(change=change, by=people.analyst)
    assert (undone.restored, undone.kept) == (7, [])
    assert tags() == before


def test_a_bulk_removal_keeps_what_the_source_said(people, keys, recommendation):
    bulk.classify(recommendations=keys, remove=[VIOLENCE], by=people.analyst)
    tag = recommendation.tags.get()
    assert (tag.provenance, tag.source_label) == (Provenance.REFUSED, "Violence against women")


def test_many_are_assigned_and_those_led_by_others_are_left(people, bodies, keys, recommendation):
    change = bulk.assign(recommendations=keys, body=bodies.Interior, lead=True, by=people.analyst)
    assert change.count == 6
    assert recommendation.assignments.get(lead=True).body == bodies.Justice


def test_many_leads_are_replaced_when_asked(people, bodies, keys, recommendation):
    change = bulk.assign(recommendations=keys, body=bodies.Interior, lead=True, replace=True, by=people.analyst)
    assert change.count == 7
    assert recommendation.assignments.get().body == bodies.Interior


def test_it_refuses_when_others_lead_all_of_them(people, bodies, recommendation):
    with pytest.raises(AlreadyLed):
        bulk.assign(recommendations=[recommendation.pk], body=bodies.Interior, lead=True, by=people.analyst)


def test_the_undo_of_an_assignment_restores_every_assignment_exactly(people, bodies, keys):
    before = assigned()
    change = bulk.assign(recommendations=keys, body=bodies.Interior, lead=True, replace=True, by=people.analyst)
    bulk.undo(change=change, by=people.coordinator)
    assert assigned() == before


def test_the_undo_of_priorities_restores_each_ones_own(people, keys, recommendations):
    priorities.prioritise(recommendation=recommendations[0], priority="low", due_on=date(2027, 1, 1), by=people.analyst)
    change = bulk.prioritise(recommendations=keys, priority="high", by=people.analyst)
    bulk.undo(change=change, by=people.analyst)
    assert list(Recommendation.objects.exclude(priority="").values_list("pk", "priority")) == [(keys[0], "low")]


def test_a_due_day_is_left_alone_when_only_the_priority_is_set(people, keys, recommendations):
    priorities.prioritise(recommendation=recommendations[0], priority="", due_on=date(2027, 1, 1), by=people.analyst)
    bulk.prioritise(recommendations=keys, priority="high", by=people.analyst)
    recommendations[0].refresh_from_db()
    assert recommendations[0].due_on == date(2027, 1, 1)


def test_an_undo_leaves_what_was_changed_since_and_names_it(people, keys, recommendations):
    change = bulk.prioritise(recommendations=keys, priority="high", by=people.analyst)
    priorities.prioritise(recommendation=recommendations[3], priority="low", due_on=None, by=people.coordinator)
    undone = bulk.undo(change=change, by=people.analyst)
    assert (undone.restored, undone.kept) == (6, [keys[3]])
    recommendations[3].refresh_from_db()
    assert recommendations[3].priority == "low"


def test_an_undo_is_refused_when_everything_was_changed_since(people, bodies, bare):
    change = bulk.assign(recommendations=[bare.pk], body=bodies.Interior, lead=True, by=people.analyst)
    assignments.replace_lead(recommendation=bare, body=bodies.Justice, by=people.analyst)
    with pytest.raises(Refused, match="changed since"):
        bulk.undo(change=change, by=people.analyst)


def test_a_tag_refused_since_is_not_brought_back_by_an_undo(people, bare):
    change = bulk.classify(recommendations=[bare.pk], add=[THEME], by=people.analyst)
    classification.remove_tag(tag=bare.tags.get(), by=people.analyst)
    with pytest.raises(Refused):
        bulk.undo(change=change, by=people.analyst)


def test_a_change_is_undone_once(people, keys):
    change = bulk.categorise(recommendations=keys, category=2, by=people.analyst)
    bulk.undo(change=change, by=people.analyst)
    with pytest.raises(Refused, match="already"):
        bulk.undo(change=change, by=people.analyst)


def test_an_undo_needs_the_right_of_the_act(people, keys):
    change = bulk.categorise(recommendations=keys, category=2, by=people.analyst)
    with pytest.raises(Denied):
        bulk.undo(change=change, by=people.observer)


def test_a_change_of_nothing_is_refused_and_not_kept(people, bare):
    bulk.prioritise(recommendations=[bare.pk], priority="high", by=people.analyst)
    with pytest.raises(NothingToDo):
        bulk.prioritise(recommendations=[bare.pk], priority="high", by=people.analyst)
    assert BulkChange.objects.count() == 1


def test_a_neighbours_recommendations_fall_out_of_a_bulk_change(alef, people, bare):
    from shared.isolation.scope import in_institution

    with in_institution(alef.ba.institution):
        theirs = Recommendation.objects.values_list("pk", flat=True).first()
    change = bulk.prioritise(recommendations=[bare.pk, theirs], priority="high", by=people.analyst)
    assert change.count == 1


def test_two_thousand_are_changed_and_restored_in_few_queries(people, bodies, recommendation):
    Recommendation.objects.bulk_create(
        [
            Recommendation(
                review_id=recommendation.review_id,
                text_en=f"Text {n}",
                source_language="en",
                translation_en="source",
                order=n,
            )
            for n in range(2000)
        ]
    )
    many = list(Recommendation.objects.filter(text_en__startswith="Text ").values_list("pk", flat=True))
    with CaptureQueriesContext(connection) as asked:
        change = bulk.classify(recommendations=many, add=[THEME, VIOLENCE], by=people.analyst)
        undone = bulk.undo(change=change, by=people.analyst)
    assert (change.count, undone.restored, undone.kept) == (2000, 2000, [])
    assert len(asked) < 100  # some forty for each of the two, whatever their number
