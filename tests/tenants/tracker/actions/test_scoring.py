"""The scoring sheet: marks, score, band, a priority set by hand against it, and criteria that change."""

import pytest

from tenants.records.jobs import run
from tenants.records.models import AuditEntry, Job
from tenants.tracker.actions import bulk, criteria, followup, priorities
from tenants.tracker.actions.refusals import NotOnTheScale, ReasonMissing, Refused, UnknownTerm
from tenants.tracker.models import Criterion, Mark, Priority, Recommendation
from tenants.tracker.priorities import jobs
from tenants.tracker.priorities.criteria import DEFAULTS, band_of, bands, defaults
from tenants.tracker.priorities.proposals import proposal

KEYS = [one.key for one in DEFAULTS]


def sheet(*values):
    return dict(zip(KEYS, values, strict=True))


def scored(recommendation, people, *values):
    return priorities.mark(recommendation=recommendation, marks=sheet(*values), by=people.analyst)


@pytest.mark.parametrize(
    ("marks", "score", "band"),
    [((3, 3, 3, 3, 3), 100, "high"), ((0, 0, 0, 0, 0), 0, "low"), ((2, 3, 0, 1, 2), 58, "medium")],
)
def test_the_weighed_marks_give_score_and_priority(recommendation, people, marks, score, band):
    scored(recommendation, people, *marks)
    recommendation.refresh_from_db()
    assert (recommendation.priority_score, recommendation.priority) == (score, band)


@pytest.mark.parametrize(("score", "band"), [(67, "high"), (66, "medium"), (34, "medium"), (33, "low"), (0, "low")])
def test_a_band_begins_with_its_threshold(alef, score, band):
    assert band_of(score, bands()) == band


def test_the_log_says_who_marked_what(recommendation, people):
    scored(recommendation, people, 3, 3, 0, 2, 3)
    entry = AuditEntry.objects.get(object_id=recommendation.pk, verb="marked")
    assert entry.by_name == people.analyst.name
    assert entry.after[f"mark:{KEYS[0]}"] == 3
    assert entry.after["priority"] == "high"


def test_the_same_sheet_sent_twice_is_one_sheet(recommendation, people):
    seen = recommendation.changed_at
    for _ in range(2):
        priorities.mark(recommendation=recommendation, marks=sheet(1, 1, 1, 1, 1), by=people.analyst, seen=seen)
    assert AuditEntry.objects.filter(object_id=recommendation.pk, verb="marked").count() == 1


def test_marks_beyond_three_and_strange_criteria_are_refused(recommendation, people):
    with pytest.raises(NotOnTheScale):
        scored(recommendation, people, 4, 0, 0, 0, 0)
    with pytest.raises(UnknownTerm):
        priorities.mark(recommendation=recommendation, marks={recommendation.pk: 1}, by=people.analyst)


def by_hand(recommendation, people, priority, reason=""):
    return priorities.prioritise(
        recommendation=recommendation, priority=priority, due_on=None, reason=reason, by=people.analyst
    )


def test_another_priority_than_the_sheets_needs_a_reason_and_then_stands(recommendation, people):
    scored(recommendation, people, 3, 3, 3, 3, 3)
    with pytest.raises(ReasonMissing):
        by_hand(recommendation, people, "low")
    by_hand(recommendation, people, "low", "The law is being drafted.")
    scored(recommendation, people, 3, 3, 3, 3, 2)
    recommendation.refresh_from_db()
    assert (recommendation.priority, recommendation.priority_reason) == ("low", "The law is being drafted.")


def test_choosing_what_the_sheet_says_ends_the_priority_by_hand(recommendation, people):
    scored(recommendation, people, 3, 3, 3, 3, 3)
    by_hand(recommendation, people, "low", "The law is being drafted.")
    by_hand(recommendation, people, "high")
    recommendation.refresh_from_db()
    assert (recommendation.priority, recommendation.priority_reason) == ("high", "")


def test_many_are_set_by_hand_with_one_reason_and_undone(recommendation, bare, people):
    scored(recommendation, people, 3, 3, 3, 3, 3)
    keys = [recommendation.pk, bare.pk]
    with pytest.raises(ReasonMissing):
        bulk.prioritise(recommendations=keys, priority="low", by=people.analyst)
    made = bulk.prioritise(recommendations=keys, priority="low", reason="Later.", by=people.analyst)
    found = dict(Recommendation.objects.filter(pk__in=keys).values_list("pk", "priority_reason"))
    assert found == {recommendation.pk: "Later.", bare.pk: ""}
    bulk.undo(change=made, by=people.analyst)
    recommendation.refresh_from_db()
    assert (recommendation.priority, recommendation.priority_reason) == ("high", "")


