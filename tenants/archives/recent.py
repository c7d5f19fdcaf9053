"""Proof that it is really she who sits there, before everything is handed out."""

from __future__ import annotations

from urllib.parse import urlencode

from allauth.account.internal.flows.reauthentication import did_recently_reauthenticate
from django.http import HttpRequest
from django.urls import reverse

from shared.isolation.scope import in_network


def is_confirmed(request: HttpRequest) -> bool:
    """Whether she gave her password or second factor again within the last ACCOUNT_REAUTHENTICATION_TIMEOUT seconds."""
    with in_network():
        return bool(did_recently_reauthenticate(request))


def confirm_address(back: str) -> str:
    """The page that asks for it and leads back to the page named `back`."""
    return f"{reverse('account_reauthenticate')}?{urlencode({'next': reverse(back)})}"
