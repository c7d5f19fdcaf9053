"""The data files hold together."""

from __future__ import annotations

import pytest

from mutabaa.demo import fiction
from shared.taxonomy.catalogue import catalogue_from_files
from tenants.tracker.status import PLACES

SLUGS = [one.slug for one in fiction.members()]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_code_is_the_taxonomys(slug: str) -> None:
    terms = catalogue_from_files()
    for said in fiction.recommendations(slug):
        assert said.body in terms.body_by_code
        assert {*said.themes, *said.suggested_themes} <= terms.theme_by_code.keys()
        assert set(said.groups) <= terms.group_by_code.keys()
        assert set(said.sdgs) <= terms.sdg_by_code.keys()
        assert {account.value for account in said.accounts} <= terms.scale_value_by_code.keys()
        assert not said.position or said.position in terms.position_by_code


@pytest.mark.parametrize("slug", SLUGS)
def test_every_cluster_has_a_title_in_three_languages_and_members(slug: str) -> None:
    titles = fiction.cluster_titles(slug)
    assert {key for said in fiction.recommendations(slug) for key in said.clusters} == set(titles)
    assert all(set(words) == {"ar", "en", "fr"} and all(words.values()) for words in titles.values())


@pytest.mark.parametrize("slug", SLUGS)
def test_what_repeats_names_a_recommendation_that_is_there(slug: str) -> None:
    held = {said.key for said in fiction.recommendations(slug)}
    assert {key for said in fiction.recommendations(slug) for key in said.repeats} <= held


@pytest.mark.parametrize("one", fiction.members(), ids=SLUGS)
def test_bodies_that_answer_are_the_institutions(one: fiction.Member) -> None:
    codes = {body.code for body in one.bodies}
    for said in fiction.recommendations(one.slug):
        assert {said.lead, *said.supporting} - {""} <= codes


def test_a_session_that_is_no_number_is_left_out() -> None:
    accreditation = [said for said in fiction.recommendations("rimal") if said.body == "GANHRI-SCA"]
    assert accreditation
    assert {said.session for said in accreditation} == {None}


def test_accounts_reach_every_rung_of_the_ladder() -> None:
    said = {a.value for slug in SLUGS for row in fiction.recommendations(slug) for a in row.accounts}
    assert {PLACES[value] for value in said if value in PLACES} == set(PLACES.values())
