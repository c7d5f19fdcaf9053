"""Who may sign in to the demonstration, and with what password.

Passwords follow from the installation's secret key: nobody knows them beforehand, and no file keeps them.
"""

from __future__ import annotations

import hashlib
import hmac
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth.hashers import PBKDF2PasswordHasher, get_hasher
from django.utils.functional import Promise

from mutabaa.demo import fiction
from tenants.members.roles import Role
from tenants.network.models import NetworkRole

# Letters that nobody takes for another; 12 of them hold 59 bits.
_ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"
_ITERATIONS = 10_000


class NotADemonstration(Exception):
    """MUTABAA_DEMO is not set: nothing of the invented network may be made or shown."""


def require_demo() -> None:
    """Raises NotADemonstration unless this installation is one."""
    if not settings.DEMO:
        raise NotADemonstration("This is not a demonstration: MUTABAA_DEMO is false.")


def _digest(purpose: str, text: str) -> bytes:
    return hmac.digest(settings.SECRET_KEY.encode(), f"mutabaa demo {purpose}\0{text}".encode(), hashlib.sha256)


def password_of(email: str) -> str:
    """The password of one person on this installation: `k7mq-x2vd-9hte`."""
    number = int.from_bytes(_digest("password", email), "big")
    letters = []
    for _place in range(12):
        number, letter = divmod(number, len(_ALPHABET))
        letters.append(_ALPHABET[letter])
    return "-".join("".join(letters[start : start + 4]) for start in (0, 4, 8))


def encoded_password_of(email: str) -> str:
    """As the user's row keeps it. Few rounds, for the password is random; Django adds more at the first sign-in."""
    hasher = get_hasher()
    if isinstance(hasher, PBKDF2PasswordHasher):
        return hasher.encode(password_of(email), hasher.salt(), _ITERATIONS)
    return hasher.encode(password_of(email), hasher.salt())


def key_mark() -> str:
    """Says which secret key the passwords follow from, without telling it."""
    return _digest("mark", "").hex()[:16]


@dataclass(frozen=True)
class SignIn:
    """One way in: the host's address, who she is there, and her password."""

    address: str
    slug: str
    name: str
    role: str | Promise
    email: str
    password: str


def address_of(slug: str) -> str:
    """The address of an institution's host, or with "" of the network's."""
    host = f"{slug}.{settings.NETWORK_DOMAIN}" if slug else settings.NETWORK_DOMAIN
    return f"{settings.ADDRESS_SCHEME}://{host}{settings.ADDRESS_PORT}/"


def sign_ins() -> list[SignIn]:
    """Every sign-in, the institutions' first. Raises NotADemonstration."""
    require_demo()
    places = [
        *((one.slug, person, Role.of(person.role).name) for one in fiction.members() for person in one.people),
        *(("", person, NetworkRole(person.role).label) for person in fiction.secretariat()),
    ]
    return [
        SignIn(address_of(slug), slug, person.name, role, person.email, password_of(person.email))
        for slug, person, role in places
    ]
