"""The chart of one recommendation's history: what is drawn where, and the table that says the same."""

import re
from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
import time_machine
from django.utils.translation import override

from tenants.tracker.models import Assessment, Recommendation, ScaleValue, StatusChange
from tenants.tracker.record.chart import ROW, chart
from tenants.tracker.scales.wording import Scales
from tenants.tracker.status import place

# The scales are read from the reference lists in the database.
pytestmark = pytest.mark.usefixtures("database")

HERE = SimpleNamespace(name="National Committee", kind="nmirf")
NOW = datetime(2026, 7, 1, 12, tzinfo=UTC)
KINDS = {"state": "state", "nhri": "nhri", "cso": "civil_society", "treaty_body": "committee"}


def account(value, on, **more):
    kind = KINDS[value.partition(":")[0]]
    return Assessment(
        assessor_kind=kind, value=value, progress=place(value), assessed_on=on,
        recorded_at=datetime(on.year, on.month, on.day, 9, tzinfo=UTC), **more,
    )  # fmt: skip


def step(before, after, on):
    return StatusChange(before=before, after=after, at=datetime(on.year, on.month, on.day, 9, tzinfo=UTC))


def drawn(given, changes=(), status="", language="en"):
    with time_machine.travel(NOW, tick=False), override(language):
        return chart(Recommendation(status=status), given, list(changes), HERE, Scales([]))


PLANNED = account("state:planned", date(2024, 7, 1))
DONE = account("state:implemented", date(2025, 7, 1))
LIMITED = account("nhri:limited", date(2026, 1, 1))


def number(percent):
    return float(percent.rstrip("%"))


def test_one_account_is_no_history():
    assert drawn([PLANNED], status="not_started") is None


def test_a_line_runs_from_each_account_to_the_next_and_to_today():
    series = drawn([DONE, PLANNED]).series
    assert len(series) == 1
    assert [round(number(point.x)) for point in series[0].points] == [2, 50]
    level, up, last = series[0].strokes
    assert (level.y1, level.x2) == (level.y2, up.x1)
    assert (up.y1, up.y2) == (level.y1, last.y1)
    assert up.y2 < up.y1
    assert number(last.x2) == 97.5


def test_time_runs_from_the_start_edge_in_both_directions():
    left, right = (drawn([DONE, PLANNED], language=code) for code in ("en", "ar"))
    for one, other in zip(left.series[0].points, right.series[0].points, strict=True):
        assert number(one.x) == pytest.approx(100 - number(other.x))
    assert (left.edge, right.edge) == ("0.00%", "100.00%")


def test_bands_of_the_status_lie_between_the_edges_in_both_directions():
    steps = [step("", "not_started", date(2024, 7, 1)), step("not_started", "implemented", date(2025, 7, 1))]
    for language in ("en", "ar"):
        first, second = drawn([DONE, PLANNED], steps, language=language).bands
        edges = sorted([number(first.x), number(first.x) + number(first.width),
                        number(second.x), number(second.x) + number(second.width)])  # fmt: skip
        assert (edges[0], edges[-1]) == (2.5, 97.5)
        assert edges[1] == pytest.approx(edges[2], abs=0.02)
        assert second.y < first.y


def test_before_the_first_step_the_status_was_what_it_came_from():
    bands = drawn([DONE, PLANNED], [step("not_started", "implemented", date(2025, 7, 1))]).bands
    assert len(bands) == 2
    assert number(bands[0].x) == 2.5


def test_assessors_are_told_apart_by_shape_and_dashes():
    one, other = drawn([PLANNED, LIMITED]).series
    assert one.shape != other.shape
    assert one.dashes != other.dashes


def test_the_lowest_rung_and_the_silent_one_stand_only_where_needed():
    assert len(drawn([PLANNED, DONE]).rungs) == 4
    lower = drawn([PLANNED, account("cso:worse", date(2025, 1, 1)), account("nhri:no_info", date(2025, 1, 1))])
    assert [str(rung.label) for rung in lower.rungs][-2:] == ["Not implemented", "Says nothing about progress"]
    assert lower.height > ROW * 6


def test_a_withdrawn_account_is_not_drawn():
    withdrawn = account("state:implemented", date(2025, 7, 1), withdrawn_at=NOW)
    assert drawn([PLANNED, withdrawn]) is None


def test_at_most_six_years_are_written():
    old = account("state:planned", date(1998, 7, 1))
    assert 3 <= len(drawn([old, DONE]).ticks) <= 6


@pytest.fixture
def story(inside):
    from tenants.tracker.actions import assessments

    with inside() as alef:
        ScaleValue(assessor_kind="state", code="state:own-1", own=True, label_en="Bill laid", progress="in_progress",
                   order=9).save()  # fmt: skip
        for value, on in (("state:planned", date(2024, 3, 1)), ("state:own-1", date(2025, 3, 1))):
            assessments.assess(
                recommendation=alef.first, kind="state", value=value, assessed_on=on, account={"en": "So it is."},
                by=alef.people.coordinator,
            )  # fmt: skip


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
def test_the_page_draws_it_with_its_table(story, reads, language):
    text = reads("observer", language=language)
    drawing = re.search(r'<svg width="100%".*?</svg>\n', text, re.S).group()
    assert 'role="img"' in drawing
    assert "style=" not in drawing
    assert drawing.count('class="pt"') == 2
    assert "Bill laid" in text


def test_the_history_tells_the_value_by_its_own_name(story, reads):
    assert "Bill laid" in reads("observer", "history")


def test_the_status_says_on_which_account_it_rests(story, reads):
    text = " ".join(reads("observer").split())
    assert "<strong>In progress</strong>, rests on the state’s account of" in text
    assert "1 March 2025" in text
