"""The network's public pages, and a person's own places."""

import pytest

from shared.isolation.scope import in_network
from tenants.institutions.models import Institution, Standing


@pytest.mark.parametrize("language", ["ar", "en", "fr"])
@pytest.mark.parametrize("page", ["", "members/", "pages/about/"])
def test_public_pages_open_in_every_language(browse, language, page):
    answer = browse("network").get(f"/{language}/{page}")
    assert answer.status_code == 200
    assert f'lang="{language}"' in answer.content.decode()


def test_the_index_names_the_serving_members_with_their_addresses(browse):
    page = browse("network").get("/ar/members/").content.decode()
    assert "اللجنة الوطنية alef" in page
    assert "//alef.localhost" in page


def test_the_index_leaves_out_members_that_are_not_serving(browse, world):
    with in_network():
        Institution.objects.filter(pk=world.ba.institution.pk).update(standing=Standing.SUSPENDED)
    page = browse("network").get("/en/members/").content.decode()
    assert "National Committee alef" in page
    assert "National Committee ba" not in page


def test_the_index_names_nobody(browse):
    page = browse("network").get("/en/members/").content.decode()
    assert "@alef.example" not in page


def test_the_secretariat_is_led_to_its_desk_from_its_places(browse):
    assert "/en/desk/" in browse("network", "curator").get("/en/places/").content.decode()


def test_somebody_of_an_institution_sees_her_own_places_and_no_desk(database, world):
    from tests.isolation.test_sessions import sign_in

    client, answer = sign_in("network", "coordinator@alef.example")
    assert answer["Location"] == "/en/places/"
    page = client.get("/en/places/").content.decode()
    assert "National Committee alef" in page
    assert "National Committee ba" not in page
    assert "/en/desk/" not in page