def test_a_changed_weight_reads_the_scores_anew_but_not_what_was_set_by_hand(recommendation, bare, people):
    for one in (recommendation, bare):
        scored(one, people, 3, 0, 0, 0, 0)
    by_hand(bare, people, "high", "The minister asked.")
    first = Criterion.objects.get(pk=KEYS[0])
    values = {"name_en": "Urgency", "weight": 0}
    criteria.edit_criterion(key=first.pk, values=values, by=people.coordinator)
    recommendation.refresh_from_db()
    bare.refresh_from_db()
    assert (recommendation.priority_score, recommendation.priority) == (0, Priority.LOW)
    assert (bare.priority_score, bare.priority) == (0, Priority.HIGH)


def test_changed_bands_move_the_priorities(recommendation, people):
    scored(recommendation, people, 2, 3, 0, 1, 2)
    criteria.set_bands(high_from=50, medium_from=20, by=people.coordinator)
    recommendation.refresh_from_db()
    assert recommendation.priority == "high"
    with pytest.raises(Refused):
        criteria.set_bands(high_from=20, medium_from=50, by=people.coordinator)


def test_many_scores_are_read_anew_by_a_worker(recommendation, people, monkeypatch):
    scored(recommendation, people, 3, 0, 0, 0, 0)
    monkeypatch.setattr(jobs, "AT_ONCE", 0)
    criteria.set_bands(high_from=20, medium_from=10, by=people.coordinator)
    recommendation.refresh_from_db()
    assert recommendation.priority == "low"
    job = Job.objects.get(kind=jobs.RESCORE)
    run(job.pk)
    job.refresh_from_db()
    recommendation.refresh_from_db()
    assert (job.state, recommendation.priority) == ("done", "high")


def test_a_retired_criterion_counts_no_longer_and_keeps_its_marks(recommendation, people):
    scored(recommendation, people, 3, 0, 0, 0, 0)
    criteria.retire_criterion(key=KEYS[0], by=people.coordinator)
    recommendation.refresh_from_db()
    assert recommendation.priority_score == 0
    criteria.restore_criterion(key=KEYS[0], by=people.coordinator)
    recommendation.refresh_from_db()
    assert recommendation.priority_score == 27
    assert Mark.objects.filter(recommendation=recommendation).count() == 5


def test_the_last_criterion_stays(people):
    for key in KEYS[1:]:
        criteria.retire_criterion(key=key, by=people.coordinator)
    with pytest.raises(Refused):
        criteria.retire_criterion(key=KEYS[0], by=people.coordinator)


def test_a_criterion_of_ones_own_is_added_once(people):
    values = {"name_ar": "الكلفة", "name_en": "Cost", "name_fr": "Coût", "weight": 2, "order": 60, "rule": ""}
    first = criteria.add_criterion(values=values, by=people.coordinator)
    assert criteria.add_criterion(values=values, by=people.coordinator) == first
    assert Criterion.objects.count() == 6


def test_the_criteria_it_starts_from_are_named_in_three_languages(alef):
    for one in defaults():
        assert len({one.name_ar, one.name_en, one.name_fr}) == 3
        assert all((one.help_ar, one.help_en, one.help_fr))


@pytest.mark.parametrize(
    ("position", "followup_too", "marks"),
    [
        ("supported", False, (3, 0)),
        ("supported_in_part", False, (2, 0)),
        ("noted", True, (1, 3)),
        ("", True, (None, 3)),
    ],
)
def test_facts_propose_marks(alef, position, followup_too, marks):
    one = Recommendation(position=position, for_followup=followup_too)
    by_rule = [proposal(criterion, one) for criterion in defaults() if criterion.rule]
    assert tuple(found.value if found else None for found in by_rule) == marks


def test_a_proposal_is_not_a_mark(recommendation):
    assert not Mark.objects.filter(recommendation=recommendation).exists()
    assert recommendation.priority_score is None


def test_a_choice_for_followup_is_said_once_and_taken_back(recommendation, people, log):
    for chosen in (True, True, False):
        followup.choose_for_followup(recommendation=recommendation, chosen=chosen, by=people.analyst)
    assert log(recommendation) == ["not_chosen_for_followup", "chosen_for_followup"]
