"""A person's notices are her own."""

import pytest

from shared.isolation.scope import in_institution
from tenants.notices import kinds
from tenants.notices.kinds import notice_kind
from tenants.notices.models import Notice
from tenants.notices.telling import tell

ROLES = ("coordinator", "analyst", "focal_point", "assessor", "observer")


@pytest.fixture
def tell_them(world, database, monkeypatch):
    """`tell_them("analyst")` tells a member of alef something and gives the notice."""
    monkeypatch.setattr(kinds, "_kinds", dict(kinds._kinds))
    notice_kind("greeting", line="Justice <b>is</b> awaited on %(due_on)s")

    def telling(role, key="one", slug="alef"):
        place = getattr(world, slug)
        with in_institution(place.institution):
            return tell(
                member=place.members[role], kind="greeting", key=key, path="plan/", facts={"due_on": "2026-11-21"}
            )

    return telling


@pytest.mark.parametrize("role", ROLES)
def test_each_reads_her_own_and_nobody_elses(browse, tell_them, role):
    tell_them(role)
    other = tell_them("coordinator" if role != "coordinator" else "analyst", "secret")
    page = browse("alef", role).get("/en/notices/")
    assert page.content.decode().count("awaited on 21 November 2026") == 1
    assert browse("alef", role).get(f"/en/notices/{other.pk}/").status_code == 404


def test_a_neighbours_notice_is_not_found(browse, tell_them):
    theirs = tell_them("coordinator", slug="ba")
    assert browse("alef", "coordinator").get(f"/en/notices/{theirs.pk}/").status_code == 404


def test_the_band_counts_what_is_new_until_it_is_opened(browse, tell_them):
    notice = tell_them("analyst")
    client = browse("alef", "analyst")
    assert '<span class="n">1</span></a>' in client.get("/en/plan/").content.decode()
    answer = client.get(f"/en/notices/{notice.pk}/")
    assert (answer.status_code, answer["Location"]) == (302, "/en/plan/")
    assert '<span class="n">1</span></a>' not in client.get("/en/plan/").content.decode()


def test_all_are_seen_at_once(browse, tell_them, world):
    tell_them("analyst")
    tell_them("observer")
    browse("alef", "analyst").post("/en/notices/seen/")
    with in_institution(world.alef.institution):
        assert [notice.member_id for notice in Notice.objects.unseen()] == [world.alef.members["observer"].pk]


def test_markup_in_a_line_stays_text(browse, tell_them):
    tell_them("analyst")
    assert "<b>is</b>" not in browse("alef", "analyst").get("/en/notices/").content.decode()


def test_the_page_costs_the_same_however_many_there_are(browse, tell_them, django_assert_max_num_queries):
    client = browse("alef", "analyst")
    client.get("/en/notices/")
    for key in range(30):
        tell_them("analyst", str(key))
    with django_assert_max_num_queries(20) as few:
        client.get("/en/notices/")
    for key in range(30, 60):
        tell_them("analyst", str(key))
    with django_assert_max_num_queries(len(few)):
        client.get("/en/notices/")


def test_an_empty_page_says_what_will_stand_there(browse):
    assert "Nothing to tell you yet" in browse("alef", "observer").get("/en/notices/").content.decode()
