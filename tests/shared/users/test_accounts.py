"""Signing in and all that protects it, walked through the pages as they stand, without JavaScript."""

import re
import time

import pytest
import time_machine
from allauth.account.models import EmailAddress
from allauth.core.context import request_context
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from allauth.usersessions.models import UserSession
from django.core import mail
from django.test import RequestFactory

from shared.isolation.scope import in_network
from shared.users.actions import addresses_of, owner_of, welcome
from shared.users.models import User
from tenants.members.adapter import AccountAdapter, SecondFactorAdapter
from tests.isolation.test_sessions import client_at, sign_in
from tests.world import PASSWORD

NEW_PASSWORD = "seven green lanterns"
ANALYST = "analyst@alef.example"


def code_of(secret):
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def confirm(client):
    """Give the password once more, as sensitive pages ask."""
    client.post("/en/account/reauthenticate/", {"password": PASSWORD})


def set_up_totp(client):
    """Activate an authenticator app by the form; returns its secret."""
    confirm(client)
    client.get("/en/account/second-factor/totp/activate/")
    secret = client.session["mfa.totp.secret"]
    client.post("/en/account/second-factor/totp/activate/", {"code": code_of(secret)})
    return secret


def test_nobody_signs_up(database):
    for method in ("get", "post"):
        assert getattr(client_at("alef"), method)("/en/account/signup/").status_code == 404


def test_an_address_is_found_in_any_case(database):
    _client, answer = sign_in("alef", "Analyst@ALEF.example")
    assert answer.status_code == 302


def test_a_wrong_password_and_an_unknown_address_answer_alike(database):
    _client, wrong = sign_in("alef", ANALYST, "not the password")
    _client, unknown = sign_in("alef", "nobody@alef.example", "not the password")
    error = re.compile(r'role="alert">.*?</div>', re.DOTALL)
    assert wrong.status_code == unknown.status_code == 200
    assert error.search(wrong.content.decode())[0] == error.search(unknown.content.decode())[0]


def test_guessing_is_slowed_down_on_an_institutions_host(database):
    for _attempt in range(5):
        sign_in("alef", ANALYST, "not the password")
    client, answer = sign_in("alef", ANALYST)
    assert answer.status_code in {200, 429}
    assert client.get("/en/people/").status_code == 302


