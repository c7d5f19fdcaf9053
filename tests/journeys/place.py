"""The institutions made for the journeys, committed to the database and dropped afterwards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import PBKDF2PasswordHasher
from django.contrib.sessions.models import Session
from django.db import connection

from shared.isolation.scope import in_institution, in_network
from shared.taxonomy.fictional import load_fictional_states
from shared.taxonomy.identity import term_id
from shared.taxonomy.models import Release, State
from shared.users.models import User
from tenants.institutions import provisioning, schemas
from tenants.institutions.models import Affiliation, Domain, Institution
from tenants.members.models import Member, ResponsibleBody
from tenants.network.models import SecretariatMember
from tests.samples import recommendations
from tests.world import BODIES

PASSWORD = "seven herons over the estuary"
STATE = ("VLD", "Veldara", "Veldara", "فلدارة")
NAMES = {
    "wadi": {"ar": "لجنة الوادي", "en": "Wadi Committee", "fr": "Comité Wadi"},
    "sahel": {"ar": "لجنة الساحل", "en": "Sahel Committee", "fr": "Comité Sahel"},
    "nahr": {"ar": "لجنة النهر", "en": "Nahr Committee", "fr": "Comité Nahr"},
    "jabal": {"ar": "لجنة الجبل", "en": "Jabal Committee", "fr": "Comité Jabal"},
}
# Who is there: their role, and the body they speak for. The first part of each address says who it is.
KEEPERS: dict[str, tuple[str, str]] = {
    "coordinator": ("coordinator", ""), "analyst": ("analyst", ""), "observer": ("observer", ""),
}  # fmt: skip
PEOPLE = {
    "wadi": KEEPERS,
    "sahel": KEEPERS,
    "jabal": KEEPERS,
    "nahr": {
        "coordinator": ("coordinator", ""),
        "justice": ("focal_point", "Justice"),
        "interior": ("focal_point", "Interior"),
        "alternate": ("focal_point", "Interior"),
        "council": ("assessor", "Council"),
    },
}
FOLLOWS_VELDARA = {"wadi", "nahr", "jabal"}
READS_ARABIC = {"nahr", "jabal"}


@dataclass
class Town:
    """One institution: where it is reached, and the addresses of its people by who they are."""

    slug: str
    institution: Institution
    emails: dict[str, str] = field(default_factory=dict)


@contextmanager
def made_towns() -> Iterator[dict[str, Town]]:
    """`wadi`, `nahr` and `jabal` follow a State of their own and hold nothing yet; `sahel` holds the world's list.

    In `nahr` bodies answer; there and in `jabal` everybody reads Arabic. `network` is nobody's town: its one person is
    the secretariat's administrator.
    """
    _forget_towns()
    users_before, sessions_before = _keys()
    with TemporaryDirectory() as folder, in_network():
        path = Path(folder) / "states.csv"
        path.write_text(f"code,label_en,label_fr,label_ar\n{','.join(STATE)}\n", encoding="utf-8")
        load_fictional_states(path)
    towns = {slug: _town(slug) for slug in NAMES}
    with in_network():
        person = _person("administrator@journeys.example")
        SecretariatMember.objects.create(user=person, role="administrator")
    try:
        yield towns
    finally:
        _forget_towns()
        _forget(users_before, sessions_before)


def _forget_towns() -> None:
    """Drop schema, role and rows, of a run that was killed as well."""
    for domain in Domain.objects.using("migrator").select_related("institution").filter(slug__in=NAMES):
        schemas.drop(domain.institution.schema_name)
        Affiliation.objects.using("migrator").filter(institution=domain.institution).delete()
        Domain.objects.using("migrator").filter(pk=domain.pk).delete()
        Institution.objects.using("migrator").filter(pk=domain.institution.pk)._raw_delete("migrator")


def _keys() -> tuple[set[object], set[str]]:
    with in_network():
        users = set(User.objects.values_list("pk", flat=True))
        return users, set(Session.objects.values_list("session_key", flat=True))


def _forget(users: set[object], sessions: set[str]) -> None:
    """Remove what the journeys left in public tables: their people with all that hangs on them, and the State."""
    with in_network():
        SecretariatMember.objects.exclude(user_id__in=users).delete()
        User.objects.exclude(pk__in=users).delete()
        Session.objects.exclude(session_key__in=sessions).delete()
        State.objects.filter(pk=term_id("state", STATE[0])).delete()
        Release.objects.filter(part=Release.Part.FICTIONAL, version="states").delete()
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM cache_entries")


def _person(email: str, language: str = "en") -> User:
    """A user whose password the server can check: pytest's own hasher is another."""
    user = User(email=email, name=email.partition("@")[0].title(), language=language)
    user.password = PBKDF2PasswordHasher().encode(PASSWORD, "journeys")
    user.save()
    EmailAddress.objects.create(user=user, email=email, verified=True, primary=True)
    return user


def _town(slug: str) -> Town:
    details = {"state_id": term_id("state", STATE[0])} if slug in FOLLOWS_VELDARA else {}
    asked = provisioning.request_institution(slug=slug, names=NAMES[slug], kind="nmirf", **details)
    town = Town(slug, provisioning.provision(asked))
    users: dict[str, User] = {}
    with in_network():
        for who in PEOPLE[slug]:
            users[who] = _person(f"{who}@{slug}.example", "ar" if slug in READS_ARABIC else "en")
            town.emails[who] = users[who].email
            Affiliation.objects.create(
                institution=town.institution, owner_role=town.institution.schema_name, user=users[who]
            )
    with in_institution(town.institution):
        bodies = {}
        for ar, en, fr, short, kind in BODIES:
            body = ResponsibleBody(name_ar=ar, name_en=en, name_fr=fr, short_name_en=short, kind=kind)
            body.save()
            bodies[short] = body
        for who, user in users.items():
            role, body_name = PEOPLE[slug][who]
            body = bodies.get(body_name)
            Member(user_id=user.pk, name=user.name, email=user.email, role_slug=role, body=body).save()
        if slug == "sahel":
            recommendations(bodies, date(2025, 2, 4))
    return town
