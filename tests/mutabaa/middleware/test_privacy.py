"""What may be kept by a cache, and the headers that stand on every answer."""

import pytest
from django.test import Client

from tenants.institutions.models import Institution, Standing


@pytest.mark.parametrize(
    "path", ["/en/", "/en/recommendations/", "/en/people/", "/en/recommendations/export/csv/", "/en/account/email/"]
)
def test_no_cache_keeps_what_an_institution_shows(browse, path):
    answer = browse("alef", "coordinator").get(path)
    assert answer.status_code == 200
    assert {"private", "no-store"} <= {part.strip() for part in answer["Cache-Control"].split(",")}


def test_no_cache_keeps_a_refusal_that_names_a_person(browse):
    client = browse("alef", "observer")
    assert "no-store" in client.get("/en/settings/")["Cache-Control"]
    assert "no-store" in client.get("/en/nothing/")["Cache-Control"]


def test_no_cache_keeps_the_desk(browse):
    assert "no-store" in browse("network", "administrator").get("/en/desk/")["Cache-Control"]


def test_the_networks_public_pages_say_nothing_of_caches(browse):
    assert not browse("network").get("/en/").has_header("Cache-Control")


def test_a_closed_institutions_page_has_the_policy_of_every_page(network, world, browse):
    client = browse("alef", "coordinator")
    Institution.objects.filter(pk=world.alef.institution.pk).update(standing=Standing.SUSPENDED)
    answer = client.get("/en/")
    assert answer.status_code == 503
    assert "default-src 'none'" in answer["Content-Security-Policy"]
    assert (answer["X-Frame-Options"], answer["Cache-Control"]) == ("DENY", "private, no-store")


def test_an_unknown_host_has_the_policy_too(database):
    answer = Client(headers={"host": "gimel.localhost"}).get("/en/")
    assert answer.status_code == 404
    assert "default-src 'none'" in answer["Content-Security-Policy"]
