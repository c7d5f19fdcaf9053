"""Indicators are written, changed, tied to what they speak of, and retired."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest

from tenants.planning.actions import indicators, measurements, plans
from tenants.planning.actions.measurements import Reading
from tenants.planning.definition import Definition
from tenants.planning.indicator_list import indicators_of_cluster
from tenants.planning.models import Indicator, IndicatorOf, Measurement
from tenants.planning.refusals import (
    BadDate,
    BodyCannotAnswer,
    ChangedSince,
    MeasuredAlready,
    NotAMeasurement,
    NotAnIndicator,
    NothingToServe,
    PlanRests,
    ReasonMissing,
)
from tenants.tracker.actions import clusters
from tests.tenants.planning.conftest import TRAINED

LAW = Definition(
    name_en="The act is in force", kind="structural", is_yes_no=True, baseline=Decimal(0), baseline_on=date(2025, 1, 1),
    target=Decimal(1), target_on=date(2026, 6, 30),
)  # fmt: skip


def add(here, definition=LAW, body=None):
    return indicators.add(definition=definition, body=body, by=here.people.analyst)


def test_it_is_written_with_what_follows_from_it(here, log):
    made = Indicator.objects.get(pk=add(here).pk)
    assert (made.course, made.due_on, made.last_on) == ("unmeasured", date(2026, 1, 1), None)
    assert log(made) == ["indicator_added"]


def test_the_same_one_sent_twice_is_one(here):
    assert add(here).pk == add(here).pk
    assert add(here, body=here.bodies.Justice).pk != add(here).pk


@pytest.mark.parametrize(
    "wrong",
    [
        {"name_en": " "},
        {"kind": "other"},
        {"wanted": "sideways"},
        {"frequency": "daily"},
        {"baseline_on": None},
        {"target": None},
        {"target_on": date(2025, 1, 1)},
        {"target": Decimal(2)},
        {"kind": "process"},
        {"unit": "laws"},
        {"labels": ("women",)},
        {"wanted": "lower"},
        {"frequency": "once", "target": None, "target_on": None},
        {"is_yes_no": False, "labels": tuple(map(str, range(21)))},
        {"is_yes_no": False, "labels": ("x" * 41,)},
    ],
)
def test_what_does_not_hold_together_is_refused(here, wrong):
    before = Indicator.objects.count()
    with pytest.raises(NotAnIndicator):
        add(here, replace(LAW, **wrong))
    assert Indicator.objects.count() == before


def test_a_retired_body_measures_nothing_new_and_keeps_what_it_has(here):
    from django.utils import timezone

    here.bodies.Justice.retired_at = timezone.now()
    here.bodies.Justice.save()
    with pytest.raises(BodyCannotAnswer):
        add(here, body=here.bodies.Justice)
    changed = indicators.change(
        indicator=here.indicator, definition=replace(TRAINED, unit="judges"), body=here.bodies.Justice,
        by=here.people.analyst,
    )  # fmt: skip
    assert changed.unit == "judges"


def test_a_change_of_the_target_judges_anew(here):
    assert here.indicator.course == "behind"
    changed = indicators.change(
        indicator=here.indicator, definition=replace(TRAINED, target=Decimal(100)), body=here.bodies.Justice,
        by=here.people.analyst,
    )  # fmt: skip
    assert Indicator.objects.get(pk=changed.pk).course == "on_course"


def test_a_form_that_is_too_old_is_refused(here):
    by, seen = here.people.analyst, here.indicator.changed_at
    indicators.change(indicator=here.indicator, definition=replace(TRAINED, unit="judges"), body=None, by=by)
    with pytest.raises(ChangedSince):
        indicators.change(indicator=here.indicator, definition=TRAINED, body=None, by=by, seen=seen)


def test_figures_do_not_become_answers(here):
    with pytest.raises(NotAnIndicator):
        indicators.change(indicator=here.indicator, definition=LAW, body=None, by=here.people.analyst)


def test_it_speaks_of_one_thing_a_line_and_of_each_once(here, log):
    by, made = here.people.analyst, add(here)
    first = indicators.attach(indicator=made, recommendation=here.recommendations[0], by=by)
    assert indicators.attach(indicator=made, recommendation=here.recommendations[0], by=by).pk == first.pk
    assert "indicated" in log(here.recommendations[0])
    with pytest.raises(NothingToServe):
        indicators.attach(indicator=made, by=by)
    with pytest.raises(NothingToServe):
        indicators.attach(indicator=made, action=here.whole, recommendation=here.recommendations[0], by=by)
    indicators.detach(line=first, by=by)
    indicators.detach(line=first, by=by)
    assert not made.lines.exists()
    assert log(here.recommendations[0]).count("indicated_no_longer") == 1


def test_an_indicator_outside_the_plan_changes_while_the_plan_rests(here):
    made = add(here)
    plans.adopt(plan=here.plan, by=here.people.coordinator)
    changed = indicators.change(
        indicator=made, definition=replace(LAW, source="Official gazette"), body=None, by=here.people.analyst
    )
    assert changed.source == "Official gazette"
    indicators.attach(indicator=made, recommendation=here.recommendations[0], by=here.people.analyst)
    with pytest.raises(PlanRests):
        indicators.attach(indicator=made, action=here.whole, by=here.people.analyst)


def test_of_a_recommendation_come_its_own_its_clusters_and_its_actions(here):
    by = here.people.analyst
    cluster = clusters.create_cluster(title="Courts", by=by)
    clusters.add_to_cluster(cluster=cluster, recommendation=here.recommendations[0], by=by)
    own, gathered = add(here), add(here, replace(LAW, name_en="Gathered"))
    indicators.attach(indicator=own, recommendation=here.recommendations[0], by=by)
    indicators.attach(indicator=gathered, cluster=cluster, by=by)
    found = Indicator.objects.of_recommendation(here.recommendations[0])
    assert {one.pk for one in found} == {own.pk, gathered.pk, here.indicator.pk}
    assert not Indicator.objects.of_recommendation(here.recommendations[1]).exists()
    assert indicators_of_cluster(cluster) == [gathered]


def test_a_retired_one_asks_for_nothing_until_it_is_restored(here):
    by = here.people.analyst
    retired = indicators.retire(indicator=here.indicator, by=by)
    assert (retired.due_on, Indicator.objects.standing().count()) == (None, 0)
    with pytest.raises(NotAMeasurement):
        measurements.measure(indicator=here.indicator, reading=Reading(Decimal(1), date(2026, 1, 1)), by=by)
    assert indicators.restore(indicator=here.indicator, by=by).due_on == date(2026, 1, 1)


def reading(value=60, on=date(2026, 1, 1), **more):
    return Reading(Decimal(value), on, **more)


def test_a_measurement_moves_course_and_due_day(here):
    measurements.measure(indicator=here.indicator, reading=reading(110), by=here.people.focal_point)
    now = Indicator.objects.get(pk=here.indicator.pk)
    assert (now.last_value, now.last_on, now.course, now.due_on) == (
        110,
        date(2026, 1, 1),
        "on_course",
        date(2026, 7, 1),
    )


def test_one_of_an_earlier_day_leaves_the_last_the_last(here):
    measurements.measure(indicator=here.indicator, reading=reading(10, date(2025, 4, 1)), by=here.people.analyst)
    assert Indicator.objects.get(pk=here.indicator.pk).last_on == date(2025, 7, 1)


def test_a_measurement_sent_twice_is_one_and_another_of_the_day_is_refused(here):
    by = here.people.analyst
    one = measurements.measure(indicator=here.indicator, reading=reading(parts={"women": Decimal(20)}), by=by)
    twin = measurements.measure(indicator=here.indicator, reading=reading(parts={"women": Decimal("20.0")}), by=by)
    assert one.pk == twin.pk
    with pytest.raises(MeasuredAlready):
        measurements.measure(indicator=here.indicator, reading=reading(61), by=by)


@pytest.mark.parametrize(
    ("wrong", "refusal"),
    [
        ({"on": date(2999, 1, 1)}, BadDate),
        ({"parts": {"children": Decimal(1)}}, NotAMeasurement),
    ],
)
def test_what_is_no_measurement_of_it_is_refused(here, wrong, refusal):
    with pytest.raises(refusal):
        measurements.measure(indicator=here.indicator, reading=reading(**wrong), by=here.people.analyst)


def test_an_answer_is_yes_or_no(here):
    law = add(here)
    with pytest.raises(NotAMeasurement):
        measurements.measure(indicator=law, reading=reading(2), by=here.people.analyst)
    measurements.measure(indicator=law, reading=reading(1), by=here.people.analyst)
    assert Indicator.objects.get(pk=law.pk).course == "reached"


def test_a_correction_keeps_both_and_its_reason(here, log):
    by = here.people.focal_point
    made = measurements.correct(
        measurement=here.measurement, reading=reading(130, date(2025, 7, 2)), reason="Two lists were left out", by=by
    )
    before = Measurement.objects.get(pk=here.measurement.pk)
    assert (before.value, before.replaced_at is None, made.corrects_id) == (30, False, before.pk)
    assert list(here.indicator.measurements.standing()) == [made]
    assert Indicator.objects.get(pk=here.indicator.pk).last_value == 130
    assert log(here.indicator)[0] == "measurement_corrected"


def test_a_correction_sent_twice_is_one(here):
    given = {"measurement": here.measurement, "reading": reading(31), "reason": "Slip", "by": here.people.analyst}
    assert measurements.correct(**given).pk == measurements.correct(**given).pk
    with pytest.raises(MeasuredAlready):
        measurements.correct(**{**given, "reading": reading(32)})
    assert Measurement.objects.count() == 2


def test_a_correction_needs_its_reason_and_a_free_day(here):
    by = here.people.analyst
    with pytest.raises(ReasonMissing):
        measurements.correct(measurement=here.measurement, reading=reading(31), reason=" ", by=by)
    measurements.measure(indicator=here.indicator, reading=reading(40), by=by)
    with pytest.raises(MeasuredAlready):
        measurements.correct(measurement=here.measurement, reading=reading(31), reason="Slip", by=by)


def test_a_recommendation_that_an_indicator_speaks_of_keeps_its_import(here):
    from tenants.tracker.slots import built_upon

    key = here.recommendations[3].pk
    assert "an indicator measures it" not in map(str, built_upon([key]).get(key, []))
    indicators.attach(indicator=here.indicator, recommendation=here.recommendations[3], by=here.people.analyst)
    assert "an indicator measures it" in map(str, built_upon([key])[key])
    assert IndicatorOf.objects.filter(recommendation=key).count() == 1
