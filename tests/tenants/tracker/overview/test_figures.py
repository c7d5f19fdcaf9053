"""Each figure is the number of recommendations in the list behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict
from django.utils import timezone

from shared.taxonomy.identity import term_id
from tenants.tracker.listing import facets, predicates
from tenants.tracker.listing.query import ListQuery
from tenants.tracker.models import Assignment, Recommendation, StatusChange, Tag
from tenants.tracker.overview.counting import Counts, count
from tenants.tracker.overview.figures import Figure, Figures
from tenants.tracker.status_changes import moved_since
from tests.world import World

pytestmark = pytest.mark.usefixtures("alef", "on_an_institutions_host")


SINCE = date(2026, 10, 22)


def counted(**asked: Any) -> Counts:
    return count(since_day=SINCE, **asked)


def listed_at(url: str) -> int:
    """How many the list at this address holds."""
    query = ListQuery.read(QueryDict(urlsplit(url).query))
    return facets.count(query, predicates.reviews()).passing


def shown(figures: Figures) -> Iterator[Figure]:
    for mechanism in figures.by_mechanism:
        yield mechanism
        yield from mechanism.parts
    yield from figures.by_status
    yield figures.without_account
    yield from figures.by_position
    yield figures.without_position
    yield from figures.by_theme
    yield from figures.missing
    yield from figures.changes(SINCE)


def _some_work_is_done(world: World) -> None:
    """Statuses, dates, a supporting body, a suggested theme and a refused one beyond what the sample holds."""
    first, second, third, *_rest = Recommendation.objects.order_by("review_id", "order")
    Recommendation.objects.filter(pk=first.pk).update(status="partly", accounts_diverge=True)
    Recommendation.objects.filter(pk=second.pk).update(status="implemented", due_on=date(2020, 1, 1))
    Recommendation.objects.filter(pk=third.pk).update(due_on=date(2020, 1, 1))
    Assignment(recommendation=third, body=world.alef.bodies["Interior"], lead=False).save()
    for one, provenance in ((second, "suggested"), (third, "refused")):
        theme = term_id("theme", "women-violence")
        Tag(recommendation=one, kind="theme", term_id=theme, provenance=provenance).save()


def test_every_figure_is_what_its_list_holds(alef: World) -> None:
    _some_work_is_done(alef)
    found = list(shown(Figures(counted())))
    assert len(found) > 12
    assert [(one.url, one.count) for one in found] == [(one.url, listed_at(one.url)) for one in found]


def test_every_stretch_of_a_bar_is_what_its_list_holds(alef: World) -> None:
    _some_work_is_done(alef)
    figures = Figures(counted())
    lines = [*figures.progress_by_mechanism, *figures.progress_by_responsible]
    for by in ("theme", "group", "sdg"):
        lines += Figures(counted(by=by)).progress_by_term(by)
    assert sum(line.assessed for line in lines) > 0
    for line in lines:
        assert line.counts == {rung: listed_at(url) for rung, url in line.urls.items()}
        assert line.assessed + line.without_account == listed_at(line.url)


def test_the_sample_is_counted_as_it_stands() -> None:
    figures = Figures(counted())
    assert figures.total == 7
    assert [(one.label, one.count) for one in figures.by_mechanism] == [
        ("Universal Periodic Review", 5),
        ("Human rights treaty bodies", 2),
    ]
    assert {one.code: one.count for one in figures.by_position} == {
        "supported": 2,
        "supported_in_part": 1,
        "noted": 1,
        "pending": 1,
    }
    assert figures.without_position.count == 2
    assert [(one.label, one.count) for one in figures.missing] == [
        ("Without a confirmed theme", 6),
        ("Without a responsible body", 6),
        ("Without an account of progress", 7),
        ("No action in the plan", 7),
    ]


def test_a_late_recommendation_counts_at_each_body_that_answers(alef: World) -> None:
    _some_work_is_done(alef)
    counts = counted()
    assert counts.needs["past_due"] == 1
    assert dict(counts.past_due_by_responsible) == {
        alef.alef.bodies["Justice"].pk: 0,
        alef.alef.bodies["Interior"].pk: 1,
    }


def test_what_is_implemented_is_late_no_more(alef: World) -> None:
    Recommendation.objects.update(due_on=date(2020, 1, 1), status="implemented")
    assert counted().needs["past_due"] == 0


def test_an_empty_tracker_counts_nothing() -> None:
    Assignment.objects.all().delete()
    Recommendation.objects.all().delete()
    figures = Figures(counted())
    assert (figures.total, figures.by_mechanism, figures.without_account.percent) == (0, [], 0)


def test_treaty_bodies_with_few_accounts_share_a_line() -> None:
    cedaw, crc, cat = (term_id("body", code) for code in ("CEDAW", "CRC", "CAT"))
    counts = Counts(by_source={cedaw: Counter(partly=5), crc: Counter(partly=1), cat: Counter(implemented=2)})
    assert [(line.label, line.assessed) for line in Figures(counts).progress_by_mechanism] == [
        ("Committee on the Elimination of Discrimination against Women", 5),
        ("Human rights treaty bodies: the others", 3),
    ]


def test_a_mechanism_of_which_one_body_spoke_is_named_by_it() -> None:
    counts = Counts(by_source={term_id("body", "AHRC"): Counter(partly=1)})
    assert [line.label for line in Figures(counts).progress_by_mechanism] == ["Arab Human Rights Committee"]


def test_treaty_bodies_that_all_say_little_stand_as_one() -> None:
    crc, cat = (term_id("body", code) for code in ("CRC", "CAT"))
    counts = Counts(by_source={crc: Counter(partly=1), cat: Counter(implemented=2)})
    (line,) = Figures(counts).progress_by_mechanism
    assert (line.label, line.assessed) == ("Human rights treaty bodies", 3)
    assert line.url.endswith("?mechanism=TB")


def step(one: Recommendation, before: str, after: str, at: str) -> None:
    """One step of the status shown, and the status it leads to."""
    kind = "state" if after else ""
    moment = timezone.make_aware(datetime.fromisoformat(at))
    StatusChange(recommendation=one, before=before, after=after, at=moment, assessor_kind=kind).save()
    Recommendation.objects.filter(pk=one.pk).update(status=after)


@pytest.fixture
def moved() -> None:
    """One moved up by two steps, one fell back, one got its first account, one lost its only one, one came and went."""
    Recommendation.objects.update(created_at=timezone.make_aware(datetime(2026, 1, 1)))
    up, down, first, lost, round_trip, long_ago, new = Recommendation.objects.order_by("review_id", "order")
    step(up, "", "not_started", "2026-03-01")
    step(up, "not_started", "in_progress", "2026-10-22")
    step(up, "in_progress", "implemented", "2026-11-01")
    step(down, "", "partly", "2026-03-01")
    step(down, "partly", "not_implemented", "2026-11-01")
    step(first, "", "in_progress", "2026-11-02")
    step(lost, "", "partly", "2026-03-01")
    step(lost, "partly", "", "2026-11-02")
    step(round_trip, "", "partly", "2026-03-01")
    step(round_trip, "partly", "implemented", "2026-11-02")
    step(round_trip, "implemented", "partly", "2026-11-03")
    step(long_ago, "", "partly", "2026-10-21")
    Recommendation.objects.filter(pk=new.pk).update(created_at=timezone.make_aware(datetime(2026, 10, 22)))


def test_what_moved_since_a_month_ago_is_counted_from_then_to_now(moved: None) -> None:
    assert counted().changes == Counter(added=1, first=1, forward=1, implemented=1, back=1, lost=1)


def test_every_change_is_what_its_list_holds(moved: None) -> None:
    found = Figures(counted()).changes(SINCE)
    assert len(found) == 6
    assert [(one.url, one.count) for one in found] == [(one.url, listed_at(one.url)) for one in found]


def test_what_moved_agrees_with_the_steps_themselves(moved: None) -> None:
    changes = counted().changes
    moves = moved_since(SINCE)
    assert sum(1 for one in moves if one.then and one.now) == changes["forward"] + changes["back"]
    assert [one.now for one in moves if not one.then] == ["in_progress"] * changes["first"]


def test_the_figures_of_one_body_are_those_it_leads_or_supports(alef: World) -> None:
    _some_work_is_done(alef)
    body = alef.alef.bodies["Interior"].pk
    figures = Figures(counted(body=body, by="theme"), body=body)
    assert figures.total == Assignment.objects.filter(body=body).count() == 2
    assert [(one.url, one.count) for one in shown(figures)] == [(one.url, listed_at(one.url)) for one in shown(figures)]
    lines = [*figures.progress_by_mechanism, *figures.progress_by_term("theme")]
    assert [line.counts for line in lines] == [
        {rung: listed_at(url) for rung, url in line.urls.items()} for line in lines
    ]


def test_goals_hold_their_targets_and_count_a_recommendation_once() -> None:
    one = Recommendation.objects.order_by("order").first()
    Tag.objects.filter(kind="sdg").delete()
    for code in ("5", "5.1", "5.2"):
        Tag(recommendation=one, kind="sdg", term_id=term_id("sdg", code), provenance="confirmed").save()
    (goal,) = Figures(counted(by="sdg")).progress_by_term("sdg")
    assert goal.label.startswith("5 ")
    assert goal.without_account == 1


@pytest.mark.parametrize(
    "value", ["sideways-2026-10-22", "forward-yesterday", "forward", "2026-10-22", "forward-2026-13-01"]
)
def test_a_move_that_is_none_narrows_nothing(value: str) -> None:
    assert listed_at(f"/en/recommendations/?moved={value}") == 7
