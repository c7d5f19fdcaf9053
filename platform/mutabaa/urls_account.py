"""Addresses about the person herself, the same on every host (django-allauth). Nobody signs up uninvited."""

from typing import NoReturn

from allauth.account import urls as account
from django.http import Http404, HttpRequest
from django.urls import include, path

from shared.users.views import preferences


def nobody_signs_up(request: HttpRequest) -> NoReturn:
    """People come by invitation. The address has a name only because allauth's sign-in page asks for it."""
    raise Http404


# Neither signing up nor signing in by a mailed code exists here.
NOT_SERVED = {"account_signup", "account_signup_by_passkey", "account_confirm_login_code"}

urlpatterns = [
    path("signup/", nobody_signs_up, name="account_signup"),
    *(pattern for pattern in account.urlpatterns if pattern.name not in NOT_SERVED),
    path("preferences/", preferences, name="account_preferences"),
    path("second-factor/", include("allauth.mfa.urls")),
    path("sessions/", include("allauth.usersessions.urls")),
]
