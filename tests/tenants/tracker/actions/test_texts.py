import pytest

from tenants.records.models import AuditEntry
from tenants.tracker.actions import texts
from tenants.tracker.actions.refusals import ChangedSince, NotAText, ReasonMissing


def edit(recommendation, by, **more):
    given = {"texts": {}, "translations": {}, **more}
    return texts.edit_texts(recommendation=recommendation, by=by, **given)


def test_a_translation_is_added_and_marked_as_reviewed(people, recommendation):
    edit(recommendation, people.analyst, texts={"fr": "Adopter une loi"}, translations={"fr": "reviewed"})
    recommendation.refresh_from_db()
    assert (recommendation.text_fr, recommendation.translation_fr) == ("Adopter une loi", "reviewed")


def test_a_translation_without_a_word_on_it_counts_as_not_reviewed(people, recommendation):
    edit(recommendation, people.analyst, texts={"fr": "Adopter une loi"})
    recommendation.refresh_from_db()
    assert recommendation.translation_fr == "human"


def test_a_translation_cannot_claim_to_be_the_text_adopted(people, recommendation):
    edit(recommendation, people.analyst, translations={"ar": "source"})
    recommendation.refresh_from_db()
    assert recommendation.translation_ar == "human"


def test_an_emptied_translation_is_no_text(people, recommendation):
    edit(recommendation, people.analyst, texts={"ar": " "})
    recommendation.refresh_from_db()
    assert (recommendation.text_ar, recommendation.translation_ar) == ("", "missing")


def test_the_words_adopted_do_not_change_without_a_reason(people, recommendation):
    with pytest.raises(ReasonMissing):
        edit(recommendation, people.analyst, texts={"en": "Adopt a law"})


def test_the_words_adopted_change_with_a_reason_that_the_log_keeps(people, recommendation):
    edit(recommendation, people.analyst, texts={"en": "Adopt a law"}, reason="A misprint in the import.")
    entry = AuditEntry.objects.get(object_id=recommendation.pk)
    assert entry.reason == "A misprint in the import."
    assert entry.before == {"text_en": "Adopt a law against domestic violence"}
    assert entry.after == {"text_en": "Adopt a law"}


def test_another_language_of_adoption_needs_a_reason(people, recommendation):
    with pytest.raises(ReasonMissing):
        edit(recommendation, people.analyst, source_language="ar")


def test_another_language_of_adoption_turns_the_former_source_into_a_translation(people, recommendation):
    edit(recommendation, people.analyst, source_language="ar", reason="Adopted in Arabic.")
    recommendation.refresh_from_db()
    assert (recommendation.translation_ar, recommendation.translation_en) == ("source", "human")


def test_the_words_adopted_are_never_emptied(people, recommendation):
    with pytest.raises(NotAText):
        edit(recommendation, people.analyst, texts={"en": ""}, reason="Wrong.")


def test_a_form_opened_before_another_change_is_refused(people, recommendation):
    seen = recommendation.changed_at
    edit(recommendation, people.analyst, texts={"fr": "Adopter une loi"}, seen=seen)
    with pytest.raises(ChangedSince):
        edit(recommendation, people.coordinator, texts={"fr": "Voter une loi"}, seen=seen)


def test_an_edit_that_changes_nothing_leaves_no_trace(people, recommendation, log):
    edit(recommendation, people.analyst, texts={"en": recommendation.text_en}, paragraph="140.1")
    assert log(recommendation) == []
