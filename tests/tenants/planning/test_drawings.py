"""The chart of an indicator and the timeline of the plan: what stands where, from the edge at which reading begins."""

from datetime import date
from decimal import Decimal
from types import SimpleNamespace

import pytest
from django.utils import translation

from tenants.planning.chart import END, FOOT, HEIGHT, START, TOP, chart, scale
from tenants.planning.chart import WIDTH as CHART
from tenants.planning.models import Action, Indicator, Measurement
from tenants.planning.timeline import WIDTH, WORDS, after, quarter, span, timeline

TODAY = date(2026, 5, 10)


def indicator(**more):
    given = {
        "baseline": Decimal(0), "baseline_on": date(2025, 1, 1), "target": Decimal(100), "target_on": date(2027, 1, 1),
    }  # fmt: skip
    return Indicator(**{**given, **more})


def measured(*pairs):
    return [Measurement(on=day, value=Decimal(str(value))) for day, value in pairs]


def test_the_line_runs_from_baseline_to_target_where_reading_begins():
    with translation.override("en"):
        drawn = chart(indicator(), measured((date(2026, 1, 1), 50)))
        (baseline, target) = drawn.ends
        assert (baseline.x, target.x) == (START, CHART - END)
        assert (baseline.y, target.y) == (HEIGHT - FOOT, TOP)
        assert drawn.points[0].x == pytest.approx((baseline.x + target.x) / 2, abs=0.5)
        assert drawn.points[0].y == pytest.approx((baseline.y + target.y) / 2, abs=0.5)
    with translation.override("ar"):
        turned = chart(indicator(), measured((date(2026, 1, 1), 50)))
        assert [one.x for one in turned.ends] == [CHART - baseline.x, CHART - target.x]
        assert [one.y for one in turned.ends] == [baseline.y, target.y]


def test_points_are_joined_in_the_order_of_their_days():
    with translation.override("en"):
        drawn = chart(indicator(), measured((date(2026, 6, 1), 60), (date(2025, 6, 1), 20)))
    xs = [one.x for one in drawn.points]
    assert xs == sorted(xs)
    assert drawn.path.startswith(f"M{drawn.points[0].x} {drawn.points[0].y}L")


def test_yes_and_no_are_two_lines_and_no_way_leads_between_them():
    law = indicator(kind="structural", is_yes_no=True, target=Decimal(1))
    with translation.override("en"):
        drawn = chart(law, measured((date(2026, 1, 1), 0)))
    assert [rule.label for rule in drawn.across] == ["no", "yes"]
    assert drawn.goal == ""


def test_with_nothing_to_draw_there_is_no_chart():
    assert chart(Indicator(), []) is None
    assert chart(indicator(target=None, target_on=None), []) is None
    assert chart(Indicator(), measured((date(2026, 1, 1), 3))) is not None


@pytest.mark.parametrize(
    ("least", "most", "lines"),
    [
        ("0", "100", ("0", "100", "50")),
        ("62", "80", ("60", "80", "5")),
        ("3.1", "3.4", ("3.1", "3.4", "0.1")),
        ("7", "7", ("6", "8", "0.5")),
        ("0", "0", ("0", "1", "0.5")),
        ("-5", "12", ("-5", "15", "5")),
        ("10", "1900", ("0", "2000", "500")),
    ],
)
def test_the_scale_is_of_round_numbers_that_hold_all_values(least, most, lines):
    low, high, step = scale(Decimal(least), Decimal(most))
    assert low <= Decimal(least)
    assert high >= Decimal(most)
    assert (low, high, step) == tuple(map(Decimal, lines))


def action(**more):
    given = {"title_en": "Train judges", "standing": "in_progress", "starts_on": date(2026, 1, 1)}
    one = Action(**{**given, "ends_on": date(2026, 12, 31), **more})
    one._prefetched_objects_cache = {"milestones": more.pop("milestones", [])}
    return one


def milestone(due_on, reached_on=None):
    return SimpleNamespace(words="There", due_on=due_on, reached_on=reached_on)


