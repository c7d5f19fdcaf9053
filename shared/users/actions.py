"""Making an account, choosing for oneself, and knowing whose an address is. Runs in the network's scope.

Nobody signs up: an account is made for a person whose address has been proven by the link sent to it.
"""

from __future__ import annotations

from uuid import UUID

from allauth.account.models import EmailAddress
from django.db import transaction

from shared.languages.direction import LANGUAGES
from shared.languages.zones import is_zone
from shared.users.models import User, UserManager


def owner_of(email: str) -> User | None:
    """The account that signs in with this address, or None."""
    email = UserManager.clean_email(email)
    address = EmailAddress.objects.select_related("user").filter(email__iexact=email, verified=True).first()
    if address is not None:
        return address.user
    return User.objects.known_as(email).first()


def addresses_of(user_id: UUID | None) -> set[str]:
    """The addresses a person has proven to be hers, in small letters."""
    if user_id is None:
        return set()
    found = EmailAddress.objects.filter(user_id=user_id, verified=True).values_list("email", flat=True)
    return {email.lower() for email in found}


@transaction.atomic
def welcome(*, email: str, name: str, password: str | None, language: str) -> User:
    """Make an account whose address is proven. Raises IntegrityError when the address has one.

    Without a password she chooses one through "forgot my password".
    """
    user = User.objects.create_user(email, password, name=name, language=language)
    EmailAddress(user=user, email=user.email, verified=True, primary=True).save()
    return user


@transaction.atomic
def choose(*, user_id: UUID, language: str, time_zone: str) -> User:
    """Set a person's own language and time zone; an empty zone is the institution's.

    Raises ValueError for a language the platform does not speak and a zone that does not exist.
    """
    if language not in LANGUAGES:
        raise ValueError(f"not a language of the platform: {language!r}")
    if time_zone and not is_zone(time_zone):
        raise ValueError(f"not a time zone: {time_zone!r}")
    user = User.objects.select_for_update().get(pk=user_id)
    user.language, user.time_zone = language, time_zone
    user.save(update_fields=["language", "time_zone"])
    return user
