import pytest

from shared.taxonomy.identity import term_id
from tenants.records.models import AuditEntry
from tenants.tracker.actions import classification
from tenants.tracker.actions.refusals import ChangedSince, Refused, UnknownTerm
from tenants.tracker.models import Provenance, Tag

THEME = term_id("theme", "women-advancement")


def test_a_person_adds_a_theme(people, bare, log):
    tag = classification.add_tag(recommendation=bare, kind="theme", term_id=THEME, by=people.analyst)
    assert (tag.provenance, tag.by_id, tag.by_name) == (Provenance.CONFIRMED, people.analyst.pk, "analyst")
    assert log(bare) == ["tag_added"]


def test_adding_a_theme_twice_changes_nothing(people, bare, log):
    for _again in range(2):
        classification.add_tag(recommendation=bare, kind="theme", term_id=THEME, by=people.analyst)
    assert bare.tags.count() == 1
    assert log(bare) == ["tag_added"]


def test_a_tag_of_the_source_that_is_added_again_stays_the_sources(people, recommendation):
    source = recommendation.tags.get()
    classification.add_tag(recommendation=recommendation, kind="theme", term_id=source.term_id, by=people.analyst)
    assert recommendation.tags.get().provenance == Provenance.SOURCE


def test_a_removed_tag_of_the_source_stays_as_refused_with_what_the_source_said(people, recommendation):
    classification.remove_tag(tag=recommendation.tags.get(), by=people.analyst)
    tag = recommendation.tags.get()
    assert tag.provenance == Provenance.REFUSED
    assert tag.source_label == "Violence against women"


def test_a_confirmed_tag_of_the_source_still_says_what_the_source_printed(people, recommendation):
    Tag.objects.update(source_label="Women's rights")
    classification.confirm_tag(tag=recommendation.tags.get(), by=people.analyst)
    tag = recommendation.tags.get()
    assert (tag.provenance, tag.source_label) == (Provenance.CONFIRMED, "Women's rights")


def test_the_log_says_what_the_tag_was_before(people, recommendation):
    tag = recommendation.tags.get()
    classification.remove_tag(tag=tag, by=people.analyst)
    entry = AuditEntry.objects.get(object_id=recommendation.pk)
    assert entry.before == {f"theme:{tag.term_id}": "source"}
    assert entry.after == {f"theme:{tag.term_id}": "refused"}


def test_a_term_that_the_lists_do_not_hold_is_refused(people, bare):
    with pytest.raises(UnknownTerm):
        classification.add_tag(recommendation=bare, kind="theme", term_id=bare.pk, by=people.analyst)


def test_a_theme_is_not_a_group(people, bare):
    with pytest.raises(UnknownTerm):
        classification.add_tag(recommendation=bare, kind="group", term_id=THEME, by=people.analyst)


def test_only_a_suggestion_can_be_refused_as_one(people, recommendation):
    with pytest.raises(Refused):
        classification.refuse_suggestion(tag=recommendation.tags.get(), by=people.analyst)


def test_a_refused_suggestion_stays_so_that_it_is_not_made_again(people, bare):
    tag = Tag(recommendation=bare, kind="theme", term_id=THEME, provenance=Provenance.SUGGESTED)
    tag.save()
    classification.refuse_suggestion(tag=tag, by=people.analyst)
    assert bare.tags.get().provenance == Provenance.REFUSED


def test_a_form_opened_before_another_change_is_refused(people, bare):
    seen = bare.changed_at
    classification.set_action_category(recommendation=bare, category=2, by=people.coordinator, seen=seen)
    with pytest.raises(ChangedSince):
        classification.set_action_category(recommendation=bare, category=3, by=people.analyst, seen=seen)
    bare.refresh_from_db()
    assert bare.action_category == 2


def test_there_are_five_action_categories(people, bare):
    with pytest.raises(UnknownTerm):
        classification.set_action_category(recommendation=bare, category=6, by=people.analyst)
