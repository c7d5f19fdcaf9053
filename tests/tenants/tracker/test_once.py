"""Counted once: the rule of tenants.tracker.once, in the list, on the overview and in clusters."""

from datetime import date

import pytest
from django.http import QueryDict
from django.test import override_settings

from tenants.tracker.actions import clusters, links
from tenants.tracker.clusters.figures import figures
from tenants.tracker.listing import facets, predicates, rows
from tenants.tracker.listing.query import ListQuery
from tenants.tracker.models import Link, Recommendation
from tenants.tracker.overview import counting
from tenants.tracker.record.repeats import family_of


def of(paragraph):
    return Recommendation.objects.get(paragraph=paragraph)


def listed(query):
    return {one.paragraph for one in rows.page(ListQuery.read(QueryDict(query)), predicates.reviews())}


@pytest.fixture
def by(alef):
    return alef.alef.members["analyst"]


@pytest.mark.parametrize("kind", ["repeats", "supersedes", "merges", "splits"])
def test_the_earlier_end_of_any_link_is_left_out(by, kind):
    links.link(later=of("140.1"), earlier=of("24 (b)"), kind=kind, by=by)
    assert "24 (b)" in listed("")
    assert listed("") - listed("count=once") == {"24 (b)"}


def test_the_whole_is_left_out_and_both_parts_count(by):
    for part in ("140.1", "140.2"):
        links.link(later=of(part), earlier=of("24 (d)"), kind="splits", by=by)
    assert listed("") - listed("count=once") == {"24 (d)"}


def test_all_sources_of_a_merger_are_left_out(by):
    for source in ("24 (b)", "24 (d)"):
        links.link(later=of("140.3"), earlier=of(source), kind="merges", by=by)
    assert listed("") - listed("count=once") == {"24 (b)", "24 (d)"}


@pytest.fixture
def chain(by):
    """24 (b) repeated by 140.1, that by 140.2, that by 140.3."""
    for later, earlier in (("140.1", "24 (b)"), ("140.2", "140.1"), ("140.3", "140.2")):
        links.link(later=of(later), earlier=of(earlier), kind="repeats", by=by)


def test_of_a_chain_only_the_latest_counts(chain):
    assert listed("") - listed("count=once") == {"24 (b)", "140.1", "140.2"}


def test_every_row_of_a_chain_says_how_often_it_was_received(chain):
    found = rows.page(ListQuery(), predicates.reviews())
    told = {one.paragraph: one.received for one in found if one.received[0] > 1}
    assert told == dict.fromkeys(("24 (b)", "140.1", "140.2", "140.3"), [4, 2024])
    family = family_of(of("140.2"))
    assert (len(family.keys), family.since) == (4, 2024)


def test_a_circle_that_was_written_past_the_rules_ends(chain):
    Link(later=of("24 (b)"), earlier=of("140.3"), kind="repeats").save()
    assert len(family_of(of("140.1")).keys) == 4
    assert rows.page(ListQuery(), predicates.reviews())[0].received


def test_the_facets_and_the_number_agree_with_the_list(chain):
    query = ListQuery.read(QueryDict("count=once"))
    counts = facets.count(query, predicates.reviews())
    assert counts.passing == len(listed("count=once")) == 4
    assert counts.by_facet["body"] == {"UPR": 3, "CEDAW": 1}
    assert counts.of_all == 7


def test_the_switch_is_written_back_into_the_address():
    query = ListQuery.read(QueryDict("position=noted&count=once"))
    assert query.encode() == "position=noted&count=once"
    assert query.without("count", "once").encode() == "position=noted"
    assert ListQuery.read(QueryDict("count=twice")).encode() == ""


def test_the_overview_counts_once_where_it_says_so(chain):
    assert counting.count(since_day=date(2026, 1, 1)).total == 7
    once = counting.count(since_day=date(2026, 1, 1), once=True)
    assert once.total == 4
    assert sum(once.by_theme.values()) == 0  # the only tagged one is repeated later


@override_settings(ROOT_URLCONF="mutabaa.urls_institution")
def test_a_cluster_counts_once_and_says_how_many_it_holds(chain, by):
    cluster = clusters.create_cluster(title="All of them", by=by)
    for paragraph in ("24 (b)", "140.1", "140.3", "140.4"):
        clusters.add_to_cluster(cluster=cluster, recommendation=of(paragraph), by=by)
    (one,) = figures([cluster])
    assert (one.total, one.counted, one.first, one.last) == (4, 2, 2024, 2025)
    assert sum(one.statuses.values()) == one.counted
    address = one.list_url.partition("?")[2]
    assert len(listed(address)) == one.counted
