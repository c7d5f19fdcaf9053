"""The SMART check says what is missing, and nothing of what is there."""

from dataclasses import replace
from datetime import date

import pytest

from tenants.planning.actions import actions, indicators, milestones, serving
from tenants.planning.content import Content
from tenants.planning.definition import Definition
from tenants.planning.models import Action
from tenants.planning.smart import Quality, missing_by_quality, smart
from tenants.planning.verbs import begins_with_a_verb
from tenants.tracker.actions import clusters
from tests.tenants.planning.conftest import REGULATIONS, TRAINED


def missing(action):
    """Qualities that the action lacks, with how many things are missing for each."""
    checks = smart(Action.objects.whole().get(pk=action.pk))
    return {check.quality: len(check.missing) for check in checks if not check.is_met}


def test_a_whole_action_lacks_nothing(here):
    assert missing(here.whole) == {}


def test_a_bare_action_lacks_everything_and_is_told_all_of_it(here):
    assert missing(here.bare) == {
        Quality.SPECIFIC: 2,
        Quality.MEASURABLE: 1,
        Quality.ASSIGNED: 1,
        Quality.REALISTIC: 1,
        Quality.TIME_BOUND: 2,
    }


def test_each_sentence_is_the_readers(here):
    from django.utils.translation import override

    with override("ar"):
        told = [str(one) for check in smart(Action.objects.whole().get(pk=here.bare.pk)) for one in check.missing]
    assert "حدّد الجهة الرائدة." in told


def test_a_target_alone_is_not_what_an_action_is_for(here):
    for line in here.whole.serves.filter(recommendation__isnull=False):
        serving.unserve(line=line, by=here.people.analyst)
    assert missing(here.whole) == {Quality.SPECIFIC: 1}


def test_a_cluster_is_what_an_action_is_for(here):
    by = here.people.analyst
    cluster = clusters.create_cluster(title="Shelters", by=by)
    serving.serve(action=here.bare, cluster=cluster, by=by)
    assert missing(here.bare)[Quality.SPECIFIC] == 1


def sentences(action):
    checks = {check.quality: check for check in smart(Action.objects.whole().get(pk=action.pk))}
    return [str(one) for one in checks[Quality.MEASURABLE].missing]


def test_without_indicator_and_milestone_both_are_not_asked_at_once(here):
    assert sentences(here.bare) == ["Give it an indicator with baseline, target and unit."]


def test_milestones_alone_are_said_to_stand_and_not_to_be_enough(here):
    milestones.add(action=here.bare, words="Two are open", due_on=date(2026, 1, 1), by=here.people.analyst)
    assert sentences(here.bare) == [
        "Milestones stand: they show that it moves, not what it changes. Give it an indicator as well."
    ]


NOTHING = Definition(name_en="Shelters")
WHOLE_BUT = replace(TRAINED, name_en="Shelters")


@pytest.mark.parametrize(
    ("definitions", "words"),
    [
        ([NOTHING], ["baseline, with its day", "target, with its day", "in which unit"]),
        ([replace(WHOLE_BUT, unit="")], ["in which unit"]),
        ([replace(WHOLE_BUT, target=None, target_on=None)], ["target, with its day"]),
        (
            [replace(WHOLE_BUT, unit=""), replace(NOTHING, name_en="Other", unit="beds")],
            ["No indicator has baseline, target and unit together."],
        ),
        ([Definition(name_en="Law", kind="structural", is_yes_no=True)], ["baseline, with its day", "target, with"]),
    ],
)
def test_an_indicator_is_told_what_it_lacks(here, definitions, words):
    for definition in definitions:
        made = indicators.add(definition=definition, body=None, by=here.people.analyst)
        indicators.attach(indicator=made, action=here.bare, by=here.people.analyst)
    found = sentences(here.bare)
    assert len(found) == len(words)
    assert [word for word, sentence in zip(words, found, strict=True) if word not in sentence] == []


def test_a_retired_indicator_measures_nothing(here):
    indicators.retire(indicator=here.indicator, by=here.people.analyst)
    assert Quality.MEASURABLE in missing(here.whole)


def test_saying_that_it_costs_nothing_is_realistic(here):
    content = Content(title_en="Shelters", costs_nothing=True)
    actions.change(action=here.bare, content=content, by=here.people.analyst)
    assert Quality.REALISTIC not in missing(here.bare)


@pytest.mark.parametrize("day", [date(2024, 12, 31), date(2027, 1, 1)])
def test_a_milestone_outside_the_time_of_the_action_is_told(here, day):
    milestones.add(action=here.whole, words="Too early or late", due_on=day, by=here.people.analyst)
    assert missing(here.whole) == {Quality.TIME_BOUND: 1}


def test_one_day_missing_is_told_by_itself(here):
    actions.change(action=here.whole, content=replace(REGULATIONS, ends_on=None), by=here.people.analyst)
    assert missing(here.whole) == {Quality.TIME_BOUND: 1}


def test_it_is_counted_over_the_plan(here):
    counts = missing_by_quality(here.plan.actions.whole())
    assert counts == dict.fromkeys(Quality, 1)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Issue the regulations"),
        ("fr", "Créer une commission"),
        ("fr", "Élaboration d’un guide"),
        ("ar", "إصدار اللائحة التنفيذية"),
        ("ar", "إنشاءُ مرصد وطني"),
        ("ar", "اعتماد قانون"),
    ],
)
def test_a_deed_is_known_by_its_first_word(language, title):
    assert begins_with_a_verb(title, language)


@pytest.mark.parametrize(
    ("language", "title"),
    [
        ("en", "Shelters for women"),
        ("en", "Train"),
        ("fr", "Terres collectives"),
        ("ar", "ثقافة حقوق الإنسان"),
        ("en", ""),
    ],
)
def test_a_title_without_a_deed_is_noticed(language, title):
    assert not begins_with_a_verb(title, language)
