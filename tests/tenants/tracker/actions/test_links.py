import pytest

from tenants.tracker.actions import links
from tenants.tracker.actions.refusals import BadDate, UnknownTerm, WouldTurnInACircle
from tenants.tracker.models import Link


def link(later, earlier, by, kind="repeats"):
    return links.link(later=later, earlier=earlier, kind=kind, by=by)


def test_a_recommendation_repeats_an_earlier_one_and_both_histories_say_so(people, recommendations, log):
    later, earlier = recommendations[0], recommendations[5]
    link(later, earlier, people.analyst)
    assert log(later) == log(earlier) == ["linked"]


def test_saying_it_twice_is_saying_it_once(people, recommendations):
    for _again in range(2):
        link(recommendations[0], recommendations[5], people.analyst)
    assert Link.objects.count() == 1


def test_a_recommendation_does_not_repeat_itself(people, recommendation):
    with pytest.raises(WouldTurnInACircle):
        link(recommendation, recommendation, people.analyst)


def test_two_do_not_repeat_each_other(people, recommendations):
    link(recommendations[1], recommendations[0], people.analyst)
    with pytest.raises(WouldTurnInACircle):
        link(recommendations[0], recommendations[1], people.analyst)


def test_a_circle_over_several_and_of_several_kinds_is_refused(people, recommendations):
    first, second, third = recommendations[:3]
    link(second, first, people.analyst)
    link(third, second, people.analyst, "supersedes")
    with pytest.raises(WouldTurnInACircle):
        link(first, third, people.analyst, "splits")


def test_the_reviews_dates_decide_which_is_the_later(people, recommendations):
    upr, cedaw = recommendations[0], recommendations[5]
    with pytest.raises(BadDate):
        link(cedaw, upr, people.analyst)


def test_an_unknown_kind_of_link_is_refused(people, recommendations):
    with pytest.raises(UnknownTerm):
        link(recommendations[0], recommendations[5], people.analyst, "resembles")


def test_a_link_is_taken_back(people, recommendations):
    made = link(recommendations[0], recommendations[5], people.analyst)
    links.unlink(link=made, reason="A slip.", by=people.analyst)
    assert not Link.objects.exists()
