"""Which recommendation is which, and what an import changes of it."""

from uuid import UUID

import pytest

from shared.taxonomy.catalogue import catalogue
from shared.taxonomy.identity import term_id
from tenants.intake.models import StagedItem
from tenants.tracker.actions import classification, positions
from tenants.tracker.models import (
    PositionEntry,
    Provenance,
    Recommendation,
    RecommendingState,
    Review,
    Tag,
    Translation,
)
from tests.tenants.intake.tables import FOUR, SHELTERS, committed, figures, previewed, row, table


@pytest.fixture
def by(alef):
    return alef.alef.members["coordinator"]


def imported(batch) -> dict[str, Recommendation]:
    return {one.text_en: one for one in Recommendation.objects.filter(batch_id=batch.pk)}


def changes(batch) -> dict:
    return StagedItem.objects.get(batch=batch, verdict="changed").changes


def test_rows_of_one_text_are_one_recommendation_of_several_states(by):
    one = imported(committed(table(FOUR), by))[SHELTERS]
    states = {str(catalogue().states[line.state_id].label_en) for line in one.recommending_states.all()}
    assert states == {"Norway", "Côte d’Ivoire"}


def test_a_recommendation_is_kept_as_the_file_says(by):
    one = imported(committed(table(FOUR), by))["Train prison staff."]
    assert (one.position, one.action_category, one.source_language) == ("noted", 4, "en")
    assert (one.translation_en, one.translation_ar) == (Translation.SOURCE, Translation.MISSING)
    entry = one.positions.get()
    assert (entry.value, entry.dated, entry.source) == ("noted", None, "export.csv")
    assert list(one.tags.values_list("provenance", "source_label").distinct()) == [("source", "Detention")]


def test_a_review_is_made_from_the_calendar(by):
    committed(table(FOUR), by)
    review = Review.objects.get(body_id=term_id("body", "UPR"), session=41)
    session = catalogue().session_by_code["41"]
    assert (review.cycle, review.held_on) == (4, session.starts_on)


def test_a_review_that_stands_is_used(by):
    before = Review.objects.get(session=48)
    one = imported(committed(table([row("Build schools.", session="48")]), by))["Build schools."]
    assert one.review_id == before.pk


def test_the_same_file_twice_changes_nothing(by):
    committed(table(FOUR), by)
    stands = list(Recommendation.objects.order_by("pk").values())
    assert figures(committed(table(FOUR), by)) == (0, 0, 2, 1)
    assert list(Recommendation.objects.order_by("pk").values()) == stands


def test_another_way_of_writing_the_same_words_is_the_same(by):
    committed(table([row("Protect the “right to water” — now.")]), by)
    again = previewed(table([row('Protect the  "right to water" - now')]), by)
    assert (figures(again), set(changes(again))) == ((0, 1, 0, 0), {"text_en"})


def test_a_recommendation_somebody_wrote_is_known_by_its_words(by):
    content = table([row("Abolish the death penalty.", session="48", response="Noted", issue="Death penalty")])
    batch = committed(content, by)
    one = Recommendation.objects.get(paragraph="140.4")
    assert figures(batch) == (0, 1, 0, 0)
    assert one.import_key == StagedItem.objects.get(batch=batch).key
    assert figures(committed(content, by)) == (0, 0, 1, 0)


def test_a_new_recommending_state_joins(by):
    committed(table(FOUR), by)
    batch = committed(table([*FOUR, row(SHELTERS, by="Japan", issue="Women's rights")]), by)
    assert figures(batch) == (0, 1, 1, 1)
    assert changes(batch)["states"]["after"] == ["JPN"]
    assert RecommendingState.objects.filter(recommendation__text_en=SHELTERS).count() == 3


def test_a_new_position_joins_its_history(by):
    committed(table([row("Train judges.", response="Pending")]), by)
    batch = committed(table([row("Train judges.", response="Accepted")]), by, "later.csv")
    assert changes(batch)["position"] == {"before": "pending", "after": "supported"}
    one = Recommendation.objects.get(text_en="Train judges.")
    assert one.position == "supported"
    assert [entry.source for entry in one.positions.all()] == ["later.csv", "export.csv"]


def test_the_position_of_a_file_stands_beside_a_dated_one(by):
    one = Recommendation.objects.get(paragraph="140.5")
    committed(table([row(one.text_en, session="48", response="Accepted")]), by)
    one.refresh_from_db()
    assert one.position == "supported"
    assert positions.standing_position(one).value == "supported"


def test_what_a_person_changed_is_not_changed_back_by_the_same_file(by):
    content = table([row("Train judges.", response="Pending", action="2")])
    committed(content, by)
    one = Recommendation.objects.get(text_en="Train judges.")
    classification.set_action_category(recommendation=one, category=5, by=by)
    positions.record_position(recommendation=one, value="supported", dated=None, source="", by=by)
    assert figures(committed(content, by)) == (0, 0, 1, 0)


def test_a_refused_tag_stays_refused(by):
    content = table([row("Train judges.")])
    committed(content, by)
    tag = Tag.objects.get(recommendation__text_en="Train judges.", kind="theme")
    classification.remove_tag(tag=tag, by=by)
    assert figures(committed(content, by)) == (0, 0, 1, 0)
    tag.refresh_from_db()
    assert tag.provenance == Provenance.REFUSED


def test_a_new_issue_adds_its_theme(by):
    committed(table([row("Train judges.")]), by)
    batch = committed(table([row("Train judges.", issue="Detention, Death penalty")]), by)
    kind, term, label = changes(batch)["tags"]["after"][0]
    assert (kind, label) == ("theme", "Death penalty")
    assert Tag.objects.get(recommendation__text_en="Train judges.", term_id=UUID(term)).source_label == "Death penalty"


def test_a_suggestion_that_the_source_makes_too_is_the_sources(by):
    committed(table([row("Train judges.", issue="Other")]), by)
    one = Recommendation.objects.get(text_en="Train judges.")
    theme = catalogue().match("issue", "Death penalty").entry.default_theme_id
    Tag(recommendation=one, kind="theme", term_id=theme, provenance=Provenance.SUGGESTED).save()
    committed(table([row("Train judges.", issue="Death penalty")]), by)
    assert one.tags.get(term_id=theme).provenance == Provenance.SOURCE


def test_a_text_in_another_language_comes_in_as_a_translation(by):
    header = "To,Text,From,Response,Action,Issue,Session,Text (Arabic)\r\n"
    committed(table([row("Train judges.")]), by)
    batch = committed((header + "Morocco,Train judges.,Norway,Accepted,5,Detention,41,تدريب القضاة\r\n").encode(), by)
    one = Recommendation.objects.get(text_en="Train judges.")
    assert figures(batch) == (0, 1, 0, 0)
    assert (one.text_ar, one.translation_ar) == ("تدريب القضاة", Translation.HUMAN)


def test_an_unknown_issue_is_said_and_tags_nothing(by):
    batch = committed(table([row("Train judges.", issue="Chess")]), by)
    assert batch.counts["warnings"] == {"unknown_issue": 1}
    assert not Tag.objects.filter(recommendation__batch_id=batch.pk).exists()


def test_positions_of_a_new_recommendation_are_counted_once(by):
    batch = committed(table(FOUR), by)
    assert PositionEntry.objects.filter(recommendation__batch_id=batch.pk).count() == 2