@pytest.mark.parametrize("place", ["alef", "network"])
def test_a_forgotten_password_is_replaced_by_a_mailed_link(database, place):
    client = client_at(place)
    client.post("/en/account/password/reset/", {"email": ANALYST})
    path = re.search(r"http://[^/]+(/en/account/password/reset/key/\S+)", mail.outbox[-1].body)[1]
    form = client.get(path)["Location"]
    client.post(form, {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    _client, answer = sign_in(place, ANALYST, NEW_PASSWORD)
    assert answer.status_code == 302


def test_a_reset_link_works_once(database):
    client = client_at("alef")
    client.post("/en/account/password/reset/", {"email": ANALYST})
    path = re.search(r"http://[^/]+(/en/account/password/reset/key/\S+)", mail.outbox[-1].body)[1]
    client.post(client.get(path)["Location"], {"password1": NEW_PASSWORD, "password2": NEW_PASSWORD})
    assert "no longer works" in client_at("alef").get(path).content.decode()


def test_asking_for_a_reset_tells_nobody_who_has_an_account(database):
    known = client_at("alef").post("/en/account/password/reset/", {"email": ANALYST})
    unknown = client_at("alef").post("/en/account/password/reset/", {"email": "nobody@alef.example"})
    assert (known.status_code, known["Location"]) == (unknown.status_code, unknown["Location"])


def test_the_reset_mail_names_the_host_where_it_was_asked(database):
    client_at("alef").post("/en/account/password/reset/", {"email": ANALYST})
    message = mail.outbox[-1]
    assert "http://alef.localhost" in message.body
    assert message.subject.startswith("Mutabaa: ")


def test_a_second_address_counts_only_when_it_is_confirmed(database, world):
    client, _answer = sign_in("alef", ANALYST)
    client.post("/en/account/email/", {"email": "second@alef.example", "action_add": ""})
    _client, answer = sign_in("alef", "second@alef.example")
    assert answer.status_code == 200 or "/confirm-email/" in answer["Location"]
    path = re.search(r"http://[^/]+(/en/account/confirm-email/\S+/)", mail.outbox[-1].body)[1]
    client.post(path)
    with in_network():
        assert "second@alef.example" in addresses_of(world.alef.users["analyst"].pk)


def test_signing_out_everywhere_else_leaves_this_session(database, world):
    here, _answer = sign_in("alef", ANALYST)
    there, _answer = sign_in("alef", ANALYST)
    here.post("/en/account/sessions/")
    assert here.get("/en/people/").status_code == 200
    assert there.get("/en/people/")["Location"].startswith("/en/account/login/")
    with in_network():
        assert UserSession.objects.filter(user=world.alef.users["analyst"]).count() == 1


def test_a_changed_password_ends_every_session(database):
    here, _answer = sign_in("alef", ANALYST)
    there, _answer = sign_in("alef", ANALYST)
    here.post(
        "/en/account/password/change/",
        {"oldpassword": PASSWORD, "password1": NEW_PASSWORD, "password2": NEW_PASSWORD},
    )
    assert there.get("/en/people/")["Location"].startswith("/en/account/login/")


def test_a_session_ends_with_the_browser_unless_it_is_to_be_remembered(database):
    brief, _answer = sign_in("alef", ANALYST)
    kept, _answer = sign_in("alef", ANALYST, remember="on")
    assert brief.cookies["session"]["max-age"] == ""
    assert kept.cookies["session"]["max-age"] > 0


def test_an_authenticator_app_is_set_up_and_asked_for_at_the_next_sign_in(alef):
    client, _answer = sign_in("alef", ANALYST)
    with in_network():
        secret = set_up_totp(client)
    later, answer = sign_in("alef", ANALYST)
    assert answer["Location"] == "/en/account/second-factor/authenticate/"
    assert later.get("/en/people/")["Location"].startswith("/en/account/login/")
    with time_machine.travel(time.time() + 60):
        later.post("/en/account/second-factor/authenticate/", {"code": code_of(secret)})
        assert later.get("/en/people/").status_code == 200


def test_a_code_of_the_app_works_once(alef):
    client, _answer = sign_in("alef", ANALYST)
    with in_network():
        secret = set_up_totp(client)
    code = code_of(secret)
    for expected in (200, 302):
        later, _answer = sign_in("alef", ANALYST)
        later.post("/en/account/second-factor/authenticate/", {"code": code})
        assert later.get("/en/people/").status_code == expected


def test_a_recovery_code_lets_in_once(database, world):
    client, _answer = sign_in("alef", ANALYST)
    with in_network():
        set_up_totp(client)
        stored = Authenticator.objects.get(user=world.alef.users["analyst"], type=Authenticator.Type.RECOVERY_CODES)
        code = stored.wrap().get_unused_codes()[0]
    for expected in (200, 302):
        later, _answer = sign_in("alef", ANALYST)
        later.post("/en/account/second-factor/authenticate/", {"code": code})
        assert later.get("/en/people/").status_code == expected


def test_the_second_factor_is_changed_only_after_the_password_was_given_again(database):
    client, _answer = sign_in("alef", ANALYST)
    page = "/en/account/second-factor/totp/activate/"
    assert client.get(page)["Location"].startswith("/en/account/reauthenticate/?next=")
    confirm(client)
    assert client.get(page).status_code == 200


def test_the_password_given_again_counts_for_a_short_time(database):
    client, _answer = sign_in("alef", ANALYST)
    confirm(client)
    with in_network():
        session = client.session
        for entry in session["account_authentication_methods"]:
            entry["at"] -= 301
        session.save()
    answer = client.get("/en/account/second-factor/totp/activate/")
    assert answer["Location"].startswith("/en/account/reauthenticate/")


def test_a_second_factor_in_use_opens_an_institution_that_asks_for_one(database, world):
    with in_network():
        type(world.alef.institution).objects.filter(pk=world.alef.institution.pk).update(requires_second_factor=True)
    client, _answer = sign_in("alef", ANALYST)
    assert client.get("/en/people/")["Location"] == "/en/account/second-factor/"
    with in_network():
        set_up_totp(client)
    assert client.get("/en/people/").status_code == 200


@pytest.mark.parametrize("page", ["", "totp/activate/", "webauthn/", "webauthn/add/"])
def test_the_pages_of_the_second_factor_open(database, page):
    client, _answer = sign_in("alef", ANALYST)
    confirm(client)
    assert client.get(f"/ar/account/second-factor/{page}").status_code == 200


def asked_at(host):
    return request_context(RequestFactory().get("/", headers={"host": host}))


def test_a_passkey_belongs_to_the_host_where_the_domain_is_a_bare_name():
    with asked_at("alef.localhost:8000"):
        assert SecondFactorAdapter().get_public_key_credential_rp_entity()["id"] == "alef.localhost"


def test_a_passkey_belongs_to_the_networks_domain_in_production(settings):
    settings.NETWORK_DOMAIN, settings.ALLOWED_HOSTS = "example.org", [".example.org"]
    with asked_at("alef.example.org"):
        assert SecondFactorAdapter().get_public_key_credential_rp_entity()["id"] == "example.org"


@pytest.mark.parametrize(
    ("url", "safe"), [("/en/", True), ("http://alef.localhost/en/", True), ("http://ba.localhost/", False), ("", False)]
)
def test_only_this_very_host_is_a_safe_place_to_return_to(url, safe):
    with asked_at("alef.localhost"):
        assert AccountAdapter().is_safe_url(url) is safe


def test_a_welcomed_person_has_one_proven_address(network):
    user = welcome(email="Fresh@Example.org", name="Fresh", password=None, language="fr")
    assert addresses_of(user.pk) == {"fresh@example.org"}
    assert not user.has_usable_password()


def test_the_owner_of_an_address_is_found_by_each_proven_one(network, world):
    user = world.alef.users["analyst"]
    EmailAddress.objects.create(user=user, email="second@alef.example", verified=True, primary=False)
    EmailAddress.objects.create(user=user, email="third@alef.example", verified=False, primary=False)
    assert owner_of("SECOND@alef.example") == user
    assert owner_of("third@alef.example") is None


def test_two_people_cannot_have_one_address(network):
    from django.db import IntegrityError, transaction

    with pytest.raises(IntegrityError), transaction.atomic():
        User.objects.create_user("Analyst@alef.example")
