"""Demo sign-ins: derived from the secret key, shown in a demonstration only."""

from __future__ import annotations

import json
from io import StringIO
from types import SimpleNamespace

import pytest
from django.contrib.auth.password_validation import validate_password
from django.core.management import CommandError, call_command
from django.test import RequestFactory, override_settings

from mutabaa.demo.context import demo_sign_ins
from mutabaa.demo.sign_ins import password_of


def _at(url_name: str, slug: str | None = "marsana") -> object:
    request = RequestFactory().get("/")
    request.resolver_match = SimpleNamespace(url_name=url_name)  # type: ignore[assignment]
    request.institution = SimpleNamespace(slug=slug) if slug else None  # type: ignore[attr-defined]
    return request


def test_a_password_follows_from_the_address_and_the_key() -> None:
    once = password_of("hala@marsana.example")
    assert once == password_of("hala@marsana.example") != password_of("karim@marsana.example")
    with override_settings(SECRET_KEY="another key of this installation, long enough"):
        assert password_of("hala@marsana.example") != once


def test_a_password_is_one_the_house_accepts() -> None:
    validate_password(password_of("hala@marsana.example"))


@override_settings(DEMO=True)
def test_the_list_is_one_object_a_line() -> None:
    printed = StringIO()
    call_command("list_demo_sign_ins", "--json", stdout=printed)
    lines = [json.loads(line) for line in printed.getvalue().splitlines()]
    assert all(set(line) == {"address", "name", "role", "email", "password"} for line in lines)
    roles = {line["role"] for line in lines}
    assert roles >= {"Coordinator", "Analyst", "Focal point", "Assessor", "Observer", "Curator"}
    assert any(line["address"].startswith("http://marsana.") for line in lines)


def test_the_list_is_refused_outside_a_demonstration() -> None:
    with override_settings(DEMO=False), pytest.raises(CommandError, match="MUTABAA_DEMO"):
        call_command("list_demo_sign_ins")


@override_settings(DEMO=True)
def test_the_sign_in_page_is_told_of_this_hosts_people_only() -> None:
    shown = demo_sign_ins(_at("account_login"))["demo_sign_ins"]  # type: ignore[arg-type]
    assert {person["email"] for person in shown} >= {"hala@marsana.example", "dina@rimal.example"}
    assert "mariam@rimal.example" not in {person["email"] for person in shown}
    assert set(shown[0]) == {"role", "name", "email", "password"}


@override_settings(DEMO=True)
def test_the_networks_host_shows_the_secretariat() -> None:
    shown = demo_sign_ins(_at("account_login", slug=None))["demo_sign_ins"]  # type: ignore[arg-type]
    assert [person["email"] for person in shown] == ["zaynab@network.example", "omar@network.example"]


@override_settings(DEMO=True)
def test_no_other_page_is_told() -> None:
    assert demo_sign_ins(_at("overview")) == {}  # type: ignore[arg-type]


@override_settings(DEMO=False)
def test_nothing_is_told_outside_a_demonstration() -> None:
    assert demo_sign_ins(_at("account_login")) == {}  # type: ignore[arg-type]
