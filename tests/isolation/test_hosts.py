"""Which room a host opens."""

import pytest
from django.test import Client

from shared.isolation.scope import in_network
from tenants.institutions.models import Domain, Institution, Standing


def visit(host, path="/en/"):
    return Client(headers={"host": host, "accept-language": "en"}).get(path)


@pytest.mark.parametrize(
    "host",
    [
        "gimel.localhost",
        "alef.example.org",
        "alef.localhost.example.org",
        "deep.alef.localhost",
        "-.localhost",
        "alef_.localhost",
        "t_template.localhost",
        "example.org",
        "127.0.0.1",
        "",
    ],
)
def test_an_unknown_host_is_a_plain_404(database, host):
    answer = visit(host)
    assert (answer.status_code, answer["Content-Type"]) == (404, "text/plain; charset=utf-8")


@pytest.mark.parametrize("host", ["alef.localhost", "ALEF.localhost", "alef.localhost:8000"])
def test_a_host_is_known_in_any_case_and_with_its_port(database, host):
    assert visit(host, "/en/account/login/").status_code == 200


def test_the_health_answer_asks_nobody_who_they_are(database):
    assert visit("anything.example", "/healthz").content == b"ok\n"


@pytest.mark.parametrize("standing", [Standing.REQUESTED, Standing.CREATING, Standing.DROPPED])
def test_an_institution_that_is_not_there_yet_or_no_more_answers_like_an_unknown_host(network, world, standing):
    Institution.objects.filter(pk=world.alef.institution.pk).update(standing=standing)
    assert visit("alef.localhost").status_code == 404


@pytest.mark.parametrize("standing", [Standing.SUSPENDED, Standing.LEAVING])
def test_an_institution_out_of_service_says_so_and_serves_nothing(network, world, standing, browse):
    client = browse("alef", "coordinator")
    Institution.objects.filter(pk=world.alef.institution.pk).update(standing=standing)
    for path in ("/en/", "/en/people/", "/en/account/login/"):
        assert client.get(path).status_code == 503


def test_a_host_shows_its_own_institution_and_no_other(browse):
    page = browse("alef", "coordinator").get("/en/people/").content.decode()
    assert "National Committee alef" in page
    assert "ba.example" not in page
    assert "National Committee ba" not in page


def test_no_public_page_names_a_schema(network, browse):
    schemas = list(Institution.objects.values_list("schema_name", flat=True))
    for path in ("/en/", "/en/members/"):
        page = browse("network").get(path).content.decode()
        assert not any(name in page for name in schemas)


def test_a_second_address_leads_to_the_same_institution(network, world):
    Domain.objects.create(slug="alef-too", institution=world.alef.institution, is_primary=False)
    with in_network():
        assert "National Committee alef" in visit("alef-too.localhost", "/en/account/login/").content.decode()
