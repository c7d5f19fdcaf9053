"""A session opens the place where it began, and nothing else."""

import subprocess
import sys

import pytest
from django.conf import settings
from django.contrib.sessions.models import Session
from django.test import Client

from shared.isolation.scope import in_institution, in_network
from tenants.members.models import Member
from tests.conftest import HOSTS
from tests.world import PASSWORD


def client_at(place):
    return Client(headers={"host": HOSTS[place], "accept-language": "en"})


def sign_in(place, email, password=PASSWORD, **more):
    client = client_at(place)
    answer = client.post("/en/account/login/", {"login": email, "password": password, **more})
    return client, answer


def carried_to(place, client):
    other = client_at(place)
    other.cookies = client.cookies
    return other


def test_signing_in_marks_the_session_with_its_place(database, world):
    client, answer = sign_in("alef", "analyst@alef.example")
    assert (answer.status_code, answer["Location"]) == (302, "/")
    with in_network():
        assert client.session["_room"] == str(world.alef.institution.pk)
    assert client.get("/en/people/").status_code == 200


@pytest.mark.parametrize("place", ["ba", "network"])
def test_a_copied_cookie_is_useless_on_another_host(database, place):
    client, _answer = sign_in("alef", "coordinator@alef.example")
    other = carried_to(place, client)
    path = "/en/people/" if place == "ba" else "/en/places/"
    assert other.get(path)["Location"].startswith("/en/account/login/")


def test_a_copied_cookie_leaves_the_session_at_home_untouched(database):
    client, _answer = sign_in("alef", "coordinator@alef.example")
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    carried_to("ba", client).get("/en/people/")
    with in_network():
        assert Session.objects.filter(pk=key).exists()


def test_the_session_cookie_names_no_domain_so_that_it_stays_on_its_host(database):
    client, _answer = sign_in("alef", "coordinator@alef.example")
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    assert (cookie["domain"], cookie["path"], cookie["httponly"], cookie["samesite"]) == ("", "/", True, "Lax")


def test_under_https_cookies_carry_the_host_prefix():
    """Read in a process of its own, for settings are read once."""
    names = "s.SESSION_COOKIE_NAME, s.CSRF_COOKIE_NAME, s.SESSION_COOKIE_SECURE"
    asked = f"from django.conf import settings as s; print({names})"
    environment = {
        "PYTHONPATH": "platform:.",
        "DJANGO_SETTINGS_MODULE": "mutabaa.settings",
        "MUTABAA_HTTPS": "true",
        "MUTABAA_STACK_ENV": "none",
        "MUTABAA_HOME": str(settings.BASE_DIR / "var"),
    }
    said = subprocess.run(
        [sys.executable, "-c", asked],
        env=environment,
        cwd=settings.BASE_DIR,
        capture_output=True,
        text=True,
        check=True,
    )
    assert said.stdout.split() == ["__Host-session", "__Host-csrf", "True"]


def test_a_session_made_before_signing_in_gets_a_new_key(database):
    client = client_at("alef")
    client.get("/en/account/login/?next=/en/people/")
    with in_network():
        session = client.session
        session["_room"] = "whatever"
        session.save()
        before = session.session_key
    client.cookies[settings.SESSION_COOKIE_NAME] = before
    client.post("/en/account/login/", {"login": "analyst@alef.example", "password": PASSWORD})
    assert client.cookies[settings.SESSION_COOKIE_NAME].value != before


def test_somebody_whose_membership_ended_is_refused_at_her_next_request(browse, world):
    client = browse("alef", "analyst")
    assert client.get("/en/people/").status_code == 200
    with in_institution(world.alef.institution):
        Member.objects.filter(email="analyst@alef.example").update(left_at="2026-01-01T00:00:00Z")
    assert client.get("/en/people/").status_code == 403


def test_a_changed_role_holds_from_the_next_request_on(browse, world):
    client = browse("alef", "analyst")
    with in_institution(world.alef.institution):
        Member.objects.filter(email="analyst@alef.example").update(role_slug="observer")
    assert client.get("/en/people/").status_code == 403


def test_somebody_without_a_place_is_told_where_she_belongs_and_nothing_of_others(database, world):
    client, _answer = sign_in("ba", "coordinator@alef.example")
    answer = client.get("/en/")
    page = answer.content.decode()
    assert answer.status_code == 403
    assert "//alef.localhost" in page


def test_the_secretariat_has_no_place_inside_an_institution(database):
    client, _answer = sign_in("alef", "administrator@network.example")
    answer = client.get("/en/people/")
    assert answer.status_code == 403
    assert "You belong to no institution" in answer.content.decode()


@pytest.mark.parametrize(
    "target",
    ["http://ba.localhost/en/people/", "//ba.localhost/", "https://localhost/", "/\\ba.localhost", "javascript:1"],
)
def test_signing_in_never_leads_to_another_host(database, target):
    _client, answer = sign_in("alef", "analyst@alef.example", next=target)
    assert (answer.status_code, answer["Location"]) == (302, "/")


def test_signing_in_leads_back_to_the_page_that_was_asked_for(database):
    client = client_at("alef")
    asked = client.get("/en/people/?page=2")["Location"]
    assert asked == "/en/account/login/?next=/en/people/%3Fpage%3D2"
    _client, answer = sign_in("alef", "analyst@alef.example", next="/en/people/?page=2")
    assert answer["Location"] == "/en/people/?page=2"


def test_a_form_sent_by_a_stranger_is_not_sent_again_after_signing_in(database):
    answer = client_at("alef").post("/en/people/invite/")
    assert answer["Location"] == "/en/account/login/?next=/"


def test_a_strangers_part_of_a_page_leads_the_whole_page_to_sign_in(database):
    answer = client_at("alef").get(
        "/en/people/", headers={"hx-request": "true", "hx-current-url": "http://alef.localhost/en/people/"}
    )
    assert answer["HX-Redirect"] == "/en/account/login/?next=/en/people/"