def drawn(*actions, everything=None, language="en"):
    days = [day for one in everything or actions for day in (one.starts_on, one.ends_on) if day]
    with translation.override(language):
        found = timeline(actions, days, TODAY)
    return found, [line for line in found.lines if line.action]


def test_a_bar_reaches_from_its_first_day_to_its_last():
    found, (line,) = drawn(action())
    assert line.bar == (WORDS, pytest.approx(WIDTH - WORDS - 14, abs=0.2))
    assert [tick.label for tick in found.ticks] == ["2026", "Q1", "Q2", "Q3", "Q4"]


def test_in_arabic_time_runs_from_the_other_edge():
    half = {"ends_on": date(2026, 6, 30)}
    other = action(starts_on=date(2026, 7, 1))
    _found, (first, _second) = drawn(action(**half), other)
    turned, (mirrored, _other) = drawn(action(**half), other, language="ar")
    assert mirrored.bar[0] == pytest.approx(WIDTH - first.bar[0] - first.bar[1], abs=0.2)
    assert mirrored.bar[1] == first.bar[1]
    assert turned.start == WIDTH


@pytest.mark.parametrize(
    ("standing", "tone"), [("not_started", "none"), ("in_progress", "going"), ("done", "done"), ("abandoned", "not")]
)
def test_the_standing_has_its_fill(standing, tone):
    assert drawn(action(standing=standing))[1][0].tone == tone


def test_one_day_alone_is_an_edge_and_no_day_is_neither():
    _found, (one, none) = drawn(action(ends_on=None), action(starts_on=None, ends_on=None))
    assert (one.bar, one.edge is None) == (None, False)
    assert (none.bar, none.edge) == (None, None)


def test_milestones_say_whether_they_were_reached_or_missed():
    marks = [
        milestone(date(2026, 2, 1), date(2026, 2, 3)), milestone(date(2026, 4, 1)), milestone(date(2026, 9, 1)),
    ]  # fmt: skip
    one = action()
    one._prefetched_objects_cache["milestones"] = marks
    assert [mark.shape for mark in drawn(one)[1][0].marks] == ["on", "late", "off"]
    over = action(standing="done")
    over._prefetched_objects_cache["milestones"] = marks
    assert [mark.shape for mark in drawn(over)[1][0].marks] == ["on", "off", "off"]


def test_what_is_past_its_end_is_marked_unless_it_is_over():
    late = {"ends_on": date(2026, 3, 31)}
    _found, (open_, done) = drawn(action(**late), action(standing="done", **late))
    assert open_.late is not None
    assert done.late is None


def test_a_page_is_laid_along_the_whole_plans_time():
    far = action(starts_on=date(2029, 1, 1), ends_on=date(2029, 12, 31))
    one = action()
    found, (line,) = drawn(one, everything=[one, far])
    assert [tick.label for tick in found.ticks if tick.is_year] == ["2026", "2027", "2028", "2029"]
    assert line.bar[1] < (WIDTH - WORDS) / 3


def test_each_body_has_its_heading_once():
    found, lines = drawn(action(), action(), action())
    assert len(found.lines) - len(lines) == 1


def test_today_has_its_line_where_it_falls_within():
    assert drawn(action())[0].today is not None
    assert drawn(action(starts_on=date(2027, 1, 1), ends_on=date(2027, 12, 31)))[0].today is None


def test_a_slip_of_the_pen_does_not_stretch_the_time():
    first, last = span([date(26, 1, 1), date(9999, 1, 1)], TODAY)
    assert (first.year, last.year) == (2011, 2052)
    assert span([], TODAY) == (date(2026, 4, 1), date(2026, 7, 1))


@pytest.mark.parametrize(("day", "number"), [(date(2026, 3, 31), 1), (date(2026, 4, 1), 2), (date(2026, 12, 31), 4)])
def test_quarters_are_counted(day, number):
    assert quarter(day) == number
    assert day < after(day.year, number)
