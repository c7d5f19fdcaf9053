"""Each figure is the number of recommendations in the list behind it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from datetime import date
from urllib.parse import urlsplit

import pytest
from django.http import QueryDict

from shared.taxonomy.identity import term_id
from tenants.tracker.listing import facets, predicates
from tenants.tracker.listing.query import ListQuery
from tenants.tracker.models import Assignment, Recommendation, Tag
from tenants.tracker.overview.counting import Counts, count
from tenants.tracker.overview.figures import Figure, Figures
from tests.world import World

pytestmark = pytest.mark.usefixtures("alef", "on_an_institutions_host")


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
    found = list(shown(Figures(count())))
    assert len(found) > 12
    assert [(one.url, one.count) for one in found] == [(one.url, listed_at(one.url)) for one in found]


def test_every_stretch_of_a_bar_is_what_its_list_holds(alef: World) -> None:
    _some_work_is_done(alef)
    figures = Figures(count())
    lines = [*figures.progress_by_mechanism, *figures.progress_by_responsible]
    assert sum(line.assessed for line in lines) > 0
    for line in lines:
        assert line.counts == {rung: listed_at(url) for rung, url in line.urls.items()}
        assert line.assessed + line.without_account == listed_at(line.url)


def test_the_sample_is_counted_as_it_stands() -> None:
    figures = Figures(count())
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
    ]


def test_a_late_recommendation_counts_at_each_body_that_answers(alef: World) -> None:
    _some_work_is_done(alef)
    counts = count()
    assert counts.needs["past_due"] == 1
    assert dict(counts.past_due_by_responsible) == {
        alef.alef.bodies["Justice"].pk: 0,
        alef.alef.bodies["Interior"].pk: 1,
    }


def test_what_is_implemented_is_late_no_more(alef: World) -> None:
    Recommendation.objects.update(due_on=date(2020, 1, 1), status="implemented")
    assert count().needs["past_due"] == 0


def test_an_empty_tracker_counts_nothing() -> None:
    Assignment.objects.all().delete()
    Recommendation.objects.all().delete()
    figures = Figures(count())
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
